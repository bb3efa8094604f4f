/* pages: all that is made of an archive, as it must read: in German and in English, as gemtext and as Gopher menus.
 * GOLDEN=write writes tests/golden/pages anew. */
#include "edition.h"

enum { PAGE_ROOM = 1 << 20, SEEN_MAX = 512, PAGES_MAX = 100 };

/* Known to the index that it was withdrawn; and later. */
static const struct story secret = { "/2018/06/28/weg.gmi", "Zurückgezogenes Geheimnis", "Meine", "Geheim", "Nie Mand",
	"Geheimnis", "Dieses Geheimnis mit dem Storch steht nirgends.", "", 3 };
static const char late_path[] = "/2018/06/27/storch-im-loeschteich.gmi", late_title[] = "rettet Storch";

static char page_room[PAGE_ROOM];

static enum outcome make(unsigned capsule, const char *path, const char *query, enum page_view view, struct str *out)
{
	static char meta_room[ANSWER_META_ROOM];
	struct buf meta = BUF(meta_room), page = BUF(page_room);
	enum outcome outcome = edition_page(capsule, path, query, view, &meta, &page);
	*out = outcome == OUT_ELSEWHERE ? buf_str(&meta) : buf_str(&page);
	return outcome;
}

/* Where a link leads. */
struct way {
	char path[PATH_ROOM], query[SITE_QUERY_ROOM];
};

/* The first link whose label begins like that word of the capsule's language, up to what it has a {place} for. */
static bool way_by(struct str page, enum word word, struct way *out)
{
	struct str label = edition_languages[0]->word[word];
	for (size_t i = 0; i < edition.language_count; i++)
		if (str_eq(edition_languages[i]->language, STR("de")))
			label = edition_languages[i]->word[word];
	label = str_sub(label, 0, str_index(label, '{'));
	while (page.n) {
		struct str line = str_cut(&page, '\n');
		if (!str_starts(line, STR("=> ")))
			continue;
		line = str_sub(line, 3, line.n);
		struct str url = str_cut(&line, ' '), path = str_cut(&url, '?');
		struct buf to = BUF(out->path), query = BUF(out->query);
		if (!str_starts(line, label))
			continue;
		CHECK(uri_decode(path, &to) && uri_decode(url, &query), "%.*s", STR_ARG(path));
		buf_z(&to);
		buf_z(&query);
		return true;
	}
	return false;
}

/* ---- golden ---- */

#define NO_WORD WORD_COUNT

/* follow: the page behind the link with that label */
static const struct {
	const char *name, *path, *query;
	enum word follow;
} golden[] = {
	{ "front", "/", "", NO_WORD },
	{ "years", "/years/", "", NO_WORD },
	{ "year", "/2018/", "", NO_WORD },
	{ "year-only", "/1999/", "", NO_WORD },
	{ "month", "/2018/06/", "", NO_WORD },
	{ "month-long", "/2011/09/", "", NO_WORD },
	{ "month-only", "/2005/07/", "", NO_WORD },
	{ "month-empty", "/2000/05/", "", NO_WORD },
	{ "day", "/2018/06/28/", "", NO_WORD },
	{ "day-long", "/2011/09/12/", "", NO_WORD },
	{ "day-hostile", "/2009/04/01/", "", NO_WORD },
	{ "day-empty", "/2005/07/10/", "", NO_WORD },
	{ "undated", "/undated/", "", NO_WORD },
	{ "undated-2", "/undated/", "", WORD_NEXT },
	{ "new", "/new/", "", NO_WORD },
	{ "new-2", "/new/", "", WORD_NEXT },
	{ "digests", "/digest/", "", NO_WORD },
	{ "digests-2", "/digest/", "", WORD_BEFORE },
	{ "digest", "/digest/2026-11-20/", "", NO_WORD },
	{ "digest-2", "/digest/2026-09-24/", "", WORD_NEXT },
	{ "places", "/place/", "", NO_WORD },
	{ "places-letter", "/place/~w/", "", NO_WORD },
	{ "sections", "/section/", "", NO_WORD },
	{ "authors", "/author/", "", NO_WORD },
	{ "keywords", "/keyword/", "", NO_WORD },
	{ "keywords-letter", "/keyword/~m/", "", NO_WORD },
	{ "keywords-letter-2", "/keyword/~m/", "", WORD_FURTHER },
	{ "place", "/place/wolfsburg/", "", NO_WORD },
	{ "place-long", "/place/gifhorn/", "", NO_WORD },
	{ "place-long-2", "/place/gifhorn/", "", WORD_OLDER },
	{ "place-year", "/place/gifhorn/2007/", "", NO_WORD },
	{ "place-undated", "/place/meine/undated/", "", NO_WORD },
	{ "section", "/section/kultur/", "", NO_WORD },
	{ "author", "/author/ida-brandes/", "", NO_WORD },
	{ "keyword", "/keyword/freibad/", "", NO_WORD },
	{ "more", "/more/2007/11/23/bahnhofsuhr.gmi", "", NO_WORD },
	{ "more-related", "/more/2018/06/28/freibad-oeffnet-laenger.gmi", "", NO_WORD },
	{ "more-hostile", "/more/2009/04/01/b\xc3\xb6ser name? 100%.gmi", "", NO_WORD },
	{ "more-undated", "/more/undated/gruss-aus-meine.gmi", "", NO_WORD },
	{ "today", "/today", "", NO_WORD },
	{ "search", "/search", "Freibad ort:Wolfsburg", NO_WORD },
	{ "search-one", "/search", "Tischdecke", NO_WORD },
	{ "search-newest", "/search/new", "Freibad", NO_WORD },
	{ "search-nothing", "/search", "Freibat", NO_WORD },
	{ "search-nothing-at-all", "/search", "Xylophonorchester", NO_WORD },
	{ "search-pages", "/search", "Pegel", NO_WORD },
	{ "search-pages-2", "/search", "Pegel", WORD_FURTHER_HITS },
	{ "search-newest-2", "/search/new", "Pegel", WORD_OLDER_HITS },
	{ "search-hostile", "/search", "Tellerfalle", NO_WORD },
	{ "feed", "/feed.xml", "", NO_WORD },
	{ "feed-new", "/feed/new.xml", "", NO_WORD },
	{ "feed-year", "/feed/2009.xml", "", NO_WORD },
	{ "feed-place", "/feed/place/wolfsburg.xml", "", NO_WORD },
	{ "feed-place-undated", "/feed/place/meine/undated.xml", "", NO_WORD },
};

static void no_harm(const char *name, struct str got, bool menu)
{
	CHECK(utf8_valid(got), "%s: not UTF-8", name);
	for (size_t i = 0; i < got.n; i++) {
		unsigned char c = (unsigned char)got.p[i];
		CHECK(c == '\n' || (menu && (c == '\t' || c == '\r')) || (c >= 0x20 && c != 0x7f), "%s: byte %d", name,
			c);
	}
	CHECK(str_find(got, STR("Geheim")) == got.n && str_find(got, STR("weg.")) == got.n &&
			str_find(got, STR("Nie Mand")) == got.n,
		"%s: what was withdrawn", name);
}

static void golden_page(size_t row)
{
	static const char *const endings[2][3] = { { "de.gmi", "de.menu", "de.xml" },
		{ "en.gmi", "en.menu", "en.xml" } };
	const char *name = golden[row].name;
	struct way to;
	struct str got;
	snprintf(to.path, sizeof to.path, "%s", golden[row].path);
	snprintf(to.query, sizeof to.query, "%s", golden[row].query);
	if (golden[row].follow != NO_WORD) {
		CHECK(make(EDITION_DE, to.path, to.query, PAGE_GEMTEXT, &got) == OUT_OK, "%s", name);
		CHECK(way_by(got, golden[row].follow, &to), "%s: no way on", name);
	}
	bool feed = str_ends(str_of(to.path), STR(".xml"));
	for (unsigned c = 0; c < 2; c++)
		for (int menu = 0; menu < 2 - feed; menu++) {
			enum outcome outcome = make(c, to.path, to.query, menu ? PAGE_MENU : PAGE_GEMTEXT, &got);
			CHECK(outcome == OUT_OK, "%s: outcome %d", name, (int)outcome);
			no_harm(name, got, menu);
			edition_golden(name, endings[c][feed ? 2 : menu], got);
		}
}

/* ---- chains ---- */

static struct {
	char path[PATH_ROOM];
	unsigned times;
} seen[SEEN_MAX];
static size_t seen_count;

static void see(struct str url)
{
	size_t i = 0;
	while (i < seen_count && !str_eq(str_of(seen[i].path), url))
		i++;
	CHECK(i < SEEN_MAX, "more articles than anybody expects");
	if (i == SEEN_MAX)
		return;
	snprintf(seen[i].path, sizeof seen[i].path, "%.*s", STR_ARG(url));
	seen[i].times++;
	seen_count += i == seen_count;
}

static void see_articles(struct str page)
{
	while (page.n) {
		struct str line = str_cut(&page, '\n');
		if (!str_starts(line, STR("=> /")))
			continue;
		line = str_sub(line, 3, line.n);
		struct str url = str_cut(&line, ' ');
		if (str_ends(url, STR(".gmi")))
			see(url);
	}
}

/* Goes on by the first of the words that a link has, to the end; to: the last page. */
static unsigned go_by(struct way *to, enum word word, enum word or)
{
	struct way next = *to;
	struct str page;
	unsigned pages = 0;
	seen_count = 0;
	memset(seen, 0, sizeof seen);
	do {
		*to = next;
		CHECK(make(EDITION_DE, to->path, to->query, PAGE_GEMTEXT, &page) == OUT_OK, "%s", to->path);
		see_articles(page);
		pages++;
	} while ((way_by(page, word, &next) || (or != NO_WORD && way_by(page, or, &next))) && pages < PAGES_MAX);
	return pages;
}

/* From the top on to the end, each article once; and back again, each at least once. */
static void chain(const char *path, const char *query, size_t articles, const enum word on[2], const enum word back[2])
{
	struct way to;
	snprintf(to.path, sizeof to.path, "%s", path);
	snprintf(to.query, sizeof to.query, "%s", query);
	unsigned pages = go_by(&to, on[0], on[1]);
	CHECK(pages > 1 && seen_count == articles, "%s: %zu of %zu articles on %u pages", path, seen_count, articles,
		pages);
	for (size_t i = 0; i < seen_count; i++)
		CHECK(seen[i].times == 1, "%s: %s %u times", path, seen[i].path, seen[i].times);
	if (back[0] == NO_WORD)
		return;
	go_by(&to, back[0], back[1]);
	CHECK(seen_count == articles, "%s: %zu of %zu articles on the way back", path, seen_count, articles);
}

/* How many articles the archive has, of a place or in all (NULL). */
static size_t count_of(const char *place)
{
	struct archive *a = edition_capsules[EDITION_DE].archive;
	struct arena m = { 0 };
	struct facet f = { 0 };
	CHECK(archive_begin(a, 0) == ARCHIVE_GOOD, "no index");
	CHECK(!place || browse_facet(a, FACET_PLACE, str_of(place), &m, &f), "no %s", place);
	size_t count = browse_newest(a, (struct scope){ place ? f.id : 0 }, 1, INT64_MAX, 10000, &m).count;
	CHECK(archive_end(a) == ARCHIVE_GOOD, "trouble");
	arena_free(&m);
	return count;
}

static void chains(void)
{
	static const enum word older[] = { WORD_OLDER, WORD_BEFORE }, older_only[] = { WORD_OLDER, NO_WORD },
			       newer[] = { WORD_NEWER, NO_WORD }, next[] = { WORD_NEXT, NO_WORD },
			       previous[] = { WORD_PREVIOUS, NO_WORD }, hits[] = { WORD_FURTHER_HITS, NO_WORD },
			       older_hits[] = { WORD_OLDER_HITS, NO_WORD }, nothing[] = { NO_WORD, NO_WORD };
	CHECK(count_of("gifhorn") > 80 && count_of(NULL) > 200, "few articles");
	/* from one year to the next newer one a way leads to that year's top: only within a year it goes back step by
	 * step */
	chain("/place/gifhorn/", "", count_of("gifhorn"), older, nothing);
	chain("/place/gifhorn/2016/", "", 73, older_only, newer);
	chain("/undated/", "", 54, next, previous);
	chain("/new/", "", count_of(NULL), next, previous);
	/* the series of one day */
	chain("/digest/2026-09-24/", "", sizeof edition_villages / sizeof *edition_villages + 80, next, previous);
	chain("/search", "Pegel", 80, hits, nothing);
	chain("/search/new", "Pegel", 80, older_hits, nothing);
}

/* ---- others ---- */

static time_t january(time_t *out)
{
	time_t t = EDITION_NOW - (time_t)325 * EDITION_DAY; /* 2 January */
	return out ? *out = t : t;
}

static time_t july(time_t *out)
{
	time_t t = EDITION_NOW - (time_t)140 * EDITION_DAY; /* 6 July */
	return out ? *out = t : t;
}

/* Where all articles of the day are shown there are no more of them; where there is none, nothing at all. */
static void other_days(void)
{
	struct str page;
	makers_clock = january;
	CHECK(make(EDITION_DE, "/", "", PAGE_GEMTEXT, &page) == OUT_OK, "front");
	CHECK(str_find(page, STR(" 1998 Wolfsburg: Die erste Ausgabe\n")) < page.n, "%.*s", STR_ARG(page));
	CHECK(str_find(page, STR("/today")) == page.n, "%.*s", STR_ARG(page));
	makers_clock = july;
	CHECK(make(EDITION_DE, "/", "", PAGE_GEMTEXT, &page) == OUT_OK, "front");
	CHECK(str_find(page, STR("Heute vor")) == page.n && str_find(page, STR("/today")) == page.n, "%.*s",
		STR_ARG(page));
	CHECK(make(EDITION_DE, "/today", "", PAGE_GEMTEXT, &page) == OUT_OK, "today");
	edition_golden("today-none", "de.gmi", page);
	makers_clock = edition_now;
}

static void elsewhere(void)
{
	static const struct {
		const char *path, *query, *to;
	} rows[] = {
		{ "/search", "28.6.2018", "/2018/06/28/" },
		{ "/search", "Juni 2018", "/2018/06/" },
		{ "/search", "2018", "/2018/" },
		{ "/id/" KENNUNG_UHR, "", "/2007/11/23/bahnhofsuhr.gmi" },
	};
	struct str to;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK(make(EDITION_DE, rows[i].path, rows[i].query, PAGE_GEMTEXT, &to) == OUT_ELSEWHERE, "%s?%s",
			rows[i].path, rows[i].query);
		CHECK_STR(to, str_of(rows[i].to));
	}
	for (int i = 0; i < 50; i++) {
		CHECK(make(EDITION_DE, "/random", "", PAGE_GEMTEXT, &to) == OUT_ELSEWHERE, "chance");
		CHECK(str_ends(to, STR(".gmi")) && !str_eq(to, str_of(secret.path)), "%.*s", STR_ARG(to));
	}
}

/* What is offered beside hits has hits. */
static void exactly(void)
{
	static const struct {
		const char *query, *want; /* want: a part of the page; NULL: it offers nothing exact */
	} rows[] = {
		{ "Freibad", "=> /search?%22Freibad%22 Nur genau „Freibad“\n" },
		{ "ort:Wolfsburg Freibad", "=> /search?ort%3AWolfsburg%20%22Freibad%22 Nur genau „Freibad“\n" },
		{ "Freibad Juli", "=> /search?%22Freibad%22%20%22Juli%22 Nur genau „Freibad, Juli“\n" },
		{ "Freibads", NULL },
		{ "Freibads Juli", NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str page;
		CHECK(make(EDITION_DE, "/search", rows[i].query, PAGE_GEMTEXT, &page) == OUT_OK, "%s", rows[i].query);
		CHECK(str_find(page, STR("Auch gesucht: ")) < page.n, "%s: no other form", rows[i].query);
		struct str want = rows[i].want ? str_of(rows[i].want) : STR("Nur genau");
		CHECK((str_find(page, want) < page.n) == (rows[i].want != NULL), "%s: %.*s", rows[i].query,
			STR_ARG(page));
	}
}

static void nowhere(void)
{
	static const char *const paths[] = { "/place/nirgends/", "/place/gifhorn/1990/", "/place/gifhorn/undated/",
		"/section/x/2018/00-00-00000/", "/section/geheim/", "/author/nie-mand/", "/keyword/geheimnis/",
		"/undated/2018-06-28-00000/", "/undated/0-00000001/", "/digest/1990-01-01/", "/digest/2020/",
		"/digest/2025/01-01/", "/feed/1990.xml", "/feed/section/geheim.xml", "/more/nichts.gmi",
		"/more/about.gmi", "/place/~q/", "/new/1990-01-01/2016-03-09-b3292/",
		"/place/gifhorn/2007/01-01-00000/" };
	struct str page;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		CHECK(make(EDITION_DE, paths[i], "", PAGE_GEMTEXT, &page) == OUT_NOT_FOUND, "%s", paths[i]);
	char more[PATH_ROOM];
	snprintf(more, sizeof more, "/more%s", secret.path);
	CHECK(make(EDITION_DE, more, "", PAGE_GEMTEXT, &page) == OUT_NOT_FOUND, "around what was withdrawn");
	CHECK(make(EDITION_DE, "/search/4", "Pegel", PAGE_GEMTEXT, &page) == OUT_OK, "the last hits");
	CHECK(make(EDITION_DE, "/search/5", "Pegel", PAGE_GEMTEXT, &page) == OUT_NOT_FOUND, "behind the last hit");
}

static void withdraw(const char *path)
{
	char text[256];
	size_t line;
	const char *what;
	snprintf(text, sizeof text, "printf '52\\t%s\\tAuf Wunsch\\n' >>gone", path);
	shelf_run(text);
	gone_free(shelf_list);
	shelf_list = gone_load(shelf_gone, &line, &what);
	for (size_t i = 0; i < 2; i++)
		edition_capsules[i].gone = shelf_list;
}

/* The index has not heard of it yet; pages leave it out already. */
static void withdrawn_late(void)
{
	struct str page;
	withdraw(late_path);
	for (size_t row = 0; row < sizeof golden / sizeof *golden; row++)
		for (int menu = 0; menu < 2; menu++) {
			enum outcome outcome = make(EDITION_DE, golden[row].path, golden[row].query,
				menu ? PAGE_MENU : PAGE_GEMTEXT, &page);
			CHECK(outcome == OUT_OK && str_find(page, str_of(late_title)) == page.n &&
					str_find(page, STR("storch-im")) == page.n,
				"%s: outcome %d", golden[row].name, (int)outcome);
		}
}

/* Without an index the folders of dates are listed, and all else is not ready. */
static void without(void)
{
	struct str page;
	shelf_run("rm -f main.db*");
	CHECK(make(EDITION_DE, "/2018/06/28/", "", PAGE_GEMTEXT, &page) == OUT_OK, "a day");
	CHECK(str_find(page, STR("=> freibad-oeffnet-laenger.gmi ")) < page.n, "as a folder: %.*s", STR_ARG(page));
	CHECK(str_find(page, STR("weg.gmi")) == page.n, "what was withdrawn: %.*s", STR_ARG(page));
	CHECK(make(EDITION_DE, "/2018/07/", "", PAGE_GEMTEXT, &page) == OUT_UNREADY, "a month without a folder");
	CHECK(make(EDITION_DE, "/place/", "", PAGE_GEMTEXT, &page) == OUT_UNREADY, "places");
}

int main(void)
{
	edition_open();
	edition_put(&secret);
	withdraw(secret.path);
	edition_print();
	for (size_t i = 0; i < sizeof golden / sizeof *golden; i++)
		golden_page(i);
	chains();
	other_days();
	elsewhere();
	exactly();
	nowhere();
	withdrawn_late();
	without();
	edition_close();
	return unit_done("pages");
}
