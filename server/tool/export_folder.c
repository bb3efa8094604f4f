/* export_folder: the folder that an export writes: files that are written only where they differ, and what an earlier
 * export wrote. */
#include "tool/export_inside.h"

#include "base/log.h"
#include "store/fresh.h"
#include "store/slurp.h"
#include "text/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MODE = 0644, LIST_MAX = 1 << 30 };

static const char list_name[] = ".herald-export";

static const char *full_path(struct export *e, struct str path)
{
	return arena_fmt(&e->arena, "%s%.*s", e->folder, STR_ARG(path)).p;
}

/* Tells and counts what went wrong with a file, by errno. */
static void blame(struct export *e, struct str path, const char *what)
{
	enum { LONGEST = 4 }; /* \xXX */
	struct buf shown = { 0 };
	int code = errno;
	arena_room(&e->arena, &shown, LONGEST * path.n + 1);
	buf_escape(&shown, path);
	log_error("%s%s: %s%s", e->folder, buf_z(&shown), what, strerror(code));
	e->failed++;
}

struct str export_slurp(struct export *e, int fd, uint64_t size)
{
	char *p = arena_take(&e->arena, size + 1, 1);
	size_t n = 0;
	for (ssize_t got; n < size && (got = pread(fd, p + n, size - n, (off_t)n)) > 0;)
		n += (size_t)got;
	return (struct str){ p, n };
}

static bool same_bytes(struct export *e, const char *path, struct str bytes)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool same = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == bytes.n &&
		    str_eq(export_slurp(e, fd, bytes.n), bytes);
	if (fd >= 0)
		close(fd);
	return same;
}

/* A line, or nothing of it: half a path might be somebody else's file. */
static bool append(int fd, struct str line)
{
	ssize_t n = write(fd, line.p, line.n);
	if (n == (ssize_t)line.n)
		return true;
	int code = n < 0 ? errno : ENOSPC;
	if (n > 0 && ftruncate(fd, lseek(fd, 0, SEEK_CUR) - n) != 0)
		code = errno;
	errno = code;
	return false;
}

/* Notes a file that is about to be written. False: it cannot be, and must not be written then. */
static bool list_add(struct export *e, struct str path)
{
	paths_add(&e->written, path);
	if (paths_has(&e->listed, path))
		return true;
	if (append(e->list, arena_fmt(&e->arena, "%.*s\n", STR_ARG(path)))) {
		paths_add(&e->listed, path);
		return true;
	}
	blame(e, arena_fmt(&e->arena, "/%s", list_name), "");
	return false;
}

bool export_put(struct export *e, struct str path, struct str bytes)
{
	const char *full = full_path(e, path);
	if (!list_add(e, path))
		return false;
	if (same_bytes(e, full, bytes))
		return true;
	struct str folder = str_sub(str_of(full), 0, str_rindex(str_of(full), '/'));
	if (!fresh_folder(arena_copy(&e->arena, folder).p) || !fresh_replace(full, FILE_MODE, bytes)) {
		blame(e, path, "");
		return false;
	}
	e->changed++;
	return true;
}

static bool same_state(const char *path, const struct found_file *f)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == f->size &&
	       st.st_mtim.tv_sec == f->mtime.tv_sec && st.st_mtim.tv_nsec == f->mtime.tv_nsec;
}

struct str export_selector(struct export *e, struct str path)
{
	struct buf out = { 0 };
	arena_room(&e->arena, &out, 3 * path.n);
	view_selector(&out, path);
	return out.n <= TARGET_SELECTOR_MAX ? buf_str(&out) : STR("");
}

void export_copy(struct export *e, struct str path, const struct found_file *f)
{
	const char *full = full_path(e, path);
	if (!list_add(e, path))
		return;
	e->files++;
	if (same_state(full, f) || !export_put(e, path, export_slurp(e, f->fd, f->size)))
		return;
	struct timespec times[2] = { f->mtime, f->mtime };
	utimensat(AT_FDCWD, full, times, 0);
}

bool export_open_list(struct export *e)
{
	const char *path = full_path(e, arena_fmt(&e->arena, "/%s", list_name));
	struct str text;
	e->list = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
	if (e->list < 0 || !slurp(e->list, LIST_MAX, &e->arena, &text)) {
		log_error("%s: %s", path, strerror(errno));
		return false;
	}
	while (text.n) {
		struct str file = str_cut(&text, '\n');
		if (str_starts(file, STR("/")) && str_find(file, STR("/../")) == file.n)
			paths_add(&e->listed, file);
	}
	arena_reset(&e->arena);
	return true;
}

static void remove_file(struct export *e, struct str path)
{
	if (unlink(full_path(e, path)) == 0) {
		e->removed++;
	} else if (errno != ENOENT && errno != ENOTDIR && errno != EISDIR) {
		blame(e, path, "cannot be removed: ");
		return;
	}
	/* folders that are empty now */
	for (size_t slash; (slash = str_rindex(path, '/')) < path.n && slash > 0;) {
		path = str_sub(path, 0, slash);
		if (rmdir(full_path(e, path)) != 0)
			break;
	}
}

void export_remove_old(struct export *e)
{
	for (size_t i = 0; i < e->listed.count; i++)
		if (!paths_has(&e->written, e->listed.path[i]))
			remove_file(e, e->listed.path[i]);
}

bool export_write_list(struct export *e)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < e->written.count; i++) {
		arena_room(&e->arena, &out, e->written.path[i].n + 1);
		buf_add(&out, e->written.path[i]);
		buf_byte(&out, '\n');
	}
	const char *path = full_path(e, arena_fmt(&e->arena, "/%s", list_name));
	if (fresh_replace(path, FILE_MODE, buf_str(&out)))
		return true;
	log_error("%s: %s", path, strerror(errno));
	return false;
}

void export_close_list(struct export *e)
{
	if (e->list >= 0)
		close(e->list);
	paths_free(&e->listed);
}
