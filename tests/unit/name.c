/* name: which paths name the pages that nobody wrote, and what these are called themselves. */
#include "site/name.h"

#include "unit.h"

#include "proto/wire.h"

static const struct {
	const char *path, *canonical; /* NULL: names nothing */
	enum name_kind kind;
	const char *file;
} rows[] = {
	{ "/", "/", NAME_FRONT, "/index.gmi" },
	{ "/index.gmi", "/", NAME_FRONT, "/index.gmi" },
	{ "/years/", "/years/", NAME_YEARS, "/years/index.gmi" },
	{ "/years", "/years/", NAME_YEARS, "/years/index.gmi" },
	{ "/years/x", NULL, NAME_NONE, NULL },
	{ "/2018/", "/2018/", NAME_YEAR, "/2018/index.gmi" },
	{ "/2018", "/2018/", NAME_YEAR, "/2018/index.gmi" },
	{ "/2018/index.gmi", "/2018/", NAME_YEAR, "/2018/index.gmi" },
	{ "/0000/", NULL, NAME_NONE, NULL },
	{ "/218/", NULL, NAME_NONE, NULL },
	{ "/20180/", NULL, NAME_NONE, NULL },
	{ "/2018/6", "/2018/06/", NAME_MONTH, "/2018/06/index.gmi" },
	{ "/2018/06/", "/2018/06/", NAME_MONTH, "/2018/06/index.gmi" },
	{ "/2018/13/", NULL, NAME_NONE, NULL },
	{ "/2018/00/", NULL, NAME_NONE, NULL },
	{ "/2018/006/", NULL, NAME_NONE, NULL },
	{ "/2018/6/8/", "/2018/06/08/", NAME_DAY, "/2018/06/08/index.gmi" },
	{ "/2018/02/29/", NULL, NAME_NONE, NULL },
	{ "/2016/02/29/", "/2016/02/29/", NAME_DAY, "/2016/02/29/index.gmi" },
	{ "/2018/06/28/x", NULL, NAME_NONE, NULL },
	{ "/2018//28/", NULL, NAME_NONE, NULL },
	{ "/undated/", "/undated/", NAME_UNDATED, "/undated/index.gmi" },
	{ "/undated/0-5a/", "/undated/0-5a/", NAME_UNDATED, "/undated/0-5a/index.gmi" },
	{ "/undated/0-5a/x/", NULL, NAME_NONE, NULL },
	{ "/new/", "/new/", NAME_NEW, "/new/index.gmi" },
	{ "/new/2026-11-23/2018-06-28-4f3a2/", "/new/2026-11-23/2018-06-28-4f3a2/", NAME_NEW, NULL },
	{ "/new/2026-11-23/", NULL, NAME_NONE, NULL },
	{ "/new/2026-11-31/x/", NULL, NAME_NONE, NULL },
	{ "/digest/", "/digest/", NAME_DIGESTS, NULL },
	{ "/digest/2026/", "/digest/2026/", NAME_DIGESTS, NULL },
	{ "/digest/2026/11-23/", "/digest/2026/11-23/", NAME_DIGESTS, NULL },
	{ "/digest/2026-11-23", "/digest/2026-11-23/", NAME_DIGEST, NULL },
	{ "/digest/x/", NULL, NAME_NONE, NULL },
	{ "/place/", "/place/", NAME_FACETS, "/place/index.gmi" },
	{ "/keyword/~g/", "/keyword/~g/", NAME_FACETS, NULL },
	{ "/keyword/~/", NULL, NAME_NONE, NULL },
	{ "/keyword/~g/x/", NULL, NAME_NONE, NULL },
	{ "/section/kultur", "/section/kultur/", NAME_FACET, NULL },
	{ "/author/ida-brandes/2018/", "/author/ida-brandes/2018/", NAME_FACET, NULL },
	{ "/author/ida-brandes/undated/", "/author/ida-brandes/undated/", NAME_FACET, NULL },
	{ "/place/gifhorn/2018/06-28-4f3a2/", "/place/gifhorn/2018/06-28-4f3a2/", NAME_FACET, NULL },
	{ "/place/gifhorn/zwei/", NULL, NAME_NONE, NULL },
	{ "/places/", NULL, NAME_NONE, NULL },
	{ "/more/2018/06/28/slug.gmi", "/more/2018/06/28/slug.gmi", NAME_MORE, "/more/2018/06/28/slug.gmi" },
	{ "/more/2018/06/28/slug", NULL, NAME_NONE, NULL },
	{ "/more/.gmi", NULL, NAME_NONE, NULL },
	{ "/more/", NULL, NAME_NONE, NULL },
	{ "/today", "/today", NAME_TODAY, "/today.gmi" },
	{ "/today.gmi", "/today", NAME_TODAY, "/today.gmi" },
	{ "/today/", NULL, NAME_NONE, NULL },
	{ "/random", "/random", NAME_RANDOM, "/random.gmi" },
	{ "/search", "/search", NAME_SEARCH, "/search.gmi" },
	{ "/search/1", "/search", NAME_SEARCH, NULL },
	{ "/search/2", "/search/2", NAME_SEARCH, NULL },
	{ "/search/0", NULL, NAME_NONE, NULL },
	{ "/search/9999", NULL, NAME_NONE, NULL },
	{ "/search/new", "/search/new", NAME_SEARCH, NULL },
	{ "/search/new/2018-06-28-4f3a2", "/search/new/2018-06-28-4f3a2", NAME_SEARCH, NULL },
	{ "/search/old", NULL, NAME_NONE, NULL },
	{ "/feed.xml", "/feed.xml", NAME_FEED, "/feed.xml" },
	{ "/feed/new.xml", "/feed/new.xml", NAME_FEED, NULL },
	{ "/feed/2018.xml", "/feed/2018.xml", NAME_FEED, NULL },
	{ "/feed/place/gifhorn.xml", "/feed/place/gifhorn.xml", NAME_FEED, "/feed/place/gifhorn.xml" },
	{ "/feed/place/gifhorn/undated.xml", "/feed/place/gifhorn/undated.xml", NAME_FEED, NULL },
	{ "/feed/place/gifhorn/2018/x.xml", NULL, NAME_NONE, NULL },
	{ "/feed/village/gifhorn.xml", NULL, NAME_NONE, NULL },
	{ "/feed/.xml", NULL, NAME_NONE, NULL },
	{ "/feed/", NULL, NAME_NONE, NULL },
	{ "/id/DD25A11CB617E6D6DD25A11CB617E6D6DD25A11CB617E6D6DD25A11CB617E6D6",
		"/id/dd25a11cb617e6d6dd25a11cb617e6d6dd25a11cb617e6d6dd25a11cb617e6d6", NAME_ID, NULL },
	{ "/id/dd25", NULL, NAME_NONE, NULL },
	{ "/about.gmi", NULL, NAME_NONE, NULL },
	{ "//", NULL, NAME_NONE, NULL },
	{ "", NULL, NAME_NONE, NULL },
	{ "place/", NULL, NAME_NONE, NULL },
};

static void parts(void)
{
	char space[PATH_ROOM];
	struct buf canonical = BUF(space);
	struct name n;
	CHECK(name_read(STR("/place/gifhorn/2018/06-28-4f3a2/"), &canonical, &n) && n.facet == 0 && n.year == 2018,
		"facet");
	CHECK_STR(n.slug, STR("gifhorn"));
	CHECK_STR(n.key, STR("06-28-4f3a2"));
	CHECK(name_read(STR("/feed/author/ida/undated.xml"), &canonical, &n) && n.faceted && n.facet == 2 && n.undated,
		"feed");
	CHECK_STR(n.slug, STR("ida"));
	CHECK(name_read(STR("/more/2018/x.gmi"), &canonical, &n), "more");
	CHECK_STR(n.article, STR("/2018/x.gmi"));
	CHECK(name_read(STR("/search/new/k"), &canonical, &n) && n.newest && n.page == 1, "search");
	CHECK(name_read(STR("/search/17"), &canonical, &n) && !n.newest && n.page == 17, "search");
	CHECK(name_read(STR("/digest/2026/11-23/"), &canonical, &n) && n.date.year == 2026 && n.date.day == 0,
		"digests");
}

/* A name's own path names the same, and a path that does not fit names nothing. */
static void canonical_is_canonical(struct str path, enum name_kind kind)
{
	char space[PATH_ROOM], small_room[8];
	struct buf again = BUF(space), small = BUF(small_room);
	struct name n;
	CHECK(name_read(path, &again, &n) && n.kind == kind, "%.*s", STR_ARG(path));
	CHECK_STR(buf_str(&again), path);
	if (path.n > sizeof small_room)
		CHECK(!name_read(path, &small, &n) && n.kind == NAME_NONE, "%.*s does not fit", STR_ARG(path));
}

int main(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char space[PATH_ROOM], other[PATH_ROOM + 16];
		struct buf canonical = BUF(space), file = BUF(other);
		struct name n;
		bool named = name_read(str_of(rows[i].path), &canonical, &n);
		CHECK(named == (rows[i].canonical != NULL) && n.kind == rows[i].kind, "%s: %d", rows[i].path,
			(int)n.kind);
		if (!named || !rows[i].canonical)
			continue;
		CHECK_STR(buf_str(&canonical), str_of(rows[i].canonical));
		name_file(buf_str(&canonical), &file);
		if (rows[i].file)
			CHECK_STR(buf_str(&file), str_of(rows[i].file));
		canonical_is_canonical(str_of(rows[i].canonical), rows[i].kind);
	}
	parts();
	return unit_done("name");
}
