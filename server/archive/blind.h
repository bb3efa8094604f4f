/* blind: folders that cannot be watched, since the kernel allows no more watches: they are looked at from time to time,
 * by their own times. What changes in a file in its place is not seen so. */
#ifndef ARCHIVE_BLIND_H
#define ARCHIVE_BLIND_H

#include "base/str.h"
#include "store/root.h"

enum { BLIND_MS = 2000 /* between two looks */ };

struct blind_folder {
	char *folder;
	int64_t mtime_ns;
};

struct blind {
	struct blind_folder *list; /* by path */
	size_t count, room;
	uint64_t looked_ms;
};

/* {0} is an empty one. From now on a folder is looked at; once, however often it is added. */
void blind_add(struct blind *b, const struct root *root, struct str folder);
/* Looks, if it is time, and tells of the folders that have changed. */
void blind_look(struct blind *b, const struct root *root, uint64_t now_ms,
	void (*changed)(void *context, struct str folder), void *context);
void blind_free(struct blind *b);

#endif
