#include "role/channel.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

bool channel_open(int *worker, int *librarian)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
		return false;
	*worker = ends[0];
	*librarian = ends[1];
	return true;
}

bool channel_send_ask(int worker, const struct channel_ask *ask)
{
	return send(worker, ask, sizeof *ask, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)sizeof *ask;
}

bool channel_take_ask(int librarian, struct channel_ask *ask)
{
	return recv(librarian, ask, sizeof *ask, MSG_DONTWAIT) == (ssize_t)sizeof *ask;
}

/* Room for one descriptor, aligned as the kernel wants it. */
union control {
	struct cmsghdr header;
	char room[CMSG_SPACE(sizeof(int))];
};

bool channel_send_reply(int librarian, const struct channel_reply *reply, int fd)
{
	union control control = { .room = { 0 } };
	struct iovec part = { .iov_base = (void *)(uintptr_t)reply, .iov_len = sizeof *reply };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	if (fd >= 0) {
		message.msg_control = control.room;
		message.msg_controllen = sizeof control.room;
		struct cmsghdr *c = CMSG_FIRSTHDR(&message);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof fd);
		memcpy(CMSG_DATA(c), &fd, sizeof fd);
	}
	return sendmsg(librarian, &message, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)sizeof *reply;
}

bool channel_take_reply(int worker, struct channel_reply *reply, int *fd)
{
	union control control;
	struct iovec part = { .iov_base = reply, .iov_len = sizeof *reply };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room };
	message.msg_controllen = sizeof control.room;
	*fd = -1;
	ssize_t n = recvmsg(worker, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (n <= 0)
		return false;
	struct cmsghdr *c = CMSG_FIRSTHDR(&message);
	if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(c), sizeof *fd);
	if (n == (ssize_t)sizeof *reply)
		return true;
	if (*fd >= 0)
		close(*fd);
	return false;
}
