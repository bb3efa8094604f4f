/* press: articles on their way into the capsule, in batches that are on the disk whole or not at all.
 *
 * Each article of a batch goes to a file of its own in ROOT/.import, which visitors never see; one syncfs; the ledger
 * says what is to come, and is committed; then each file is renamed to its name. That all have arrived is said with
 * the next batch, after its syncfs, or at the end after another. Cut off anywhere, press_open finishes what the ledger
 * says, or takes it back where that is not possible any more, and what else lies in ROOT/.import goes. */
#ifndef IMPORT_PRESS_H
#define IMPORT_PRESS_H

#include "import/ledger.h"

struct press;

enum {
	PRESS_BATCH = 1024,
	PRESS_FILE_MAX = 64 * 1024 * 1024, /* a longer one in the capsule is no article; no input is as long */
};

/* Opens the capsule's root and recovers. The languages are those of texts_of. NULL: *why says what is wrong. dry:
 * nothing is written. */
struct press *press_open(const char *root, struct ledger *l, bool dry, const struct words *const *languages,
	size_t count, struct buf *why);

/* Whether something is at a path of the capsule, or is about to be. */
bool press_taken(struct press *p, struct str path);
/* Reads an article of the capsule, or one that is about to come there, into the arena; false: there is none, or no
 * regular file. */
bool press_read(struct press *p, struct str path, struct arena *a, struct str *bytes);

/* Puts an article into the batch, with its ledger entry. instead: the SHA-256 of the file whose place it takes (if it
 * is another one by then, it stays, and this is trouble); NULL: there is none yet. A full batch is finished at once.
 * False: *why says what is wrong, where, and what to do; nothing that was there before has changed, and what could be
 * finished is. After that only press_close is possible. */
bool press_put(struct press *p, const struct entry *e, const struct texts *t, struct str bytes,
	const struct id *instead, struct buf *why);
/* Finishes the batch that is open; all is on the disk then. */
bool press_flush(struct press *p, struct buf *why);
/* What was not flushed is dropped. */
void press_close(struct press *p);

/* Tells the ledger of every article in the capsule: of all, where it was made just now, or of those that have moved.
 * Walks the root, but not into folders that begin with a dot, nor through links. False: *why says what could not be
 * read. */
bool press_scan(struct press *p, struct buf *why);

#endif
