#include "store/root.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	TRIES = 3, /* openat2(2): EAGAIN when something was renamed meanwhile */
	/* a FIFO must not stall a worker, a terminal must not become ours */
	READ_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
};

/* glibc 2.36 has no wrapper. */
static int open_beneath(int root, const char *path, int flags)
{
	struct open_how how = {
		.flags = (unsigned)flags,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	int fd;
	for (int i = 0; i < TRIES; i++) {
		fd = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
		if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
			break;
	}
	return fd;
}

int root_open(struct root *r, const char *path)
{
	r->fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (r->fd < 0)
		return -1;
	/* a missing system call is found out here, not by the first visitor */
	int probe = open_beneath(r->fd, ".", O_PATH | O_CLOEXEC);
	if (probe < 0) {
		int why = errno;
		root_close(r);
		errno = why;
		return -1;
	}
	close(probe);
	return 0;
}

void root_close(struct root *r)
{
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
}

/* Whether every component may be asked for, as far as that is plain without the kernel. */
static bool askable(struct str path)
{
	if (path.n == 0 || path.p[0] != '/' || path.n > PATH_MAX || memchr(path.p, '\0', path.n))
		return false;
	for (size_t i = 1; i < path.n; i++)
		if (path.p[i - 1] == '/' && (path.p[i] == '/' || path.p[i] == '.'))
			return false;
	return true;
}

/* What a failed openat2 means to a visitor. */
static enum found refused(int why)
{
	switch (why) {
	case ENOENT:
	case ENOTDIR:
	case EXDEV: /* out of the root */
	case ELOOP:
	case EACCES:
	case EPERM:
	case ENAMETOOLONG:
	case EINVAL: /* a name that this file system cannot have */
	case EILSEQ:
	case ENXIO: /* a socket, a device without a driver */
	case ENODEV:
	case ENOMEDIUM:
		return FOUND_NOTHING;
	default:
		return FOUND_TROUBLE;
	}
}

enum found root_find(const struct root *r, struct str path, struct found_file *out)
{
	char name[PATH_MAX];
	struct stat st;
	out->fd = -1;
	errno = 0;
	if (!askable(path))
		return FOUND_NOTHING;
	memcpy(name, path.p + 1, path.n - 1);
	name[path.n - 1] = '\0';
	int fd = open_beneath(r->fd, path.n > 1 ? name : ".", READ_FLAGS);
	if (fd < 0)
		return refused(errno);
	if (fstat(fd, &st) != 0) {
		int why = errno;
		close(fd);
		errno = why;
		return FOUND_TROUBLE;
	}
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
		close(fd);
		errno = 0;
		return FOUND_NOTHING;
	}
	*out = (struct found_file){ fd, (uint64_t)st.st_size, st.st_mtim, st.st_dev, st.st_ino };
	return S_ISREG(st.st_mode) ? FOUND_FILE : FOUND_DIR;
}
