/* date: what is a day, how it is read, and how it is written. */
#include "text/date.h"
#include "unit.h"

static bool same(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static void check_valid(void)
{
	const struct {
		struct date date;
		bool want;
	} rows[] = {
		{ { 2018, 6, 28 }, true },
		{ { 2018, 6, 0 }, true },
		{ { 2018, 0, 0 }, true },
		{ { 1, 1, 1 }, true },
		{ { 9999, 12, 31 }, true },
		{ { 2000, 2, 29 }, true },
		{ { 2016, 2, 29 }, true },
		{ { 1900, 2, 29 }, false },
		{ { 2018, 2, 29 }, false },
		{ { 2018, 2, 30 }, false },
		{ { 2018, 4, 31 }, false },
		{ { 2018, 12, 32 }, false },
		{ { 2018, 13, 1 }, false },
		{ { 2018, 13, 0 }, false },
		{ { 2018, -1, 1 }, false },
		{ { 2018, 6, -1 }, false },
		{ { 2018, 0, 28 }, false },
		{ { 0, 0, 0 }, false },
		{ { 0, 6, 28 }, false },
		{ { -2018, 6, 28 }, false },
		{ { 10000, 1, 1 }, false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(date_valid(rows[i].date) == rows[i].want, "%d-%d-%d", rows[i].date.year, rows[i].date.month,
			rows[i].date.day);
}

static void check_weekday(void)
{
	const struct {
		struct date date;
		int want;
	} rows[] = {
		{ { 1, 1, 1 }, 0 },
		{ { 1900, 1, 1 }, 0 },
		{ { 1970, 1, 1 }, 3 },
		{ { 1998, 11, 23 }, 0 },
		{ { 2000, 2, 29 }, 1 },
		{ { 2000, 3, 1 }, 2 },
		{ { 2018, 6, 27 }, 2 },
		{ { 2018, 6, 28 }, 3 },
		{ { 2018, 7, 1 }, 6 },
		{ { 9999, 12, 31 }, 4 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(date_weekday(rows[i].date) == rows[i].want, "%d-%d-%d is day %d", rows[i].date.year,
			rows[i].date.month, rows[i].date.day, date_weekday(rows[i].date));
}

static void check_parse(void)
{
	const struct {
		struct str text;
		struct date want;
	} rows[] = {
		{ STR("2018-06-28"), { 2018, 6, 28 } },
		{ STR("2018-06"), { 2018, 6, 0 } },
		{ STR("2018"), { 2018, 0, 0 } },
		{ STR("0001-01-01"), { 1, 1, 1 } },
		{ STR("2018-06-28T10:30:00+02:00"), { 2018, 6, 28 } },
		{ STR("2018-06-28T"), { 2018, 6, 28 } },
		{ STR("2018-06-28Tomorrow"), { 2018, 6, 28 } },
		{ STR("2018-06T10"), { 0, 0, 0 } },
		{ STR("2018T"), { 0, 0, 0 } },
		{ STR("2018-06-28 10:30"), { 0, 0, 0 } },
		{ STR(" 2018-06-28"), { 0, 0, 0 } },
		{ STR("2018-06-28-"), { 0, 0, 0 } },
		{ STR("2018-13-01"), { 0, 0, 0 } },
		{ STR("2018-13"), { 0, 0, 0 } },
		{ STR("2018-02-30"), { 0, 0, 0 } },
		{ STR("2018-00-01"), { 0, 0, 0 } },
		{ STR("2018-00"), { 0, 0, 0 } },
		{ STR("2018-06-00"), { 0, 0, 0 } },
		{ STR("0000"), { 0, 0, 0 } },
		{ STR("0000-01-01"), { 0, 0, 0 } },
		{ STR("2018-6-28"), { 0, 0, 0 } },
		{ STR("20180628"), { 0, 0, 0 } },
		{ STR("2018/06/28"), { 0, 0, 0 } },
		{ STR("2018-+6-28"), { 0, 0, 0 } },
		{ STR("-018-06-28"), { 0, 0, 0 } },
		{ STR("28.06.2018"), { 0, 0, 0 } },
		{ STR("2018-06-2x"), { 0, 0, 0 } },
		{ STR("20l8-06-28"), { 0, 0, 0 } },
		{ STR("99999"), { 0, 0, 0 } },
		{ STR("2018-"), { 0, 0, 0 } },
		{ STR("\0\0\0\0"), { 0, 0, 0 } },
		{ STR(""), { 0, 0, 0 } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date d = { 7, 7, 7 };
		bool good = date_parse(rows[i].text, &d);
		CHECK(good == (rows[i].want.year != 0) && same(d, rows[i].want), "\"%.*s\": %d-%d-%d",
			STR_ARG(rows[i].text), d.year, d.month, d.day);
	}
}

static void check_path(void)
{
	const struct {
		struct str path;
		struct date want;
	} rows[] = {
		{ STR("/2018/06/28/slug.gmi"), { 2018, 6, 28 } },
		{ STR("/2018/06/28/"), { 2018, 6, 28 } },
		{ STR("/2018/06/28/12/photo.png"), { 2018, 6, 28 } },
		{ STR("/2018/06/28/99/"), { 2018, 6, 28 } },
		{ STR("/2018/06/"), { 2018, 6, 0 } },
		{ STR("/2018/06/28"), { 2018, 6, 0 } },
		{ STR("/2018/06/index.gmi"), { 2018, 6, 0 } },
		{ STR("/2018/06/summer/28/x.gmi"), { 2018, 6, 0 } },
		{ STR("/2018/"), { 2018, 0, 0 } },
		{ STR("/2018/index.gmi"), { 2018, 0, 0 } },
		{ STR("/2018/sport/x.gmi"), { 2018, 0, 0 } },
		{ STR("/2018/6a/28/x.gmi"), { 2018, 0, 0 } },
		{ STR("/2016/02/29/x.gmi"), { 2016, 2, 29 } },
		{ STR("/2018"), { 0, 0, 0 } },
		{ STR("/2018/13/01/x.gmi"), { 0, 0, 0 } },
		{ STR("/2018/13/"), { 0, 0, 0 } },
		{ STR("/2018/00/"), { 0, 0, 0 } },
		{ STR("/2018/06/00/"), { 0, 0, 0 } },
		{ STR("/2018/06/31/x.gmi"), { 0, 0, 0 } },
		{ STR("/2018/02/30/x.gmi"), { 0, 0, 0 } },
		{ STR("/2018/02/29/x.gmi"), { 0, 0, 0 } },
		{ STR("/2018/6/28/x.gmi"), { 0, 0, 0 } },
		{ STR("/2018/006/28/x.gmi"), { 0, 0, 0 } },
		{ STR("/20180/"), { 0, 0, 0 } },
		{ STR("/20180/06/28/x.gmi"), { 0, 0, 0 } },
		{ STR("/0000/06/28/x.gmi"), { 0, 0, 0 } },
		{ STR("/201/06/28/x.gmi"), { 0, 0, 0 } },
		{ STR("/20x8/06/28/x.gmi"), { 0, 0, 0 } },
		{ STR("/18446744073709553634/06/"), { 0, 0, 0 } },
		{ STR("/archive/2018/06/28/x.gmi"), { 0, 0, 0 } },
		{ STR("2018/06/28/x.gmi"), { 0, 0, 0 } },
		{ STR("//2018/06/28/x.gmi"), { 0, 0, 0 } },
		{ STR("/2018//06/28/x.gmi"), { 2018, 0, 0 } },
		{ STR("/x.gmi"), { 0, 0, 0 } },
		{ STR("/"), { 0, 0, 0 } },
		{ STR(""), { 0, 0, 0 } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date d = { 7, 7, 7 };
		bool good = date_of_path(rows[i].path, &d);
		CHECK(good == (rows[i].want.year != 0) && same(d, rows[i].want), "\"%.*s\": %d-%d-%d",
			STR_ARG(rows[i].path), d.year, d.month, d.day);
	}
}

static const struct words german = {
	.word = {
		[WORD_DATE_DAY] = { "{d}. {month} {y}", 16 },
		[WORD_DATE_WEEKDAY] = { "{weekday}, {d}. {month} {y}", 27 },
		[WORD_DATE_MONTH] = { "{month} {y}", 11 },
	},
	.month = { [0] = { "Januar", 6 }, [5] = { "Juni", 4 }, [11] = { "Dezember", 8 } },
	.weekday = { [0] = { "Montag", 6 }, [3] = { "Donnerstag", 10 }, [4] = { "Freitag", 7 } },
};

static void check_written(void)
{
	const struct {
		struct date date;
		struct str iso, text, weekday;
	} rows[] = {
		{ { 2018, 6, 28 }, STR("2018-06-28"), STR("28. Juni 2018"), STR("Donnerstag, 28. Juni 2018") },
		{ { 2018, 6, 0 }, STR("2018-06"), STR("Juni 2018"), STR("Juni 2018") },
		{ { 2018, 0, 0 }, STR("2018"), STR("2018"), STR("2018") },
		{ { 1, 1, 1 }, STR("0001-01-01"), STR("1. Januar 1"), STR("Montag, 1. Januar 1") },
		{ { 9999, 12, 31 }, STR("9999-12-31"), STR("31. Dezember 9999"), STR("Freitag, 31. Dezember 9999") },
		/* what is no date has no text */
		{ { 2018, 13, 1 }, STR(""), STR(""), STR("") },
		{ { 2018, -1, 1 }, STR(""), STR(""), STR("") },
		{ { 2018, 2, 30 }, STR(""), STR(""), STR("") },
		{ { 0, 0, 0 }, STR(""), STR(""), STR("") },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char iso_room[64], text_room[64], weekday_room[64];
		struct buf iso = BUF(iso_room), text = BUF(text_room), weekday = BUF(weekday_room);
		date_iso(&iso, rows[i].date);
		date_long(&text, rows[i].date, &german);
		date_weekday_long(&weekday, rows[i].date, &german);
		CHECK_STR(buf_str(&iso), rows[i].iso);
		CHECK_STR(buf_str(&text), rows[i].text);
		CHECK_STR(buf_str(&weekday), rows[i].weekday);
		struct date back;
		if (rows[i].iso.n)
			CHECK(date_parse(buf_str(&iso), &back) && same(back, rows[i].date), "row %zu", i);
	}
}

/* Every day of four centuries: the weekday steps on by one, and the ISO form leads back. */
static void check_centuries(void)
{
	int expected = 5, wrong = 0; /* 1 January 1600 was a Saturday */
	for (int year = 1600; year < 2000; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; date_valid((struct date){ year, month, day }); day++) {
				struct date d = { year, month, day }, back;
				char room[16];
				struct buf iso = BUF(room);
				date_iso(&iso, d);
				if (date_weekday(d) != expected || !date_parse(buf_str(&iso), &back) || !same(back, d))
					wrong++;
				expected = (expected + 1) % 7;
			}
	CHECK(wrong == 0, "%d days", wrong);
	CHECK(expected == 5, "four centuries are whole weeks");
}

int main(void)
{
	check_valid();
	check_weekday();
	check_parse();
	check_path();
	check_written();
	check_centuries();
	return unit_done("date");
}
