/* month: the pack of a month, made from its files: by the publisher, and by everybody who has the same files, since the
 * same files always make the same bytes. In it lie all files of /2018/06/ and the MANIFESTs, in the order of their
 * paths; the time of each is noon (UTC) of the day in its path, or of the first. */
#ifndef MIRROR_MONTH_H
#define MIRROR_MONTH_H

#include "base/arena.h"
#include "mirror/digest.h"

/* Where the files are. */
struct month_source {
	/* A MANIFEST ("/2018/06/28/MANIFEST") into the arena; false: *why. */
	bool (*manifest)(void *context, struct str path, struct arena *m, struct str *out, struct buf *why);
	/* A file, open for reading at its beginning; the caller closes it. -1: *why. */
	int (*open)(void *context, struct str path, struct buf *why);
	void *context;
};

/* Writes the pack to fd, and its hash and size. A file that is not what its MANIFEST says is trouble. False: *why. */
bool month_pack(int fd, int year, int month, const struct month_source *from, struct digest *digest, uint64_t *size,
	struct buf *why);

#endif
