#include "archive/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 64 }; /* a link that leads to a folder above it must not be followed for ever */

/* A list of names on its way. */
struct names {
	struct str *name;
	size_t count, room;
};

static void add(struct names *n, struct str name, struct arena *m)
{
	n->name = arena_more(m, n->name, n->count, &n->room, sizeof *n->name);
	n->name[n->count++] = arena_copy(m, name);
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool is_folder(int fd, const struct dirent *d)
{
	struct stat st;
	if (d->d_type == DT_DIR || d->d_type == DT_REG)
		return d->d_type == DT_DIR;
	return fstatat(fd, d->d_name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

/* Keeps the files that there are, with their states. */
static void add_states(int fd, struct arena *m, struct walk_folder *f)
{
	size_t kept = 0;
	f->state = arena_take(m, f->files + 1, sizeof *f->state);
	for (size_t i = 0; i < f->files; i++) {
		struct stat st;
		if (!record_wanted(f->file[i]) || fstatat(fd, f->file[i].p, &st, 0) != 0 || !S_ISREG(st.st_mode))
			continue;
		f->state[kept] = (struct record_state){ (uint64_t)st.st_size, st.st_ino,
			(int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec };
		f->file[kept++] = f->file[i];
	}
	f->files = kept;
}

bool walk_read(const struct root *root, struct str path, bool states, struct arena *m, struct walk_folder *out)
{
	struct found_file f;
	struct names files = { 0 }, folders = { 0 };
	const struct dirent *d;
	*out = (struct walk_folder){ .path = path };
	errno = 0;
	enum found found = root_find(root, path, &f);
	if (found != FOUND_DIR) {
		if (f.fd >= 0)
			close(f.fd);
		errno = found == FOUND_TROUBLE || errno == EACCES ? errno : 0;
		return false;
	}
	DIR *dir = fdopendir(f.fd);
	if (dir == NULL) {
		close(f.fd);
		return false;
	}
	while ((errno = 0, d = readdir(dir)) != NULL) {
		struct str name = str_of(d->d_name);
		if (name.p[0] != '.' && utf8_valid(name))
			add(is_folder(dirfd(dir), d) ? &folders : &files, name, m);
	}
	int why = errno;
	if (files.count)
		qsort(files.name, files.count, sizeof *files.name, by_name);
	if (folders.count)
		qsort(folders.name, folders.count, sizeof *folders.name, by_name);
	*out = (struct walk_folder){ path, files.name, NULL, files.count, folders.name, folders.count };
	if (states)
		add_states(dirfd(dir), m, out);
	closedir(dir);
	errno = why;
	return why == 0;
}

/* One folder on the way down, and which of its folders comes next. */
struct level {
	struct arena arena;
	struct walk_folder folder;
	size_t next;
};

struct walk {
	const struct root *root;
	struct str start;
	bool begun;
	enum walk_way way;
	struct level level[DEPTH_MAX];
	size_t depth; /* levels that are open */
	struct arena arena;
};

struct walk *walk_new(const struct root *root, struct str path, enum walk_way way)
{
	struct walk *w = calloc(1, sizeof *w);
	if (w) {
		w->root = root;
		w->way = way;
		w->start = arena_copy(&w->arena, path);
	}
	return w;
}

void walk_free(struct walk *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < DEPTH_MAX; i++)
		arena_free(&w->level[i].arena);
	arena_free(&w->arena);
	free(w);
}

static void turn(struct str *name, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct str swap = name[i];
		name[i] = name[count - 1 - i];
		name[count - 1 - i] = swap;
	}
}

static bool enter(struct walk *w, struct str path, struct walk_folder *out)
{
	struct level *l = &w->level[w->depth];
	arena_reset(&l->arena);
	l->next = 0;
	if (!walk_read(w->root, arena_copy(&l->arena, path), w->way == WALK_STATES, &l->arena, &l->folder))
		return false;
	if (w->way == WALK_NEWEST) {
		turn(l->folder.file, l->folder.files);
		turn(l->folder.folder, l->folder.folders);
	}
	w->depth++;
	*out = l->folder;
	return true;
}

bool walk_next(struct walk *w, struct walk_folder *out, unsigned *failed)
{
	if (!w->begun) {
		w->begun = true;
		if (enter(w, w->start, out))
			return true;
		*failed += errno != 0;
		return false;
	}
	while (w->depth) {
		struct level *l = &w->level[w->depth - 1];
		if (l->next == l->folder.folders) {
			w->depth--;
			continue;
		}
		struct str name = l->folder.folder[l->next++];
		struct str path = arena_fmt(&l->arena, "%.*s%.*s/", STR_ARG(l->folder.path), STR_ARG(name));
		if (w->depth < DEPTH_MAX && enter(w, path, out))
			return true;
		*failed += errno != 0;
	}
	return false;
}
