/* chest: the files of a capsule, beneath its root whatever links lie in it (openat2). */
#ifndef IMPORT_CHEST_H
#define IMPORT_CHEST_H

#include "base/arena.h"

/* All paths begin with '/' and are closed by a NUL. Each gives a descriptor, or -1 with errno set. */
int chest_file(int root, const char *path);
int chest_folder(int root, const char *path);
/* The folder of a path, made where it is missing. */
int chest_folder_make(int root, const char *path);
/* Takes away the folders of a path from below, as far as they are empty. */
void chest_folder_tidy(int root, const char *path);
bool chest_there(int root, const char *path);
/* A whole regular file of at most max bytes. False with errno set. */
bool chest_read(int root, const char *path, size_t max, struct arena *a, struct str *bytes);
/* Makes a file in a folder, or overwrites it. False with errno set: it may be there in part. */
bool chest_write(int folder, const char *name, struct str bytes);

/* Adds to why what could not be done with which file, and what helps. Always false. */
bool chest_say(struct buf *why, const char *what, const char *root, const char *path, int error);

#endif
