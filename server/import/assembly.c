#include "import/assembly.h"

#include "import/html.h"

#include <string.h>

enum {
	ABOVE = 3,       /* lines above a headline that may belong to it */
	BELOW = 12,      /* and below it, where the text begins elsewhere */
	HEAD_LINES = 60, /* so many lines of a head are looked at */
	SAME_LINES = 60,
	LEAD = 60,   /* bytes of a paragraph that stands between headline and text */
	SHORT = 100, /* bytes of what may be a place or a name */
	TITLE_BYTES = 300,
	TITLE_MIN = 12,
};

/* ---- texts that are the same but for punctuation and case ---- */

/* The next byte that counts; 0 at the end. */
static unsigned char next(struct str *s)
{
	while (s->n) {
		unsigned char c = (unsigned char)s->p[0];
		/* quotation marks and dashes begin so */
		size_t skip = c == 0xe2 && s->n > 2 ? 3 : c == 0xc2 && s->n > 1 ? 2 : 1;
		*s = str_sub(*s, skip, s->n);
		if (c >= 'A' && c <= 'Z')
			return (unsigned char)(c + 'a' - 'A');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0x80 && skip == 1))
			return c;
	}
	return 0;
}

static bool same(struct str a, struct str b)
{
	unsigned char c;
	do {
		c = next(&a);
		if (c != next(&b))
			return false;
	} while (c);
	return true;
}

/* Whether part is whole, or what a page's title has before or behind the mark beside the site's name. */
static bool is_titled(struct str whole, struct str part)
{
	static const char *const marks[] = { " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « " };
	struct str behind = str_sub(whole, part.n, whole.n);
	struct str before = str_sub(whole, 0, whole.n > part.n ? whole.n - part.n : 0);
	bool first = str_starts(whole, part), last = str_ends(whole, part);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if ((first && str_starts(behind, str_of(marks[i]))) || (last && str_ends(before, str_of(marks[i]))))
			return true;
	return first && last;
}

/* ---- what stands above the text ---- */

static bool is_of_head(enum hint h)
{
	return h == HINT_KICKER || h == HINT_DATE || h == HINT_BYLINE;
}

/* The headline among the lines of a head: the one that the page names so, else the last h1, else the last heading. */
static size_t title_at(const struct lines *f, const struct imprint *said)
{
	size_t found = f->count, heading = f->count;
	for (size_t i = 0; i < f->count; i++) {
		enum hint h = f->lines[i].hint;
		if (h != HINT_TITLE && h != HINT_HEADING)
			continue;
		if (same(f->lines[i].text, said->value[ARTICLE_HEADLINE]))
			return i;
		found = h == HINT_TITLE ? i : found;
		heading = i;
	}
	return found < f->count ? found : heading;
}

/* The hint with which a line of the head goes before the text; HINT_ASIDE: it does not. */
static enum hint head_hint(const struct lines *head, size_t i, size_t title, const struct region *r, bool titled)
{
	const struct line *l = &head->lines[i];
	bool near = i + ABOVE >= title && i <= title + BELOW;
	if (titled)
		return r->tight && is_of_head(l->hint) ? l->hint : HINT_ASIDE;
	if (!r->tight && (!near || title == head->count))
		return HINT_ASIDE;
	switch (l->hint) {
	case HINT_TITLE:
		return r->tight || i == title ? HINT_TITLE : HINT_ASIDE;
	case HINT_KICKER:
	case HINT_DATE:
	case HINT_BYLINE:
		return l->hint;
	case HINT_LEAD:
	case HINT_CAPTION:
	case HINT_CREDIT:
		return r->tight || i > title ? l->hint : HINT_ASIDE;
	case HINT_HEADING:
		/* a subtitle, or a kicker */
		return i == title       ? HINT_TITLE
		       : i == title + 1 ? HINT_LEAD
		       : i + 1 == title ? HINT_KICKER
		       : r->tight       ? HINT_HEADING
					: HINT_ASIDE;
	case HINT_PARAGRAPH:
		return (r->tight || i == title + 1) && i > title && l->text.n >= LEAD ? HINT_LEAD : HINT_ASIDE;
	case HINT_NONE:
		return r->tight && l->text.n <= SHORT ? HINT_NONE : HINT_ASIDE;
	case HINT_LIST:
	case HINT_QUOTE:
	case HINT_ASIDE:
		break;
	}
	return HINT_ASIDE;
}

static bool is_there(const struct lines *f, struct str text)
{
	for (size_t i = 0; i < f->count && i < SAME_LINES; i++)
		if (same(f->lines[i].text, text))
			return true;
	return false;
}

static bool has_title(const struct lines *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->lines[i].hint == HINT_TITLE)
			return true;
	return false;
}

/* The lines of the head that the text lacks, and then the text's. */
static void join(struct lines *f, const struct lines *head, const struct region *r, const struct imprint *said)
{
	size_t title = title_at(head, said), kept = 0;
	bool titled = has_title(f);
	size_t from = head->count > HEAD_LINES ? head->count - HEAD_LINES : 0;
	if (title < from)
		from = title > ABOVE ? title - ABOVE : 0;
	struct line *lines = arena_take(f->a, HEAD_LINES + f->count + 1, sizeof *lines);
	for (size_t i = from; i < head->count && kept < HEAD_LINES; i++) {
		enum hint h = head_hint(head, i, title, r, titled);
		if (h == HINT_ASIDE || is_there(f, head->lines[i].text))
			continue;
		lines[kept] = head->lines[i];
		lines[kept++].hint = h;
	}
	if (kept + f->count > DOCUMENT_LINES_MAX)
		f->full = true;
	if (f->count)
		memcpy(lines + kept, f->lines, f->count * sizeof *lines);
	f->lines = lines;
	f->count += kept;
	f->room = f->count;
	for (size_t i = 0; i < f->count; i++)
		lines[i].number = (unsigned)i + 1;
}

void assembly_lines(const struct region *r, const struct imprint *said, struct lines *f)
{
	struct lines head = { .a = f->a };
	if (r->container != r->text)
		lines_take(&head, r->container, r->text);
	f->published = head.published;
	f->modified = head.modified;
	lines_take(f, r->text, NULL);
	if (head.count)
		join(f, &head, r, said);
}

/* ---- the headline ---- */

/* Fits: 3 the headline that the page names, 2 its title, 1 the first heading above the text, 0 none. */
static unsigned fit(const struct line *l, const struct imprint *said, struct str title, bool text)
{
	if (l->hint == HINT_ASIDE || l->text.n > TITLE_BYTES)
		return 0;
	if (said->value[ARTICLE_HEADLINE].n && same(l->text, said->value[ARTICLE_HEADLINE]))
		return 3;
	if (l->text.n >= TITLE_MIN && is_titled(title, l->text))
		return 2;
	return l->hint == HINT_HEADING && !text;
}

void assembly_title(struct lines *f, const struct imprint *said, struct str title)
{
	size_t best = f->count;
	unsigned score = 0;
	bool text = false;
	for (size_t i = 0; i < f->count; i++) {
		const struct line *l = &f->lines[i];
		unsigned s = fit(l, said, title, text);
		/* an h1 outweighs everything but the headline's own words */
		s = s * 2 + (l->hint == HINT_TITLE ? 3 : 0);
		text = text || l->hint == HINT_PARAGRAPH;
		if (s > score) {
			score = s;
			best = i;
		}
	}
	for (size_t i = 0; i < f->count; i++) {
		struct line *l = &f->lines[i];
		/* what the page's title has beside the headline is the site's name */
		bool site = same(l->text, said->site) || is_titled(title, l->text);
		if (i == best)
			l->hint = HINT_TITLE;
		else if (l->hint == HINT_TITLE)
			l->hint = site ? HINT_ASIDE : i > best ? HINT_HEADING : HINT_NONE;
	}
}

/* ---- a text that only schema.org has ---- */

static bool is_text(enum hint h)
{
	return h == HINT_NONE || h == HINT_PARAGRAPH || h == HINT_LIST || h == HINT_QUOTE || h == HINT_HEADING;
}

static void body_lines(struct lines *f, struct str body)
{
	while (body.n && !f->full) {
		struct str line = imprint_plain(str_trim(str_cut(&body, '\n')), f->a);
		if (line.n)
			lines_add(f, line, HINT_PARAGRAPH, 1);
	}
}

void assembly_body(struct lines *f, struct str body)
{
	size_t own = 0, kept = 0;
	for (size_t i = 0; i < f->count; i++)
		own += is_text(f->lines[i].hint) || f->lines[i].hint == HINT_LEAD ? f->lines[i].text.n : 0;
	if (own * 2 >= body.n)
		return;
	for (size_t i = 0; i < f->count; i++) {
		enum hint h = f->lines[i].hint;
		bool said = h == HINT_LEAD && str_find(body, f->lines[i].text) < body.n;
		if (!is_text(h) && h != HINT_ASIDE && !said)
			f->lines[kept++] = f->lines[i];
	}
	f->count = kept;
	for (size_t i = 0; i < kept; i++)
		f->lines[i].number = (unsigned)i + 1;
	if (str_find(body, STR("</p>")) == body.n && str_find(body, STR("<br")) == body.n) {
		body_lines(f, body);
		return;
	}
	struct document d = { .lines = f->lines, .count = f->count };
	f->full = !html_fragment(body, f->a, &d);
	f->lines = d.lines;
	f->count = f->room = d.count;
}
