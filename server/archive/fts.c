#include "archive/fts.h"

#include <string.h>

/* ---- the tokenizer: a stream's tokens as they are ---- */

static int tokenizer_make(void *context, const char **arguments, int count, Fts5Tokenizer **out)
{
	static char nothing; /* it has no state, but NULL would be a failure */
	(void)context;
	(void)arguments;
	(void)count;
	*out = (Fts5Tokenizer *)(void *)&nothing;
	return SQLITE_OK;
}

static void tokenizer_free(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int n,
	int (*take)(void *, int, const char *, int, int, int))
{
	(void)tokenizer;
	struct str rest = { text, text ? (size_t)n : 0 };
	bool first = true;
	while (rest.n) {
		struct str token = str_cut(&rest, ' ');
		if (token.n == 0)
			continue;
		int start = (int)(token.p - text), end = start + (int)token.n;
		/* a stem stands where its word does; in a query it stands alone */
		bool stem = token.p[0] == TERMS_STEM && (flags & FTS5_TOKENIZE_DOCUMENT) && !first;
		int code = take(context, stem ? FTS5_TOKEN_COLOCATED : 0, token.p, (int)token.n, start, end);
		if (code != SQLITE_OK)
			return code;
		first = false;
	}
	return SQLITE_OK;
}

/* ---- ranking ---- */

enum { NEAR_CELLS = 8 }; /* so many words between two terms halve what their nearness is worth */

/* How much a word in a column counts, in words of the body. */
static const double column_weight[RECORD_COLUMNS] = { [RECORD_TITLE] = 5,
	[RECORD_PLACE] = 3,
	[RECORD_SECTION] = 1,
	[RECORD_AUTHOR] = 2,
	[RECORD_KEYWORD] = 3,
	[RECORD_BODY] = 1 };

struct scoring {
	double frequency[QUERY_TERMS]; /* weighted by column */
	double weight[QUERY_TERMS];
	int last[QUERY_TERMS], column[QUERY_TERMS];
	bool seen[QUERY_TERMS];
	int nearest; /* fewest words between two different terms; -1: they are in no column together */
};

static void take_instance(struct scoring *s, size_t term, double weight, int column, int offset)
{
	s->weight[term] = weight > s->weight[term] ? weight : s->weight[term];
	s->frequency[term] += column >= 0 && column < RECORD_COLUMNS ? column_weight[column] : 1;
	for (size_t other = 0; other < QUERY_TERMS; other++) {
		if (other == term || !s->seen[other] || s->column[other] != column)
			continue;
		int gap = offset - s->last[other];
		if (gap >= 0 && (s->nearest < 0 || gap < s->nearest))
			s->nearest = gap;
	}
	s->seen[term] = true;
	s->last[term] = offset;
	s->column[term] = column;
}

/* BM25 (Robertson and Zaragoza 2009, 3.4) without the length of the article, as all are about as long; and something
 * for terms that stand together. */
static double score_of(const struct scoring *s)
{
	double score = 0, least = 0;
	const double k1 = 1.2;
	for (size_t i = 0; i < QUERY_TERMS; i++) {
		if (!s->seen[i])
			continue;
		score += s->weight[i] * s->frequency[i] * (k1 + 1) / (s->frequency[i] + k1);
		if (least == 0 || s->weight[i] < least)
			least = s->weight[i];
	}
	return s->nearest < 0 ? score : score + least * NEAR_CELLS / (NEAR_CELLS + s->nearest);
}

static void score(
	const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct fts_ranking *r = api->xUserData(row);
	struct scoring s = { .nearest = -1 };
	int instances = 0;
	(void)count;
	(void)values;
	int code = r ? api->xInstCount(row, &instances) : SQLITE_OK;
	for (int i = 0; i < instances && code == SQLITE_OK; i++) {
		int phrase, column, offset;
		code = api->xInst(row, i, &phrase, &column, &offset);
		if (code == SQLITE_OK && phrase >= 0 && (size_t)phrase < r->phrases)
			take_instance(&s, r->term[phrase], (double)r->weight[phrase], column, offset);
	}
	if (code == SQLITE_OK)
		sqlite3_result_double(context, r ? score_of(&s) : 0);
	else
		sqlite3_result_error_code(context, code);
}

/* The terms that a row has, as the bits of a number. */
static void terms_of(
	const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct fts_ranking *r = api->xUserData(row);
	sqlite3_int64 mask = 0;
	(void)count;
	(void)values;
	for (size_t i = 0; r && i < r->phrases; i++) {
		Fts5PhraseIter at;
		int column = -1, offset;
		if (api->xPhraseFirst(row, (int)i, &at, &column, &offset) == SQLITE_OK && column >= 0)
			mask |= (sqlite3_int64)1 << r->term[i];
	}
	sqlite3_result_int64(context, mask);
}

static fts5_api *api_of(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &s, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(s, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(s);
	}
	sqlite3_finalize(s);
	return api;
}

bool fts_register(sqlite3 *db, struct fts_ranking *ranking)
{
	fts5_tokenizer tokenizer = { tokenizer_make, tokenizer_free, tokenize };
	fts5_api *api = api_of(db);
	return api && api->xCreateTokenizer(api, "herald", NULL, &tokenizer, NULL) == SQLITE_OK &&
	       api->xCreateFunction(api, "score", ranking, score, NULL) == SQLITE_OK &&
	       api->xCreateFunction(api, "terms", ranking, terms_of, NULL) == SQLITE_OK;
}
