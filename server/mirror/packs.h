/* packs: /mirror/packs, the list of packs, and what their names say: lines "name TAB size TAB sha256", sorted by name.
 *
 *   2018-06.412.tar.gz     all of /2018/06/ as it is since serial 412, its MANIFESTs too
 *   log-0004.500.tar.gz    the log entries 400 to 499 (/mirror/log/000/400 …), made with serial 500
 *   2018-06.gpub 2018.gpub the month or the year for readers (gempub 1.0.0)
 *
 * They lie in /mirror/pack/. */
#ifndef MIRROR_PACKS_H
#define MIRROR_PACKS_H

#include "base/arena.h"
#include "mirror/digest.h"

enum { PACKS_MAX = 4 << 20, PACKS_LOGS = 100 /* entries in a pack of the log */ };

enum packs_kind { PACKS_MONTH, PACKS_LOG, PACKS_BOOK };

struct packs_line {
	struct str name;
	uint64_t size;
	struct digest digest;
	/* what the name says */
	enum packs_kind kind;
	int year, month; /* of a month or a book; month 0: the whole year */
	uint64_t number; /* of a log pack: its entries are those from number * PACKS_LOGS on */
	uint64_t serial; /* since when it is like that; a book has none: 0 */
};

struct packs {
	struct packs_line *line;
	size_t count;
};

/* Fills in what the name says. False: it is none of the three. */
bool packs_name(struct str name, struct packs_line *out);
/* NULL, or what is wrong; the views point into text, the lines live in the arena. */
const char *packs_read(struct str text, struct arena *m, struct packs *out);
void packs_write(struct buf *out, struct arena *m, const struct packs *from);
int packs_by_name(const void *a, const void *b);

#endif
