#include "unit.h"

#include "import/when.h"
#include "when_rows.h"

#include <string.h>

/* The last day of that year: later ones are no dates. */
static const struct date today = { 2018, 12, 31 };

static const char *kind_name(enum when_kind kind)
{
	static const char *const names[] = { "none", "updated", "in_text", "printed", "standing", "alone",
		"published" };
	return names[kind];
}

static void say(struct buf *out, struct str line, enum when_order order, struct date last)
{
	struct when w[8];
	size_t n = when_read(line, order, last, w, sizeof w / sizeof *w);
	for (size_t i = 0; i < n; i++) {
		buf_add(out, i ? STR("; ") : STR(""));
		date_iso(out, w[i].date);
		buf_fmt(out, " %s", kind_name(w[i].kind));
	}
}

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char room[256];
		struct buf said = BUF(room);
		say(&said, str_of(rows[i].line), WHEN_DMY, today);
		CHECK(str_eq(buf_str(&said), str_of(rows[i].want)), "\"%s\": got \"%.*s\", want \"%s\"", rows[i].line,
			STR_ARG(buf_str(&said)), rows[i].want);
	}
}

/* The bytes of the date, without the words around it. */
static void check_spans(void)
{
	const struct row rows[] = {
		{ "Donnerstag, 28. Juni 2018, 14:32 Uhr", "28. Juni 2018" },
		{ "2018-06-28T09:30:00+02:00", "2018-06-28" },
		{ "20180628T093000Z", "20180628" },
		{ "Thu, 28 Jun 2018 09:30:00 +0200", "28 Jun 2018" },
		{ "Thu Jun 28 09:30:00 CEST 2018", "Jun 28 09:30:00 CEST 2018" },
		{ "Published: Thursday, June 28th, 2018", "June 28th, 2018" },
		{ "Samstag/Sonntag, 30.6./1.7.2018", "30.6./1.7.2018" },
		{ "Mittwoch/Donnerstag, 27./28. Juni 2018", "27./28. Juni 2018" },
		{ "30. Juni/1. Juli 2018", "30. Juni/1. Juli 2018" },
		{ "28.-30. Juni 2018", "30. Juni 2018" },
		{ "„28.06.2018“", "28.06.2018" },
		{ "(28.06.2018)", "28.06.2018" },
		{ "3. Mär. 2018", "3. Mär. 2018" },
		{ "28.6.’18", "28.6.’18" },
		{ "den 28ten Juni 1868", "28ten Juni 1868" },
		{ "Updated 9:30 a.m. June 28, 2018", "June 28, 2018" },
		{ "Do., 28.06.2018 - 14.32 Uhr", "28.06.2018" },
		{ "Wolfsburg28.06.2018", "28.06.2018" },
		{ "Kai Tönnies, 28.06.2018 14:32", "28.06.2018" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str line = str_of(rows[i].line);
		struct when w = { 0 };
		CHECK(when_read(line, WHEN_DMY, today, &w, 1) == 1, "%s", rows[i].line);
		CHECK_STR(str_sub(line, w.from, w.to), str_of(rows[i].want));
	}
}

/* What an American profile says of 03/04/2018, and which day today is. */
static void check_order(void)
{
	const struct {
		const char *line;
		enum when_order order;
		struct date last;
		const char *want;
	} rows[] = {
		{ "03/04/2018", WHEN_DMY, today, "2018-04-03 alone" },
		{ "03/04/2018", WHEN_MDY, today, "2018-03-04 alone" },
		{ "3/4/18", WHEN_MDY, today, "2018-03-04 alone" },
		{ "06/28/2018", WHEN_MDY, today, "2018-06-28 alone" },
		{ "28/06/2018", WHEN_MDY, today, "2018-06-28 alone" },
		{ "13/13/2018", WHEN_MDY, today, "" },
		{ "04.03.2018", WHEN_MDY, today, "2018-03-04 alone" },
		{ "2018/03/04", WHEN_MDY, today, "2018-03-04 alone" },
		{ "28.06.2018", WHEN_DMY, { 2018, 6, 28 }, "2018-06-28 alone" },
		{ "28.06.2018", WHEN_DMY, { 2018, 6, 27 }, "" },
		{ "28.06.2018", WHEN_DMY, { 2018, 5, 29 }, "" },
		{ "28.06.2018", WHEN_DMY, { 2017, 12, 31 }, "" },
		{ "28.06.2018", WHEN_DMY, { 2019, 1, 1 }, "2018-06-28 alone" },
		{ "28.06.18", WHEN_DMY, { 2018, 6, 27 }, "" },
		{ "28.06.2918", WHEN_DMY, { 0 }, "2918-06-28 alone" },
		/* the words beside it are still those of the day that is none */
		{ "28.06.2018 - 02.01.2019", WHEN_DMY, today, "2018-06-28 in_text" },
		{ "28.06.2018, gilt bis 02.01.2019", WHEN_DMY, today, "2018-06-28 standing" },
		{ "Aktualisiert am 28.06.2018, erstellt am 02.01.2019", WHEN_DMY, today, "2018-06-28 updated" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[128];
		struct buf said = BUF(room);
		say(&said, str_of(rows[i].line), rows[i].order, rows[i].last);
		CHECK(str_eq(buf_str(&said), str_of(rows[i].want)), "\"%s\": got \"%.*s\", want \"%s\"", rows[i].line,
			STR_ARG(buf_str(&said)), rows[i].want);
	}
}

static void check_path(void)
{
	const struct {
		const char *path;
		struct date want;
	} rows[] = {
		{ "/archive/2018/06/28/slug.html", { 2018, 6, 28 } },
		{ "2018/06/28/slug.html", { 2018, 6, 28 } },
		{ "/2018/06/28", { 2018, 6, 28 } },
		{ "/2018/6/28/x", { 2018, 6, 28 } },
		{ "/2018/06/28-slug", { 2018, 6, 28 } },
		{ "news/2018-06-28-slug.txt", { 2018, 6, 28 } },
		{ "2018-06-28.txt", { 2018, 6, 28 } },
		{ "slug_2018_06_28.txt", { 2018, 6, 28 } },
		{ "wn20180628.txt", { 2018, 6, 28 } },
		{ "20180628", { 2018, 6, 28 } },
		{ "20180628_0930.html", { 2018, 6, 28 } },
		{ "https://bote.example/2018/06/28/x?y=1", { 2018, 6, 28 } },
		{ "https://bote.example/x?date=2018-06-28", { 2018, 6, 28 } },
		/* the last one */
		{ "/2018/06/28/2018-06-27-slug", { 2018, 6, 27 } },
		{ "20180627/2018-06-28", { 2018, 6, 28 } },
		{ "/2018/06/28/2018-13-27-slug", { 2018, 6, 28 } },
		{ "/2018/06/28/2019-06-27-slug", { 2018, 6, 28 } },
		/* no days */
		{ "", { 0 } },
		{ "/2018/06/slug", { 0 } },
		{ "/2018/slug", { 0 } },
		{ "/2018/06/", { 0 } },
		{ "/2018/06/31/x", { 0 } },
		{ "/2018/00/28/x", { 0 } },
		{ "/2018/13/28/x", { 0 } },
		{ "/2018/06/028/x", { 0 } },
		{ "/2018/06-28/x", { 0 } },
		{ "2018-6-28", { 0 } },
		{ "12018-06-28", { 0 } },
		{ "2018-06-281", { 0 } },
		{ "120180628", { 0 } },
		{ "201806281", { 0 } },
		{ "20180631", { 0 } },
		{ "20190101", { 0 } },
		{ "15991231", { 0 } },
		{ "1599-12-31", { 0 } },
		{ "/2019/01/01/x", { 0 } },
		{ "000_8da513476a74d999.txt", { 0 } },
		{ "ab20180628cdef01.txt", { 0 } },
		{ "2018062", { 0 } },
		{ "18446744073709551616", { 0 } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date d = { 7, 7, 7 }, w = rows[i].want;
		bool found = when_of_path(str_of(rows[i].path), today, &d);
		CHECK(found == (w.year != 0) && d.year == w.year && d.month == w.month && d.day == w.day,
			"\"%s\": %d-%d-%d", rows[i].path, d.year, d.month, d.day);
	}
}

static const char *const german[] = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
	"September", "Oktober", "November", "Dezember" };
static const char *const english[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
	"Dec" };

/* A day in one of the ways to write it; false: there are no more. */
static bool write_day(struct buf *out, struct date d, int way)
{
	switch (way) {
	case 0:
		buf_fmt(out, "%d.%d.%d", d.day, d.month, d.year);
		return true;
	case 1:
		buf_fmt(out, "%d. %s %d", d.day, german[d.month - 1], d.year);
		return true;
	case 2:
		buf_fmt(out, "%s %d, %d", english[d.month - 1], d.day, d.year);
		return true;
	case 3:
		buf_fmt(out, "%02d %s %d 09:30:00 +0200", d.day, english[d.month - 1], d.year);
		return true;
	case 4:
		buf_fmt(out, "%04d-%02d-%02dT09:30:00Z", d.year, d.month, d.day);
		return true;
	case 5:
		buf_fmt(out, "%02d/%02d/%d", d.day, d.month, d.year);
		return true;
	default:
		return false;
	}
}

/* Every day of fifty years in every form is read as itself, and the days that there aren't are not. */
static void check_calendar(void)
{
	char room[64];
	struct buf b = BUF(room);
	size_t wrong = 0;
	for (int way = 0; write_day(&b, today, way); way++)
		for (int i = 0; i < 50 * 12 * 31; i++) {
			struct date d = { 1968 + i / 372, i / 31 % 12 + 1, i % 31 + 1 };
			struct when w = { 0 };
			buf_clear(&b);
			write_day(&b, d, way);
			size_t n = when_read(buf_str(&b), WHEN_DMY, today, &w, 1);
			bool same = w.date.year == d.year && w.date.month == d.month && w.date.day == d.day;
			wrong += date_valid(d) ? n != 1 || !same || w.kind != WHEN_ALONE : n != 0;
		}
	CHECK(wrong == 0, "%zu days", wrong);
}

/* A long line is text; no more dates than there is room for. */
static void check_bounds(void)
{
	static char text[1 << 20];
	struct when w[3];
	const struct str unit = STR("28. Juni 2018, ");
	for (size_t i = 0; i + unit.n <= sizeof text; i += unit.n)
		memcpy(text + i, unit.p, unit.n);
	struct str all = { text, sizeof text / unit.n * unit.n };
	CHECK(when_read(all, WHEN_DMY, today, w, 3) == 3, "three of many");
	for (size_t i = 0; i < 3; i++)
		CHECK(w[i].kind == WHEN_IN_TEXT && w[i].from == i * unit.n && w[i].to == w[i].from + 13, "date %zu", i);
	CHECK(when_read(all, WHEN_DMY, today, w, 0) == 0, "no room");
	CHECK(when_read(str_sub(all, 0, unit.n), WHEN_DMY, today, w, 0) == 0, "no room");
	CHECK(when_read(STR("Erstellt: 28.06.2018, geändert: 29.06.2018"), WHEN_DMY, today, w, 1) == 1, "room for one");
	CHECK(w[0].kind == WHEN_PUBLISHED, "kind %d", w[0].kind);
	memset(text, 'x', sizeof text);
	memcpy(text + sizeof text - 10, "28.06.2018", 10);
	CHECK(when_read((struct str){ text, sizeof text }, WHEN_DMY, today, w, 3) == 0, "part of an endless word");
	text[sizeof text - 11] = ' ';
	CHECK(when_read((struct str){ text, sizeof text }, WHEN_DMY, today, w, 3) == 1, "at the end");
	CHECK(w[0].kind == WHEN_IN_TEXT && w[0].to == sizeof text, "ends at %zu", w[0].to);
	memset(text, '1', sizeof text);
	CHECK(when_read((struct str){ text, sizeof text }, WHEN_DMY, today, w, 3) == 0, "an endless number");
	CHECK(when_read((struct str){ NULL, 0 }, WHEN_DMY, today, w, 3) == 0, "nothing");
}

int main(void)
{
	check_rows(alone, sizeof alone / sizeof *alone);
	check_rows(named, sizeof named / sizeof *named);
	check_rows(other, sizeof other / sizeof *other);
	check_rows(none, sizeof none / sizeof *none);
	check_spans();
	check_order();
	check_path();
	check_calendar();
	check_bounds();
	return unit_done("when");
}
