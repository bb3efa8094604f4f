/* bytes: whatever bytes an archive has kept, as clean UTF-8. */
#ifndef IMPORT_BYTES_H
#define IMPORT_BYTES_H

#include "base/arena.h"

enum { BYTES_MAX = 16 * 1024 * 1024 }; /* of one input */

enum bytes_trouble {
	BYTES_GOOD,
	BYTES_EMPTY, /* nothing, or nothing but white space */
	BYTES_LONG,  /* over BYTES_MAX */
	BYTES_NUL,   /* holds NUL bytes, and is no UTF-16 or UTF-32 */
	BYTES_BINARY, /* a known kind of binary file (PDF, ZIP, gzip, images …), or too many control bytes for a text */
	BYTES_CHARSET, /* in no charset that makes a text of it */
};

/* "empty", "too long", …: a few words for a report. */
const char *bytes_trouble_text(enum bytes_trouble t);

/* Makes UTF-8 of raw. A byte order mark decides (UTF-8, UTF-16 and UTF-32 of either order); then valid UTF-8 is UTF-8,
 * and so is what is UTF-8 but for a cut end or a few bytes from elsewhere; then the declared charset (of an HTML page
 * or an XML file; empty: none), where iconv knows it and it fits (Latin-1 means Windows-1252); then Windows-1252,
 * ISO-8859-15, Mac Roman or code page 850, where the text makes sense in one of them as German or English; then what
 * uchardet thinks, and where that is unsure Windows-1252. UTF-16 and UTF-32 without a mark are recognised too. *charset
 * is what was used, e.g. "UTF-8", "WINDOWS-1252", and is static or lives in the arena; on trouble it is "" and *out
 * empty. The result has no byte order mark and no NUL; it may be a view into raw. */
enum bytes_trouble bytes_decode(
	struct str raw, struct str declared, struct arena *a, struct str *out, const char **charset);

/* Sets UTF-8 right: NFC (libunistring; text that is Latin without marks is known to be in it and passed on at once);
 * CRLF, CR, U+0085, U+2028, U+2029, VT and FF become LF; no-break and other odd spaces (U+00A0, U+1680, U+2000 to
 * U+200A, U+202F, U+205F, U+3000) and TABs become a space; soft hyphens, zero-width characters (U+200B, U+2060, U+FEFF;
 * the joiners U+200C and U+200D too, but not within Persian, Indian and other scripts that need them, nor within emoji)
 * and marks of direction are dropped; so are other control characters, but where Windows-1252 was taken for Latin-1
 * (U+0084, U+0096 …) they become what they were („, –), and U+0085 then is "…"; U+FFFD at a line's ends is dropped,
 * elsewhere it stays; UTF-8 that was read as Latin-1 or Windows-1252, once or twice, is undone line by line ("Ã¼",
 * "â€ž", "Ã¢â‚¬Å¾"; mojibake.h), but only where all of a line's suspicious characters make valid UTF-8, so that real
 * "Ã" in Portuguese stays. Numbers of blank lines stay as they are; spaces at the ends of lines go, those at their
 * beginnings stay. Text that needs none of it is passed on. Invalid bytes become U+FFFD. The result is at most three
 * times as long. */
struct str bytes_tidy(struct str utf8, struct arena *a);

#endif
