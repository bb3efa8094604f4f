/* texts: an article for comparison, made of its gemtext, so that the same comes of a file that was just made and of one
 * that lies in the capsule. Letters and digits count, in one case, and nothing else does. */
#ifndef IMPORT_TEXTS_H
#define IMPORT_TEXTS_H

#include "import/id.h"
#include "text/words.h"

enum {
	TEXTS_PARAGRAPHS = 512,
	TEXTS_LETTERS = 40, /* a shorter line is no paragraph */
};

struct texts {
	struct id whole;                      /* of all lines before the end block */
	uint64_t paragraph[TEXTS_PARAGRAPHS]; /* of each text, list or quote line that is long enough; sorted, once */
	size_t count;
	size_t letters; /* of the paragraphs, together */
};

/* languages: every known one; their headings tell where the end block begins. */
void texts_of(struct str gemtext, const struct words *const *languages, size_t count, struct texts *out);

#endif
