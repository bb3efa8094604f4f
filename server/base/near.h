/* near: the known word that somebody probably meant. */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

#include "base/str.h"

/* The nearest of the known words (a list closed by NULL) to one that is not among them: a few letters wrong, missing,
 * doubled or swapped (the more, the longer the word is), other capitals, or one that begins like the other. NULL if
 * nothing is near. The first of several equally near words. */
const char *near_word(struct str word, const char *const *known);

#endif
