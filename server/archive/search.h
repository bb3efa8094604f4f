/* search: which articles a query finds. Between archive_begin and archive_end. */
#ifndef ARCHIVE_SEARCH_H
#define ARCHIVE_SEARCH_H

#include "archive/browse.h"
#include "archive/query.h"

enum {
	SEARCH_PAGE = 20,
	SEARCH_RANKED = 2000, /* the newest so many hits are ranked; further pages end there */
};

struct search_result {
	struct entries hits; /* of this page */
	uint64_t total;      /* of hits; with many set there are more */
	bool many;
	bool more;        /* there is another page */
	struct str *also; /* forms of the words that stand in the hits of this page and were not typed, most first */
	size_t also_count;
	const struct marks *marks; /* for snippet_of */
};

/* The best hits: page 1, 2, … of at most SEARCH_PAGE. Where the words themselves find little, hits of compound words
 * that they are a part of come behind. */
void search_ranked(struct archive *a, const struct query *q, unsigned page, struct arena *m, struct search_result *out);
/* The same hits, but the newest ones with an id below before (INT64_MAX: from the beginning). total is that of all only
 * from the beginning; later on it is not counted beyond a page. */
void search_newest(
	struct archive *a, const struct query *q, int64_t before, struct arena *m, struct search_result *out);

/* How many articles a query finds in either order, counted up to max (at least 1); many: there are more. */
uint64_t search_count(struct archive *a, const struct query *q, size_t max, struct arena *m, bool *many);

/* Whether an article has the words of a query themselves, and not only compound words that they are a part of. */
bool search_stands(struct archive *a, const struct query *q, struct arena *m);

/* A query that is near one that finds nothing (or little), and finds something. */
struct offer {
	struct str query; /* to be searched for */
	struct str words; /* what is offered in it: "Freibad"; the query where more than a term of it is another */
	uint64_t hits;    /* that its page has, counted as there */
	bool many;        /* more than hits */
};

enum { OFFERS_MAX = 5 };

size_t search_offers(struct archive *a, const struct query *q, struct arena *m, struct offer out[OFFERS_MAX]);

/* The sentence of an article's text (gemtext) with the most of what was searched, cut to about max bytes between words,
 * with "…" where it was cut; its beginning where none has any. */
struct str search_snippet(
	const struct search_result *r, struct str text, struct str language, size_t max, struct arena *m);

/* Articles that share rare words and keywords with one, best first; at least half of them are of other days where there
 * are such. text: its own, without the end block. */
struct related {
	struct entry entry;
	struct str shared; /* the words, as this article writes them: "Storch, Löschteich" */
};

size_t search_related(
	struct archive *a, const struct entry *e, struct str text, size_t max, struct arena *m, struct related *out);

#endif
