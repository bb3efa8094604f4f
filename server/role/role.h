/* role: the processes that the master starts, and what each is given. */
#ifndef ROLE_ROLE_H
#define ROLE_ROLE_H

#include "archive/keeper.h"
#include "net/loop.h"
#include "role/access.h"
#include "role/sandbox.h"
#include "site/site.h"

#include <signal.h>

/* What the master says to its children. A terminal or a service manager sends SIGTERM to all of us, but only the master
 * knows when to go, and in which order: children do not listen to that. */
enum { ROLE_LEAVE = SIGUSR2, ROLE_ASK_AGAIN = SIGUSR1 };

struct worker {
	struct loop_config loop; /* its listeners among it; the site hooks are the worker's own */
	struct site *site;
	int channel;  /* to the librarians */
	int searches; /* to those for searches */
	int ready;    /* a byte is written here when it serves; then it is closed */
	int log;
	enum access_addresses addresses;
	struct sandbox sandbox;
};

/* Serves until ROLE_LEAVE, then finishes what it has. Returns the exit status. */
int worker_run(const struct worker *w);

struct librarian {
	struct site *site;
	const int *channels; /* their ends of every worker's channel */
	size_t channel_count;
	unsigned wait_ms[3];  /* how long a page may take, by enum wait */
	bool searches;        /* for searches, and feeds of whole years: behind everybody else */
	const char *cache;    /* the folder of the indexes */
	_Atomic bool *doubts; /* one for each capsule: set where its index is found damaged */
	struct sandbox sandbox;
};

/* Makes pages until ROLE_LEAVE. Returns the exit status. */
int librarian_run(const struct librarian *l);

struct indexer {
	struct site *site;
	const char *timezone;
	struct keeper_wish wish;
	struct sandbox sandbox;
};

/* Keeps the index of one capsule until ROLE_LEAVE. Returns the exit status; not 0 where another process must go on. */
int indexer_run(const struct indexer *i);

#endif
