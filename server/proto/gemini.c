#include "proto/gemini.h"

#include <assert.h>
#include <string.h>

enum { META_MAX = 1024 }; /* what clients of the older specification take */

/* ---- the request ---- */

/* Where in a URI a byte stands, as far as bytes before it tell. */
enum part { IN_SCHEME, AFTER_COLON, AFTER_SLASH, IN_AUTHORITY, BEYOND };

static bool hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

static bool scheme_byte(char c, bool first)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (!first && ((c >= '0' && c <= '9') || one_of(c, "+-.")));
}

/* Whether the byte may stand anywhere in an absolute URI without a fragment (RFC 3986, appendix A). */
static bool uri_byte(struct str in, size_t i)
{
	unsigned char c = (unsigned char)in.p[i];
	if (c <= ' ' || c == 0x7f || one_of(in.p[i], "<>\"{}|\\^`#"))
		return false;
	if (i >= 1 && in.p[i - 1] == '%')
		return hex(in.p[i]);
	return !(i >= 2 && in.p[i - 2] == '%') || hex(in.p[i]);
}

/* False: no more bytes can make a request of this. */
static bool fits(struct str in, size_t i, enum part *part)
{
	char c = in.p[i];
	switch (*part) {
	case IN_SCHEME:
		if (c != ':')
			return scheme_byte(c, i == 0);
		*part = AFTER_COLON;
		return i > 0;
	case AFTER_COLON:
		*part = c == '/' ? AFTER_SLASH : BEYOND;
		break;
	case AFTER_SLASH:
		*part = c == '/' ? IN_AUTHORITY : BEYOND;
		break;
	case IN_AUTHORITY:
		if (c == '@')
			return false;
		if (c == '/' || c == '?')
			*part = BEYOND;
		break;
	case BEYOND:
		break;
	}
	return uri_byte(in, i);
}

/* Whether s, cut anywhere, may be the beginning of UTF-8. */
static bool utf8_so_far(struct str s)
{
	uint32_t rune;
	for (size_t n; s.n && (n = utf8_read(s, &rune)) > 0;)
		s = str_sub(s, n, s.n);
	if (s.n == 0)
		return true;
	unsigned char lead = (unsigned char)s.p[0];
	if (lead < 0xc2 || lead > 0xf4 || s.n >= (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2))
		return false;
	for (size_t i = 1; i < s.n; i++)
		if (((unsigned char)s.p[i] & 0xc0) != 0x80)
			return false;
	return true;
}

/* A whole line without its CRLF. */
static bool form_right(struct str line, struct uri *parts)
{
	if (!utf8_valid(line) || !uri_split(line, parts) || !parts->has_scheme || parts->has_userinfo ||
		parts->has_fragment)
		return false;
	return parts->host.n || !str_ieq(parts->scheme, STR("gemini"));
}

enum verdict gemini_parse(struct str in, struct gemini_request *out, enum outcome *why)
{
	enum part part = IN_SCHEME;
	size_t i = 0;
	*out = (struct gemini_request){ .uri = STR("") };
	*why = OUT_BAD;
	for (; i < in.n && in.p[i] != '\r'; i++) {
		out->uri = str_sub(in, 0, i);
		if (i == GEMINI_URI_MAX) {
			*why = utf8_so_far(out->uri) ? OUT_TOO_LONG : OUT_BAD;
			return PARSE_NO;
		}
		if (!fits(in, i, &part))
			return PARSE_NO;
	}
	if (i > 0)
		out->uri = str_sub(in, 0, i);
	if (i == in.n)
		return utf8_so_far(out->uri) ? PARSE_MORE : PARSE_NO;
	if (!form_right(out->uri, &out->parts))
		return PARSE_NO;
	if (i + 1 == in.n)
		return PARSE_MORE;
	return in.p[i + 1] == '\n' ? PARSE_YES : PARSE_NO;
}

/* ---- the answer ---- */

int gemini_status(enum outcome outcome)
{
	static const int status[] = {
		[OUT_INPUT] = 10,
		[OUT_OK] = 20,
		[OUT_ELSEWHERE] = 30,
		[OUT_MOVED] = 31,
		[OUT_FAILED] = 40,
		[OUT_BUSY] = 41,
		[OUT_UNREADY] = 41,
		[OUT_SLOW_DOWN] = 44,
		[OUT_NOT_FOUND] = 51,
		[OUT_GONE] = 52,
		[OUT_FOREIGN] = 53,
		[OUT_BAD] = 59,
		[OUT_TOO_LONG] = 59,
		[OUT_CLIMBS] = 59,
		[OUT_WEB] = 59,
	};
	assert(outcome < sizeof status / sizeof status[0]); /* OUT_ASK is no answer */
	return status[outcome];
}

/* One character of a META, which knows no control characters, C1 neither; its length in s. */
static size_t add_character(struct buf *out, struct str s)
{
	uint32_t rune = 0;
	size_t n = utf8_read(s, &rune);
	if (n == 0)
		buf_byte(out, '?');
	else if (rune < ' ' || (rune >= 0x7f && rune < 0xa0))
		buf_byte(out, ' ');
	else
		buf_add(out, str_sub(s, 0, n));
	return n ? n : 1;
}

void gemini_head(struct buf *out, enum outcome outcome, struct str meta)
{
	char room[META_MAX];
	struct buf text = BUF(room);
	/* a character that does not fit ends it: full is set by the first one that is left out */
	for (size_t n; meta.n && !text.full; meta = str_sub(meta, n, meta.n))
		n = add_character(&text, meta);
	buf_u64(out, (uint64_t)gemini_status(outcome));
	if (text.n) {
		buf_byte(out, ' ');
		buf_add(out, buf_str(&text));
	}
	buf_add(out, STR("\r\n"));
}
