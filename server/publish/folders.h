/* folders: what the publisher remembers of the capsule's folders from one publication to the next, so that it looks
 * only into those that may have changed. In cache: without it every file is read again. */
#ifndef PUBLISH_FOLDERS_H
#define PUBLISH_FOLDERS_H

#include "archive/changes.h"
#include "base/arena.h"
#include "mirror/digest.h"

struct folder {
	struct str path;       /* begins and ends with '/' */
	int64_t mtime_ns;      /* 0: it was so fresh that more may have happened at the same moment */
	uint64_t signature;    /* of the names, sizes, times and inodes of its files */
	uint64_t files, bytes; /* its own, without folders */
	struct digest digest;  /* of its MANIFEST */
};

struct folders {
	struct arena arena;
	struct folder *folder;
	size_t count, room;
	/* the publication that this is of, and the index at that time */
	uint64_t serial;
	char identity[CHANGES_IDENTITY + 1];
	int64_t moment;
};

/* Reads the file; what is missing, damaged or of another publication than serial is an empty list. */
void folders_load(struct folders *f, const char *path, uint64_t serial);
/* Writes it; it must be sorted. False: errno. */
bool folders_save(const struct folders *f, const char *path);
void folders_free(struct folders *f);

void folders_add(struct folders *f, const struct folder *one);
void folders_sort(struct folders *f);
/* By path, in a sorted list; NULL: it has none. */
const struct folder *folders_find(const struct folders *f, struct str path);
/* The folders in a folder, one after the other: NULL to begin with; NULL: no more. In a sorted list. */
const struct folder *folders_child(const struct folders *f, const struct folder *of, const struct folder *after);

#endif
