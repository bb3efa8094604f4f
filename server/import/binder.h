/* binder: the file of a ledger: opened for one alone, made where it is missing, or copied for a dry run. */
#ifndef IMPORT_BINDER_H
#define IMPORT_BINDER_H

#include "store/database.h"

/* Opens it (its folders are made), so that nobody else can. *fresh: it was made just now, with this schema, and is in
 * a transaction that is still open: what is not committed never was. False: *why says what is wrong, and d->handle may
 * be open nevertheless. */
bool binder_open(struct database *d, const char *path, const char *const schema[2], bool *fresh, struct buf *why);
/* The same of a copy that has no name; nothing is written to the file, or made beside it. */
bool binder_copy(struct database *d, const char *path, const char *const schema[2], bool *fresh, struct buf *why);

#endif
