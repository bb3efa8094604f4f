/* loop: one worker's connections, listeners and clock. Everything is made at the start; serving allocates nothing of
 * ours (OpenSSL does, per handshake). */
#ifndef NET_LOOP_H
#define NET_LOOP_H

#include "net/conn.h"
#include "net/limit.h"

enum { LOOP_LISTENERS = 256, LOOP_RESERVE = 32 };

/* A socket that takes connections, and what speaks behind it. */
struct loop_listener {
	int fd;
	enum protocol protocol;
	unsigned number;  /* given back in struct visitor */
	SSL_CTX *context; /* gemini: of the default capsule; gopher: NULL where gophers is switched off */
};

struct loop_config {
	unsigned connections; /* that one address may have; loop_slots says how many there are in all */
	unsigned request_ms, write_ms;
	unsigned page_ms, list_ms, search_ms; /* how long an answer may be waited for (struct answer, wait) */
	struct loop_listener listeners[LOOP_LISTENERS];
	size_t listener_count;
	struct net_site site;
};

/* A descriptor that somebody else wants to hear of. */
struct loop_watch {
	int fd;
	void (*ready)(void *arg);
	void *arg;
};

struct loop {
	struct loop_config config;
	int epoll;
	bool draining, paused; /* paused: out of descriptors, listeners rest until resume_ms */
	uint64_t now_ms, resume_ms;
	BIO_METHOD *bio;
	struct conn *conns;
	uint32_t slots, free_conn, conns_made, used;
	uint32_t refused; /* of those used: will be told 41 */
	uint32_t peak;    /* most connections at once since memory was last given back */
	uint32_t turn;    /* connections so far: names one for good */
	uint32_t head[TIMER_COUNT], tail[TIMER_COUNT];
	struct slab *free_slab, *slabs;
	uint32_t slabs_made, slabs_free;
	struct limit limit;
	struct loop_watch watch[8];
	size_t watch_count;
	/* one step's working memory, shared by all connections */
	size_t rx_at, rx_n, tx_n, plain_n;
	bool rx_dry, rx_end; /* the socket has no more for now; the peer has closed */
	char rx[RECORD + 512], tx[TX_ROOM], plain[TX_ROOM], info[VIEW_OUT * 3 / 2], line[PATH_ROOM];
	char text[ANSWER_TEXT_ROOM], meta[ANSWER_META_ROOM];
};

/* The most connections at once: when those for all are taken, a quarter more is for addresses that hold few, so that
 * nobody can shut the others out; and LOOP_RESERVE are only told 41. */
unsigned loop_slots(unsigned connections);

/* NULL: no memory or no descriptor; errno says. */
struct loop *loop_new(const struct loop_config *config);
/* At most 8; before loop_run. False: no room or epoll would not. */
bool loop_watch(struct loop *l, int fd, void (*ready)(void *arg), void *arg);
/* Serves until it is drained and the last connection has gone. */
void loop_run(struct loop *l);
/* Takes those who already wait, then no more, and closes its listeners. Connections that have not asked for anything
 * yet go on. */
void loop_drain(struct loop *l);
/* The answer for a request that got OUT_ASK; nothing happens when that connection is gone (the answer is let go). */
void loop_answer(struct loop *l, uint32_t conn, uint32_t turn, struct answer *a);
/* The same with the site's words for an outcome. */
void loop_refuse(struct loop *l, uint32_t conn, uint32_t turn, enum outcome outcome);
/* For who has to find such an answer first: whether the connection still waits; then who it is, and an empty answer
 * over its own buffers. */
bool loop_waits(struct loop *l, uint32_t conn, uint32_t turn, struct visitor *v, struct answer *a);
/* An answer with empty buffers over the loop's own working memory, good until the next step. */
struct answer loop_blank(struct loop *l, struct slab *s);

/* For conn.c. */
void loop_timer(struct loop *l, struct conn *c, enum timer timer);
struct slab *loop_slab(struct loop *l);
void loop_slab_free(struct loop *l, struct slab *s);
void loop_conn_free(struct loop *l, struct conn *c);

#endif
