/* finding: the part of routing that both protocols share: a path beneath a capsule's root, moved or gone or there. */
#ifndef SITE_FINDING_H
#define SITE_FINDING_H

#include "site/site.h"

enum finding {
	FINDING_FILE,     /* file is open */
	FINDING_LISTING,  /* a directory without an index, asked for by its own name or by index.gmi */
	FINDING_NO_SLASH, /* a directory, asked for without its slash (and no page has that name) */
	FINDING_MOVED,    /* gone->status and gone->to */
	FINDING_GONE,
	FINDING_NOTHING,
	FINDING_TROUBLE,
};

struct finding_result {
	struct found_file file; /* of a FILE (open, the caller's) and of a LISTING (closed; its times) */
	const struct gone_entry *gone;
	struct str path; /* what was found: of a FILE its own path, of a LISTING the directory's with its
			  * slash; lies in room */
};

/* Looks path up; room is for the path that was found. */
enum finding finding_look(const struct site_capsule *c, struct str path, struct buf *room, struct finding_result *out);

/* Whether the gone list has something to say about a path: then it is not shown in lists either. */
bool finding_listed(const struct site_capsule *c, struct str path);

#endif
