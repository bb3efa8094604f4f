/* explain: what it prints of an input, to the byte. */
#include "reading.h"

#include "import/explain.h"

#include <string.h>

static const char raw[] =
	"Gifhorn\n"
	"\n"
	"Die neue Halle ist fertig\n"
	"Foto: Ida Brandes\n"
	"Artikel teilen per:\n"
	"17.03.2016\n"
	"Nach zwei Jahren ist die neue Halle fertig geworden, und alle, die daran gebaut haben, waren da.\n"
	"zur Startseite\n";

/* What is printed of a reading; the caller frees it. */
static char *explained(const struct reading *g)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	if (!out)
		abort();
	explain_print(out, g);
	fclose(out);
	return text;
}

/* A small input of its own, line by line, without any reader. */
static void exact(const struct desk *k)
{
	struct line lines[] = {
		{ .text = STR("Gifhorn"), .number = 1, .role = ROLE_KICKER, .rule = "regional.ini:9 kicker.place" },
		{ .text = STR("Foto: Ida"),
			.number = 3,
			.role = ROLE_CREDIT,
			.core = STR("Ida"),
			.rule = "structure: a credit" },
		{ .text = STR("Text."), .number = 12345, .role = ROLE_BODY, .core = STR("Text."), .rule = "why" },
		{ .text = STR("a\tb\x1b[0m"), .number = 7, .role = ROLE_NONE },
	};
	struct reading g = { .name = STR("raw/a\n.txt"), .profile = "regional", .charset = "UTF-8" };
	g.document = (struct document){ .lines = lines, .count = 4 };
	g.story = (struct story){ .d = &g.document, .date = { 2016, 3, 17 }, .words = k->own };
	g.story.value[ARTICLE_HEADLINE] = STR("Die Halle");
	g.story.rule[ARTICLE_HEADLINE] = "structure: a headline";
	g.story.value[ARTICLE_PUBLISHED] = STR("2016-03-17");
	g.story.value[ARTICLE_CREDIT] = STR("Ida\x1b");
	g.story.rule[ARTICLE_CREDIT] = "structure: a credit";
	char *text = explained(&g);
	CHECK_STR(str_of(text), STR("raw/a\\x0a.txt\n"
				    "profile regional, charset UTF-8\n"
				    "\n"
				    "    1  kicker      Gifhorn\n"
				    "                   [regional.ini:9 kicker.place]\n"
				    "    3  credit      Foto: Ida\n"
				    "                   [structure: a credit; of it: Ida]\n"
				    "12345  body        Text.\n"
				    "                   [why]\n"
				    "    7  none        a\\x09b\\x1b[0m\n"
				    "                   [no rule]\n"
				    "\n"
				    "Titel: Die Halle\n"
				    "                   [structure: a headline]\n"
				    "Datum: 2016-03-17\n"
				    "                   [no rule]\n"
				    "Foto im Original: Ida\\x1b\n"
				    "                   [structure: a credit]\n"
				    "\n"
				    "would lie at /2016/03/17/die-halle.gmi\n"));
	free(text);
}

static void refused(void)
{
	struct reading g = { .name = STR("x.pdf"), .profile = "", .why = "a binary file" };
	char *text = explained(&g);
	CHECK_STR(str_of(text), STR("x.pdf\nprofile none, charset unknown\n\n\nrefused: a binary file\n"));
	free(text);
}

/* Long lines are cut between two characters, and say so. */
static void cuts(void)
{
	static const struct {
		const char *piece;
		size_t pieces, shown;
	} rows[] = {
		{ "a", 199, 199 },
		{ "a", 200, 200 },
		{ "a", 201, 200 },
		{ "a", 100000, 200 },
		{ "ä", 100, 100 },
		{ "ä", 101, 100 },
		{ "…", 66, 66 },
		{ "…", 67, 66 },
		{ "𝄞", 50, 50 },
		{ "𝄞", 51, 50 },
		{ "\x1b", 200, 200 },
		{ "\x1b", 201, 200 },
		{ "\x80", 200, 200 },
		{ "\xff", 201, 200 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static char line[400000];
		char room[1024];
		struct str piece = str_of(rows[i].piece);
		struct buf want = BUF(room);
		for (size_t n = 0; n < rows[i].pieces; n++)
			memcpy(line + n * piece.n, piece.p, piece.n);
		buf_escape(&want, str_sub((struct str){ line, rows[i].shown * piece.n }, 0, rows[i].shown * piece.n));
		if (rows[i].shown < rows[i].pieces)
			buf_add(&want, STR(" …"));
		buf_add(&want, STR("\nprofile"));
		struct reading g = { .name = { line, rows[i].pieces * piece.n }, .why = "no" };
		char *text = explained(&g);
		CHECK(str_starts(str_of(text), buf_str(&want)), "row %zu: %.300s", i, text);
		free(text);
	}
}

/* What stands in front of every line of a real reading. */
static void read_article(const struct desk *k)
{
	static const char *const wanted[] = {
		"raw/halle.txt\nprofile generic, charset UTF-8\n\n",
		"    1  kicker      Gifhorn\n",
		"    3  headline    Die neue Halle ist fertig\n",
		"    4  credit      Foto: Ida Brandes\n",
		"; of it: Ida Brandes]\n",
		"    5  furniture   Artikel teilen per:\n                   [generic.ini:",
		"    6  date        17.03.2016\n",
		"    7  body        Nach zwei Jahren ist die neue Halle",
		"    8  furniture   zur Startseite\n",
		"Titel: Die neue Halle ist fertig\n",
		"Ort: Gifhorn\n",
		"Datum: 2016-03-17\n",
		"Foto im Original: Ida Brandes\n",
		"Sprache: de\n",
		"\nwould lie at /2016/03/17/die-neue-halle-ist-fertig.gmi\n",
	};
	struct arena a = { 0 };
	char *text = explained(reading_of(k, &a, STR(raw), STR("raw/halle.txt"), STR("raw")));
	struct str rest = str_of(text);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		size_t at = str_find(rest, str_of(wanted[i]));
		CHECK(at < rest.n, "\"%s\" comes next in:\n%.*s", wanted[i], STR_ARG(rest));
		rest = str_sub(rest, at, rest.n);
	}
	CHECK(str_find(str_of(text), STR("no rule")) == strlen(text), "everything has a rule");
	free(text);
	arena_free(&a);
}

/* An undated one, and those that are refused. */
static void other_ends(const struct desk *k)
{
	static const struct {
		const char *raw, *end;
	} rows[] = {
		{ "Die neue Halle ist fertig\n\nNach zwei Jahren ist sie fertig geworden, und alle, die es wollten, "
		  "waren "
		  "da.\n",
			"\nwould lie at /undated/die-neue-halle-ist-fertig.gmi\n" },
		{ "", "\nrefused: empty\n" },
		{ "Startseite\n", "\nrefused: no text of an article was found in it\n" },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *text = explained(reading_of(k, &a, str_of(rows[i].raw), STR("x"), STR("x")));
		CHECK(str_ends(str_of(text), str_of(rows[i].end)), "row %zu: %s", i, text);
		free(text);
		arena_reset(&a);
	}
	arena_free(&a);
}

int main(void)
{
	struct desk k = desk_make();
	exact(&k);
	refused();
	cuts();
	read_article(&k);
	other_ends(&k);
	desk_free(&k);
	return unit_done("explain");
}
