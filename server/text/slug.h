/* slug: the name of an article's file. */
#ifndef TEXT_SLUG_H
#define TEXT_SLUG_H

#include "base/str.h"

enum { SLUG_MAX = 80 };

/* A headline as lower case ASCII letters, digits and single hyphens: transliterated (text/ascii: ä ae, ß ss, é e),
 * apostrophes inside words left out ("Don’t" is dont), at most SLUG_MAX bytes, cut after a whole word where there is
 * one. Empty: nothing of it can be had in ASCII (a headline in another script). Never begins or ends with a hyphen.
 * "index" and other names that the site uses for itself in a directory (index, manifest) get "-1" behind them. */
void slug_add(struct buf *out, struct str headline);

#endif
