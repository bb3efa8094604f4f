#include "scene.h"

#include "page/page.h"
#include "text/uri.h"

#include <sys/mman.h>

enum { NOON = 1530180000 /* 28 June 2018, 12:00 in Berlin */, HOUR = 3600 };

static struct site_ask ask_for(unsigned capsule, const char *path, enum page_view view)
{
	struct site_ask ask = { .capsule = capsule, .gopher = capsule, .view = view, .path_n = strlen(path) };
	memcpy(ask.path, path, ask.path_n);
	return ask;
}

/* The page, as text that lives until the next call. */
static struct str make(const struct site_ask *ask)
{
	static char room[1 << 20];
	struct page made = { .fd = -1 };
	enum outcome outcome = page_make(&scene, ask, 0, &made);
	int fd = made.fd;
	uint64_t size = made.size;
	CHECK(outcome == OUT_OK && fd >= 0, "%.*s: outcome %d", (int)ask->path_n, ask->path, (int)outcome);
	if (fd < 0)
		return STR("");
	ssize_t n = pread(fd, room, sizeof room, 0);
	CHECK(n >= 0 && (uint64_t)n == size, "%zd of %llu bytes", n, (unsigned long long)size);
	/* whoever sends it can rely on it: nobody makes it shorter meanwhile */
	CHECK(pwrite(fd, "x", 1, 0) < 0 && ftruncate(fd, 0) != 0, "not sealed");
	close(fd);
	return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

static struct str page(unsigned capsule, const char *path, enum page_view view)
{
	struct site_ask ask = ask_for(capsule, path, view);
	return make(&ask);
}

static void put(const char *name, struct str bytes, time_t when)
{
	scene_put(name, bytes);
	scene_time(name, when);
}

#define DAY "bote/2018/06/28/"

static void furnish(void)
{
	scene_put("secret", STR("not for visitors"));
	put(DAY "freibad.gmi", STR("# Freibad öffnet länger\n\n## Zu diesem Artikel\n* Ort: Wolfsburg\n"), NOON);
	put(DAY "anreise.gmi", STR("# Wolfsburg: Anreise\n\n## Zu diesem Artikel\n* Ort: Wolfsburg\n"), NOON);
	put(DAY "titellos.gmi", STR(""), NOON);
	put(DAY "first-line.gmi", STR("\n\nJust a line\n# Heading \033[2J\n"), NOON);
	put(DAY "fahrplan.txt", STR("# no title\n"), NOON + 11 * HOUR);
	put(DAY "Bild 1.png", STR("1234567890"), NOON + 12 * HOUR);
	put(DAY ".hidden.gmi", STR("# Hidden"), NOON);
	scene_folder(DAY ".git");
	scene_folder(DAY "fotos");
	scene_link(DAY "out.gmi", "../../../../secret");
	scene_link(DAY "dangling.gmi", "nowhere");
	scene_link(DAY "in.gmi", "freibad.gmi");
	put(DAY "not-\xff-utf8.txt", STR("x"), NOON);
	mkfifo(scene_path(DAY "fifo.gmi"), 0644);
	put("bote/2018/06/27/x.gmi", STR("# X"), NOON);
	put("bote/2018/06/large.bin", STR(""), NOON);
	if (truncate(scene_path("bote/2018/06/large.bin"), 1234567) != 0)
		abort();
	scene_time("bote/2018/06/large.bin", NOON);
	put("bote/namen/2018-06-29.txt", STR("x"), NOON);
	put("bote/namen/2018-06-29-b.gmi", STR("# Bericht"), NOON);
	put("bote/namen/2017-12-31 alt.txt", STR("x"), NOON);
	put("bote/namen/2018-13-01.txt", STR("x"), NOON);
	put("bote/namen/a.gmi", STR("# Neu\n\n## Zu diesem Artikel\n* Datum: 2018-06-30\n"), NOON);
	put("bote/namen/b.gmi", STR("# Falsch\n\n## Zu diesem Artikel\n* Datum: gestern\n"), NOON);
	put("bote/namen/2018-01-02/x.gmi", STR("x"), NOON);
	put("bote/namen/z/x.gmi", STR("x"), NOON);
	scene_folder("bote/leer");
	put("news/one.txt", STR("12345678901234567890123"), NOON);
}

static void golden(void)
{
	static const struct {
		unsigned capsule;
		const char *path, *text;
	} table[] = {
		{ BOTE, "/2018/06/28/",
			"# Donnerstag, 28. Juni 2018\n"
			"\n"
			"8 Einträge\n"
			"\n"
			"=> ../ Eine Ebene höher\n"
			"=> / Startseite\n"
			"\n"
			"=> fotos/ fotos/\n"
			"=> anreise.gmi 2018-06-28 Wolfsburg: Anreise (1\xc2\xa0KB)\n"
			"=> first-line.gmi 2018-06-28 Heading  [2J (1\xc2\xa0KB)\n"
			"=> freibad.gmi 2018-06-28 Wolfsburg: Freibad öffnet länger (1\xc2\xa0KB)\n"
			"=> in.gmi 2018-06-28 Wolfsburg: Freibad öffnet länger (1\xc2\xa0KB)\n"
			"=> Bild%201.png Bild 1.png (1\xc2\xa0KB, 29. Juni 2018)\n"
			"=> fahrplan.txt fahrplan.txt (1\xc2\xa0KB, 28. Juni 2018)\n"
			"=> titellos.gmi titellos.gmi (0\xc2\xa0KB, 28. Juni 2018)\n" },
		{ BOTE, "/2018/06/",
			"# Juni 2018\n"
			"\n"
			"3 Einträge\n"
			"\n"
			"=> ../ Eine Ebene höher\n"
			"=> / Startseite\n"
			"\n"
			"=> 28/ Donnerstag, 28. Juni 2018\n"
			"=> 27/ Mittwoch, 27. Juni 2018\n"
			"=> large.bin large.bin (1,2\xc2\xa0MB, 28. Juni 2018)\n" },
		/* names that are dates, and pages that say theirs: the newest first */
		{ BOTE, "/namen/",
			"# /namen/\n"
			"\n"
			"8 Einträge\n"
			"\n"
			"=> ../ Eine Ebene höher\n"
			"=> / Startseite\n"
			"\n"
			"=> 2018-01-02/ Dienstag, 2. Januar 2018\n"
			"=> z/ z/\n"
			"=> a.gmi 2018-06-30 Neu (1\xc2\xa0KB)\n"
			"=> 2018-06-29-b.gmi 2018-06-29 Bericht (1\xc2\xa0KB)\n"
			"=> b.gmi Falsch (1\xc2\xa0KB, 28. Juni 2018)\n"
			"=> 2018-06-29.txt 2018-06-29.txt (1\xc2\xa0KB, 28. Juni 2018)\n"
			"=> 2017-12-31%20alt.txt 2017-12-31 alt.txt (1\xc2\xa0KB, 28. Juni 2018)\n"
			"=> 2018-13-01.txt 2018-13-01.txt (1\xc2\xa0KB, 28. Juni 2018)\n" },
		{ BOTE, "/2018/",
			"# 2018\n"
			"\n"
			"1 Eintrag\n"
			"\n"
			"=> ../ Eine Ebene höher\n"
			"=> / Startseite\n"
			"\n"
			"=> 06/ Juni 2018\n" },
		{ BOTE, "/leer/",
			"# /leer/\n"
			"\n"
			"Keine Einträge\n"
			"\n"
			"=> ../ Eine Ebene höher\n"
			"=> / Startseite\n" },
		{ NEWS, "/",
			"# The News\n"
			"\n"
			"1 entry\n"
			"\n"
			"=> one.txt one.txt (1\xc2\xa0KB, 28 June 2018)\n" },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str got = page(table[i].capsule, table[i].path, PAGE_GEMTEXT);
		CHECK_STR(got, str_of(table[i].text));
	}
}

/* ---- names ---- */

/* The URL of a link line; false: it is none. */
static bool link_of(struct str line, struct str *url, struct str *label)
{
	if (!str_starts(line, STR("=> ")))
		return false;
	line = str_sub(line, 3, line.n);
	*url = str_cut(&line, ' ');
	*label = line;
	return true;
}

/* Where a client ends up that follows the link from the listing: the path, decoded, in out. */
static void follow(const char *directory, struct str url, struct buf *out)
{
	char base_room[256], target_room[2048];
	struct buf base = BUF(base_room), target = BUF(target_room);
	struct uri u;
	buf_add(&base, STR("gemini://bote.example"));
	buf_add(&base, str_of(directory));
	buf_clear(out);
	CHECK(uri_resolve(buf_str(&base), url, &target), "no URL: %.*s", STR_ARG(url));
	CHECK(uri_split(buf_str(&target), &u) && str_eq(u.host, STR("bote.example")), "%.*s leads away", STR_ARG(url));
	CHECK(!u.has_query && !u.has_fragment, "%.*s is cut", STR_ARG(url));
	CHECK(uri_clean_path(u.path, out) == URI_PATH_OK, "%.*s is no path", STR_ARG(url));
	for (size_t i = 0; i < url.n; i++)
		CHECK(url.p[i] > ' ' && url.p[i] < 0x7f, "byte %d in a link", url.p[i]);
}

/* Every link of a listing of files that are called as odd as can be leads to one of them, and to each. */
static void odd_names(void)
{
	static char longest[256];
	const char *const names[] = { "a b", "a?b", "a#b", "%41", "100%", "a:b", "http:x", "a=b", "ä", "a\nb", "a\tb",
		"-", " ", "=> x", "a\\b", "日本", "\U0001f600", "\u05d0\u05d1", "a\x7f", "\xc2\x9b", "\u2028", "a;b",
		"a&b", "'\"", "<b>", "[x]", "{n}", "~", "*", "\033[2J", "trailing ", "\u202e", longest };
	bool seen[COUNT(names)] = { false };
	memset(longest, '%', 255);
	for (size_t i = 0; i < COUNT(names); i++) {
		char path[300];
		snprintf(path, sizeof path, "bote/odd/%s", names[i]);
		scene_put(path, STR("x"));
	}
	struct str rest = page(BOTE, "/odd/", PAGE_GEMTEXT), url, label;
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		char room[PATH_ROOM], want[300];
		struct buf path = BUF(room);
		if (!link_of(line, &url, &label) || str_starts(url, STR("../")) || str_eq(url, STR("/")))
			continue;
		CHECK(label.n && utf8_valid(label) && str_index(label, '\033') == label.n, "%.*s", STR_ARG(line));
		follow("/odd/", url, &path);
		size_t found = 0;
		for (; found < COUNT(names); found++) {
			snprintf(want, sizeof want, "/odd/%s", names[found]);
			if (str_eq(buf_str(&path), str_of(want)))
				break;
		}
		CHECK(found < COUNT(names) && !seen[found], "%.*s leads to no file, or to one twice", STR_ARG(line));
		if (found < COUNT(names))
			seen[found] = true;
	}
	for (size_t i = 0; i < COUNT(names); i++)
		CHECK(seen[i], "%s is missing", names[i]);
}

/* Titles that would be markup, or more than a line. */
static void odd_titles(void)
{
	static char endless[8000];
	const struct {
		struct str bytes;
		const char *line;
	} table[] = {
		{ STR("# \n## \n"), "=> t.gmi t.gmi (1\xc2\xa0KB, 28. Juni 2018)" },
		{ STR("# => / x\n"), "=> t.gmi => / x (1\xc2\xa0KB, 28. Juni 2018)" },
		{ STR("# a\tb\rc\xc2\x9b\xe2\x80\xa8"
		      "d\n"),
			"=> t.gmi a b c  d (1\xc2\xa0KB, 28. Juni 2018)" },
		{ STR("# Gr\xfc\xdf"
		      "e\n"),
			"=> t.gmi Gr\xef\xbf\xbd\xef\xbf\xbd"
			"e (1\xc2\xa0KB, 28. Juni 2018)" },
		{ STR("\xef\xbb\xbf# Titel\r\n"), "=> t.gmi Titel (1\xc2\xa0KB, 28. Juni 2018)" },
		{ STR("```\n# Kein Titel\n```\n# Titel\n"), "=> t.gmi Titel (1\xc2\xa0KB, 28. Juni 2018)" },
		{ { endless, sizeof endless }, "=> t.gmi" },
	};
	memset(endless, 'x', sizeof endless);
	memcpy(endless, "# ", 2);
	for (size_t i = 0; i < COUNT(table); i++) {
		put("bote/titel/t.gmi", table[i].bytes, NOON);
		struct str rest = page(BOTE, "/titel/", PAGE_GEMTEXT), line = STR("");
		size_t lines = 0;
		for (; rest.n; lines++)
			line = str_cut(&rest, '\n');
		CHECK_STR(line, str_of(table[i].line));
		CHECK(lines == 8, "row %zu: %zu lines", i, lines);
	}
}

/* ---- many ---- */

enum { MANY = 2000 };

/* "0007.txt" anywhere in the page: how often each of them stands there at the beginning of a label or link. */
static void many_check(struct str text, const char *before, const char *after, const char *what)
{
	size_t missing = 0, at = 0;
	for (int i = 0; i < MANY; i++) {
		char want[64];
		snprintf(want, sizeof want, "%s%04d.txt%s", before, i, after);
		size_t found = str_find(str_sub(text, at, text.n), str_of(want));
		if (found == text.n - at)
			missing++;
		else
			at += found + strlen(want);
	}
	CHECK(missing == 0, "%s: %zu of %d are missing, or out of order", what, missing, MANY);
}

static void many(void)
{
	for (int i = 0; i < MANY; i++) {
		char name[64];
		snprintf(name, sizeof name, "bote/viele/%04d.txt", i);
		scene_put(name, STR("x"));
	}
	struct str text = page(BOTE, "/viele/", PAGE_GEMTEXT);
	many_check(text, "\n=> ", " ", "gemtext");
	CHECK(str_find(text, STR("\n2.000 Einträge\n")) < text.n, "the count");
	many_check(page(BOTE, "/viele/", PAGE_MENU), "\r\n0", " (", "menu");
	text = page(BOTE, "/viele/", PAGE_TEXT);
	many_check(text, "", " (", "text");
	many_check(str_sub(text, str_find(text, STR("[2001]")), text.n), "/viele/", "", "the text's links");
}

/* ---- Gopher's views ---- */

/* Whole lines of four fields, and a closing dot. Returns how many lines begin with this item type. */
static size_t menu_check(struct str menu, struct str before, char type)
{
	size_t count = 0, lines = 0;
	bool closed = false;
	while (menu.n) {
		struct str line = str_cut(&menu, '\n');
		CHECK(!closed && str_ends(line, STR("\r")), "a line after the end, or without CR");
		closed = str_eq(line, STR(".\r"));
		if (closed || (before.n && lines++ == 0 && str_eq(line, STR("+-1\r"))))
			continue;
		CHECK(str_starts(line, before), "%.*s", STR_ARG(line));
		line = str_sub(line, before.n, line.n);
		size_t tabs = 0;
		for (size_t i = 0; i < line.n; i++)
			tabs += line.p[i] == '\t';
		CHECK(tabs == 3, "%zu TABs: %.*s", tabs, STR_ARG(line));
		CHECK(line.p[0] != 'i' || str_ends(line, STR("\t\tnull.host\t1\r")), "%.*s", STR_ARG(line));
		CHECK(line.p[0] == 'i' || str_ends(line, STR("\tbote.example\t70\r")), "%.*s", STR_ARG(line));
		count += line.p[0] == type;
	}
	CHECK(closed, "no closing dot");
	return count;
}

static bool holds(struct str text, const char *part)
{
	return str_find(text, str_of(part)) < text.n;
}

static void menus(void)
{
	struct str menu = page(BOTE, "/2018/06/28/", PAGE_MENU);
	/* pages, a text; the folder and two ways up; the picture */
	CHECK(menu_check(menu, STR(""), '0') == 6, "%.*s", STR_ARG(menu));
	CHECK(menu_check(menu, STR(""), '1') == 3 && menu_check(menu, STR(""), 'I') == 1, "%.*s", STR_ARG(menu));
	CHECK(holds(menu, "\t/2018/06/28/freibad.txt\tbote.example\t70\r\n"), "%.*s", STR_ARG(menu));
	CHECK(holds(menu, "\t/2018/06/28/Bild=201.png\tbote.example\t70\r\n"), "%.*s", STR_ARG(menu));
	CHECK(holds(menu, "\t/2018/06/28/fotos/\tbote.example\t70\r\n"), "%.*s", STR_ARG(menu));
	CHECK(holds(menu, "\t/2018/06/\tbote.example\t70\r\n"), "%.*s", STR_ARG(menu));
	CHECK(holds(menu, "iDonnerstag, 28. Juni 2018\t"), "%.*s", STR_ARG(menu));
	CHECK(!holds(menu, "idden") && !holds(menu, ".git"), "%.*s", STR_ARG(menu));
	menu_check(page(BOTE, "/odd/", PAGE_MENU), STR(""), '0');
	menu_check(page(BOTE, "/leer/", PAGE_MENU), STR(""), '0');
	menu_check(page(BOTE, "/viele/", PAGE_MENU), STR(""), '0');
}

static void plus(void)
{
	struct site_ask ask = ask_for(BOTE, "/2018/06/28/", PAGE_MENU);
	ask.plus = true;
	struct str menu = make(&ask);
	CHECK(str_starts(menu, STR("+-1\r\n+INFO: ")) && str_ends(menu, STR("\r\n.\r\n")), "%.*s", STR_ARG(menu));
	CHECK(menu_check(menu, STR("+INFO: "), '0') == 6, "%.*s", STR_ARG(menu));
	/* so long that lines lie across the steps of the view */
	ask = ask_for(BOTE, "/viele/", PAGE_MENU);
	ask.plus = true;
	CHECK(menu_check(make(&ask), STR("+INFO: "), '0') == MANY, "not all are there");
}

static void texts(void)
{
	struct site_ask ask = ask_for(BOTE, "/2018/06/28/", PAGE_TEXT);
	for (int strict = 0; strict < 2; strict++) {
		scene_gophers[BOTE].view.strict = strict;
		struct str text = make(&ask), rest = text;
		CHECK(holds(text, "Freibad öffnet länger"), "%.*s", STR_ARG(text));
		CHECK(holds(text, "gopher://bote.example/0/2018/06/28/freibad.txt"), "%.*s", STR_ARG(text));
		CHECK(str_index(text, '\t') == text.n && str_index(text, '\033') == text.n, "%.*s", STR_ARG(text));
		CHECK(str_ends(text, STR("\r\n.\r\n")) == strict, "the end");
		while (rest.n) {
			struct str line = str_cut(&rest, '\n');
			CHECK(strict == str_ends(line, STR("\r")) || !strict, "%.*s", STR_ARG(line));
			CHECK(!str_eq(str_trim(line), STR(".")) || (strict && rest.n == 0), "a lone dot");
		}
	}
	scene_gophers[BOTE].view.strict = false;
}

static void ascii(void)
{
	static const enum page_view views[] = { PAGE_TEXT, PAGE_MENU };
	for (size_t i = 0; i < COUNT(views); i++) {
		struct site_ask ask = ask_for(BOTE, "/2018/06/28/", views[i]);
		ask.ascii = true;
		struct str text = make(&ask);
		size_t wide = 0;
		for (size_t k = 0; k < text.n; k++)
			wide += (unsigned char)text.p[k] >= 0x80;
		CHECK(wide == 0 && holds(text, "Freibad oeffnet laenger"), "%.*s", STR_ARG(text));
		CHECK(holds(text, "/ascii/2018/06/28/freibad.txt"), "%.*s", STR_ARG(text));
	}
}

/* ---- what is no page ---- */

static void refused(void)
{
	static const char *const paths[] = { "/.git/", "/2018/06/28/.git/", "/../", "/2018//06/", "" };
	int before = open_count();
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct site_ask ask = ask_for(BOTE, paths[i], (enum page_view)(i % 3));
		struct page made = { .fd = -1 };
		enum outcome outcome = page_make(&scene, &ask, 0, &made);
		CHECK(outcome == OUT_NOT_FOUND && made.fd < 0, "%s: outcome %d", paths[i], (int)outcome);
	}
	CHECK(open_count() == before, "%d descriptors are left open", open_count() - before);
}

int main(void)
{
	scene_open();
	furnish();
	golden();
	odd_names();
	odd_titles();
	many();
	menus();
	plus();
	texts();
	ascii();
	refused();
	scene_close();
	return unit_done("page");
}
