/* pace: how fast all threads together may ask: so many connections, so many bytes a second, and not at all while the
 * server wants to be left alone. */
#ifndef FETCH_PACE_H
#define FETCH_PACE_H

#include "base/str.h"

#include <pthread.h>

struct pace {
	pthread_mutex_t lock;
	pthread_cond_t free;
	unsigned connections, in_use;
	uint64_t rate;           /* bytes a second; 0: no limit */
	uint64_t paid_until_us;  /* what has been received so far is paid for by then */
	uint64_t quiet_until_ms; /* the server wants no request before */
	uint64_t quiet_ms;       /* how long it was left alone the last time; 0: it has not asked for it lately */
	const volatile int *stop;
};

uint64_t pace_now_us(void);
uint64_t pace_now_ms(void);
bool pace_stopped(const struct pace *p);
void pace_start(struct pace *p, unsigned connections, uint64_t rate, const volatile int *stop);
void pace_end(struct pace *p);
enum pace_turn { PACE_GO, PACE_STOP, PACE_BUSY };

/* Waits for a connection that is free and for the end of a quiet time; BUSY, at once, where that lasts beyond until_ms
 * (of pace_now_ms). After GO, pace_leave. */
enum pace_turn pace_enter(struct pace *p, uint64_t until_ms);
void pace_leave(struct pace *p);
/* How many connections have their turn. */
unsigned pace_in_use(struct pace *p);
/* Waits until so many bytes more are paid for; how long that took. */
uint64_t pace_pay(struct pace *p, size_t bytes);
/* The server asks to be left alone for so many seconds; at least twice as long as the last time. */
void pace_quiet(struct pace *p, uint64_t seconds);
/* It has answered. */
void pace_good(struct pace *p);

#endif
