#include "archive/mark.h"

#include "archive/letter.h"

static enum mark rune_mark(uint32_t rune)
{
	switch (rune) {
	case '.':
	case '_':
	case '@':
	case '&':
	case '*':
		return MARK_JOIN;
	case ' ':
		return MARK_SPACE;
	case '"':
	case 0xab: /* « » */
	case 0xbb:
	case 0x201c: /* “ ” „ */
	case 0x201d:
	case 0x201e:
	case 0x201f:
		return MARK_QUOTE;
	case '-':
	case 0x2010: /* hyphens and dashes of all lengths, and minus */
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return MARK_DASH;
	default:
		return MARK_APART;
	}
}

enum mark mark_at(struct str text, size_t i, size_t *n)
{
	struct str rest = str_sub(text, i, text.n);
	enum letter_kind kind = LETTER_NONE;
	uint32_t rune = 0;
	*n = 0;
	if (rest.n == 0)
		return MARK_END;
	*n = letter_read(rest, &kind);
	if (kind == LETTER_PART || kind == LETTER_ALONE)
		return MARK_WORD;
	if (kind != LETTER_NONE)
		return MARK_JOIN;
	utf8_read(rest, &rune);
	return rune_mark(rune);
}

size_t mark_skip(struct str text, size_t i)
{
	for (;;) {
		size_t n = 0;
		enum mark mark = mark_at(text, i, &n);
		if (mark == MARK_END || mark == MARK_SPACE || mark == MARK_WORD || mark == MARK_QUOTE)
			return i;
		i += n;
	}
}
