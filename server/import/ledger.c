#include "import/ledger.h"

#include "base/log.h"
#include "import/binder.h"
#include "import/kin.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONE_LETTERS = 200 };

struct ledger {
	struct database db;
	char path[PATH_MAX];
	bool dry, fresh, open; /* open: a transaction is */
	bool owing;            /* a crash has lost paragraphs, and they were not read again yet */
	sqlite3_stmt *by_source, *by_path, *by_whole, *by_number, *insert, *retire, *arrived, *unshared, *coming,
		*settle_new, *settle_old, *drop;
	struct kin *kin;
	int64_t last;     /* the number that was given last */
	int64_t settling; /* the entry that ledger_coming_next gave last */
	struct arena scratch;
};

static const char schema[] =
	"CREATE TABLE article("
	" number INTEGER PRIMARY KEY, source BLOB NOT NULL, source_key INTEGER NOT NULL,"
	" path TEXT NOT NULL, path_key INTEGER NOT NULL, written BLOB, before BLOB, whole BLOB NOT NULL,"
	" whole_key INTEGER NOT NULL, paragraphs INTEGER NOT NULL, coming INTEGER NOT NULL);"
	"CREATE INDEX article_source ON article(source_key);"
	"CREATE INDEX article_path ON article(path_key);"
	"CREATE INDEX article_whole ON article(whole_key);"
	"CREATE INDEX article_coming ON article(coming) WHERE coming";

#define COLUMNS "number, source, path, written, whole, paragraphs"

/* ---- opening ---- */

static bool prepare(struct ledger *l)
{
	const struct {
		sqlite3_stmt **into;
		const char *sql;
	} all[] = {
		{ &l->by_source, "SELECT " COLUMNS " FROM article WHERE source_key = ?1 AND source = ?2" },
		{ &l->by_path, "SELECT " COLUMNS " FROM article WHERE path_key = ?1 AND path = ?2"
			       " ORDER BY number DESC LIMIT 1" },
		{ &l->by_whole, "SELECT " COLUMNS " FROM article WHERE whole_key = ?1 AND whole = ?2"
				" ORDER BY number LIMIT 1" },
		{ &l->by_number, "SELECT " COLUMNS " FROM article WHERE number = ?1" },
		{ &l->insert, "INSERT INTO article(number, source, source_key, path, path_key, written, before, whole,"
			      " whole_key, paragraphs, coming) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)" },
		{ &l->retire, "DELETE FROM article WHERE number = ?1" },
		{ &l->arrived, "UPDATE article SET coming = 0, before = NULL WHERE coming" },
		{ &l->unshared, "SELECT " COLUMNS " FROM article WHERE number > max(?1, (SELECT up_to FROM shared))"
				" ORDER BY number LIMIT 1" },
		{ &l->coming, "SELECT " COLUMNS " FROM article WHERE coming LIMIT 1" },
		{ &l->settle_new, "UPDATE article SET coming = 0, before = NULL WHERE number = ?1" },
		{ &l->settle_old, "UPDATE article SET coming = 0, written = before, before = NULL WHERE number = ?1" },
		{ &l->drop, "DELETE FROM article WHERE number = ?1 AND before IS NULL" },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if ((*all[i].into = database_prepare(&l->db, all[i].sql)) == NULL)
			return false;
	return (l->kin = kin_open(&l->db)) != NULL;
}

/* Numbers of articles that were taken back are not given again: their paragraphs may have been written. */
static void count(struct ledger *l)
{
	int64_t last = database_number(&l->db, "SELECT coalesce(max(number), 0) FROM article");
	int64_t written = kin_written(l->kin);
	l->last = last > written ? last : written;
	l->owing = last > written;
}

struct ledger *ledger_open(const char *path, bool dry, struct buf *why)
{
	static const char *const tables[] = { schema, kin_schema };
	struct ledger *l = calloc(1, sizeof *l);
	if (!l)
		fatal("out of memory");
	snprintf(l->path, sizeof l->path, "%s", path);
	l->db.name = l->path;
	l->db.mend = "move it away, and it is made again from the capsule";
	l->dry = dry;
	if (!(dry ? binder_copy : binder_open)(&l->db, path, tables, &l->fresh, why)) {
		ledger_close(l);
		return NULL;
	}
	l->open = l->fresh;
	if (prepare(l)) {
		count(l);
		return l;
	}
	buf_add(why, str_of(l->db.trouble));
	ledger_close(l);
	return NULL;
}

bool ledger_fresh(const struct ledger *l)
{
	return l->fresh;
}

const char *ledger_trouble(const struct ledger *l)
{
	return *l->db.trouble ? l->db.trouble : NULL;
}

/* ---- entries ---- */

static int64_t path_key(struct str path)
{
	struct id id = id_of(path);
	return id_key(&id);
}

static bool row_read(sqlite3_stmt *s, struct arena *a, struct entry *out)
{
	const void *source = sqlite3_column_blob(s, 1), *written = sqlite3_column_blob(s, 3),
		   *whole = sqlite3_column_blob(s, 4);
	const char *path = (const char *)sqlite3_column_text(s, 2);
	if (!source || !path || !whole || sqlite3_column_bytes(s, 1) != ID_BYTES ||
		sqlite3_column_bytes(s, 4) != ID_BYTES)
		return false;
	memcpy(&out->source, source, sizeof out->source);
	memcpy(&out->whole, whole, sizeof out->whole);
	out->has_written = written && sqlite3_column_bytes(s, 3) == ID_BYTES;
	if (out->has_written)
		memcpy(&out->written, written, sizeof out->written);
	out->path = arena_copy(a, str_of(path));
	return true;
}

static bool find(struct ledger *l, sqlite3_stmt *s, struct arena *a, struct entry *out, int64_t *number)
{
	bool found = database_step(&l->db, s) && row_read(s, a, out);
	if (number)
		*number = found ? sqlite3_column_int64(s, 0) : 0;
	sqlite3_reset(s);
	return found;
}

static bool source_find(struct ledger *l, const struct id *source, struct arena *a, struct entry *out, int64_t *number)
{
	sqlite3_bind_int64(l->by_source, 1, id_key(source));
	sqlite3_bind_blob(l->by_source, 2, source, sizeof *source, SQLITE_STATIC);
	return find(l, l->by_source, a, out, number);
}

bool ledger_source(struct ledger *l, const struct id *source, struct arena *a, struct entry *out)
{
	return source_find(l, source, a, out, NULL);
}

bool ledger_path(struct ledger *l, struct str path, struct arena *a, struct entry *out)
{
	sqlite3_bind_int64(l->by_path, 1, path_key(path));
	sqlite3_bind_text(l->by_path, 2, path.p, (int)path.n, SQLITE_STATIC);
	return find(l, l->by_path, a, out, NULL);
}

bool ledger_whole(struct ledger *l, const struct id *whole, struct arena *a, struct entry *out)
{
	sqlite3_bind_int64(l->by_whole, 1, id_key(whole));
	sqlite3_bind_blob(l->by_whole, 2, whole, sizeof *whole, SQLITE_STATIC);
	return find(l, l->by_whole, a, out, NULL);
}

/* ---- kin ---- */

static bool enough(const struct texts *t, size_t other, size_t common)
{
	size_t fewer = t->count < other ? t->count : other;
	if (common < 2)
		return common == 1 && t->count == 1 && other == 1 && t->letters >= LONE_LETTERS;
	return common * 5 >= fewer * 3;
}

bool ledger_kin(struct ledger *l, const struct texts *t, const struct id *except, struct arena *a, struct entry *out)
{
	struct kinsman of[KIN_MAX];
	unsigned best = 0;
	int64_t first = 0;
	size_t n = kin_find(l->kin, t, of);
	for (size_t i = 0; i < n && of[i].most >= best; i++) {
		struct entry e;
		sqlite3_bind_int64(l->by_number, 1, of[i].article);
		bool live = database_step(&l->db, l->by_number) && row_read(l->by_number, a, &e);
		size_t other = live ? (size_t)sqlite3_column_int64(l->by_number, 5) : 0;
		sqlite3_reset(l->by_number);
		if (!live || id_same(&e.source, except) || !enough(t, other, of[i].most))
			continue;
		unsigned common = kin_common(l->kin, &of[i]);
		if (!enough(t, other, common) || common < best || (common == best && of[i].article > first))
			continue;
		best = common;
		first = of[i].article;
		*out = e;
	}
	return best > 0;
}

/* ---- changes ---- */

static void begin(struct ledger *l)
{
	if (!l->open)
		l->open = database_do(&l->db, "BEGIN");
}

static void held_write(struct ledger *l, int64_t up_to)
{
	if (l->owing)
		kin_forget(l->kin);
	begin(l);
	kin_write(l->kin, up_to);
}

void ledger_put(struct ledger *l, const struct entry *e, const struct texts *t, bool coming)
{
	struct entry old = { 0 };
	int64_t before = 0;
	begin(l);
	arena_reset(&l->scratch);
	bool replaces = source_find(l, &e->source, &l->scratch, &old, &before);
	if (replaces) {
		sqlite3_bind_int64(l->retire, 1, before);
		database_step(&l->db, l->retire);
	}
	/* under a new number, since the paragraphs of an old one stay where they are */
	sqlite3_bind_int64(l->insert, 1, ++l->last);
	sqlite3_bind_blob(l->insert, 2, &e->source, sizeof e->source, SQLITE_STATIC);
	sqlite3_bind_int64(l->insert, 3, id_key(&e->source));
	sqlite3_bind_text(l->insert, 4, e->path.p, (int)e->path.n, SQLITE_STATIC);
	sqlite3_bind_int64(l->insert, 5, path_key(e->path));
	if (e->has_written)
		sqlite3_bind_blob(l->insert, 6, &e->written, sizeof e->written, SQLITE_STATIC);
	else
		sqlite3_bind_null(l->insert, 6);
	if (replaces && old.has_written)
		sqlite3_bind_blob(l->insert, 7, &old.written, sizeof old.written, SQLITE_STATIC);
	else
		sqlite3_bind_null(l->insert, 7);
	sqlite3_bind_blob(l->insert, 8, &e->whole, sizeof e->whole, SQLITE_STATIC);
	sqlite3_bind_int64(l->insert, 9, id_key(&e->whole));
	sqlite3_bind_int64(l->insert, 10, (int64_t)t->count);
	sqlite3_bind_int(l->insert, 11, coming);
	database_step(&l->db, l->insert);
	kin_hold(l->kin, t, l->last);
	if (!kin_room(l->kin))
		held_write(l, l->last);
}

void ledger_commit(struct ledger *l)
{
	if (l->open)
		l->open = !database_do(&l->db, "COMMIT");
}

void ledger_rollback(struct ledger *l)
{
	if (!l->open)
		return;
	sqlite3_exec(l->db.handle, "ROLLBACK", NULL, NULL, NULL);
	if (l->kin)
		kin_forget(l->kin);
	l->open = false;
}

void ledger_arrived(struct ledger *l)
{
	begin(l);
	database_step(&l->db, l->arrived);
}

bool ledger_coming_next(struct ledger *l, struct arena *a, struct entry *out)
{
	return find(l, l->coming, a, out, &l->settling);
}

void ledger_coming_settle(struct ledger *l, bool arrived)
{
	begin(l);
	if (!arrived) {
		sqlite3_bind_int64(l->drop, 1, l->settling);
		database_step(&l->db, l->drop);
	}
	sqlite3_stmt *s = arrived ? l->settle_new : l->settle_old;
	sqlite3_bind_int64(s, 1, l->settling);
	database_step(&l->db, s);
}

bool ledger_unshared_next(struct ledger *l, int64_t *after, struct arena *a, struct entry *out)
{
	sqlite3_bind_int64(l->unshared, 1, *after);
	bool more = find(l, l->unshared, a, out, after);
	if (!more)
		l->owing = false;
	return more;
}

void ledger_share(struct ledger *l, int64_t number, const struct texts *t)
{
	if (!kin_room(l->kin))
		held_write(l, number - 1);
	kin_hold(l->kin, t, number);
}

void ledger_close(struct ledger *l)
{
	if (!l)
		return;
	ledger_rollback(l);
	if (l->kin && !l->dry && !*l->db.trouble) {
		held_write(l, l->last);
		ledger_commit(l);
		ledger_rollback(l);
	}
	sqlite3_stmt *all[] = { l->by_source, l->by_path, l->by_whole, l->by_number, l->insert, l->retire, l->arrived,
		l->unshared, l->coming, l->settle_new, l->settle_old, l->drop };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		sqlite3_finalize(all[i]);
	kin_free(l->kin);
	arena_free(&l->scratch);
	sqlite3_close(l->db.handle);
	free(l);
}
