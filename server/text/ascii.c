#include "text/ascii.h"

#include <string.h>
#include <unictype.h>
#include <uninorm.h>

enum {
	SOFT_HYPHEN = 0xad,
	SHARP_S = 0xdf,
	DEEPEST = 4, /* decompositions of decompositions; Unicode's longest chain is 3 */
};

/* What a decomposition doesn't give, or gives badly. Sorted by code point. */
static const struct spelling {
	uint32_t rune;
	const char *ascii;
} spellings[] = {
	{ 0xa1, "!" },
	{ 0xa2, "ct" },
	{ 0xa3, "GBP" },
	{ 0xa5, "JPY" },
	{ 0xa6, "|" },
	{ 0xa7, "Par." },
	{ 0xa8, "\"" },
	{ 0xa9, "(c)" },
	{ 0xab, "\"" },
	{ 0xac, "-" },
	{ 0xae, "(R)" },
	{ 0xaf, "-" },
	{ 0xb0, "deg" },
	{ 0xb1, "+-" },
	{ 0xb4, "'" },
	{ 0xb5, "u" },
	{ 0xb6, "P" },
	{ 0xb7, "-" },
	{ 0xb8, "," },
	{ 0xbb, "\"" },
	{ 0xbc, "1/4" },
	{ 0xbd, "1/2" },
	{ 0xbe, "3/4" },
	{ 0xbf, "?" },
	{ 0xc4, "Ae" },
	{ 0xc6, "Ae" },
	{ 0xd0, "D" },
	{ 0xd6, "Oe" },
	{ 0xd7, "x" },
	{ 0xd8, "Oe" },
	{ 0xdc, "Ue" },
	{ 0xde, "Th" },
	{ 0xdf, "ss" },
	{ 0xe4, "ae" },
	{ 0xe6, "ae" },
	{ 0xf0, "d" },
	{ 0xf6, "oe" },
	{ 0xf7, ":" },
	{ 0xf8, "oe" },
	{ 0xfc, "ue" },
	{ 0xfe, "th" },
	{ 0x110, "D" },
	{ 0x111, "d" },
	{ 0x126, "H" },
	{ 0x127, "h" },
	{ 0x131, "i" },
	{ 0x138, "k" },
	{ 0x141, "L" },
	{ 0x142, "l" },
	{ 0x14a, "Ng" },
	{ 0x14b, "ng" },
	{ 0x152, "Oe" },
	{ 0x153, "oe" },
	{ 0x166, "T" },
	{ 0x167, "t" },
	{ 0x192, "f" },
	{ 0x1e9e, "Ss" },
	{ 0x2010, "-" },
	{ 0x2011, "-" },
	{ 0x2012, "-" },
	{ 0x2013, "-" },
	{ 0x2014, "-" },
	{ 0x2015, "-" },
	{ 0x2018, "'" },
	{ 0x2019, "'" },
	{ 0x201a, "'" },
	{ 0x201b, "'" },
	{ 0x201c, "\"" },
	{ 0x201d, "\"" },
	{ 0x201e, "\"" },
	{ 0x201f, "\"" },
	{ 0x2020, "+" },
	{ 0x2021, "++" },
	{ 0x2022, "*" },
	{ 0x2026, "..." },
	{ 0x2028, " " },
	{ 0x2029, " " },
	{ 0x2030, "o/oo" },
	{ 0x2032, "'" },
	{ 0x2039, "'" },
	{ 0x203a, "'" },
	{ 0x2043, "-" },
	{ 0x2044, "/" },
	{ 0x20ac, "EUR" },
	{ 0x2190, "<-" },
	{ 0x2192, "->" },
	{ 0x21d2, "=>" },
	{ 0x2212, "-" },
	{ 0x2215, "/" },
	{ 0x2217, "*" },
	{ 0x2248, "~" },
	{ 0x2264, "<=" },
	{ 0x2265, ">=" },
	{ 0x25cf, "*" },
	{ 0x2713, "x" },
};

static const char *spelling_of(uint32_t rune)
{
	size_t low = 0, high = sizeof spellings / sizeof *spellings;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (spellings[middle].rune == rune)
			return spellings[middle].ascii;
		if (spellings[middle].rune < rune)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool unseen(uint32_t rune)
{
	return uc_is_general_category_withtable(
		rune, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me | UC_CATEGORY_MASK_Mc | UC_CATEGORY_MASK_Cf);
}

/* False: no ASCII says it. */
static bool add_rune(struct buf *out, uint32_t rune, int depth)
{
	ucs4_t part[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;
	const char *known = rune < 0x80 ? NULL : spelling_of(rune);
	if (known) {
		buf_add(out, str_of(known));
		return true;
	}
	if (rune < 0x80) {
		buf_byte(out, (char)rune);
		return true;
	}
	if (unseen(rune))
		return true;
	int parts = depth < DEEPEST ? uc_decomposition(rune, &tag, part) : -1;
	for (int i = 0; i < parts; i++)
		if (!add_rune(out, part[i], depth + 1))
			return false;
	return parts > 0;
}

static bool upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* What follows in the same word: 1 a capital, -1 a small letter, 0 neither. */
static int case_of_next(struct str s)
{
	uint32_t rune = 0;
	size_t n;
	while ((n = utf8_read(s, &rune)) != 0 && rune == SOFT_HYPHEN)
		s = str_sub(s, n, s.n);
	if (n == 0 || rune == SHARP_S) /* GRÖßE is all capitals */
		return 0;
	return uc_is_upper(rune) ? 1 : uc_is_lower(rune) ? -1 : 0;
}

/* The last byte that counts, behind soft hyphens. */
static char last_of(const struct buf *out)
{
	size_t n = out->n;
	while (n >= 2 && memcmp(out->p + n - 2, "\xc2\xad", 2) == 0)
		n -= 2;
	return n ? out->p[n - 1] : '\0';
}

/* One character that isn't ASCII; rest is what follows it. */
static void add_spelled(struct buf *out, uint32_t rune, struct str rest)
{
	char room[8];
	struct buf made = BUF(room);
	char before = last_of(out);
	if (!add_rune(&made, rune, 0) || made.full) {
		buf_byte(out, '?');
		return;
	}
	if (made.n == 2 && upper(made.p[0]) && made.p[1] >= 'a' && made.p[1] <= 'z') {
		int next = case_of_next(rest);
		if (next > 0 || (next == 0 && upper(before)))
			made.p[1] = (char)(made.p[1] - 'a' + 'A'); /* ÄRGER is AERGER, but Ärger is Aerger */
	}
	if (rune == SHARP_S && upper(before) && case_of_next(rest) >= 0)
		made.p[0] = made.p[1] = 'S';
	if (made.n == 3 && made.p[1] == '/' && before >= '0' && before <= '9')
		buf_byte(out, ' '); /* 1½ is not 11/2 */
	buf_add(out, buf_str(&made));
}

static void add(struct buf *out, struct str s, bool soft)
{
	while (s.n) {
		uint32_t rune = 0;
		size_t n = 0;
		while (n < s.n && (unsigned char)s.p[n] < 0x80)
			n++;
		buf_add(out, str_sub(s, 0, n));
		s = str_sub(s, n, s.n);
		if (s.n == 0)
			return;
		n = utf8_read(s, &rune);
		if (n == 0)
			buf_byte(out, '?');
		else if (rune == SOFT_HYPHEN && soft)
			buf_add(out, str_sub(s, 0, n));
		else if (rune != SOFT_HYPHEN)
			add_spelled(out, rune, str_sub(s, n, s.n));
		s = str_sub(s, n ? n : 1, s.n);
	}
}

void ascii_add(struct buf *out, struct str s)
{
	add(out, s, false);
}

void ascii_add_soft(struct buf *out, struct str s)
{
	add(out, s, true);
}
