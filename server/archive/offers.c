/* offers: what is near a query that finds nothing; see search.h. */
#include "archive/plan.h"
#include "archive/search.h"

#include <math.h>
#include <string.h>

enum {
	WORD_RUNES = 40, /* longer words are not mended */
	SPELLINGS = 24,  /* kept of one word */
	COUNTED = 1000,  /* hits of an offer */
	PARTS = 4,
};

/* A spelling that exists, and how good it seems. */
struct spelling {
	struct str word;
	double worth;
};

struct mending {
	struct archive *archive;
	struct arena *m;
	struct spelling best[SPELLINGS];
	size_t count;
};

static void take(struct mending *s, struct str word, double worth)
{
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->best[i].word, word))
			return;
	if (s->count == SPELLINGS && s->best[SPELLINGS - 1].worth >= worth)
		return;
	size_t at = s->count < SPELLINGS ? s->count++ : SPELLINGS - 1;
	while (at > 0 && s->best[at - 1].worth < worth) {
		s->best[at] = s->best[at - 1];
		at--;
	}
	s->best[at] = (struct spelling){ arena_copy(s->m, word), worth };
}

/* What people slip into: the likelier the slip, the more. */
static const double swapped = 1.2, dropped = 0.9, doubled = 1.4, replaced = 0.6, added = 0.5;

static void try_word(struct mending *s, const uint32_t *rune, size_t count, double slip)
{
	char space[4 * WORD_RUNES + 8];
	struct buf word = BUF(space);
	uint64_t titles, df;
	for (size_t i = 0; i < count; i++)
		utf8_add(&word, rune[i]);
	df = plan_frequency(s->archive, buf_str(&word), &titles);
	if (df)
		take(s, buf_str(&word), slip + log2(1 + (double)titles) + log2(1 + (double)df) / 2);
}

static const uint32_t letters[] = { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q',
	'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 0xe4, 0xf6, 0xfc, 0xe9, 0xe8, 0xe1 };

enum { LETTERS = sizeof letters / sizeof *letters };

static void shorter(struct mending *s, const uint32_t *rune, size_t count)
{
	uint32_t other[WORD_RUNES + 1];
	for (size_t at = 0; at < count && count > 2; at++) {
		memcpy(other, rune, at * sizeof *rune);
		memcpy(other + at, rune + at + 1, (count - at - 1) * sizeof *rune);
		bool twice = at > 0 && rune[at - 1] == rune[at];
		try_word(s, other, count - 1, twice ? doubled : added);
	}
}

static void as_long(struct mending *s, const uint32_t *rune, size_t count)
{
	uint32_t other[WORD_RUNES + 1];
	memcpy(other, rune, count * sizeof *rune);
	for (size_t at = 0; at < count; at++) {
		if (at + 1 < count && rune[at] != rune[at + 1]) {
			other[at] = rune[at + 1];
			other[at + 1] = rune[at];
			try_word(s, other, count, swapped);
			other[at + 1] = rune[at + 1];
		}
		for (size_t i = 0; i < LETTERS; i++) {
			other[at] = letters[i];
			if (letters[i] != rune[at])
				try_word(s, other, count, replaced);
		}
		other[at] = rune[at];
	}
}

static void longer(struct mending *s, const uint32_t *rune, size_t count)
{
	uint32_t other[WORD_RUNES + 1];
	for (size_t at = 0; at <= count; at++) {
		memcpy(other, rune, at * sizeof *rune);
		memcpy(other + at + 1, rune + at, (count - at) * sizeof *rune);
		for (size_t i = 0; i < LETTERS; i++) {
			other[at] = letters[i];
			try_word(s, other, count + 1, dropped);
		}
	}
}

/* Every word of the archive that one slip of a finger away leads to. */
static void mend(struct mending *s, struct str exact)
{
	uint32_t rune[WORD_RUNES];
	size_t count = 0;
	for (struct str rest = exact; rest.n && count < WORD_RUNES - 1; count++) {
		size_t n = utf8_read(rest, &rune[count]);
		rest = str_sub(rest, n ? n : 1, rest.n);
	}
	if (count < 2)
		return;
	shorter(s, rune, count);
	as_long(s, rune, count);
	longer(s, rune, count);
}

/* The longest words of the archive that a word begins and ends with: "Freibadkiosk" has "Freibad" and "Kiosk". */
static void split(struct mending *s, struct str exact)
{
	enum { PART_MIN = 4 };
	bool head = false, tail = false;
	for (size_t n = exact.n - 1; n >= PART_MIN && exact.n > PART_MIN; n--) {
		struct str first = str_sub(exact, 0, n), last = str_sub(exact, exact.n - n, exact.n);
		head = head ||
		       (utf8_valid(first) && plan_frequency(s->archive, first, NULL) && (take(s, first, 0.4), true));
		tail = tail ||
		       (utf8_valid(last) && plan_frequency(s->archive, last, NULL) && (take(s, last, 0.3), true));
	}
}

static void parts(struct mending *s, struct str exact)
{
	struct str word[PARTS];
	size_t count = plan_compounds(s->archive, exact, s->m, PARTS, word);
	for (size_t i = 0; i < count; i++)
		if (word[i].p[0] != TERMS_STEM)
			take(s, word[i], 0.2);
	split(s, exact);
}

/* How many articles a query finds. */
static uint64_t hits_of(struct archive *a, struct str text, struct arena *m, bool *many)
{
	struct query q;
	struct plan p;
	uint64_t n = 0;
	query_read(text, NULL, 0, m, &q);
	plan_make(a, &q, false, m, &p);
	*many = false;
	if (p.hopeless || p.match.n == 0)
		return 0;
	sqlite3_stmt *s =
		archive_sql(a, "SELECT count(*) FROM (SELECT rowid FROM text WHERE text MATCH ?1 AND rowid > ?2"
			       " AND rowid <= ?3 AND rowid NOT IN (SELECT id FROM dead) LIMIT ?4)");
	archive_bind(s, 1, buf_str(&p.match));
	sqlite3_bind_int64(s, 2, entry_row(p.to));
	sqlite3_bind_int64(s, 3, entry_row(p.from));
	sqlite3_bind_int64(s, 4, COUNTED + 1);
	if (archive_row(a, s)) {
		n = (uint64_t)sqlite3_column_int64(s, 0);
		sqlite3_reset(s);
	}
	*many = n > COUNTED;
	return n > COUNTED ? COUNTED : n;
}

struct offering {
	struct archive *archive;
	const struct query *query;
	struct arena *m;
	struct offer *out;
	size_t count;
};

static void offer(struct offering *o, struct str text, struct str words)
{
	bool many;
	for (size_t i = 0; i < o->count; i++)
		if (str_eq(o->out[i].query, text))
			return;
	uint64_t hits = o->count < OFFERS_MAX && text.n ? hits_of(o->archive, text, o->m, &many) : 0;
	if (hits)
		o->out[o->count++] = (struct offer){ text, words, hits, many };
}

static void offer_spellings(struct offering *o, size_t term, const struct mending *s)
{
	for (size_t i = 0; i < s->count && o->count < OFFERS_MAX && !archive_late(o->archive); i++) {
		struct str word = plan_dressed(s->best[i].word, o->query->term[term].typed, o->m);
		offer(o, query_with(o->query, term, word, o->m), word);
	}
}

/* Without one of several words. */
static void offer_fewer(struct offering *o)
{
	size_t positive = 0;
	for (size_t i = 0; i < o->query->count; i++)
		positive += !o->query->term[i].negative;
	for (size_t i = 0; i < o->query->count && positive > 1; i++) {
		struct str text = str_trim(query_with(o->query, i, STR(""), o->m));
		if (!o->query->term[i].negative)
			offer(o, text, text);
	}
}

/* Whether a term by itself finds anything. */
static bool stands(struct archive *a, const struct query_term *t, struct arena *m)
{
	bool many;
	return hits_of(a, t->whole, m, &many) > 0;
}

size_t search_offers(struct archive *a, const struct query *q, struct arena *m, struct offer out[OFFERS_MAX])
{
	struct offering o = { a, q, m, out, 0 };
	bool all_stand = true;
	for (size_t i = 0; i < q->count; i++) {
		const struct query_term *t = &q->term[i];
		bool single = t->word_count == 1 && t->form != QUERY_PREFIX && !t->negative;
		if (t->negative || stands(a, t, m))
			continue;
		struct mending s = { .archive = a, .m = m };
		all_stand = false;
		if (single)
			mend(&s, t->words[0]);
		if (single && s.count < PARTS)
			parts(&s, t->words[0]);
		offer_spellings(&o, i, &s);
	}
	/* every word is somewhere, but no article has them all */
	for (size_t i = 0; i < q->count && all_stand && o.count < 2; i++) {
		struct mending s = { .archive = a, .m = m };
		if (q->term[i].word_count == 1 && q->term[i].form == QUERY_WORD && !q->term[i].negative)
			mend(&s, q->term[i].words[0]);
		offer_spellings(&o, i, &s);
	}
	offer_fewer(&o);
	return o.count;
}
