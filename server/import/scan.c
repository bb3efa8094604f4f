#include "import/scan.h"

#include "import/chest.h"
#include "import/inputs.h"
#include "text/article.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

enum {
	TAIL = 16 * 1024, /* where an end block is looked for */
	DEPTH_MAX = 32,
};

struct scan {
	int root;
	const char *root_path;
	struct ledger *ledger;
	const struct words *const *languages;
	size_t language_count;
	struct inputs *found;
	struct buf path;
	struct arena arena;
	struct buf *why;
};

static bool say(struct scan *s, const char *path, int error)
{
	return chest_say(s->why, "read", s->root_path, path, error);
}

/* ---- which files there are ---- */

static bool folder_scan(struct scan *s, int at, const char *name, unsigned depth);

/* One entry of a folder; its path stands in s->path. */
static bool file_found(struct scan *s, int folder, const struct dirent *e, unsigned depth)
{
	struct stat st;
	unsigned char type = e->d_type;
	if (type == DT_UNKNOWN && fstatat(folder, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		type = S_ISDIR(st.st_mode) ? DT_DIR : S_ISREG(st.st_mode) ? DT_REG : DT_LNK;
	if (type == DT_DIR)
		return folder_scan(s, folder, e->d_name, depth + 1);
	if (type == DT_REG && str_ends(str_of(e->d_name), STR(".gmi")))
		inputs_add(s->found, 0, STR(""), buf_str(&s->path), true);
	return true;
}

static bool folder_scan(struct scan *s, int at, const char *name, unsigned depth)
{
	int fd = depth > DEPTH_MAX ? (errno = ELOOP, -1) : chest_folder(at, name);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	size_t length = s->path.n;
	bool good = true;
	if (!d) /* or it is gone in the meantime */
		return (fd < 0 && errno == ENOENT) || say(s, buf_z(&s->path), errno);
	errno = 0;
	for (struct dirent *e; good && (e = readdir(d)) != NULL; s->path.n = length, errno = 0) {
		if (e->d_name[0] == '.')
			continue;
		buf_byte(&s->path, '/');
		buf_add(&s->path, str_of(e->d_name));
		buf_z(&s->path);
		good = s->path.full ? say(s, e->d_name, ENAMETOOLONG) : file_found(s, dirfd(d), e, depth);
	}
	if (good && errno)
		good = say(s, buf_z(&s->path), errno);
	closedir(d);
	return good;
}

/* ---- what they say ---- */

static void article_tell(struct scan *s, struct str path, struct str bytes)
{
	struct article block;
	struct entry e = { .path = path }, old;
	struct texts t;
	struct str tail = str_sub(bytes, bytes.n > TAIL ? bytes.n - TAIL : 0, bytes.n);
	article_read(tail, s->languages, s->language_count, &block);
	if (!id_parse(block.value[ARTICLE_IDENTIFIER], &e.source))
		return;
	bool known = ledger_source(s->ledger, &e.source, &s->arena, &old);
	bool moved = known && !str_eq(old.path, path) && !chest_there(s->root, arena_copy(&s->arena, old.path).p);
	if (known && !moved)
		return;
	if (moved) {
		e.written = old.written;
		e.has_written = old.has_written;
	}
	texts_of(bytes, s->languages, s->language_count, &t);
	e.whole = t.whole;
	ledger_put(s->ledger, &e, &t, false);
}

static bool file_read(struct scan *s, struct str path)
{
	struct str bytes;
	arena_reset(&s->arena);
	path = arena_copy(&s->arena, path);
	if (chest_read(s->root, path.p, SCAN_FILE_MAX, &s->arena, &bytes))
		article_tell(s, path, bytes);
	else if (errno != ENOENT && errno != EFBIG && errno != EINVAL)
		return say(s, path.p, errno);
	return true;
}

bool scan_capsule(int root, const char *root_path, struct ledger *l, const struct words *const *languages, size_t count,
	struct buf *why)
{
	char room[PATH_MAX];
	struct str source, path;
	struct scan s = { root, root_path, l, languages, count, inputs_make(why), BUF(room), { 0 }, why };
	if (!s.found)
		return false;
	bool good = folder_scan(&s, root, "", 0);
	inputs_begin(s.found);
	while (good && inputs_next(s.found, &source, &path) && !ledger_trouble(l))
		good = file_read(&s, path);
	const char *trouble = inputs_trouble(s.found) ? inputs_trouble(s.found) : ledger_trouble(l);
	if (good && trouble)
		buf_add(why, str_of(trouble));
	inputs_free(s.found);
	arena_free(&s.arena);
	return good && !trouble;
}
