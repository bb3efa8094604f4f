/* intake: which files are to be imported, and their bytes. */
#ifndef IMPORT_INTAKE_H
#define IMPORT_INTAKE_H

#include "base/arena.h"
#include "import/inputs.h"

#include <stdio.h>

/* Adds a file to the inputs, or of every file beneath a folder, sorted; what begins with a dot is
 * passed over, and links to folders are not followed. The source of a file is the argument's first folder beneath which
 * it lies. False: *why says what cannot be read. */
bool intake_path(struct inputs *to, unsigned rank, const char *path, struct buf *why);
/* The same for a list of paths, one on each line, in its order. */
bool intake_list(struct inputs *to, unsigned rank, FILE *list, struct buf *why);

/* How long a file is; 0 where that cannot be told. */
size_t intake_size(struct str path);

/* Reads a file into the arena. False: *why says what is wrong with it; it is no regular file, too long, unreadable. A
 * FIFO or a device is never waited for. */
bool intake_read(const char *path, struct arena *a, struct str *bytes, const char **why);

#endif
