#include "role/role.h"

#include "base/log.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum { REFRESH_MS = 1000, NICE = 10 };

static uint64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* Works until it is time to leave; false: the folder of the index is another one now, which only a new process may
 * use. */
static bool work(const struct indexer *i, struct keeper *k, int signals)
{
	struct pollfd polls[] = { { .fd = signals, .events = POLLIN }, { .fd = keeper_fd(k), .events = POLLIN } };
	uint64_t refreshed = clock_ms();
	unsigned wait = 0;
	for (;;) {
		if (poll(polls, 2, (int)(wait < REFRESH_MS ? wait : REFRESH_MS)) < 0 && errno != EINTR)
			return false;
		if (polls[0].revents)
			return true;
		if (polls[1].revents)
			keeper_told(k);
		if (clock_ms() - refreshed >= REFRESH_MS) {
			refreshed = clock_ms();
			if (site_refresh(i->site))
				keeper_gone(k);
			if (!keeper_can_go_on(k))
				return false;
		}
		wait = keeper_step(k);
	}
}

int indexer_run(const struct indexer *i)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, ROLE_LEAVE);
	int signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	setenv("TZ", i->timezone, 1); /* of the days on which articles are added */
	tzset();
	setpriority(PRIO_PROCESS, 0, NICE);
	sandbox_enter(&i->sandbox);
	struct keeper *k = signals < 0 ? NULL : keeper_new(&i->wish);
	if (k == NULL) {
		log_error("capsule %s: the indexer cannot start: %s", i->wish.name, strerror(errno));
		return 1;
	}
	bool left = work(i, k, signals);
	keeper_free(k);
	close(signals);
	return left ? 0 : 1;
}
