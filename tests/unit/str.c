#include "unit.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- views ---- */

static void compared(void)
{
	const struct {
		struct str a, b;
		bool eq, ieq;
		int order; /* its sign */
		bool starts, ends;
		size_t find;
	} table[] = {
		{ STR(""), STR(""), true, true, 0, true, true, 0 },
		{ STR("a"), STR(""), false, false, 1, true, true, 1 },
		{ STR(""), STR("a"), false, false, -1, false, false, 0 },
		{ STR("abc"), STR("abc"), true, true, 0, true, true, 0 },
		{ STR("abc"), STR("ABC"), false, true, 1, false, false, 3 },
		{ STR("abc"), STR("ab"), false, false, 1, true, false, 0 },
		{ STR("abc"), STR("bc"), false, false, -1, false, true, 1 },
		{ STR("ab"), STR("abc"), false, false, -1, false, false, 2 },
		{ STR("aab"), STR("ab"), false, false, -1, false, true, 1 },
		{ STR("a\0b"), STR("a\0c"), false, false, -1, false, false, 3 },
		{ STR("a\0b"), STR("a\0B"), false, true, 1, false, false, 3 },
		{ STR("a\0b"), STR("\0"), false, false, 1, false, false, 1 },
		/* bytes are compared as what they are, not as signed ones */
		{ STR("\xff"), STR("a"), false, false, 1, false, false, 1 },
		/* letters alone have case: '[' and '{' are 32 apart too, and so are the two bytes of ä and Ä */
		{ STR("[@"), STR("{`"), false, false, -1, false, false, 2 },
		{ STR("\xc3\xa4"), STR("\xc3\x84"), false, false, 1, false, false, 2 },
		{ STR("Z"), STR("z"), false, true, -1, false, false, 1 },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str a = table[i].a, b = table[i].b;
		int order = str_cmp(a, b), back = str_cmp(b, a);
		CHECK(str_eq(a, b) == table[i].eq && str_eq(b, a) == table[i].eq, "row %zu", i);
		CHECK(str_ieq(a, b) == table[i].ieq && str_ieq(b, a) == table[i].ieq, "row %zu", i);
		CHECK((order > 0) - (order < 0) == table[i].order, "row %zu: %d", i, order);
		CHECK((back > 0) - (back < 0) == -table[i].order, "row %zu: %d", i, back);
		CHECK(str_starts(a, b) == table[i].starts, "row %zu", i);
		CHECK(str_ends(a, b) == table[i].ends, "row %zu", i);
		CHECK(str_find(a, b) == table[i].find, "row %zu: %zu", i, str_find(a, b));
	}
}

static void indexed(void)
{
	const struct {
		struct str s;
		char c;
		size_t first, last;
	} table[] = {
		{ STR(""), 'a', 0, 0 },
		{ STR(""), '\0', 0, 0 },
		{ STR("a"), 'a', 0, 0 },
		{ STR("abca"), 'a', 0, 3 },
		{ STR("abca"), 'b', 1, 1 },
		{ STR("abca"), 'x', 4, 4 },
		/* a literal's own NUL is not part of it */
		{ STR("abca"), '\0', 4, 4 },
		{ STR("a\0b\0"), '\0', 1, 3 },
		{ STR("a\xff"), '\xff', 1, 1 },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		CHECK(str_index(table[i].s, table[i].c) == table[i].first, "row %zu", i);
		CHECK(str_rindex(table[i].s, table[i].c) == table[i].last, "row %zu", i);
	}
}

static void sub(void)
{
	const struct {
		struct str s;
		size_t from, to;
		struct str want;
	} table[] = {
		{ STR("abcdef"), 0, 6, STR("abcdef") },
		{ STR("abcdef"), 2, 4, STR("cd") },
		{ STR("abcdef"), 2, 2, STR("") },
		{ STR("abcdef"), 4, 2, STR("") },
		{ STR("abcdef"), 5, 7, STR("f") },
		{ STR("abcdef"), 6, 7, STR("") },
		{ STR("abcdef"), 7, 9, STR("") },
		{ STR("abcdef"), 0, SIZE_MAX, STR("abcdef") },
		{ STR("abcdef"), SIZE_MAX, SIZE_MAX, STR("") },
		{ STR(""), 0, 0, STR("") },
		{ STR(""), 1, 2, STR("") },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str got = str_sub(table[i].s, table[i].from, table[i].to);
		CHECK_STR(got, table[i].want);
		CHECK(got.p >= table[i].s.p && got.p <= table[i].s.p + table[i].s.n, "row %zu: elsewhere", i);
	}
	CHECK_STR(str_of("z\0y"), STR("z"));
	CHECK_STR(str_of(""), STR(""));
}

static void trimmed(void)
{
	const struct {
		struct str s, want;
	} table[] = {
		{ STR(""), STR("") },
		{ STR(" \t\r"), STR("") },
		{ STR("a"), STR("a") },
		{ STR(" \t\ra b\r\t "), STR("a b") },
		/* what is no space of ours stays: a newline, a NUL, a vertical tab, a non-breaking space */
		{ STR("\na\n"), STR("\na\n") },
		{ STR("\0a\0"), STR("\0a\0") },
		{ STR("\va\v"), STR("\va\v") },
		{ STR("\xc2\xa0"), STR("\xc2\xa0") },
	};
	for (size_t i = 0; i < COUNT(table); i++)
		CHECK_STR(str_trim(table[i].s), table[i].want);
}

static void cut(void)
{
	const struct {
		struct str s;
		struct str piece[5];
		size_t pieces;
	} table[] = {
		{ STR(""), { STR("") }, 0 },
		{ STR("a"), { STR("a") }, 1 },
		{ STR("a,b"), { STR("a"), STR("b") }, 2 },
		{ STR("a,"), { STR("a") }, 1 },
		{ STR(","), { STR("") }, 1 },
		{ STR(",,a"), { STR(""), STR(""), STR("a") }, 3 },
		{ STR("a\0,\0b"), { STR("a\0"), STR("\0b") }, 2 },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str rest = table[i].s;
		for (size_t k = 0; k < table[i].pieces; k++) {
			CHECK(rest.n, "row %zu: over at %zu", i, k);
			CHECK_STR(str_cut(&rest, ','), table[i].piece[k]);
		}
		CHECK(rest.n == 0, "row %zu: something is left", i);
		CHECK(str_cut(&rest, ',').n == 0 && rest.n == 0, "row %zu: a piece of nothing", i);
	}
}

static void worded(void)
{
	const struct {
		struct str s;
		struct str word[4];
		size_t words;
	} table[] = {
		{ STR(""), { STR("") }, 0 },
		{ STR(" \t \r"), { STR("") }, 0 },
		{ STR("a"), { STR("a") }, 1 },
		{ STR("  one\ttwo  three \t"), { STR("one"), STR("two"), STR("three") }, 3 },
		{ STR("a\nb c"), { STR("a\nb"), STR("c") }, 2 },
		{ STR("a\0b c"), { STR("a\0b"), STR("c") }, 2 },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str rest = table[i].s;
		for (size_t k = 0; k < table[i].words; k++)
			CHECK_STR(str_word(&rest), table[i].word[k]);
		CHECK(str_word(&rest).n == 0 && rest.n == 0, "row %zu: something is left", i);
	}
}

static void numbers(void)
{
	const struct {
		struct str s;
		uint64_t max;
		bool good;
		uint64_t want;
	} table[] = {
		{ STR("0"), UINT64_MAX, true, 0 },
		{ STR("0"), 0, true, 0 },
		{ STR("1"), 0, false, 0 },
		{ STR("9"), 5, false, 0 },
		{ STR("5"), 5, true, 5 },
		{ STR("007"), 7, true, 7 },
		{ STR("65535"), 65535, true, 65535 },
		{ STR("65536"), 65535, false, 0 },
		{ STR("99999"), 65535, false, 0 },
		{ STR("18446744073709551615"), UINT64_MAX, true, UINT64_MAX },
		{ STR("18446744073709551616"), UINT64_MAX, false, 0 },
		{ STR("18446744073709551625"), UINT64_MAX, false, 0 },
		{ STR("99999999999999999999"), UINT64_MAX, false, 0 },
		{ STR("184467440737095516150"), UINT64_MAX, false, 0 },
		{ STR("18446744073709551614"), UINT64_MAX - 1, true, UINT64_MAX - 1 },
		{ STR("18446744073709551615"), UINT64_MAX - 1, false, 0 },
		{ STR("00000000000000000000000000000000000001"), UINT64_MAX, true, 1 },
		{ STR(""), UINT64_MAX, false, 0 },
		{ STR("-1"), UINT64_MAX, false, 0 },
		{ STR("+1"), UINT64_MAX, false, 0 },
		{ STR(" 1"), UINT64_MAX, false, 0 },
		{ STR("1 "), UINT64_MAX, false, 0 },
		{ STR("1a"), UINT64_MAX, false, 0 },
		{ STR("0x1"), UINT64_MAX, false, 0 },
		{ STR("1\0"), UINT64_MAX, false, 0 },
		{ STR("1.0"), UINT64_MAX, false, 0 },
		{ STR("\xd9\xa1"), UINT64_MAX, false, 0 },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		uint64_t got = 4711;
		bool good = str_u64(table[i].s, table[i].max, &got);
		CHECK(good == table[i].good, "row %zu: %.*s", i, STR_ARG(table[i].s));
		CHECK(got == (table[i].good ? table[i].want : 4711), "row %zu: %llu", i, (unsigned long long)got);
	}
}

/* ---- buffers ---- */

/* A buffer between two bytes that nobody may touch. */
static char fence[10];

static struct buf fenced(size_t cap)
{
	memset(fence, '#', sizeof fence);
	return (struct buf){ fence + 1, 0, cap, false };
}

static void filled(void)
{
	const struct {
		size_t cap;
		struct str add[4];
		size_t count;
		struct str want;
		bool full;
	} table[] = {
		{ 8, { STR("abc"), STR("defgh") }, 2, STR("abcdefgh"), false },
		/* dropped whole; and what comes later is dropped too, however short */
		{ 8, { STR("abc"), STR("defghi"), STR("x") }, 3, STR("abc"), true },
		{ 8, { STR("abcdefghi") }, 1, STR(""), true },
		{ 8, { STR("abcdefgh"), STR("") }, 2, STR("abcdefgh"), false },
		{ 0, { STR("") }, 1, STR(""), false },
		{ 0, { STR("a"), STR("") }, 2, STR(""), true },
		{ 4, { STR("\0\0\0"), STR("\0") }, 2, STR("\0\0\0\0"), false },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct buf b = fenced(table[i].cap);
		for (size_t k = 0; k < table[i].count; k++)
			buf_add(&b, table[i].add[k]);
		CHECK_STR(buf_str(&b), table[i].want);
		CHECK(b.full == table[i].full && buf_left(&b) == b.cap - b.n, "row %zu", i);
		CHECK(fence[0] == '#' && fence[1 + table[i].cap] == '#', "row %zu: wrote beyond its room", i);
		buf_clear(&b);
		CHECK(b.n == 0 && !b.full && b.cap == table[i].cap, "row %zu: not clear", i);
	}
}

/* Every way to write fills up in the same way, and none clears what another found out. */
static void fullness(void)
{
	for (size_t cap = 0; cap <= 8; cap++) {
		struct buf b = fenced(cap);
		buf_byte(&b, 'a');
		CHECK(b.full == (cap < 1) && b.n == (cap ? 1 : 0), "byte, %zu", cap);
		b = fenced(cap);
		buf_u64(&b, 12345);
		CHECK(b.full == (cap < 5) && b.n == (cap < 5 ? 0 : 5), "number, %zu", cap);
		b = fenced(cap);
		buf_fmt(&b, "%s", "12345");
		/* vsnprintf wants room for its NUL, too */
		CHECK((b.full ? cap <= 5 : cap >= 5) && b.n == (b.full ? 0 : 5), "fmt, %zu", cap);
		b = fenced(cap);
		utf8_add(&b, 0x20ac);
		CHECK(b.full == (cap < 3) && b.n == (cap < 3 ? 0 : 3), "character, %zu", cap);
		b = fenced(cap);
		buf_add(&b, STR("123456789"));
		buf_byte(&b, 'a');
		buf_u64(&b, 1);
		buf_fmt(&b, "%d", 1);
		utf8_add(&b, 'a');
		buf_escape(&b, STR("\n"));
		CHECK(b.full && b.n == 0 && *buf_z(&b) == '\0', "%zu: written into a full buffer", cap);
		CHECK(fence[0] == '#' && fence[1 + cap] == '#', "%zu: wrote beyond its room", cap);
	}
}

static void closed(void)
{
	for (size_t cap = 0; cap <= 8; cap++) {
		struct buf b = fenced(cap);
		buf_add(&b, STR("abcd"));
		const char *z = buf_z(&b);
		CHECK(strcmp(z, cap > 4 ? "abcd" : "") == 0, "%zu: %s", cap, z);
		CHECK(b.full == (cap <= 4) && (b.full || b.n == 4), "%zu: the NUL counts", cap);
		CHECK(fence[1 + cap] == '#', "%zu: wrote beyond its room", cap);
	}
}

static void numbers_written(void)
{
	const struct {
		uint64_t value;
		struct str want;
	} table[] = {
		{ 0, STR("0") },
		{ 9, STR("9") },
		{ 10, STR("10") },
		{ 100, STR("100") },
		{ UINT32_MAX, STR("4294967295") },
		{ UINT64_MAX, STR("18446744073709551615") },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		char room[20];
		struct buf b = BUF(room);
		buf_u64(&b, table[i].value);
		CHECK_STR(buf_str(&b), table[i].want);
	}
}

/* ---- escaping ---- */

static void escaped(void)
{
	const struct {
		struct str s, want;
	} table[] = {
		{ STR(""), STR("") },
		{ STR("gemini://bote.example/a b?c"), STR("gemini://bote.example/a b?c") },
		{ STR("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"), STR("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80") },
		{ STR("a\nb\r\n"), STR("a\\x0ab\\x0d\\x0a") },
		{ STR("\0"), STR("\\x00") },
		{ STR("\033[2J"), STR("\\x1b[2J") },
		{ STR("\x7f"), STR("\\x7f") },
		/* an escape that somebody wrote himself is not one of ours */
		{ STR("\\x0a"), STR("\\x5cx0a") },
		{ STR("\\"), STR("\\x5c") },
		/* C1: CSI in two bytes, and alone */
		{ STR("\xc2\x9b"), STR("\\xc2\\x9b") },
		{ STR("\x9b"), STR("\\x9b") },
		{ STR("\xc2\x80\xc2\x9f\xc2\xa0"), STR("\\xc2\\x80\\xc2\\x9f\xc2\xa0") },
		/* not UTF-8: over-long, a surrogate, beyond the end of Unicode, cut short */
		{ STR("\xc0\x8a"), STR("\\xc0\\x8a") },
		{ STR("\xe0\x80\x8a"), STR("\\xe0\\x80\\x8a") },
		{ STR("\xed\xa0\x80"), STR("\\xed\\xa0\\x80") },
		{ STR("\xf4\x90\x80\x80"), STR("\\xf4\\x90\\x80\\x80") },
		{ STR("a\xe2\x82"), STR("a\\xe2\\x82") },
		{ STR("\xe2\x82\n"), STR("\\xe2\\x82\\x0a") },
		/* separators of lines and paragraphs, and what turns the order round */
		{ STR("\xe2\x80\xa8\xe2\x80\xa9"), STR("\\xe2\\x80\\xa8\\xe2\\x80\\xa9") },
		{ STR("\xe2\x80\xae"
		      "cod"),
			STR("\\xe2\\x80\\xaecod") },
		{ STR("\xe2\x81\xa6"), STR("\\xe2\\x81\\xa6") },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		char room[64];
		struct buf b = BUF(room);
		buf_escape(&b, table[i].s);
		CHECK_STR(buf_str(&b), table[i].want);
	}
}

static int hex(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* Undoes the escaping; false where it is ambiguous or harmful. */
static bool unescape(struct str s, struct buf *out)
{
	while (s.n) {
		uint32_t rune = 0;
		size_t n = utf8_read(s, &rune);
		if (n == 0 || rune < 0x20 || (rune >= 0x7f && rune <= 0x9f))
			return false;
		if (rune == '\\') {
			if (s.n < 4 || s.p[1] != 'x' || hex(s.p[2]) < 0 || hex(s.p[3]) < 0)
				return false;
			buf_byte(out, (char)(hex(s.p[2]) * 16 + hex(s.p[3])));
			n = 4;
		} else {
			buf_add(out, str_sub(s, 0, n));
		}
		s = str_sub(s, n, s.n);
	}
	return !out->full;
}

/* Whatever goes in, what comes out is printable and can be read back without doubt. */
static void escaped_anything(void)
{
	uint64_t state = 0x9e3779b97f4a7c15u;
	size_t harmful = 0, lost = 0;
	for (int round = 0; round < 20000; round++) {
		char in[24], out[4 * sizeof in], back[sizeof in];
		size_t n = 0;
		for (; n < (size_t)round % sizeof in; n++) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			/* mostly the bytes that matter: leads, continuations, controls, backslashes and x's */
			static const char likely[] = "\\x0a\xc2\x9b\xe2\x80\xa8\xf0\x9f\x98\x80\n\xed\xa0 ";
			size_t at = (state >> 33) % (sizeof likely + 8);
			in[n] = at < sizeof likely ? likely[at] : (char)(state >> 56);
		}
		struct buf b = BUF(out), again = BUF(back);
		buf_escape(&b, (struct str){ in, n });
		if (b.full || !unescape(buf_str(&b), &again))
			harmful++;
		else
			lost += !str_eq(buf_str(&again), (struct str){ in, n });
	}
	CHECK(harmful == 0 && lost == 0, "%zu harmful, %zu ambiguous", harmful, lost);
}

int main(void)
{
	compared();
	indexed();
	sub();
	trimmed();
	cut();
	worded();
	numbers();
	filled();
	fullness();
	closed();
	numbers_written();
	escaped();
	escaped_anything();
	return unit_done("str");
}
