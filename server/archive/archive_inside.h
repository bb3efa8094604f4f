/* archive_inside: what the readers of the index (archive, browse, search) share. */
#ifndef ARCHIVE_INSIDE_H
#define ARCHIVE_INSIDE_H

#include "archive/archive.h"
#include "archive/browse.h"
#include "archive/fts.h"
#include "archive/terms.h"
#include "store/database.h"

enum { ARCHIVE_STATEMENTS = 64 };

/* A statement that is prepared when it is first needed. sql is a constant: its address names it. */
struct archive_statement {
	const char *sql;
	sqlite3_stmt *s;
};

struct archive {
	char *path;
	struct database database; /* handle NULL: not open */
	dev_t dev;
	ino_t ino;
	uint64_t until_ms; /* 0: no deadline */
	bool late;
	struct archive_statement statement[ARCHIVE_STATEMENTS];
	struct fts_ranking ranking;
	struct terms *terms;
};

/* A statement, reset and without bindings; NULL, and trouble, if it cannot be had. */
sqlite3_stmt *archive_sql(struct archive *a, const char *sql);
/* The next row; false: there is none, or trouble (then the statement is reset). */
bool archive_row(struct archive *a, sqlite3_stmt *s);
/* Text of a column, copied. */
struct str archive_text(sqlite3_stmt *s, int column, struct arena *m);
void archive_bind(sqlite3_stmt *s, int at, struct str text);

/* The columns of an entry, to begin a SELECT with; from "article JOIN folder ON folder.id = article.folder". */
#define ENTRY_COLUMNS                                                                                                  \
	"article.id, folder.path || name, title, place, section, language, summary, credit, updated, added, mtime,"    \
	" size, identifier, words, sha256"
#define ENTRY_TABLES " article CROSS JOIN folder ON folder.id = article.folder "
void archive_entry(sqlite3_stmt *s, struct arena *m, struct entry *out);
/* Rows to entries: all that the statement gives, at most max. */
struct entries archive_entries(struct archive *a, sqlite3_stmt *s, size_t max, struct arena *m);

#endif
