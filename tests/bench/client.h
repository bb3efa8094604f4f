/* client: one visit at a time and slot, from connect to the end of the answer, checked as it arrives. */
#ifndef BENCH_CLIENT_H
#define BENCH_CLIENT_H

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What everybody in a run asks, and of whom. */
struct target {
	struct sockaddr_in address;
	const char *name;    /* SNI and the host of the URL; NULL: Gopher, without TLS */
	const char *request; /* whole, with CRLF */
	int64_t expect;      /* bytes of the body (Gopher: of everything); -1: any number */
	bool resume;         /* use the newest ticket */
	unsigned sources;    /* clients come from 127.0.0.1 … 127.0.0.N in turn; 0: not bound */
	unsigned timeout_ms; /* for a whole visit */
	int receive_buffer;  /* SO_RCVBUF; 0: the system's */
	bool anyhow;         /* a missing close_notify is no error (for servers that send none) */
};

enum visit_end { VISIT_ON, VISIT_DONE, VISIT_FAILED };

enum visit_state { VISIT_CONNECT, VISIT_SHAKE, VISIT_ASK, VISIT_READ, VISIT_FIN };

struct visit {
	int fd;
	SSL *ssl;
	enum visit_state state;
	int64_t start_ns;
	const char *request; /* the target's; may be another until it is asked */
	int64_t got;         /* bytes, with the header */
	char header[1100];
	size_t header_len;
	bool header_done;
	bool offered, resumed, notified;
	const char *trouble; /* after VISIT_FAILED: what was wrong, a literal */
};

int64_t now_ns(void);

/* Makes the TLS context that all visits share; exits with a message if it cannot. Session tickets are remembered in
 * it: client_has_ticket says whether there is one. */
void client_open(void);
bool client_has_ticket(void);

/* Starts a visit in a slot that holds nothing; it joins the epoll descriptor with data.ptr = v. False: no socket. */
bool visit_start(struct visit *v, const struct target *t, int epoll);
/* Goes as far as the socket lets it. After DONE and FAILED the visit holds nothing any more. */
enum visit_end visit_step(struct visit *v, const struct target *t, int epoll);
/* For a handshake alone: as visit_step, but DONE once it is finished, with the connection left open. */
enum visit_end visit_shake(struct visit *v, int epoll);
void visit_close(struct visit *v);

#endif
