/* letter: words of letters in a line, and how they are compared. */
#ifndef IMPORT_LETTER_H
#define IMPORT_LETTER_H

#include "base/str.h"

enum { LETTER_WORD = 40 }; /* bytes of a word; nothing that is looked up is longer */

/* The bytes of the letter at a place, or of the one that ends before it; 0: there is none. Signs, dashes and quotation
 * marks are no letters, whatever their script. */
size_t letter_at(struct str s, size_t at);
size_t letter_before(struct str s, size_t at);
/* The word that begins at a place, or ends before it, whole; empty: there is none, or it is longer than LETTER_WORD. */
struct str letter_word(struct str s, size_t at);
struct str letter_word_before(struct str s, size_t at);
/* The word in small letters (ASCII and Latin-1), which takes as many bytes. */
void letter_small(struct buf *out, struct str word);

#endif
