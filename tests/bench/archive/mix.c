/* mix: see mix.h. */
#include "mix.h"

#include <stdlib.h>

enum { QUERIES = 400, COMMON_MAX = 200, RARE_ONE_IN = 3000, RARE_MAX = 1 << 18 };

/* Lexemes that stand in at least from and at most to of the articles, in any form. */
struct commons {
	const struct lexeme *lexeme[COMMON_MAX];
	size_t count;
};

static void commons_make(const struct sample *s, double from, double to, struct commons *out)
{
	const struct vocabulary *v = &s->lexicon.world->vocabulary;

	out->count = 0;
	for (size_t i = 0; i < v->count && out->count < COMMON_MAX; i++) {
		double part = (double)s->lexicon.lexeme_articles[i] / s->lexicon.articles;

		if (part >= from && part <= to)
			out->lexeme[out->count++] = &v->lexeme[i];
	}
	if (out->count == 0) {
		fprintf(stderr, "queries: no word stands in %.0f to %.0f %% of the articles\n", 100 * from, 100 * to);
		exit(1);
	}
}

static struct str common_any(struct sample *s, const struct commons *c)
{
	return c->lexeme[chance_below(&s->chance, c->count)]->form[0];
}

static void rare_write(struct sample *s, FILE *out)
{
	static const struct entry_word *rare[RARE_MAX];
	const struct vocabulary *v = &s->lexicon.world->vocabulary;
	uint32_t most = s->lexicon.articles / RARE_ONE_IN > 0 ? s->lexicon.articles / RARE_ONE_IN : 1;
	size_t count = 0;

	for (size_t i = 0; i < v->count && count < RARE_MAX; i++) {
		char room[FOLD_ROOM];
		struct buf b = BUF(room);

		word_fold(&b, v->lexeme[i].form[0]);
		const struct entry_word *e = lexicon_find(&s->lexicon, buf_str(&b));

		if (e && e->articles > 0 && s->lexicon.lexeme_articles[i] <= most)
			rare[count++] = e;
	}
	for (size_t i = 0; i < QUERIES && count > 0; i++) {
		struct str word = rare[chance_below(&s->chance, count)]->form;

		fprintf(out, "rare\t%.*s\n", STR_ARG(word));
	}
}

static struct str memory_any(struct sample *s, struct memories *m)
{
	struct memory word = { 0 };

	do
		memories_make(s, sample_any(s), m);
	while (!memories_take(m, &s->chance, &word));
	return word.written;
}

static void two_write(struct sample *s, const struct commons *common, FILE *out)
{
	static struct memories m;

	for (size_t i = 0; i < QUERIES; i++) {
		struct memory second = { 0 };
		struct str a = memory_any(s, &m), b = { 0 };

		if (i % 10 < 5 && memories_take(&m, &s->chance, &second))
			b = second.written;
		else if (i % 10 == 5)
			b = memory_any(s, &m);
		else
			b = common_any(s, common);
		if (i % 10 > 7)
			do
				a = common_any(s, common);
			while (str_eq(a, b));
		fprintf(out, "two\t%.*s %.*s\n", STR_ARG(a), STR_ARG(b));
	}
}

/* Words with nothing but a space between them, from somewhere in an article; false: there are none there. */
static bool phrase_take(struct sample *s, const struct capsule_article *a, struct str *out)
{
	char room[FOLD_ROOM];
	struct buf b = BUF(room);
	size_t want = 2 + chance_below(&s->chance, 3), from = chance_below(&s->chance, a->text.n);
	struct str rest = str_sub(a->text, from, a->text.n), word, first = { 0 };
	bool known = false;

	word_next(&rest, &word, &b); /* it may have been cut */
	for (size_t i = 0; i < want; i++) {
		if (!word_next(&rest, &word, &b))
			return false;
		if (i == 0)
			first = word;
		else if (word.p[-1] != ' ' || word.p != out->p + out->n + 1)
			return false;
		*out = (struct str){ first.p, (size_t)(word.p + word.n - first.p) };
		const struct entry_word *e = lexicon_find(&s->lexicon, buf_str(&b));

		known = known || (e && e->lexeme);
	}
	return known;
}

static void phrase_write(struct sample *s, FILE *out)
{
	for (size_t i = 0; i < QUERIES; i++) {
		struct str phrase = { 0 };

		while (!phrase_take(s, sample_any(s), &phrase))
			continue;
		fprintf(out, "phrase\t\"%.*s\"\n", STR_ARG(phrase));
	}
}

static void prefix_write(struct sample *s, FILE *out)
{
	static struct memories m;

	for (size_t i = 0; i < QUERIES; i++) {
		size_t want = 3 + chance_below(&s->chance, 4), end = 0;
		struct str word = memory_any(s, &m);

		for (; want > 0 && end < word.n; want--)
			do
				end++;
			while (end < word.n && ((unsigned char)word.p[end] & 0xc0) == 0x80);
		fprintf(out, "prefix\t%.*s*\n", STR_ARG(str_sub(word, 0, end)));
	}
}

void mix_write(struct sample *s, FILE *out)
{
	static struct commons common, half;

	commons_make(s, 0.2, 1, &common);
	commons_make(s, 0.3, 0.5, &half);
	rare_write(s, out);
	two_write(s, &common, out);
	for (size_t i = 0; i < QUERIES; i++) {
		struct str word = common_any(s, &half);

		fprintf(out, "common\t%.*s\n", STR_ARG(word));
	}
	phrase_write(s, out);
	prefix_write(s, out);
}
