#include "net/loop.h"
#include "net/pipe.h"
#include "net/send.h"

#include <errno.h>
#include <malloc.h>
#include <openssl/rand.h>
#include <string.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	EVENTS = 256,
	ACCEPTS = 64, /* connections taken in one go, so that those who are in are not forgotten */
	LINGER_MS = 2000,
	PAUSE_MS = 100,  /* how long listeners rest when descriptors have run out */
	SLABS_KEPT = 64, /* let go of the memory of more free slabs than this */
	CROWD = 128,     /* fewer visitors than this leave nothing behind that is worth collecting */
};

#define NONE UINT32_MAX

/* What an event is about, in the upper bits where a connection's number has no business. */
#define ABOUT_LISTENER ((uint64_t)0xfffffffeu)
#define ABOUT_WATCH ((uint64_t)0xfffffffdu)

static uint64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void *reserve(size_t bytes)
{
	void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return p == MAP_FAILED ? NULL : p;
}

/* ---- timers: a list for each duration, so that the first in a list is the first to be late ---- */

static uint64_t duration(const struct loop *l, enum timer timer)
{
	switch (timer) {
	case TIMER_REQUEST:
		return l->config.request_ms;
	case TIMER_PAGE:
		return l->config.page_ms;
	case TIMER_LIST:
		return l->config.list_ms;
	case TIMER_SEARCH:
		return l->config.search_ms;
	case TIMER_WRITE:
		return l->config.write_ms / WRITE_LOOKS;
	case TIMER_LINGER:
		return LINGER_MS;
	case TIMER_NONE:
	case TIMER_COUNT:
		break;
	}
	return 0;
}

static void leave_list(struct loop *l, struct conn *c)
{
	if (c->timer == TIMER_NONE)
		return;
	*(c->before == NONE ? &l->head[c->timer] : &l->conns[c->before].after) = c->after;
	*(c->after == NONE ? &l->tail[c->timer] : &l->conns[c->after].before) = c->before;
	c->timer = TIMER_NONE;
}

void loop_timer(struct loop *l, struct conn *c, enum timer timer)
{
	uint32_t number = (uint32_t)(c - l->conns);
	leave_list(l, c);
	c->timer = (unsigned char)timer;
	if (timer == TIMER_NONE)
		return;
	c->deadline_ms = l->now_ms + duration(l, timer);
	c->before = l->tail[timer];
	c->after = NONE;
	*(c->before == NONE ? &l->head[timer] : &l->conns[c->before].after) = number;
	l->tail[timer] = number;
}

static void run_late(struct loop *l)
{
	for (int timer = TIMER_NONE + 1; timer < TIMER_COUNT; timer++)
		while (l->head[timer] != NONE && l->conns[l->head[timer]].deadline_ms <= l->now_ms)
			conn_late(l, &l->conns[l->head[timer]]);
}

static int sleep_ms(const struct loop *l, int idle_ms)
{
	uint64_t until = l->paused ? l->resume_ms : UINT64_MAX;
	if (idle_ms >= 0 && l->now_ms + (uint64_t)idle_ms < until)
		until = l->now_ms + (uint64_t)idle_ms;
	for (int timer = TIMER_NONE + 1; timer < TIMER_COUNT; timer++)
		if (l->head[timer] != NONE && l->conns[l->head[timer]].deadline_ms < until)
			until = l->conns[l->head[timer]].deadline_ms;
	if (until == UINT64_MAX)
		return -1;
	return until > l->now_ms ? (int)(until - l->now_ms) : 0;
}

/* ---- slabs: used last, used next, so that the warm ones stay few ---- */

struct slab *loop_slab(struct loop *l)
{
	struct slab *s = l->free_slab;
	if (s) {
		l->free_slab = s->next;
		l->slabs_free--;
	} else if (l->slabs_made < l->slots) {
		s = &l->slabs[l->slabs_made++];
	} else {
		return NULL;
	}
	s->next = NULL;
	s->request_n = s->out_at = s->out_n = 0;
	return s;
}

void loop_slab_free(struct loop *l, struct slab *s)
{
	if (l->slabs_free >= SLABS_KEPT) {
		/* give whole pages back, but for the first, which holds the link */
		uintptr_t page = 4096, from = ((uintptr_t)s + sizeof s->next + page - 1) / page * page;
		uintptr_t to = (uintptr_t)(s + 1) / page * page;
		if (to > from)
			madvise((void *)from, to - from, MADV_DONTNEED);
	}
	s->next = l->free_slab;
	l->free_slab = s;
	l->slabs_free++;
}

/* ---- connections ---- */

/* A slot that was never used costs no memory, so the list of free ones holds used ones only. */
static struct conn *free_slot(struct loop *l)
{
	struct conn *c = NULL;
	if (l->free_conn != NONE) {
		c = &l->conns[l->free_conn];
		l->free_conn = c->after;
	} else if (l->conns_made < l->slots) {
		c = &l->conns[l->conns_made++];
	}
	return c;
}

/* When a crowd has left, what it took is given back: OpenSSL's heap, and with the last one our slots and slabs. */
static void give_back(struct loop *l)
{
	if (l->peak < CROWD || l->used > l->peak / 8)
		return;
	if (l->used == 0) {
		madvise(l->conns, sizeof *l->conns * l->slots, MADV_DONTNEED);
		madvise(l->slabs, sizeof *l->slabs * l->slots, MADV_DONTNEED);
		l->conns_made = l->slabs_made = l->slabs_free = 0;
		l->free_conn = NONE;
		l->free_slab = NULL;
	}
	malloc_trim(0);
	l->peak = l->used;
}

void loop_conn_free(struct loop *l, struct conn *c)
{
	leave_list(l, c);
	l->refused -= c->refuse != OUT_OK;
	limit_give(&l->limit, c->limit_row);
	c->after = l->free_conn;
	l->free_conn = (uint32_t)(c - l->conns);
	l->used--;
}

unsigned loop_slots(unsigned connections)
{
	return connections + connections / 4 + LOOP_RESERVE;
}

/* Whether a connection that comes now is served, or only told 41. */
static enum outcome welcome(const struct loop *l, uint32_t same_address)
{
	uint32_t most = l->config.connections, served = l->used - l->refused;
	if (served <= most || (served <= most + most / 4 && same_address <= most / 8))
		return OUT_OK;
	return OUT_BUSY;
}

static void conn_new(struct loop *l, int fd, const struct sockaddr_storage *from, unsigned listener)
{
	struct conn *c = free_slot(l);
	if (c == NULL) {
		close(fd);
		return;
	}
	if (++l->used > l->peak)
		l->peak = l->used;
	*c = (struct conn){ .fd = fd, .body_fd = -1, .turn = ++l->turn, .state = CONN_HELLO, .loop = l };
	c->listener = (unsigned char)listener;
	c->protocol = (unsigned char)l->config.listeners[listener].protocol;
	c->accepted_ms = l->now_ms;
	if (from->ss_family == AF_INET6) {
		c->address = ((const struct sockaddr_in6 *)from)->sin6_addr;
	} else {
		c->address.s6_addr[10] = c->address.s6_addr[11] = 0xff;
		memcpy(c->address.s6_addr + 12, &((const struct sockaddr_in *)from)->sin_addr, 4);
	}
	c->refuse = (unsigned char)welcome(l, limit_take(&l->limit, &c->address, &c->limit_row));
	if (c->refuse != OUT_OK && ++l->refused > LOOP_RESERVE)
		c->state = CONN_END;
	loop_timer(l, c, TIMER_REQUEST);
	conn_run(l, c);
}

static void listeners_poll(struct loop *l, bool on)
{
	for (size_t i = 0; i < l->config.listener_count; i++) {
		struct epoll_event e = { .events = EPOLLIN, .data.u64 = (uint64_t)i << 32 | ABOUT_LISTENER };
		epoll_ctl(l->epoll, on ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, l->config.listeners[i].fd, &e);
	}
}

/* True: there may be more. */
static bool accept_some(struct loop *l, unsigned listener)
{
	for (int i = 0; i < ACCEPTS && !l->draining; i++) {
		struct sockaddr_storage from = { .ss_family = AF_UNSPEC };
		socklen_t size = sizeof from;
		int fd = accept4(l->config.listeners[listener].fd, (struct sockaddr *)&from, &size,
			SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd >= 0) {
			conn_new(l, fd, &from, listener);
			continue;
		}
		if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
			/* asking again at once would spin */
			if (!l->paused)
				listeners_poll(l, false);
			l->paused = true;
			l->resume_ms = l->now_ms + PAUSE_MS;
			return false;
		}
		if (errno == EAGAIN)
			return false;
	}
	return !l->draining;
}

/* ---- the loop ---- */

struct loop *loop_new(const struct loop_config *config)
{
	struct loop *l = reserve(sizeof *l);
	if (l == NULL)
		return NULL;
	uint64_t salt = 0;
	l->config = *config;
	l->slots = loop_slots(config->connections);
	l->conns = reserve(sizeof *l->conns * l->slots);
	l->slabs = reserve(sizeof *l->slabs * l->slots);
	l->bio = pipe_method();
	l->epoll = epoll_create1(EPOLL_CLOEXEC);
	l->free_conn = NONE;
	if (!l->conns || !l->slabs || !l->bio || l->epoll < 0 || RAND_bytes((unsigned char *)&salt, sizeof salt) != 1)
		return NULL;
	limit_start(&l->limit, salt);
	for (int i = 0; i < TIMER_COUNT; i++)
		l->head[i] = l->tail[i] = NONE;
	listeners_poll(l, true);
	l->now_ms = clock_ms();
	return l;
}

bool loop_watch(struct loop *l, int fd, void (*ready)(void *arg), void *arg)
{
	size_t i = l->watch_count;
	struct epoll_event e = { .events = EPOLLIN, .data.u64 = (uint64_t)i << 32 | ABOUT_WATCH };
	if (i == sizeof l->watch / sizeof *l->watch || epoll_ctl(l->epoll, EPOLL_CTL_ADD, fd, &e) != 0)
		return false;
	l->watch[i] = (struct loop_watch){ fd, ready, arg };
	l->watch_count++;
	return true;
}

static void dispatch(struct loop *l, const struct epoll_event *e)
{
	uint32_t low = (uint32_t)e->data.u64, high = (uint32_t)(e->data.u64 >> 32);
	if (low == ABOUT_LISTENER) {
		accept_some(l, high);
	} else if (low == ABOUT_WATCH) {
		l->watch[high].ready(l->watch[high].arg);
	} else {
		struct conn *c = &l->conns[low];
		if (c->turn != high || c->state == CONN_FREE)
			return; /* ended by an earlier event of this round */
		c->hung = c->hung || (e->events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR));
		if (c->state == CONN_WAIT && e->events & (EPOLLERR | EPOLLHUP))
			c->state = CONN_END;
		conn_run(l, c);
	}
}

void loop_run(struct loop *l)
{
	struct epoll_event events[EVENTS];
	while (!l->draining || l->used) {
		int idle_ms = l->config.site.idle(l->config.site.site);
		int n = epoll_wait(l->epoll, events, EVENTS, sleep_ms(l, idle_ms));
		l->now_ms = clock_ms();
		for (int i = 0; i < n; i++)
			dispatch(l, &events[i]);
		run_late(l);
		give_back(l);
		if (l->paused && l->now_ms >= l->resume_ms && !l->draining) {
			l->paused = false;
			listeners_poll(l, true);
		}
	}
}

void loop_drain(struct loop *l)
{
	if (l->draining)
		return;
	/* closing does not end the polling: master and successors hold the same sockets */
	listeners_poll(l, false);
	for (unsigned i = 0; i < l->config.listener_count; i++) {
		while (accept_some(l, i))
			; /* those who already wait */
		close(l->config.listeners[i].fd);
	}
	l->draining = true;
	l->paused = false;
}

struct answer loop_blank(struct loop *l, struct slab *s)
{
	struct answer a = { .outcome = OUT_FAILED, .body = BODY_NONE, .fd = -1 };
	a.meta = BUF(l->meta);
	a.text = BUF(l->text);
	a.path = BUF(s->path);
	return a;
}
