#include "import/lexicon.h"

#include <assert.h>
#include <string.h>

static char low(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* FNV-1a. */
static size_t place(struct str word)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ ((unsigned char)word.p[i] | 0x20)) * 16777619u; /* in either case */
	return (h ^ h >> 15) % LEXICON_SLOTS;
}

void lexicon_make(struct lexicon *x, const struct lexicon_word *words, size_t count)
{
	memset(x->slot, 0, sizeof x->slot);
	x->words = words;
	assert(count <= LEXICON_SLOTS / 2);
	for (size_t i = 0; i < count; i++) {
		struct str word = str_of(words[i].word);
		assert(word.n <= LEXICON_WORD && words[i].value);
		size_t at = place(word);
		while (x->slot[at])
			at = (at + 1) % LEXICON_SLOTS;
		x->slot[at] = (uint16_t)(i + 1);
		x->length[at] = (unsigned char)word.n;
	}
}

static bool is_word(const char *lower, struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (low(word.p[i]) != lower[i])
			return false;
	return true;
}

unsigned lexicon_find(const struct lexicon *x, struct str word)
{
	unsigned value = 0;
	if (word.n == 0 || word.n > LEXICON_WORD)
		return 0;
	for (size_t at = place(word); x->slot[at]; at = (at + 1) % LEXICON_SLOTS)
		if (x->length[at] == word.n && is_word(x->words[x->slot[at] - 1].word, word))
			value |= x->words[x->slot[at] - 1].value;
	return value;
}
