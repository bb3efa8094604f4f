#include "unit.h"

#include "import/bytes.h"
#include "import/charset.h"
#include "import/western.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
/* a literal that may hold NULs */
#define RAW(literal)                                                                                                   \
	{                                                                                                              \
		literal, sizeof(literal) - 1                                                                           \
	}

static struct arena arena;

struct row {
	struct str raw;
	const char *declared, *want, *charset;
};

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str got;
		const char *charset = NULL;
		enum bytes_trouble t = bytes_decode(rows[i].raw, str_of(rows[i].declared), &arena, &got, &charset);
		CHECK(t == BYTES_GOOD, "%zu (%s): %s", i, rows[i].want, bytes_trouble_text(t));
		CHECK_STR(got, str_of(rows[i].want));
		CHECK(strcmp(charset, rows[i].charset) == 0, "%s: %s, not %s", rows[i].want, charset, rows[i].charset);
		arena_reset(&arena);
	}
}

static void unicode(void)
{
	static const struct row rows[] = {
		{ RAW("abc"), "", "abc", "UTF-8" },
		{ RAW("Gr\xc3\xbc\xc3\x9f"
		      "e"),
			"", "Grüße", "UTF-8" },
		/* what is valid UTF-8 is UTF-8, whatever a page says of itself */
		{ RAW("Gr\xc3\xbc\xc3\x9f"
		      "e"),
			"iso-8859-1", "Grüße", "UTF-8" },
		{ RAW("\xef\xbb\xbfGr\xc3\xbc\xc3\x9f"
		      "e"),
			"iso-8859-1", "Grüße", "UTF-8" },
		{ RAW("\xef\xbb\xbf\xef\xbb\xbfzwei Marken"), "", "zwei Marken", "UTF-8" },
		{ RAW("\xff\xfe"
		      "G\0r\0\xfc\0\xdf\0"
		      "e\0"),
			"", "Grüße", "UTF-16LE" },
		{ RAW("\xfe\xff\0G\0r\0\xfc\0\xdf\0e"), "", "Grüße", "UTF-16BE" },
		{ RAW("\xff\xfe\0\0G\0\0\0\xfc\0\0\0"), "", "Gü", "UTF-32LE" },
		{ RAW("\0\0\xfe\xff\0\0\0G\0\0\0\xfc"), "", "Gü", "UTF-32BE" },
		{ RAW("\xff\xfe\xff\xfeG\0"), "", "G", "UTF-16LE" },
		{ RAW("\xff\xfe=\xd8\0\xde!\0"), "", "😀!", "UTF-16LE" },
		{ RAW("\xff\xfe=\xd8!\0"), "", "\xef\xbf\xbd!", "UTF-16LE" },
		{ RAW("\xff\xfeG\0r"), "", "G\xef\xbf\xbd", "UTF-16LE" },
		/* without a mark */
		{ RAW("G\0r\0\xfc\0\xdf\0"
		      "e\0\n\0"),
			"", "Grüße\n", "UTF-16LE" },
		{ RAW("\0G\0r\0\xfc\0\xdf\0e\0\n"), "", "Grüße\n", "UTF-16BE" },
		{ RAW("\x1f\x04@\x04"
		      "8\x04"
		      "2\x04"
		      "5\x04"
		      "B\x04 \0<\x04"
		      "8\x04@\x04"),
			"", "Привет мир", "UTF-16LE" },
		{ RAW("G\0\0\0\xfc\0\0\0\n\0\0\0"), "", "Gü\n", "UTF-32LE" },
		{ RAW("\0\0\0G\0\0\0\xfc\0\0\0\n"), "", "Gü\n", "UTF-32BE" },
		{ RAW("a\0\n\0a\0\n\0"), "", "a\na\n", "UTF-16LE" },
	};
	check_rows(rows, COUNT(rows));
}

static void nearly_unicode(void)
{
	static const struct row rows[] = {
		/* cut off in the middle of a character */
		{ RAW("Grüße aus M\xc3"), "", "Grüße aus M\xef\xbf\xbd", "UTF-8" },
		{ RAW("Er sagte: Grüße \xe2\x80"), "", "Er sagte: Grüße \xef\xbf\xbd", "UTF-8" },
		{ RAW("ä\xf0\x9f\x98"), "", "ä\xef\xbf\xbd", "UTF-8" },
		/* one line from elsewhere */
		{ RAW("ääääöööö\nf\xfcr\n"), "", "ääääöööö\nfür\n", "UTF-8" },
		{ RAW("Grüße, schöne\n\x84so\n"), "iso-8859-1", "Grüße, schöne\n„so\n", "UTF-8" },
		{ RAW("äö\nf\xfcr\n"), "utf-8", "äö\nfür\n", "UTF-8" },
		{ RAW("\xef\xbb\xbfö\nf\xfcr\n"), "", "ö\nfür\n", "UTF-8" },
		/* CESU-8, as Java writes it */
		{ RAW("Grüße \xed\xa0\xbd\xed\xb8\x80"), "", "Grüße 😀", "UTF-8" },
	};
	check_rows(rows, COUNT(rows));
}

#define GERMAN_1252                                                                                                    \
	"\x84"                                                                                                         \
	"Gr\xfc\xdf"                                                                                                   \
	"e\x93 aus dem sch\xf6nen K\xf6nigslutter \x96 f\xfcr die B\xfcrger kostet es 5 \x80\x85"
#define GERMAN_MAC                                                                                                     \
	"\xe3Gr\x9f\xa7"                                                                                               \
	"e\xd2 aus dem sch\x9anen K\x9anigslutter \xd0 f\x9fr die B\x9frger\xc9"

static void narrow(void)
{
	static const struct row rows[] = {
		{ RAW(GERMAN_1252), "", "„Grüße“ aus dem schönen Königslutter – für die Bürger kostet es 5 €…",
			"WINDOWS-1252" },
		{ RAW("Gr\x81\xe1"
		      "e aus dem sch\x94nen K\x94nigslutter f\x81r die B\x81rger: \x84rztlich, \x99"
		      "fen"),
			"", "Grüße aus dem schönen Königslutter für die Bürger: ärztlich, Öfen", "IBM850" },
		{ RAW(GERMAN_MAC), "", "„Grüße“ aus dem schönen Königslutter – für die Bürger…", "MACINTOSH" },
		{ RAW("f\xfcr 5 \xa4 im Monat"), "", "für 5 € im Monat", "ISO-8859-15" },
		/* short ones, of which uchardet makes Czech or Maltese */
		{ RAW("M\xfcller"), "", "Müller", "WINDOWS-1252" },
		{ RAW("Stra\xdf"
		      "e"),
			"", "Straße", "WINDOWS-1252" },
		{ RAW("\xdc"
		      "bung"),
			"", "Übung", "WINDOWS-1252" },
		{ RAW("Caf\xe9"), "", "Café", "WINDOWS-1252" },
		{ RAW("Don\x92t"), "", "Don’t", "WINDOWS-1252" },
		{ RAW("M\xe1laga"), "", "Málaga", "WINDOWS-1252" },
		{ RAW("1990\x96"
		      "95"),
			"", "1990–95", "WINDOWS-1252" },
		{ RAW("20 \xb0"
		      "C, \xa7 5"),
			"", "20 °C, § 5", "WINDOWS-1252" },
		{ RAW("Gru\xdf an Herrn G\xfcle\xfe aus G\xf6ttingen und M\xfcnchen"), "",
			"Gruß an Herrn Güleþ aus Göttingen und München", "WINDOWS-1252" },
		/* undefined bytes are kept for what may come (mojibake) */
		{ RAW("f\xfcr \x81"), "", "für \xc2\x81", "WINDOWS-1252" },
		/* declared */
		{ RAW("f\xfcr"), "ISO-8859-1", "für", "WINDOWS-1252" },
		{ RAW("\x84"
		      "f\xfcr\x93"),
			" latin1 ", "„für“", "WINDOWS-1252" },
		{ RAW("f\xfcr \xa4"), "iso-8859-15", "für €", "ISO-8859-15" },
		{ RAW("f\x81r"), "cp850", "für", "IBM850" },
		{ RAW("f\x81r"), "IBM437", "für", "IBM437" },
		{ RAW("\xe8"
		      "esky \xf8"
		      "e\xe8"),
			"windows-1250", "česky řeč", "WINDOWS-1250" },
		{ RAW("\xcf\xf0\xe8\xe2\xe5\xf2"), "windows-1251", "Привет", "WINDOWS-1251" },
		{ RAW("\x83\x65\x83\x58\x83\x67"), "Shift_JIS", "テスト", "CP932" },
		{ RAW("\xc4\xe3\xba\xc3"), "gb2312", "你好", "GB18030" },
		/* declared, but not true, or not known */
		{ RAW("f\xfcr"), "utf-8", "für", "WINDOWS-1252" },
		{ RAW("f\xfcr"), "UTF-16", "für", "WINDOWS-1252" },
		{ RAW("f\xfcr"), "EBCDIC-US", "für", "WINDOWS-1252" },
		{ RAW("f\xfcr"), "klingon", "für", "WINDOWS-1252" },
		{ RAW("f\xfcr"), "ASCII//TRANSLIT", "für", "WINDOWS-1252" },
		{ RAW("f\xfcr"), "", "für", "WINDOWS-1252" },
		{ RAW("f\xfcr"), "x\ny", "für", "WINDOWS-1252" },
		{ RAW("f\xfcr"), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "für",
			"WINDOWS-1252" },
		{ RAW("f\xfcr"), "euc-kr", "für", "WINDOWS-1252" },
	};
	check_rows(rows, COUNT(rows));
}

/* Other scripts are for uchardet, which needs a few words. */
static void guessed(void)
{
	static const struct row rows[] = {
		{ RAW("\xf0\xd2\xc9\xd7\xc5\xd4, \xcb\xc1\xcb \xc4\xc5\xcc\xc1? \xf7\xd3\xc5 \xc8\xcf\xd2\xcf\xdb\xcf, "
		      "\xd3\xd0\xc1\xd3\xc9\xc2\xcf \xd7\xc1\xcd \xcf\xde\xc5\xce\xd8."),
			"", "Привет, как дела? Все хорошо, спасибо вам очень.", "KOI8-R" },
		{ RAW("\x93\xfa\x96{\x8c\xea\x82\xcc\x83"
		      "e\x83"
		      "L\x83X\x83g\x82\xc5\x82\xb7\x81"
		      "B"),
			"", "日本語のテキストです。", "CP932" },
	};
	check_rows(rows, COUNT(rows));
}

static void refused(void)
{
	static const struct {
		struct str raw;
		enum bytes_trouble want;
	} rows[] = {
		{ { NULL, 0 }, BYTES_EMPTY },
		{ RAW(" \n\t\r\n "), BYTES_EMPTY },
		{ RAW("\xef\xbb\xbf"), BYTES_EMPTY },
		{ RAW("\xff\xfe"), BYTES_EMPTY },
		{ RAW("\xff\xfe \0\n\0"), BYTES_EMPTY },
		{ RAW("\xc2\xa0\xe2\x80\x8b\xe3\x80\x80\xc2\xad"), BYTES_EMPTY },
		{ RAW("\xa0 \xa0"), BYTES_EMPTY },
		{ RAW("a\0b"), BYTES_NUL },
		{ RAW("\0"), BYTES_NUL },
		{ RAW("\0\0\0\0\0\0\0\0"), BYTES_NUL },
		{ RAW("Ein ganzer Satz mit einem NUL\0 darin, sonst nichts."), BYTES_NUL },
		{ RAW("\xff\xfe"
		      "a\0\0\0b\0"),
			BYTES_NUL },
		{ RAW("\xef\xbb\xbf"
		      "a\0"),
			BYTES_NUL },
		{ RAW("%PDF-1.4\n%\xe2\xe3\xcf\xd3"), BYTES_BINARY },
		{ RAW("{\\rtf1\\ansi Text}"), BYTES_BINARY },
		{ RAW("%!PS-Adobe-3.0"), BYTES_BINARY },
		{ RAW("PK\3\4\x14\0\6\0"), BYTES_BINARY },
		{ RAW("\x1f\x8b\x08\0\0"), BYTES_BINARY },
		{ RAW("\x89PNG\r\n\x1a\n\0"), BYTES_BINARY },
		{ RAW("GIF89a\1\0"), BYTES_BINARY },
		{ RAW("\xff\xd8\xff\xe0\0\x10JFIF"), BYTES_BINARY },
		{ RAW("RIFF\x10\0\0\0WEBPVP8 "), BYTES_BINARY },
		{ RAW("\0\0\0\x18"
		      "ftypmp42"),
			BYTES_BINARY },
		{ RAW("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"), BYTES_BINARY },
		{ RAW("BZh91AY&SY\x12"), BYTES_BINARY },
		{ RAW("\x7f"
		      "ELF\2\1\1\0"),
			BYTES_BINARY },
		{ RAW("\1\2\3\4\5\6\7\x08\x0e\x0f"), BYTES_BINARY },
		{ RAW("a\1\2\3\4\5\6b"), BYTES_BINARY },
		{ RAW("\xff\xfe\1\0\2\0\3\0\4\0\5\0\6\0"), BYTES_BINARY },
		{ RAW("\xff\xfe"
		      "a\0\0\xd8"
		      "a\0\0\xd8"
		      "a\0\0\xd8"
		      "a\0"),
			BYTES_CHARSET },
		{ RAW("\x81\x8d\x8f\x90\x9d\x81\x8d\x8f\x90\x9d\x81\x8d\x8f\x90\x9d\x81\x8d\x8f\x90\x9d"),
			BYTES_CHARSET },
		/* and what is not refused */
		{ RAW("BZh ist die Abkürzung"), BYTES_GOOD },
		{ RAW("RIFF in Rotem Meer"), BYTES_GOOD },
		{ RAW("MZ"), BYTES_GOOD },
		{ RAW("Ein Satz.\x1a"), BYTES_GOOD },
		{ RAW("\x0c"
		      "Seite 2\x0b"),
			BYTES_GOOD },
		{ RAW("\x1b[1mfett\x1b[0m"), BYTES_GOOD },
		{ RAW("a"), BYTES_GOOD },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str got = { NULL, 7 };
		const char *charset;
		enum bytes_trouble t = bytes_decode(rows[i].raw, STR(""), &arena, &got, &charset);
		CHECK(t == rows[i].want, "%zu: %s, not %s", i, bytes_trouble_text(t), bytes_trouble_text(rows[i].want));
		CHECK((got.n == 0) == (t != BYTES_GOOD), "%zu: %zu bytes", i, got.n);
		CHECK(charset != NULL && *bytes_trouble_text(t), "%zu: in words", i);
	}
}

static void long_ones(void)
{
	char *p = malloc(BYTES_MAX + 1);
	struct str got;
	const char *charset;
	if (p == NULL)
		abort();
	memset(p, 'a', BYTES_MAX + 1);
	CHECK(bytes_decode((struct str){ p, BYTES_MAX + 1 }, STR(""), &arena, &got, &charset) == BYTES_LONG,
		"one too many");
	CHECK(bytes_decode((struct str){ p, BYTES_MAX }, STR(""), &arena, &got, &charset) == BYTES_GOOD && got.p == p,
		"the most");
	memset(p, '\xff', BYTES_MAX);
	CHECK(bytes_decode((struct str){ p, BYTES_MAX }, STR(""), &arena, &got, &charset) == BYTES_CHARSET, "all 0xff");
	memset(p, 'a', BYTES_MAX / 2);
	p[0] = '\xfc';
	CHECK(bytes_decode((struct str){ p, BYTES_MAX / 2 }, STR(""), &arena, &got, &charset) == BYTES_GOOD &&
			got.n == BYTES_MAX / 2 + 1,
		"%zu bytes of Latin-1", got.n);
	arena_reset(&arena);
	free(p);
}

/* Our own tables against iconv's. */
static void tables(void)
{
	static const struct {
		const char *name;
		unsigned differ; /* undefined ones in 1252; Apple's own sign and its delta, which glibc takes for a
				    Greek one */
	} rows[] = { { "WINDOWS-1252", 5 }, { "ISO-8859-15", 0 }, { "MACINTOSH", 2 }, { "IBM850", 0 } };
	for (size_t i = 0; i < COUNT(rows); i++) {
		const uint16_t *table = western_table(rows[i].name);
		unsigned differ = 0;
		iconv_t d = iconv_open("UTF-16LE", rows[i].name);
		CHECK(table != NULL && d != (iconv_t)-1, "%s", rows[i].name);
		for (unsigned c = 0; table && c < 128; c++) {
			char byte = (char)(c + 0x80), *in = &byte;
			unsigned char got[4] = { 0 };
			char *to = (char *)got;
			size_t left = 1, room = sizeof got;
			iconv(d, NULL, NULL, NULL, NULL);
			bool known = iconv(d, &in, &left, &to, &room) == 0;
			differ += !known || (got[0] | got[1] << 8) != table[c];
		}
		CHECK(differ == rows[i].differ, "%s: %u bytes differ", rows[i].name, differ);
		iconv_close(d);
	}
	unsigned wrong = 0;
	for (unsigned c = 0x80; c < 0x100; c++)
		wrong += charset_1252_byte(charset_1252_rune((unsigned char)c)) != c;
	CHECK(wrong == 0 && charset_1252_byte('a') == 0 && charset_1252_byte(0x2123) == 0, "%u do not come back",
		wrong);
}

int main(void)
{
	unicode();
	nearly_unicode();
	narrow();
	guessed();
	refused();
	long_ones();
	tables();
	arena_free(&arena);
	return unit_done("bytes");
}
