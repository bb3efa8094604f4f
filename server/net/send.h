/* send: an answer on its way, piece by piece, as the socket takes it. */
#ifndef NET_SEND_H
#define NET_SEND_H

#include "net/conn.h"

/* The step of CONN_SEND. */
enum state send_step(struct loop *l, struct conn *c);

#endif
