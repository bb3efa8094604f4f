#include "site/overlay.h"

#include <sys/stat.h>

bool overlay_has(struct str path)
{
	return str_ends(path, STR("/MANIFEST")) || (str_starts(path, STR("/mirror/")) && path.n > 8);
}

bool overlay_plain(struct str path)
{
	static const char *const files[] = { "/mirror/HEAD", "/mirror/HEAD.minisig", "/mirror/key.pub", "/mirror/keys",
		"/mirror/packs", "/mirror/gone" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (str_eq(path, str_of(files[i])))
			return true;
	return str_ends(path, STR("/MANIFEST")) || str_starts(path, STR("/mirror/log/"));
}

enum found overlay_find(const struct site_capsule *c, struct str path, struct found_file *out)
{
	enum found found = root_find(&c->root, path, out);
	if (found != FOUND_NOTHING || c->overlay.fd < 0 || !overlay_has(path))
		return found;
	return root_find(&c->overlay, path, out);
}

/* HEAD comes last, and by a rename. */
static void look_at_head(struct site_capsule *c)
{
	struct stat now = { 0 }, *was = &c->overlay_head;
	if (c->overlay.fd < 0 || fstatat(c->overlay.fd, "mirror/HEAD", &now, 0) != 0)
		now = (struct stat){ 0 };
	bool same = now.st_ino == was->st_ino && now.st_size == was->st_size &&
		    now.st_mtim.tv_sec == was->st_mtim.tv_sec && now.st_mtim.tv_nsec == was->st_mtim.tv_nsec;
	c->overlay_turn += !same;
	*was = now;
}

void overlay_refresh(struct site_capsule *c)
{
	struct stat st;
	if (c->overlay_path == NULL)
		return;
	/* a folder that was removed stays open, and empty for ever */
	if (c->overlay.fd >= 0 && (fstat(c->overlay.fd, &st) != 0 || st.st_nlink == 0))
		root_close(&c->overlay);
	if (c->overlay.fd < 0 && root_open(&c->overlay, c->overlay_path) != 0)
		c->overlay.fd = -1;
	look_at_head(c);
}
