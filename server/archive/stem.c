/* The stems of words (terms.h), and a table of those that are known: Snowball takes a microsecond for a word, and most
 * words of a text were in the text before. */
#include "archive/letter.h"
#include "archive/terms.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

enum {
	SETS = 1 << 15, /* two entries each: 4 MB, of which only what is used is taken */
	LINE = 64,      /* of the processor's cache */
	BASE_MAX = 2 * TERMS_MAX,
	FIRST_REMOVED = 10, /* canonical combining classes below are vowels and the like, which make another letter */
};

enum tongue { TONGUE_DE, TONGUE_EN, TONGUE_COUNT, TONGUE_OTHER = TONGUE_COUNT };

/* A word and its stem, of one cache line. */
struct known {
	uint32_t hash;
	uint8_t tongue;
	uint8_t word, stem; /* bytes; word 0: nothing is here, stem 0: it is the word */
	char bytes[57];     /* word, stem */
};

_Static_assert(sizeof(struct known) == LINE, "one access to memory");

struct terms {
	struct sb_stemmer *stemmer[TONGUE_COUNT];
	char stem[BASE_MAX]; /* what terms_stem gave last */
	struct known (*known)[2];
	void *room; /* that known lies in, at the beginning of a line */
};

struct terms *terms_new(void)
{
	static const char *const algorithm[] = { [TONGUE_DE] = "german", [TONGUE_EN] = "english" };
	struct terms *t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	t->room = calloc(SETS * 2 + 1, sizeof(struct known));
	if (!t->room) {
		terms_free(t);
		return NULL;
	}
	t->known = (void *)(((uintptr_t)t->room + LINE - 1) / LINE * LINE);
	for (size_t i = 0; i < TONGUE_COUNT; i++) {
		t->stemmer[i] = sb_stemmer_new(algorithm[i], "UTF_8");
		if (!t->stemmer[i]) {
			terms_free(t);
			return NULL;
		}
	}
	return t;
}

void terms_free(struct terms *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < TONGUE_COUNT; i++)
		sb_stemmer_delete(t->stemmer[i]); /* NULL is none */
	free(t->room);
	free(t);
}

static enum tongue tongue_of(struct str language)
{
	bool tag = language.n == 2 || (language.n > 2 && (language.p[2] == '-' || language.p[2] == '_'));
	struct str two = str_sub(language, 0, 2);
	return tag && str_ieq(two, STR("de")) ? TONGUE_DE : tag && str_ieq(two, STR("en")) ? TONGUE_EN : TONGUE_OTHER;
}

/* Adds the letters of a decomposed word, or of a Latin one, without their marks; umlauts: but for those of ä, ö, ü. */
static void add_bases(struct str word, bool umlauts, struct buf *out)
{
	uint32_t rune = 0, before = 0;
	while (word.n) {
		size_t n = utf8_read(word, &rune);
		if (n == 0)
			return; /* an exact form is UTF-8 */
		bool vowel = before == 'a' || before == 'o' || before == 'u';
		struct str base = letter_base(rune);
		if (umlauts && (rune == 0xe4 || rune == 0xf6 || rune == 0xfc || (rune == 0x308 && vowel)))
			utf8_add(out, rune);
		else if (base.n)
			buf_add(out, base);
		else if (uc_combining_class(rune) < FIRST_REMOVED)
			utf8_add(out, rune);
		before = rune;
		word = str_sub(word, n, word.n);
	}
}

static bool ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static bool latin(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > 0xc5) /* the lead of U+0180 and up */
			return false;
	return true;
}

/* Normalizes s into out, as much as fits. Without memory: as it was. */
static void normalize(uninorm_t form, struct str s, struct buf *out)
{
	size_t n = buf_left(out);
	uint8_t *p = u8_normalize(form, (const uint8_t *)s.p, s.n, (uint8_t *)out->p, &n);
	if (p == (uint8_t *)out->p)
		out->n = n;
	else
		buf_add(out, p ? utf8_fit((struct str){ (const char *)p, n }, buf_left(out)) : s);
	if (p != (uint8_t *)out->p)
		free(p);
}

/* A word of at most TERMS_MAX bytes without its marks. */
static void unmark(struct str word, bool umlauts, struct buf *out)
{
	enum letter_kind kind = LETTER_NONE;
	char apart_room[8 * TERMS_MAX], bases_room[8 * TERMS_MAX];
	struct buf apart = BUF(apart_room), bases = BUF(bases_room);
	if (word.n)
		letter_read(word, &kind);
	if (ascii(word) || kind == LETTER_ALONE) {
		buf_add(out, word); /* in those scripts marks are vowels */
	} else if (latin(word)) {
		add_bases(word, umlauts, out);
	} else {
		normalize(UNINORM_NFD, word, &apart);
		add_bases(buf_str(&apart), umlauts, &bases);
		buf_clear(&apart);
		normalize(UNINORM_NFC, buf_str(&bases), &apart);
		buf_add(out, utf8_fit(buf_str(&apart), TERMS_MAX));
	}
}

/* What Snowball makes of a word without marks but umlauts, and these removed too. */
static struct str stem_make(struct terms *t, struct str exact, enum tongue tongue)
{
	char room[BASE_MAX];
	struct buf base = BUF(room), stem = BUF(t->stem);
	unmark(exact, tongue == TONGUE_DE, &base);
	struct str made = buf_str(&base);
	if (tongue != TONGUE_OTHER) {
		const sb_symbol *p = sb_stemmer_stem(t->stemmer[tongue], (const sb_symbol *)room, (int)base.n);
		int n = p ? sb_stemmer_length(t->stemmer[tongue]) : 0;
		if (n > 0)
			made = (struct str){ (const char *)p, (size_t)n };
	}
	unmark(utf8_fit(made, TERMS_MAX), false, &stem);
	return stem.n ? buf_str(&stem) : exact;
}

static uint32_t hash_of(struct str s, enum tongue tongue)
{
	const uint64_t odd = 0x9e3779b97f4a7c15u;
	uint64_t h = (s.n + 1) * odd + tongue, piece;
	for (; s.n > sizeof piece; s = str_sub(s, sizeof piece, s.n)) {
		memcpy(&piece, s.p, sizeof piece);
		h = (h ^ piece) * odd;
		h ^= h >> 29;
	}
	piece = 0;
	if (s.n)
		memcpy(&piece, s.p, s.n);
	h = (h ^ piece) * odd;
	return (uint32_t)(h >> 32);
}

static void known_set(struct known *k, uint32_t hash, struct str exact, enum tongue tongue, struct str stem)
{
	if (str_eq(exact, stem))
		stem.n = 0;
	if (exact.n + stem.n > sizeof k->bytes)
		return;
	k[1] = k[0];
	k->hash = hash;
	k->tongue = (uint8_t)tongue;
	k->word = (uint8_t)exact.n;
	k->stem = (uint8_t)stem.n;
	memcpy(k->bytes, exact.p, exact.n);
	memcpy(k->bytes + exact.n, stem.p, stem.n);
}

/* The stem of a word that is not empty. */
static struct str stem_of(struct terms *t, struct str exact, enum tongue tongue)
{
	uint32_t hash = hash_of(exact, tongue);
	struct known *set = t->known[hash % SETS];
	for (struct known *k = set; k < set + 2; k++)
		if (k->hash == hash && k->tongue == tongue && str_eq((struct str){ k->bytes, k->word }, exact))
			return k->stem ? (struct str){ k->bytes + k->word, k->stem } : exact;
	struct str stem = stem_make(t, exact, tongue);
	known_set(set, hash, exact, tongue, stem);
	return stem;
}

struct str terms_stem(struct terms *t, struct str exact, struct str language)
{
	exact = utf8_fit(exact, TERMS_MAX);
	return exact.n && utf8_valid(exact) ? stem_of(t, exact, tongue_of(language)) : exact;
}

size_t terms_add(struct terms *t, struct str text, struct str language, struct arena *m, struct buf *out)
{
	enum tongue tongue = tongue_of(language);
	struct str written;
	size_t count = 0;
	for (;; count++) {
		arena_room(m, out, 2 * TERMS_MAX + 3);
		struct buf exact = { out->p + out->n, 0, TERMS_MAX, false };
		if (!terms_next(&text, &written, &exact))
			return count;
		struct str word = buf_str(&exact), stem = stem_of(t, word, tongue);
		out->n += word.n;
		buf_byte(out, ' ');
		if (!str_eq(stem, word)) {
			buf_byte(out, TERMS_STEM);
			buf_add(out, stem);
			buf_byte(out, ' ');
		}
	}
}
