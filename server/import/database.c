#include "import/database.h"

#include <stdio.h>

void database_blame(struct database *d)
{
	if (!*d->trouble)
		snprintf(d->trouble, sizeof d->trouble, "%s: %s", d->name, sqlite3_errmsg(d->handle));
}

bool database_do(struct database *d, const char *sql)
{
	if (sqlite3_exec(d->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	database_blame(d);
	return false;
}

sqlite3_stmt *database_prepare(struct database *d, const char *sql)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v3(d->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
		database_blame(d);
	return s;
}

bool database_step(struct database *d, sqlite3_stmt *s)
{
	int got = s ? sqlite3_step(s) : SQLITE_MISUSE;
	if (got == SQLITE_ROW)
		return true;
	if (got != SQLITE_DONE)
		database_blame(d);
	if (s)
		sqlite3_reset(s);
	return false;
}
