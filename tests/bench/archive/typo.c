/* typo: see typo.h. */
#include "typo.h"

enum { LETTERS_MIN = 5, LETTERS_MAX = 48 };

enum slip { SLIP_OTHER, SLIP_LOST, SLIP_TWICE, SLIP_SWAPPED, SLIPS };

bool typo_make(struct chance *c, struct str word, struct buf *out)
{
	struct str letter[LETTERS_MAX];
	size_t n = 0, from = out->n;
	char other = (char)('a' + chance_below(c, 26));

	for (size_t i = 0, size; i < word.n && n < LETTERS_MAX; i += size) {
		size = utf8_read(str_sub(word, i, word.n), &(uint32_t){ 0 });
		if (size == 0)
			return false;
		letter[n++] = str_sub(word, i, i + size);
	}
	if (n < LETTERS_MIN)
		return false;
	size_t at = chance_below(c, n);
	enum slip slip = (enum slip)chance_below(c, SLIPS);

	if (slip == SLIP_SWAPPED && at + 1 == n)
		at--;
	for (size_t i = 0; i < n; i++) {
		if (i != at || slip == SLIP_TWICE)
			buf_add(out, letter[i]);
		if (i == at && slip == SLIP_TWICE)
			buf_add(out, letter[i]);
		if (i == at && slip == SLIP_OTHER)
			buf_byte(out, other);
		if (i == at && slip == SLIP_SWAPPED) {
			buf_add(out, letter[i + 1]);
			buf_add(out, letter[i++]);
		}
	}
	return !out->full && !str_ieq(str_sub(buf_str(out), from, out->n), word);
}
