/* sheet: the very bytes of an article's file, and the path where it lies. */
#include "reading.h"

#include "import/sheet.h"
#include "text/article.h"
#include "text/gemtext.h"

#include <string.h>

enum { LINES_MAX = 32 };

static const char path[] = "/2018/06/28/slug.gmi";

/* What every article of that day ends with. */
#define LINKS                                                                                                          \
	"=> index.gmi Alle Artikel vom 28. Juni 2018\n"                                                                \
	"=> ../../../more/2018/06/28/slug.gmi Davor, danach, verwandt\n"
#define DAY                                                                                                            \
	{                                                                                                              \
		2018, 6, 28                                                                                            \
	}

static const struct words *words_of(const struct desk *k, const char *language)
{
	for (size_t i = 0; i < k->language_count; i++)
		if (str_eq(k->languages[i]->language, str_of(language)))
			return k->languages[i];
	abort();
}

/* A line for each line, after the letter of its role: K kicker, H headline, S standfirst, B body, U subheading, L list,
 * F furniture, C caption, P credit, D date, Q a quotation in the text; "B [of it] text" has a core. */
static void lines_read(const char *text, struct document *d, struct line lines[LINES_MAX])
{
	static const char letters[] = "?KHSPCYDULBF";
	struct str rest = str_of(text);
	*d = (struct document){ .lines = lines };
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		struct line *l = &lines[d->count++];
		if (d->count > LINES_MAX || line.n < 3)
			abort();
		*l = (struct line){ .text = str_sub(line, 2, line.n), .number = (unsigned)d->count };
		if (line.p[0] == 'Q')
			l->hint = HINT_QUOTE;
		l->role = line.p[0] == 'Q' ? ROLE_BODY : (enum role)str_index(STR(letters), line.p[0]);
		size_t close = str_index(l->text, ']');
		if (str_starts(l->text, STR("[[")) && close < l->text.n) {
			l->core = str_sub(l->text, 2, close);
			l->text = str_trim(str_sub(l->text, close + 1, l->text.n));
		}
	}
}

struct value {
	enum article_key key;
	const char *text;
};

struct row {
	const char *what, *lines, *language;
	struct date date;
	bool has_dateline;
	const char *headline;
	struct value value[16];
	const char *want;
};

static struct story story_of(const struct desk *k, const struct row *r, const struct document *d)
{
	struct story s = { .d = d, .date = r->date, .has_dateline = r->has_dateline };
	s.words = words_of(k, r->language);
	s.value[ARTICLE_HEADLINE] = str_of(r->headline);
	for (size_t i = 0; i < 16 && r->value[i].text; i++)
		s.value[r->value[i].key] = str_of(r->value[i].text);
	return s;
}

static const struct row files[] = {
	{ "all that there may be",
		"K Wolfsburg\nH T\nP Foto: Ida Brandes\nF Artikel teilen per:\nD 28.06.2018\nS Worum es geht.\nB "
		"Erster Absatz.\n"
		"U Dazwischen\nC Das Tor\nB Zweiter Absatz.\nL - eins\nL - zwei\nB Dritter Absatz.\nF zur Startseite\n",
		"de", DAY, false, "T",
		{ { ARTICLE_PUBLISHED, "2018-06-28" }, { ARTICLE_MODIFIED, "2018-06-30" },
			{ ARTICLE_LOCATION, "Wolfsburg" }, { ARTICLE_DATELINE, "Wolfsburg (dpa)" },
			{ ARTICLE_SECTION, "Lokales" }, { ARTICLE_KEYWORDS, "Halle, Bau" },
			{ ARTICLE_CREDIT, "Ida Brandes" }, { ARTICLE_CAPTION, "Das Tor" },
			{ ARTICLE_AUTHOR, "Kai Tönnies" }, { ARTICLE_DESCRIPTION, "Es geht um etwas." },
			{ ARTICLE_PUBLISHER, "Bote" }, { ARTICLE_COPYRIGHT, "Bote Verlag" },
			{ ARTICLE_LICENSE, "CC BY 4.0" }, { ARTICLE_LANGUAGE, "de" }, { ARTICLE_SOURCE, "a.txt" },
			{ ARTICLE_IDENTIFIER, "00ff" } },
		"# T\n"
		"\n"
		"Wolfsburg, 28. Juni 2018\n"
		"\n"
		"Worum es geht.\n"
		"\n"
		"Erster Absatz.\n"
		"\n"
		"### Dazwischen\n"
		"\n"
		"Zweiter Absatz.\n"
		"\n"
		"* eins\n"
		"* zwei\n"
		"\n"
		"Dritter Absatz.\n"
		"\n"
		"## Zu diesem Artikel\n"
		"* Datum: 2018-06-28\n"
		"* Geändert: 2018-06-30\n"
		"* Ort: Wolfsburg\n"
		"* Ortsmarke: Wolfsburg (dpa)\n"
		"* Ressort: Lokales\n"
		"* Stichwörter: Halle, Bau\n"
		"* Foto im Original: Ida Brandes\n"
		"* Bildunterschrift: Das Tor\n"
		"* Autor: Kai Tönnies\n"
		"* Zusammenfassung: Es geht um etwas.\n"
		"* Verlag: Bote\n"
		"* Rechte: Bote Verlag\n"
		"* Lizenz: CC BY 4.0\n"
		"* Sprache: de\n"
		"* Quelle: a.txt\n"
		"* Kennung: 00ff\n" LINKS },
	{ "a version of an earlier article", "B Absatz.\n", "de", DAY, false, "T",
		{ { ARTICLE_VERSION, "aa" }, { ARTICLE_IDENTIFIER, "bb" } },
		"# T\n\n28. Juni 2018\n\nAbsatz.\n\n## Zu diesem Artikel\n* Fassung von: aa\n* Kennung: bb\n" LINKS },
	{ "English", "B Paragraph.\nL * one\n", "en", DAY, false, "T",
		{ { ARTICLE_PUBLISHED, "2018-06-28" }, { ARTICLE_LOCATION, "Newport" } },
		"# T\n\nNewport, 28 June 2018\n\nParagraph.\n\n* one\n\n## About this article\n* Date: 2018-06-28\n"
		"* Place: Newport\n=> index.gmi All articles of 28 June 2018\n"
		"=> ../../../more/2018/06/28/slug.gmi Before, after, related\n" },
	{ "the place is in the text already", "B Wolfsburg. Absatz.\n", "de", DAY, true, "T",
		{ { ARTICLE_LOCATION, "Wolfsburg" } },
		"# T\n\n28. Juni 2018\n\nWolfsburg. Absatz.\n\n## Zu diesem Artikel\n* Ort: Wolfsburg\n" LINKS },
	{ "lists, each with a mark of its own", "L - a\nL – b\nL • c\nL •d\nL * e\nL 1. f\nL g\nU U\nL + h\n", "de",
		DAY, false, "T", { { ARTICLE_LANGUAGE, "de" } },
		"# T\n\n28. Juni 2018\n\n* a\n* b\n* c\n* d\n* e\n* 1. f\n* g\n\n### U\n\n* h\n\n"
		"## Zu diesem Artikel\n* Sprache: de\n" LINKS },
	{ "furniture in a list does not part it", "L - a\nF Anzeige\nL - b\n", "de", DAY, false, "T",
		{ { ARTICLE_LANGUAGE, "de" } },
		"# T\n\n28. Juni 2018\n\n* a\n* b\n\n## Zu diesem Artikel\n* Sprache: de\n" LINKS },
	{ "a quotation", "B Er sagte:\nQ Nein.\nQ # Doch.\nB Oh.\n", "de", DAY, false, "T",
		{ { ARTICLE_LANGUAGE, "de" } },
		"# T\n\n28. Juni 2018\n\nEr sagte:\n\n> Nein.\n\n> # Doch.\n\nOh.\n\n## Zu diesem Artikel\n"
		"* Sprache: de\n" LINKS },
	{ "the part that a rule is about", "S [[Worum es geht]Vorspann: Worum es geht\nB [[Absatz.]Text: Absatz.\n",
		"de", DAY, false, "T", { { ARTICLE_LANGUAGE, "de" } },
		"# T\n\n28. Juni 2018\n\nWorum es geht\n\nAbsatz.\n\n## Zu diesem Artikel\n* Sprache: de\n" LINKS },
	{ "nothing that is printed but the headline", "H T\nF x\n", "de", DAY, false, "T",
		{ { ARTICLE_LANGUAGE, "de" } }, "# T\n\n28. Juni 2018\n\n## Zu diesem Artikel\n* Sprache: de\n" LINKS },
};

/* Lines of text that look like markup, and how they stand in the file. */
static const struct {
	const char *text, *want;
} escapes[] = {
	{ "# Eins", " # Eins" },
	{ "## Zu diesem Artikel", " ## Zu diesem Artikel" },
	{ "## About this article", " ## About this article" },
	{ "### Drei", " ### Drei" },
	{ "#### Vier", " #### Vier" },
	{ "#hashtag", " #hashtag" },
	{ "#", " #" },
	{ "=> gemini://bote.example/ Bote", " => gemini://bote.example/ Bote" },
	{ "=>gemini://bote.example/", " =>gemini://bote.example/" },
	{ "=>", " =>" },
	{ "=> ", " =>" },
	{ "> Zitat", " > Zitat" },
	{ ">Zitat", " >Zitat" },
	{ ">", " >" },
	{ "* Punkt", " * Punkt" },
	{ "```", " ```" },
	{ "```c", " ```c" },
	{ "````", " ````" },
	/* and those that do not */
	{ "*betont*", "*betont*" },
	{ "*", "*" },
	{ "**", "**" },
	{ "- Strich", "- Strich" },
	{ "– Strich", "– Strich" },
	{ "= gleich", "= gleich" },
	{ "== gleich", "== gleich" },
	{ "``zwei", "``zwei" },
	{ "a # b", "a # b" },
	{ "a => b", "a => b" },
	{ "„# Eins“", "„# Eins“" },
	{ "Der Absatz.", "Der Absatz." },
};

static void whole_files(const struct desk *k)
{
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct line lines[LINES_MAX];
		struct document d;
		lines_read(files[i].lines, &d, lines);
		struct story s = story_of(k, &files[i], &d);
		struct str got = sheet_gemtext(&s, STR(path), &a);
		CHECK(str_eq(got, str_of(files[i].want)), "%s:\n%.*s\nwant:\n%s", files[i].what, STR_ARG(got),
			files[i].want);
		arena_reset(&a);
	}
	arena_free(&a);
}

static void text_that_looks_like_markup(const struct desk *k)
{
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		struct line l = { .text = str_of(escapes[i].text), .role = ROLE_BODY };
		struct document d = { .lines = &l, .count = 1 };
		struct story s = { .d = &d, .date = DAY, .words = words_of(k, "de") };
		struct article back;
		s.value[ARTICLE_HEADLINE] = STR("T");
		s.value[ARTICLE_LANGUAGE] = STR("de");
		struct str want = arena_fmt(&a, "# T\n\n28. Juni 2018\n\n%s\n\n## Zu diesem Artikel\n* Sprache: de\n%s",
			escapes[i].want, LINKS);
		struct str got = sheet_gemtext(&s, STR(path), &a);
		CHECK_STR(got, want);
		bool pre = false;
		CHECK(gem_read(str_of(escapes[i].want), &pre).type == GEM_TEXT && !pre, "\"%s\" is text",
			escapes[i].want);
		article_read(got, k->languages, k->language_count, &back);
		CHECK(back.has_block && str_eq(back.value[ARTICLE_LANGUAGE], STR("de")), "\"%s\": its end block",
			escapes[i].text);
		arena_reset(&a);
	}
	arena_free(&a);
}

/* What stands above the text: place and date, one of them, or neither; and where the links lead. */
static void undated(const struct desk *k)
{
	static const struct {
		struct date date;
		bool has_dateline;
		const char *place, *path, *above, *links;
	} rows[] = {
		{ { 0, 0, 0 }, false, "", "/undated/slug.gmi", "",
			"=> index.gmi Alle Artikel ohne Datum\n=> ../more/undated/slug.gmi Davor, danach, verwandt\n" },
		{ { 0, 0, 0 }, false, "Wien", "/undated/slug.gmi", "\nWien\n",
			"=> index.gmi Alle Artikel ohne Datum\n=> ../more/undated/slug.gmi Davor, danach, verwandt\n" },
		{ { 0, 0, 0 }, true, "Wien", "/undated/slug.gmi", "",
			"=> index.gmi Alle Artikel ohne Datum\n=> ../more/undated/slug.gmi Davor, danach, verwandt\n" },
		{ DAY, true, "Wien", "/2018/06/28/slug.gmi", "\n28. Juni 2018\n", LINKS },
		{ DAY, false, "Wien", "/2018/06/28/slug.gmi", "\nWien, 28. Juni 2018\n", LINKS },
		{ { 1899, 1, 2 }, false, "", "/1899/01/02/slug-00000001.gmi", "\n2. Januar 1899\n",
			"=> index.gmi Alle Artikel vom 2. Januar 1899\n"
			"=> ../../../more/1899/01/02/slug-00000001.gmi Davor, danach, verwandt\n" },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct line l = { .text = STR("Absatz."), .role = ROLE_BODY };
		struct document d = { .lines = &l, .count = 1 };
		struct story s = { .d = &d, .date = rows[i].date, .has_dateline = rows[i].has_dateline };
		s.words = words_of(k, "de");
		s.value[ARTICLE_HEADLINE] = STR("T");
		s.value[ARTICLE_LOCATION] = str_of(rows[i].place);
		struct str place = rows[i].place[0] ? arena_fmt(&a, "* Ort: %s\n", rows[i].place) : STR("");
		struct str want = arena_fmt(&a, "# T\n%s\nAbsatz.\n\n## Zu diesem Artikel\n%.*s%s", rows[i].above,
			STR_ARG(place), rows[i].links);
		CHECK_STR(sheet_gemtext(&s, str_of(rows[i].path), &a), want);
		arena_reset(&a);
	}
	arena_free(&a);
}

#define FORTY "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd "
#define FORTY_SLUG "aaaaaaaaa-bbbbbbbbb-ccccccccc-ddddddddd-"
#define EIGHTY FORTY "eeeeeeeee fffffffff ggggggggg hhhhhhhhhh"

static void paths(void)
{
	static const struct {
		const char *headline;
		struct date date;
		const char *mark, *fallback, *want;
	} rows[] = {
		{ "Neue Brücke über die Ise", DAY, "", "article", "/2018/06/28/neue-bruecke-ueber-die-ise.gmi" },
		{ "Neue Brücke über die Ise", DAY, "8da51347", "article",
			"/2018/06/28/neue-bruecke-ueber-die-ise-8da51347.gmi" },
		{ "Neue Brücke", { 0, 0, 0 }, "", "article", "/undated/neue-bruecke.gmi" },
		{ "Neue Brücke", { 0, 0, 0 }, "8da51347", "article", "/undated/neue-bruecke-8da51347.gmi" },
		{ "Neue Brücke", { 1650, 2, 3 }, "", "article", "/1650/02/03/neue-bruecke.gmi" },
		{ "Don’t stop", DAY, "", "article", "/2018/06/28/dont-stop.gmi" },
		{ "../../etc/passwd", DAY, "", "article", "/2018/06/28/etc-passwd.gmi" },
		{ "index", DAY, "", "article", "/2018/06/28/index-1.gmi" },
		{ "index", DAY, "8da51347", "article", "/2018/06/28/index-1-8da51347.gmi" },
		/* nothing in ASCII */
		{ "東京", DAY, "", "8da51347", "/2018/06/28/8da51347.gmi" },
		{ "東京", DAY, "8da51347", "article", "/2018/06/28/article-8da51347.gmi" },
		{ "…", DAY, "", "article", "/2018/06/28/article.gmi" },
		{ "", { 0, 0, 0 }, "", "article", "/undated/article.gmi" },
		/* long: whole words, and room for the mark */
		{ EIGHTY, DAY, "", "article",
			"/2018/06/28/" FORTY_SLUG "eeeeeeeee-fffffffff-ggggggggg-hhhhhhhhhh.gmi" },
		{ EIGHTY " i", DAY, "", "article",
			"/2018/06/28/" FORTY_SLUG "eeeeeeeee-fffffffff-ggggggggg-hhhhhhhhhh.gmi" },
		{ EIGHTY, DAY, "8da51347", "article",
			"/2018/06/28/" FORTY_SLUG "eeeeeeeee-fffffffff-ggggggggg-8da51347.gmi" },
		{ FORTY "eeeeeeeee fffffffff gggggggggg h", DAY, "8da51347", "article",
			"/2018/06/28/" FORTY_SLUG "eeeeeeeee-fffffffff-gggggggggg-8da51347.gmi" },
		{ FORTY "eeeeeeeee fffffffff ggggggggggg h", DAY, "8da51347", "article",
			"/2018/06/28/" FORTY_SLUG "eeeeeeeee-fffffffff-ggggggggggg-8da51347.gmi" },
		{ FORTY "eeeeeeeee fffffffff gggggggggggg h", DAY, "8da51347", "article",
			"/2018/06/28/" FORTY_SLUG "eeeeeeeee-fffffffff-8da51347.gmi" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[256];
		struct buf b = BUF(room);
		struct story s = { .date = rows[i].date };
		s.value[ARTICLE_HEADLINE] = str_of(rows[i].headline);
		sheet_path(&s, str_of(rows[i].mark), str_of(rows[i].fallback), &b);
		CHECK_STR(buf_str(&b), str_of(rows[i].want));
	}
}

/* One word that is longer than a name may be is cut where the mark needs it. */
static void long_word(void)
{
	char word[300], room[256];
	struct buf b = BUF(room);
	struct story s = { .date = DAY };
	memset(word, 'a', sizeof word);
	s.value[ARTICLE_HEADLINE] = (struct str){ word, sizeof word };
	sheet_path(&s, STR("8da51347"), STR("article"), &b);
	CHECK(b.n == strlen("/2018/06/28/") + 80 + strlen(".gmi"), "%zu bytes", b.n);
	CHECK(str_ends(buf_str(&b), STR("a-8da51347.gmi")), "%.*s", STR_ARG(buf_str(&b)));
	buf_clear(&b);
	sheet_path(&s, STR(""), STR("article"), &b);
	CHECK(b.n == strlen("/2018/06/28/") + 80 + strlen(".gmi"), "%zu bytes", b.n);
}

static void prints(void)
{
	static const enum role yes[] = { ROLE_STANDFIRST, ROLE_SUBHEADING, ROLE_LIST, ROLE_BODY };
	for (int r = 0; r < ROLE_COUNT; r++) {
		bool want = false;
		for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
			want = want || yes[i] == (enum role)r;
		CHECK(sheet_prints((enum role)r) == want, "%s", role_name((enum role)r));
	}
}

int main(void)
{
	struct desk k = desk_make();
	whole_files(&k);
	text_that_looks_like_markup(&k);
	undated(&k);
	paths();
	long_word();
	prints();
	desk_free(&k);
	return unit_done("sheet");
}
