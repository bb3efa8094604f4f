/* manifest: the file MANIFEST of a folder: "SHA256 (name) = hex" for each of its files, and "SHA256 (name/MANIFEST) =
 * hex" for each folder in it that has anything, sorted by name (bytes), as sha256sum -c reads it (BSD's form). The
 * root's therefore vouches for everything. */
#ifndef MIRROR_MANIFEST_H
#define MIRROR_MANIFEST_H

#include "base/arena.h"
#include "mirror/digest.h"

enum { MANIFEST_MAX = 64 << 20 }; /* bytes: some 400,000 files in one folder */

struct manifest_line {
	struct str name; /* of a file, or of a folder (without the slash) */
	bool folder;
	struct digest digest; /* of a folder: its MANIFEST's */
};

struct manifest {
	struct manifest_line *line;
	size_t count;
};

/* Parses; the views point into text, the lines live in the arena. NULL, or what is wrong: a name that member.h does not
 * allow, lines out of order or doubled. */
const char *manifest_read(struct str text, struct arena *m, struct manifest *out);
/* The lines must be in order; room in out is made in the arena. */
void manifest_write(struct buf *out, struct arena *m, const struct manifest *from);
/* By name; for sorting. */
int manifest_by_name(const void *a, const void *b);
/* NULL: it has none of this name. */
const struct manifest_line *manifest_find(const struct manifest *m, struct str name);

#endif
