#include "import/letter.h"

enum {
	LATIN = 0xc0, /* Latin-1's letters begin; × and ÷ stand among them */
	TIMES = 0xd7,
	DIVIDED = 0xf7,
	SIGNS = 0x2000, /* punctuation, arrows, boxes, symbols */
	SIGNS_END = 0x2c00,
	WIDE_SIGNS = 0x3000, /* East Asian punctuation */
	WIDE_SIGNS_END = 0x3040,
};

static bool is_letter(uint32_t rune)
{
	if (rune < 0x80)
		return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
	return rune >= LATIN && rune != TIMES && rune != DIVIDED && (rune < SIGNS || rune >= SIGNS_END) &&
	       (rune < WIDE_SIGNS || rune >= WIDE_SIGNS_END);
}

size_t letter_at(struct str s, size_t at)
{
	uint32_t rune = 0;
	size_t n = utf8_read(str_sub(s, at, s.n), &rune);
	return n && is_letter(rune) ? n : 0;
}

size_t letter_before(struct str s, size_t at)
{
	size_t from = at;
	while (from > 0 && at - from < 4) {
		from--;
		if (((unsigned char)s.p[from] & 0xc0) != 0x80)
			return letter_at(str_sub(s, from, at), 0) == at - from ? at - from : 0;
	}
	return 0;
}

struct str letter_word(struct str s, size_t at)
{
	size_t to = at, n;
	while ((n = letter_at(s, to)) != 0) {
		to += n;
		if (to - at > LETTER_WORD)
			return (struct str){ 0 };
	}
	return str_sub(s, at, to);
}

struct str letter_word_before(struct str s, size_t at)
{
	size_t from = at, n;
	while ((n = letter_before(s, from)) != 0) {
		from -= n;
		if (at - from > LETTER_WORD)
			return (struct str){ 0 };
	}
	return str_sub(s, from, at);
}

void letter_small(struct buf *out, struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.p[i];
		bool latin = i > 0 && (unsigned char)word.p[i - 1] == 0xc3;
		if ((c >= 'A' && c <= 'Z') || (latin && c >= 0x80 && c <= 0x9e && c != 0x97))
			c = (unsigned char)(c + 0x20);
		buf_byte(out, (char)c);
	}
}
