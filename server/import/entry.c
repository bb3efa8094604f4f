#include "import/entry.h"

#include "import/lines.h"
#include "import/html.h"
#include "import/space.h"

#include <libxml/xmlsave.h>
#include <string.h>

enum { NAME_BYTES = 512 };

/* ---- names ---- */

static const struct {
	const char *address; /* a part of the namespace's */
	const char *prefix;
	enum entry_space space;
} spaces[] = {
	{ "purl.org/dc/terms", "dcterms", ENTRY_TERMS },
	{ "purl.org/dc/", "dc", ENTRY_DC },
	{ "modules/content", "content", ENTRY_CONTENT },
	{ "search.yahoo.com/mrss", "media", ENTRY_MEDIA },
	{ "www.w3.org/2005/Atom", "atom", ENTRY_ATOM },
	{ "purl.org/atom/", "atom03", ENTRY_ATOM },
	{ "purl.org/rss/1.0/modules", "slash", ENTRY_OTHER },
	{ "purl.org/syndication/thread", "thr", ENTRY_OTHER },
	{ "purl.org/rss/", "rss", ENTRY_CORE },
	{ "netscape.com/rdf", "rss", ENTRY_CORE },
	{ "backend.userland.com", "rss", ENTRY_CORE },
};

static enum entry_space space_of(struct str address, struct str prefix)
{
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (address.n ? str_find(address, str_of(spaces[i].address)) < address.n
			      : str_eq(prefix, str_of(spaces[i].prefix)))
			return spaces[i].space;
	return ENTRY_OTHER;
}

/* Whether Atom's element is in a feed of Atom. */
static bool is_own(const xmlNode *n)
{
	const xmlNode *root = xmlDocGetRootElement(n->doc);
	return n->ns && root && root->ns && xmlStrEqual(n->ns->href, root->ns->href);
}

bool entry_is(const xmlNode *n, enum entry_space space, const char *name)
{
	if (!n || n->type != XML_ELEMENT_NODE || !n->name)
		return false;
	struct str full = str_of((const char *)n->name), prefix = { "", 0 };
	enum entry_space is = ENTRY_CORE;
	size_t colon = str_index(full, ':');
	if (colon < full.n) {
		prefix = str_sub(full, 0, colon);
		full = str_sub(full, colon + 1, full.n);
	}
	if (n->ns && n->ns->href && n->ns->href[0])
		is = space_of(str_of((const char *)n->ns->href), prefix);
	else if (prefix.n)
		is = space_of(STR(""), prefix);
	if (is == ENTRY_ATOM && is_own(n))
		is = ENTRY_CORE;
	return is == space && str_eq(full, str_of(name));
}

struct str entry_text(const xmlNode *n, struct arena *a)
{
	xmlChar *s = xmlNodeGetContent(n);
	struct str text = s ? arena_copy(a, str_of((const char *)s)) : STR("");
	xmlFree(s);
	return text;
}

static struct str attribute_text(xmlNode *n, const char *name, struct arena *a)
{
	xmlChar *s = xmlGetProp(n, (const xmlChar *)name);
	struct str text = s ? arena_copy(a, str_of((const char *)s)) : STR("");
	xmlFree(s);
	return text;
}

/* ---- the item's own bytes ---- */

/* What changes although the item does not. */
static bool is_count(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE &&
	       (entry_is(n, ENTRY_OTHER, "comments") || entry_is(n, ENTRY_OTHER, "total") ||
		       entry_is(n, ENTRY_OTHER, "commentRss"));
}

static struct str own_bytes(xmlNode *n, struct arena *a)
{
	struct str bytes = { "", 0 };
	xmlBufferPtr buffer = xmlBufferCreate();
	xmlNodePtr copy = xmlDocCopyNode(n, n->doc, 1);
	xmlSaveCtxtPtr save = buffer ? xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_NO_DECL) : NULL;
	if (!copy || !save)
		goto out;
	for (xmlNodePtr c = copy->children, next; c; c = next) {
		next = c->next;
		if (!is_count(c))
			continue;
		xmlUnlinkNode(c);
		xmlFreeNode(c);
	}
	xmlSaveTree(save, copy);
	xmlSaveFlush(save);
	bytes = arena_copy(a, (struct str){ (const char *)xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer) });
out:
	if (save)
		xmlSaveClose(save);
	xmlFreeNode(copy);
	if (buffer)
		xmlBufferFree(buffer);
	return bytes;
}

/* ---- text ---- */

/* The text of an item in one of its elements. */
struct content {
	struct str text;
	bool html;
};

static bool is_html(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		char c = (char)(s.p[i + 1] | 0x20);
		if ((s.p[i] == '<' && ((c >= 'a' && c <= 'z') || s.p[i + 1] == '/')) ||
			(s.p[i] == '&' && ((c >= 'a' && c <= 'z') || s.p[i + 1] == '#')))
			return true;
	}
	return false;
}

/* XHTML that stands in the feed as elements. */
static struct str inner_markup(const xmlNode *n, struct arena *a)
{
	xmlBufferPtr buffer = xmlBufferCreate();
	struct str s = { "", 0 };
	xmlSaveCtxtPtr save = buffer ? xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_NO_DECL) : NULL;
	for (xmlNode *c = n->children; save && c; c = c->next)
		xmlSaveTree(save, c);
	if (save)
		xmlSaveClose(save);
	if (buffer) {
		s = arena_copy(
			a, (struct str){ (const char *)xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer) });
		xmlBufferFree(buffer);
	}
	return s;
}

static bool has_elements(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			return true;
	return false;
}

static struct content content_of(xmlNode *n, struct arena *a)
{
	struct str type = attribute_text(n, "type", a);
	if (has_elements(n))
		return (struct content){ inner_markup(n, a), true };
	struct content c = { entry_text(n, a), false };
	c.html = str_eq(type, STR("html")) || str_eq(type, STR("text/html")) ||
		 (!str_eq(type, STR("text")) && !str_eq(type, STR("text/plain")) && is_html(c.text));
	return c;
}

static bool content_add(const struct content *c, struct arena *a, struct document *d)
{
	if (c->html)
		return html_fragment(c->text, a, d);
	struct lines f = { .a = a, .lines = d->lines, .count = d->count, .room = d->count };
	for (struct str rest = c->text; rest.n && !f.full;)
		lines_add(&f, str_cut(&rest, '\n'), HINT_PARAGRAPH, 1);
	d->lines = f.lines;
	d->count = f.count;
	return !f.full;
}

/* ---- facts ---- */

/* What an item says, while it is read. */
struct reading {
	struct imprint facts;
	struct str title, authors, keywords, updated, id, link;
	struct content text, summary;
};

/* "redaktion@bote.example (Ida Brandes)" is Ida Brandes; an address alone is nobody. */
static struct str person(xmlNode *n, struct arena *a)
{
	for (xmlNode *c = n->children; c; c = c->next)
		if (entry_is(c, ENTRY_CORE, "name"))
			return entry_text(c, a);
	if (has_elements(n))
		return STR("");
	struct str s = str_trim(entry_text(n, a));
	size_t open = str_index(s, '('), at = str_index(s, '@');
	if (at < s.n && open < s.n)
		return str_sub(s, open + 1, str_rindex(s, ')') > open ? str_rindex(s, ')') : s.n);
	return at < s.n ? STR("") : s;
}

static void longer_take(struct content *to, struct content c)
{
	if (c.text.n > to->text.n)
		*to = c;
}

static bool text_take(struct reading *r, xmlNode *n)
{
	struct arena *a = r->facts.a;
	if (entry_is(n, ENTRY_CONTENT, "encoded") || entry_is(n, ENTRY_CORE, "content") ||
		entry_is(n, ENTRY_OTHER, "body"))
		longer_take(&r->text, content_of(n, a));
	else if (entry_is(n, ENTRY_CORE, "description") || entry_is(n, ENTRY_CORE, "summary") ||
		 entry_is(n, ENTRY_DC, "description"))
		longer_take(&r->summary, content_of(n, a));
	else if (entry_is(n, ENTRY_CORE, "title") || (r->title.n == 0 && entry_is(n, ENTRY_DC, "title")))
		r->title = has_elements(n) ? inner_markup(n, a) : entry_text(n, a);
	else
		return false;
	return true;
}

static void link_take(struct reading *r, xmlNode *n)
{
	struct str rel = attribute_text(n, "rel", r->facts.a), href = attribute_text(n, "href", r->facts.a);
	bool own = rel.n == 0 || str_eq(rel, STR("alternate"));
	struct str link = href.n ? href : entry_text(n, r->facts.a);
	if (own && r->link.n == 0)
		r->link = str_trim(link);
	else if (str_eq(rel, STR("license")))
		imprint_set(&r->facts, ARTICLE_LICENSE, href);
}

static void fact_take(struct reading *r, xmlNode *n)
{
	static const struct {
		const char *name;
		enum entry_space space;
		enum article_key key;
	} plain[] = {
		{ "pubDate", ENTRY_CORE, ARTICLE_PUBLISHED },
		{ "published", ENTRY_CORE, ARTICLE_PUBLISHED },
		{ "issued", ENTRY_CORE, ARTICLE_PUBLISHED },
		{ "date", ENTRY_DC, ARTICLE_PUBLISHED },
		{ "issued", ENTRY_TERMS, ARTICLE_PUBLISHED },
		{ "created", ENTRY_TERMS, ARTICLE_PUBLISHED },
		{ "modified", ENTRY_TERMS, ARTICLE_MODIFIED },
		{ "rights", ENTRY_CORE, ARTICLE_COPYRIGHT },
		{ "copyright", ENTRY_CORE, ARTICLE_COPYRIGHT },
		{ "rights", ENTRY_DC, ARTICLE_COPYRIGHT },
		{ "publisher", ENTRY_DC, ARTICLE_PUBLISHER },
		{ "language", ENTRY_DC, ARTICLE_LANGUAGE },
		{ "coverage", ENTRY_DC, ARTICLE_LOCATION },
		{ "spatial", ENTRY_TERMS, ARTICLE_LOCATION },
		{ "credit", ENTRY_MEDIA, ARTICLE_CREDIT },
		{ "license", ENTRY_OTHER, ARTICLE_LICENSE },
	};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (entry_is(n, plain[i].space, plain[i].name))
			imprint_set(&r->facts, plain[i].key, entry_text(n, r->facts.a));
}

static void node_take(struct reading *r, xmlNode *n)
{
	struct arena *a = r->facts.a;
	if (text_take(r, n))
		return;
	if (entry_is(n, ENTRY_CORE, "author") || entry_is(n, ENTRY_DC, "creator") || entry_is(n, ENTRY_ATOM, "author"))
		imprint_list(&r->facts, &r->authors, person(n, a));
	else if (entry_is(n, ENTRY_CORE, "category") || entry_is(n, ENTRY_DC, "subject")) {
		struct str label = attribute_text(n, "label", a), term = attribute_text(n, "term", a);
		imprint_list(&r->facts, &r->keywords, label.n ? label : term.n ? term : entry_text(n, a));
	} else if (entry_is(n, ENTRY_CORE, "updated") || entry_is(n, ENTRY_CORE, "modified") ||
		   entry_is(n, ENTRY_ATOM, "updated"))
		r->updated = str_trim(entry_text(n, a));
	else if (entry_is(n, ENTRY_CORE, "guid") || entry_is(n, ENTRY_CORE, "id"))
		r->id = str_trim(entry_text(n, a));
	else if (entry_is(n, ENTRY_CORE, "link"))
		link_take(r, n);
	else if (entry_is(n, ENTRY_MEDIA, "group") || entry_is(n, ENTRY_MEDIA, "content"))
		for (xmlNode *c = n->children; c; c = c->next)
			fact_take(r, c);
	else
		fact_take(r, n);
}

static struct str name_of(const struct reading *r, xmlNode *n, unsigned number)
{
	struct str about = attribute_text(n, "about", r->facts.a);
	const struct str names[] = { r->id, r->link, str_trim(about) };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str name = names[i];
		name = name.n ? space_tidy(str_sub(name, 0, NAME_BYTES), r->facts.a) : name;
		if (name.n)
			return name;
	}
	return arena_fmt(r->facts.a, "item %u", number);
}

static void facts_fill(struct reading *r, xmlNode *n, const struct imprint *feed)
{
	struct imprint *f = &r->facts;
	xmlChar *language = xmlNodeGetLang(n);
	/* Atom's one obligatory date; without another it is that of publication */
	imprint_set(f, ARTICLE_PUBLISHED, r->updated);
	imprint_set(f, ARTICLE_MODIFIED, r->updated);
	imprint_set(f, ARTICLE_HEADLINE, r->title);
	imprint_set(f, ARTICLE_AUTHOR, r->authors);
	imprint_set(f, ARTICLE_KEYWORDS, r->keywords);
	if (r->text.text.n)
		imprint_set(f, ARTICLE_DESCRIPTION, r->summary.text);
	if (language)
		imprint_set(f, ARTICLE_LANGUAGE, str_of((const char *)language));
	xmlFree(language);
	for (size_t key = 0; key < ARTICLE_KEY_COUNT; key++)
		imprint_set(f, (enum article_key)key, feed->value[key]);
}

bool entry_read(xmlNode *n, const struct imprint *feed, unsigned number, struct arena *a, struct feed_item *out)
{
	struct reading *r = arena_take(a, 1, sizeof *r);
	struct lines head = { .a = a };
	struct document *d = &out->document;
	r->facts.a = a;
	for (xmlNode *c = n->children; c; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			node_take(r, c);
	*out = (struct feed_item){ .bytes = own_bytes(n, a), .name = name_of(r, n, number) };
	facts_fill(r, n, feed);
	lines_add(&head, imprint_plain(r->title, a), HINT_TITLE, 0);
	*d = (struct document){ .lines = head.lines, .count = head.count, .marked_up = true };
	memcpy(d->meta, r->facts.value, sizeof d->meta);
	d->url = space_tidy(r->link, a);
	return content_add(r->text.text.n >= r->summary.text.n ? &r->text : &r->summary, a, d);
}
