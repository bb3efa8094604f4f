#include "net/send.h"

#include "net/loop.h"
#include "net/pipe.h"

#include <errno.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <unistd.h>

enum {
	WRITE_PROGRESS = 512,   /* less than this between two looks is nothing */
	SENDFILE_MAX = 1 << 20, /* one step's share, so that a fast reader leaves time for the others; … */
	PIECES_MAX = 32,        /* … the same in records */
};

/* Gopher+ attributes: "+INFO: " before every line of a menu but the last. */
static bool put_plus(struct loop *l, struct conn *c, struct str menu)
{
	struct buf out = BUF(l->info);
	while (menu.n) {
		size_t end = str_index(menu, '\n');
		if (c->line_start && menu.p[0] != '.')
			buf_add(&out, STR("+INFO: "));
		buf_add(&out, str_sub(menu, 0, end + 1));
		c->line_start = end < menu.n;
		menu = str_sub(menu, end + 1, menu.n);
	}
	return !out.full && pipe_put(l, c, buf_str(&out));
}

/* Reads what stands at offset; 0 where the file has become shorter than it was when it was opened. */
static size_t body_read(const struct conn *c, char *into, size_t room, uint64_t offset)
{
	uint64_t left = c->size - offset;
	ssize_t n;
	do
		n = pread(c->body_fd, into, left < room ? (size_t)left : room, (off_t)offset);
	while (n < 0 && errno == EINTR);
	return n < 0 ? 0 : (size_t)n;
}

static bool put_view(struct loop *l, struct conn *c)
{
	struct view *v = &c->slab->view;
	struct buf out = { l->plain + VIEW_IN, 0, c->plus ? VIEW_OUT : sizeof l->plain - VIEW_IN, false };
	size_t n = v->offset < c->size ? body_read(c, l->plain, VIEW_IN, v->offset) : 0;
	if (n == 0 && v->offset < c->size)
		return false;
	view_step(v, (struct str){ l->plain, n }, v->offset + n >= c->size, &out);
	c->whole = v->done;
	return c->plus ? put_plus(l, c, buf_str(&out)) : pipe_put(l, c, buf_str(&out));
}

static bool put_file(struct loop *l, struct conn *c)
{
	while (c->offset < c->size && l->plain_n < RECORD) {
		size_t n = body_read(c, l->plain + l->plain_n, RECORD - l->plain_n, c->offset);
		if (n == 0)
			return false;
		l->plain_n += n;
		c->offset += n;
	}
	c->whole = c->offset == c->size;
	return pipe_put(l, c, (struct str){ l->plain, l->plain_n });
}

/* Puts the next piece of the answer on its way. False: it cannot be finished. */
static bool produce(struct loop *l, struct conn *c)
{
	bool good = true;
	if (c->body == BODY_VIEW) {
		good = put_view(l, c);
	} else if (c->body == BODY_FILE) {
		good = put_file(l, c);
	} else {
		c->whole = true;
		good = pipe_put(l, c, (struct str){ l->plain, l->plain_n });
	}
	l->plain_n = 0;
	if (good && c->whole && c->ssl)
		pipe_close(l, c);
	return good;
}

/* A file on a connection without TLS goes from the page cache to the socket. */
static enum pipe_result send_file(struct conn *c)
{
	for (uint64_t share = 0; c->offset < c->size && share < SENDFILE_MAX;) {
		off_t at = (off_t)c->offset;
		uint64_t left = c->size - c->offset;
		ssize_t n = sendfile(c->fd, c->body_fd, &at, left < SENDFILE_MAX ? (size_t)left : SENDFILE_MAX);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN ? PIPE_FULL : PIPE_BROKEN;
		if (n == 0)
			return PIPE_BROKEN; /* truncated meanwhile */
		c->offset += (uint64_t)n;
		c->plain += (uint64_t)n;
		c->sent += (uint64_t)n;
		share += (uint64_t)n;
	}
	c->whole = c->offset == c->size;
	return PIPE_EMPTY;
}

static enum state broken(struct conn *c)
{
	c->aborted = true;
	return CONN_END;
}

bool send_stalled(struct conn *c)
{
	int waiting = 0;
	if (ioctl(c->fd, SIOCOUTQ, &waiting) != 0 || (uint64_t)waiting > c->sent)
		return true;
	uint64_t taken = c->sent - (uint64_t)waiting;
	c->stalls = (unsigned char)(taken - c->mark < WRITE_PROGRESS ? c->stalls + 1 : 0);
	c->mark = taken;
	return c->stalls >= WRITE_LOOKS;
}

/* Waits for room in the socket; its time began with the answer, or with the last look at what the reader took. */
static enum state blocked(struct loop *l, struct conn *c, bool full)
{
	pipe_want_room(l, c, full);
	return CONN_SEND;
}

/* Whether another piece fits into what one flush sends. A view's piece has it for itself; a head goes before anything
 * else is thought of, since it waits in memory that all connections share. */
static bool room(const struct loop *l, const struct conn *c)
{
	return !c->whole && c->slab->out_n == 0 && l->tx_n + RECORD + 1024 <= sizeof l->tx &&
	       (l->tx_n == 0 || c->body != BODY_VIEW);
}

enum state send_step(struct loop *l, struct conn *c)
{
	bool raw = c->body == BODY_FILE && c->ssl == NULL;
	for (int pieces = 0;;) {
		if (!raw && pieces < PIECES_MAX && room(l, c)) {
			if (!produce(l, c))
				return broken(c);
			pieces++;
			continue;
		}
		enum pipe_result result = pipe_flush(l, c);
		if (result == PIPE_EMPTY && raw && !c->whole)
			result = send_file(c);
		if (result == PIPE_BROKEN)
			return broken(c);
		if (result == PIPE_FULL)
			return blocked(l, c, true);
		if (c->whole)
			return CONN_LINGER;
		if (raw || pieces == PIECES_MAX)
			return blocked(l, c, false);
	}
}
