#include "import/intake.h"

#include "import/bytes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 64 }; /* folders within each other */

/* A walk over one argument. */
struct walk {
	struct inputs *inputs;
	unsigned rank;
	struct buf path;
	struct str source; /* a copy: the path changes beneath it */
	char source_room[PATH_MAX];
	struct buf *why;
};

static bool say(struct buf *why, struct str path, int error)
{
	buf_add(why, STR("cannot read "));
	buf_escape(why, path);
	buf_add(why, STR(": "));
	buf_add(why, str_of(strerror(error)));
	return false;
}

static bool folder_walk(struct walk *w, int at, const char *name, unsigned depth);

/* One entry of a folder; its path stands in w->path. */
static bool entry_take(struct walk *w, int folder, const char *name, unsigned char type, unsigned depth)
{
	struct stat st;
	if (type == DT_UNKNOWN)
		type = fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode) ? DT_DIR : DT_REG;
	if (type == DT_DIR && depth == 1) {
		struct buf b = BUF(w->source_room);
		buf_add(&b, buf_str(&w->path));
		w->source = buf_str(&b);
	}
	if (type == DT_DIR)
		return folder_walk(w, folder, name, depth + 1);
	if (type == DT_LNK && (fstatat(folder, name, &st, 0) != 0 || !S_ISREG(st.st_mode)))
		return true; /* a link that leads nowhere, or to a folder and perhaps in a circle */
	inputs_add(w->inputs, w->rank, w->source, buf_str(&w->path), true);
	return true;
}

static bool entries_walk(struct walk *w, DIR *d, unsigned depth)
{
	size_t length = w->path.n;
	struct str source = w->source;
	errno = 0;
	for (struct dirent *e; (e = readdir(d)) != NULL; errno = 0) {
		if (e->d_name[0] == '.')
			continue;
		buf_byte(&w->path, '/');
		buf_add(&w->path, str_of(e->d_name));
		bool good = !w->path.full;
		if (!good)
			buf_add(w->why, STR("a path is too long, or holds folders too deep within each other"));
		good = good && entry_take(w, dirfd(d), e->d_name, e->d_type, depth);
		w->path.n = length;
		w->path.full = false;
		w->source = source;
		if (!good)
			return false;
	}
	return errno == 0 || say(w->why, buf_str(&w->path), errno);
}

static bool folder_walk(struct walk *w, int at, const char *name, unsigned depth)
{
	int fd = depth > DEPTH_MAX ? (errno = ELOOP, -1) : openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	/* one that cannot be read is refused by name, like a file */
	if (!d && depth > 1)
		inputs_add(w->inputs, w->rank, w->source, buf_str(&w->path), true);
	if (!d)
		return depth > 1 || say(w->why, buf_str(&w->path), errno);
	bool good = entries_walk(w, d, depth);
	closedir(d);
	return good;
}

bool intake_path(struct inputs *to, unsigned rank, const char *path, struct buf *why)
{
	char room[PATH_MAX];
	struct walk w = { .inputs = to, .rank = rank, .path = BUF(room), .source = str_of(path), .why = why };
	struct stat st;
	struct str s = str_of(path);
	if (stat(path, &st) != 0)
		return say(why, s, errno);
	while (s.n > 1 && s.p[s.n - 1] == '/')
		s.n--;
	buf_add(&w.path, s);
	if (S_ISDIR(st.st_mode))
		return folder_walk(&w, AT_FDCWD, path, 1);
	size_t slash = str_rindex(s, '/');
	inputs_add(to, rank, slash < s.n ? str_sub(s, 0, slash) : STR("."), s, true);
	return true;
}

bool intake_list(struct inputs *to, unsigned rank, FILE *list, struct buf *why)
{
	char *line = NULL;
	size_t room = 0;
	errno = 0;
	for (ssize_t n; (n = getline(&line, &room, list)) > 0; errno = 0) {
		struct str rest = { line, (size_t)n };
		if (str_ends(rest, STR("\n")))
			rest.n--;
		/* as find -print0 writes them */
		while (rest.n) {
			struct str path = str_cut(&rest, '\0');
			size_t slash = str_rindex(path, '/');
			if (path.n)
				inputs_add(to, rank, slash < path.n ? str_sub(path, 0, slash) : STR("."), path, false);
		}
	}
	bool good = !ferror(list) || say(why, STR("the list of paths"), errno);
	free(line);
	return good;
}

size_t intake_size(struct str path)
{
	char room[PATH_MAX];
	struct buf b = BUF(room);
	struct stat st;
	buf_add(&b, path);
	return *buf_z(&b) && stat(room, &st) == 0 && st.st_size > 0 ? (size_t)st.st_size : 0;
}

static bool whole_read(int fd, char *p, size_t room, size_t *n)
{
	*n = 0;
	while (*n < room) {
		ssize_t got = read(fd, p + *n, room - *n);
		if (got < 0 && errno != EINTR)
			return false;
		if (got == 0)
			break;
		*n += got > 0 ? (size_t)got : 0;
	}
	return true;
}

bool intake_read(const char *path, struct arena *a, struct str *bytes, const char **why)
{
	struct stat st;
	bool good = false;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st) != 0) {
		*why = strerrordesc_np(errno);
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		*why = "it is no regular file";
		goto out;
	}
	if (st.st_size > BYTES_MAX) {
		*why = bytes_trouble_text(BYTES_LONG);
		goto out;
	}
	/* one more byte tells whether it has grown */
	size_t room = (size_t)st.st_size + 1;
	char *p = arena_take(a, room, 1);
	good = whole_read(fd, p, room, &bytes->n);
	bytes->p = p;
	if (!good)
		*why = strerrordesc_np(errno);
	if (good && bytes->n == room) {
		*why = "it grew while it was being read";
		good = false;
	}
out:
	if (fd >= 0)
		close(fd);
	return good;
}
