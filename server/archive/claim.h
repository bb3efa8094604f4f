/* claim: who keeps an index: one process at a time, by a lock on INDEX.lock, which ends with it. */
#ifndef ARCHIVE_CLAIM_H
#define ARCHIVE_CLAIM_H

#include <stdbool.h>

enum claim {
	CLAIM_OURS,   /* *fd holds it until it is closed */
	CLAIM_OTHERS, /* somebody else keeps it */
	CLAIM_FAILED, /* errno */
};

/* Unless OURS, *fd is -1. */
enum claim claim_take(const char *index, int *fd);
/* Whether somebody keeps it; takes nothing. */
bool claim_is_taken(const char *index);

#endif
