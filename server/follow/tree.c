#include "follow/tree.h"

#include "store/fresh.h"
#include "store/slurp.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FOLDER_MODE = 0755, FILE_MODE = 0644, TRIES = 3, BLOCK = 4096, DEEPEST = 100 };

static int open_beneath(const struct tree *t, const char *path, int flags)
{
	struct open_how how = { .flags = (uint64_t)(unsigned)(flags | O_CLOEXEC),
		.mode = flags & O_CREAT ? FILE_MODE : 0,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS };
	long fd = -1;
	for (int i = 0; i < TRIES && fd < 0; i++) {
		fd = syscall(SYS_openat2, t->fd, *path ? path : ".", &how, sizeof how);
		if (fd < 0 && errno != EAGAIN)
			break;
	}
	return (int)fd;
}

/* Without the slash before it, NUL-terminated. */
static bool relative(struct str path, struct buf *out)
{
	buf_clear(out);
	buf_add(out, str_sub(path, 1, path.n));
	errno = ENAMETOOLONG;
	return path.n && path.p[0] == '/' && (*buf_z(out) || path.n == 1) && !out->full;
}

bool tree_open(struct tree *t, const char *folder)
{
	t->fd = -1;
	if (!fresh_folder(folder))
		return false;
	t->fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return t->fd >= 0;
}

void tree_close(struct tree *t)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
}

int tree_file(const struct tree *t, struct str path)
{
	char room[PATH_MAX];
	struct buf name = BUF(room);
	struct stat st;
	int fd = relative(path, &name) ? open_beneath(t, room, O_RDONLY | O_NONBLOCK | O_NOCTTY) : -1;
	if (fd < 0 || (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)))
		return fd;
	close(fd);
	errno = EINVAL;
	return -1;
}

bool tree_read(const struct tree *t, struct str path, size_t max, struct arena *m, struct str *out)
{
	int fd = tree_file(t, path);
	*out = (struct str){ "", 0 };
	bool good = fd >= 0 && slurp(fd, max, m, out);
	int code = errno;
	if (fd >= 0)
		close(fd);
	errno = code;
	return good;
}

bool tree_digest(const struct tree *t, struct str path, struct digest *out, uint64_t *size)
{
	int fd = tree_file(t, path);
	bool good = fd >= 0 && digest_file(fd, out, size);
	if (fd >= 0)
		close(fd);
	return good;
}

bool tree_has(const struct tree *t, struct str path)
{
	int fd = tree_file(t, path);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

bool tree_is(const struct tree *t, struct str path, const struct digest *d)
{
	struct digest now;
	uint64_t size;
	return tree_digest(t, path, &now, &size) && digest_eq(&now, d);
}

/* Makes the folders of "2018/06/28/", each in the one before it, which is no link. The last one, opened; -1: errno. */
static int make_folders(const struct tree *t, struct str path)
{
	int at = open_beneath(t, "", O_PATH | O_DIRECTORY);
	while (at >= 0 && path.n) {
		char room[NAME_MAX + 1];
		struct buf name = BUF(room);
		struct tree here = { .fd = at };
		buf_add(&name, str_cut(&path, '/'));
		errno = ENAMETOOLONG;
		int next = -1;
		if (*buf_z(&name) && (mkdirat(at, room, FOLDER_MODE) == 0 || errno == EEXIST))
			next = open_beneath(&here, room, O_PATH | O_DIRECTORY);
		int code = errno;
		close(at);
		errno = code;
		at = next;
	}
	return at;
}

/* The folder of a path, opened; name is the rest. */
static int open_parent(const struct tree *t, struct str path, bool make, struct buf *name)
{
	char room[PATH_MAX];
	struct buf folder = BUF(room);
	size_t slash = str_rindex(path, '/');
	buf_clear(name);
	buf_add(name, str_sub(path, slash + 1, path.n));
	if (!relative(str_sub(path, 0, slash + 1), &folder) || !*buf_z(name)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	int fd = open_beneath(t, room, O_PATH | O_DIRECTORY);
	return fd < 0 && make && errno == ENOENT ? make_folders(t, buf_str(&folder)) : fd;
}

int tree_create(const struct tree *t, struct str path)
{
	char room[NAME_MAX + 1];
	struct buf name = BUF(room);
	int up = open_parent(t, path, true, &name);
	if (up < 0)
		return -1;
	struct stat st;
	int fd = openat(up, room, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, FILE_MODE);
	int code = errno;
	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		fd = -1;
		code = EINVAL;
	}
	close(up);
	errno = code;
	return fd;
}

bool tree_move(const struct tree *t, struct str from, struct str to)
{
	char from_room[NAME_MAX + 1], to_room[NAME_MAX + 1];
	struct buf from_name = BUF(from_room), to_name = BUF(to_room);
	int old = open_parent(t, from, false, &from_name);
	int new = old >= 0 ? open_parent(t, to, true, &to_name) : -1;
	bool good = new >= 0 && renameat(old, from_room, new, to_room) == 0;
	int code = errno;
	if (old >= 0)
		close(old);
	if (new >= 0)
		close(new);
	errno = code;
	return good;
}

bool tree_drop(const struct tree *t, struct str path)
{
	char room[NAME_MAX + 1];
	struct buf name = BUF(room);
	bool file = true, good = false;
	int code = 0;
	while (path.n > 1) {
		int up = open_parent(t, path, false, &name);
		bool gone = up >= 0 && unlinkat(up, room, file ? 0 : AT_REMOVEDIR) == 0;
		if (file) {
			good = gone;
			code = errno;
		}
		if (up >= 0)
			close(up);
		if (!gone)
			break;
		file = false;
		path = str_sub(path, 0, str_rindex(path, '/'));
	}
	errno = code;
	return good;
}

DIR *tree_folder(const struct tree *t, struct str path)
{
	char room[PATH_MAX];
	struct buf name = BUF(room);
	int fd = relative(path, &name) ? open_beneath(t, room, O_RDONLY | O_DIRECTORY) : -1;
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	if (fd >= 0 && d == NULL)
		close(fd);
	return d;
}

bool tree_sync(const struct tree *t)
{
	return syncfs(t->fd) == 0;
}

bool tree_put(const struct tree *t, struct str path, struct str bytes)
{
	static const struct str fresh = { "/.mirror/put.new", 16 };
	int fd = tree_create(t, fresh);
	bool good = fd >= 0;
	while (good && bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		good = n > 0 || (n < 0 && errno == EINTR);
		bytes = str_sub(bytes, n > 0 ? (size_t)n : 0, bytes.n);
	}
	good = good && fsync(fd) == 0;
	int code = errno;
	if (fd >= 0)
		close(fd);
	errno = code;
	return good && tree_move(t, fresh, path);
}

/* ---- what it takes ---- */

uint64_t tree_blocks(uint64_t size)
{
	return size / BLOCK * BLOCK + BLOCK;
}

static uint64_t usage(int folder, unsigned depth)
{
	struct stat st;
	const struct dirent *d;
	uint64_t sum = BLOCK;
	DIR *dir = folder >= 0 && depth <= DEEPEST ? fdopendir(folder) : NULL;
	if (dir == NULL) {
		if (folder >= 0)
			close(folder);
		return 0;
	}
	while ((d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0 ||
			fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		if (S_ISDIR(st.st_mode))
			sum += usage(openat(dirfd(dir), d->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
				depth + 1);
		else if (S_ISREG(st.st_mode))
			sum += tree_blocks((uint64_t)st.st_size);
	}
	closedir(dir);
	return sum;
}

uint64_t tree_usage(const struct tree *t)
{
	return usage(open_beneath(t, "", O_RDONLY | O_DIRECTORY), 0);
}
