#include "gopher_row.h"

#define ROBOTS "User-agent: *\nDisallow:\n"

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
	plus();
	builtins();
	scene_close();
	return unit_done("gopher_route");
}
