/* publisher: publishes the capsules that say "publish = yes": some seconds after changes, and once a night with a look
 * at every file. Each time it is a process of its own, "herald publish", which alone holds the signing key, and ends.
 */
#ifndef SERVE_PUBLISHER_H
#define SERVE_PUBLISHER_H

#include "serve/generation.h"

struct publisher {
	struct publisher_capsule {
		pid_t pid;         /* 0: none is under way */
		uint64_t seen;     /* the index's serial when it was looked at last */
		uint64_t first_ms; /* of the changes that are not published yet: the first; 0: there are none */
		uint64_t last_ms;  /* and the last */
		uint64_t pause_ms; /* not before */
		unsigned fails;    /* in a row */
		int night;         /* the day of the year of the last full look */
		bool full;         /* which is due, or under way */
		bool begun;
	} capsule[CONF_CAPSULES];
};

/* Another configuration is in force, and the numbers of its capsules mean others: what is known of a capsule goes with
 * its name. before: NULL: there was none. */
void publisher_reset(struct publisher *p, const struct conf *before, const struct conf *now);
/* Looks whether anything is to be published, and starts it. */
void publisher_look(struct publisher *p, const struct generation *g, const char *conf_path, uint64_t now_ms);
/* A child has ended: true if it was one of these. */
bool publisher_ended(struct publisher *p, pid_t pid, int status, uint64_t now_ms);
/* When to look again; UINT64_MAX: no capsule is published. */
uint64_t publisher_due(const struct generation *g, uint64_t now_ms);

#endif
