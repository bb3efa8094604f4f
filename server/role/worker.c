#include "role/role.h"

#include "base/log.h"
#include "role/pages.h"
#include "site/facts.h"
#include "site/route.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { REFRESH_MS = 1000, FLUSH_MS = 100, FLUSH_BYTES = 16384 };

/* One worker is one process, and this is its state. */
struct desk {
	struct site *site;
	struct loop *loop;
	struct pages *pages;
	struct access_log log;
	int signals;
	uint64_t refreshed_ms, flushed_ms;
};

/* Before a request, not after: a worker may have slept for hours, and what was withdrawn meanwhile must not be sent. */
static void refresh(struct desk *d)
{
	if (d->loop->now_ms - d->refreshed_ms < REFRESH_MS)
		return;
	d->refreshed_ms = d->loop->now_ms;
	if (site_refresh(d->site))
		pages_forget(d->pages);
}

static void on_gemini(void *desk, const struct visitor *v, const struct gemini_request *r, struct answer *a)
{
	struct desk *d = desk;
	refresh(d);
	route_gemini(d->site, v, r, a);
	if (a->outcome == OUT_ASK && !pages_answer(d->pages, v, a))
		route_refuse(d->site, v, OUT_BUSY, r->uri, a);
}

static void on_gopher(void *desk, const struct visitor *v, const struct gopher_request *r, struct answer *a)
{
	struct desk *d = desk;
	refresh(d);
	route_gopher(d->site, v, r, a);
	if (a->outcome == OUT_ASK && !pages_answer(d->pages, v, a))
		route_refuse(d->site, v, OUT_BUSY, r->line, a);
}

static void on_refuse(void *desk, const struct visitor *v, enum outcome outcome, struct str line, struct answer *a)
{
	struct desk *d = desk;
	route_refuse(d->site, v, outcome, line, a);
}

static void on_release(void *desk, void *held)
{
	struct desk *d = desk;
	pages_release(d->pages, held);
}

static void on_log(void *desk, const struct access *a)
{
	struct desk *d = desk;
	access_add(&d->log, a);
}

/* A line a request would be a write a request; nobody reads a log faster than this. */
static int on_idle(void *desk)
{
	struct desk *d = desk;
	if (d->log.buf.n == 0)
		return -1;
	uint64_t waited = d->loop->now_ms - d->flushed_ms;
	if (waited < FLUSH_MS && d->log.buf.n < FLUSH_BYTES)
		return (int)(FLUSH_MS - waited);
	d->flushed_ms = d->loop->now_ms;
	access_flush(&d->log);
	return d->log.buf.n ? FLUSH_MS : -1;
}

static void on_signal(void *desk)
{
	struct desk *d = desk;
	struct signalfd_siginfo info;
	while (read(d->signals, &info, sizeof info) == (ssize_t)sizeof info) {
		if (info.ssi_signo == ROLE_ASK_AGAIN)
			pages_repeat(d->pages);
		else
			loop_drain(d->loop);
	}
}

static int open_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, ROLE_LEAVE);
	sigaddset(&set, ROLE_ASK_AGAIN);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int worker_run(const struct worker *w)
{
	static struct desk desk; /* with a large log buffer */
	struct loop_config config = w->loop;
	desk.site = w->site;
	config.site = (struct net_site){ .site = &desk,
		.gemini = on_gemini,
		.gopher = on_gopher,
		.refuse = on_refuse,
		.release = on_release,
		.log = on_log,
		.idle = on_idle };
	desk.signals = open_signals();
	desk.site->facts = facts_new();
	struct pages_way way = { w->channel, w->searches, { config.page_ms, config.list_ms, config.search_ms } };
	desk.pages = pages_new(w->site, &way);
	access_start(&desk.log, w->log, w->addresses);
	sandbox_enter(&w->sandbox);
	struct loop *loop = desk.site->facts && desk.pages ? loop_new(&config) : NULL;
	if (loop == NULL || desk.signals < 0 || !loop_watch(loop, desk.signals, on_signal, &desk) ||
		!loop_watch(loop, w->channel, pages_ready, desk.pages) ||
		!loop_watch(loop, w->searches, pages_ready, desk.pages)) {
		log_error("a worker cannot start: %s", strerror(errno));
		return 1;
	}
	pages_attach(desk.pages, loop);
	desk.loop = loop;
	if (write(w->ready, "w", 1) < 0)
		log_error("a worker cannot say that it serves: %s", strerror(errno));
	close(w->ready);
	loop_run(loop);
	access_flush(&desk.log);
	return 0;
}
