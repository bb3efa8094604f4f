#include "store/database.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void database_blame(struct database *d)
{
	int last = errno, code = sqlite3_errcode(d->handle) & 0xff, error = sqlite3_system_errno(d->handle);
	/* a commit that fails does not tell SQLite's own why */
	error = error ? error : last;
	bool system = error && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_READONLY);
	const char *helps = code == SQLITE_FULL ? "make room" : NULL;
	/* a table or a column that is not there: somebody was at work on it */
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR)
		helps = d->mend;
	if (*d->trouble)
		return;
	d->code = code;
	snprintf(d->trouble, sizeof d->trouble, "%.300s: %.80s%s%.60s%s%s", d->name, sqlite3_errmsg(d->handle),
		system ? ": " : "", system ? strerror(error) : "", helps ? "; " : "", helps ? helps : "");
}

bool database_do(struct database *d, const char *sql)
{
	errno = 0;
	if (sqlite3_exec(d->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	database_blame(d);
	return false;
}

sqlite3_stmt *database_prepare(struct database *d, const char *sql)
{
	sqlite3_stmt *s = NULL;
	errno = 0;
	if (sqlite3_prepare_v3(d->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
		database_blame(d);
	return s;
}

bool database_step(struct database *d, sqlite3_stmt *s)
{
	errno = 0;
	int got = s ? sqlite3_step(s) : SQLITE_MISUSE;
	if (got == SQLITE_ROW)
		return true;
	if (got != SQLITE_DONE)
		database_blame(d);
	if (s)
		sqlite3_reset(s);
	return false;
}

int64_t database_number(struct database *d, const char *sql)
{
	sqlite3_stmt *s = database_prepare(d, sql);
	int64_t value = database_step(d, s) ? sqlite3_column_int64(s, 0) : -1;
	sqlite3_finalize(s);
	return value;
}
