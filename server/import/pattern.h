/* pattern: one regular expression of a profile (PCRE2, 8 bit, with UTF and UCP), and what a thread needs to look for
 * it.
 *
 * What a search may cost is bounded by numbers, never by a clock, so that the same text is read the same way on any day
 * and any machine. */
#ifndef IMPORT_PATTERN_H
#define IMPORT_PATTERN_H

#include "base/str.h"

/* The groups that a pattern may name. */
enum group {
	GROUP_TEXT, /* what remains of the line */
	GROUP_PLACE,
	GROUP_DATE,
	GROUP_AUTHOR,
	GROUP_CREDIT,
	GROUP_SECTION,
	GROUP_KEYWORDS,
	GROUP_HEADLINE,
	GROUP_DESCRIPTION,
	GROUP_COUNT
};

enum {
	PATTERN_LINE_MAX = 32000, /* bytes; a longer line fits no pattern */
	PATTERN_GROUPS = 31,      /* of one pattern, named or not */
};

struct pattern;
struct matcher;

/* Compiles a pattern; the text is UTF-8. NULL: *why says what is wrong with it, as the end of a sentence that begins
 * "the pattern of 'x' ". It belongs to no thread. */
struct pattern *pattern_make(struct str text, struct buf *why);
void pattern_free(struct pattern *p);
/* Whether it fits a line without any characters, and so says nothing of what a line holds ("^", ".*"). */
bool pattern_fits_blank(const struct pattern *p);

/* What one pattern has cost in one document; {0} at its beginning. */
struct effort {
	uint64_t work;
	unsigned given_up; /* how often a limit was reached; soon the rest of the document is let be */
};

/* Whether the pattern is found in a line, which must be valid UTF-8. Reaching a limit is no. */
bool pattern_find(const struct pattern *p, struct matcher *m, struct str line, struct effort *e);
/* After that found it, with the same matcher and line: what a group caught, without spaces around it; empty if nothing.
 */
struct str pattern_caught(const struct pattern *p, const struct matcher *m, struct str line, enum group group);

/* A matcher's room for count flags, which is kept until the next call. */
bool *matcher_flags(struct matcher *m, size_t count);

#endif
