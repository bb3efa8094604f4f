#include "archive/search.h"

#include "archive/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	LITTLE = 200, /* hits; below, compound words are looked for too */
	ALSO_MAX = 4,
	ALSO_SCAN = 400, /* words that begin alike and are looked at */
	ALSO_BEGIN = 4,  /* so many letters they have in common */
	HALF_LIFE = 10,  /* years in which half of what recency adds is gone */
};

/* A hit on its way to a page. */
struct candidate {
	int64_t id;
	double score;
};

struct candidates {
	struct candidate *c;
	size_t count;
	bool many; /* there are more */
};

static const double recency = 0.15; /* what the newest article gets on top, as a share of its score */

static double year_of(int64_t id)
{
	struct date d = entry_date(id);
	return d.year + d.month / 12.0;
}

/* How many hits are looked for, and whether each with its score. */
struct extent {
	size_t max;
	bool scored;
};

#define MATCHING                                                                                                       \
	" FROM text WHERE text MATCH ?1 AND rowid > ?2 AND rowid <= ?3 AND rowid NOT IN (SELECT id FROM dead)"         \
	" ORDER BY rowid LIMIT ?4"

/* The newest matches. */
static struct candidates matches(struct archive *a, const struct plan *p, struct extent extent, struct arena *m)
{
	static const char scored[] = "SELECT rowid, score(text)" MATCHING, alone[] = "SELECT rowid, 0" MATCHING;
	size_t max = extent.max;
	struct candidates all = { arena_take(m, max + 1, sizeof(struct candidate)), 0, false };
	sqlite3_stmt *s = archive_sql(a, extent.scored ? scored : alone);
	archive_bind(s, 1, buf_str(&p->match));
	sqlite3_bind_int64(s, 2, entry_row(p->to));
	sqlite3_bind_int64(s, 3, entry_row(p->from));
	sqlite3_bind_int64(s, 4, (int64_t)max + 1);
	a->ranking = p->ranking;
	while (all.count <= max && archive_row(a, s))
		all.c[all.count++] =
			(struct candidate){ entry_row(sqlite3_column_int64(s, 0)), sqlite3_column_double(s, 1) };
	if (s)
		sqlite3_reset(s);
	all.many = all.count > max;
	all.count -= all.many;
	return all;
}

/* Without any words: what lies in the period, and has none of the excluded. */
static struct candidates in_period(struct archive *a, const struct plan *p, size_t max, struct arena *m)
{
	static const char all_of[] =
		"SELECT id FROM article WHERE id >= ?2 AND id < ?3 AND listed ORDER BY id DESC LIMIT ?4";
	static const char but[] =
		"SELECT id FROM article WHERE id >= ?2 AND id < ?3 AND listed AND (1 << 47) - id NOT IN"
		" (SELECT rowid FROM text WHERE text MATCH ?1) ORDER BY id DESC LIMIT ?4";
	struct candidates all = { arena_take(m, max + 1, sizeof(struct candidate)), 0, false };
	sqlite3_stmt *s = archive_sql(a, p->excluded.n ? but : all_of);
	if (p->excluded.n)
		archive_bind(s, 1, buf_str(&p->excluded));
	sqlite3_bind_int64(s, 2, p->from);
	sqlite3_bind_int64(s, 3, p->to);
	sqlite3_bind_int64(s, 4, (int64_t)max + 1);
	while (all.count <= max && archive_row(a, s))
		all.c[all.count++] = (struct candidate){ sqlite3_column_int64(s, 0), 0 };
	if (s)
		sqlite3_reset(s);
	all.many = all.count > max;
	all.count -= all.many;
	return all;
}

static struct candidates find(
	struct archive *a, const struct query *q, const struct plan *p, struct extent extent, struct arena *m)
{
	struct candidates none = { arena_take(m, 1, sizeof(struct candidate)), 0, false };
	if (p->hopeless)
		return none;
	if (p->match.n)
		return matches(a, p, extent, m);
	/* words that leave nothing are no words, and an empty query finds nothing */
	if (q->count || q->from.year || q->to.year)
		return in_period(a, p, extent.max, m);
	return none;
}

static int best_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return x->id < y->id ? 1 : x->id > y->id ? -1 : 0;
}

static void rank(struct archive *a, struct candidates *c)
{
	struct browse_sum sum;
	browse_sum(a, &sum);
	double newest = sum.last.year + sum.last.month / 12.0;
	for (size_t i = 0; i < c->count; i++)
		c->c[i].score *= 1 + recency * exp2(-(newest - year_of(c->c[i].id)) / HALF_LIFE);
	if (c->count)
		qsort(c->c, c->count, sizeof *c->c, best_first);
}

/* The newest hits; where there are few, compound words that the words are parts of count too, but for less. *p becomes
 * what was looked for: it is the same for any extent. */
static struct candidates settle(
	struct archive *a, const struct query *q, struct extent extent, struct arena *m, struct plan *p)
{
	struct plan wide;
	plan_make(a, q, false, m, p);
	struct candidates c = find(a, q, p, extent, m);
	if (q->count == 0 || c.count >= (extent.max < LITTLE ? extent.max : LITTLE))
		return c;
	plan_make(a, q, true, m, &wide);
	if (!wide.widened)
		return c;
	*p = wide;
	return find(a, q, p, extent, m);
}

uint64_t search_count(struct archive *a, const struct query *q, size_t max, struct arena *m, bool *many)
{
	struct plan p;
	struct candidates c = settle(a, q, (struct extent){ max, false }, m, &p);
	*many = c.many;
	return c.count;
}

static void fetch(struct archive *a, const struct candidate *c, size_t count, struct arena *m, struct entries *out)
{
	*out = (struct entries){ arena_take(m, count + 1, sizeof(struct entry)), 0 };
	for (size_t i = 0; i < count; i++) {
		sqlite3_stmt *s = archive_sql(a, "SELECT " ENTRY_COLUMNS " FROM" ENTRY_TABLES "WHERE article.id = ?1");
		sqlite3_bind_int64(s, 1, c[i].id);
		struct entries one = archive_entries(a, s, 1, m);
		if (one.count)
			out->entry[out->count++] = one.entry[0];
	}
}

/* ---- other forms of what was typed ---- */

struct also {
	struct archive *archive;
	struct arena *m;
	const struct query *query;
	const struct query_term *term;
	struct search_result *out;
	struct str exact[ALSO_MAX]; /* of the words in out, and how often they are */
	uint64_t df[ALSO_MAX];
};

static bool also_known(const struct also *s, struct str exact)
{
	for (size_t i = 0; i < s->query->count; i++)
		for (size_t k = 0; k < s->query->term[i].word_count; k++)
			if (str_eq(s->query->term[i].words[k], exact))
				return true;
	for (size_t i = 0; i < s->out->also_count; i++)
		if (str_eq(s->exact[i], exact))
			return true;
	return false;
}

static void also_take(struct also *s, struct str exact, uint64_t df)
{
	struct search_result *r = s->out;
	size_t at = r->also_count;
	while (at > 0 && s->df[at - 1] < df)
		at--;
	if (at == ALSO_MAX || also_known(s, exact))
		return;
	size_t moved = (r->also_count < ALSO_MAX ? r->also_count : ALSO_MAX - 1) - at;
	memmove(&r->also[at + 1], &r->also[at], moved * sizeof *r->also);
	memmove(&s->exact[at + 1], &s->exact[at], moved * sizeof *s->exact);
	memmove(&s->df[at + 1], &s->df[at], moved * sizeof *s->df);
	s->exact[at] = exact;
	r->also[at] = arena_copy(s->m, plan_dressed(exact, s->term->typed, s->m));
	s->df[at] = df;
	r->also_count += r->also_count < ALSO_MAX;
}

/* Words that begin like this and have the stem. */
static void also_beginning(struct also *s, struct str beginning, struct str stem)
{
	struct str end = arena_fmt(s->m, "%.*s\xff", STR_ARG(beginning));
	sqlite3_stmt *q = archive_sql(
		s->archive, "SELECT term, df FROM word WHERE term >= ?1 AND term < ?2 ORDER BY term LIMIT ?3");
	archive_bind(q, 1, beginning);
	archive_bind(q, 2, end);
	sqlite3_bind_int64(q, 3, ALSO_SCAN);
	while (archive_row(s->archive, q)) {
		struct str word = archive_text(q, 0, s->m);
		if (str_eq(terms_stem(s->archive->terms, word, STR("de")), stem))
			also_take(s, word, (uint64_t)sqlite3_column_int64(q, 1));
	}
}

/* A German stem has lost its umlauts: the words may begin with any spelling of its first vowel. */
static void also_of(struct also *s, struct str exact)
{
	static const struct {
		char plain;
		const char *umlaut;
	} vowels[] = { { 'a', "ä" }, { 'o', "ö" }, { 'u', "ü" } };
	struct str stem = arena_copy(s->m, terms_stem(s->archive->terms, exact, STR("de")));
	if (stem.n < ALSO_BEGIN)
		return;
	also_beginning(s, stem, stem);
	for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++) {
		size_t at = str_rindex(stem, vowels[i].plain);
		if (at == stem.n)
			continue;
		struct str beginning = arena_fmt(
			s->m, "%.*s%s%.*s", (int)at, stem.p, vowels[i].umlaut, (int)(stem.n - at - 1), stem.p + at + 1);
		also_beginning(s, beginning, stem);
	}
}

static void also(struct archive *a, const struct query *q, struct arena *m, struct search_result *out)
{
	struct also s = { .archive = a, .m = m, .query = q, .out = out };
	out->also = arena_take(m, ALSO_MAX + 1, sizeof *out->also);
	for (size_t i = 0; i < q->count; i++) {
		struct str spelling[TERMS_SPELLINGS];
		s.term = &q->term[i];
		if (s.term->form != QUERY_WORD || s.term->field != QUERY_ANY || s.term->negative)
			continue;
		size_t count = terms_spellings(s.term->words[0], m, spelling);
		for (size_t k = 0; k < count; k++)
			also_of(&s, spelling[k]);
	}
}

/* ---- the whole ---- */

static const struct marks *keep_marks(const struct plan *p, struct arena *m)
{
	struct marks *marks = arena_take(m, 1, sizeof *marks);
	*marks = p->marks;
	return marks;
}

bool search_stands(struct archive *a, const struct query *q, struct arena *m)
{
	struct plan p;
	plan_make(a, q, false, m, &p);
	return find(a, q, &p, (struct extent){ 1, false }, m).count > 0;
}

/* A page of the candidates, from one on. */
static void page_of(
	struct archive *a, const struct candidates *c, size_t from, struct arena *m, struct search_result *out)
{
	from = from < c->count ? from : c->count;
	size_t count = c->count - from < SEARCH_PAGE ? c->count - from : SEARCH_PAGE;
	out->total = c->count;
	out->many = c->many;
	out->more = from + count < c->count;
	fetch(a, c->c + from, count, m, &out->hits);
}

void search_ranked(struct archive *a, const struct query *q, unsigned page, struct arena *m, struct search_result *out)
{
	struct plan p;
	*out = (struct search_result){ 0 };
	struct candidates c = settle(a, q, (struct extent){ SEARCH_RANKED, true }, m, &p);
	rank(a, &c);
	page_of(a, &c, (page ? page - 1 : 0) * (size_t)SEARCH_PAGE, m, out);
	out->marks = keep_marks(&p, m);
	also(a, q, m, out);
}

void search_newest(struct archive *a, const struct query *q, int64_t before, struct arena *m, struct search_result *out)
{
	struct plan p;
	bool first = before == INT64_MAX;
	*out = (struct search_result){ 0 };
	struct candidates c = settle(a, q, (struct extent){ first ? SEARCH_RANKED : LITTLE, false }, m, &p);
	if (!first) {
		p.to = before < p.to ? before : p.to;
		c = find(a, q, &p, (struct extent){ SEARCH_PAGE, false }, m);
	}
	page_of(a, &c, 0, m, out);
	out->more = out->more || c.many;
	out->marks = keep_marks(&p, m);
	also(a, q, m, out);
}
