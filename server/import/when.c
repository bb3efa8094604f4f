#include "import/beside.h"
#include "import/letter.h"

enum {
	YEAR_FIRST = 1600, /* papers are not older */
	BLOCK = 32,
};

/* The next figure from a place on; most lines have none, so many bytes are looked at at once. */
static size_t figure_next(struct str s, size_t at)
{
	while (s.n - at >= BLOCK) {
		unsigned char found = 0;
		for (size_t i = 0; i < BLOCK; i++)
			found |= (unsigned char)(s.p[at + i] - '0') < 10;
		if (found)
			break;
		at += BLOCK;
	}
	while (at < s.n && !day_figure(s, at))
		at++;
	return at;
}

static size_t figures_end(struct str s, size_t at)
{
	while (day_figure(s, at))
		at++;
	return at;
}

static bool later(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year > b.year;
	return a.month != b.month ? a.month > b.month : a.day > b.day;
}

static bool believed(struct date d, struct date today)
{
	return d.year >= YEAR_FIRST && (today.year == 0 || !later(d, today));
}

/* The next date of a line from *at on, which moves behind it; believed or not. */
static bool day_next(struct str line, size_t *at, enum when_order order, struct day *out)
{
	size_t start = *at;
	while ((*at = figure_next(line, *at)) < line.n) {
		/* a date may begin before its figures, but never within the last one */
		if (day_read(line, *at, order, out) && out->from >= start) {
			*at = figures_end(line, out->to);
			return true;
		}
		*at = figures_end(line, *at);
	}
	return false;
}

static struct when when_made(const struct day *day, enum when_kind kind)
{
	return (struct when){ day->date, kind, day->from, day->to };
}

/* A long line is text. */
static size_t text_read(struct str line, enum when_order order, struct date today, struct when *out, size_t max)
{
	struct day day;
	size_t count = 0;
	for (size_t at = 0; count < max && day_next(line, &at, order, &day);)
		if (believed(day.date, today))
			out[count++] = when_made(&day, WHEN_IN_TEXT);
	return count;
}

size_t when_read(struct str line, enum when_order order, struct date today, struct when *out, size_t max)
{
	struct day days[BESIDE_DAYS], more;
	enum when_kind kinds[BESIDE_DAYS];
	size_t found = 0, count = 0, at = 0;
	if (line.n > LABEL_BYTES)
		return text_read(line, order, today, out, max);
	while (found < BESIDE_DAYS && day_next(line, &at, order, &days[found]))
		found++;
	if (found == BESIDE_DAYS && day_next(line, &at, order, &more))
		return text_read(line, order, today, out, max);
	if (found == 0)
		return 0;
	/* what is no day of this article still belongs to the words around the others */
	beside_judge(line, days, found, kinds);
	for (size_t i = 0; i < found && count < max; i++)
		if (believed(days[i].date, today))
			out[count++] = when_made(&days[i], kinds[i]);
	return count;
}

static bool path_part(struct str s, size_t *at, size_t least, int *value)
{
	size_t n = day_figures(s, at, value);
	return n >= least && n <= 2;
}

/* 2018/06/28, 2018/6/28, 2018-06-28, 2018_06_28; behind the year. */
static bool path_parted(struct str s, size_t at, struct date *d)
{
	char sep = at < s.n ? s.p[at] : '\0';
	size_t least = sep == '/' ? 1 : 2;
	if (sep != '/' && sep != '-' && sep != '_')
		return false;
	at++;
	if (!path_part(s, &at, least, &d->month) || at >= s.n || s.p[at] != sep)
		return false;
	at++;
	return path_part(s, &at, least, &d->day);
}

/* Whether eight figures stand in a longer hexadecimal number: a hash is no date. */
static bool in_hash(struct str s, size_t from, size_t to)
{
	enum { HASH_MIN = 12 };
	size_t letters = 0, figures = to - from, left = 0;
	for (size_t i = to; i < s.n && i - to < HASH_MIN && (letter_at(s, i) || day_figure(s, i)); i++) {
		char c = (char)(s.p[i] | 0x20);
		if (!day_figure(s, i) && (c < 'a' || c > 'f'))
			return false;
		letters += !day_figure(s, i);
		figures += day_figure(s, i);
	}
	for (; left < from && left < HASH_MIN && (letter_before(s, from - left) || day_figure(s, from - left - 1));
		left++) {
		char c = (char)(s.p[from - left - 1] | 0x20);
		if (!day_figure(s, from - left - 1) && (c < 'a' || c > 'f'))
			return false;
		letters += !day_figure(s, from - left - 1);
		figures += day_figure(s, from - left - 1);
	}
	return letters > 0 && letters + figures >= HASH_MIN;
}

bool when_of_path(struct str path, struct date today, struct date *out)
{
	*out = (struct date){ 0 };
	for (size_t at = 0; (at = figure_next(path, at)) < path.n;) {
		size_t behind = at;
		int value = 0;
		struct date d = { 0 };
		size_t n = day_figures(path, &behind, &value);
		bool good = false;
		if (n == 4) {
			d.year = value;
			good = path_parted(path, behind, &d);
		} else if (n == FIGURES_MAX) {
			d = (struct date){ value / 10000, value / 100 % 100, value % 100 };
			good = !in_hash(path, at, behind);
		}
		if (good && d.month > 0 && d.day > 0 && date_valid(d) && believed(d, today))
			*out = d;
		at = figures_end(path, at);
	}
	return out->year != 0;
}
