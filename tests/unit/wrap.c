#include "unit.h"

#include "text/cells.h"
#include "text/wrap.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unilbrk.h>

enum { STRINGS = 100000, LONGEST = 24 };

static uint64_t seed = 20180628;

static uint32_t random_below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 20) % n);
}

/* The whole alphabet of wrap_latin; spaces, letters, digits and ASCII signs as often as all the rest. */
static uint32_t random_latin(void)
{
	static const uint32_t some[] = { 0x20ac, 0x2013, 0x201e, 0x201c, 0x2026, 0xad, 0xa0, 0x202f, 0x2019, 0xdf };
	switch (random_below(8)) {
	case 0:
		return ' ';
	case 1:
		return 'a' + random_below(26);
	case 2:
		return '0' + random_below(10);
	case 3:
		return 0x21 + random_below(0x5e);
	case 4:
		return 0xa0 + random_below(0x60);
	case 5:
		return 0x100 + random_below(0x80);
	case 6:
		return some[random_below(sizeof some / sizeof *some)];
	default:
		return random_below(2) ? 0x2010 + random_below(0x18) : 0x202f + random_below(12);
	}
}

/* What libunistring says, but for the two rules that wrap.h adds. */
static bool reference(struct str s, const char *breaks, size_t i, bool *soft)
{
	uint32_t rune = 0;
	size_t at = i;
	if (breaks[i] != UC_BREAK_POSSIBLE)
		return false;
	while (at >= 2 && memcmp(s.p + at - 2, "\xc2\xad", 2) == 0)
		at -= 2;
	*soft = at < i;
	if (*soft && (at == 0 || s.p[at - 1] == ' '))
		return false;
	return !(i && strchr(".,:;", s.p[i - 1]) && utf8_read(str_sub(s, i, s.n), &rune) && uc_is_alpha(rune));
}

static bool same(struct str s)
{
	unsigned char marks[4 * LONGEST];
	char breaks[4 * LONGEST];
	if (!wrap_latin(s, marks))
		return false;
	u8_possible_linebreaks((const uint8_t *)s.p, s.n, "UTF-8", breaks);
	for (size_t i = 0; i < s.n; i++) {
		uint32_t rune = 0;
		size_t n = utf8_read(str_sub(s, i, s.n), &rune);
		bool soft = false, may = reference(s, breaks, i, &soft);
		if (may != ((marks[i] & WRAP_MAY) != 0) || (may && soft) != ((marks[i] & WRAP_SOFT) != 0))
			return false;
		if ((marks[i] & WRAP_CELLS) != (n ? cells_of(rune) : 0))
			return false;
		if (((marks[i] & WRAP_HARD) != 0) != (n && rune != 0xad))
			return false;
	}
	return true;
}

static void latin_is_libunistring(void)
{
	for (int i = 0; i < STRINGS; i++) {
		char room[4 * LONGEST];
		struct buf s = BUF(room);
		for (uint32_t n = 1 + random_below(LONGEST); n > 0; n--)
			utf8_add(&s, random_latin());
		CHECK(same(buf_str(&s)), "\"%.*s\"", STR_ARG(buf_str(&s)));
	}
}

/* Every pair of characters, alone and with a space between them. */
static void latin_pairs(void)
{
	static uint32_t runes[600];
	size_t count = 0;
	for (uint32_t rune = 0x21; rune < 0x20ad; rune++) {
		char room[8];
		unsigned char marks[8];
		struct buf s = BUF(room);
		utf8_add(&s, rune);
		if (rune < 0xd800 && wrap_latin(buf_str(&s), marks))
			runes[count++] = rune;
	}
	CHECK(count == 94 + 96 + 128 + 11 + 24 + 12 + 1, "%zu characters", count);
	for (size_t i = 0; i < count * count; i++) {
		char room[16];
		struct buf s = BUF(room);
		utf8_add(&s, runes[i / count]);
		utf8_add(&s, runes[i % count]);
		CHECK(same(buf_str(&s)), "\"%.*s\"", STR_ARG(buf_str(&s)));
		buf_clear(&s);
		utf8_add(&s, runes[i / count]);
		buf_byte(&s, ' ');
		utf8_add(&s, runes[i % count]);
		CHECK(same(buf_str(&s)), "\"%.*s\"", STR_ARG(buf_str(&s)));
	}
}

static void not_latin(void)
{
	static const char *const rows[] = { "\x1b", "\t", "\x7f", "\xc2\x9b", "\xc2\x85", "\u200b", "\u2028", "\u202e",
		"\u0301", "\u6f22", "\u203c", "\xe4", "\xc3", "\xe2\x80", "\xe2\x82", "\xf0\x9f\x98\x80", "a\xc3(" };
	unsigned char marks[8];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK(!wrap_latin(str_of(rows[i]), marks), "row %zu", i);
		CHECK(!wrap_marks(str_of(rows[i]), false, marks), "row %zu", i);
	}
}

/* Lines are separated by '|' in want. */
static const struct {
	unsigned room;
	enum wrap_start start;
	const char *text, *want;
} rows[] = {
	{ 10, WRAP_FRESH, "", "" },
	{ 10, WRAP_FRESH, "kurz", "kurz" },
	{ 10, WRAP_FRESH, "eins zwei drei", "eins zwei|drei" },
	{ 10, WRAP_FRESH, "zehn Bytes und", "zehn Bytes|und" },
	{ 10, WRAP_FRESH, "zehn Bytes   ", "zehn Bytes" },
	{ 10, WRAP_FRESH, "a    b    c    d", "a    b|c    d" },
	{ 10, WRAP_FRESH, "k\u00fchl \u00fcb\u00e4r \u00f6l", "k\u00fchl \u00fcb\u00e4r|\u00f6l" },
	{ 10, WRAP_FRESH, "E-Mail-Adresse", "E-Mail-|Adresse" },
	{ 10, WRAP_FRESH, "hier www.waz.de", "hier|www.waz.de" },
	{ 10, WRAP_FRESH, "am 28.06.2018", "am|28.06.2018" },
	{ 10, WRAP_FRESH, "sagte \u201eNein\u201c dann", "sagte|\u201eNein\u201c|dann" },
	{ 10, WRAP_FRESH, "Donaudampfschiff", "Donaudampf|schiff" },
	{ 10, WRAP_FRESH, "Do\u00adnau\u00addampf\u00adschiff", "Donau-|dampf-|schiff" },
	{ 10, WRAP_FRESH, "Zu\u00adcker", "Zucker" },
	{ 10, WRAP_FRESH, "einen Zu\u00adcker", "einen Zu-|cker" },
	{ 8, WRAP_FRESH, "einen Zu\u00adcker", "einen|Zucker" },
	{ 5, WRAP_FRESH, "einen \u00adZucker", "einen|Zucke|r" },
	{ 4, WRAP_FRESH, "\u6f22\u5b57\u6f22\u5b57\u6f22", "\u6f22\u5b57|\u6f22\u5b57|\u6f22" },
	{ 1, WRAP_FRESH, "\u6f22\u5b57", "\u6f22|\u5b57" },
	{ 3, WRAP_FRESH, "e\u0301e\u0301e\u0301e\u0301", "e\u0301e\u0301e\u0301|e\u0301" },
	{ 5, WRAP_FRESH, "x http://a.de/b/c?d=e y", "x|http://a.de/b/c?d=e|y" },
	{ 5, WRAP_FRESH, "(http://a.de/b).", "(http://a.de/b)." },
	{ 0, WRAP_FRESH, "ab", "a|b" },
	{ 3, WRAP_AFTER, "lang genug", "|lan|g|gen|ug" },
	{ 5, WRAP_AFTER, "zu langes", "zu|lange|s" },
	{ 3, WRAP_GLUED, "rest davon", "res|t|dav|on" },
	{ 0, WRAP_GLUED, "rest", "|r|e|s|t" },
	{ 9, WRAP_FRESH, "aaaa ! ! ! ! ! !", "aaaa ! !|! ! ! !" },
	{ 3, WRAP_FRESH, "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7\U0001f1ee\U0001f1f9",
		"\U0001f1e9\U0001f1ea|\U0001f1eb\U0001f1f7|\U0001f1ee\U0001f1f9" },
};

/* Only the first line begins as the row says. */
static void lines(size_t i)
{
	char made[256];
	unsigned char marks[256];
	struct buf out = BUF(made);
	struct wrap w = { str_of(rows[i].text), marks, 0 };
	struct wrap_line line;
	enum wrap_start start = rows[i].start;
	wrap_marks(w.text, true, marks);
	for (bool more = w.text.n > 0; more && !out.full; start = WRAP_FRESH) {
		more = wrap_line(&w, rows[i].room, start, &line);
		wrap_add(&out, &line);
		if (more)
			buf_byte(&out, '|');
	}
	CHECK_STR(buf_str(&out), str_of(rows[i].want));
}

int main(void)
{
	latin_is_libunistring();
	latin_pairs();
	not_latin();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		lines(i);
	return unit_done("wrap");
}
