/* journal: the log of publications, /mirror/log/000/412: one file for each, never changed again. Its first line is the
 * SHA-256 of the entry before it (zeros for the first one), a TAB and when it was published; so the entries are a
 * chain, and HEAD vouches for its end. Then a line for each change, no two about one path, separated by TABs:
 *
 *   A sha256 size path          a file that was not there before
 *   M sha256 size path          one with other bytes
 *   V sha256 size path new      one that has moved to another path (which has no line A)
 *   D sha256 size path reason   one that is gone; with a reason it was withdrawn, and stays so. The path may be
 *                               "sha256:HEX", the hash of the path. The reason may be empty: then it was just deleted.
 *
 * sha256 and size are those of the bytes after the change; with D the hash is that of the bytes before it, and the size
 * is 0. */
#ifndef MIRROR_JOURNAL_H
#define MIRROR_JOURNAL_H

#include "mirror/digest.h"

#include <time.h>

enum {
	JOURNAL_MAX = 256 << 20, /* bytes of one entry: the first one of a million articles has 130 MB */
	JOURNAL_REASON_MAX = 1000,
};

enum journal_kind { JOURNAL_ADDED = 'A', JOURNAL_MODIFIED = 'M', JOURNAL_MOVED = 'V', JOURNAL_DROPPED = 'D' };

struct journal_line {
	enum journal_kind kind;
	struct digest digest;
	uint64_t size;
	struct str path, more; /* more: the new path, or the reason */
};

/* "/mirror/log/000/412"; a million and more: "/mirror/log/1234/567". */
void journal_path(struct buf *out, uint64_t serial);

void journal_begin(struct buf *out, const struct digest *before, time_t published);
void journal_add(struct buf *out, const struct journal_line *line);

struct journal {
	struct digest before;
	time_t published;
	struct str rest; /* lines not read yet */
};

/* The first line. NULL, or what is wrong. */
const char *journal_open(struct str text, struct journal *out);
/* The next change. *wrong is NULL, or what is wrong with it (then false, and that is the end). False: there is none. */
bool journal_next(struct journal *j, struct journal_line *out, const char **wrong);

#endif
