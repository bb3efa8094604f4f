/* chance: see chance.h. */
#include "chance.h"

#include <math.h>

enum { MANTISSA_SHIFT = 11 }; /* 53 bits of a double */

static const uint64_t golden = 0x9e3779b97f4a7c15;

uint64_t chance_mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return x ^ (x >> 31);
}

struct chance chance_of(uint64_t seed, uint64_t kind, uint64_t n)
{
	return (struct chance){ chance_mix(chance_mix(chance_mix(seed + golden) + kind * golden) + n * golden) };
}

uint64_t chance_next(struct chance *c)
{
	return chance_mix(c->state += golden);
}

size_t chance_below(struct chance *c, size_t below)
{
	return (size_t)(chance_next(c) % below);
}

double chance_unit(struct chance *c)
{
	return (double)(chance_next(c) >> MANTISSA_SHIFT) / 9007199254740992.0;
}

bool chance_hit(struct chance *c, double probability)
{
	return chance_unit(c) < probability;
}

size_t chance_zipf(struct chance *c, size_t count, double shift)
{
	double rank = shift * (exp(chance_unit(c) * log(((double)count + shift) / shift)) - 1);
	size_t r = (size_t)rank;

	return r < count ? r : count - 1;
}

size_t chance_rare(struct chance *c, size_t from, size_t to)
{
	return from + chance_zipf(c, to - from, (double)from + 1);
}
