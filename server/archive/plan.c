#include "archive/plan.h"

#include "archive/tail.h"

#include <math.h>
#include <string.h>

enum {
	CANDIDATES = 2500, /* words that begin or end alike and are looked at */
	STEM_MIN = 3,      /* characters of a stem that other stems may end with */
	WORDINGS = 16,     /* of a phrase, by the spellings of its words */
	FORMS = TERMS_SPELLINGS + TERMS_UMLAUTS,
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

/* A word on its way into a list of the most frequent ones. */
struct frequent {
	struct str word;
	uint64_t df;
};

struct frequents {
	struct archive *archive;
	struct arena *m;
	struct frequent *best; /* most frequent first */
	size_t count, max;
};

static void frequent_take(struct frequents *c, struct str word, uint64_t df)
{
	size_t at = c->count;
	if (df == 0 || (c->count == c->max && c->best[c->max - 1].df >= df))
		return;
	while (at > 0 && c->best[at - 1].df < df)
		at--;
	for (size_t i = at; i > 0 && c->best[i - 1].df == df; i--)
		if (str_eq(c->best[i - 1].word, word))
			return;
	size_t moved = (c->count < c->max ? c->count : c->max - 1) - at;
	memmove(&c->best[at + 1], &c->best[at], moved * sizeof *c->best);
	c->best[at] = (struct frequent){ arena_copy(c->m, word), df };
	c->count += c->count < c->max;
}

static struct str column_text(sqlite3_stmt *s)
{
	const unsigned char *p = sqlite3_column_text(s, 0);
	return (struct str){ p ? (const char *)p : "", (size_t)sqlite3_column_bytes(s, 0) };
}

/* Words that begin with a form. */
static void compounds_first(struct frequents *c, struct str form)
{
	struct str end = arena_fmt(c->m, "%.*s\xff", STR_ARG(form));
	sqlite3_stmt *s = archive_sql(c->archive, "SELECT term, df FROM word WHERE term > ?1 AND term < ?2 LIMIT ?3");
	archive_bind(s, 1, form);
	archive_bind(s, 2, end);
	sqlite3_bind_int64(s, 3, CANDIDATES);
	while (archive_row(c->archive, s))
		frequent_take(c, column_text(s), (uint64_t)sqlite3_column_int64(s, 1));
}

/* Words whose stems end with the stem of it. */
static void compounds_last(struct frequents *c, struct str form)
{
	char space[4 * TERMS_MAX], turned[4 * TERMS_MAX];
	struct buf tail = BUF(space);
	tail_add(&tail, form);
	struct str end = arena_fmt(c->m, "%.*s\xff", STR_ARG(buf_str(&tail)));
	sqlite3_stmt *s = archive_sql(c->archive, "SELECT term FROM tail WHERE term > ?1 AND term < ?2 LIMIT ?3");
	archive_bind(s, 1, buf_str(&tail));
	archive_bind(s, 2, end);
	sqlite3_bind_int64(s, 3, CANDIDATES);
	while (archive_row(c->archive, s)) {
		struct buf word = BUF(turned);
		tail_add(&word, column_text(s));
		/* the stem itself is no compound */
		if (!word.full && !(word.n == form.n + 1 && word.p[0] == TERMS_STEM))
			frequent_take(c, buf_str(&word), plan_frequency(c->archive, buf_str(&word), NULL));
	}
}

/* A word's spellings, and with umlauts for its plain vowels. */
static size_t forms_of(struct str word, struct arena *m, struct str out[FORMS])
{
	size_t count = terms_spellings(word, m, out);
	return count + terms_umlauts(word, m, out + count);
}

size_t plan_compounds(struct archive *a, struct str form, struct arena *m, size_t max, struct str *out)
{
	struct frequents c = { a, m, arena_take(m, max + 1, sizeof *c.best), 0, max };
	struct str forms[FORMS], stem[FORMS];
	if (tail_characters(form) < TAIL_MIN || form.n > TERMS_MAX || max == 0)
		return 0;
	size_t count = forms_of(form, m, forms);
	for (size_t i = 0; i < count; i++) {
		size_t before = 0;
		stem[i] = arena_copy(m, terms_stem(a->terms, forms[i], STR("de")));
		while (!str_eq(stem[before], stem[i]))
			before++;
		compounds_first(&c, forms[i]);
		if (before == i && tail_characters(stem[i]) >= STEM_MIN)
			compounds_last(&c, stem[i]);
	}
	for (size_t i = 0; i < c.count; i++)
		out[i] = c.best[i].word;
	return c.count;
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
	k->token = arena_more(p->m, k->token, k->count, &k->room, sizeof *k->token);
	k->token[k->count++] = token;
}

/* One phrase of an alternative; false: there is no room for another one. */
static bool phrase(struct planning *p, struct buf *out, size_t term, struct str tokens, double weight, bool *begun)
{
	struct fts_ranking *r = &p->plan->ranking;
	if (r->phrases == FTS_PHRASES)
		return false;
	r->weight[r->phrases] = (float)weight;
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
		phrase(p, out, term, token[i], 0, begun);
	}
	return most;
}

/* The words that a form is a part of. */
static void compound_alternatives(struct planning *p, struct buf *out, size_t term, struct str exact, bool *begun)
{
	struct str word[PLAN_COMPOUNDS];
	size_t count = plan_compounds(p->archive, exact, p->m, PLAN_COMPOUNDS, word);
	for (size_t i = 0; i < count; i++) {
		mark(p, word[i]);
		double weight = 0.3 * plan_weight(p->articles, plan_frequency(p->archive, word[i], NULL));
		p->plan->widened = phrase(p, out, term, word[i], weight, begun) || p->plan->widened;
	}
}

/* The words that begin like this; false: there are none. */
static bool beginning(struct frequents *c, struct str prefix)
{
	bool any = false;
	struct str end = arena_fmt(c->m, "%.*s\xff", STR_ARG(prefix));
	sqlite3_stmt *s = archive_sql(
		c->archive, "SELECT term, df FROM word WHERE term >= ?1 AND term < ?2 ORDER BY df DESC, term LIMIT ?3");
	archive_bind(s, 1, prefix);
	archive_bind(s, 2, end);
	sqlite3_bind_int64(s, 3, PLAN_PREFIX);
	while (archive_row(c->archive, s)) {
		frequent_take(c, column_text(s), (uint64_t)sqlite3_column_int64(s, 1));
		any = true;
	}
	return any;
}

static uint64_t prefix_alternatives(
	struct planning *p, struct buf *out, size_t term, struct str prefix, bool wide, bool *begun)
{
	struct frequents c = { p->archive, p->m, arena_take(p->m, PLAN_PREFIX + 1, sizeof *c.best), 0, PLAN_PREFIX };
	struct str form[FORMS];
	uint64_t sum = 0;
	size_t count = terms_spellings(prefix, p->m, form), all = wide ? forms_of(prefix, p->m, form) : count;
	for (size_t i = 0; i < all; i++)
		p->plan->widened = (beginning(&c, form[i]) && i >= count) || p->plan->widened;
	for (size_t i = 0; i < c.count; i++) {
		sum += c.best[i].df;
		mark(p, c.best[i].word);
		phrase(p, out, term, c.best[i].word, 0, begun);
	}
	return sum;
}

/* The forms of a word that stand in the archive. */
struct forms {
	struct str form[FORMS];
	size_t count;
	uint64_t df; /* of all of them */
};

static void form_take(struct planning *p, struct str word, struct forms *out)
{
	uint64_t df = plan_frequency(p->archive, word, NULL);
	if (df == 0)
		return;
	mark(p, word);
	out->df += df;
	out->form[out->count++] = word;
}

/* A word's spellings; and what somebody without umlauts meant, if there are none, or wide. */
static void forms_find(struct planning *p, struct str word, bool wide, struct forms *out)
{
	struct str form[FORMS];
	size_t count = terms_spellings(word, p->m, form), all = forms_of(word, p->m, form);
	*out = (struct forms){ .count = 0 };
	for (size_t i = 0; i < count; i++)
		form_take(p, form[i], out);
	size_t spelled = out->count;
	for (size_t i = count; i < all && (wide || spelled == 0); i++)
		form_take(p, form[i], out);
	p->plan->widened = p->plan->widened || (spelled > 0 && out->count > spelled);
}

/* The n-th choice of one form for each word, into tokens; false: there are not so many. */
static bool wording(struct arena *m, const struct forms *word, size_t words, size_t n, struct buf *tokens)
{
	tokens->n = 0;
	for (size_t i = 0; i < words; i++) {
		add(m, tokens, i ? STR(" ") : STR(""));
		add(m, tokens, word[i].form[n % word[i].count]);
		n /= word[i].count;
	}
	return n == 0;
}

/* Quoted words stand in these forms, one behind the other. */
static uint64_t exact_phrase(
	struct planning *p, struct buf *out, size_t term, const struct query_term *t, bool wide, bool *begun)
{
	struct forms word[QUERY_PHRASE];
	struct buf tokens = { 0 };
	uint64_t least = UINT64_MAX;
	for (size_t i = 0; i < t->word_count; i++) {
		/* what is quoted is meant as it is, but for a name in a field, which has no other way to be written */
		forms_find(p, t->words[i], wide && t->field != QUERY_ANY, &word[i]);
		least = word[i].df < least ? word[i].df : least;
	}
	if (least == 0)
		return 0;
	for (size_t n = 0; n < WORDINGS && wording(p->m, word, t->word_count, n, &tokens); n++)
		phrase(p, out, term, buf_str(&tokens), 0, begun);
	return least;
}

/* One term as an expression; empty where none of its tokens stands in the archive. */
static struct str term_expression(struct planning *p, size_t term, const struct query_term *t)
{
	struct buf out = { 0 };
	bool begun = false, wide = p->wide && !t->negative;
	uint64_t df = 0;
	size_t marks = p->plan->marks.count, first = p->plan->ranking.phrases;
	const char *column = columns[t->field];
	if (column)
		add(p->m, &out, arena_fmt(p->m, "{%s} : ", column));
	add(p->m, &out, STR("("));
	if (t->form == QUERY_PREFIX)
		df = prefix_alternatives(p, &out, term, t->words[0], wide, &begun);
	else if (t->form == QUERY_PHRASE_EXACT)
		df = exact_phrase(p, &out, term, t, wide, &begun);
	else
		df = word_alternatives(p, &out, term, t->words[0], &begun);
	/* what a term stands for is as rare as all of it together; a compound is as rare as it is */
	for (size_t i = first; i < p->plan->ranking.phrases; i++)
		p->plan->ranking.weight[i] = (float)plan_weight(p->articles, df);
	if (wide && t->form == QUERY_WORD)
		compound_alternatives(p, &out, term, t->words[0], &begun);
	add(p->m, &out, STR(")"));
	if (t->negative)
		p->plan->marks.count = marks;
	return begun ? buf_str(&out) : STR("");
}

static void period(const struct query *q, struct plan *out)
{
	/* what has no date is in no period */
	int64_t begin = q->to.year ? entry_end((struct date){ 0 }) : 1;
	out->from = q->from.year ? entry_first(q->from) : begin;
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
