/* diff: two versions of an article, line by line. */
#ifndef IMPORT_DIFF_H
#define IMPORT_DIFF_H

#include <stdio.h>

#include "base/str.h"

/* Prints the differences as `diff -u` does, with three lines around them, and names in the head; lines are escaped for
 * a terminal. Nothing where they are the same. Where more than 4,000 lines of either are left between the common
 * beginning and the common end, all of these count as changed. */
void diff_print(FILE *out, struct str name, struct str before, struct str after);

#endif
