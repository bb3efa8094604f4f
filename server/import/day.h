/* day: one date as it is written, at one place in a line. */
#ifndef IMPORT_DAY_H
#define IMPORT_DAY_H

#include "import/when.h"

struct day {
	struct date date;
	size_t from, to; /* its bytes, without weekday and time */
	bool span;       /* the end of a span of days, "28. - 30.06.2018" */
};

/* Reads the date to which the figures at a place belong: its first ones, or, of "June 28, 2018", those of its day. Of
 * an issue of two days, "28./29. Juni 2018", the first day is read. False: there is none, or no such day (31.02.).
 * Looks at no more than a few dozen bytes around the place. */
bool day_read(struct str line, size_t at, enum when_order order, struct day *out);

/* The run of decimal figures at *at, which moves behind it: how many, and their value. FIGURES_MAX + 1 if there are
 * more than FIGURES_MAX; then *at moves only so far. */
enum { FIGURES_MAX = 8 };
size_t day_figures(struct str s, size_t *at, int *value);
bool day_figure(struct str s, size_t at);
/* Moves over at most three spaces; how many there were. */
size_t day_spaces(struct str s, size_t *at);
/* The bytes of a hyphen or dash at a place, or before it; 0: there is none. */
size_t day_dash(struct str s, size_t at);
size_t day_dash_before(struct str s, size_t at);

#endif
