/* wants: a list of files on its way into the mirror. */
#include "follow/round.h"

#include "base/log.h"
#include "mirror/member.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MISSING_MAX = 10000, MISSING_FILE_MAX = 64 << 20, TOLD = 20 };

static const struct str missing_file = { "/.mirror/missing", 16 };

static struct want *lacking_of(const struct round *r, struct str path);

static void note(struct round *r, const struct want *w, const char *what)
{
	struct want *before = lacking_of(r, w->path);
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
	if (before)
		before->noted = true;
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
	if (w->result != FETCH_TOO_LONG)
		return "the server refuses it";
	return w->room ? "it is longer than what the mirror may still take (--limit)" : "it is longer than it may be";
}

enum step wants_lack(struct round *r, const struct want *w, enum follow_result *result)
{
	enum step step = news_fits(r, result);
	if (step != STEP_DONE)
		return step;
	buf_clear(r->why);
	buf_escape(r->why, w->path);
	buf_fmt(r->why, ": %s", reason(w));
	*result = w->room ? FOLLOW_REFUSED : FOLLOW_LATER;
	return STEP_END;
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

bool wants_load(struct round *r)
{
	struct str text;
	r->lacking = NULL;
	r->lackings = r->lackings_room = 0;
	/* without it what is the owner's would be taken for ours */
	if (!tree_read(&r->tree, missing_file, MISSING_FILE_MAX, &r->arena, &text) && errno != ENOENT) {
		buf_fmt(r->why, ".mirror/missing: %s", strerror(errno));
		return false;
	}
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
	return true;
}

static struct want *lacking_of(const struct round *r, struct str path)
{
	struct want key = { .path = path };
	return r->lackings ? bsearch(&key, r->lacking, r->lackings, sizeof key, by_path) : NULL;
}

bool wants_is_owners(const struct round *r, struct str path)
{
	const struct want *w = lacking_of(r, path);
	return w && digest_none(&w->old);
}

enum step wants_missing(struct round *r, enum follow_result *result)
{
	struct wants w = { .arena = &r->arena };
	for (size_t i = 0; i < r->lackings; i++) {
		struct want one = r->lacking[i];
		one.most = r->head.bytes;
		if (!one.noted && is_listed(r, &one))
			wants_add(&w, r, one, digest_none(&one.old) ? NULL : &r->lacking[i].old);
	}
	return wants_get(&w, r, result);
}

/* Lines of those that are the owner's, or of the others; as many as can be read again. */
static bool add_lines(struct buf *out, struct arena *m, const struct want *w, size_t count, bool owners)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = 2 * DIGEST_HEX + w[i].path.n + 3;
		if (w[i].noted || digest_none(&w[i].old) != owners)
			continue;
		if (out->n + n > MISSING_FILE_MAX)
			return false;
		arena_room(m, out, n);
		digest_add(out, &w[i].digest);
		buf_byte(out, '\t');
		digest_add(out, &w[i].old);
		buf_byte(out, '\t');
		buf_add(out, w[i].path);
		buf_byte(out, '\n');
	}
	return true;
}

bool wants_save(struct round *r, bool whole)
{
	struct arena m = { 0 };
	struct buf out = { 0 };
	size_t before = whole ? 0 : r->lackings;
	if (!whole && r->missings == r->missings_saved)
		return true;
	bool good = add_lines(&out, &m, r->missing, r->missings, true) && add_lines(&out, &m, r->lacking, before, true);
	if (!good)
		buf_fmt(r->why, "too many files of yours are in the way of published ones");
	/* what is not noted is found by looking at everything */
	if (good && (!add_lines(&out, &m, r->missing, r->missings, false) ||
			    !add_lines(&out, &m, r->lacking, before, false)))
		r->look_again_next = true;
	if (good && out.n)
		good = tree_put(&r->tree, missing_file, buf_str(&out));
	else if (good)
		tree_drop(&r->tree, missing_file);
	if (!good && r->why->n == 0)
		buf_fmt(r->why, ".mirror/missing: %s", strerror(errno));
	r->missings_saved = r->missings;
	arena_free(&m);
	return good;
}
