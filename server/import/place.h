/* place: whether a few words above an article name its place, its section, or neither; and how it is listed. */
#ifndef IMPORT_PLACE_H
#define IMPORT_PLACE_H

#include "base/str.h"

enum place_guess {
	PLACE_NOT,
	PLACE_MAYBE,  /* it is written like one, and nothing speaks against it */
	PLACE_LIKELY, /* and the text says "in …" of it */
};

/* words: a kicker or a part of one; text: the article's paragraphs, one after another. */
enum place_guess place_guess(struct str words, struct str text);
/* Whether the words are a section that papers have: Lokales, Sport, Kultur, Business … */
bool place_is_section(struct str words);

/* A place as it is to be listed: "BERLIN" becomes "Berlin", "BAD HARZBURG" "Bad Harzburg", "FRANKFURT/MAIN"
 * "Frankfurt/Main"; "NEW YORK" "New York"; mixed case stays, and so does USA. Words of a place that stay small: am, an,
 * der, im, in, bei, ob, unter, vor, of, on, upon, de and others of their kind. At most as many bytes as s, and 8. */
void place_tidy(struct buf *out, struct str s);

#endif
