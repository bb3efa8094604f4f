/* scan: what is to be published now, folder by folder: MANIFESTs that have changed go to the stage, changes to the log.
 */
#ifndef PUBLISH_SCAN_H
#define PUBLISH_SCAN_H

#include "mirror/journal.h"
#include "publish/folders.h"
#include "publish/stage.h"
#include "store/gone.h"
#include "store/root.h"

/* What is not there any more. */
struct scan_dropped {
	struct str path;
	struct digest digest;
};

struct scan {
	const struct root *root;
	const struct gone *gone; /* what was withdrawn is not published */
	struct stage *stage;
	const struct folders *before;
	struct folders *after;
	size_t address_bytes;          /* of the longest "gemini://host" that it is served from; 0: none */
	const struct changes *changed; /* folders that the index has seen change; NULL: look at every file */
	void (*note)(struct journal_line *line, void *context); /* each A and M */
	void *context;
	struct buf *why;

	/* results */
	struct arena arena;
	struct scan_dropped *dropped;
	size_t drops, drops_room;
	struct digest root_digest;
	uint64_t files, bytes;
	uint64_t unpublished; /* names that cannot be mirrored, and links to folders */
	struct str *months;   /* folders "/2018/06/" whose MANIFEST has changed */
	size_t month_count, months_room;
};

/* False: *why; nothing may be committed then. */
bool scan_all(struct scan *s);

#endif
