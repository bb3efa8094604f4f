/* chore: the long pieces of work on an index that go on in a thread of their own, one at a time: building it anew,
 * checking it. */
#ifndef ARCHIVE_CHORE_H
#define ARCHIVE_CHORE_H

#include "archive/builder.h"

enum chore_kind { CHORE_NONE, CHORE_BUILD, CHORE_CHECK };

struct chore;

/* NULL without memory. */
struct chore *chore_new(void);
/* Stops what is under way, and waits for its end. */
void chore_free(struct chore *c);

/* b->gone and b->stop are the chore's own: the list is loaded from the paths. False: one is under way, or no thread can
 * be had (errno). */
bool chore_build(struct chore *c, const struct builder *b, struct gone_paths gone);
/* Reads all of an index and sees whether it hangs together ("PRAGMA quick_check"). */
bool chore_check(struct chore *c, const char *index);

/* What is under way, or has just ended (then *done; and this tells it once): *good and *why are its result. */
enum chore_kind chore_look(struct chore *c, bool *done, bool *good, struct buf *why);

#endif
