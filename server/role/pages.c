#include "role/pages.h"

#include "site/route.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	PAGES = 128,
	SEARCHES = 32, /* pages of searches among them: everybody searches something else */
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
	uint64_t id, size, asked_ms;
	uint64_t used; /* goes up with each use: many fit into a millisecond */
	bool settled;
	struct site_state state; /* when it was asked for */
	unsigned users;          /* connections that are sending it */
	bool dropped;            /* goes with its last user */
	int fd;
	char meta[64]; /* media type; empty: gemtext */
	size_t meta_n;
	int waiter; /* first of those who wait, or NOBODY */
};

struct waiter {
	uint32_t conn, turn;
	int next;
};

struct pages {
	struct site *site;
	struct loop *loop;
	struct pages_way way;
	uint64_t last_id, bytes, uses;
	int free_waiter;
	struct page page[PAGES];
	struct waiter waiter[WAITERS];
};

struct pages *pages_new(struct site *site, const struct pages_way *way)
{
	struct pages *p = calloc(1, sizeof *p);
	if (p == NULL)
		return NULL;
	p->site = site;
	p->way = *way;
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
	return a->capsule == b->capsule && a->gopher == b->gopher && a->gopher_asked == b->gopher_asked &&
	       a->view == b->view && a->ascii == b->ascii && a->plus == b->plus && a->kind == b->kind &&
	       a->path_n == b->path_n && memcmp(a->path, b->path, a->path_n) == 0 && a->query_n == b->query_n &&
	       memcmp(a->query, b->query, a->query_n) == 0;
}

/* Pages that were made from the index are good while it says the same and it is the same day; listings of directories
 * (which also stand in for pages while there is no index) while the directory is the same, and not for ever. */
static bool still_good(const struct pages *p, const struct page *page, const struct site_ask *now)
{
	struct site_state state = site_now(p->site, now->capsule);
	if (page->state.serial != state.serial || page->state.day != state.day ||
		page->state.published != state.published || page->state.origin != state.origin)
		return false;
	uint64_t age = p->loop->now_ms - page->asked_ms;
	return page->ask.dev == now->dev && page->ask.ino == now->ino && page->ask.mtime.tv_sec == now->mtime.tv_sec &&
	       page->ask.mtime.tv_nsec == now->mtime.tv_nsec && age < AGE_MS && (page->settled || age < SETTLE_MS);
}

static void drop(struct pages *p, struct page *page)
{
	/* who waits for it gets it still */
	if (page->stage == PAGE_ASKED || page->users) {
		page->dropped = true;
		return;
	}
	if (page->fd >= 0)
		close(page->fd);
	p->bytes -= page->size;
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

/* An ask that nobody has answered, and whose visitors have long been told to come again. */
static bool is_lost(const struct pages *p, const struct page *page)
{
	uint64_t limit = 2 * (uint64_t)p->way.wait_ms[page->ask.wait];
	return page->stage == PAGE_ASKED && p->loop->now_ms - page->asked_ms > limit;
}

static void give_up(struct pages *p, struct page *page)
{
	forget_waiters(p, page);
	page->stage = PAGE_NONE;
}

/* A place for a new page: a free one, that of a lost one, or that of the page used longest ago. */
static struct page *make_room(struct pages *p, bool search)
{
	struct page *oldest = NULL;
	/* searches have the last places, other pages all the others */
	size_t from = search ? PAGES - SEARCHES : 0, to = search ? PAGES : PAGES - SEARCHES;
	for (size_t i = from; i < to; i++) {
		struct page *page = &p->page[i];
		if (is_lost(p, page))
			give_up(p, page);
		if (page->stage == PAGE_NONE)
			return page;
		if (page->stage == PAGE_READY && page->users == 0 && (!oldest || page->used < oldest->used))
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
				(!oldest || page->used < oldest->used))
				oldest = page;
		}
		if (oldest == NULL)
			return;
		drop(p, oldest);
	}
}

static bool ask(struct pages *p, struct page *page)
{
	static struct channel_ask message; /* large */
	struct timespec now;
	message = (struct channel_ask){ .id = page->id, .ask = page->ask };
	clock_gettime(CLOCK_REALTIME, &now);
	page->settled = now.tv_sec - page->ask.mtime.tv_sec > SETTLE_MS / 1000;
	page->asked_ms = p->loop->now_ms;
	message.ask.asked_ms = page->asked_ms;
	return channel_send_ask(page->ask.wait == WAIT_SEARCH ? p->way.searches : p->way.pages, &message);
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
	page->used = ++p->uses;
	route_page(p->site, &page->ask, (struct str){ page->meta, page->meta_n }, page->fd, page->size, page, a);
}

static struct page *find(struct pages *p, const struct site_ask *wanted)
{
	for (size_t i = 0; i < PAGES; i++) {
		struct page *page = &p->page[i];
		if (page->stage == PAGE_NONE || page->dropped || !same_page(&page->ask, wanted))
			continue;
		if (is_lost(p, page)) {
			give_up(p, page);
			continue;
		}
		if (page->stage == PAGE_ASKED || still_good(p, page, wanted))
			return page;
		drop(p, page);
	}
	return NULL;
}

bool pages_answer(struct pages *p, const struct visitor *v, struct answer *a)
{
	struct page *page = find(p, &p->site->ask);
	if (page && page->stage == PAGE_READY) {
		give(p, page, a);
		return true;
	}
	bool asked = true;
	if (page == NULL && (page = make_room(p, p->site->ask.wait == WAIT_SEARCH)) != NULL) {
		*page = (struct page){ .stage = PAGE_ASKED, .ask = p->site->ask, .id = ++p->last_id, .fd = -1 };
		page->state = site_now(p->site, page->ask.capsule);
		page->waiter = NOBODY;
		asked = ask(p, page);
	}
	if (page && asked && wait_for(p, page, v))
		return true;
	if (page && page->waiter == NOBODY)
		page->stage = PAGE_NONE;
	return false;
}

/* A redirect, or the page that it leads to, which may have to be waited for in its turn. */
static void hand_on(
	struct pages *p, const struct waiter *w, const struct site_ask *ask, const struct channel_reply *reply)
{
	struct visitor v;
	struct answer a;
	struct str to = { reply->meta, reply->meta_n };
	if (!loop_waits(p->loop, w->conn, w->turn, &v, &a))
		return;
	route_moved(p->site, &v, ask, reply->outcome, to, &a);
	if (a.outcome == OUT_ASK && !pages_answer(p, &v, &a))
		loop_refuse(p->loop, w->conn, w->turn, OUT_BUSY);
	else if (a.outcome != OUT_ASK)
		loop_answer(p->loop, w->conn, w->turn, &a);
}

static void hand_out_one(struct pages *p, struct page *page, const struct waiter *w, const struct channel_reply *reply)
{
	if (reply->outcome == OUT_MOVED || reply->outcome == OUT_ELSEWHERE) {
		hand_on(p, w, &page->ask, reply);
	} else if (reply->outcome != OUT_OK) {
		loop_refuse(p->loop, w->conn, w->turn, reply->outcome);
	} else {
		char meta[ANSWER_META_ROOM];
		struct answer a = { .fd = -1, .meta = BUF(meta) };
		give(p, page, &a);
		loop_answer(p->loop, w->conn, w->turn, &a);
	}
}

/* Everybody who waited gets the page, or the words why there is none. */
static void hand_out(struct pages *p, struct page *page, const struct channel_reply *reply)
{
	int i = page->waiter;
	page->waiter = NOBODY;
	page->users++; /* so that it stays while it is handed out */
	while (i != NOBODY) {
		struct waiter w = p->waiter[i];
		p->waiter[i].next = p->free_waiter;
		p->free_waiter = i;
		i = w.next;
		hand_out_one(p, page, &w, reply);
	}
	pages_release(p, page);
}

static void take_reply(struct pages *p, struct channel_reply *reply, int fd)
{
	struct page *page = NULL;
	for (size_t i = 0; i < PAGES; i++)
		if (p->page[i].stage == PAGE_ASKED && p->page[i].id == reply->id)
			page = &p->page[i];
	if (page == NULL) {
		if (fd >= 0)
			close(fd);
		return;
	}
	if (reply->outcome == OUT_OK && fd < 0)
		reply->outcome = OUT_FAILED;
	page->stage = PAGE_READY;
	page->fd = fd;
	page->size = fd >= 0 ? reply->size : 0;
	page->used = ++p->uses;
	/* chance must be asked each time, and what is no page is not kept */
	page->dropped = page->dropped || reply->outcome != OUT_OK || page->ask.kind == NAME_RANDOM;
	page->meta_n = reply->outcome == OUT_OK && reply->meta_n <= sizeof page->meta ? reply->meta_n : 0;
	memcpy(page->meta, reply->meta, page->meta_n);
	p->bytes += page->size;
	hand_out(p, page, reply);
	shrink(p, page);
}

void pages_ready(void *pages)
{
	struct pages *p = pages;
	static struct channel_reply reply; /* large */
	const int channels[] = { p->way.pages, p->way.searches };
	int fd;
	for (size_t i = 0; i < sizeof channels / sizeof *channels; i++)
		while (channel_take_reply(channels[i], &reply, &fd)) {
			reply.meta_n = reply.meta_n < sizeof reply.meta ? reply.meta_n : 0;
			take_reply(p, &reply, fd);
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
		if (p->page[i].stage != PAGE_NONE)
			drop(p, &p->page[i]);
}

void pages_release(struct pages *p, void *held)
{
	struct page *page = held;
	page->users--;
	if (page->users == 0 && page->dropped)
		drop(p, page);
}
