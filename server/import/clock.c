#include "import/clock.h"

#include "import/day.h"
#include "import/letter.h"

static bool at_char(struct str s, size_t at, char c)
{
	return at < s.n && s.p[at] == c;
}

/* Two figures below 60 behind a mark, and no third one. */
static bool sixty_read(struct str s, size_t *at)
{
	int value = 0;
	size_t behind = *at + 1;
	if (day_figures(s, &behind, &value) != 2 || value > 59)
		return false;
	*at = behind;
	return true;
}

static char small(struct str s, size_t at)
{
	char c = at < s.n ? s.p[at] : '\0';
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The end of "a.m.", "pm" and the like; at itself if there is none. */
static size_t half_read(struct str s, size_t at)
{
	size_t end = at + 1;
	if (small(s, at) != 'a' && small(s, at) != 'p')
		return at;
	if (at_char(s, end, '.')) {
		end++;
		end += at_char(s, end, ' ');
	}
	if (small(s, end) != 'm' || letter_at(s, end + 1))
		return at;
	end++;
	return end + at_char(s, end, '.');
}

/* "Uhr", "h", "a.m." behind a time; at itself if there is none. */
static size_t unit_read(struct str s, size_t at)
{
	size_t behind = at;
	day_spaces(s, &behind);
	size_t half = half_read(s, behind);
	if (half > behind)
		return half;
	struct str word = letter_word(s, behind);
	bool unit = str_ieq(word, STR("Uhr")) || str_ieq(word, STR("h")) || str_ieq(word, STR("hrs"));
	return unit ? behind + word.n : at;
}

/* "Z", "+0200", "+02:00", "-05:00" behind a time, with a space at most. */
static size_t offset_read(struct str s, size_t at)
{
	size_t behind = at, end;
	int value = 0;
	if (at_char(s, at, 'Z') && !letter_at(s, at + 1))
		return at + 1;
	day_spaces(s, &behind);
	if (!at_char(s, behind, '+') && !at_char(s, behind, '-'))
		return at;
	end = ++behind;
	size_t n = day_figures(s, &end, &value);
	if (n == 4)
		return end;
	return n == 2 && at_char(s, end, ':') && sixty_read(s, &end) ? end : at;
}

/* Seconds and their parts. */
static size_t seconds_read(struct str s, size_t at)
{
	int value = 0;
	if (!at_char(s, at, ':') || !sixty_read(s, &at))
		return at;
	size_t behind = at + 1;
	if ((at_char(s, at, '.') || at_char(s, at, ',')) && day_figures(s, &behind, &value) > 0)
		at = behind;
	return at;
}

size_t clock_read(struct str s, size_t at)
{
	size_t end = at;
	int hour = 0;
	size_t n = day_figures(s, &end, &hour);
	if (n < 1 || n > 2 || hour > 24)
		return 0;
	char mark = small(s, end);
	bool minutes = (mark == ':' || mark == '.' || mark == 'h') && sixty_read(s, &end);
	if (minutes && mark == ':')
		end = offset_read(s, seconds_read(s, end));
	size_t unit = unit_read(s, end);
	if (!minutes && unit == end)
		return 0;
	/* 12.30.2018 and 1:30:99 are no times */
	if (unit == end && (at_char(s, end, mark) && day_figure(s, end + 1)))
		return 0;
	return unit - at;
}
