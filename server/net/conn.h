/* conn: one visitor, from accept to close. A connection is a state and a step of that state; it never waits.
 *
 * The network knows the codecs but not the site: what a request means is asked through struct net_site. */
#ifndef NET_CONN_H
#define NET_CONN_H

#include "base/str.h"
#include "proto/answer.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "proto/wire.h"

#include <netinet/in.h>
#include <openssl/ssl.h>

struct loop;

/* One line of the access log. */
struct access {
	const struct visitor *visitor;
	struct str line; /* the request as it was sent; unescaped */
	int status;
	uint64_t bytes; /* of response header and body that the kernel took, before encryption */
	uint64_t ms;    /* since the connection was accepted */
	bool whole;     /* the answer was sent to its end */
};

struct net_site {
	void *site;
	/* Answers a request, or sets OUT_ASK and calls loop_answer later. Must not wait. */
	void (*gemini)(void *site, const struct visitor *, const struct gemini_request *, struct answer *);
	void (*gopher)(void *site, const struct visitor *, const struct gopher_request *, struct answer *);
	/* Words for what is no request, comes too often or takes too long; line is what was sent, maybe in part. */
	void (*refuse)(void *site, const struct visitor *, enum outcome, struct str line, struct answer *);
	void (*release)(void *site, void *held);
	void (*log)(void *site, const struct access *);
	/* Before the loop goes to sleep: a moment to write what was collected. Returns after how many ms it wants to be
	 * called again at the latest; -1: it does not mind. */
	int (*idle)(void *site);
};

enum state { CONN_FREE, CONN_HELLO, CONN_SHAKE, CONN_READ, CONN_WAIT, CONN_SEND, CONN_LINGER, CONN_END };
enum timer { TIMER_NONE, TIMER_REQUEST, TIMER_PAGE, TIMER_LIST, TIMER_SEARCH, TIMER_WRITE, TIMER_LINGER, TIMER_COUNT };

enum {
	RECORD = 16384,              /* plain bytes of a full TLS record (RFC 8446, 5.1) */
	TX_ROOM = 2 * RECORD + 4096, /* what one step may have to send at most */
};

/* What a connection needs from the first byte of its request to the last of its answer. */
struct slab {
	struct slab *next;
	struct gemini_request gemini;
	struct gopher_request gopher;
	struct view view;
	size_t request_n;
	char request[GEMINI_REQUEST_MAX];
	char path[PATH_ROOM];
	char decoded[PATH_ROOM];
	size_t out_at, out_n; /* what the kernel did not take yet */
	char out[TX_ROOM];
};

struct conn {
	int fd, body_fd;
	uint32_t turn;                                  /* which connection it is: late events find another number */
	uint32_t before, after;                         /* in the list of its timer */
	unsigned char state, timer, protocol, listener; /* listener: below LOOP_LISTENERS */
	unsigned char stalls;                           /* looks in a row at which the reader had taken nothing */
	unsigned char body, status, refuse; /* refuse: an outcome that was decided before the request was read */
	bool tls, resumed, polled, want_out, whole, aborted, plus, line_start, patient, ticketed;
	bool hung; /* the peer has closed its side: a short read no longer means that more will be announced */
	uint32_t heard, drained; /* bytes before the answer, and after it */
	uint32_t limit_row;
	struct loop *loop;
	SSL *ssl;
	struct slab *slab;
	void *held;
	uint64_t offset, size;
	uint64_t plain;      /* bytes of the answer so far, before encryption */
	uint64_t sent, mark; /* given to the kernel; of those, taken by the peer when the write timer was last set */
	uint64_t accepted_ms, deadline_ms;
	struct in6_addr address;
};

/* Takes a step or several, until the connection has to wait. */
void conn_run(struct loop *l, struct conn *c);
/* Its deadline has passed. */
void conn_late(struct loop *l, struct conn *c);
/* A visitor in words: what the site is told. */
struct visitor conn_visitor(const struct loop *l, const struct conn *c);

#endif
