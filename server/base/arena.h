/* arena: memory for one piece of work, let go of all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

/* {0} is an empty one. */
struct arena {
	struct arena_block *last;
	char *at, *end;
};

/* Room for count things of this size, zeroed, and aligned for anything. Ends the process when memory is out. */
void *arena_take(struct arena *a, size_t count, size_t size);
/* A copy, with a closing NUL that does not count. */
struct str arena_copy(struct arena *a, struct str s);
/* printf into the arena; with a closing NUL that does not count. */
struct str arena_fmt(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Lets everything go but one block, for the next piece of work. */
void arena_reset(struct arena *a);
/* Lets everything go and leaves an empty arena. */
void arena_free(struct arena *a);

/* Room for one more in a list that lives in an arena: the list, moved, with its room doubled, where it is full. */
void *arena_more(struct arena *a, void *list, size_t count, size_t *room, size_t size);

/* A buffer that grows in an arena as long as it is added to: make room for n more bytes, then add. The old bytes stay
 * in the arena, so it doubles. buf->full can only be set by adding more than was made room for. */
void arena_room(struct arena *a, struct buf *b, size_t n);

#endif
