/* figures: see figures.h. */
#include "figures.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double clock_ms(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct watch watch_start(void)
{
	return (struct watch){ clock_ms(CLOCK_PROCESS_CPUTIME_ID), clock_ms(CLOCK_MONOTONIC) };
}

void watch_stop(struct watch w, bool good, struct figures *out)
{
	struct watch now = watch_start();

	if (out->count == FIGURES_MAX)
		return;
	out->cpu_ms[out->count] = good ? now.cpu_ms - w.cpu_ms : HUGE_VAL;
	out->wall_ms[out->count] = good ? now.wall_ms - w.wall_ms : HUGE_VAL;
	out->count++;
	out->lost += !good;
}

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Sorts; -1: for ever. */
static double quantile(double *times, size_t count, double part)
{
	size_t at = (size_t)((double)count * part);

	if (count == 0)
		return -1;
	qsort(times, count, sizeof *times, by_size);
	double found = times[at < count ? at : count - 1];

	return isinf(found) ? -1 : found;
}

void figures_print(struct figures *f, const char *kind)
{
	double p50 = quantile(f->cpu_ms, f->count, 0.5), p99 = quantile(f->cpu_ms, f->count, 0.99);
	double max = quantile(f->cpu_ms, f->count, 1), wall = quantile(f->wall_ms, f->count, 0.99);

	printf("kind=%s count=%zu lost=%zu hits=%.1f p50_ms=%.3f p99_ms=%.3f max_ms=%.3f wall_p99_ms=%.3f\n", kind,
		f->count, f->lost, f->count > 0 ? (double)f->hits / (double)f->count : 0, p50, p99, max, wall);
}
