#include "fetch/pace.h"

#include <time.h>

enum { LOOK_MS = 100, QUIET_MOST_MS = 600000, SECOND_MS = 1000, SECOND_US = 1000000 };

uint64_t pace_now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * SECOND_US + (uint64_t)t.tv_nsec / 1000;
}

uint64_t pace_now_ms(void)
{
	return pace_now_us() / 1000;
}

bool pace_stopped(const struct pace *p)
{
	return p->stop && *p->stop;
}

void pace_start(struct pace *p, unsigned connections, uint64_t rate, const volatile int *stop)
{
	*p = (struct pace){ .connections = connections ? connections : 1, .rate = rate, .stop = stop };
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->free, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

void pace_end(struct pace *p)
{
	pthread_cond_destroy(&p->free);
	pthread_mutex_destroy(&p->lock);
}

/* With the lock; looks up from time to time, since a signal handler can only set a flag. */
static void nap(struct pace *p, uint64_t ms)
{
	struct timespec t;
	uint64_t until = pace_now_ms() + (ms < LOOK_MS ? ms : LOOK_MS);
	t.tv_sec = (time_t)(until / 1000);
	t.tv_nsec = (long)(until % 1000) * 1000000;
	pthread_cond_timedwait(&p->free, &p->lock, &t);
}

static bool may_go(const struct pace *p)
{
	return p->in_use < p->connections && pace_now_ms() >= p->quiet_until_ms;
}

enum pace_turn pace_enter(struct pace *p, uint64_t until_ms)
{
	enum pace_turn turn = PACE_GO;
	pthread_mutex_lock(&p->lock);
	while (!pace_stopped(p) && p->quiet_until_ms <= until_ms && !may_go(p))
		nap(p, LOOK_MS);
	if (pace_stopped(p))
		turn = PACE_STOP;
	else if (!may_go(p))
		turn = PACE_BUSY;
	p->in_use += turn == PACE_GO;
	pthread_mutex_unlock(&p->lock);
	return turn;
}

void pace_leave(struct pace *p)
{
	pthread_mutex_lock(&p->lock);
	p->in_use--;
	pthread_cond_signal(&p->free);
	pthread_mutex_unlock(&p->lock);
}

unsigned pace_in_use(struct pace *p)
{
	pthread_mutex_lock(&p->lock);
	unsigned n = p->in_use;
	pthread_mutex_unlock(&p->lock);
	return n;
}

uint64_t pace_pay(struct pace *p, size_t bytes)
{
	uint64_t began = pace_now_us();
	if (p->rate == 0)
		return 0;
	pthread_mutex_lock(&p->lock);
	/* a second of silence saves up a second's bytes, not more */
	if (p->paid_until_us + SECOND_US < began)
		p->paid_until_us = began - SECOND_US;
	p->paid_until_us += (uint64_t)bytes * SECOND_US / p->rate;
	uint64_t until = p->paid_until_us;
	for (uint64_t now = began; now < until && !pace_stopped(p); now = pace_now_us())
		nap(p, (until - now) / 1000 + 1);
	pthread_mutex_unlock(&p->lock);
	return (pace_now_us() - began) / 1000;
}

void pace_quiet(struct pace *p, uint64_t seconds)
{
	pthread_mutex_lock(&p->lock);
	uint64_t now = pace_now_ms(), ms = seconds > QUIET_MOST_MS / SECOND_MS ? QUIET_MOST_MS : seconds * SECOND_MS;
	/* threads that asked at the same time are told at the same time, and that counts once */
	if (now >= p->quiet_until_ms) {
		p->quiet_ms = p->quiet_ms * 2 > ms ? p->quiet_ms * 2 : ms;
		if (p->quiet_ms < SECOND_MS)
			p->quiet_ms = SECOND_MS;
		if (p->quiet_ms > QUIET_MOST_MS)
			p->quiet_ms = QUIET_MOST_MS;
		p->quiet_until_ms = now + p->quiet_ms;
	}
	pthread_mutex_unlock(&p->lock);
}

void pace_good(struct pace *p)
{
	pthread_mutex_lock(&p->lock);
	if (pace_now_ms() >= p->quiet_until_ms)
		p->quiet_ms /= 2;
	pthread_mutex_unlock(&p->lock);
}
