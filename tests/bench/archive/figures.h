/* figures: how long something took, many times over. */
#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FIGURES_MAX = 10000 };

struct figures {
	double cpu_ms[FIGURES_MAX], wall_ms[FIGURES_MAX];
	size_t count, lost; /* lost: no good answer came; counts as for ever */
	uint64_t hits;
};

/* A stop watch: the CPU time of this process, and the clock on the wall. */
struct watch {
	double cpu_ms, wall_ms;
};

struct watch watch_start(void);
/* good: the answer was. */
void watch_stop(struct watch w, bool good, struct figures *out);
/* Prints "kind=K count=N lost=N hits=N p50_ms= p99_ms= max_ms= wall_p99_ms=" (hits: on average; of times: -1 is for
 * ever). */
void figures_print(struct figures *f, const char *kind);

#endif
