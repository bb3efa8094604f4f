/* browse: what a small archive says to every question of its lists. */
#include "archive/browse.h"

#include "shelf.h"

#include <time.h>

#define BLOCK(more) "\n## Zu diesem Artikel\n" more
#define KENNUNG_A "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718"
#define KENNUNG_B "b1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718"

enum { DAY_S = 86400, NOON = 1700000000 /* 14 November 2023, 23:13 in Berlin */ };

static const struct {
	const char *path, *text;
	int added; /* days after NOON */
} files[] = {
	{ "/1998/11/23/schnee.gmi",
		"# Schnee\n\nEs schneit.\n" BLOCK(
			"* Ort: Wolfsburg\n* Ressort: Lokales\n* Autor: Ida Brandes, Kai Tönnies\n"),
		0 },
	{ "/2007/11/23/uhr.gmi",
		"# Die Uhr geht\n\nEs tickt.\n" BLOCK("* Ort: Gifhorn\n* Stichwörter: Uhr, Bahnhof; Zeit\n"), 0 },
	{ "/2007/11/24/uhr.gmi", "# Die Uhr steht\n" BLOCK("* Ort: gifhorn\n* Kennung: " KENNUNG_A "\n"), 1 },
	{ "/2018/06/28/bad.gmi",
		"# Das Bad\n" BLOCK("* Ort: Wolfsburg\n* Fassung von: " KENNUNG_A "\n* Kennung: " KENNUNG_B "\n"), 1 },
	{ "/2018/06/28/rad.gmi", "# Das Rad\n" BLOCK("* Ort: Meine\n* Fassung von: " KENNUNG_A "\n"), 3 },
	{ "/2018/06/monat.gmi", "# Der Monat\n\nNur der Monat ist bekannt.\n", 3 },
	{ "/2018/jahr.gmi", "# Das Jahr\n\nNur das Jahr ist bekannt.\n", 3 },
	{ "/2018/06/28/index.gmi", "# Von Hand\n", 3 },
	{ "/undated/alt.gmi", "# Alt\n\nNiemand weiß, wann.\n", 3 },
	{ "/about.gmi", "# Über uns\n\nKein Artikel.\n", 3 },
	{ "/2018/06/28/notiz.txt", "Kein Gemtext\n", 3 },
	{ "/2018/06/28/.versteckt.gmi", "# Versteckt\n", 3 },
};

static struct archive *archive;
static struct arena arena;

/* The paths of entries, one behind the other. */
static struct str paths(struct entries e)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < e.count; i++) {
		arena_room(&arena, &out, e.entry[i].path.n + 1);
		buf_add(&out, out.n ? STR(" ") : STR(""));
		buf_add(&out, e.entry[i].path);
	}
	return buf_str(&out);
}

static struct str dates(struct tallies t)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < t.count; i++) {
		arena_room(&arena, &out, 32);
		buf_add(&out, out.n ? STR(" ") : STR(""));
		date_iso(&out, t.tally[i].date);
		buf_fmt(&out, ":%u", (unsigned)t.tally[i].count);
	}
	return buf_str(&out);
}

static struct str names(struct facets f)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < f.count; i++) {
		arena_room(&arena, &out, 64 + f.facet[i].name.n);
		buf_fmt(&out, "%s%.*s:%u", out.n ? " " : "", STR_ARG(f.facet[i].name), (unsigned)f.facet[i].count);
	}
	return buf_str(&out);
}

static struct scope scope_of(enum facet_kind kind, const char *slug)
{
	struct facet f = { 0 };
	CHECK(browse_facet(archive, kind, str_of(slug), &arena, &f), "no %s", slug);
	return (struct scope){ f.id };
}

static const struct scope all = { 0 };

static void sums(void)
{
	struct browse_sum sum;
	browse_sum(archive, &sum);
	CHECK(sum.articles == 8 && sum.undated == 1, "%u, %u", (unsigned)sum.articles, (unsigned)sum.undated);
	CHECK(sum.first.year == 1998 && sum.first.day == 23 && sum.last.year == 2018 && sum.last.day == 28,
		"first and last");
}

static void lists(void)
{
	struct date day = { 2018, 6, 28 }, month = { 2018, 6, 0 }, year = { 2018, 0, 0 };
	struct entries e = browse_newest(archive, all, 1, INT64_MAX, 50, &arena);
	CHECK(e.count == 8 && e.entry[7].date.year == 0, "%zu", e.count);
	for (size_t i = 1; i < e.count; i++)
		CHECK(e.entry[i - 1].id > e.entry[i].id, "not in order");
	CHECK(browse_newest(archive, all, entry_first(day), entry_end(day), 50, &arena).count == 2, "day");
	CHECK(browse_newest(archive, all, entry_first(month), entry_end(month), 50, &arena).count == 3, "month");
	CHECK(browse_newest(archive, all, entry_first(year), entry_end(year), 50, &arena).count == 4, "year");
	CHECK(browse_newest(archive, all, 1, INT64_MAX, 3, &arena).count == 3, "at most three");
	CHECK_STR(paths(browse_oldest(archive, all, entry_first((struct date){ 1, 0, 0 }), INT64_MAX, 2, &arena)),
		STR("/1998/11/23/schnee.gmi /2007/11/23/uhr.gmi"));
	CHECK_STR(paths(browse_newest(archive, all, 1, entry_end((struct date){ 0 }), 9, &arena)),
		STR("/undated/alt.gmi"));
	struct scope gifhorn = scope_of(FACET_PLACE, "gifhorn");
	CHECK_STR(paths(browse_newest(archive, gifhorn, 1, INT64_MAX, 9, &arena)),
		STR("/2007/11/24/uhr.gmi /2007/11/23/uhr.gmi"));
	CHECK_STR(paths(browse_oldest(archive, gifhorn, 1, INT64_MAX, 1, &arena)), STR("/2007/11/23/uhr.gmi"));
	CHECK_STR(dates(browse_years(archive, gifhorn, &arena)), STR("2007:2"));
}

static void periods(void)
{
	struct date d;
	CHECK_STR(dates(browse_years(archive, all, &arena)), STR("2018:4 2007:2 1998:1 :1"));
	CHECK_STR(dates(browse_days(archive, entry_first((struct date){ 2018, 0, 0 }),
			  entry_end((struct date){ 2018, 0, 0 }), &arena)),
		STR("2018:1 2018-06:1 2018-06-28:2"));
	CHECK(browse_nearest(archive, (struct date){ 2007, 11, 24 }, true, &d) && d.day == 23, "before a day");
	CHECK(browse_nearest(archive, (struct date){ 2007, 11, 0 }, true, &d) && d.year == 1998, "before a month");
	CHECK(browse_nearest(archive, (struct date){ 2007, 0, 0 }, false, &d) && d.year == 2018, "after a year");
	CHECK(browse_nearest(archive, (struct date){ 2010, 0, 0 }, false, &d) && d.year == 2018 && d.month == 0,
		"a year after nothing");
	CHECK(browse_nearest(archive, (struct date){ 2010, 5, 0 }, false, &d) && d.month == 6 && d.day == 0,
		"a month after nothing");
	CHECK(browse_nearest(archive, (struct date){ 2010, 5, 5 }, false, &d) && d.month == 6 && d.day == 28,
		"a day after nothing");
	CHECK(!browse_nearest(archive, (struct date){ 2018, 0, 0 }, false, &d) && d.year == 0, "after the last");
	CHECK(!browse_nearest(archive, (struct date){ 1998, 11, 23 }, true, &d), "before the first");
	CHECK_STR(dates(browse_anniversaries(archive, 11, 23, &arena)), STR("2007-11-23:1 1998-11-23:1"));
	CHECK_STR(dates(browse_anniversaries(archive, 2, 29, &arena)), STR(""));
}

static void additions(void)
{
	struct date none = { 0 }, d = { 2023, 11, 15 };
	CHECK_STR(dates(browse_additions(archive, none, none, true, 9, &arena)),
		STR("2023-11-17:4 2023-11-15:2 2023-11-14:2"));
	CHECK_STR(dates(browse_additions(archive, d, none, false, 1, &arena)), STR("2023-11-15:2"));
	CHECK_STR(dates(browse_additions(archive, none, d, true, 9, &arena)), STR("2023-11-14:2"));
	struct entries e = browse_added(archive, none, INT64_MAX, 50, &arena);
	CHECK(e.count == 8 && e.entry[0].added.day == 17 && e.entry[7].added.day == 14, "%zu", e.count);
	CHECK_STR(e.entry[3].path, STR("/undated/alt.gmi"));
	struct entries rest = browse_added(archive, e.entry[4].added, e.entry[4].id, 50, &arena);
	CHECK(rest.count == 3 && rest.entry[0].id == e.entry[5].id, "%zu", rest.count);
	struct entries back = browse_added_after(archive, e.entry[4].added, e.entry[4].id, 2, &arena);
	CHECK(back.count == 2 && back.entry[0].id == e.entry[4].id && back.entry[1].id == e.entry[3].id, "%zu",
		back.count);
}

static void facets(void)
{
	CHECK(browse_facet_count(archive, FACET_PLACE) == 3 && browse_facet_count(archive, FACET_KEYWORD) == 3,
		"counts");
	/* a name in other letters is the same place; the oldest article's spelling counts */
	CHECK_STR(names(browse_facets(archive, FACET_PLACE, STR(""), STR(""), false, 9, &arena)),
		STR("Gifhorn:2 Meine:1 Wolfsburg:2"));
	CHECK_STR(names(browse_facets(archive, FACET_PLACE, STR("h"), STR(""), false, 9, &arena)),
		STR("Meine:1 Wolfsburg:2"));
	CHECK_STR(names(browse_facets(archive, FACET_PLACE, STR(""), STR("m"), false, 9, &arena)), STR("Gifhorn:2"));
	CHECK_STR(names(browse_facets(archive, FACET_PLACE, STR(""), STR("w"), true, 1, &arena)), STR("Meine:1"));
	CHECK_STR(names(browse_largest(archive, FACET_PLACE, 2, &arena)), STR("Gifhorn:2 Wolfsburg:2"));
	CHECK_STR(names(browse_letters(archive, FACET_KEYWORD, &arena)), STR("b:1 u:1 z:1"));
	CHECK_STR(names(browse_facets(archive, FACET_AUTHOR, STR(""), STR(""), false, 9, &arena)),
		STR("Ida Brandes:1 Kai Tönnies:1"));
	struct entry e;
	CHECK(browse_entry(archive, STR("/1998/11/23/schnee.gmi"), &arena, &e), "no snow");
	CHECK_STR(names(browse_facets_of(archive, e.id, &arena)),
		STR("Wolfsburg:2 Lokales:1 Ida Brandes:1 Kai Tönnies:1"));
}

static void articles(void)
{
	struct entry e, other;
	CHECK(browse_entry(archive, STR("/2018/06/28/bad.gmi"), &arena, &e), "no article");
	CHECK_STR(e.title, STR("Das Bad"));
	CHECK_STR(e.place, STR("Wolfsburg"));
	CHECK(e.date.day == 28 && e.added.day == 15 && e.size > 0 && e.identifier == 0xb1b2c3d4e5f60718u, "its facts");
	CHECK(!browse_entry(archive, STR("/about.gmi"), &arena, &other), "a page that is no article");
	CHECK(!browse_entry(archive, STR("/2018/06/28/index.gmi"), &arena, &other), "an index");
	CHECK(!browse_entry(archive, STR("/2018/06/28/notiz.txt"), &arena, &other), "a text");
	CHECK(!browse_entry(archive, STR("/2018/06/28/.versteckt.gmi"), &arena, &other), "hidden");
	CHECK(!browse_entry(archive, STR(""), &arena, &other), "no path");
	CHECK_STR(paths(browse_versions(archive, &e, &arena)), STR("/2007/11/24/uhr.gmi /2018/06/28/rad.gmi"));
	CHECK(browse_identified(archive, STR(KENNUNG_A), &arena, &other), "no Kennung");
	CHECK_STR(other.path, STR("/2007/11/24/uhr.gmi"));
	CHECK(browse_versions(archive, &other, &arena).count == 2, "versions of the first");
	CHECK(!browse_identified(archive, STR("f1b2"), &arena, &other), "half a Kennung");
	unsigned seen = 0;
	for (uint64_t i = 0; i < 64; i++) {
		CHECK(browse_random(archive, i * 0x9e3779b97f4a7c15u, &arena, &other), "nothing by chance");
		seen |= 1u << (other.id % 31);
	}
	CHECK(__builtin_popcount(seen) > 3, "always the same");
}

/* keys */
static void keys(void)
{
	static const struct {
		const char *key;
		int year;
		bool good;
	} rows[] = {
		{ "2018-06-28-4f3a2", 0, true },
		{ "06-28-4f3a2", 2018, true },
		{ "2018-00-00-00001", 0, true },
		{ "0-5a", 0, true },
		{ "0-0", 0, false },
		{ "0-", 0, false },
		{ "0-fffffffffffffffffff", 0, false },
		{ "2018-06-28", 0, false },
		{ "2018-06-28-4f3a", 0, false },
		{ "2018-06-28-4F3A2", 0, false },
		{ "2018-06-31-4f3a2", 0, false },
		{ "2018-00-12-4f3a2", 0, false },
		{ "0000-06-28-4f3a2", 0, false },
		{ "06-28-4f3a2", 0, false },
		{ "", 0, false },
		{ "-", 0, false },
		{ "----", 0, false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t id;
		char space[64];
		struct buf again = BUF(space);
		bool good = entry_of_key(str_of(rows[i].key), rows[i].year, &id);
		CHECK(good == rows[i].good, "%s", rows[i].key);
		if (!good)
			continue;
		entry_key(&again, id, rows[i].year == 0);
		CHECK_STR(buf_str(&again), str_of(rows[i].key));
	}
}

/* Every name is a facet, and names that differ in more than letters' case are different ones. */
static void named(void)
{
	static const struct {
		const char *name, *slug;
	} rows[] = {
		{ "C", "c" },
		{ "C++", "c-plus-plus" },
		{ "C#", "c-sharp" },
		{ "Kultur+", "kultur-plus" },
		{ "Pegel #3", "pegel-3" },
		{ "+ Kultur", "kultur" },
		{ "???", "x3f3f3f" },
		{ "🦊", "xf09fa68a" },
		{ "..", "x2e2e" },
		{ "#", "x23" },
		{ "ירושלים", "ירושלים" },
	};
	char space[4096];
	struct buf text = BUF(space);
	buf_add(&text, STR("# Vieles\n" BLOCK("* Stichwörter: ")));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		buf_fmt(&text, "%s; ", rows[i].name);
	shelf_open();
	shelf_put("/2018/06/28/vieles.gmi", buf_z(&text), NOON);
	shelf_build();
	archive = archive_new(shelf_index);
	CHECK(archive_begin(archive, 0) == ARCHIVE_GOOD, "no index");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct facet f = { 0 };
		CHECK(browse_facet(archive, FACET_KEYWORD, str_of(rows[i].slug), &arena, &f), "no %s", rows[i].slug);
		CHECK(str_eq(f.name, str_of(rows[i].name)), "%s is %.*s", rows[i].name, STR_ARG(f.name));
	}
	CHECK(archive_end(archive) == ARCHIVE_GOOD, "trouble");
	archive_close(archive);
	shelf_close();
}

/* Which files are articles. */
static void which(void)
{
	static const struct {
		const char *path, *text;
		bool article;
	} rows[] = {
		{ "/1996/05/05/datiert.gmi", "# Datiert\n", true },
		{ "/1996/05/05/endung.gemini", "# Die Endung ist lang\n", true },
		{ "/1996/05/05/GROSS.GMI", "# Die Endung ist groß\n", true },
		{ "/texte/lose.gmi", "# Lose\n\nOhne alles.\n", true },
		{ "/2014/02/30/nie.gmi", "# Nie\n\nDiesen Tag gab es nicht.\n", true },
		{ "/datiert.gmi", "# Datiert\n" BLOCK("* Datum: 2018-06-28\n"), true },
		{ "/ort.gmi", "# Mit Ort\n" BLOCK("* Ort: Meine\n"), true },
		{ "/impressum.gmi", "# Impressum\n", false },
		{ "/english.gmi", "# In English\n" BLOCK("* Language: en\n"), false },
		{ "/1996/05/05/INDEX.GMI", "# Von Hand\n", false },
		{ "/1996/05/05/index.gemini", "# Von Hand\n", false },
		{ "/1996/05/05/gmi", "Kein Name\n", false },
		{ "/1996/05/05/.gmi", "# Versteckt\n", false },
		{ "/more/1996/05/05/datiert.gmi", "# Davor, danach, verwandt\n", false },
	};
	shelf_open();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		shelf_put(rows[i].path, rows[i].text, NOON);
	shelf_build();
	archive = archive_new(shelf_index);
	CHECK(archive_begin(archive, 0) == ARCHIVE_GOOD, "no index");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct entry e;
		CHECK(browse_entry(archive, str_of(rows[i].path), &arena, &e) == rows[i].article, "%s", rows[i].path);
	}
	struct browse_sum sum;
	browse_sum(archive, &sum);
	CHECK(sum.articles == 7 && sum.undated == 3, "%u, %u", (unsigned)sum.articles, (unsigned)sum.undated);
	CHECK(archive_end(archive) == ARCHIVE_GOOD, "trouble");
	archive_close(archive);
	shelf_close();
}

int main(void)
{
	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	shelf_open();
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		shelf_put(files[i].path, files[i].text, NOON + (time_t)files[i].added * DAY_S);
	archive = archive_new(shelf_index);
	CHECK(archive_begin(archive, 0) == ARCHIVE_NONE, "an index before there is one");
	shelf_build();
	CHECK(archive_begin(archive, 0) == ARCHIVE_GOOD, "no index");
	sums();
	lists();
	periods();
	additions();
	facets();
	articles();
	keys();
	CHECK(archive_end(archive) == ARCHIVE_GOOD, "trouble");
	archive_close(archive);
	shelf_close();
	which();
	named();
	arena_free(&arena);
	return unit_done("browse");
}
