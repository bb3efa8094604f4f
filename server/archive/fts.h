/* fts: what FTS5 needs of us: a tokenizer for token streams (terms.h), and a function that ranks (SQLite's "FTS5
 * Extension", 7). Every connection that touches an index registers them first. */
#ifndef ARCHIVE_FTS_H
#define ARCHIVE_FTS_H

#include "archive/query.h"
#include "archive/record.h"

#include <sqlite3.h>

enum { FTS_PHRASES = 1024 };

/* How the rows of the running query are ranked; its owner fills it in before the query is begun. */
struct fts_ranking {
	size_t phrases;
	unsigned char term[FTS_PHRASES]; /* to which term each phrase of the FTS expression belongs */
	float weight[FTS_PHRASES]; /* of each phrase, by its rarity; a term has that of the heaviest one in the row */
};

/* False: this SQLite has no FTS5, or no memory. *ranking must outlive the connection; NULL where nothing is ranked. */
bool fts_register(sqlite3 *db, struct fts_ranking *ranking);

#endif
