#include "scene.h"

#define NOT_FOUND "3Nicht gefunden: /\t\tnull.host\t1\r\n.\r\n"
#define NOT_FOUND_TEXT "Nicht gefunden: /\r\n"
#define BAD "3Fehlerhaft: /\t\tnull.host\t1\r\n.\r\n"
#define ROBOTS "User-agent: *\nDisallow:\n"

/* In place of a view: the file's bytes, words, an ask for a page. */
enum shown { RAW, PLAIN, TEXT, MENU, WORDS, ASK_RAW, ASK_TEXT, ASK_MENU };

struct row {
	struct str line; /* without its CRLF */
	enum outcome outcome;
	enum shown shown;
	const char *path; /* of the file, or of the directory that is asked for; of WORDS the whole answer */
	bool ascii, plus;
};

static struct desk desk;

static enum shown shown(void)
{
	static const enum shown views[] = { [VIEW_PLAIN] = PLAIN, [VIEW_TEXT] = TEXT, [VIEW_MENU] = MENU };
	static const enum shown pages[] = { [PAGE_GEMTEXT] = ASK_RAW, [PAGE_TEXT] = ASK_TEXT, [PAGE_MENU] = ASK_MENU };
	if (desk.answer.outcome == OUT_ASK)
		return pages[scene.ask.view];
	if (desk.answer.body == BODY_VIEW)
		return views[desk.answer.view];
	return desk.answer.body == BODY_FILE ? RAW : WORDS;
}

/* The name of the file that is sent lies in it: its bytes are its path beneath the root. */
static void file_check(const struct row *row, unsigned listener)
{
	const struct answer *a = &desk.answer;
	struct str path = buf_str(&a->path), body = desk_body(&desk);
	CHECK_STR(body, str_of(row->path));
	CHECK(a->size == body.n, "%.*s: size", STR_ARG(row->line));
	if (row->shown == RAW)
		return;
	CHECK_STR(path, str_of(row->path)); /* a view needs it for relative links */
	CHECK(a->view_site == &scene_gophers[listener].view, "%.*s: another listener's addresses", STR_ARG(row->line));
	CHECK(a->ascii == row->ascii && a->plus == row->plus, "%.*s: %d %d", STR_ARG(row->line), a->ascii, a->plus);
}

static void answer_check(unsigned listener, const struct row *row)
{
	const struct answer *a = &desk.answer;
	CHECK(a->outcome == row->outcome, "%.*s: outcome %d", STR_ARG(row->line), (int)a->outcome);
	CHECK(shown() == row->shown, "%.*s: %d", STR_ARG(row->line), (int)shown());
	if (row->shown == WORDS) {
		CHECK(a->body == BODY_TEXT && !a->text.full, "%.*s: no words", STR_ARG(row->line));
		CHECK_STR(buf_str(&a->text), str_of(row->path));
	} else if (row->outcome == OUT_ASK) {
		CHECK_STR(ask_path(), str_of(row->path));
		CHECK(scene.ask.gopher == listener && scene.ask.capsule == listener, "%.*s", STR_ARG(row->line));
		CHECK(scene.ask.ascii == row->ascii && scene.ask.plus == row->plus, "%.*s: %d %d", STR_ARG(row->line),
			scene.ask.ascii, scene.ask.plus);
	} else {
		file_check(row, listener);
	}
}

static void row_check(unsigned listener, const struct row *row)
{
	desk_gopher(&desk, listener, row->line);
	answer_check(listener, row);
}

static void rows_check(unsigned listener, const struct row *rows, size_t count)
{
	int before = open_count();
	for (size_t i = 0; i < count; i++)
		row_check(listener, &rows[i]);
	CHECK(open_count() == before, "%d descriptors are left open", open_count() - before);
}

/* A file whose text is its own path. */
static void put(const char *path)
{
	char name[512];
	snprintf(name, sizeof name, "bote%s", path);
	scene_put(name, str_of(path));
}

static void furnish(void)
{
	static const char *const files[] = { "/index.gmi", "/about.gmi", "/2018/06/28/freibad.gmi", "/2018/photo.png",
		"/2018/page.html", "/fahrplan.txt", "/both.gmi", "/both.txt", "/README", "/jahr/index.gmi",
		"/jahr/x.gmi", "/straße 1%.gmi", "/a=b.gmi", "/0/real.gmi", "/1/index.gmi", "/raw2/x.gmi", "/.hidden",
		"/x.gmi.gmi", "/name", "/name.gmi", "/dir.gmi/inside.gmi", "/dir/inside.gmi", "/g/pic.gif",
		"/upper.GMI", "/a+b!c$.gmi", "/research/for/kids.gmi" };
	for (size_t i = 0; i < COUNT(files); i++)
		put(files[i]);
	scene_put("news/about.gmi", STR("/about.gmi"));
	scene_put("secret", STR("not for visitors"));
	scene_link("bote/out.gmi", "../secret");
	mkfifo(scene_path("bote/fifo.gmi"), 0644);
	mkfifo(scene_path("bote/fifo.txt"), 0644);
}

/* Pages that nobody wrote, and searches, whose query stands in the selector. */
static void named(void)
{
	const struct row rows[] = {
		{ STR("/place/"), OUT_ASK, ASK_MENU, "/place/", false, false },
		{ STR("/place"), OUT_ASK, ASK_MENU, "/place/", false, false },
		{ STR("/1/place/"), OUT_ASK, ASK_MENU, "/place/", false, false },
		{ STR("/ascii/place/gifhorn/"), OUT_ASK, ASK_MENU, "/place/gifhorn/", true, false },
		{ STR("/raw/place/gifhorn/index.gmi"), OUT_ASK, ASK_RAW, "/place/gifhorn/", false, false },
		{ STR("/raw/place/gifhorn/"), OUT_ASK, ASK_RAW, "/place/gifhorn/", false, false },
		{ STR("/2018/6/9"), OUT_ASK, ASK_MENU, "/2018/06/09/", false, false },
		{ STR("/today"), OUT_ASK, ASK_MENU, "/today", false, false },
		{ STR("/today.txt"), OUT_ASK, ASK_TEXT, "/today", false, false },
		{ STR("/today.gmi"), OUT_ASK, ASK_RAW, "/today", false, false },
		{ STR("/raw/today.gmi"), OUT_ASK, ASK_RAW, "/today", false, false },
		{ STR("/random"), OUT_ASK, ASK_TEXT, "/random", false, false },
		{ STR("/0/random"), OUT_ASK, ASK_TEXT, "/random", false, false },
		{ STR("/more/2018/06/28/x"), OUT_ASK, ASK_MENU, "/more/2018/06/28/x.gmi", false, false },
		{ STR("/more/2018/06/28/x.txt"), OUT_ASK, ASK_TEXT, "/more/2018/06/28/x.gmi", false, false },
		{ STR("/raw/more/2018/06/28/x.gmi"), OUT_ASK, ASK_RAW, "/more/2018/06/28/x.gmi", false, false },
		{ STR("/feed.xml"), OUT_ASK, ASK_RAW, "/feed.xml", false, false },
		{ STR("/feed/place/gifhorn.xml"), OUT_ASK, ASK_RAW, "/feed/place/gifhorn.xml", false, false },
		{ STR("/search\tx"), OUT_ASK, ASK_MENU, "/search", false, false },
		{ STR("/ascii/search\tx"), OUT_ASK, ASK_MENU, "/search", true, false },
		{ STR("/search/2/for/x"), OUT_ASK, ASK_MENU, "/search/2", false, false },
		{ STR("/ascii/search/new/for/x"), OUT_ASK, ASK_MENU, "/search/new", true, false },
		{ STR("/search/new/2018-06-28-4f3a2/for/x"), OUT_ASK, ASK_MENU, "/search/new/2018-06-28-4f3a2", false,
			false },
		{ STR("/search"), OUT_OK, WORDS,
			"7Suchen\t/search\tbote.example\t70\r\niSuchwörter\t\tnull.host\t1\r\n.\r\n", false, false },
		{ STR("/ascii/search\t"), OUT_OK, WORDS,
			"7Suchen\t/ascii/search\tbote.example\t70\r\niSuchwoerter\t\tnull.host\t1\r\n.\r\n", true,
			false },
		/* a text is asked in words: there is no item in it */
		{ STR("/search.txt"), OUT_OK, WORDS, "Suchwörter\r\n", false, false },
		{ STR("/ascii/search.txt"), OUT_OK, WORDS, "Suchwoerter\r\n", true, false },
		{ STR("/raw/search.gmi"), OUT_OK, WORDS, "Suchwörter\r\n", false, false },
		{ STR("/search.txt\tx"), OUT_ASK, ASK_TEXT, "/search", false, false },
		{ STR("/search/2.txt/for/x"), OUT_ASK, ASK_TEXT, "/search/2", false, false },
		{ STR("/raw/search/2.gmi/for/x"), OUT_ASK, ASK_RAW, "/search/2", false, false },
		{ STR("/1/search/for/x"), OUT_ASK, ASK_MENU, "/search", false, false },
		{ STR("/research/for/kids.txt"), OUT_OK, TEXT, "/research/for/kids.gmi", false, false },
		{ STR("/search\tx\t$"), OUT_ASK, ASK_MENU, "/search", false, true },
		{ STR("/nowhere/for/x"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
	};
	static const struct {
		const char *line, *query;
	} queries[] = {
		{ "/search\tFreibäder ort:x", "Freibäder ort:x" },
		{ "/search/for/Freib=C3=A4der=20ort:x", "Freibäder ort:x" },
		{ "/search/2/for/..=2F..=2Fetc", "../../etc" },
		{ "/search/for/../../etc", "../../etc" },
		{ "/search/for/=FF=0A", "\xff\n" },
		{ "/search/for/=zz", "=zz" },
		{ "/search/for/a/for/b", "a/for/b" },
		{ "/search/for/a\tb", "b" },
		{ "/search\t\xff\xfe", "\xff\xfe" },
		{ "/today/for/x", "" },
	};
	rows_check(BOTE, rows, COUNT(rows));
	for (size_t i = 0; i < COUNT(queries); i++) {
		scene.ask = (struct site_ask){ 0 };
		desk_gopher(&desk, BOTE, str_of(queries[i].line));
		CHECK_STR(((struct str){ scene.ask.query, scene.ask.query_n }), str_of(queries[i].query));
	}
	desk_gopher(&desk, BOTE, STR("/search\tx"));
	CHECK(desk.answer.wait == WAIT_SEARCH && scene.ask.gopher_asked && scene.ask.kind == NAME_SEARCH, "a search");
}

static void views(void)
{
	const struct row rows[] = {
		{ STR(""), OUT_OK, MENU, "/index.gmi", false, false },
		{ STR("/"), OUT_OK, MENU, "/index.gmi", false, false },
		{ STR("index.gmi"), OUT_OK, MENU, "/index.gmi", false, false },
		{ STR("/index.gmi"), OUT_OK, MENU, "/index.gmi", false, false },
		{ STR("/index.txt"), OUT_OK, TEXT, "/index.gmi", false, false },
		{ STR("/index"), OUT_OK, MENU, "/index.gmi", false, false },
		{ STR("/2018/06/28/freibad"), OUT_OK, MENU, "/2018/06/28/freibad.gmi", false, false },
		{ STR("/2018/06/28/freibad.txt"), OUT_OK, TEXT, "/2018/06/28/freibad.gmi", false, false },
		{ STR("/2018/06/28/freibad.gmi"), OUT_OK, RAW, "/2018/06/28/freibad.gmi", false, false },
		{ STR("2018/06/28/freibad.txt"), OUT_OK, TEXT, "/2018/06/28/freibad.gmi", false, false },
		{ STR("//2018/./06/../06/28/freibad.txt"), OUT_OK, TEXT, "/2018/06/28/freibad.gmi", false, false },
		{ STR("/jahr"), OUT_OK, MENU, "/jahr/index.gmi", false, false },
		{ STR("/jahr/"), OUT_OK, MENU, "/jahr/index.gmi", false, false },
		{ STR("/jahr/index.gmi"), OUT_OK, MENU, "/jahr/index.gmi", false, false },
		{ STR("/jahr/index.txt"), OUT_OK, TEXT, "/jahr/index.gmi", false, false },
		{ STR("/fahrplan.txt"), OUT_OK, PLAIN, "/fahrplan.txt", false, false },
		{ STR("/README"), OUT_OK, PLAIN, "/README", false, false },
		{ STR("/2018/page.html"), OUT_OK, RAW, "/2018/page.html", false, false },
		{ STR("/2018/photo.png"), OUT_OK, RAW, "/2018/photo.png", false, false },
		/* a file wins over a view */
		{ STR("/both.txt"), OUT_OK, PLAIN, "/both.txt", false, false },
		{ STR("/both"), OUT_OK, MENU, "/both.gmi", false, false },
		{ STR("/name"), OUT_OK, PLAIN, "/name", false, false },
		{ STR("/name.txt"), OUT_OK, TEXT, "/name.gmi", false, false },
		{ STR("/x.gmi"), OUT_OK, MENU, "/x.gmi.gmi", false, false },
		{ STR("/x.gmi.txt"), OUT_OK, TEXT, "/x.gmi.gmi", false, false },
		{ STR("/upper.GMI"), OUT_OK, RAW, "/upper.GMI", false, false },
		/* a folder called like a page is a folder */
		{ STR("/dir.gmi"), OUT_ASK, ASK_MENU, "/dir.gmi/", false, false },
		{ STR("/2018"), OUT_ASK, ASK_MENU, "/2018/", false, false },
		{ STR("/2018/"), OUT_ASK, ASK_MENU, "/2018/", false, false },
		{ STR("/2018/index.gmi"), OUT_ASK, ASK_MENU, "/2018/", false, false },
		{ STR("/2018/index.txt"), OUT_ASK, ASK_TEXT, "/2018/", false, false },
		{ STR("/2018/index"), OUT_ASK, ASK_MENU, "/2018/", false, false },
		{ STR("/2018/\tsuche"), OUT_ASK, ASK_MENU, "/2018/", false, false },
	};
	rows_check(BOTE, rows, COUNT(rows));
}

static void selectors(void)
{
	const struct row rows[] = {
		{ STR("/stra=C3=9Fe=201=25.txt"), OUT_OK, TEXT, "/straße 1%.gmi", false, false },
		{ STR("/stra=c3=9fe 1%"), OUT_OK, MENU, "/straße 1%.gmi", false, false },
		{ STR("/straße 1%.gmi"), OUT_OK, RAW, "/straße 1%.gmi", false, false },
		{ STR("/a=3Db.txt"), OUT_OK, TEXT, "/a=b.gmi", false, false },
		/* "=b." is no escape: then it is the name as it is */
		{ STR("/a=b.txt"), OUT_OK, TEXT, "/a=b.gmi", false, false },
		{ STR("/a+b!c$.txt"), OUT_OK, TEXT, "/a+b!c$.gmi", false, false },
		/* types that were pasted from a URL */
		{ STR("/0/2018/06/28/freibad.txt"), OUT_OK, TEXT, "/2018/06/28/freibad.gmi", false, false },
		{ STR("0/2018/06/28/freibad.txt"), OUT_OK, TEXT, "/2018/06/28/freibad.gmi", false, false },
		{ STR("/1/2018/06/28/freibad"), OUT_OK, MENU, "/2018/06/28/freibad.gmi", false, false },
		{ STR("/I/2018/photo.png"), OUT_OK, RAW, "/2018/photo.png", false, false },
		{ STR("/1/2018/"), OUT_ASK, ASK_MENU, "/2018/", false, false },
		{ STR("/0/raw/about.gmi"), OUT_OK, RAW, "/about.gmi", false, false },
		{ STR("/1/ascii/about"), OUT_OK, MENU, "/about.gmi", true, false },
		{ STR("/x/about.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/0/0/about.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		/* but a folder of that name comes first */
		{ STR("/0/real.txt"), OUT_OK, TEXT, "/0/real.gmi", false, false },
		{ STR("/0/about.txt"), OUT_OK, TEXT, "/about.gmi", false, false },
		{ STR("/1/"), OUT_OK, MENU, "/1/index.gmi", false, false },
		{ STR("/g/pic.gif"), OUT_OK, RAW, "/g/pic.gif", false, false },
		/* prefixes */
		{ STR("/raw/about.gmi"), OUT_OK, RAW, "/about.gmi", false, false },
		{ STR("/raw/index.gmi"), OUT_OK, RAW, "/index.gmi", false, false },
		{ STR("/raw/"), OUT_OK, RAW, "/index.gmi", false, false },
		{ STR("/raw"), OUT_OK, RAW, "/index.gmi", false, false },
		{ STR("/raw/fahrplan.txt"), OUT_OK, RAW, "/fahrplan.txt", false, false },
		{ STR("/raw/2018/photo.png"), OUT_OK, RAW, "/2018/photo.png", false, false },
		{ STR("/raw/2018/"), OUT_ASK, ASK_RAW, "/2018/", false, false },
		{ STR("/raw/2018"), OUT_ASK, ASK_RAW, "/2018/", false, false },
		{ STR("/raw/2018/index.gmi"), OUT_ASK, ASK_RAW, "/2018/", false, false },
		/* beneath /raw there are no views */
		{ STR("/raw/about.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/raw/about"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/raw2/x.gmi"), OUT_OK, RAW, "/raw2/x.gmi", false, false },
		{ STR("/ascii/"), OUT_OK, MENU, "/index.gmi", true, false },
		{ STR("/ascii"), OUT_OK, MENU, "/index.gmi", true, false },
		{ STR("/ascii/about.txt"), OUT_OK, TEXT, "/about.gmi", true, false },
		{ STR("/ascii/fahrplan.txt"), OUT_OK, PLAIN, "/fahrplan.txt", true, false },
		{ STR("/ascii/2018/"), OUT_ASK, ASK_MENU, "/2018/", true, false },
		{ STR("/ascii/2018/index.txt"), OUT_ASK, ASK_TEXT, "/2018/", true, false },
		{ STR("/ascii/raw/about.gmi"), OUT_OK, RAW, "/about.gmi", false, false },
		{ STR("/ascii2/about.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
	};
	rows_check(BOTE, rows, COUNT(rows));
}

static void refused(void)
{
	static const char climbs[] = "3Führt hinaus\t\tnull.host\t1\r\n.\r\n";
	const struct row rows[] = {
		{ STR("/nothing"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/nothing/"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/nothing.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/nothing.gmi"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/nothing.png"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/nothing.xml"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/NOTHING"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/2018/.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/about.gmi/"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/about.txt/"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/about/"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/.hidden"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/=2Ehidden"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/out"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/out.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/fifo"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/fifo.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/dir"), OUT_ASK, ASK_MENU, "/dir/", false, false },
		{ STR("/dir.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/.."), OUT_CLIMBS, WORDS, climbs, false, false },
		{ STR("/=2E=2E/secret"), OUT_CLIMBS, WORDS, climbs, false, false },
		{ STR("/raw/../../secret"), OUT_CLIMBS, WORDS, climbs, false, false },
		{ STR("/\xff"), OUT_BAD, WORDS, BAD, false, false },
		{ STR("/a\033[2J"), OUT_BAD, WORDS, BAD, false, false },
		{ STR("\x16\x03\x01"), OUT_BAD, WORDS, BAD, false, false },
		/* an error of the ASCII views is ASCII, too */
		{ STR("/ascii/weg"), OUT_GONE, WORDS, "3Entfernt. Familie Mueller\t\tnull.host\t1\r\n.\r\n", true,
			false },
		{ STR("/ascii/weg.txt"), OUT_GONE, WORDS, "Entfernt. Familie Mueller\r\n", true, false },
	};
	scene_gone(BOTE, STR("52\t/weg.gmi\tFamilie Müller\n"));
	rows_check(BOTE, rows, COUNT(rows));
	scene_gone(BOTE, STR(""));
}

static void capsules(void)
{
	const struct row rows[] = {
		{ STR(""), OUT_ASK, ASK_MENU, "/", false, false },
		{ STR("/about.txt"), OUT_OK, TEXT, "/about.gmi", false, false },
		{ STR("/jahr"), OUT_NOT_FOUND, WORDS, "3Not found: /\t\tnull.host\t1\r\n.\r\n", false, false },
		{ STR("/jahr.txt"), OUT_NOT_FOUND, WORDS, "Not found: /\r\n", false, false },
	};
	rows_check(NEWS, rows, COUNT(rows));
}

static void moved(void)
{
	const struct row rows[] = {
		/* Gopher has no redirect: the new page is the answer, in the view that was asked for */
		{ STR("/alt"), OUT_OK, MENU, "/about.gmi", false, false },
		{ STR("/alt.txt"), OUT_OK, TEXT, "/about.gmi", false, false },
		{ STR("/alt.gmi"), OUT_OK, RAW, "/about.gmi", false, false },
		{ STR("/raw/alt.gmi"), OUT_OK, RAW, "/about.gmi", false, false },
		{ STR("/ascii/alt.txt"), OUT_OK, TEXT, "/about.gmi", true, false },
		{ STR("/0/alt.txt"), OUT_OK, TEXT, "/about.gmi", false, false },
		{ STR("/alt\t$"), OUT_OK, MENU, "/about.gmi", false, true },
		/* a chain */
		{ STR("/uralt.txt"), OUT_OK, TEXT, "/about.gmi", false, false },
		{ STR("/ordner/"), OUT_ASK, ASK_MENU, "/2018/", false, false },
		{ STR("/raw/ordner/"), OUT_ASK, ASK_RAW, "/2018/", false, false },
		{ STR("/seite.txt"), OUT_ASK, ASK_TEXT, "/2018/", false, false },
		{ STR("/bild.png"), OUT_OK, RAW, "/2018/photo.png", false, false },
		/* to nothing, or to what was withdrawn */
		{ STR("/leer.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
		{ STR("/leer"), OUT_NOT_FOUND, WORDS, NOT_FOUND, false, false },
		{ STR("/versteckt.txt"), OUT_GONE, WORDS, "Entfernt. Urteil\r\n", false, false },
		{ STR("/weg"), OUT_GONE, WORDS, "3Entfernt. Urteil\t\tnull.host\t1\r\n.\r\n", false, false },
		{ STR("/weg.gmi"), OUT_GONE, WORDS, "Entfernt. Urteil\r\n", false, false },
		{ STR("/raw/weg.gmi"), OUT_GONE, WORDS, "Entfernt. Urteil\r\n", false, false },
		/* to another archive */
		{ STR("/fort.txt"), OUT_MOVED, WORDS, "Übersiedelt nach gemini://x.example/\r\n", false, false },
		{ STR("/ascii/fort.txt"), OUT_MOVED, WORDS, "Uebersiedelt nach gemini://x.example/\r\n", true, false },
		/* withdrawn, and lying there still */
		{ STR("/both"), OUT_GONE, WORDS, "3Entfernt.\t\tnull.host\t1\r\n.\r\n", false, false },
		{ STR("/both.gmi"), OUT_GONE, WORDS, "Entfernt. \r\n", false, false },
		{ STR("/both.txt"), OUT_OK, PLAIN, "/both.txt", false, false },
	};
	scene_gone(BOTE, STR("31\t/uralt.gmi\t/alt.gmi\n"
			     "31\t/alt.gmi\t/about.gmi\n"
			     "31\t/ordner/\t/2018/\n"
			     "30\t/seite.gmi\t/2018/index.gmi\n"
			     "31\t/bild.png\t/2018/photo.png\n"
			     "31\t/leer.gmi\t/gibt-es-nicht.gmi\n"
			     "31\t/versteckt.gmi\t/weg.gmi\n"
			     "52\t/weg.gmi\tUrteil\n"
			     "52\t/both.gmi\n"
			     "31\t/fort.gmi\tgemini://x.example/\n"));
	rows_check(BOTE, rows, COUNT(rows));
	scene_gone(BOTE, STR(""));
}

/* A page that does not come is refused as its selector's type wants it, in ASCII beneath /ascii. */
static void late(void)
{
	static const char *const rows[][2] = {
		{ "/2018/", "3Viel los ü\t\tnull.host\t1\r\n.\r\n" },
		{ "/search/for/x", "3Viel los ü\t\tnull.host\t1\r\n.\r\n" },
		{ "/ascii/search/2/for/x", "3Viel los ue\t\tnull.host\t1\r\n.\r\n" },
		{ "/search\tx", "3Viel los ü\t\tnull.host\t1\r\n.\r\n" },
		{ "/random", "Viel los ü\r\n" },
		{ "/ascii/random", "Viel los ue\r\n" },
		{ "/feed.xml", "Viel los ü\r\n" },
		{ "/today.txt", "Viel los ü\r\n" },
		{ "/raw/place/", "Viel los ü\r\n" },
		{ "/\x1b", "3Viel los ü\t\tnull.host\t1\r\n.\r\n" },
		{ "", "3Viel los ü\t\tnull.host\t1\r\n.\r\n" },
	};
	struct visitor v = { .protocol = GOPHER, .listener = BOTE };
	for (size_t i = 0; i < COUNT(rows); i++) {
		route_refuse(&scene, &v, OUT_BUSY, str_of(rows[i][0]), desk_clear(&desk));
		CHECK(desk.answer.outcome == OUT_BUSY && desk.answer.body == BODY_TEXT, "%s", rows[i][0]);
		CHECK_STR(buf_str(&desk.answer.text), str_of(rows[i][1]));
	}
}

/* A librarian says that the page is another one: that one is the answer, as what was asked for. */
static void led(void)
{
	static const struct {
		enum page_view asked;
		bool ascii, plus;
		unsigned moves;
		const char *to;
		enum outcome outcome;
		enum shown shown;
		const char *path;
	} rows[] = {
		{ PAGE_TEXT, false, false, 0, "/2018/06/28/freibad.gmi", OUT_OK, TEXT, "/2018/06/28/freibad.gmi" },
		{ PAGE_TEXT, true, false, 0, "/2018/06/28/freibad.gmi", OUT_OK, TEXT, "/2018/06/28/freibad.gmi" },
		{ PAGE_MENU, false, false, 0, "/2018/06/28/freibad.gmi", OUT_OK, MENU, "/2018/06/28/freibad.gmi" },
		{ PAGE_MENU, false, true, 0, "/2018/06/28/freibad.gmi", OUT_OK, MENU, "/2018/06/28/freibad.gmi" },
		{ PAGE_GEMTEXT, false, false, 0, "/2018/06/28/freibad.gmi", OUT_OK, RAW, "/2018/06/28/freibad.gmi" },
		{ PAGE_TEXT, false, false, 3, "/stra%C3%9Fe%201%25.gmi", OUT_OK, TEXT, "/straße 1%.gmi" },
		{ PAGE_MENU, false, false, 0, "/jahr/", OUT_OK, MENU, "/jahr/index.gmi" },
		{ PAGE_TEXT, false, false, 0, "/jahr/", OUT_OK, TEXT, "/jahr/index.gmi" },
		/* a page that has to be made in its turn */
		{ PAGE_MENU, false, false, 0, "/2018/06/28/", OUT_ASK, ASK_MENU, "/2018/06/28/" },
		{ PAGE_MENU, true, true, 0, "/1998/11/", OUT_ASK, ASK_MENU, "/1998/11/" },
		{ PAGE_TEXT, false, false, 0, "/2018/06/28/", OUT_ASK, ASK_TEXT, "/2018/06/28/" },
		{ PAGE_TEXT, true, false, 0, "/1998/", OUT_ASK, ASK_TEXT, "/1998/" },
		{ PAGE_GEMTEXT, false, false, 1, "/2018/06/28/", OUT_ASK, ASK_RAW, "/2018/06/28/" },
		/* nothing there: words as what was asked for can hold them */
		{ PAGE_TEXT, false, false, 0, "/nothing.gmi", OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT },
		{ PAGE_MENU, false, false, 0, "/nothing.gmi", OUT_NOT_FOUND, WORDS, NOT_FOUND },
		{ PAGE_GEMTEXT, false, false, 0, "/nothing.gmi", OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT },
		{ PAGE_TEXT, true, false, 0, "/weg.gmi", OUT_GONE, WORDS, "Entfernt. Familie Mueller\r\n" },
		{ PAGE_MENU, false, false, 0, "/weg.gmi", OUT_GONE, WORDS,
			"3Entfernt. Familie Müller\t\tnull.host\t1\r\n.\r\n" },
		/* in circles, or out of here */
		{ PAGE_TEXT, false, false, 4, "/2018/06/28/freibad.gmi", OUT_FAILED, WORDS, "Schiefgegangen\r\n" },
		{ PAGE_MENU, false, false, 4, "/1998/", OUT_FAILED, WORDS, "3Schiefgegangen\t\tnull.host\t1\r\n.\r\n" },
		{ PAGE_TEXT, false, false, 0, "gemini://x/", OUT_FAILED, WORDS, "Schiefgegangen\r\n" },
		{ PAGE_TEXT, false, false, 0, "/%00.gmi", OUT_FAILED, WORDS, "Schiefgegangen\r\n" },
		{ PAGE_TEXT, false, false, 0, "", OUT_FAILED, WORDS, "Schiefgegangen\r\n" },
	};
	struct visitor v = { .protocol = GOPHER, .listener = BOTE };
	int before = open_count();
	scene_gone(BOTE, STR("52\t/weg.gmi\tFamilie Müller\n"));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct site_ask ask = { .view = rows[i].asked,
			.gopher_asked = true,
			.ascii = rows[i].ascii,
			.plus = rows[i].plus,
			.moves = rows[i].moves };
		struct row row = { str_of(rows[i].to), rows[i].outcome, rows[i].shown, rows[i].path, rows[i].ascii,
			rows[i].plus };
		route_moved(&scene, &v, &ask, OUT_ELSEWHERE, row.line, desk_clear(&desk));
		answer_check(BOTE, &row);
		CHECK(rows[i].outcome != OUT_ASK || scene.ask.moves == rows[i].moves + 1, "row %zu: %u moves", i,
			scene.ask.moves);
	}
	scene_gone(BOTE, STR(""));
	CHECK(open_count() == before, "%d descriptors are left open", open_count() - before);
}

/* Gopher+: the UMN client opens with "$" and takes nothing but attributes. */
static void plus(void)
{
	const struct row rows[] = {
		{ STR("\t$"), OUT_OK, MENU, "/index.gmi", false, true },
		{ STR("\t!"), OUT_OK, MENU, "/index.gmi", false, true },
		{ STR("\t+"), OUT_OK, MENU, "/index.gmi", false, false },
		{ STR("/about\t!+INFO"), OUT_OK, MENU, "/about.gmi", false, true },
		{ STR("/about.txt\t$"), OUT_OK, TEXT, "/about.gmi", false, false },
		{ STR("/about.txt\t+text/plain"), OUT_OK, TEXT, "/about.gmi", false, false },
		{ STR("/fahrplan.txt\t$"), OUT_OK, PLAIN, "/fahrplan.txt", false, false },
		{ STR("/2018/\t$"), OUT_ASK, ASK_MENU, "/2018/", false, true },
		{ STR("/2018/\twort\t$"), OUT_ASK, ASK_MENU, "/2018/", false, true },
		{ STR("/2018/\t+"), OUT_ASK, ASK_MENU, "/2018/", false, false },
		{ STR("/2018/index.txt\t$"), OUT_ASK, ASK_TEXT, "/2018/", false, false },
		{ STR("/raw/2018/\t$"), OUT_ASK, ASK_RAW, "/2018/", false, false },
		{ STR("/2018/\t$x"), OUT_ASK, ASK_MENU, "/2018/", false, false },
	};
	rows_check(BOTE, rows, COUNT(rows));
}

static void builtins(void)
{
	const struct row rows[] = {
		{ STR("robots.txt"), OUT_OK, WORDS, ROBOTS, false, false },
		{ STR("/robots.txt"), OUT_OK, WORDS, ROBOTS, false, false },
		{ STR("/0/robots.txt"), OUT_OK, WORDS, ROBOTS, false, false },
		{ STR("/raw/robots.txt"), OUT_OK, WORDS, ROBOTS, false, false },
		{ STR("/jahr/robots.txt"), OUT_NOT_FOUND, WORDS, NOT_FOUND_TEXT, false, false },
	};
	const struct row lying[] = { { STR("/robots.txt"), OUT_OK, PLAIN, "/robots.txt", false, false } };
	rows_check(BOTE, rows, COUNT(rows));
	desk_gopher(&desk, BOTE, STR("caps.txt"));
	CHECK(str_starts(desk_body(&desk), STR("CAPS\n")), "no caps.txt");
	put("/robots.txt");
	rows_check(BOTE, lying, COUNT(lying));
}

int main(void)
{
	scene_open();
	furnish();
	views();
	named();
	selectors();
	refused();
	capsules();
	moved();
	led();
	late();
	plus();
	builtins();
	scene_close();
	return unit_done("gopher_route");
}
