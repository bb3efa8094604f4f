/* walk: the folders of a capsule, one after the other in the order of their paths. */
#ifndef ARCHIVE_WALK_H
#define ARCHIVE_WALK_H

#include "archive/record.h"

/* What lies in one folder: hidden names are left out, and names that are not UTF-8. */
struct walk_folder {
	struct str path;            /* begins and ends with '/' */
	struct str *file;           /* names of files (also links, which may lead nowhere), sorted */
	struct record_state *state; /* of each file, where it was asked for */
	size_t files;
	struct str *folder; /* names of folders, sorted */
	size_t folders;
};

/* Reads one folder; with states only files that the index wants (record.h), with what tells whether they have changed.
 * False: it is not there (errno 0 or ENOENT), or errno says why it cannot be read. */
bool walk_read(const struct root *root, struct str path, bool states, struct arena *m, struct walk_folder *out);

struct walk;

enum walk_way {
	WALK_PLAIN,
	WALK_STATES, /* with states, as above */
	WALK_NEWEST, /* the last folders and files first: those of the latest dates */
};

/* Begins at path. NULL without memory. */
struct walk *walk_new(const struct root *root, struct str path, enum walk_way way);
void walk_free(struct walk *w);
/* The next folder; what is in out lives until the call after this one. False: there is none left. Folders that cannot
 * be read are passed over; *failed counts them. */
bool walk_next(struct walk *w, struct walk_folder *out, unsigned *failed);

#endif
