/* tree: the mirror's folder. No path leads out of it, and no symbolic link is followed, whoever made it. */
#ifndef FOLLOW_TREE_H
#define FOLLOW_TREE_H

#include "base/arena.h"
#include "mirror/digest.h"

#include <dirent.h>
#include <sys/stat.h>

struct tree {
	int fd;
};

/* Makes the folder where it is missing. False: errno. */
bool tree_open(struct tree *t, const char *folder);
void tree_close(struct tree *t);

/* All paths begin with '/'. A regular file for reading; -1: errno (ENOENT: there is none; EINVAL: it is something
 * else). */
int tree_file(const struct tree *t, struct str path);
/* The whole of it into the arena. False: errno. */
bool tree_read(const struct tree *t, struct str path, size_t max, struct arena *m, struct str *out);
/* Its hash. False: there is none, or it cannot be read. */
bool tree_digest(const struct tree *t, struct str path, struct digest *out, uint64_t *size);
bool tree_has(const struct tree *t, struct str path);
/* Whether there is a file with this hash. */
bool tree_is(const struct tree *t, struct str path, const struct digest *d);
/* A new file, or an empty one in the place of an old one; folders are made. -1: errno. */
int tree_create(const struct tree *t, struct str path);
/* Takes a file to a path, over a file that is there; folders are made. False: errno. */
bool tree_move(const struct tree *t, struct str from, struct str to);
/* Deletes a file, and folders that have nothing any more. False: errno. */
bool tree_drop(const struct tree *t, struct str path);
/* A folder, to be read; NULL: errno. */
DIR *tree_folder(const struct tree *t, struct str path);
bool tree_sync(const struct tree *t);
/* A small file in one go: written beside, on the disk, renamed. Several threads must not do so at once. False: errno.
 */
bool tree_put(const struct tree *t, struct str path, struct str bytes);
/* Bytes that all of it takes on the disk, each file as whole blocks. */
uint64_t tree_usage(const struct tree *t);
/* The same for one file of a size. */
uint64_t tree_blocks(uint64_t size);

#endif
