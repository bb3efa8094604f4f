#include "import/opening.h"

#include <string.h>

enum {
	CHARSET_LOOK = 8192,
	CHARSET_BYTES = 40,
};

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct str skip_space(struct str s)
{
	size_t n = 0;
	while (n < s.n && is_space(s.p[n]))
		n++;
	return str_sub(s, n, s.n);
}

static bool starts_i(struct str s, struct str word)
{
	return str_ieq(str_sub(s, 0, word.n), word);
}

static struct str beginning(struct str raw, struct opening *o)
{
	struct buf room = BUF(o->room);
	bool little = str_starts(raw, STR("\xff\xfe")), big = str_starts(raw, STR("\xfe\xff"));
	if (str_starts(raw, STR("\xef\xbb\xbf")))
		raw = str_sub(raw, 3, raw.n);
	if (!little && !big)
		return str_sub(raw, 0, OPENING_LOOK);
	for (size_t i = little ? 2 : 3; i < raw.n && room.n < OPENING_LOOK; i += 2)
		buf_byte(&room, raw.p[i]);
	return buf_str(&room);
}

static struct str name_at(struct str s)
{
	size_t end = 0;
	while (end < s.n && !is_space(s.p[end]) && !strchr("><[/", s.p[end]))
		end++;
	return str_sub(s, 0, end < s.n ? end : 0);
}

/* The length of a document type declaration, with what is defined in it; s.n: it does not end. */
static size_t doctype_length(struct str s)
{
	bool inner = false;
	size_t n = 0;
	for (; n < s.n && (inner || s.p[n] != '>'); n++)
		inner = s.p[n] == '[' || (inner && s.p[n] != ']');
	return n;
}

void opening_read(struct str raw, struct opening *out)
{
	out->doctype = out->element = (struct str){ "", 0 };
	out->comment = false;
	struct str s = beginning(raw, out);
	for (size_t end;;) {
		s = skip_space(s);
		if (str_starts(s, STR("<!--"))) {
			end = str_find(s, STR("-->")) + 2;
			out->comment = end >= s.n;
		} else if (str_starts(s, STR("<?"))) {
			end = str_index(s, '>');
		} else if (starts_i(s, STR("<!doctype")) && out->doctype.n == 0) {
			out->doctype = name_at(skip_space(str_sub(s, 9, s.n)));
			end = doctype_length(s);
		} else {
			break;
		}
		if (end >= s.n)
			return;
		s = str_sub(s, end + 1, s.n);
	}
	if (str_starts(s, STR("<")))
		out->element = name_at(str_sub(s, 1, s.n));
}

/* ---- charset ---- */

/* A name behind "charset" or "encoding" and '=', in quotes or not. */
static struct str name_after(struct str s, struct str word)
{
	for (size_t at = 0; at + word.n < s.n; at++) {
		if (!starts_i(str_sub(s, at, s.n), word))
			continue;
		struct str rest = skip_space(str_sub(s, at + word.n, s.n));
		if (!str_starts(rest, STR("=")))
			continue;
		rest = skip_space(str_sub(rest, 1, rest.n));
		if (rest.n && (rest.p[0] == '"' || rest.p[0] == '\''))
			rest = skip_space(str_sub(rest, 1, rest.n));
		size_t n = 0;
		while (n < rest.n && n < CHARSET_BYTES && !is_space(rest.p[n]) && !strchr("\"'>;/?", rest.p[n]))
			n++;
		return str_sub(rest, 0, n);
	}
	return (struct str){ "", 0 };
}

/* What browsers read under a name. */
static struct str usual(struct str name)
{
	static const char *const western[] = { "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "us-ascii",
		"ascii", "iso-8859-1:1987", "x-cp1252", "cp1252", "ansi" };
	for (size_t i = 0; i < sizeof western / sizeof *western; i++)
		if (str_ieq(name, str_of(western[i])))
			return STR("WINDOWS-1252");
	/* what could be read so far is no UTF-16 */
	if (starts_i(name, STR("utf-16")) || starts_i(name, STR("ucs-2")))
		return STR("UTF-8");
	return name;
}

struct str opening_charset(struct str raw)
{
	struct str s = str_sub(raw, 0, CHARSET_LOOK), start = skip_space(s), name = { "", 0 };
	if (str_starts(start, STR("<?xml")))
		name = name_after(str_sub(start, 0, str_index(start, '>')), STR("encoding"));
	while (name.n == 0 && s.n) {
		s = str_sub(s, str_index(s, '<'), s.n);
		if (starts_i(s, STR("<meta")))
			name = name_after(str_sub(s, 0, str_index(s, '>')), STR("charset"));
		s = str_sub(s, 1, s.n);
	}
	return usual(name);
}
