/* generation: the children that serve one configuration. A reload makes a new one; the old one finishes and leaves. */
#ifndef SERVE_GENERATION_H
#define SERVE_GENERATION_H

#include "house.h"
#include "net/listen.h"
#include "role/role.h"

enum { WORKERS_MAX = LISTEN_SHARES, LIBRARIANS_MAX = 64, POSTS_MAX = 64 };

struct child {
	pid_t pid; /* 0: none */
	uint64_t started_ms, again_ms;
	unsigned fails; /* short lives in a row */
};

struct generation;

/* What a child inherits and mostly must not keep: a socket that lives on in the wrong process takes visitors to whom
 * nobody answers. */
struct estate {
	struct listen_set *const *sets;
	size_t set_count;
	const struct generation *others; /* linked; may hold the child's own */
};

/* What a worker listens to. */
struct post {
	const struct listen_set *set;
	enum protocol protocol;
	unsigned number; /* of the [gopher] section */
	SSL_CTX *context;
};

/* A worker's channel to librarians of one kind, and their end of it. */
struct desk_channel {
	int worker, librarian;
};

/* A page of memory that all processes of a generation share. */
struct notices {
	_Atomic uint64_t serial[CONF_CAPSULES]; /* of each index: goes up when it says something new; the indexer's */
	_Atomic bool doubt[CONF_CAPSULES];      /* a librarian has found it damaged; the indexer takes it back */
};

struct generation {
	struct generation *next;
	struct house *house;
	unsigned workers, librarians, indexers; /* indexers: one for each capsule */
	struct child worker[WORKERS_MAX], librarian[LIBRARIANS_MAX], indexer[CONF_CAPSULES];
	struct desk_channel pages[WORKERS_MAX], searches[WORKERS_MAX]; /* of each worker */
	struct notices *notices;
	struct post posts[POSTS_MAX];
	size_t post_count;
	int ready[2]; /* a pipe: each worker that serves writes a byte */
	unsigned ready_count;
	int log;
	bool leaving, killed;
	uint64_t leave_by_ms, told_ms;
};

/* Takes over house and log; makes the channels. The posts are to be filled in before generation_start. NULL: errno. */
struct generation *generation_new(struct house *house, int log);
/* Starts every child that is not running and whose time has come. */
void generation_start(struct generation *g, const struct estate *estate, uint64_t now_ms);
/* A child has ended: true if it was one of ours. Unless the generation is leaving, it gets a successor: at once, or
 * with growing pauses when it lived for less than a second. */
bool generation_ended(struct generation *g, pid_t pid, int status, uint64_t now_ms);
/* Asks the workers to finish what they have, until leave_by_ms. */
void generation_leave(struct generation *g, uint64_t leave_by_ms);
/* Goes on with leaving: kills what is late, sends the librarians home after the workers. True: all have gone. */
bool generation_gone(struct generation *g, uint64_t now_ms);
/* When something is to be done next; UINT64_MAX: never. */
uint64_t generation_due(const struct generation *g);
void generation_free(struct generation *g);

#endif
