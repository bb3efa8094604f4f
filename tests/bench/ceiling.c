/* The ceiling: the fastest honest server of one fixed answer that we can imagine, to measure Herald against.
 *
 *     ceiling [--gopher] [--port N] [--cert FILE --key FILE] [--size BYTES | --file FILE] [--cpu N]
 *
 * One process, one epoll loop, no log, no routing: it waits for the end of the request's line and answers. The TLS
 * settings are those of Herald: TLS 1.2 and 1.3, X25519 first, AES-128-GCM first, one stateless ticket, released
 * buffers. It prints "port N" once it listens (port 0 picks a free one). What it does not skip is what a visitor would
 * miss: close_notify on every answer, and a socket that is closed only after the visitor's own end, because closing
 * with unread input sends a reset that can destroy the tail.
 *
 * Where the speed comes from: one recv, one send and no copy of state for each turn. All connections share one BIO that
 * reads from and writes to the loop's two buffers, so ticket, answer and close_notify leave in one segment. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

enum {
	CONNECTIONS = 20000,
	BACKLOG = 4096,
	EVENTS = 128,
	RECORD = 16384,     /* RFC 8446, 5.1 */
	RECORD_EXTRA = 512, /* header, tag, and room for a close_notify after the last one */
	OUT = 4 * (RECORD + RECORD_EXTRA),
	SENDFILE_STEP = 1 << 20,
};

enum state { FREE, READ, SEND, LINGER };

struct conn {
	SSL *ssl;
	unsigned char *held; /* what the socket did not take, or a ticket that waits for its answer */
	size_t held_len;
	off_t at; /* how much of the body is written */
	enum state state;
	bool blocked; /* waiting for EPOLLOUT */
};

static struct conn conns[CONNECTIONS]; /* by descriptor */
static unsigned char in[RECORD + RECORD_EXTRA], out[OUT];
static size_t in_at, in_len, out_len;
static SSL_CTX *ctx;
static BIO *wire;
static int poll_fd, file_fd = -1;
static unsigned char *answer; /* header and, without a file, the body */
static size_t answer_len;
static off_t file_size;

static void die(const char *what)
{
	fprintf(stderr, "ceiling: %s: %s\n", what, strerror(errno));
	ERR_print_errors_fp(stderr);
	exit(1);
}

static int wire_read(BIO *b, char *to, int size)
{
	size_t n = in_len - in_at;

	BIO_clear_retry_flags(b);
	if (n == 0) {
		BIO_set_retry_read(b);
		return -1;
	}
	if (n > (size_t)size)
		n = (size_t)size;
	memcpy(to, in + in_at, n);
	in_at += n;
	return (int)n;
}

static int wire_write(BIO *b, const char *from, int size)
{
	BIO_clear_retry_flags(b);
	if (out_len + (size_t)size > sizeof out)
		return -1;
	memcpy(out + out_len, from, (size_t)size);
	out_len += (size_t)size;
	return size;
}

static long wire_ctrl(BIO *b, int command, long number, void *pointer)
{
	(void)b, (void)number, (void)pointer;
	return command == BIO_CTRL_FLUSH; /* the loop flushes, once a turn */
}

static void conn_drop(int fd)
{
	struct conn *c = &conns[fd];

	SSL_free(c->ssl);
	free(c->held);
	*c = (struct conn){ 0 };
	close(fd);
}

static void conn_hold(struct conn *c, const unsigned char *bytes, size_t len)
{
	c->held = malloc(len);
	if (!c->held)
		die("malloc");
	memcpy(c->held, bytes, len);
	c->held_len = len;
}

static void conn_watch(int fd, bool writable)
{
	struct epoll_event e = { .events = writable ? EPOLLOUT : EPOLLIN, .data.fd = fd };

	if (conns[fd].blocked == writable)
		return;
	conns[fd].blocked = writable;
	if (epoll_ctl(poll_fd, EPOLL_CTL_MOD, fd, &e) < 0)
		die("epoll_ctl");
}

/* False: the socket took less than there was (the rest is held), or it is broken. */
static bool conn_flush(int fd)
{
	size_t len = out_len;
	ssize_t n = send(fd, out, len, MSG_NOSIGNAL);

	out_len = 0;
	if (n == (ssize_t)len)
		return true;
	if (n < 0 && errno != EAGAIN) {
		conn_drop(fd);
		return false;
	}
	if (n < 0)
		n = 0;
	conn_hold(&conns[fd], out + n, len - (size_t)n);
	conn_watch(fd, true);
	return false;
}

/* Fills the rest of the output with whole records, and with close_notify after the last. */
static bool body_seal(struct conn *c)
{
	static unsigned char record[RECORD];

	while (c->at < file_size && out_len + RECORD + RECORD_EXTRA <= sizeof out) {
		ssize_t n = pread(file_fd, record, sizeof record, c->at);

		if (n <= 0 || SSL_write(c->ssl, record, (int)n) != n)
			return false;
		c->at += n;
	}
	if (c->at == file_size)
		SSL_shutdown(c->ssl);
	return true;
}

/* Goes on with the answer until it is out or the socket is full. */
static void conn_send(int fd)
{
	struct conn *c = &conns[fd];

	do {
		if (c->ssl && !body_seal(c)) {
			conn_drop(fd);
			return;
		}
		if (out_len > 0 && !conn_flush(fd))
			return;
		while (!c->ssl && c->at < file_size) {
			if (sendfile(fd, file_fd, &c->at, SENDFILE_STEP) > 0)
				continue;
			if (errno == EAGAIN)
				conn_watch(fd, true);
			else
				conn_drop(fd);
			return;
		}
	} while (c->at < file_size);
	conn_watch(fd, false);
	c->state = LINGER;
	shutdown(fd, SHUT_WR);
}

static void conn_answer(int fd)
{
	struct conn *c = &conns[fd];

	c->state = SEND;
	if (!c->ssl) {
		memcpy(out, answer, answer_len);
		out_len = answer_len;
	} else if (SSL_write(c->ssl, answer, (int)answer_len) != (int)answer_len) {
		conn_drop(fd);
		return;
	}
	conn_send(fd);
}

static void conn_tls(int fd)
{
	struct conn *c = &conns[fd];
	char line[1100];
	int n = SSL_is_init_finished(c->ssl) ? 1 : SSL_accept(c->ssl);

	while (n > 0) {
		n = SSL_read(c->ssl, line, sizeof line);
		if (n > 0 && memchr(line, '\n', (size_t)n)) {
			conn_answer(fd);
			return;
		}
	}
	if (SSL_get_error(c->ssl, n) != SSL_ERROR_WANT_READ) {
		ERR_clear_error();
		conn_drop(fd);
	} else if (out_len > 0 && SSL_is_init_finished(c->ssl) && SSL_version(c->ssl) == TLS1_3_VERSION) {
		conn_hold(c, out, out_len); /* only a ticket: it leaves with the answer */
		out_len = 0;
	} else if (out_len > 0) {
		conn_flush(fd);
	}
}

static void conn_readable(int fd)
{
	struct conn *c = &conns[fd];
	ssize_t n = recv(fd, in, sizeof in, 0);

	if (n < 0 && errno == EAGAIN)
		return;
	if (n <= 0) {
		conn_drop(fd);
		return;
	}
	if (c->state == LINGER)
		return;
	in_at = 0;
	in_len = (size_t)n;
	out_len = c->held_len;
	if (c->held) {
		memcpy(out, c->held, c->held_len);
		free(c->held);
		c->held = NULL;
		c->held_len = 0;
	}
	if (c->ssl)
		conn_tls(fd);
	else if (memchr(in, '\n', in_len))
		conn_answer(fd);
}

static void conn_writable(int fd)
{
	struct conn *c = &conns[fd];

	if (c->held) {
		memcpy(out, c->held, c->held_len);
		out_len = c->held_len;
		free(c->held);
		c->held = NULL;
		c->held_len = 0;
		if (!conn_flush(fd))
			return;
	}
	if (c->state == SEND)
		conn_send(fd);
	else
		conn_watch(fd, false);
}

static void door_open(int door)
{
	int fd = accept4(door, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	struct epoll_event e = { .events = EPOLLIN, .data.fd = fd };

	if (fd < 0)
		return;
	if (fd >= CONNECTIONS) {
		close(fd);
		return;
	}
	conns[fd] = (struct conn){ .state = READ };
	if (ctx) {
		conns[fd].ssl = SSL_new(ctx);
		if (!conns[fd].ssl)
			die("SSL_new");
		BIO_up_ref(wire);
		SSL_set_bio(conns[fd].ssl, wire, wire);
		SSL_set_accept_state(conns[fd].ssl);
	}
	if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &e) < 0)
		die("epoll_ctl");
}

static void tls_open(const char *cert, const char *key)
{
	BIO_METHOD *m = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "wire");

	ctx = SSL_CTX_new(TLS_server_method());
	if (!ctx || !m || SSL_CTX_use_certificate_chain_file(ctx, cert) != 1 ||
		SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM) != 1)
		die("certificate and key");
	if (SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION) != 1 ||
		SSL_CTX_set1_groups_list(ctx, "X25519:P-256") != 1 ||
		SSL_CTX_set_ciphersuites(
			ctx, "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384") != 1 ||
		SSL_CTX_set_num_tickets(ctx, 1) != 1 ||
		SSL_CTX_set_session_id_context(ctx, (const unsigned char *)"ceiling", 7) != 1)
		die("TLS settings");
	SSL_CTX_set_options(ctx, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION);
	SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
	SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
	BIO_meth_set_read(m, wire_read);
	BIO_meth_set_write(m, wire_write);
	BIO_meth_set_ctrl(m, wire_ctrl);
	wire = BIO_new(m);
	if (!wire)
		die("BIO_new");
	BIO_set_init(wire, 1);
}

/* The header (none on Gopher) and, without a file, a body of that many bytes. */
static void answer_make(size_t size, const char *file, bool gopher)
{
	static const char text[] = "Der Rat der Stadt hat am Dienstag über das Freibad beraten.\n";
	const char *header = gopher ? "" : "20 text/gemini\r\n";
	struct stat st;

	if (file) {
		file_fd = open(file, O_RDONLY | O_CLOEXEC);
		if (file_fd < 0 || fstat(file_fd, &st) < 0)
			die(file);
		file_size = st.st_size;
		size = 0;
	}
	answer_len = strlen(header) + size;
	answer = malloc(answer_len + 1);
	if (!answer || answer_len > RECORD)
		die("answer too large: give a --file");
	memcpy(answer, header, strlen(header));
	for (size_t i = 0; i < size; i++)
		answer[strlen(header) + i] = (unsigned char)text[i % (sizeof text - 1)];
}

static int door_listen(unsigned port)
{
	struct sockaddr_in a = {
		.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)
	};
	socklen_t len = sizeof a;
	struct epoll_event e = { .events = EPOLLIN };
	int door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	poll_fd = epoll_create1(EPOLL_CLOEXEC);
	setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &(int){ 1 }, sizeof(int));
	setsockopt(door, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof(int)); /* accepted sockets inherit it */
	e.data.fd = door;
	if (door < 0 || bind(door, (struct sockaddr *)&a, sizeof a) < 0 || listen(door, BACKLOG) < 0 ||
		getsockname(door, (struct sockaddr *)&a, &len) < 0 || epoll_ctl(poll_fd, EPOLL_CTL_ADD, door, &e) < 0)
		die("listen");
	printf("port %u\n", (unsigned)ntohs(a.sin_port));
	fflush(stdout);
	return door;
}

static void loop(int door)
{
	struct epoll_event events[EVENTS];

	for (;;) {
		int n = epoll_wait(poll_fd, events, EVENTS, -1);

		for (int i = 0; i < n; i++) {
			int fd = events[i].data.fd;

			out_len = 0;
			if (fd == door)
				door_open(door);
			else if (conns[fd].blocked)
				conn_writable(fd);
			else
				conn_readable(fd);
		}
	}
}

int main(int argc, char **argv)
{
	static const struct option options[] = { { "gopher", no_argument, 0, 'g' },
		{ "port", required_argument, 0, 'p' }, { "cert", required_argument, 0, 'c' },
		{ "key", required_argument, 0, 'k' }, { "size", required_argument, 0, 's' },
		{ "file", required_argument, 0, 'f' }, { "cpu", required_argument, 0, 'u' }, { 0 } };
	const char *cert = "", *key = "", *file = NULL;
	struct rlimit files = { CONNECTIONS, CONNECTIONS };
	unsigned port = 0;
	size_t size = 4096;
	bool gopher = false;
	cpu_set_t cpus;
	int o;

	CPU_ZERO(&cpus);
	while ((o = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (o == 'g')
			gopher = true;
		else if (o == 'p')
			port = (unsigned)strtoul(optarg, NULL, 10);
		else if (o == 'c')
			cert = optarg;
		else if (o == 'k')
			key = optarg;
		else if (o == 's')
			size = strtoul(optarg, NULL, 10);
		else if (o == 'f')
			file = optarg;
		else if (o == 'u')
			CPU_SET(strtoul(optarg, NULL, 10), &cpus);
		else
			return 2;
	}
	if (CPU_COUNT(&cpus) > 0 && sched_setaffinity(0, sizeof cpus, &cpus) < 0)
		die("--cpu");
	signal(SIGPIPE, SIG_IGN);
	setrlimit(RLIMIT_NOFILE, &files);
	answer_make(size, file, gopher);
	if (!gopher)
		tls_open(cert, key);
	loop(door_listen(port));
}
