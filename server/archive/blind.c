#include "archive/blind.h"

#include "archive/agenda.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int64_t time_of(const struct root *root, struct str folder)
{
	struct found_file f;
	enum found found = root_find(root, folder, &f);
	if (f.fd >= 0)
		close(f.fd);
	return found == FOUND_DIR ? (int64_t)f.mtime.tv_sec * 1000000000 + f.mtime.tv_nsec : 0;
}

/* The first folder of the list that is not before this one. */
static size_t place(const struct blind *b, struct str folder)
{
	size_t from = 0, to = b->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (str_cmp(str_of(b->list[middle].folder), folder) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

void blind_add(struct blind *b, const struct root *root, struct str folder)
{
	size_t at = place(b, folder);
	if (at < b->count && str_eq(str_of(b->list[at].folder), folder))
		return;
	b->list = agenda_room(b->list, b->count, &b->room, sizeof *b->list);
	memmove(b->list + at + 1, b->list + at, (b->count - at) * sizeof *b->list);
	b->list[at] = (struct blind_folder){ agenda_copy(folder), time_of(root, folder) };
	b->count++;
}

void blind_look(struct blind *b, const struct root *root, uint64_t now_ms,
	void (*changed)(void *context, struct str folder), void *context)
{
	if (b->count == 0 || now_ms - b->looked_ms < BLIND_MS)
		return;
	b->looked_ms = now_ms;
	for (size_t i = 0; i < b->count; i++) {
		int64_t time = time_of(root, str_of(b->list[i].folder));
		if (time == b->list[i].mtime_ns)
			continue;
		b->list[i].mtime_ns = time;
		changed(context, str_of(b->list[i].folder));
	}
}

void blind_free(struct blind *b)
{
	for (size_t i = 0; i < b->count; i++)
		free(b->list[i].folder);
	free(b->list);
	*b = (struct blind){ 0 };
}
