/* asks: the requests of a run: one, or many that come in turn. */
#ifndef BENCH_ASKS_H
#define BENCH_ASKS_H

#include <stdbool.h>
#include <stddef.h>

/* Whole requests, with CRLF. */
struct asks {
	char **request;
	size_t count, turn;
};

/* Adds one: of a path (host: of its URL) or, without a host, a Gopher selector. False: no memory. */
bool asks_add(struct asks *a, const char *host, unsigned port, const char *path);
/* Adds those of a file, one a line. False: it cannot be read, or has none. */
bool asks_read(struct asks *a, const char *host, unsigned port, const char *file);
/* The next one, after the last the first again. */
const char *asks_next(struct asks *a);

#endif
