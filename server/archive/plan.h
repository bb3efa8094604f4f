/* plan: a query as FTS5 takes it: an expression of tokens that we made ourselves, and how its rows are ranked. */
#ifndef ARCHIVE_PLAN_H
#define ARCHIVE_PLAN_H

#include "archive/archive_inside.h"
#include "archive/query.h"

enum {
	PLAN_PREFIX = 300,    /* words that a prefix stands for, the most frequent ones */
	PLAN_COMPOUNDS = 160, /* compound words that a word is a part of, likewise */
};

/* What a snippet looks for, and what "also searched" leaves out. */
struct marks {
	struct str *token; /* exact forms, and stems behind TERMS_STEM */
	size_t count, room;
};

struct plan {
	struct buf match;    /* empty: there are no words that articles must have */
	struct buf excluded; /* what they must not have, where nothing else is asked for */
	struct fts_ranking ranking;
	int64_t from, to; /* from <= id < to */
	struct marks marks;
	bool hopeless; /* a word of it stands nowhere */
	bool widened;  /* words of that kind were added */
};

/* wide: with compound words, and with words that are written with umlauts and were typed without. Everything lives in
 * the arena. */
void plan_make(struct archive *a, const struct query *q, bool wide, struct arena *m, struct plan *out);

/* How often a token stands in the archive, and in titles; 0: nowhere. */
uint64_t plan_frequency(struct archive *a, struct str token, uint64_t *titles);
/* Words that a form (of at least TAIL_MIN characters) begins, and tokens of those that it ends, in any spelling and any
 * inflection, without itself; the most frequent ones first. */
size_t plan_compounds(struct archive *a, struct str form, struct arena *m, size_t max, struct str *out);
/* The weight of a term that stands in so many articles. */
double plan_weight(uint64_t articles, uint64_t frequency);
/* A word with a capital, if what a reader typed begins with one: in small letters nobody would write a name. */
struct str plan_dressed(struct str word, struct str typed, struct arena *m);
/* A token as a string of an FTS expression. */
void plan_token(struct arena *m, struct buf *out, struct str token);

#endif
