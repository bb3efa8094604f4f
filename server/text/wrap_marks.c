/* The marks of any text: libunistring's line breaks, widths and characters with their marks; and URLs. */
#include "text/wrap.h"

#include "text/cells.h"

#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unictype.h>

enum {
	WIDEST = 32, /* no cluster that anybody reads takes more cells; one that does may be cut anywhere */
	SOFT_HYPHEN = 0xad,
	NO_SPACES_FROM = 0x2000, /* beyond are punctuation and the East Asian scripts */
};

static bool one_of(char c, const char *set)
{
	return c && strchr(set, c) != NULL;
}

/* LB29, which libunistring 1.0 doesn't know, for the scripts that put spaces between words. */
static bool stop_and_letter(struct str s, size_t i)
{
	uint32_t rune = 0;
	if (i == 0 || !one_of(s.p[i - 1], ".,:;") || !utf8_read(str_sub(s, i, s.n), &rune))
		return false;
	return rune < NO_SPACES_FROM && uc_is_alpha(rune);
}

/* One character with all its marks, from..to: its width, and where it begins. */
static void mark_cluster(struct str s, size_t from, size_t to, unsigned char *marks)
{
	unsigned total = 0;
	for (size_t i = from, n; i < to; i += n) {
		uint32_t rune = 0;
		n = utf8_read(str_sub(s, i, to), &rune);
		if (n == 0)
			n = 1; /* clean text has none */
		unsigned cells = cells_of(rune);
		total += cells;
		bool hard = (i == from && rune != SOFT_HYPHEN) || (total > WIDEST && cells);
		marks[i] = (unsigned char)(marks[i] | cells | (hard ? WRAP_HARD : 0u));
	}
}

/* What stands before i: nothing special, a word's soft hyphen, or one before any of the word, which divides nothing. */
enum hyphen { HYPHEN_NONE, HYPHEN_SOFT, HYPHEN_IDLE };

static enum hyphen hyphen_before(struct str s, size_t i)
{
	size_t at = i;
	while (at >= 2 && memcmp(s.p + at - 2, "\xc2\xad", 2) == 0)
		at -= 2;
	if (at == i)
		return HYPHEN_NONE;
	return at == 0 || s.p[at - 1] == ' ' ? HYPHEN_IDLE : HYPHEN_SOFT;
}

static void mark_breaks(struct str s, unsigned char *marks)
{
	u8_possible_linebreaks((const uint8_t *)s.p, s.n, "UTF-8", (char *)marks);
	for (size_t i = 0; i < s.n; i++) {
		bool may = marks[i] == UC_BREAK_POSSIBLE && !stop_and_letter(s, i);
		enum hyphen hyphen = may ? hyphen_before(s, i) : HYPHEN_IDLE;
		marks[i] = hyphen == HYPHEN_IDLE ? 0 : hyphen == HYPHEN_SOFT ? WRAP_MAY | WRAP_SOFT : WRAP_MAY;
	}
}

static bool in_url(char c)
{
	return c > ' ' && c < 0x7f;
}

/* A URL broken over two lines cannot be pasted, so nothing in it may be a line's end. */
static void join_urls(struct str s, unsigned char *marks)
{
	for (size_t at = 0; (at += str_find(str_sub(s, at, s.n), STR("://"))) < s.n;) {
		size_t from = at;
		while (from > 0 && in_url(s.p[from - 1]))
			from--;
		while (at < s.n && in_url(s.p[at]))
			at++;
		for (size_t i = from + 1; i < at; i++)
			marks[i] &= WRAP_CELLS;
	}
}

static void mark_all(struct str s, unsigned char *marks)
{
	const uint8_t *start = (const uint8_t *)s.p, *end = start + s.n, *next;
	mark_breaks(s, marks);
	for (const uint8_t *p = start; p && p < end; p = next) {
		next = u8_grapheme_next(p, end);
		mark_cluster(s, (size_t)(p - start), (size_t)((next ? next : end) - start), marks);
	}
}

bool wrap_marks(struct str text, bool clean, unsigned char *marks)
{
	if (!wrap_latin(text, marks)) {
		if (!clean)
			return false;
		mark_all(text, marks);
	}
	join_urls(text, marks);
	return true;
}
