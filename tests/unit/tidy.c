#include "unit.h"

#include "import/bytes.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define RAW(literal)                                                                                                   \
	{                                                                                                              \
		literal, sizeof(literal) - 1                                                                           \
	}

static struct arena arena;

static void passed_on(void)
{
	static const char *const rows[] = {
		"",
		"a",
		"Ein Satz.",
		"Zeile\n\n\nZeile\n",
		"\n",
		"\n\n",
		"  eingerückt",
		"„Grüße“, sagte sie – für 5 €…",
		"Ölçün š ž Łódź",
		"Привет, мир",
		"日本語",
		"😀 👍🏽",
		"Spaß… und Gruß“",
		"CAFÉ–BAR",
		"été »",
		"São Paulo, AMANHÃ, ÂNGULO",
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str got = bytes_tidy(str_of(rows[i]), &arena);
		CHECK_STR(got, str_of(rows[i]));
	}
	struct str clean = STR("Grüße\naus Wolfsburg\n");
	CHECK(bytes_tidy(clean, &arena).p == clean.p, "clean text is not copied");
}

struct row {
	struct str raw;
	const char *want;
};

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str got = bytes_tidy(rows[i].raw, &arena);
		CHECK(str_eq(got, str_of(rows[i].want)), "%zu: got \"%.*s\", want \"%s\"", i, STR_ARG(got),
			rows[i].want);
		arena_reset(&arena);
	}
}

static void lines(void)
{
	static const struct row rows[] = {
		{ RAW("a\r\nb\r\n"), "a\nb\n" },
		{ RAW("a\rb\r\rc"), "a\nb\n\nc" },
		{ RAW("a\r\n\r\n\r\nb"), "a\n\n\nb" },
		{ RAW("a\n\rb"), "a\n\nb" },
		{ RAW("a\r"), "a\n" },
		{ RAW("a\x0b"
		      "b\x0c"
		      "c"),
			"a\nb\nc" },
		{ RAW("a\xc2\x85"
		      "b\xe2\x80\xa8"
		      "c\xe2\x80\xa9"
		      "d"),
			"a\nb\nc\nd" },
		{ RAW("a  \nb \r\n  \n c "), "a\nb\n\n c" },
		{ RAW("a\n \n\t\n\xc2\xa0\nb"), "a\n\n\n\nb" },
		{ RAW("   "), "" },
		{ RAW("a \xc2\xa0\t \nb"), "a\nb" },
		{ RAW("a \x01\nb"), "a\nb" },
	};
	check_rows(rows, COUNT(rows));
}

static void spaces(void)
{
	static const struct row rows[] = {
		{ RAW("10\xc2\xa0km"), "10 km" },
		{ RAW("a\tb"), "a b" },
		{ RAW("a\xe2\x80\x80"
		      "b\xe2\x80\x83"
		      "c\xe2\x80\x89"
		      "d\xe2\x80\x8a"
		      "e"),
			"a b c d e" },
		{ RAW("1\xe2\x80\xaf"
		      "000\xe2\x81\x9f"
		      "b\xe3\x80\x80"
		      "c\xe1\x9a\x80"
		      "d"),
			"1 000 b c d" },
		{ RAW("Bundes\xc2\xadregierung"), "Bundesregierung" },
		{ RAW("a\xe2\x80\x8b"
		      "b\xe2\x81\xa0"
		      "c\xef\xbb\xbf"
		      "d"),
			"abcd" },
		{ RAW("\xe2\x80\x8f"
		      "a\xe2\x80\x8e\xe2\x80\xaa"
		      "b\xe2\x80\xac\xe2\x81\xa6"
		      "c\xe2\x81\xa9\xd8\x9c"),
			"abc" },
		/* joiners: against ligatures in German, part of the word in Persian, of the picture in emoji */
		{ RAW("Auf\xe2\x80\x8clage"), "Auflage" },
		{ RAW("h\xc3\xb6\xe2\x80\x8c\xc3\xa4"), "höä" },
		{ RAW("\xe2\x80\x8d"
		      "a\xe2\x80\x8d"),
			"a" },
		{ RAW("\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88\xd8\xa7\xd9\x87\xd9\x85"), "می‌خواهم" },
		{ RAW("👨\xe2\x80\x8d👩\xe2\x80\x8d👧"), "👨‍👩‍👧" },
		{ RAW("„\xe2\x80\x8d“"), "„“" },
	};
	check_rows(rows, COUNT(rows));
}

static void controls(void)
{
	static const struct row rows[] = {
		{ RAW("a\x01"
		      "b\x7f"
		      "c\x1b[1md"),
			"abc[1md" },
		{ RAW("a\0b"), "ab" },
		{ RAW("Ende.\x1a"), "Ende." },
		/* Windows-1252 where somebody took Latin-1's word for it */
		{ RAW("\xc2\x84"
		      "Gruß\xc2\x93 \xc2\x96 5 \xc2\x80\xc2\x85 Don\xc2\x92t"),
			"„Gruß“ – 5 €… Don’t" },
		{ RAW("a\xc2\x81\xc2\x8d"
		      "b"),
			"ab" },
		{ RAW("a\xc2\x85"
		      "b\xc2\x81"),
			"a\nb" },
		/* what is lost stays to be seen, but for the ends */
		{ RAW("a\xef\xbf\xbd"
		      "b"),
			"a\xef\xbf\xbd"
			"b" },
		{ RAW("\xef\xbf\xbd"
		      "a\xef\xbf\xbd\nb \xef\xbf\xbd\xef\xbf\xbd \n\xef\xbf\xbd"),
			"a\nb\n" },
		{ RAW(" \xef\xbf\xbd\xef\xbf\xbd"
		      "a"),
			" a" },
		/* not UTF-8 */
		{ RAW("f\xfcr"), "f\xef\xbf\xbdr" },
		{ RAW("a\xff\xfe"
		      "b"),
			"a\xef\xbf\xbd\xef\xbf\xbd"
			"b" },
		{ RAW("a\xed\xa0\x80"
		      "b"),
			"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
			"b" },
		{ RAW("a\xc0\x80"
		      "b"),
			"a\xef\xbf\xbd\xef\xbf\xbd"
			"b" },
		{ RAW("ab\xc3"), "ab" },
	};
	check_rows(rows, COUNT(rows));
}

static void normal_form(void)
{
	static const struct row rows[] = {
		{ RAW("Gru\xcc\x88\xc3\x9f"
		      "e"),
			"Grüße" },
		{ RAW("scho\xcc\x88n\nO\xcc\x88l"), "schön\nÖl" },
		{ RAW("e\xcc\x81\xcc\xa3"), "ẹ́" },
		{ RAW("\xe2\x84\xab\xe2\x84\xaa\xe2\x84\xa6"), "ÅKΩ" },
		{ RAW("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"), "한" },
		{ RAW("\xcc\x88"), "\xcc\x88" },
		{ RAW("\xef\xac\x81"), "ﬁ" },
		/* found only when what stood between is gone */
		{ RAW("u\xe2\x80\x8b\xcc\x88"), "ü" },
		{ RAW("u\xc2\xad\xcc\x88"), "ü" },
		{ RAW("u\n\xcc\x88"), "u\n\xcc\x88" },
	};
	check_rows(rows, COUNT(rows));
}

static void mojibake(void)
{
	static const struct row rows[] = {
		{ RAW("GrÃ¼ÃŸe aus KÃ¶nigslutter"), "Grüße aus Königslutter" },
		{ RAW("Ã„rger, Ã–l, Ãœbung, MÃ„RZ, GRÃœN, SCHÃ–N"), "Ärger, Öl, Übung, MÄRZ, GRÜN, SCHÖN" },
		{ RAW("â€žJaâ€œ â€“ fÃ¼r 5 â‚¬â€¦"), "„Ja“ – für 5 €…" },
		{ RAW("Donâ€™t â€˜worryâ€™ â€” really"), "Don’t ‘worry’ — really" },
		{ RAW("â€œYesâ€\xc2\x9d, she said"), "“Yes”, she said" },
		/* the undefined byte is gone, or was replaced */
		{ RAW("â€œYesâ€, she said"), "“Yes”, she said" },
		{ RAW("â€œYesâ€"), "“Yes”" },
		{ RAW("â€œYesâ€\xef\xbf\xbd, she said"), "“Yes”, she said" },
		{ RAW("Ã\xc2\x81rpÃ¡d und Ã\xc2\x8dsland"), "Árpád und Ísland" },
		/* as Latin-1 */
		{ RAW("\xc3\xa2\xc2\x80\xc2\x9eGr\xc3\x83\xc2\xbc\xc3\x83\xc2\x9f"
		      "e\xc3\xa2\xc2\x80\xc2\x9c"),
			"„Grüße“" },
		{ RAW("\xc3\x83\xc2\x84rzte, \xc3\x83\xc2\x96l\xc3\xa2\xc2\x80\xc2\xa6"), "Ärzte, Öl…" },
		{ RAW("\xc3\x85\xc2\x85ikita"), "Ņikita" },
		/* twice, and three times */
		{ RAW("GrÃƒÂ¼ÃƒÅ¸e"), "Grüße" },
		{ RAW("Ã¢â‚¬Å¾JaÃ¢â‚¬Å“ Ã¢â‚¬â€œ gut"), "„Ja“ – gut" },
		{ RAW("Ã¢â‚¬Ëœso Ã¢â‚¬â„¢n"), "‘so ’n" },
		{ RAW("fÃƒÆ’Ã‚Â¼r"), "für" },
		/* no-break spaces: whole, made spaces, fallen off */
		{ RAW("10Â\xc2\xa0km"), "10 km" },
		{ RAW("10Â km"), "10 km" },
		{ RAW("Ende.Â\n\nÂ\nText.Â  Mehr"), "Ende.\n\n\nText.  Mehr" },
		{ RAW("voilÃ\xc2\xa0!"), "voilà!" },
		{ RAW("voilÃ  la fin"), "voilà la fin" },
		{ RAW("voilÃ la fin"), "voilà la fin" },
		{ RAW("Ente Ã  la carte"), "Ente à la carte" },
		{ RAW("Ente Ã la carte"), "Ente à la carte" },
		{ RAW("Å koda fÃ¤hrt"), "Škoda fährt" },
		{ RAW("Å\xc2\xa0koda"), "Škoda" },
		{ RAW("weiÃŸ, dÃ©jÃ\nda"), "weiß, déjà\nda" },
		/* other letters and signs */
		{ RAW("Å¡koda, Å‚Ã³dÅº, ÄŒesko"), "škoda, łódź, Česko" },
		{ RAW("20Â°C, Â§ 5, Â© dpa, Â½"), "20°C, § 5, © dpa, ½" },
		{ RAW("cÅ“ur"), "cœur" },
		{ RAW("ðŸ˜€ gut"), "😀 gut" },
		{ RAW("ï»¿Anfang"), "Anfang" },
		{ RAW("â€¢ Punkt â„¢"), "• Punkt ™" },
		{ RAW("â€‹unsichtbar"), "unsichtbar" },
		{ RAW("1â€¯000"), "1 000" },
		{ RAW("zuÌˆrich"), "zürich" },
		{ RAW("ÐŸÑ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€"), "Привет мир" },
		{ RAW("æ—¥æœ¬èªž"), "日本語" },
		/* soft hyphens and NEL matter to it */
		{ RAW("MarÃ\xc2\xad"
		      "a"),
			"María" },
		{ RAW("\xc3\x83\xc2\x85se"), "Åse" },
		/* lines that hold honest letters too */
		{ RAW("schön fÃ¼r alle"), "schön für alle" },
		{ RAW("„FÃ¼r“ – ja"), "„Für“ – ja" },
		{ RAW("für 10Â km, â€žÖlâ€œ"), "für 10 km, „Öl“" },
		{ RAW("für Ã¢â‚¬Å¾mich"), "für „mich" },
		{ RAW("Überschrift\nfÃ¼r\nÜbung"), "Überschrift\nfür\nÜbung" },
	};
	check_rows(rows, COUNT(rows));
}

/* What only looks like it. */
static void honest(void)
{
	static const struct row rows[] = {
		{ RAW("AMANHÃ DE MANHÃ"), "AMANHÃ DE MANHÃ" },
		{ RAW("AMANHÃ – MANHÃ… IRMÃ”"), "AMANHÃ – MANHÃ… IRMÃ”" },
		{ RAW("AMANHÃ…"), "AMANHÃ…" },
		{ RAW("SÃO PAULO E A NAÇÃO"), "SÃO PAULO E A NAÇÃO" },
		{ RAW("SÃO PAULO fÃ¼r"), "SÃO PAULO fÃ¼r" },
		{ RAW("CÂMARA DOS DEPUTADOS"), "CÂMARA DOS DEPUTADOS" },
		{ RAW("Mit „Ä“ am Anfang"), "Mit „Ä“ am Anfang" },
		{ RAW("Ä“ sagte er"), "Ä“ sagte er" },
		{ RAW("Das macht Spaß…"), "Das macht Spaß…" },
		{ RAW("Kuß“"), "Kuß“" },
		{ RAW("CAFÉ–BAR, CAFÉ®"), "CAFÉ–BAR, CAFÉ®" },
		{ RAW("à\xc2\xa0—\xc2\xa0été\xc2\xa0»"), "à — été »" },
		{ RAW("l’été\xc2\xa0» et l’été\xc2\xa0»"), "l’été » et l’été »" },
		{ RAW("‘the café’”"), "‘the café’”" },
		{ RAW("naïve… façade"), "naïve… façade" },
		{ RAW("på Å"), "på Å" },
		{ RAW("Å være"), "Å være" },
		{ RAW("È\xc2\xa0vero"), "È vero" },
		{ RAW("ÎÏÐ"), "ÎÏÐ" },
		{ RAW("pâté, bâton"), "pâté, bâton" },
		{ RAW("10 € – 12 €"), "10 € – 12 €" },
		{ RAW("Ã"), "Ã" },
		{ RAW("Â¼Ã"), "Â¼Ã" },
	};
	check_rows(rows, COUNT(rows));
}

enum { LARGE = 1 << 21 };

/* A size that a quadratic way would not survive. */
static void large(void)
{
	static const char *const rows[] = { "\xc3\x83", "\xc3\x83\xc2\xbc", "\xcc\x81\xcc\xa3", "   \xef\xbf\xbd", "\r",
		" \n", "\xc2\x84", "\xe2\x80\x8d", "\xff", "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", "Ã ", "<" };
	char *p = malloc(LARGE);
	if (p == NULL)
		abort();
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t n = strlen(rows[i]);
		for (size_t at = 0; at < LARGE; at++)
			p[at] = rows[i][at % n];
		struct str got = bytes_tidy((struct str){ p, LARGE / n * n }, &arena);
		CHECK(got.n <= (size_t)LARGE * 3 && utf8_valid(got), "%s", rows[i]);
		arena_reset(&arena);
	}
	free(p);
}

int main(void)
{
	passed_on();
	lines();
	spaces();
	controls();
	normal_form();
	mojibake();
	honest();
	large();
	arena_free(&arena);
	return unit_done("tidy");
}
