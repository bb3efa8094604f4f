#include "import/ledger.h"

#include "base/log.h"
#include "import/database.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	APPLICATION = 0x68726c64, /* "hrld", SQLite's application_id */
	VERSION = 1,
	CANDIDATES = 64, /* articles that are compared with a new one */
	SHARERS = 32,    /* articles that are looked at for one paragraph */
	HELD = 65536,    /* paragraphs that wait to be written together */
	HELD_SLOTS = 2 * HELD,
	LONE_LETTERS = 200,
};

/* A paragraph and the article that it stands in. */
struct held {
	uint64_t paragraph;
	int64_t article; /* 0: a free slot */
};

struct ledger {
	struct database db;
	char path[PATH_MAX];
	bool dry, fresh, open; /* open: a transaction is */
	sqlite3_stmt *by_source, *by_path, *by_whole, *by_number, *insert, *retire, *arrived, *sharers, *share,
		*unshared, *coming, *settle_new, *settle_old, *drop;
	/* Paragraphs are written HELD at a time and in order: one by one each would touch a page of its own, and write
	 * it once more for every batch. What a crash loses is read from the capsule again (paragraphs in the database
	 * end at the article "shared_to"). */
	struct held *held;
	size_t held_count;
	int64_t settling; /* the entry that ledger_coming_next gave last */
};

static const char schema[] =
	"CREATE TABLE IF NOT EXISTS article("
	" number INTEGER PRIMARY KEY, source BLOB NOT NULL, source_key INTEGER NOT NULL,"
	" path TEXT NOT NULL, path_key INTEGER NOT NULL, written BLOB, before BLOB, whole BLOB NOT NULL,"
	" whole_key INTEGER NOT NULL, paragraphs INTEGER NOT NULL, coming INTEGER NOT NULL);"
	"CREATE INDEX IF NOT EXISTS article_source ON article(source_key);"
	"CREATE INDEX IF NOT EXISTS article_path ON article(path_key);"
	"CREATE INDEX IF NOT EXISTS article_whole ON article(whole_key);"
	"CREATE INDEX IF NOT EXISTS article_coming ON article(coming) WHERE coming;"
	"CREATE TABLE IF NOT EXISTS paragraph(hash INTEGER, article INTEGER,"
	" PRIMARY KEY(hash, article)) WITHOUT ROWID;"
	/* the paragraphs of all articles up to this one are in the table */
	"CREATE TABLE IF NOT EXISTS shared(up_to INTEGER NOT NULL);"
	"INSERT INTO shared SELECT 0 WHERE NOT EXISTS (SELECT * FROM shared)";

#define COLUMNS "number, source, path, written, whole, paragraphs"

/* ---- opening ---- */

static bool prepare(struct ledger *l)
{
	const struct {
		sqlite3_stmt **into;
		const char *sql;
	} all[] = {
		{ &l->by_source, "SELECT " COLUMNS " FROM article WHERE source_key = ?1 AND source = ?2" },
		{ &l->by_path, "SELECT " COLUMNS " FROM article WHERE path_key = ?1 AND path = ?2" },
		{ &l->by_whole, "SELECT " COLUMNS " FROM article WHERE whole_key = ?1 AND whole = ?2 ORDER BY number" },
		{ &l->by_number, "SELECT " COLUMNS " FROM article WHERE number = ?1" },
		{ &l->insert, "INSERT INTO article(number, source, source_key, path, path_key, written, before, whole, "
			      "whole_key,"
			      " paragraphs, coming) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)" },
		{ &l->retire, "DELETE FROM article WHERE number = ?1" },
		{ &l->arrived, "UPDATE article SET coming = 0, before = NULL WHERE coming" },
		{ &l->sharers, "SELECT article FROM paragraph WHERE hash = ?1 LIMIT ?2" },
		{ &l->share, "INSERT OR IGNORE INTO paragraph VALUES (?1, ?2)" },
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
	return true;
}

static int64_t pragma(struct ledger *l, const char *sql)
{
	sqlite3_stmt *s = database_prepare(&l->db, sql);
	int64_t value = -1;
	if (database_step(&l->db, s))
		value = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return value;
}

/* A dry run works on a copy that has no name. */
static bool open_copy(struct ledger *l, const char *path)
{
	char uri[PATH_MAX * 3 + 32];
	struct buf b = BUF(uri);
	sqlite3 *from = NULL;
	struct stat st;
	if (sqlite3_open("", &l->db.handle) != SQLITE_OK)
		return false;
	if (stat(path, &st) != 0)
		return true;
	buf_add(&b, STR("file:"));
	for (const char *p = path; *p; p++)
		buf_fmt(&b, (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '/' ? "%c" : "%%%02X",
			(unsigned char)*p);
	/* immutable: nothing is made beside it, not even for reading */
	buf_add(&b, STR("?immutable=1"));
	bool good = sqlite3_open_v2(buf_z(&b), &from, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK;
	sqlite3_backup *copy = good ? sqlite3_backup_init(l->db.handle, "main", from, "main") : NULL;
	good = copy && sqlite3_backup_step(copy, -1) == SQLITE_DONE;
	sqlite3_backup_finish(copy);
	sqlite3_close(from);
	return good;
}

static bool folders_make(const char *path)
{
	char room[PATH_MAX];
	struct buf b = BUF(room);
	buf_add(&b, str_of(path));
	if (!*buf_z(&b))
		return false;
	for (char *p = room + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(room, 0755) != 0 && errno != EEXIST)
			return false;
		*p = '/';
	}
	return true;
}

static bool open_real(struct ledger *l, const char *path)
{
	if (!folders_make(path)) {
		snprintf(l->db.trouble, sizeof l->db.trouble, "cannot make the folder of %.300s: %s", path,
			strerror(errno));
		return false;
	}
	if (sqlite3_open(path, &l->db.handle) != SQLITE_OK)
		return false;
	sqlite3_busy_timeout(l->db.handle, 200);
	return database_do(
		&l->db, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; BEGIN EXCLUSIVE; COMMIT");
}

static bool set_up(struct ledger *l)
{
	char mark[160];
	int64_t application = pragma(l, "PRAGMA application_id"), version = pragma(l, "PRAGMA user_version");
	if (*l->db.trouble)
		return false;
	l->fresh = application == 0 && version == 0 && pragma(l, "SELECT count(*) FROM sqlite_schema") == 0;
	if (!l->fresh && (application != APPLICATION || version != VERSION)) {
		snprintf(l->db.trouble, sizeof l->db.trouble, "no ledger of this program");
		return false;
	}
	snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION, VERSION);
	return database_do(&l->db, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; PRAGMA temp_store = FILE;"
				   "PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864") &&
	       database_do(&l->db, schema) && (!l->fresh || database_do(&l->db, mark)) && prepare(l);
}

struct ledger *ledger_open(const char *path, bool dry, struct buf *why)
{
	struct ledger *l = calloc(1, sizeof *l);
	if (!l || (l->held = calloc(HELD_SLOTS, sizeof *l->held)) == NULL)
		fatal("out of memory");
	snprintf(l->path, sizeof l->path, "%s", path);
	l->db.name = l->path;
	l->dry = dry;
	if ((dry ? open_copy(l, path) : open_real(l, path)) && set_up(l))
		return l;
	int code = sqlite3_errcode(l->db.handle);
	if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
		buf_fmt(why, "another import is at work on %s: wait until it has ended", path);
	else if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT || strstr(l->db.trouble, "no ledger"))
		buf_fmt(why, "%s is damaged or no ledger: move it away, and it is made again from the capsule", path);
	else if (*l->db.trouble)
		buf_add(why, str_of(l->db.trouble));
	else
		buf_fmt(why, "cannot open %s: %s", path, sqlite3_errmsg(l->db.handle));
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

/* ---- paragraphs ---- */

static struct held *held_slot(struct ledger *l, uint64_t paragraph, int64_t article)
{
	size_t at = (size_t)(paragraph * 0x9e3779b97f4a7c15u >> 40) % HELD_SLOTS;
	while (l->held[at].article && (l->held[at].paragraph != paragraph || l->held[at].article != article))
		at = (at + 1) % HELD_SLOTS;
	return &l->held[at];
}

static int by_paragraph(const void *a, const void *b)
{
	const struct held *x = a, *y = b;
	if ((int64_t)x->paragraph != (int64_t)y->paragraph)
		return (int64_t)x->paragraph < (int64_t)y->paragraph ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

/* Writes what is held, in the order of the table's key. */
static void held_write(struct ledger *l)
{
	size_t n = 0;
	for (size_t i = 0; i < HELD_SLOTS; i++)
		if (l->held[i].article)
			l->held[n++] = l->held[i];
	qsort(l->held, n, sizeof *l->held, by_paragraph);
	for (size_t i = 0; i < n; i++) {
		sqlite3_bind_int64(l->share, 1, (int64_t)l->held[i].paragraph);
		sqlite3_bind_int64(l->share, 2, l->held[i].article);
		database_step(&l->db, l->share);
	}
	memset(l->held, 0, HELD_SLOTS * sizeof *l->held);
	l->held_count = 0;
	database_do(&l->db, "UPDATE shared SET up_to = (SELECT coalesce(max(number), 0) FROM article)");
}

static void hold(struct ledger *l, const struct texts *t, int64_t article)
{
	for (size_t i = 0; i < t->count; i++) {
		struct held *slot = held_slot(l, t->paragraph[i], article);
		if (slot->article)
			continue;
		*slot = (struct held){ t->paragraph[i], article };
		l->held_count++;
	}
}

/* Articles that share paragraphs with a new one, and how many. */
struct sharing {
	struct {
		int64_t article;
		unsigned common;
	} of[CANDIDATES];
	size_t count;
};

static void sharing_add(struct sharing *s, int64_t article)
{
	size_t i = 0;
	while (i < s->count && s->of[i].article != article)
		i++;
	if (i == CANDIDATES)
		return;
	if (i == s->count) {
		s->of[s->count].article = article;
		s->of[s->count++].common = 0;
	}
	s->of[i].common++;
}

static void sharers_find(struct ledger *l, uint64_t paragraph, struct sharing *s)
{
	unsigned found = 0;
	sqlite3_bind_int64(l->sharers, 1, (int64_t)paragraph);
	sqlite3_bind_int64(l->sharers, 2, SHARERS);
	while (database_step(&l->db, l->sharers))
		sharing_add(s, sqlite3_column_int64(l->sharers, 0));
	for (size_t at = (size_t)(paragraph * 0x9e3779b97f4a7c15u >> 40) % HELD_SLOTS;
		l->held[at].article && found < SHARERS; at = (at + 1) % HELD_SLOTS) {
		if (l->held[at].paragraph != paragraph)
			continue;
		sharing_add(s, l->held[at].article);
		found++;
	}
}

static bool enough(const struct texts *t, size_t other, size_t common)
{
	size_t fewer = t->count < other ? t->count : other;
	if (common < 2)
		return common == 1 && t->count == 1 && other == 1 && t->letters >= LONE_LETTERS;
	return common * 5 >= fewer * 3;
}

bool ledger_kin(struct ledger *l, const struct texts *t, const struct id *except, struct arena *a, struct entry *out)
{
	struct sharing s = { .count = 0 };
	unsigned best = 0;
	int64_t first = 0;
	for (size_t i = 0; i < t->count; i++)
		sharers_find(l, t->paragraph[i], &s);
	for (size_t i = 0; i < s.count; i++) {
		struct entry e;
		sqlite3_bind_int64(l->by_number, 1, s.of[i].article);
		bool live = database_step(&l->db, l->by_number) && row_read(l->by_number, a, &e);
		size_t other = live ? (size_t)sqlite3_column_int64(l->by_number, 5) : 0;
		sqlite3_reset(l->by_number);
		if (!live || id_same(&e.source, except) || !enough(t, other, s.of[i].common))
			continue;
		if (s.of[i].common < best || (s.of[i].common == best && s.of[i].article > first))
			continue;
		best = s.of[i].common;
		first = s.of[i].article;
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

static int64_t number_next(struct ledger *l)
{
	return pragma(l, "SELECT coalesce(max(number), 0) + 1 FROM article");
}

void ledger_put(struct ledger *l, const struct entry *e, const struct texts *t, bool coming)
{
	struct arena a = { 0 };
	struct entry old = { 0 };
	int64_t before = 0;
	begin(l);
	bool replaces = source_find(l, &e->source, &a, &old, &before);
	int64_t number = number_next(l);
	if (replaces) {
		/* under a new number, since the paragraphs of the old one stay where they are */
		sqlite3_bind_int64(l->retire, 1, before);
		database_step(&l->db, l->retire);
	}
	sqlite3_bind_int64(l->insert, 1, number);
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
	hold(l, t, number);
	if (l->held_count + TEXTS_PARAGRAPHS > HELD)
		held_write(l);
	arena_free(&a);
}

void ledger_commit(struct ledger *l)
{
	if (l->open)
		l->open = !database_do(&l->db, "COMMIT");
}

void ledger_rollback(struct ledger *l)
{
	if (l->open)
		sqlite3_exec(l->db.handle, "ROLLBACK", NULL, NULL, NULL);
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
	return find(l, l->unshared, a, out, after);
}

void ledger_share(struct ledger *l, int64_t number, const struct texts *t)
{
	hold(l, t, number);
}

void ledger_close(struct ledger *l)
{
	if (!l)
		return;
	if (l->held_count && !*l->db.trouble) {
		begin(l);
		held_write(l);
		ledger_commit(l);
	}
	ledger_rollback(l);
	sqlite3_stmt *all[] = { l->by_source, l->by_path, l->by_whole, l->by_number, l->insert, l->retire, l->arrived,
		l->sharers, l->share, l->unshared, l->coming, l->settle_new, l->settle_old, l->drop };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		sqlite3_finalize(all[i]);
	sqlite3_close(l->db.handle);
	free(l->held);
	free(l);
}
