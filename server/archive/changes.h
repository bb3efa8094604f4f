/* changes: in which folders the index has seen anything change since it was looked at last; for the publisher, who need
 * not look at every file of a large archive then. */
#ifndef ARCHIVE_CHANGES_H
#define ARCHIVE_CHANGES_H

#include "archive/archive.h"

enum { CHANGES_IDENTITY = 32 };

struct changes {
	char identity[CHANGES_IDENTITY + 1]; /* of the index: another one has other moments */
	int64_t moment;                      /* until when these are all; to be handed on to the next look */
	struct str *folder;                  /* paths, sorted; they live in the arena */
	size_t count;
};

/* All since a moment of the index with this identity; it must have been begun (archive_begin). False: it is another
 * index by now, and only identity and moment are filled in, for the next time; or it cannot be read: identity is
 * empty. */
bool changes_since(struct archive *a, struct str identity, int64_t moment, struct arena *m, struct changes *out);

#endif
