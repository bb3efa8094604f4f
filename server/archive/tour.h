/* tour: one tree of folders on its way: each folder is watched, read, and compared with the index; at the end what is
 * not there any more leaves the index. */
#ifndef ARCHIVE_TOUR_H
#define ARCHIVE_TOUR_H

#include "archive/sweep.h"

struct tour {
	struct walk *walk; /* NULL: none is under way */
	bool vanishing;    /* its end: what is not there any more */
	struct arena arena;
	struct str from;
	unsigned failed; /* folders that cannot be read */
};

/* {0} is one that has not begun. One folder of the tree at top, which stays until the tour has ended. watch is called
 * for each folder before it is read, so that nothing falls between. True: the tree is done, and *failed is how many of
 * its folders cannot be read. */
bool tour_step(struct tour *t, struct sweep *s, struct str top, void (*watch)(void *context, struct str folder),
	void *context, unsigned *failed);
/* Ends it where it is. */
void tour_break(struct tour *t);

#endif
