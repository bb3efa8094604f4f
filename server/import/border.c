#include "import/border.h"

#include "import/day.h"
#include "import/letter.h"
#include "import/month.h"

enum {
	GLUED_MIN = 3,  /* letters of a word that a date may be glued to: "Donnerstag28.06.2018", but not "v1.2.2018" */
	ISSUE_DAYS = 4, /* at most so far are the days of one issue apart */
};

static bool one_of(char c, const char *set)
{
	return str_index(str_of(set), c) < str_of(set).n;
}

/* Names of numbers that look like dates. */
static bool names_number(struct str word)
{
	static const char *const names[] = { "nr", "nro", "no", "nummer", "number", "version", "ver", "v", "vers",
		"kapitel", "chapter", "abschnitt", "section", "ziffer", "punkt", "tel", "telefon", "telephone", "phone",
		"fax", "telefax", "mobil", "handy", "ruf", "durchwahl", "hotline", "iban", "konto", "kto", "blz", "az",
		"aktenzeichen", "drucksache", "ip", "firmware", "isbn", "issn", "paragraf", "paragraph" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_ieq(word, str_of(names[i])))
			return true;
	return false;
}

static bool number_before(struct str s, size_t from)
{
	for (size_t i = 0; i < 3 && from > 0 && one_of(s.p[from - 1], " .:"); i++)
		from--;
	struct str section = STR("§");
	return names_number(letter_word_before(s, from)) || str_ends(str_sub(s, 0, from), section);
}

/* The figures before a place, at most five: how many. */
static size_t figures_before(struct str s, size_t at)
{
	size_t n = 0;
	while (n < 5 && n < at && day_figure(s, at - n - 1))
		n++;
	return n;
}

/* Whether the figures before a hyphen are the end of a date or of a time, and not of a telephone number. */
static bool whole_before(struct str s, size_t hyphen)
{
	size_t n = figures_before(s, hyphen);
	char mark = n < hyphen ? s.p[hyphen - n - 1] : '\0';
	return (n == 4 && one_of(mark, ". -/")) || (n == 2 && mark == ':');
}

bool border_before(struct str s, const struct form *f)
{
	size_t from = f->from;
	if (from == 0)
		return true;
	if (f->kind == FORM_FIGURES && number_before(s, from))
		return false;
	if (letter_before(s, from))
		return f->four && f->kind != FORM_COMPACT && letter_word_before(s, from).n >= GLUED_MIN;
	char c = s.p[from - 1];
	bool figure = from >= 2 && day_figure(s, from - 2);
	if (day_figure(s, from - 1) || one_of(c, "#_@=%&+~$^\\"))
		return false;
	if (f->kind == FORM_YEAR_FIRST || f->kind == FORM_COMPACT)
		return !one_of(c, "/.:-") || from < 2 || s.p[from - 2] == ' ' || (c == ':' && !figure);
	size_t dash = day_dash_before(s, from);
	if (dash)
		return !figures_before(s, from - dash) || whole_before(s, from - dash);
	return !one_of(c, ".:/") || !figure;
}

/* Whether what follows a / or - is a time or another date. */
static bool goes_on(struct str s, size_t at)
{
	int value = 0;
	size_t n = day_figures(s, &at, &value);
	return (n == 1 || n == 2 || n == 4) && at < s.n && one_of(s.p[at], ":.-/ ");
}

bool border_after(struct str s, const struct form *f)
{
	size_t to = f->to;
	if (to >= s.n || f->kind == FORM_COMPACT)
		return true;
	char c = s.p[to], next = to + 1 < s.n ? s.p[to + 1] : '\0';
	bool figure = day_figure(s, to + 1);
	if (letter_at(s, to)) {
		if (f->kind == FORM_YEAR_FIRST && c == 'T')
			return figure;
		return f->four && !(c >= 'a' && c <= 'z');
	}
	if (day_figure(s, to) || one_of(c, "_@=%"))
		return false;
	if (c == '.')
		return !figure && !(next >= 'a' && next <= 'z');
	if (c == ':')
		return !figure;
	if (c == ',' && figure)
		return f->four;
	if ((c == '-' || c == '/') && f->kind == FORM_YEAR_FIRST && letter_at(s, to + 1))
		return false;
	if ((c == '-' || c == '/') && figure)
		return goes_on(s, to + 1);
	/* "28. Juni 1930 Uhr", "28.6.18 Uhr" */
	day_spaces(s, &to);
	return !str_ieq(letter_word(s, to), STR("Uhr"));
}

/* The number that ends before a place, of one or two figures; *at moves to its beginning. 0: there is none. */
static int number_ending(struct str s, size_t *at)
{
	int value = 0;
	size_t n = figures_before(s, *at);
	if (n < 1 || n > 2)
		return 0;
	*at -= n;
	size_t from = *at;
	day_figures(s, &from, &value);
	return value;
}

static void back_over(struct str s, size_t *at, char c)
{
	if (*at > 0 && s.p[*at - 1] == c)
		(*at)--;
}

/* Whether a dot stands behind the day; then one stands behind any other day, too. */
static bool dotted(struct str s, const struct form *f)
{
	size_t at = f->from;
	int day = 0;
	return day_figures(s, &at, &day) > 0 && at < s.n && s.p[at] == '.';
}

/* Reads "28.", "30.6." or "30. Juni" backwards, and "28" before a month's name. */
static bool part_before(struct str s, size_t at, const struct form *f, struct form *first)
{
	*first = *f;
	back_over(s, &at, ' ');
	bool dot = at > 0 && s.p[at - 1] == '.';
	back_over(s, &at, '.');
	struct str word = letter_word_before(s, at);
	int month = word.n ? month_of(word) : 0;
	if (month) {
		at -= word.n;
		back_over(s, &at, ' ');
		back_over(s, &at, '.');
		first->date.month = month;
	} else if (!dot && (f->kind != FORM_NAMED || dotted(s, f))) {
		return false;
	}
	first->date.day = number_ending(s, &at);
	if (!month && dot && at > 0 && s.p[at - 1] == '.' && at > 1 && day_figure(s, at - 2)) {
		first->date.month = first->date.day;
		at--;
		first->date.day = number_ending(s, &at);
	}
	first->from = at;
	bool part = at > 1 && one_of(s.p[at - 1], ".:") && day_figure(s, at - 2);
	return first->date.day > 0 && first->date.day <= 31 && first->date.month > 0 && !part && !figures_before(s, at);
}

/* Days between two dates, roughly: months have 30. */
static int days_between(struct date a, struct date b)
{
	return (b.year - a.year) * 360 + (b.month - a.month) * 30 + b.day - a.day;
}

bool border_span(struct str s, struct form *f)
{
	struct form first;
	size_t at = f->from;
	back_over(s, &at, ' ');
	size_t dash = day_dash_before(s, at);
	if (dash)
		return part_before(s, at - dash, f, &first);
	if (at == 0 || s.p[at - 1] != '/' || !part_before(s, at - 1, f, &first))
		return false;
	if (first.date.month == 12 && f->date.month == 1)
		first.date.year--;
	int apart = days_between(first.date, f->date);
	if (!date_valid(first.date) || apart < 0 || apart > ISSUE_DAYS)
		return true;
	*f = first;
	return false;
}
