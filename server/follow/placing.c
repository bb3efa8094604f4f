/* placing: what was verified becomes visible, in batches: first all of a batch is on the disk, then each file is
 * renamed to its place. A file is ours if a MANIFEST that is here lists it; the MANIFEST comes after its files, so
 * those that are at their places before it are noted in DIR/.mirror/placing: lines of hash, TAB, path. */
#include "follow/round.h"

#include "base/log.h"
#include "mirror/member.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 2000, NOTES_MAX = 128 << 20 };

static const struct str notes = { "/.mirror/placing", 16 };

static bool blame(struct round *r, struct str path)
{
	buf_clear(r->why);
	buf_escape(r->why, path);
	buf_fmt(r->why, ": %s", strerror(errno));
	return false;
}

/* ---- the notes ---- */

static struct str folder_of(struct str path)
{
	return str_sub(path, 0, str_rindex(path, '/') + 1);
}

static bool is_manifest(const struct placing *p)
{
	return p->what == PLACE_MOVE && str_ends(p->to, STR("/MANIFEST"));
}

static void add_note(struct unlisted *u, struct digest d, struct str path)
{
	u->row = arena_more(&u->arena, u->row, u->count, &u->room, sizeof *u->row);
	u->row[u->count++] = (struct unlisted_row){ d, arena_copy(&u->arena, path) };
}

/* Those of a batch, behind those whose MANIFEST is still to come. */
static bool write_notes(struct round *r)
{
	struct arena m = { 0 };
	struct buf out = { 0 };
	size_t before = r->unlisted.count;
	for (size_t i = 0; i < r->placings; i++)
		if (r->placing[i].what == PLACE_MOVE && member_path(r->placing[i].to))
			add_note(&r->unlisted, r->placing[i].digest, r->placing[i].to);
	bool good = true;
	if (r->unlisted.count != before) {
		for (size_t i = 0; i < r->unlisted.count; i++) {
			const struct unlisted_row *row = &r->unlisted.row[i];
			arena_room(&m, &out, DIGEST_HEX + row->path.n + 2);
			digest_add(&out, &row->digest);
			buf_byte(&out, '\t');
			buf_add(&out, row->path);
			buf_byte(&out, '\n');
		}
		good = tree_put(&r->tree, notes, buf_str(&out)) || blame(r, notes);
	}
	arena_free(&m);
	return good;
}

static int by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	return str_cmp(*x, *y);
}

/* What is in a folder whose MANIFEST is at its place now need not be remembered. */
static void forget_notes(struct round *r)
{
	struct arena m = { 0 };
	struct str *listed = arena_take(&m, r->placings + 1, sizeof *listed);
	struct unlisted kept = { 0 };
	size_t n = 0;
	for (size_t i = 0; i < r->placings; i++)
		if (is_manifest(&r->placing[i]))
			listed[n++] = folder_of(r->placing[i].to);
	qsort(listed, n, sizeof *listed, by_bytes);
	for (size_t i = 0; n && i < r->unlisted.count; i++) {
		struct str folder = folder_of(r->unlisted.row[i].path);
		if (!bsearch(&folder, listed, n, sizeof *listed, by_bytes))
			add_note(&kept, r->unlisted.row[i].digest, r->unlisted.row[i].path);
	}
	if (n) {
		arena_free(&r->unlisted.arena);
		r->unlisted = kept;
	}
	arena_free(&m);
}

/* A file that no MANIFEST lists, and that has these bytes, is one that a round which was cut off has put there: it
 * waits again until this round wants it. */
static void take_back(struct round *r, const struct digest *d, struct str path)
{
	struct arena m = { 0 };
	struct manifest list;
	struct digest now;
	uint64_t size;
	struct str folder = folder_of(path), name = str_sub(path, folder.n, path.n);
	bool known = manifest_here(r, folder, &m, &list);
	const struct manifest_line *l = known ? manifest_find(&list, name) : NULL;
	if ((l == NULL || l->folder) && tree_digest(&r->tree, path, &now, &size) && digest_eq(&now, d))
		tree_move(&r->tree, path, part_path(&m, d, path));
	arena_free(&m);
}

bool place_recover(struct round *r)
{
	struct arena m = { 0 };
	struct str text;
	bool good = tree_read(&r->tree, notes, NOTES_MAX, &m, &text);
	bool none = !good && errno == ENOENT;
	if (!good && !none)
		blame(r, notes);
	while (good && text.n) {
		struct str path = str_cut(&text, '\n');
		struct digest d;
		if (digest_read(str_cut(&path, '\t'), &d) && member_path(path))
			take_back(r, &d, path);
	}
	if (good)
		tree_drop(&r->tree, notes);
	arena_free(&m);
	return good || none;
}

void place_forget(struct round *r)
{
	tree_drop(&r->tree, notes);
	arena_free(&r->unlisted.arena);
	r->unlisted = (struct unlisted){ 0 };
}

/* ---- the batch ---- */

static bool queue(struct round *r, struct placing p)
{
	r->placing = arena_more(&r->placing_arena, r->placing, r->placings, &r->placings_room, sizeof *r->placing);
	r->placing[r->placings++] = p;
	return r->placings < BATCH || part_place_all(r);
}

bool part_place(struct round *r, const struct digest *d, struct str path)
{
	return queue(r, (struct placing){ PLACE_MOVE, part_path(&r->placing_arena, d, path),
				arena_copy(&r->placing_arena, path), *d });
}

bool part_drop(struct round *r, struct str path)
{
	return queue(r, (struct placing){ .what = PLACE_DROP, .to = arena_copy(&r->placing_arena, path) });
}

static void tell_blocked(struct str path)
{
	char room[2000];
	struct buf text = BUF(room);
	buf_escape(&text, path);
	log_warn("%s: something of yours is in the way of a folder, and was left alone", buf_z(&text));
}

static bool place(struct round *r, const struct placing *p)
{
	if (p->what == PLACE_DROP) {
		r->sums->deleted += tree_drop(&r->tree, p->to);
		return true;
	}
	if (tree_move(&r->tree, p->from, p->to)) {
		r->sums->written++;
		return true;
	}
	if (errno != ELOOP && errno != ENOTDIR && errno != EISDIR && errno != EEXIST && errno != ENOTEMPTY)
		return blame(r, p->to);
	if (r->blocked++ == 0)
		tell_blocked(p->to);
	return true;
}

/* What is deleted need not be on the disk before. */
static bool sync_parts(struct round *r)
{
	for (size_t i = 0; i < r->placings; i++)
		if (r->placing[i].what == PLACE_MOVE)
			return tree_sync(&r->tree) || blame(r, STR("/"));
	return true;
}

/* What could not be had is on the disk before a MANIFEST that lists it is in place. */
bool part_place_all(struct round *r)
{
	bool good = r->placings == 0 || (write_notes(r) && wants_save(r, false) && sync_parts(r));
	for (size_t i = 0; i < r->placings && good; i++)
		good = place(r, &r->placing[i]);
	if (good)
		forget_notes(r);
	r->placings = r->placings_room = 0;
	r->placing = NULL;
	arena_reset(&r->placing_arena);
	return good;
}
