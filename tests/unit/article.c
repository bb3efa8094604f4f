/* article: end blocks and titles, whole and cut. */
#include "text/article.h"
#include "unit.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

static struct words german, french;

static void words_make(void)
{
	german.language = STR("de");
	german.article_heading = STR("Zu diesem Artikel");
	german.article_key[ARTICLE_PUBLISHED] = STR("Datum");
	german.article_key[ARTICLE_LOCATION] = STR("Ort");
	german.article_key[ARTICLE_CREDIT] = STR("Foto im Original");
	german.article_key[ARTICLE_LANGUAGE] = STR("Sprache");
	german.article_key[ARTICLE_SOURCE] = STR("Quelle");
	/* an invented clash: "Source" and "Date" mean something else here than in English */
	french.language = STR("fr");
	french.article_heading = STR("À propos de cet article");
	french.article_key[ARTICLE_PUBLISHED] = STR("Date");
	french.article_key[ARTICLE_LOCATION] = STR("Lieu");
	french.article_key[ARTICLE_CREDIT] = STR("Source");
	french.article_key[ARTICLE_LANGUAGE] = STR("Langue");
}

/* A text, and what its end block says; a NULL text ends the table. */
struct row {
	const char *text;
	bool has_block;
	const char *published, *location, *credit, *language, *source;
};

static const struct row rows[] = {
	/* as the design draws it */
	{ "# Titel\n\n28. Juni 2018\n\nText.\n\n## Zu diesem Artikel\n* Datum: 2018-06-28\n* Ort: Wolfsburg\n"
	  "* Foto im Original: Jana Behrens\n* Sprache: de\n* Quelle: 000.txt\n=> index.gmi Alle\n",
		true, "2018-06-28", "Wolfsburg", "Jana Behrens", "de", "000.txt" },
	/* English everywhere, even key by key */
	{ "## About this article\n* Date: 2018\n* Place: Celle\n* Language: en\n", true, "2018", "Celle", "", "en",
		"" },
	{ "## Zu diesem Artikel\n* Place: Celle\n* Langue: fr\n", true, "", "Celle", "", "fr", "" },
	{ "## ABOUT this Article\n* language: en\n", true, "", "", "", "en", "" },
	/* the heading's own language is asked first */
	{ "## À propos de cet article\n* Source: Jean\n* Date: 2018\n", true, "2018", "", "Jean", "", "" },
	{ "## Zu diesem Artikel\n* Source: a.txt\n", true, "", "", "", "", "a.txt" },
	/* doubled keys keep the first that says something */
	{ "## Zu diesem Artikel\n* Ort: Celle\n* Ort: Gifhorn\n* Place: Peine\n", true, "", "Celle", "", "", "" },
	{ "## Zu diesem Artikel\n* Ort:\n* Ort: Gifhorn\n", true, "", "Gifhorn", "", "", "" },
	/* line ends, white space, a last line without its newline */
	{ "## Zu diesem Artikel\r\n* Ort: Celle\r\n* Sprache: de\r\n", true, "", "Celle", "", "de", "" },
	{ "##Zu diesem Artikel  \n*   Ort \t:\t Celle \t\n* Sprache:de", true, "", "Celle", "", "de", "" },
	{ "\n\n## Zu diesem Artikel\n\n\n* Ort: Celle\n\nText\n> Zitat\n\n* Sprache: de\n", true, "", "Celle", "", "de",
		"" },
	{ "## Zu diesem Artikel\n* Quelle: https://a.example/x?y:z\n", true, "", "", "", "",
		"https://a.example/x?y:z" },
	/* no key, no value, no list */
	{ "## Zu diesem Artikel\n* : Celle\n* Ort\n* \n*Ort: Celle\nOrt: Peine\n* Wetter: gut\n", true, "", "", "", "",
		"" },
	{ "## Zu diesem Artikel", true, "", "", "", "", "" },
	/* the last known heading is the one; what stood in an earlier block is forgotten */
	{ "## Zu diesem Artikel\n* Ort: Celle\n## About this article\n* Language: en\n", true, "", "", "", "en", "" },
	{ "## About this article\n* Place: Celle\n* Language: en\n## Zu diesem Artikel\n* Ort: Peine\n", true, "",
		"Peine", "", "", "" },
	/* an unknown heading ends the block, and does not undo it */
	{ "## Zu diesem Artikel\n* Ort: Celle\n## Mehr\n* Sprache: en\n", true, "", "Celle", "", "", "" },
	{ "## Zu diesem Artikel\n* Ort: Celle\n### Mehr\n* Sprache: en\n", true, "", "Celle", "", "", "" },
	{ "## Zu diesem Artikel\n* Ort: Celle\n# Zu diesem Artikel\n* Sprache: en\n", true, "", "Celle", "", "", "" },
	/* other levels, near misses, another language's words that nobody ships */
	{ "# Zu diesem Artikel\n* Ort: Celle\n", false, "", "", "", "", "" },
	{ "### Zu diesem Artikel\n* Ort: Celle\n", false, "", "", "", "", "" },
	{ " ## Zu diesem Artikel\n* Ort: Celle\n", false, "", "", "", "", "" },
	{ "## Zu diesem Artikel:\n* Ort: Celle\n", false, "", "", "", "", "" },
	{ "## Su questo articolo\n* Ort: Celle\n", false, "", "", "", "", "" },
	{ "## \n* Ort: Celle\n", false, "", "", "", "", "" },
	{ "* Ort: Celle\n* Sprache: de\n", false, "", "", "", "", "" },
	{ "", false, "", "", "", "", "" },
	{ "\n", false, "", "", "", "", "" },
	/* preformatted */
	{ "```\n## Zu diesem Artikel\n* Ort: Celle\n```\nText\n", false, "", "", "", "", "" },
	{ "```alt\n## Zu diesem Artikel\n```\n* Ort: Celle\n", false, "", "", "", "", "" },
	{ "## Zu diesem Artikel\n* Sprache: de\n```\n* Ort: Celle\n```\n", true, "", "", "", "de", "" },
	{ "## Zu diesem Artikel\n* Sprache: de\n```\n## About this article\n* Language: en\n```\n", true, "", "", "",
		"de", "" },
	{ "## Zu diesem Artikel\n* Sprache: de\n```\n## About this article\n* Language: en\n", true, "", "", "", "de",
		"" },
	/* a tail: the line at its front is cut, or it begins inside a preformatted section */
	{ "iesem Artikel\n* Ort: Celle\n## Zu diesem Artikel\n* Ort: Peine\n", true, "", "Peine", "", "", "" },
	{ "\xbc"
	  "rn: x\n\x80\n## Zu diesem Artikel\n* Ort: Peine\n",
		true, "", "Peine", "", "", "" },
	{ "t: Celle\n* Sprache: de\n=> index.gmi Alle\n", false, "", "", "", "", "" },
	{ "| 12 | 13 |\n```\nText\n## Zu diesem Artikel\n* Ort: Peine\n", true, "", "Peine", "", "", "" },
	{ "``\nText\n## Zu diesem Artikel\n* Ort: Peine\n", true, "", "Peine", "", "", "" },
	{ NULL, false, NULL, NULL, NULL, NULL, NULL },
};

static const struct words *const all[] = { &german, &french };

/* The text in a block of exactly its size, so that a sanitizer sees every byte read beyond it. */
static struct str exact(const char *text, size_t n)
{
	char *p = malloc(n ? n : 1);
	if (!p)
		abort();
	if (n)
		memcpy(p, text, n);
	return (struct str){ p, n };
}

static void check_blocks(void)
{
	for (const struct row *row = rows; row->text; row++) {
		struct article got;
		memset(&got, 0x5a, sizeof got);
		struct str text = exact(row->text, strlen(row->text));
		article_read(text, all, 2, &got);
		CHECK(got.has_block == row->has_block, "%s", row->text);
		CHECK_STR(got.value[ARTICLE_PUBLISHED], str_of(row->published));
		CHECK_STR(got.value[ARTICLE_LOCATION], str_of(row->location));
		CHECK_STR(got.value[ARTICLE_CREDIT], str_of(row->credit));
		CHECK_STR(got.value[ARTICLE_LANGUAGE], str_of(row->language));
		CHECK_STR(got.value[ARTICLE_SOURCE], str_of(row->source));
		CHECK(got.value[ARTICLE_IDENTIFIER].n == 0, "%s", row->text);
		free((void *)(uintptr_t)text.p);
	}
}

/* Cut anywhere in front, a block is found for as long as its heading is whole, and is never another one. */
static void check_cuts(void)
{
	static const char text[] =
		"# Titel\n\n```\n| x |\n```\n\nText ä.\n\n## Zu diesem Artikel\n* Ort: Celle\n* Sprache: de\n";
	size_t heading = (size_t)(strstr(text, "## Zu") - text), n = sizeof text - 1;
	for (size_t from = 0; from <= n; from++) {
		struct article got;
		struct str tail = exact(text + from, n - from);
		article_read(tail, all, 2, &got);
		CHECK(got.has_block == (from <= heading), "cut at %zu", from);
		CHECK_STR(got.value[ARTICLE_LOCATION], from <= heading ? STR("Celle") : STR(""));
		CHECK_STR(got.value[ARTICLE_LANGUAGE], from <= heading ? STR("de") : STR(""));
		free((void *)(uintptr_t)tail.p);
	}
}

struct english {
	struct str value[ARTICLE_KEY_COUNT];
	struct buf text;
};

static int english_take(void *user, const char *section, const char *key, const char *value)
{
	struct english *e = user;
	static struct words w;
	const char *s, *k;
	if (strcmp(section, "article") != 0)
		return 1;
	for (size_t i = 0; words_name(i, &s, &k); i++) {
		struct str *slot = words_slot(&w, i);
		if (strcmp(s, section) != 0 || strcmp(k, key) != 0)
			continue;
		if (slot == &w.article_heading)
			CHECK(strcmp(value, "About this article") == 0, "%s", value);
		else
			buf_fmt(&e->text, "* %s: %s\n", value, key);
	}
	return 1;
}

/* What English writes, every capsule understands, whatever locales it has. */
static void check_english(void)
{
	char room[4096];
	struct english e = { .text = BUF(room) };
	buf_add(&e.text, STR("## About this article\n"));
	CHECK(ini_parse("conf/locale/en.ini", english_take, &e) == 0, "cannot read conf/locale/en.ini");
	struct article got;
	article_read(buf_str(&e.text), NULL, 0, &got);
	CHECK(got.has_block, "no block");
	for (size_t i = 0; i < ARTICLE_KEY_COUNT; i++)
		CHECK(got.value[i].n, "key %zu is not understood", i);
	CHECK_STR(got.value[ARTICLE_LOCATION], STR("contentLocation"));
	CHECK_STR(got.value[ARTICLE_LICENSE], STR("license"));
	CHECK_STR(got.value[ARTICLE_SOURCE], STR("isBasedOn"));
}

static void check_titles(void)
{
	const struct {
		struct str text, want;
	} titles[] = {
		{ STR("# Titel\n\nText\n"), STR("Titel") },
		{ STR("\xef\xbb\xbf# Titel\n"), STR("Titel") },
		{ STR("\n\nText\n\n## Zweiter\n# Erster\n"), STR("Zweiter") },
		{ STR("#Titel\r\n"), STR("Titel") },
		{ STR("# \n### Titel"), STR("Titel") },
		{ STR("```\n# nicht dies\n```\n# Titel\n"), STR("Titel") },
		{ STR("Nur Text, \nviel davon\n"), STR("Nur Text,") },
		{ STR("\n \t\r\n> Ein Zitat\n"), STR("Ein Zitat") },
		{ STR("* Punkt\n"), STR("Punkt") },
		{ STR("=> a.gmi Ein Verweis\n"), STR("Ein Verweis") },
		{ STR("=> a.gmi\n"), STR("a.gmi") },
		{ STR("```alt\nZeile\n```\n"), STR("Zeile") },
		{ STR("```alt\n"), STR("") },
		{ STR("\n \n"), STR("") },
		{ STR(""), STR("") },
		/* the rest of the document was not read: no half characters */
		{ STR("# Gr\xc3"), STR("Gr") },
		{ STR("# Gr\xc3\xbc"), STR("Gr\xc3\xbc") },
		{ STR("# \xe5\xb1\xb1\xe7\x94"), STR("\xe5\xb1\xb1") },
		{ STR("# x\xf0\x9f\xa6"), STR("x") },
		{ STR("# \xc3"), STR("") },
		{ STR("\xe5\xb1"), STR("") },
	};
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct str text = exact(titles[i].text.p, titles[i].text.n);
		CHECK_STR(article_title(text), titles[i].want);
		free((void *)(uintptr_t)text.p);
	}
}

int main(void)
{
	words_make();
	check_blocks();
	check_cuts();
	check_english();
	check_titles();
	return unit_done("article");
}
