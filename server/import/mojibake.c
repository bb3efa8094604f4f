#include "import/mojibake.h"

#include "base/str.h"
#include "import/charset.h"

#include <string.h>

enum {
	TIMES = 3,
	SCRIPT_LEAST = 3, /* sequences of another script, two of them side by side */
};

/* How sure it is that a sequence is one. */
enum belief {
	NEVER,
	WEAK,   /* only in company: it may be a capital with a quotation mark behind it ("Ä“") */
	SCRIPT, /* only in numbers: Greek, Cyrillic, Chinese … */
	STRONG,
};

struct sequence {
	size_t n;      /* bytes that it takes; 0: there is none */
	uint32_t rune; /* what it was; 0: nothing, it goes */
	enum belief belief;
};

static bool small_letter(uint32_t rune)
{
	return rune >= 'a' && rune <= 'z';
}

static bool capital(uint32_t rune)
{
	return rune >= 'A' && rune <= 'Z';
}

bool mojibake_likely(uint32_t rune, char next)
{
	if (rune < 0xc2 || rune > 0xf4)
		return false;
	return (unsigned char)next >= 0x80 ||
	       ((rune == 0xc2 || rune == 0xc3) && (next == ' ' || next == '\n' || next == '\r'));
}

/* Bytes of Windows-1252 that can stand behind a capital in honest text: quotation marks, dashes, … » § ° and the like.
 */
static bool punctuation(unsigned char byte)
{
	static const char list[] =
		"\x82\x84\x85\x8b\x91\x92\x93\x94\x96\x97\x99\x9b\xa0\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb";
	return strchr(list, byte) != NULL;
}

/* A capital before and no letter behind ("MANHÃ…"): then it is more likely to be what it seems. */
static enum belief two_belief(const unsigned char *byte, uint32_t before, uint32_t after)
{
	bool goes_on = small_letter(after) || capital(after) || after >= 0xc0;
	if (byte[0] == 0xc2)
		return punctuation(byte[1]) && capital(before) ? WEAK : STRONG;
	if (byte[0] == 0xc3)
		return punctuation(byte[1]) && capital(before) && !goes_on ? WEAK : STRONG;
	if (byte[0] <= 0xc5)
		return punctuation(byte[1]) && !goes_on ? WEAK : STRONG;
	return NEVER;
}

static enum belief belief_of(const unsigned char *byte, uint32_t rune, uint32_t before, uint32_t after)
{
	if (rune < 0x180)
		return two_belief(byte, before, after);
	if (rune < 0x300) /* what becomes of Windows-1252's own ƒ ˆ ˜ the third time over, and Romanian */
		return rune == 0x192 || rune == 0x2c6 || rune == 0x2dc || (rune >= 0x218 && rune <= 0x21b) ? WEAK
													   : NEVER;
	if (rune < 0x370) /* marks of letters that were taken apart */
		return punctuation(byte[1]) ? WEAK : STRONG;
	if (rune < 0x700) /* Greek, Cyrillic, Hebrew, Arabic */
		return (rune >= 0x530 && rune < 0x590) ? NEVER : SCRIPT;
	if (rune < 0xe00)
		return NEVER;
	if (rune >= 0x1e00 && rune < 0x1f00)
		return STRONG;
	if (rune >= 0x2000 && rune < 0x2c00)
		return STRONG;
	if (rune == 0xfeff || rune == 0xfffd || (rune >= 0xfb00 && rune <= 0xfb06))
		return STRONG;
	if (rune >= 0x1f000 && rune < 0x1fb00)
		return STRONG;
	return rune >= 0xe000 && rune < 0xf900 ? NEVER : SCRIPT;
}

static uint32_t rune_of(struct str s)
{
	uint32_t rune = 0;
	return utf8_read(s, &rune) ? rune : '\n';
}

/* s begins with Â, Ã, Å or â, and what stood behind it is gone, or a mere space. */
static struct sequence damaged(struct str s, uint32_t lead, uint32_t before)
{
	uint32_t next = rune_of(str_sub(s, 2, s.n)), then = rune_of(str_sub(s, 3, s.n));
	struct sequence none = { 0 };
	if (lead == 0xe2 && next == 0x20ac) /* "â€" and the undefined 0x9d, dropped or replaced */
		return (struct sequence){ rune_of(str_sub(s, 5, s.n)) == 0xfffd ? 8 : 5, 0x201d, STRONG };
	if (next != ' ' && next != '\n' && next != '\r')
		return none;
	if (lead == 0xc2) /* the space stays */
		return (struct sequence){ capital(before) ? 0 : 2, 0, STRONG };
	bool word = before < 0x80 && !capital(before) && (small_letter(then) || then == ' ');
	if (lead == 0xc3 && next == ' ' && (small_letter(before) || word))
		return (struct sequence){ then == ' ' ? 3 : 2, 0xe0, STRONG };
	if (lead == 0xc3 && next != ' ' && small_letter(before))
		return (struct sequence){ 2, 0xe0, WEAK };
	if (lead == 0xc5 && next == ' ' && small_letter(then))
		return (struct sequence){ 3, 0x160, WEAK };
	return none;
}

/* The sequence at the start of s. */
static struct sequence sequence_read(struct str s, uint32_t before)
{
	unsigned char byte[4] = { 0 };
	/* it begins with one of U+00C2 to U+00F4, all of which have this first byte */
	if (s.n == 0 || (unsigned char)s.p[0] != 0xc3)
		return (struct sequence){ 0 };
	uint32_t lead = rune_of(s), rune = 0;
	if (lead < 0xc2 || lead > 0xf4)
		return (struct sequence){ 0 };
	size_t need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2, at = 0;
	for (size_t i = 0; i < need; i++) {
		uint32_t part = 0;
		size_t n = utf8_read(str_sub(s, at, s.n), &part);
		byte[i] = n ? charset_1252_byte(part) : 0;
		if (byte[i] == 0)
			break;
		at += n;
	}
	if (utf8_read((struct str){ (const char *)byte, need }, &rune) != need)
		return damaged(s, lead, before);
	enum belief belief = belief_of(byte, rune, before, rune_of(str_sub(s, at, s.n)));
	struct sequence q = { belief == NEVER ? 0 : at, rune, belief };
	return q;
}

/* Letters that would not be there if the whole line had been read wrongly. */
static bool honest(uint32_t rune)
{
	if (rune < 0x100)
		return rune >= 0xc0 && rune != 0xd7 && rune != 0xf7;
	if (rune >= 0x2000 && rune < 0x2c00)
		return false;
	return rune != 0xfeff && rune != 0xfffd && rune != 0x2c6 && rune != 0x2dc &&
	       !(rune >= 0xfe00 && rune < 0xfe10) && rune < 0x1f000;
}

/* How much of a line is undone. */
enum mode {
	NOTHING,
	SOME, /* it holds honest letters too: a caption from one source behind a text from another */
	ALL,
};

/* Where honest letters are about, only what begins with the three characters that give it away, or goes on with it. */
static bool taken(enum mode mode, const struct sequence *q, uint32_t lead, bool beside)
{
	bool plain = lead == 0xc2 || lead == 0xc3 || lead == 0xe2 || lead == 0xef || lead == 0xf0;
	if (mode == ALL || q->n == 0)
		return q->n > 0;
	return q->belief == STRONG ? plain || beside : q->belief == WEAK && beside;
}

struct verdict {
	size_t strong, plain, script, neighbours, honest, lone;
};

static enum mode mode_of(const struct verdict *v)
{
	bool script = v->script >= SCRIPT_LEAST && v->neighbours > 0;
	if (v->lone)
		return NOTHING;
	if (v->honest == 0 && (v->script == 0 || script))
		return v->strong || script ? ALL : NOTHING;
	return v->plain ? SOME : NOTHING;
}

static size_t ascii_length(struct str s)
{
	size_t n = 0;
	while (n < s.n && (unsigned char)s.p[n] < 0x80)
		n++;
	return n;
}

static enum mode judge(struct str s)
{
	struct verdict v = { 0 };
	bool beside = false, script_beside = false;
	for (uint32_t before = '\n', rune = 0; s.n; before = rune) {
		size_t n = ascii_length(s);
		if (n) {
			rune = (unsigned char)s.p[n - 1];
			beside = script_beside = false;
			s = str_sub(s, n, s.n);
			continue;
		}
		n = utf8_read(s, &rune);
		if (n == 0)
			return NOTHING;
		struct sequence q = sequence_read(s, before);
		bool script = q.n && q.belief == SCRIPT;
		beside = taken(SOME, &q, rune, beside);
		v.plain += beside;
		v.strong += q.n && q.belief == STRONG;
		v.script += script;
		v.neighbours += script && script_beside;
		v.honest += q.n == 0 && rune >= 0x80 && honest(rune);
		v.lone += q.n == 0 && (rune == 0xc2 || rune == 0xc3);
		script_beside = script;
		s = str_sub(s, q.n ? q.n : n, s.n);
	}
	return mode_of(&v);
}

/* Whatever is written is no longer than what it stands for, so it never runs ahead of what is read. */
static size_t rewrite(char *line, size_t n, enum mode mode)
{
	struct str s = { line, n };
	struct buf out = { line, 0, n, false };
	bool beside = false;
	for (uint32_t before = '\n', rune = 0; s.n; before = rune) {
		size_t length = ascii_length(s);
		if (length)
			rune = (unsigned char)s.p[length - 1];
		else
			length = utf8_read(s, &rune);
		struct sequence q = sequence_read(s, before);
		beside = taken(mode, &q, rune, beside);
		if (!beside) {
			memmove(out.p + out.n, s.p, length);
			out.n += length;
		} else if (q.rune) {
			utf8_add(&out, q.rune);
		}
		s = str_sub(s, beside ? q.n : length, s.n);
	}
	return out.n;
}

size_t mojibake_undo(char *line, size_t n)
{
	for (int i = 0; i < TIMES; i++) {
		enum mode mode = judge((struct str){ line, n });
		if (mode == NOTHING)
			break;
		n = rewrite(line, n, mode);
	}
	return n;
}
