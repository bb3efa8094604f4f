#include "archive/writer.h"

#include "archive/fts.h"
#include "archive/schema.h"
#include "archive/writer_inside.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const sql[SQL_COUNT] = {
	[SQL_FOLDER] = "SELECT id FROM folder WHERE path = ?1",
	[SQL_FOLDER_ADD] = "INSERT INTO folder(path) VALUES(?1)",
	[SQL_FOLDER_CHANGED] = "UPDATE folder SET changed = ?2 WHERE id = ?1 AND changed <> ?2",
	[SQL_FIND] = "SELECT id, added, listed, facets, sha256 FROM article WHERE folder = ?1 AND name = ?2",
	[SQL_TAKEN] = "SELECT 1 FROM article WHERE id = ?1",
	[SQL_TOUCH] = "UPDATE article SET mtime = ?2, ino = ?3, size = ?4 WHERE id = ?1",
	[SQL_ADD] = ("INSERT INTO article(id, folder, name, listed, title, place, section, language, summary, credit,"
		     " updated, added, mtime, ino, size, identifier, words, sha256, facets)"
		     " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19)"),
	[SQL_TEXT_ADD] = ("INSERT INTO text(rowid, body, title, place, section, author, keyword)"
			  " VALUES(?1,?2,?3,?4,?5,?6,?7)"),
	[SQL_DROP] = "DELETE FROM article WHERE id = ?1",
	[SQL_DEAD_ADD] = "INSERT OR REPLACE INTO dead VALUES(?1, ?2)",
	[SQL_DEAD_FIND] = "SELECT hash FROM dead WHERE id = ?1",
	[SQL_DEAD_DROP] = "DELETE FROM dead WHERE id = ?1",
	[SQL_FACET] = "SELECT id, named FROM facet WHERE kind = ?1 AND slug = ?2",
	[SQL_FACET_ADD] = "INSERT INTO facet(kind, slug, name, named) VALUES(?1, ?2, ?3, ?4)",
	[SQL_FACET_NAME] = "UPDATE facet SET name = ?3, named = ?4 WHERE kind = ?1 AND slug = ?2",
	[SQL_FACET_COUNT] = "UPDATE facet SET count = count + ?2 WHERE id = ?1",
	[SQL_STAGE] = "INSERT INTO staged VALUES(?1, ?2)",
	[SQL_MEMBER_ADD] = "INSERT OR IGNORE INTO member VALUES(?1, ?2)",
	[SQL_MEMBER_DROP] = "DELETE FROM member WHERE facet = ?1 AND article = ?2",
	[SQL_YEAR] = ("INSERT INTO facet_year VALUES(?1, ?2, ?3)"
		      " ON CONFLICT(facet, year) DO UPDATE SET count = count + ?3"),
	[SQL_YEAR_CLEAN] = "DELETE FROM facet_year WHERE facet = ?1 AND year = ?2 AND count <= 0",
	[SQL_DAY] = "INSERT INTO day VALUES(?1, ?2) ON CONFLICT(date) DO UPDATE SET count = count + ?2",
	[SQL_DAY_CLEAN] = "DELETE FROM day WHERE date = ?1 AND count <= 0",
	[SQL_ADDITION] = "INSERT INTO addition VALUES(?1, ?2) ON CONFLICT(date) DO UPDATE SET count = count + ?2",
	[SQL_ADDITION_CLEAN] = "DELETE FROM addition WHERE date = ?1 AND count <= 0",
	[SQL_VERSION_ADD] = "INSERT OR IGNORE INTO version VALUES(?1, ?2)",
	[SQL_VERSION_DROP] = "DELETE FROM version WHERE article = ?1",
	[SQL_WORD] = ("INSERT INTO word(term, df, titles) VALUES(?1, 1, ?2) ON CONFLICT(term) DO UPDATE"
		      " SET df = df + iif(df < 1024, 1, iif(?3, 0, 32)), titles = titles + ?2"
		      " WHERE df < 1024 OR ?2 OR NOT ?3 RETURNING df"),
	[SQL_TAIL] = "INSERT OR IGNORE INTO tail SELECT tail(?1) WHERE tail(?1) IS NOT NULL",
	[SQL_KNOWN] = ("SELECT name, size, ino, mtime FROM folder CROSS JOIN article ON article.folder = folder.id"
		       " WHERE folder.path = ?1 ORDER BY name"),
	[SQL_FOLDERS] = ("SELECT path FROM folder WHERE path >= ?1 AND path < ?2"
			 " AND EXISTS(SELECT 1 FROM article WHERE folder = folder.id) ORDER BY path LIMIT ?3"),
};

/* ---- statements ---- */

sqlite3_stmt *writer_sql(struct writer *w, enum writer_sql which)
{
	if (*w->database.trouble)
		return NULL;
	if (w->sql[which] == NULL)
		w->sql[which] = database_prepare(&w->database, sql[which]);
	else
		sqlite3_reset(w->sql[which]);
	return w->sql[which];
}

void writer_run(struct writer *w, sqlite3_stmt *s)
{
	if (s && database_step(&w->database, s))
		sqlite3_reset(s);
}

int64_t writer_number(struct writer *w, sqlite3_stmt *s, int64_t otherwise)
{
	if (s == NULL || !database_step(&w->database, s))
		return otherwise;
	int64_t n = sqlite3_column_int64(s, 0);
	sqlite3_reset(s);
	return n;
}

void writer_bind(sqlite3_stmt *s, int at, struct str text)
{
	sqlite3_bind_text(s, at, text.n ? text.p : "", (int)text.n, SQLITE_STATIC);
}

/* ---- putting in and taking out ---- */

static int64_t folder_id(struct writer *w, struct str path)
{
	if (str_eq(path, (struct str){ w->folder, w->folder_n }) && w->folder_id)
		return w->folder_id;
	sqlite3_stmt *s = writer_sql(w, SQL_FOLDER);
	writer_bind(s, 1, path);
	w->folder_id = writer_number(w, s, 0);
	if (w->folder_id == 0) {
		s = writer_sql(w, SQL_FOLDER_ADD);
		writer_bind(s, 1, path);
		writer_run(w, s);
		w->folder_id = sqlite3_last_insert_rowid(w->database.handle);
	}
	w->folder_n = path.n <= sizeof w->folder ? path.n : 0;
	memcpy(w->folder, path.p, w->folder_n);
	return w->folder_id;
}

static void folder_changed(struct writer *w, int64_t folder)
{
	if (w->filling || *w->database.trouble)
		return;
	if (w->moment == 0)
		w->moment = database_number(&w->database, "SELECT max(changed) FROM folder") + 1;
	sqlite3_stmt *s = writer_sql(w, SQL_FOLDER_CHANGED);
	sqlite3_bind_int64(s, 1, folder);
	sqlite3_bind_int64(s, 2, w->moment);
	writer_run(w, s);
}

/* The first bytes of a SHA-256, as a number. */
static int64_t short_hash(const unsigned char *sha256)
{
	int64_t n;
	memcpy(&n, sha256, sizeof n);
	return n;
}

/* What the index has under a path. */
struct present {
	int64_t id, added;
	bool listed;
	uint32_t facet[RECORD_FACETS];
	size_t facet_count;
	unsigned char sha256[32];
};

static bool find(struct writer *w, int64_t folder, struct str name, struct present *out)
{
	sqlite3_stmt *s = writer_sql(w, SQL_FIND);
	sqlite3_bind_int64(s, 1, folder);
	writer_bind(s, 2, name);
	*out = (struct present){ 0 };
	if (s == NULL || !database_step(&w->database, s))
		return false;
	out->id = sqlite3_column_int64(s, 0);
	out->added = sqlite3_column_int64(s, 1);
	out->listed = sqlite3_column_int(s, 2);
	size_t facets = (size_t)sqlite3_column_bytes(s, 3) / 4;
	out->facet_count = facets < RECORD_FACETS ? facets : RECORD_FACETS;
	if (out->facet_count)
		memcpy(out->facet, sqlite3_column_blob(s, 3), out->facet_count * 4);
	if (sqlite3_column_bytes(s, 4) == (int)sizeof out->sha256)
		memcpy(out->sha256, sqlite3_column_blob(s, 4), sizeof out->sha256);
	sqlite3_reset(s);
	return true;
}

static void drop(struct writer *w, const struct present *p)
{
	if (p->listed)
		tally_article(w, p->id, p->added, p->facet, p->facet_count, -1);
	sqlite3_stmt *s = writer_sql(w, SQL_VERSION_DROP);
	sqlite3_bind_int64(s, 1, p->id);
	writer_run(w, s);
	s = writer_sql(w, SQL_DROP);
	sqlite3_bind_int64(s, 1, p->id);
	writer_run(w, s);
	s = writer_sql(w, SQL_DEAD_ADD);
	sqlite3_bind_int64(s, 1, entry_row(p->id));
	sqlite3_bind_int64(s, 2, short_hash(p->sha256));
	writer_run(w, s);
}

static bool taken(struct writer *w, int64_t id)
{
	sqlite3_stmt *s = writer_sql(w, SQL_TAKEN);
	sqlite3_bind_int64(s, 1, id);
	return writer_number(w, s, 0) != 0;
}

/* The number that an article wishes for, or the next that is free in its period. *back: its words are in the index
 * still, from an earlier life. 0: none is free. */
static int64_t free_id(struct writer *w, const struct record *r, bool *back)
{
	int64_t first = entry_first(r->entry.date), end = first + (1 << ENTRY_SHIFT), id = r->entry.id;
	if (r->entry.date.year == 0)
		end = entry_end(r->entry.date);
	*back = false;
	for (int64_t tried = 0; tried < end - first && !*w->database.trouble; tried++) {
		sqlite3_stmt *s = writer_sql(w, SQL_DEAD_FIND);
		sqlite3_bind_int64(s, 1, entry_row(id));
		bool dead = s && database_step(&w->database, s);
		*back = dead && sqlite3_column_int64(s, 0) == short_hash(r->entry.sha256);
		if (dead)
			sqlite3_reset(s);
		if (*back || (!dead && !taken(w, id)))
			return id;
		id = id + 1 < end ? id + 1 : first;
	}
	return 0;
}

static int64_t packed(struct date d)
{
	return (int64_t)d.year * 10000 + d.month * 100 + d.day;
}

static void add_row(struct writer *w, const struct record *r, int64_t folder, const uint32_t *facet, size_t facets)
{
	const struct entry *e = &r->entry;
	const struct str text[] = { e->title, e->place, e->section, e->language, e->summary, e->credit, e->updated };
	sqlite3_stmt *s = writer_sql(w, SQL_ADD);
	sqlite3_bind_int64(s, 1, e->id);
	sqlite3_bind_int64(s, 2, folder);
	writer_bind(s, 3, r->name);
	sqlite3_bind_int(s, 4, r->listed);
	for (int i = 0; i < 7; i++)
		writer_bind(s, 5 + i, text[i]);
	sqlite3_bind_int64(s, 12, packed(e->added));
	sqlite3_bind_int64(s, 13, r->state.mtime_ns);
	sqlite3_bind_int64(s, 14, (int64_t)r->state.ino);
	sqlite3_bind_int64(s, 15, (int64_t)r->state.size);
	sqlite3_bind_int64(s, 16, (int64_t)e->identifier);
	sqlite3_bind_int64(s, 17, e->words);
	sqlite3_bind_blob(s, 18, e->sha256, sizeof e->sha256, SQLITE_STATIC);
	sqlite3_bind_blob(s, 19, facet, (int)(facets * sizeof *facet), SQLITE_STATIC);
	writer_run(w, s);
}

static void add_text(struct writer *w, const struct record *r)
{
	sqlite3_stmt *s = writer_sql(w, SQL_TEXT_ADD);
	sqlite3_bind_int64(s, 1, entry_row(r->entry.id));
	for (int i = 0; i < RECORD_COLUMNS; i++)
		writer_bind(s, 2 + i, r->column[i]);
	writer_run(w, s);
}

static void stage(struct writer *w, int64_t article, const uint32_t *facet, size_t facets)
{
	for (size_t i = 0; i < facets; i++) {
		sqlite3_stmt *s = writer_sql(w, SQL_STAGE);
		sqlite3_bind_int64(s, 1, facet[i]);
		sqlite3_bind_int64(s, 2, article);
		writer_run(w, s);
	}
}

static void add(struct writer *w, struct record *r, int64_t folder)
{
	uint32_t facet[RECORD_FACETS];
	size_t facets = 0;
	bool back = false;
	int64_t id = w->filling && !taken(w, r->entry.id) ? r->entry.id : free_id(w, r, &back);
	if (id == 0)
		return;
	r->entry.id = id;
	for (size_t i = 0; i < r->facet_count && r->listed; i++) {
		facet[facets] = (uint32_t)tally_facet(w, &r->facet[i], id);
		facets += facet[facets] != 0;
	}
	add_row(w, r, folder, facet, facets);
	if (r->version_of) {
		sqlite3_stmt *s = writer_sql(w, SQL_VERSION_ADD);
		sqlite3_bind_int64(s, 1, (int64_t)r->version_of);
		sqlite3_bind_int64(s, 2, id);
		writer_run(w, s);
	}
	if (back) {
		sqlite3_stmt *s = writer_sql(w, SQL_DEAD_DROP);
		sqlite3_bind_int64(s, 1, entry_row(id));
		writer_run(w, s);
	} else {
		add_text(w, r);
	}
	if (w->filling) {
		stage(w, id, facet, facets);
		return;
	}
	if (r->listed)
		tally_article(w, id, packed(r->entry.added), facet, facets, 1);
	if (!back)
		vocabulary_add(w, r);
}

/* The bytes are the same as before, but the file is another, or was touched. */
static void touch(struct writer *w, const struct record *r, int64_t id)
{
	sqlite3_stmt *s = writer_sql(w, SQL_TOUCH);
	sqlite3_bind_int64(s, 1, id);
	sqlite3_bind_int64(s, 2, r->state.mtime_ns);
	sqlite3_bind_int64(s, 3, (int64_t)r->state.ino);
	sqlite3_bind_int64(s, 4, (int64_t)r->state.size);
	writer_run(w, s);
}

void writer_put(struct writer *w, struct record *r)
{
	struct present p = { 0 };
	int64_t folder = folder_id(w, r->folder);
	bool there = !w->filling && find(w, folder, r->name, &p);
	bool same =
		there && memcmp(p.sha256, r->entry.sha256, sizeof p.sha256) == 0 && p.added == packed(r->entry.added);
	if (same) {
		touch(w, r, p.id);
	} else {
		if (there)
			drop(w, &p);
		add(w, r, folder);
		folder_changed(w, folder);
	}
	arena_reset(&w->arena);
}

void writer_remove(struct writer *w, struct str folder, struct str name)
{
	struct present p;
	sqlite3_stmt *s = writer_sql(w, SQL_FOLDER);
	writer_bind(s, 1, folder);
	int64_t id = writer_number(w, s, 0);
	if (id && find(w, id, name, &p)) {
		drop(w, &p);
		folder_changed(w, id);
	}
}

/* ---- what is known ---- */

size_t writer_folder(struct writer *w, struct str folder, struct arena *m, struct writer_known **out)
{
	size_t count = 0, room = 0;
	struct writer_known *all = NULL;
	sqlite3_stmt *s = writer_sql(w, SQL_KNOWN);
	writer_bind(s, 1, folder);
	while (s && database_step(&w->database, s)) {
		all = arena_more(m, all, count, &room, sizeof *all);
		struct str name = { (const char *)sqlite3_column_text(s, 0), (size_t)sqlite3_column_bytes(s, 0) };
		all[count++] = (struct writer_known){ arena_copy(m, name.p ? name : STR("")),
			{ (uint64_t)sqlite3_column_int64(s, 1), (uint64_t)sqlite3_column_int64(s, 2),
				sqlite3_column_int64(s, 3) } };
	}
	*out = all;
	return count;
}

size_t writer_folders(
	struct writer *w, struct str prefix, struct str from, size_t max, struct arena *m, struct str *out)
{
	size_t count = 0;
	struct str end = arena_fmt(m, "%.*s\xff", STR_ARG(prefix));
	sqlite3_stmt *s = writer_sql(w, SQL_FOLDERS);
	writer_bind(s, 1, from);
	writer_bind(s, 2, end);
	sqlite3_bind_int64(s, 3, (int64_t)max);
	while (count < max && s && database_step(&w->database, s)) {
		struct str path = { (const char *)sqlite3_column_text(s, 0), (size_t)sqlite3_column_bytes(s, 0) };
		out[count++] = arena_copy(m, path.p ? path : STR(""));
	}
	if (s)
		sqlite3_reset(s);
	return count;
}
