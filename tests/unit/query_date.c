#include "unit.h"

#include "archive/query_date.h"
#include "conf/locale.h"

enum { LANGUAGES = 8 };

static const struct words *languages[LANGUAGES];
static size_t language_count;

static void check_dates(void)
{
	static const struct {
		const char *text;
		struct date want;
	} dates[] = {
		{ "28.6.2018", { 2018, 6, 28 } },
		{ "28.06.2018", { 2018, 6, 28 } },
		{ "28. 6. 2018", { 2018, 6, 28 } },
		{ "28/6/2018", { 2018, 6, 28 } },
		{ "6/28/2018", { 2018, 6, 28 } },
		{ "6/7/2018", { 2018, 7, 6 } },
		{ "28-06-2018", { 2018, 6, 28 } },
		{ "2018-06-28", { 2018, 6, 28 } },
		{ "2018/06/28", { 2018, 6, 28 } },
		{ "2018/6/28", { 2018, 6, 28 } },
		{ "28. Juni 2018", { 2018, 6, 28 } },
		{ "28.Juni 2018", { 2018, 6, 28 } },
		{ "28 JUNI 2018.", { 2018, 6, 28 } },
		{ "28 June 2018", { 2018, 6, 28 } },
		{ "June 28, 2018", { 2018, 6, 28 } },
		{ "June 28th, 2018", { 2018, 6, 28 } },
		{ "1st of June 2018", { 0, 0, 0 } },
		{ "1st June 2018", { 2018, 6, 1 } },
		{ "Donnerstag, 28. Juni 2018", { 2018, 6, 28 } },
		{ "Thursday, 28.6.2018", { 2018, 6, 28 } },
		{ "1. März 2018", { 2018, 3, 1 } },
		{ "1. Maerz 2018", { 2018, 3, 1 } },
		{ "1. Ma\xcc\x88rz 2018", { 2018, 3, 1 } },
		{ "1. Mär. 2018", { 2018, 3, 1 } },
		{ "Sept. 2018", { 2018, 9, 0 } },
		{ "Okt 2018", { 2018, 10, 0 } },
		{ "Oct 2018", { 2018, 10, 0 } },
		{ "Juni 2018", { 2018, 6, 0 } },
		{ "June 2018?", { 2018, 6, 0 } },
		{ "mai.2010", { 2010, 5, 0 } },
		{ "6/2018", { 2018, 6, 0 } },
		{ "06.2018", { 2018, 6, 0 } },
		{ "2018-06", { 2018, 6, 0 } },
		{ "2018–06", { 2018, 6, 0 } },
		{ "2018", { 2018, 0, 0 } },
		{ "2018.", { 2018, 0, 0 } },
		{ "29.2.2016", { 2016, 2, 29 } },
		/* no dates */
		{ "29.2.2018", { 0, 0, 0 } },
		{ "31. Juni 2018", { 0, 0, 0 } },
		{ "13/2018", { 0, 0, 0 } },
		{ "0/2018", { 0, 0, 0 } },
		{ "0.6.2018", { 0, 0, 0 } },
		{ "2018-00", { 0, 0, 0 } },
		{ "0000", { 0, 0, 0 } },
		{ "28.6.18", { 0, 0, 0 } },
		{ "6 2018", { 0, 0, 0 } },
		{ "28 6 2018", { 0, 0, 0 } },
		{ "2018 06", { 0, 0, 0 } },
		{ "28.6.", { 0, 0, 0 } },
		{ "Juni", { 0, 0, 0 } },
		{ "Ju 2018", { 0, 0, 0 } },
		{ "Junix 2018", { 0, 0, 0 } },
		{ "Juni Juli 2018", { 0, 0, 0 } },
		{ "Donnerstag, Juni 2018", { 0, 0, 0 } },
		{ "im Juni 2018", { 0, 0, 0 } },
		{ "2018 Juni", { 0, 0, 0 } },
		{ "Storch 28.6.2018", { 0, 0, 0 } },
		{ "28.6.2018 Storch", { 0, 0, 0 } },
		{ "28.6.2018 a b c d e", { 0, 0, 0 } },
		{ "28:6:2018", { 0, 0, 0 } },
		{ "20180628", { 0, 0, 0 } },
		{ "٢٠١٨", { 0, 0, 0 } },
		{ "'2018", { 0, 0, 0 } },
		{ "(2018", { 0, 0, 0 } },
		{ "99999999999999999999.6.2018", { 0, 0, 0 } },
		{ "", { 0, 0, 0 } },
		{ ".", { 0, 0, 0 } },
	};
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct date d = { 7, 7, 7 }, want = dates[i].want;
		bool good = query_date(str_of(dates[i].text), languages, language_count, &d);
		CHECK(good == (want.year != 0) && d.year == want.year && d.month == want.month && d.day == want.day,
			"\"%s\": %d-%d-%d", dates[i].text, d.year, d.month, d.day);
	}
}

/* No language, and one whose months have no ASCII. */
static void check_languages(void)
{
	static const struct words russian = { .month = { [5] = { "Июнь", 8 } } };
	const struct words *const all[] = { &russian };
	struct date d;
	CHECK(query_date(STR("28.6.2018"), NULL, 0, &d) && d.month == 6, "numbers need no language");
	CHECK(!query_date(STR("Juni 2018"), NULL, 0, &d) && d.year == 0, "names do");
	CHECK(query_date(STR("ИЮНЬ 2018"), all, 1, &d) && d.month == 6, "another script");
	CHECK(query_date(STR("июн. 2018"), all, 1, &d) && d.month == 6, "cut");
	CHECK(!query_date(STR("ию 2018"), all, 1, &d), "too short");
	CHECK(!query_date(STR("мая 2018"), all, 1, &d), "another word");
}

int main(void)
{
	struct conf_report report = { .out = stdout };
	language_count = locale_load(NULL, "", 0, languages, LANGUAGES, &report);
	check_dates();
	check_languages();
	for (size_t i = 0; i < language_count; i++)
		locale_free(languages[i]);
	return unit_done("query_date");
}
