/* pages: a worker's pages that librarians made: those that are there, and those that visitors wait for. Fixed size. */
#ifndef ROLE_PAGES_H
#define ROLE_PAGES_H

#include "net/loop.h"
#include "role/channel.h"

struct pages;

/* What a worker asks, and how long (by enum wait) its visitors wait. */
struct pages_way {
	int pages, searches; /* its ends of the channels to two kinds of librarians */
	unsigned wait_ms[3];
};

/* NULL without memory. */
struct pages *pages_new(struct site *site, const struct pages_way *way);
/* After loop_new. */
void pages_attach(struct pages *p, struct loop *l);

/* Answers what site->ask asks for: at once from a page that is still good, or later: then a->outcome stays OUT_ASK.
 * False: too many wait. */
bool pages_answer(struct pages *p, const struct visitor *v, struct answer *a);
/* Takes up replies; a loop_watch on both channels. */
void pages_ready(void *pages);
/* Asks once more for all that is not there yet: a librarian has died, perhaps over one of them. */
void pages_repeat(struct pages *p);
/* Lets go of every page: what they may show has changed. */
void pages_forget(struct pages *p);
/* A page has been sent, or its connection has ended. */
void pages_release(struct pages *p, void *held);

#endif
