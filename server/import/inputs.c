#include "import/inputs.h"

#include "base/log.h"
#include "store/database.h"

#include <stdlib.h>

struct inputs {
	struct database db;
	sqlite3_stmt *add, *list;
	uint64_t count;
};

struct inputs *inputs_make(struct buf *why)
{
	struct inputs *i = calloc(1, sizeof *i);
	if (!i)
		fatal("out of memory");
	i->db.name = "the list of inputs (a temporary file in TMPDIR)";
	/* without a name it is SQLite's own, in the temporary folder, and goes when it is closed */
	if (sqlite3_open("", &i->db.handle) != SQLITE_OK)
		database_blame(&i->db);
	else if (database_do(&i->db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;"
				     "PRAGMA temp_store = FILE; PRAGMA locking_mode = EXCLUSIVE;"
				     "CREATE TABLE input(rank INTEGER, key BLOB, source BLOB, path BLOB); BEGIN")) {
		i->add = database_prepare(&i->db, "INSERT INTO input VALUES (?1, ?2, ?3, ?4)");
		i->list = database_prepare(&i->db, "SELECT source, path FROM input ORDER BY rank, key, rowid");
	}
	if (!*i->db.trouble)
		return i;
	buf_add(why, str_of(i->db.trouble));
	inputs_free(i);
	return NULL;
}

void inputs_free(struct inputs *i)
{
	if (!i)
		return;
	sqlite3_finalize(i->add);
	sqlite3_finalize(i->list);
	sqlite3_close(i->db.handle);
	free(i);
}

static void bind(sqlite3_stmt *s, int at, struct str text)
{
	sqlite3_bind_blob64(s, at, text.n ? text.p : "", text.n, SQLITE_STATIC);
}

void inputs_add(struct inputs *i, unsigned rank, struct str source, struct str path, bool sorted)
{
	sqlite3_bind_int64(i->add, 1, rank);
	bind(i->add, 2, sorted ? path : STR(""));
	bind(i->add, 3, source);
	bind(i->add, 4, path);
	database_step(&i->db, i->add);
	i->count++;
}

void inputs_begin(struct inputs *i)
{
	sqlite3_reset(i->list);
}

static struct str column(sqlite3_stmt *s, int at)
{
	const char *p = sqlite3_column_blob(s, at);
	return (struct str){ p ? p : "", (size_t)sqlite3_column_bytes(s, at) };
}

bool inputs_next(struct inputs *i, struct str *source, struct str *path)
{
	if (!database_step(&i->db, i->list))
		return false;
	*source = column(i->list, 0);
	*path = column(i->list, 1);
	return true;
}

uint64_t inputs_count(const struct inputs *i)
{
	return i->count;
}

const char *inputs_trouble(const struct inputs *i)
{
	return *i->db.trouble ? i->db.trouble : NULL;
}
