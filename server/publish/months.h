/* months: the packs of closed months and of full hundreds of log entries, and their list. */
#ifndef PUBLISH_MONTHS_H
#define PUBLISH_MONTHS_H

#include "mirror/packs.h"
#include "publish/book.h"
#include "publish/folders.h"
#include "publish/stage.h"
#include "store/root.h"

struct months {
	const struct root *root;
	struct stage *stage;
	const struct folders *folders; /* as they are now, sorted */
	const struct str *changed;     /* folders "/2018/06/" that are not what they were */
	size_t changed_count;
	uint64_t serial;                /* of this publication */
	int year, month;                /* the local one: earlier ones are closed */
	time_t published;               /* the one before: what is older in the folder of packs is as it was listed */
	const struct book_source *book; /* of what books are made anew; NULL: they are dropped instead */
	struct buf *why;

	/* results */
	struct arena arena;
	struct packs packs;
	unsigned made, dropped;
};

/* Makes the packs that are missing, or that are of months which have changed; books that were made by hand are taken
 * up, and made anew when their month has changed, or dropped when nothing is left of it. The list goes to the stage.
 * False: *why. */
bool months_pack(struct months *m);

#endif
