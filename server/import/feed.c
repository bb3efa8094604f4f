#include "import/feed.h"

#include "import/imprint.h"
#include "import/entry.h"
#include "import/opening.h"
#include "import/xml.h"

#include <libxml/parser.h>
#include <pthread.h>

enum { OPTIONS = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA };

/* "atom:feed" is a feed too. */
static struct str local_name(struct str name)
{
	size_t colon = str_index(name, ':');
	return colon < name.n ? str_sub(name, colon + 1, name.n) : name;
}

static bool is_feed(struct str element)
{
	return str_eq(element, STR("rss")) || str_eq(element, STR("rdf:RDF")) ||
	       str_eq(local_name(element), STR("feed"));
}

bool feed_looks(struct str raw)
{
	struct opening o;
	opening_read(raw, &o);
	return is_feed(o.element);
}

/* A feed on its way. */
struct feeding {
	struct arena *a;
	struct imprint feed; /* what holds for all items */
	const xmlNode *last; /* an item that was cut off; NULL: none */
	unsigned number;
	bool (*take)(void *user, const struct feed_item *item);
	void *user;
};

static bool is_item(const xmlNode *n)
{
	return entry_is(n, ENTRY_CORE, "item") || entry_is(n, ENTRY_CORE, "entry");
}

/* ---- what holds for all ---- */

static void feed_fact(struct feeding *f, xmlNode *n)
{
	static const struct {
		const char *name;
		enum entry_space space;
		enum article_key key;
	} facts[] = {
		{ "title", ENTRY_CORE, ARTICLE_PUBLISHER },
		{ "language", ENTRY_CORE, ARTICLE_LANGUAGE },
		{ "language", ENTRY_DC, ARTICLE_LANGUAGE },
		{ "copyright", ENTRY_CORE, ARTICLE_COPYRIGHT },
		{ "rights", ENTRY_CORE, ARTICLE_COPYRIGHT },
		{ "rights", ENTRY_DC, ARTICLE_COPYRIGHT },
		{ "license", ENTRY_OTHER, ARTICLE_LICENSE },
	};
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (entry_is(n, facts[i].space, facts[i].name))
			imprint_set(&f->feed, facts[i].key, entry_text(n, f->a));
}

static void feed_facts(struct feeding *f, xmlNode *n)
{
	for (xmlNode *c = n->children; c; c = c->next) {
		if (c->type == XML_ELEMENT_NODE && !is_item(c))
			feed_fact(f, c);
	}
}

/* ---- items ---- */

static bool items_take(struct feeding *f, xmlNode *n, const char **why)
{
	for (xmlNode *c = n->children; c; c = c->next) {
		if (!is_item(c) || c == f->last)
			continue;
		struct feed_item item;
		if (!entry_read(c, &f->feed, ++f->number, f->a, &item)) {
			*why = arena_fmt(f->a, "item %u has too many lines", f->number).p;
			return false;
		}
		if (!f->take(f->user, &item))
			return true;
	}
	return true;
}

/* The element around the items: RSS 0.9x and 2.0 have a channel, RSS 1.0 has both beside each other. */
static xmlNode *channel_of(xmlNode *root)
{
	for (xmlNode *c = root->children; c; c = c->next)
		if (entry_is(c, ENTRY_CORE, "channel"))
			return c;
	return root;
}

static const xmlNode *last_item(xmlNode *n)
{
	const xmlNode *last = NULL;
	for (const xmlNode *c = n->children; c; c = c->next)
		last = is_item(c) ? c : last;
	return last;
}

static bool within_item(const struct xml *x)
{
	for (size_t i = 0; i < x->open_count; i++)
		if (str_eq(local_name(x->open[i]), STR("item")) || str_eq(local_name(x->open[i]), STR("entry")))
			return true;
	return false;
}

static bool tree_take(struct feeding *f, xmlNode *root, const struct xml *x, const char **why)
{
	xmlNode *channel = channel_of(root), *holder = channel;
	if (!last_item(holder))
		holder = root;
	f->last = within_item(x) ? last_item(holder) : NULL;
	feed_facts(f, channel);
	if (!items_take(f, holder, why))
		return false;
	if (x->line)
		*why = arena_fmt(f->a, "the feed is cut off in line %u", x->line).p;
	else if (!last_item(holder))
		*why = "the feed holds no items";
	return *why == NULL;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool xml_take(struct feeding *f, const struct xml *x, const char **why)
{
	bool good = false;
	pthread_once(&once, xmlInitParser);
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	xmlDocPtr doc = parser ? xmlCtxtReadMemory(parser, x->text.p, (int)x->text.n, NULL, "UTF-8", OPTIONS) : NULL;
	xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (root && !parser->disableSAX)
		good = tree_take(f, root, x, why);
	else
		*why = arena_fmt(f->a, "the feed is broken in line %d", parser ? parser->lastError.line : 0).p;
	xmlFreeDoc(doc);
	if (parser)
		xmlFreeParserCtxt(parser);
	return good;
}

bool feed_read(struct str raw, struct arena *a, bool (*take)(void *user, const struct feed_item *item), void *user,
	const char **why)
{
	struct feeding f = { .a = a, .feed = { .a = a }, .take = take, .user = user };
	struct str utf8;
	const char *charset;
	struct xml x;
	*why = NULL;
	enum bytes_trouble trouble = bytes_decode(raw, opening_charset(raw), a, &utf8, &charset);
	if (trouble != BYTES_GOOD) {
		*why = bytes_trouble_text(trouble);
		return false;
	}
	xml_mend(utf8, a, &x);
	if (x.trouble) {
		*why = arena_fmt(a, "%s in line %u", x.trouble, x.line).p;
		return false;
	}
	return xml_take(&f, &x, why);
}
