/* census: in how many files of a source a line was seen; what returns in many of them is furniture, whatever it says.
 * Its memory is fixed (a count-min sketch, Cormode and Muthukrishnan 2005, with conservative update), so a number may
 * be too high by a little, and never too low. */
#ifndef IMPORT_CENSUS_H
#define IMPORT_CENSUS_H

#include "base/str.h"

struct census;

/* bytes: how much memory it takes, e.g. 16 MB. Ends the process when there is none. census_free lets it go. */
struct census *census_make(size_t bytes);
void census_free(struct census *c);

/* Counts one file of a source (any name for it), with its lines; a line that is there twice counts once. Lines are
 * compared without regard to case, spaces and digits ("1 von 12 Bildern", "2 von 9 Bildern"), but a line without any
 * letters is not counted. A file
 * most of whose text (lines of 80 bytes and more) was there before is a copy or a reprint, and not counted: then false.
 * Not to be called by two threads at once. */
bool census_add(struct census *c, struct str source, const struct str *lines, size_t count);

/* The number of files of a source, and of those with a line. Any number of threads may ask while none adds. */
unsigned census_files(const struct census *c, struct str source);
unsigned census_seen(const struct census *c, struct str source, struct str line);

/* Whether a line is furniture by these numbers: in at least 5 files and 1 of 100 of them; a wordy one, of three words
 * or more, which may be a sentence that articles have in common ("Der Eintritt ist frei."), in 6 of 100, or in 30 files
 * and 1 of 100, whichever is less. In small collections in at least 3 files and half of them. */
bool census_furniture(unsigned files, unsigned seen, bool wordy);

#endif
