/* gone: keep/gone, the list of what was withdrawn or has moved (the design, "Mirroring").
 * TAB-separated lines: "31 OLD NEW", "30 OLD NEW", "52 PATH REASON", "52 sha256:HEX REASON" (the hash of the path), and
 * "20 PATH": there is a file again, whatever the lines before say.
 * The status and the first path are separated by a TAB or a space. Paths are written as the file system has them, not
 * percent-encoded, and begin with '/'; NEW may be a URL. Empty lines and lines that begin with '#' are skipped.
 *
 * The list only grows, so the last line that speaks of a path counts: of two lines for one path the later; and a move
 * to a path puts an end to an earlier move away from it (there and back again is no circle), but does not bring back
 * what was withdrawn.
 *
 * On a mirror there are two lists: its own, and the publisher's (/mirror/gone beneath the root, without comments),
 * which a mirror answers as well. What the own one says of a path wins. */
#ifndef STORE_GONE_H
#define STORE_GONE_H

#include "base/str.h"

#include <sys/stat.h>

enum { GONE_MIRRORED_MAX = 32 * 1024 * 1024 /* bytes of a publisher's list, who is a stranger: some 400,000 lines */ };
enum { GONE_REASON_MAX = 1000 /* bytes: what readers are told is one line (Gemini, "Responses": 1024 in all) */ };

struct gone_entry {
	int status;      /* 30, 31 or 52; 30 where one step of a chain of moves is 30 */
	struct str path; /* as listed, but the HEX in lower case */
	struct str to;   /* where the chain of moves ends, or the reason, which may be empty */
};

/* Whether this is a publisher's list that a mirror can answer: not longer than GONE_MIRRORED_MAX, and without a
 * mistake. False: *why has the line (from 1) and what is wrong with it. Nothing is kept. */
bool gone_valid(struct str text, struct buf *why);

/* A loaded list; sorted for look-up. */
struct gone;

/* Loads the list; a missing file is an empty list. On a mistake *line is its number (from 1), *what says what is wrong,
 * and NULL is returned; NULL with *line 0: errno, which *what words. The caller frees it with gone_free. */
struct gone *gone_load(const char *path, size_t *line, const char **what);

/* Where the lists lie; mirrored NULL: there is only one. */
struct gone_paths {
	const char *own, *mirrored;
};

/* Both lists as one. NULL: the own one is wrong; *where is its file, and the rest is as gone_load has it. Where only
 * the mirrored one is wrong, which a stranger wrote, the own one is in force all the same, without the other one: *what
 * and *line say what is wrong with *where; else *what is NULL. */
struct gone *gone_load_both(struct gone_paths from, const char **where, size_t *line, const char **what);
/* The same for *list, which is in force (NULL: none is): it becomes what the files say now. Where the mirrored one is
 * wrong, or has vanished, what *list knew of it stays in force. False: the own list is wrong or has vanished, and *list
 * is as it was. What was withdrawn must not come back because a file got lost. */
bool gone_renew(struct gone **list, struct gone_paths from, const char **where, size_t *line, const char **what);
void gone_free(struct gone *g);
/* NULL: not listed. Looks for the path and for its SHA-256 (only if the list holds hashes). The entry lives as long as
 * the list. */
const struct gone_entry *gone_find(const struct gone *g, struct str path);
/* Whether the file has changed since it was looked at (one stat). */
bool gone_stale(const struct gone *g, const char *path);
/* The same of both. A mirrored one that is wrong is looked at again when it is another file. */
bool gone_stale_both(const struct gone *g, struct gone_paths from);
/* Whoever adds to the list holds this from reading it to writing it: a lock on "PATH.lock" beside it, since the list
 * itself may be replaced. Waits. Closing the descriptor lets go; -1: errno. */
int gone_lock(const char *path);

#endif
