/* A whole worker in a process of its own, between a visitor and a librarian who are both this test: what is asked, when
 * it is asked anew, and what becomes of the answers. */
#include "scene.h"

#include "role/channel.h"
#include "role/role.h"

#include <arpa/inet.h>
#include <dirent.h>
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
#define BUSY "3Viel los ü" INFO ".\r\n"

/* What the worker shares with this test. */
static struct shared {
	_Atomic uint64_t serial[2];
	struct site_capsule capsules[2];
} * shared;

static pid_t worker;
static int pages, searches; /* the librarian's ends */
static struct sockaddr_in address;

/* ---- the worker ---- */

static int listening(void)
{
	socklen_t n = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	address = (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 512) != 0 ||
		getsockname(fd, (struct sockaddr *)&address, &n) != 0)
		abort();
	return fd;
}

static void serve(struct worker *w)
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

static void open_worker(unsigned list_ms)
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

static void close_worker(void)
{
	int status = 1;
	kill(worker, ROLE_LEAVE);
	CHECK(waitpid(worker, &status, 0) == worker && status == 0, "the worker ended with %d", status);
	close(pages);
	close(searches);
}

/* ---- the visitor ---- */

static int visit(const char *selector)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0 || dprintf(fd, "%s\r\n", selector) < 0)
		CHECK(false, "%s: %s", selector, strerror(errno));
	return fd;
}

/* All that comes, until the end. */
static struct str told(int fd)
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

static bool asked(int channel, struct channel_ask *out)
{
	struct pollfd poll_fd = { .fd = channel, .events = POLLIN };
	return poll(&poll_fd, 1, DEADLINE_MS) == 1 && channel_take_ask(channel, out);
}

static void answered(int channel, uint64_t id, enum outcome outcome, const char *meta, const char *body)
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
static void nothing_asked(const char *when)
{
	static struct channel_ask ask;
	CHECK(!channel_take_ask(pages, &ask) && !channel_take_ask(searches, &ask), "%s: %.*s is asked", when,
		(int)ask.ask.path_n, ask.ask.path);
}

/* A visitor for whom a page is asked; the librarian says that. */
static void fresh(const char *selector, int channel, const char *path, enum outcome outcome, const char *says)
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
static void kept(const char *selector, const char *says)
{
	CHECK_STR(told(visit(selector)), str_of(says));
	nothing_asked(selector);
}

/* ---- what is asked, and how often ---- */

static void once(void)
{
	static struct channel_ask ask;
	open_worker(LONG_MS);
	int first = visit("/place/gifhorn/");
	CHECK(asked(pages, &ask) && ask.ask.kind == NAME_FACET && ask.ask.view == PAGE_MENU, "what is asked");
	CHECK(ask.ask.asked_ms != 0 && ask.ask.wait == WAIT_LIST && ask.ask.gopher_asked, "how it is asked");
	/* the second one is there when the worker has answered a third */
	int second = visit("/1/place/gifhorn");
	CHECK(str_starts(told(visit("/about.txt")), STR("Seite\r\n")), "an article meanwhile");
	nothing_asked("another visitor for the same page");
	answered(pages, ask.id, OUT_OK, "", "iGifhorn" INFO ".\r\n");
	CHECK_STR(told(first), STR("iGifhorn" INFO ".\r\n"));
	CHECK_STR(told(second), STR("iGifhorn" INFO ".\r\n"));
	kept("/place/gifhorn/", "iGifhorn" INFO ".\r\n");
	/* every view is a page of its own */
	fresh("/ascii/place/gifhorn/", pages, "/place/gifhorn/", OUT_OK, "ascii");
	fresh("/place/gifhorn/index.txt", pages, "/place/gifhorn/", OUT_OK, "text");
	fresh("/raw/place/gifhorn/", pages, "/place/gifhorn/", OUT_OK, "raw");
	fresh("/place/gifhorn/\t$", pages, "/place/gifhorn/", OUT_OK, "+");
	fresh("/place/gifhorn/2018/", pages, "/place/gifhorn/2018/", OUT_OK, "2018");
	kept("/ascii/place/gifhorn/", "ascii");
	kept("/place/gifhorn/index.txt", "text");
	kept("/raw/place/gifhorn/index.gmi", "raw");
	kept("/place/gifhorn/\t$", "+");
	close_worker();
}

/* A page is good while the index says the same, and it is the same day. */
static void anew(void)
{
	open_worker(LONG_MS);
	fresh("/today", pages, "/today", OUT_OK, "one");
	fresh("/search\tx", searches, "/search", OUT_OK, "found");
	kept("/today", "one");
	atomic_fetch_add(&shared->serial[BOTE], 1);
	fresh("/today", pages, "/today", OUT_OK, "two");
	fresh("/search\tx", searches, "/search", OUT_OK, "found more");
	kept("/today", "two");
	kept("/search/for/x", "found more");
	atomic_fetch_add(&shared->serial[NEWS], 1);
	kept("/today", "two");        /* that was another archive */
	shared->capsules[BOTE].day++; /* midnight */
	fresh("/today", pages, "/today", OUT_OK, "three");
	fresh("/search\tx", searches, "/search", OUT_OK, "found on the next day");
	kept("/today", "three");
	/* what was asked for before the index changed is not good after it, though it may come later */
	static struct channel_ask ask;
	int fd = visit("/years/");
	CHECK(asked(pages, &ask), "nothing is asked");
	atomic_fetch_add(&shared->serial[BOTE], 1);
	answered(pages, ask.id, OUT_OK, "", "old");
	CHECK_STR(told(fd), STR("old"));
	fresh("/years/", pages, "/years/", OUT_OK, "new");
	/* a folder that has changed */
	fresh("/2018/", pages, "/2018/", OUT_OK, "2018");
	kept("/2018/", "2018");
	scene_time("bote/2018", 2000);
	fresh("/2018/", pages, "/2018/", OUT_OK, "2018 again");
	kept("/2018/", "2018 again");
	close_worker();
}

/* Chance, and what is no page. */
static void not_kept(void)
{
	static const enum outcome outcomes[] = { OUT_NOT_FOUND, OUT_BUSY, OUT_FAILED };
	open_worker(LONG_MS);
	for (size_t i = 0; i < 2 * COUNT(outcomes); i++)
		fresh("/place/nowhere/", pages, "/place/nowhere/", outcomes[i / 2], "");
	for (int i = 0; i < 3; i++)
		fresh("/random", pages, "/random", OUT_OK, "by chance");
	close_worker();
}

/* ---- searches ---- */

/* Everybody searches something else: pages stay, and so do the latest searches. */
static void crowded(void)
{
	char selector[64];
	open_worker(LONG_MS);
	fresh("/years/", pages, "/years/", OUT_OK, "years");
	for (int i = 0; i < 3 * KEPT; i++) {
		snprintf(selector, sizeof selector, "/search/for/%d", i);
		fresh(selector, searches, "/search", OUT_OK, selector);
	}
	kept("/years/", "years");
	for (int i = 3 * KEPT - KEPT_SEARCHES; i < 3 * KEPT; i++) {
		snprintf(selector, sizeof selector, "/search/for/%d", i);
		kept(selector, selector);
	}
	fresh("/search/for/0", searches, "/search", OUT_OK, "again");
	/* feeds of whole years come from the same librarians, but other pages do not push searches out */
	fresh("/feed/2018.xml", searches, "/feed/2018.xml", OUT_OK, "<feed/>");
	for (int i = 1900; i < 1900 + KEPT; i++) {
		snprintf(selector, sizeof selector, "/%d/", i);
		fresh(selector, pages, selector, OUT_OK, "a year");
	}
	kept("/search/for/0", "again");
	fresh("/years/", pages, "/years/", OUT_OK, "pushed out by other pages");
	close_worker();
}

/* The query is part of the page, byte by byte. */
static void queries(void)
{
	open_worker(LONG_MS);
	fresh("/search\ta", searches, "/search", OUT_OK, "a");
	fresh("/search\tA", searches, "/search", OUT_OK, "A");
	fresh("/search\ta ", searches, "/search", OUT_OK, "a and a space");
	fresh("/search\t\xff\xfe", searches, "/search", OUT_OK, "no UTF-8");
	fresh("/search/new/for/a", searches, "/search/new", OUT_OK, "newest");
	fresh("/search/2/for/a", searches, "/search/2", OUT_OK, "more");
	kept("/search/for/a", "a");
	kept("/search/for/=FF=FE", "no UTF-8");
	kept("/search", "7Suchen\t/search\tbote.example\t70\r\niSuchwörter" INFO ".\r\n");
	close_worker();
}

/* ---- redirects: Gopher has none ---- */

static void followed(void)
{
	static struct channel_ask ask;
	open_worker(LONG_MS);
	int fd = visit("/random");
	CHECK(asked(pages, &ask) && ask.ask.kind == NAME_RANDOM, "nothing is asked");
	answered(pages, ask.id, OUT_ELSEWHERE, "/2018/06/28/freibad.gmi", "");
	CHECK(str_starts(told(fd), STR("Freibad\r\n=======\r\n")), "the article's text");
	fd = visit("/raw/random");
	CHECK(asked(pages, &ask), "nothing is asked");
	answered(pages, ask.id, OUT_ELSEWHERE, "/2018/06/28/freibad.gmi", "");
	CHECK_STR(told(fd), STR("# Freibad\n"));
	/* a date in the search box; the librarian for searches says where it is, another one makes it */
	fd = visit("/ascii/search\t28.6.2018");
	CHECK(asked(searches, &ask), "nothing is asked");
	answered(searches, ask.id, OUT_ELSEWHERE, "/2018/06/28/", "");
	CHECK(asked(pages, &ask) && ask.ask.kind == NAME_DAY && ask.ask.ascii && ask.ask.view == PAGE_MENU, "the day");
	answered(pages, ask.id, OUT_OK, "", "the day");
	CHECK_STR(told(fd), STR("the day"));
	kept("/ascii/2018/06/28/", "the day");
	/* it is there already */
	fd = visit("/ascii/search\t2018-06-28");
	CHECK(asked(searches, &ask), "nothing is asked");
	answered(searches, ask.id, OUT_ELSEWHERE, "/2018/06/28/", "");
	CHECK_STR(told(fd), STR("the day"));
	/* in circles */
	fd = visit("/random");
	for (int i = 0; i < 5; i++) {
		CHECK(asked(pages, &ask), "step %d", i);
		answered(pages, ask.id, OUT_ELSEWHERE, "/random", "");
	}
	CHECK_STR(told(fd), STR("Schiefgegangen\r\n"));
	nothing_asked("after the last step");
	close_worker();
}

/* ---- when things go wrong ---- */

static void late(void)
{
	static struct channel_ask first, ask;
	open_worker(50);
	int fd = visit("/years/");
	CHECK(asked(pages, &first), "nothing is asked");
	CHECK_STR(told(fd), STR(BUSY));
	fd = visit("/ascii/today.txt");
	CHECK(asked(pages, &ask), "nothing is asked");
	CHECK_STR(told(fd), STR("Viel los ue\r\n"));
	/* it came for nobody, but it is good */
	answered(pages, ask.id, OUT_OK, "", "today");
	kept("/ascii/today.txt", "today");
	/* an answer that never comes is not waited for for ever */
	uint64_t again = 0;
	bool busy = true;
	for (int i = 0; i < 1000 && again == 0; i++) {
		busy = busy && str_eq(told(visit("/years/")), STR(BUSY));
		if (channel_take_ask(pages, &ask))
			again = ask.id;
	}
	CHECK(busy && again != 0 && again != first.id, "it is not asked again");
	answered(pages, first.id, OUT_OK, "", "too late");
	fresh("/place/", pages, "/place/", OUT_OK, "places");
	close_worker();
}

/* How many descriptors the worker has. */
static int held(void)
{
	char path[64];
	int count = 0;
	snprintf(path, sizeof path, "/proc/%d/fd", (int)worker);
	DIR *folder = opendir(path);
	while (folder && readdir(folder))
		count++;
	closedir(folder);
	return count;
}

static void unknown(void)
{
	open_worker(LONG_MS);
	fresh("/years/", pages, "/years/", OUT_OK, "years");
	int before = held();
	for (uint64_t id = 0; id < 50; id++) {
		answered(id % 2 ? searches : pages, id, OUT_OK, "text/plain", "for nobody");
		answered(id % 2 ? searches : pages, UINT64_MAX - id, OUT_ELSEWHERE, "/x", "");
		kept("/years/", "years");
	}
	struct timespec start, now;
	clock_gettime(CLOCK_MONOTONIC, &start);
	now = start;
	while (held() > before && now.tv_sec - start.tv_sec < DEADLINE_MS / 1000)
		clock_gettime(CLOCK_MONOTONIC, &now);
	CHECK(held() <= before, "%d descriptors more than %d", held() - before, before);
	close_worker();
}

/* A librarian dies, and the master says so: what is not there is asked once more, and what is there is not. */
static void repeated(void)
{
	static struct channel_ask ask, again;
	open_worker(LONG_MS);
	fresh("/years/", pages, "/years/", OUT_OK, "years");
	int page = visit("/today"), search = visit("/search\tx");
	CHECK(asked(pages, &ask) && asked(searches, &ask), "nothing is asked");
	kill(worker, ROLE_ASK_AGAIN);
	CHECK(asked(searches, &again) && again.id == ask.id && again.ask.query_n == 1, "another search");
	answered(searches, again.id, OUT_OK, "", "found");
	CHECK(asked(pages, &again) && again.ask.kind == NAME_TODAY, "another page");
	answered(pages, again.id, OUT_OK, "", "today");
	CHECK_STR(told(page), STR("today"));
	CHECK_STR(told(search), STR("found"));
	nothing_asked("in the end");
	close_worker();
}

/* What was withdrawn must not be on a page that was made, or begun, before. */
static void withdrawn(void)
{
	static struct channel_ask ask;
	open_worker(LONG_MS);
	fresh("/years/", pages, "/years/", OUT_OK, "with it");
	int begun = visit("/today");
	CHECK(asked(pages, &ask), "nothing is asked");
	uint64_t id = ask.id;
	scene_put("bote.gone", STR("52\t/weg.gmi\tx\n"));
	/* workers look at the list once a second */
	bool again = false, right = true;
	for (int i = 0; i < 100000 && right && !again; i++) {
		int fd = visit("/years/");
		struct pollfd polls[] = { { .fd = fd, .events = POLLIN }, { .fd = pages, .events = POLLIN } };
		right = poll(polls, 2, DEADLINE_MS) > 0;
		again = polls[1].revents && channel_take_ask(pages, &ask);
		if (again)
			answered(pages, ask.id, OUT_OK, "", "without it");
		right = right && str_eq(told(fd), again ? STR("without it") : STR("with it"));
	}
	CHECK(right, "another page, or none");
	CHECK(again, "it is never asked again");
	answered(pages, id, OUT_OK, "", "begun before");
	CHECK_STR(told(begun), STR("begun before"));
	fresh("/today", pages, "/today", OUT_OK, "without it");
	kept("/today", "without it");
	scene_put("bote.gone", STR(""));
	close_worker();
}

/* More pages than a worker can wait for: who comes then is told so at once, as his selector wants it. */
static void overrun(void)
{
	static struct channel_ask ask;
	static int fds[KEPT];
	static uint64_t ids[KEPT];
	char selector[64];
	open_worker(LONG_MS);
	for (int i = 0; i < KEPT; i++) {
		snprintf(selector, sizeof selector, "/%d/", 1000 + i);
		fds[i] = visit(selector);
		CHECK(asked(pages, &ask), "%s is not asked", selector);
		ids[i] = ask.id;
	}
	kept("/years/", BUSY);
	kept("/ascii/today.txt", "Viel los ue\r\n");
	fresh("/search\tx", searches, "/search", OUT_OK, "found"); /* searches have places of their own */
	int moved = visit("/search\t2018");
	CHECK(asked(searches, &ask), "nothing is asked");
	answered(searches, ask.id, OUT_ELSEWHERE, "/2018/", "");
	CHECK_STR(told(moved), STR(BUSY));
	for (int i = 0; i < KEPT; i++) {
		answered(pages, ids[i], OUT_OK, "", "a year");
		CHECK_STR(told(fds[i]), STR("a year"));
	}
	fresh("/years/", pages, "/years/", OUT_OK, "years");
	close_worker();
}

static void furnish(void)
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

int main(void)
{
	scene_open();
	furnish();
	once();
	anew();
	not_kept();
	crowded();
	queries();
	followed();
	late();
	unknown();
	repeated();
	withdrawn();
	overrun();
	scene.capsules = scene_capsules;
	scene_close();
	return unit_done("worker");
}
