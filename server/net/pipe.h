/* pipe: the bytes of one connection, with TLS or without, through the loop's shared working memory.
 *
 * OpenSSL reads from what one recv brought, and writes into l->tx, so that a ticket, an answer and a close_notify leave
 * in one send. What the kernel does not take at once stays in the connection's slab. */
#ifndef NET_PIPE_H
#define NET_PIPE_H

#include "net/conn.h"

enum pipe_result {
	PIPE_DONE,   /* it is done; there are bytes */
	PIPE_EMPTY,  /* nothing more to read for now; nothing left to write */
	PIPE_FULL,   /* the socket takes no more for now */
	PIPE_END,    /* the peer has closed */
	PIPE_BROKEN, /* reset, or TLS went wrong; tx may hold an alert */
};

/* The method that conn's SSL objects read and write with; NULL without memory. */
BIO_METHOD *pipe_method(void);

/* Forgets the last step's bytes. */
void pipe_start(struct loop *l);
/* Starts TLS on the connection. False: no memory. */
bool pipe_secure(struct loop *l, struct conn *c, SSL_CTX *context);
enum pipe_result pipe_shake(struct loop *l, struct conn *c);
/* The bytes that have arrived, without taking them: for the first of a connection. */
enum pipe_result pipe_peek(struct loop *l, struct conn *c, struct str *in);
/* Decrypted bytes of the request; good until the next call. */
enum pipe_result pipe_read(struct loop *l, struct conn *c, struct str *in);
/* Adds bytes to what is to be sent; there must be room for them. False: TLS failed. */
bool pipe_put(struct loop *l, struct conn *c, struct str bytes);
/* Adds a close_notify. */
bool pipe_close(struct loop *l, struct conn *c);
/* Sends what there is: PIPE_EMPTY when all has gone, PIPE_FULL when the rest waits in the slab. */
enum pipe_result pipe_flush(struct loop *l, struct conn *c);
/* Asks to be called again when the socket has room; full: it has none just now. */
void pipe_want_room(struct loop *l, struct conn *c, bool full);
/* Asks to be called when there is something to read, unless that was done. */
bool pipe_listen(struct loop *l, struct conn *c);

#endif
