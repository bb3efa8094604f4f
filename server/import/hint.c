#include "import/hint.h"

#include "import/marks.h"

/* A name is believed only where no more text stands than such a thing has. */
static const struct {
	unsigned mark;
	enum hint hint;
	size_t most; /* bytes */
} meanings[] = {
	{ MARK_CREDIT, HINT_CREDIT, 300 },
	{ MARK_CAPTION, HINT_CAPTION, 1500 },
	{ MARK_KICKER, HINT_KICKER, 100 },
	{ MARK_DATE, HINT_DATE, 150 },
	{ MARK_BYLINE, HINT_BYLINE, 200 },
	{ MARK_TITLE, HINT_TITLE, 300 },
	{ MARK_LEAD, HINT_LEAD, 1500 },
};

static const struct {
	const char *property;
	enum hint hint;
} properties[] = {
	{ "headline", HINT_TITLE },
	{ "author", HINT_BYLINE },
	{ "datePublished", HINT_DATE },
	{ "dateCreated", HINT_DATE },
	{ "dateModified", HINT_DATE },
	{ "description", HINT_LEAD },
	{ "caption", HINT_CAPTION },
	{ "creditText", HINT_CREDIT },
	{ "copyrightHolder", HINT_CREDIT },
	{ "copyrightNotice", HINT_CREDIT },
	{ "articleSection", HINT_KICKER },
};

static enum hint tag_hint(const struct node *n)
{
	if (n->tag == TAG_H1)
		return HINT_TITLE;
	if (n->tag >= TAG_H2 && n->tag <= TAG_H6)
		return HINT_HEADING;
	if (n->tag == TAG_LI || n->tag == TAG_DT || n->tag == TAG_DD)
		return HINT_LIST;
	if (n->tag == TAG_FIGCAPTION || n->tag == TAG_CAPTION)
		return HINT_CAPTION;
	if (n->tag == TAG_BLOCKQUOTE)
		return HINT_QUOTE;
	return n->tag == TAG_P ? HINT_PARAGRAPH : n->tag == TAG_TIME ? HINT_DATE : HINT_NONE;
}

static bool digits(const struct node *n)
{
	for (const struct node *i = n; i; i = node_next(i, n, true))
		for (size_t k = 0; k < i->text.n; k++)
			if (i->text.p[k] >= '0' && i->text.p[k] <= '9')
				return true;
	return false;
}

static bool headings(const struct node *n)
{
	for (const struct node *i = n->first; i; i = node_next(i, n, true))
		if (i->tag >= TAG_H1 && i->tag <= TAG_H6)
			return true;
	return false;
}

/* Whether the text is what the hint says, by its form. */
static bool plausible(const struct node *n, enum hint h)
{
	if (h == HINT_DATE)
		return digits(n);
	/* teasers for other articles are links; a headline may be one, to itself */
	if (h == HINT_LEAD && (n->links * 2 > n->all || headings(n)))
		return false;
	return true;
}

enum hint hint_of(const struct node *n)
{
	enum hint plain = tag_hint(n);
	struct str property = node_get(n, ATTR_ITEMPROP);
	if (plain == HINT_TITLE || n->all == 0 || n->holds_h1 || n->holds_body)
		return plain;
	for (size_t i = 0; property.n && i < sizeof properties / sizeof *properties; i++)
		if (node_has_word(n, ATTR_ITEMPROP, properties[i].property) && n->all <= 1500 &&
			plausible(n, properties[i].hint))
			return properties[i].hint;
	if (n->tag == TAG_A && node_has_word(n, ATTR_REL, "author"))
		return HINT_BYLINE;
	for (size_t i = 0; n->marks && i < sizeof meanings / sizeof *meanings; i++)
		if ((n->marks & meanings[i].mark) && n->all <= meanings[i].most && plausible(n, meanings[i].hint))
			return plain == HINT_HEADING && meanings[i].hint == HINT_TITLE ? plain : meanings[i].hint;
	return plain;
}

bool hint_updated(const struct node *n)
{
	return (n->marks & MARK_UPDATED) || node_has_word(n, ATTR_ITEMPROP, "dateModified");
}
