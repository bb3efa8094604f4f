#include "archive/archive.h"

#include "archive/archive_inside.h"
#include "archive/schema.h"
#include "base/log.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	STEPS = 1000,       /* of SQLite's machine between two looks at the clock: some microseconds */
	LOCK_WAIT_MS = 100, /* for a moment in which the indexer turns its log over */
};

static uint64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

struct archive *archive_new(const char *path)
{
	struct archive *a = calloc(1, sizeof *a);
	if (a == NULL)
		return NULL;
	a->path = strdup(path);
	a->terms = terms_new();
	if (a->path && a->terms)
		return a;
	archive_close(a);
	return NULL;
}

static void shut(struct archive *a)
{
	for (size_t i = 0; i < ARCHIVE_STATEMENTS; i++)
		sqlite3_finalize(a->statement[i].s);
	memset(a->statement, 0, sizeof a->statement);
	sqlite3_close_v2(a->database.handle);
	a->database = (struct database){ .name = a->path };
}

void archive_close(struct archive *a)
{
	if (a == NULL)
		return;
	shut(a);
	terms_free(a->terms);
	free(a->path);
	free(a);
}

/* ---- open ---- */

static int in_time(void *archive)
{
	struct archive *a = archive;
	a->late = a->late || (a->until_ms && clock_ms() >= a->until_ms);
	return a->late;
}

bool archive_late(struct archive *a)
{
	if (in_time(a) && !*a->database.trouble)
		strcpy(a->database.trouble, "late");
	return a->late;
}

/* A damaged file must not make SQLite do what it would not do with a good one (SQLite, "Defense Against The Dark Arts",
 * 1.2). */
static void harden(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_exec(db,
		"PRAGMA cell_size_check = on; PRAGMA mmap_size = 0; PRAGMA temp_store = memory; PRAGMA cache_size = "
		"-16384",
		NULL, NULL, NULL);
}

static bool attach(struct archive *a, const char *name, int flags)
{
	a->database = (struct database){ .name = a->path };
	if (sqlite3_open_v2(name, &a->database.handle, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) !=
		SQLITE_OK)
		return false;
	sqlite3_busy_timeout(a->database.handle, LOCK_WAIT_MS);
	sqlite3_progress_handler(a->database.handle, STEPS, in_time, a);
	harden(a->database.handle);
	return fts_register(a->database.handle, &a->ranking) &&
	       database_number(&a->database, "PRAGMA user_version") == SCHEMA_VERSION &&
	       database_number(&a->database, "PRAGMA application_id") == SCHEMA_APPLICATION;
}

/* Somebody who may not write beside an index that nobody writes to just now: it cannot change while he reads. */
static bool attach_unwritten(struct archive *a, const char *file)
{
	char log[PATH_MAX + 8], name[3 * PATH_MAX];
	struct buf beside = BUF(log), uri = BUF(name);
	buf_fmt(&beside, "%s-wal", file);
	if (access(buf_z(&beside), F_OK) == 0)
		return false;
	buf_add(&uri, STR("file:"));
	for (const char *p = file; *p; p++) {
		if (*p == '?' || *p == '#' || *p == '%')
			buf_fmt(&uri, "%%%02X", (unsigned)(unsigned char)*p);
		else
			buf_byte(&uri, *p);
	}
	buf_add(&uri, STR("?immutable=1"));
	return attach(a, buf_z(&uri), SQLITE_OPEN_URI);
}

static enum archive_state reopen(struct archive *a, const struct stat *st)
{
	char file[PATH_MAX];
	a->dev = st->st_dev;
	a->ino = st->st_ino;
	if (realpath(a->path, file) == NULL)
		return ARCHIVE_NONE;
	if (attach(a, file, 0))
		return ARCHIVE_GOOD;
	int code = sqlite3_errcode(a->database.handle);
	bool foreign = code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE;
	shut(a);
	if ((code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && attach_unwritten(a, file))
		return ARCHIVE_GOOD;
	shut(a);
	/* what cannot be opened at this moment may be so in the next: between two indexers, say */
	bool moment = foreign || code == SQLITE_BUSY || code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
	return moment ? ARCHIVE_NONE : ARCHIVE_BROKEN;
}

enum archive_state archive_begin(struct archive *a, unsigned budget_ms)
{
	struct stat st;
	a->late = false;
	a->until_ms = budget_ms ? clock_ms() + budget_ms : 0;
	if (stat(a->path, &st) != 0) {
		shut(a);
		return ARCHIVE_NONE;
	}
	if (a->database.handle && (st.st_ino != a->ino || st.st_dev != a->dev))
		shut(a);
	enum archive_state state = a->database.handle ? ARCHIVE_GOOD : reopen(a, &st);
	if (state == ARCHIVE_GOOD && !database_do(&a->database, "BEGIN"))
		return archive_end(a);
	return state;
}

enum archive_state archive_end(struct archive *a)
{
	enum archive_state state = a->late ? ARCHIVE_LATE : *a->database.trouble ? ARCHIVE_BROKEN : ARCHIVE_GOOD;
	a->until_ms = 0;
	a->late = false;
	if (state == ARCHIVE_BROKEN) {
		log_warn("%s", a->database.trouble);
		shut(a);
		return state;
	}
	a->database.trouble[0] = '\0';
	for (size_t i = 0; i < ARCHIVE_STATEMENTS; i++)
		if (a->statement[i].s)
			sqlite3_reset(a->statement[i].s);
	if (sqlite3_exec(a->database.handle, "COMMIT", NULL, NULL, NULL) != SQLITE_OK &&
		!sqlite3_get_autocommit(a->database.handle))
		shut(a);
	return state;
}

/* ---- statements and rows ---- */

sqlite3_stmt *archive_sql(struct archive *a, const char *sql)
{
	size_t at = 0;
	if (*a->database.trouble)
		return NULL;
	while (at < ARCHIVE_STATEMENTS && a->statement[at].sql && a->statement[at].sql != sql)
		at++;
	if (at == ARCHIVE_STATEMENTS)
		fatal("more statements than %d", ARCHIVE_STATEMENTS);
	struct archive_statement *known = &a->statement[at];
	if (known->s == NULL) {
		known->sql = sql;
		known->s = database_prepare(&a->database, sql);
	} else {
		sqlite3_reset(known->s);
		sqlite3_clear_bindings(known->s);
	}
	return known->s;
}

bool archive_row(struct archive *a, sqlite3_stmt *s)
{
	return s && !*a->database.trouble && database_step(&a->database, s);
}

struct str archive_text(sqlite3_stmt *s, int column, struct arena *m)
{
	const unsigned char *p = sqlite3_column_text(s, column);
	int n = sqlite3_column_bytes(s, column);
	return p && n > 0 ? arena_copy(m, (struct str){ (const char *)p, (size_t)n }) : (struct str){ "", 0 };
}

void archive_bind(sqlite3_stmt *s, int at, struct str text)
{
	sqlite3_bind_text(s, at, text.n ? text.p : "", (int)text.n, SQLITE_STATIC);
}

static struct date date_of(int64_t packed)
{
	struct date d = { (int)(packed / 10000), (int)(packed / 100 % 100), (int)(packed % 100) };
	return date_valid(d) ? d : (struct date){ 0 };
}

void archive_entry(sqlite3_stmt *s, struct arena *m, struct entry *out)
{
	enum {
		ID,
		PATH,
		TITLE,
		PLACE,
		SECTION,
		LANGUAGE,
		SUMMARY,
		CREDIT,
		UPDATED,
		ADDED,
		MTIME,
		SIZE,
		IDENTIFIER,
		WORDS,
		SHA256
	};
	*out = (struct entry){ .id = sqlite3_column_int64(s, ID),
		.date = entry_date(sqlite3_column_int64(s, ID)),
		.path = archive_text(s, PATH, m),
		.title = archive_text(s, TITLE, m),
		.place = archive_text(s, PLACE, m),
		.section = archive_text(s, SECTION, m),
		.language = archive_text(s, LANGUAGE, m),
		.summary = archive_text(s, SUMMARY, m),
		.credit = archive_text(s, CREDIT, m),
		.updated = archive_text(s, UPDATED, m),
		.added = date_of(sqlite3_column_int64(s, ADDED)),
		.mtime = sqlite3_column_int64(s, MTIME) / 1000000000,
		.size = (uint64_t)sqlite3_column_int64(s, SIZE),
		.identifier = (uint64_t)sqlite3_column_int64(s, IDENTIFIER),
		.words = (uint32_t)sqlite3_column_int64(s, WORDS) };
	const void *hash = sqlite3_column_blob(s, SHA256);
	if (hash && sqlite3_column_bytes(s, SHA256) == (int)sizeof out->sha256)
		memcpy(out->sha256, hash, sizeof out->sha256);
}

struct entries archive_entries(struct archive *a, sqlite3_stmt *s, size_t max, struct arena *m)
{
	struct entries all = { 0 };
	size_t room = 0;
	while (all.count < max && archive_row(a, s)) {
		all.entry = arena_more(m, all.entry, all.count, &room, sizeof *all.entry);
		archive_entry(s, m, &all.entry[all.count++]);
	}
	if (s)
		sqlite3_reset(s);
	return all;
}
