/* A line of a paper; it is also a path. The input's first byte says how many dates are asked for, and in which order
 * 03/04/2018 is read. */
#include "fuzz.h"

#include "import/when.h"

enum { DATES = 31, YEAR_MIN = 1600 };

static const struct date today = { 2018, 12, 31 };

static void check_date(struct date d)
{
	HOLDS(date_valid(d) && d.day > 0 && d.month > 0 && d.year >= YEAR_MIN && d.year <= today.year);
}

static bool has_figure(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

static void check_line(struct str line, enum when_order order, size_t max)
{
	struct when all[DATES], some[DATES];
	size_t n = when_read(line, order, today, all, DATES), end = 0;
	HOLDS(n <= DATES && (n == 0 || has_figure(line)));
	for (size_t i = 0; i < n; i++) {
		const struct when *w = &all[i];
		check_date(w->date);
		HOLDS(w->kind > WHEN_NONE && w->kind <= WHEN_PUBLISHED);
		HOLDS(w->from >= end && w->from < w->to && w->to <= line.n);
		HOLDS(has_figure(str_sub(line, w->from, w->to)));
		end = w->to;
	}
	/* less room, the same first ones */
	size_t m = when_read(line, order, today, some, max);
	HOLDS(m == (n < max ? n : max));
	for (size_t i = 0; i < m; i++)
		HOLDS(some[i].from == all[i].from && some[i].to == all[i].to && some[i].kind == all[i].kind);
	/* what stands before a date does not make it */
	for (size_t i = 0; i < n; i++) {
		struct when w = all[i];
		struct str rest = flush_copy(1, line.p + w.from, line.n - w.from);
		HOLDS(when_read(rest, order, today, some, 1) == 1 && some[0].from == 0 && some[0].to == w.to - w.from);
		HOLDS(memcmp(&some[0].date, &w.date, sizeof w.date) == 0);
	}
}

static void check_path(struct str path)
{
	struct date d = { 7, 7, 7 };
	if (when_of_path(path, today, &d))
		check_date(d);
	else
		HOLDS(d.year == 0 && d.month == 0 && d.day == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str line = flush_copy(0, data + 1, size - 1);
	check_line(line, data[0] & 32 ? WHEN_MDY : WHEN_DMY, data[0] % 32);
	check_path(line);
	return 0;
}
