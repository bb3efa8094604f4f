#include "import/xml.h"

#include "import/prune.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum {
	ENTITY_BYTES = 12, /* longer names are none */
	STRAYS = 3,        /* of a row of '<' that begin no tag */
};

/* A file on its way. */
struct mending {
	struct arena *a;
	struct str in;
	size_t at;
	struct buf out;
	struct xml *x;
	size_t elements;
};

static void put(struct mending *m, struct str s)
{
	arena_room(m->a, &m->out, s.n);
	buf_add(&m->out, s);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static struct str rest_of(const struct mending *m)
{
	return str_sub(m->in, m->at, m->in.n);
}

/* Goes on behind the next needle, or to the end. */
static void skip_past(struct mending *m, struct str needle)
{
	size_t n = str_find(rest_of(m), needle);
	m->at = m->in.n - m->at > n ? m->at + n + needle.n : m->in.n;
}

/* ---- text ---- */

/* A number that is a character of XML. */
static bool number_is_good(struct str s)
{
	unsigned value = 0;
	bool hex = s.n && (s.p[0] == 'x' || s.p[0] == 'X');
	size_t i = hex;
	for (; i < s.n && value < 0x110000; i++) {
		char c = s.p[i];
		if (c >= '0' && c <= '9')
			value = value * (hex ? 16 : 10) + (unsigned)(c - '0');
		else if (hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			value = value * 16 + (unsigned)((c | 0x20) - 'a' + 10);
		else
			return false;
	}
	return i > hex && (value >= 32 || value == 9 || value == 10) && value < 0x110000 && value != 0xfffe &&
	       value != 0xffff && (value < 0xd800 || value > 0xdfff);
}

/* s begins with '&'; returns how much of it was taken. */
static size_t put_reference(struct mending *m, struct str s)
{
	static const char *const own[] = { "amp", "lt", "gt", "quot", "apos" };
	char name[ENTITY_BYTES + 1];
	size_t end = str_index(str_sub(s, 0, ENTITY_BYTES + 1), ';');
	struct str word = str_sub(s, 1, end);
	if (end < s.n && end <= ENTITY_BYTES && word.n) {
		memcpy(name, word.p, word.n);
		name[word.n] = '\0';
		bool good = word.p[0] == '#' && number_is_good(str_sub(word, 1, word.n));
		for (size_t i = 0; i < sizeof own / sizeof *own; i++)
			good = good || str_eq(word, str_of(own[i]));
		const htmlEntityDesc *html = good ? NULL : htmlEntityLookup((const xmlChar *)name);
		if (good)
			put(m, str_sub(s, 0, end + 1));
		else if (html) {
			arena_room(m->a, &m->out, 4);
			utf8_add(&m->out, html->value);
		}
		if (good || html)
			return end + 1;
	}
	put(m, STR("&amp;"));
	return 1;
}

static void put_clean(struct mending *m, struct str s)
{
	size_t from = m->out.n;
	put(m, s);
	for (size_t i = from; i < m->out.n; i++) {
		unsigned char c = (unsigned char)m->out.p[i];
		if (c < ' ' && c != '\n')
			m->out.p[i] = ' ';
		/* U+FFFE and U+FFFF are no characters */
		if (c == 0xef && m->out.n - i >= 3 && (unsigned char)m->out.p[i + 1] == 0xbf &&
			(unsigned char)m->out.p[i + 2] >= 0xbe)
			memcpy(m->out.p + i, "   ", 3);
	}
}

static void put_text(struct mending *m, struct str s, bool value)
{
	while (s.n) {
		size_t n = 0;
		while (n < s.n && s.p[n] != '&' && (!value || (s.p[n] != '<' && s.p[n] != '"')) && s.p[n] != '>')
			n++;
		put_clean(m, str_sub(s, 0, n));
		s = str_sub(s, n, s.n);
		if (s.n == 0)
			return;
		char c = s.p[0];
		if (c != '&')
			put(m, c == '<' ? STR("&lt;") : c == '>' ? STR("&gt;") : STR("&quot;"));
		s = str_sub(s, c == '&' ? put_reference(m, s) : 1, s.n);
	}
}

/* ---- tags ---- */

static bool name_is_good(struct str s)
{
	bool colon = false;
	if (s.n == 0 || !is_name(s.p[0]))
		return false;
	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i] == ':' && !colon && i + 1 < s.n && is_name(s.p[i + 1])) {
			colon = true;
			continue;
		}
		if (!is_name(s.p[i]) && !(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != '-' && s.p[i] != '.')
			return false;
	}
	return utf8_valid(s);
}

static void put_attributes(struct mending *m, struct str *rest)
{
	struct str names[XML_ATTRIBUTES], name, value;
	size_t count = 0;
	while (prune_attribute(rest, &name, &value)) {
		bool good = count < XML_ATTRIBUTES && name_is_good(name);
		for (size_t i = 0; i < count && good; i++)
			good = !str_eq(names[i], name);
		if (!good)
			continue;
		names[count++] = name;
		put(m, STR(" "));
		put(m, name);
		put(m, STR("=\""));
		put_text(m, value, true);
		put(m, STR("\""));
	}
}

static void put_end(struct mending *m)
{
	put(m, STR("</"));
	put(m, m->x->open[--m->x->open_count]);
	put(m, STR(">"));
}

static void end_take(struct mending *m, struct str name)
{
	size_t i = m->x->open_count;
	while (i > 0 && !str_eq(m->x->open[i - 1], name))
		i--;
	while (i > 0 && m->x->open_count >= i)
		put_end(m);
}

/* m->at stands behind '<' or "</". */
static void tag_take(struct mending *m, bool end)
{
	struct str rest = rest_of(m);
	size_t n = 0;
	while (n < rest.n && !is_space(rest.p[n]) && rest.p[n] != '>' && rest.p[n] != '/')
		n++;
	struct str name = str_sub(rest, 0, n);
	size_t before = m->out.n;
	rest = str_sub(rest, n, rest.n);
	bool good = name_is_good(name);
	if (!end && good) {
		put(m, STR("<"));
		put(m, name);
	}
	size_t named = m->out.n;
	put_attributes(m, &rest);
	if (end || !good)
		m->out.n = named;
	bool empty = str_starts(rest, STR("/"));
	size_t close = str_index(rest, '>');
	m->at = m->in.n - rest.n + (close < rest.n ? close + 1 : rest.n);
	if (close >= rest.n || !good) {
		m->out.n = before; /* cut off within the tag, or none */
		return;
	}
	if (!end && ++m->elements > XML_ELEMENTS)
		m->x->trouble = "there are too many elements";
	if (end) {
		end_take(m, name);
	} else if (empty) {
		put(m, STR("/>"));
	} else if (m->x->open_count == XML_DEPTH) {
		m->x->trouble = "elements are nested too deep";
	} else {
		put(m, STR(">"));
		m->x->open[m->x->open_count++] = name;
	}
}

static void cdata_take(struct mending *m)
{
	struct str rest = rest_of(m);
	size_t end = str_find(rest, STR("]]>"));
	put(m, STR("<![CDATA["));
	put_clean(m, str_sub(rest, 9, end));
	put(m, STR("]]>"));
	m->at += end < rest.n ? end + 3 : rest.n;
}

/* What <!DOCTYPE defines stands in brackets. */
static void declaration_skip(struct mending *m)
{
	bool inner = false;
	for (; m->at < m->in.n && (inner || m->in.p[m->at] != '>'); m->at++)
		inner = m->in.p[m->at] == '[' || (inner && m->in.p[m->at] != ']');
	m->at += m->at < m->in.n;
}

/* m->at stands at '<'. */
static void markup_take(struct mending *m)
{
	struct str rest = rest_of(m);
	char next = rest.n > 1 ? rest.p[1] : ' ';
	if (str_starts(rest, STR("<!--"))) {
		skip_past(m, STR("-->"));
	} else if (str_starts(rest, STR("<![CDATA["))) {
		cdata_take(m);
	} else if (next == '!') {
		declaration_skip(m);
	} else if (next == '?') {
		skip_past(m, STR("?>"));
	} else if (is_name(next) || next == '/') {
		m->at += next == '/' ? 2 : 1;
		tag_take(m, next == '/');
	} else {
		size_t strays = 0;
		for (; m->at < m->in.n && m->in.p[m->at] == '<' && (strays == 0 || m->in.p[m->at - 1] == '<'); m->at++)
			if (strays++ < STRAYS)
				put(m, STR("&lt;"));
	}
}

static unsigned line_of(struct str s, size_t at)
{
	unsigned line = 1;
	for (size_t i = 0; i < at && i < s.n; i++)
		line += s.p[i] == '\n';
	return line;
}

void xml_mend(struct str utf8, struct arena *a, struct xml *out)
{
	struct mending m = { .a = a, .in = utf8, .x = out };
	*out = (struct xml){ 0 };
	arena_room(a, &m.out, utf8.n + utf8.n / 16 + 64);
	while (m.at < m.in.n && !out->trouble) {
		struct str rest = rest_of(&m);
		size_t n = str_index(rest, '<');
		/* outside of all elements there is no text */
		if (out->open_count)
			put_text(&m, str_sub(rest, 0, n), false);
		m.at += n;
		if (m.at < m.in.n)
			markup_take(&m);
	}
	if (out->open_count || out->trouble)
		out->line = line_of(m.in, m.at);
	size_t open = out->open_count;
	while (out->open_count)
		put_end(&m);
	out->open_count = open;
	out->text = out->trouble ? (struct str){ "", 0 } : buf_str(&m.out);
}
