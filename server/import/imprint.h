/* imprint: what a page or a feed's item says of its article outside the text. */
#ifndef IMPORT_IMPRINT_H
#define IMPORT_IMPRINT_H

#include "import/document.h"

struct imprint {
	struct arena *a;
	struct str value[ARTICLE_KEY_COUNT];
	struct str url;
	struct str site; /* the site's name */
};

/* Sets a value that is not set yet, made plain: without markup and character references, tidy. Addresses are no names,
 * so for people they don't count; of a language only the tag of two or three letters; a list of keywords gets ", ". */
void imprint_set(struct imprint *f, enum article_key key, struct str value);
/* Adds to a list of names or keywords that is being made; once each. */
void imprint_list(struct imprint *f, struct str *list, struct str name);
/* A text without tags and character references, tidy. */
struct str imprint_plain(struct str s, struct arena *a);
/* A page's title without the site's name, where it stands at its beginning or end behind a " | ", " - ", " – ", … */
struct str imprint_title(const struct imprint *f, struct str title);

#endif
