#include "archive/builder.h"

#include "archive/walk.h"
#include "base/log.h"
#include "store/fresh.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum {
	READERS_MAX = 16,
	CRATES = 8,        /* on their way at once */
	CRATE_FILES = 128, /* in one; whole folders go in as long as they fit */
};

/* Files on their way: names at first, then what was read of them. */
struct crate {
	enum { EMPTY, NAMED, READ } stage;
	struct arena arena;
	struct str folder[CRATE_FILES], name[CRATE_FILES];
	struct record record[CRATE_FILES];
	size_t count, good;
};

struct build {
	const struct builder *b;
	struct crate *crate;
	size_t named, taken, written; /* how many crates so far; crate i is at i % CRATES */
	bool all_named, stop;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	_Atomic unsigned unread; /* files that could not be */
};

/* ---- readers ---- */

static void read_file(struct build *s, const struct recorder *r, struct crate *c, size_t i)
{
	errno = 0;
	switch (record_read(r, c->folder[i], c->name[i], &c->arena, &c->record[c->good])) {
	case RECORD_GOOD:
		c->good++;
		break;
	case RECORD_TROUBLE:
		s->unread++;
		break;
	case RECORD_NOTHING:
		break;
	}
}

static int by_id(const void *a, const void *b)
{
	const struct record *x = a, *y = b;
	return x->entry.id < y->entry.id ? -1 : x->entry.id > y->entry.id;
}

/* The full-text index likes rows in the order of their numbers. */
static void read_crate(struct build *s, const struct recorder *r, struct crate *c)
{
	c->good = 0;
	for (size_t i = 0; i < c->count; i++)
		read_file(s, r, c, i);
	qsort(c->record, c->good, sizeof *c->record, by_id);
}

static void *reader(void *build)
{
	struct build *s = build;
	struct recorder r = s->b->recorder;
	r.terms = terms_new();
	if (r.terms == NULL)
		fatal("out of memory");
	pthread_mutex_lock(&s->lock);
	for (;;) {
		while (!s->stop && s->taken == s->named && !s->all_named)
			pthread_cond_wait(&s->changed, &s->lock);
		if (s->stop || s->taken == s->named)
			break;
		struct crate *c = &s->crate[s->taken++ % CRATES];
		pthread_mutex_unlock(&s->lock);
		read_crate(s, &r, c);
		pthread_mutex_lock(&s->lock);
		c->stage = READ;
		pthread_cond_broadcast(&s->changed);
	}
	pthread_mutex_unlock(&s->lock);
	terms_free(r.terms);
	return NULL;
}

/* ---- the one that writes, and in between walks on ---- */

static bool stopped(const struct build *s)
{
	return s->b->stop && atomic_load(s->b->stop);
}

/* A walk, and the folder that is being packed into crates. */
struct packing {
	struct walk *walk;
	struct walk_folder folder;
	size_t at;
	bool done;
	unsigned failed;
};

static bool left_out(const struct build *s, struct str folder, struct str name)
{
	char space[4096];
	struct buf path = BUF(space);
	buf_add(&path, folder);
	buf_add(&path, name);
	return path.full || (s->b->gone && gone_find(s->b->gone, buf_str(&path)));
}

static void pack(struct build *s, struct packing *p, struct crate *c)
{
	arena_reset(&c->arena);
	c->count = 0;
	struct str folder = { 0 };
	while (c->count < CRATE_FILES && !p->done) {
		if (p->at == p->folder.files) {
			p->done = !walk_next(p->walk, &p->folder, &p->failed);
			p->at = 0;
			folder = (struct str){ 0 };
			continue;
		}
		struct str name = p->folder.file[p->at++];
		if (!record_wanted(name) || left_out(s, p->folder.path, name))
			continue;
		if (folder.n == 0)
			folder = arena_copy(&c->arena, p->folder.path);
		c->folder[c->count] = folder;
		c->name[c->count++] = arena_copy(&c->arena, name);
	}
}

/* Fills empty crates; what takes long is done without the lock, since no reader looks at a crate before it is named. */
static void name_crates(struct build *s, struct packing *p)
{
	while (!p->done && s->named - s->written < CRATES) {
		struct crate *c = &s->crate[s->named % CRATES];
		pack(s, p, c);
		pthread_mutex_lock(&s->lock);
		c->stage = NAMED;
		s->named += c->count > 0;
		s->all_named = p->done;
		pthread_cond_broadcast(&s->changed);
		pthread_mutex_unlock(&s->lock);
	}
}

static struct crate *next_read(struct build *s)
{
	struct crate *c = &s->crate[s->written % CRATES];
	if (s->written == s->named)
		return NULL;
	pthread_mutex_lock(&s->lock);
	while (c->stage != READ)
		pthread_cond_wait(&s->changed, &s->lock);
	pthread_mutex_unlock(&s->lock);
	return c;
}

static bool fill(struct build *s, struct writer *w)
{
	struct packing p = { .walk = walk_new(s->b->recorder.root, STR("/"), false) };
	uint64_t done = 0;
	if (p.walk == NULL)
		return false;
	for (;;) {
		name_crates(s, &p);
		struct crate *c = next_read(s);
		if (c == NULL || stopped(s) || *writer_trouble(w))
			break;
		for (size_t i = 0; i < c->good; i++)
			writer_put(w, &c->record[i]);
		done += c->good;
		c->stage = EMPTY;
		s->written++;
		if (s->b->progress)
			s->b->progress(s->b->context, done);
	}
	if (p.failed + s->unread)
		log_warn("%u folders and %u files cannot be read, and are not in the index", p.failed, s->unread);
	walk_free(p.walk);
	return !stopped(s) && !*writer_trouble(w);
}

static bool run(struct build *s, struct writer *w)
{
	pthread_t thread[READERS_MAX];
	unsigned count = 0, wanted = s->b->readers < 1 ? 1 : s->b->readers;
	wanted = wanted < READERS_MAX ? wanted : READERS_MAX;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	while (count < wanted && pthread_create(&thread[count], NULL, reader, s) == 0)
		count++;
	bool good = count > 0 && fill(s, w);
	pthread_mutex_lock(&s->lock);
	s->stop = true;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
	for (unsigned i = 0; i < count; i++)
		pthread_join(thread[i], NULL);
	pthread_cond_destroy(&s->changed);
	pthread_mutex_destroy(&s->lock);
	for (size_t i = 0; i < CRATES; i++)
		arena_free(&s->crate[i].arena);
	return good && writer_finish(w);
}

/* ---- files ---- */

static void remove_with_logs(const char *file)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
	char space[PATH_MAX + 16];
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct buf name = BUF(space);
		buf_fmt(&name, "%s%s", file, endings[i]);
		unlink(buf_z(&name));
	}
}

/* "bote.db.1764268800123456789", or one of its logs, beside "bote.db". */
static bool is_beside(struct str name, struct str index)
{
	return str_starts(name, index) && name.n > index.n + 1 && name.p[index.n] == '.' &&
	       name.p[index.n + 1] >= '0' && name.p[index.n + 1] <= '9';
}

void builder_sweep(const char *path)
{
	char target[PATH_MAX], space[PATH_MAX + 300];
	struct str all = str_of(path);
	size_t slash = str_rindex(all, '/');
	struct str folder = slash < all.n ? str_sub(all, 0, slash) : STR("."),
		   index = str_sub(all, slash < all.n ? slash + 1 : 0, all.n);
	ssize_t n = readlink(path, target, sizeof target);
	struct str used = { target, n > 0 ? (size_t)n : 0 };
	struct buf name = BUF(space);
	buf_add(&name, folder);
	DIR *dir = opendir(buf_z(&name));
	if (dir == NULL)
		return;
	for (const struct dirent *d; (d = readdir(dir)) != NULL;) {
		struct str found = str_of(d->d_name);
		if (!is_beside(found, index) || (used.n && str_starts(found, used)))
			continue;
		buf_clear(&name);
		buf_fmt(&name, "%.*s/%s", STR_ARG(folder), d->d_name);
		unlink(buf_z(&name));
	}
	closedir(dir);
}

static const char *wish_path(const char *path, struct buf *room)
{
	buf_fmt(room, "%s.rebuild", path);
	return buf_z(room);
}

bool builder_wish(const char *path)
{
	char space[PATH_MAX + 16];
	struct buf name = BUF(space);
	int fd = open(wish_path(path, &name), O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

bool builder_wished(const char *path)
{
	char space[PATH_MAX + 16];
	struct buf name = BUF(space);
	return unlink(wish_path(path, &name)) == 0;
}

static bool sync_file(const char *file)
{
	int fd = open(file, O_RDWR | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return good;
}

/* The link leads to the new file from one moment to the next. */
static bool take_over(const char *path, const char *file)
{
	char space[PATH_MAX + 16];
	struct buf link = BUF(space);
	struct str all = str_of(file);
	size_t slash = str_rindex(all, '/');
	const char *name = slash < all.n ? file + slash + 1 : file;
	buf_fmt(&link, "%s.link", path);
	unlink(buf_z(&link));
	return symlink(name, buf_z(&link)) == 0 && rename(buf_z(&link), path) == 0;
}

bool builder_run(const struct builder *b, struct buf *why)
{
	char space[PATH_MAX];
	struct buf file = BUF(space);
	struct build s = { .b = b, .crate = calloc(CRATES, sizeof *s.crate) };
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	buf_fmt(&file, "%s.%lld%09ld", b->path, (long long)now.tv_sec, now.tv_nsec);
	struct writer *w = s.crate && !file.full ? writer_make(buf_z(&file), &b->setting, why) : NULL;
	bool good = w && run(&s, w);
	if (w && *writer_trouble(w))
		buf_add(why, str_of(writer_trouble(w)));
	else if (w && !good)
		buf_add(why, STR("interrupted"));
	writer_close(w);
	free(s.crate);
	if (good && !(sync_file(buf_z(&file)) && take_over(b->path, buf_z(&file)))) {
		buf_fmt(why, "%s: %s", b->path, strerror(errno));
		good = false;
	}
	if (!good)
		remove_with_logs(buf_z(&file));
	else
		builder_sweep(b->path);
	return good;
}
