/* send: an answer on its way, piece by piece, as the socket takes it. */
#ifndef NET_SEND_H
#define NET_SEND_H

#include "net/conn.h"

/* The step of CONN_SEND. */
enum state send_step(struct loop *l, struct conn *c);

enum { WRITE_LOOKS = 10 }; /* in a write timeout */

/* Whether the reader has taken next to nothing in the last WRITE_LOOKS times that this was asked. What counts is what
 * he has acknowledged: the kernel's buffers take a little from us long before and after that. */
bool send_stalled(struct conn *c);

#endif
