#include "net/pipe.h"
#include "net/loop.h"

#include <errno.h>
#include <openssl/err.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

enum { HEARD_MAX = 65536 };

void pipe_start(struct loop *l)
{
	l->rx_at = l->rx_n = l->tx_n = l->plain_n = 0;
	l->rx_dry = l->rx_end = false;
}

/* True when there are bytes between rx_at and rx_n. */
static bool fill(struct loop *l, struct conn *c)
{
	if (l->rx_at < l->rx_n)
		return true;
	if (l->rx_dry || l->rx_end)
		return false;
	ssize_t n;
	do
		n = recv(c->fd, l->rx, sizeof l->rx, 0);
	while (n < 0 && errno == EINTR);
	l->rx_at = 0;
	l->rx_n = n > 0 ? (size_t)n : 0;
	c->heard += (uint32_t)l->rx_n;
	/* no request needs so much; somebody keeps us busy, for instance with key updates */
	l->rx_end = n == 0 || (n < 0 && errno != EAGAIN) || c->heard > HEARD_MAX;
	/* edge-triggered: after a short read a later byte makes a new event; the end, once announced, does not */
	l->rx_dry = n < 0 || (n < (ssize_t)sizeof l->rx && !c->hung);
	return n > 0;
}

/* ---- OpenSSL's side ---- */

static int on_read(BIO *bio, char *out, size_t room, size_t *done)
{
	struct conn *c = BIO_get_data(bio);
	struct loop *l = c->loop;
	BIO_clear_retry_flags(bio);
	*done = 0;
	if (!fill(l, c)) {
		if (!l->rx_end)
			BIO_set_retry_read(bio);
		return 0;
	}
	size_t n = l->rx_n - l->rx_at < room ? l->rx_n - l->rx_at : room;
	memcpy(out, l->rx + l->rx_at, n);
	l->rx_at += n;
	*done = n;
	return 1;
}

static int on_write(BIO *bio, const char *in, size_t n, size_t *done)
{
	const struct conn *c = BIO_get_data(bio);
	struct loop *l = c->loop;
	*done = 0;
	if (n > sizeof l->tx - l->tx_n)
		return 0;
	memcpy(l->tx + l->tx_n, in, n);
	l->tx_n += n;
	*done = n;
	return 1;
}

static long on_control(BIO *bio, int command, long number, void *pointer)
{
	(void)bio, (void)number, (void)pointer;
	return command == BIO_CTRL_FLUSH ? 1 : 0;
}

BIO_METHOD *pipe_method(void)
{
	BIO_METHOD *m = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "herald");
	if (m == NULL)
		return NULL;
	BIO_meth_set_read_ex(m, on_read);
	BIO_meth_set_write_ex(m, on_write);
	BIO_meth_set_ctrl(m, on_control);
	return m;
}

/* ---- ours ---- */

bool pipe_secure(struct loop *l, struct conn *c, SSL_CTX *context)
{
	BIO *bio = BIO_new(l->bio);
	SSL *ssl = SSL_new(context);
	if (bio == NULL || ssl == NULL) {
		BIO_free(bio);
		SSL_free(ssl);
		return false;
	}
	BIO_set_data(bio, c);
	BIO_set_init(bio, 1);
	SSL_set_bio(ssl, bio, bio);
	SSL_set_accept_state(ssl);
	/* a ticket goes with an answer, not with a handshake after which nobody may ask */
	SSL_set_num_tickets(ssl, 0);
	c->ssl = ssl;
	c->tls = true;
	return true;
}

static enum pipe_result ssl_result(struct conn *c, int n)
{
	switch (SSL_get_error(c->ssl, n)) {
	case SSL_ERROR_WANT_READ:
		return PIPE_EMPTY;
	case SSL_ERROR_ZERO_RETURN:
		return PIPE_END;
	default:
		ERR_clear_error();
		return PIPE_BROKEN;
	}
}

enum pipe_result pipe_shake(struct loop *l, struct conn *c)
{
	(void)l;
	ERR_clear_error();
	int n = SSL_do_handshake(c->ssl);
	return n == 1 ? PIPE_DONE : ssl_result(c, n);
}

enum pipe_result pipe_peek(struct loop *l, struct conn *c, struct str *in)
{
	if (!fill(l, c))
		return l->rx_end ? PIPE_END : PIPE_EMPTY;
	*in = (struct str){ l->rx + l->rx_at, l->rx_n - l->rx_at };
	return PIPE_DONE;
}

enum pipe_result pipe_read(struct loop *l, struct conn *c, struct str *in)
{
	if (c->ssl) {
		size_t n = 0;
		ERR_clear_error();
		int good = SSL_read_ex(c->ssl, l->plain, sizeof l->plain, &n);
		*in = (struct str){ l->plain, n };
		if (good == 1)
			return PIPE_DONE;
		enum pipe_result result = ssl_result(c, good);
		return result == PIPE_BROKEN && l->rx_end ? PIPE_END : result;
	}
	enum pipe_result result = pipe_peek(l, c, in);
	if (result == PIPE_DONE)
		l->rx_at = l->rx_n;
	return result;
}

bool pipe_put(struct loop *l, struct conn *c, struct str bytes)
{
	c->plain += bytes.n;
	if (c->ssl == NULL) {
		struct buf tx = { l->tx, l->tx_n, sizeof l->tx, false };
		buf_add(&tx, bytes);
		l->tx_n = tx.n;
		return !tx.full;
	}
	if (bytes.n && !c->ticketed && SSL_version(c->ssl) >= TLS1_3_VERSION)
		SSL_new_session_ticket(c->ssl);
	c->ticketed = true;
	while (bytes.n) {
		size_t n = 0;
		ERR_clear_error();
		if (SSL_write_ex(c->ssl, bytes.p, bytes.n, &n) != 1)
			return false;
		bytes = str_sub(bytes, n, bytes.n);
	}
	return true;
}

bool pipe_close(struct loop *l, struct conn *c)
{
	(void)l;
	ERR_clear_error();
	return SSL_shutdown(c->ssl) >= 0;
}

/* Sends the bytes; *sent counts those that the kernel took. */
static enum pipe_result send_all(struct conn *c, const char *p, size_t n, size_t *sent)
{
	for (*sent = 0; *sent < n;) {
		ssize_t took = send(c->fd, p + *sent, n - *sent, MSG_NOSIGNAL);
		if (took < 0 && errno == EINTR)
			continue;
		if (took < 0)
			return errno == EAGAIN ? PIPE_FULL : PIPE_BROKEN;
		*sent += (size_t)took;
		c->sent += (uint64_t)took;
	}
	return PIPE_EMPTY;
}

/* What the slab holds goes first. */
static enum pipe_result flush_rest(struct conn *c)
{
	struct slab *s = c->slab;
	size_t sent;
	if (s == NULL || s->out_n == 0)
		return PIPE_EMPTY;
	enum pipe_result result = send_all(c, s->out + s->out_at, s->out_n - s->out_at, &sent);
	s->out_at += sent;
	if (result == PIPE_EMPTY)
		s->out_at = s->out_n = 0;
	return result;
}

enum pipe_result pipe_flush(struct loop *l, struct conn *c)
{
	size_t sent = 0;
	enum pipe_result result = flush_rest(c);
	if (result == PIPE_EMPTY)
		result = send_all(c, l->tx, l->tx_n, &sent);
	size_t left = l->tx_n - sent;
	l->tx_n = 0;
	if (result != PIPE_FULL || left == 0)
		return result;
	if (c->slab == NULL && (c->slab = loop_slab(l)) == NULL)
		return PIPE_BROKEN;
	struct slab *s = c->slab;
	if (left > sizeof s->out - s->out_n)
		return PIPE_BROKEN;
	memcpy(s->out + s->out_n, l->tx + sent, left);
	s->out_n += left;
	return PIPE_FULL;
}

static bool poll_for(struct loop *l, struct conn *c, uint32_t events)
{
	struct epoll_event e = { .events = events | EPOLLRDHUP | EPOLLET };
	e.data.u64 = (uint64_t)c->turn << 32 | (uint32_t)(c - l->conns);
	int how = c->polled ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
	c->polled = epoll_ctl(l->epoll, how, c->fd, &e) == 0;
	return c->polled;
}

void pipe_want_room(struct loop *l, struct conn *c, bool full)
{
	/* a change of interest brings the event again, which a waiting socket with room needs */
	if (!full || !c->want_out)
		c->want_out = poll_for(l, c, EPOLLIN | EPOLLOUT);
}

bool pipe_listen(struct loop *l, struct conn *c)
{
	return c->polled || poll_for(l, c, EPOLLIN);
}
