/* route: request -> answer, for a worker: looks at the file system beneath the root and never waits for anything
 * else. What has to be made (a listing) is left to a librarian: OUT_ASK, and site->ask says what. */
#ifndef SITE_ROUTE_H
#define SITE_ROUTE_H

#include "proto/gemini.h"
#include "proto/gopher.h"
#include "site/site.h"

void route_gemini(struct site *s, const struct visitor *v, const struct gemini_request *r, struct answer *a);
void route_gopher(struct site *s, const struct visitor *v, const struct gopher_request *r, struct answer *a);
/* Words for an outcome that comes before, or instead of, a route; line is the request as far as it came. */
void route_refuse(struct site *s, const struct visitor *v, enum outcome outcome, struct str line, struct answer *a);

/* The answer to an ask: the page is in fd (held: see struct answer); meta: its media type, empty for gemtext. */
void route_page(const struct site *s, const struct site_ask *ask, struct str meta, int fd, uint64_t size, void *held,
	struct answer *a);
/* A librarian says that the page is another one, at to (percent-encoded): a redirect, or (Gopher has none) that page,
 * which may have to be asked for in its turn: OUT_ASK. */
void route_moved(struct site *s, const struct visitor *v, const struct site_ask *ask, enum outcome outcome,
	struct str to, struct answer *a);

#endif
