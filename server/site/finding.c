#include "site/finding.h"

#include "site/overlay.h"

#include <errno.h>
#include <unistd.h>

static enum finding listing(struct finding_result *out)
{
	close(out->file.fd);
	out->file.fd = -1;
	return FINDING_LISTING;
}

/* A directory: its index, if it has one, else the page that stands for it. path ends with a slash. */
static enum finding look_inside(
	const struct site_capsule *c, struct str path, struct buf *room, struct finding_result *out)
{
	struct found_file index;
	buf_clear(room);
	buf_add(room, path);
	buf_add(room, STR("index.gmi"));
	if (room->full) {
		out->path = path;
		return listing(out);
	}
	switch (root_find(&c->root, buf_str(room), &index)) {
	case FOUND_FILE:
		close(out->file.fd);
		out->file = index;
		out->path = buf_str(room);
		return FINDING_FILE;
	case FOUND_DIR:
		close(index.fd);
		break;
	case FOUND_TROUBLE:
		close(out->file.fd);
		return FINDING_TROUBLE;
	case FOUND_NOTHING:
		break;
	}
	out->path = str_sub(buf_str(room), 0, path.n);
	return listing(out);
}

/* "/2018/index.gmi" is also the name of the page that stands for "/2018/". */
static enum finding look_for_index(
	const struct site_capsule *c, struct str path, struct buf *room, struct finding_result *out)
{
	struct str directory = str_sub(path, 0, str_rindex(path, '/') + 1);
	if (!str_eq(str_sub(path, directory.n, path.n), STR("index.gmi")))
		return FINDING_NOTHING;
	enum found found = root_find(&c->root, directory, &out->file);
	if (found != FOUND_DIR)
		return found == FOUND_TROUBLE ? FINDING_TROUBLE : FINDING_NOTHING;
	buf_clear(room);
	buf_add(room, directory);
	out->path = buf_str(room);
	return listing(out);
}

/* "/2018/" and "/2018/index.gmi" are two names of one page: who withdraws the one withdraws the other. */
static const struct gone_entry *listed(const struct site_capsule *c, struct str path)
{
	static const struct str index = { "index.gmi", 9 };
	char space[PATH_ROOM];
	struct buf other = BUF(space);
	const struct gone_entry *entry = c->gone ? gone_find(c->gone, path) : NULL;
	if (c->gone == NULL || entry)
		return entry;
	if (str_ends(path, STR("/"))) {
		buf_add(&other, path);
		buf_add(&other, index);
	} else if (str_ends(path, STR("/index.gmi"))) {
		buf_add(&other, str_sub(path, 0, path.n - index.n));
	}
	return other.n && !other.full ? gone_find(c->gone, buf_str(&other)) : NULL;
}

bool finding_listed(const struct site_capsule *c, struct str path)
{
	return listed(c, path) != NULL;
}

static enum finding file(struct str path, struct buf *room, struct finding_result *out)
{
	buf_clear(room);
	buf_add(room, path);
	out->path = buf_str(room);
	return FINDING_FILE;
}

/* Neither in the root nor a page's name: it may be what the publisher wrote. Its folders have no page. */
static enum finding look_in_overlay(
	const struct site_capsule *c, struct str path, struct buf *room, struct finding_result *out)
{
	if (c->overlay.fd < 0 || !overlay_has(path))
		return look_for_index(c, path, room, out);
	switch (root_find(&c->overlay, path, &out->file)) {
	case FOUND_FILE:
		return file(path, room, out);
	case FOUND_DIR:
		close(out->file.fd);
		out->file.fd = -1;
		return FINDING_NOTHING;
	case FOUND_NOTHING:
		return look_for_index(c, path, room, out);
	case FOUND_TROUBLE:
		break;
	}
	return FINDING_TROUBLE;
}

/* A page without a slash at its end, such as /search: only a file wins over it, not a folder of that name. */
static bool is_page(struct str path)
{
	char space[PATH_ROOM];
	struct buf canonical = BUF(space);
	struct name name;
	return name_read(path, &canonical, &name) && str_eq(buf_str(&canonical), path);
}

enum finding finding_look(const struct site_capsule *c, struct str path, struct buf *room, struct finding_result *out)
{
	out->file.fd = -1;
	out->gone = listed(c, path);
	if (out->gone)
		return out->gone->status == 52 ? FINDING_GONE : FINDING_MOVED;
	switch (root_find(&c->root, path, &out->file)) {
	case FOUND_FILE:
		return file(path, room, out);
	case FOUND_DIR:
		if (str_ends(path, STR("/")))
			return look_inside(c, path, room, out);
		close(out->file.fd);
		out->file.fd = -1;
		return is_page(path) ? FINDING_NOTHING : FINDING_NO_SLASH;
	case FOUND_NOTHING:
		return look_in_overlay(c, path, room, out);
	case FOUND_TROUBLE:
		break;
	}
	return FINDING_TROUBLE;
}
