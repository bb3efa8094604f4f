/* name: which of the pages that nobody wrote a path names (the design, "The pages that nobody has to write"). Pure. */
#ifndef SITE_NAME_H
#define SITE_NAME_H

#include "text/date.h"

enum name_kind {
	NAME_NONE,
	NAME_FRONT,   /* / */
	NAME_YEARS,   /* /years/ */
	NAME_YEAR,    /* /2018/ */
	NAME_MONTH,   /* /2018/06/ */
	NAME_DAY,     /* /2018/06/28/ */
	NAME_UNDATED, /* /undated/, /undated/KEY/ */
	NAME_NEW,     /* /new/, /new/2026-11-23/KEY/ (what stands behind that day's KEY) */
	NAME_DIGESTS, /* /digest/, /digest/2026/, /digest/2026/11-23/ (the days before that one, in that year) */
	NAME_DIGEST,  /* /digest/2026-11-23/, /digest/2026-11-23/KEY/ */
	NAME_FACETS,  /* /place/, /place/~gif/ (from there on) */
	NAME_FACET,   /* /place/gifhorn/, /place/gifhorn/2018/, /place/gifhorn/2018/KEY/; the year may be "undated" */
	NAME_MORE,    /* /more/2018/06/28/slug.gmi */
	NAME_TODAY,   /* /today */
	NAME_RANDOM,  /* /random */
	NAME_SEARCH,  /* /search, /search/2, /search/new, /search/new/KEY */
	NAME_FEED,   /* /feed.xml, /feed/new.xml, /feed/2018.xml, /feed/place/gifhorn.xml, /feed/place/gifhorn/2018.xml;
			"undated" for a year */
	NAME_MIRROR, /* /mirror/ */
	NAME_ID,     /* /id/ and 64 hexadecimal digits */
};

struct name {
	enum name_kind kind;
	struct date date; /* of YEAR, MONTH, DAY, DIGEST; of NEW and DIGESTS where the list goes on (year 0: its top) */
	int year;         /* of FACET and FEED: one year's part; 0: none */
	bool undated;     /* of FACET and FEED: the part without dates */
	bool faceted;     /* of FEED: of one facet */
	bool added;       /* of FEED: by the day of addition */
	unsigned facet;   /* an enum facet_kind: of FACETS, FACET, a faceted FEED */
	struct str slug;  /* of FACET and a faceted FEED */
	struct str key;   /* where the list goes on; empty: its top */
	struct str article; /* of MORE: the article's path, with its leading '/'; of ID: the digits */
	unsigned page;      /* of SEARCH: 1, 2, … */
	bool newest;        /* of SEARCH: newest first */
};

/* Reads a path (decoded, beginning with '/'); a missing slash at the end, index.gmi in its place, .gmi behind a page
 * without an ending (/today.gmi) and months and days of one digit are forgiven: canonical gets the page's own path,
 * which is one of its own, too. Views in out point into path and canonical (cleared first). False (and NAME_NONE): no
 * such page. That a page is named does not say that it is there. */
bool name_read(struct str path, struct buf *canonical, struct name *out);

/* The path under which the page lies as a file: its own, with index.gmi or .gmi behind it where it has no ending. */
void name_file(struct str canonical, struct buf *out);

#endif
