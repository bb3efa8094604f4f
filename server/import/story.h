/* story: an article as it is to stand in the capsule: what is known of it, and its gemtext (the design, "The article").
 */
#ifndef IMPORT_STORY_H
#define IMPORT_STORY_H

#include "import/roles.h"
#include "import/tongue.h"
#include "text/date.h"

struct story {
	const struct document *d; /* its lines, with their roles */
	struct str
		value[ARTICLE_KEY_COUNT]; /* of the end block, but for identifier and source, which are the caller's */
	const char *rule[ARTICLE_KEY_COUNT]; /* what gave them, for --explain; NULL where nothing did */
	struct date date;                    /* year 0: undated */
	bool has_dateline;                   /* the text begins with its place */
	const struct words *words;           /* of the article's language, or where there are none of the capsule's */
};

/* Who knows the languages. */
struct story_site {
	const struct words *const *all; /* every known language */
	size_t count;
	const struct words *own; /* the capsule's */
	struct str name;         /* the input's path, which may tell a date */
};

/* Makes a story of a document whose roles are decided. False: there is no article in it; *why says what is missing. */
bool story_make(
	const struct casting *c, const struct story_site *site, struct tongue *t, struct story *out, const char **why);

#endif
