#include "import/prune.h"

#include "import/marks.h"
#include "import/tags.h"

#include <string.h>

enum {
	STRAYS = 3, /* of a row of '<' that begin no tag */
};

/* A page on its way. */
struct prune {
	struct arena *a;
	struct str in;
	size_t at;
	struct buf out;
	struct pruned *result;
	unsigned open[TAG_COUNT]; /* of the tags that are passed on only at times */
	bool endless[TAG_COUNT];  /* there is no end tag of it ahead; of TAG_TEXT: no end of a comment */
	/* an element whose content is left out, if any */
	enum tag skipping;
	unsigned depth;
	size_t skip_at, skip_out, skip_ld;
};

static void put(struct prune *p, struct str s)
{
	arena_room(p->a, &p->out, s.n);
	buf_add(&p->out, s);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t find_from(struct str s, size_t from, struct str needle)
{
	return from >= s.n ? s.n : from + str_find(str_sub(s, from, s.n), needle);
}

/* ---- attributes ---- */

bool prune_attribute(struct str *rest, struct str *name, struct str *value)
{
	const char *p = rest->p, *end = rest->p + rest->n;
	*value = (struct str){ "", 0 };
	while (p < end && (is_space(*p) || (*p == '/' && !(p + 1 < end && p[1] == '>'))))
		p++;
	*rest = (struct str){ p, (size_t)(end - p) };
	if (p == end || *p == '>' || *p == '/')
		return false;
	const char *from = p++;
	while (p < end && !is_space(*p) && *p != '=' && *p != '>' && *p != '/')
		p++;
	*name = (struct str){ from, (size_t)(p - from) };
	while (p < end && is_space(*p))
		p++;
	if (p < end && *p == '=') {
		for (p++; p < end && is_space(*p);)
			p++;
		char quote = p < end && (*p == '"' || *p == '\'') ? *p : 0;
		from = quote ? ++p : p;
		if (quote && (p = memchr(from, quote, (size_t)(end - from))) == NULL)
			p = end;
		while (!quote && p < end && !is_space(*p) && *p != '>')
			p++;
		*value = (struct str){ from, (size_t)(p - from) };
		p += quote && p < end;
	}
	*rest = (struct str){ p, (size_t)(end - p) };
	return true;
}

/* display:none and visibility:hidden, with whatever spaces. */
static bool hides(struct str style)
{
	static const struct str words[][2] = { { { "display", 7 }, { "none", 4 } },
		{ { "visibility", 10 }, { "hidden", 6 } } };
	while (style.n) {
		struct str value = str_cut(&style, ';');
		struct str name = str_trim(str_cut(&value, ':'));
		value = str_trim(str_cut(&value, '!'));
		for (size_t i = 0; i < 2; i++)
			if (str_ieq(name, words[i][0]) && str_ieq(value, words[i][1]))
				return true;
	}
	return false;
}

/* What a start tag says. */
struct saying {
	struct str value[ATTR_COUNT];
	bool has[ATTR_COUNT];
};

static void saying_read(struct str *rest, struct saying *s)
{
	struct str name, value;
	while (prune_attribute(rest, &name, &value)) {
		enum attribute a = attribute_of(name);
		if (a == ATTR_NONE || a == ATTR_TAG || s->has[a])
			continue;
		s->has[a] = true;
		s->value[a] = value;
	}
	if ((s->has[ATTR_STYLE] && hides(s->value[ATTR_STYLE])) ||
		(s->has[ATTR_ARIA_HIDDEN] && str_ieq(s->value[ATTR_ARIA_HIDDEN], STR("true"))))
		s->has[ATTR_HIDDEN] = true;
	s->value[ATTR_HIDDEN] = STR("");
}

static bool says_something(const struct saying *s)
{
	return s->has[ATTR_CLASS] || s->has[ATTR_ID] || s->has[ATTR_ITEMPROP] || s->has[ATTR_ITEMSCOPE] ||
	       s->has[ATTR_REL] || s->has[ATTR_HIDDEN] || s->has[ATTR_PROPERTY];
}

/* Whether a tag that is of interest for some attributes only has them. */
static bool says_enough(enum tag t, const struct saying *s)
{
	if (t == TAG_META)
		return s->has[ATTR_CONTENT] &&
		       (s->has[ATTR_NAME] || s->has[ATTR_PROPERTY] || s->has[ATTR_ITEMPROP] || s->has[ATTR_HTTP_EQUIV]);
	if (t == TAG_LINK)
		return s->has[ATTR_HREF] && (s->has[ATTR_ITEMPROP] || str_ieq(s->value[ATTR_REL], STR("canonical")) ||
						    str_ieq(s->value[ATTR_REL], STR("license")));
	return t != TAG_A || s->has[ATTR_HREF];
}

static void put_value(struct prune *p, struct str value)
{
	while (value.n) {
		size_t quote = str_index(value, '"');
		put(p, str_sub(value, 0, quote));
		if (quote < value.n)
			put(p, STR("&quot;"));
		value = str_sub(value, quote + 1, value.n);
	}
}

static void put_attribute(struct prune *p, enum attribute a, struct str value)
{
	put(p, STR(" "));
	put(p, attribute_name(a));
	put(p, STR("=\""));
	put_value(p, value);
	put(p, STR("\""));
}

/* ---- tags ---- */

static struct str name_for_libxml2(enum tag t)
{
	unsigned facts = tag_facts(t);
	return facts & FACT_DIV ? STR("div") : facts & FACT_SPAN ? STR("span") : tag_name(t);
}

static void put_start(struct prune *p, enum tag t, struct saying *s)
{
	put(p, STR("<"));
	put(p, name_for_libxml2(t));
	if (tag_facts(t) & (FACT_DIV | FACT_SPAN))
		put_attribute(p, ATTR_TAG, tag_name(t));
	/* of a link in the text it matters only that it is one, and of a name only what it tells */
	s->has[ATTR_HREF] = s->has[ATTR_HREF] && t == TAG_LINK;
	s->has[ATTR_ID] = s->has[ATTR_ID] && marks_of(s->value[ATTR_ID]);
	if (t == TAG_META && !s->has[ATTR_NAME] && s->has[ATTR_HTTP_EQUIV]) {
		s->has[ATTR_NAME] = true;
		s->value[ATTR_NAME] = s->value[ATTR_HTTP_EQUIV];
	}
	for (enum attribute a = ATTR_CLASS; a <= ATTR_TITLE; a++)
		if (s->has[a] && (a != ATTR_TITLE || s->has[ATTR_CLASS]))
			put_attribute(p, a, s->value[a]);
	put(p, STR(">"));
}

static void put_end(struct prune *p, enum tag t)
{
	put(p, STR("</"));
	put(p, name_for_libxml2(t));
	put(p, STR(">"));
}

/* Where the content of an element that is no markup ends: at its end tag, or where the page does. */
static size_t raw_end(struct prune *p, enum tag t)
{
	struct str name = tag_name(t);
	for (size_t at = p->at; !p->endless[t] && (at = find_from(p->in, at, STR("</"))) < p->in.n; at += 2) {
		struct str found = str_sub(p->in, at + 2, at + 2 + name.n);
		char next = at + 2 + name.n < p->in.n ? p->in.p[at + 2 + name.n] : '>';
		if (str_ieq(found, name) && (is_space(next) || next == '>' || next == '/'))
			return at;
	}
	p->endless[t] = true;
	return p->in.n;
}

static void raw_take(struct prune *p, enum tag t, const struct saying *s)
{
	size_t end = raw_end(p, t);
	/* where a page is cut off in a script the rest is script; other things without an end are a mistake */
	if (end == p->in.n && t != TAG_SCRIPT && t != TAG_STYLE)
		end = find_from(p->in, p->at, STR("<"));
	struct str content = str_sub(p->in, p->at, end);
	p->at = end;
	if (t == TAG_SCRIPT && p->result->ld_count < PRUNED_LD && s->has[ATTR_TYPE] &&
		str_find(s->value[ATTR_TYPE], STR("ld+json")) < s->value[ATTR_TYPE].n)
		p->result->ld[p->result->ld_count++] = content;
	if (t != TAG_TITLE || p->skipping)
		return;
	put(p, STR("<title>"));
	while (content.n) {
		put(p, str_cut(&content, '<'));
		put(p, content.n ? STR("&lt;") : STR(""));
	}
	put(p, STR("</title>"));
}

static void skip_begin(struct prune *p, enum tag t)
{
	if (p->skipping == t) {
		p->depth++;
	} else if (!p->skipping && !p->endless[t]) {
		p->skipping = t;
		p->depth = 1;
		p->skip_at = p->at;
		p->skip_out = p->out.n;
		p->skip_ld = p->result->ld_count;
	}
}

static void start_take(struct prune *p, enum tag t, struct saying *s)
{
	unsigned facts = tag_facts(t);
	if (t == TAG_HTML && s->has[ATTR_LANG] && p->result->language.n == 0)
		p->result->language = s->value[ATTR_LANG];
	if (facts & FACT_RAW) {
		raw_take(p, t, s);
	} else if (facts & FACT_SKIP) {
		skip_begin(p, t);
	} else if (!p->skipping && t != TAG_NONE && !(facts & FACT_AWAY)) {
		if (((facts & FACT_LOOK) && !says_something(s)) || !says_enough(t, s))
			return;
		p->open[t]++;
		put_start(p, t, s);
	}
}

static void end_take(struct prune *p, enum tag t)
{
	unsigned facts = tag_facts(t);
	if (t == TAG_NONE || (facts & (FACT_RAW | FACT_AWAY)))
		return;
	if (p->skipping) {
		if (p->skipping == t && --p->depth == 0)
			p->skipping = TAG_NONE;
	} else if (t == TAG_BR) {
		put(p, STR("<br>"));
	} else if (!(facts & (FACT_SKIP | FACT_VOID)) && p->open[t]) {
		p->open[t]--;
		put_end(p, t);
	}
}

/* p->at stands behind "<" or "</". */
static void tag_take(struct prune *p, bool end)
{
	struct saying s = { 0 };
	size_t from = p->at;
	while (p->at < p->in.n && !is_space(p->in.p[p->at]) && p->in.p[p->at] != '>' && p->in.p[p->at] != '/')
		p->at++;
	enum tag t = tag_of(str_sub(p->in, from, p->at));
	struct str rest = str_sub(p->in, p->at, p->in.n);
	saying_read(&rest, &s);
	size_t close = str_index(rest, '>');
	bool whole = close < rest.n;
	p->at = p->in.n - rest.n + (whole ? close + 1 : rest.n);
	if (!whole)
		return;
	if (end)
		end_take(p, t);
	else
		start_take(p, t, &s);
}

static void comment_take(struct prune *p)
{
	size_t end = p->in.n;
	if (str_starts(str_sub(p->in, p->at, p->in.n), STR(">")) ||
		str_starts(str_sub(p->in, p->at, p->in.n), STR("->")))
		end = p->at;
	else if (!p->endless[TAG_TEXT])
		end = find_from(p->in, p->at, STR("-->"));
	p->endless[TAG_TEXT] = p->endless[TAG_TEXT] || end == p->in.n;
	/* one that never ends is taken for a short one */
	end = find_from(p->in, end < p->in.n ? end : p->at, STR(">"));
	p->at = end < p->in.n ? end + 1 : end;
}

/* ---- the page ---- */

/* The space between two tags is one, however far the next one was indented. */
static void put_text(struct prune *p, struct str s)
{
	size_t n = 0;
	while (n < s.n && is_space(s.p[n]))
		n++;
	put(p, n && n == s.n && p->open[TAG_PRE] == 0 ? STR("\n") : s);
}

/* '<' that begin no tag: p->at stands at the first. */
static void stray_take(struct prune *p)
{
	size_t strays = 0;
	do {
		if (strays++ < STRAYS && !p->skipping)
			put(p, STR("&lt;"));
		p->at++;
	} while (p->at + 1 < p->in.n && p->in.p[p->at] == '<' && p->in.p[p->at + 1] == '<');
}

/* p->at stands at '<'. */
static void markup_take(struct prune *p)
{
	struct str rest = str_sub(p->in, p->at, p->in.n);
	char next = rest.n > 1 ? rest.p[1] : ' ';
	if (str_starts(rest, STR("<!--"))) {
		p->at += 4;
		comment_take(p);
	} else if (next == '!' || next == '?' || (next == '/' && rest.n > 2 && !is_letter(rest.p[2]))) {
		size_t close = str_index(rest, '>');
		p->at += close < rest.n ? close + 1 : rest.n;
	} else if (is_letter(next) || (next == '/' && rest.n > 2)) {
		bool end = next == '/';
		p->at += end ? 2 : 1;
		tag_take(p, end);
	} else {
		stray_take(p);
	}
}

void prune_page(struct str utf8, struct arena *a, struct pruned *out)
{
	struct prune p = { .a = a, .in = utf8, .result = out };
	*out = (struct pruned){ 0 };
	arena_room(a, &p.out, utf8.n + utf8.n / 16 + 64);
	/* else libxml2 makes a paragraph of text that no element is around */
	put(&p, STR("<body>"));
	while (p.at < p.in.n || p.skipping) {
		if (p.at >= p.in.n) {
			/* what was left out has no end: then it is not left out */
			p.endless[p.skipping] = true;
			p.skipping = TAG_NONE;
			p.at = p.skip_at;
			p.out.n = p.skip_out;
			out->ld_count = p.skip_ld;
			continue;
		}
		size_t text = str_index(str_sub(p.in, p.at, p.in.n), '<');
		if (!p.skipping)
			put_text(&p, str_sub(p.in, p.at, p.at + text));
		p.at += text;
		if (p.at < p.in.n)
			markup_take(&p);
	}
	out->html = buf_str(&p.out);
}
