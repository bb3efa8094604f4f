/* reading: a capsule and its index, opened as a librarian has them. */
#ifndef BENCH_READING_H
#define BENCH_READING_H

#include "archive/archive.h"
#include "house.h"

#include <stdio.h>

enum { READING_PORT = 1965 }; /* of the Gemini that is asked */

struct reading {
	struct house *house;
	struct site_capsule *capsule; /* the first of the configuration, with its archive */
	struct arena arena;
};

/* Ends the process with a message where something is not there. */
void reading_open(struct reading *r, const char *conf);
void reading_close(struct reading *r);

/* The next line of "field TAB field …", its fields; false: there is none. Lives until the next call. */
bool reading_line(FILE *f, struct str *fields, size_t count);

#endif
