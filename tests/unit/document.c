/* document: lines, gaps, and paragraphs that somebody broke into lines. */
#include "import/document.h"

#include "unit.h"

#include <string.h>

static void lines(void)
{
	static const struct {
		const char *text, *want; /* lines as number:gap:text, separated by | */
	} rows[] = {
		{ "", "" },
		{ "\n\n\n", "" },
		{ "eins", "1:0:eins" },
		{ "  eins  \n\n\nzwei\n", "1:0:eins|4:2:zwei" },
		{ "a\nb\nc", "1:0:a|2:0:b|3:0:c" },
		/* broken at 60: whole again */
		{ "Die Wiese am Rand des Dorfes wird in diesem Jahr erst im\n"
		  "August gemäht, damit die Lerchen in Ruhe brüten können und\n"
		  "der Schäfer sein Heu noch trocken in die Scheune bekommt.\n\nzwei",
			"1:0:Die Wiese am Rand des Dorfes wird in diesem Jahr erst im August gemäht, damit die Lerchen "
			"in "
			"Ruhe brüten können und der Schäfer sein Heu noch trocken in die Scheune bekommt.|5:1:zwei" },
		/* a word that was broken too; one that ends in a hyphen of its own */
		{ "Die Wiese am Rand des Dorfes wird in diesem Jahr erst im Au-\n"
		  "gust gemäht, damit die Lerchen in Ruhe brüten, die Land- und\n"
		  "Forstwirte aber auch ihr Heu trocken bekommen, wie die Stadt-\n"
		  "und Kreisverwaltung am Montag gemeinsam mitgeteilt haben.",
			"1:0:Die Wiese am Rand des Dorfes wird in diesem Jahr erst im August gemäht, damit die Lerchen "
			"in "
			"Ruhe brüten, die Land- und Forstwirte aber auch ihr Heu trocken bekommen, wie die Stadt- und "
			"Kreisverwaltung am Montag gemeinsam mitgeteilt haben." },
		/* a list of results stays one */
		{ "VfL Altenau gegen TSV Bergfeld II zwei zu eins\nSV Meinersen gegen MTV Gamsen vier zu vier\n"
		  "TuS Ehra gegen Eintracht Rühen null zu drei",
			"1:0:VfL Altenau gegen TSV Bergfeld II zwei zu eins|2:0:SV Meinersen gegen MTV Gamsen vier zu "
			"vier|3:0:TuS Ehra gegen Eintracht Rühen null zu drei" },
		/* one line for each paragraph, close together */
		{ "Der erste Absatz ist kurz.\nDer zweite ist es auch, und er steht gleich darunter, wie es sich "
		  "für Absätze einer Seite gehört, die niemand umbrochen hat.\nDer dritte.",
			"1:0:Der erste Absatz ist kurz.|2:0:Der zweite ist es auch, und er steht gleich darunter, wie "
			"es "
			"sich für Absätze einer Seite gehört, die niemand umbrochen hat.|3:0:Der dritte." },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = { 0 };
		struct document d;
		char room[4096];
		struct buf b = BUF(room);
		CHECK(document_of_text(str_of(rows[i].text), &a, &d), "row %zu", i);
		for (size_t k = 0; k < d.count; k++)
			buf_fmt(&b, "%s%u:%u:%.*s", k ? "|" : "", d.lines[k].number, d.lines[k].gap,
				STR_ARG(d.lines[k].text));
		CHECK_STR(buf_str(&b), str_of(rows[i].want));
		arena_free(&a);
	}
}

static void bounds(void)
{
	struct arena a = { 0 };
	struct document d;
	struct buf b = { 0 };
	for (unsigned i = 0; i < DOCUMENT_LINES_MAX; i++) {
		arena_room(&a, &b, 2);
		buf_add(&b, STR("x\n"));
	}
	CHECK(document_of_text(buf_str(&b), &a, &d) && d.count == DOCUMENT_LINES_MAX, "as many as may be");
	arena_room(&a, &b, 2);
	buf_add(&b, STR("x\n"));
	CHECK(!document_of_text(buf_str(&b), &a, &d), "one more");
	arena_free(&a);
}

static void names(void)
{
	for (int r = 0; r < ROLE_COUNT; r++)
		CHECK(role_of(str_of(role_name((enum role)r))) == (enum role)r, "%s", role_name((enum role)r));
	CHECK(role_of(STR("bodies")) == ROLE_COUNT, "unknown");
}

int main(void)
{
	lines();
	bounds();
	names();
	return unit_done("document");
}
