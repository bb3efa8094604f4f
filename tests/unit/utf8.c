#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* RFC 3629, 4, as it is written there: lead byte, second byte, the rest. */
static const struct sequence {
	unsigned char lead[2], second[2];
	size_t n;
} sequences[] = {
	{ { 0x00, 0x7f }, { 0, 0 }, 1 },
	{ { 0xc2, 0xdf }, { 0x80, 0xbf }, 2 },
	{ { 0xe0, 0xe0 }, { 0xa0, 0xbf }, 3 },
	{ { 0xe1, 0xec }, { 0x80, 0xbf }, 3 },
	{ { 0xed, 0xed }, { 0x80, 0x9f }, 3 },
	{ { 0xee, 0xef }, { 0x80, 0xbf }, 3 },
	{ { 0xf0, 0xf0 }, { 0x90, 0xbf }, 4 },
	{ { 0xf1, 0xf3 }, { 0x80, 0xbf }, 4 },
	{ { 0xf4, 0xf4 }, { 0x80, 0x8f }, 4 },
};

static size_t plain_read(const unsigned char *s, size_t have, uint32_t *rune)
{
	for (size_t i = 0; i < COUNT(sequences); i++) {
		const struct sequence *q = &sequences[i];
		if (s[0] < q->lead[0] || s[0] > q->lead[1])
			continue;
		if (have < q->n || (q->n > 1 && (s[1] < q->second[0] || s[1] > q->second[1])))
			return 0;
		static const unsigned char payload[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
		*rune = s[0] & payload[q->n];
		for (size_t k = 1; k < q->n; k++) {
			if (s[k] < 0x80 || s[k] > 0xbf)
				return 0;
			*rune = *rune * 64 + (s[k] - 0x80u);
		}
		return q->n;
	}
	return 0;
}

/* All leads, all second bytes, and the edges of the others; at each length, with the missing bytes lying right behind,
 * so that who reads too far finds them. */
static size_t lead_wrong(unsigned lead)
{
	static const unsigned char edges[] = { 0x00, 0x7f, 0x80, 0x81, 0xbf, 0xc0, 0xff };
	size_t wrong = 0;
	for (unsigned second = 0; second < 256; second++) {
		for (size_t i = 0; i < sizeof edges * sizeof edges * 4; i++) {
			const unsigned char s[] = { (unsigned char)lead, (unsigned char)second,
				edges[i / 4 % sizeof edges], edges[i / 4 / sizeof edges] };
			struct str in = { (const char *)s, i % 4 + 1 };
			uint32_t want = 0, got = 0;
			size_t n = plain_read(s, in.n, &want);
			wrong += utf8_read(in, &got) != n || (n && got != want);
			/* of a whole text, every character has to be one */
			if (n == in.n || n == 0)
				wrong += utf8_valid(in) != (n > 0);
		}
	}
	return wrong;
}

static void decoded(void)
{
	uint32_t rune = 7;
	for (unsigned lead = 0; lead < 256; lead++) {
		size_t wrong = lead_wrong(lead);
		CHECK(wrong == 0, "lead %02x: %zu sequences", lead, wrong);
	}
	CHECK(utf8_read(STR(""), &rune) == 0, "a character of nothing");
	CHECK(utf8_valid(STR("")), "nothing is valid");
	CHECK(utf8_valid(STR("a\xc3\xa4\0\xf4\x8f\xbf\xbf")), "a good text");
	CHECK(!utf8_valid(STR("a\xc3\xa4\xf4\x90\x80\x80")), "a bad end");
	CHECK(!utf8_valid(STR("\xc3")), "a cut end");
}

static void there_and_back(void)
{
	size_t wrong = 0;
	for (uint32_t rune = 0; rune <= 0x10ffff; rune++) {
		char room[4];
		struct buf b = BUF(room);
		uint32_t got = 0;
		if (rune == 0xd800)
			rune = 0xe000;
		utf8_add(&b, rune);
		wrong += b.full || utf8_read(buf_str(&b), &got) != b.n || got != rune;
	}
	CHECK(wrong == 0, "%zu characters do not come back", wrong);
}

static void fitted(void)
{
	static const struct {
		const char *text;
		size_t n, want;
	} rows[] = {
		{ "", 0, 0 },
		{ "", 5, 0 },
		{ "abc", 3, 3 },
		{ "abc", 2, 2 },
		{ "abc", 0, 0 },
		{ "aäb", 1, 1 },
		{ "aäb", 2, 1 },
		{ "aäb", 3, 3 },
		{ "€€", 1, 0 },
		{ "€€", 2, 0 },
		{ "€€", 3, 3 },
		{ "€€", 5, 3 },
		{ "a𝄞b", 4, 1 },
		{ "a𝄞b", 5, 5 },
		/* not UTF-8: it must go on all the same */
		{ "\x80\x80\x80\x80\x80\x80", 5, 5 },
		{ "\x80\x80\x80\x80\x80\x80", 1, 1 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str got = utf8_fit(str_of(rows[i].text), rows[i].n);
		CHECK(got.n == rows[i].want, "row %zu: %zu, want %zu", i, got.n, rows[i].want);
	}
}

int main(void)
{
	decoded();
	fitted();
	there_and_back();
	return unit_done("utf8");
}
