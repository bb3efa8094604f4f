/* pool: strings that are made one by one and let go together. For start-up, not for requests. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/str.h"

struct pool_block;

/* {0} is an empty one. */
struct pool {
	struct pool_block *last;
};

/* A copy with a closing NUL, which lives until pool_free. Ends the process when memory is out. */
char *pool_copy(struct pool *pool, struct str s);
/* Lets everything go and leaves an empty pool. */
void pool_free(struct pool *pool);

#endif
