#include "import/press.h"

#include "base/log.h"
#include "import/chest.h"
#include "text/article.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGE ".import"

enum {
	HEX = 2 * ID_BYTES + 1,
	TAIL = 16 * 1024, /* where an end block is looked for */
	DEPTH_MAX = 32,
};

/* An article of the batch: its file in the stage, and where it belongs. */
struct page {
	char name[HEX];
	char *path;
	struct id instead;
	bool replaces;
};

struct press {
	const char *root_path;
	int root, stage;
	struct ledger *ledger;
	bool dry, committed; /* committed: the ledger knows of the batch, which is not moved yet */
	const struct words *const *languages;
	size_t language_count;
	struct page *batch;
	size_t count;
	struct arena paths; /* of the batch */
};

static bool say(struct press *p, struct buf *why, const char *what, const char *path, int error)
{
	buf_fmt(why, "cannot %s %s", what, p->root_path);
	buf_escape(why, str_of(path));
	buf_fmt(why, ": %s", strerror(error));
	if (error == ENOSPC || error == EDQUOT)
		buf_add(why, STR("; make room"));
	return false;
}

static const char *path_z(struct arena *a, struct str path)
{
	return arena_copy(a, path).p;
}

static void name_of(const struct id *id, char name[HEX])
{
	struct buf b = { name, 0, HEX, false };
	id_hex(&b, id);
	buf_z(&b);
}

/* ---- moving a file to its place ---- */

static bool hash_is(int folder, const char *name, const struct id *want)
{
	struct arena a = { 0 };
	struct str bytes;
	bool same = false;
	if (chest_read(folder, name, PRESS_FILE_MAX, &a, &bytes)) {
		struct id is = id_of(bytes);
		same = id_same(&is, want);
	}
	arena_free(&a);
	return same;
}

/* 0, or an errno: EEXIST where something else has come to lie there. */
static int page_move(struct press *p, const struct page *page)
{
	int folder = chest_folder_make(p->root, page->path), error = 0;
	const char *name = strrchr(page->path, '/') + 1;
	if (folder < 0)
		return errno;
	if (page->replaces) {
		if (!hash_is(folder, name, &page->instead))
			error = EEXIST;
		else if (renameat(p->stage, page->name, folder, name) != 0)
			error = errno;
	} else if (renameat2(p->stage, page->name, folder, name, RENAME_NOREPLACE) != 0) {
		error = errno;
		/* a file system without RENAME_NOREPLACE: a link never replaces anything either */
		if ((error == EINVAL || error == ENOSYS) && linkat(p->stage, page->name, folder, name, 0) == 0) {
			unlinkat(p->stage, page->name, 0);
			error = 0;
		}
	}
	close(folder);
	return error;
}

static bool stage_open(struct press *p, struct buf *why)
{
	if (mkdirat(p->root, STAGE, 0700) != 0 && errno != EEXIST)
		return say(p, why, "make the folder", "/" STAGE, errno);
	p->stage = chest_folder(p->root, STAGE);
	return p->stage >= 0 || say(p, why, "open", "/" STAGE, errno);
}

/* Nothing in it has a name that counts. */
static void stage_empty(struct press *p)
{
	DIR *d = p->stage >= 0 ? fdopendir(dup(p->stage)) : NULL;
	if (d) {
		rewinddir(d);
		for (struct dirent *e; (e = readdir(d)) != NULL;)
			if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
				unlinkat(p->stage, e->d_name, 0);
		closedir(d);
	}
	unlinkat(p->root, STAGE, AT_REMOVEDIR);
}

/* ---- recovery ---- */

static bool came(struct press *p, const struct entry *e)
{
	char name[HEX];
	struct arena a = { 0 };
	const char *path = path_z(&a, e->path);
	bool good = hash_is(p->root, path, &e->written);
	name_of(&e->source, name);
	if (!good && hash_is(p->stage, name, &e->written)) {
		struct page page = { .path = (char *)(uintptr_t)path };
		memcpy(page.name, name, sizeof name);
		good = page_move(p, &page) == 0;
	}
	arena_free(&a);
	return good;
}

static void recover(struct press *p)
{
	struct arena a = { 0 };
	struct entry e;
	while (ledger_trouble(p->ledger) == NULL && ledger_coming_next(p->ledger, &a, &e)) {
		ledger_coming_settle(p->ledger, came(p, &e));
		arena_reset(&a);
	}
	for (int64_t number = 0; ledger_unshared_next(p->ledger, &number, &a, &e); arena_reset(&a)) {
		struct str bytes;
		struct texts t;
		if (!press_read(p, e.path, &a, &bytes))
			continue;
		texts_of(bytes, p->languages, p->language_count, &t);
		ledger_share(p->ledger, number, &t);
	}
	ledger_commit(p->ledger);
	arena_free(&a);
}

struct press *press_open(const char *root, struct ledger *l, bool dry, const struct words *const *languages,
	size_t count, struct buf *why)
{
	struct press *p = calloc(1, sizeof *p);
	if (!p || (p->batch = calloc(PRESS_BATCH, sizeof *p->batch)) == NULL)
		fatal("out of memory");
	*p = (struct press){ .root_path = root,
		.root = -1,
		.stage = -1,
		.ledger = l,
		.dry = dry,
		.languages = languages,
		.language_count = count,
		.batch = p->batch };
	p->root = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (p->root < 0 && !(dry && errno == ENOENT)) {
		say(p, why, "open the capsule's folder", "", errno);
		press_close(p);
		return NULL;
	}
	if (dry)
		return p;
	if (!stage_open(p, why)) {
		press_close(p);
		return NULL;
	}
	recover(p);
	return p;
}

/* ---- questions ---- */

bool press_taken(struct press *p, struct str path)
{
	struct arena a = { 0 };
	struct entry e;
	bool taken = (p->root >= 0 && chest_there(p->root, path_z(&a, path))) || ledger_path(p->ledger, path, &a, &e);
	arena_free(&a);
	return taken;
}

bool press_read(struct press *p, struct str path, struct arena *a, struct str *bytes)
{
	return p->root >= 0 && chest_read(p->root, path_z(a, path), PRESS_FILE_MAX, a, bytes);
}

/* ---- batches ---- */

static void batch_drop(struct press *p)
{
	for (size_t i = 0; i < p->count; i++)
		unlinkat(p->stage, p->batch[i].name, 0);
	p->count = 0;
	arena_reset(&p->paths);
}

static bool sync_disk(struct press *p, struct buf *why)
{
	return syncfs(p->root) == 0 || say(p, why, "write to", "", errno);
}

static bool pages_move(struct press *p, struct buf *why)
{
	for (size_t i = 0; i < p->count; i++) {
		int error = page_move(p, &p->batch[i]);
		if (error == EEXIST) {
			buf_fmt(why, "another file has come to lie at %s", p->root_path);
			buf_escape(why, str_of(p->batch[i].path));
			buf_add(why, STR(" while it was being written"));
			return false;
		}
		if (error)
			return say(p, why, "write", p->batch[i].path, error);
	}
	return true;
}

bool press_flush(struct press *p, struct buf *why)
{
	if (p->dry || p->count == 0)
		return true;
	ledger_commit(p->ledger);
	if (ledger_trouble(p->ledger)) {
		ledger_rollback(p->ledger);
		batch_drop(p);
		buf_add(why, str_of(ledger_trouble(p->ledger)));
		return false;
	}
	p->committed = true;
	if (!sync_disk(p, why) || !pages_move(p, why))
		return false; /* the next run goes on from here */
	p->committed = false;
	p->count = 0;
	arena_reset(&p->paths);
	ledger_arrived(p->ledger);
	return true;
}

/* What is whole so far is finished, although the next one failed. */
static bool give_up(struct press *p, struct buf *why)
{
	char room[512];
	struct buf also = BUF(room);
	size_t lost = p->count;
	if (!press_flush(p, &also) && lost)
		buf_fmt(why, "; the last %zu articles are not in the capsule yet", lost);
	return false;
}

bool press_put(struct press *p, const struct entry *e, const struct texts *t, struct str bytes,
	const struct id *instead, struct buf *why)
{
	struct page *page = &p->batch[p->count];
	if (p->dry) {
		ledger_put(p->ledger, e, t, false);
		return true;
	}
	*page = (struct page){ .path = (char *)(uintptr_t)path_z(&p->paths, e->path), .replaces = instead != NULL };
	name_of(&e->source, page->name);
	if (instead)
		page->instead = *instead;
	/* a folder that cannot be made is noticed before anything is in its way */
	int folder = chest_folder_make(p->root, page->path);
	if (folder < 0) {
		say(p, why, "make the folder of", page->path, errno);
		return give_up(p, why);
	}
	close(folder);
	if (!chest_write(p->stage, page->name, bytes)) {
		say(p, why, "write", page->path, errno);
		unlinkat(p->stage, page->name, 0);
		return give_up(p, why);
	}
	ledger_put(p->ledger, e, t, true);
	p->count++;
	return p->count < PRESS_BATCH || press_flush(p, why);
}

void press_close(struct press *p)
{
	char room[512];
	struct buf why = BUF(room);
	if (!p)
		return;
	if (p->count && !p->committed) {
		ledger_rollback(p->ledger);
		batch_drop(p);
	}
	if (p->stage >= 0) {
		ledger_commit(p->ledger);
		sync_disk(p, &why);
		/* what the ledger knows of stays for the next run */
		if (!p->committed)
			stage_empty(p);
		close(p->stage);
	}
	if (p->root >= 0)
		close(p->root);
	arena_free(&p->paths);
	free(p->batch);
	free(p);
}

/* ---- what the capsule holds ---- */

struct scan {
	struct press *press;
	struct buf path;
	struct buf *why;
};

static void article_tell(struct press *p, struct str path, struct str bytes)
{
	struct arena a = { 0 };
	struct article block;
	struct entry e = { .path = path }, old;
	struct texts t;
	article_read(
		str_sub(bytes, bytes.n > TAIL ? bytes.n - TAIL : 0, bytes.n), p->languages, p->language_count, &block);
	if (id_parse(block.value[ARTICLE_IDENTIFIER], &e.source)) {
		bool known = ledger_source(p->ledger, &e.source, &a, &old);
		bool moved = known && !str_eq(old.path, path) && !chest_there(p->root, path_z(&a, old.path));
		texts_of(bytes, p->languages, p->language_count, &t);
		e.whole = t.whole;
		if (moved) {
			e.written = old.written;
			e.has_written = old.has_written;
		}
		if (!known || moved)
			ledger_put(p->ledger, &e, &t, false);
	}
	arena_free(&a);
}

static bool folder_scan(struct scan *s, int at, const char *name, unsigned depth);

static bool entry_scan(struct scan *s, int folder, const char *name, unsigned depth)
{
	struct arena a = { 0 };
	struct str bytes;
	struct stat st;
	bool good = true;
	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return true; /* gone in the meantime */
	if (S_ISDIR(st.st_mode))
		return folder_scan(s, folder, name, depth + 1);
	if (!S_ISREG(st.st_mode) || !str_ends(str_of(name), STR(".gmi")))
		return true;
	if (chest_read(folder, name, PRESS_FILE_MAX, &a, &bytes))
		article_tell(s->press, buf_str(&s->path), bytes);
	else if (errno != ENOENT && errno != EFBIG)
		good = say(s->press, s->why, "read", buf_z(&s->path), errno);
	arena_free(&a);
	return good;
}

static bool folder_scan(struct scan *s, int at, const char *name, unsigned depth)
{
	int fd = depth > DEPTH_MAX ? (errno = ELOOP, -1) : chest_folder(at, name);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	bool good = d != NULL;
	size_t length = s->path.n;
	if (!d)
		return say(s->press, s->why, "read", buf_z(&s->path), errno);
	for (struct dirent *e; good && (e = readdir(d)) != NULL; s->path.n = length) {
		if (e->d_name[0] == '.')
			continue;
		buf_byte(&s->path, '/');
		buf_add(&s->path, str_of(e->d_name));
		good = !s->path.full && entry_scan(s, dirfd(d), e->d_name, depth);
		if (s->path.full)
			say(s->press, s->why, "read below", e->d_name, ENAMETOOLONG);
	}
	closedir(d);
	return good;
}

bool press_scan(struct press *p, struct buf *why)
{
	char room[PATH_MAX];
	struct scan s = { .press = p, .path = BUF(room), .why = why };
	if (p->root < 0)
		return true;
	bool good = folder_scan(&s, p->root, "", 0);
	if (!p->dry)
		ledger_commit(p->ledger);
	return good;
}
