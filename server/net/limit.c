#include "net/limit.h"

#include <string.h>

enum { PROBES = 16, ROW_BITS = 14 };

_Static_assert(LIMIT_ROWS == 1 << ROW_BITS, "a row is so many bits of the product");

void limit_start(struct limit *l, uint64_t salt)
{
	memset(l, 0, sizeof *l);
	l->salt = salt | 1;
}

static uint64_t key_of(const struct in6_addr *a)
{
	uint64_t high, low;
	memcpy(&high, a->s6_addr, sizeof high);
	memcpy(&low, a->s6_addr + 8, sizeof low);
	/* a /64 is one household; a mapped IPv4 address has all it is in its lower half */
	return IN6_IS_ADDR_V4MAPPED(a) ? low : high ^ 0x9e3779b97f4a7c15u;
}

/* The row of a key; a free row for a new one; when the probes are used up, the last one stands for both: a shared
 * count is a stricter limit, not a hole. */
static uint32_t row_of(const struct limit *l, uint64_t key)
{
	uint32_t at = (uint32_t)((key * l->salt) >> (64 - ROW_BITS)); /* the upper bits are the mixed ones */
	uint32_t hole = LIMIT_ROWS;
	for (uint32_t i = 0; i < PROBES; i++) {
		uint32_t row = (at + i) % LIMIT_ROWS;
		if (l->count[row] && l->key[row] == key)
			return row;
		if (l->count[row] == 0 && hole == LIMIT_ROWS)
			hole = row;
	}
	return hole < LIMIT_ROWS ? hole : (at + PROBES - 1) % LIMIT_ROWS;
}

uint32_t limit_take(struct limit *l, const struct in6_addr *address, uint32_t *row)
{
	uint64_t key = key_of(address);
	*row = row_of(l, key);
	if (l->count[*row] == 0)
		l->key[*row] = key;
	return ++l->count[*row];
}

void limit_give(struct limit *l, uint32_t row)
{
	if (l->count[row])
		l->count[row]--;
}
