/* related: articles that have rare words in common with one; see search.h. */
#include "archive/plan.h"
#include "archive/search.h"
#include "text/article.h"

#include <stdlib.h>
#include <string.h>

enum {
	TEXT_MAX = 16384, /* bytes of the article that are looked at */
	WORDS_MAX = 160,  /* different words of it */
	TERMS_USED = 10,
	ROWS_MAX = 1500, /* articles that have one of them */
	WORD_MIN = 4,    /* bytes of a word worth a look */
	NAMED_MAX = 4,   /* words that are named */
	COMMON_MIN = 2,  /* words that related articles have in common */
	KEEP = 64,
};

struct rare {
	struct str written, stem;
	uint64_t df;
	unsigned times;
	double weight;
};

struct choice {
	int64_t id;
	double score;
	int64_t mask;
};

/* In German names and nouns have capitals, and they are what an article is about. */
static bool worth_a_look(struct str written, struct str language)
{
	uint32_t rune = 0;
	utf8_read(written, &rune);
	bool small = (rune >= 'a' && rune <= 'z') || (rune >= 0xdf && rune <= 0xff);
	bool digit = rune >= '0' && rune <= '9';
	return written.n >= WORD_MIN && !digit && !(small && str_starts(language, STR("de")));
}

static size_t collect(struct archive *a, struct str text, struct str language, struct arena *m, struct rare *out)
{
	char space[TERMS_MAX + 1];
	size_t count = 0;
	struct str rest = str_sub(text, 0, TEXT_MAX), written;
	for (struct buf exact = BUF(space); terms_next(&rest, &written, &exact); buf_clear(&exact)) {
		size_t i = 0;
		if (!worth_a_look(written, language))
			continue;
		struct str stem = terms_stem(a->terms, buf_str(&exact), language);
		while (i < count && !str_eq(out[i].stem, stem))
			i++;
		if (i < count)
			out[i].times++;
		else if (count < WORDS_MAX)
			out[count++] = (struct rare){ .written = written, .stem = arena_copy(m, stem), .times = 1 };
	}
	return count;
}

static struct str stem_token(struct str stem, struct arena *m)
{
	return arena_fmt(m, "%c%.*s", TERMS_STEM, STR_ARG(stem));
}

static void weigh(struct archive *a, struct rare *word, size_t count, uint64_t articles, struct arena *m)
{
	for (size_t i = 0; i < count; i++) {
		word[i].df =
			plan_frequency(a, stem_token(word[i].stem, m), NULL) + plan_frequency(a, word[i].stem, NULL);
		unsigned times = word[i].times < 3 ? word[i].times : 3;
		word[i].weight = word[i].df < 2 ? 0 : plan_weight(articles, word[i].df) * (1 + times);
	}
}

static int heaviest_first(const void *a, const void *b)
{
	const struct rare *x = a, *y = b;
	return x->weight < y->weight ? 1 : x->weight > y->weight ? -1 : str_cmp(x->stem, y->stem);
}

/* The heaviest words that together are in few enough articles, to the front. */
static size_t choose(struct rare *word, size_t count)
{
	uint64_t rows = 0;
	size_t used = 0;
	qsort(word, count, sizeof *word, heaviest_first);
	for (size_t i = 0; i < count && used < TERMS_USED; i++) {
		if (word[i].weight <= 0 || rows + word[i].df > ROWS_MAX)
			continue;
		rows += word[i].df;
		word[used++] = word[i];
	}
	return used;
}

static struct str expression(struct archive *a, const struct rare *word, size_t count, struct arena *m)
{
	struct buf out = { 0 };
	struct fts_ranking *r = &a->ranking;
	*r = (struct fts_ranking){ 0 };
	for (size_t i = 0; i < count; i++) {
		struct str tokens[] = { stem_token(word[i].stem, m), word[i].stem };
		for (size_t k = 0; k < 2; k++) {
			arena_room(m, &out, 8);
			buf_add(&out, out.n ? STR(" OR ") : STR(""));
			plan_token(m, &out, tokens[k]);
			r->weight[r->phrases] = (float)word[i].weight;
			r->term[r->phrases++] = (unsigned char)i;
		}
	}
	return buf_str(&out);
}

static int best_first(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return x->id < y->id ? 1 : x->id > y->id ? -1 : 0;
}

static size_t search(struct archive *a, int64_t but, struct str match, struct arena *m, struct choice **out)
{
	size_t count = 0;
	struct choice *all = arena_take(m, ROWS_MAX + 1, sizeof *all);
	sqlite3_stmt *s = archive_sql(a, "SELECT rowid, score(text), terms(text) FROM text WHERE text MATCH ?1"
					 " AND rowid NOT IN (SELECT id FROM dead) ORDER BY rowid DESC LIMIT ?2");
	archive_bind(s, 1, match);
	sqlite3_bind_int64(s, 2, ROWS_MAX);
	while (count < ROWS_MAX && archive_row(a, s)) {
		struct choice c = { sqlite3_column_int64(s, 0), sqlite3_column_double(s, 1),
			sqlite3_column_int64(s, 2) };
		if (c.id != but && __builtin_popcountll((unsigned long long)c.mask) >= COMMON_MIN)
			all[count++] = c;
	}
	if (s)
		sqlite3_reset(s);
	if (count)
		qsort(all, count, sizeof *all, best_first);
	*out = all;
	return count < KEEP ? count : KEEP;
}

static struct str name_words(const struct rare *word, size_t count, int64_t mask, struct arena *m)
{
	struct buf out = { 0 };
	unsigned named = 0;
	for (size_t i = 0; i < count && named < NAMED_MAX; i++) {
		if (!(mask >> i & 1))
			continue;
		arena_room(m, &out, word[i].written.n + 2);
		buf_add(&out, named++ ? STR(", ") : STR(""));
		buf_add(&out, word[i].written);
	}
	return buf_str(&out);
}

static bool fetch(struct archive *a, int64_t id, struct arena *m, struct entry *out)
{
	sqlite3_stmt *s =
		archive_sql(a, "SELECT " ENTRY_COLUMNS " FROM" ENTRY_TABLES "WHERE article.id = ?1 AND listed");
	sqlite3_bind_int64(s, 1, id);
	struct entries one = archive_entries(a, s, 1, m);
	if (one.count)
		*out = one.entry[0];
	return one.count == 1;
}

static bool same_day(int64_t a, int64_t b)
{
	return a >> ENTRY_SHIFT == b >> ENTRY_SHIFT;
}

/* How many of the same day there may be: no more than of other days, if there are any. */
static size_t same_day_most(const struct choice *c, size_t count, int64_t id, size_t max)
{
	size_t others = 0;
	for (size_t i = 0; i < count; i++)
		others += !same_day(c[i].id, id);
	return others == 0 ? max : others < max / 2 ? others : max / 2;
}

size_t search_related(
	struct archive *a, const struct entry *e, struct str text, size_t max, struct arena *m, struct related *out)
{
	struct rare word[WORDS_MAX];
	struct choice *c;
	struct article article;
	struct browse_sum sum;
	size_t found = 0, same = 0;
	browse_sum(a, &sum);
	article_read(text, NULL, 0, &article);
	size_t count = collect(a, article.body, e->language, m, word);
	weigh(a, word, count, sum.articles, m);
	count = choose(word, count);
	if (count < COMMON_MIN)
		return 0;
	size_t hits = search(a, e->id, expression(a, word, count, m), m, &c);
	size_t most = same_day_most(c, hits, e->id, max);
	for (size_t i = 0; i < hits && found < max; i++) {
		if (same_day(c[i].id, e->id) && same == most)
			continue;
		if (!fetch(a, c[i].id, m, &out[found].entry))
			continue;
		same += same_day(c[i].id, e->id);
		out[found++].shared = name_words(word, count, c[i].mask, m);
	}
	return found;
}
