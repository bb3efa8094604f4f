/* mix: queries for how long a search takes. */
#ifndef BENCH_MIX_H
#define BENCH_MIX_H

#include "sample.h"

#include <stdio.h>

/* Lines of "kind TAB query". rare: a word of at most one article in 3000. two: of every ten, five pairs of one article,
 * two of a word of an article and a common one, one of two articles' words, two of two common ones (of at least one
 * article in five). common: the words that stand in 30 to 50 % of the articles. phrase: two to four words in a row, in
 * quotation marks, at least one of them in the vocabulary. prefix: the first three to six letters of a word, and '*'.
 */
void mix_write(struct sample *s, FILE *out);

#endif
