#include "base/near.h"

enum { WORD_MAX = 64 }; /* nobody mistypes a longer one */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One row of the table of edit distances; above and higher are the two rows before it. */
static void row_fill(struct str a, struct str b, size_t i, size_t *row, const size_t *above, const size_t *higher)
{
	row[0] = i;
	for (size_t j = 1; j <= b.n; j++) {
		size_t other = lower(a.p[i - 1]) != lower(b.p[j - 1]);
		row[j] = least(above[j - 1] + other, least(above[j], row[j - 1]) + 1);
		bool swapped = i > 1 && j > 1 && lower(a.p[i - 1]) == lower(b.p[j - 2]) &&
			       lower(a.p[i - 2]) == lower(b.p[j - 1]);
		if (swapped)
			row[j] = least(row[j], higher[j - 2] + 1);
	}
}

/* How many letters have to be changed, added, taken away or swapped with their neighbour. */
static size_t distance(struct str a, struct str b)
{
	size_t rows[3][WORD_MAX + 1];
	for (size_t j = 0; j <= b.n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.n; i++)
		row_fill(a, b, i, rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
	return rows[a.n % 3][b.n];
}

static bool begins_alike(struct str a, struct str b)
{
	size_t n = least(a.n, b.n);
	return n >= 3 && str_ieq(str_sub(a, 0, n), str_sub(b, 0, n));
}

const char *near_word(struct str word, const char *const *known)
{
	const char *best = NULL;
	size_t least_distance = 0;
	if (word.n == 0 || word.n > WORD_MAX)
		return NULL;
	for (size_t i = 0; known[i]; i++) {
		struct str candidate = str_of(known[i]);
		if (candidate.n == 0 || candidate.n > WORD_MAX)
			continue;
		size_t d = distance(word, candidate);
		size_t shorter = least(word.n, candidate.n);
		/* one letter of three may be wrong; of a word of two letters, half */
		bool near = d <= (shorter < 3 ? 1 : shorter / 3) && d < shorter;
		if (near && (!best || d < least_distance)) {
			best = known[i];
			least_distance = d;
		}
	}
	for (size_t i = 0; !best && known[i]; i++)
		if (begins_alike(word, str_of(known[i])))
			best = known[i];
	return best;
}
