#include "base/pool.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

struct pool_block {
	struct pool_block *before;
	char bytes[];
};

char *pool_copy(struct pool *pool, struct str s)
{
	struct pool_block *block = malloc(sizeof *block + s.n + 1);
	if (!block)
		fatal("out of memory");
	if (s.n)
		memcpy(block->bytes, s.p, s.n);
	block->bytes[s.n] = '\0';
	block->before = pool->last;
	pool->last = block;
	return block->bytes;
}

void pool_free(struct pool *pool)
{
	while (pool->last) {
		struct pool_block *before = pool->last->before;
		free(pool->last);
		pool->last = before;
	}
}
