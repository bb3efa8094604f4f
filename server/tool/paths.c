#include "tool/paths.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST = 1024 };

static uint64_t hash(struct str s)
{
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return h ^ h >> 29;
}

/* Where a path is, or where it would stand. */
static size_t slot_of(const struct paths *p, struct str path)
{
	size_t at = hash(path) & (p->slots - 1);
	while (p->slot[at] && !str_eq(p->path[p->slot[at] - 1], path))
		at = (at + 1) & (p->slots - 1);
	return at;
}

static void grow(struct paths *p)
{
	size_t slots = p->slots ? p->slots * 2 : 2 * (size_t)FIRST;
	uint32_t *fresh = calloc(slots, sizeof *fresh);
	struct str *more = realloc(p->path, slots / 2 * sizeof *more);
	if (fresh == NULL || more == NULL)
		fatal("out of memory");
	free(p->slot);
	p->slot = fresh;
	p->slots = slots;
	p->path = more;
	p->room = slots / 2;
	for (size_t i = 0; i < p->count; i++)
		p->slot[slot_of(p, p->path[i])] = (uint32_t)(i + 1);
}

bool paths_has(const struct paths *p, struct str path)
{
	return p->slots && p->slot[slot_of(p, path)] != 0;
}

bool paths_add(struct paths *p, struct str path)
{
	if (p->count == p->room)
		grow(p);
	size_t at = slot_of(p, path);
	if (p->slot[at])
		return false;
	p->path[p->count++] = arena_copy(&p->arena, path);
	p->slot[at] = (uint32_t)p->count;
	return true;
}

void paths_free(struct paths *p)
{
	arena_free(&p->arena);
	free(p->path);
	free(p->slot);
	*p = (struct paths){ 0 };
}
