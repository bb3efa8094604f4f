#include "site/overlay.h"

#include <errno.h>
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

/* Files there are replaced by renaming, so the folders tell. 0: there is none. */
static int64_t changed(const struct site_capsule *c)
{
	static const char *const folders[] = { "mirror", "mirror/pack" };
	int64_t newest = 0;
	struct stat st;
	for (size_t i = 0; i < sizeof folders / sizeof *folders && c->overlay.fd >= 0; i++)
		if (fstatat(c->overlay.fd, folders[i], &st, 0) == 0) {
			int64_t ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
			newest = ns > newest ? ns : newest;
		}
	return newest;
}

/* Whether the folder that is open is the one at its path: one that was removed stays open, and empty for ever, and one
 * that was moved away is not where publications go. */
static bool is_current(const struct site_capsule *c)
{
	struct stat ours, there;
	if (fstat(c->overlay.fd, &ours) != 0)
		return false;
	if (stat(c->overlay_path, &there) != 0)
		return errno != ENOENT && errno != ENOTDIR;
	return ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

void overlay_refresh(struct site_capsule *c)
{
	if (c->overlay_path == NULL)
		return;
	if (c->overlay.fd >= 0 && !is_current(c))
		root_close(&c->overlay);
	if (c->overlay.fd < 0 && root_open(&c->overlay, c->overlay_path) != 0)
		c->overlay.fd = -1;
	c->overlay_changed = changed(c);
}
