/* crowd: see crowd.h. */
#include "crowd.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	EVENTS = 256,
	FLIGHT = 64,          /* handshakes at a time */
	SETTLE_MS = 500,      /* for the server to finish what the last client began */
	GONE_MS = 20000,      /* the longest wait for the server to close what its clients have closed */
	STALL_MS = 10000,     /* a crowd that opens no more in this time is not complete */
	TICK_MS = 500,        /* the pace of the slow */
	READER_BUFFER = 4096, /* so that a stalled reader stalls the server, too */
};

static void settle(int ms)
{
	poll(NULL, 0, ms);
}

/* Waits until the server's descriptors are back at files; false: not within ms. */
static bool wait_files(const struct proc *p, int64_t files, int ms)
{
	int64_t end = now_ns() + (int64_t)ms * 1000000;

	while (proc_files(p) > files) {
		if (now_ns() > end)
			return false;
		settle(50);
	}
	return true;
}

/* Opens count connections up to the end of the handshake, FLIGHT at a time; returns how many stand. */
static size_t crowd_open(struct visit *all, size_t count, const struct target *t, int epoll)
{
	struct epoll_event events[EVENTS];
	size_t started = 0, busy = 0, good = 0;
	int64_t last = now_ns();

	while ((started < count || busy > 0) && now_ns() - last < (int64_t)STALL_MS * 1000000) {
		for (; started < count && busy < FLIGHT; started++)
			busy += visit_start(&all[started], t, epoll);
		int n = epoll_wait(epoll, events, EVENTS, 1000);

		for (int i = 0; i < n; i++) {
			struct visit *v = events[i].data.ptr;
			enum visit_end end = visit_shake(v, epoll);

			if (end == VISIT_ON)
				continue;
			if (end == VISIT_DONE)
				epoll_ctl(epoll, EPOLL_CTL_DEL, v->fd, NULL);
			good += end == VISIT_DONE;
			busy--;
			last = now_ns();
		}
	}
	for (size_t i = started; i < count; i++)
		all[i] = (struct visit){ .fd = -1 };
	return good;
}

static bool visit_alive(const struct visit *v)
{
	char byte;

	return v->fd >= 0 && recv(v->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
}

bool crowd_idle(const struct target *t, const struct proc *p, size_t count)
{
	struct visit *all = calloc(count, sizeof *all);
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	int64_t files = proc_files(p), before = proc_pss(p);
	size_t opened, alive = 0;

	if (!all || epoll < 0) {
		free(all);
		return false;
	}
	opened = crowd_open(all, count, t, epoll);
	settle(SETTLE_MS);
	int64_t during = proc_pss(p);

	for (size_t i = 0; i < count; i++)
		alive += visit_alive(&all[i]);
	for (size_t i = 0; i < count; i++)
		visit_close(&all[i]);
	bool gone = wait_files(p, files, GONE_MS);

	settle(SETTLE_MS);
	int64_t after = proc_pss(p);

	printf("mode=idle opened=%zu alive=%zu errors=%zu pss_before=%lld pss_during=%lld pss_after=%lld "
	       "per_connection=%.0f after_ratio=%.3f gone=%d\n",
		opened, alive, count - opened, (long long)before, (long long)during, (long long)after,
		opened > 0 ? (double)(during - before) / (double)opened : 0,
		before > 0 ? (double)after / (double)before : 0, gone);
	free(all);
	close(epoll);
	return opened == count && alive == count && gone;
}

struct hello {
	char bytes[2048];
	size_t len;
};

static void hello_make(struct hello *h, const char *name)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
	SSL *ssl = ctx ? SSL_new(ctx) : NULL;
	BIO *to = BIO_new(BIO_s_mem()), *from = BIO_new(BIO_s_mem());

	if (ssl && to && from && SSL_set_tlsext_host_name(ssl, name) == 1) {
		int n;

		SSL_set_bio(ssl, from, to);
		SSL_set_connect_state(ssl);
		SSL_do_handshake(ssl);
		n = BIO_read(to, h->bytes, sizeof h->bytes);
		h->len = n > 0 ? (size_t)n : 0;
	}
	SSL_free(ssl); /* with its two BIOs */
	SSL_CTX_free(ctx);
}

/* Takes what a dribbler was sent; true: the server has closed. */
static bool slow_closed(struct visit *v)
{
	char bytes[4096];
	ssize_t n;

	do
		n = recv(v->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	while (n > 0);
	return n == 0 || (errno != EAGAIN && errno != EINTR);
}

struct slow {
	struct visit *all; /* first those with a handshake (askers, readers), then the hellos */
	size_t askers, readers, hellos, gone;
	int64_t start_ns, gone_max_ns;
	struct hello hello;
};

static void slow_gone(struct slow *s, struct visit *v)
{
	int64_t age = now_ns() - v->start_ns;

	if (age > s->gone_max_ns)
		s->gone_max_ns = age;
	s->gone++;
	visit_close(v);
}

/* One byte more from each dribbler, one byte less for each reader. */
static void slow_tick(struct slow *s, const struct target *t, size_t tick)
{
	char byte;

	for (size_t i = 0; i < s->askers + s->readers + s->hellos; i++) {
		struct visit *v = &s->all[i];
		bool hello = i >= s->askers + s->readers;

		if (v->fd < 0)
			continue;
		if (!hello && i >= s->askers) {
			if (recv(v->fd, &byte, 1, MSG_DONTWAIT) == 0)
				visit_close(v);
			continue;
		}
		if (slow_closed(v))
			slow_gone(s, v);
		else if (hello && tick < s->hello.len - 1)
			send(v->fd, s->hello.bytes + tick, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
		else if (!hello && tick < strlen(t->request) - 2)
			SSL_write(v->ssl, t->request + tick, 1);
	}
}

static size_t slow_open(struct slow *s, const struct target *t, int epoll)
{
	struct target reader = *t, plain = *t;
	size_t good;

	reader.receive_buffer = READER_BUFFER;
	plain.name = NULL;
	good = crowd_open(s->all, s->askers, t, epoll);
	good += crowd_open(s->all + s->askers, s->readers, &reader, epoll);
	for (size_t i = s->askers; i < s->askers + s->readers; i++)
		if (s->all[i].fd >= 0)
			SSL_write(s->all[i].ssl, t->request, (int)strlen(t->request));
	return good + crowd_open(s->all + s->askers + s->readers, s->hellos, &plain, epoll);
}

bool crowd_slow(const struct target *t, const struct proc *p, size_t count, size_t readers, double seconds)
{
	struct slow s = { .askers = count / 2, .hellos = count - count / 2, .readers = readers, .start_ns = now_ns() };
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	int64_t files = proc_files(p);
	double server_gone = -1;

	s.all = calloc(count + readers + 1, sizeof *s.all);
	if (!s.all || epoll < 0) {
		free(s.all);
		return false;
	}
	hello_make(&s.hello, t->name);
	size_t good = slow_open(&s, t, epoll);

	printf("ready opened=%zu\n", good);
	fflush(stdout);
	for (size_t tick = 0; server_gone < 0 && (double)(now_ns() - s.start_ns) < seconds * 1e9; tick++) {
		slow_tick(&s, t, tick);
		settle(TICK_MS);
		if (s.gone == count && proc_files(p) <= files)
			server_gone = (double)(now_ns() - s.start_ns) / 1e9;
	}
	printf("mode=slow opened=%zu dribblers=%zu gone=%zu gone_max_s=%.1f readers=%zu server_gone_s=%.1f\n", good,
		count, s.gone, (double)s.gone_max_ns / 1e9, readers, server_gone);
	for (size_t i = 0; i < count + readers; i++)
		visit_close(&s.all[i]);
	free(s.all);
	close(epoll);
	return good == count + readers && server_gone >= 0;
}
