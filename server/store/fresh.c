#include "store/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = 0755 };

/* "certs/localhost.key" -> "certs/.XXXXXX-localhost.key": hidden from visitors, and the ending keeps it out of git. */
static bool template_make(const char *path, struct buf *out, int *tail)
{
	struct str s = str_of(path);
	size_t slash = str_rindex(s, '/'), from = slash < s.n ? slash + 1 : 0;
	buf_add(out, str_sub(s, 0, from));
	buf_add(out, STR(".XXXXXX-"));
	buf_add(out, str_sub(s, from, s.n));
	*tail = (int)(s.n - from) + 1;
	if (*buf_z(out))
		return true;
	errno = ENAMETOOLONG;
	return false;
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

/* The name is on the disk only when its folder is. Some file systems cannot do that; the file is whole all the same. */
static void folder_sync(const char *path)
{
	char folder[PATH_MAX];
	struct buf b = BUF(folder);
	size_t slash = str_rindex(str_of(path), '/');
	buf_add(&b, path[slash] ? str_sub(str_of(path), 0, slash + 1) : STR("."));
	int fd = open(buf_z(&b), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

/* Takes a whole file to its name, which must be free. */
static bool name_take(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* a file system without RENAME_NOREPLACE (NFS): a link never replaces anything either */
	if (link(from, to) != 0)
		return false;
	unlink(from);
	return true;
}

static bool file_make(const char *path, mode_t mode, struct str bytes, bool replace)
{
	char room[PATH_MAX];
	struct buf name = BUF(room);
	int tail, fd;
	if (!template_make(path, &name, &tail) || (fd = mkostemps(room, tail, O_CLOEXEC)) < 0)
		return false;
	/* mkostemps makes it 0600, so a key is never readable to others, not even for a moment */
	bool good = write_all(fd, bytes) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	good = good && (replace ? rename(room, path) == 0 : name_take(room, path));
	if (good) {
		folder_sync(path);
		return true;
	}
	int why = errno;
	unlink(room);
	errno = why;
	return false;
}

bool fresh_make(const char *path, mode_t mode, struct str bytes)
{
	return file_make(path, mode, bytes, false);
}

bool fresh_replace(const char *path, mode_t mode, struct str bytes)
{
	return file_make(path, mode, bytes, true);
}

bool fresh_folder(const char *path)
{
	char room[PATH_MAX];
	struct buf b = BUF(room);
	struct stat st;
	buf_add(&b, str_of(path));
	if (!*buf_z(&b)) {
		errno = b.full ? ENAMETOOLONG : ENOENT;
		return false;
	}
	for (char *p = room + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(room, FOLDER_MODE) != 0 && errno != EEXIST)
			return false;
		*p = '/';
	}
	if (mkdir(room, FOLDER_MODE) == 0)
		return true;
	if (errno == EEXIST && stat(room, &st) == 0 && !S_ISDIR(st.st_mode))
		errno = ENOTDIR;
	else if (errno == EEXIST)
		return true;
	return false;
}
