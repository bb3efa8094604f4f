/* run: the text between two ends of blocks, with its single line breaks, on its way to become lines. */
#ifndef IMPORT_RUN_H
#define IMPORT_RUN_H

#include "import/document.h"

enum { RUN_SPANS = 16 };

struct run {
	struct buf text; /* '\n' stands for <br> */
	/* parts that are a date, a name …; more than RUN_SPANS are forgotten */
	struct span {
		enum hint hint;
		size_t from, to;
	} span[RUN_SPANS];
	unsigned spans;
	bool wrapped, many; /* run_close */
};

/* To be called when the text is whole. */
void run_close(struct run *r);

/* Whether the line break at this place of the text ends a line, or only breaks it. */
bool run_breaks(const struct run *r, size_t at);
/* What the part from..to is, if the block that it stands in is of this hint. *core: the author's name, where it is
 * known exactly; else empty. */
enum hint run_hint(const struct run *r, size_t from, size_t to, enum hint block, struct arena *a, struct str *core);
/* Whether a text ends as a sentence does. */
bool run_sentence(struct str text);

#endif
