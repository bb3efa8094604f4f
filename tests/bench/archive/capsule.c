/* capsule: see capsule.h. */
#include "capsule.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct walk {
	void (*take)(void *context, const struct capsule_article *a);
	void *context;
	struct buf path;
	char path_room[CAPSULE_PATH], bytes[CAPSULE_TEXT];
};

static struct str block_value(struct str block, const char *key)
{
	struct str k = str_of(key);

	while (block.n > 0) {
		struct str line = str_cut(&block, '\n');

		if (str_starts(line, k))
			return str_trim(str_sub(line, k.n, line.n));
	}
	return STR("");
}

void capsule_parse(struct str path, struct str whole, struct capsule_article *a)
{
	size_t end = str_find(whole, STR("\n## Zu diesem Artikel\n"));
	struct str block = str_sub(whole, end, whole.n), text = str_sub(whole, 0, end), rest = text;

	*a = (struct capsule_article){ .path = path, .whole = whole, .text = text };
	a->title = str_cut(&rest, '\n');
	a->title = str_starts(a->title, STR("# ")) ? str_sub(a->title, 2, a->title.n) : STR("");
	a->place = block_value(block, "* Ort:");
	a->language = block_value(block, "* Sprache:");
	a->version = block_value(block, "* Fassung von:");
}

static bool file_take(struct walk *w, int directory, const char *name)
{
	struct capsule_article a;
	int fd = openat(directory, name, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, w->bytes, sizeof w->bytes);

	if (fd >= 0)
		close(fd);
	if (n < 0)
		return false;
	capsule_parse(buf_str(&w->path), (struct str){ w->bytes, (size_t)n }, &a);
	w->take(w->context, &a);
	return true;
}

static int seen(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool folder_walk(struct walk *w, int directory)
{
	struct dirent **all = NULL;
	int n = scandirat(directory, ".", &all, seen, by_name);
	bool good = n >= 0;

	for (int i = 0; i < n; i++) {
		size_t length = w->path.n;

		buf_byte(&w->path, '/');
		buf_add(&w->path, str_of(all[i]->d_name));
		if (good && all[i]->d_type == DT_DIR) {
			int below = openat(directory, all[i]->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

			good = below >= 0 && folder_walk(w, below);
			if (below >= 0)
				close(below);
		} else if (good && str_ends(str_of(all[i]->d_name), STR(".gmi"))) {
			good = file_take(w, directory, all[i]->d_name);
		}
		w->path.n = length;
		w->path.full = false;
		free(all[i]);
	}
	free(all);
	return good;
}

bool capsule_walk(const char *root, void (*take)(void *, const struct capsule_article *), void *context)
{
	static struct walk w;
	int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	w = (struct walk){ .take = take, .context = context };
	w.path = BUF(w.path_room);
	bool good = fd >= 0 && folder_walk(&w, fd);

	if (fd >= 0)
		close(fd);
	return good;
}
