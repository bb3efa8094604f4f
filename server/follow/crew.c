/* crew: many files at once, each by one of the threads that share a client. */
#include "follow/round.h"

#include "base/log.h"
#include "mirror/member.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { JOBS_MAX = 32, WHY = 600, TRIES = 3, MENDED_MAX = 64 << 20 };

struct crew {
	struct round *round;
	struct want *want;
	size_t count;
	size_t jobs;
	bool long_ones; /* only those that were longer than a share of the room are tried */
	_Atomic size_t next;
	_Atomic bool over; /* one of them has met something that ends the round */
};

struct hand {
	struct crew *crew;
	unsigned number;
	pthread_t thread;
};

enum follow_result crew_judge(enum fetch_result result)
{
	switch (result) {
	case FETCH_GOOD:
	case FETCH_MISSING:
	case FETCH_TOO_LONG:
		return FOLLOW_PARTLY;
	case FETCH_CUT:
	case FETCH_BUSY:
	case FETCH_UNREACHABLE:
		return FOLLOW_LATER;
	case FETCH_REFUSED:
	case FETCH_IDENTITY:
		return FOLLOW_REFUSED;
	case FETCH_DISK:
		return FOLLOW_FAILED;
	case FETCH_STOPPED:
		return FOLLOW_STOPPED;
	}
	return FOLLOW_FAILED;
}

/* Some Gopher servers end the lines of texts with CRLF, and a text with a line of its own, ".": whether that is all
 * that is wrong with it, and then it is mended. */
static bool mend_text(const struct round *r, int fd, const struct want *w)
{
	struct arena m = { 0 };
	struct stat st;
	if (!str_starts(str_of(r->pin.url), STR("gopher:")) || fstat(fd, &st) != 0 || st.st_size > MENDED_MAX)
		return false;
	char *text = arena_take(&m, (size_t)st.st_size + 1, 1);
	ssize_t n = pread(fd, text, (size_t)st.st_size, 0);
	struct str lines = round_lines((struct str){ text, n > 0 ? (size_t)n : 0 }, text);
	struct str shorter = str_ends(lines, STR(".\n")) ? str_sub(lines, 0, lines.n - 2) : lines;
	struct digest whole = digest_of(lines), less = digest_of(shorter);
	if (digest_eq(&less, &w->digest))
		lines = shorter;
	bool good = (digest_eq(&whole, &w->digest) || digest_eq(&less, &w->digest)) &&
		    pwrite(fd, lines.p, lines.n, 0) == (ssize_t)lines.n && ftruncate(fd, (off_t)lines.n) == 0;
	arena_free(&m);
	return good;
}

static void set_time(const struct round *r, int fd, const struct want *w)
{
	time_t time = w->time ? w->time : r->time;
	futimens(fd, (struct timespec[2]){ { time, 0 }, { time, 0 } });
}

/* What came: whether it is what was wanted, be it after mending. *size: its bytes. */
static enum fetch_result judge(const struct round *r, int fd, const struct want *w, uint64_t *size, bool *fits)
{
	struct digest digest;
	if (lseek(fd, 0, SEEK_SET) != 0 || !digest_file(fd, &digest, size))
		return FETCH_DISK;
	*fits = digest_eq(&digest, &w->digest) || mend_text(r, fd, w);
	if (*fits)
		set_time(r, fd, w);
	return FETCH_GOOD;
}

/* A text whose lines end with CRLF is longer. */
static uint64_t most_of(const struct round *r, const struct want *w)
{
	return str_starts(str_of(r->pin.url), STR("gopher:")) ? w->most * 2 + 16 : w->most;
}

static enum fetch_result fetch_part(
	struct crew *c, unsigned number, struct want *w, uint64_t *size, bool *fits, struct buf *why)
{
	struct round *r = c->round;
	int fd = part_open(r, number);
	if (fd < 0)
		return FETCH_DISK;
	uint64_t most = most_of(r, w), room = part_reserve(r, most, c->jobs);
	enum fetch_result result = fetch_file(r->fetch, w->path, room, fd, size, why);
	w->room = result == FETCH_TOO_LONG && room < most;
	if (result == FETCH_GOOD)
		result = judge(r, fd, w, size, fits);
	/* what is worth nothing takes no room */
	if (!*fits && ftruncate(fd, 0) != 0)
		result = FETCH_DISK;
	close(fd);
	part_release(r, room);
	return result;
}

/* One file into a part of its own; what was cut off is tried again. */
static void fetch_one(struct crew *c, unsigned number, struct want *w, struct buf *why)
{
	struct round *r = c->round;
	uint64_t size = 0;
	bool fits = false;
	w->result = FETCH_CUT;
	for (int i = 0; i < TRIES && w->result == FETCH_CUT; i++)
		w->result = fetch_part(c, number, w, &size, &fits, why);
	if (!fits)
		return;
	w->here = part_account(r, size) && part_named(r, number, &w->digest, w->path);
	if (!w->here)
		w->result = FETCH_DISK;
	progress(r, member_path(w->path), size);
}

/* What only concerns one file does not end the round. */
static bool ends_round(const struct want *w)
{
	enum follow_result result = crew_judge(w->result);
	return result != FOLLOW_PARTLY && w->result != FETCH_REFUSED;
}

static void *work(void *hand)
{
	struct hand *h = hand;
	struct crew *c = h->crew;
	struct round *r = c->round;
	for (size_t i; !atomic_load(&c->over) && (i = atomic_fetch_add(&c->next, 1)) < c->count;) {
		struct want *w = &c->want[i];
		char room[WHY];
		struct buf why = BUF(room);
		if (w->here || (c->long_ones && !w->room))
			continue;
		fetch_one(c, h->number, w, &why);
		if (!ends_round(w))
			continue;
		atomic_store(&c->over, true);
		pthread_mutex_lock(&r->tell);
		if (why.n) {
			buf_clear(r->why);
			buf_escape(r->why, w->path);
			buf_fmt(r->why, ": %s", buf_z(&why));
		}
		pthread_mutex_unlock(&r->tell);
	}
	return NULL;
}

static void run(struct crew *c)
{
	struct hand hands[JOBS_MAX];
	size_t started = 0;
	atomic_store(&c->next, 0);
	for (; started + 1 < c->jobs; started++) {
		hands[started] = (struct hand){ .crew = c, .number = (unsigned)started + 1 };
		if (pthread_create(&hands[started].thread, NULL, work, &hands[started]) != 0)
			break;
	}
	work(&(struct hand){ .crew = c, .number = 0 });
	for (size_t i = 0; i < started; i++)
		pthread_join(hands[i].thread, NULL);
}

bool crew_fetch(struct round *r, struct want *want, size_t count, enum follow_result *result)
{
	struct crew c = { .round = r, .want = want, .count = count };
	size_t open = 0, most = r->wish->jobs < JOBS_MAX ? r->wish->jobs : JOBS_MAX;
	for (size_t i = 0; i < count; i++) {
		want[i].here = want[i].here || part_here(r, &want[i].digest, want[i].path);
		open += !want[i].here;
	}
	c.jobs = most < open ? most : open;
	if (open)
		run(&c);
	for (size_t i = 0; i < count; i++)
		c.long_ones = c.long_ones || want[i].room;
	if (c.long_ones && !c.over) {
		c.jobs = 1;
		run(&c);
	}
	for (size_t i = 0; i < count && c.over; i++)
		if (!want[i].here && want[i].result != FETCH_GOOD && ends_round(&want[i])) {
			*result = crew_judge(want[i].result);
			return false;
		}
	return !c.over;
}
