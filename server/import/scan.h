/* scan: what the articles of a capsule say of themselves, for a ledger that does not know it (any more). */
#ifndef IMPORT_SCAN_H
#define IMPORT_SCAN_H

#include "import/ledger.h"

/* Puts every article beneath the root that has an identifier into the ledger, in the order of their paths, which is
 * that of their dates; those that it knows only where they have moved. Not those in folders that begin with a dot, nor
 * through links. False: *why says what could not be read. */
bool scan_capsule(int root, const char *root_path, struct ledger *l, const struct words *const *languages, size_t count,
	struct buf *why);

/* A longer file is no article. */
enum { SCAN_FILE_MAX = 64 * 1024 * 1024 };

#endif
