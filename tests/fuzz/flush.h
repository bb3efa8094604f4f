/* flush: hostile input placed flush against a page that nobody may read, so that one byte too far is a crash with any
 * compiler. */
#ifndef TESTS_FLUSH_H
#define TESTS_FLUSH_H

#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FLUSH_ROOM = 1 << 20 };

/* A copy of the bytes in one of two places that end at such a page; valid until the next call for the same place. */
static inline struct str flush_copy(int place, const void *bytes, size_t n)
{
	static char *end[2];
	if (end[place] == NULL) {
		size_t page = (size_t)sysconf(_SC_PAGESIZE);
		char *p = mmap(NULL, FLUSH_ROOM + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (p == MAP_FAILED || mprotect(p + FLUSH_ROOM, page, PROT_NONE) != 0)
			abort();
		end[place] = p + FLUSH_ROOM;
	}
	if (n > FLUSH_ROOM)
		n = FLUSH_ROOM;
	if (n)
		memcpy(end[place] - n, bytes, n);
	return (struct str){ end[place] - n, n };
}

static inline struct str flush_str(struct str s)
{
	return flush_copy(0, s.p, s.n);
}

#endif
