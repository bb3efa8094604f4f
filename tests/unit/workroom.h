/* workroom: a whole worker in a process of its own, between a visitor and a librarian who are both the test. */
#ifndef TESTS_WORKROOM_H
#define TESTS_WORKROOM_H

#include "scene.h"

#include "role/channel.h"
#include "role/role.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

enum {
	DEADLINE_MS = 20000, /* what has not come by then never will */
	LONG_MS = 30000,     /* nobody is to be late but where that is tested */
	KEPT = 96,           /* pages that a worker keeps besides searches: see pages.c */
	KEPT_SEARCHES = 32,
};

#define INFO "\t\tnull.host\t1\r\n"
#define BUSY "3Viel los" INFO ".\r\n"

/* What the worker shares with this test. */
static struct shared {
	_Atomic uint64_t serial[2];
	struct site_capsule capsules[2];
} * shared;

static pid_t worker;
static int pages, searches; /* the librarian's ends */
static struct sockaddr_in address;

/* ---- the worker ---- */

static inline int listening(void)
{
	socklen_t n = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	address = (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 512) != 0 ||
		getsockname(fd, (struct sockaddr *)&address, &n) != 0)
		abort();
	return fd;
}

static inline void serve(struct worker *w)
{
	static const char *readable[] = { scene_top, NULL };
	w->sandbox = (struct sandbox){ .readable = readable, .leave_signal = SIGKILL, .network = true };
	w->site = &scene;
	w->log = open("/dev/null", O_WRONLY | O_CLOEXEC);
	w->loop.connections = 512;
	w->loop.request_ms = w->loop.write_ms = LONG_MS;
	close(pages);
	close(searches);
	_exit(worker_run(w));
}

static inline void open_worker(unsigned list_ms)
{
	static struct worker w;
	int ready[2];
	char byte;
	w = (struct worker){ .loop = { .page_ms = LONG_MS, .list_ms = list_ms, .search_ms = LONG_MS } };
	if (!channel_open(&w.channel, &pages) || !channel_open(&w.searches, &searches) || pipe(ready) != 0)
		abort();
	w.ready = ready[1];
	w.loop.listeners[0] = (struct loop_listener){ .fd = listening(), .protocol = GOPHER, .number = BOTE };
	w.loop.listener_count = 1;
	for (size_t i = 0; i < COUNT(shared->capsules); i++) /* the last worker had a list in memory of its own */
		shared->capsules[i].gone = scene_capsules[i].gone;
	worker = fork();
	if (worker == 0)
		serve(&w);
	close(w.channel);
	close(w.searches);
	close(w.loop.listeners[0].fd);
	close(ready[1]);
	CHECK(read(ready[0], &byte, 1) == 1, "the worker does not serve");
	close(ready[0]);
}

static inline void close_worker(void)
{
	int status = 1;
	kill(worker, ROLE_LEAVE);
	CHECK(waitpid(worker, &status, 0) == worker && status == 0, "the worker ended with %d", status);
	close(pages);
	close(searches);
}

/* ---- the visitor ---- */

static inline int visit(const char *selector)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0 || dprintf(fd, "%s\r\n", selector) < 0)
		CHECK(false, "%s: %s", selector, strerror(errno));
	return fd;
}

/* All that comes, until the end. */
static inline struct str told(int fd)
{
	static char room[1 << 16];
	size_t have = 0;
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	for (ssize_t n = 1; n > 0 && have < sizeof room;) {
		if (poll(&poll_fd, 1, DEADLINE_MS) != 1)
			break;
		n = read(fd, room + have, sizeof room - have);
		have += n > 0 ? (size_t)n : 0;
	}
	close(fd);
	return (struct str){ room, have };
}

/* ---- the librarian ---- */

static inline bool asked(int channel, struct channel_ask *out)
{
	struct pollfd poll_fd = { .fd = channel, .events = POLLIN };
	return poll(&poll_fd, 1, DEADLINE_MS) == 1 && channel_take_ask(channel, out);
}

static inline void answered(int channel, uint64_t id, enum outcome outcome, const char *meta, const char *body)
{
	static struct channel_reply reply;
	int fd = outcome == OUT_OK ? memfd_create("page", MFD_CLOEXEC) : -1;
	reply = (struct channel_reply){ .id = id, .outcome = outcome, .size = fd >= 0 ? strlen(body) : 0 };
	reply.meta_n = strlen(meta);
	memcpy(reply.meta, meta, reply.meta_n);
	CHECK(fd < 0 || write(fd, body, strlen(body)) == (ssize_t)strlen(body), "no file");
	CHECK(channel_send_reply(channel, &reply, fd), "%s", strerror(errno));
	if (fd >= 0)
		close(fd);
}

/* Nothing more is asked: whoever has been answered would have asked before. */
static inline void nothing_asked(const char *when)
{
	static struct channel_ask ask;
	CHECK(!channel_take_ask(pages, &ask) && !channel_take_ask(searches, &ask), "%s: %.*s is asked", when,
		(int)ask.ask.path_n, ask.ask.path);
}

/* A visitor for whom a page is asked; the librarian says that. */
static inline void fresh(const char *selector, int channel, const char *path, enum outcome outcome, const char *says)
{
	static struct channel_ask ask;
	int fd = visit(selector);
	CHECK(asked(channel, &ask), "%s: nothing is asked", selector);
	CHECK_STR(((struct str){ ask.ask.path, ask.ask.path_n }), str_of(path));
	answered(channel, ask.id, outcome, outcome == OUT_OK ? "" : says, says);
	if (outcome == OUT_OK)
		CHECK_STR(told(fd), str_of(says));
	else
		CHECK(str_starts(told(fd), STR("3")), "%s: no words", selector);
	nothing_asked(selector);
}

/* A visitor who gets what another got. */
static inline void kept(const char *selector, const char *says)
{
	CHECK_STR(told(visit(selector)), str_of(says));
	nothing_asked(selector);
}

/* After scene_open. */
static inline void workroom_open(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, ROLE_LEAVE);
	sigaddset(&set, ROLE_ASK_AGAIN);
	sigprocmask(SIG_BLOCK, &set, NULL); /* as the master does for its children */
	scene_put("bote/about.gmi", STR("Seite\n"));
	scene_put("bote/2018/06/28/freibad.gmi", STR("# Freibad\n"));
	scene_time("bote/2018/06/28", 1000);
	scene_time("bote/2018", 1000);
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		abort();
	memcpy(shared->capsules, scene_capsules, sizeof shared->capsules);
	for (size_t i = 0; i < 2; i++) {
		shared->capsules[i].day = 20000;
		shared->capsules[i].day_until = time(NULL) + 3600;
	}
	scene.serials = shared->serial;
	scene.capsules = shared->capsules;
}

/* Before scene_close. */
static inline void workroom_close(void)
{
	scene.capsules = scene_capsules;
	munmap(shared, sizeof *shared);
}

#endif
