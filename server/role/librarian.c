#include "role/role.h"

#include "base/log.h"
#include "role/channel.h"
#include "page/page.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { CHANNELS_MAX = 1024 };

static void answer(const struct librarian *l, int channel, const struct channel_ask *ask)
{
	struct channel_reply reply = { .id = ask->id };
	char meta[ANSWER_META_ROOM];
	struct page page = { .fd = -1, .meta = BUF(meta) };
	site_refresh(l->site); /* a list must not show what was withdrawn */
	reply.outcome = page_make(l->site, &ask->ask, 0, &page);
	reply.size = page.size;
	if (!channel_send_reply(channel, &reply, page.fd))
		log_warn("a page was made for nobody: %s", strerror(errno));
	if (page.fd >= 0)
		close(page.fd);
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
	sandbox_enter(&l->sandbox);
	for (;;) {
		if (poll(polls, count + 1, -1) < 0 && errno != EINTR)
			return 1;
		if (polls[0].revents)
			return 0;
		for (size_t i = 0; i < count; i++)
			if (polls[i + 1].revents && channel_take_ask(l->channels[i], &ask))
				answer(l, l->channels[i], &ask);
	}
}
