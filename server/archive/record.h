/* record: what a gemtext file is in the index: read, taken apart, and ready to be written. */
#ifndef ARCHIVE_RECORD_H
#define ARCHIVE_RECORD_H

#include "archive/browse.h"
#include "archive/terms.h"
#include "store/root.h"

enum {
	RECORD_BYTES = 4 << 20, /* of a file that are looked at */
	RECORD_FACETS = 32,
	/* the columns of the table text, in their order: places in the first one take two bytes less */
	RECORD_BODY = 0,
	RECORD_TITLE,
	RECORD_PLACE,
	RECORD_SECTION,
	RECORD_AUTHOR,
	RECORD_KEYWORD,
	RECORD_COLUMNS,
};

/* The file's state, by which a change is noticed. */
struct record_state {
	uint64_t size, ino;
	int64_t mtime_ns;
};

struct record_facet {
	enum facet_kind kind;
	struct str name, slug;
};

struct record {
	struct entry entry; /* its id is only wished for: another file may have it */
	bool listed;        /* it is an article, not just a page (browse.h) */
	struct record_state state;
	struct str folder, name;           /* of the path: "/2018/06/28/", "slug.gmi" */
	struct str column[RECORD_COLUMNS]; /* token streams */
	struct record_facet facet[RECORD_FACETS];
	size_t facet_count;
	uint64_t version_of; /* the identifier of the article that this is a version of; 0: none */
};

/* What files are read with; one for each thread. */
struct recorder {
	const struct root *root;
	const struct words *const *languages; /* those of end blocks */
	size_t language_count;
	struct str language; /* of a file that does not say */
	struct terms *terms;
};

/* Whether a file of this name is for the index: gemtext, but no folder's index, and not hidden. */
bool record_wanted(struct str name);

enum record_result {
	RECORD_GOOD,
	RECORD_NOTHING, /* it has gone, or is no regular file */
	RECORD_TROUBLE, /* errno */
};

/* Reads a file; everything in out lives in the arena. What is not UTF-8 in titles and names is replaced. The time zone
 * is that of the process. */
enum record_result record_read(
	const struct recorder *r, struct str folder, struct str name, struct arena *m, struct record *out);

#endif
