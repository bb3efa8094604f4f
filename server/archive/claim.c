#include "archive/claim.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <unistd.h>

static int open_lock(const char *index, int flags)
{
	char room[PATH_MAX];
	struct buf path = BUF(room);
	buf_fmt(&path, "%s.lock", index);
	errno = ENAMETOOLONG;
	return path.full ? -1 : open(buf_z(&path), flags | O_CLOEXEC, 0640);
}

enum claim claim_take(const char *index, int *fd)
{
	*fd = open_lock(index, O_RDWR | O_CREAT);
	if (*fd < 0)
		return CLAIM_FAILED;
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return CLAIM_OURS;
	int code = errno;
	close(*fd);
	*fd = -1;
	errno = code;
	return code == EWOULDBLOCK ? CLAIM_OTHERS : CLAIM_FAILED;
}

bool claim_is_taken(const char *index)
{
	int fd = open_lock(index, O_RDWR);
	bool taken = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	if (fd >= 0)
		close(fd);
	return taken;
}
