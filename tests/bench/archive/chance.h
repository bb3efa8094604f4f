/* chance: random numbers that are the same for the same seed, and Zipf's law. */
#ifndef BENCH_CHANCE_H
#define BENCH_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SplitMix64 (Steele, Lea, Flood 2014). */
struct chance {
	uint64_t state;
};

/* The finalizer: a bijection, so that different numbers stay different. */
uint64_t chance_mix(uint64_t x);
/* A stream of its own for the n-th thing of a kind. */
struct chance chance_of(uint64_t seed, uint64_t kind, uint64_t n);
uint64_t chance_next(struct chance *c);
/* 0 … below - 1 */
size_t chance_below(struct chance *c, size_t below);
/* 0 ≤ x < 1 */
double chance_unit(struct chance *c);
bool chance_hit(struct chance *c, double probability);
/* A rank below count with a probability of nearly 1 / (rank + shift): Zipf's law as Mandelbrot has it, exponent 1. */
size_t chance_zipf(struct chance *c, size_t count, double shift);
/* A rank in from … to - 1 with a probability of nearly 1 / rank. */
size_t chance_rare(struct chance *c, size_t from, size_t to);

#endif
