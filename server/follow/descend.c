/* descend: from the root's MANIFEST down to where anything differs. */
#include "follow/round.h"

#include "mirror/member.h"

#include <errno.h>
#include <string.h>

enum { HELD_MAX = 96 << 20 }; /* bytes of MANIFESTs at once */

/* Files of which a MANIFEST says no size: photos and the like are larger than articles, films are no part of one. */
static uint64_t most_of(const struct round *r)
{
	return r->head.bytes;
}

struct str manifest_path_of(struct arena *m, struct str folder)
{
	return arena_fmt(m, "%.*sMANIFEST", STR_ARG(folder));
}

bool manifest_here(const struct round *r, struct str folder, struct arena *m, struct manifest *out)
{
	struct str text;
	*out = (struct manifest){ 0 };
	return tree_read(&r->tree, manifest_path_of(m, folder), MANIFEST_MAX, m, &text)
		       ? manifest_read(text, m, out) == NULL
		       : errno == ENOENT;
}

static bool drop_file(struct round *r, struct str path)
{
	return wants_is_owners(r, path) || part_drop(r, path);
}

/* Everything of a folder that is not published any more, as far as it was. */
static bool drop_folder(struct round *r, struct str folder, unsigned depth)
{
	struct arena m = { 0 };
	struct manifest old;
	bool good = depth <= MEMBER_DEPTH_MAX;
	manifest_here(r, folder, &m, &old);
	for (size_t i = 0; i < old.count && good; i++) {
		const struct manifest_line *l = &old.line[i];
		struct str path = arena_fmt(&m, "%.*s%.*s%s", STR_ARG(folder), STR_ARG(l->name), l->folder ? "/" : "");
		good = l->folder ? drop_folder(r, path, depth + 1) : drop_file(r, path);
	}
	good = good && part_drop(r, manifest_path_of(&m, folder));
	arena_free(&m);
	return good;
}

static bool drop_old(
	struct round *r, struct str folder, const struct manifest *old, const struct manifest *fresh, unsigned depth)
{
	bool good = true, any = false;
	for (size_t i = 0; i < old->count && good; i++) {
		const struct manifest_line *l = &old->line[i], *now = manifest_find(fresh, l->name);
		struct arena m = { 0 };
		struct str path = arena_fmt(&m, "%.*s%.*s%s", STR_ARG(folder), STR_ARG(l->name), l->folder ? "/" : "");
		any = any || !now || now->folder != l->folder;
		if (!now || now->folder != l->folder)
			good = l->folder ? drop_folder(r, path, depth + 1) : drop_file(r, path);
		arena_free(&m);
	}
	/* a file must be gone before a folder of its name can come */
	return good && (!any || part_place_all(r));
}

struct visit {
	struct round *round;
	struct str folder;
	const struct digest *digest; /* of its MANIFEST, as it is to be */
	unsigned depth;
	struct arena arena;
	struct manifest old, fresh;
	bool same;   /* the MANIFEST is here already */
	size_t held; /* bytes of the fresh one */
	enum follow_result *result;
};

static enum step refuse(struct visit *v, const char *wrong)
{
	buf_clear(v->round->why);
	buf_escape(v->round->why, v->folder);
	buf_fmt(v->round->why, "MANIFEST: %s", wrong);
	*v->result = FOLLOW_REFUSED;
	return STEP_END;
}

static enum step fail(struct visit *v)
{
	*v->result = FOLLOW_FAILED;
	return STEP_END;
}

/* The new MANIFEST, into a part. */
static enum step fetch_manifest(struct visit *v)
{
	struct round *r = v->round;
	struct want w = { .path = manifest_path_of(&v->arena, v->folder), .digest = *v->digest, .most = MANIFEST_MAX };
	struct str text;
	if (!crew_fetch(r, &w, 1, v->result))
		return STEP_END;
	if (!w.here)
		return wants_lack(r, &w, v->result);
	if (!tree_read(&r->tree, part_path(&v->arena, v->digest, w.path), MANIFEST_MAX, &v->arena, &text))
		return fail(v);
	/* those of the folders above are in memory, too */
	v->held = text.n;
	r->held += text.n;
	const char *wrong =
		r->held > HELD_MAX ? "it and those above it are too long" : manifest_read(text, &v->arena, &v->fresh);
	return wrong ? refuse(v, wrong) : STEP_DONE;
}

static enum step get_files(struct visit *v)
{
	struct wants w = { .arena = &v->arena };
	for (size_t i = 0; i < v->fresh.count; i++) {
		const struct manifest_line *l = &v->fresh.line[i], *old = manifest_find(&v->old, l->name);
		if (l->folder)
			continue;
		struct want one = { .path = arena_fmt(&v->arena, "%.*s%.*s", STR_ARG(v->folder), STR_ARG(l->name)),
			.digest = l->digest,
			.most = most_of(v->round) };
		wants_add(&w, v->round, one, old && !old->folder ? &old->digest : NULL);
	}
	return wants_get(&w, v->round, v->result);
}

static enum step visit(
	struct round *r, struct str folder, const struct digest *d, unsigned depth, enum follow_result *result);

static enum step visit_folders(struct visit *v)
{
	enum step step = STEP_DONE;
	for (size_t i = 0; i < v->fresh.count && step == STEP_DONE; i++) {
		const struct manifest_line *l = &v->fresh.line[i];
		if (!l->folder)
			continue;
		struct str path = arena_fmt(&v->arena, "%.*s%.*s/", STR_ARG(v->folder), STR_ARG(l->name));
		step = visit(v->round, path, &l->digest, v->depth + 1, v->result);
	}
	return step;
}

static enum step look(struct visit *v)
{
	struct round *r = v->round;
	struct str text;
	struct str path = manifest_path_of(&v->arena, v->folder);
	if (v->depth > MEMBER_DEPTH_MAX || !member_folder(v->folder))
		return refuse(v, "it lies too deep");
	if (tree_read(&r->tree, path, MANIFEST_MAX, &v->arena, &text)) {
		struct digest now = digest_of(text);
		v->same = digest_eq(&now, v->digest);
		if (v->same && !r->deep)
			return STEP_DONE;
		/* a damaged one vouches for nothing: then all is looked at */
		if (manifest_read(text, &v->arena, &v->old) != NULL)
			v->old = (struct manifest){ 0 };
	}
	if (v->old.count == 0) {
		enum step step = month_take(r, v->folder, v->digest, v->result);
		if (step != STEP_OTHER)
			return step;
	}
	v->fresh = v->old;
	enum step step = v->same ? STEP_DONE : fetch_manifest(v);
	if (step == STEP_DONE && !drop_old(r, v->folder, &v->old, &v->fresh, v->depth))
		return fail(v);
	if (step == STEP_DONE)
		step = get_files(v);
	if (step == STEP_DONE)
		step = visit_folders(v);
	if (step == STEP_DONE && !v->same && !part_place(r, v->digest, path))
		return fail(v);
	return step;
}

static enum step visit(
	struct round *r, struct str folder, const struct digest *d, unsigned depth, enum follow_result *result)
{
	struct visit v = { .round = r, .folder = folder, .digest = d, .depth = depth, .result = result };
	enum step step = look(&v);
	r->held -= v.held;
	arena_free(&v.arena);
	return step;
}

enum step descend(struct round *r, enum follow_result *result)
{
	return visit(r, STR("/"), &r->head.manifest, 0, result);
}
