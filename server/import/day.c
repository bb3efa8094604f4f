#include "import/day.h"

#include "import/border.h"
#include "import/clock.h"
#include "import/letter.h"
#include "import/month.h"

enum {
	SPACES_MAX = 3,
	ZONE_MAX = 5, /* "CEST", "AEST" */
	CENTURY = 30, /* two figures from here on are of the 20th century */
};

bool day_figure(struct str s, size_t at)
{
	return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

size_t day_figures(struct str s, size_t *at, int *value)
{
	size_t n = 0;
	*value = 0;
	while (n <= FIGURES_MAX && day_figure(s, *at)) {
		*value = *value * 10 + (s.p[(*at)++] - '0');
		n++;
	}
	return n;
}

size_t day_spaces(struct str s, size_t *at)
{
	size_t n = 0;
	while (n < SPACES_MAX && *at < s.n && s.p[*at] == ' ') {
		(*at)++;
		n++;
	}
	return n;
}

size_t day_dash(struct str s, size_t at)
{
	static const char *const dashes[] = { "-", "–", "—", "‐", "‑", "−" };
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (str_starts(str_sub(s, at, s.n), str_of(dashes[i])))
			return str_of(dashes[i]).n;
	return 0;
}

size_t day_dash_before(struct str s, size_t at)
{
	if (at >= 1 && day_dash(s, at - 1) == 1)
		return 1;
	return at >= 3 && day_dash(s, at - 3) == 3 ? 3 : 0;
}

static bool skip(struct str s, size_t *at, char c)
{
	bool there = *at < s.n && s.p[*at] == c;
	*at += there;
	return there;
}

static bool skip_apostrophe(struct str s, size_t *at)
{
	if (skip(s, at, '\''))
		return true;
	bool there = str_starts(str_sub(s, *at, s.n), STR("’"));
	*at += there ? 3 : 0;
	return there;
}

/* Reads a year of four figures, or of two where that is allowed, or with an apostrophe. */
static bool year_read(struct str s, size_t *at, bool two, struct form *f)
{
	int year = 0;
	bool apostrophe = skip_apostrophe(s, at);
	size_t n = day_figures(s, at, &year);
	f->apostrophe = apostrophe;
	f->four = n == 4 && !apostrophe;
	if (n == 2 && (two || apostrophe))
		year += year >= CENTURY ? 1900 : 2000;
	else if (!f->four)
		return false;
	f->date.year = year;
	return true;
}

/* One or two figures. */
static bool part_read(struct str s, size_t *at, int *value, size_t *figures)
{
	*figures = day_figures(s, at, value);
	return *figures == 1 || *figures == 2;
}

/* What follows the day of 28.06.2018 and 28. 6. 18. "28.6. 18 Uhr" is no year. */
static bool dotted_read(struct str s, size_t at, struct form *f)
{
	size_t figures;
	f->kind = FORM_FIGURES;
	if (!skip(s, &at, '.'))
		return false;
	size_t first = day_spaces(s, &at);
	if (!part_read(s, &at, &f->date.month, &figures) || !skip(s, &at, '.'))
		return false;
	size_t second = day_spaces(s, &at);
	bool good = year_read(s, &at, second == 0 || first > 0, f);
	f->to = at;
	return good;
}

/* 28/06/2018, 06/28/18, 28-06-2018. */
static bool parted_read(struct str s, size_t at, enum when_order order, struct form *f)
{
	size_t from = f->from, figures = 0;
	int first = 0, second = 0;
	char sep = at < s.n ? s.p[at] : '\0';
	f->kind = FORM_FIGURES;
	if (sep != '/' && sep != '-')
		return false;
	size_t width = day_figures(s, &from, &first);
	at++;
	if (!part_read(s, &at, &second, &figures) || !skip(s, &at, sep) || !year_read(s, &at, sep == '/', f))
		return false;
	if (sep == '-' && (width != 2 || figures != 2 || !f->four))
		return false;
	bool month_first = order == WHEN_MDY ? first <= 12 : second > 12 && first <= 12;
	f->date.month = month_first ? first : second;
	f->date.day = month_first ? second : first;
	f->to = at;
	return true;
}

static void skip_ordinal(struct str s, size_t *at)
{
	static const char *const endings[] = { "st", "nd", "rd", "th", "ten", "ter", "te", "sten" };
	struct str word = letter_word(s, *at);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ieq(word, str_of(endings[i]))) {
			*at += word.n;
			return;
		}
}

/* "28 Jun 18 09:30": mail once had years of two figures. */
static bool time_follows(struct str s, size_t at)
{
	int hour = 0;
	return day_spaces(s, &at) > 0 && day_figures(s, &at, &hour) == 2 && at < s.n && s.p[at] == ':';
}

/* What follows the day of 28. Juni 2018, 28th of June, 2018, 28-Jun-18. */
static bool named_read(struct str s, size_t at, struct form *f)
{
	f->kind = FORM_NAMED;
	skip_ordinal(s, &at);
	bool dot = skip(s, &at, '.');
	bool hyphen = !dot && skip(s, &at, '-');
	if (!dot && !hyphen)
		skip(s, &at, '/');
	day_spaces(s, &at);
	struct str word = letter_word(s, at);
	if (str_ieq(word, STR("of"))) {
		at += word.n;
		day_spaces(s, &at);
		word = letter_word(s, at);
	}
	f->date.month = month_of(word);
	if (f->date.month == 0)
		return false;
	at += word.n;
	skip(s, &at, '.');
	if (!skip(s, &at, ',') && !skip(s, &at, '-'))
		skip(s, &at, '/');
	day_spaces(s, &at);
	if (!year_read(s, &at, true, f))
		return false;
	f->to = at;
	return f->four || hyphen || f->apostrophe || (!dot && time_follows(s, at));
}

/* "June 28, 2018", "Jun 28 09:30:00 CEST 2018": the name stands before the day. */
static bool month_first_read(struct str s, size_t at, struct form *f)
{
	size_t name = f->from;
	f->kind = FORM_NAMED;
	for (size_t i = 0; i < SPACES_MAX && name > 0 && s.p[name - 1] == ' '; i++)
		name--;
	if (name > 0 && s.p[name - 1] == '.')
		name--;
	struct str word = letter_word_before(s, name);
	f->date.month = month_of(word);
	if (f->date.month == 0)
		return false;
	f->from = name - word.n;
	skip_ordinal(s, &at);
	skip(s, &at, '.');
	bool apart = skip(s, &at, ',');
	apart = day_spaces(s, &at) > 0 || apart;
	size_t clock = clock_read(s, at);
	if (clock) {
		at += clock;
		day_spaces(s, &at);
		struct str zone = letter_word(s, at);
		at += zone.n <= ZONE_MAX ? zone.n : 0;
		day_spaces(s, &at);
	}
	if (!apart || !year_read(s, &at, false, f))
		return false;
	f->to = at;
	return true;
}

/* 2018-06-28, 2018/6/28, 2018.06.28. */
static bool year_first_read(struct str s, size_t at, struct form *f)
{
	size_t figures = 0;
	int year = 0;
	f->kind = FORM_YEAR_FIRST;
	f->four = true;
	day_figures(s, &at, &year);
	char sep = at < s.n ? s.p[at] : '\0';
	if (sep != '-' && sep != '/' && sep != '.')
		return false;
	f->date.year = year;
	at++;
	if (!part_read(s, &at, &f->date.month, &figures) || (figures == 1 && sep != '/') || !skip(s, &at, sep))
		return false;
	if (!part_read(s, &at, &f->date.day, &figures) || (figures == 1 && sep != '/'))
		return false;
	f->to = at;
	return true;
}

/* 20180628T…; without a T eight figures are a number. */
static bool compact_read(struct str s, size_t at, struct form *f)
{
	int value = 0;
	f->kind = FORM_COMPACT;
	f->four = true;
	day_figures(s, &at, &value);
	f->date = (struct date){ value / 10000, value / 100 % 100, value % 100 };
	f->to = at;
	return skip(s, &at, 'T') && day_figures(s, &at, &value) >= 4;
}

static bool form_read(struct str s, size_t at, enum when_order order, struct form *f)
{
	int day = 0;
	size_t behind = at, figures = day_figures(s, &behind, &day);
	const struct form empty = { .from = at, .date.day = day };
	*f = empty;
	if (figures == FIGURES_MAX)
		return compact_read(s, at, f);
	if (figures == 4)
		return year_first_read(s, at, f);
	if (figures == 0 || figures > 2)
		return false;
	if (dotted_read(s, behind, f))
		return true;
	*f = empty;
	if (parted_read(s, behind, order, f))
		return true;
	*f = empty;
	if (named_read(s, behind, f))
		return true;
	*f = empty;
	return month_first_read(s, behind, f);
}

bool day_read(struct str line, size_t at, enum when_order order, struct day *out)
{
	struct form f;
	if (!form_read(line, at, order, &f) || f.date.day < 1 || f.date.month < 1 || !date_valid(f.date))
		return false;
	bool span = false;
	if (f.kind != FORM_COMPACT && f.kind != FORM_YEAR_FIRST)
		span = border_span(line, &f);
	if (!border_before(line, &f) || !border_after(line, &f))
		return false;
	*out = (struct day){ f.date, f.from, f.to, span };
	return true;
}
