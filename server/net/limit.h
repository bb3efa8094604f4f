/* limit: how many connections each address holds (IPv4 whole, IPv6 by /64), in a fixed table. */
#ifndef NET_LIMIT_H
#define NET_LIMIT_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

enum { LIMIT_ROWS = 16384 };

struct limit {
	uint64_t key[LIMIT_ROWS];
	uint32_t count[LIMIT_ROWS];
	uint64_t salt; /* so that nobody can choose addresses that collide */
};

void limit_start(struct limit *l, uint64_t salt);
/* Counts one more from address; returns how many there are now. *row is to be given back. */
uint32_t limit_take(struct limit *l, const struct in6_addr *address, uint32_t *row);
void limit_give(struct limit *l, uint32_t row);

#endif
