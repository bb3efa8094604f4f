#include "import/region.h"

#include "import/marks.h"
#include "import/space.h"

enum {
	PARAGRAPH = 40,     /* bytes; less is no paragraph */
	TEXT = 80,          /* bytes; less is no article, where there is more elsewhere */
	FORM_TEXT = 400,    /* of paragraphs; a form around so much is the page's */
	OFFER_TEXT = 400,   /* a box about subscriptions has less */
	BRAND_TEXT = 100,   /* a site's name has less */
	BODIES_MAX = 1000,  /* elements with itemprop=articleBody that are looked at */
	CLIMB = 3,          /* levels */
	HEADING_LEVELS = 3, /* between a text and the element that holds its headline too */
};

/* ---- how much text there is ---- */

struct measure {
	bool trust;        /* names of classes tell what is noise */
	size_t distrusted; /* bytes of paragraphs that were left out as noise */
};

static bool is_heading(enum tag t)
{
	return t >= TAG_H1 && t <= TAG_H6;
}

/* Never text of an article, whatever is in it. */
static bool is_hard(const struct node *n)
{
	struct str role = node_get(n, ATTR_ROLE);
	if (n->tag == TAG_TITLE)
		return true;
	if (str_ieq(role, STR("navigation")) || str_ieq(role, STR("search")) || str_ieq(role, STR("menu")) ||
		str_ieq(role, STR("dialog")) || str_ieq(role, STR("alertdialog")))
		return true;
	if (n->tag == TAG_MAIN || n->tag == TAG_ARTICLE || n->is_article)
		return false;
	return node_has(n, ATTR_HIDDEN) || (n->marks & MARK_HIDDEN);
}

/* Left out for what it is called, or for how little it holds. */
static bool is_soft(struct measure *m, const struct node *n)
{
	if (n->holds_h1 || n->holds_body || n->tag == TAG_BODY || n->tag == TAG_HTML)
		return false;
	if (n->marks & MARK_COMMENTS)
		return true;
	if ((n->marks & MARK_NOISE) && m->trust) {
		m->distrusted += n->paragraphs;
		return true;
	}
	if (n->tag == TAG_FORM && n->paragraphs < FORM_TEXT)
		return true;
	if ((n->marks & MARK_OFFER) && n->paragraphs < OFFER_TEXT)
		return true;
	return (n->marks & MARK_BRAND) && n->all < BRAND_TEXT;
}

/* own: of the block that n stands in. */
static void measure_node(struct measure *m, struct node *n, size_t *own, bool link)
{
	size_t mine = 0;
	bool block = node_is_block(n);
	if (n->tag == TAG_TEXT) {
		n->all = space_without(n->text);
		n->links = link ? n->all : 0;
		*own += link ? 0 : n->all;
		return;
	}
	n->all = n->links = n->paragraphs = n->own = n->score = 0;
	n->holds_h1 = n->tag == TAG_H1 && !(n->marks & MARK_BRAND);
	n->holds_body = node_has_word(n, ATTR_ITEMPROP, "articleBody");
	n->left_out = is_hard(n);
	link = link || n->tag == TAG_A;
	for (struct node *c = n->first; c && !n->left_out; c = c->next) {
		measure_node(m, c, &mine, link);
		if (c->left_out)
			continue;
		n->all += c->all;
		n->links += c->links;
		n->paragraphs += c->paragraphs;
		n->holds_h1 = n->holds_h1 || c->holds_h1;
		n->holds_body = n->holds_body || c->holds_body;
	}
	if (block)
		n->own = mine;
	if (block && mine >= PARAGRAPH && !is_heading(n->tag) && n->tag != TAG_FIGCAPTION && n->tag != TAG_CAPTION)
		n->paragraphs += mine;
	n->left_out = n->left_out || is_soft(m, n);
	if (!block && !n->left_out)
		*own += mine;
}

static void measure_all(struct tree *t)
{
	struct measure m = { .trust = true };
	size_t own = 0;
	measure_node(&m, t->root, &own, false);
	if (t->root->all && t->root->paragraphs * 3 >= m.distrusted)
		return;
	m.trust = false;
	measure_node(&m, t->root, &own, false);
}

/* ---- the element with the paragraphs ---- */

static struct node *block_around(struct node *n)
{
	for (n = n->parent; n && !node_is_block(n);)
		n = n->parent;
	return n;
}

static void score_add(struct node *n, size_t points)
{
	if (n)
		n->score += points;
}

/* A paragraph speaks for the element it is in, and half as loud for the one around that. */
static void score_all(struct node *root)
{
	for (struct node *n = root; n; n = node_next(n, root, !n->left_out)) {
		if (n->left_out || !node_is_block(n) || n->own < PARAGRAPH || is_heading(n->tag))
			continue;
		bool leaf = n->tag == TAG_P || n->tag == TAG_BLOCKQUOTE || n->tag == TAG_PRE || n->tag == TAG_LI ||
			    n->tag == TAG_DD;
		struct node *around = leaf ? block_around(n) : n;
		around = around ? around : n;
		score_add(around, n->own);
		score_add(block_around(around), n->own / 2);
	}
}

static bool same_kind(const struct node *a, const struct node *b)
{
	return a->tag == b->tag && str_eq(node_get(a, ATTR_CLASS), node_get(b, ATTR_CLASS));
}

/* Where each paragraph, or each few of them, stand in a box of their own, the text is in several boxes of a kind. */
static const struct node *climb(const struct node *n)
{
	const struct node *best = n;
	for (int level = 0; level < CLIMB && n->parent && n->parent->parent; level++, n = n->parent) {
		size_t others = 0;
		for (const struct node *c = n->parent->first; c; c = c->next)
			others += c != n && !c->left_out && same_kind(c, n) ? c->paragraphs : 0;
		if (others * 4 >= best->paragraphs)
			best = n->parent;
	}
	return best;
}

/* ---- candidates ---- */

struct candidates {
	const struct node *body, *bodies, *typed, *article, *main, *dense;
	size_t body_bytes;
	unsigned body_count;
};

static size_t depth_of(const struct node *n)
{
	size_t depth = 0;
	for (; n; n = n->parent)
		depth++;
	return depth;
}

static const struct node *common(const struct node *a, const struct node *b)
{
	size_t da = depth_of(a), db = depth_of(b);
	for (; da > db; da--)
		a = a->parent;
	for (; db > da; db--)
		b = b->parent;
	for (; a != b; b = b->parent)
		a = a->parent;
	return a;
}

static bool contains(const struct node *outer, const struct node *n)
{
	while (n && n != outer)
		n = n->parent;
	return n != NULL;
}

static size_t weight(const struct node *n)
{
	return n ? n->paragraphs * 8 + n->all : 0;
}

static void candidate_take(const struct node **best, const struct node *n, bool is)
{
	if (is && (!*best || weight(n) > weight(*best)))
		*best = n;
}

static void body_take(struct candidates *c, const struct node *n)
{
	if (!node_has_word(n, ATTR_ITEMPROP, "articleBody") || c->body_count >= BODIES_MAX ||
		(c->body && contains(c->body, n)))
		return;
	candidate_take(&c->body, n, true);
	c->bodies = c->bodies ? common(c->bodies, n) : n;
	c->body_bytes += n->all;
	c->body_count++;
}

static void candidates_find(struct node *root, struct candidates *c)
{
	*c = (struct candidates){ 0 };
	for (const struct node *n = root; n; n = node_next(n, root, !n->left_out)) {
		if (n->left_out || n->tag == TAG_TEXT)
			continue;
		if (n->holds_body)
			body_take(c, n);
		candidate_take(&c->typed, n, n->is_article);
		candidate_take(&c->article, n, n->tag == TAG_ARTICLE);
		candidate_take(&c->main, n, n->tag == TAG_MAIN || str_ieq(node_get(n, ATTR_ROLE), STR("main")));
		if (n->score && (!c->dense || n->score > c->dense->score))
			c->dense = n;
	}
	if (c->dense)
		c->dense = climb(c->dense);
}

/* Whether an element that calls itself the article may be it: teasers call themselves so too. */
static bool is_enough(const struct node *n, const struct candidates *c)
{
	if (!n || n->all == 0)
		return false;
	return !c->dense || contains(n, c->dense) || n->paragraphs * 3 >= c->dense->paragraphs;
}

static const struct node *text_of(const struct tree *t, const struct candidates *c)
{
	if (c->body && c->body->all >= TEXT && is_enough(c->body, c))
		/* in parts around something else, or as the entries of a live blog */
		return c->body->all * 10 >= c->body_bytes * 6 ? c->body : c->bodies;
	if (is_enough(c->typed, c))
		return c->typed;
	if (is_enough(c->article, c))
		return c->article;
	if (is_enough(c->main, c)) {
		bool narrow =
			c->dense && contains(c->main, c->dense) && c->dense->paragraphs * 10 >= c->main->paragraphs * 9;
		return narrow ? c->dense : c->main;
	}
	return c->dense ? c->dense : t->root;
}

/* ---- around the text ---- */

static const struct node *own_element(const struct node *n)
{
	for (; n; n = n->parent)
		if (n->is_article || n->tag == TAG_ARTICLE)
			return n;
	return NULL;
}

static bool holds_heading(const struct node *n)
{
	for (const struct node *i = n; i && !n->left_out; i = node_next(i, n, !i->left_out))
		if (!i->left_out && ((i->tag >= TAG_H1 && i->tag <= TAG_H3) || (i->marks & MARK_TITLE)))
			return true;
	return false;
}

/* Where there is no h1: the nearest element with another heading before the text. */
static const struct node *heading_around(const struct node *text)
{
	const struct node *n = text;
	for (int level = 0; level < HEADING_LEVELS && n->parent; level++, n = n->parent)
		for (const struct node *c = n->parent->first; c != n; c = c->next)
			if (holds_heading(c))
				return n->parent;
	return NULL;
}

static void container_find(struct region *r)
{
	const struct node *n = r->text, *own = own_element(r->text);
	while (n && !n->holds_h1)
		n = n->parent;
	if (!n && !own)
		n = heading_around(r->text);
	if (!n || (own && contains(n, own) && own->holds_h1))
		n = own;
	r->container = n ? n : r->text;
	/* the text's element may hold the headline, and its own element more */
	if (contains(r->text, r->container))
		r->container = own ? own : r->text;
	r->tight = own && contains(own, r->container);
}

static void scope_find(const struct node *root, const struct candidates *c, struct region *r)
{
	for (r->scope = r->text; r->scope && !r->scope->is_article;)
		r->scope = r->scope->parent;
	if (r->scope)
		return;
	if (c->typed && (contains(r->text, c->typed) || is_enough(c->typed, c)))
		r->scope = c->typed;
	/* properties without a scope are a mistake, and are meant for the article */
	for (const struct node *n = root; n && !c->typed && !r->scope; n = node_next(n, root, !n->left_out))
		if (node_has_word(n, ATTR_ITEMPROP, "headline") || node_has_word(n, ATTR_ITEMPROP, "datePublished"))
			r->scope = r->container;
}

void region_find(struct tree *t, struct region *out)
{
	struct candidates c;
	*out = (struct region){ 0 };
	if (!t->root)
		return;
	measure_all(t);
	if (t->root->all == 0)
		return;
	score_all(t->root);
	candidates_find(t->root, &c);
	out->text = text_of(t, &c);
	container_find(out);
	scope_find(t->root, &c, out);
}
