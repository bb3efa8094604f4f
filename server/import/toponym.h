/* toponym: what names of places look like, and which capitalised words are none. */
#ifndef IMPORT_TOPONYM_H
#define IMPORT_TOPONYM_H

#include "base/str.h"

enum toponym_list {
	TOPONYM_SMALL,    /* am, an, der, upon, de: within a name, and small there */
	TOPONYM_JOINING,  /* und, and, &: between two */
	TOPONYM_ORDINAL,  /* st, nd, rd, th */
	TOPONYM_CALENDAR, /* months and weekdays, whole and cut short; den, im */
	TOPONYM_GIVEN,    /* first names of people */
	TOPONYM_AREA,     /* rivers and regions that tell two places of one name apart: Oder, Saale, Allgäu */
};

/* Whether a word, in any case, is in a list. */
bool toponym_in(enum toponym_list list, struct str word);

/* The bytes of the word of a place's name that s begins with: letters, inner hyphens and apostrophes, "St.", "Hann.",
 * and where it is not the first also "a.", "d.", "M.", "a.d."; 0: none. */
size_t toponym_word(struct str s, bool inner);
/* Whether a place's name is over with this word, since its full stop is that of "Frankfurt a. M.", not of "St. Pölten".
 */
bool toponym_ends(struct str word);
/* Whether brackets may hold it: "Oder", "Saale", "Westfalen"; not "SPD" or "links". */
bool toponym_qualifies(struct str inner);

/* Whether a word, whatever stands right behind it, is a stop word. */
bool toponym_stop(struct str word);

/* Whether no letter of it is small (ß counts as none). */
bool toponym_capitals(struct str s);

/* Whether a name can be a place's, where an agency or a date stands behind it: it has neither stop words nor months nor
 * labels ("Foto", "Update"). */
bool toponym_possible(struct str place);
/* Whether it is believed to be one without: it is also none of the nouns, first names, parties and kinds of sport that
 * stand alone in front of texts; "in der Krise" is no place, "an der Saale" is one. */
bool toponym_believed(struct str place);

#endif
