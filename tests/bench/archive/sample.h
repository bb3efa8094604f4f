/* sample: some of a capsule's articles, chosen by chance, and what is known of the words in all of them. */
#ifndef BENCH_SAMPLE_H
#define BENCH_SAMPLE_H

#include "capsule.h"
#include "lexicon.h"

enum { SAMPLE_MAX = 4000, SAMPLE_WORDS = 1200 };

struct sample {
	struct lexicon lexicon;
	struct capsule_article article[SAMPLE_MAX];
	size_t count;
	uint64_t seen;
	struct chance chance;
};

/* Reads all articles beneath root. False: errno. */
bool sample_make(struct sample *s, const struct world *w, const char *root);
/* Any of them. */
const struct capsule_article *sample_any(struct sample *s);

/* A word of an article that somebody may remember: one that the vocabulary has, of at least four letters. */
struct memory {
	struct str written; /* as it stands there first */
	const struct entry_word *entry;
	unsigned times;
	bool title;
	double weight;
};

struct memories {
	struct memory word[SAMPLE_WORDS];
	size_t count;
};

/* The words that stand in at least one article in a thousand (never fewer than two), each once, those that say most
 * about the article first: by times in it * ln(articles / articles with it), twice that for a noun, and twice for a
 * word of the title. */
void memories_make(const struct sample *s, const struct capsule_article *a, struct memories *out);
/* Takes any of the first ten out, and all other forms of it; false: there is none. */
bool memories_take(struct memories *m, struct chance *c, struct memory *out);
/* Whether a word (in small letters) stands in an article. */
bool article_has(const struct capsule_article *a, struct str folded);
/* At how many articles a word is common enough to be asked for. */
uint32_t sample_least(const struct sample *s);

#endif
