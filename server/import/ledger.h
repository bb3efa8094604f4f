/* ledger: what was imported into a capsule, what became of it, and which texts are there; keep/import/NAME.db, SQLite.
 *
 * It knows each source by its identifier (the SHA-256 of the raw input), the path of its article, the SHA-256 of the
 * file as it was written, the hash of its text and the hashes of its paragraphs. All but the file's hash can be read
 * from the capsule again, and is, where the ledger is missing. Memory does not grow with the number of articles. */
#ifndef IMPORT_LEDGER_H
#define IMPORT_LEDGER_H

#include "base/arena.h"
#include "import/texts.h"

struct ledger;

/* Opens or makes it; folders are made. NULL: *why says what is wrong (another import is at work on it, the disk, a
 * file that is no ledger: then it says to move it away, since it is made again from the capsule). dry: nothing is
 * written to it; what is added is forgotten at the end. */
struct ledger *ledger_open(const char *path, bool dry, struct buf *why);
/* What was not committed is dropped. */
void ledger_close(struct ledger *l);
/* Whether it was made just now (and so must be told what the capsule holds: what is put before the first commit is
 * there as one, and if that never comes, it was not made). */
bool ledger_fresh(const struct ledger *l);
/* The first thing that went wrong with the database since it was opened, in words; NULL: all is well. Nothing that was
 * committed is lost by it. */
const char *ledger_trouble(const struct ledger *l);

struct entry {
	struct id source;
	struct str path;   /* "/2018/06/28/slug.gmi" */
	struct id written; /* of the file as it was written; has_written false: not known */
	bool has_written;
	struct id whole; /* texts.whole */
};

/* Each false: there is none. Paths of entries live in the arena. */
bool ledger_source(struct ledger *l, const struct id *source, struct arena *a, struct entry *out);
bool ledger_path(struct ledger *l, struct str path, struct arena *a, struct entry *out);
bool ledger_whole(struct ledger *l, const struct id *whole, struct arena *a, struct entry *out);
/* The earlier article of which t is a version: at least 3/5 of the paragraphs of the one that has fewer are in the
 * other (containment, Broder 1997), and at least two; one is enough where neither has more and it has 200 letters. The
 * one with the most in common; of those the one imported first. Not except itself. A paragraph that stands in very
 * many articles counts, but of those that have nothing else in common only the earliest are looked at. */
bool ledger_kin(struct ledger *l, const struct texts *t, const struct id *except, struct arena *a, struct entry *out);

/* Adds an entry, or replaces that of the same source. coming: its file is still to be renamed to its place. What is
 * put is on the disk after ledger_commit. */
void ledger_put(struct ledger *l, const struct entry *e, const struct texts *t, bool coming);
void ledger_commit(struct ledger *l);
/* Takes back what was put since the last commit; after that only ledger_close is possible. */
void ledger_rollback(struct ledger *l);
/* All that was coming has come (part of the next commit). */
void ledger_arrived(struct ledger *l);
/* The entries whose files were still to come when a run was cut off, one after the other: next says false at the end.
 * Each must be settled before the next is asked for: arrived (the new file is there) or not (what was known before
 * holds again; without such, the entry goes). */
bool ledger_coming_next(struct ledger *l, struct arena *a, struct entry *out);
void ledger_coming_settle(struct ledger *l, bool arrived);

/* The entries whose paragraphs a crash has lost: next gives the first whose number is greater than *after (0 to begin
 * with), and its number. The caller reads its article again, and says what they are. */
bool ledger_unshared_next(struct ledger *l, int64_t *after, struct arena *a, struct entry *out);
void ledger_share(struct ledger *l, int64_t number, const struct texts *t);

#endif
