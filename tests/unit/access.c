#include "role/access.h"

#include "unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { STAMP = sizeof "2026-11-23T08:15:30Z" - 1, DEADLINE_S = 20 };

static char folder[] = "/tmp/herald-access-XXXXXX";
static struct access_log writer;

static struct visitor visitor(enum protocol protocol, bool tls, bool resumed, const char *address)
{
	struct visitor v = { .protocol = protocol, .tls = tls, .resumed = resumed };
	if (inet_pton(AF_INET6, address, &v.address) != 1)
		abort();
	return v;
}

/* Everything that is in the pipe or file. */
static struct str drain(int fd)
{
	static char room[1 << 20];
	size_t have = 0;
	for (ssize_t n; have < sizeof room && (n = read(fd, room + have, sizeof room - have)) > 0;)
		have += (size_t)n;
	return (struct str){ room, have };
}

/* "2026-11-23T08:15:30Z", and now. */
static bool stamp_right(struct str s)
{
	struct tm tm = { 0 };
	char z[STAMP + 1] = "";
	memcpy(z, s.p, s.n < STAMP ? s.n : STAMP);
	const char *end = strptime(z, "%Y-%m-%dT%H:%M:%SZ", &tm);
	time_t then = timegm(&tm), now = time(NULL);
	return end && *end == '\0' && then <= now && now - then < DEADLINE_S;
}

#define V4 "::ffff:192.0.2.129"
#define V6 "2001:db8:1234:5678:9abc:def0:1:2"

static void lines(void)
{
	static const struct {
		enum access_addresses addresses;
		enum protocol protocol;
		bool tls, resumed;
		const char *address;
		struct access a;
		const char *request, *line; /* without its stamp */
	} table[] = {
		{ ACCESS_FULL, GEMINI, true, false, V4, { .status = 20, .bytes = 4133, .ms = 2, .whole = true },
			"gemini://bote.example/2018/",
			" gemini 192.0.2.129 20 4133 2 full whole gemini://bote.example/2018/\n" },
		{ ACCESS_PREFIX, GEMINI, true, true, V4, { .status = 51, .bytes = 0, .ms = 0, .whole = true },
			"gemini://bote.example/a b",
			" gemini 192.0.2.0 51 0 0 resumed whole gemini://bote.example/a b\n" },
		{ ACCESS_NONE, GOPHER, false, false, V4, { .status = 20, .bytes = 1, .ms = 1, .whole = false }, "/x",
			" gopher - 20 1 1 - cut /x\n" },
		{ ACCESS_FULL, GOPHER, true, true, V6, { .status = 52, .whole = true }, "/x",
			" gophers 2001:db8:1234:5678:9abc:def0:1:2 52 0 0 resumed whole /x\n" },
		{ ACCESS_PREFIX, GOPHER, false, false, V6, { .status = 0, .whole = false }, "",
			" gopher 2001:db8:1234:: 0 0 0 - cut \n" },
		{ ACCESS_NONE, GOPHER, false, false, V6, { .status = 0, .whole = false }, "",
			" gopher - 0 0 0 - cut \n" },
		{ ACCESS_PREFIX, GEMINI, true, false, "::1", { .status = 20, .whole = true }, "x",
			" gemini :: 20 0 0 full whole x\n" },
		{ ACCESS_FULL, GEMINI, true, false, "::1", { .status = 20, .whole = true }, "x",
			" gemini ::1 20 0 0 full whole x\n" },
		{ ACCESS_PREFIX, GEMINI, true, false, "::ffff:255.255.255.255", { .status = 20, .whole = true }, "x",
			" gemini 255.255.255.0 20 0 0 full whole x\n" },
		{ ACCESS_FULL, GEMINI, true, false, V4,
			{ .status = 59, .bytes = UINT64_MAX, .ms = UINT64_MAX, .whole = true }, "x",
			" gemini 192.0.2.129 59 18446744073709551615 18446744073709551615 full whole x\n" },
		/* nobody writes a second line, a colour or a word into the log by asking for it */
		{ ACCESS_NONE, GOPHER, false, false, V4, { .status = 59, .whole = true },
			"/\n2026-11-23T08:15:30Z gemini\r\033[2J\xc2\x9b\xff\\x0a",
			" gopher - 59 0 0 - whole "
			"/\\x0a2026-11-23T08:15:30Z gemini\\x0d\\x1b[2J\\xc2\\x9b\\xff\\x5cx0a\n" },
		{ ACCESS_NONE, GOPHER, false, false, V4, { .status = 20, .whole = true }, "/straße\tsuche",
			" gopher - 20 0 0 - whole /straße\\x09suche\n" },
	};
	int ends[2];
	CHECK(pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0, "no pipe");
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct visitor v = visitor(table[i].protocol, table[i].tls, table[i].resumed, table[i].address);
		struct access a = table[i].a;
		a.visitor = &v;
		a.line = str_of(table[i].request);
		access_start(&writer, ends[1], table[i].addresses);
		access_add(&writer, &a);
		CHECK(drain(ends[0]).n == 0, "row %zu: written before it was asked for", i);
		access_flush(&writer);
		struct str line = drain(ends[0]);
		CHECK(stamp_right(line), "row %zu: %.*s", i, STR_ARG(line));
		CHECK_STR(str_sub(line, STAMP, line.n), str_of(table[i].line));
	}
	close(ends[0]);
	close(ends[1]);
}

/* The longest request, all of it escaped, is one whole line. */
static void longest(void)
{
	int ends[2];
	char request[GEMINI_REQUEST_MAX];
	struct visitor v = visitor(GEMINI, true, false, V6);
	struct access a = { .visitor = &v, .line = { request, sizeof request }, .status = 59 };
	memset(request, '\xff', sizeof request);
	CHECK(pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0, "no pipe");
	access_start(&writer, ends[1], ACCESS_FULL);
	for (int i = 0; i < 3; i++)
		access_add(&writer, &a);
	access_flush(&writer);
	struct str got = drain(ends[0]);
	for (int i = 0; i < 3; i++) {
		struct str line = str_cut(&got, '\n');
		CHECK(line.n > 4 * sizeof request, "%zu", line.n);
		CHECK(str_ends(line, STR("\\xff\\xff")) && stamp_right(line), "%.*s", STR_ARG(line));
	}
	CHECK(got.n == 0 && writer.lost == 0, "%zu bytes more", got.n);
	close(ends[0]);
	close(ends[1]);
}

/* What the log says on standard error while it flushes. */
static struct str flush_aloud(void)
{
	static char said[4096];
	int loud = dup(STDERR_FILENO), silent = memfd_create("said", MFD_CLOEXEC);
	dup2(silent, STDERR_FILENO);
	access_flush(&writer);
	dup2(loud, STDERR_FILENO);
	ssize_t n = pread(silent, said, sizeof said, 0);
	close(loud);
	close(silent);
	return (struct str){ said, n > 0 ? (size_t)n : 0 };
}

/* A reader who does not read: nobody waits for him, whole lines are lost, and their number is told when he is back. */
static void full(bool socket)
{
	int ends[2], small = 4096;
	struct visitor v = visitor(GEMINI, true, false, V4);
	struct access a = { .visitor = &v, .line = STR("gemini://bote.example/"), .status = 20, .whole = true };
	uint64_t added = 0, lines = 0, broken = 0, lost;
	char number[64];
	if (socket)
		CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0, "no sockets");
	else
		CHECK(pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0, "no pipe");
	/* a socket's own flags are somebody else's (journald's): it waits, and we must not */
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
	fcntl(ends[1], F_SETPIPE_SZ, small);
	access_start(&writer, ends[1], ACCESS_PREFIX);
	alarm(DEADLINE_S);
	for (; writer.lost < 100; added++)
		access_add(&writer, &a);
	lost = writer.lost;
	CHECK(!writer.buf.full && writer.buf.n <= sizeof writer.space, "%zu", writer.buf.n);
	struct str said = STR("");
	while (writer.buf.n) {
		struct str got = drain(ends[0]);
		for (; got.n; lines++) {
			struct str line = str_cut(&got, '\n');
			broken += !stamp_right(line) || !str_ends(line, STR(" whole gemini://bote.example/"));
		}
		said = flush_aloud();
	}
	alarm(0);
	struct str rest = drain(ends[0]);
	for (; rest.n; lines++)
		str_cut(&rest, '\n');
	snprintf(number, sizeof number, " %llu ", (unsigned long long)lost);
	CHECK(lines + lost == added && broken == 0, "%llu and %llu of %llu, %llu broken", (unsigned long long)lines,
		(unsigned long long)lost, (unsigned long long)added, (unsigned long long)broken);
	CHECK(str_find(said, str_of(number)) < said.n && writer.lost == 0, "%.*s", STR_ARG(said));
	close(ends[0]);
	close(ends[1]);
}

/* ---- opening ---- */

static void opened(void)
{
	char path[64], far[64], fifo[64];
	struct stat st;
	snprintf(path, sizeof path, "%s/log", folder);
	snprintf(far, sizeof far, "%s/nothing/log", folder);
	snprintf(fifo, sizeof fifo, "%s/fifo", folder);
	umask(022);
	for (int twice = 0; twice < 2; twice++) {
		int fd = access_open(path);
		CHECK(fd >= 0 && write(fd, "line\n", 5) == 5, "cannot write: %s", strerror(errno));
		CHECK(fcntl(fd, F_GETFD) & FD_CLOEXEC, "children inherit it");
		close(fd);
	}
	CHECK(stat(path, &st) == 0 && st.st_size == 10, "not appended");
	CHECK((st.st_mode & 07777) == 0640, "mode %o", st.st_mode & 07777);
	CHECK(access_open(far) < 0 && errno == ENOENT, "%s", strerror(errno));
	CHECK(access_open(folder) < 0 && errno == EISDIR, "%s", strerror(errno));
	mkfifo(fifo, 0600);
	alarm(DEADLINE_S); /* a FIFO that nobody reads is not waited for */
	CHECK(access_open(fifo) < 0 && errno == ENXIO, "%s", strerror(errno));
	alarm(0);
	unlink(path);
	unlink(fifo);
}

/* Standard output is shared with others: it is not they who are told not to wait. */
static void standard_output(void)
{
	int ends[2], before = dup(STDOUT_FILENO);
	fflush(stdout);
	CHECK(pipe2(ends, O_CLOEXEC) == 0, "no pipe");
	dup2(ends[1], STDOUT_FILENO);
	int fd = access_open("-");
	bool waits = fd < 0 || !(fcntl(fd, F_GETFL) & O_NONBLOCK);
	bool others = fcntl(STDOUT_FILENO, F_GETFL) & O_NONBLOCK;
	bool written = fd >= 0 && write(fd, "line\n", 5) == 5;
	dup2(before, STDOUT_FILENO);
	CHECK(!waits && !others && written, "%d %d %d", waits, others, written);
	CHECK(fd > STDERR_FILENO && fcntl(fd, F_GETFD) & FD_CLOEXEC, "%d", fd);
	close(fd);
	close(ends[0]);
	close(ends[1]);
	close(before);
}

int main(void)
{
	if (!mkdtemp(folder))
		return 1;
	lines();
	longest();
	full(false);
	full(true);
	opened();
	standard_output();
	rmdir(folder);
	return unit_done("access");
}
