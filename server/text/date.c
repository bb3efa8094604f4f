#include "text/date.h"

enum {
	YEAR_MAX = 9999, /* ISO 8601: four digits */
};

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_valid(struct date d)
{
	if (d.year < 1 || d.year > YEAR_MAX || d.month < 0 || d.month > 12 || d.day < 0)
		return false;
	return d.month == 0 ? d.day == 0 : d.day <= days_in_month(d.year, d.month);
}

int date_weekday(struct date d)
{
	/* 1 January of year 1 was a Monday, in the calendar reckoned backwards */
	int before = d.year - 1;
	int days = before * 365 + before / 4 - before / 100 + before / 400;
	for (int month = 1; month < d.month; month++)
		days += days_in_month(d.year, month);
	return (days + d.day - 1) % 7;
}

/* A number of exactly so many digits, and not zero. */
static bool digits_read(struct str s, size_t digits, int *out)
{
	uint64_t value = 0;
	if (s.n != digits || !str_u64(s, YEAR_MAX, &value) || value == 0)
		return false;
	*out = (int)value;
	return true;
}

bool date_parse(struct str s, struct date *out)
{
	*out = (struct date){ 0 };
	struct date d = { 0 };
	bool good = false;
	if (s.n > 10 && s.p[10] == 'T')
		s.n = 10;
	if (s.n == 4)
		good = digits_read(s, 4, &d.year);
	else if (s.n == 7 || s.n == 10)
		good = digits_read(str_sub(s, 0, 4), 4, &d.year) && s.p[4] == '-' &&
		       digits_read(str_sub(s, 5, 7), 2, &d.month);
	if (s.n == 10)
		good = good && s.p[7] == '-' && digits_read(str_sub(s, 8, 10), 2, &d.day);
	if (good && date_valid(d))
		*out = d;
	return out->year != 0;
}

/* The next directory of a path; false at the file's name, or at the end. */
static bool directory_next(struct str *path, struct str *name)
{
	if (str_index(*path, '/') == path->n)
		return false;
	*name = str_cut(path, '/');
	return true;
}

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

bool date_of_path(struct str path, struct date *out)
{
	*out = (struct date){ 0 };
	struct date d = { 0 };
	struct str name;
	if (!str_starts(path, STR("/")))
		return false;
	path = str_sub(path, 1, path.n);
	if (!directory_next(&path, &name) || !digits_read(name, 4, &d.year))
		return false;
	/* a number that is no month or day makes the whole no date; a word below a year or a month does not */
	int *part[] = { &d.month, &d.day };
	for (size_t i = 0; i < 2 && directory_next(&path, &name) && all_digits(name); i++)
		if (!digits_read(name, 2, part[i]))
			return false;
	if (!date_valid(d))
		return false;
	*out = d;
	return true;
}

void date_iso(struct buf *out, struct date d)
{
	if (!date_valid(d))
		return;
	buf_fmt(out, "%04d", d.year);
	if (d.month)
		buf_fmt(out, "-%02d", d.month);
	if (d.day)
		buf_fmt(out, "-%02d", d.day);
}

/* A valid date in one of the language's three forms. */
static void date_fill(struct buf *out, struct date d, const struct words *w, enum word form)
{
	char day_room[8], year_room[8];
	struct buf day = BUF(day_room), year = BUF(year_room);
	buf_u64(&day, (uint64_t)d.day);
	buf_u64(&year, (uint64_t)d.year);
	const struct word_value values[] = {
		{ STR("d"), buf_str(&day) },
		{ STR("month"), w->month[d.month - 1] },
		{ STR("y"), buf_str(&year) },
		{ STR("weekday"), d.day ? w->weekday[date_weekday(d)] : (struct str){ 0 } },
	};
	words_fill(out, w->word[form], values, sizeof values / sizeof *values);
}

void date_long(struct buf *out, struct date d, const struct words *w)
{
	if (!date_valid(d))
		return;
	if (d.month)
		date_fill(out, d, w, d.day ? WORD_DATE_DAY : WORD_DATE_MONTH);
	else
		buf_u64(out, (uint64_t)d.year);
}

void date_weekday_long(struct buf *out, struct date d, const struct words *w)
{
	if (date_valid(d) && d.day)
		date_fill(out, d, w, WORD_DATE_WEEKDAY);
	else
		date_long(out, d, w);
}
