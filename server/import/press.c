#include "import/press.h"

#include "base/log.h"
#include "import/chest.h"
#include "import/drafts.h"
#include "import/scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGE ".import"

enum { HEX = 2 * ID_BYTES + 1 };

/* An article of the batch: its file in the stage, and where it belongs. */
struct page {
	char name[HEX];
	struct str path; /* closed by a NUL */
	struct id instead;
	bool replaces;
};

struct press {
	const char *root_path;
	int root, stage;
	struct ledger *ledger;
	bool dry;
	bool ready;     /* what a run before left behind is cleared up */
	bool committed; /* the ledger knows of the batch, which is not moved yet */
	bool moved;     /* files have been moved that are not certain to be on the disk */
	const struct words *const *languages;
	size_t language_count;
	struct page *batch;
	size_t count;
	struct arena paths; /* of the batch */
	struct arena scratch;
	struct drafts *drafts; /* of a dry run */
};

static bool say(struct press *p, struct buf *why, const char *what, const char *path, int error)
{
	return chest_say(why, what, p->root_path, path, error);
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

static bool hash_is(struct press *p, int folder, const char *name, const struct id *want)
{
	struct str bytes;
	arena_reset(&p->scratch);
	if (!chest_read(folder, name, PRESS_FILE_MAX, &p->scratch, &bytes))
		return false;
	struct id is = id_of(bytes);
	return id_same(&is, want);
}

/* 0, or an errno: EEXIST where something else has come to lie there. */
static int page_move(struct press *p, const struct page *page)
{
	int folder = chest_folder_make(p->root, page->path.p), error = 0;
	const char *name = strrchr(page->path.p, '/') + 1;
	if (folder < 0)
		return errno;
	if (page->replaces) {
		if (!hash_is(p, folder, name, &page->instead))
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
	if (p->stage < 0)
		return say(p, why, "open", "/" STAGE, errno);
	if (flock(p->stage, LOCK_EX | LOCK_NB) == 0)
		return true;
	buf_add(why, STR("another import is at work on "));
	buf_escape(why, str_of(p->root_path));
	buf_add(why, STR(": wait until it has ended"));
	close(p->stage);
	p->stage = -1;
	return false;
}

/* Nothing in it has a name that counts. */
static void stage_empty(struct press *p)
{
	int fd = chest_folder(p->root, STAGE);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	if (d) {
		for (struct dirent *e; (e = readdir(d)) != NULL;)
			if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
				unlinkat(p->stage, e->d_name, 0);
		closedir(d);
	}
}

static bool sync_disk(struct press *p, struct buf *why)
{
	return syncfs(p->root) == 0 || say(p, why, "write to", "", errno);
}

static bool commit(struct press *p, struct buf *why)
{
	if (!ledger_trouble(p->ledger))
		ledger_commit(p->ledger);
	if (!ledger_trouble(p->ledger))
		return true;
	ledger_rollback(p->ledger);
	buf_add(why, str_of(ledger_trouble(p->ledger)));
	return false;
}

/* ---- recovery ---- */

static bool came(struct press *p, const struct entry *e, struct arena *a)
{
	struct page page = { .path = arena_copy(a, e->path) };
	if (p->root < 0)
		return false;
	name_of(&e->source, page.name);
	if (hash_is(p, p->root, page.path.p, &e->written))
		return true;
	if (p->dry || !hash_is(p, p->stage, page.name, &e->written) || page_move(p, &page) != 0) {
		if (!p->dry)
			chest_folder_tidy(p->root, page.path.p);
		return false;
	}
	return true;
}

static bool recover(struct press *p, struct buf *why)
{
	struct arena a = { 0 };
	struct entry e;
	while (ledger_trouble(p->ledger) == NULL && ledger_coming_next(p->ledger, &a, &e)) {
		ledger_coming_settle(p->ledger, came(p, &e, &a));
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
	arena_free(&a);
	/* a ledger that was made just now is not there before it has been told what the capsule holds */
	if (!p->dry && !ledger_fresh(p->ledger) && (!sync_disk(p, why) || !commit(p, why)))
		return false;
	if (!p->dry)
		stage_empty(p);
	return true;
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
	if (p->root < 0 && !(dry && errno == ENOENT))
		say(p, why, "open the capsule's folder", "", errno);
	else if (dry ? (p->drafts = drafts_make(why)) != NULL : stage_open(p, why)) {
		p->ready = recover(p, why);
		p->committed = !p->ready;
		if (p->ready)
			return p;
	}
	press_close(p);
	return NULL;
}

/* ---- questions ---- */

bool press_taken(struct press *p, struct str path)
{
	struct entry e;
	arena_reset(&p->scratch);
	return (p->root >= 0 && chest_there(p->root, path_z(&p->scratch, path))) ||
	       ledger_path(p->ledger, path, &p->scratch, &e);
}

bool press_read(struct press *p, struct str path, struct arena *a, struct str *bytes)
{
	for (size_t i = p->count; i-- > 0;)
		if (str_eq(p->batch[i].path, path))
			return chest_read(p->stage, p->batch[i].name, PRESS_FILE_MAX, a, bytes);
	if (p->dry && drafts_get(p->drafts, path, a, bytes))
		return true;
	return p->root >= 0 && chest_read(p->root, path_z(a, path), PRESS_FILE_MAX, a, bytes);
}

/* ---- batches ---- */

static void batch_drop(struct press *p)
{
	for (size_t i = 0; i < p->count; i++) {
		unlinkat(p->stage, p->batch[i].name, 0);
		chest_folder_tidy(p->root, p->batch[i].path.p);
	}
	p->count = 0;
	arena_reset(&p->paths);
}

static bool pages_move(struct press *p, struct buf *why)
{
	for (size_t i = 0; i < p->count; i++) {
		int error = page_move(p, &p->batch[i]);
		if (error == EEXIST) {
			buf_fmt(why, "another file has come to lie at %s", p->root_path);
			buf_escape(why, p->batch[i].path);
			buf_add(why, STR(" while it was being written"));
			return false;
		}
		if (error)
			return say(p, why, "write", p->batch[i].path.p, error);
	}
	return true;
}

/* First the files are on the disk (and with them the renames of the batch before), then the ledger says so, and only
 * then they are moved. */
static bool batch_finish(struct press *p, struct buf *why)
{
	if (p->count == 0)
		return true;
	if (!sync_disk(p, why) || !commit(p, why)) {
		ledger_rollback(p->ledger);
		batch_drop(p);
		return false;
	}
	p->committed = p->moved = true;
	if (!pages_move(p, why))
		return false; /* the next run goes on from here */
	p->committed = false;
	p->count = 0;
	arena_reset(&p->paths);
	ledger_arrived(p->ledger);
	return true;
}

bool press_flush(struct press *p, struct buf *why)
{
	if (p->dry)
		return true;
	if (!batch_finish(p, why) || (p->moved && !sync_disk(p, why)))
		return false;
	p->moved = false;
	return commit(p, why);
}

/* What is whole so far is finished, although the next one failed. */
static bool give_up(struct press *p, struct buf *why)
{
	char room[512];
	struct buf also = BUF(room);
	size_t lost = p->count;
	if (!batch_finish(p, &also) && lost)
		buf_fmt(why, "; the last %zu articles are not in the capsule yet", lost);
	return false;
}

/* Whether the batch has a file for this path already, or one of this name. */
static bool in_batch(const struct press *p, const struct page *page)
{
	for (size_t i = 0; i < p->count; i++)
		if (str_eq(p->batch[i].path, page->path) || memcmp(p->batch[i].name, page->name, HEX) == 0)
			return true;
	return false;
}

static bool page_write(struct press *p, const struct page *page, struct str bytes, struct buf *why)
{
	/* a folder that cannot be made is noticed before anything is in its way */
	int folder = chest_folder_make(p->root, page->path.p);
	if (folder < 0) {
		say(p, why, "make the folder of", page->path.p, errno);
		chest_folder_tidy(p->root, page->path.p);
		return false;
	}
	close(folder);
	if (chest_write(p->stage, page->name, bytes))
		return true;
	say(p, why, "write", page->path.p, errno);
	unlinkat(p->stage, page->name, 0);
	chest_folder_tidy(p->root, page->path.p);
	return false;
}

bool press_put(struct press *p, const struct entry *e, const struct texts *t, struct str bytes,
	const struct id *instead, struct buf *why)
{
	struct page page = { .path = e->path, .replaces = instead != NULL };
	if (p->dry) {
		ledger_put(p->ledger, e, t, false);
		return drafts_put(p->drafts, e->path, bytes, why);
	}
	name_of(&e->source, page.name);
	if (instead)
		page.instead = *instead;
	if ((p->count == PRESS_BATCH || in_batch(p, &page)) && !batch_finish(p, why))
		return false;
	page.path = arena_copy(&p->paths, e->path);
	if (!page_write(p, &page, bytes, why))
		return give_up(p, why);
	ledger_put(p->ledger, e, t, true);
	p->batch[p->count++] = page;
	return p->count < PRESS_BATCH || batch_finish(p, why);
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
		if (p->ready && !ledger_trouble(p->ledger) && (!p->moved || sync_disk(p, &why)))
			commit(p, &why);
		/* what the ledger knows of stays for the next run */
		if (!p->committed) {
			stage_empty(p);
			unlinkat(p->root, STAGE, AT_REMOVEDIR);
		}
		close(p->stage);
	}
	if (p->root >= 0)
		close(p->root);
	drafts_free(p->drafts);
	arena_free(&p->scratch);
	arena_free(&p->paths);
	free(p->batch);
	free(p);
}

/* ---- what the capsule holds ---- */

bool press_scan(struct press *p, struct buf *why)
{
	if (p->root < 0)
		return true;
	/* a new ledger is not there before this is done: nothing is committed that need not be */
	if ((p->count || p->moved) && !press_flush(p, why))
		return false;
	if (!scan_capsule(p->root, p->root_path, p->ledger, p->languages, p->language_count, why)) {
		/* half of what the capsule holds is not to be taken for all of it */
		ledger_rollback(p->ledger);
		return false;
	}
	return commit(p, why);
}
