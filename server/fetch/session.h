/* session: TLS sessions to resume. A ticket of TLS 1.3 is good for one handshake (RFC 8446, C.4; OpenSSL marks it as
 * used), so there are as many as come; one of TLS 1.2 is good again and again. The caller locks. */
#ifndef FETCH_SESSION_H
#define FETCH_SESSION_H

#include <openssl/ssl.h>

enum { SESSIONS_MAX = 32 };

struct sessions {
	SSL_SESSION *session[SESSIONS_MAX];
	unsigned n;
};

/* Takes s over; the oldest makes room for it. */
void sessions_put(struct sessions *all, SSL_SESSION *s);
/* The newest one, the caller's to free; NULL: none. */
SSL_SESSION *sessions_take(struct sessions *all);
void sessions_free(struct sessions *all);

#endif
