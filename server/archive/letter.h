/* letter: what one character is to words (terms.h). */
#ifndef ARCHIVE_LETTER_H
#define ARCHIVE_LETTER_H

#include "base/str.h"

enum letter_kind {
	LETTER_NONE,  /* stands between words; so does a byte that is not UTF-8 */
	LETTER_PART,  /* letters and digits (L, N) of scripts that put spaces between words */
	LETTER_ALONE, /* those of scripts that don't: each is a word */
	LETTER_MARK,  /* belongs to what stands before it (M) */
	LETTER_APOSTROPHE,
	LETTER_INVISIBLE, /* a soft hyphen, a joiner, a selector of glyphs: as if it were not there */
};

enum {
	LETTER_LATIN = 0x180, /* below: Latin-1 and Latin Extended-A, which have no marks and are composed always */
};

/* The character at the start of s, which is not empty: its length, at least 1. */
size_t letter_read(struct str s, enum letter_kind *kind);

/* The case-folded form of a letter or digit below LETTER_LATIN: 0 where that is none. ß is 's', and stands for two of
 * them; U+0130 and U+0149, which fold to more than one character, are LETTER_LATIN. */
uint32_t letter_fold(uint32_t rune);

/* The letter or the two letters of ASCII that a case-folded letter below LETTER_LATIN is without its mark or stroke;
 * empty where there is none. */
struct str letter_base(uint32_t rune);

#endif
