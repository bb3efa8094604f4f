#include "import/meta.h"

#include <string.h>

/* ---- <meta> ---- */

/* Of several names for a fact the first is the best. */
static const struct {
	const char *name;
	enum article_key key;
} names[] = {
	{ "og:title", ARTICLE_HEADLINE },
	{ "headline", ARTICLE_HEADLINE },
	{ "sailthru.title", ARTICLE_HEADLINE },
	{ "parsely-title", ARTICLE_HEADLINE },
	{ "dc.title", ARTICLE_HEADLINE },
	{ "dcterms.title", ARTICLE_HEADLINE },
	{ "twitter:title", ARTICLE_HEADLINE },
	{ "article:published_time", ARTICLE_PUBLISHED },
	{ "og:article:published_time", ARTICLE_PUBLISHED },
	{ "dc.date.issued", ARTICLE_PUBLISHED },
	{ "dcterms.issued", ARTICLE_PUBLISHED },
	{ "dc.date.created", ARTICLE_PUBLISHED },
	{ "dcterms.created", ARTICLE_PUBLISHED },
	{ "parsely-pub-date", ARTICLE_PUBLISHED },
	{ "sailthru.date", ARTICLE_PUBLISHED },
	{ "cxenseparse:recs:publishtime", ARTICLE_PUBLISHED },
	{ "publication_date", ARTICLE_PUBLISHED },
	{ "publish-date", ARTICLE_PUBLISHED },
	{ "publishdate", ARTICLE_PUBLISHED },
	{ "pubdate", ARTICLE_PUBLISHED },
	{ "dc.date", ARTICLE_PUBLISHED },
	{ "dcterms.date", ARTICLE_PUBLISHED },
	{ "date", ARTICLE_PUBLISHED },
	{ "article:modified_time", ARTICLE_MODIFIED },
	{ "og:updated_time", ARTICLE_MODIFIED },
	{ "dcterms.modified", ARTICLE_MODIFIED },
	{ "dc.date.modified", ARTICLE_MODIFIED },
	{ "last-modified", ARTICLE_MODIFIED },
	{ "revised", ARTICLE_MODIFIED },
	{ "article:author", ARTICLE_AUTHOR },
	{ "og:article:author", ARTICLE_AUTHOR },
	{ "author", ARTICLE_AUTHOR },
	{ "parsely-author", ARTICLE_AUTHOR },
	{ "sailthru.author", ARTICLE_AUTHOR },
	{ "byl", ARTICLE_AUTHOR },
	{ "dc.creator", ARTICLE_AUTHOR },
	{ "dcterms.creator", ARTICLE_AUTHOR },
	{ "article:section", ARTICLE_SECTION },
	{ "og:article:section", ARTICLE_SECTION },
	{ "parsely-section", ARTICLE_SECTION },
	{ "section", ARTICLE_SECTION },
	{ "news_keywords", ARTICLE_KEYWORDS },
	{ "keywords", ARTICLE_KEYWORDS },
	{ "dc.subject", ARTICLE_KEYWORDS },
	{ "article:tag", ARTICLE_KEYWORDS },
	{ "description", ARTICLE_DESCRIPTION },
	{ "og:description", ARTICLE_DESCRIPTION },
	{ "dc.description", ARTICLE_DESCRIPTION },
	{ "twitter:description", ARTICLE_DESCRIPTION },
	{ "dc.publisher", ARTICLE_PUBLISHER },
	{ "dcterms.publisher", ARTICLE_PUBLISHER },
	{ "og:site_name", ARTICLE_PUBLISHER },
	{ "dc.rights", ARTICLE_COPYRIGHT },
	{ "dcterms.rights", ARTICLE_COPYRIGHT },
	{ "copyright", ARTICLE_COPYRIGHT },
	{ "dcterms.license", ARTICLE_LICENSE },
	{ "dc.language", ARTICLE_LANGUAGE },
	{ "content-language", ARTICLE_LANGUAGE },
	{ "language", ARTICLE_LANGUAGE },
	{ "og:locale", ARTICLE_LANGUAGE },
};

enum { NAMES = sizeof names / sizeof *names };

/* What is said under each of the names. */
struct said {
	struct str value[NAMES];
};

static void said_take(struct said *s, struct imprint *f, const struct node *n)
{
	struct str name = node_get(n, ATTR_PROPERTY), content = node_get(n, ATTR_CONTENT);
	name = str_trim(name.n ? name : node_get(n, ATTR_NAME));
	content = str_trim(content);
	if (name.n == 0 || content.n == 0)
		return;
	if (str_ieq(name, STR("og:url")) && f->url.n == 0)
		f->url = content;
	if (str_ieq(name, STR("og:site_name")) && f->site.n == 0)
		f->site = imprint_plain(content, f->a);
	for (size_t i = 0; i < NAMES; i++) {
		enum article_key key = names[i].key;
		if (!str_ieq(name, str_of(names[i].name)))
			continue;
		if (s->value[i].n == 0)
			s->value[i] = content;
		else if (key == ARTICLE_AUTHOR || key == ARTICLE_KEYWORDS)
			imprint_list(f, &s->value[i], content);
		return;
	}
}

static void link_take(struct imprint *f, const struct node *n)
{
	if (node_has_word(n, ATTR_REL, "license"))
		imprint_set(f, ARTICLE_LICENSE, node_get(n, ATTR_HREF));
}

/* The paper itself, and the names that programs fill in, are nobody. */
static bool is_nobody(const struct imprint *f, struct str name)
{
	return str_ieq(name, f->site) || str_ieq(name, f->value[ARTICLE_PUBLISHER]) || str_ieq(name, STR("admin")) ||
	       str_ieq(name, STR("administrator")) || str_ieq(name, STR("webmaster"));
}

void meta_head(const struct tree *t, struct imprint *f)
{
	struct said *s = arena_take(f->a, 1, sizeof *s);
	if (t->canonical)
		f->url = str_trim(node_get(t->canonical, ATTR_HREF));
	for (const struct node *n = t->root; n; n = node_next(n, t->root, true)) {
		if (n->tag == TAG_META)
			said_take(s, f, n);
		else if (n->tag == TAG_LINK)
			link_take(f, n);
	}
	for (size_t i = 0; i < NAMES; i++) {
		enum article_key key = names[i].key;
		if (s->value[i].n == 0)
			continue;
		if (key == ARTICLE_HEADLINE)
			s->value[i] = imprint_title(f, str_sub(s->value[i], 0, 1024));
		if (key != ARTICLE_AUTHOR || !is_nobody(f, s->value[i]))
			imprint_set(f, key, s->value[i]);
	}
}

/* ---- microdata ---- */

static const struct {
	const char *name;
	enum article_key key;
	bool several;
} properties[] = {
	{ "headline", ARTICLE_HEADLINE, false },
	{ "datePublished", ARTICLE_PUBLISHED, false },
	{ "dateCreated", ARTICLE_PUBLISHED, false },
	{ "dateModified", ARTICLE_MODIFIED, false },
	{ "author", ARTICLE_AUTHOR, true },
	{ "articleSection", ARTICLE_SECTION, false },
	{ "keywords", ARTICLE_KEYWORDS, true },
	{ "description", ARTICLE_DESCRIPTION, false },
	{ "inLanguage", ARTICLE_LANGUAGE, false },
	{ "publisher", ARTICLE_PUBLISHER, false },
	{ "license", ARTICLE_LICENSE, false },
	{ "copyrightHolder", ARTICLE_COPYRIGHT, false },
	{ "contentLocation", ARTICLE_LOCATION, false },
	{ "dateline", ARTICLE_DATELINE, false },
	{ "creditText", ARTICLE_CREDIT, true },
};

static struct str plain_value(const struct node *n, struct arena *a)
{
	if (node_has(n, ATTR_CONTENT))
		return node_get(n, ATTR_CONTENT);
	if (node_has(n, ATTR_DATETIME))
		return node_get(n, ATTR_DATETIME);
	if (n->tag == TAG_LINK)
		return node_get(n, ATTR_HREF);
	return node_text(n, a);
}

/* Of a thing within the article, its name. */
static struct str value_of(const struct node *n, struct arena *a)
{
	if (!node_has(n, ATTR_ITEMSCOPE) && !node_has(n, ATTR_ITEMTYPE))
		return plain_value(n, a);
	for (const struct node *i = node_next(n, n, true); i; i = node_next(i, n, true))
		if (node_has_word(i, ATTR_ITEMPROP, "name"))
			return plain_value(i, a);
	return node_text(n, a);
}

static void property_take(const struct node *n, struct imprint *f, struct str value[ARTICLE_KEY_COUNT])
{
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
		if (!node_has_word(n, ATTR_ITEMPROP, properties[i].name))
			continue;
		struct str *to = &value[properties[i].key];
		if (to->n && !properties[i].several)
			continue;
		struct str v = str_trim(value_of(n, f->a));
		if (properties[i].several)
			imprint_list(f, to, v);
		else
			*to = v;
	}
}

/* Whether what is in it is said of something else. */
static bool is_foreign(const struct node *n)
{
	if (!node_has(n, ATTR_ITEMSCOPE))
		return false;
	return n->is_article || !node_has_word(n, ATTR_ITEMPROP, "image");
}

void meta_properties(const struct node *scope, struct imprint *f)
{
	struct str value[ARTICLE_KEY_COUNT] = { 0 };
	bool deeper = true;
	for (const struct node *n = node_next(scope, scope, true); n; n = node_next(n, scope, deeper)) {
		deeper = !is_foreign(n);
		if (node_has(n, ATTR_ITEMPROP))
			property_take(n, f, value);
	}
	for (size_t key = 0; key < ARTICLE_KEY_COUNT; key++)
		imprint_set(f, (enum article_key)key, value[key]);
}
