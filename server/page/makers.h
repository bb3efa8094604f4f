/* makers: one function for each kind of page (site/name.h); see page.c, which calls them. Each writes on the paper and
 * returns what became of it: OUT_OK, OUT_NOT_FOUND, or OUT_ELSEWHERE with the path (not encoded) added to to. */
#ifndef PAGE_MAKERS_H
#define PAGE_MAKERS_H

#include "page/paper.h"

#include <time.h>

enum outcome make_front(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_years(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_year(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_month(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_day(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_undated(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_new(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_digests(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_digest(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_facets(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_facet(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_more(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_today(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_random(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_search(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_feed(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_mirror(struct paper *p, const struct name *n, struct buf *to);
enum outcome make_id(struct paper *p, const struct name *n, struct buf *to);

/* The day that it is now, where the capsule is; by this clock, which a test may set. */
extern time_t (*makers_clock)(time_t *);
struct date makers_today(void);

#endif
