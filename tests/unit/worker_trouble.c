/* A worker whose librarians are late, die, or say what nobody asked for. */
#include "workroom.h"

#include <dirent.h>

static void late(void)
{
	static struct channel_ask first, ask;
	open_worker(50);
	int fd = visit("/years/");
	CHECK(asked(pages, &first), "nothing is asked");
	CHECK_STR(told(fd), STR(BUSY));
	fd = visit("/ascii/today.txt");
	CHECK(asked(pages, &ask), "nothing is asked");
	CHECK_STR(told(fd), STR("Viel los\r\n"));
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
	kept("/ascii/today.txt", "Viel los\r\n");
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

int main(void)
{
	scene_open();
	workroom_open();
	late();
	unknown();
	repeated();
	withdrawn();
	overrun();
	workroom_close();
	scene_close();
	return unit_done("worker_trouble");
}
