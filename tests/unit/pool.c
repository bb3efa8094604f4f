#include "base/pool.h"

#include "unit.h"

#include <string.h>

enum { MANY = 1000 };

/* What was copied stays as it is, whatever is copied later, and belongs to nobody else. */
static void copied(void)
{
	struct pool pool = { 0 };
	char *copies[MANY];
	char text[MANY];
	memset(text, 'x', sizeof text);
	for (size_t i = 0; i < MANY; i++) {
		text[0] = (char)('a' + i % 26);
		copies[i] = pool_copy(&pool, (struct str){ text, i });
	}
	size_t wrong = 0;
	for (size_t i = 0; i < MANY; i++) {
		text[0] = (char)('a' + i % 26);
		wrong += strlen(copies[i]) != i || memcmp(copies[i], text, i) != 0;
		memset(copies[i], '!', i);
	}
	CHECK(wrong == 0, "%zu copies are not what was given", wrong);
	pool_free(&pool);
}

static void odd(void)
{
	struct pool pool = { 0 };
	pool_free(&pool);
	CHECK(pool.last == NULL, "an empty pool holds something");
	char *empty = pool_copy(&pool, (struct str){ NULL, 0 });
	CHECK(*empty == '\0', "nothing becomes something");
	char *nul = pool_copy(&pool, STR("a\0b"));
	CHECK(memcmp(nul, "a\0b", 4) == 0, "a NUL ends the copy");
	pool_free(&pool);
	CHECK(pool.last == NULL, "a pool that was let go holds something");
	/* and may be used again */
	CHECK(strcmp(pool_copy(&pool, STR("again")), "again") == 0, "not again");
	pool_free(&pool);
}

int main(void)
{
	copied();
	odd();
	return unit_done("pool");
}
