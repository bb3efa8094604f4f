/* lexicon: the words of the vocabulary and the places, in small letters, and in how many articles each stands. */
#ifndef BENCH_LEXICON_H
#define BENCH_LEXICON_H

#include "story.h"

enum { FOLD_ROOM = 128 };

struct entry_word {
	struct str form;             /* in small letters */
	const struct lexeme *lexeme; /* NULL: a place's name, or a function word */
	uint32_t articles, last;
};

struct lexicon {
	const struct world *world;
	struct entry_word *slot;
	uint32_t *lexeme_articles, *lexeme_last; /* in any form; by rank */
	uint32_t articles;
};

void lexicon_make(struct lexicon *x, const struct world *w);
/* NULL: no such word. */
struct entry_word *lexicon_find(const struct lexicon *x, struct str folded);
size_t lexicon_rank(const struct lexicon *x, const struct entry_word *e);
/* Counts the words of one more article. */
void lexicon_count(struct lexicon *x, struct str text);

/* The next word of a text, as it is written and in small letters (cleared first); false: there is none left. A word is
 * a run of letters and digits. This is not the index's own reading of words on purpose: what measures must not be wrong
 * with what is measured. */
bool word_next(struct str *rest, struct str *written, struct buf *folded);
void word_fold(struct buf *out, struct str written);

#endif
