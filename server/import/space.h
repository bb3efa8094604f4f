/* space: white space as HTML and typesetters have it. */
#ifndef IMPORT_SPACE_H
#define IMPORT_SPACE_H

#include "base/arena.h"

/* Length of the white space character that s begins with (ASCII's, no-break, narrow, ideographic … spaces, and the
 * separators of lines U+0085, U+2028, U+2029); 0: it begins with something else. */
size_t space_length(struct str s);
/* Adds s, with each row of white space as one space, and none where b is empty or ends with a space or a newline. Adds
 * at most as many bytes as s has. */
void space_add(struct buf *b, struct str s);
/* The next word of a list that any white space separates; empty at its end. */
struct str space_word(struct str *rest);
/* How many bytes of s are no ASCII white space. */
size_t space_without(struct str s);
/* A text for a line or a value: tidy (bytes.h), rows of white space as one space, trimmed. */
struct str space_tidy(struct str s, struct arena *a);

#endif
