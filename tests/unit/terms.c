#include "unit.h"

#include "archive/letter.h"
#include "archive/terms.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#define TEN "abcdefghij"
#define SIXTY TEN TEN TEN TEN TEN TEN

static struct terms *terms;
static struct arena arena;

/* The exact forms of a text, each followed by '|'. */
static const struct {
	const char *text, *want;
} exact_rows[] = {
	/* German */
	{ "Das Freibad öffnet im Juli.", "das|freibad|öffnet|im|juli|" },
	{ "Straße STRASSE Strasse STRAẞE", "strasse|strasse|strasse|strasse|" },
	{ "ÄÖÜ äöü", "äöü|äöü|" },
	{ "fordern fördern", "fordern|fördern|" },
	{ "WMG-Geschäftsführer", "wmg|geschäftsführer|" },
	{ "„Nein“, »Ja« ‚so‘ ›da‹", "nein|ja|so|da|" },
	{ "1.000,50 € am 28.6.2018", "1|000|50|am|28|6|2018|" },
	{ "Bürger*innen und Bürger_innen", "bürger|innen|und|bürger|innen|" },
	{ "5½ m²", "5½|m²|" },
	{ "Lösch\xc2\xadteich", "löschteich|" },
	{ "Lösch\xc2\xad\xc2\xadteich", "löschteich|" },
	{ "Lösch\xc2\xad teich", "lösch|teich|" },
	{ "Auf\xe2\x80\x8clage Zu\xe2\x81\xa0tritt", "auflage|zutritt|" },
	/* apostrophes */
	{ "Don't don’t don‘t don`t don´t don\xca\xbct", "dont|dont|dont|dont|dont|dont|" },
	{ "Hans' Haus, 's ist 'schön'", "hans|haus|s|ist|schön|" },
	{ "a''b a'’b a' b a'", "a|b|a|b|a|b|a|" },
	{ "a'\xc2\xad"
	  "b",
		"ab|" },
	{ "2'000", "2000|" },
	{ "'", "" },
	/* decomposed */
	{ "Ha\xcc\x88user", "häuser|" },
	{ "A\xcc\x88rger", "ärger|" },
	{ "e\xcc\x81te\xcc\x81", "été|" },
	{ "a\xcc\x81\xcc\x81", "á\xcc\x81|" },
	{ "\xcc\x88 \xcc\x88"
	  "a",
		"a|" },
	{ "'\xcc\x88", "" },
	/* other Latin, other scripts */
	{ "Łódź ŠKODA Œuvre Ørsted ÆON ŸES", "łódź|škoda|œuvre|ørsted|æon|ÿes|" },
	{ "İzmir ŉ ſo ĳ ǅ", "i̇zmir|n|so|ĳ|ǆ|" },
	{ "Tiếng VIỆT", "tiếng|việt|" },
	{ "МОСКВА Ёлка", "москва|ёлка|" },
	{ "ΟΔΥΣΣΕΥΣ ὀδυσσεύς", "οδυσσευσ|ὀδυσσεύσ|" },
	{ "ﬁnden", "finden|" },
	{ "µm", "μm|" },
	{ "हिन्दी", "हिन्दी|" },
	{ "سلام", "سلام|" },
	{ "한국어", "한국어|" },
	{ "東京都", "東|京|都|" },
	{ "Tokio東京2020年", "tokio|東|京|2020|年|" },
	{ "がぎ か\xe3\x82\x99", "が|ぎ|が|" },
	{ "ไทย", "ไ|ท|ย|" },
	{ "ที่", "ที่|" },
	{ "ท\xcd\x85 α\xcd\x85", "ท\xcd\x85|αι|" },
	{ "🐦 Vogel🐦vogel ❤️", "vogel|vogel|" },
	/* hostile */
	{ "", "" },
	{ " \t\r\n\x01\x1b[31m", "31m|" },
	{ "a\x01"
	  "b\x7f"
	  "c",
		"a|b|c|" },
	{ "a\xff"
	  "b\xfe",
		"a|b|" },
	{ "a\xc3", "a|" },
	{ "a\xc3(b", "a|b|" },
	{ "\xed\xa0\x80x", "x|" },
	{ "\xc1\xa1\xc0\xaf", "" },
	{ "\xf4\x90\x80\x80z\xe2\x82", "z|" },
	{ "a\xe2\x80\x99", "a|" },
	{ "a\xc2\xad", "a|" },
	/* too long: cut between characters */
	{ SIXTY "abcd", SIXTY "abcd|" },
	{ SIXTY "abcde fg", SIXTY "abcd|fg|" },
	{ SIXTY "abcä fg", SIXTY "abc|fg|" },
	{ SIXTY "abcäx fg", SIXTY "abc|fg|" },
	{ SIXTY "abcжx fg", SIXTY "abc|fg|" },
	{ SIXTY "abcß", SIXTY "abcs|" },
	{ SIXTY SIXTY SIXTY SIXTY SIXTY "ж fg", SIXTY "abcd|fg|" },
};

static void check_exact(void)
{
	for (size_t i = 0; i < sizeof exact_rows / sizeof *exact_rows; i++) {
		char all_room[1024], room[TERMS_MAX];
		struct buf all = BUF(all_room), exact = BUF(room);
		struct str rest = str_of(exact_rows[i].text), written;
		while (terms_next(&rest, &written, &exact)) {
			CHECK(!exact.full, "row %zu", i);
			buf_add(&all, buf_str(&exact));
			buf_byte(&all, '|');
		}
		CHECK_STR(buf_str(&all), str_of(exact_rows[i].want));
		CHECK(rest.n == 0, "row %zu", i);
	}
}

/* Where a word stands, and what is left. */
static void check_written(void)
{
	static const struct {
		const char *text, *written, *rest;
	} rows[] = {
		{ "  „Don’t“, sagt er", "Don’t", "“, sagt er" },
		{ "Lösch\xc2\xadteich.", "Lösch\xc2\xadteich", "." },
		{ "Hans' Haus", "Hans", "' Haus" },
		{ "a\xc2\xad", "a", "\xc2\xad" },
		{ "Ha\xcc\x88user!", "Ha\xcc\x88user", "!" },
		{ "漢字", "漢", "字" },
		{ "\xff" SIXTY SIXTY "-x", SIXTY SIXTY, "-x" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[TERMS_MAX];
		struct buf exact = BUF(room);
		struct str rest = str_of(rows[i].text), written = { 0 };
		CHECK(terms_next(&rest, &written, &exact), "row %zu", i);
		CHECK_STR(written, str_of(rows[i].written));
		CHECK_STR(rest, str_of(rows[i].rest));
	}
}

/* A buffer that is too small cuts, too. */
static void check_small_buffer(void)
{
	char room[5];
	struct buf exact = BUF(room);
	struct str rest = STR("Häuserzeile"), written;
	CHECK(terms_next(&rest, &written, &exact) && !exact.full, "one word");
	CHECK_STR(buf_str(&exact), STR("häus"));
	rest = STR("жжж");
	CHECK(terms_next(&rest, &written, &exact), "one word");
	CHECK_STR(buf_str(&exact), STR("жж"));
}

/* With '^' for TERMS_STEM. */
static const struct {
	const char *text, *language, *want;
	size_t count;
} stream_rows[] = {
	{ "Häuser", "de", "häuser ^haus ", 1 },
	{ "Das Haus der Häuser", "de-AT", "das haus der häuser ^haus ", 4 },
	{ "fordern fördern", "de", "fordern ^ford fördern ^ford ", 2 },
	{ "Straßen", "DE", "strassen ^strass ", 1 },
	{ "Ha\xcc\x88usern", "de", "häusern ^haus ", 1 },
	{ "Cafés in Łódź", "de", "cafés ^caf in łódź ^lodz ", 3 },
	{ "Münster-Rhône Việt", "de_DE", "münster ^munst rhône ^rhon việt ^viet ", 3 },
	{ "Löschteich lösch\xc2\xadteich", "de", "löschteich ^loschteich löschteich ^loschteich ", 2 },
	{ "Don't cry, houses!", "en", "dont cry ^cri houses ^hous ", 3 },
	{ "naïve cafés of Køge", "en-GB", "naïve ^naiv cafés ^cafe of køge ^koge ", 4 },
	{ "Häuser cafés", "fr", "häuser ^hauser cafés ^cafes ", 2 },
	{ "Häuser", "", "häuser ^hauser ", 1 },
	{ "Häuser", "den", "häuser ^hauser ", 1 },
	{ "houses", "x", "houses ", 1 },
	{ "Ёлка ΑΘΉΝΑ", "de", "ёлка ^елка αθήνα ^αθηνα ", 2 },
	{ "हिन्दी ที่ 한국 が", "de", "हिन्दी ที่ 한국 が ", 4 },
	{ "28.6.2018", "de", "28 6 2018 ", 3 },
	{ "ǟ", "de", "ǟ ^a ", 1 },
	{ "", "de", "", 0 },
	{ "\xff\x01\xcc\x88", "de", "", 0 },
};

static struct str shown(struct str token)
{
	char *p = arena_take(&arena, token.n + 1, 1);
	for (size_t i = 0; i < token.n; i++)
		p[i] = token.p[i];
	for (size_t i = 0; i < token.n; i++)
		if (p[i] == TERMS_STEM)
			p[i] = '^';
	return (struct str){ p, token.n };
}

static void check_stream(void)
{
	/* the second time out of the table */
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof stream_rows / sizeof *stream_rows; i++) {
			struct buf out = { 0 };
			size_t count = terms_add(
				terms, str_of(stream_rows[i].text), str_of(stream_rows[i].language), &arena, &out);
			CHECK_STR(shown(buf_str(&out)), str_of(stream_rows[i].want));
			CHECK(count == stream_rows[i].count, "row %zu: %zu", i, count);
			arena_reset(&arena);
		}
}

/* Texts are added one behind the other, and the buffer grows. */
static void check_growing(void)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < 10000; i++)
		terms_add(terms, STR("Häuser"), STR("de"), &arena, &out);
	CHECK(out.n == 10000 * strlen("häuser ^haus ") && !out.full, "%zu", out.n);
	CHECK(str_ends(buf_str(&out), STR(" \x01haus ")), "the last one");
	arena_reset(&arena);
}

/* Many words more than the table holds, twice: what it says is what Snowball says. */
static void check_table(void)
{
	struct sb_stemmer *german = sb_stemmer_new("german", "UTF_8"), *english = sb_stemmer_new("english", "UTF_8");
	size_t wrong = 0;
	char room[TERMS_MAX];
	for (unsigned i = 0; i < 200000; i++) {
		struct buf word = BUF(room);
		buf_fmt(&word, "w%uinghaftungen", i % 100000);
		struct str stem = terms_stem(terms, buf_str(&word), STR("de"));
		struct str snowball = str_of((const char *)sb_stemmer_stem(german, (void *)room, (int)word.n));
		wrong += !str_eq(stem, snowball) || str_eq(stem, buf_str(&word));
		stem = terms_stem(terms, buf_str(&word), STR("en"));
		snowball = str_of((const char *)sb_stemmer_stem(english, (void *)room, (int)word.n));
		wrong += !str_eq(stem, snowball);
	}
	CHECK(wrong == 0, "%zu stems", wrong);
	sb_stemmer_delete(german);
	sb_stemmer_delete(english);
}

/* What no word of a text can be. */
static void check_odd_stems(void)
{
	CHECK_STR(terms_stem(terms, STR(""), STR("de")), STR(""));
	CHECK_STR(terms_stem(terms, STR("a\xffungen"), STR("de")), STR("a\xffungen"));
	CHECK_STR(terms_stem(terms, STR(SIXTY SIXTY), STR("fr")), STR(SIXTY "abcd"));
	struct str out[TERMS_VARIANTS];
	CHECK(terms_variants(terms, STR(""), &arena, out) == 0, "no word");
}

static const struct {
	const char *word, *want; /* exact form; tokens, with '^' for TERMS_STEM */
} variant_rows[] = {
	{ "häuser", "^haus haus häuser ^hauser hauser ^haeus haeus ^haeuser haeuser" },
	{ "haeuser", "^haeus haeus haeuser ^haeuser ^haus haus ^hauser hauser" },
	{ "hauser", "^haus haus hauser ^hauser" },
	{ "haus", "^haus haus" },
	{ "freibad", "^freibad freibad" },
	{ "fördern", "^ford ford fördern ^fordern fordern ^foerd foerd ^foerdern foerdern" },
	{ "houses", "^hous hous houses ^houses" },
	/* all places, and each alone */
	{ "muehlenstrasse", "^muehlenstrass muehlenstrass muehlenstrasse ^muhlenstrass muhlenstrass ^muehlenstrasse" },
	{ "baeuerin", "^baeuerin baeuerin ^bauerin bauerin ^baeurin baeurin" },
	{ "geuebt", "^geuebt geuebt ^geubt geubt" },
	{ "quelle", "^quell quell quelle ^quelle" },
	{ "israel", "^israel israel ^isral isral" },
	{ "café", "^caf caf café ^cafe cafe" },
	{ "東", "^東 東" },
	{ "ae", "^ae ae ^a a" },
};

static struct str joined(const struct str *token, size_t count)
{
	struct buf all = { 0 };
	for (size_t i = 0; i < count; i++) {
		arena_room(&arena, &all, token[i].n + 1);
		if (i)
			buf_byte(&all, ' ');
		buf_add(&all, token[i]);
	}
	return shown(buf_str(&all));
}

static void check_variants(void)
{
	for (size_t i = 0; i < sizeof variant_rows / sizeof *variant_rows; i++) {
		struct str token[TERMS_VARIANTS];
		size_t count = terms_variants(terms, str_of(variant_rows[i].word), &arena, token);
		CHECK_STR(joined(token, count), str_of(variant_rows[i].want));
		arena_reset(&arena);
	}
}

/* The spellings of an exact form, and what it may have been with umlauts. */
static const struct {
	const char *word, *spellings, *umlauts;
} spelling_rows[] = {
	{ "häuser", "häuser haeuser", "" },
	{ "haeuser", "haeuser häuser", "häeuser" },
	{ "hauser", "hauser", "häuser" },
	{ "mue", "mue mü", "müe" },
	{ "neue", "neue neü", "" },
	{ "quote", "quote", "quöte" },
	{ "muhlstub", "muhlstub", "mühlstub muhlstüb mühlstüb" },
	{ "fest", "fest", "" },
	{ "", "", "" },
};

static void check_spellings(void)
{
	for (size_t i = 0; i < sizeof spelling_rows / sizeof *spelling_rows; i++) {
		struct str spelling[TERMS_SPELLINGS], umlaut[TERMS_UMLAUTS], word = str_of(spelling_rows[i].word);
		size_t count = terms_spellings(word, &arena, spelling);
		CHECK_STR(joined(spelling, count), str_of(spelling_rows[i].spellings));
		count = terms_umlauts(word, &arena, umlaut);
		CHECK_STR(joined(umlaut, count), str_of(spelling_rows[i].umlauts));
		arena_reset(&arena);
	}
	struct str umlaut[TERMS_UMLAUTS];
	CHECK(terms_umlauts(STR("aaaaaaaa"), &arena, umlaut) == TERMS_UMLAUTS, "four places, and no more");
}

/* Whether a word typed finds a text: the promise, both ways through. */
static const struct {
	const char *typed, *text, *language;
	bool found;
} found_rows[] = {
	{ "Häuser", "Viele Haeuser", "de", true },
	{ "Haeuser", "Viele Häuser", "de", true },
	{ "hauser", "Viele Häuser", "de", true },
	{ "HAUS", "der Häuser", "de", true },
	{ "Straße", "in der Strasse", "de", true },
	{ "Strasse", "in der Straße", "de", true },
	{ "Strassen", "in der STRASSE", "de", true },
	{ "Mueller", "Herr Müller", "de", true },
	{ "Muller", "Herr Müller", "de", true },
	{ "Müller", "Herr Mueller", "de", true },
	{ "Mueller", "Mr. Müller", "en", true },
	{ "Mueller", "M. Müller", "fr", true },
	{ "Baeuerin", "eine Bäuerin", "de", true },
	{ "geuebt", "Er geübt hat", "de", true },
	{ "uebergroesse", "in Übergröße", "de", true },
	{ "Übergroesse", "in Übergröße", "de", true },
	{ "houses", "a house", "en", true },
	{ "cafe", "Ein Café", "de", true },
	{ "Café", "the cafes", "en", true },
	{ "fraiches", "des fraîches", "fr", true },
	{ "Lodz", "In Łódź", "de", true },
	{ "Soerensen", "Herr Sørensen", "de", true },
	{ "Löschteich", "im Lösch\xc2\xadteich", "de", true },
	{ "Ha\xcc\x88user", "Haus", "de", true },
	{ "東", "東京", "ja", true },
	{ "Haus", "Hausen Maus", "fr", false },
	{ "Freibad", "Hallenbad", "de", false },
};

static bool finds(const char *typed, const char *text, const char *language)
{
	char room[TERMS_MAX];
	struct buf exact = BUF(room), stream = { 0 };
	struct str rest = str_of(typed), written, token[TERMS_VARIANTS];
	if (!terms_next(&rest, &written, &exact))
		return false;
	size_t count = terms_variants(terms, buf_str(&exact), &arena, token);
	terms_add(terms, str_of(text), str_of(language), &arena, &stream);
	for (rest = buf_str(&stream); rest.n;) {
		struct str in_text = str_cut(&rest, ' ');
		for (size_t i = 0; i < count; i++)
			if (str_eq(token[i], in_text))
				return true;
	}
	return false;
}

static void check_found(void)
{
	for (size_t i = 0; i < sizeof found_rows / sizeof *found_rows; i++) {
		bool found = finds(found_rows[i].typed, found_rows[i].text, found_rows[i].language);
		CHECK(found == found_rows[i].found, "\"%s\" in \"%s\"", found_rows[i].typed, found_rows[i].text);
		arena_reset(&arena);
	}
}

/* The tables for Latin letters are what libunistring says of them. */
static void check_latin(void)
{
	const uint32_t mask = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N;
	for (uint32_t rune = 1; rune < LETTER_LATIN; rune++) {
		char written_room[4], room[TERMS_MAX];
		struct buf written = BUF(written_room), exact = BUF(room);
		utf8_add(&written, rune);
		CHECK((letter_fold(rune) != 0) == uc_is_general_category_withtable(rune, mask), "U+%04X", rune);
		struct str rest = buf_str(&written), word;
		if (!terms_next(&rest, &word, &exact) || rune == 0x149)
			continue;
		uint8_t folded[16];
		size_t n = sizeof folded;
		u8_casefold((const uint8_t *)written_room, written.n, NULL, UNINORM_NFC, folded, &n);
		CHECK(exact.n == n && memcmp(room, folded, n) == 0, "U+%04X: %.*s", rune, STR_ARG(buf_str(&exact)));
	}
}

/* A base is what decomposition leaves; where that leaves the letter as it is, a stroke may be taken off still. */
static void check_bases(void)
{
	for (uint32_t rune = 0x80; rune < LETTER_LATIN; rune++) {
		ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
		struct str base = letter_base(rune);
		if (letter_fold(rune) != rune)
			CHECK(base.n == 0, "U+%04X is no exact form", rune);
		else if (uc_canonical_decomposition(rune, parts) > 0)
			CHECK(base.n == 1 && (ucs4_t)base.p[0] == parts[0], "U+%04X", rune);
		for (size_t i = 0; i < base.n; i++)
			CHECK(base.p[i] >= 'a' && base.p[i] <= 'z', "U+%04X", rune);
	}
}

int main(void)
{
	terms = terms_new();
	if (!terms)
		return 1;
	check_exact();
	check_written();
	check_small_buffer();
	check_stream();
	check_growing();
	check_table();
	check_odd_stems();
	check_variants();
	check_spellings();
	check_found();
	check_latin();
	check_bases();
	terms_free(terms);
	arena_free(&arena);
	return unit_done("terms");
}
