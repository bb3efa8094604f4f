#include "publish/stage.h"

#include "store/fresh.h"
#include "store/slurp.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct str head = { "/mirror/HEAD", 12 };
static const char drop_list[] = "/.drop";

static bool blame(struct buf *why, const struct stage *s, const char *what)
{
	buf_fmt(why, "%s%s: %s", s->overlay, what, strerror(errno));
	return false;
}

/* "OVERLAY/.new/2018/MANIFEST", NUL-terminated. */
static const char *place(const struct stage *s, const char *part, struct str path, struct buf *room)
{
	buf_clear(room);
	buf_fmt(room, "%s%s%.*s", s->overlay, part, STR_ARG(path));
	return buf_z(room);
}

/* Makes the folders that a file needs. */
static bool folders_for(const char *file)
{
	char room[PATH_MAX];
	struct buf folder = BUF(room);
	struct str whole = str_of(file);
	buf_add(&folder, str_sub(whole, 0, str_rindex(whole, '/')));
	return fresh_folder(buf_z(&folder));
}

/* ---- taking what is staged to its place ---- */

static bool move(const struct stage *s, struct str path)
{
	char from_room[PATH_MAX], to_room[PATH_MAX];
	struct buf from = BUF(from_room), to = BUF(to_room);
	const char *old = place(s, "/.commit", path, &from), *new = place(s, "", path, &to);
	return rename(old, new) == 0 || (errno == ENOENT && folders_for(new) && rename(old, new) == 0);
}

/* Calls for every file beneath a folder; it may rename it. False: errno; also where a folder cannot be looked into, for
 * what lies there would be missing. */
static bool each_file(const struct stage *s, const char *part, bool (*call)(const struct stage *, struct str))
{
	char room[PATH_MAX];
	struct buf top = BUF(room);
	char *paths[] = { (char *)(uintptr_t)place(s, part, STR(""), &top), NULL };
	bool good = true;
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *e = NULL;
	if (walk == NULL)
		return false;
	while (good && (errno = 0, e = fts_read(walk)) != NULL) {
		if (e->fts_info == FTS_DNR || e->fts_info == FTS_ERR || e->fts_info == FTS_NS)
			good = false, errno = e->fts_errno;
		else if (e->fts_info == FTS_F)
			good = call(s, str_sub(str_of(e->fts_path), top.n, PATH_MAX));
	}
	int code = errno;
	fts_close(walk);
	errno = code;
	return good && code == 0;
}

static bool move_all_but_head(const struct stage *s, struct str path)
{
	return str_eq(path, head) || str_eq(path, str_of(drop_list)) || move(s, path);
}

/* Deletes a file, and the folders that have nothing any more. */
static void drop(const struct stage *s, struct str path)
{
	char room[PATH_MAX];
	struct buf file = BUF(room);
	if (!*place(s, "", path, &file) || unlink(room) != 0)
		return;
	for (size_t top = strlen(s->overlay);;) {
		char *slash = strrchr(room, '/');
		if (slash == NULL || (size_t)(slash - room) <= top)
			return;
		*slash = '\0';
		if (rmdir(room) != 0)
			return;
	}
}

static void drop_all(const struct stage *s)
{
	char room[PATH_MAX];
	struct buf file = BUF(room);
	char *line = NULL;
	size_t n = 0;
	ssize_t length;
	FILE *f = fopen(place(s, "/.commit", str_of(drop_list), &file), "re");
	while (f && (length = getline(&line, &n, f)) > 1)
		if (line[0] == '/' && line[length - 1] == '\n')
			drop(s, (struct str){ line, (size_t)length - 1 });
	free(line);
	if (f)
		fclose(f);
}

static void remove_tree(const struct stage *s, const char *part)
{
	char room[PATH_MAX];
	struct buf top = BUF(room);
	char *paths[] = { (char *)(uintptr_t)place(s, part, STR(""), &top), NULL };
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	for (FTSENT *e; walk && (e = fts_read(walk)) != NULL;) {
		if (e->fts_info == FTS_DP)
			rmdir(e->fts_accpath);
		else if (e->fts_info != FTS_D)
			unlink(e->fts_accpath);
	}
	if (walk)
		fts_close(walk);
}

static bool roll_forward(struct stage *s, struct buf *why)
{
	char room[PATH_MAX];
	struct buf file = BUF(room);
	if (!each_file(s, "/.commit", move_all_but_head))
		return blame(why, s, "/.commit");
	/* what HEAD speaks of is there, before it says so */
	if (syncfs(s->fd) != 0)
		return blame(why, s, "");
	if (access(place(s, "/.commit", head, &file), F_OK) == 0 && !move(s, head))
		return blame(why, s, "/mirror/HEAD");
	drop_all(s);
	if (syncfs(s->fd) != 0)
		return blame(why, s, "");
	remove_tree(s, "/.commit");
	return true;
}

/* ---- from outside ---- */

bool stage_open(struct stage *s, const char *overlay, struct buf *why)
{
	struct stat st;
	*s = (struct stage){ .overlay = overlay, .fd = -1, .lock = -1 };
	if (!fresh_folder(overlay) || (s->fd = open(overlay, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0 ||
		(s->lock = openat(s->fd, ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0)
		return blame(why, s, "");
	if (flock(s->lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			buf_fmt(why, "%s: another publication is under way; try again when it has ended", overlay);
		else
			blame(why, s, "/.lock");
		/* what is staged is the other one's */
		close(s->lock);
		s->lock = -1;
		return false;
	}
	if (fstatat(s->fd, ".commit", &st, 0) == 0 && !roll_forward(s, why))
		return false;
	remove_tree(s, "/.new");
	return true;
}

void stage_close(struct stage *s)
{
	if (s->lock >= 0) {
		remove_tree(s, "/.new");
		close(s->lock);
	}
	if (s->fd >= 0)
		close(s->fd);
	arena_free(&s->arena);
	*s = (struct stage){ .fd = -1, .lock = -1 };
}

int stage_create(struct stage *s, struct str path, struct buf *why)
{
	enum { HOW = O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, MODE = 0644 };
	char room[PATH_MAX];
	struct buf file = BUF(room);
	const char *name = place(s, "/.new", path, &file);
	int fd = *name ? open(name, HOW, MODE) : -1;
	if (fd < 0 && *name && errno == ENOENT && folders_for(name))
		fd = open(name, HOW, MODE);
	if (fd < 0) {
		buf_escape(why, str_of(*name ? name : s->overlay));
		buf_fmt(why, ": %s", *name ? strerror(errno) : "the path is too long");
	}
	return fd;
}

bool stage_write(struct stage *s, struct str path, struct str bytes, struct buf *why)
{
	int fd = stage_create(s, path, why);
	if (fd < 0)
		return false;
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			blame(why, s, " (writing)");
			break;
		}
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	close(fd);
	return bytes.n == 0;
}

void stage_drop(struct stage *s, struct str path)
{
	arena_room(&s->arena, &s->drops, path.n + 1);
	buf_add(&s->drops, path);
	buf_byte(&s->drops, '\n');
}

static bool read_file(const char *file, size_t max, struct arena *m, struct str *out)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && slurp(fd, max, m, out);
	int code = errno;
	if (fd >= 0)
		close(fd);
	errno = code;
	return good;
}

bool stage_read(const struct stage *s, struct str path, size_t max, struct arena *m, struct str *out)
{
	char room[PATH_MAX];
	struct buf file = BUF(room);
	return read_file(place(s, "", path, &file), max, m, out);
}

bool stage_look(const struct stage *s, struct str path, size_t max, struct arena *m, struct str *out)
{
	char room[PATH_MAX];
	struct buf file = BUF(room);
	return read_file(place(s, "/.new", path, &file), max, m, out) ||
	       (errno == ENOENT && stage_read(s, path, max, m, out));
}

bool stage_commit(struct stage *s, struct buf *why)
{
	if (s->drops.n && !stage_write(s, str_of(drop_list), buf_str(&s->drops), why))
		return false;
	if (syncfs(s->fd) != 0 || renameat(s->fd, ".new", s->fd, ".commit") != 0 || fsync(s->fd) != 0)
		return blame(why, s, "/.new");
	return roll_forward(s, why);
}
