#include "import/crew.h"

#include "base/log.h"
#include "import/intake.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	SLOTS = 64,
	THREADS_MAX = 16,
	BYTES_AHEAD = 8 * 1024 * 1024, /* of inputs under way; reading takes several times as much */
};

struct crew {
	const struct desk *desk;
	struct task task[SLOTS];
	size_t given, begun, taken; /* counts; a task's slot is its count modulo SLOTS */
	pthread_t thread[THREADS_MAX];
	unsigned threads;
	pthread_mutex_t lock;
	pthread_cond_t work, news;
	bool over;
	size_t bytes; /* of the inputs under way; the giver's alone */
};

static void reading_add(void *user, const struct reading *g)
{
	struct task *t = user;
	if (t->count == t->room) {
		size_t room = t->room ? t->room * 2 : 4;
		const struct reading **more = arena_take(&t->arena, room, sizeof(void *));
		for (size_t i = 0; i < t->count; i++)
			more[i] = t->readings[i];
		t->readings = more;
		t->room = room;
	}
	t->readings[t->count++] = g;
}

static void document_add(void *user, const struct document *d)
{
	struct task *t = user;
	struct reading *g = arena_take(&t->arena, 1, sizeof *g);
	g->document = *d;
	reading_add(t, g);
}

static void task_do(struct task *t, struct reader *r)
{
	struct str bytes;
	const char *why = NULL;
	struct arena *a = &t->arena;
	bool good = intake_read(t->name.p, a, &bytes, &why);
	if (good && t->lines) {
		reader_lines(r, a, bytes, document_add, t);
	} else if (good) {
		reader_read(r, a, bytes, t->name, t->source, reading_add, t);
	} else if (!t->lines) {
		struct reading *g = arena_take(a, 1, sizeof *g);
		*g = (struct reading){ .name = t->name, .why = why, .profile = "" };
		reading_add(t, g);
	}
}

static void *crew_work(void *user)
{
	struct crew *c = user;
	struct reader *r = reader_make(c->desk);
	pthread_mutex_lock(&c->lock);
	for (;;) {
		while (!c->over && c->begun == c->given)
			pthread_cond_wait(&c->work, &c->lock);
		if (c->over)
			break;
		struct task *t = &c->task[c->begun++ % SLOTS];
		pthread_mutex_unlock(&c->lock);
		task_do(t, r);
		pthread_mutex_lock(&c->lock);
		t->done = true;
		pthread_cond_signal(&c->news);
	}
	pthread_mutex_unlock(&c->lock);
	reader_free(r);
	return NULL;
}

struct crew *crew_make(const struct desk *desk, unsigned threads)
{
	struct crew *c = calloc(1, sizeof *c);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (!c)
		fatal("out of memory");
	c->desk = desk;
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->work, NULL);
	pthread_cond_init(&c->news, NULL);
	threads = threads ? threads : cores > 0 ? (unsigned)cores : 1;
	while (c->threads < threads && c->threads < THREADS_MAX) {
		if (pthread_create(&c->thread[c->threads], NULL, crew_work, c) != 0)
			break;
		c->threads++;
	}
	if (c->threads == 0)
		fatal("cannot start a thread");
	return c;
}

void crew_free(struct crew *c)
{
	if (!c)
		return;
	pthread_mutex_lock(&c->lock);
	c->over = true;
	pthread_cond_broadcast(&c->work);
	pthread_mutex_unlock(&c->lock);
	for (unsigned i = 0; i < c->threads; i++)
		pthread_join(c->thread[i], NULL);
	for (size_t i = 0; i < SLOTS; i++)
		arena_free(&c->task[i].arena);
	pthread_cond_destroy(&c->news);
	pthread_cond_destroy(&c->work);
	pthread_mutex_destroy(&c->lock);
	free(c);
}

bool crew_room(const struct crew *c, size_t bytes)
{
	return c->given - c->taken < SLOTS && (c->bytes == 0 || c->bytes + bytes <= BYTES_AHEAD);
}

void crew_give(struct crew *c, struct str name, struct str source, bool lines, size_t bytes)
{
	struct task *t = &c->task[c->given % SLOTS];
	struct arena arena = t->arena;
	arena_reset(&arena);
	*t = (struct task){ .arena = arena, .lines = lines, .bytes = bytes };
	c->bytes += bytes;
	t->name = arena_copy(&t->arena, name);
	t->source = arena_copy(&t->arena, source);
	pthread_mutex_lock(&c->lock);
	c->given++;
	pthread_cond_signal(&c->work);
	pthread_mutex_unlock(&c->lock);
}

struct task *crew_take(struct crew *c)
{
	if (c->taken == c->given)
		return NULL;
	struct task *t = &c->task[c->taken % SLOTS];
	pthread_mutex_lock(&c->lock);
	while (!t->done)
		pthread_cond_wait(&c->news, &c->lock);
	pthread_mutex_unlock(&c->lock);
	c->taken++;
	return t;
}

void crew_release(struct crew *c, struct task *t)
{
	c->bytes -= t->bytes;
	arena_reset(&t->arena);
}
