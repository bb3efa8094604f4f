/* sample: see sample.h. */
#include "sample.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OF_SAMPLE = 32, LETTERS_MIN = 4, LEAST_ONE_IN = 1000, REMEMBERED = 10 };

static void article_keep(struct capsule_article *slot, const struct capsule_article *a)
{
	char *bytes = malloc(a->path.n + a->whole.n);

	if (!bytes) {
		fprintf(stderr, "queries: out of memory\n");
		exit(2);
	}
	free((void *)(uintptr_t)slot->path.p);
	memcpy(bytes, a->path.p, a->path.n);
	memcpy(bytes + a->path.n, a->whole.p, a->whole.n);
	capsule_parse((struct str){ bytes, a->path.n }, (struct str){ bytes + a->path.n, a->whole.n }, slot);
}

/* Each article has the same chance to be kept (Vitter's algorithm R). Other versions of an article cannot be told from
 * it, and the few in English are not asked for. */
static void article_take(void *context, const struct capsule_article *a)
{
	struct sample *s = context;

	lexicon_count(&s->lexicon, a->text);
	if (a->version.n > 0 || !str_eq(a->language, STR("de")))
		return;
	size_t at = s->count < SAMPLE_MAX ? s->count : chance_below(&s->chance, (size_t)s->seen + 1);

	s->seen++;
	if (at >= SAMPLE_MAX)
		return;
	article_keep(&s->article[at], a);
	s->count += at == s->count;
}

bool sample_make(struct sample *s, const struct world *w, const char *root)
{
	*s = (struct sample){ .chance = chance_of(w->seed, OF_SAMPLE, 0) };
	lexicon_make(&s->lexicon, w);
	return capsule_walk(root, article_take, s) && s->count > 0;
}

const struct capsule_article *sample_any(struct sample *s)
{
	return &s->article[chance_below(&s->chance, s->count)];
}

uint32_t sample_least(const struct sample *s)
{
	uint32_t least = (s->lexicon.articles + LEAST_ONE_IN - 1) / LEAST_ONE_IN;

	return least < 2 ? 2 : least;
}

static size_t letters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

static void memory_add(
	const struct sample *s, const struct entry_word *e, struct str written, bool title, struct memories *out)
{
	for (size_t i = 0; i < out->count; i++) {
		if (out->word[i].entry == e) {
			out->word[i].times++;
			return;
		}
	}
	if (out->count == SAMPLE_WORDS || !e->lexeme || e->articles < sample_least(s) || letters(e->form) < LETTERS_MIN)
		return;
	out->word[out->count++] = (struct memory){ .written = written, .entry = e, .times = 1, .title = title };
}

static int by_weight(const void *a, const void *b)
{
	const struct memory *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->written.p < y->written.p ? -1 : 1;
}

void memories_make(const struct sample *s, const struct capsule_article *a, struct memories *out)
{
	char room[FOLD_ROOM];
	struct buf folded = BUF(room);
	struct str rest = a->text, written;

	out->count = 0;
	while (word_next(&rest, &written, &folded)) {
		const struct entry_word *e = lexicon_find(&s->lexicon, buf_str(&folded));

		if (e)
			memory_add(s, e, written, written.p < a->title.p + a->title.n, out);
	}
	for (size_t i = 0; i < out->count; i++) {
		struct memory *m = &out->word[i];
		m->weight = m->times * log((double)s->lexicon.articles / m->entry->articles) *
			    (m->entry->lexeme->kind == LEXEME_NOUN ? 2 : 1) * (m->title ? 2 : 1);
	}
	qsort(out->word, out->count, sizeof *out->word, by_weight);
}

bool memories_take(struct memories *m, struct chance *c, struct memory *out)
{
	if (m->count == 0)
		return false;
	size_t at = chance_below(c, m->count < REMEMBERED ? m->count : REMEMBERED);

	*out = m->word[at];
	size_t kept = 0;

	for (size_t i = 0; i < m->count; i++)
		if (m->word[i].entry->lexeme != out->entry->lexeme)
			m->word[kept++] = m->word[i];
	m->count = kept;
	return true;
}

bool article_has(const struct capsule_article *a, struct str folded)
{
	char room[FOLD_ROOM];
	struct buf b = BUF(room);
	struct str rest = a->text, written;

	while (word_next(&rest, &written, &b))
		if (str_eq(buf_str(&b), folded))
			return true;
	return false;
}
