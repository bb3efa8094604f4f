/* The marks of Latin text. tests/unit/wrap.c shows that they are what libunistring would say. */
#include "text/wrap.h"

/* Line breaking classes of UAX #14; those that libunistring treats alike are one (PO is PR). */
enum class { AL, NU, OP, CL, CP, QU, EX, IS, SY, BA, HY, B2, BB, IN, GL, PR, CLASS_COUNT };

/* Row: the class before; column: the class after, in the same order. D: a break may stand there; I: only where spaces
 * are; P: not even then. */
static const char pairs[CLASS_COUNT][CLASS_COUNT + 1] = {
	[AL] = "IIIPPIPPPIIDDIII",
	[NU] = "IIIPPIPPPIIDDIII",
	[OP] = "PPPPPPPPPPPPPPPP",
	[CL] = "DDDPPIPPPIIDDIII",
	[CP] = "IIDPPIPPPIIDDIII",
	[QU] = "IIPPPIPPPIIIIIII",
	[EX] = "DDDPPIPPPIIDDIID",
	[IS] = "DIDPPIPPPIIDDIID",
	[SY] = "DIDPPIPPPIIDDIID",
	[BA] = "DDDPPIPPPIIDDIDD",
	[HY] = "DIDPPIPPPIIDDIDD",
	[B2] = "DDDPPIPPPIIPDIID",
	[BB] = "IIIPPIPPPIIIIIII",
	[IN] = "DDDPPIPPPIIDDIID",
	[GL] = "IIIPPIPPPIIIIIII",
	[PR] = "IIIPPIPPPIIDDIID",
};

/* All others, up to U+017F, are AL. */
static const unsigned char ascii_class[128] = {
	['!'] = EX,
	['"'] = QU,
	['$'] = PR,
	['%'] = PR,
	['\''] = QU,
	['('] = OP,
	[')'] = CP,
	['+'] = PR,
	[','] = IS,
	['-'] = HY,
	['.'] = IS,
	['/'] = SY,
	['0'] = NU,
	['1'] = NU,
	['2'] = NU,
	['3'] = NU,
	['4'] = NU,
	['5'] = NU,
	['6'] = NU,
	['7'] = NU,
	['8'] = NU,
	['9'] = NU,
	[':'] = IS,
	[';'] = IS,
	['?'] = EX,
	['['] = OP,
	['\\'] = PR,
	[']'] = CP,
	['{'] = OP,
	['|'] = BA,
	['}'] = CL,
};
static const unsigned char latin1_class[0xc0] = {
	[0xa0] = GL,
	[0xa1] = OP,
	[0xa2] = PR,
	[0xa3] = PR,
	[0xa4] = PR,
	[0xa5] = PR,
	[0xab] = QU,
	[0xad] = BA,
	[0xb0] = PR,
	[0xb1] = PR,
	[0xb4] = BB,
	[0xbb] = QU,
	[0xbf] = OP,
};
/* from U+2000 on */
static const unsigned char punctuation_class[0x3b] = {
	[0x00] = BA,
	[0x01] = BA,
	[0x02] = BA,
	[0x03] = BA,
	[0x04] = BA,
	[0x05] = BA,
	[0x06] = BA,
	[0x07] = GL,
	[0x08] = BA,
	[0x09] = BA,
	[0x0a] = BA,
	[0x10] = BA,
	[0x11] = GL,
	[0x12] = BA,
	[0x13] = BA,
	[0x14] = B2,
	[0x18] = QU,
	[0x19] = QU,
	[0x1a] = OP,
	[0x1b] = QU,
	[0x1c] = QU,
	[0x1d] = QU,
	[0x1e] = OP,
	[0x1f] = QU,
	[0x24] = IN,
	[0x25] = IN,
	[0x26] = IN,
	[0x27] = BA,
	[0x2f] = GL,
	[0x30] = PR,
	[0x31] = PR,
	[0x32] = PR,
	[0x33] = PR,
	[0x34] = PR,
	[0x35] = PR,
	[0x36] = PR,
	[0x37] = PR,
	[0x39] = QU,
	[0x3a] = QU,
};

/* Not zero-width characters, nor line separators. */
static bool punctuation_known(unsigned char last)
{
	return last <= 0x0a || (last >= 0x10 && last <= 0x27) || (last >= 0x2f && last <= 0x3a);
}

/* A character of two or three bytes and its class; 0: not one of ours. */
static size_t latin_read(const unsigned char *p, size_t n, enum class *class)
{
	if (n < 2 || p[1] < 0x80 || p[1] > 0xbf)
		return 0;
	if (p[0] == 0xc2 && p[1] >= 0xa0) {
		*class = latin1_class[p[1]];
		return 2;
	}
	if (p[0] >= 0xc3 && p[0] <= 0xc5) {
		*class = AL;
		return 2;
	}
	if (p[0] != 0xe2 || n < 3 || p[2] < 0x80 || p[2] > 0xbf)
		return 0;
	if (p[1] == 0x82 && p[2] == 0xac) {
		*class = PR; /* the euro sign */
		return 3;
	}
	if (p[1] != 0x80 || !punctuation_known(p[2] & 0x3f))
		return 0;
	*class = punctuation_class[p[2] & 0x3f];
	return 3;
}

static bool ascii_letter(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* A letter of ours begins here, of n bytes. */
static bool letter(const unsigned char *p, size_t n)
{
	if (n == 1)
		return ascii_letter(p[0]);
	if (p[0] == 0xc2)
		return p[1] == 0xaa || p[1] == 0xb5 || p[1] == 0xba;
	/* but the signs of multiplication and division */
	return n == 2 && !(p[0] == 0xc3 && (p[1] == 0x97 || p[1] == 0xb7));
}

bool wrap_latin(struct str text, unsigned char *marks)
{
	const unsigned char *p = (const unsigned char *)text.p;
	enum class before = OP;                                 /* nothing breaks at the very beginning */
	bool spaces = false, begun = false, after_soft = false; /* begun: something of the word has been seen */
	for (size_t i = 0, n; i < text.n; i += n) {
		enum class class;
		n = 1;
		if (p[i] == ' ') {
			marks[i] = WRAP_HARD | 1;
			spaces = true;
			begun = after_soft = false;
			continue;
		}
		if (p[i] < 0x80) {
			if (p[i] < 0x20 || p[i] == 0x7f)
				return false;
			class = ascii_class[p[i]];
		} else {
			n = latin_read(p + i, text.n - i, &class);
			if (n == 0)
				return false;
			marks[i + 1] = marks[i + n - 1] = 0;
		}
		char pair = pairs[before][class];
		unsigned may = pair == 'D' || (pair == 'I' && spaces) ? WRAP_MAY : 0;
		if (before == IS && !spaces && letter(p + i, n))
			may = 0;
		if (may && after_soft)
			may = begun ? WRAP_MAY | WRAP_SOFT : 0;
		bool hyphen = n == 2 && p[i] == 0xc2 && p[i + 1] == 0xad;
		marks[i] = (unsigned char)(may | (hyphen ? 0u : WRAP_HARD | 1u));
		after_soft = hyphen;
		begun = begun || !hyphen;
		before = class;
		spaces = false;
		/* most of a text: letters after a letter */
		for (; class == AL && i + n < text.n && ascii_letter(p[i + n]); i++)
			marks[i + n] = WRAP_HARD | 1;
	}
	return true;
}
