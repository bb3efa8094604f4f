/* pages: how long a librarian takes to make pages.
 *
 *     pages CONF SEED [COUNT]
 *
 * Makes the front page and COUNT (300) pages each of days, months, places (their top, and a year of them) and /more/,
 * of articles taken by chance; every other one as a Gopher menu, if the configuration has Gopher. The first quarter of
 * each kind warms the caches. Prints a line a kind (figures.h). Exit: 0 good, 1 a page was none, 2 usage. */
#include "archive/browse.h"
#include "chance.h"
#include "figures.h"
#include "page/page.h"
#include "reading.h"
#include "site/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUDGET_MS = 250, COUNT = 300, WARM_ONE_IN = 4 };

/* Any article that has a date, and its place; false: there is none. */
static bool article_any(struct reading *r, struct chance *c, struct entry *e, struct str *place)
{
	struct archive *a = r->capsule->archive;
	bool good = false;

	arena_reset(&r->arena);
	*place = (struct str){ 0 };
	if (archive_begin(a, 0) != ARCHIVE_GOOD)
		return false;
	for (int tries = 0; tries < 100 && !good; tries++)
		good = browse_random(a, chance_next(c), &r->arena, e) && e->date.day > 0;
	struct facets f = good ? browse_facets_of(a, e->id, &r->arena) : (struct facets){ 0 };

	for (size_t i = 0; i < f.count; i++)
		if (f.facet[i].kind == FACET_PLACE)
			*place = f.facet[i].slug;
	return archive_end(a) == ARCHIVE_GOOD && good;
}

/* The path of a page of the n-th kind for an article; false: it has none. */
static bool path_front(struct buf *out, const struct entry *e, struct str place, bool second)
{
	(void)e, (void)place, (void)second;
	buf_add(out, STR("/"));
	return true;
}

static bool path_day(struct buf *out, const struct entry *e, struct str place, bool second)
{
	(void)place, (void)second;
	buf_fmt(out, "/%d/%02d/%02d/", e->date.year, e->date.month, e->date.day);
	return true;
}

static bool path_month(struct buf *out, const struct entry *e, struct str place, bool second)
{
	(void)place, (void)second;
	buf_fmt(out, "/%d/%02d/", e->date.year, e->date.month);
	return true;
}

static bool path_place(struct buf *out, const struct entry *e, struct str place, bool second)
{
	buf_fmt(out, "/place/%.*s/", STR_ARG(place));
	if (second)
		buf_fmt(out, "%d/", e->date.year);
	return place.n > 0;
}

static bool path_more(struct buf *out, const struct entry *e, struct str place, bool second)
{
	(void)place, (void)second;
	buf_add(out, STR("/more"));
	buf_add(out, e->path);
	return true;
}

static const struct {
	const char *name;
	bool (*path)(struct buf *out, const struct entry *e, struct str place, bool second);
} kinds[] = { { "front", path_front }, { "day", path_day }, { "month", path_month }, { "place", path_place },
	{ "more", path_more } };

/* What a worker would ask of a librarian for this path; false: nothing. */
static bool ask_gemini(struct site *site, struct str path, struct answer *a)
{
	char space[GEMINI_HEAD_ROOM];
	struct buf uri = BUF(space);
	struct gemini_request request;
	enum outcome why = OUT_BAD;
	struct visitor visitor = { .protocol = GEMINI };

	buf_fmt(&uri, "gemini://%.*s:%d%.*s\r\n", STR_ARG(site->capsules[0].hosts[0]), READING_PORT, STR_ARG(path));
	if (gemini_parse(buf_str(&uri), &request, &why) == PARSE_YES)
		route_gemini(site, &visitor, &request, a);
	return a->outcome == OUT_ASK;
}

static bool ask_gopher(struct site *site, struct str path, struct answer *a)
{
	char space[GEMINI_HEAD_ROOM], decoded[PATH_ROOM];
	struct buf selector = BUF(space), room = BUF(decoded);
	struct gopher_request request;
	enum outcome why = OUT_BAD;
	struct visitor visitor = { .protocol = GOPHER };

	buf_add(&selector, str_sub(path, 0, path.n - (str_ends(path, STR(".gmi")) ? 4 : 0)));
	buf_add(&selector, STR("\r\n"));
	if (gopher_parse(buf_str(&selector), &room, &request, &why) == PARSE_YES)
		route_gopher(site, &visitor, &request, a);
	return a->outcome == OUT_ASK;
}

static bool page_time(struct reading *r, struct str path, bool menu, struct figures *out)
{
	static char head[ANSWER_META_ROOM], text[ANSWER_TEXT_ROOM], name[PATH_ROOM], meta[ANSWER_META_ROOM];
	struct answer a = { .outcome = OUT_FAILED, .fd = -1, .meta = BUF(head), .text = BUF(text), .path = BUF(name) };
	struct page page = { .fd = -1, .meta = BUF(meta) };
	struct site *site = &r->house->site;
	enum outcome outcome = OUT_FAILED;
	bool asked = menu ? ask_gopher(site, path, &a) : ask_gemini(site, path, &a);
	struct watch w = watch_start();

	if (asked)
		outcome = page_make(site, &site->ask, BUDGET_MS, &page);
	watch_stop(w, outcome == OUT_OK, out);
	out->hits += page.size;
	if (page.fd >= 0)
		close(page.fd);
	if (a.fd >= 0)
		close(a.fd);
	if (outcome != OUT_OK)
		fprintf(stderr, "pages: %.*s%s: no page (%d)\n", STR_ARG(path), menu ? " on Gopher" : "",
			(int)(asked ? outcome : a.outcome));
	return outcome == OUT_OK;
}

static size_t kind_time(struct reading *r, size_t kind, struct chance *c, size_t count)
{
	static struct figures warm, f;
	size_t bad = 0;

	f = (struct figures){ 0 };
	for (size_t i = 0, tries = 0; i < count && tries < 10 * count; tries++) {
		char room[PATH_ROOM];
		struct buf path = BUF(room);
		struct entry e;
		struct str place;

		if (!article_any(r, c, &e, &place) || !kinds[kind].path(&path, &e, place, i % 3 == 2))
			continue;
		bool menu = r->house->site.gopher_count > 0 && i % 2 == 1;

		bad += !page_time(r, buf_str(&path), menu, i < count / WARM_ONE_IN ? &warm : &f);
		i++;
	}
	figures_print(&f, kinds[kind].name);
	fflush(stdout);
	return bad + (f.count == 0);
}

int main(int argc, char **argv)
{
	struct reading r;
	uint64_t seed, count = COUNT;
	size_t bad = 0;

	if (argc < 3 || argc > 4 || !str_u64(str_of(argv[2]), UINT64_MAX, &seed) ||
		(argc == 4 && !str_u64(str_of(argv[3]), FIGURES_MAX, &count))) {
		fprintf(stderr, "usage: pages CONF SEED [COUNT]\n");
		return 2;
	}
	struct chance c = chance_of(seed, 64, 0);

	reading_open(&r, argv[1]);
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		bad += kind_time(&r, k, &c, count);
	reading_close(&r);
	return bad > 0;
}
