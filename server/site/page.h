/* page: the pages that nobody has to write, made by librarians. For now the listing of a directory. */
#ifndef SITE_PAGE_H
#define SITE_PAGE_H

#include "site/site.h"

/* Makes the page into a sealed memory file: the caller owns *fd. None of a worker's limits holds here: it may take
 * its time and its memory. OUT_OK, OUT_NOT_FOUND (the directory has gone meanwhile) or OUT_FAILED (errno). */
enum outcome page_make(const struct site *s, const struct site_ask *ask, int *fd, uint64_t *size);

#endif
