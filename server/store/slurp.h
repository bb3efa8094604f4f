/* slurp: the whole of a file. */
#ifndef STORE_SLURP_H
#define STORE_SLURP_H

#include "base/arena.h"

/* A regular file from its current offset on, as long as it is now, into the arena; fd stays the caller's. False: errno
 * (EFBIG: more than max bytes). */
bool slurp(int fd, size_t max, struct arena *m, struct str *out);

#endif
