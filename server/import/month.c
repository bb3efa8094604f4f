#include "import/month.h"

#include "import/letter.h"

#include <string.h>

enum { NAME_MIN = 3, NAME_MAX = 10 };

/* Sorted by their bytes. */
static const struct name {
	const char *name;
	int month;
} names[] = {
	{ "apr", 4 },
	{ "april", 4 },
	{ "aug", 8 },
	{ "august", 8 },
	{ "augusti", 8 },
	{ "dec", 12 },
	{ "december", 12 },
	{ "dez", 12 },
	{ "dezember", 12 },
	{ "feb", 2 },
	{ "feber", 2 },
	{ "febr", 2 },
	{ "februar", 2 },
	{ "february", 2 },
	{ "jaen", 1 },
	{ "jaenner", 1 },
	{ "jan", 1 },
	{ "januar", 1 },
	{ "january", 1 },
	{ "jenner", 1 },
	{ "jul", 7 },
	{ "julei", 7 },
	{ "juli", 7 },
	{ "july", 7 },
	{ "jun", 6 },
	{ "june", 6 },
	{ "juni", 6 },
	{ "juno", 6 },
	{ "jän", 1 },
	{ "jänner", 1 },
	{ "maer", 3 },
	{ "maerz", 3 },
	{ "mai", 5 },
	{ "mar", 3 },
	{ "march", 3 },
	{ "marz", 3 },
	{ "may", 5 },
	{ "mrz", 3 },
	{ "mär", 3 },
	{ "märz", 3 },
	{ "nov", 11 },
	{ "november", 11 },
	{ "oct", 10 },
	{ "october", 10 },
	{ "okt", 10 },
	{ "oktober", 10 },
	{ "sep", 9 },
	{ "sept", 9 },
	{ "september", 9 },
};

static const char *const weekdays[] = { "di", "dienstag", "do", "donnerstag", "fr", "freitag", "fri", "friday", "mi",
	"mittwoch", "mo", "mon", "monday", "montag", "sa", "samstag", "sat", "saturday", "so", "sonnabend", "sonntag",
	"sun", "sunday", "thu", "thur", "thurs", "thursday", "tue", "tues", "tuesday", "wed", "weds", "wednesday" };

/* The word in small letters with a closing NUL, or "". */
static const char *small_name(struct buf *room, struct str word)
{
	letter_small(room, word);
	return buf_z(room);
}

int month_of(struct str word)
{
	char room[NAME_MAX + 1];
	struct buf b = BUF(room);
	size_t low = 0, high = sizeof names / sizeof *names;
	if (word.n < NAME_MIN || word.n > NAME_MAX)
		return 0;
	const char *name = small_name(&b, word);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, names[middle].name);
		if (order == 0)
			return names[middle].month;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

bool month_weekday(struct str word)
{
	char room[NAME_MAX + 1];
	struct buf b = BUF(room);
	if (word.n < 2 || word.n > NAME_MAX)
		return false;
	const char *name = small_name(&b, word);
	for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++)
		if (strcmp(name, weekdays[i]) == 0)
			return true;
	return false;
}
