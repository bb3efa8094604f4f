/* listing: the page of a directory that has none of its own: what lies in it. */
#ifndef PAGE_LISTING_H
#define PAGE_LISTING_H

#include "site/site.h"

/* Makes that of the directory at ask->path as gemtext; the caller owns *fd, a sealed memory file. OUT_OK, OUT_NOT_FOUND
 * (there is no such directory) or OUT_FAILED (errno). */
enum outcome listing_make(const struct site *s, const struct site_ask *ask, int *fd, uint64_t *size);

#endif
