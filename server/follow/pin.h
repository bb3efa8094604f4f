/* pin: what a follower remembers of whom it follows, in DIR/.mirror/pin: lines "key: value". */
#ifndef FOLLOW_PIN_H
#define FOLLOW_PIN_H

#include "follow/tree.h"
#include "mirror/sign.h"

#include <time.h>

enum { PIN_URL = 1024, PIN_IDENTITY = 64, PIN_ROBOTS = 4096 };

struct pin {
	char url[PIN_URL];
	bool has_key;
	struct sign_public key;
	char identity[PIN_IDENTITY + 1]; /* of the Gemini server; empty: none yet */
	uint64_t serial;                 /* the newest that was ever seen: an older one is refused */
	bool again;              /* a round was cut off, or something was in a folder's way: look at all of them */
	uint64_t used;           /* bytes on the disk, counted from above; 0: not known */
	struct digest keys;      /* of /mirror/keys as it was verified; none: not yet */
	time_t robots_read;      /* 0: never */
	char robots[PIN_ROBOTS]; /* the prefixes that are not to be fetched, separated by TABs */
};

/* False: *why (it is damaged, or cannot be read). There is none: an empty one. */
bool pin_load(struct pin *p, const struct tree *t, struct buf *why);
/* False: errno. */
bool pin_save(const struct pin *p, const struct tree *t);

#endif
