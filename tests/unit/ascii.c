#include "unit.h"

#include "text/ascii.h"

static const struct {
	const char *text, *ascii;
} rows[] = {
	{ "", "" },
	{ "plain\ttext\n", "plain\ttext\n" },
	{ "Gr\u00fc\u00dfe aus K\u00f6ln", "Gruesse aus Koeln" },
	{ "\u00c4rger, \u00d6l, \u00dcbung", "Aerger, Oel, Uebung" },
	{ "\u00c4RGER GR\u00d6\u00dfE M\u00dcLL", "AERGER GROESSE MUELL" },
	{ "\u00dc", "Ue" },
	{ "KAN\u00dc 5", "KANUE 5" },
	{ "GR\u00d6\u1e9eE", "GROESSE" },
	{ "\u201ea\u201c \u00bbb\u00ab \u201ac\u2018 \u203ad\u2039 e\u2019s", "\"a\" \"b\" 'c' 'd' e's" },
	{ "a \u2013 b \u2014 c\u2026 5\u00a0\u20ac", "a - b - c... 5 EUR" },
	{ "\u00e9\u00e8\u00ea \u00e5 \u0141\u00f3d\u017a \u0159 \u0131", "eee a Lodz r i" },
	{ "e\u0301 \ufb01n \u00b2\u00b3 \u2460 \u2122", "e fin 23 1 TM" },
	{ "1\u00bd und \u00bd", "1 1/2 und 1/2" },
	{ "20 \u00b0C, \u00a7 5, 3 \u00d7 4", "20 degC, Par. 5, 3 x 4" },
	{ "Stra\u00adsse zu\u200bviel", "Strasse zuviel" },
	{ "\u0416 \u6f22 \U0001f600 \ufdfa", "? ? ? ?" },
	{ "\xff\xc3[\xe2\x82", "??[??" },
	{ "\xed\xa0\x80\xc0\xaf", "?????" },
};

static void table(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[256];
		struct buf out = BUF(room);
		ascii_add(&out, str_of(rows[i].text));
		CHECK_STR(buf_str(&out), str_of(rows[i].ascii));
	}
}

static void soft_hyphens(void)
{
	char room[256];
	struct buf out = BUF(room);
	ascii_add_soft(&out, STR("GR\u00d6\u00ad\u00c4R\u00ad\u00fc"));
	CHECK_STR(buf_str(&out), STR("GROE\u00adAER\u00adue"));
}

/* Every character becomes ASCII, and never more than twice as long (a callers' buffer counts on it). */
static void every_character(void)
{
	for (uint32_t rune = 0x80; rune <= 0x10ffff; rune++) {
		char in[8], made[64];
		struct buf text = BUF(in), out = BUF(made);
		if (rune >= 0xd800 && rune <= 0xdfff)
			continue;
		utf8_add(&text, rune);
		buf_byte(&out, '1');
		ascii_add(&out, buf_str(&text));
		bool right = out.n - 1 <= 2 * text.n;
		for (size_t i = 0; i < out.n; i++)
			right = right && (unsigned char)made[i] < 0x7f && made[i] >= ' ';
		CHECK(right || (rune < 0xa0 && out.n == 2), "U+%04X becomes \"%.*s\"", (unsigned)rune, (int)out.n,
			made);
	}
}

int main(void)
{
	table();
	soft_hyphens();
	every_character();
	return unit_done("ascii");
}
