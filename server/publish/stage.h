/* stage: the folder of published files, which changes from one publication to the next in one go.
 *
 * What a publication writes goes to OVERLAY/.new/; when all of it is on the disk that folder becomes OVERLAY/.commit,
 * and from then on its files are renamed to their places, HEAD last. Cut off before, nothing has happened; after it,
 * stage_open does the rest. */
#ifndef PUBLISH_STAGE_H
#define PUBLISH_STAGE_H

#include "base/arena.h"
#include "base/str.h"

struct stage {
	const char *overlay; /* the caller's */
	int fd;              /* of the overlay */
	int lock;
	struct buf drops; /* paths to be deleted, a line each; in the arena */
	struct arena arena;
};

/* Makes the folder where it is missing, locks it, and brings what was cut off to its end. False: *why (another
 * publication is under way, or the disk). */
bool stage_open(struct stage *s, const char *overlay, struct buf *why);
/* What was not committed is dropped. */
void stage_close(struct stage *s);

/* A new file for a path ("/2018/MANIFEST"), open for reading and writing; the caller closes it. -1: *why. */
int stage_create(struct stage *s, struct str path, struct buf *why);
bool stage_write(struct stage *s, struct str path, struct str bytes, struct buf *why);
/* The file of a path is deleted with the commit. */
void stage_drop(struct stage *s, struct str path);
/* A file as it is published now, into the arena; false: there is none (errno ENOENT), or errno. */
bool stage_read(const struct stage *s, struct str path, size_t max, struct arena *m, struct str *out);
/* The same, as it will be after the commit. */
bool stage_look(const struct stage *s, struct str path, size_t max, struct arena *m, struct str *out);
/* Publishes all of it. False: *why; what could be done is, or is done by the next stage_open. */
bool stage_commit(struct stage *s, struct buf *why);

#endif
