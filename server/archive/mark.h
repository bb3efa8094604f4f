/* mark: what stands at a place of a query's text. */
#ifndef ARCHIVE_MARK_H
#define ARCHIVE_MARK_H

#include "base/str.h"

enum mark {
	MARK_END,
	MARK_SPACE,
	MARK_QUOTE, /* any of them opens a phrase, and any of them closes it: people mix them */
	MARK_DASH,
	MARK_WORD, /* a word begins here */
	MARK_JOIN, /* may stand inside what is written as one: e.V., a_b, Bürger*innen */
	MARK_APART,
};

/* What stands at i, and how many bytes it has. */
enum mark mark_at(struct str text, size_t i, size_t *n);
/* Behind what is neither a word nor a phrase nor a space. */
size_t mark_skip(struct str text, size_t i);

#endif
