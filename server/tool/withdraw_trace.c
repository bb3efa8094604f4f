#include "tool/withdraw_trace.h"

#include "mirror/manifest.h"
#include "mirror/member.h"
#include "store/slurp.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

struct trace {
	struct choice *choice;
	const struct digest *digest;
	struct str *out;
	size_t count, max;
};

static bool is_there(const struct choice *c, struct str path)
{
	struct found_file f;
	enum found found = root_find(&c->site->root, path, &f);
	if (f.fd >= 0)
		close(f.fd);
	return found != FOUND_NOTHING;
}

static bool read_manifest(const struct trace *t, struct str folder, struct arena *m, struct manifest *out)
{
	char room[PATH_MAX];
	struct buf file = BUF(room);
	struct str text;
	buf_fmt(&file, "%s%.*sMANIFEST", choice_overlay(t->choice), STR_ARG(folder));
	int fd = *buf_z(&file) ? open(room, O_RDONLY | O_CLOEXEC) : -1;
	bool good = fd >= 0 && slurp(fd, MANIFEST_MAX, m, &text) && manifest_read(text, m, out) == NULL;
	if (fd >= 0)
		close(fd);
	return good;
}

static void look(struct trace *t, struct str folder, unsigned depth)
{
	struct arena m = { 0 };
	struct manifest list;
	if (depth > MEMBER_DEPTH_MAX || !read_manifest(t, folder, &m, &list))
		list.count = 0;
	for (size_t i = 0; i < list.count && t->count < t->max; i++) {
		const struct manifest_line *l = &list.line[i];
		struct str path = arena_fmt(&m, "%.*s%.*s%s", STR_ARG(folder), STR_ARG(l->name), l->folder ? "/" : "");
		if (l->folder)
			look(t, path, depth + 1);
		else if (digest_eq(&l->digest, t->digest) && !is_there(t->choice, path))
			t->out[t->count++] = arena_copy(&t->choice->arena, path);
	}
	arena_free(&m);
}

size_t withdraw_trace(struct choice *c, const struct digest *d, struct str *out, size_t max)
{
	struct trace t = { .choice = c, .digest = d, .out = out, .max = max };
	look(&t, STR("/"), 0);
	return t.count;
}
