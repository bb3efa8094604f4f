/* article: what a gemtext file says about itself (the design, "The article"). */
#ifndef TEXT_ARTICLE_H
#define TEXT_ARTICLE_H

#include "base/str.h"
#include "text/words.h"

/* The end block's values, each empty where it is not given; repeated keys keep the first. Views into the text. */
struct article {
	struct str value[ARTICLE_KEY_COUNT];
	bool has_block;
	struct str body; /* what stands before the block; all of the text where there is none */
};

/* Reads the end block: the last level-2 heading that any of the locales knows as one, and the `* key: value` lines
 * after it. English keys and the heading "About this article" are understood everywhere. text may be just the file's
 * tail: then a line cut at its front is harmless, and so is a preformatted section that began before it. all: every
 * known language, count of them. */
void article_read(struct str text, const struct words *const *all, size_t count, struct article *out);

/* The first heading's text in the first bytes of a document, else its first line that says anything; empty if none. */
struct str article_title(struct str text);

#endif
