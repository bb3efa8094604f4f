/* writer_file: the index as a file: making, opening, finishing; see writer.h. */
#include "archive/fts.h"
#include "archive/schema.h"
#include "archive/tail.h"
#include "archive/writer_inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LOCK_WAIT_MS = 5000, CHECKPOINT_PAGES = 4000 };

static struct writer *attach(const char *path, int flags, struct buf *why)
{
	struct writer *w = calloc(1, sizeof *w);
	if (w == NULL || (w->path = strdup(path)) == NULL) {
		free(w);
		buf_fmt(why, "%s: no memory", path);
		return NULL;
	}
	w->database = (struct database){ .name = w->path };
	if (sqlite3_open_v2(path, &w->database.handle, flags, NULL) == SQLITE_OK) {
		sqlite3_busy_timeout(w->database.handle, LOCK_WAIT_MS);
		sqlite3_db_config(w->database.handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
		if (fts_register(w->database.handle, NULL) && tail_register(w->database.handle))
			return w;
	}
	buf_fmt(why, "%s: %s", path, w->database.handle ? sqlite3_errmsg(w->database.handle) : "no memory");
	writer_close(w);
	return NULL;
}

void writer_close(struct writer *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(w->sql[i]);
	sqlite3_close_v2(w->database.handle);
	arena_free(&w->arena);
	free(w->path);
	free(w);
}

/* ---- settings ---- */

static void setting_put(struct writer *w, const char *key, struct str value)
{
	sqlite3_stmt *s = database_prepare(&w->database, "INSERT INTO setting VALUES(?1, ?2)");
	writer_bind(s, 1, str_of(key));
	writer_bind(s, 2, value);
	writer_run(w, s);
	sqlite3_finalize(s);
}

static bool setting_is(struct writer *w, const char *key, struct str value)
{
	sqlite3_stmt *s = database_prepare(&w->database, "SELECT value FROM setting WHERE key = ?1");
	writer_bind(s, 1, str_of(key));
	bool same =
		database_step(&w->database, s) && str_eq(value, (struct str){ (const char *)sqlite3_column_text(s, 0),
									(size_t)sqlite3_column_bytes(s, 0) });
	sqlite3_finalize(s);
	return same;
}

/* ---- made ---- */

/* What is being filled is nobody else's, and worth nothing before it is finished. */
static const char filling[] = "PRAGMA page_size = 4096; PRAGMA journal_mode = off; PRAGMA synchronous = off;"
			      "PRAGMA locking_mode = exclusive; PRAGMA cache_size = -49152; PRAGMA temp_store = file;"
			      "BEGIN";

/* Big pieces at first, that are merged once, at the end. */
static const char filling_text[] = "INSERT INTO text(text, rank) VALUES('pgsz', 4000);"
				   "INSERT INTO text(text, rank) VALUES('hashsize', 33554432);"
				   "INSERT INTO text(text, rank) VALUES('automerge', 0);"
				   "INSERT INTO text(text, rank) VALUES('crisismerge', 16);";

struct writer *writer_make(const char *path, const struct writer_setting *s, struct buf *why)
{
	struct writer *w = attach(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, why);
	if (w == NULL)
		return NULL;
	w->filling = true;
	if (database_do(&w->database, filling) && database_do(&w->database, schema_tables) &&
		database_do(&w->database, filling_text)) {
		setting_put(w, "timezone", s->timezone);
		setting_put(w, "language", s->language);
		setting_put(w, "root", s->root);
		database_do(&w->database, "INSERT INTO setting VALUES('identity', lower(hex(randomblob(16))))");
	}
	if (!*w->database.trouble)
		return w;
	buf_add(why, str_of(w->database.trouble));
	writer_close(w);
	return NULL;
}

bool writer_finish(struct writer *w)
{
	char version[200];
	struct buf sql = BUF(version);
	buf_fmt(&sql,
		"COMMIT; PRAGMA application_id = %d; PRAGMA user_version = %d; PRAGMA synchronous = full;"
		"PRAGMA locking_mode = normal; PRAGMA journal_mode = wal",
		SCHEMA_APPLICATION, SCHEMA_VERSION);
	w->filling = false;
	return database_do(&w->database, "INSERT INTO text(text) VALUES('optimize')") &&
	       database_do(&w->database, schema_finish) &&
	       database_do(&w->database, "INSERT INTO text(text, rank) VALUES('hashsize', 1048576);"
					 "INSERT INTO text(text, rank) VALUES('automerge', 4)") &&
	       database_do(&w->database, buf_z(&sql));
}

/* ---- opened ---- */

static bool damage(int code)
{
	code &= 0xff;
	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR || code == SQLITE_MISMATCH ||
	       code == SQLITE_CONSTRAINT || code == SQLITE_SCHEMA;
}

bool writer_damaged(const struct writer *w)
{
	return *w->database.trouble && damage(w->database.code);
}

const char *writer_trouble(const struct writer *w)
{
	return w->database.trouble;
}

enum writer_state writer_open(const char *path, const struct writer_setting *s, struct writer **out, struct buf *why)
{
	enum writer_state state = WRITER_GOOD;
	*out = NULL;
	struct writer *w = attach(path, SQLITE_OPEN_READWRITE, why);
	if (w == NULL)
		return WRITER_FAILED;
	struct database *d = &w->database;
	if (database_number(d, "PRAGMA user_version") != SCHEMA_VERSION ||
		database_number(d, "PRAGMA application_id") != SCHEMA_APPLICATION ||
		!setting_is(w, "timezone", s->timezone) || !setting_is(w, "language", s->language) ||
		!setting_is(w, "root", s->root))
		state = WRITER_OTHER;
	else if (!database_do(d, "PRAGMA synchronous = normal; PRAGMA cache_size = -98304; PRAGMA mmap_size = 0;"
				 "PRAGMA cell_size_check = on"))
		state = WRITER_FAILED;
	sqlite3_wal_autocheckpoint(d->handle, CHECKPOINT_PAGES);
	if (*d->trouble) {
		buf_add(why, str_of(d->trouble));
		state = writer_damaged(w) ? WRITER_BROKEN : WRITER_FAILED;
	}
	if (state == WRITER_GOOD)
		*out = w;
	else
		writer_close(w);
	return state;
}

bool writer_begin(struct writer *w)
{
	return !*w->database.trouble && database_do(&w->database, "BEGIN IMMEDIATE");
}

bool writer_commit(struct writer *w)
{
	w->folder_id = *w->database.trouble ? 0 : w->folder_id;
	w->moment = 0;
	return !*w->database.trouble && database_do(&w->database, "COMMIT");
}

unsigned writer_dead_percent(struct writer *w)
{
	int64_t dead = database_number(&w->database, "SELECT count(*) FROM dead");
	int64_t live = database_number(&w->database, "SELECT sum(count) FROM facet_year WHERE facet = 0");
	return dead > 0 ? (unsigned)(dead * 100 / (dead + (live > 0 ? live : 0))) : 0;
}

void writer_checkpoint(struct writer *w)
{
	sqlite3_wal_checkpoint_v2(w->database.handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}
