/* terms: the words of a text as the index keeps them.
 *
 * A word is a run of letters, marks and digits (Unicode, General_Category L, M, N) that does not begin with a mark;
 * apostrophes inside it, soft hyphens and joiners are left out; a hyphen ends it. Each character of scripts without
 * spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer, Burmese), with the marks behind it, is a word. Its exact form is
 * NFC, case-folded (so ß is ss; umlauts stay), at most TERMS_MAX bytes, longer ones cut between characters. Its stem is
 * Snowball's of the text's language (de, en; otherwise the exact form) with all marks removed (but not the vowels of
 * Thai or Hindi, which are marks too): German stems lose their umlauts, for other letters the base letter is taken
 * first, ø being o and æ ae.
 *
 * In a token stream every word is its exact form, and where its stem is another, TERMS_STEM and the stem behind it;
 * each token is followed by one space. */
#ifndef ARCHIVE_TERMS_H
#define ARCHIVE_TERMS_H

#include "base/arena.h"
#include "base/str.h"

enum {
	TERMS_MAX = 64,
	TERMS_STEM = '\x01', /* before a stem; no word begins so */
	TERMS_VARIANTS = 12,
	TERMS_SPELLINGS = 7,
	TERMS_UMLAUTS = 15,
};

/* The stemmers, and a table of stems known already. One for each thread. */
struct terms;

/* NULL without memory. */
struct terms *terms_new(void);
void terms_free(struct terms *t);

/* The next word of a text: *written is where it stands, exact its form. False: there is none left. Cannot fail on any
 * bytes; what is not UTF-8 separates words. */
bool terms_next(struct str *rest, struct str *written, struct buf *exact);

/* The stem of an exact form in a language ("de", "de-AT", "en", …), without TERMS_STEM. Good until the next call. */
struct str terms_stem(struct terms *t, struct str exact, struct str language);

/* Adds the token stream of a text to out, which grows in the arena. Returns the number of words. */
size_t terms_add(struct terms *t, struct str text, struct str language, struct arena *m, struct buf *out);

/* An exact form and its other spellings (ae for ä and ä for ae, and so on; ss is ß anyway), the likeliest first,
 * without repetitions; of a word, or of the beginning of one. Returns how many: at least one. */
size_t terms_spellings(struct str exact, struct arena *m, struct str out[TERMS_SPELLINGS]);
/* What somebody without umlauts may have meant: the exact form with ä, ö, ü for some of its a, o, u, single ones first.
 * Returns how many. */
size_t terms_umlauts(struct str exact, struct arena *m, struct str out[TERMS_UMLAUTS]);

/* All tokens under which a word that somebody typed may stand in the index, the likeliest first, without repetitions:
 * for the word itself and its other spellings the stems in German and in English, each as a stem and as a word of its
 * own. exact: the exact form. Returns how many. */
size_t terms_variants(struct terms *t, struct str exact, struct arena *m, struct str out[TERMS_VARIANTS]);

#endif
