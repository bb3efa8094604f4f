/* gone_lock: one at a time adds to the list. */
#include "store/gone.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <unistd.h>

int gone_lock(const char *path)
{
	enum { MODE = 0644 };
	char room[PATH_MAX];
	struct buf name = BUF(room);
	buf_fmt(&name, "%s.lock", path);
	errno = ENAMETOOLONG;
	/* read-only: one that root has made serves everybody */
	int fd = *buf_z(&name) ? open(room, O_RDONLY | O_CREAT | O_CLOEXEC, MODE) : -1;
	while (fd >= 0 && flock(fd, LOCK_EX) != 0) {
		if (errno == EINTR)
			continue;
		int why = errno;
		close(fd);
		errno = why;
		return -1;
	}
	return fd;
}
