#include "base/arena.h"

#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BLOCK = 256 * 1024,
	ALIGNED = _Alignof(max_align_t),
};

struct arena_block {
	struct arena_block *before;
	size_t size;
	_Alignas(max_align_t) char bytes[];
};

static void block_add(struct arena *a, size_t size)
{
	struct arena_block *block = malloc(sizeof *block + size);
	if (!block)
		fatal("out of memory");
	block->before = a->last;
	block->size = size;
	a->last = block;
	a->at = block->bytes;
	a->end = block->bytes + size;
}

void *arena_take(struct arena *a, size_t count, size_t size)
{
	size_t n;
	if (__builtin_mul_overflow(count, size, &n) || n > SIZE_MAX / 2)
		fatal("out of memory");
	n = (n + ALIGNED - 1) / ALIGNED * ALIGNED;
	if (a->last == NULL || n > (size_t)(a->end - a->at))
		block_add(a, n > BLOCK ? n : BLOCK);
	void *p = a->at;
	a->at += n;
	return memset(p, 0, n);
}

struct str arena_copy(struct arena *a, struct str s)
{
	char *p = arena_take(a, s.n + 1, 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

struct str arena_fmt(struct arena *a, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	int n = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (n < 0)
		return (struct str){ "", 0 };
	char *p = arena_take(a, (size_t)n + 1, 1);
	va_start(list, format);
	vsnprintf(p, (size_t)n + 1, format, list);
	va_end(list);
	return (struct str){ p, (size_t)n };
}

void arena_reset(struct arena *a)
{
	/* the first block is of the common size, or what one big piece of work needed */
	while (a->last && (a->last->before || a->last->size > BLOCK)) {
		struct arena_block *before = a->last->before;
		free(a->last);
		a->last = before;
	}
	a->at = a->last ? a->last->bytes : NULL;
	a->end = a->last ? a->last->bytes + a->last->size : NULL;
}

void arena_free(struct arena *a)
{
	while (a->last) {
		struct arena_block *before = a->last->before;
		free(a->last);
		a->last = before;
	}
	*a = (struct arena){ 0 };
}

void *arena_more(struct arena *a, void *list, size_t count, size_t *room, size_t size)
{
	enum { FIRST = 32 };
	if (count < *room)
		return list;
	*room = *room ? *room * 2 : FIRST;
	void *more = arena_take(a, *room, size);
	if (count)
		memcpy(more, list, count * size);
	return more;
}

void arena_room(struct arena *a, struct buf *b, size_t n)
{
	if (b->p && n <= b->cap - b->n)
		return;
	size_t cap = b->cap < 256 ? 256 : b->cap;
	while (cap - b->n < n) {
		if (cap > SIZE_MAX / 4)
			fatal("out of memory");
		cap *= 2;
	}
	char *p = arena_take(a, cap, 1);
	if (b->p && b->n)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->cap = cap;
}
