/* agenda: what a keeper has to look at: files that have changed, and trees of folders. */
#ifndef ARCHIVE_AGENDA_H
#define ARCHIVE_AGENDA_H

#include "base/str.h"

/* A file that has changed, or (without a name) a folder with all beneath it. */
struct agenda_item {
	char *folder, *name;
};

struct agenda {
	struct agenda_item *item;
	size_t items, items_room;
	uint64_t first_ms, last_ms; /* when the first and the last of the items came */
	char **tree;                /* to be scanned, one after the other */
	size_t trees, trees_room;
};

/* Ends the process when memory is out. False: there are too many changes to remember them one by one; scan all. */
bool agenda_note(struct agenda *a, struct str folder, const struct str *name, uint64_t now_ms);
/* Whether the items have settled: who writes a file writes it in several steps. */
bool agenda_due(const struct agenda *a, uint64_t now_ms);
/* Takes all items, sorted and each once; the caller lets go of them with agenda_free_items. */
struct agenda_item *agenda_take(struct agenda *a, size_t *count);
void agenda_free_items(struct agenda_item *item, size_t count);
void agenda_forget_items(struct agenda *a);

/* A tree to be scanned, unless it is going to be anyway; under_way: the first one has been begun. */
void agenda_scan(struct agenda *a, struct str folder, bool under_way);
/* The first tree has been scanned. */
void agenda_scanned(struct agenda *a);
void agenda_forget_trees(struct agenda *a);

void agenda_free(struct agenda *a);

/* Room for one more in a list, which moves; ends the process when memory is out. */
void *agenda_room(void *list, size_t count, size_t *room, size_t size);
char *agenda_copy(struct str s);

#endif
