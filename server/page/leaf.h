/* leaf: a memory file that is written piece by piece and then sealed: what a librarian hands to a worker. */
#ifndef PAGE_LEAF_H
#define PAGE_LEAF_H

#include "base/str.h"

struct leaf {
	int fd;
	uint64_t size; /* written, with what is still in the buffer */
	bool failed;   /* no memory: stays set */
	size_t n;
	char buffer[65536];
};

/* An unopened leaf fails on its own; ask once, at leaf_seal. */
void leaf_open(struct leaf *l, const char *name);
void leaf_add(struct leaf *l, struct str s);
/* The finished file, which the caller then owns, or -1 (errno). */
int leaf_seal(struct leaf *l);

#endif
