/* crowd: visitors who come in numbers and want little: idle ones and slow ones. Both print their own result line. */
#ifndef BENCH_CROWD_H
#define BENCH_CROWD_H

#include "client.h"
#include "proc.h"

#include <stdio.h>

/* Opens count TLS connections, asks nothing, and reads the server's memory before, during and after. Prints "mode=idle
 * opened= alive= errors= pss_before= pss_during= pss_after= per_connection= after_ratio=", bytes. False: not all of
 * them could be opened, or the server did not let them stay until they were counted. */
bool crowd_idle(const struct target *t, const struct proc *p, size_t count);

/* count clients that send a ClientHello (every other one: a request after a good handshake) byte by byte, and readers
 * that ask for t->request and take a byte each half second. Prints "ready" when all are at work; then, when the server
 * has got rid of all of them or the time is over, "mode=slow dribblers= gone= gone_max_s= readers= server_gone_s="
 * (-1: they are still there). False: some are. The readers are counted by the server's descriptors, since a client that
 * does not read sees no end. */
bool crowd_slow(const struct target *t, const struct proc *p, size_t count, size_t readers, double seconds);

#endif
