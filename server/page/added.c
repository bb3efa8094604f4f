/* added: what came into the archive last, and day by day. */
#include "page/makers.h"

static struct str key_of(const struct paper *p, int64_t id)
{
	char space[64];
	struct buf key = BUF(space);
	entry_key(&key, id, true);
	return arena_copy(p->m, buf_str(&key));
}

static struct str iso_of(const struct paper *p, struct date d)
{
	char space[16];
	struct buf iso = BUF(space);
	date_iso(&iso, d);
	return arena_copy(p->m, buf_str(&iso));
}

static bool same_day(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* ---- /new/ ---- */

static struct str new_path(const struct paper *p, const struct entry *e)
{
	return arena_fmt(p->m, "/new/%.*s/%.*s/", STR_ARG(iso_of(p, e->added)), STR_ARG(key_of(p, e->id)));
}

static void new_entries(struct paper *p, struct entries e)
{
	for (size_t i = 0; i < e.count; i++) {
		if (i == 0 || !same_day(e.entry[i].added, e.entry[i - 1].added)) {
			paper_heading(p, FILL(p, WORD_ADDED, { STR("date"), paper_date(p, e.entry[i].added) }));
		}
		/* who subscribes wants to know what is new, so the date of the entry is the day it came */
		paper_entry(p, &e.entry[i], PAPER_ADDED, false);
	}
	paper_gap(p);
}

enum outcome make_new(struct paper *p, const struct name *n, struct buf *to)
{
	int64_t id = INT64_MAX;
	(void)to;
	if (n->key.n && !entry_of_key(n->key, 0, &id))
		return OUT_NOT_FOUND;
	struct entries e = browse_added(p->archive, n->date, id, PAPER_LIST + 1, p->m);
	bool more = e.count > PAPER_LIST;
	if (n->key.n && e.count == 0)
		return OUT_NOT_FOUND;
	e.count -= more;
	paper_title(p, paper_word(p, WORD_NEW_TITLE));
	if (e.count == 0)
		paper_text(p, paper_word(p, WORD_EMPTY));
	else
		paper_link(p, STR("/digest/"), NULL, paper_word(p, WORD_DIGESTS));
	if (e.count)
		paper_link(p, STR("/feed/new.xml"), NULL, paper_word(p, WORD_SUBSCRIBE));
	new_entries(p, e);
	if (n->key.n) {
		struct entries before = browse_added_after(p->archive, n->date, id, PAPER_LIST + 1, p->m);
		paper_link(p, before.count > PAPER_LIST ? new_path(p, &before.entry[PAPER_LIST]) : STR("/new/"), NULL,
			paper_word(p, WORD_PREVIOUS));
	}
	if (more)
		paper_link(p, new_path(p, &e.entry[e.count - 1]), NULL, paper_word(p, WORD_NEXT));
	paper_end(p);
	return OUT_OK;
}

/* ---- /digest/ ---- */

static struct str digest_path(const struct paper *p, struct date d)
{
	return arena_fmt(p->m, "/digest/%.*s/", STR_ARG(iso_of(p, d)));
}

static struct str digests_path(const struct paper *p, struct date before)
{
	return arena_fmt(p->m, "/digest/%04d/%02d-%02d/", before.year, before.month, before.day);
}

/* "11-23" of a year; false: it is no day. */
static bool day_of_key(struct str key, int year, struct date *out)
{
	uint64_t month, day;
	bool good = key.n == 5 && key.p[2] == '-' && str_u64(str_sub(key, 0, 2), 12, &month) &&
		    str_u64(str_sub(key, 3, 5), 31, &day);
	*out = (struct date){ year, good ? (int)month : 0, good ? (int)day : 0 };
	return good && month && day && date_valid(*out);
}

enum outcome make_digests(struct paper *p, const struct name *n, struct buf *to)
{
	struct date none = { 0 }, from = none, before = none;
	(void)to;
	if (n->date.year) {
		from = (struct date){ n->date.year, 0, 0 };
		before = (struct date){ n->date.year + 1, 0, 0 };
	}
	if (n->key.n && !day_of_key(n->key, n->date.year, &before))
		return OUT_NOT_FOUND;
	struct tallies t = browse_additions(p->archive, from, before, true, PAPER_LIST + 1, p->m);
	bool more = t.count > PAPER_LIST;
	if (t.count == 0 && n->date.year)
		return OUT_NOT_FOUND;
	t.count -= more;
	paper_title(p, paper_word(p, WORD_DIGESTS));
	if (t.count == 0)
		paper_text(p, paper_word(p, WORD_EMPTY));
	for (size_t i = 0; i < t.count; i++)
		paper_dated_link(p, digest_path(p, t.tally[i].date),
			arena_fmt(p->m, "%.*s %.*s", STR_ARG(iso_of(p, t.tally[i].date)),
				STR_ARG(FILL(p, WORD_ADDED_COUNT,
					{ STR("articles"), paper_articles(p, t.tally[i].count) }))));
	paper_gap(p);
	/* the next ones: in the same year behind a key, else another year from its top */
	struct date last = t.count ? t.tally[t.count - 1].date : none;
	struct tallies next = { 0 };
	if (t.count)
		next = browse_additions(p->archive, none, last, true, 1, p->m);
	if (next.count) {
		struct date d = next.tally[0].date;
		paper_link(p, d.year == last.year ? digests_path(p, last) : arena_fmt(p->m, "/digest/%04d/", d.year),
			NULL, FILL(p, WORD_BEFORE, { STR("what"), paper_date(p, d) }));
	}
	if (n->date.year)
		paper_link(p, STR("/digest/"), NULL, FILL(p, WORD_BACK, { STR("what"), paper_word(p, WORD_DIGESTS) }));
	paper_link(p, STR("/new/"), NULL, paper_word(p, WORD_NEW));
	paper_end(p);
	return OUT_OK;
}

static struct date next_day(struct date d)
{
	struct date next = { d.year, d.month, d.day + 1 };
	if (!date_valid(next))
		next = (struct date){ d.year, d.month + 1, 1 };
	return date_valid(next) ? next : (struct date){ d.year + 1, 1, 1 };
}

static void digest_neighbours(struct paper *p, struct date d)
{
	struct date none = { 0 };
	struct tallies before = browse_additions(p->archive, none, d, true, 1, p->m);
	struct tallies after = browse_additions(p->archive, next_day(d), none, false, 1, p->m);
	if (before.count)
		paper_link(p, digest_path(p, before.tally[0].date), NULL,
			FILL(p, WORD_BEFORE, { STR("what"), paper_date(p, before.tally[0].date) }));
	if (after.count)
		paper_link(p, digest_path(p, after.tally[0].date), NULL,
			FILL(p, WORD_AFTER, { STR("what"), paper_date(p, after.tally[0].date) }));
	paper_link(p, STR("/digest/"), NULL, paper_word(p, WORD_DIGESTS));
}

static struct str digest_behind(const struct paper *p, struct date d, int64_t id)
{
	return arena_fmt(p->m, "%.*s%.*s/", STR_ARG(digest_path(p, d)), STR_ARG(key_of(p, id)));
}

/* The page before the one that begins behind an article: the day's first one, if no more than it stand there. */
static struct str digest_before(struct paper *p, struct date d, int64_t id)
{
	struct entries e = browse_added_after(p->archive, d, id, PAPER_LIST + 1, p->m);
	bool far = e.count > PAPER_LIST && same_day(e.entry[PAPER_LIST].added, d);
	return far ? digest_behind(p, d, e.entry[PAPER_LIST].id) : digest_path(p, d);
}

enum outcome make_digest(struct paper *p, const struct name *n, struct buf *to)
{
	struct date next = next_day(n->date);
	int64_t id = INT64_MAX;
	(void)to;
	struct tallies t = browse_additions(p->archive, n->date, next, true, 1, p->m);
	if (t.count == 0 || (n->key.n && !entry_of_key(n->key, 0, &id)))
		return OUT_NOT_FOUND;
	struct entries e = browse_added(p->archive, n->date, id, PAPER_LIST + 1, p->m);
	size_t here = 0;
	while (here < e.count && same_day(e.entry[here].added, n->date))
		here++;
	bool more = here > PAPER_LIST;
	here -= more;
	paper_title(p, FILL(p, WORD_ADDED, { STR("date"), paper_date(p, n->date) }));
	paper_text(p, paper_articles(p, t.tally[0].count));
	paper_gap(p);
	for (size_t i = 0; i < here; i++)
		paper_entry(p, &e.entry[i], PAPER_ADDED, false);
	paper_gap(p);
	if (n->key.n)
		paper_link(p, digest_before(p, n->date, id), NULL, paper_word(p, WORD_PREVIOUS));
	if (more)
		paper_link(p, digest_behind(p, n->date, e.entry[here - 1].id), NULL, paper_word(p, WORD_NEXT));
	digest_neighbours(p, n->date);
	paper_end(p);
	return OUT_OK;
}
