/* tally: the counts that lists show; see schema.c. */
#include "archive/writer_inside.h"

static int64_t year_of(int64_t id)
{
	return (id >> ENTRY_SHIFT) / 10000;
}

/* Adds to a counter, and takes it away where nothing is left. */
static void count_in(struct writer *w, enum writer_sql add, enum writer_sql clean, int64_t key, int by)
{
	sqlite3_stmt *s = writer_sql(w, add);
	sqlite3_bind_int64(s, 1, key);
	sqlite3_bind_int(s, 2, by);
	writer_run(w, s);
	if (by > 0)
		return;
	s = writer_sql(w, clean);
	sqlite3_bind_int64(s, 1, key);
	writer_run(w, s);
}

static void count_year(struct writer *w, int64_t facet, int64_t year, int by)
{
	sqlite3_stmt *s = writer_sql(w, SQL_YEAR);
	sqlite3_bind_int64(s, 1, facet);
	sqlite3_bind_int64(s, 2, year);
	sqlite3_bind_int(s, 3, by);
	writer_run(w, s);
	if (by > 0)
		return;
	s = writer_sql(w, SQL_YEAR_CLEAN);
	sqlite3_bind_int64(s, 1, facet);
	sqlite3_bind_int64(s, 2, year);
	writer_run(w, s);
}

static void count_facet(struct writer *w, int64_t facet, int64_t article, int by)
{
	sqlite3_stmt *s = writer_sql(w, by > 0 ? SQL_MEMBER_ADD : SQL_MEMBER_DROP);
	sqlite3_bind_int64(s, 1, facet);
	sqlite3_bind_int64(s, 2, article);
	writer_run(w, s);
	s = writer_sql(w, SQL_FACET_COUNT);
	sqlite3_bind_int64(s, 1, facet);
	sqlite3_bind_int(s, 2, by);
	writer_run(w, s);
	count_year(w, facet, year_of(article), by);
}

void tally_article(struct writer *w, int64_t id, int64_t added, const uint32_t *facets, size_t count, int by)
{
	int64_t day = id >> ENTRY_SHIFT;
	for (size_t i = 0; i < count; i++)
		count_facet(w, facets[i], id, by);
	count_year(w, 0, year_of(id), by);
	count_in(w, SQL_DAY, SQL_DAY_CLEAN, year_of(id) ? day : 0, by);
	count_in(w, SQL_ADDITION, SQL_ADDITION_CLEAN, added, by);
}

int64_t tally_facet(struct writer *w, const struct record_facet *f, int64_t article)
{
	sqlite3_stmt *s = writer_sql(w, SQL_FACET);
	sqlite3_bind_int(s, 1, (int)f->kind);
	writer_bind(s, 2, f->slug);
	int64_t id = 0, named = 0;
	if (s && database_step(&w->database, s)) {
		id = sqlite3_column_int64(s, 0);
		named = sqlite3_column_int64(s, 1);
		sqlite3_reset(s);
	}
	if (id && named <= article)
		return id;
	s = writer_sql(w, id ? SQL_FACET_NAME : SQL_FACET_ADD);
	sqlite3_bind_int(s, 1, (int)f->kind);
	writer_bind(s, 2, f->slug);
	writer_bind(s, 3, f->name);
	sqlite3_bind_int64(s, 4, article);
	writer_run(w, s);
	return id ? id : sqlite3_last_insert_rowid(w->database.handle);
}
