/* scan_inside: what the parts of a scan share. */
#ifndef PUBLISH_SCAN_INSIDE_H
#define PUBLISH_SCAN_INSIDE_H

#include "mirror/manifest.h"
#include "publish/scan.h"

/* One folder on the way. */
struct look {
	struct str path;
	const struct folder *known;
	struct folder now;
	struct arena arena;
	struct str *file, *child; /* names, sorted */
	size_t files, children, files_room, children_room;
	struct manifest old, fresh;
	size_t fresh_room;
	bool read, changed, had; /* had: it has a MANIFEST already */
};

/* ---- scan_names.c ---- */

/* Puts errno and the place into *why. False. */
bool scan_trouble(struct scan *s, struct str folder, struct str name);
/* Counts a name that is not published, and tells of it. */
void scan_leave_out(struct scan *s, const struct look *l, struct str name, const char *reason);
/* Reads an open folder: l->file and l->child. False: trouble. */
bool scan_names(struct scan *s, struct look *l, int fd);
/* For qsort and bsearch over struct str. */
int scan_by_name(const void *a, const void *b);

#endif
