/* lexicon: a fixed set of short words, each with a number, for names that are looked up thousands of times a page. */
#ifndef IMPORT_LEXICON_H
#define IMPORT_LEXICON_H

#include "base/str.h"

enum { LEXICON_SLOTS = 1024, LEXICON_WORD = 31 };

struct lexicon_word {
	const char *word; /* lower case, at most LEXICON_WORD bytes */
	unsigned value;   /* not 0 */
};

struct lexicon {
	const struct lexicon_word *words;
	uint16_t slot[LEXICON_SLOTS];
	unsigned char length[LEXICON_SLOTS]; /* of the word in a slot */
};

/* At most half as many words as slots; they stay the caller's. A word that is there twice has both values' bits. */
void lexicon_make(struct lexicon *x, const struct lexicon_word *words, size_t count);
/* The value of a word in any case of ASCII letters; 0: it is not there. */
unsigned lexicon_find(const struct lexicon *x, struct str word);

#endif
