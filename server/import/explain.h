/* explain: every line of an input with its role, and what gave it that role. */
#ifndef IMPORT_EXPLAIN_H
#define IMPORT_EXPLAIN_H

#include "import/reader.h"

#include <stdio.h>

/* Prints a reading; what comes from outside is escaped. */
void explain_print(FILE *out, const struct reading *g);

#endif
