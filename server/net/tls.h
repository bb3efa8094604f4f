/* tls: contexts, and the keys of session tickets that every process of the server shares (TLS 1.2 and 1.3). */
#ifndef NET_TLS_H
#define NET_TLS_H

#include "base/str.h"

#include <openssl/ssl.h>

/* Ticket keys in memory that is shared with every child: a session resumes on any worker and across a reload. */
struct tls_keys;

/* NULL: no memory or no randomness. Never freed: it lives as long as the master. */
struct tls_keys *tls_keys_new(void);
/* Makes a new key for new tickets; those of the last two periods are still taken. False: no randomness. */
bool tls_keys_rotate(struct tls_keys *keys);

/* A server context for one certificate, or NULL with the reason in why: a file that cannot be read, a key that does
 * not belong to the certificate. */
SSL_CTX *tls_context(const char *certificate, const char *key, struct tls_keys *keys, struct buf *why);

/* How long a ticket of this context is good, in seconds; with keys that are rotated twice in that time it is. */
void tls_lifetime(SSL_CTX *ctx, long seconds);

/* A host name (A-label, lower case) and the context that answers for it. */
struct tls_name {
	struct str host;
	SSL_CTX *context;
};

/* Lets fallback hand a connection to another context by the server name that the client indicates (RFC 6066, 3).
 * names must outlive the context; the array ends with a host of length 0. */
void tls_names(SSL_CTX *fallback, const struct tls_name *names);

#endif
