/* charset: text that is in no Unicode encoding, as UTF-8. */
#ifndef IMPORT_CHARSET_H
#define IMPORT_CHARSET_H

#include "base/arena.h"

enum { CHARSET_NAME = 64 }; /* longest name, with its NUL */

/* The charset that a label means ("latin1", "x-sjis" …), in capitals, in name; labels of Latin-1 and ASCII mean
 * Windows-1252 (WHATWG, Encoding Standard, 4.2). NULL, where it can't be a name, or is one in which ASCII is not ASCII
 * (UTF-16, EBCDIC), since a label was read as ASCII. */
const char *charset_named(struct str label, char name[CHARSET_NAME]);

/* Which charset raw is in, where that is plain from the German and English words in it: WINDOWS-1252, ISO-8859-15,
 * MACINTOSH or IBM850; else what uchardet thinks, as a name in capitals. NULL: nobody knows. */
const char *charset_guess(struct str raw, char name[CHARSET_NAME]);

/* Makes UTF-8 of raw. What name does not know becomes U+FFFD. False: there is no such charset here, or there is more of
 * that than most bytes. */
bool charset_decode(const char *name, struct str raw, size_t most, struct arena *a, struct str *out);

/* Windows-1252: the byte of a character, where the bytes that it leaves undefined are U+0081, U+008D, U+008F, U+0090
 * and U+009D, and those that it defines may be U+0080 to U+009F as well; 0: none, or ASCII. And the character of a
 * byte. */
unsigned char charset_1252_byte(uint32_t rune);
uint32_t charset_1252_rune(unsigned char byte);

#endif
