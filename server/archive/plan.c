#include "archive/plan.h"

#include <math.h>
#include <string.h>

enum {
	PART_MIN = 4, /* characters */
	TRIGRAM = 3,
	CANDIDATES = 6000, /* words that have all trigrams of a part, of which the most frequent are taken */
};

static const char *const columns[] = {
	[QUERY_ANY] = NULL,
	[QUERY_TITLE] = "title",
	[QUERY_PLACE] = "place",
	[QUERY_SECTION] = "section",
	[QUERY_AUTHOR] = "author",
	[QUERY_KEYWORD] = "keyword",
};

double plan_weight(uint64_t articles, uint64_t frequency)
{
	double n = (double)articles, df = (double)frequency;
	return df >= n ? 0.05 : log(1 + (n - df + 0.5) / (df + 0.5));
}

uint64_t plan_frequency(struct archive *a, struct str token, uint64_t *titles)
{
	sqlite3_stmt *s = archive_sql(a, "SELECT df, titles FROM word WHERE term = ?1");
	archive_bind(s, 1, token);
	uint64_t n = 0;
	if (titles)
		*titles = 0;
	if (archive_row(a, s)) {
		n = (uint64_t)sqlite3_column_int64(s, 0);
		if (titles)
			*titles = (uint64_t)sqlite3_column_int64(s, 1);
		sqlite3_reset(s);
	}
	return n;
}

static void add(struct arena *m, struct buf *out, struct str s)
{
	arena_room(m, out, s.n);
	buf_add(out, s);
}

void plan_token(struct arena *m, struct buf *out, struct str token)
{
	/* tokens hold no quotation marks, but nothing may depend on that */
	add(m, out, STR("\""));
	for (struct str rest = token; rest.n;) {
		size_t quote = str_index(rest, '"');
		add(m, out, str_sub(rest, 0, quote));
		rest = str_sub(rest, quote + 1, rest.n);
	}
	add(m, out, STR("\""));
}

static size_t characters(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

/* "fre" AND "rei" AND "eib" …: the trigram index has no positions. */
static struct str trigrams(struct str form, struct arena *m)
{
	struct buf out = { 0 };
	for (size_t at = 0; at < form.n;) {
		size_t end = at;
		uint32_t rune;
		size_t first = 0;
		for (int i = 0; i < TRIGRAM && end < form.n; i++) {
			size_t n = utf8_read(str_sub(form, end, form.n), &rune);
			first = i ? first : n;
			end += n ? n : 1;
		}
		if (characters(str_sub(form, at, end)) < TRIGRAM)
			break;
		add(m, &out, out.n ? STR(" AND ") : STR(""));
		plan_token(m, &out, str_sub(form, at, end));
		at += first ? first : 1;
	}
	return buf_str(&out);
}

size_t plan_compounds(struct archive *a, struct str form, struct arena *m, size_t max, struct str *out)
{
	size_t count = 0;
	if (characters(form) < PART_MIN)
		return 0;
	sqlite3_stmt *s = archive_sql(a,
		"SELECT term FROM (SELECT word.term AS term, df FROM part CROSS JOIN word ON word.id = part.rowid"
		" WHERE part MATCH ?1 AND instr(word.term, ?2) AND word.term <> ?2 LIMIT ?4)"
		" ORDER BY df DESC, term LIMIT ?3");
	archive_bind(s, 1, trigrams(form, m));
	archive_bind(s, 2, form);
	sqlite3_bind_int64(s, 3, (int64_t)max);
	sqlite3_bind_int64(s, 4, CANDIDATES);
	while (count < max && archive_row(a, s))
		out[count++] = archive_text(s, 0, m);
	if (s)
		sqlite3_reset(s);
	return count;
}

struct str plan_dressed(struct str word, struct str typed, struct arena *m)
{
	bool capital = typed.n && typed.p[0] >= 'A' && typed.p[0] <= 'Z';
	uint32_t rune = 0;
	size_t n = utf8_read(typed, &rune);
	capital = capital || (n == 2 && (rune == 0xc4 || rune == 0xd6 || rune == 0xdc));
	n = utf8_read(word, &rune);
	if (!capital || n == 0)
		return word;
	char space[8];
	struct buf first = BUF(space);
	bool small = (rune >= 'a' && rune <= 'z') || rune == 0xe4 || rune == 0xf6 || rune == 0xfc;
	utf8_add(&first, small ? rune - 0x20 : rune);
	return arena_fmt(m, "%.*s%.*s", STR_ARG(buf_str(&first)), (int)(word.n - n), word.p + n);
}

/* ---- a term ---- */

struct planning {
	struct archive *archive;
	struct arena *m;
	struct plan *plan;
	uint64_t articles;
	bool wide;
};

static void mark(struct planning *p, struct str token)
{
	struct marks *k = &p->plan->marks;
	if (k->count == k->room) {
		size_t room = k->room ? k->room * 2 : 32;
		struct str *more = arena_take(p->m, room, sizeof *more);
		if (k->count)
			memcpy(more, k->token, k->count * sizeof *more);
		k->token = more;
		k->room = room;
	}
	k->token[k->count++] = token;
}

/* One phrase of an alternative; false: there is no room for another one. */
static bool phrase(struct planning *p, struct buf *out, size_t term, struct str tokens, bool *begun)
{
	struct fts_ranking *r = &p->plan->ranking;
	if (r->phrases == FTS_PHRASES)
		return false;
	r->term[r->phrases++] = (unsigned char)term;
	add(p->m, out, *begun ? STR(" OR ") : STR(""));
	plan_token(p->m, out, tokens);
	*begun = true;
	return true;
}

static uint64_t word_alternatives(struct planning *p, struct buf *out, size_t term, struct str exact, bool *begun)
{
	struct str token[TERMS_VARIANTS];
	uint64_t most = 0;
	size_t count = terms_variants(p->archive->terms, exact, p->m, token);
	for (size_t i = 0; i < count; i++) {
		uint64_t df = plan_frequency(p->archive, token[i], NULL);
		if (df == 0)
			continue;
		most += df;
		mark(p, token[i]);
		phrase(p, out, term, token[i], begun);
	}
	return most;
}

/* The words that a form is a part of, and those that its stem is. */
static uint64_t compound_alternatives(struct planning *p, struct buf *out, size_t term, struct str exact, bool *begun)
{
	struct str word[2 * PLAN_COMPOUNDS];
	struct str stem = arena_copy(p->m, terms_stem(p->archive->terms, exact, STR("de")));
	size_t count = plan_compounds(p->archive, exact, p->m, PLAN_COMPOUNDS, word);
	if (!str_eq(stem, exact) && stem.n < exact.n)
		count += plan_compounds(p->archive, stem, p->m, PLAN_COMPOUNDS, word + count);
	for (size_t i = 0; i < count; i++) {
		mark(p, word[i]);
		p->plan->widened = phrase(p, out, term, word[i], begun) || p->plan->widened;
	}
	return count;
}

static uint64_t prefix_alternatives(struct planning *p, struct buf *out, size_t term, struct str prefix, bool *begun)
{
	uint64_t sum = 0;
	struct str end = arena_fmt(p->m, "%.*s\xff", STR_ARG(prefix));
	sqlite3_stmt *s = archive_sql(
		p->archive, "SELECT term, df FROM word WHERE term >= ?1 AND term < ?2 ORDER BY df DESC, term LIMIT ?3");
	archive_bind(s, 1, prefix);
	archive_bind(s, 2, end);
	sqlite3_bind_int64(s, 3, PLAN_PREFIX);
	while (archive_row(p->archive, s)) {
		struct str token = archive_text(s, 0, p->m);
		sum += (uint64_t)sqlite3_column_int64(s, 1);
		mark(p, token);
		phrase(p, out, term, token, begun);
	}
	return sum;
}

/* Quoted words stand in these forms, one behind the other. */
static uint64_t exact_phrase(struct planning *p, struct buf *out, size_t term, const struct query_term *t, bool *begun)
{
	struct buf tokens = { 0 };
	uint64_t least = UINT64_MAX;
	for (size_t i = 0; i < t->word_count; i++) {
		uint64_t df = plan_frequency(p->archive, t->words[i], NULL);
		least = df < least ? df : least;
		add(p->m, &tokens, i ? STR(" ") : STR(""));
		add(p->m, &tokens, t->words[i]);
		mark(p, t->words[i]);
	}
	if (least > 0)
		phrase(p, out, term, buf_str(&tokens), begun);
	return least;
}

/* One term as an expression; empty where none of its tokens stands in the archive. */
static struct str term_expression(struct planning *p, size_t term, const struct query_term *t)
{
	struct buf out = { 0 };
	bool begun = false;
	uint64_t df = 0;
	size_t marks = p->plan->marks.count;
	const char *column = columns[t->field];
	if (column)
		add(p->m, &out, arena_fmt(p->m, "{%s} : ", column));
	add(p->m, &out, STR("("));
	if (t->form == QUERY_PREFIX)
		df = prefix_alternatives(p, &out, term, t->words[0], &begun);
	else if (t->form == QUERY_PHRASE_EXACT)
		df = exact_phrase(p, &out, term, t, &begun);
	else
		df = word_alternatives(p, &out, term, t->words[0], &begun);
	if (p->wide && t->form == QUERY_WORD && !t->negative)
		df += compound_alternatives(p, &out, term, t->words[0], &begun);
	add(p->m, &out, STR(")"));
	p->plan->ranking.weight[term] = plan_weight(p->articles, df);
	if (t->negative)
		p->plan->marks.count = marks;
	return begun ? buf_str(&out) : STR("");
}

static void period(const struct query *q, struct plan *out)
{
	out->from = q->from.year ? entry_first(q->from) : 1;
	out->to = q->to.year ? entry_end(q->to) : INT64_MAX;
}

void plan_make(struct archive *a, const struct query *q, bool wide, struct arena *m, struct plan *out)
{
	struct browse_sum sum;
	struct buf negative = { 0 };
	*out = (struct plan){ 0 };
	browse_sum(a, &sum);
	struct planning p = { a, m, out, sum.articles ? sum.articles : 1, wide };
	period(q, out);
	for (size_t i = 0; i < q->count; i++) {
		if (q->term[i].negative)
			continue;
		struct str one = term_expression(&p, i, &q->term[i]);
		out->hopeless = out->hopeless || one.n == 0;
		add(m, &out->match, out->match.n && one.n ? STR(" AND ") : STR(""));
		add(m, &out->match, one);
	}
	/* phrases are counted in the order of the expression: what must not be there comes last */
	for (size_t i = 0; i < q->count; i++) {
		struct str one = q->term[i].negative ? term_expression(&p, i, &q->term[i]) : STR("");
		add(m, &negative, negative.n && one.n ? STR(" OR ") : STR(""));
		add(m, &negative, one);
	}
	if (negative.n && out->match.n) {
		struct str both =
			arena_fmt(m, "(%.*s) NOT (%.*s)", STR_ARG(buf_str(&out->match)), STR_ARG(buf_str(&negative)));
		out->match.n = 0;
		add(m, &out->match, both);
	} else {
		out->excluded = negative;
	}
}
