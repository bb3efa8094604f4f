#include "net/conn.h"
#include "net/loop.h"
#include "net/pipe.h"
#include "net/send.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <linux/sockios.h>
#include <unistd.h>

enum {
	TLS_HELLO = 0x16,  /* RFC 8446, 5.1: content type "handshake" opens every TLS connection */
	DRAIN_MAX = 65536, /* what a peer may still send after its request */
};

struct visitor conn_visitor(const struct loop *l, const struct conn *c)
{
	struct visitor v = { .protocol = (enum protocol)c->protocol, .tls = c->tls, .resumed = c->resumed };
	v.listener = l->config.listeners[c->listener].number;
	v.address = c->address;
	v.conn = (uint32_t)(c - l->conns);
	v.turn = c->turn;
	const char *name = c->ssl ? SSL_get_servername(c->ssl, TLSEXT_NAMETYPE_host_name) : NULL;
	v.server_name = name ? str_of(name) : STR("");
	return v;
}

static struct str request_line(const struct conn *c)
{
	struct str raw = { c->slab->request, c->slab->request_n };
	return str_trim(str_sub(raw, 0, str_index(raw, '\n')));
}

/* ---- the answer ---- */

static void take_answer(struct loop *l, struct conn *c, struct answer *a)
{
	c->status = (unsigned char)gemini_status(a->outcome);
	c->body = (unsigned char)a->body;
	c->body_fd = a->fd;
	c->held = a->held;
	c->size = a->size;
	c->offset = 0;
	c->plus = a->plus;
	c->line_start = true;
	struct buf plain = { l->plain, 0, sizeof l->plain, false };
	if (c->protocol == GEMINI)
		gemini_head(&plain, a->outcome, buf_str(&a->meta));
	if (a->plus)
		buf_add(&plain, STR("+-1\r\n"));
	if (a->body == BODY_TEXT)
		buf_add(&plain, buf_str(&a->text));
	l->plain_n = plain.n;
	if (a->body == BODY_VIEW) {
		view_begin(&c->slab->view, a->view, a->ascii, a->view_site, buf_str(&a->path));
		/* the view works in the same memory */
		if (plain.n)
			pipe_put(l, c, buf_str(&plain));
		l->plain_n = 0;
	}
	if (c->ssl && c->size > RECORD) /* a buffer that is let go after each record would be made anew for the next */
		SSL_clear_mode(c->ssl, SSL_MODE_RELEASE_BUFFERS);
	loop_timer(l, c, TIMER_WRITE);
}

static enum state answer(struct loop *l, struct conn *c, struct answer *a)
{
	if (a->outcome == OUT_ASK) {
		static const enum timer timer[] = { TIMER_PAGE, TIMER_LIST, TIMER_SEARCH };
		loop_timer(l, c, timer[a->wait]);
		return CONN_WAIT;
	}
	take_answer(l, c, a);
	return CONN_SEND;
}

static enum state refuse(struct loop *l, struct conn *c, enum outcome why)
{
	struct visitor v = conn_visitor(l, c);
	struct answer a = loop_blank(l, c->slab);
	l->config.site.refuse(l->config.site.site, &v, why, request_line(c), &a);
	a.outcome = why;
	return answer(l, c, &a);
}

static void go(struct loop *l, struct conn *c);

void loop_answer(struct loop *l, uint32_t conn, uint32_t turn, struct answer *a)
{
	struct conn *c = &l->conns[conn];
	if (c->turn != turn || c->state != CONN_WAIT) {
		if (a->held)
			l->config.site.release(l->config.site.site, a->held);
		else if (a->fd >= 0)
			close(a->fd);
		return;
	}
	pipe_start(l);
	take_answer(l, c, a);
	c->state = CONN_SEND;
	go(l, c);
}

bool loop_waits(struct loop *l, uint32_t conn, uint32_t turn, struct visitor *v, struct answer *a)
{
	const struct conn *c = &l->conns[conn];
	if (c->turn != turn || c->state != CONN_WAIT)
		return false;
	*v = conn_visitor(l, c);
	*a = loop_blank(l, c->slab);
	return true;
}

void loop_refuse(struct loop *l, uint32_t conn, uint32_t turn, enum outcome outcome)
{
	struct conn *c = &l->conns[conn];
	if (c->turn != turn || c->state != CONN_WAIT)
		return;
	pipe_start(l);
	c->state = (unsigned char)refuse(l, c, outcome);
	go(l, c);
}

/* ---- the request ---- */

/* Ends a conversation in which nothing was asked; on TLS with a close_notify. */
static enum state goodbye(struct loop *l, struct conn *c)
{
	if (c->ssl == NULL || !SSL_is_init_finished(c->ssl) || !pipe_close(l, c))
		return CONN_END;
	return pipe_flush(l, c) == PIPE_EMPTY ? CONN_LINGER : CONN_END;
}

static enum state judge(struct loop *l, struct conn *c)
{
	struct slab *s = c->slab;
	const struct net_site *site = &l->config.site;
	struct str in = { s->request, s->request_n };
	enum outcome why = OUT_BAD;
	struct buf room = BUF(s->decoded);
	enum verdict verdict =
		c->protocol == GEMINI ? gemini_parse(in, &s->gemini, &why) : gopher_parse(in, &room, &s->gopher, &why);
	if (verdict == PARSE_MORE)
		return CONN_READ;
	if (verdict == PARSE_NO)
		return refuse(l, c, why);
	if (c->refuse != OUT_OK)
		return refuse(l, c, (enum outcome)c->refuse);
	struct visitor v = conn_visitor(l, c);
	struct answer a = loop_blank(l, s);
	if (c->protocol == GEMINI)
		site->gemini(site->site, &v, &s->gemini, &a);
	else
		site->gopher(site->site, &v, &s->gopher, &a);
	return answer(l, c, &a);
}

/* Bytes of the request; what is beyond the longest possible one is not kept, since the verdict does not need it. */
static bool take_bytes(struct loop *l, struct conn *c, struct str in)
{
	if (c->slab == NULL && (c->slab = loop_slab(l)) == NULL)
		return false;
	struct slab *s = c->slab;
	struct str piece = str_sub(in, 0, sizeof s->request - s->request_n);
	memcpy(s->request + s->request_n, piece.p, piece.n);
	s->request_n += piece.n;
	return true;
}

/* The peer has no more to say, and it was not a whole request. A line without its end is one, to Gopher. */
static enum state read_end(struct loop *l, struct conn *c)
{
	if (c->slab == NULL || c->slab->request_n == 0)
		return goodbye(l, c);
	if (c->protocol == GOPHER && take_bytes(l, c, STR("\n"))) {
		enum state next = judge(l, c);
		if (next != CONN_READ)
			return next;
	}
	return refuse(l, c, OUT_BAD);
}

static enum state conn_read(struct loop *l, struct conn *c)
{
	for (;;) {
		struct str in = STR("");
		enum pipe_result result = pipe_read(l, c, &in);
		if (result == PIPE_BROKEN) /* an alert says why */
			return pipe_flush(l, c) == PIPE_EMPTY ? CONN_LINGER : CONN_END;
		if (result == PIPE_END)
			return read_end(l, c);
		if (result == PIPE_EMPTY) {
			/* what a client that has asked nothing yet does not take, he will not want */
			return pipe_flush(l, c) == PIPE_EMPTY ? CONN_READ : CONN_END;
		}
		if (!take_bytes(l, c, in))
			return CONN_END;
		enum state next = judge(l, c);
		if (next != CONN_READ)
			return next;
	}
}

static enum state conn_shake(struct loop *l, struct conn *c)
{
	enum pipe_result result = pipe_shake(l, c);
	if (result == PIPE_DONE) {
		c->resumed = SSL_session_reused(c->ssl) == 1;
		return CONN_READ;
	}
	/* an alert that says why still wants to be sent */
	if (pipe_flush(l, c) != PIPE_EMPTY)
		return CONN_END;
	return result == PIPE_EMPTY ? CONN_SHAKE : CONN_LINGER;
}

static enum state conn_hello(struct loop *l, struct conn *c)
{
	SSL_CTX *context = l->config.listeners[c->listener].context;
	if (c->protocol == GOPHER) {
		struct str seen = STR("");
		enum pipe_result result = pipe_peek(l, c, &seen);
		if (result == PIPE_EMPTY)
			return CONN_HELLO;
		if (result != PIPE_DONE)
			return CONN_END;
		if (seen.p[0] != TLS_HELLO)
			return CONN_READ;
	}
	return context && pipe_secure(l, c, context) ? CONN_SHAKE : CONN_END;
}

/* ---- the end ---- */

static void let_go(struct loop *l, struct conn *c)
{
	if (c->slab && c->slab->request_n) {
		struct visitor v = conn_visitor(l, c);
		uint64_t unsent = c->slab->out_n - c->slab->out_at;
		struct access access = { .visitor = &v,
			.line = request_line(c),
			.status = c->status,
			.bytes = c->plain > unsent ? c->plain - unsent : 0,
			.ms = l->now_ms - c->accepted_ms,
			.whole = c->whole && !c->aborted };
		l->config.site.log(l->config.site.site, &access);
	}
	if (c->held)
		l->config.site.release(l->config.site.site, c->held);
	else if (c->body_fd >= 0)
		close(c->body_fd);
	SSL_free(c->ssl);
	if (c->slab)
		loop_slab_free(l, c->slab);
	c->held = NULL;
	c->body_fd = -1;
	c->ssl = NULL;
	c->slab = NULL;
}

static enum state conn_linger(struct loop *l, struct conn *c)
{
	if (c->timer != TIMER_LINGER && !c->patient) {
		let_go(l, c);
		shutdown(c->fd, SHUT_WR);
		loop_timer(l, c, TIMER_LINGER);
	}
	while (c->drained < DRAIN_MAX) {
		ssize_t n = recv(c->fd, l->rx, sizeof l->rx, 0);
		if (n < 0 && errno == EAGAIN)
			return CONN_LINGER;
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return CONN_END;
		c->drained += (uint32_t)n;
	}
	return CONN_END;
}

static enum state conn_end(struct loop *l, struct conn *c)
{
	if (c->aborted) {
		struct linger reset = { .l_onoff = 1, .l_linger = 0 };
		setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
	}
	let_go(l, c);
	close(c->fd);
	loop_conn_free(l, c);
	return CONN_FREE;
}

static enum state conn_wait(struct loop *l, struct conn *c)
{
	/* the end of a handshake, with a request that came right behind it */
	return pipe_flush(l, c) == PIPE_EMPTY ? CONN_WAIT : CONN_END;
}

static enum state (*const step[])(struct loop *, struct conn *) = {
	[CONN_HELLO] = conn_hello,
	[CONN_SHAKE] = conn_shake,
	[CONN_READ] = conn_read,
	[CONN_WAIT] = conn_wait,
	[CONN_SEND] = send_step,
	[CONN_END] = conn_end,
	[CONN_LINGER] = conn_linger,
};

static void go(struct loop *l, struct conn *c)
{
	enum state was;
	do {
		was = (enum state)c->state;
		c->state = (unsigned char)step[was](l, c);
	} while (c->state != was && c->state != CONN_FREE);
	if (c->state != CONN_FREE && !pipe_listen(l, c)) {
		c->aborted = true;
		c->state = (unsigned char)conn_end(l, c);
	}
}

void conn_run(struct loop *l, struct conn *c)
{
	pipe_start(l);
	go(l, c);
}

void conn_late(struct loop *l, struct conn *c)
{
	int unsent = 0;
	pipe_start(l);
	switch ((enum state)c->state) {
	case CONN_WAIT:
		c->state = (unsigned char)refuse(l, c, OUT_BUSY);
		break;
	case CONN_READ:
		c->state = (unsigned char)goodbye(l, c);
		break;
	case CONN_LINGER:
		/* closing with data on its way would let a late byte of the peer destroy it */
		if (ioctl(c->fd, SIOCOUTQ, &unsent) == 0 && unsent > 0 && !send_stalled(c)) {
			c->patient = true;
			loop_timer(l, c, TIMER_WRITE);
			return;
		}
		c->state = CONN_END;
		break;
	case CONN_SEND:
		if (!send_stalled(c)) {
			loop_timer(l, c, TIMER_WRITE);
			return;
		}
		c->aborted = true;
		c->state = CONN_END;
		break;
	case CONN_FREE:
	case CONN_HELLO:
	case CONN_SHAKE:
	case CONN_END:
		c->state = CONN_END;
		break;
	}
	go(l, c);
}
