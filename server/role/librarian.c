#include "role/role.h"

#include "archive/archive.h"
#include "base/log.h"
#include "page/page.h"
#include "role/channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	CHANNELS_MAX = 1024,
	SEARCH_NICE = 19, /* whoever reads an article does not wait for who searches */
};

static uint64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* What is left of the time that an ask has; 0: nothing. */
static unsigned time_left(const struct librarian *l, const struct site_ask *ask)
{
	uint64_t now = clock_ms(), until = ask->asked_ms + l->wait_ms[ask->wait];
	return until > now ? (unsigned)(until - now) : 0;
}

static void answer(const struct librarian *l, int channel, const struct channel_ask *ask)
{
	static struct channel_reply reply; /* large */
	struct page page = { .fd = -1, .meta = BUF(reply.meta) };
	unsigned budget = time_left(l, &ask->ask);
	reply = (struct channel_reply){ .id = ask->id, .outcome = OUT_BUSY };
	site_refresh(l->site); /* a list must not show what was withdrawn */
	/* who waited for this has been told to come again */
	if (budget > 0)
		reply.outcome = page_make(l->site, &ask->ask, budget, &page);
	reply.size = page.size;
	reply.meta_n = page.meta.full ? 0 : page.meta.n;
	if (page.damaged && l->doubts)
		atomic_store(&l->doubts[ask->ask.capsule], true);
	if (!channel_send_reply(channel, &reply, page.fd))
		log_warn("a page was made for nobody: %s", strerror(errno));
	if (page.fd >= 0)
		close(page.fd);
}

/* Without one (no memory) pages say that there is no index. */
static void open_archives(const struct librarian *l)
{
	for (size_t i = 0; i < l->site->capsule_count; i++)
		l->site->capsules[i].archive = archive_new(l->site->capsules[i].index_path);
}

/* Somebody has deleted the folder of the indexes: what is there now under its name only a new process may open. */
static bool is_deleted(int folder)
{
	struct stat st;
	return folder >= 0 && fstat(folder, &st) == 0 && st.st_nlink == 0;
}

int librarian_run(const struct librarian *l)
{
	struct pollfd polls[CHANNELS_MAX + 1];
	static struct channel_ask ask;
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, ROLE_LEAVE);
	polls[0] = (struct pollfd){ .fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC), .events = POLLIN };
	size_t count = l->channel_count < CHANNELS_MAX ? l->channel_count : CHANNELS_MAX;
	for (size_t i = 0; i < count; i++)
		polls[i + 1] = (struct pollfd){ .fd = l->channels[i], .events = POLLIN };
	if (l->searches) {
		/* whoever wakes up to send an article takes the core at once, and not at the end of a slice */
		const struct sched_param none = { 0 };
		setpriority(PRIO_PROCESS, 0, SEARCH_NICE);
		sched_setscheduler(0, SCHED_IDLE, &none);
	}
	int folder = open(l->cache, O_PATH | O_DIRECTORY | O_CLOEXEC);
	sandbox_enter(&l->sandbox);
	open_archives(l);
	for (;;) {
		if (poll(polls, count + 1, -1) < 0 && errno != EINTR)
			return 1;
		if (polls[0].revents)
			return 0;
		if (is_deleted(folder))
			return 1;
		for (size_t i = 0; i < count; i++)
			if (polls[i + 1].revents && channel_take_ask(l->channels[i], &ask))
				answer(l, l->channels[i], &ask);
	}
}
