/* wire: one connection to a server, with or without TLS; every wait has an end. */
#ifndef FETCH_WIRE_H
#define FETCH_WIRE_H

#include "fetch/haste.h"
#include "fetch/pace.h"

#include <netdb.h>
#include <openssl/ssl.h>

enum wire_end {
	WIRE_MORE,
	WIRE_END,  /* the peer has ended it as it should: with close_notify, where there is TLS */
	WIRE_CUT,  /* it broke off, or nothing came for too long, or less than 1 KB in 10 s, or the file is too slow */
	WIRE_STOP, /* everything is to stop */
};

struct wire {
	int fd; /* -1: none */
	SSL *tls;
	struct pace *pace;
	struct haste *haste; /* of the file, over all its connections; NULL: as slowly as it likes */
	unsigned timeout_ms;
	uint64_t until_ms;          /* when what is under way must have ended */
	uint64_t window_ms, window; /* for the least speed: since when (0: nothing came yet), and what came since */
};

/* Connects to the first address that takes us, and tells it; NULL: *why. known: the one to try before all others, or
 * NULL. An address that leads nowhere is given a quarter of the time as long as there are others. */
const struct addrinfo *wire_open(struct wire *w, const struct addrinfo *addresses, const struct addrinfo *known,
	struct pace *pace, unsigned timeout_ms, struct buf *why);
/* Shakes hands; session may be NULL. host NULL: no SNI. False: *why. */
bool wire_shake(struct wire *w, SSL_CTX *context, const char *host, SSL_SESSION *session, struct buf *why);
bool wire_send(struct wire *w, struct str bytes);
/* At least one byte, at most n; *got counts. */
enum wire_end wire_receive(struct wire *w, char *to, size_t n, size_t *got);
/* What has ended it: that the file is too slow, or what the caller knows. */
void wire_say(const struct wire *w, const char *what, struct buf *why);
void wire_close(struct wire *w);

#endif
