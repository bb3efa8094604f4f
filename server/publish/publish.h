/* publish: what mirrors need, made from a capsule as it is now: MANIFESTs, a log entry, packs, HEAD (the design,
 * "Mirroring"). They lie in an overlay folder and are replaced in one go (stage.h). */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/str.h"
#include "mirror/head.h"
#include "publish/book.h"
#include "store/gone.h"
#include "store/root.h"

struct publish_wish {
	const struct root *root;
	const char *overlay, *keys, *name; /* folders KEEP/publish/NAME and KEEP/sign, and the capsule's name */
	const char *gone_path;             /* keep/gone: moves that are found are added to it */
	const char *memory;                /* the file in cache that tells what need not be read again */
	const char *index;                 /* the capsule's index; NULL: nobody keeps it up to date */
	const struct book_source *book;    /* of what books of changed months are made anew (its gone list does not
					    * count); NULL: those books are dropped */
	struct str title;
	struct str address[HEAD_ADDRESSES];
	size_t addresses;
	time_t now; /* the process has the capsule's time zone */
	unsigned valid_days;
	bool all;         /* look at every file, whatever is remembered */
	bool accept_loss; /* most of the archive, or all of it, is meant to be gone */
};

enum publish_result {
	PUBLISH_DONE,
	PUBLISH_NOTHING, /* all is as it was */
	PUBLISH_FAILED,  /* *why; what was published before is as it was */
};

struct publish_sums {
	uint64_t serial, files, bytes, added, modified, moved, dropped, unpublished;
	unsigned packs_made, packs_dropped;
};

enum publish_result publish_run(const struct publish_wish *w, struct publish_sums *out, struct buf *why);

#endif
