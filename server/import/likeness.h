/* likeness: lines that are the same but for case, spaces and digits have the same number. */
#ifndef IMPORT_LIKENESS_H
#define IMPORT_LIKENESS_H

#include "base/str.h"

/* A number for a source's name, by which its lines are told from those of others. */
uint64_t likeness_source(struct str name);

/* The number of a line of UTF-8: spaces of all kinds and decimal digits of all scripts are not looked at, letters are
 * taken in one case (ß as ss). 0: it has no letters. Allocates nothing. */
uint64_t likeness_line(uint64_t source, struct str line);

#endif
