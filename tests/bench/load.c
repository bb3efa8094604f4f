/* load: asks a server as often as it can, checks every answer, and tells what it cost.
 *
 *     load gemini --port N --ask PATH [--resume] …      full handshakes, or each resumed with the newest ticket
 *     load gopher --port N --ask SELECTOR …
 *     load idle   --port N --count N --pid P            memory of idle TLS connections
 *     load slow   --port N --count N --readers N --pid P --seconds S --ask PATH
 *
 *     --host NAME      SNI and the host in the URL (localhost); connections always go to 127.0.0.1
 *     --flight N       connections at a time (64)       --requests N   how many in all (1000)
 *     --seconds S      start no more after S (600)      --warm N       requests before the clock starts (0)
 *     --expect N       exact bytes of each body         --pid P[,P…]   the server: these and their descendants
 *     --cpu N          run on this core                 --sources N    come from 127.0.0.1 … 127.0.0.N
 *     --timeout MS     for one visit (30000)            --anyhow       a missing close_notify is no error
 *     --asks FILE      asks, one a line, in turn        --rate N       so many visits begin in a second, come what may
 *
 * One line of key=value on stdout, the same for people on stderr. Latency runs from connect to the end of the stream;
 * with --rate from when the visit was due, so that a server which is not ready in time has no fewer visitors for it.
 * An answer counts if its status is 20, its length exact, and (Gemini) close_notify came before the end. Exit: 0 all
 * good, 1 errors, 2 usage. */
#include "asks.h"
#include "client.h"
#include "crowd.h"
#include "proc.h"

#include <getopt.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

enum { EVENTS = 256, FILES = 20000, TICK_NS = 200000000 };

struct load {
	struct target target;
	struct proc server;
	struct asks asks;
	const char *mode, *host, *ask, *ask_file;
	size_t flight, requests, warm, count, readers;
	double seconds, rate; /* rate 0: as fast as they can */
};

struct tally {
	size_t done, failed, resumed;
	int64_t bytes, elapsed_ns, cpu_ns;
	uint32_t *latency_us; /* of each that is done */
	const char *trouble;  /* the first */
};

static void tally_end(struct tally *a, const struct visit *v, enum visit_end end)
{
	if (end == VISIT_FAILED) {
		a->failed++;
		a->trouble = a->trouble ? a->trouble : v->trouble;
		return;
	}
	a->latency_us[a->done++] = (uint32_t)((now_ns() - v->start_ns) / 1000);
	a->bytes += v->got;
	a->resumed += v->resumed;
}

/* The visits under way: slots with a socket. */
struct flight {
	struct visit *slots;
	size_t size, busy, started;
	int epoll;
	int64_t start_ns;
};

/* When the next visit is to begin; without a rate: it may. */
static int64_t flight_due(const struct flight *f, const struct load *l)
{
	return l->rate > 0 ? f->start_ns + (int64_t)((double)f->started / l->rate * 1e9) : f->start_ns;
}

static void flight_begin(struct flight *f, struct load *l, struct visit *v, struct tally *a)
{
	int64_t due = flight_due(f, l);

	f->started++;
	if (!visit_start(v, &l->target, f->epoll)) {
		v->trouble = "no socket or no connection";
		tally_end(a, v, VISIT_FAILED);
		return;
	}
	f->busy++;
	v->request = asks_next(&l->asks);
	if (l->rate > 0)
		v->start_ns = due;
}

static void flight_fill(struct flight *f, struct load *l, size_t requests, struct tally *a)
{
	/* the first ticket comes with the first answer, so nobody else can resume before it */
	size_t limit = l->target.resume && !client_has_ticket() ? 1 : f->size;

	for (size_t i = 0; i < f->size && f->busy < limit && f->started < requests; i++) {
		if (flight_due(f, l) > now_ns())
			return;
		if (f->slots[i].fd < 0)
			flight_begin(f, l, &f->slots[i], a);
	}
}

/* Waits for events, but not longer than until the next visit is due. */
static int flight_wait(const struct flight *f, const struct load *l, size_t requests, struct epoll_event *events)
{
	int64_t wait = TICK_NS, until = flight_due(f, l) - now_ns();

	if (l->rate > 0 && f->started < requests && f->busy < f->size && until < wait)
		wait = until > 0 ? until : 0;
	return epoll_pwait2(f->epoll, events, EVENTS, &(struct timespec){ 0, wait }, NULL);
}

static void flight_expire(struct flight *f, const struct load *l, struct tally *a)
{
	int64_t oldest = now_ns() - (int64_t)l->target.timeout_ms * 1000000;

	for (size_t i = 0; i < f->size; i++) {
		struct visit *v = &f->slots[i];

		if (v->fd < 0 || v->start_ns > oldest)
			continue;
		v->trouble = "timeout";
		visit_close(v);
		tally_end(a, v, VISIT_FAILED);
		f->busy--;
	}
}

/* One event's visit goes on; where it ends, its slot starts the next one. */
static void flight_step(struct flight *f, struct load *l, struct visit *v, bool more, struct tally *a)
{
	enum visit_end end = visit_step(v, &l->target, f->epoll);

	if (end == VISIT_ON)
		return;
	tally_end(a, v, end);
	f->busy--;
	if (more && flight_due(f, l) <= now_ns())
		flight_begin(f, l, v, a);
}

static void load_run(struct load *l, size_t requests, struct tally *a)
{
	struct flight f = {
		.slots = calloc(l->flight, sizeof *f.slots), .size = l->flight, .epoll = epoll_create1(EPOLL_CLOEXEC)
	};
	struct epoll_event events[EVENTS];
	int64_t checked;

	*a = (struct tally){ .latency_us = calloc(requests + 1, sizeof *a->latency_us) };
	if (!f.slots || f.epoll < 0 || !a->latency_us) {
		fprintf(stderr, "load: out of memory\n");
		exit(2);
	}
	for (size_t i = 0; i < f.size; i++)
		f.slots[i].fd = -1;
	a->cpu_ns = proc_cpu_ns(&l->server);
	f.start_ns = checked = now_ns();
	while (f.busy > 0 || f.started < requests) {
		bool open = (double)(now_ns() - f.start_ns) < l->seconds * 1e9;

		if (open)
			flight_fill(&f, l, requests, a);
		else if (f.busy == 0)
			break;
		int n = flight_wait(&f, l, requests, events);

		for (int i = 0; i < n; i++)
			flight_step(&f, l, events[i].data.ptr, open && f.started < requests, a);
		if (now_ns() - checked > TICK_NS) {
			flight_expire(&f, l, a);
			checked = now_ns();
		}
	}
	a->elapsed_ns = now_ns() - f.start_ns;
	a->cpu_ns = proc_cpu_ns(&l->server) - a->cpu_ns;
	close(f.epoll);
	free(f.slots);
}

static int by_size(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Latency below which that part of all visits lies, in ms. */
static double tally_quantile(const struct tally *a, double part)
{
	size_t at = (size_t)((double)a->done * part);

	if (a->done == 0)
		return 0;
	return (double)a->latency_us[at < a->done ? at : a->done - 1] / 1000;
}

static void tally_print(const struct load *l, struct tally *a)
{
	double seconds = (double)a->elapsed_ns / 1e9, done = a->done > 0 ? (double)a->done : 1;
	double rps = (double)a->done / seconds, cpu_us = (double)a->cpu_ns / 1000 / done;
	double mb_s = (double)a->bytes / 1e6 / seconds, resumed = 100 * (double)a->resumed / done;

	qsort(a->latency_us, a->done, sizeof *a->latency_us, by_size);
	double p50 = tally_quantile(a, 0.5), p99 = tally_quantile(a, 0.99), max = tally_quantile(a, 1);

	printf("mode=%s requests=%zu errors=%zu seconds=%.3f rps=%.1f cpu_us=%.2f p50_ms=%.3f p99_ms=%.3f max_ms=%.3f "
	       "resumed=%.2f mb_s=%.2f bytes=%lld rss=%lld pss=%lld trouble=\"%s\"\n",
		l->mode, a->done, a->failed, seconds, rps, cpu_us, p50, p99, max, resumed, mb_s, (long long)a->bytes,
		(long long)proc_rss(&l->server), (long long)proc_pss(&l->server), a->trouble ? a->trouble : "");
	fprintf(stderr,
		"%s%s: %zu answers in %.1f s: %.0f/s, %.1f MB/s, server %.1f us each; p50 %.1f p99 %.1f max %.1f ms; "
		"%.1f %% resumed; %zu errors%s%s\n",
		l->mode, l->target.resume ? " resumed" : "", a->done, seconds, rps, mb_s, cpu_us, p50, p99, max,
		resumed, a->failed, a->trouble ? ", first: " : "", a->trouble ? a->trouble : "");
}

static void pids_take(struct proc *p, char *list)
{
	for (char *s = strtok(list, ","); s && p->count < PROC_ROOTS; s = strtok(NULL, ","))
		p->roots[p->count++] = (pid_t)strtol(s, NULL, 10);
}

static void cpu_take(const char *number)
{
	cpu_set_t cpus;

	CPU_ZERO(&cpus);
	CPU_SET(strtoul(number, NULL, 10), &cpus);
	if (sched_setaffinity(0, sizeof cpus, &cpus) < 0)
		perror("load: --cpu");
}

/* One option: its letter in the table below, its value in optarg. */
static bool option_take(struct load *l, int o)
{
	switch (o) {
	case 'p':
		l->target.address.sin_port = htons((uint16_t)strtoul(optarg, NULL, 10));
		return true;
	case 'h':
		l->host = optarg;
		return true;
	case 'a':
		l->ask = optarg;
		return true;
	case 'f':
		l->flight = strtoul(optarg, NULL, 10);
		return l->flight > 0;
	case 'n':
		l->requests = strtoul(optarg, NULL, 10);
		return true;
	case 's':
		l->seconds = strtod(optarg, NULL);
		return true;
	case 'w':
		l->warm = strtoul(optarg, NULL, 10);
		return true;
	case 'e':
		l->target.expect = strtoll(optarg, NULL, 10);
		return true;
	case 'i':
		pids_take(&l->server, optarg);
		return true;
	case 'c':
		cpu_take(optarg);
		return true;
	case 'o':
		l->target.sources = (unsigned)strtoul(optarg, NULL, 10);
		return true;
	case 't':
		l->target.timeout_ms = (unsigned)strtoul(optarg, NULL, 10);
		return true;
	case 'y':
		l->target.anyhow = true;
		return true;
	case 'r':
		l->target.resume = true;
		return true;
	case 'N':
		l->count = strtoul(optarg, NULL, 10);
		return true;
	case 'A':
		l->ask_file = optarg;
		return true;
	case 'H':
		l->rate = strtod(optarg, NULL);
		return l->rate > 0;
	case 'R':
		l->readers = strtoul(optarg, NULL, 10);
		return true;
	default:
		return false;
	}
}

static const struct option options[] = { { "port", 1, 0, 'p' }, { "host", 1, 0, 'h' }, { "ask", 1, 0, 'a' },
	{ "flight", 1, 0, 'f' }, { "requests", 1, 0, 'n' }, { "seconds", 1, 0, 's' }, { "warm", 1, 0, 'w' },
	{ "expect", 1, 0, 'e' }, { "pid", 1, 0, 'i' }, { "cpu", 1, 0, 'c' }, { "sources", 1, 0, 'o' },
	{ "timeout", 1, 0, 't' }, { "anyhow", 0, 0, 'y' }, { "resume", 0, 0, 'r' }, { "count", 1, 0, 'N' },
	{ "readers", 1, 0, 'R' }, { "asks", 1, 0, 'A' }, { "rate", 1, 0, 'H' }, { 0 } };

static bool load_options(struct load *l, int argc, char **argv)
{
	bool gopher, good;
	int o;

	while ((o = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!option_take(l, o))
			return false;
	if (optind + 1 != argc || l->target.address.sin_port == 0)
		return false;
	l->mode = argv[optind];
	gopher = strcmp(l->mode, "gopher") == 0;
	if (!gopher && strcmp(l->mode, "gemini") != 0 && strcmp(l->mode, "idle") != 0 && strcmp(l->mode, "slow") != 0)
		return false;
	l->target.name = gopher ? NULL : l->host;
	unsigned port = ntohs(l->target.address.sin_port);

	good = l->ask_file ? asks_read(&l->asks, l->target.name, port, l->ask_file)
			   : asks_add(&l->asks, l->target.name, port, l->ask);
	l->target.request = good ? l->asks.request[0] : NULL;
	return good;
}

int main(int argc, char **argv)
{
	static struct load l = { .target = { .expect = -1, .timeout_ms = 30000 },
		.host = "localhost",
		.ask = "/",
		.flight = 64,
		.requests = 1000,
		.seconds = 600,
		.count = 1000 };
	struct rlimit files = { FILES, FILES };
	struct tally warm, a;

	l.target.address.sin_family = AF_INET;
	l.target.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (!load_options(&l, argc, argv)) {
		fprintf(stderr,
			"usage: load gemini|gopher|idle|slow --port N …; the options stand at the top of load.c\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	setrlimit(RLIMIT_NOFILE, &files);
	client_open();
	if (strcmp(l.mode, "slow") == 0)
		return !crowd_slow(&l.target, &l.server, l.count, l.readers, l.seconds);
	load_run(&l, l.warm, &warm);
	free(warm.latency_us);
	if (strcmp(l.mode, "idle") == 0)
		return !crowd_idle(&l.target, &l.server, l.count);
	load_run(&l, l.requests, &a);
	tally_print(&l, &a);
	free(a.latency_us);
	return a.failed > 0 || a.done == 0;
}
