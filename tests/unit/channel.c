#include "role/channel.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEADLINE_S = 20 };

static int worker, librarian;

static int open_count(void)
{
	int count = 0;
	for (int fd = 0; fd < 1024; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static void empty(void)
{
	struct channel_ask ask;
	struct channel_reply reply;
	int fd = 77;
	CHECK((fcntl(worker, F_GETFD) & FD_CLOEXEC) && (fcntl(librarian, F_GETFD) & FD_CLOEXEC), "inherited");
	CHECK(!channel_take_ask(librarian, &ask), "an ask out of nothing");
	CHECK(!channel_take_reply(worker, &reply, &fd) && fd == -1, "a reply out of nothing");
}

static void asked(void)
{
	static struct channel_ask out, in;
	memset(&out, 0x5a, sizeof out);
	out.ask.path_n = sizeof out.ask.path;
	for (uint64_t id = 0; id < 3; id++) {
		out.id = UINT64_MAX - id;
		CHECK(channel_send_ask(worker, &out), "%s", strerror(errno));
	}
	for (uint64_t id = 0; id < 3; id++) {
		CHECK(channel_take_ask(librarian, &in) && in.id == UINT64_MAX - id, "the order");
		out.id = in.id;
		CHECK(memcmp(&in, &out, sizeof in) == 0, "not what was asked");
	}
	CHECK(!channel_take_ask(librarian, &in), "one too many");
}

static void replied(void)
{
	struct channel_reply out = { .id = 4711, .size = 5, .outcome = OUT_OK }, in = { 0 };
	struct stat sent, taken;
	char text[8] = "";
	int file = memfd_create("page", MFD_CLOEXEC), fd = -1;
	CHECK(write(file, "# Seite", 5) == 5 && fstat(file, &sent) == 0, "no file");
	CHECK(channel_send_reply(librarian, &out, file), "%s", strerror(errno));
	CHECK(fcntl(file, F_GETFD) >= 0, "it was the sender's");
	close(file);
	out = (struct channel_reply){ .id = 4712, .outcome = OUT_NOT_FOUND };
	CHECK(channel_send_reply(librarian, &out, -1), "%s", strerror(errno));
	CHECK(channel_take_reply(worker, &in, &fd) && in.id == 4711 && in.size == 5 && in.outcome == OUT_OK,
		"the first");
	CHECK(fd >= 0 && fstat(fd, &taken) == 0 && taken.st_ino == sent.st_ino, "another file");
	CHECK(fcntl(fd, F_GETFD) & FD_CLOEXEC, "inherited");
	CHECK(pread(fd, text, sizeof text, 0) == 5 && strcmp(text, "# Sei") == 0, "%s", text);
	close(fd);
	CHECK(channel_take_reply(worker, &in, &fd) && in.id == 4712 && in.outcome == OUT_NOT_FOUND, "the second");
	CHECK(fd == -1, "a descriptor out of nothing");
}

/* Many pages made for nobody: what is not taken up must not stay open either. */
static void full(void)
{
	static struct channel_ask ask;
	struct channel_reply reply = { .id = 1 };
	size_t asks = 0, replies = 0, taken = 0;
	int fd, before = open_count();
	alarm(DEADLINE_S);
	while (asks < 100000 && channel_send_ask(worker, &ask))
		asks++;
	while (replies < 100000 && channel_send_reply(librarian, &reply, STDERR_FILENO))
		replies++;
	CHECK(asks > 0 && asks < 100000 && replies > 0 && replies < 100000, "%zu, %zu: it never fills", asks, replies);
	/* one is taken, and one has room again */
	CHECK(channel_take_ask(librarian, &ask) && channel_send_ask(worker, &ask), "no room: %s", strerror(errno));
	while (channel_take_ask(librarian, &ask))
		taken++;
	CHECK(taken == asks, "%zu of %zu", taken, asks);
	for (taken = 0; channel_take_reply(worker, &reply, &fd); taken++)
		close(fd);
	alarm(0);
	CHECK(taken == replies, "%zu of %zu", taken, replies);
	CHECK(open_count() == before, "%d descriptors are left open", open_count() - before);
}

/* A message of another size is none, and what came with it is let go. */
static void misshapen(void)
{
	char bytes[sizeof(struct channel_ask) + 64] = "";
	const size_t sizes[] = { 1, sizeof(struct channel_reply) - 1, sizeof(struct channel_reply) + 1, sizeof bytes };
	struct channel_ask ask;
	struct channel_reply reply;
	int before = open_count();
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		union {
			struct cmsghdr header;
			char room[CMSG_SPACE(sizeof(int))];
		} control = { .room = { 0 } };
		struct iovec part = { .iov_base = bytes, .iov_len = sizes[i] };
		struct msghdr m = { .msg_iov = &part,
			.msg_iovlen = 1,
			.msg_control = control.room,
			.msg_controllen = sizeof control.room };
		int fd = STDERR_FILENO;
		struct cmsghdr *c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof fd);
		memcpy(CMSG_DATA(c), &fd, sizeof fd);
		CHECK(sendmsg(librarian, &m, 0) == (ssize_t)sizes[i], "%s", strerror(errno));
		bool good = channel_take_reply(worker, &reply, &fd);
		/* a longer one is cut by the kernel to what we asked for */
		CHECK(good == (sizes[i] > sizeof reply), "%zu bytes", sizes[i]);
		if (good)
			close(fd);
		CHECK(send(worker, bytes, sizes[i], 0) == (ssize_t)sizes[i], "%s", strerror(errno));
		CHECK(channel_take_ask(librarian, &ask) == (sizes[i] > sizeof ask), "%zu bytes", sizes[i]);
	}
	CHECK(open_count() == before, "%d descriptors are left open", open_count() - before);
}

/* Several librarians at one end: each ask is taken once. */
static void shared(void)
{
	enum { ASKS = 20, LIBRARIANS = 3 };
	static struct channel_ask ask;
	bool seen[ASKS] = { false };
	for (uint64_t id = 0; id < ASKS; id++) {
		ask.id = id;
		CHECK(channel_send_ask(worker, &ask), "%s", strerror(errno));
	}
	pid_t child[LIBRARIANS];
	for (int i = 0; i < LIBRARIANS; i++) {
		child[i] = fork();
		if (child[i] != 0)
			continue;
		alarm(DEADLINE_S);
		while (channel_take_ask(librarian, &ask)) {
			struct channel_reply reply = { .id = ask.id };
			if (!channel_send_reply(librarian, &reply, -1))
				_exit(1);
		}
		_exit(0);
	}
	for (int i = 0; i < LIBRARIANS; i++) {
		int status = 1;
		CHECK(waitpid(child[i], &status, 0) == child[i] && status == 0, "status %d", status);
	}
	struct channel_reply reply;
	size_t count = 0;
	int fd;
	for (; channel_take_reply(worker, &reply, &fd); count++) {
		CHECK(reply.id < ASKS && !seen[reply.id], "%llu twice", (unsigned long long)reply.id);
		if (reply.id < ASKS)
			seen[reply.id] = true;
	}
	CHECK(count == ASKS, "%zu replies", count);
}

/* The other side has died: no signal, and an answer at once. */
static void alone(void)
{
	static struct channel_ask ask;
	struct channel_reply reply = { .id = 1 };
	int fd = 77;
	alarm(DEADLINE_S);
	close(librarian);
	CHECK(!channel_send_ask(worker, &ask), "sent to nobody");
	CHECK(!channel_take_reply(worker, &reply, &fd) && fd == -1, "a reply from nobody");
	close(worker);
	CHECK(channel_open(&worker, &librarian), "%s", strerror(errno));
	close(worker);
	CHECK(!channel_send_reply(librarian, &reply, STDERR_FILENO), "sent to nobody");
	CHECK(!channel_take_ask(librarian, &ask), "an ask from nobody");
	close(librarian);
	alarm(0);
}

int main(void)
{
	if (!channel_open(&worker, &librarian))
		return 1;
	empty();
	asked();
	replied();
	full();
	misshapen();
	shared();
	alone();
	return unit_done("channel");
}
