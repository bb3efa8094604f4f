#include "role/access.h"

#include "base/log.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	LINE_MAX_BYTES = 4 * GEMINI_REQUEST_MAX + 200,
	TELL_S = 10,      /* how often lost lines are reported */
	WRITE_MAX = 4096, /* PIPE_BUF: whole lines up to here stay whole between several writers */
};

int access_open(const char *path)
{
	struct stat st;
	if (strcmp(path, "-") != 0)
		return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0640);
	if (fstat(STDOUT_FILENO, &st) != 0)
		return -1;
	/* a description of our own: not waiting must not be switched on for others who share standard output */
	int fd = S_ISSOCK(st.st_mode) ? -1 : open("/proc/self/fd/1", O_WRONLY | O_APPEND | O_CLOEXEC | O_NONBLOCK);
	return fd >= 0 ? fd : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
}

void access_start(struct access_log *l, int fd, enum access_addresses addresses)
{
	struct stat st;
	l->fd = fd;
	l->socket = fstat(fd, &st) == 0 && S_ISSOCK(st.st_mode);
	l->addresses = addresses;
	l->lost = 0;
	l->second = l->told = 0;
	l->buf = BUF(l->space);
}

/* An IPv4 address without its last byte, an IPv6 address without what follows its first 48 bits. */
static void add_address(struct buf *out, const struct in6_addr *a, enum access_addresses how)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr cut = *a;
	bool mapped = IN6_IS_ADDR_V4MAPPED(a);
	if (how == ACCESS_NONE) {
		buf_byte(out, '-');
		return;
	}
	if (how == ACCESS_PREFIX)
		memset(cut.s6_addr + (mapped ? 15 : 6), 0, mapped ? 1 : 10);
	if (inet_ntop(mapped ? AF_INET : AF_INET6, mapped ? cut.s6_addr + 12 : cut.s6_addr, text, sizeof text))
		buf_add(out, str_of(text));
}

static void add_time(struct access_log *l)
{
	time_t now = time(NULL);
	if (now != l->second) {
		struct tm tm;
		l->second = now;
		gmtime_r(&now, &tm);
		strftime(l->stamp, sizeof l->stamp, "%Y-%m-%dT%H:%M:%SZ", &tm);
	}
	buf_add(&l->buf, str_of(l->stamp));
}

static struct str protocol_name(const struct visitor *v)
{
	return v->protocol == GEMINI ? STR(" gemini ") : v->tls ? STR(" gophers ") : STR(" gopher ");
}

static struct str session_name(const struct visitor *v)
{
	return !v->tls ? STR(" - ") : v->resumed ? STR(" resumed ") : STR(" full ");
}

void access_add(struct access_log *l, const struct access *a)
{
	if (buf_left(&l->buf) < LINE_MAX_BYTES)
		access_flush(l);
	if (buf_left(&l->buf) < LINE_MAX_BYTES) {
		l->lost++;
		return;
	}
	add_time(l);
	buf_add(&l->buf, protocol_name(a->visitor));
	add_address(&l->buf, &a->visitor->address, l->addresses);
	buf_byte(&l->buf, ' ');
	buf_u64(&l->buf, (uint64_t)a->status);
	buf_byte(&l->buf, ' ');
	buf_u64(&l->buf, a->bytes);
	buf_byte(&l->buf, ' ');
	buf_u64(&l->buf, a->ms);
	buf_add(&l->buf, session_name(a->visitor));
	buf_add(&l->buf, a->whole ? STR("whole ") : STR("cut "));
	buf_escape(&l->buf, a->line);
	buf_byte(&l->buf, '\n');
}

/* As many whole lines as fit a write that nobody else's can come between. */
static struct str next_piece(struct str text)
{
	if (text.n <= WRITE_MAX)
		return text;
	size_t end = str_rindex(str_sub(text, 0, WRITE_MAX), '\n');
	if (end == WRITE_MAX)
		end = str_index(text, '\n');
	return str_sub(text, 0, end + 1);
}

void access_flush(struct access_log *l)
{
	struct str rest = buf_str(&l->buf);
	while (rest.n) {
		struct str piece = next_piece(rest);
		ssize_t n = l->socket ? send(l->fd, piece.p, piece.n, MSG_DONTWAIT | MSG_NOSIGNAL)
				      : write(l->fd, piece.p, piece.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno != EAGAIN) {
			/* the log's disk is full: the visitors need not suffer */
			for (size_t i = 0; i < piece.n; i++)
				l->lost += piece.p[i] == '\n';
			n = (ssize_t)piece.n;
		}
		if (n < 0)
			break;
		rest = str_sub(rest, (size_t)n, rest.n);
	}
	memmove(l->space, rest.p, rest.n);
	l->buf.n = rest.n;
	l->buf.full = false;
	if (rest.n == 0 && l->lost && time(NULL) - l->told >= TELL_S) {
		log_warn("the access log could not be written: %llu lines are lost", (unsigned long long)l->lost);
		l->lost = 0;
		l->told = time(NULL);
	}
}
