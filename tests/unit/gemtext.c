#include "unit.h"

#include "../fuzz/flush.h"
#include "text/gemtext.h"

static const char *const names[] = { "text", "link", "heading", "list", "quote", "toggle", "pre" };

static void lines(void)
{
	static const struct {
		const char *raw;
		bool pre, after;
		enum gem_type type;
		int level;
		const char *text, *url;
	} rows[] = {
		{ "", false, false, GEM_TEXT, 0, "", "" },
		{ "\r", false, false, GEM_TEXT, 0, "", "" },
		{ "Ein Satz.", false, false, GEM_TEXT, 0, "Ein Satz.", "" },
		{ "Ein Satz. \t\r", false, false, GEM_TEXT, 0, "Ein Satz.", "" },
		{ "  eingerückt", false, false, GEM_TEXT, 0, "  eingerückt", "" },
		{ " # kein Titel", false, false, GEM_TEXT, 0, " # kein Titel", "" },
		{ "# Titel", false, false, GEM_HEADING, 1, "Titel", "" },
		{ "#Titel\r", false, false, GEM_HEADING, 1, "Titel", "" },
		{ "##  Zu diesem Artikel ", false, false, GEM_HEADING, 2, "Zu diesem Artikel", "" },
		{ "### Drei", false, false, GEM_HEADING, 3, "Drei", "" },
		{ "#### Vier", false, false, GEM_HEADING, 3, "# Vier", "" },
		{ "#", false, false, GEM_HEADING, 1, "", "" },
		{ "##", false, false, GEM_HEADING, 2, "", "" },
		{ "\xef\xbb\xbf# Mit BOM", false, false, GEM_HEADING, 1, "Mit BOM", "" },
		{ "* Datum: 2018-06-28", false, false, GEM_LIST, 0, "Datum: 2018-06-28", "" },
		{ "* ", false, false, GEM_LIST, 0, "", "" },
		{ "*fett*", false, false, GEM_TEXT, 0, "*fett*", "" },
		{ "*", false, false, GEM_TEXT, 0, "*", "" },
		{ "*\tTab", false, false, GEM_TEXT, 0, "*\tTab", "" },
		{ "> Zitat", false, false, GEM_QUOTE, 0, "Zitat", "" },
		{ ">Zitat ", false, false, GEM_QUOTE, 0, "Zitat", "" },
		{ ">", false, false, GEM_QUOTE, 0, "", "" },
		{ "=> /x", false, false, GEM_LINK, 0, "", "/x" },
		{ "=>/x Wort und Wort ", false, false, GEM_LINK, 0, "Wort und Wort", "/x" },
		{ "=>\t /x\t \tWort\r", false, false, GEM_LINK, 0, "Wort", "/x" },
		{ "=> => x", false, false, GEM_LINK, 0, "x", "=>" },
		{ "=>", false, false, GEM_TEXT, 0, "=>", "" },
		{ "=> \t", false, false, GEM_TEXT, 0, "=>", "" },
		{ "=", false, false, GEM_TEXT, 0, "=", "" },
		{ "= > x", false, false, GEM_TEXT, 0, "= > x", "" },
		{ "```", false, true, GEM_PRE_TOGGLE, 0, "", "" },
		{ "```  Bild: Storch\r", false, true, GEM_PRE_TOGGLE, 0, "Bild: Storch", "" },
		{ "````", false, true, GEM_PRE_TOGGLE, 0, "`", "" },
		{ "``", false, false, GEM_TEXT, 0, "``", "" },
		{ " ```", false, false, GEM_TEXT, 0, " ```", "" },
		{ "```", true, false, GEM_PRE_TOGGLE, 0, "", "" },
		{ "``` danach", true, false, GEM_PRE_TOGGLE, 0, "danach", "" },
		{ "# kein Titel ", true, true, GEM_PRE, 0, "# kein Titel ", "" },
		{ "=> /x", true, true, GEM_PRE, 0, "=> /x", "" },
		{ " ``` ", true, true, GEM_PRE, 0, " ``` ", "" },
		{ "x\r\r", true, true, GEM_PRE, 0, "x\r", "" },
		{ "\xef\xbb\xbfx", true, true, GEM_PRE, 0, "\xef\xbb\xbfx", "" },
		{ "\xff\xfe", false, false, GEM_TEXT, 0, "\xff\xfe", "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		bool pre = rows[i].pre;
		struct gem_line got = gem_read(flush_str(str_of(rows[i].raw)), &pre);
		CHECK(got.type == rows[i].type, "\"%s\" is %s", rows[i].raw, names[got.type]);
		CHECK(got.level == rows[i].level, "\"%s\": level %d", rows[i].raw, got.level);
		CHECK(pre == rows[i].after, "\"%s\": pre %d", rows[i].raw, pre);
		CHECK_STR(got.text, str_of(rows[i].text));
		CHECK_STR(got.url, str_of(rows[i].url));
	}
}

/* A document's lines, one letter each: the one bit that goes from line to line. */
static void documents(void)
{
	static const struct {
		const char *text, *types;
	} rows[] = {
		{ "# T\n\nx\n* a\n> b\n=> c\n", "httlql" },
		{ "```\n# T\n```\n# T\n", "opoh" },
		{ "```\n```\n```\nx", "ooop" },
		{ "```a\n=> x\n```b\n=> x\n", "opol" },
	};
	static const char letter[] = { [GEM_TEXT] = 't',
		[GEM_LINK] = 'l',
		[GEM_HEADING] = 'h',
		[GEM_LIST] = 'l',
		[GEM_QUOTE] = 'q',
		[GEM_PRE_TOGGLE] = 'o',
		[GEM_PRE] = 'p' };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char room[32];
		struct buf got = BUF(room);
		struct str rest = str_of(rows[i].text);
		for (bool pre = false; rest.n;)
			buf_byte(&got, letter[gem_read(str_cut(&rest, '\n'), &pre).type]);
		CHECK_STR(buf_str(&got), str_of(rows[i].types));
	}
	bool pre = false;
	CHECK(gem_read((struct str){ NULL, 0 }, &pre).text.p != NULL, "nothing has an address too");
}

int main(void)
{
	lines();
	documents();
	return unit_done("gemtext");
}
