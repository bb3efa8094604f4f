#include "unit.h"

#include "text/slug.h"

#include <string.h>

#define TEN "abcdefghij"
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

static const struct {
	const char *headline, *want;
} rows[] = {
	{ "Feuerwehr rettet Storch aus dem Löschteich", "feuerwehr-rettet-storch-aus-dem-loeschteich" },
	{ "Straße", "strasse" },
	{ "STRASSE UND GRÖSSE", "strasse-und-groesse" },
	{ "GRÖẞE", "groesse" },
	{ "Ärger, Öl und Übermut", "aerger-oel-und-uebermut" },
	{ "Café Société à la carte", "cafe-societe-a-la-carte" },
	{ "Łódź und Škoda", "lodz-und-skoda" },
	{ "Ångström, Ørsted, Æon, Œuvre", "angstroem-oersted-aeon-oeuvre" },
	{ "Þórr ðe", "thorr-de" },
	{ "Smørrebrød", "smoerrebroed" },
	{ "İstanbul", "istanbul" },
	{ "ﬁnden", "finden" },
	{ "Ｆｕｌｌ　Ｗｉｄｔｈ", "full-width" },
	/* apostrophes */
	{ "Don’t panic", "dont-panic" },
	{ "Don't panic", "dont-panic" },
	{ "L'Arronge geht", "larronge-geht" },
	{ "Rock'n'Roll", "rocknroll" },
	{ "Rock ’n’ Roll", "rock-n-roll" },
	{ "Hans' Haus", "hans-haus" },
	{ "'Zitat' und ‚noch eins‘", "zitat-und-noch-eins" },
	{ "don''t", "don-t" },
	{ "it`s", "its" },
	{ "it´s", "its" },
	{ "'", "" },
	{ "'a'", "a" },
	/* marks */
	{ "„Nein“, sagt er", "nein-sagt-er" },
	{ "»Nein«", "nein" },
	{ "(K)ein Problem?", "k-ein-problem" },
	{ "A – B — C - D", "a-b-c-d" },
	{ "B188: Sperrung", "b188-sperrung" },
	{ "100.000 Euro", "100-000-euro" },
	{ "5 € mehr", "5-eur-mehr" },
	{ "1½ Stunden", "1-1-2-stunden" },
	{ "20 °C", "20-degc" },
	{ "§ 218", "par-218" },
	{ "Meyer & Söhne", "meyer-soehne" },
	{ "e.V.", "e-v" },
	{ "a/b\\c", "a-b-c" },
	{ "a_b", "a-b" },
	{ "../../etc/passwd", "etc-passwd" },
	{ "a\tb\nc\rd", "a-b-c-d" },
	{ "a\x01"
	  "b\x1b[31mc",
		"a-b-31mc" },
	{ "%2e%2e/", "2e-2e" },
	{ "---", "" },
	{ "--a--b--", "a-b" },
	{ "   a   ", "a" },
	{ "!a!", "a" },
	{ "Wirt\xc2\xadschaft", "wirtschaft" },
	{ "Wirt\xe2\x80\x8bschaft", "wirtschaft" },
	{ "nai\xcc\x88"
	  "f",
		"naif" },
	/* what has no ASCII */
	{ "", "" },
	{ " ", "" },
	{ "Москва слезам не верит", "" },
	{ "東京", "" },
	{ "🐦", "" },
	{ "東京 2020", "2020" },
	{ "Пост 5 von 7", "5-von-7" },
	{ "\xff\xfe", "" },
	{ "a\xff"
	  "b",
		"a-b" },
	{ "a\xc3", "a" },
	{ "\xed\xa0\x80x", "x" },
	/* the site's own names */
	{ "Index", "index-1" },
	{ "index", "index-1" },
	{ "„Index“", "index-1" },
	{ "MANIFEST", "manifest-1" },
	{ "Index 1", "index-1" },
	{ "index-1", "index-1" },
	{ "Der Index", "der-index" },
	{ "Indexe", "indexe" },
	{ "2018", "2018" },
	/* length: 80 bytes, whole words */
	{ SEVENTY TEN, SEVENTY TEN },
	{ SEVENTY TEN "k", SEVENTY TEN },
	{ SEVENTY TEN " k", SEVENTY TEN },
	{ SEVENTY " bcdefghij", SEVENTY "-bcdefghij" },
	{ SEVENTY " bcdefghijk", SEVENTY },
	{ SEVENTY " bcdefghi", SEVENTY "-bcdefghi" },
	{ SEVENTY " bcdefghi k", SEVENTY "-bcdefghi" },
	{ SEVENTY " bcdefg h", SEVENTY "-bcdefg-h" },
	{ SEVENTY " bcdefg hi jk", SEVENTY "-bcdefg-hi" },
	{ SEVENTY " bcdefg hij", SEVENTY "-bcdefg" },
	{ "a " SEVENTY TEN, "a" },
	{ SEVENTY "abcdefghÖ", SEVENTY "abcdefghoe" },
	{ SEVENTY "abcdefghiÖ", SEVENTY "abcdefghio" },
	{ SEVENTY " abcdefÖÖ", SEVENTY },
};

static struct str slug_of(struct str headline, struct buf *room)
{
	buf_clear(room);
	slug_add(room, headline);
	return buf_str(room);
}

static void check_rows(void)
{
	char room[SLUG_MAX], again_room[SLUG_MAX];
	struct buf slug = BUF(room), again = BUF(again_room);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str got = slug_of(str_of(rows[i].headline), &slug);
		CHECK(str_eq(got, str_of(rows[i].want)), "\"%s\": got \"%.*s\", want \"%s\"", rows[i].headline,
			STR_ARG(got), rows[i].want);
		CHECK(!slug.full, "\"%s\"", rows[i].headline);
		CHECK_STR(slug_of(got, &again), got);
	}
}

/* A slug is added to what is there, whole or not at all. */
static void check_buffer(void)
{
	char room[10];
	struct buf out = BUF(room);
	buf_add(&out, STR("/x/"));
	slug_add(&out, STR("Größe"));
	CHECK_STR(buf_str(&out), STR("/x/groesse"));
	CHECK(!out.full, "it fits");
	buf_clear(&out);
	slug_add(&out, STR("elf Zeichen"));
	CHECK(out.full && out.n == 0, "%zu bytes", out.n);
}

/* Where a headline is taken apart makes no difference: behind any number of characters the same word is spelled the
 * same. */
static void check_pieces(void)
{
	static char text[1 << 20];
	char room[SLUG_MAX];
	struct buf out = BUF(room);
	const char *const fill[] = { " ", "-", "東", "\xff", "\xc3", "🐦", "ж" };
	for (size_t k = 0; k < sizeof fill / sizeof *fill; k++)
		for (size_t n = 0; n < 400; n++) {
			struct buf b = BUF(text);
			for (size_t i = 0; i < n; i++)
				buf_add(&b, str_of(fill[k]));
			buf_add(&b, STR(" Größe"));
			CHECK_STR(slug_of(buf_str(&b), &out), STR("groesse"));
		}
	for (size_t n = 1; n <= 60; n++) {
		struct buf b = BUF(text);
		for (size_t i = 0; i < n; i++)
			buf_add(&b, STR("é"));
		struct str got = slug_of(buf_str(&b), &out);
		CHECK(got.n == n && got.p[0] == 'e' && got.p[n - 1] == 'e', "%zu: %zu", n, got.n);
	}
	memset(text, '.', sizeof text);
	text[sizeof text - 1] = 'x';
	CHECK_STR(slug_of((struct str){ text, sizeof text }, &out), STR("x"));
	memset(text, 'x', sizeof text);
	CHECK(slug_of((struct str){ text, sizeof text }, &out).n == SLUG_MAX, "an endless word");
	CHECK(slug_of((struct str){ NULL, 0 }, &out).n == 0, "nothing");
}

int main(void)
{
	check_rows();
	check_buffer();
	check_pieces();
	return unit_done("slug");
}
