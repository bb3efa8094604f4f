/* lines: an element's content as the lines that a reader sees, each with what markup says of it. */
#ifndef IMPORT_LINES_H
#define IMPORT_LINES_H

#include "import/document.h"
#include "import/tree.h"

struct lines {
	struct arena *a;
	struct line *lines;
	size_t count, room;
	bool full; /* there would have been more than DOCUMENT_LINES_MAX */
	/* machine-readable dates on the way, up to the second paragraph; empty if there are none */
	struct str published, modified;
	unsigned paragraphs; /* so many lines were plainly paragraphs */
};

/* Adds the lines of n and all that is in it, where it is not left out (region_find measures that first); it stops
 * before the node stop, which may be NULL. The lines are tidy, and end where html.h says. */
void lines_take(struct lines *f, const struct node *n, const struct node *stop);

/* Adds one line; text need not be tidy. Nothing is added of a text without letters and digits. */
void lines_add(struct lines *f, struct str text, enum hint hint, unsigned gap);

#endif
