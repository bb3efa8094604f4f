#include "serve/generation.h"

#include "base/log.h"
#include "role/channel.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	SHORT_LIFE_MS = 1000,
	PAUSE_MS = 100,
	PAUSE_MAX_MS = 10000,
	TELL_MS = 60000,        /* between two complaints about the same */
	NOBODY = WORKERS_MAX,   /* no worker has this index */
	DESCRIPTORS_KEPT = 100, /* for listeners, pages, lists and the log */
};

struct generation *generation_new(struct house *house, int log)
{
	struct generation *g = calloc(1, sizeof *g);
	if (g == NULL || pipe2(g->ready, O_CLOEXEC | O_NONBLOCK) != 0) {
		free(g);
		return NULL;
	}
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned wanted = house->conf->workers ? house->conf->workers : cores > 0 ? (unsigned)cores : 1;
	g->workers = wanted < WORKERS_MAX ? wanted : WORKERS_MAX;
	g->librarians = house->conf->librarians < LIBRARIANS_MAX ? house->conf->librarians : LIBRARIANS_MAX;
	g->indexers = (unsigned)house->conf->capsule_count;
	g->house = house;
	g->log = log;
	g->notices = mmap(NULL, sizeof *g->notices, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (g->notices == MAP_FAILED)
		fatal("no memory to share with workers: %s", strerror(errno));
	house->site.serials = g->notices->serial;
	for (unsigned i = 0; i < g->workers; i++)
		if (!channel_open(&g->pages[i].worker, &g->pages[i].librarian) ||
			!channel_open(&g->searches[i].worker, &g->searches[i].librarian))
			fatal("cannot open a channel between worker and librarian: %s", strerror(errno));
	return g;
}

static void close_channels(const struct generation *g)
{
	for (unsigned i = 0; i < g->workers; i++) {
		close(g->pages[i].worker);
		close(g->pages[i].librarian);
		close(g->searches[i].worker);
		close(g->searches[i].librarian);
	}
}

/* ---- in the child ---- */

static struct sandbox sandbox_of(const struct generation *g, bool network)
{
	const struct house *h = g->house;
	return (struct sandbox){ .uid = h->uid,
		.gid = h->gid,
		.user = h->conf->user,
		.readable = h->readable,
		.network = network,
		.leave_signal = ROLE_LEAVE };
}

static bool listens_to(const struct generation *g, const struct listen_set *set)
{
	for (size_t i = 0; i < g->post_count; i++)
		if (g->posts[i].set == set)
			return true;
	return false;
}

/* Worker index keeps its share of the generation's sockets (a librarian, index NOBODY, none); all else is closed. */
static void keep_own(const struct generation *g, const struct estate *estate, unsigned index)
{
	for (size_t i = 0; i < estate->set_count; i++) {
		const struct listen_set *set = estate->sets[i];
		for (size_t k = 0; k < set->count; k++)
			if (!listens_to(g, set) || k % g->workers != index)
				close(set->fds[k]);
	}
	for (const struct generation *o = estate->others; o; o = o->next) {
		if (o == g)
			continue;
		close_channels(o);
		close(o->log);
		close(o->ready[0]);
		close(o->ready[1]);
	}
}

static void take_posts(const struct generation *g, unsigned index, struct loop_config *config)
{
	for (size_t i = 0; i < g->post_count; i++) {
		const struct post *p = &g->posts[i];
		for (size_t k = index; k < p->set->count && config->listener_count < LOOP_LISTENERS; k += g->workers)
			config->listeners[config->listener_count++] =
				(struct loop_listener){ p->set->fds[k], p->protocol, p->number, p->context };
	}
}

/* A connection takes one descriptor and its file another; more slots than that would only fail later. */
static unsigned connections(const struct conf *conf)
{
	long limit = sysconf(_SC_OPEN_MAX) - DESCRIPTORS_KEPT;
	unsigned n = conf->connections;
	while (n > 1 && 2 * (long)loop_slots(n) > limit)
		n -= n > 64 ? n / 64 : 1;
	return n;
}

static int be_worker(const struct generation *g, unsigned index)
{
	const struct conf *conf = g->house->conf;
	static struct worker w;
	prctl(PR_SET_NAME, "herald-worker"); /* so that ps tells them apart */
	w.site = &g->house->site;
	w.channel = g->pages[index].worker;
	w.searches = g->searches[index].worker;
	w.ready = g->ready[1];
	w.log = g->log;
	w.addresses = conf->log_addresses == LOG_FULL     ? ACCESS_FULL
		      : conf->log_addresses == LOG_PREFIX ? ACCESS_PREFIX
							  : ACCESS_NONE;
	w.sandbox = sandbox_of(g, true);
	w.loop.connections = connections(conf);
	w.loop.request_ms = conf->request_ms;
	w.loop.page_ms = conf->page_ms;
	w.loop.list_ms = conf->list_ms;
	w.loop.search_ms = conf->search_ms;
	w.loop.write_ms = conf->write_ms;
	take_posts(g, index, &w.loop);
	return worker_run(&w);
}

/* Half of them, at least one, are for searches only. */
static int be_librarian(const struct generation *g, unsigned index)
{
	static int channels[WORKERS_MAX];
	const struct conf *conf = g->house->conf;
	bool searches = index < g->librarians / 2;
	prctl(PR_SET_NAME, searches ? "herald-search" : "herald-pages");
	for (unsigned i = 0; i < g->workers; i++)
		channels[i] = searches ? g->searches[i].librarian : g->pages[i].librarian;
	struct librarian l = { .site = &g->house->site,
		.channels = channels,
		.channel_count = g->workers,
		.wait_ms = { conf->page_ms, conf->list_ms, conf->search_ms },
		.searches = searches,
		.doubts = g->notices->doubt,
		.cache = conf->cache,
		.sandbox = sandbox_of(g, false) };
	/* a reader of a database leaves notes beside it */
	l.sandbox.writable = conf->cache;
	return librarian_run(&l);
}

static int be_indexer(const struct generation *g, unsigned index)
{
	prctl(PR_SET_NAME, "herald-indexer");
	struct indexer i = { .site = &g->house->site,
		.timezone = g->house->site.capsules[index].timezone,
		.wish = house_index(g->house, index),
		.sandbox = sandbox_of(g, false) };
	i.wish.serial = &g->notices->serial[index];
	i.wish.doubt = &g->notices->doubt[index];
	i.sandbox.writable = g->house->conf->cache;
	i.sandbox.threads = true;
	return indexer_run(&i);
}

/* ---- in the master ---- */

static bool start(struct child *c, uint64_t now_ms)
{
	pid_t master = getpid();
	c->pid = fork();
	if (c->pid < 0) {
		log_error("cannot start a process: %s", strerror(errno));
		c->pid = 0;
		c->again_ms = now_ms + PAUSE_MAX_MS;
		return false;
	}
	c->started_ms = now_ms;
	if (c->pid == 0 && getppid() != master)
		_exit(0);
	return c->pid == 0;
}

void generation_start(struct generation *g, const struct estate *estate, uint64_t now_ms)
{
	house_keep(g->house);
	if (!g->leaving && !house_cache(g->house) && now_ms >= g->told_ms) {
		log_error("%s: %s; there are no lists and no search", g->house->conf->cache, strerror(errno));
		g->told_ms = now_ms + TELL_MS;
	}
	for (unsigned i = 0; i < g->librarians && !g->leaving; i++)
		if (g->librarian[i].pid == 0 && g->librarian[i].again_ms <= now_ms && start(&g->librarian[i], now_ms)) {
			keep_own(g, estate, NOBODY);
			_exit(be_librarian(g, i));
		}
	for (unsigned i = 0; i < g->indexers && !g->leaving; i++)
		if (g->indexer[i].pid == 0 && g->indexer[i].again_ms <= now_ms && start(&g->indexer[i], now_ms)) {
			keep_own(g, estate, NOBODY);
			close_channels(g);
			_exit(be_indexer(g, i));
		}
	for (unsigned i = 0; i < g->workers && !g->leaving; i++)
		if (g->worker[i].pid == 0 && g->worker[i].again_ms <= now_ms && start(&g->worker[i], now_ms)) {
			keep_own(g, estate, i);
			_exit(be_worker(g, i));
		}
}

static struct child *find(struct generation *g, pid_t pid, const char **what)
{
	*what = "worker";
	for (unsigned i = 0; i < g->workers; i++)
		if (g->worker[i].pid == pid)
			return &g->worker[i];
	*what = "librarian";
	for (unsigned i = 0; i < g->librarians; i++)
		if (g->librarian[i].pid == pid)
			return &g->librarian[i];
	*what = "indexer";
	for (unsigned i = 0; i < g->indexers; i++)
		if (g->indexer[i].pid == pid)
			return &g->indexer[i];
	return NULL;
}

static void tell(struct child *children, unsigned count, int signal_number)
{
	for (unsigned i = 0; i < count; i++)
		if (children[i].pid)
			kill(children[i].pid, signal_number);
}

bool generation_ended(struct generation *g, pid_t pid, int status, uint64_t now_ms)
{
	const char *what;
	struct child *c = find(g, pid, &what);
	if (c == NULL)
		return false;
	c->pid = 0;
	if (g->leaving)
		return true;
	if (c >= g->librarian && c < g->librarian + LIBRARIANS_MAX)
		tell(g->worker, g->workers, ROLE_ASK_AGAIN); /* what it was asked must be asked again */
	bool brief = now_ms - c->started_ms < SHORT_LIFE_MS;
	unsigned pause = (unsigned)PAUSE_MS << (c->fails < 7 ? c->fails : 7);
	c->again_ms = brief ? now_ms + (pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS) : now_ms;
	c->fails = brief ? c->fails + 1 : 0;
	if (WIFSIGNALED(status))
		log_warn("%s %d was ended by signal %d; another takes its place", what, (int)pid, WTERMSIG(status));
	else
		log_warn("%s %d ended with status %d; another takes its place", what, (int)pid, WEXITSTATUS(status));
	return true;
}

static unsigned alive(const struct child *children, unsigned count)
{
	unsigned n = 0;
	for (unsigned i = 0; i < count; i++)
		n += children[i].pid != 0;
	return n;
}

void generation_leave(struct generation *g, uint64_t leave_by_ms)
{
	if (!g->leaving) {
		tell(g->worker, g->workers, ROLE_LEAVE);
		tell(g->indexer, g->indexers, ROLE_LEAVE); /* its successor waits for the index */
	}
	g->leaving = true;
	g->leave_by_ms = leave_by_ms;
}

bool generation_gone(struct generation *g, uint64_t now_ms)
{
	if (!g->leaving)
		return false;
	if (now_ms >= g->leave_by_ms && !g->killed) {
		if (alive(g->worker, g->workers))
			log_warn("connections that were not done in time have been cut");
		tell(g->worker, g->workers, SIGKILL);
		g->killed = true;
	}
	if (alive(g->worker, g->workers))
		return false;
	tell(g->librarian, g->librarians, SIGKILL); /* they hold nothing that could be lost */
	if (g->killed)
		tell(g->indexer, g->indexers, SIGKILL); /* nor does an index that is not finished */
	return alive(g->librarian, g->librarians) == 0 && alive(g->indexer, g->indexers) == 0;
}

static uint64_t sooner(uint64_t due, const struct child *children, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (children[i].pid == 0 && children[i].again_ms < due)
			due = children[i].again_ms;
	return due;
}

uint64_t generation_due(const struct generation *g)
{
	if (g->leaving)
		return g->killed ? UINT64_MAX : g->leave_by_ms;
	uint64_t due = sooner(sooner(UINT64_MAX, g->worker, g->workers), g->librarian, g->librarians);
	return sooner(due, g->indexer, g->indexers);
}

void generation_free(struct generation *g)
{
	close_channels(g);
	munmap(g->notices, sizeof *g->notices);
	close(g->ready[0]);
	close(g->ready[1]);
	close(g->log);
	house_close(g->house);
	free(g);
}
