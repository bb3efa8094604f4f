#include "net/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What lies encrypted in the kernel for a reader who does not take it is work and memory for nothing: a hundred slow
 * readers of a large file would otherwise cost hundreds of megabytes of both. */
enum { UNSENT_MAX = 512 << 10 };

static socklen_t size_of(const struct sockaddr_storage *a)
{
	return a->ss_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
}

static void set_port(struct sockaddr_storage *a, unsigned port)
{
	if (a->ss_family == AF_INET6)
		((struct sockaddr_in6 *)a)->sin6_port = htons((uint16_t)port);
	else
		((struct sockaddr_in *)a)->sin_port = htons((uint16_t)port);
}

static unsigned port_of(const struct sockaddr_storage *a)
{
	return ntohs(a->ss_family == AF_INET6 ? ((const struct sockaddr_in6 *)a)->sin6_port
					      : ((const struct sockaddr_in *)a)->sin_port);
}

static int bind_one(const struct sockaddr_storage *at)
{
	static const int on = 1, off = 0, unsent = UNSENT_MAX;
	int fd = socket(at->ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
		setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0 &&
		(at->ss_family != AF_INET6 || setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == 0) &&
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0 &&
		setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent) == 0 &&
		bind(fd, (const struct sockaddr *)at, size_of(at)) == 0 && listen(fd, LISTEN_BACKLOG) == 0)
		return fd;
	int trouble = errno;
	close(fd);
	errno = trouble;
	return -1;
}

/* Two servers that both set SO_REUSEPORT would silently share the visitors: the first socket asks without it. */
static bool taken(const struct sockaddr_storage *at)
{
	static const int on = 1, off = 0;
	if (port_of(at) == 0)
		return false;
	int fd = socket(at->ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return false;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (at->ss_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
	bool busy = bind(fd, (const struct sockaddr *)at, size_of(at)) != 0 && errno == EADDRINUSE;
	close(fd);
	return busy;
}

static bool no_ipv6(const struct sockaddr_storage *at)
{
	return at->ss_family == AF_INET6 && (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL) &&
	       IN6_IS_ADDR_UNSPECIFIED(&((const struct sockaddr_in6 *)at)->sin6_addr);
}

static void describe(struct listen_set *set, const struct sockaddr_storage *at)
{
	const void *address = at->ss_family == AF_INET6 ? (const void *)&((const struct sockaddr_in6 *)at)->sin6_addr
							: (const void *)&((const struct sockaddr_in *)at)->sin_addr;
	set->port = port_of(at);
	if (inet_ntop(at->ss_family, address, set->address, sizeof set->address) == NULL)
		set->address[0] = '\0';
}

static void explain(struct buf *why, int trouble)
{
	if (trouble == EADDRINUSE)
		buf_add(why, STR("another program has this port already; stop it, or write another port"));
	else if (trouble == EACCES)
		buf_add(why,
			STR("ports below 1024 are for root (or CAP_NET_BIND_SERVICE); start as root with 'user' set, "
			    "or write a port from 1024 on"));
	else if (trouble == EADDRNOTAVAIL)
		buf_add(why, STR("this machine has no such address"));
	else
		buf_add(why, str_of(strerror(trouble)));
}

bool listen_bind(struct listen_set *set, size_t shares, struct buf *why)
{
	struct sockaddr_storage at = set->want;
	if (set->count && set->narrowed)
		at = (struct sockaddr_storage){ .ss_family = AF_INET };
	if (set->count)
		set_port(&at, set->port);
	else if (taken(&at)) {
		explain(why, EADDRINUSE);
		return false;
	}
	while (set->count < shares && set->count < LISTEN_SHARES) {
		int fd = bind_one(&at);
		if (fd < 0 && set->count == 0 && no_ipv6(&at)) {
			unsigned port = port_of(&at);
			at = (struct sockaddr_storage){ .ss_family = AF_INET };
			set_port(&at, port);
			set->narrowed = true;
			fd = bind_one(&at);
		}
		if (fd < 0) {
			explain(why, errno);
			return false;
		}
		set->fds[set->count++] = fd;
		socklen_t size = sizeof at;
		if (set->count == 1 && getsockname(fd, (struct sockaddr *)&at, &size) == 0)
			describe(set, &at); /* port 0 has become a real one, which the others share */
	}
	return true;
}

void listen_trim(struct listen_set *set, size_t count)
{
	while (set->count > count)
		close(set->fds[--set->count]);
}
