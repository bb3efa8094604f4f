/* marks: what the class and the id of an element say of its content, as German and English sites name things. */
#ifndef IMPORT_MARKS_H
#define IMPORT_MARKS_H

#include "base/str.h"

enum {
	MARK_COMMENTS = 1 << 0, /* of readers */
	MARK_NOISE = 1 << 1,    /* share buttons, related articles, newsletter, cookies, ads, menus */
	MARK_OFFER = 1 << 2,    /* a paywall's box, or what is behind it */
	MARK_HIDDEN = 1 << 3,   /* for screen readers only */
	MARK_BRAND = 1 << 4,    /* the site's name */
	MARK_KICKER = 1 << 5,
	MARK_TITLE = 1 << 6,
	MARK_LEAD = 1 << 7,
	MARK_CAPTION = 1 << 8,
	MARK_CREDIT = 1 << 9,
	MARK_BYLINE = 1 << 10,
	MARK_DATE = 1 << 11,
	MARK_UPDATED = 1 << 12,
};

/* The marks of a list of names, separated by spaces, each of them of words in one of the usual ways:
 * "related-articles", "article__byline", "relatedArticles". */
unsigned marks_of(struct str names);

#endif
