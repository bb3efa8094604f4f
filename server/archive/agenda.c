#include "archive/agenda.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

enum {
	SETTLE_MS = 50,      /* after the last step of who writes, */
	SETTLE_MAX_MS = 500, /* but not later than this */
	ITEMS_MAX = 20000,
};

void *agenda_room(void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	*room = *room ? *room * 2 : 64;
	void *p = realloc(list, *room * size);
	if (p == NULL)
		fatal("out of memory");
	return p;
}

char *agenda_copy(struct str s)
{
	char *p = strndup(s.p, s.n);
	if (p == NULL)
		fatal("out of memory");
	return p;
}

bool agenda_note(struct agenda *a, struct str folder, const struct str *name, uint64_t now_ms)
{
	if (a->items == ITEMS_MAX)
		return false;
	a->last_ms = now_ms;
	a->first_ms = a->items ? a->first_ms : now_ms;
	a->item = agenda_room(a->item, a->items, &a->items_room, sizeof *a->item);
	a->item[a->items++] = (struct agenda_item){ agenda_copy(folder), name ? agenda_copy(*name) : NULL };
	return true;
}

bool agenda_due(const struct agenda *a, uint64_t now_ms)
{
	return a->items && (now_ms - a->last_ms >= SETTLE_MS || now_ms - a->first_ms >= SETTLE_MAX_MS);
}

static int by_place(const void *a, const void *b)
{
	const struct agenda_item *x = a, *y = b;
	int order = strcmp(x->folder, y->folder);
	return order ? order : strcmp(x->name ? x->name : "", y->name ? y->name : "");
}

static void let_go(struct agenda_item *item)
{
	free(item->folder);
	free(item->name);
}

struct agenda_item *agenda_take(struct agenda *a, size_t *count)
{
	struct agenda_item *item = a->item;
	size_t all = a->items;
	a->item = NULL;
	a->items = a->items_room = *count = 0;
	if (all)
		qsort(item, all, sizeof *item, by_place);
	for (size_t i = 0; i < all; i++) {
		if (*count && by_place(&item[*count - 1], &item[i]) == 0)
			let_go(&item[i]);
		else
			item[(*count)++] = item[i];
	}
	return item;
}

void agenda_free_items(struct agenda_item *item, size_t count)
{
	for (size_t i = 0; i < count; i++)
		let_go(&item[i]);
	free(item);
}

void agenda_forget_items(struct agenda *a)
{
	for (size_t i = 0; i < a->items; i++)
		let_go(&a->item[i]);
	a->items = 0;
}

void agenda_scan(struct agenda *a, struct str folder, bool under_way)
{
	for (size_t i = under_way; i < a->trees; i++)
		if (str_eq(str_of(a->tree[i]), folder))
			return;
	a->tree = agenda_room(a->tree, a->trees, &a->trees_room, sizeof *a->tree);
	a->tree[a->trees++] = agenda_copy(folder);
}

void agenda_scanned(struct agenda *a)
{
	free(a->tree[0]);
	memmove(a->tree, a->tree + 1, --a->trees * sizeof *a->tree);
}

void agenda_forget_trees(struct agenda *a)
{
	while (a->trees)
		free(a->tree[--a->trees]);
}

void agenda_free(struct agenda *a)
{
	agenda_forget_items(a);
	agenda_forget_trees(a);
	free(a->item);
	free(a->tree);
	*a = (struct agenda){ 0 };
}
