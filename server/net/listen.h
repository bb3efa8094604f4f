/* listen: sockets that take connections; several for one address (SO_REUSEPORT), one for each worker. */
#ifndef NET_LISTEN_H
#define NET_LISTEN_H

#include "base/str.h"

#include <netinet/in.h>

enum { LISTEN_BACKLOG = 4096, LISTEN_SHARES = 256 };

/* An address, and the sockets bound to it. */
struct listen_set {
	struct sockaddr_storage want; /* as configured: the port may be 0 */
	int fds[LISTEN_SHARES];
	size_t count;
	unsigned port; /* the bound one */
	char address[INET6_ADDRSTRLEN];
	bool narrowed; /* [::] was asked for, but there is no IPv6: it is 0.0.0.0 */
};

/* Binds so many sockets to want (more than there are are added). [::] also takes IPv4, and falls back to 0.0.0.0 where
 * there is no IPv6. False with the reason in why; what was bound stays in the set. */
bool listen_bind(struct listen_set *set, size_t shares, struct buf *why);
/* Closes those beyond the first count. */
void listen_trim(struct listen_set *set, size_t count);

#endif
