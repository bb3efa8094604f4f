/* watch: what changes beneath a folder while we look (inotify(7)): one watch a folder. */
#ifndef ARCHIVE_WATCH_H
#define ARCHIVE_WATCH_H

#include "base/str.h"
#include "store/root.h"

struct watch;

/* What has changed. folder begins and ends with '/', beneath the root. */
struct watch_told {
	/* this file of a folder has come, changed or gone */
	void (*file)(void *context, struct str folder, struct str name);
	/* this folder has come or gone, with all beneath it */
	void (*tree)(void *context, struct str folder);
	/* something was missed: everything may have changed */
	void (*lost)(void *context);
	void *context;
};

/* path: the root's; the paths of folders are added to it (watches take paths, not descriptors). NULL: errno. */
struct watch *watch_new(const char *path, const struct watch_told *told);
void watch_free(struct watch *w);
/* To be polled for reading. */
int watch_fd(const struct watch *w);
/* Watches one folder (not those in it), if it is not watched yet. False: the kernel allows no more watches, or has no
 * memory; a folder that is not there is no failure. */
bool watch_add(struct watch *w, struct str folder);
/* Reads what there is and tells of it. */
void watch_read(struct watch *w);

#endif
