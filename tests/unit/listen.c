#include "net/listen.h"

#include "unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char words[512];

/* The address with a port, as listen_bind and the kernel take it; gives its size. */
static socklen_t place(struct sockaddr_storage *out, const char *address, unsigned port)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)out;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;
	memset(out, 0, sizeof *out);
	if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)port);
		return sizeof *v4;
	}
	CHECK(inet_pton(AF_INET6, address, &v6->sin6_addr) == 1, "%s", address);
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons((uint16_t)port);
	return sizeof *v6;
}

static struct listen_set set_of(const char *address, unsigned port)
{
	struct listen_set set = { 0 };
	place(&set.want, address, port);
	return set;
}

static bool reaches(const char *address, unsigned port)
{
	struct sockaddr_storage at;
	socklen_t size = place(&at, address, port);
	int fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool good = fd >= 0 && connect(fd, (struct sockaddr *)&at, size) == 0;
	if (fd >= 0)
		close(fd);
	return good;
}

/* A socket of another program's; reuse: one that would share its port. */
static int other(const char *address, unsigned port, bool reuse, unsigned *bound)
{
	struct sockaddr_storage at;
	socklen_t size = place(&at, address, port);
	int on = 1, fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (reuse)
		setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
	CHECK(bind(fd, (struct sockaddr *)&at, size) == 0 && listen(fd, 1) == 0, "%s", strerror(errno));
	getsockname(fd, (struct sockaddr *)&at, &size);
	*bound = ntohs(((struct sockaddr_in *)&at)->sin_port); /* where it is in sockaddr_in6, too */
	return fd;
}

static unsigned port_of(int fd)
{
	struct sockaddr_storage at = { 0 };
	socklen_t size = sizeof at;
	getsockname(fd, (struct sockaddr *)&at, &size);
	return ntohs(((struct sockaddr_in *)&at)->sin_port);
}

static bool has_ipv6(void)
{
	struct sockaddr_storage at;
	socklen_t size = place(&at, "::1", 0);
	int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool good = fd >= 0 && bind(fd, (struct sockaddr *)&at, size) == 0;
	if (fd >= 0)
		close(fd);
	return good;
}

/* Several sockets share one port, and all of them are asked. */
static void shared(void)
{
	struct buf why = BUF(words);
	struct listen_set set = set_of("127.0.0.1", 0);
	CHECK(listen_bind(&set, 3, &why) && set.count == 3, "%s", buf_z(&why));
	CHECK(set.port > 0 && strcmp(set.address, "127.0.0.1") == 0 && !set.narrowed, "%s %u", set.address, set.port);
	/* more are added at the same port; fewer than there are change nothing */
	CHECK(listen_bind(&set, 5, &why) && set.count == 5, "%s", buf_z(&why));
	CHECK(listen_bind(&set, 2, &why) && set.count == 5, "%s", buf_z(&why));
	for (size_t i = 0; i < set.count; i++) {
		int flags = fcntl(set.fds[i], F_GETFL), accepts = 0;
		socklen_t size = sizeof accepts;
		getsockopt(set.fds[i], SOL_SOCKET, SO_ACCEPTCONN, &accepts, &size);
		CHECK(port_of(set.fds[i]) == set.port && accepts, "socket %zu: port %u", i, port_of(set.fds[i]));
		CHECK((flags & O_NONBLOCK) && (fcntl(set.fds[i], F_GETFD) & FD_CLOEXEC), "socket %zu waits", i);
	}
	CHECK(reaches("127.0.0.1", set.port), "nobody is there");
	listen_trim(&set, 1);
	CHECK(set.count == 1 && reaches("127.0.0.1", set.port), "the last one has gone");
	unsigned port = set.port;
	listen_trim(&set, 0);
	CHECK(set.count == 0 && !reaches("127.0.0.1", port), "somebody is there");
}

static void many(void)
{
	struct buf why = BUF(words);
	struct listen_set set = set_of("127.0.0.1", 0);
	CHECK(listen_bind(&set, LISTEN_SHARES + 10, &why) && set.count == LISTEN_SHARES, "%zu: %s", set.count,
		buf_z(&why));
	listen_trim(&set, 0);
}

static void refused(const char *address, unsigned port, const char *reason)
{
	struct buf why = BUF(words);
	struct listen_set set = set_of(address, port);
	CHECK(!listen_bind(&set, 2, &why) && set.count == 0, "%s:%u is bound", address, port);
	CHECK(str_find(buf_str(&why), str_of(reason)) < why.n, "%s:%u: %s", address, port, buf_z(&why));
	listen_trim(&set, 0);
}

/* A port that somebody has, whether he would share it or not: two servers must not divide the visitors between them. */
static void taken(bool ipv6)
{
	static const char reason[] = "another program has this port";
	for (int reuse = 0; reuse < 2; reuse++) {
		unsigned port;
		int fd = other("127.0.0.1", 0, reuse, &port);
		refused("127.0.0.1", port, reason);
		refused("0.0.0.0", port, reason);
		if (ipv6)
			refused("::", port, reason);
		close(fd);
		fd = other("0.0.0.0", 0, reuse, &port);
		refused("127.0.0.1", port, reason);
		if (ipv6)
			refused("::", port, reason);
		close(fd);
		if (!ipv6)
			continue;
		fd = other("::", 0, reuse, &port);
		refused("::", port, reason);
		refused("::1", port, reason);
		refused("0.0.0.0", port, reason);
		close(fd);
	}
	struct buf why = BUF(words);
	struct listen_set set = set_of("127.0.0.1", 0);
	CHECK(listen_bind(&set, 1, &why), "%s", buf_z(&why));
	refused("127.0.0.1", set.port, reason);
	unsigned port = set.port;
	listen_trim(&set, 0);
	/* and free again at once, though somebody may be in TIME_WAIT there */
	set = set_of("127.0.0.1", port);
	CHECK(listen_bind(&set, 1, &why) && set.port == port, "%s", buf_z(&why));
	listen_trim(&set, 0);
}

static void elsewhere(void)
{
	refused("192.0.2.1", 0, "no such address"); /* RFC 5737: nobody's */
}

static void both_families(void)
{
	struct buf why = BUF(words);
	struct listen_set set = set_of("::", 0);
	CHECK(listen_bind(&set, 2, &why) && set.count == 2, "%s", buf_z(&why));
	CHECK(reaches("::1", set.port) && reaches("127.0.0.1", set.port), "port %u", set.port);
	CHECK(strcmp(set.address, "::") == 0 && !set.narrowed, "%s", set.address);
	listen_trim(&set, 0);
	set = set_of("::1", 0);
	CHECK(listen_bind(&set, 1, &why) && reaches("::1", set.port), "%s", buf_z(&why));
	CHECK(!reaches("127.0.0.1", set.port) && strcmp(set.address, "::1") == 0, "%s", set.address);
	listen_trim(&set, 0);
}

/* Without IPv6, [::] is 0.0.0.0, and stays so when sockets are added. */
static void narrowed(void)
{
	struct buf why = BUF(words);
	struct listen_set set = set_of("::", 0);
	CHECK(listen_bind(&set, 2, &why) && set.narrowed && listen_bind(&set, 3, &why), "%s", buf_z(&why));
	CHECK(strcmp(set.address, "0.0.0.0") == 0 && reaches("127.0.0.1", set.port), "%s", set.address);
	listen_trim(&set, 0);
}

int main(void)
{
	bool ipv6 = has_ipv6();
	shared();
	many();
	taken(ipv6);
	elsewhere();
	if (ipv6)
		both_families();
	else
		narrowed();
	return unit_done("listen");
}
