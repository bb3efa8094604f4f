#include "fetch/pace.h"

#include <time.h>

enum { LOOK_MS = 100, QUIET_MOST_MS = 600000, SECOND_MS = 1000 };

uint64_t pace_now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
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

bool pace_enter(struct pace *p)
{
	pthread_mutex_lock(&p->lock);
	while (!pace_stopped(p)) {
		uint64_t now = pace_now_ms();
		if (p->in_use < p->connections && now >= p->quiet_until_ms)
			break;
		nap(p, LOOK_MS);
	}
	bool good = !pace_stopped(p);
	p->in_use += good;
	pthread_mutex_unlock(&p->lock);
	return good;
}

void pace_leave(struct pace *p)
{
	pthread_mutex_lock(&p->lock);
	p->in_use--;
	pthread_cond_signal(&p->free);
	pthread_mutex_unlock(&p->lock);
}

uint64_t pace_pay(struct pace *p, size_t bytes)
{
	uint64_t began = pace_now_ms();
	if (p->rate == 0)
		return 0;
	pthread_mutex_lock(&p->lock);
	/* a second of silence saves up a second's bytes, not more */
	if (p->paid_until_ms + SECOND_MS < began)
		p->paid_until_ms = began - SECOND_MS;
	p->paid_until_ms += (uint64_t)bytes * SECOND_MS / p->rate;
	uint64_t until = p->paid_until_ms;
	for (uint64_t now = began; now < until && !pace_stopped(p); now = pace_now_ms())
		nap(p, until - now);
	pthread_mutex_unlock(&p->lock);
	return pace_now_ms() - began;
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
