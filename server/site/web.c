#include "site/web.h"

#include "site/reply.h"
#include "text/uri.h"

static void add_html(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '&':
			buf_add(out, STR("&amp;"));
			break;
		case '<':
			buf_add(out, STR("&lt;"));
			break;
		case '>':
			buf_add(out, STR("&gt;"));
			break;
		case '"':
			buf_add(out, STR("&quot;"));
			break;
		case '\'':
			buf_add(out, STR("&#39;"));
			break;
		default:
			buf_byte(out, s.p[i]);
		}
	}
}

/* A URL may hold raw UTF-8, but nothing that a terminal would obey. */
static bool harmless(struct str url)
{
	uint32_t rune = 0;
	for (size_t n; url.n; url = str_sub(url, n, url.n)) {
		n = utf8_read(url, &rune);
		if (n == 0 || rune < 0x20 || (rune >= 0x7f && rune <= 0x9f))
			return false;
	}
	return true;
}

static bool may_redirect(struct str url)
{
	static const char *const schemes[] = { "http", "https", "gemini", "gopher", "mailto" };
	struct uri u;
	if (!harmless(url) || !uri_split(url, &u) || !u.has_scheme)
		return false;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_ieq(u.scheme, str_of(schemes[i])))
			return true;
	return false;
}

enum outcome web_redirect(const struct site_capsule *c, struct str url, struct buf *out)
{
	char space[8 * 1024];
	struct buf safe = BUF(space), label = BUF((char[9 * 1024]){ 0 });
	if (!may_redirect(url))
		return OUT_BAD;
	add_html(&safe, url);
	struct word_value value = { STR("url"), buf_str(&safe) };
	words_fill(&label, c->words->word[WORD_REDIRECT], &value, 1);
	buf_clear(out);
	buf_add(out, STR("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" "
			 "content=\"5; url="));
	buf_add(out, buf_str(&safe));
	buf_add(out, STR("\"><title>URL</title></head>\n<body><p><a href=\""));
	buf_add(out, buf_str(&safe));
	buf_add(out, STR("\">"));
	buf_add(out, buf_str(&label));
	buf_add(out, STR("</a></p></body></html>\n"));
	return out->full || safe.full || label.full ? OUT_TOO_LONG : OUT_OK;
}

void web_refuse(const struct site_capsule *c, const struct view_site *site, struct buf *out)
{
	char space[1024], line[2048];
	struct buf url = BUF(space), text = BUF(line);
	buf_fmt(&url, "gopher://%.*s", STR_ARG(site->gopher_host));
	if (site->gopher_port != 70)
		buf_fmt(&url, ":%u", site->gopher_port);
	buf_byte(&url, '/');
	reply_text(c, OUT_WEB, buf_str(&url), &text);
	buf_fmt(out,
		"HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %zu\r\n"
		"Connection: close\r\n\r\n%.*s\n",
		text.n + 1, (int)text.n, text.p);
}
