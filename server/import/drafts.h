/* drafts: the articles that a dry run would have written, in a file that has no name. */
#ifndef IMPORT_DRAFTS_H
#define IMPORT_DRAFTS_H

#include "base/arena.h"

struct drafts;

/* NULL: *why says what is wrong. */
struct drafts *drafts_make(struct buf *why);
void drafts_free(struct drafts *d);

/* False: *why says what is wrong. */
bool drafts_put(struct drafts *d, struct str path, struct str bytes, struct buf *why);
bool drafts_get(struct drafts *d, struct str path, struct arena *a, struct str *bytes);

#endif
