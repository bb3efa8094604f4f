/* haste: how slowly a file may come. For a while nothing need come; from then on, as much as all connections together
 * bring at the least speed. Only the time that the server is waited for counts: not a turn, not a rate, not a disk. */
#ifndef FETCH_HASTE_H
#define FETCH_HASTE_H

#include "base/str.h"

struct haste {
	unsigned grace_ms;
	uint64_t least;     /* bytes a second, of all connections that are in use */
	uint64_t waited_us; /* in all */
	uint64_t share_us;  /* after the grace: this file's share of it, for the others take from the same line */
	uint64_t come;      /* bytes */
};

/* The server was waited for while so many connections were in use. */
void haste_waited(struct haste *h, uint64_t us, unsigned in_use);
/* Whether the file is too slow. */
bool haste_over(const struct haste *h);
/* In words: "too slow: 6600 bytes in 61 s". */
void haste_say(const struct haste *h, struct buf *why);

#endif
