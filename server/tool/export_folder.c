/* export_folder: the folder that an export writes: files that are written only where they differ, and what an earlier
 * export wrote. */
#include "tool/export_inside.h"

#include "base/log.h"
#include "store/fresh.h"
#include "text/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MODE = 0644 };

static const char list_name[] = ".herald-export";

static const char *full_path(struct export *e, struct str path)
{
	return arena_fmt(&e->arena, "%s%.*s", e->folder, STR_ARG(path)).p;
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

bool export_put(struct export *e, struct str path, struct str bytes)
{
	const char *full = full_path(e, path);
	paths_add(&e->written, path);
	if (same_bytes(e, full, bytes))
		return true;
	struct str folder = str_sub(str_of(full), 0, str_rindex(str_of(full), '/'));
	if (!fresh_folder(arena_copy(&e->arena, folder).p) || !fresh_replace(full, FILE_MODE, bytes)) {
		log_error("%s: %s", full, strerror(errno));
		e->failed++;
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
	paths_add(&e->written, path);
	e->files++;
	if (same_state(full, f) || !export_put(e, path, export_slurp(e, f->fd, f->size)))
		return;
	struct timespec times[2] = { f->mtime, f->mtime };
	utimensat(AT_FDCWD, full, times, 0);
}

void export_remove_old(struct export *e)
{
	FILE *list = fopen(full_path(e, arena_fmt(&e->arena, "/%s", list_name)), "r");
	char *line = NULL;
	size_t room = 0;
	for (ssize_t n; list && (n = getline(&line, &room, list)) > 0;) {
		struct str whole = { line, (size_t)n }, path = str_cut(&whole, '\n');
		bool inside = str_starts(path, STR("/")) && str_find(path, STR("/../")) == path.n;
		if (inside && !paths_has(&e->written, path) && unlink(full_path(e, path)) == 0)
			e->removed++;
		/* folders that are empty now */
		for (size_t slash; inside && (slash = str_rindex(path, '/')) < path.n && slash > 0;) {
			path = str_sub(path, 0, slash);
			if (rmdir(full_path(e, path)) != 0)
				break;
		}
	}
	free(line);
	if (list)
		fclose(list);
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
