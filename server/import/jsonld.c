#include "import/jsonld.h"

#include "import/mend.h"

#include <jansson.h>

enum {
	THINGS = 512, /* objects at the top, in @graph, … that are looked at */
	DEPTH = 4,    /* of arrays and @graph within each other */
	NAMES = 64,   /* of one list */
	PIECE = 2 * 1024 * 1024,
};

/* All that the scripts of a page speak of. */
struct things {
	json_t *root[16];
	size_t roots;
	const json_t *thing[THINGS];
	size_t count;
	struct imprint *f;
};

static void thing_add(struct things *t, const json_t *j, int depth)
{
	static const char *const inner[] = { "@graph", "mainEntity", "mainEntityOfPage" };
	size_t i;
	const json_t *item;
	if (depth > DEPTH || t->count == THINGS)
		return;
	json_array_foreach(j, i, item)
	{
		if (t->count < THINGS)
			thing_add(t, item, depth + 1);
	}
	if (!json_is_object(j))
		return;
	t->thing[t->count++] = j;
	for (i = 0; i < sizeof inner / sizeof *inner; i++)
		if ((item = json_object_get(j, inner[i])) != NULL)
			thing_add(t, item, depth + 1);
}

static void script_load(struct things *t, struct str s)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
	if (s.n > PIECE || t->roots == sizeof t->root / sizeof *t->root)
		return;
	json_t *j = json_loadb(s.p, s.n, flags, NULL);
	if (!j) {
		struct str mended = mend_json(s, t->f->a);
		j = json_loadb(mended.p, mended.n, flags, NULL);
	}
	if (!j)
		return;
	t->root[t->roots++] = j;
	thing_add(t, j, 0);
}

/* ---- values ---- */

static struct str text_of(const json_t *j)
{
	return json_is_string(j) ? (struct str){ json_string_value(j), json_string_length(j) } : STR("");
}

static struct str get_text(const json_t *thing, const char *key)
{
	return text_of(json_object_get(thing, key));
}

/* What stands for a reference: the thing of that name that says more. */
static const json_t *resolved(const struct things *t, const json_t *j)
{
	struct str id = get_text(j, "@id");
	if (!json_is_object(j) || id.n == 0 || json_object_size(j) > 1)
		return j;
	for (size_t i = 0; i < t->count; i++)
		if (json_object_size(t->thing[i]) > 1 && str_eq(get_text(t->thing[i], "@id"), id))
			return t->thing[i];
	return j;
}

static const json_t *first(const json_t *j)
{
	return json_is_array(j) ? json_array_get(j, 0) : j;
}

/* The name of a person, a place or a work, which may stand there itself. */
static struct str name_of(const struct things *t, const json_t *j)
{
	static const char *const keys[] = { "name", "legalName", "alternateName", "addressLocality", "url" };
	j = resolved(t, first(j));
	struct str s = text_of(j);
	for (size_t i = 0; s.n == 0 && i < sizeof keys / sizeof *keys; i++)
		s = text_of(first(json_object_get(j, keys[i])));
	if (s.n == 0 && json_is_object(json_object_get(j, "address")))
		s = get_text(json_object_get(j, "address"), "addressLocality");
	return s;
}

/* All names of a list, or the one that there is. */
static struct str names_of(const struct things *t, const json_t *j)
{
	struct str list = { 0 };
	size_t i;
	const json_t *item;
	if (!json_is_array(j))
		return name_of(t, j);
	json_array_foreach(j, i, item)
	{
		struct str name = name_of(t, item);
		if (i < NAMES && str_find(name, STR("://")) == name.n)
			imprint_list(t->f, &list, name);
	}
	return list;
}

static void value_set(struct things *t, enum article_key key, struct str value)
{
	if (value.n)
		imprint_set(t->f, key, value);
}

/* ---- the article ---- */

static bool is_type(const json_t *thing, bool (*fits)(struct str))
{
	const json_t *type = json_object_get(thing, "@type"), *item;
	size_t i;
	if (fits(text_of(type)))
		return true;
	json_array_foreach(type, i, item)
	{
		if (fits(text_of(item)))
			return true;
	}
	return false;
}

static bool is_article(struct str type)
{
	type = str_sub(type, str_rindex(type, '/') < type.n ? str_rindex(type, '/') + 1 : 0, type.n);
	return str_ends(type, STR("Article")) || str_eq(type, STR("BlogPosting")) ||
	       str_eq(type, STR("LiveBlogPosting")) || str_eq(type, STR("Report"));
}

static bool is_page(struct str type)
{
	return str_ends(type, STR("WebPage")) || str_eq(type, STR("ItemPage"));
}

/* The credit of the first picture that has one. */
static struct str credit_of(const struct things *t, const json_t *image)
{
	static const char *const keys[] = { "creditText", "copyrightHolder", "copyrightNotice", "creator", "author" };
	size_t count = json_is_array(image) ? json_array_size(image) : 1;
	struct str s = { 0 };
	for (size_t i = 0; i < count && i < NAMES && s.n == 0; i++) {
		const json_t *j = resolved(t, json_is_array(image) ? json_array_get(image, i) : image);
		for (size_t k = 0; s.n == 0 && k < sizeof keys / sizeof *keys; k++)
			s = name_of(t, json_object_get(j, keys[k]));
	}
	return s;
}

static void article_take(struct things *t, const json_t *j)
{
	struct str publisher = name_of(t, json_object_get(j, "publisher"));
	value_set(t, ARTICLE_HEADLINE, get_text(j, "headline"));
	value_set(t, ARTICLE_HEADLINE, get_text(j, "name"));
	value_set(t, ARTICLE_PUBLISHED, get_text(j, "datePublished"));
	value_set(t, ARTICLE_PUBLISHED, get_text(j, "dateCreated"));
	value_set(t, ARTICLE_MODIFIED, get_text(j, "dateModified"));
	value_set(t, ARTICLE_PUBLISHER, publisher);
	struct str authors = names_of(t, json_object_get(j, "author"));
	/* a paper that names itself as the author names nobody */
	if (!str_ieq(authors, publisher))
		value_set(t, ARTICLE_AUTHOR, authors);
	value_set(t, ARTICLE_SECTION, name_of(t, json_object_get(j, "articleSection")));
	value_set(t, ARTICLE_KEYWORDS, names_of(t, json_object_get(j, "keywords")));
	value_set(t, ARTICLE_DESCRIPTION, get_text(j, "description"));
	value_set(t, ARTICLE_LANGUAGE, name_of(t, json_object_get(j, "inLanguage")));
	value_set(t, ARTICLE_LICENSE, name_of(t, json_object_get(j, "license")));
	value_set(t, ARTICLE_COPYRIGHT, name_of(t, json_object_get(j, "copyrightHolder")));
	value_set(t, ARTICLE_LOCATION, name_of(t, json_object_get(j, "contentLocation")));
	value_set(t, ARTICLE_LOCATION, name_of(t, json_object_get(j, "locationCreated")));
	value_set(t, ARTICLE_DATELINE, get_text(j, "dateline"));
	value_set(t, ARTICLE_CREDIT, credit_of(t, json_object_get(j, "image")));
}

/* What says that it is an article; of several the first that has a text or a headline. */
static const json_t *article_find(const struct things *t)
{
	const json_t *found = NULL;
	for (size_t i = 0; i < t->count; i++) {
		const json_t *j = t->thing[i];
		if (!is_type(j, is_article))
			continue;
		if (get_text(j, "headline").n || get_text(j, "articleBody").n)
			return j;
		found = found ? found : j;
	}
	return found;
}

static void page_take(struct things *t, const json_t *j)
{
	value_set(t, ARTICLE_PUBLISHED, get_text(j, "datePublished"));
	value_set(t, ARTICLE_MODIFIED, get_text(j, "dateModified"));
	value_set(t, ARTICLE_LANGUAGE, name_of(t, json_object_get(j, "inLanguage")));
	value_set(t, ARTICLE_PUBLISHER, name_of(t, json_object_get(j, "publisher")));
}

void jsonld_read(const struct str *scripts, size_t count, struct imprint *f, struct str *body)
{
	struct things *t = arena_take(f->a, 1, sizeof *t);
	t->f = f;
	*body = (struct str){ 0 };
	for (size_t i = 0; i < count; i++)
		script_load(t, scripts[i]);
	const json_t *article = article_find(t);
	if (article) {
		article_take(t, article);
		*body = arena_copy(f->a, get_text(article, "articleBody"));
		for (size_t i = 0; i < t->count; i++)
			if (is_type(t->thing[i], is_page))
				page_take(t, t->thing[i]);
	}
	for (size_t i = 0; i < t->roots; i++)
		json_decref(t->root[i]);
}
