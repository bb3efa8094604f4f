/* export_inside: what the parts of an export share. */
#ifndef TOOL_EXPORT_INSIDE_H
#define TOOL_EXPORT_INSIDE_H

#include "site/site.h"
#include "tool/paths.h"

struct export
{
	const char *conf, *capsule, *folder;
	bool gopher;
	struct site *site;
	const struct site_capsule *c;
	unsigned number, listener;
	struct paths pages;   /* to be made, by their own paths */
	struct paths written; /* files beneath the folder, with what was there already */
	struct paths listed;  /* all that this and earlier exports may have written: what the list in the folder has */
	int list;             /* a descriptor */
	struct arena arena;   /* of one page or file */
	uint64_t made, files, changed, removed, failed;
};

/* ---- export_folder.c ---- */

/* An open file's bytes, in the arena. */
struct str export_slurp(struct export *e, int fd, uint64_t size);
/* The selector of a path, in the arena; empty: it is too long for Gopher. */
struct str export_selector(struct export *e, struct str path);
/* A file of the export, written only where its bytes differ. False: it cannot be written, which is told and counted. */
bool export_put(struct export *e, struct str path, struct str bytes);
/* A file of the capsule, with the time of the original, by which the next export sees that nothing has changed. */
void export_copy(struct export *e, struct str path, const struct found_file *f);
/* Opens the list of what exports have written; each file is added to it before it is written, so that whatever cuts
 * this one off, the next one knows of it. False: it cannot be, which is told. */
bool export_open_list(struct export *e);
/* Takes away what an earlier export wrote and this one did not; nothing else in the folder is touched. What cannot be
 * taken away is told and counted. */
void export_remove_old(struct export *e);
/* Lets the list have what this export wrote, and nothing else. False: it cannot be, which is told. */
bool export_write_list(struct export *e);
void export_close_list(struct export *e);

#endif
