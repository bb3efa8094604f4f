/* stopwords: the words that German and English cannot do without, and plain lists of words. */
#ifndef IMPORT_STOPWORDS_H
#define IMPORT_STOPWORDS_H

#include "base/str.h"

enum {
	STOPWORD_GERMAN = 1,
	STOPWORD_ENGLISH = 2,
	FOLD_MAX = 32, /* bytes; longer words are in no list */
};

/* The languages in which a single word is a stop word, in any case: some of STOPWORD_*, or 0. */
unsigned stopword_of(struct str word);

/* A word in small letters (of ASCII and Latin-1, which are all that our lists need), with ' for its typographic sister.
 * Returns its length; 0: longer than FOLD_MAX. */
size_t word_fold(struct str word, char out[FOLD_MAX]);

/* Whether a word, in any case, is one of a list's: small letters, a space before and behind each word. */
bool word_listed(struct str list, struct str word);

#endif
