#include "archive/query_date.h"

#include "archive/terms.h"
#include "text/ascii.h"

#include <string.h>

enum {
	TOKENS = 4,     /* a weekday, a day, a month, a year */
	SHORTEST = 3,   /* letters of a month */
	NAME_MAX = 128, /* bytes of a month's name in ASCII */
};

/* A number or a name, and what stands before it. */
struct token {
	char kind; /* 'y' a year, 'n' a number, 'm' a month, 'w' a weekday */
	int value;
	struct str gap;
};

struct tongues {
	const struct words *const *words;
	size_t count;
};

static size_t runes(struct str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.n; i++)
		count += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return count;
}

/* Whether an exact form is a name, as it is or in ASCII (maerz); or begins it, where that is enough. */
static bool name_is(struct str exact, struct str name, bool begins)
{
	char fold_room[TERMS_MAX], ascii_room[NAME_MAX];
	struct buf fold = BUF(fold_room), ascii = BUF(ascii_room);
	struct str written;
	if (!terms_next(&name, &written, &fold) || (begins && runes(exact) < SHORTEST))
		return false;
	ascii_add(&ascii, buf_str(&fold));
	if (begins)
		return str_starts(buf_str(&fold), exact) || str_starts(buf_str(&ascii), exact);
	return str_eq(buf_str(&fold), exact) || str_eq(buf_str(&ascii), exact);
}

static bool name_find(struct str exact, const struct tongues *all, bool begins, struct token *out)
{
	for (size_t i = 0; i < all->count; i++) {
		for (int m = 0; m < 12; m++)
			if (name_is(exact, all->words[i]->month[m], begins)) {
				out->kind = 'm';
				out->value = m + 1;
				return true;
			}
		for (int d = 0; d < 7 && !begins; d++)
			if (name_is(exact, all->words[i]->weekday[d], false)) {
				out->kind = 'w';
				return true;
			}
	}
	return false;
}

static bool token_read(struct str exact, const struct tongues *all, struct token *out)
{
	static const char *const ordinal[] = { "st", "nd", "rd", "th" };
	uint64_t number = 0;
	if (exact.n == 4 && str_u64(exact, 9999, &number)) {
		*out = (struct token){ 'y', (int)number, out->gap };
		return true;
	}
	for (size_t i = 0; i < sizeof ordinal / sizeof *ordinal && exact.n > 2; i++)
		if (str_ends(exact, str_of(ordinal[i])) && exact.p[0] >= '0' && exact.p[0] <= '9')
			exact.n -= 2;
	if (exact.n <= 2 && str_u64(exact, 99, &number)) {
		*out = (struct token){ 'n', (int)number, out->gap };
		return true;
	}
	return name_find(exact, all, false, out) || name_find(exact, all, true, out);
}

/* Nothing but what people put between the parts of a date, or behind them. */
static bool gap_good(struct str gap, struct str allowed)
{
	while (gap.n) {
		bool dash = str_starts(gap, STR("–"));
		if (!dash && str_index(allowed, gap.p[0]) == allowed.n)
			return false;
		gap = str_sub(gap, dash ? strlen("–") : 1, gap.n);
	}
	return true;
}

/* Between two numbers stands a mark; behind a full stop there may be a space. */
static bool gap_of_numbers(struct str gap)
{
	return gap.n == 1 ? gap.p[0] != ' ' && gap.p[0] != ',' : str_eq(gap, STR(". ")) || str_eq(gap, STR("–"));
}

static bool tokens_read(struct str s, const struct tongues *all, struct token out[TOKENS], size_t *count)
{
	char room[TERMS_MAX];
	struct buf exact = BUF(room);
	struct str rest = s, written;
	const char *end = s.p;
	for (*count = 0; terms_next(&rest, &written, &exact); ++*count) {
		if (*count == TOKENS)
			return false;
		struct token *t = &out[*count];
		t->gap = (struct str){ end, (size_t)(written.p - end) };
		if (!gap_good(t->gap, STR(" .,/-")) || (*count == 0) != (t->gap.n == 0) ||
			!token_read(buf_str(&exact), all, t))
			return false;
		end = written.p + written.n;
	}
	return *count > 0 && gap_good((struct str){ end, (size_t)(s.p + s.n - end) }, STR(" .,;!?)"));
}

static bool shape_is(const struct token *t, size_t count, const char *shape)
{
	bool numbers = !strchr(shape, 'm'), spaced = shape[0] == 'n'; /* 28. 6. 2018 */
	for (size_t i = 0; i < count; i++) {
		if (t[i].kind != shape[i])
			return false;
		if (i && numbers && !(gap_of_numbers(t[i].gap) && (spaced || t[i].gap.n != 2)))
			return false;
	}
	return shape[count] == '\0';
}

/* The numbers of a date in the order of its shape. */
static struct date shape_date(const struct token *t, const char *order)
{
	struct date d = { 0 };
	for (size_t i = 0; order[i]; i++)
		*(order[i] == 'Y' ? &d.year : order[i] == 'M' ? &d.month : &d.day) = t[i].value;
	return d;
}

bool query_date(struct str s, const struct words *const *languages, size_t count, struct date *out)
{
	static const struct {
		const char *shape, *order;
	} shapes[] = {
		{ "y", "Y" },
		{ "my", "MY" },
		{ "ny", "MY" },
		{ "yn", "YM" },
		{ "nmy", "DMY" },
		{ "mny", "MDY" },
		{ "nny", "DMY" },
		{ "nny", "MDY" },
		{ "ynn", "YMD" },
	};
	const struct tongues all = { languages, count };
	struct token token[TOKENS] = { 0 }, *t = token;
	size_t tokens = 0;
	*out = (struct date){ 0 };
	if (!tokens_read(s, &all, token, &tokens))
		return false;
	if (tokens > 3 && token[0].kind == 'w') {
		t++;
		tokens--;
		t->gap.n = 0;
	}
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes && out->year == 0; i++) {
		if (!shape_is(t, tokens, shapes[i].shape))
			continue;
		struct date d = shape_date(t, shapes[i].order);
		bool whole = true; /* 2018-00 and 0.6.2018 are none */
		for (size_t k = 0; k < tokens; k++)
			whole = whole && t[k].value > 0;
		if (whole && date_valid(d))
			*out = d;
	}
	return out->year != 0;
}
