/* query: what somebody typed into the search box. Any bytes at all are a query. */
#ifndef ARCHIVE_QUERY_H
#define ARCHIVE_QUERY_H

#include "base/arena.h"
#include "base/str.h"
#include "text/date.h"

enum {
	QUERY_MAX = 512,   /* bytes that are looked at; what follows is left out */
	QUERY_TERMS = 16,  /* terms that are looked at */
	QUERY_PHRASE = 16, /* words of a phrase */
};

enum query_form {
	QUERY_WORD,         /* in every form of it */
	QUERY_PHRASE_EXACT, /* "quoted": these words, in these forms, in this order; one word too */
	QUERY_PREFIX,       /* wolf* */
};

enum query_field {
	QUERY_ANY,
	QUERY_TITLE,   /* titel: title: */
	QUERY_PLACE,   /* ort: place: */
	QUERY_SECTION, /* ressort: section: */
	QUERY_AUTHOR,  /* autor: author: */
	QUERY_KEYWORD, /* stichwort: keyword: */
};

struct query_term {
	enum query_form form;
	enum query_field field;
	bool negative;                  /* -word: articles with it are left out */
	struct str words[QUERY_PHRASE]; /* exact forms (terms.h); one, but for a phrase */
	size_t word_count;
	struct str typed; /* the term as it was typed, without '-' and field: a view into the query's text */
	struct str whole; /* with them: a view into the text, so that it can be put in another's place */
};

struct query {
	struct str
		text; /* as it is shown and linked: UTF-8, without control bytes, spaces single and none at the ends */
	struct query_term term[QUERY_TERMS];
	size_t count;
	struct date from, to; /* von: from: bis: to: jahr: year: from the beginning of the one to the end of the other;
				 year 0: open; what has no date is in no period */
	bool is_date;         /* the whole query is a date: 28.6.2018, 2018-06-28, Juni 2018, June 2018, 6/2018, 2018 */
	struct date date;
	const struct words *const *languages; /* that it was read with */
	size_t language_count;
};

/* Reads a query; words' month names (all languages') are known in dates. Never fails: what makes no sense is a word or
 * nothing, and a query may have no term at all. Everything lives in the arena. */
void query_read(
	struct str bytes, const struct words *const *languages, size_t count, struct arena *m, struct query *out);

/* Reads another text as q was read. */
void query_again(const struct query *q, struct str bytes, struct arena *m, struct query *out);

/* The query's text with one term replaced by other words (quoted if they need it), its '-' and field kept. */
struct str query_with(const struct query *q, size_t term, struct str words, struct arena *m);
/* The query's text with the words that are looked for in all their forms, wherever they stand, in quotation marks.
 * *words becomes these, each once. False: there are none. */
bool query_exactly(
	const struct query *q, struct arena *m, struct str *text, struct str words[QUERY_TERMS], size_t *count);
/* The query's text without some of its terms (1 << n for the n-th), and without the marks around them. */
struct str query_without(const struct query *q, unsigned terms, struct arena *m);

#endif
