/* lexicon: see lexicon.h. */
#include "lexicon.h"

#include "lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1 << 21 };

static void *need(void *memory)
{
	if (!memory) {
		fprintf(stderr, "bench: out of memory\n");
		exit(2);
	}
	return memory;
}

void word_fold(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i], before = i > 0 ? (unsigned char)s.p[i - 1] : 0;

		if ((c >= 'A' && c <= 'Z') || (before == 0xc3 && c >= 0x80 && c < 0x9f && c != 0x97))
			c |= 0x20;
		buf_byte(out, (char)c);
	}
}

/* The bytes of the letter or digit at the beginning; 0: something else is there. */
static size_t letter_size(struct str s)
{
	unsigned char c = s.n > 0 ? (unsigned char)s.p[0] : 0;

	if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
		return 1;
	return c >= 0xc3 && c <= 0xdf && s.n > 1 ? 2 : 0; /* above that there are but dashes and quotation marks */
}

bool word_next(struct str *rest, struct str *written, struct buf *folded)
{
	size_t from = 0, n;

	while (from < rest->n && letter_size(str_sub(*rest, from, rest->n)) == 0)
		from++;
	size_t to = from;

	while ((n = letter_size(str_sub(*rest, to, rest->n))) > 0)
		to += n;
	*written = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	buf_clear(folded);
	word_fold(folded, *written);
	return written->n > 0;
}

static struct entry_word *slot_of(const struct lexicon *x, struct str folded)
{
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < folded.n; i++)
		h = (h ^ (unsigned char)folded.p[i]) * 0x100000001b3;
	size_t at = (size_t)chance_mix(h) & (SLOTS - 1);

	while (x->slot[at].form.n > 0 && !str_eq(x->slot[at].form, folded))
		at = (at + 1) & (SLOTS - 1);
	return &x->slot[at];
}

static void entry_add(struct lexicon *x, struct str written, const struct lexeme *l)
{
	char room[FOLD_ROOM];
	struct buf b = BUF(room);

	word_fold(&b, written);
	struct entry_word *e = slot_of(x, buf_str(&b));

	if (e->form.n > 0 || b.full)
		return;
	char *copy = need(malloc(b.n + 1));

	memcpy(copy, b.p, b.n);
	*e = (struct entry_word){ .form = { copy, b.n }, .lexeme = l };
}

void lexicon_make(struct lexicon *x, const struct world *w)
{
	const struct vocabulary *v = &w->vocabulary;

	*x = (struct lexicon){ .world = w,
		.slot = need(calloc(SLOTS, sizeof *x->slot)),
		.lexeme_articles = need(calloc(v->count, sizeof *x->lexeme_articles)),
		.lexeme_last = need(calloc(v->count, sizeof *x->lexeme_last)) };
	for (const struct share *f = lists_function; f->word; f++)
		entry_add(x, str_of(f->word), NULL);
	for (size_t i = 0; i < PLACES; i++)
		for (struct str rest = str_of(w->place[i]); rest.n > 0;)
			entry_add(x, str_cut(&rest, ' '), NULL);
	for (size_t i = 0; i < v->count; i++)
		for (size_t k = 0; k < v->lexeme[i].count; k++)
			entry_add(x, v->lexeme[i].form[k], &v->lexeme[i]);
}

struct entry_word *lexicon_find(const struct lexicon *x, struct str folded)
{
	struct entry_word *e = folded.n > 0 ? slot_of(x, folded) : NULL;

	return e && e->form.n > 0 ? e : NULL;
}

size_t lexicon_rank(const struct lexicon *x, const struct entry_word *e)
{
	return (size_t)(e->lexeme - x->world->vocabulary.lexeme);
}

void lexicon_count(struct lexicon *x, struct str text)
{
	char room[FOLD_ROOM];
	struct buf folded = BUF(room);
	struct str written;

	x->articles++;
	while (word_next(&text, &written, &folded)) {
		struct entry_word *e = lexicon_find(x, buf_str(&folded));

		if (!e || e->last == x->articles)
			continue;
		e->last = x->articles;
		e->articles++;
		size_t rank = e->lexeme ? lexicon_rank(x, e) : 0;

		if (!e->lexeme || x->lexeme_last[rank] == x->articles)
			continue;
		x->lexeme_last[rank] = x->articles;
		x->lexeme_articles[rank]++;
	}
}
