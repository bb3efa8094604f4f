/* known: see known.h. */
#include "known.h"

#include "typo.h"

#include <math.h>
#include <string.h>

enum {
	QUERIES = 100,
	TYPOS = 200,
	TRIES = 100000,
	PART_LETTERS = 4,
	QUERY_ROOM = 256,
	PARTS_MAX = 64,
	PARTS_REMEMBERED = 5
};

/* A query in the making, for one article. */
struct asking {
	struct sample *sample;
	const struct capsule_article *article;
	struct memories memories;
	struct buf query;
	char room[QUERY_ROOM];
};

static void word_add(struct asking *a, struct str word)
{
	if (a->query.n > 0)
		buf_byte(&a->query, ' ');
	buf_add(&a->query, word);
}

/* That many further words as they stand. */
static bool words_add(struct asking *a, size_t count)
{
	for (struct memory m; count > 0; count--) {
		if (!memories_take(&a->memories, &a->sample->chance, &m))
			return false;
		word_add(a, m.written);
	}
	return true;
}

static size_t two_or_three(struct asking *a)
{
	return 2 + chance_below(&a->sample->chance, 2);
}

static bool ask_words(struct asking *a)
{
	return words_add(a, two_or_three(a));
}

/* A form of the same word that the article does not have. */
static bool other_form(struct asking *a, const struct memory *m, struct str *out)
{
	const struct lexeme *l = m->entry->lexeme;
	size_t turn = chance_below(&a->sample->chance, l->count);

	for (size_t i = 0; i < l->count && l->kind != LEXEME_VERB; i++) {
		char room[FOLD_ROOM];
		struct buf b = BUF(room);

		*out = l->form[(turn + i) % l->count];
		word_fold(&b, *out);
		if (!article_has(a->article, buf_str(&b)))
			return true;
	}
	return false;
}

static bool ask_inflected(struct asking *a)
{
	struct memory m;
	struct str form;

	for (size_t want = two_or_three(a); want > 0;) {
		if (!memories_take(&a->memories, &a->sample->chance, &m))
			return false;
		if (!other_form(a, &m, &form))
			continue;
		word_add(a, form);
		want--;
	}
	return true;
}

/* ä as ae or a, ß as ss; the same for the whole word. */
static bool respell(struct str s, bool with_e, struct buf *out)
{
	static const struct {
		const char *letter, *plain;
	} known[] = { { "ä", "a" }, { "ö", "o" }, { "ü", "u" }, { "Ä", "A" }, { "Ö", "O" }, { "Ü", "U" } };
	bool changed = false;

	for (size_t i = 0; i < s.n; i++) {
		struct str here = str_sub(s, i, i + 2);
		size_t k = 0;

		while (k < sizeof known / sizeof *known && !str_eq(here, str_of(known[k].letter)))
			k++;
		bool umlaut = k < sizeof known / sizeof *known, sharp = str_eq(here, STR("ß"));

		if (umlaut)
			buf_fmt(out, "%s%s", known[k].plain, with_e ? "e" : "");
		else
			buf_add(out, sharp ? STR("ss") : str_sub(s, i, i + 1));
		i += umlaut || sharp;
		changed = changed || umlaut || sharp;
	}
	return changed;
}

static bool ask_spelled(struct asking *a)
{
	size_t want = two_or_three(a);
	char room[FOLD_ROOM];
	struct buf b = BUF(room);
	struct memory m;

	do {
		if (!memories_take(&a->memories, &a->sample->chance, &m))
			return false;
		buf_clear(&b);
	} while (!respell(m.written, chance_hit(&a->sample->chance, 0.5), &b));
	word_add(a, buf_str(&b));
	return words_add(a, want - 1);
}

/* A noun that is a part of compound words and stands in enough articles by itself. NULL: this is none. */
static const struct entry_word *part_of(const struct asking *a, struct str folded)
{
	const struct entry_word *e = folded.n < PART_LETTERS ? NULL : lexicon_find(&a->sample->lexicon, folded);

	return e && e->lexeme && e->lexeme->kind == LEXEME_NOUN && str_ieq(e->lexeme->form[0], e->form) &&
			       e->articles >= sample_least(a->sample)
		       ? e
		       : NULL;
}

/* Splits a word in two nouns, with or without -s- or -n- between them. False: it is no compound. */
static bool split(const struct asking *a, struct str folded, const struct entry_word *half[2])
{
	for (size_t i = PART_LETTERS; i + PART_LETTERS <= folded.n; i++) {
		half[0] = part_of(a, str_sub(folded, 0, i));
		if (!half[0])
			continue;
		half[1] = part_of(a, str_sub(folded, i, folded.n));
		if (!half[1] && (folded.p[i] == 's' || folded.p[i] == 'n'))
			half[1] = part_of(a, str_sub(folded, i + 1, folded.n));
		if (half[1])
			return true;
	}
	return false;
}

/* Whether any form of a word stands in the article. */
static bool stands_alone(const struct asking *a, const struct lexeme *l)
{
	bool alone = false;

	for (size_t i = 0; i < l->count; i++) {
		char room[FOLD_ROOM];
		struct buf folded = BUF(room);

		word_fold(&folded, l->form[i]);
		alone = alone || article_has(a->article, buf_str(&folded));
	}
	return alone;
}

struct part {
	const struct entry_word *entry;
	unsigned times;
};

struct parts {
	struct part part[PARTS_MAX];
	size_t count;
};

static void part_add(const struct asking *a, const struct entry_word *e, struct parts *out)
{
	size_t i = 0;

	while (i < out->count && out->part[i].entry != e)
		i++;
	if (i < out->count)
		out->part[i].times++;
	else if (i < PARTS_MAX && !stands_alone(a, e->lexeme))
		out->part[out->count++] = (struct part){ e, 1 };
}

/* The part of the article's compound words that says most about it, once the best ones are passed over. */
static const struct entry_word *part_best(const struct asking *a, struct parts *parts, size_t pass)
{
	const struct entry_word *best = NULL;

	for (size_t round = 0; round <= pass; round++) {
		double most = -1;
		size_t at = 0;

		for (size_t i = 0; i < parts->count; i++) {
			double weight = parts->part[i].times *
					log((double)a->sample->lexicon.articles / parts->part[i].entry->articles);

			at = weight > most ? i : at;
			most = weight > most ? weight : most;
		}
		best = parts->part[at].entry;
		parts->part[at] = parts->part[--parts->count];
	}
	return best;
}

static const struct entry_word *compound_find(const struct asking *a)
{
	char room[FOLD_ROOM];
	struct buf folded = BUF(room);
	struct str rest = a->article->text, written;
	const struct entry_word *half[2];
	struct parts parts = { 0 };

	while (word_next(&rest, &written, &folded)) {
		if (!split(a, buf_str(&folded), half))
			continue;
		part_add(a, half[0], &parts);
		part_add(a, half[1], &parts);
	}
	if (parts.count == 0)
		return NULL;
	size_t among = parts.count < PARTS_REMEMBERED ? parts.count : PARTS_REMEMBERED;

	return part_best(a, &parts, chance_below(&a->sample->chance, among));
}

static bool ask_compound(struct asking *a)
{
	const struct entry_word *part = compound_find(a);

	if (!part)
		return false;
	word_add(a, part->lexeme->form[0]);
	return words_add(a, two_or_three(a) - 1);
}

static bool ask_place(struct asking *a)
{
	struct str place = a->article->place;
	bool quoted = str_index(place, ' ') < place.n;

	if (place.n == 0 || !words_add(a, 2))
		return false;
	buf_fmt(&a->query, quoted ? " ort:\"%.*s\"" : " ort:%.*s", STR_ARG(place));
	return true;
}

static bool ask_year(struct asking *a)
{
	struct str year = str_sub(a->article->path, 1, 5);

	if (year.n < 4 || year.p[0] < '1' || year.p[0] > '2' || !words_add(a, 2))
		return false;
	buf_fmt(&a->query, " jahr:%.*s", STR_ARG(year));
	return true;
}

static const struct {
	const char *name;
	bool (*ask)(struct asking *a);
} kinds[] = { { "words", ask_words }, { "inflected", ask_inflected }, { "spelled", ask_spelled },
	{ "compound", ask_compound }, { "place", ask_place }, { "year", ask_year } };

static void kind_write(struct sample *s, size_t kind, FILE *out)
{
	static struct asking a;

	for (size_t done = 0, tries = 0; done < QUERIES && tries < TRIES; tries++) {
		a.sample = s;
		a.article = sample_any(s);
		a.query = BUF(a.room);
		memories_make(s, a.article, &a.memories);
		if (!kinds[kind].ask(&a) || a.query.full)
			continue;
		fprintf(out, "%s\t%.*s\t%.*s\n", kinds[kind].name, STR_ARG(buf_str(&a.query)),
			STR_ARG(a.article->path));
		done++;
	}
}

/* One word of the article's place (by turns) or title that is common enough. */
static bool typo_word(struct sample *s, const struct capsule_article *a, bool place, struct str *out)
{
	char room[FOLD_ROOM];
	struct buf folded = BUF(room);
	struct str rest = place ? a->place : a->title, word;

	while (word_next(&rest, &word, &folded)) {
		const struct entry_word *e = lexicon_find(&s->lexicon, buf_str(&folded));

		if (!e || e->articles < sample_least(s) || (!place && (!e->lexeme || e->lexeme->kind != LEXEME_NOUN)))
			continue;
		*out = word;
		if (chance_hit(&s->chance, 0.5))
			return true;
	}
	return false;
}

static void typos_write(struct sample *s, FILE *out)
{
	for (size_t done = 0, tries = 0; done < TYPOS && tries < TRIES; tries++) {
		char wrong_room[FOLD_ROOM], room[FOLD_ROOM];
		struct buf wrong = BUF(wrong_room), folded = BUF(room);
		struct str word;

		if (!typo_word(s, sample_any(s), done % 2 == 0, &word) || !typo_make(&s->chance, word, &wrong))
			continue;
		word_fold(&folded, buf_str(&wrong));
		if (lexicon_find(&s->lexicon, buf_str(&folded)))
			continue;
		fprintf(out, "typo\t%.*s\t%.*s\n", STR_ARG(buf_str(&wrong)), STR_ARG(word));
		done++;
	}
}

void known_write(struct sample *s, FILE *out)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		kind_write(s, i, out);
	typos_write(s, out);
}
