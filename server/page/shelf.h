/* shelf: the entries of one directory, as a listing shows them: titled, dated, in order. */
#ifndef PAGE_SHELF_H
#define PAGE_SHELF_H

#include "base/pool.h"
#include "site/site.h"
#include "text/date.h"

struct shelf_entry {
	struct str name, title; /* title: of a gemtext file, with its place before it; else empty */
	struct date date;       /* of its name or its place, else what the page says of itself; year 0: none */
	time_t mtime;
	uint64_t size;
	bool directory;
	bool own_date; /* of a directory: it is a year, a month or a day, and does not just lie in one */
};

struct shelf {
	struct shelf_entry *entry;
	size_t count, room;
	struct pool pool;
};

/* Reads the directory at path (it ends with a slash) and sorts it: directories, then pages, then what lies beside
 * them, each newest first where there are dates, then by name. Left out: hidden names, what is neither file nor
 * directory, names that are not UTF-8. False: it is not there (errno 0), or errno says why not. shelf_free in either
 * case. */
bool shelf_read(struct shelf *shelf, const struct site *s, const struct site_capsule *c, struct str path);
void shelf_free(struct shelf *shelf);

#endif
