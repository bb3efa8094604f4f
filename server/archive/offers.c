/* offers: what is near a query that finds nothing; see search.h. */
#include "archive/plan.h"
#include "archive/search.h"

#include <math.h>
#include <string.h>

enum {
	WORD_RUNES = 40, /* longer words are not mended */
	SPELLINGS = 24,  /* kept of one word */
	PARTS = 4,
	TRIED = 3,   /* remedies of each of several terms, that are tried together */
	OF_WORD = 8, /* remedies of each word of a phrase */
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
static void mend_one(struct mending *s, struct str exact)
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

/* The same, where the word may be one with umlauts that was typed without them. */
static void mend(struct mending *s, struct str exact)
{
	struct str spelling[TERMS_SPELLINGS], umlaut[TERMS_UMLAUTS];
	size_t count = terms_spellings(exact, s->m, spelling);
	for (size_t i = 0; i < count && !archive_late(s->archive); i++)
		mend_one(s, spelling[i]);
	count = s->count ? 0 : terms_umlauts(exact, s->m, umlaut);
	for (size_t i = 0; i < count && !archive_late(s->archive); i++)
		mend_one(s, umlaut[i]);
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

struct offering {
	struct archive *archive;
	const struct query *query;
	struct arena *m;
	struct offer *out;
	size_t count;
};

static void offer(struct offering *o, struct str text, struct str words)
{
	struct query q;
	bool many = false;
	for (size_t i = 0; i < o->count; i++)
		if (str_eq(o->out[i].query, text))
			return;
	if (o->count == OFFERS_MAX || text.n == 0)
		return;
	query_again(o->query, text, o->m, &q);
	/* a date leads to its own page */
	uint64_t hits = q.is_date ? 0 : search_count(o->archive, &q, SEARCH_RANKED, o->m, &many);
	if (hits)
		o->out[o->count++] = (struct offer){ text, words, hits, many };
}

/* ---- a term in other words ---- */

/* What a term may have been, best first: in place of what was typed, without quotation marks. */
struct remedies {
	struct str words[SPELLINGS];
	size_t count;
};

static void remedies_word(struct offering *o, const struct query_term *t, bool with_parts, struct remedies *out)
{
	struct mending s = { .archive = o->archive, .m = o->m };
	mend(&s, t->words[0]);
	if (with_parts && s.count < PARTS)
		parts(&s, t->words[0]);
	for (size_t i = 0; i < s.count; i++)
		out->words[out->count++] = plan_dressed(s.best[i].word, t->typed, o->m);
}

/* The words of a phrase as they are written, as many as it has. */
static size_t written_words(const struct query_term *t, struct str out[QUERY_PHRASE])
{
	char room[TERMS_MAX];
	struct buf exact = BUF(room);
	struct str rest = t->typed;
	size_t count = 0;
	while (count < t->word_count && terms_next(&rest, &out[count], &exact))
		count++;
	return count;
}

/* The phrase with other spellings of one of its words. */
static void remedies_in(struct offering *o, const struct query_term *t, size_t at, struct remedies *out)
{
	struct mending s = { .archive = o->archive, .m = o->m };
	struct str written[QUERY_PHRASE];
	size_t count = written_words(t, written);
	if (at >= count)
		return;
	const char *begin = written[0].p, *end = written[count - 1].p + written[count - 1].n;
	struct str word = written[at];
	mend(&s, t->words[at]);
	for (size_t i = 0; i < s.count && i < OF_WORD && out->count < SPELLINGS; i++) {
		struct str other = plan_dressed(s.best[i].word, word, o->m);
		out->words[out->count++] = arena_fmt(o->m, "%.*s%.*s%.*s", (int)(word.p - begin), begin, STR_ARG(other),
			(int)(end - word.p - (ptrdiff_t)word.n), word.p + word.n);
	}
}

/* The words of a phrase that stand nowhere are the wrong ones; otherwise any. */
static void remedies_phrase(struct offering *o, const struct query_term *t, struct remedies *out)
{
	bool known[QUERY_PHRASE];
	for (size_t i = 0; i < t->word_count; i++)
		known[i] = plan_frequency(o->archive, t->words[i], NULL) > 0;
	for (int round = 0; round < 2 && out->count == 0; round++)
		for (size_t i = 0; i < t->word_count; i++)
			if (known[i] == (round == 1))
				remedies_in(o, t, i, out);
}

static void remedies_find(struct offering *o, const struct query_term *t, struct remedies *out)
{
	*out = (struct remedies){ .count = 0 };
	if (t->form == QUERY_PREFIX)
		return;
	if (t->word_count == 1)
		remedies_word(o, t, true, out);
	else
		remedies_phrase(o, t, out);
}

static void offer_remedies(struct offering *o, size_t term, const struct remedies *r)
{
	for (size_t i = 0; i < r->count && o->count < OFFERS_MAX && !archive_late(o->archive); i++)
		offer(o, query_with(o->query, term, r->words[i], o->m), r->words[i]);
}

/* ---- several terms ---- */

/* Whether a term by itself stands in an article, as it is or in other words. */
static bool stands(struct offering *o, const struct query_term *t, struct str words)
{
	struct query q;
	query_again(o->query, t->whole, o->m, &q);
	if (words.n)
		query_again(o->query, query_with(&q, 0, words, o->m), o->m, &q);
	return search_stands(o->archive, &q, o->m);
}

/* Only those that stand by themselves, as many as are tried. */
static void remedies_sift(struct offering *o, const struct query_term *t, struct remedies *r)
{
	size_t kept = 0;
	for (size_t i = 0; i < r->count && kept < TRIED && !archive_late(o->archive); i++)
		if (stands(o, t, r->words[i]))
			r->words[kept++] = r->words[i];
	r->count = kept;
}

/* The n-th choice of one remedy for each of the terms; empty: there are not so many. */
static struct str mended(struct offering *o, unsigned failing, const struct remedies *r, size_t n)
{
	struct query q = *o->query;
	for (size_t i = 0; i < o->query->count && i < q.count; i++) {
		if (!(failing & 1u << i))
			continue;
		if (r[i].count == 0)
			return STR("");
		struct str words = r[i].words[n % r[i].count];
		n /= r[i].count;
		query_again(o->query, query_with(&q, i, words, o->m), o->m, &q);
	}
	return n == 0 ? q.text : STR("");
}

/* Terms that stand nowhere: each in other words, all at once. */
static void offer_mended(struct offering *o, unsigned failing)
{
	struct remedies *r = arena_take(o->m, QUERY_TERMS, sizeof *r);
	for (size_t i = 0; i < o->query->count; i++) {
		if (!(failing & 1u << i))
			continue;
		remedies_find(o, &o->query->term[i], &r[i]);
		if (failing == 1u << i)
			offer_remedies(o, i, &r[i]);
		else
			remedies_sift(o, &o->query->term[i], &r[i]);
	}
	bool several = (failing & (failing - 1)) != 0;
	for (size_t n = 0; several && n < TRIED * TRIED && !archive_late(o->archive); n++) {
		struct str text = mended(o, failing, r, n);
		offer(o, text, text);
	}
}

/* Without what stands nowhere; without one of several words. */
static void offer_fewer(struct offering *o, unsigned failing)
{
	unsigned positive = 0;
	for (size_t i = 0; i < o->query->count; i++)
		positive |= (unsigned)!o->query->term[i].negative << i;
	if (failing && failing != positive) {
		struct str text = query_without(o->query, failing, o->m);
		offer(o, text, text);
	}
	for (size_t i = 0; i < o->query->count && !archive_late(o->archive); i++) {
		struct str text = query_without(o->query, 1u << i, o->m);
		if (positive & 1u << i && positive != 1u << i)
			offer(o, text, text);
	}
}

size_t search_offers(struct archive *a, const struct query *q, struct arena *m, struct offer out[OFFERS_MAX])
{
	struct offering o = { a, q, m, out, 0 };
	unsigned failing = 0;
	for (size_t i = 0; i < q->count; i++)
		if (!q->term[i].negative && !stands(&o, &q->term[i], STR("")))
			failing |= 1u << i;
	offer_mended(&o, failing);
	/* every word is somewhere, but no article has them all */
	for (size_t i = 0; i < q->count && !failing && o.count < 2; i++) {
		struct remedies r = { .count = 0 };
		if (q->term[i].form == QUERY_WORD && !q->term[i].negative)
			remedies_word(&o, &q->term[i], false, &r);
		offer_remedies(&o, i, &r);
	}
	offer_fewer(&o, failing);
	return o.count;
}
