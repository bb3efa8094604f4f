#include "archive/terms.h"

#include "archive/letter.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>

enum {
	CLEAN_MAX = 4 * TERMS_MAX, /* bytes of a word that can matter: composing them leaves no less than a quarter */
};

/* What a byte of ASCII is in a word; 0: not in one. */
static char small(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : '\0';
}

/* Where the next word begins: at a letter or a digit, for a mark has nothing to stand on. s.n: nowhere. */
static size_t word_begin(struct str s, bool *alone)
{
	size_t i = 0;
	enum letter_kind kind = LETTER_NONE;
	while (i < s.n) {
		if (small(s.p[i])) {
			*alone = false;
			return i;
		}
		if ((unsigned char)s.p[i] < 0x80) {
			i++;
			continue;
		}
		size_t n = letter_read(str_sub(s, i, s.n), &kind);
		*alone = kind == LETTER_ALONE;
		if (kind == LETTER_PART || *alone)
			return i;
		i += n;
	}
	return i;
}

/* The length of what stands inside a word and is left out, if the word goes on behind it: an apostrophe at most, and
 * what nobody sees. */
static size_t glue(struct str s)
{
	size_t i = 0;
	bool apostrophe = false;
	enum letter_kind kind = LETTER_NONE;
	while (i < s.n) {
		size_t n = letter_read(str_sub(s, i, s.n), &kind);
		if (kind == LETTER_PART || (kind == LETTER_MARK && !apostrophe))
			return i;
		if (kind != LETTER_INVISIBLE && (kind != LETTER_APOSTROPHE || apostrophe))
			return 0;
		apostrophe = apostrophe || kind == LETTER_APOSTROPHE;
		i += n;
	}
	return 0;
}

/* Adds the letters and digits of ASCII at s.p + i; where they end. */
static size_t fold_ascii(struct str s, size_t i, struct buf *out)
{
	for (char c; i < s.n && (c = small(s.p[i])) != 0; i++)
		if (out->n < out->cap && !out->full)
			out->p[out->n++] = c;
		else
			out->full = true;
	return i;
}

/* Folds the word at *at as far as it is Latin: true if that is all of it, and *at is its end. What does not fit is left
 * out, and all behind it. */
static bool fold_latin(struct str s, size_t *at, struct buf *out)
{
	size_t i = *at;
	while ((i = fold_ascii(s, i, out)) < s.n) {
		if ((unsigned char)s.p[i] < 0x80 && s.p[i] != '\'' && s.p[i] != '`')
			break;
		struct str rest = str_sub(s, i, s.n);
		uint32_t rune = 0;
		size_t n = utf8_read(rest, &rune);
		uint32_t folded = n && rune < LETTER_LATIN ? letter_fold(rune) : 0;
		if (folded == LETTER_LATIN)
			return false;
		if (folded) {
			utf8_add(out, folded);
			if (rune == 0xdf) /* ß */
				utf8_add(out, folded);
		} else if ((n = glue(rest)) == 0) {
			enum letter_kind kind;
			letter_read(rest, &kind);
			if (kind == LETTER_PART || kind == LETTER_MARK)
				return false;
			break;
		}
		i += n;
	}
	*at = i;
	return true;
}

/* The end of the word at from, of any script, and the word without what is left out. */
static size_t word_end(struct str s, size_t from, bool alone, struct buf *clean)
{
	enum letter_kind kind = LETTER_NONE;
	size_t i = from;
	while (i < s.n) {
		struct str rest = str_sub(s, i, s.n);
		size_t n = letter_read(rest, &kind);
		if (kind == LETTER_MARK || (alone ? i == from : kind == LETTER_PART))
			buf_add(clean, str_sub(rest, 0, n));
		else if (alone || (n = glue(rest)) == 0)
			break;
		i += n;
	}
	return i;
}

/* The exact form of any word; one that is alone has no case, though a mark of Greek behind it would get one. */
static void fold_any(struct str clean, bool alone, struct buf *out)
{
	uint8_t room[4096];
	size_t n = sizeof room;
	const uint8_t *p = (const uint8_t *)clean.p;
	uint8_t *folded = alone ? u8_normalize(UNINORM_NFC, p, clean.n, room, &n)
				: u8_casefold(p, clean.n, NULL, UNINORM_NFC, room, &n);
	struct str rest =
		folded ? (struct str){ (const char *)folded, n } : clean; /* without memory: as it is written */
	while (rest.n && !out->full) {
		uint32_t rune = 0;
		n = utf8_read(rest, &rune);
		/* the one apostrophe that folding makes */
		if (rune != 0x2bc)
			buf_add(out, str_sub(rest, 0, n));
		rest = str_sub(rest, n ? n : 1, rest.n);
	}
	if (folded != room)
		free(folded);
}

bool terms_next(struct str *rest, struct str *written, struct buf *exact)
{
	bool alone = false;
	size_t cap = exact->cap, from = word_begin(*rest, &alone), to = from;
	buf_clear(exact);
	if (from == rest->n) {
		*rest = str_sub(*rest, from, from);
		return false;
	}
	exact->cap = cap < TERMS_MAX ? cap : TERMS_MAX;
	if (alone || !fold_latin(*rest, &to, exact)) {
		char room[CLEAN_MAX];
		struct buf clean = BUF(room);
		to = word_end(*rest, from, alone, &clean);
		buf_clear(exact);
		fold_any(buf_str(&clean), alone, exact);
	}
	exact->cap = cap;
	exact->full = false; /* too long is cut, and nothing to complain about */
	*written = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	return true;
}
