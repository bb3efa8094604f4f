/* tongue: which language a text is in. */
#ifndef IMPORT_TONGUE_H
#define IMPORT_TONGUE_H

#include "base/str.h"

/* How dense a text is with words that a language cannot do without (jusText, 2011): those words per hundred, of German
 * and of English. words: how many words there are in all. */
struct density {
	unsigned words, german, english;
};
struct density tongue_density(struct str text);
/* Whether a word (a single one, any case) is one of these, in either language. */
bool tongue_stop_word(struct str word);

/* libexttextcat, loaded when it is first asked; one for each thread. */
struct tongue;
struct tongue *tongue_make(void);
void tongue_free(struct tongue *t);

/* The language of a text as a BCP 47 tag ("de", "en", "fr", …), NULL where nobody knows: by density where that is plain
 * (20 µs), else by libexttextcat's models over the first 1,000 bytes (0.5 ms, and 15 to 35 ms once to load them), where
 * the text has at least 40 letters; below 100 they are believed only if they say German or English. The result is
 * static. Without the models on this machine density alone decides. */
const char *tongue_of(struct tongue *t, struct str text);

#endif
