/* tail: tokens from their ends, so that those that end alike stand together: compound words, in any inflection, are
 * found by the stem of their last part. */
#ifndef ARCHIVE_TAIL_H
#define ARCHIVE_TAIL_H

#include "base/str.h"

#include <sqlite3.h>

enum { TAIL_MIN = 4 }; /* characters of a token that is worth finding by a part of it */

/* Adds a token with its characters in the reverse order (of a stem: TERMS_STEM comes last). */
void tail_add(struct buf *out, struct str word);
size_t tail_characters(struct str word);
/* Lets SQL say tail(word): NULL for one that is too short. False: no memory. */
bool tail_register(sqlite3 *db);

#endif
