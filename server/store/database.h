/* database: SQLite's handles and statements, with the first thing that goes wrong kept in words. */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include "base/str.h"

#include <sqlite3.h>

struct database {
	sqlite3 *handle;
	char trouble[512]; /* empty: all is well */
	int code;          /* of the trouble: SQLite's */
	const char *name;  /* for messages; the caller's */
	const char *mend;  /* what helps when it is damaged, for messages; NULL: nothing */
};

/* Runs statements without results; false, and trouble, if one fails. */
bool database_do(struct database *d, const char *sql);
/* NULL, and trouble, when SQL or database are wrong. */
sqlite3_stmt *database_prepare(struct database *d, const char *sql);
/* One step: true for a row. A failure is trouble, and no row. Without a row the statement is reset. */
bool database_step(struct database *d, sqlite3_stmt *s);
/* The first column of the first row; -1: none, or trouble. */
int64_t database_number(struct database *d, const char *sql);
/* Keeps what went wrong, if nothing did before. */
void database_blame(struct database *d);

#endif
