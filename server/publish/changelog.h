/* changelog: the log entry of a publication on its way: changes come one by one, and what has vanished is told at the
 * end, where a file of the same bytes may have appeared elsewhere: then it has moved. */
#ifndef PUBLISH_CHANGELOG_H
#define PUBLISH_CHANGELOG_H

#include "mirror/journal.h"
#include "publish/scan.h"

struct changelog;

/* staged: where the lines go while they come. NULL: *why. */
struct changelog *changelog_new(struct stage *stage, struct buf *why);
void changelog_free(struct changelog *c);
/* For scan.note. */
void changelog_note(struct journal_line *line, void *changelog);

struct changelog_sums {
	uint64_t added, modified, moved, dropped;
	uint64_t vanished; /* of what was dropped, what the gone list does not speak of */
};

/* A move that was found; path and more live in the scan's arena. */
typedef void changelog_moved(struct str from, struct str to, void *context);

/* Writes the entry of a serial; reasons of what was withdrawn come from the gone list. False: *why. */
bool changelog_finish(struct changelog *c, struct scan *s, uint64_t serial, const struct digest *before, time_t now,
	changelog_moved *moved, void *context, struct changelog_sums *sums, struct digest *digest);

#endif
