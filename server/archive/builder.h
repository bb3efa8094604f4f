/* builder: an index made from nothing but the capsule, beside the one that is in use; and put in its place.
 *
 * The path of an index is a symbolic link to the file, so that the new one takes over at once, with its log and shared
 * memory under names of their own, while readers go on with the old one until they look again. */
#ifndef ARCHIVE_BUILDER_H
#define ARCHIVE_BUILDER_H

#include "archive/writer.h"
#include "store/gone.h"

struct builder {
	const char *path;         /* of the index: the link */
	struct recorder recorder; /* terms is not used: every reader has its own */
	const struct gone *gone;  /* what it lists is left out; NULL: nothing */
	struct writer_setting setting;
	unsigned readers; /* threads that read files, 1 to 16 */
	/* told while it is being built, by the thread that called: how many articles are done. May be NULL. */
	void (*progress)(void *context, uint64_t done);
	void *context;
	const _Atomic bool *stop; /* give up as soon as this is set; may be NULL */
};

/* Builds a new index and puts it at the path; the one before is removed. False: *why, and what was there is there
 * still. Files that cannot be read are left out, and said in the log. */
bool builder_run(const struct builder *b, struct buf *why);

/* Asks whoever keeps an index to build it anew. False: errno. */
bool builder_wish(const char *path);
/* Whether somebody has asked for that since this was last called. */
bool builder_wished(const char *path);

/* Takes away what an interrupted build has left beside the index. */
void builder_sweep(const char *path);

#endif
