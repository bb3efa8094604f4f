#include "import/chest.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	FOLDER_MODE = 0755,
	FILE_MODE = 0644,
	TRIES = 3, /* openat2 may give EAGAIN while somebody else renames */
};

static int open_beneath(int root, const char *path, int flags)
{
	struct open_how how = { .flags = (unsigned long long)(flags | O_CLOEXEC),
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS };
	while (*path == '/')
		path++;
	for (int i = 0; i < TRIES; i++) {
		long fd = syscall(SYS_openat2, root, *path ? path : ".", &how, sizeof how);
		if (fd >= 0 || errno != EAGAIN)
			return (int)fd;
	}
	return -1;
}

int chest_file(int root, const char *path)
{
	/* a FIFO must not be waited for */
	return open_beneath(root, path, O_RDONLY | O_NOCTTY | O_NONBLOCK);
}

int chest_folder(int root, const char *path)
{
	return open_beneath(root, path, O_RDONLY | O_DIRECTORY);
}

bool chest_there(int root, const char *path)
{
	int fd = open_beneath(root, path, O_PATH);
	if (fd >= 0)
		close(fd);
	/* where we may not look, something is */
	return fd >= 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* One folder in another, made where it is missing. */
static int folder_step(int at, struct str name)
{
	char one[NAME_MAX + 1];
	struct buf b = BUF(one);
	buf_add(&b, name);
	if (!*buf_z(&b)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	bool made = mkdirat(at, one, FOLDER_MODE) == 0;
	int fd = made || errno == EEXIST ? chest_folder(at, one) : -1;
	/* whatever the umask is: the server is another user */
	if (fd >= 0 && made)
		fchmod(fd, FOLDER_MODE);
	return fd;
}

int chest_folder_make(int root, const char *path)
{
	char room[PATH_MAX];
	struct buf b = BUF(room);
	buf_add(&b, str_sub(str_of(path), 0, str_rindex(str_of(path), '/')));
	int fd = b.full ? (errno = ENAMETOOLONG, -1) : chest_folder(root, buf_z(&b));
	if (fd >= 0 || errno != ENOENT)
		return fd;
	/* one after the other, each beneath the last, so that no link is ever followed */
	int at = root;
	for (struct str rest = str_sub(buf_str(&b), 1, b.n); rest.n; at = fd) {
		fd = folder_step(at, str_cut(&rest, '/'));
		int why = errno;
		if (at != root)
			close(at);
		errno = why;
		if (fd < 0)
			return -1;
	}
	return fd;
}

void chest_folder_tidy(int root, const char *path)
{
	char room[PATH_MAX];
	struct buf b = BUF(room);
	buf_add(&b, str_of(path));
	while (!b.full && (b.n = str_rindex(buf_str(&b), '/')) > 0) {
		size_t slash = str_rindex(buf_str(&b), '/');
		const char *name = buf_z(&b) + slash + 1;
		room[slash] = '\0';
		int above = chest_folder(root, room);
		/* what was never made is gone, too: one above it may have been */
		bool gone = (above >= 0 && unlinkat(above, name, AT_REMOVEDIR) == 0) || errno == ENOENT ||
			    errno == ENAMETOOLONG;
		room[slash] = '/';
		if (above >= 0)
			close(above);
		if (!gone)
			return;
	}
}

bool chest_say(struct buf *why, const char *what, const char *root, const char *path, int error)
{
	buf_fmt(why, "cannot %s ", what);
	buf_escape(why, str_of(root));
	buf_escape(why, str_of(path));
	buf_fmt(why, ": %s", strerror(error));
	if (error == ENOSPC || error == EDQUOT)
		buf_add(why, STR("; make room"));
	else if (error == EFBIG)
		buf_add(why, STR("; the limit on the size of files (ulimit -f) is too low"));
	else if (error == EACCES || error == EPERM)
		buf_add(why, STR("; whoever runs this must be allowed to"));
	return false;
}

static bool read_all(int fd, char *p, size_t size)
{
	for (size_t n = 0; n < size;) {
		ssize_t got = read(fd, p + n, size - n);
		if (got == 0)
			errno = EIO; /* it has become shorter */
		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		n += got > 0 ? (size_t)got : 0;
	}
	return true;
}

bool chest_read(int root, const char *path, size_t max, struct arena *a, struct str *bytes)
{
	struct stat st;
	int fd = chest_file(root, path), why;
	bool good = false;
	if (fd < 0)
		return false;
	if (fstat(fd, &st) != 0)
		goto out;
	if (!S_ISREG(st.st_mode) || st.st_size < 0 || (size_t)st.st_size > max) {
		errno = S_ISREG(st.st_mode) ? EFBIG : EINVAL;
		goto out;
	}
	bytes->n = (size_t)st.st_size;
	char *p = arena_take(a, bytes->n + 1, 1);
	bytes->p = p;
	good = read_all(fd, p, bytes->n);
out:
	why = errno;
	close(fd);
	errno = why;
	return good;
}

bool chest_write(int folder, const char *name, struct str bytes)
{
	int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, FILE_MODE), why;
	bool good = fd >= 0 && fchmod(fd, FILE_MODE) == 0;
	while (good && bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno != EINTR)
			good = false;
		else if (n > 0)
			bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	why = errno;
	if (fd >= 0 && close(fd) != 0 && good) {
		good = false;
		why = errno;
	}
	errno = why;
	return good;
}
