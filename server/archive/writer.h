/* writer: the index as its one writer has it. Nothing is there for others before writer_commit. */
#ifndef ARCHIVE_WRITER_H
#define ARCHIVE_WRITER_H

#include "archive/record.h"
#include "store/database.h"

struct writer;

/* What an index was made with: another one is needed when these change. */
struct writer_setting {
	struct str timezone, language, root;
};

enum writer_state {
	WRITER_GOOD,
	WRITER_OTHER,  /* it is of another version, or was made with other settings: build it anew */
	WRITER_BROKEN, /* it is damaged: build it anew */
	WRITER_FAILED, /* the disk, or somebody has locked it: errno or *why */
};

/* Makes an empty index at path, where nothing is, to be filled once and finished. NULL: *why. */
struct writer *writer_make(const char *path, const struct writer_setting *s, struct buf *why);
/* Opens a finished one. *out is NULL unless GOOD. */
enum writer_state writer_open(const char *path, const struct writer_setting *s, struct writer **out, struct buf *why);
/* Closes; what is not committed is undone. */
void writer_close(struct writer *w);

/* False: trouble, which stays; writer_trouble words it, and the writer can only be closed. */
bool writer_begin(struct writer *w);
bool writer_commit(struct writer *w);
const char *writer_trouble(const struct writer *w); /* "" if there is none */
bool writer_damaged(const struct writer *w);        /* the trouble is damage, not the disk */

/* Puts an article in, or in the place of the one that has its path. Gives it its id. */
void writer_put(struct writer *w, struct record *r);
/* Takes out what has this path, if anything has. */
void writer_remove(struct writer *w, struct str folder, struct str name);

/* After the first filling: makes everything that is derived from the articles, and the file ready for readers.
 * False: trouble. */
bool writer_finish(struct writer *w);

/* The share of rows in the full-text table that no article is behind any more, in per cent. */
unsigned writer_dead_percent(struct writer *w);
/* Gives the log of changes back to the file, as far as no reader needs it. */
void writer_checkpoint(struct writer *w);

/* What the index knows of a folder's files, for a comparison. */
struct writer_known {
	struct str name;
	struct record_state state;
};
/* All of a folder; the result lives in the arena. */
size_t writer_folder(struct writer *w, struct str folder, struct arena *m, struct writer_known **out);
/* Folders that have articles and whose paths begin like this, in order, from one (inclusive) on; at most max. */
size_t writer_folders(
	struct writer *w, struct str prefix, struct str from, size_t max, struct arena *m, struct str *out);

#endif
