#include "archive/browse.h"

#include "archive/archive_inside.h"

#include <string.h>

enum {
	VERSIONS_MAX = 16,     /* of one report */
	OFFSET_MAX = 2000,     /* of a random article in its day */
	NO_DATE_BELOW = 10000, /* packed dates begin here */
};

static int64_t packed(struct date d)
{
	return (int64_t)d.year * 10000 + d.month * 100 + d.day;
}

static struct date unpacked(int64_t n)
{
	return entry_date(n << ENTRY_SHIFT);
}

static int64_t number(struct archive *a, sqlite3_stmt *s)
{
	int64_t n = archive_row(a, s) ? sqlite3_column_int64(s, 0) : 0;
	if (s)
		sqlite3_reset(s);
	return n;
}

void browse_sum(struct archive *a, struct browse_sum *out)
{
	sqlite3_stmt *s =
		archive_sql(a, "SELECT sum(count), sum(iif(year = 0, count, 0)) FROM facet_year WHERE facet = 0");
	*out = (struct browse_sum){ 0 };
	if (archive_row(a, s)) {
		out->articles = (uint64_t)sqlite3_column_int64(s, 0);
		out->undated = (uint64_t)sqlite3_column_int64(s, 1);
	}
	browse_nearest(a, (struct date){ 0, 0, 0 }, false, &out->first);
	browse_nearest(a, (struct date){ 10000, 0, 0 }, true, &out->last); /* behind all that can be */
}

/* ---- lists ---- */

#define ALL "SELECT " ENTRY_COLUMNS " FROM" ENTRY_TABLES "WHERE article.id >= ?1 AND article.id < ?2 AND listed "
#define OF_FACET                                                                                                       \
	"SELECT " ENTRY_COLUMNS                                                                                        \
	" FROM member CROSS JOIN article ON article.id = member.article JOIN folder ON folder.id = "                   \
	"article.folder WHERE member.facet = ?4 AND member.article >= ?1 AND member.article < ?2 "

static struct entries list(
	struct archive *a, const char *sql, struct scope s, int64_t from, int64_t to, size_t max, struct arena *m)
{
	sqlite3_stmt *q = archive_sql(a, sql);
	sqlite3_bind_int64(q, 1, from);
	sqlite3_bind_int64(q, 2, to);
	sqlite3_bind_int64(q, 3, (int64_t)max);
	if (s.facet)
		sqlite3_bind_int64(q, 4, s.facet);
	return archive_entries(a, q, max, m);
}

struct entries browse_newest(struct archive *a, struct scope s, int64_t from, int64_t to, size_t max, struct arena *m)
{
	static const char all[] = ALL "ORDER BY article.id DESC LIMIT ?3";
	static const char of_facet[] = OF_FACET "ORDER BY member.article DESC LIMIT ?3";
	return list(a, s.facet ? of_facet : all, s, from, to, max, m);
}

struct entries browse_oldest(struct archive *a, struct scope s, int64_t from, int64_t to, size_t max, struct arena *m)
{
	static const char all[] = ALL "ORDER BY article.id LIMIT ?3";
	static const char of_facet[] = OF_FACET "ORDER BY member.article LIMIT ?3";
	return list(a, s.facet ? of_facet : all, s, from, to, max, m);
}

#define ADDED                                                                                                          \
	"SELECT " ENTRY_COLUMNS " FROM article INDEXED BY article_added JOIN folder ON folder.id = article.folder "    \
	"WHERE listed AND (added, article.id) "

struct entries browse_added(struct archive *a, struct date added, int64_t id, size_t max, struct arena *m)
{
	static const char sql[] = ADDED "< (?1, ?2) ORDER BY added DESC, article.id DESC LIMIT ?3";
	sqlite3_stmt *q = archive_sql(a, sql);
	sqlite3_bind_int64(q, 1, added.year ? packed(added) : INT64_MAX);
	sqlite3_bind_int64(q, 2, id);
	sqlite3_bind_int64(q, 3, (int64_t)max);
	return archive_entries(a, q, max, m);
}

struct entries browse_added_after(struct archive *a, struct date added, int64_t id, size_t max, struct arena *m)
{
	/* the one the page begins behind is the last of the page before */
	static const char sql[] = ADDED ">= (?1, ?2) ORDER BY added, article.id LIMIT ?3";
	sqlite3_stmt *q = archive_sql(a, sql);
	sqlite3_bind_int64(q, 1, packed(added));
	sqlite3_bind_int64(q, 2, id);
	sqlite3_bind_int64(q, 3, (int64_t)max);
	return archive_entries(a, q, max, m);
}

/* ---- periods ---- */

static struct tallies tallies(struct archive *a, sqlite3_stmt *s, bool years, struct arena *m)
{
	struct tallies all = { 0 };
	size_t room = 0;
	while (archive_row(a, s)) {
		all.tally = arena_more(m, all.tally, all.count, &room, sizeof *all.tally);
		int64_t n = sqlite3_column_int64(s, 0);
		struct tally *t = &all.tally[all.count++];
		t->date = unpacked(years ? n * 10000 : n);
		t->count = (uint64_t)sqlite3_column_int64(s, 1);
	}
	return all;
}

struct tallies browse_days(struct archive *a, int64_t from, int64_t to, struct arena *m)
{
	sqlite3_stmt *s = archive_sql(a, "SELECT date, count FROM day WHERE date >= ?1 AND date < ?2 ORDER BY date");
	sqlite3_bind_int64(s, 1, from >> ENTRY_SHIFT);
	sqlite3_bind_int64(s, 2, to >> ENTRY_SHIFT);
	return tallies(a, s, false, m);
}

struct tallies browse_years(struct archive *a, struct scope s, struct arena *m)
{
	sqlite3_stmt *q = archive_sql(a, "SELECT year, count FROM facet_year WHERE facet = ?1 ORDER BY year DESC");
	sqlite3_bind_int64(q, 1, s.facet);
	return tallies(a, q, true, m);
}

bool browse_nearest(struct archive *a, struct date period, bool before, struct date *out)
{
	static const char newest[] = "SELECT max(date) FROM day WHERE date < ?1 AND date >= 10000 AND date % ?2 >= ?3";
	static const char oldest[] = "SELECT min(date) FROM day WHERE date >= ?1 AND date >= 10000 AND date % ?2 >= ?3";
	int64_t bound = (before ? entry_first(period) : entry_end(period)) >> ENTRY_SHIFT;
	sqlite3_stmt *s = archive_sql(a, before ? newest : oldest);
	sqlite3_bind_int64(s, 1, bound);
	sqlite3_bind_int64(s, 2, period.month ? period.day ? 100 : 10000 : 1);
	sqlite3_bind_int64(s, 3, period.month ? period.day ? 1 : 100 : 0);
	*out = unpacked(number(a, s));
	return out->year != 0;
}

struct tallies browse_anniversaries(struct archive *a, int month, int day, struct arena *m)
{
	struct tallies years = browse_years(a, (struct scope){ 0 }, m), all = { 0 };
	all.tally = arena_take(m, years.count + 1, sizeof *all.tally);
	for (size_t i = 0; i < years.count; i++) {
		struct date date = { years.tally[i].date.year, month, day };
		sqlite3_stmt *s = archive_sql(a, "SELECT count FROM day WHERE date = ?1");
		sqlite3_bind_int64(s, 1, packed(date));
		uint64_t count = date.year && date_valid(date) ? (uint64_t)number(a, s) : 0;
		if (count)
			all.tally[all.count++] = (struct tally){ date, count };
	}
	return all;
}

struct tallies browse_additions(
	struct archive *a, struct date from, struct date to, bool newest_first, size_t max, struct arena *m)
{
	static const char newest[] =
		"SELECT date, count FROM addition WHERE date >= ?1 AND date < ?2 ORDER BY date DESC LIMIT ?3";
	static const char oldest[] =
		"SELECT date, count FROM addition WHERE date >= ?1 AND date < ?2 ORDER BY date LIMIT ?3";
	sqlite3_stmt *s = archive_sql(a, newest_first ? newest : oldest);
	sqlite3_bind_int64(s, 1, packed(from));
	sqlite3_bind_int64(s, 2, to.year ? packed(to) : INT64_MAX);
	sqlite3_bind_int64(s, 3, (int64_t)max);
	return tallies(a, s, false, m);
}

/* ---- one article ---- */

static bool one(struct archive *a, sqlite3_stmt *s, struct arena *m, struct entry *out)
{
	struct entries found = archive_entries(a, s, 1, m);
	if (found.count)
		*out = found.entry[0];
	return found.count == 1;
}

bool browse_entry(struct archive *a, struct str path, struct arena *m, struct entry *out)
{
	size_t folder = str_rindex(path, '/') + 1;
	sqlite3_stmt *s =
		archive_sql(a, "SELECT " ENTRY_COLUMNS " FROM folder CROSS JOIN article ON article.folder = folder.id"
			       " WHERE folder.path = ?1 AND article.name = ?2 AND listed");
	archive_bind(s, 1, str_sub(path, 0, folder));
	archive_bind(s, 2, str_sub(path, folder, path.n));
	return one(a, s, m, out);
}

static sqlite3_stmt *with_identifier(struct archive *a, uint64_t identifier)
{
	sqlite3_stmt *s = archive_sql(a, "SELECT " ENTRY_COLUMNS " FROM" ENTRY_TABLES
					 "WHERE identifier = ?1 AND identifier <> 0 ORDER BY article.id");
	sqlite3_bind_int64(s, 1, (int64_t)identifier);
	return s;
}

bool browse_identified(struct archive *a, struct str identifier, struct arena *m, struct entry *out)
{
	uint64_t n = 0;
	for (size_t i = 0; i < identifier.n && i < 16; i++) {
		char c = identifier.p[i];
		n = n << 4 | (uint64_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10) % 16;
	}
	return identifier.n == 64 && one(a, with_identifier(a, n), m, out);
}

bool browse_first_identified(struct archive *a, const struct entry *e)
{
	sqlite3_stmt *s = archive_sql(a, "SELECT min(id) FROM article WHERE identifier = ?1 AND identifier <> 0");
	sqlite3_bind_int64(s, 1, (int64_t)e->identifier);
	return number(a, s) == e->id;
}

static void version_take(struct entries *all, struct entries found, int64_t self)
{
	for (size_t i = 0; i < found.count && all->count < VERSIONS_MAX; i++) {
		bool known = found.entry[i].id == self;
		for (size_t k = 0; k < all->count; k++)
			known = known || all->entry[k].id == found.entry[i].id;
		if (!known)
			all->entry[all->count++] = found.entry[i];
	}
}

/* Those that name an article as what they are a version of, and those that it names. */
static void versions_near(struct archive *a, const struct entry *e, int64_t self, struct entries *all, struct arena *m)
{
	sqlite3_stmt *s = archive_sql(a, "SELECT of FROM version WHERE article = ?1");
	sqlite3_bind_int64(s, 1, e->id);
	uint64_t of = (uint64_t)number(a, s);
	if (of)
		version_take(all, archive_entries(a, with_identifier(a, of), VERSIONS_MAX, m), self);
	s = archive_sql(a, "SELECT " ENTRY_COLUMNS " FROM version CROSS JOIN article ON article.id = version.article"
			   " JOIN folder ON folder.id = article.folder WHERE of = ?1 ORDER BY article");
	sqlite3_bind_int64(s, 1, (int64_t)e->identifier);
	if (e->identifier)
		version_take(all, archive_entries(a, s, VERSIONS_MAX, m), self);
}

struct entries browse_versions(struct archive *a, const struct entry *e, struct arena *m)
{
	struct entries all = { arena_take(m, VERSIONS_MAX, sizeof(struct entry)), 0 };
	versions_near(a, e, e->id, &all, m);
	for (size_t i = 0; i < all.count; i++) {
		struct entry of = all.entry[i];
		versions_near(a, &of, e->id, &all, m);
	}
	for (size_t i = 1; i < all.count; i++)
		for (size_t k = i; k && all.entry[k - 1].id > all.entry[k].id; k--) {
			struct entry swap = all.entry[k];
			all.entry[k] = all.entry[k - 1];
			all.entry[k - 1] = swap;
		}
	return all;
}

/* The tally in which the n-th article is; *n becomes its place there. */
static const struct tally *tally_of(const struct tallies *t, uint64_t *n)
{
	for (size_t i = 0; i < t->count; i++) {
		if (*n < t->tally[i].count)
			return &t->tally[i];
		*n -= t->tally[i].count;
	}
	return NULL;
}

bool browse_random(struct archive *a, uint64_t chance, struct arena *m, struct entry *out)
{
	struct browse_sum sum;
	browse_sum(a, &sum);
	uint64_t n = sum.articles ? chance % sum.articles : 0;
	struct tallies years = browse_years(a, (struct scope){ 0 }, m), days;
	const struct tally *period = tally_of(&years, &n);
	if (period && period->date.year) {
		days = browse_days(a, entry_first(period->date), entry_end(period->date), m);
		period = tally_of(&days, &n);
	}
	if (period == NULL)
		return false;
	sqlite3_stmt *s = archive_sql(a, ALL "LIMIT 1 OFFSET ?3");
	sqlite3_bind_int64(s, 1, entry_first(period->date));
	sqlite3_bind_int64(s, 2, entry_end(period->date));
	sqlite3_bind_int64(s, 3, (int64_t)(n % OFFSET_MAX));
	return one(a, s, m, out);
}
