/* wants: a list of files on its way into the mirror. */
#include "follow/round.h"

#include "base/log.h"
#include "mirror/member.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MISSING_MAX = 10000, MISSING_FILE_MAX = 16 << 20, TOLD = 20 };

static const struct str missing_file = { "/.mirror/missing", 16 };

static void note(struct round *r, const struct want *w, const char *what)
{
	char room[2000];
	struct buf path = BUF(room);
	buf_escape(&path, w->path);
	if (r->missings < TOLD)
		log_warn("%s is missing: %s", buf_z(&path), what);
	if (r->missings == TOLD)
		log_warn("and more are missing");
	r->missing = arena_more(&r->missing_arena, r->missing, r->missings, &r->missings_room, sizeof *r->missing);
	r->missing[r->missings] = *w;
	r->missing[r->missings++].path = arena_copy(&r->missing_arena, w->path);
	r->sums->missing++;
}

/* Whether a file is here as it is wanted. *blocked: something is there that is not ours. */
static bool is_here(const struct round *r, const struct want *w, const struct digest *listed, bool *blocked)
{
	struct digest now;
	uint64_t size;
	*blocked = false;
	int fd = tree_file(&r->tree, w->path);
	if (fd < 0) {
		*blocked = errno != ENOENT;
		return false;
	}
	bool trusted = listed && digest_eq(listed, &w->digest) && !r->wish->all;
	bool good = trusted || (digest_file(fd, &now, &size) && digest_eq(&now, &w->digest));
	close(fd);
	*blocked = !good && listed == NULL;
	return good;
}

void wants_add(struct wants *w, struct round *r, struct want one, const struct digest *listed)
{
	bool blocked;
	if (listed && wants_is_owners(r, one.path))
		listed = NULL;
	if (listed)
		one.old = *listed;
	if (is_here(r, &one, listed, &blocked))
		return;
	if (!news_allowed(r, one.path)) {
		r->left_out++;
		return;
	}
	if (blocked) {
		note(r, &one, "something of yours is in its way, and was left alone");
		return;
	}
	w->want = arena_more(w->arena, w->want, w->count, &w->room, sizeof *w->want);
	w->want[w->count++] = one;
}

static const char *reason(const struct want *w)
{
	if (w->result == FETCH_GOOD)
		return "what came is not what HEAD vouches for";
	if (w->result == FETCH_MISSING)
		return "the server does not have it";
	return w->result == FETCH_TOO_LONG ? "it is longer than it may be" : "the server refuses it";
}

static enum step ends(enum follow_result *result, enum follow_result how)
{
	*result = how;
	return STEP_END;
}

enum step wants_get(struct wants *w, struct round *r, enum follow_result *result)
{
	bool odd = false;
	if (w->count && !crew_fetch(r, w->want, w->count, result))
		return STEP_END;
	for (size_t i = 0; i < w->count; i++)
		odd = odd || !w->want[i].here;
	enum step step = odd ? news_fits(r, result) : STEP_DONE;
	for (size_t i = 0; i < w->count && step == STEP_DONE; i++) {
		if (!w->want[i].here)
			note(r, &w->want[i], reason(&w->want[i]));
		else if (!part_place(r, &w->want[i].digest, w->want[i].path))
			step = ends(result, FOLLOW_FAILED);
		if (r->missings > MISSING_MAX) {
			buf_fmt(r->why, "too many files are missing on the server");
			step = ends(result, FOLLOW_LATER);
		}
	}
	return step;
}

/* ---- from one round to the next ---- */

static bool is_noted(const struct round *r, struct str path)
{
	for (size_t i = 0; i < r->missings; i++)
		if (str_eq(r->missing[i].path, path))
			return true;
	return false;
}

static bool is_listed(const struct round *r, const struct want *w)
{
	struct arena m = { 0 };
	struct manifest list;
	size_t slash = str_rindex(w->path, '/') + 1;
	bool good = manifest_here(r, str_sub(w->path, 0, slash), &m, &list);
	const struct manifest_line *l = good ? manifest_find(&list, str_sub(w->path, slash, w->path.n)) : NULL;
	good = l && !l->folder && digest_eq(&l->digest, &w->digest);
	arena_free(&m);
	return good;
}

static int by_path(const void *a, const void *b)
{
	const struct want *x = a, *y = b;
	return str_cmp(x->path, y->path);
}

void wants_load(struct round *r)
{
	struct str text;
	r->lacking = NULL;
	r->lackings = r->lackings_room = 0;
	tree_read(&r->tree, missing_file, MISSING_FILE_MAX, &r->arena, &text);
	while (text.n) {
		struct want one = { .path = str_cut(&text, '\n') };
		if (!digest_read(str_cut(&one.path, '\t'), &one.digest) ||
			!digest_read(str_cut(&one.path, '\t'), &one.old) || !member_path(one.path))
			continue;
		r->lacking = arena_more(&r->arena, r->lacking, r->lackings, &r->lackings_room, sizeof one);
		r->lacking[r->lackings++] = one;
	}
	if (r->lackings)
		qsort(r->lacking, r->lackings, sizeof *r->lacking, by_path);
}

bool wants_is_owners(const struct round *r, struct str path)
{
	struct want key = { .path = path };
	const struct want *w = r->lackings ? bsearch(&key, r->lacking, r->lackings, sizeof key, by_path) : NULL;
	return w && digest_none(&w->old);
}

enum step wants_missing(struct round *r, enum follow_result *result)
{
	struct wants w = { .arena = &r->arena };
	for (size_t i = 0; i < r->lackings; i++) {
		struct want one = r->lacking[i];
		one.most = r->head.bytes;
		if (!is_noted(r, one.path) && is_listed(r, &one))
			wants_add(&w, r, one, digest_none(&one.old) ? NULL : &r->lacking[i].old);
	}
	return wants_get(&w, r, result);
}

bool wants_save(struct round *r, bool whole)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < r->lackings && !whole; i++) {
		if (is_noted(r, r->lacking[i].path))
			continue;
		r->missing =
			arena_more(&r->missing_arena, r->missing, r->missings, &r->missings_room, sizeof *r->missing);
		r->missing[r->missings++] = r->lacking[i];
	}
	static const struct digest none;
	if (r->missings == 0) {
		tree_drop(&r->tree, missing_file);
		return true;
	}
	for (size_t i = 0; i < r->missings; i++) {
		arena_room(&r->missing_arena, &out, 2 * DIGEST_HEX + r->missing[i].path.n + 3);
		digest_add(&out, &r->missing[i].digest);
		buf_byte(&out, '\t');
		digest_add(&out, &r->missing[i].old);
		buf_byte(&out, '\t');
		buf_add(&out, r->missing[i].path);
		buf_byte(&out, '\n');
	}
	return part_write(r, &none, missing_file, buf_str(&out)) && part_place(r, &none, missing_file) &&
	       part_place_all(r);
}
