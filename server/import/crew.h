/* crew: threads that read inputs side by side; what they have read comes out in the order of the inputs. */
#ifndef IMPORT_CREW_H
#define IMPORT_CREW_H

#include "import/reader.h"

/* One input under way. */
struct task {
	struct str name, source; /* of the input; they live in the arena */
	struct arena arena;
	/* what was read */
	const struct reading **readings;
	size_t count;
	/* private */
	size_t room, bytes;
	bool lines, done;
};

struct crew;

/* threads: 0 for one on each processor core. */
struct crew *crew_make(const struct desk *desk, unsigned threads);
void crew_free(struct crew *c);

/* Gives an input to the crew; there must be room (crew_room). With lines set its readings have a document and nothing
 * else, and there is none for what is refused. */
void crew_give(struct crew *c, struct str name, struct str source, bool lines, size_t bytes);
/* bytes: how long the input is. All that are under way have few bytes together, or there is only one, so that memory
 * stays bounded however long they are. */
bool crew_room(const struct crew *c, size_t bytes);
/* The oldest of those that were given and not yet taken, when it is read; NULL: there is none. It lives until
 * crew_release, which must come before the next one is taken. */
struct task *crew_take(struct crew *c);
void crew_release(struct crew *c, struct task *t);

#endif
