#include "import/reader.h"

#include "base/log.h"
#include "import/bytes.h"
#include "import/feed.h"
#include "import/html.h"
#include "import/sheet.h"
#include "text/article.h"

#include <stdlib.h>

enum { TAIL = 16 * 1024 }; /* where an end block is looked for */

struct reader {
	const struct desk *desk;
	struct matcher *matcher;
	struct tongue *tongue;
};

struct reader *reader_make(const struct desk *desk)
{
	struct reader *r = calloc(1, sizeof *r);
	if (!r)
		fatal("out of memory");
	r->desk = desk;
	r->matcher = matcher_make();
	r->tongue = tongue_make();
	return r;
}

void reader_free(struct reader *r)
{
	if (!r)
		return;
	matcher_free(r->matcher);
	tongue_free(r->tongue);
	free(r);
}

/* ---- bytes to documents ---- */

/* An input on its way: who asks for what. */
struct asking {
	struct reader *r;
	struct arena *a;
	struct str name, source;
	const char *charset;
	void (*take)(void *user, const struct reading *reading);
	void (*take_lines)(void *user, const struct document *d);
	void *user;
};

static void reading_make(struct asking *q, struct reading *g);

static void refuse(const struct asking *q, struct id id, struct str name, const char *why)
{
	struct reading *g = arena_take(q->a, 1, sizeof *g);
	if (!q->take)
		return;
	g->name = name;
	g->id = id;
	g->why = why;
	g->profile = "";
	q->take(q->user, g);
}

static struct str base_of(struct str path)
{
	size_t slash = str_rindex(path, '/');
	return slash < path.n ? str_sub(path, slash + 1, path.n) : path;
}

/* name: of a feed's item; empty: the input is the article. */
static void document_take(struct asking *q, struct id id, struct str name, const struct document *d)
{
	if (q->take_lines) {
		q->take_lines(q->user, d);
		return;
	}
	if (!q->take)
		return;
	struct reading *g = arena_take(q->a, 1, sizeof *g);
	g->name = name.n ? arena_fmt(q->a, "%.*s#%.*s", STR_ARG(q->name), STR_ARG(name)) : q->name;
	bool address = d->url.n && !str_starts(d->url, STR("file:"));
	g->source = address ? d->url : name.n ? name : base_of(q->name);
	g->id = id;
	g->charset = q->charset;
	g->document = *d;
	reading_make(q, g);
	q->take(q->user, g);
}

static bool item_take(void *user, const struct feed_item *item)
{
	struct asking *q = user;
	document_take(q, id_of(item->bytes), item->name, &item->document);
	return true;
}

/* Whether a text is one of our own articles, which a run over a capsule's folder would meet. */
static bool is_article(const struct reader *r, struct str text)
{
	struct article a;
	article_read(str_sub(text, text.n > TAIL ? text.n - TAIL : 0, text.n), r->desk->languages,
		r->desk->language_count, &a);
	return a.has_block && a.value[ARTICLE_IDENTIFIER].n == 2 * ID_BYTES;
}

static void text_take(struct asking *q, struct str bytes, struct id id)
{
	struct str text;
	struct document d;
	enum bytes_trouble t = bytes_decode(bytes, (struct str){ 0 }, q->a, &text, &q->charset);
	if (t != BYTES_GOOD) {
		refuse(q, id, q->name, bytes_trouble_text(t));
		return;
	}
	if (is_article(q->r, text))
		refuse(q, id, q->name, "it is an article of a capsule already");
	else if (!document_of_text(bytes_tidy(text, q->a), q->a, &d))
		refuse(q, id, q->name, "it has too many lines");
	else
		document_take(q, id, STR(""), &d);
}

static void input_take(struct asking *q, struct str bytes)
{
	struct id id = id_of(bytes);
	const char *why = NULL;
	if (feed_looks(bytes)) {
		if (!feed_read(bytes, q->a, item_take, q, &why))
			refuse(q, id, q->name, why ? why : "a broken feed");
	} else if (html_looks(bytes)) {
		enum bytes_trouble t = BYTES_GOOD;
		struct document d;
		if (html_read(bytes, q->a, &d, &t))
			document_take(q, id, STR(""), &d);
		else
			refuse(q, id, q->name, t == BYTES_GOOD ? "a web page without any text" : bytes_trouble_text(t));
	} else {
		text_take(q, bytes, id);
	}
}

/* ---- documents to articles ---- */

static void reading_make(struct asking *q, struct reading *g)
{
	const struct desk *desk = q->r->desk;
	unsigned score = 0;
	struct scene *scene = arena_take(q->a, 1, sizeof *scene);
	const struct story_site site = { desk->languages, desk->language_count, desk->own, q->name };
	*scene = (struct scene){
		.profile = desk->forced ? desk->forced
					: profiles_choose(desk->profiles, &g->document, q->r->matcher, &score),
		.generic = profile_find(desk->profiles, STR("generic")),
		.census = desk->census,
		.source = q->source,
		.today = desk->today,
	};
	if (scene->profile == scene->generic)
		scene->profile = NULL;
	g->profile = scene->profile ? profile_name(scene->profile) : "generic";
	g->casting = (struct casting){ .d = &g->document, .scene = scene, .arena = q->a };
	roles_decide(&g->casting, q->r->matcher);
	if (story_make(&g->casting, &site, q->r->tongue, &g->story, &g->why))
		texts_of(sheet_gemtext(&g->story, STR("/x.gmi"), q->a), desk->languages, desk->language_count,
			&g->texts);
}

void reader_read(struct reader *r, struct arena *a, struct str bytes, struct str name, struct str source,
	void (*take)(void *user, const struct reading *reading), void *user)
{
	struct asking q = { .r = r, .a = a, .name = name, .source = source, .take = take, .user = user };
	input_take(&q, bytes);
}

void reader_lines(struct reader *r, struct arena *a, struct str bytes,
	void (*take)(void *user, const struct document *d), void *user)
{
	struct asking q = { .r = r, .a = a, .take_lines = take, .user = user };
	input_take(&q, bytes);
}
