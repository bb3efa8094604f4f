/* period: years, a year, a month, a day. */
#include "page/makers.h"

#include "site/overlay.h"
#include "text/label.h"

#include <stdlib.h>
#include <unistd.h>

enum { ALL_OF_IT = 1 << 20 }; /* no day has more articles than there are numbers for them */

static const struct scope all = { 0 };

/* "Davor: Mai 2018", "Danach: Juli 2018": the nearest periods of the same kind that have articles. */
static void neighbours(struct paper *p, struct date d)
{
	static const enum word words[] = { WORD_BEFORE, WORD_AFTER };
	for (int i = 0; i < 2; i++) {
		struct date near;
		if (!browse_nearest(p->archive, d, i == 0, &near))
			continue;
		near.month = d.month ? near.month : 0;
		near.day = d.day ? near.day : 0;
		paper_link(p, paper_path(p, near), NULL, FILL(p, words[i], { STR("what"), paper_date(p, near) }));
	}
}

static void ways_up(struct paper *p, struct date d)
{
	if (d.day)
		paper_link(p, paper_path(p, (struct date){ d.year, d.month, 0 }), NULL,
			paper_date(p, (struct date){ d.year, d.month, 0 }));
	if (d.month) {
		struct str year = arena_fmt(p->m, "%d", d.year);
		paper_link(p, paper_path(p, (struct date){ d.year, 0, 0 }), NULL,
			FILL(p, WORD_THE_YEAR, { STR("y"), year }));
	}
	if (d.month == 0)
		paper_link(p, STR("/years/"), NULL, paper_word(p, WORD_YEARS));
	paper_link(p, STR("/"), NULL, paper_word(p, WORD_FRONT_PAGE));
}

static uint64_t articles_in(struct tallies t)
{
	uint64_t n = 0;
	for (size_t i = 0; i < t.count; i++)
		n += t.tally[i].count;
	return n;
}

static unsigned days_in(struct tallies t)
{
	unsigned n = 0;
	for (size_t i = 0; i < t.count; i++)
		n += t.tally[i].date.day != 0;
	return n;
}

/* "167 Artikel an vier Tagen"; of how many days is not known unless each has one. */
static void sum_line(struct paper *p, struct tallies t)
{
	struct str articles = paper_articles(p, articles_in(t));
	unsigned days = days_in(t);
	if (t.count == 0)
		paper_text(p, paper_word(p, WORD_NONE_HERE));
	else if (days < t.count)
		paper_text(p, articles);
	else if (days == 1)
		paper_text(p, FILL(p, WORD_ON_DAY, { STR("articles"), articles }));
	else
		paper_text(p, FILL(p, WORD_ON_DAYS, { STR("articles"), articles }, { STR("n"), paper_small(p, days) }));
}

static void head(struct paper *p, struct date d, struct tallies t)
{
	paper_title(p, paper_weekday(p, d));
	if (d.day && t.count)
		paper_text(p, paper_articles(p, articles_in(t)));
	else
		sum_line(p, t);
	paper_gap(p);
	neighbours(p, d);
	ways_up(p, d);
	paper_gap(p);
}

/* Articles of which no more than this period is known. */
static void only_known(struct paper *p, struct date d, enum word title)
{
	int64_t first = entry_first(d);
	struct entries e = browse_newest(p->archive, all, first, first + (1 << ENTRY_SHIFT), ALL_OF_IT, p->m);
	if (e.count == 0)
		return;
	paper_heading(p, paper_word(p, title));
	for (size_t i = 0; i < e.count; i++)
		paper_entry(p, &e.entry[i], PAPER_PLAIN, false);
}

/* The book of a month or a year, where there is one (herald pack). */
static void take_with_you(struct paper *p, struct date d)
{
	struct found_file f;
	char space[32];
	struct buf iso = BUF(space), size = { 0 };
	date_iso(&iso, d);
	struct str year = arena_fmt(p->m, "%d", d.year);
	struct str path = arena_fmt(p->m, "/mirror/pack/%.*s.gpub", STR_ARG(buf_str(&iso)));
	enum found found = overlay_find(p->capsule, path, &f);
	if (f.fd >= 0)
		close(f.fd);
	if (found != FOUND_FILE)
		return;
	arena_room(p->m, &size, 64);
	label_size(&size, f.size, p->w);
	paper_heading(p, paper_word(p, WORD_TAKE));
	paper_link(p, path, NULL,
		FILL(p, WORD_TAKE_BOOK,
			{ STR("what"), d.month ? paper_date(p, d) : FILL(p, WORD_THE_YEAR, { STR("y"), year }) },
			{ STR("size"), buf_str(&size) }));
}

/* ---- a day ---- */

static int by_place_and_title(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = str_cmp(x->place, y->place);
	order = order ? order : str_cmp(x->title, y->title);
	return order ? order : str_cmp(x->path, y->path);
}

static void articles_of(struct paper *p, struct date d, enum paper_label label)
{
	struct entries e = browse_newest(p->archive, all, entry_first(d), entry_end(d), ALL_OF_IT, p->m);
	if (e.count)
		qsort(e.entry, e.count, sizeof *e.entry, by_place_and_title);
	for (size_t i = 0; i < e.count; i++)
		paper_entry(p, &e.entry[i], label, false);
}

enum outcome make_day(struct paper *p, const struct name *n, struct buf *to)
{
	struct tallies t = browse_days(p->archive, entry_first(n->date), entry_end(n->date), p->m);
	(void)to;
	head(p, n->date, t);
	articles_of(p, n->date, PAPER_ISO);
	return OUT_OK;
}

/* ---- a month ---- */

/* "2018-06-28 Donnerstag, 41 Artikel" */
static void day_link(struct paper *p, const struct tally *t)
{
	char space[16];
	struct buf iso = BUF(space);
	date_iso(&iso, t->date);
	paper_dated_link(p, paper_path(p, t->date),
		arena_fmt(p->m, "%.*s %.*s, %.*s", STR_ARG(buf_str(&iso)),
			STR_ARG(p->w->weekday[date_weekday(t->date)]), STR_ARG(paper_articles_short(p, t->count))));
}

static void list_days(struct paper *p, struct tallies t)
{
	paper_heading(p, paper_word(p, WORD_DAYS));
	for (size_t i = t.count; i-- > 0;)
		if (t.tally[i].date.day)
			day_link(p, &t.tally[i]);
}

static void list_articles(struct paper *p, struct tallies t)
{
	for (size_t i = t.count; i-- > 0;) {
		if (t.tally[i].date.day == 0)
			continue;
		paper_heading(p, paper_day_of_week(p, t.tally[i].date));
		articles_of(p, t.tally[i].date, PAPER_ISO);
		paper_link(p, paper_path(p, t.tally[i].date), NULL,
			FILL(p, WORD_WHOLE_DAY, { STR("date"), paper_weekday(p, t.tally[i].date) },
				{ STR("articles"), paper_articles_short(p, t.tally[i].count) }));
	}
}

enum outcome make_month(struct paper *p, const struct name *n, struct buf *to)
{
	struct tallies t = browse_days(p->archive, entry_first(n->date), entry_end(n->date), p->m);
	(void)to;
	head(p, n->date, t);
	if (days_in(t) && articles_in(t) > PAPER_LIST)
		list_days(p, t);
	else
		list_articles(p, t);
	only_known(p, n->date, WORD_ONLY_MONTH);
	take_with_you(p, n->date);
	return OUT_OK;
}

/* ---- a year, and all of them ---- */

enum outcome make_year(struct paper *p, const struct name *n, struct buf *to)
{
	struct tallies t = browse_days(p->archive, entry_first(n->date), entry_end(n->date), p->m);
	uint64_t month[13] = { 0 };
	bool any = false;
	(void)to;
	head(p, n->date, t);
	for (size_t i = 0; i < t.count; i++) {
		month[t.tally[i].date.month] += t.tally[i].count;
		any = any || t.tally[i].date.month;
	}
	if (any) {
		paper_heading(p, paper_word(p, WORD_MONTHS));
	}
	for (int i = 12; i >= 1; i--)
		if (month[i])
			paper_link(p, paper_path(p, (struct date){ n->date.year, i, 0 }), NULL,
				arena_fmt(p->m, "%.*s (%.*s)", STR_ARG(p->w->month[i - 1]),
					STR_ARG(paper_articles_short(p, month[i]))));
	only_known(p, n->date, WORD_ONLY_YEAR);
	take_with_you(p, n->date);
	return OUT_OK;
}

enum outcome make_years(struct paper *p, const struct name *n, struct buf *to)
{
	struct tallies t = browse_years(p->archive, all, p->m);
	(void)n;
	(void)to;
	paper_title(p, paper_word(p, WORD_YEARS));
	paper_text(p, t.count ? paper_articles(p, articles_in(t)) : paper_word(p, WORD_EMPTY));
	paper_gap(p);
	for (size_t i = 0; i < t.count; i++) {
		struct date d = t.tally[i].date;
		struct str what = d.year ? paper_date(p, d) : paper_word(p, WORD_UNDATED);
		paper_link(p, d.year ? paper_path(p, d) : STR("/undated/"), NULL,
			arena_fmt(p->m, "%.*s (%.*s)", STR_ARG(what),
				STR_ARG(paper_articles_short(p, t.tally[i].count))));
	}
	paper_end(p);
	return OUT_OK;
}
