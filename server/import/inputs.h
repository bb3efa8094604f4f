/* inputs: the paths that are to be read, sorted, in a file that has no name, so that any number of them takes no
 * memory. */
#ifndef IMPORT_INPUTS_H
#define IMPORT_INPUTS_H

#include "base/str.h"

struct inputs;

/* NULL: *why says what is wrong. */
struct inputs *inputs_make(struct buf *why);
void inputs_free(struct inputs *i);

/* rank: the argument that it came from. They come out by rank, and then by path (sorted) or as they were added. */
void inputs_add(struct inputs *i, unsigned rank, struct str source, struct str path, bool sorted);
/* Begins at the first; next says false at the end. Views live until the next call. */
void inputs_begin(struct inputs *i);
bool inputs_next(struct inputs *i, struct str *source, struct str *path);
uint64_t inputs_count(const struct inputs *i);
/* What went wrong, or NULL. */
const char *inputs_trouble(const struct inputs *i);

#endif
