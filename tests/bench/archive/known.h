/* known: queries of somebody who knows which article is meant. */
#ifndef BENCH_KNOWN_H
#define BENCH_KNOWN_H

#include "sample.h"

#include <stdio.h>

/* Lines of "kind TAB query TAB path"; each query has two or three words (place and year: two and the place or year),
 * each of them any of the ten that say most about the article (sample.h), and in at least one article of a thousand as
 * it stands there.
 *
 * words      as they stand
 * inflected  nouns and adjectives, each in another form of it, in which none stands in the article
 * spelled    at least one with ä, ö, ü or ß in another spelling (ae or a, ss), the others as they stand
 * compound   one is a part of a compound word of the article, one of the five that say most, and does not stand there
 * by itself; the others as they stand place      and ort:, the article's year       and jahr:, the article's
 *
 * and of "typo TAB query TAB word": a place's name or a noun of a title, of at least five letters, with one of them
 * another, left out, doubled or exchanged with the next, so that it is no word that is known. */
void known_write(struct sample *s, FILE *out);

#endif
