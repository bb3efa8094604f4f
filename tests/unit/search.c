/* search: what a small archive finds, in both orders, and what it offers. */
#include "archive/search.h"

#include "shelf.h"

#define BLOCK(more) "\n## Zu diesem Artikel\n" more

enum { MORE = 2105 /* articles with one word, more than are counted */ };

static const struct {
	const char *path, *text;
} files[] = {
	{ "/2001/05/01/bad.gmi", "# Das Freibad öffnet\n\nViele Gäste kamen.\n" BLOCK("* Ort: Gifhorn\n") },
	{ "/2002/05/01/kiosk.gmi", "# Der Freibadkiosk\n\nEs gibt Eis.\n" BLOCK("* Ort: Meine\n") },
	{ "/2003/05/01/wellen.gmi", "# Wellen\n\nDas Wellenfreibad bleibt.\n" BLOCK("* Ort: Gifhorn\n") },
	{ "/2003/05/02/wiese.gmi", "# Wiesengrün\n\nDie grüne Wiese, die Grünfläche, der Gruenkohl.\n" BLOCK(
					   "* Ort: Groß Schwülper\n* Autor: Heike Müller\n") },
	{ "/2003/05/03/heft.gmi", "# Das neue Blatt\n\nFrauen sind aktuell und schauen genau.\n" BLOCK(
					  "* Ort: Gross Schwuelper\n* Autor: Heike Mueller\n") },
	{ "/2003/05/04/haeuser.gmi", "# Alte Häuser\n\nDas Hochhaus an der Mühlenstraße, die Häuserzeile.\n" },
	{ "/2003/05/05/hauser.gmi", "# Besuch\n\nKaspar Hauser an der Mühlenstraße.\n" },
	{ "/undated/alt.gmi", "# Alt\n\nEin altes Freibad.\n" },
};

static struct archive *archive;
static struct arena arena;

static void ask(const char *typed, struct query *q)
{
	query_read(str_of(typed), shelf_languages, 1, &arena, q);
}

/* The hits of all pages of the newest, their ids in descending order. */
static uint64_t walk_newest(const struct query *q)
{
	struct search_result r;
	uint64_t count = 0;
	int64_t before = INT64_MAX;
	do {
		search_newest(archive, q, before, &arena, &r);
		for (size_t i = 0; i < r.hits.count; i++) {
			CHECK(r.hits.entry[i].id < before, "not in order");
			before = r.hits.entry[i].id;
		}
		count += r.hits.count;
	} while (r.more && r.hits.count);
	return count;
}

static const struct {
	const char *typed;
	uint64_t hits; /* in both orders */
} rows[] = {
	{ "Freibad", 4 },
	{ "Freibad ort:Gifhorn", 2 },
	{ "Freibad von:2002", 2 },
	{ "Freibad bis:2003", 3 },
	{ "Freibad bis:1990", 0 },
	{ "bis:1990", 0 },
	{ "to:2001-05-01 von:2001", 1 },
	{ "bis:2001 -viel", 0 },
	{ "bis:2002 -viel", 1 },
	{ "viel", MORE + 1 },
	{ "viel ort:Gifhorn", 1 },
	/* umlauts in every spelling */
	{ "grün", 1 },
	{ "gruen", 1 },
	{ "grun", 1 },
	{ "titel:grün", 1 },
	{ "titel:gruen", 1 },
	{ "titel:grun", 1 },
	{ "gruenflaeche", 1 },
	{ "\"grünkohl\"", 1 },
	{ "\"gruenkohl\"", 1 },
	{ "grünk*", 1 },
	{ "gruenk*", 1 },
	{ "müh*", 2 },
	{ "mueh*", 2 },
	{ "muh*", 2 },
	{ "ort:\"Groß Schwülper\"", 2 },
	{ "ort:\"gross schwuelper\"", 2 },
	{ "ort:\"gross schwulper\"", 1 },
	{ "ort:gross-schwülper", 2 },
	{ "ort:gross-schwuelper", 2 },
	{ "ort:schwuelper", 2 },
	{ "autor:heike-müller", 2 },
	{ "autor:heike-mueller", 2 },
	{ "autor:\"Heike Muller\"", 1 },
	{ "Heike -\"heike mueller\"", 0 },
	{ "Häuser", 2 },
	{ "Haeuser", 2 },
	{ "hauser", 2 },
	{ "\"Häuser\"", 1 },
	{ "\"Haeuser\"", 1 },
	{ "\"Hauser\"", 1 },
	{ "alte-häuser", 1 },
	{ "alte-haeuser", 1 },
	/* beginnings of words, of one letter too */
	{ "F*", 4 },
	{ "fr*", 4 },
	{ "fre*", 3 },
	{ "h*", MORE + 4 },
	{ "h* Freibad", 0 },
	{ "ö* Freibad", 1 },
	{ "z*", 0 },
	{ "neue", 1 },
	{ "neue*", 1 },
	{ "\"das neue Blatt\"", 1 },
	{ "Frauen", 1 },
	{ "aktuell", 1 },
	{ "\"schauen genau\"", 1 },
	{ "nirgends", 0 },
	{ "", 0 },
};

static void both_orders(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct query q;
		struct search_result ranked, newest;
		uint64_t counted = rows[i].hits < SEARCH_RANKED ? rows[i].hits : SEARCH_RANKED;
		bool many = false;
		ask(rows[i].typed, &q);
		search_ranked(archive, &q, 1, &arena, &ranked);
		search_newest(archive, &q, INT64_MAX, &arena, &newest);
		CHECK(ranked.total == counted && ranked.many == (rows[i].hits > counted), "%s: %u hits, want %u",
			rows[i].typed, (unsigned)ranked.total, (unsigned)counted);
		CHECK(newest.total == counted && newest.many == ranked.many, "%s: %u newest, want %u", rows[i].typed,
			(unsigned)newest.total, (unsigned)counted);
		CHECK(search_count(archive, &q, SEARCH_RANKED, &arena, &many) == counted && many == ranked.many,
			"%s: counted otherwise", rows[i].typed);
		uint64_t walked = walk_newest(&q);
		CHECK(walked == rows[i].hits, "%s: %u on all pages, want %u", rows[i].typed, (unsigned)walked,
			(unsigned)rows[i].hits);
		arena_reset(&arena);
	}
}

static const struct {
	const char *typed, *want; /* "words=hits", of one offer, where words are the query with something replaced */
} offer_rows[] = {
	{ "Freibat", "Freibad -> Freibad=4" },
	{ "Freibat ort:Gifhorn", "Freibad -> Freibad ort:Gifhorn=2" },
	{ "Freibad xyzzy", "Freibad -> Freibad=4" },
	{ "xyzzy Freibad", "Freibad -> Freibad=4" },
	{ "ort:xyzzy Freibad", "Freibad -> Freibad=4" },
	{ "xyzzy* ort:Gifhorn", "ort:Gifhorn -> ort:Gifhorn=2" },
	{ "xyzzy qwertz Freibad", "Freibad -> Freibad=4" },
	{ "xyzzy, Freibad bis:2002 von:2002-05", "Freibad bis:2002 von:2002-05 -> Freibad bis:2002 von:2002-05=1" },
	{ "ort:Gifhon Freibat", "ort:Gifhorn Freibad -> ort:Gifhorn Freibad=2" },
	{ "autor:Mueler", "Müller -> autor:Müller=2" },
	{ "autor:Muler", "Müller -> autor:Müller=2" },
	{ "autor:\"Heike Mueler\"", "Heike Müller -> autor:\"Heike Müller\"=2" },
	{ "ort:\"Groß Schwülpr\"", "Groß Schwülper -> ort:\"Groß Schwülper\"=2" },
	{ "ort:gross-schwuelpr", "gross-schwülper -> ort:\"gross-schwülper\"=2" },
	{ "viel xyzzy", "viel -> viel=2000+" },
};

static struct str described(const struct offer *offer, size_t count)
{
	struct buf all = { arena_take(&arena, 4096, 1), 0, 4096, false };
	for (size_t i = 0; i < count; i++)
		buf_fmt(&all, "%s%.*s -> %.*s=%u%s", i ? "; " : "", STR_ARG(offer[i].words), STR_ARG(offer[i].query),
			(unsigned)offer[i].hits, offer[i].many ? "+" : "");
	return buf_str(&all);
}

/* What is offered leads to a page with so many hits, and can be read. */
static void offer_holds(const struct offer *offer)
{
	struct query q;
	struct search_result r;
	query_read(offer->query, shelf_languages, 1, &arena, &q);
	search_ranked(archive, &q, 1, &arena, &r);
	CHECK(r.total > 0 && r.total == offer->hits && r.many == offer->many, "%.*s: %u hits, %u offered",
		STR_ARG(offer->query), (unsigned)r.total, (unsigned)offer->hits);
	CHECK(!q.is_date && str_find(offer->query, STR("\"\"")) == offer->query.n, "%.*s", STR_ARG(offer->query));
	CHECK(str_find(offer->words, STR("\"\"")) == offer->words.n, "%.*s", STR_ARG(offer->words));
}

static void offers(void)
{
	for (size_t i = 0; i < sizeof offer_rows / sizeof *offer_rows; i++) {
		struct query q;
		struct offer offer[OFFERS_MAX];
		ask(offer_rows[i].typed, &q);
		size_t count = search_offers(archive, &q, &arena, offer);
		struct str got = described(offer, count);
		CHECK(str_find(got, str_of(offer_rows[i].want)) < got.n, "%s: %.*s, want %s", offer_rows[i].typed,
			STR_ARG(got), offer_rows[i].want);
		for (size_t k = 0; k < count; k++)
			offer_holds(&offer[k]);
		arena_reset(&arena);
	}
	struct query q;
	struct offer offer[OFFERS_MAX];
	ask("xyzzy 2018", &q);
	CHECK(search_offers(archive, &q, &arena, offer) == 0, "a date is a page of its own");
}

/* Other forms of what was typed, each once. */
static void also(void)
{
	static const struct {
		const char *typed, *want;
	} also_rows[] = {
		{ "Haus", "Hauser Häuser" },
		{ "Haus haus", "Hauser Häuser" },
		{ "Häuser Haus", "Hauser" },
		{ "gruene", "grüne" },
		{ "titel:Haus", "" },
		{ "\"Haus\"", "" },
	};
	for (size_t i = 0; i < sizeof also_rows / sizeof *also_rows; i++) {
		struct query q;
		struct search_result r;
		char room[256];
		struct buf all = BUF(room);
		ask(also_rows[i].typed, &q);
		search_ranked(archive, &q, 1, &arena, &r);
		for (size_t k = 0; k < r.also_count; k++)
			buf_fmt(&all, "%s%.*s", k ? " " : "", STR_ARG(r.also[k]));
		CHECK_STR(buf_str(&all), str_of(also_rows[i].want));
		arena_reset(&arena);
	}
}

/* A text of so many sentences, the last of which has a word that is nowhere else. */
#define TEXT "Ein Satz mit Worten steht hier, und noch einer folgt ihm sofort nach."
static struct str long_text(size_t sentences)
{
	static const char line[] = TEXT "\n";
	struct buf text = { 0 };
	arena_room(&arena, &text, sentences * sizeof line + 100);
	buf_add(&text, STR("# Lang\n\n"));
	for (size_t i = 1; i < sentences; i++)
		buf_add(&text, str_of(line));
	buf_add(&text, STR("Am Ende steht das Freibad im Satz.\n"));
	return buf_str(&text);
}

/* The sentence with the hit, wherever it stands; without one the beginning. */
static void snippets(void)
{
	static const size_t sentences[] = { 1, 10, 399, 400, 401, 402, 5000 };
	struct query q;
	struct search_result r;
	struct str want = STR("Am Ende steht das Freibad im Satz.");
	ask("Freibad", &q);
	search_ranked(archive, &q, 1, &arena, &r);
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		CHECK_STR(search_snippet(&r, long_text(sentences[i]), STR("de"), 200, &arena), want);
	struct str twice = arena_fmt(&arena, "%.*sZwei Freibäder: das Freibad.\n", STR_ARG(long_text(500)));
	CHECK_STR(search_snippet(&r, twice, STR("de"), 200, &arena), want);
	CHECK_STR(search_snippet(&r, STR("# Kurz\n\nEin Satz.\n\n" TEXT "\n"), STR("de"), 200, &arena), STR(TEXT));
	CHECK_STR(search_snippet(&r, STR("# Leer\n"), STR("de"), 200, &arena), STR(""));
	arena_reset(&arena);
}

static void fill(void)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		shelf_put(files[i].path, files[i].text, 0);
	for (int i = 0; i < MORE; i++) {
		char path[64];
		snprintf(path, sizeof path, "/1999/%02d/%02d/%d.gmi", i % 12 + 1, i % 28 + 1, i);
		shelf_put(path, "# Meldung\n\nHeute war viel Regen.\n", 0);
	}
}

int main(void)
{
	shelf_open();
	fill();
	if (shelf_build()) {
		archive = archive_new(shelf_index);
		CHECK(archive && archive_begin(archive, 0) == ARCHIVE_GOOD, "no index");
		both_orders();
		offers();
		also();
		snippets();
		CHECK(archive_end(archive) == ARCHIVE_GOOD, "trouble");
		archive_close(archive);
	}
	arena_free(&arena);
	shelf_close();
	return unit_done("search");
}
