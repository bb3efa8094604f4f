/* reader: the bytes of an input as articles, which may be one, or none, or each item of a feed. One for each thread. */
#ifndef IMPORT_READER_H
#define IMPORT_READER_H

#include "import/story.h"
#include "import/texts.h"

/* What all readers share, and nobody changes while they read. */
struct desk {
	const struct profiles *profiles;
	const struct profile *forced; /* --profile; NULL: the best */
	const struct census *census;  /* NULL: nothing was counted */
	const struct words *const *languages;
	size_t language_count;
	const struct words *own; /* the capsule's language */
	struct date today;
};

/* One article, or why there is none. Everything in it lives in the arena. */
struct reading {
	struct str name;   /* the input's path; of a feed's item with '#' and its id */
	struct str source; /* what the article says it was made of: the file's own name, the page's or item's address */
	struct id id;
	const char *why;     /* why it is refused; NULL: it is not */
	const char *charset; /* what the bytes were in */
	const char *profile; /* its name, or "generic" */
	struct document document;
	struct casting casting;
	struct story story; /* without identifier and version, which are the clerk's */
	struct texts texts;
};

struct reader;
struct reader *reader_make(const struct desk *desk);
void reader_free(struct reader *r);

/* Reads an input and gives each article to take, in its order. source: where it is from, for the census. */
void reader_read(struct reader *r, struct arena *a, struct str bytes, struct str name, struct str source,
	void (*take)(void *user, const struct reading *reading), void *user);

/* The lines of an input for the census: each article's to take. Nothing for an input that is refused. */
void reader_lines(struct reader *r, struct arena *a, struct str bytes,
	void (*take)(void *user, const struct document *d), void *user);

#endif
