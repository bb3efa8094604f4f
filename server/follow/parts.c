/* parts: what was fetched lies in DIR/.mirror/part under a name made of its hash and its path, until all of a batch is
 * on the disk; then it is renamed to its place. */
#include "follow/round.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct str folder = { "/.mirror/part", 13 }, aside = { "/.mirror/aside", 14 };

static struct str path_in(struct arena *m, struct str which, const struct digest *d, struct str path)
{
	char room[DIGEST_HEX + 1];
	struct buf hex = BUF(room);
	struct digest name;
	struct digest_work *w = digest_begin();
	digest_more(w, (struct str){ (const char *)d->byte, sizeof d->byte });
	digest_more(w, path);
	digest_end(w, &name);
	digest_add(&hex, &name);
	return arena_fmt(m, "%.*s/%s", STR_ARG(which), buf_z(&hex));
}

struct str part_path(struct arena *m, const struct digest *d, struct str path)
{
	return path_in(m, folder, d, path);
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

static void clear(const struct round *r, struct str which)
{
	struct arena m = { 0 };
	const struct dirent *d;
	DIR *dir = tree_folder(&r->tree, which);
	while (dir && (d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			tree_drop(&r->tree, arena_fmt(&m, "%.*s/%s", STR_ARG(which), d->d_name));
	if (dir)
		closedir(dir);
	arena_free(&m);
}

/* The count only grows: what was deleted or replaced is found by looking. Under tell. */
static void count_again(struct round *r)
{
	if (r->recounted)
		return;
	r->recounted = true;
	clear(r, aside);
	r->used = tree_usage(&r->tree);
}

bool part_account(struct round *r, uint64_t bytes)
{
	uint64_t more = tree_blocks(bytes);
	pthread_mutex_lock(&r->tell);
	if (r->used + more > r->wish->limit)
		count_again(r);
	r->used += more;
	bool good = r->used <= r->wish->limit;
	if (!good) {
		buf_clear(r->why);
		buf_fmt(r->why, "the mirror would take more than the %llu MB that it may (--limit)",
			(unsigned long long)(r->wish->limit / 1000000));
	}
	pthread_mutex_unlock(&r->tell);
	return good;
}

uint64_t part_reserve(struct round *r, uint64_t most, size_t shares)
{
	pthread_mutex_lock(&r->tell);
	if (shares == 1 && r->used + most > r->wish->limit)
		count_again(r);
	uint64_t room = r->wish->limit > r->used ? (r->wish->limit - r->used) / shares : 0;
	most = most < room ? most : room;
	r->used += most;
	pthread_mutex_unlock(&r->tell);
	return most;
}

void part_release(struct round *r, uint64_t reserved)
{
	pthread_mutex_lock(&r->tell);
	r->used -= reserved < r->used ? reserved : r->used;
	pthread_mutex_unlock(&r->tell);
}

bool part_here(const struct round *r, const struct digest *d, struct str path)
{
	struct arena m = { 0 };
	struct str part = part_path(&m, d, path), old = path_in(&m, aside, d, path);
	bool good = tree_is(&r->tree, part, d) || (tree_is(&r->tree, old, d) && tree_move(&r->tree, old, part));
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

/* ---- from one round to the next ---- */

/* What earlier rounds have left waits in a folder of its own, so that it can be told from what this one needs. */
void part_set_aside(const struct round *r)
{
	struct arena m = { 0 };
	const struct dirent *d;
	DIR *dir = tree_folder(&r->tree, folder);
	while (dir && (d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			tree_move(&r->tree, arena_fmt(&m, "%.*s/%s", STR_ARG(folder), d->d_name),
				arena_fmt(&m, "%.*s/%s", STR_ARG(aside), d->d_name));
	if (dir)
		closedir(dir);
	arena_free(&m);
}

void part_clear(const struct round *r)
{
	clear(r, folder);
	clear(r, aside);
}
