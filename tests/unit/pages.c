/* pages: the pages that nobody wrote, over a small archive, as they must read: in German and in English, as gemtext and
 * as Gopher menus. GOLDEN=write writes tests/golden/pages anew. */
#include "page/page.h"

#include "archive/archive.h"
#include "conf/locale.h"
#include "page/makers.h"
#include "shelf.h"
#include "site/reply.h"

#include <time.h>

#define END(more) "\n## Zu diesem Artikel\n" more
#define KENNUNG "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718"

enum {
	NOON = 1700000000 /* 14 November 2023 in Berlin */,
	DAY_S = 86400,
	MANY = 60,
	TODAY = 1795435200 /* 23 November 2026 */
};

static const struct {
	const char *path, *text;
	int added; /* days after NOON */
} files[] = {
	{ "/1998/11/23/schnee.gmi",
		"# Erster Schnee legt den Berufsverkehr lahm\n\nWolfsburg. Acht Zentimeter Schnee haben am Montag den "
		"Berufsverkehr lahmgelegt, und niemand hatte damit gerechnet.\n" END(
			"* Ort: Wolfsburg\n* Ressort: Lokales\n* Autor: Ida Brandes\n* Stichwörter: Winter\n"),
		0 },
	{ "/2007/11/23/uhr.gmi",
		"# Bahnhofsuhr geht nach neun Jahren wieder richtig\n\nGifhorn. Der Uhrmacher Albrecht Teichmann hat "
		"die Bahnhofsuhr mit einer einzigen Schraube wieder in Gang gebracht.\n" END(
			"* Ort: Gifhorn\n* Ressort: Lokales\n* Autor: Kai Tönnies\n* Stichwörter: Bahnhof, Uhr\n* "
			"Kennung: " KENNUNG "\n"),
		0 },
	{ "/2007/11/24/uhr.gmi",
		"# Bahnhofsuhr steht wieder\n\nGifhorn. Die Bahnhofsuhr ist schon wieder stehengeblieben, der "
		"Uhrmacher Teichmann sucht nach seiner Schraube.\n" END(
			"* Ort: Gifhorn\n* Autor: Kai Tönnies\n* Fassung von: " KENNUNG "\n"),
		1 },
	{ "/2018/06/27/storch.gmi",
		"# Feuerwehr rettet Storch aus dem Löschteich\n\nGifhorn. Zwölf Feuerwehrleute haben am Dienstag einen "
		"jungen Storch aus dem Löschteich im Ortsteil Kästorf geholt.\n" END(
			"* Ort: Gifhorn\n* Ressort: Lokales\n* Stichwörter: Storch, Feuerwehr\n"),
		1 },
	{ "/2018/06/28/freibad.gmi",
		"# Freibad öffnet im Juli eine Stunde länger\n\nWolfsburg. Das Freibad am Stadtrand hat ab dem 1. Juli "
		"bis 21 Uhr geöffnet, und auch der Storch aus Kästorf schaut vorbei, am Löschteich.\n" END(
			"* Ort: Wolfsburg\n* Ressort: Lokales\n* Stichwörter: Freibad\n"),
		1 },
	{ "/2018/06/28/titel.gmi",
		"# Ein Titel mit\x1b[31m Farbe, \xff und einem Namen, der so lang ist, dass er auf einem Gopher-Menü "
		"auf die nächste Zeile muss\n\nText.\n" END("* Ort: Meine\n"),
		1 },
	{ "/2018/06/28/weg.gmi", "# Zurückgezogenes Geheimnis\n\nText.\n" END("* Ort: Meine\n"), 1 },
	{ "/2018/06/monat.gmi", "# Der Monat allein ist bekannt\n\nText.\n", 1 },
	{ "/2018/jahr.gmi", "# Das Jahr allein ist bekannt\n\nText.\n", 1 },
	{ "/undated/alt.gmi", "# Niemand weiß, wann\n\nText.\n" END("* Ort: Meine\n"), 1 },
	{ "/about.gmi", "# Über uns\n", 1 },
};

static struct site_capsule capsules[2];
static struct site_gopher gophers[2];
static struct site site = { .capsules = capsules, .capsule_count = 2, .gophers = gophers, .gopher_count = 2 };
static const struct words *languages[8];
static char text[1 << 20];

static time_t clock_of_test(time_t *out)
{
	return out ? *out = TODAY : TODAY;
}

static void write_files(void)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		shelf_put(files[i].path, files[i].text, NOON + (time_t)files[i].added * DAY_S);
	for (int i = 0; i < MANY; i++) {
		char path[64], article[400];
		snprintf(path, sizeof path, "/2016/%02d/%02d/n%02d.gmi", i < 52 ? 3 : 4, i % 28 + 1, i);
		snprintf(article, sizeof article,
			"# Meldung %d\n\nIsenbüttel. Dies ist eine von vielen Meldungen, und keine sagt mehr als die "
			"andere.\n" END("* Ort: Isenbüttel\n* Stichwörter: Wort %c%d\n"),
			i, 'a' + i % 3, i);
		shelf_put(path, article, NOON + (time_t)(2 + i / 30) * DAY_S);
	}
}

static void open_site(void)
{
	static const struct str hosts[] = { { "bote.example", 12 } };
	size_t line;
	const char *what;
	struct conf_report report = { .out = stderr };
	site.languages = languages;
	site.language_count = locale_load(NULL, "", 0, languages, 8, &report);
	int fd = open(shelf_gone, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	CHECK(write(fd, "52\t/2018/06/28/weg.gmi\tx\n", 25) == 25, "no list");
	close(fd);
	for (size_t i = 0; i < 2; i++) {
		struct site_capsule *c = &capsules[i];
		struct str language = i ? STR("en") : STR("de");
		*c = (struct site_capsule){ .name = "main",
			.title = i ? STR("The Bote: archive") : STR("Allerbote: das Archiv"),
			.subtitle = i ? STR("News of the Aller") : STR("Nachrichten von der Aller"),
			.language = language,
			.contact = STR("redaktion@bote.example"),
			.timezone = "Europe/Berlin",
			.hosts = hosts,
			.host_count = 1,
			.root = shelf_root,
			.archive = archive_new(shelf_index) };
		for (size_t k = 0; k < site.language_count; k++)
			c->words = str_eq(languages[k]->language, language) ? languages[k] : c->words;
		c->gone = gone_load(shelf_gone, &line, &what);
		c->view = (struct view_site){ .gemini_host = hosts[0],
			.gopher_host = hosts[0],
			.gemini_port = 1965,
			.gopher_port = 70,
			.hosts = hosts,
			.host_count = 1,
			.words = c->words };
		gophers[i] = (struct site_gopher){ "gopher", (unsigned)i, c->view };
	}
}

static enum outcome make(
	unsigned capsule, const char *path, const char *query, enum page_view view, struct str *out, struct buf *meta)
{
	static struct site_ask ask;
	struct answer a = { 0 };
	struct page page = { .fd = -1, .meta = *meta };
	*out = STR("");
	if (!reply_ask_named(&site, &capsules[capsule], str_of(path), str_of(query), NULL, &a))
		return OUT_BAD;
	ask = site.ask;
	ask.view = view;
	ask.gopher = capsule;
	ask.gopher_asked = view != PAGE_GEMTEXT;
	enum outcome outcome = page_make(&site, &ask, 0, &page);
	*meta = page.meta;
	if (page.fd >= 0) {
		ssize_t n = pread(page.fd, text, sizeof text, 0);
		*out = (struct str){ text, n > 0 ? (size_t)n : 0 };
		close(page.fd);
	}
	return outcome;
}

/* ---- golden ---- */

static const struct {
	const char *name, *path, *query;
} golden[] = {
	{ "front", "/", "" },
	{ "years", "/years/", "" },
	{ "year", "/2018/", "" },
	{ "month", "/2018/06/", "" },
	{ "month-long", "/2016/03/", "" },
	{ "month-empty", "/2017/01/", "" },
	{ "day", "/2018/06/28/", "" },
	{ "day-empty", "/2018/06/30/", "" },
	{ "undated", "/undated/", "" },
	{ "new", "/new/", "" },
	{ "digests", "/digest/", "" },
	{ "digest", "/digest/2023-11-15/", "" },
	{ "places", "/place/", "" },
	{ "place", "/place/gifhorn/", "" },
	{ "place-long", "/place/isenbuettel/", "" },
	{ "place-year", "/place/gifhorn/2007/", "" },
	{ "keywords", "/keyword/", "" },
	{ "keywords-letter", "/keyword/~w/", "" },
	{ "more", "/more/2007/11/23/uhr.gmi", "" },
	{ "more-related", "/more/2018/06/28/freibad.gmi", "" },
	{ "today", "/today", "" },
	{ "search", "/search", "Bahnhofsuhren" },
	{ "search-newest", "/search/new", "storch" },
	{ "search-nothing", "/search", "Freibat" },
	{ "search-pages", "/search", "meldung" },
	{ "feed", "/feed/place/gifhorn.xml", "" },
};

static void golden_check(const char *name, const char *ending, struct str got)
{
	static char room[1 << 20];
	char path[200];
	snprintf(path, sizeof path, "tests/golden/pages/%s.%s", name, ending);
	if (getenv("GOLDEN")) {
		FILE *f = fopen(path, "w");
		CHECK(f && fwrite(got.p, 1, got.n, f) == got.n && fclose(f) == 0, "%s", path);
		return;
	}
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(room, 1, sizeof room, f) : 0;
	if (f)
		fclose(f);
	CHECK(f != NULL, "%s is not there; GOLDEN=write makes it", path);
	CHECK_STR(got, ((struct str){ room, n }));
}

static void goldens(void)
{
	static const char *const endings[2][2] = { { "de.gmi", "de.menu" }, { "en.gmi", "en.menu" } };
	for (unsigned c = 0; c < 2; c++)
		for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
			char room[ANSWER_META_ROOM];
			struct buf meta = BUF(room);
			struct str got;
			bool feed = str_ends(str_of(golden[i].path), STR(".xml"));
			for (int view = 0; view < 2 - feed; view++) {
				enum outcome outcome = make(c, golden[i].path, golden[i].query,
					view ? PAGE_MENU : PAGE_GEMTEXT, &got, &meta);
				CHECK(outcome == OUT_OK, "%s: outcome %d", golden[i].path, (int)outcome);
				golden_check(golden[i].name, feed ? (c ? "en.xml" : "de.xml") : endings[c][view], got);
				CHECK(str_find(got, STR("Geheimnis")) == got.n && str_find(got, STR("weg.")) == got.n,
					"%s: what was withdrawn", golden[i].path);
				CHECK(str_index(got, '\x1b') == got.n && utf8_valid(got), "%s: harm", golden[i].path);
			}
		}
}

/* ---- chains ---- */

/* The first link with a label, into path; false: there is none. */
static bool link_labelled(struct str page, const char *label, char *path, size_t room)
{
	while (page.n) {
		struct str line = str_cut(&page, '\n');
		if (!str_starts(line, STR("=> ")) || !str_ends(line, str_of(label)))
			continue;
		struct str url = str_sub(line, 3, line.n);
		url = str_sub(url, 0, str_index(url, ' '));
		snprintf(path, room, "%.*s", STR_ARG(url));
		return true;
	}
	return false;
}

static unsigned articles_on(struct str page)
{
	unsigned n = 0;
	while (page.n) {
		struct str line = str_cut(&page, '\n');
		n += str_starts(line, STR("=> /2")) && str_find(line, STR(".gmi ")) < line.n;
	}
	return n;
}

/* From the top by the link on to the end, every article once; and by the other one back. */
static void chain(const char *top, unsigned articles, const char *on, const char *back)
{
	char path[256], room[ANSWER_META_ROOM];
	struct buf meta = BUF(room);
	struct str page;
	unsigned seen = 0, pages = 0;
	snprintf(path, sizeof path, "%s", top);
	for (bool more = true; more && pages < 20; pages++) {
		CHECK(make(0, path, "", PAGE_GEMTEXT, &page, &meta) == OUT_OK, "%s", path);
		seen += articles_on(page);
		more = link_labelled(page, on, path, sizeof path);
	}
	CHECK(seen == articles, "%s: %u articles on %u pages", top, seen, pages);
	for (unsigned i = 1; i < pages; i++) {
		CHECK(link_labelled(page, back, path, sizeof path), "%s: no way back", top);
		CHECK(make(0, path, "", PAGE_GEMTEXT, &page, &meta) == OUT_OK, "%s", path);
	}
	CHECK(articles_on(page) == 50, "%s: the first page again", top);
}

static void elsewhere(void)
{
	char room[ANSWER_META_ROOM];
	struct buf meta = BUF(room);
	struct str page;
	CHECK(make(0, "/search", "28.6.2018", PAGE_GEMTEXT, &page, &meta) == OUT_ELSEWHERE, "a date");
	CHECK_STR(buf_str(&meta), STR("/2018/06/28/"));
	buf_clear(&meta);
	CHECK(make(0, "/random", "", PAGE_GEMTEXT, &page, &meta) == OUT_ELSEWHERE &&
			str_ends(buf_str(&meta), STR(".gmi")),
		"chance");
	buf_clear(&meta);
	CHECK(make(0, "/id/" KENNUNG, "", PAGE_GEMTEXT, &page, &meta) == OUT_ELSEWHERE, "an identifier");
	CHECK_STR(buf_str(&meta), STR("/2007/11/23/uhr.gmi"));
	CHECK(make(0, "/more/2018/06/28/weg.gmi", "", PAGE_GEMTEXT, &page, &meta) == OUT_NOT_FOUND,
		"around what was withdrawn");
	static const char *const nowhere[] = { "/place/nirgends/", "/place/gifhorn/1990/",
		"/section/x/2018/00-00-00000/", "/undated/2018-06-28-00000/", "/digest/1990-01-01/", "/feed/1990.xml",
		"/more/nichts.gmi", "/place/~q/", "/undated/0-00000001/", "/digest/2020/", "/digest/2023/11-14/",
		"/new/1990-01-01/2016-03-09-b3292/", "/place/gifhorn/2007/01-01-00000/" };
	for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++)
		CHECK(make(0, nowhere[i], "", PAGE_GEMTEXT, &page, &meta) == OUT_NOT_FOUND, "%s", nowhere[i]);
	CHECK(make(0, "/search/3", "meldung", PAGE_GEMTEXT, &page, &meta) == OUT_OK &&
			make(0, "/search/4", "meldung", PAGE_GEMTEXT, &page, &meta) == OUT_NOT_FOUND,
		"behind the last hit");
}

/* Without an index the folders of dates are listed, and all else is not ready. */
static void without(void)
{
	char room[ANSWER_META_ROOM];
	struct buf meta = BUF(room);
	struct str page;
	shelf_run("rm -f main.db*");
	CHECK(make(0, "/2018/06/28/", "", PAGE_GEMTEXT, &page, &meta) == OUT_OK, "a day");
	CHECK(str_find(page, STR("=> freibad.gmi ")) < page.n, "as a folder: %.*s", STR_ARG(page));
	CHECK(make(0, "/2018/07/", "", PAGE_GEMTEXT, &page, &meta) == OUT_UNREADY, "a month without a folder");
	CHECK(make(0, "/place/", "", PAGE_GEMTEXT, &page, &meta) == OUT_UNREADY, "places");
}

int main(void)
{
	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	makers_clock = clock_of_test;
	shelf_open();
	write_files();
	open_site();
	gone_free(shelf_list);
	shelf_list = NULL; /* the index does not know yet what was withdrawn: pages do */
	shelf_build();
	goldens();
	chain("/place/isenbuettel/", MANY, "Ältere Artikel", "Neuere Artikel");
	chain("/new/", MANY + 7, "Weitere Artikel", "Vorige Artikel"); /* those of this millennium */
	elsewhere();
	without();
	for (size_t i = 0; i < 2; i++) {
		archive_free(capsules[i].archive);
		gone_free(capsules[i].gone);
	}
	for (size_t i = 0; i < site.language_count; i++)
		locale_free(languages[i]);
	shelf_close();
	return unit_done("pages");
}
