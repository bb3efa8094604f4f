/* western: the four charsets in which German and English papers have kept their texts before Unicode. */
#ifndef IMPORT_WESTERN_H
#define IMPORT_WESTERN_H

#include "base/str.h"

/* The characters of the bytes 0x80 to 0xff of WINDOWS-1252, ISO-8859-15, MACINTOSH or IBM850. NULL: another name. */
const uint16_t *western_table(const char *name);

/* In which of the four a text makes sense: its letters stand within words, its quotes and signs do not, and capitals
 * are not preceded by small letters. NULL: in none, or it is too dense with other than ASCII for a text of these
 * languages. uchardet 0.0.7 takes all four for Latin-1 or for something Slavic. */
const char *western_guess(struct str raw);

#endif
