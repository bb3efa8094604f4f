#include "role/pages.h"

#include "site/route.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	PAGES = 128,
	WAITERS = 2048,
	BYTES_MAX = 256 << 20, /* of memory files, before the page used longest ago goes */
	AGE_MS = 60000,        /* a title can change without its directory: look again after a minute */
	SETTLE_MS = 1000,      /* a directory that changed just now may change again under the same time stamp */
	NOBODY = -1,
};

enum stage { PAGE_NONE, PAGE_ASKED, PAGE_READY };

struct page {
	enum stage stage;
	struct site_ask ask;
	uint64_t id, size, asked_ms, used_ms;
	bool settled;
	unsigned users; /* connections that are sending it */
	bool dropped;   /* goes with its last user */
	int fd;
	int waiter; /* first of those who wait, or NOBODY */
};

struct waiter {
	uint32_t conn, turn;
	int next;
};

struct pages {
	struct site *site;
	struct loop *loop;
	int channel;
	unsigned page_ms;
	uint64_t last_id, bytes;
	int free_waiter;
	struct page page[PAGES];
	struct waiter waiter[WAITERS];
};

struct pages *pages_new(struct site *site, int channel, unsigned page_ms)
{
	struct pages *p = calloc(1, sizeof *p);
	if (p == NULL)
		return NULL;
	p->site = site;
	p->channel = channel;
	p->page_ms = page_ms;
	/* a replacement must not take up an answer that its forerunner asked for */
	p->last_id = (uint64_t)time(NULL) << 32 | (uint64_t)getpid() << 8;
	for (int i = 0; i < WAITERS; i++)
		p->waiter[i].next = i + 1 < WAITERS ? i + 1 : NOBODY;
	return p;
}

void pages_attach(struct pages *p, struct loop *l)
{
	p->loop = l;
}

static bool same_page(const struct site_ask *a, const struct site_ask *b)
{
	return a->capsule == b->capsule && a->gopher == b->gopher && a->view == b->view && a->ascii == b->ascii &&
	       a->plus == b->plus && a->path_n == b->path_n && memcmp(a->path, b->path, a->path_n) == 0;
}

static bool still_good(const struct pages *p, const struct page *page, const struct site_ask *now)
{
	uint64_t age = p->loop->now_ms - page->asked_ms;
	return page->ask.dev == now->dev && page->ask.ino == now->ino && page->ask.mtime.tv_sec == now->mtime.tv_sec &&
	       page->ask.mtime.tv_nsec == now->mtime.tv_nsec && age < AGE_MS && (page->settled || age < SETTLE_MS);
}

static void drop(struct pages *p, struct page *page)
{
	if (page->stage == PAGE_READY && page->users) {
		page->dropped = true;
		return;
	}
	if (page->stage == PAGE_READY) {
		close(page->fd);
		p->bytes -= page->size;
	}
	page->stage = PAGE_NONE;
	page->dropped = false;
}

static void forget_waiters(struct pages *p, struct page *page)
{
	while (page->waiter != NOBODY) {
		int i = page->waiter;
		page->waiter = p->waiter[i].next;
		p->waiter[i].next = p->free_waiter;
		p->free_waiter = i;
	}
}

/* A place for a new page: a free one, one whose visitors have long been told to come again, or that of the page used
 * longest ago. */
static struct page *make_room(struct pages *p)
{
	struct page *oldest = NULL;
	for (size_t i = 0; i < PAGES; i++) {
		struct page *page = &p->page[i];
		if (page->stage == PAGE_ASKED && p->loop->now_ms - page->asked_ms > 2 * (uint64_t)p->page_ms) {
			forget_waiters(p, page);
			page->stage = PAGE_NONE;
		}
		if (page->stage == PAGE_NONE)
			return page;
		if (page->stage == PAGE_READY && page->users == 0 && (!oldest || page->used_ms < oldest->used_ms))
			oldest = page;
	}
	if (oldest)
		drop(p, oldest);
	return oldest;
}

static void shrink(struct pages *p, const struct page *but)
{
	while (p->bytes > BYTES_MAX) {
		struct page *oldest = NULL;
		for (size_t i = 0; i < PAGES; i++) {
			struct page *page = &p->page[i];
			if (page != but && page->stage == PAGE_READY && page->users == 0 &&
				(!oldest || page->used_ms < oldest->used_ms))
				oldest = page;
		}
		if (oldest == NULL)
			return;
		drop(p, oldest);
	}
}

static bool ask(struct pages *p, struct page *page)
{
	struct channel_ask message = { .id = page->id, .ask = page->ask };
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	page->settled = now.tv_sec - page->ask.mtime.tv_sec > SETTLE_MS / 1000;
	page->asked_ms = p->loop->now_ms;
	return channel_send_ask(p->channel, &message);
}

static bool wait_for(struct pages *p, struct page *page, const struct visitor *v)
{
	int i = p->free_waiter;
	if (i == NOBODY)
		return false;
	p->free_waiter = p->waiter[i].next;
	p->waiter[i] = (struct waiter){ v->conn, v->turn, page->waiter };
	page->waiter = i;
	return true;
}

static void give(struct pages *p, struct page *page, struct answer *a)
{
	page->users++;
	page->used_ms = p->loop->now_ms;
	route_page(p->site, &page->ask, page->fd, page->size, page, a);
}

static struct page *find(struct pages *p, const struct site_ask *wanted)
{
	for (size_t i = 0; i < PAGES; i++) {
		struct page *page = &p->page[i];
		if (page->stage == PAGE_NONE || page->dropped || !same_page(&page->ask, wanted))
			continue;
		if (page->stage == PAGE_ASKED || still_good(p, page, wanted))
			return page;
		drop(p, page);
	}
	return NULL;
}

void pages_answer(struct pages *p, const struct visitor *v, struct answer *a)
{
	struct page *page = find(p, &p->site->ask);
	if (page && page->stage == PAGE_READY) {
		give(p, page, a);
		return;
	}
	bool asked = true;
	if (page == NULL && (page = make_room(p)) != NULL) {
		*page = (struct page){ .stage = PAGE_ASKED, .ask = p->site->ask, .id = ++p->last_id, .fd = -1 };
		page->waiter = NOBODY;
		asked = ask(p, page);
	}
	if (page == NULL || !asked || !wait_for(p, page, v)) {
		if (page && page->waiter == NOBODY)
			page->stage = PAGE_NONE;
		route_refuse(p->site, v, OUT_BUSY, STR(""), a);
	}
}

/* Everybody who waited gets the page, or the words why there is none. */
static void hand_out(struct pages *p, struct page *page, enum outcome outcome)
{
	int i = page->waiter;
	page->waiter = NOBODY;
	page->users++; /* so that it stays while it is handed out */
	while (i != NOBODY) {
		struct waiter w = p->waiter[i];
		p->waiter[i].next = p->free_waiter;
		p->free_waiter = i;
		i = w.next;
		if (outcome != OUT_OK) {
			loop_refuse(p->loop, w.conn, w.turn, outcome);
			continue;
		}
		char meta[ANSWER_META_ROOM];
		struct answer a = { .fd = -1, .meta = BUF(meta) };
		give(p, page, &a);
		loop_answer(p->loop, w.conn, w.turn, &a);
	}
	pages_release(p, page);
}

void pages_ready(void *pages)
{
	struct pages *p = pages;
	struct channel_reply reply;
	int fd;
	while (channel_take_reply(p->channel, &reply, &fd)) {
		struct page *page = NULL;
		for (size_t i = 0; i < PAGES; i++)
			if (p->page[i].stage == PAGE_ASKED && p->page[i].id == reply.id)
				page = &p->page[i];
		if (page == NULL) {
			if (fd >= 0)
				close(fd);
			continue;
		}
		if (reply.outcome == OUT_OK && fd < 0)
			reply.outcome = OUT_FAILED;
		page->stage = PAGE_READY;
		page->fd = fd;
		page->size = fd >= 0 ? reply.size : 0;
		page->used_ms = p->loop->now_ms;
		page->dropped = reply.outcome != OUT_OK;
		p->bytes += page->size;
		hand_out(p, page, reply.outcome);
		shrink(p, page);
	}
}

void pages_repeat(struct pages *p)
{
	for (size_t i = 0; i < PAGES; i++)
		if (p->page[i].stage == PAGE_ASKED)
			ask(p, &p->page[i]);
}

void pages_forget(struct pages *p)
{
	for (size_t i = 0; i < PAGES; i++)
		if (p->page[i].stage == PAGE_READY)
			drop(p, &p->page[i]);
}

void pages_release(struct pages *p, void *held)
{
	struct page *page = held;
	page->users--;
	if (page->users == 0 && page->dropped)
		drop(p, page);
}
