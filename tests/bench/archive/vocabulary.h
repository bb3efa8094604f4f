/* vocabulary: German words with their inflected forms, in the order of their supposed use, made of the word list
 * wngerman and the thesaurus mythes-de (Debian). Both are UTF-8.
 *
 * Neither says how often a word is used. First come lists_common, then what the thesaurus knows, by the number of its
 * entries and its length (what is said often is short and has many relatives), then the rest of the list. */
#ifndef BENCH_VOCABULARY_H
#define BENCH_VOCABULARY_H

#include "base/str.h"

enum lexeme_kind {
	LEXEME_OTHER, /* adjectives, adverbs */
	LEXEME_NOUN,
	LEXEME_VERB,
};

enum { LEXEME_FORMS = 8 };

/* One word; form[0] is as dictionaries have it. */
struct lexeme {
	enum lexeme_kind kind;
	size_t count;
	struct str form[LEXEME_FORMS];
};

struct vocabulary {
	struct lexeme *lexeme; /* by rank */
	size_t count;
	size_t *nouns; /* ranks of those that are fit to be a part of a compound word: short and common */
	size_t noun_count;
};

/* Reads both files; ends the process with a message where one is missing. The vocabulary lives as long as the process.
 */
void vocabulary_load(struct vocabulary *v);

/* The rank of the lexeme that has this form, as it is written; false: none. */
bool vocabulary_find(const struct vocabulary *v, struct str form, size_t *rank);

/* Joins two nouns as German does: "Feuerwehr" "Haus" Feuerwehrhaus, "Zeitung" "Laden" Zeitungsladen. */
void vocabulary_join(struct buf *out, struct str first, struct str second);

#endif
