/* parts: what was fetched lies in DIR/.mirror/part under a name made of its hash and its path, until all of a batch is
 * on the disk; then it is renamed to its place. */
#include "follow/round.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 2000, BLOCK = 4096 };

static const struct str folder = { "/.mirror/part", 13 };

struct str part_path(struct arena *m, const struct digest *d, struct str path)
{
	char room[DIGEST_HEX + 1];
	struct buf hex = BUF(room);
	struct digest name;
	struct digest_work *w = digest_begin();
	digest_more(w, (struct str){ (const char *)d->byte, sizeof d->byte });
	digest_more(w, path);
	digest_end(w, &name);
	digest_add(&hex, &name);
	return arena_fmt(m, "%.*s/%s", STR_ARG(folder), buf_z(&hex));
}

static struct str open_path(struct arena *m, unsigned number)
{
	return arena_fmt(m, "%.*s/open.%u", STR_ARG(folder), number);
}

static bool blame(struct round *r, struct str path)
{
	pthread_mutex_lock(&r->tell);
	buf_clear(r->why);
	buf_escape(r->why, path);
	buf_fmt(r->why, ": %s", strerror(errno));
	pthread_mutex_unlock(&r->tell);
	return false;
}

bool part_account(struct round *r, uint64_t bytes)
{
	pthread_mutex_lock(&r->tell);
	r->used += bytes / BLOCK * BLOCK + BLOCK;
	bool good = r->used <= r->wish->limit;
	if (!good) {
		buf_clear(r->why);
		buf_fmt(r->why, "the mirror would take more than the %llu MB that it may (--limit)",
			(unsigned long long)(r->wish->limit / 1000000));
	}
	pthread_mutex_unlock(&r->tell);
	return good;
}

bool part_here(const struct round *r, const struct digest *d, struct str path)
{
	struct arena m = { 0 };
	struct digest now;
	uint64_t size;
	bool good = tree_digest(&r->tree, part_path(&m, d, path), &now, &size) && digest_eq(&now, d);
	arena_free(&m);
	return good;
}

int part_open(struct round *r, unsigned number)
{
	struct arena m = { 0 };
	struct str path = open_path(&m, number);
	int fd = tree_create(&r->tree, path);
	if (fd < 0)
		blame(r, path);
	arena_free(&m);
	return fd;
}

bool part_named(struct round *r, unsigned number, const struct digest *d, struct str path)
{
	struct arena m = { 0 };
	struct str from = open_path(&m, number), to = part_path(&m, d, path);
	bool good = tree_move(&r->tree, from, to) || blame(r, to);
	arena_free(&m);
	return good;
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

static void set_time(const struct round *r, int fd)
{
	struct timespec times[2] = { { r->time, 0 }, { r->time, 0 } };
	futimens(fd, times);
}

bool part_write(struct round *r, const struct digest *d, struct str path, struct str bytes)
{
	enum { OWN_NUMBER = 1000 }; /* the round's own thread */
	if (!part_account(r, bytes.n))
		return false;
	int fd = part_open(r, OWN_NUMBER);
	if (fd < 0)
		return false;
	bool good = write_all(fd, bytes) || blame(r, folder);
	set_time(r, fd);
	close(fd);
	return good && part_named(r, OWN_NUMBER, d, path);
}

bool part_copy(struct round *r, const struct digest *d, struct str path, struct str source)
{
	enum { OWN_NUMBER = 1001, PIECE = 64 * 1024 };
	char piece[PIECE];
	ssize_t n = -1;
	struct digest now;
	uint64_t size;
	int from = tree_file(&r->tree, source);
	bool good = from >= 0 && digest_file(from, &now, &size) && digest_eq(&now, d) &&
		    lseek(from, 0, SEEK_SET) == 0 && part_account(r, size);
	int to = good ? part_open(r, OWN_NUMBER) : -1;
	good = to >= 0;
	while (good && (n = read(from, piece, sizeof piece)) > 0)
		good = write_all(to, (struct str){ piece, (size_t)n });
	if (to >= 0) {
		set_time(r, to);
		close(to);
	}
	if (from >= 0)
		close(from);
	return good && n == 0 && part_named(r, OWN_NUMBER, d, path);
}

/* ---- placing ---- */

static bool queue(struct round *r, struct placing p)
{
	r->placing = arena_more(&r->placing_arena, r->placing, r->placings, &r->placings_room, sizeof *r->placing);
	r->placing[r->placings++] = p;
	return r->placings < BATCH || part_place_all(r);
}

bool part_place(struct round *r, const struct digest *d, struct str path)
{
	return queue(r, (struct placing){ PLACE_MOVE, part_path(&r->placing_arena, d, path),
				arena_copy(&r->placing_arena, path) });
}

bool part_drop(struct round *r, struct str path)
{
	return queue(r, (struct placing){ .what = PLACE_DROP, .to = arena_copy(&r->placing_arena, path) });
}

static void tell_blocked(struct str path)
{
	char room[2000];
	struct buf text = BUF(room);
	buf_escape(&text, path);
	log_warn("%s: something of yours is in the way of a folder, and was left alone", buf_z(&text));
}

static bool place(struct round *r, const struct placing *p)
{
	if (p->what == PLACE_DROP) {
		r->sums->deleted += tree_drop(&r->tree, p->to);
		return true;
	}
	if (tree_move(&r->tree, p->from, p->to)) {
		r->sums->written++;
		return true;
	}
	if (errno != ELOOP && errno != ENOTDIR && errno != EISDIR && errno != EEXIST && errno != ENOTEMPTY)
		return blame(r, p->to);
	if (r->blocked++ == 0)
		tell_blocked(p->to);
	return true;
}

/* What is deleted need not be on the disk before. */
static bool sync_parts(struct round *r)
{
	for (size_t i = 0; i < r->placings; i++)
		if (r->placing[i].what == PLACE_MOVE)
			return tree_sync(&r->tree) || blame(r, folder);
	return true;
}

bool part_place_all(struct round *r)
{
	bool good = sync_parts(r);
	for (size_t i = 0; i < r->placings && good; i++)
		good = place(r, &r->placing[i]);
	r->placings = r->placings_room = 0;
	r->placing = NULL;
	arena_reset(&r->placing_arena);
	return good;
}

void part_clear(const struct round *r)
{
	struct arena m = { 0 };
	const struct dirent *d;
	DIR *dir = tree_folder(&r->tree, folder);
	while (dir && (d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			tree_drop(&r->tree, arena_fmt(&m, "%.*s/%s", STR_ARG(folder), d->d_name));
	if (dir)
		closedir(dir);
	arena_free(&m);
}
