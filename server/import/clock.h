/* clock: a time of day as it is written. */
#ifndef IMPORT_CLOCK_H
#define IMPORT_CLOCK_H

#include "base/str.h"

/* The bytes of the time at a place, where no figure stands before it: 14:32, 14.32 Uhr, 14.32, 9:30 a.m., 9 pm, 14 Uhr,
 * 14h30, 09:30:00.000+02:00, with its "Uhr", "h", "a.m." and offset; 0: there is none. */
size_t clock_read(struct str s, size_t at);

#endif
