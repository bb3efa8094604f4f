/* channel: what workers and librarians say to each other over a socketpair (SOCK_SEQPACKET): an ask goes one way, a
 * reply with a sealed memory file comes back. All librarians read from the same ends, so whoever is free takes an ask.
 */
#ifndef ROLE_CHANNEL_H
#define ROLE_CHANNEL_H

#include "site/site.h"

struct channel_ask {
	uint64_t id; /* given back in the reply */
	struct site_ask ask;
};

struct channel_reply {
	uint64_t id, size;
	enum outcome outcome;
	size_t meta_n;
	char meta[ANSWER_META_ROOM]; /* a media type, or where a redirect leads; see page/page.h */
};

/* *worker and *librarian are the two ends. False: errno. */
bool channel_open(int *worker, int *librarian);
/* Never wait. False: the queue is full, or the other side is gone. */
bool channel_send_ask(int worker, const struct channel_ask *ask);
/* fd may be -1; it is not closed. */
bool channel_send_reply(int librarian, const struct channel_reply *reply, int fd);
/* Never wait. False: there is none (or somebody else took it). */
bool channel_take_ask(int librarian, struct channel_ask *ask);
/* *fd is the caller's, or -1. */
bool channel_take_reply(int worker, struct channel_reply *reply, int *fd);

#endif
