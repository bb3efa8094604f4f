#include "import/drafts.h"

#include "base/log.h"
#include "store/database.h"

#include <stdlib.h>

struct drafts {
	struct database db;
	sqlite3_stmt *put, *get;
};

struct drafts *drafts_make(struct buf *why)
{
	struct drafts *d = calloc(1, sizeof *d);
	if (!d)
		fatal("out of memory");
	d->db.name = "what a dry run makes (a temporary file in TMPDIR)";
	/* without a name it is SQLite's own, in the temporary folder, and goes when it is closed */
	if (sqlite3_open("", &d->db.handle) != SQLITE_OK)
		database_blame(&d->db);
	else if (database_do(&d->db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;"
				     "PRAGMA temp_store = FILE; PRAGMA locking_mode = EXCLUSIVE;"
				     "CREATE TABLE draft(path TEXT PRIMARY KEY, bytes BLOB); BEGIN")) {
		d->put = database_prepare(&d->db, "INSERT OR REPLACE INTO draft VALUES (?1, ?2)");
		d->get = database_prepare(&d->db, "SELECT bytes FROM draft WHERE path = ?1");
	}
	if (!*d->db.trouble)
		return d;
	buf_add(why, str_of(d->db.trouble));
	drafts_free(d);
	return NULL;
}

void drafts_free(struct drafts *d)
{
	if (!d)
		return;
	sqlite3_finalize(d->put);
	sqlite3_finalize(d->get);
	sqlite3_close(d->db.handle);
	free(d);
}

bool drafts_put(struct drafts *d, struct str path, struct str bytes, struct buf *why)
{
	sqlite3_bind_text(d->put, 1, path.p, (int)path.n, SQLITE_STATIC);
	sqlite3_bind_blob64(d->put, 2, bytes.n ? bytes.p : "", bytes.n, SQLITE_STATIC);
	database_step(&d->db, d->put);
	if (*d->db.trouble)
		buf_add(why, str_of(d->db.trouble));
	return !*d->db.trouble;
}

bool drafts_get(struct drafts *d, struct str path, struct arena *a, struct str *bytes)
{
	sqlite3_bind_text(d->get, 1, path.p, (int)path.n, SQLITE_STATIC);
	bool found = database_step(&d->db, d->get);
	if (found) {
		const char *p = sqlite3_column_blob(d->get, 0);
		*bytes = arena_copy(a, (struct str){ p ? p : "", (size_t)sqlite3_column_bytes(d->get, 0) });
	}
	sqlite3_reset(d->get);
	return found;
}
