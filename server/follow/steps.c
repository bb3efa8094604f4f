/* steps: a little behind: the entries of the log between say what has changed; the new MANIFESTs are worked out here,
 * and the root's must be the one that HEAD has. */
#include "follow/round.h"

#include "base/log.h"
#include "mirror/journal.h"
#include "mirror/member.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	BEHIND_MAX = 200,    /* entries */
	ENTRY_MAX = 4 << 20, /* bytes of one: larger ones are most of an archive anyway */
	LOG_MAX = 8 << 20,   /* bytes of all of them */
	CHANGES_MAX = 5000,
	EDITS_MAX = 2000, /* folders */
	HASHES_MAX = 100,
	FILES_MAX = 300, /* more of them come faster as packs */
};

/* What becomes of a path. */
struct change {
	struct str folder, name;
	bool gone;
	struct digest digest;
	uint64_t size;
	time_t time;
	struct str from; /* where a file that has moved was; else empty */
	size_t order;
};

/* The MANIFEST of a folder in which something changes. */
struct edit {
	struct str folder;
	struct manifest list;
	size_t room;
	struct str text;
	struct digest digest;
};

struct stepping {
	struct round *round;
	struct arena arena;
	struct change *change;
	size_t changes, changes_room;
	struct str *hashes; /* "sha256:…" of paths that are gone */
	size_t hash_count, hashes_room;
	struct edit *edit;
	size_t edits, edits_room;
	/* the MANIFEST that was looked into last: changes come in the order of their folders */
	struct str here_folder;
	struct manifest here;
	struct arena here_arena;
	enum follow_result *result;
};

/* ---- what the log says ---- */

static void add_change(struct stepping *s, struct str path, struct change c)
{
	size_t slash = str_rindex(path, '/') + 1;
	s->change = arena_more(&s->arena, s->change, s->changes, &s->changes_room, sizeof *s->change);
	c.folder = str_sub(path, 0, slash);
	c.name = str_sub(path, slash, path.n);
	c.order = s->changes;
	s->change[s->changes++] = c;
}

static void take_line(struct stepping *s, const struct journal_line *l, time_t when)
{
	struct change to = { .digest = l->digest, .size = l->size, .time = when };
	switch (l->kind) {
	case JOURNAL_ADDED:
	case JOURNAL_MODIFIED:
		add_change(s, l->path, to);
		break;
	case JOURNAL_MOVED:
		add_change(s, l->path, (struct change){ .gone = true });
		to.from = l->path;
		add_change(s, l->more, to);
		break;
	case JOURNAL_DROPPED:
		if (str_starts(l->path, STR("/"))) {
			add_change(s, l->path, (struct change){ .gone = true });
			break;
		}
		s->hashes = arena_more(&s->arena, s->hashes, s->hash_count, &s->hashes_room, sizeof *s->hashes);
		s->hashes[s->hash_count++] = l->path;
		break;
	}
}

/* One entry, which must continue the one before. */
static bool take_entry(struct stepping *s, struct str text, struct digest *last)
{
	struct journal j;
	struct journal_line line;
	const char *wrong = journal_open(text, &j);
	if (wrong || !digest_eq(&j.before, last))
		return false;
	while (journal_next(&j, &line, &wrong))
		take_line(s, &line, j.published);
	*last = digest_of(text);
	return wrong == NULL;
}

static enum step read_log(struct stepping *s)
{
	struct round *r = s->round;
	struct digest last = r->old.log;
	uint64_t bytes = 0;
	for (uint64_t serial = r->old.serial + 1; serial <= r->head.serial; serial++) {
		char room[64];
		struct buf path = BUF(room);
		struct str text;
		journal_path(&path, serial);
		enum step step = news_small(r, buf_str(&path), ENTRY_MAX, &text, s->result);
		if (step != STEP_DONE)
			return step;
		struct digest now = digest_of(text);
		bytes += text.n;
		if (bytes > LOG_MAX || !take_entry(s, text, &last) || s->changes > CHANGES_MAX ||
			s->hash_count > HASHES_MAX || !part_write(r, &now, buf_str(&path), text))
			return STEP_OTHER;
	}
	return digest_eq(&last, &r->head.log) ? STEP_DONE : STEP_OTHER;
}

/* ---- paths of which only the hash is known ---- */

static bool is_hash(const struct stepping *s, struct str path)
{
	char room[80];
	struct buf hash = BUF(room);
	struct digest d = digest_of(path);
	buf_add(&hash, STR("sha256:"));
	digest_add(&hash, &d);
	for (size_t i = 0; i < s->hash_count; i++)
		if (str_eq(s->hashes[i], buf_str(&hash)))
			return true;
	return false;
}

static void find_hashed(struct stepping *s, struct str folder, unsigned depth)
{
	struct arena m = { 0 };
	struct manifest list;
	if (depth > MEMBER_DEPTH_MAX || !manifest_here(s->round, folder, &m, &list))
		list.count = 0;
	for (size_t i = 0; i < list.count; i++) {
		const struct manifest_line *l = &list.line[i];
		struct str path = arena_fmt(&m, "%.*s%.*s%s", STR_ARG(folder), STR_ARG(l->name), l->folder ? "/" : "");
		if (l->folder)
			find_hashed(s, path, depth + 1);
		else if (is_hash(s, path))
			add_change(s, arena_copy(&s->arena, path), (struct change){ .gone = true });
	}
	arena_free(&m);
}

/* Files that came and went within these entries are here only in them. */
static void find_changed(struct stepping *s)
{
	for (size_t i = 0, all = s->changes; i < all; i++) {
		struct str path =
			arena_fmt(&s->arena, "%.*s%.*s", STR_ARG(s->change[i].folder), STR_ARG(s->change[i].name));
		if (!s->change[i].gone && is_hash(s, path))
			add_change(s, path, (struct change){ .gone = true });
	}
}

/* ---- the new MANIFESTs ---- */

static int by_place(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int order = str_cmp(x->folder, y->folder);
	order = order ? order : str_cmp(x->name, y->name);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Of several changes of one path the last counts. */
static void keep_last(struct stepping *s)
{
	size_t kept = 0;
	if (s->changes)
		qsort(s->change, s->changes, sizeof *s->change, by_place);
	for (size_t i = 0; i < s->changes; i++)
		if (i + 1 == s->changes || !str_eq(s->change[i].folder, s->change[i + 1].folder) ||
			!str_eq(s->change[i].name, s->change[i + 1].name))
			s->change[kept++] = s->change[i];
	s->changes = kept;
}

static size_t count_new(const struct stepping *s)
{
	size_t n = 0;
	for (size_t i = 0; i < s->changes; i++)
		n += !s->change[i].gone;
	return n;
}

static struct edit *edit_of(struct stepping *s, struct str folder)
{
	for (size_t i = 0; i < s->edits; i++)
		if (str_eq(s->edit[i].folder, folder))
			return &s->edit[i];
	s->edit = arena_more(&s->arena, s->edit, s->edits, &s->edits_room, sizeof *s->edit);
	s->edit[s->edits] = (struct edit){ .folder = folder };
	return &s->edit[s->edits++];
}

/* All folders in which something changes, and those above them. */
static void open_edits(struct stepping *s)
{
	for (size_t i = 0; i < s->changes && s->edits <= EDITS_MAX; i++)
		for (struct str folder = s->change[i].folder;;) {
			edit_of(s, folder);
			if (folder.n == 1)
				break;
			folder = str_sub(folder, 0, str_rindex(str_sub(folder, 0, folder.n - 1), '/') + 1);
		}
}

/* Where the name is, or belongs. */
static size_t place_of(const struct manifest *list, struct str name)
{
	size_t low = 0, high = list->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (str_cmp(list->line[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void put_line(struct stepping *s, struct edit *e, struct str name, bool folder, const struct digest *d)
{
	size_t at = place_of(&e->list, name);
	bool there = at < e->list.count && str_eq(e->list.line[at].name, name);
	if (d && there) {
		e->list.line[at] = (struct manifest_line){ name, folder, *d };
	} else if (d) {
		e->list.line = arena_more(&s->arena, e->list.line, e->list.count, &e->room, sizeof *e->list.line);
		memmove(e->list.line + at + 1, e->list.line + at, (e->list.count - at) * sizeof *e->list.line);
		e->list.line[at] = (struct manifest_line){ name, folder, *d };
		e->list.count++;
	} else if (there && e->list.line[at].folder == folder) {
		memmove(e->list.line + at, e->list.line + at + 1, (e->list.count - at - 1) * sizeof *e->list.line);
		e->list.count--;
	}
}

static int deepest_first(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;
	return x->folder.n != y->folder.n ? (x->folder.n < y->folder.n) - (x->folder.n > y->folder.n)
					  : str_cmp(x->folder, y->folder);
}

static bool load_edits(struct stepping *s)
{
	bool good = true;
	if (s->edits)
		qsort(s->edit, s->edits, sizeof *s->edit, deepest_first);
	for (size_t i = 0; i < s->edits && good; i++) {
		struct manifest here;
		struct edit *e = &s->edit[i];
		good = manifest_here(s->round, e->folder, &s->arena, &here);
		/* lines in an array of our own, which grows */
		for (size_t k = 0; k < here.count && good; k++) {
			e->list.line =
				arena_more(&s->arena, e->list.line, e->list.count, &e->room, sizeof *e->list.line);
			e->list.line[e->list.count++] = here.line[k];
		}
	}
	for (size_t i = 0; i < s->changes && good; i++) {
		const struct change *c = &s->change[i];
		put_line(s, edit_of(s, c->folder), c->name, false, c->gone ? NULL : &c->digest);
	}
	return good;
}

/* From the deepest up: a longer path is never above a shorter one. */
static bool work_out(struct stepping *s)
{
	if (!load_edits(s))
		return false;
	for (size_t i = 0; i < s->edits; i++) {
		struct edit *e = &s->edit[i];
		struct buf text = { 0 };
		manifest_write(&text, &s->arena, &e->list);
		e->text = buf_str(&text);
		e->digest = digest_of(e->text);
		if (e->folder.n == 1)
			return digest_eq(&e->digest, &s->round->head.manifest);
		struct str above = str_sub(e->folder, 0, e->folder.n - 1);
		size_t slash = str_rindex(above, '/') + 1;
		put_line(s, edit_of(s, str_sub(above, 0, slash)), str_sub(above, slash, above.n), true,
			e->list.count ? &e->digest : NULL);
	}
	/* nothing has changed but HEAD */
	return digest_eq(&s->round->old.manifest, &s->round->head.manifest);
}

/* ---- doing it ---- */

static const struct manifest_line *line_here(struct stepping *s, const struct change *c)
{
	if (!str_eq(s->here_folder, c->folder)) {
		arena_reset(&s->here_arena);
		s->here_folder = c->folder;
		if (!manifest_here(s->round, c->folder, &s->here_arena, &s->here))
			s->here.count = 0;
	}
	return manifest_find(&s->here, c->name);
}

static enum step get_files(struct stepping *s)
{
	struct round *r = s->round;
	struct wants w = { .arena = &s->arena };
	for (size_t i = 0; i < s->changes; i++) {
		const struct change *c = &s->change[i];
		const struct manifest_line *old = line_here(s, c);
		struct want one = { .path = arena_fmt(&s->arena, "%.*s%.*s", STR_ARG(c->folder), STR_ARG(c->name)),
			.digest = c->digest,
			.most = c->size < r->head.bytes ? c->size : r->head.bytes,
			.time = c->time };
		if (!c->gone) {
			size_t before = w.count;
			wants_add(&w, r, one, old && !old->folder ? &old->digest : NULL);
			if (w.count > before && c->from.n && part_copy(r, &c->digest, one.path, c->from))
				r->sums->moved++;
		}
	}
	return wants_get(&w, r, s->result);
}

/* Only what we have listed ourselves is deleted. */
static bool drop_files(struct stepping *s)
{
	bool good = true;
	for (size_t i = 0; i < s->changes && good; i++) {
		const struct change *c = &s->change[i];
		struct arena m = { 0 };
		const struct manifest_line *old = c->gone ? line_here(s, c) : NULL;
		struct str path = arena_fmt(&m, "%.*s%.*s", STR_ARG(c->folder), STR_ARG(c->name));
		if (old && !old->folder && !wants_is_owners(s->round, path))
			good = part_drop(s->round, path);
		arena_free(&m);
	}
	return good;
}

static bool place_manifests(struct stepping *s)
{
	bool good = true;
	for (size_t i = 0; i < s->edits && good; i++) {
		const struct edit *e = &s->edit[i];
		struct str path = manifest_path_of(&s->arena, e->folder);
		if (e->list.count == 0 && e->folder.n > 1)
			good = part_drop(s->round, path);
		else
			good = part_write(s->round, &e->digest, path, e->text) &&
			       part_place(s->round, &e->digest, path);
	}
	return good;
}

/* A file in whose place there is to be a folder, or the other way round, is descend's business. */
static bool is_plain(struct stepping *s)
{
	for (size_t i = 0; i < s->changes; i++) {
		const struct manifest_line *old = line_here(s, &s->change[i]);
		if (old && old->folder)
			return false;
	}
	for (size_t i = 0; i < s->edits; i++)
		if (s->edit[i].folder.n > 1 &&
			tree_has(&s->round->tree, str_sub(s->edit[i].folder, 0, s->edit[i].folder.n - 1)))
			return false;
	return true;
}

static enum step step_all(struct stepping *s)
{
	enum step step = read_log(s);
	if (step != STEP_DONE)
		return step;
	if (s->hash_count) {
		find_hashed(s, STR("/"), 0);
		find_changed(s);
	}
	keep_last(s);
	if (count_new(s) > FILES_MAX)
		return STEP_OTHER;
	open_edits(s);
	if (s->edits > EDITS_MAX || !work_out(s) || !is_plain(s))
		return STEP_OTHER;
	step = get_files(s);
	if (step != STEP_DONE)
		return step;
	if (drop_files(s) && place_manifests(s))
		return STEP_DONE;
	*s->result = FOLLOW_FAILED;
	return STEP_END;
}

enum step steps(struct round *r, enum follow_result *result)
{
	struct stepping s = { .round = r, .result = result };
	if (!r->has_old || r->deep || r->head.serial - r->old.serial > BEHIND_MAX)
		return STEP_OTHER;
	enum step step = step_all(&s);
	arena_free(&s.arena);
	arena_free(&s.here_arena);
	if (step == STEP_OTHER)
		buf_clear(r->why);
	return step;
}
