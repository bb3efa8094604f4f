/* snapshot: all that lies in a folder, so that a test can say that nothing of it has changed. */
#ifndef TESTS_SNAPSHOT_H
#define TESTS_SNAPSHOT_H

#include "base/arena.h"
#include "import/id.h"

#include <stdio.h>

/* Of names, sizes, times and inodes, and of the bytes of the files that a shell pattern names (empty: of none). */
static inline struct id snapshot(const char *of, const char *pattern)
{
	char line[512], part[4096];
	struct arena a = { 0 };
	struct buf all = { 0 };
	snprintf(line, sizeof line, "cd %s && find . -printf '%%p %%s %%T@ %%C@ %%i\\n' | sort && cat %s </dev/null",
		of, pattern);
	FILE *f = popen(line, "r");
	for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;) {
		arena_room(&a, &all, n);
		buf_add(&all, (struct str){ part, n });
	}
	if (f)
		pclose(f);
	struct id id = id_of(buf_str(&all));
	arena_free(&a);
	return id;
}

#endif
