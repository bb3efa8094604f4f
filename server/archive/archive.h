/* archive: the index of one capsule, for those who read it. It is a SQLite file that the indexer alone writes, and that
 * may be damaged, replaced or deleted at any time. */
#ifndef ARCHIVE_ARCHIVE_H
#define ARCHIVE_ARCHIVE_H

#include "archive/entry.h"
#include "base/arena.h"

struct archive;

enum archive_state {
	ARCHIVE_GOOD,
	ARCHIVE_NONE,   /* there is no index (yet), or it is one that only another version can read */
	ARCHIVE_BROKEN, /* it cannot be read: the indexer will make another */
	ARCHIVE_LATE,   /* it took too long */
};

/* path: of the index; copied. Opens nothing yet. NULL without memory. */
struct archive *archive_new(const char *path);
void archive_close(struct archive *a);

/* Begins a look at the index as it is now: all that is asked until archive_end is of one moment, and is over after
 * budget_ms (0: never): from then on every answer is empty. Opens the file where that is needed. Unless it says GOOD
 * nothing may be asked (and archive_end need not be called). */
enum archive_state archive_begin(struct archive *a, unsigned budget_ms);
/* Whether that time has passed: for long loops of the caller's. */
bool archive_late(struct archive *a);
/* What became of the look. Unless GOOD, what was found is not all there is, and must not be shown. */
enum archive_state archive_end(struct archive *a);

#endif
