#include "import/tree.h"

#include "import/marks.h"
#include "import/space.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <string.h>

enum { OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET };

/* A tree that grows. */
struct growth {
	struct arena *a;
	struct tree *tree;
	htmlParserCtxtPtr parser;
	struct node *open;    /* the innermost element that has not ended */
	struct buf text;      /* of all text nodes, one behind the other */
	struct node *writing; /* the text node at its end */
	unsigned depth;
	size_t nodes;
	bool broken;
};

static void stop(struct growth *g)
{
	g->broken = true;
	xmlStopParser(g->parser);
}

static struct node *node_add(struct growth *g, enum tag tag)
{
	struct node *n = arena_take(g->a, 1, sizeof *n);
	n->tag = tag;
	n->parent = g->open;
	if (g->open) {
		if (g->open->last)
			g->open->last->next = n;
		else
			g->open->first = n;
		g->open->last = n;
	} else {
		g->tree->root = n;
	}
	if (++g->nodes > TREE_NODES)
		stop(g);
	return n;
}

/* ---- elements ---- */

/* http://schema.org/NewsArticle and its kin. */
static bool type_is_article(struct str types)
{
	static const char *const kinds[] = { "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle",
		"OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting",
		"Report", "AdvertiserContentArticle" };
	for (struct str type; (type = str_word(&types)).n;) {
		struct str name = str_sub(type, str_rindex(type, '/') + 1, type.n);
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (str_ieq(name, str_of(kinds[i])))
				return true;
	}
	return false;
}

static void attributes_take(struct growth *g, struct node *n, const xmlChar **pairs)
{
	const struct attribute_value **end = &n->attributes;
	for (; pairs && pairs[0]; pairs += 2) {
		struct str value = pairs[1] ? str_of((const char *)pairs[1]) : STR("");
		enum attribute name = attribute_of(str_of((const char *)pairs[0]));
		if (name == ATTR_TAG) {
			enum tag real = tag_of(value);
			n->tag = real ? real : n->tag;
			continue;
		}
		if (name == ATTR_CLASS || name == ATTR_ID)
			n->marks |= marks_of(value);
		struct attribute_value *v = arena_take(g->a, 1, sizeof *v);
		v->attribute = name;
		v->value = arena_copy(g->a, value);
		*end = v;
		end = &v->next;
		n->is_article = n->is_article || (name == ATTR_ITEMTYPE && type_is_article(v->value));
	}
	/* hAtom and h-entry, which WordPress has had for long */
	n->is_article =
		n->is_article || node_has_word(n, ATTR_CLASS, "hentry") || node_has_word(n, ATTR_CLASS, "h-entry");
	/* the class of a whole page says what stands on it somewhere */
	if (n->tag == TAG_MAIN || n->tag == TAG_BODY || n->is_article)
		n->marks = 0;
	if (n->tag == TAG_ARTICLE)
		n->marks &= MARK_COMMENTS;
}

static void head_take(struct tree *t, const struct node *n)
{
	if (n->tag == TAG_TITLE && !t->title)
		t->title = n;
	if (n->tag == TAG_LINK && !t->canonical && node_has_word(n, ATTR_REL, "canonical"))
		t->canonical = n;
}

static void on_start(void *user, const xmlChar *name, const xmlChar **pairs)
{
	struct growth *g = user;
	if (g->broken)
		return;
	if (g->tree->root && !g->open) /* there is only one root */
		g->open = g->tree->root;
	struct node *n = node_add(g, tag_of(str_of((const char *)name)));
	attributes_take(g, n, pairs);
	head_take(g->tree, n);
	g->open = n;
	g->writing = NULL;
	if (++g->depth > TREE_DEPTH)
		stop(g);
}

static void on_end(void *user, const xmlChar *name)
{
	struct growth *g = user;
	(void)name; /* libxml2 ends elements in their order */
	if (g->broken || !g->open || g->depth == 0)
		return;
	g->open = g->open->parent;
	g->writing = NULL;
	g->depth--;
}

static void on_text(void *user, const xmlChar *bytes, int count)
{
	struct growth *g = user;
	if (g->broken || !g->open || count <= 0)
		return;
	struct str s = { (const char *)bytes, (size_t)count };
	/* character references become shorter, and nothing becomes longer */
	if (s.n > buf_left(&g->text))
		s = str_sub(s, 0, buf_left(&g->text));
	if (!g->writing) {
		g->writing = node_add(g, TAG_TEXT);
		g->writing->text = (struct str){ g->text.p + g->text.n, 0 };
	}
	buf_add(&g->text, s);
	g->writing->text.n += s.n;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

bool tree_make(struct str pruned, struct arena *a, struct tree *out)
{
	htmlSAXHandler handler = { .startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text };
	*out = (struct tree){ 0 };
	if (pruned.n == 0)
		return true;
	pthread_once(&once, xmlInitParser);
	struct growth g = { .a = a, .tree = out, .broken = pruned.n > INT32_MAX / 2 };
	if (!g.broken)
		g.parser = htmlCreateMemoryParserCtxt(pruned.p, (int)pruned.n);
	if (!g.parser)
		return false;
	g.text = (struct buf){ arena_take(a, pruned.n + 16, 1), 0, pruned.n + 16, false };
	*g.parser->sax = handler;
	g.parser->userData = &g;
	htmlCtxtUseOptions(g.parser, OPTIONS);
	xmlSwitchEncoding(g.parser, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(g.parser);
	xmlFreeDoc(g.parser->myDoc);
	htmlFreeParserCtxt(g.parser);
	return !g.broken;
}

/* ---- questions ---- */

struct str node_get(const struct node *n, enum attribute a)
{
	for (const struct attribute_value *v = n->attributes; v; v = v->next)
		if (v->attribute == a)
			return v->value;
	return (struct str){ "", 0 };
}

bool node_has(const struct node *n, enum attribute a)
{
	for (const struct attribute_value *v = n->attributes; v; v = v->next)
		if (v->attribute == a)
			return true;
	return false;
}

bool node_has_word(const struct node *n, enum attribute a, const char *word)
{
	struct str list = node_get(n, a), w;
	while (list.n && (w = space_word(&list)).n)
		if (str_ieq(w, str_of(word)))
			return true;
	return false;
}

bool node_is_block(const struct node *n)
{
	return tag_facts(n->tag) & FACT_BLOCK;
}

struct node *node_next(const struct node *n, const struct node *top, bool deeper)
{
	if (deeper && n->first)
		return n->first;
	for (; n != top; n = n->parent)
		if (n->next)
			return n->next;
	return NULL;
}

struct str node_text(const struct node *n, struct arena *a)
{
	struct buf b = { 0 };
	for (const struct node *i = n; i; i = node_next(i, n, true)) {
		if (i->tag == TAG_BR || node_is_block(i)) {
			arena_room(a, &b, 1);
			space_add(&b, STR(" "));
		} else if (i->tag == TAG_TEXT) {
			arena_room(a, &b, i->text.n);
			space_add(&b, i->text);
		}
	}
	return b.n ? str_trim(buf_str(&b)) : STR("");
}
