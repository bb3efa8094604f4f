#include "site/name.h"
#include "text/gemtext.h"

#include "../fuzz/flush.h"
#include "proto/wire.h"
#include "unit.h"

#define ID "4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a"
#define ID_CAPITAL "4F3A2B1C0D9E8F7A6B5C4D3E2F1A0B9C8D7E6F5A4B3C2D1E0F9A8B7C6D5E4F3A"

static const char *const kinds[] = { "none", "front", "years", "year", "month", "day", "undated", "new", "digests",
	"digest", "facets", "facet", "more", "today", "random", "search", "feed", "mirror", "id" };

/* All that a name says, as words: "facet 0 =gifhorn y2018 >06-28-4f3a2". */
static struct str described(const struct name *n)
{
	static char room[2048];
	struct buf b = BUF(room);
	buf_add(&b, str_of(kinds[n->kind]));
	if (n->date.year) {
		buf_byte(&b, ' ');
		date_iso(&b, n->date);
	}
	if (n->faceted || n->kind == NAME_FACETS || n->kind == NAME_FACET)
		buf_fmt(&b, " %u", n->facet);
	if (n->slug.n)
		buf_fmt(&b, " =%.*s", STR_ARG(n->slug));
	if (n->year)
		buf_fmt(&b, " y%d", n->year);
	buf_add(&b, n->undated ? STR(" undated") : STR(""));
	buf_add(&b, n->added ? STR(" added") : STR(""));
	if (n->key.n)
		buf_fmt(&b, " >%.*s", STR_ARG(n->key));
	if (n->article.n)
		buf_fmt(&b, " @%.*s", STR_ARG(n->article));
	if (n->page)
		buf_fmt(&b, " p%u", n->page);
	buf_add(&b, n->newest ? STR(" newest") : STR(""));
	return buf_str(&b);
}

static const struct {
	const char *path, *canonical; /* NULL: the path is its own */
	const char *name;
} rows[] = {
	{ "/", NULL, "front" },
	{ "/index.gmi", "/", "front" },
	{ "/years/", NULL, "years" },
	{ "/years", "/years/", "years" },
	{ "/mirror/", NULL, "mirror" },
	{ "/mirror", "/mirror/", "mirror" },
	{ "/mirror/index.gmi", "/mirror/", "mirror" },
	{ "/years/index.gmi", "/years/", "years" },
	/* periods */
	{ "/2018/", NULL, "year 2018" },
	{ "/2018", "/2018/", "year 2018" },
	{ "/2018/06/", NULL, "month 2018-06" },
	{ "/2018/6", "/2018/06/", "month 2018-06" },
	{ "/2018/06/index.gmi", "/2018/06/", "month 2018-06" },
	{ "/2018/06/28/", NULL, "day 2018-06-28" },
	{ "/2018/6/28", "/2018/06/28/", "day 2018-06-28" },
	{ "/2018/6/8/index.gmi", "/2018/06/08/", "day 2018-06-08" },
	{ "/2016/02/29/", NULL, "day 2016-02-29" },
	{ "/0001/01/01/", NULL, "day 0001-01-01" },
	{ "/9999/12/31/", NULL, "day 9999-12-31" },
	{ "/undated/", NULL, "undated" },
	{ "/undated", "/undated/", "undated" },
	{ "/undated/4f3a2/", NULL, "undated >4f3a2" },
	/* what was added */
	{ "/new/", NULL, "new" },
	{ "/new", "/new/", "new" },
	{ "/new/index.gmi", "/new/", "new" },
	{ "/new/2026-11-23/4f3a2/", NULL, "new 2026-11-23 >4f3a2" },
	{ "/new/2026-11-23/4f3a2", "/new/2026-11-23/4f3a2/", "new 2026-11-23 >4f3a2" },
	{ "/digest/", NULL, "digests" },
	{ "/digest/2026/", NULL, "digests 2026" },
	{ "/digest/2026/11-23/", NULL, "digests 2026 >11-23" },
	{ "/digest/2026-11-23/", NULL, "digest 2026-11-23" },
	{ "/digest/2026-11-23", "/digest/2026-11-23/", "digest 2026-11-23" },
	{ "/digest/2026-11-23/4f3a2/", NULL, "digest 2026-11-23 >4f3a2" },
	/* facets */
	{ "/place/", NULL, "facets 0" },
	{ "/section", "/section/", "facets 1" },
	{ "/author/index.gmi", "/author/", "facets 2" },
	{ "/keyword/~gif/", NULL, "facets 3 >gif" },
	{ "/keyword/~gif", "/keyword/~gif/", "facets 3 >gif" },
	{ "/place/gifhorn/", NULL, "facet 0 =gifhorn" },
	{ "/place/gifhorn", "/place/gifhorn/", "facet 0 =gifhorn" },
	{ "/place/gifhorn/index.gmi", "/place/gifhorn/", "facet 0 =gifhorn" },
	{ "/author/m\u00fcller/2018/", NULL, "facet 2 =m\u00fcller y2018" },
	{ "/section/sport/undated", "/section/sport/undated/", "facet 1 =sport undated" },
	{ "/keyword/bad/2018/06-28-4f3a2/", NULL, "facet 3 =bad y2018 >06-28-4f3a2" },
	{ "/keyword/bad/undated/4f3a2/", NULL, "facet 3 =bad undated >4f3a2" },
	{ "/place/2018/", NULL, "facet 0 =2018" },
	{ "/place/undated/", NULL, "facet 0 =undated" },
	{ "/place/\xff\x1b/", NULL, "facet 0 =\xff\x1b" },
	/* about one article, and by chance */
	{ "/more/2018/06/28/x.gmi", NULL, "more @/2018/06/28/x.gmi" },
	{ "/more/x.gmi", NULL, "more @/x.gmi" },
	{ "/more/2018/x.gemini", NULL, "more @/2018/x.gemini" },
	{ "/more/2018/X.GMI", NULL, "more @/2018/X.GMI" },
	{ "/id/" ID, NULL, "id @" ID },
	{ "/id/" ID_CAPITAL, "/id/" ID, "id @" ID },
	{ "/today", NULL, "today" },
	{ "/today.gmi", "/today", "today" },
	{ "/random", NULL, "random" },
	{ "/random.gmi", "/random", "random" },
	/* searches */
	{ "/search", NULL, "search p1" },
	{ "/search/", "/search", "search p1" },
	{ "/search.gmi", "/search", "search p1" },
	{ "/search/index.gmi", "/search", "search p1" },
	{ "/search/1", "/search", "search p1" },
	{ "/search/01", "/search", "search p1" },
	{ "/search/2", NULL, "search p2" },
	{ "/search/2/", "/search/2", "search p2" },
	{ "/search/2.gmi", "/search/2", "search p2" },
	{ "/search/0002", "/search/2", "search p2" },
	{ "/search/1000", NULL, "search p1000" },
	{ "/search/new", NULL, "search p1 newest" },
	{ "/search/new.gmi", "/search/new", "search p1 newest" },
	{ "/search/new/", "/search/new", "search p1 newest" },
	{ "/search/new/2018-06-28-4f3a2", NULL, "search >2018-06-28-4f3a2 p1 newest" },
	{ "/search/new/2018-06-28-4f3a2.gmi", "/search/new/2018-06-28-4f3a2", "search >2018-06-28-4f3a2 p1 newest" },
	/* feeds */
	{ "/feed.xml", NULL, "feed" },
	{ "/feed/new.xml", NULL, "feed added" },
	{ "/feed/2018.xml", NULL, "feed y2018" },
	{ "/feed/undated.xml", NULL, "feed undated" },
	{ "/feed/place/gifhorn.xml", NULL, "feed 0 =gifhorn" },
	{ "/feed/author/x.xml.xml", NULL, "feed 2 =x.xml" },
	{ "/feed/section/sport/2018.xml", NULL, "feed 1 =sport y2018" },
	{ "/feed/keyword/bad/undated.xml", NULL, "feed 3 =bad undated" },
};

/* The same page from the canonical path, and from the name of its file. */
static void again(const char *path, struct str canonical, struct str name)
{
	char room[PATH_ROOM], file_room[PATH_ROOM];
	struct buf second = BUF(room), file = BUF(file_room);
	struct name n;
	CHECK(name_read(flush_str(canonical), &second, &n), "%s: its canonical path is no page", path);
	CHECK_STR(buf_str(&second), canonical);
	CHECK_STR(described(&n), name);
	name_file(canonical, &file);
	CHECK(gem_named(buf_str(&file)) || str_ends(buf_str(&file), STR(".xml")), "%s: a file without an ending", path);
	CHECK(name_read(buf_str(&file), &second, &n), "%s: its file's name is no page", path);
	CHECK_STR(buf_str(&second), canonical);
	CHECK_STR(described(&n), name);
}

static void right(void)
{
	bool seen[sizeof kinds / sizeof *kinds] = { true }; /* none */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[PATH_ROOM], copy[PATH_ROOM];
		struct buf canonical = BUF(room), name = BUF(copy);
		struct name n;
		buf_add(&canonical, STR("what was there"));
		CHECK(name_read(flush_str(str_of(rows[i].path)), &canonical, &n), "%s: no page", rows[i].path);
		CHECK_STR(buf_str(&canonical), str_of(rows[i].canonical ? rows[i].canonical : rows[i].path));
		CHECK_STR(described(&n), str_of(rows[i].name));
		seen[n.kind] = true;
		buf_add(&name, described(&n));
		again(rows[i].path, buf_str(&canonical), buf_str(&name));
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		CHECK(seen[i], "no row for %s", kinds[i]);
}

static void wrong(void)
{
	const struct str paths[] = { STR(""), STR("x"), STR("years/"), STR("//"), STR("/x"), STR("/index.gmi/"),
		/* periods that never were */
		STR("/0000/"), STR("/018/"), STR("/20180/"), STR("/2018/0/"), STR("/2018/00/"), STR("/2018/13/"),
		STR("/2018/006/"), STR("/2018/06/0/"), STR("/2018/06/31/"), STR("/2018/02/29/"), STR("/2018/06/028/"),
		STR("/2018/06/28/x/"), STR("/2018/06/28/x.gmi"), STR("/2018/xx/"), STR("/2018/-6/"), STR("/2018/+6/"),
		STR("/ 2018/"), STR("/2018.gmi"), STR("/201\xc2\xb2/"), STR("/2018\0/"),
		/* more than the page has */
		STR("/years/2018/"), STR("/mirror/HEAD"), STR("/mirror/pack/"), STR("/Mirror/"), STR("/mirror.gmi"),
		STR("/Years/"), STR("/undated/a/b/"), STR("/2018//28/"), STR("/keyword/~g/x/"), STR("/search/old"),
		STR("/new/x/"), STR("/new/2026-11-23/"), STR("/new/2026-11-23/a/b/"), STR("/new/2026-11-31/a/"),
		STR("/new/2026-1-3/a/"), STR("/new/2026-11/a/"), STR("/new/2026-11-23T00/a/"), STR("/digest/26/"),
		STR("/digest/2026/a/b/"), STR("/digest/2026-11-31/"), STR("/digest/2026-11-23/a/b/"), STR("/digest/x/"),
		STR("/place/~/"), STR("/place/~a/2018/"), STR("/place/gifhorn/18/"), STR("/place/gifhorn/x/"),
		STR("/place/gifhorn/2018/a/b/"), STR("/place//gifhorn/"), STR("/places/"), STR("/PLACE/"),
		STR("/place.gmi"),
		/* of nothing */
		STR("/more/"), STR("/more"), STR("/more/.gmi"), STR("/more/x"), STR("/more/2018/06/28/"),
		STR("/more/x.txt"), STR("/more/index.gmi"), STR("/id/"), STR("/id/4f3a"), STR("/id/" ID "/"),
		STR("/id/" ID "0"), STR("/id/" ID "\0"), STR("/id/g" ID),
		STR("/id/4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3g"), STR("/today/"),
		STR("/today/x"), STR("/today.txt"), STR("/today.gmi/"), STR("/random/"), STR("/random.gmi.gmi"),
		STR("/.gmi"), STR("/search/0"), STR("/search/1001"), STR("/search/10000"), STR("/search/-1"),
		STR("/search/2/3"), STR("/search/x"), STR("/search/.gmi"), STR("/search/new/a/b"),
		STR("/search/new/a."), STR("/search/new/.a"), STR("/search/new/a.gmi.gmi"), STR("/searchx"),
		STR("/search/99999999999999999999"), STR("/feed/"), STR("/feed"), STR("/feed/x.xml"), STR("/feed/.xml"),
		STR("/feed/place.xml"), STR("/feed/place/.xml"), STR("/feed/place/gifhorn/.xml"), STR("/feed/new/.xml"),
		STR("/feed/place/gifhorn/x.xml"), STR("/feed/place/gifhorn/2018/x.xml"), STR("/feed/18.xml"),
		STR("/feed/nowhere/gifhorn.xml"), STR("/feed/new.xml/"), STR("/feed.xml/"), STR("/feed/2018.xml.gmi"),
		STR("/feed/new/2018.xml"), STR("/feed.xml.gmi") };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		char room[PATH_ROOM];
		struct buf canonical = BUF(room);
		struct name n;
		bool is_page = name_read(flush_str(paths[i]), &canonical, &n);
		CHECK(!is_page, "\"%.*s\" is %.*s", STR_ARG(paths[i]), STR_ARG(described(&n)));
		CHECK_STR(described(&n), STR("none"));
	}
}

/* A canonical path that does not fit is no page; one that just fits is whole. */
static void lengths(void)
{
	char text[PATH_ROOM + 64] = "/place/", room[PATH_ROOM];
	memset(text + 7, 'x', sizeof text - 7);
	for (size_t n = PATH_ROOM - 40; n < sizeof text; n++) {
		struct buf canonical = BUF(room);
		struct name name;
		bool is_page = name_read(flush_str((struct str){ text, n }), &canonical, &name);
		CHECK(is_page == (n + 1 <= sizeof room), "%zu bytes", n);
		CHECK(!is_page || (canonical.n == n + 1 && name.slug.n == n - 7), "%zu bytes: cut", n);
	}
	struct buf small = { room, 0, 20, false };
	struct name name;
	CHECK(!name_read(STR("/more/2018/06/28/x.gmi"), &small, &name) && name.article.n == 0, "in too little room");
	CHECK(!name_read(STR("/id/" ID), &small, &name) && name.article.n == 0, "in too little room");
	CHECK(name_read(STR("/2018/06/28"), &small, &name), "the room is used again");
}

static void files(void)
{
	static const char *const names[][2] = {
		{ "/", "/index.gmi" },
		{ "/2018/06/", "/2018/06/index.gmi" },
		{ "/place/st.-x/", "/place/st.-x/index.gmi" },
		{ "/today", "/today.gmi" },
		{ "/search/new/2018-06-28-4f3a2", "/search/new/2018-06-28-4f3a2.gmi" },
		{ "/more/2018/06/28/x.gmi", "/more/2018/06/28/x.gmi" },
		{ "/feed/place/gifhorn.xml", "/feed/place/gifhorn.xml" },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char room[64];
		struct buf file = BUF(room);
		name_file(str_of(names[i][0]), &file);
		CHECK_STR(buf_str(&file), str_of(names[i][1]));
	}
}

int main(void)
{
	right();
	wrong();
	lengths();
	files();
	return unit_done("name");
}
