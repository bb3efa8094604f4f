/* proc: what a server costs, read from /proc. A server is one process and all its descendants at the moment of asking.
 */
#ifndef BENCH_PROC_H
#define BENCH_PROC_H

#include <stdint.h>
#include <sys/types.h>

enum { PROC_ROOTS = 8 };

struct proc {
	pid_t roots[PROC_ROOTS];
	size_t count;
};

/* CPU time used so far, in ns: living processes to the nanosecond, with their dead threads; children that were waited
 * for in clock ticks of 10 ms, so measure for a second at least where a server forks for each request. */
int64_t proc_cpu_ns(const struct proc *p);
/* Memory that is theirs, in bytes (PSS: a page shared by n counts as 1/n each time). */
int64_t proc_pss(const struct proc *p);
int64_t proc_rss(const struct proc *p);
/* Open descriptors, all processes together. */
int64_t proc_files(const struct proc *p);

#endif
