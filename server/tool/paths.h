/* paths: a set of paths, and the order in which they came: what has been seen, and what is to be looked at. */
#ifndef TOOL_PATHS_H
#define TOOL_PATHS_H

#include "base/arena.h"

struct paths {
	struct arena arena;
	struct str *path; /* in the order they came */
	size_t count, room;
	uint32_t *slot; /* by hash: an index into path, plus 1 */
	size_t slots;   /* a power of two */
};

/* {0} is an empty set. Adds a copy; false: it is there already. Ends the process when memory is out. */
bool paths_add(struct paths *p, struct str path);
bool paths_has(const struct paths *p, struct str path);
void paths_free(struct paths *p);

#endif
