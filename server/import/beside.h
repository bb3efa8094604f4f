/* beside: what the rest of a short line says of the dates in it. */
#ifndef IMPORT_BESIDE_H
#define IMPORT_BESIDE_H

#include "import/label.h"

enum { BESIDE_DAYS = 4 }; /* a line with more dates is a list of them */

/* The kinds of all dates of a line of at most LABEL_BYTES, which are count, in their order. */
void beside_judge(struct str line, const struct day *days, size_t count, enum when_kind kinds[BESIDE_DAYS]);

#endif
