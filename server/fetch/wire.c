#include "fetch/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	CONNECT_PART = 4, /* of the time-out, while there are other addresses */
	STEP_MS = 200,    /* how long nobody looks whether to stop */
	WINDOW_MS = 10000,
	WINDOW_LEAST = 1024, /* bytes in that time */
};

/* From here on what follows has its time, however little by little it comes. */
static void begin(struct wire *w)
{
	w->until_ms = pace_now_ms() + w->timeout_ms;
}

static bool too_slow(const struct wire *w)
{
	return w->haste && haste_over(w->haste);
}

/* Waits for the socket; false: it takes too long, or everything is to stop. */
static bool wait_for(const struct wire *w, short events)
{
	for (;;) {
		struct pollfd p = { .fd = w->fd, .events = events };
		uint64_t now_us = pace_now_us(), now = now_us / 1000;
		if (pace_stopped(w->pace) || now >= w->until_ms || too_slow(w))
			return false;
		int n = poll(&p, 1, w->until_ms - now < STEP_MS ? (int)(w->until_ms - now) : STEP_MS);
		if (w->haste)
			haste_waited(w->haste, pace_now_us() - now_us, pace_in_use(w->pace));
		if (n > 0)
			return true;
		if (n < 0 && errno != EINTR)
			return false;
	}
}

static bool connect_to(struct wire *w, const struct addrinfo *a, bool others)
{
	int error = 0, on = 1;
	socklen_t n = sizeof error;
	w->fd = socket(a->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (w->fd < 0)
		return false;
	setsockopt(w->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	w->until_ms = pace_now_ms() + w->timeout_ms / (others ? CONNECT_PART : 1);
	bool good = connect(w->fd, a->ai_addr, a->ai_addrlen) == 0;
	if (!good && errno == EINPROGRESS) {
		errno = ETIMEDOUT;
		good = wait_for(w, POLLOUT) && getsockopt(w->fd, SOL_SOCKET, SO_ERROR, &error, &n) == 0 && error == 0;
		errno = error ? error : errno;
	}
	if (!good) {
		error = errno;
		close(w->fd);
		w->fd = -1;
		errno = error;
	}
	return good;
}

const struct addrinfo *wire_open(struct wire *w, const struct addrinfo *addresses, const struct addrinfo *known,
	struct pace *pace, unsigned timeout_ms, struct buf *why)
{
	*w = (struct wire){ .fd = -1, .pace = pace, .timeout_ms = timeout_ms };
	if (known && connect_to(w, known, addresses->ai_next))
		return known;
	for (const struct addrinfo *a = addresses; a; a = a->ai_next)
		if (a != known && connect_to(w, a, a->ai_next))
			return a;
	buf_fmt(why, "%s", strerror(errno));
	return NULL;
}

/* What an operation of OpenSSL waits for; false: it has failed. */
static bool wait_tls(const struct wire *w, int result)
{
	switch (SSL_get_error(w->tls, result)) {
	case SSL_ERROR_WANT_READ:
		return wait_for(w, POLLIN);
	case SSL_ERROR_WANT_WRITE:
		return wait_for(w, POLLOUT);
	default:
		return false;
	}
}

static void blame(const struct wire *w, const char *what, struct buf *why)
{
	const char *reason = ERR_reason_error_string(ERR_get_error());
	buf_fmt(why, "%s: ", what);
	wire_say(w, reason ? reason : "the connection ended", why);
}

bool wire_shake(struct wire *w, SSL_CTX *context, const char *host, SSL_SESSION *session, struct buf *why)
{
	int n = 0;
	ERR_clear_error();
	begin(w);
	w->tls = SSL_new(context);
	bool good = w->tls && SSL_set_fd(w->tls, w->fd) == 1 &&
		    (!host || SSL_set_tlsext_host_name(w->tls, host) == 1) &&
		    (!session || SSL_set_session(w->tls, session) == 1);
	while (good && (n = SSL_connect(w->tls)) != 1)
		good = wait_tls(w, n);
	if (!good)
		blame(w, "no TLS", why);
	return good;
}

bool wire_send(struct wire *w, struct str bytes)
{
	begin(w);
	while (bytes.n) {
		ssize_t n;
		if (w->tls) {
			ERR_clear_error();
			n = SSL_write(w->tls, bytes.p, (int)bytes.n);
			if (n <= 0 && !wait_tls(w, (int)n))
				return false;
		} else {
			n = send(w->fd, bytes.p, bytes.n, MSG_NOSIGNAL);
			if (n < 0 && errno != EINTR && (errno != EAGAIN || !wait_for(w, POLLOUT)))
				return false;
		}
		if (n > 0)
			bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

static enum wire_end receive_tls(struct wire *w, char *to, size_t n, size_t *got)
{
	for (;;) {
		ERR_clear_error();
		int r = SSL_read(w->tls, to, n > INT32_MAX ? INT32_MAX : (int)n);
		if (r > 0) {
			*got = (size_t)r;
			return WIRE_MORE;
		}
		if (SSL_get_error(w->tls, r) == SSL_ERROR_ZERO_RETURN)
			return WIRE_END;
		if (!wait_tls(w, r))
			return WIRE_CUT;
	}
}

static enum wire_end receive_plain(struct wire *w, char *to, size_t n, size_t *got)
{
	for (;;) {
		ssize_t r = recv(w->fd, to, n, 0);
		if (r > 0) {
			*got = (size_t)r;
			return WIRE_MORE;
		}
		if (r == 0)
			return WIRE_END;
		if (errno != EINTR && (errno != EAGAIN || !wait_for(w, POLLIN)))
			return WIRE_CUT;
	}
}

enum wire_end wire_receive(struct wire *w, char *to, size_t n, size_t *got)
{
	*got = 0;
	begin(w);
	enum wire_end end = w->tls ? receive_tls(w, to, n, got) : receive_plain(w, to, n, got);
	if (pace_stopped(w->pace))
		return WIRE_STOP;
	w->window += *got;
	if (w->haste)
		w->haste->come += *got;
	if (w->window_ms == 0) /* a server may think for a while before it begins */
		w->window_ms = pace_now_ms();
	/* what we wait for ourselves is not the server's fault */
	w->window_ms += pace_pay(w->pace, *got);
	if (pace_now_ms() - w->window_ms < WINDOW_MS)
		return end;
	if (end == WIRE_MORE && w->window < WINDOW_LEAST)
		return WIRE_CUT;
	w->window = 0;
	w->window_ms = pace_now_ms();
	return end;
}

void wire_say(const struct wire *w, const char *what, struct buf *why)
{
	if (too_slow(w))
		haste_say(w->haste, why);
	else
		buf_fmt(why, "%s", what);
}

void wire_close(struct wire *w)
{
	if (w->tls) {
		SSL_shutdown(w->tls); /* ours is said; nobody waits for theirs */
		SSL_free(w->tls);
	}
	if (w->fd >= 0)
		close(w->fd);
	ERR_clear_error();
	*w = (struct wire){ .fd = -1 };
}
