/* typo: a word with one letter mistyped. */
#ifndef BENCH_TYPO_H
#define BENCH_TYPO_H

#include "chance.h"

#include "base/str.h"

/* One letter, wherever it stands, is another one, is left out, comes twice, or changes places with the next. False: the
 * word has fewer than five letters, or came out as it was. */
bool typo_make(struct chance *c, struct str word, struct buf *out);

#endif
