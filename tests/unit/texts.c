#include "import/texts.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

static const struct words german = { .language = { "de", 2 }, .article_heading = { "Zu diesem Artikel", 17 } };
static const struct words *const languages[] = { &german };

/* 40 letters and more each; the second row of a pair differs as people's eyes do not see it */
#define TEN "abcdefghij"
#define LINE "Am Montag wurde im alten Rathaus lange beraten, und niemand ging."
#define OTHER "Danach spielte die Kapelle noch eine Stunde vor dem Haus am Markt."
#define BLOCK "\n## Zu diesem Artikel\n* Datum: 2018-06-28\n* Kennung: " TEN TEN TEN TEN TEN "\n=> index.gmi Alle\n"

static void take(const char *gemtext, struct texts *t)
{
	texts_of(str_of(gemtext), languages, 1, t);
}

/* ---- which texts are the same ---- */

static void pairs(void)
{
	static const struct {
		const char *a, *b;
		bool whole;          /* the same as a whole */
		size_t na, nb, both; /* paragraphs, and how many of them in both */
	} table[] = {
		{ "", "", true, 0, 0, 0 },
		{ "# T\n\n" LINE "\n", "# T\n\n" LINE "\n", true, 1, 1, 1 },
		/* marks, spaces and case are no letters */
		{ LINE, "am montag wurde im alten rathaus lange beraten und niemand ging", true, 1, 1, 1 },
		{ LINE, "AM MONTAG WURDE IM ALTEN RATHAUS LANGE BERATEN, UND NIEMAND GING!", true, 1, 1, 1 },
		{ LINE, "Am  Montag\twurde im alten Rathaus lange beraten \342\200\223 und niemand ging", true, 1, 1,
			1 },
		{ LINE "\r\n", LINE "\n", true, 1, 1, 1 },
		{ LINE, " " LINE " ", true, 1, 1, 1 },
		/* no-break space, soft hyphen, quotation marks */
		{ LINE,
			"Am\302\240Montag wurde im alten Rat\302\255haus lange \342\200\236beraten\342\200\234, und "
			"niemand ging.",
			true, 1, 1, 1 },
		/* umlauts in either case, and other alphabets */
		{ TEN TEN TEN TEN "\303\204\303\226\303\234", TEN TEN TEN TEN "\303\244\303\266\303\274", true, 1, 1,
			1 },
		{ TEN TEN TEN TEN "\320\224\320\260", TEN TEN TEN TEN "\320\264\320\220", true, 1, 1, 1 },
		{ TEN TEN TEN TEN "\303\244", TEN TEN TEN TEN "a", false, 1, 1, 0 },
		/* a number is something else */
		{ TEN TEN TEN TEN "1", TEN TEN TEN TEN "2", false, 1, 1, 0 },
		{ TEN TEN TEN TEN "ab", TEN TEN TEN TEN "ba", false, 1, 1, 0 },
		{ LINE, OTHER, false, 1, 1, 0 },
		{ LINE "\n\n" OTHER, LINE "\n\n" OTHER "\n\n" TEN TEN TEN TEN, false, 2, 3, 2 },
		/* order counts for the whole, and not for paragraphs */
		{ LINE "\n" OTHER, OTHER "\n" LINE, false, 2, 2, 2 },
		/* where a line ends counts */
		{ TEN TEN TEN TEN "\n" TEN TEN TEN TEN, TEN TEN TEN TEN TEN TEN TEN TEN, false, 1, 1, 0 },
		{ "ab\nc", "a\nbc", false, 0, 0, 0 },
		/* a headline is of the whole and no paragraph */
		{ "# " LINE "\n" OTHER, "# Kurz\n" OTHER, false, 1, 1, 1 },
		{ "## " LINE, "### " LINE, true, 0, 0, 0 },
		/* lists and quotes are paragraphs, links and preformatted lines none */
		{ "* " LINE, "> " LINE, true, 1, 1, 1 },
		{ "* " LINE, LINE, true, 1, 1, 1 },
		{ "=> foto.jpg " LINE, "=> bild.jpg " LINE, true, 0, 0, 0 },
		{ "```\n" LINE "\n```\n", "```\n" LINE "\n```\n", true, 0, 0, 0 },
		/* a leading space hides markup */
		{ " # " LINE, LINE, true, 1, 1, 1 },
		/* 40 letters, and one fewer */
		{ TEN TEN TEN TEN, TEN TEN TEN "abcdefghi", false, 1, 0, 0 },
		{ TEN TEN TEN "abcdefghi.", TEN TEN TEN "abcdefghi", true, 0, 0, 0 },
		{ "\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244" TEN TEN TEN,
			"\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244" TEN TEN,
			false, 1, 0, 0 },
		/* twice is once */
		{ LINE "\n" LINE "\n" LINE, LINE, false, 1, 1, 1 },
		/* the end block does not count, in whichever language */
		{ LINE "\n" BLOCK, LINE, true, 1, 1, 1 },
		{ LINE "\n" BLOCK, LINE "\n\n## Zu diesem Artikel\n* Kennung: 1\n", true, 1, 1, 1 },
		{ LINE "\n\n## About this article\n* Date: 1\n" TEN TEN TEN TEN, LINE "\n" BLOCK, true, 1, 1, 1 },
		{ LINE "\n\n## ZU DIESEM ARTIKEL\n* Datum: 1\n", LINE "\n" BLOCK, true, 1, 1, 1 },
		/* the last one is it */
		{ LINE "\n## Zu diesem Artikel\n" OTHER "\n" BLOCK, LINE "\n" BLOCK, false, 2, 1, 1 },
		/* these are none */
		{ LINE "\n# Zu diesem Artikel\n" OTHER, LINE "\n### Zu diesem Artikel\n" OTHER, true, 2, 2, 2 },
		{ LINE "\n```\n## Zu diesem Artikel\n```\n" OTHER, LINE "\n## Zu diesem Artikel\n" OTHER, false, 2, 1,
			1 },
		{ LINE "\n## Zu diesen Artikeln\n" OTHER, LINE, false, 2, 1, 1 },
		/* what is no UTF-8 is no letter, and harms nothing */
		{ LINE "\377\376", LINE, true, 1, 1, 1 },
		{ LINE "\303", LINE "\355\240\200", true, 1, 1, 1 },
		{ "\360\237\230\200", "", true, 0, 0, 0 },
		{ TEN TEN TEN TEN "\n\n\n\n", "\n" TEN TEN TEN TEN, true, 1, 1, 1 },
		{ LINE "\n---\n" OTHER, LINE "\n" OTHER, true, 2, 2, 2 },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct texts a, b;
		size_t both = 0;
		take(table[i].a, &a);
		take(table[i].b, &b);
		for (size_t x = 0; x < a.count; x++)
			for (size_t y = 0; y < b.count; y++)
				both += a.paragraph[x] == b.paragraph[y];
		CHECK(id_same(&a.whole, &b.whole) == table[i].whole, "row %zu", i);
		CHECK(a.count == table[i].na, "row %zu: %zu", i, a.count);
		CHECK(b.count == table[i].nb, "row %zu: %zu", i, b.count);
		CHECK(both == table[i].both, "row %zu: %zu", i, both);
	}
}

/* ---- sizes ---- */

static void many(void)
{
	size_t room = 4 * 1024 * 1024;
	char *p = malloc(room);
	struct buf b = { p, 0, room, false };
	struct texts t;
	if (!p)
		abort();
	for (int i = 0; i < 5000; i++)
		buf_fmt(&b, TEN TEN TEN TEN "%d\n", i);
	texts_of(buf_str(&b), languages, 1, &t);
	CHECK(t.count == TEXTS_PARAGRAPHS, "%zu", t.count);
	size_t wrong = 0;
	for (size_t i = 1; i < t.count; i++)
		wrong += t.paragraph[i - 1] >= t.paragraph[i];
	CHECK(wrong == 0, "%zu are not in order, or twice", wrong);
	CHECK(t.letters >= 41 * TEXTS_PARAGRAPHS, "%zu", t.letters);
	/* one line of 4 MB, and one of nothing but marks */
	memset(p, 'x', room);
	texts_of((struct str){ p, room }, languages, 1, &t);
	CHECK(t.count == 1 && t.letters == room, "%zu, %zu", t.count, t.letters);
	memset(p, '<', room);
	texts_of((struct str){ p, room }, languages, 1, &t);
	CHECK(t.count == 0 && t.letters == 0, "%zu, %zu", t.count, t.letters);
	memset(p, '\n', room);
	texts_of((struct str){ p, room }, languages, 1, &t);
	CHECK(t.count == 0, "%zu", t.count);
	free(p);
}

/* ---- identifiers ---- */

static void identifiers(void)
{
	/* FIPS 180-2, appendix B */
	static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	static const struct {
		const char *hex;
		bool good;
	} table[] = {
		{ abc, true },
		{ "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", true },
		{ "", false },
		{ "ba7816bf", false },
		{ "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a", false },
		{ "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015add", false },
		{ "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", false },
		{ "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a ", false },
		{ "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015", false },
	};
	struct id id = id_of(STR("abc")), back;
	char room[2 * ID_BYTES];
	struct buf hex = BUF(room);
	id_hex(&hex, &id);
	CHECK_STR(buf_str(&hex), str_of(abc));
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		bool good = id_parse(str_of(table[i].hex), &back);
		CHECK(good == table[i].good, "row %zu", i);
		CHECK(!good || id_same(&id, &back), "row %zu", i);
	}
	struct id other = id_of(STR("abd"));
	CHECK(!id_same(&id, &other) && id_key(&id) != id_key(&other), "abc is abd");
}

int main(void)
{
	pairs();
	many();
	identifiers();
	return unit_done("texts");
}
