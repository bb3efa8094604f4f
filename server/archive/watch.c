#include "archive/watch.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { ROUNDS = 64 }; /* buffers read in one call: somebody who writes without pause must not keep us here */

static const uint32_t wanted =
	IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB | IN_ONLYDIR | IN_EXCL_UNLINK;

struct watch {
	int fd;
	char *path;
	struct watch_told told;
	char **folder; /* by the number that the kernel gave; NULL: none */
	size_t room;
};

struct watch *watch_new(const char *path, const struct watch_told *told)
{
	struct watch *w = calloc(1, sizeof *w);
	if (w == NULL)
		return NULL;
	w->told = *told;
	w->path = strdup(path);
	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (w->path && w->fd >= 0)
		return w;
	watch_free(w);
	return NULL;
}

void watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	if (w->fd >= 0)
		close(w->fd);
	for (size_t i = 0; i < w->room; i++)
		free(w->folder[i]);
	free(w->folder);
	free(w->path);
	free(w);
}

int watch_fd(const struct watch *w)
{
	return w->fd;
}

static bool remember(struct watch *w, int number, struct str folder)
{
	size_t i = (size_t)number;
	if (i >= w->room) {
		size_t room = i * 2 + 64;
		char **more = realloc(w->folder, room * sizeof *more);
		if (more == NULL)
			return false;
		memset(more + w->room, 0, (room - w->room) * sizeof *more);
		w->folder = more;
		w->room = room;
	}
	free(w->folder[i]);
	w->folder[i] = strndup(folder.p, folder.n);
	return w->folder[i] != NULL;
}

bool watch_add(struct watch *w, struct str folder)
{
	char space[PATH_MAX + 1200];
	struct buf full = BUF(space);
	buf_fmt(&full, "%s%.*s", w->path, STR_ARG(folder));
	const char *name = buf_z(&full);
	int number = full.full ? -1 : inotify_add_watch(w->fd, name, wanted);
	if (number >= 0)
		return remember(w, number, folder);
	return !full.full && errno != ENOSPC && errno != ENOMEM;
}

/* A folder was moved away: whatever happens in it now, it does not happen here. */
static void forget(struct watch *w, struct str folder)
{
	for (size_t i = 0; i < w->room; i++)
		if (w->folder[i] && str_starts(str_of(w->folder[i]), folder))
			inotify_rm_watch(w->fd, (int)i); /* IN_IGNORED follows, and frees the name */
}

static void tell(struct watch *w, const struct inotify_event *e)
{
	if (e->mask & IN_Q_OVERFLOW) {
		w->told.lost(w->told.context);
		return;
	}
	if (e->wd < 0 || (size_t)e->wd >= w->room || w->folder[e->wd] == NULL)
		return;
	struct str folder = str_of(w->folder[e->wd]), name = e->len ? str_of(e->name) : STR("");
	if (e->mask & IN_IGNORED) {
		free(w->folder[e->wd]);
		w->folder[e->wd] = NULL;
		return;
	}
	if (name.n == 0 || name.p[0] == '.' || !utf8_valid(name))
		return;
	if (!(e->mask & IN_ISDIR)) {
		w->told.file(w->told.context, folder, name);
		return;
	}
	char space[PATH_MAX + 1200];
	struct buf path = BUF(space);
	buf_fmt(&path, "%.*s%.*s/", STR_ARG(folder), STR_ARG(name));
	if (path.full)
		return;
	if (e->mask & IN_MOVED_FROM)
		forget(w, buf_str(&path));
	w->told.tree(w->told.context, buf_str(&path));
}

void watch_read(struct watch *w)
{
	_Alignas(struct inotify_event) char room[65536];
	for (int round = 0; round < ROUNDS; round++) {
		ssize_t n = read(w->fd, room, sizeof room);
		if (n <= 0)
			return;
		for (ssize_t at = 0; at + (ssize_t)sizeof(struct inotify_event) <= n;) {
			const struct inotify_event *e = (const struct inotify_event *)(const void *)(room + at);
			tell(w, e);
			at += (ssize_t)(sizeof *e + e->len);
		}
	}
}
