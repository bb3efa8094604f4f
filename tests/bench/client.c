/* client: see client.h. */
#include "client.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <openssl/err.h>

enum { CHUNK = 65536 };

static SSL_CTX *ctx;
static SSL_SESSION *ticket; /* the newest */
static char chunk[CHUNK];

int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int ticket_take(SSL *ssl, SSL_SESSION *session)
{
	(void)ssl;
	SSL_SESSION_free(ticket);
	ticket = session;
	return 1; /* the reference is ours now */
}

void client_open(void)
{
	ctx = SSL_CTX_new(TLS_client_method());
	if (!ctx) {
		fprintf(stderr, "load: SSL_CTX_new failed\n");
		exit(1);
	}
	SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
	SSL_CTX_sess_set_new_cb(ctx, ticket_take);
	SSL_CTX_set_quiet_shutdown(ctx, 1);
	SSL_CTX_set_read_ahead(ctx, 1);
	SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
}

bool client_has_ticket(void)
{
	return ticket != NULL;
}

static void visit_watch(struct visit *v, int epoll, int op, uint32_t events)
{
	struct epoll_event e = { .events = events, .data.ptr = v };

	epoll_ctl(epoll, op, v->fd, &e);
}

bool visit_start(struct visit *v, const struct target *t, int epoll)
{
	static unsigned turn;
	struct sockaddr_in from = { .sin_family = AF_INET };

	*v = (struct visit){ .fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0) };
	v->start_ns = now_ns();
	v->request = t->request;
	if (v->fd < 0)
		return false;
	setsockopt(v->fd, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof(int));
	if (t->receive_buffer > 0)
		setsockopt(v->fd, SOL_SOCKET, SO_RCVBUF, &t->receive_buffer, sizeof t->receive_buffer);
	if (t->sources > 0) {
		from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + turn++ % t->sources);
		setsockopt(v->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &(int){ 1 }, sizeof(int));
		if (bind(v->fd, (struct sockaddr *)&from, sizeof from) < 0)
			goto fail;
	}
	if (connect(v->fd, (const struct sockaddr *)&t->address, sizeof t->address) < 0 && errno != EINPROGRESS)
		goto fail;
	if (t->name) {
		v->ssl = SSL_new(ctx);
		if (!v->ssl || SSL_set_fd(v->ssl, v->fd) != 1 || SSL_set_tlsext_host_name(v->ssl, t->name) != 1)
			goto fail;
		v->offered = t->resume && ticket && SSL_set_session(v->ssl, ticket) == 1;
		SSL_set_connect_state(v->ssl);
	}
	visit_watch(v, epoll, EPOLL_CTL_ADD, EPOLLOUT);
	return true;
fail:
	visit_close(v);
	return false;
}

void visit_close(struct visit *v)
{
	if (v->ssl) {
		SSL_shutdown(v->ssl); /* quiet: only keeps its session good */
		SSL_free(v->ssl);
	}
	if (v->fd >= 0)
		close(v->fd);
	v->ssl = NULL;
	v->fd = -1;
}

static enum visit_end visit_fail(struct visit *v, const char *trouble)
{
	v->trouble = trouble;
	ERR_clear_error();
	visit_close(v);
	return VISIT_FAILED;
}

/* Splits the status line off and counts what follows. */
static bool header_take(struct visit *v, const char *bytes, size_t len)
{
	size_t before = v->header_len, room = sizeof v->header - 1 - before;

	v->got += (int64_t)len;
	if (v->header_done)
		return true;
	memcpy(v->header + before, bytes, len < room ? len : room);
	v->header_len += len < room ? len : room;
	v->header[v->header_len] = '\0';
	char *end = strstr(v->header, "\r\n");
	if (!end)
		return v->header_len < sizeof v->header - 1;
	v->header_done = true;
	v->header_len = (size_t)(end - v->header) + 2;
	return strncmp(v->header, "20 ", 3) == 0;
}

static enum visit_end visit_finish(struct visit *v, const struct target *t)
{
	int64_t body = v->got - (t->name ? (int64_t)v->header_len : 0);

	if (t->name && !v->header_done)
		return visit_fail(v, "no whole header");
	if (t->name && !v->notified && !t->anyhow)
		return visit_fail(v, "no close_notify");
	if (t->expect >= 0 && body < t->expect)
		return visit_fail(v, "too short");
	if (t->expect >= 0 && body > t->expect)
		return visit_fail(v, "too long");
	visit_close(v);
	return VISIT_DONE;
}

/* After close_notify nothing but the end of the stream may come. */
static enum visit_end visit_fin(struct visit *v, const struct target *t)
{
	ssize_t n = recv(v->fd, chunk, sizeof chunk, 0);

	if (n < 0 && errno == EAGAIN)
		return VISIT_ON;
	if (n != 0)
		return visit_fail(v, n > 0 ? "bytes after close_notify" : "reset after close_notify");
	return visit_finish(v, t);
}

static enum visit_end visit_read_tls(struct visit *v, const struct target *t)
{
	for (;;) {
		int n = SSL_read(v->ssl, chunk, sizeof chunk);

		if (n > 0 && !header_take(v, chunk, (size_t)n))
			return visit_fail(v, "status is not 20");
		if (n > 0)
			continue;
		switch (SSL_get_error(v->ssl, n)) {
		case SSL_ERROR_WANT_READ:
			return VISIT_ON;
		case SSL_ERROR_ZERO_RETURN:
			v->notified = true;
			v->state = VISIT_FIN;
			return visit_fin(v, t);
		case SSL_ERROR_SYSCALL:
			return visit_fail(v, errno == ECONNRESET ? "reset" : "broken in the answer");
		default:
			if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
				ERR_clear_error();
				return visit_finish(v, t);
			}
			return visit_fail(v, "TLS error in the answer");
		}
	}
}

static enum visit_end visit_read(struct visit *v, const struct target *t)
{
	if (v->ssl)
		return visit_read_tls(v, t);
	for (;;) {
		ssize_t n = recv(v->fd, chunk, sizeof chunk, 0);

		if (n == 0)
			return visit_finish(v, t);
		if (n < 0)
			return errno == EAGAIN ? VISIT_ON : visit_fail(v, "reset");
		v->got += n;
	}
}

static enum visit_end visit_ask(struct visit *v, int epoll)
{
	size_t len = strlen(v->request);
	ssize_t n = v->ssl ? SSL_write(v->ssl, v->request, (int)len) : send(v->fd, v->request, len, MSG_NOSIGNAL);

	if (n != (ssize_t)len)
		return visit_fail(v, "request not taken");
	v->state = VISIT_READ;
	if (!v->ssl)
		visit_watch(v, epoll, EPOLL_CTL_MOD, EPOLLIN);
	return VISIT_ON;
}

enum visit_end visit_shake(struct visit *v, int epoll)
{
	int error = 0, r;

	if (v->state == VISIT_CONNECT) {
		if (getsockopt(v->fd, SOL_SOCKET, SO_ERROR, &error, &(socklen_t){ sizeof error }) < 0 || error)
			return visit_fail(v, "connection refused");
		v->state = VISIT_SHAKE;
		if (v->ssl)
			visit_watch(v, epoll, EPOLL_CTL_MOD, EPOLLIN);
	}
	r = v->ssl ? SSL_do_handshake(v->ssl) : 1;
	if (r != 1)
		return SSL_get_error(v->ssl, r) == SSL_ERROR_WANT_READ ? VISIT_ON : visit_fail(v, "handshake failed");
	v->resumed = v->ssl && SSL_session_reused(v->ssl);
	v->state = VISIT_ASK;
	return VISIT_DONE;
}

enum visit_end visit_step(struct visit *v, const struct target *t, int epoll)
{
	enum visit_end end = VISIT_ON;

	switch (v->state) {
	case VISIT_CONNECT:
	case VISIT_SHAKE:
		end = visit_shake(v, epoll);
		return end == VISIT_DONE ? visit_ask(v, epoll) : end;
	case VISIT_ASK:
		return visit_ask(v, epoll);
	case VISIT_READ:
		return visit_read(v, t);
	case VISIT_FIN:
		return visit_fin(v, t);
	}
	return end;
}
