/* place: whether a few words above an article name its place, its section, or neither. */
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

#endif
