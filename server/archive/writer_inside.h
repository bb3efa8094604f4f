/* writer_inside: what the parts of the writer share. */
#ifndef ARCHIVE_WRITER_INSIDE_H
#define ARCHIVE_WRITER_INSIDE_H

#include "archive/writer.h"

enum writer_sql {
	SQL_FOLDER,
	SQL_FOLDER_ADD,
	SQL_FOLDER_CHANGED,
	SQL_FIND,
	SQL_TAKEN,
	SQL_TOUCH,
	SQL_ADD,
	SQL_TEXT_ADD,
	SQL_DROP,
	SQL_DEAD_ADD,
	SQL_DEAD_FIND,
	SQL_DEAD_DROP,
	SQL_FACET,
	SQL_FACET_ADD,
	SQL_FACET_NAME,
	SQL_FACET_COUNT,
	SQL_STAGE,
	SQL_MEMBER_ADD,
	SQL_MEMBER_DROP,
	SQL_YEAR,
	SQL_YEAR_CLEAN,
	SQL_DAY,
	SQL_DAY_CLEAN,
	SQL_ADDITION,
	SQL_ADDITION_CLEAN,
	SQL_VERSION_ADD,
	SQL_VERSION_DROP,
	SQL_WORD,
	SQL_TAIL,
	SQL_KNOWN,
	SQL_FOLDERS,
	SQL_COUNT
};

struct writer {
	struct database database;
	sqlite3_stmt *sql[SQL_COUNT];
	bool filling; /* for the first time: what can be derived is derived at the end */
	char *path;
	/* the folder that was written to last */
	char folder[1200];
	size_t folder_n;
	int64_t folder_id;
	int64_t moment;     /* for folder.changed; 0: not known yet */
	struct arena arena; /* of one article */
};

/* A statement, ready to be bound; NULL in trouble. */
sqlite3_stmt *writer_sql(struct writer *w, enum writer_sql which);
/* Runs one that has no rows. */
void writer_run(struct writer *w, sqlite3_stmt *s);
/* The first column of its first row, or otherwise. */
int64_t writer_number(struct writer *w, sqlite3_stmt *s, int64_t otherwise);
void writer_bind(sqlite3_stmt *s, int at, struct str text);

/* tally.c: what is counted; by: 1 for an article that comes, -1 for one that goes. facets: their numbers. */
void tally_article(struct writer *w, int64_t id, int64_t added, const uint32_t *facets, size_t count, int by);
/* The number of a facet, which is made where it is missing; 0 in trouble. */
int64_t tally_facet(struct writer *w, const struct record_facet *f, int64_t article);

/* vocabulary.c: counts the tokens of an article that comes. */
void vocabulary_add(struct writer *w, const struct record *r);

#endif
