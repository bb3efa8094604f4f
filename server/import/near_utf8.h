/* near_utf8: text that is UTF-8 but for a few bytes: cut off in the middle of a character, or put together from two
 * sources. */
#ifndef IMPORT_NEAR_UTF8_H
#define IMPORT_NEAR_UTF8_H

#include "base/arena.h"

/* As utf8_valid, and faster for texts of mostly ASCII. */
bool near_utf8_valid(struct str s);

/* Whether a text that is not valid is meant as UTF-8: characters of several bytes outnumber the broken places eight
 * times (once, if it is declared to be UTF-8), or there is but one such place, at the end. */
bool near_utf8(struct str s, bool declared);

/* The text as valid UTF-8: the beginning of a character without its end becomes U+FFFD, a surrogate pair (CESU-8) the
 * character that it stands for, and other bytes what they are in Windows-1252. */
struct str near_utf8_mend(struct str s, struct arena *a);

#endif
