#include "import/bytes.h"

#include "base/log.h"
#include "import/charset.h"
#include "import/mojibake.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

/* What a text needs; a text that needs nothing is passed on. */
enum {
	NEED_VALID = 1,   /* bytes that are no UTF-8 */
	NEED_MEND = 2,    /* perhaps mojibake */
	NEED_CLEAN = 4,   /* a character that goes or becomes another one, spaces before a line's end */
	NEED_NORMAL = 8,  /* perhaps not in NFC */
	NEED_WINDOWS = 16 /* characters of Windows-1252 where Latin-1 has controls */
};

enum fate { KEEP, SPACE, LINE, DROP, JOINER, LOST, WINDOWS };

static enum fate fate_below_100(uint32_t rune)
{
	if (rune >= 0x20 && rune < 0x7f)
		return rune == ' ' ? SPACE : KEEP;
	if (rune == '\t' || rune == 0xa0)
		return SPACE;
	if ((rune >= '\n' && rune <= '\r') || rune == 0x85)
		return LINE;
	if (rune >= 0x80 && rune < 0xa0)
		return charset_1252_rune((unsigned char)rune) == rune ? DROP : WINDOWS;
	return rune < 0x80 || rune == 0xad ? DROP : KEEP;
}

static enum fate fate_of(uint32_t rune)
{
	if (rune < 0x100)
		return fate_below_100(rune);
	if (rune < 0x2000)
		return rune == 0x1680 ? SPACE : rune == 0x61c ? DROP : KEEP;
	if (rune <= 0x200a || rune == 0x202f || rune == 0x205f || rune == 0x3000)
		return SPACE;
	if (rune == 0x2028 || rune == 0x2029)
		return LINE;
	if (rune == 0x200c || rune == 0x200d)
		return JOINER;
	if (rune <= 0x200f || (rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2060 && rune <= 0x206f) ||
		rune == 0xfeff)
		return DROP;
	return rune == 0xfffd ? LOST : KEEP;
}

/* Surely in NFC, whatever stands before it: neither a mark nor one of the characters that decompose. */
static bool normal(uint32_t rune)
{
	if (rune < 0x300 || (rune >= 0x400 && rune < 0x483))
		return true;
	if (rune >= 0x2000 && rune < 0x2adc)
		return rune > 0x2001 && rune != 0x2126 && rune != 0x212a && rune != 0x212b && rune != 0x2329 &&
		       rune != 0x232a && !(rune >= 0x20d0 && rune < 0x2100);
	return (rune >= 0x3400 && rune < 0xa000) || rune == 0xfffd || (rune >= 0x1f000 && rune < 0x1fb00);
}

static unsigned need_of(uint32_t rune, struct str rest)
{
	unsigned need = mojibake_likely(rune, rest.n ? rest.p[0] : '\n') ? NEED_MEND : 0;
	enum fate fate = fate_of(rune);
	if (fate == WINDOWS)
		need |= NEED_WINDOWS;
	if (fate != KEEP)
		need |= NEED_CLEAN;
	return normal(rune) ? need : need | NEED_NORMAL;
}

/* Bytes at the start of s that need nothing: printable ASCII, and lines that end in it. */
static size_t plain_length(struct str s)
{
	size_t i = 0;
	while (i < s.n && ((s.p[i] >= ' ' && s.p[i] < 0x7f) || (s.p[i] == '\n' && i && s.p[i - 1] != ' ')))
		i++;
	return i;
}

static unsigned needs_of(struct str s)
{
	unsigned needs = 0;
	bool spaced = false;
	if (str_ends(s, STR(" ")))
		needs |= NEED_CLEAN;
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		uint32_t rune = 0;
		n = plain_length(s);
		if (n) {
			spaced = s.p[n - 1] == ' ';
			continue;
		}
		n = utf8_read(s, &rune);
		if (n == 0) {
			needs |= NEED_VALID;
			n = 1;
		} else if (rune == '\n') {
			needs |= spaced ? NEED_CLEAN : 0;
		} else {
			needs |= need_of(rune, str_sub(s, n, s.n));
		}
		spaced = false;
	}
	return needs;
}

static struct str make_valid(struct str s, struct arena *a)
{
	struct buf b = { 0 };
	uint32_t rune;
	arena_room(a, &b, s.n);
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		n = utf8_read(s, &rune);
		arena_room(a, &b, 4);
		utf8_add(&b, n ? rune : 0xfffd);
		n = n ? n : 1;
	}
	return buf_str(&b);
}

static struct str mend(struct str s, struct arena *a)
{
	char *p = arena_take(a, s.n + 1, 1), *to = p;
	memcpy(p, s.p, s.n);
	struct str rest = { p, s.n };
	while (rest.n) {
		size_t line = str_index(rest, '\n'), whole = line < rest.n ? line + 1 : line;
		char *from = p + ((size_t)(rest.p - p));
		size_t n = mojibake_undo(from, line);
		memmove(to, from, n);
		to += n;
		if (whole > line)
			*to++ = '\n';
		rest = str_sub(rest, whole, rest.n);
	}
	return (struct str){ p, (size_t)(to - p) };
}

/* A text that is being written line by line. */
struct page {
	struct buf out;
	size_t line; /* where the last line begins */
	bool begun;  /* it holds more than spaces */
};

static void line_end(struct page *page)
{
	struct str s = str_sub(buf_str(&page->out), page->line, page->out.n);
	for (;;) {
		if (str_ends(s, STR(" ")))
			s.n--;
		else if (str_ends(s, STR("\xef\xbf\xbd")))
			s.n -= 3;
		else
			break;
	}
	page->out.n = page->line + s.n;
	page->begun = false;
}

/* Joiners have their use between letters that change their form, and within emoji. */
static bool joins(uint32_t before, struct str rest)
{
	uint32_t after = 0;
	return before >= 0x370 && utf8_read(rest, &after) && after >= 0x370 && fate_of(before) == KEEP &&
	       fate_of(after) == KEEP && !(before >= 0x1e00 && before < 0x1f00) &&
	       !(before >= 0x2000 && before < 0x2100);
}

static void put(struct page *page, uint32_t before, uint32_t rune, struct str rest, bool windows)
{
	enum fate fate = fate_of(rune);
	if (windows && rune == 0x85)
		fate = WINDOWS;
	page->begun = page->begun || fate == KEEP || fate == WINDOWS;
	switch (fate) {
	case SPACE:
		buf_byte(&page->out, ' ');
		break;
	case LINE:
		/* CR LF is one end */
		if (rune == '\r' && rest.n && rest.p[0] == '\n')
			break;
		line_end(page);
		buf_byte(&page->out, '\n');
		page->line = page->out.n;
		break;
	case WINDOWS:
		utf8_add(&page->out, charset_1252_rune((unsigned char)rune));
		break;
	case JOINER:
		if (joins(before, rest))
			utf8_add(&page->out, rune);
		break;
	case LOST:
		if (page->begun)
			utf8_add(&page->out, rune);
		break;
	case KEEP:
		utf8_add(&page->out, rune);
		break;
	case DROP:
		break;
	}
}

static struct str clean(struct str s, bool windows, struct arena *a)
{
	/* U+0084 and the like grow from two bytes to three */
	size_t cap = s.n + s.n / 2 + 4;
	struct page page = { { arena_take(a, cap, 1), 0, cap, false }, 0, false };
	uint32_t before = 0, rune = 0;
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		n = 0;
		for (; n < s.n && s.p[n] >= ' ' && s.p[n] < 0x7f; n++)
			page.begun = page.begun || s.p[n] != ' ';
		if (n) {
			buf_add(&page.out, str_sub(s, 0, n));
			before = ' ';
			continue;
		}
		n = utf8_read(s, &rune);
		put(&page, before, rune, str_sub(s, n, s.n), windows);
		before = rune;
	}
	line_end(&page);
	return buf_str(&page.out);
}

static bool all_normal(struct str s)
{
	uint32_t rune = 0;
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		n = utf8_read(s, &rune);
		if (!normal(rune))
			return false;
	}
	return true;
}

static struct str normalize(struct str s, struct arena *a)
{
	struct buf b = { 0 };
	arena_room(a, &b, s.n + s.n / 8 + 64);
	while (s.n) {
		size_t line = str_index(s, '\n'), n = line < s.n ? line + 1 : line;
		struct str part = str_sub(s, 0, n);
		s = str_sub(s, n, s.n);
		if (all_normal(part)) {
			arena_room(a, &b, n);
			buf_add(&b, part);
			continue;
		}
		uint8_t *made = u8_normalize(UNINORM_NFC, (const uint8_t *)part.p, part.n, NULL, &n);
		if (made == NULL)
			fatal("out of memory");
		arena_room(a, &b, n);
		buf_add(&b, (struct str){ (const char *)made, n });
		free(made);
	}
	return buf_str(&b);
}

struct str bytes_tidy(struct str utf8, struct arena *a)
{
	unsigned needs = needs_of(utf8);
	if (needs & NEED_VALID)
		utf8 = make_valid(utf8, a);
	if (needs & NEED_MEND)
		utf8 = mend(utf8, a);
	if (needs & (NEED_VALID | NEED_MEND))
		needs = needs_of(utf8);
	if (needs & NEED_CLEAN)
		utf8 = clean(utf8, needs & NEED_WINDOWS, a);
	if (needs & NEED_NORMAL)
		utf8 = normalize(utf8, a);
	return utf8;
}
