/* Gopher has no redirect: the new page is the answer, in the view that was asked for; and so are words in its place. */
#include "gopher_row.h"

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

/* A page that does not come is refused as its selector's type wants it, in ASCII beneath /ascii. */
static void late(void)
{
	static const char *const rows[][2] = {
		{ "/2018/", "3Überfüllt\t\tnull.host\t1\r\n.\r\n" },
		{ "/search/for/x", "3Überfüllt\t\tnull.host\t1\r\n.\r\n" },
		{ "/ascii/search/2/for/x", "3Ueberfuellt\t\tnull.host\t1\r\n.\r\n" },
		{ "/search\tx", "3Überfüllt\t\tnull.host\t1\r\n.\r\n" },
		{ "/random", "Überfüllt\r\n" },
		{ "/ascii/random", "Ueberfuellt\r\n" },
		{ "/feed.xml", "Überfüllt\r\n" },
		{ "/today.txt", "Überfüllt\r\n" },
		{ "/raw/place/", "Überfüllt\r\n" },
		{ "/\x1b", "3Überfüllt\t\tnull.host\t1\r\n.\r\n" },
		{ "", "3Überfüllt\t\tnull.host\t1\r\n.\r\n" },
	};
	struct words own = *scene_capsules[BOTE].words;
	const struct words *usual = scene_capsules[BOTE].words;
	struct visitor v = { .protocol = GOPHER, .listener = BOTE };
	own.word[WORD_BUSY] = STR("Überfüllt");
	scene_capsules[BOTE].words = &own;
	for (size_t i = 0; i < COUNT(rows); i++) {
		route_refuse(&scene, &v, OUT_BUSY, str_of(rows[i][0]), desk_clear(&desk));
		CHECK(desk.answer.outcome == OUT_BUSY && desk.answer.body == BODY_TEXT, "%s", rows[i][0]);
		CHECK_STR(buf_str(&desk.answer.text), str_of(rows[i][1]));
	}
	scene_capsules[BOTE].words = usual;
}

int main(void)
{
	scene_open();
	furnish();
	moved();
	led();
	late();
	scene_close();
	return unit_done("gopher_moved");
}
