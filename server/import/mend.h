/* mend: JSON as sites write it by hand, made such that a parser takes it. */
#ifndef IMPORT_MEND_H
#define IMPORT_MEND_H

#include "base/arena.h"

/* Takes away what stands before it, such as the beginning of a CDATA or comment, commas before a closing bracket, and
 * backslashes that escape nothing; control characters become spaces. Never longer than s. */
struct str mend_json(struct str s, struct arena *a);

#endif
