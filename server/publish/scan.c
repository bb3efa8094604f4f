#include "publish/scan_inside.h"

#include "mirror/member.h"
#include "publish/signature.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FRESH_NS = 2000000000 /* file systems count time in steps of up to two seconds */ };

/* ---- what lies in a folder ---- */

/* Whether all its files are as they were: by their names, sizes, times and inodes. */
static uint64_t signature_of(const struct look *l, int fd)
{
	uint64_t signature = SIGNATURE_BEGIN;
	struct stat st;
	for (size_t i = 0; i < l->files; i++)
		if (fstatat(fd, l->file[i].p, &st, 0) == 0)
			signature = signature_add(signature, l->file[i], (uint64_t)st.st_size, st.st_mtim, st.st_ino);
	return signature_end(signature);
}

/* The folder's own time; none if something may have happened at this very moment that we have not seen. */
static int64_t time_of(const struct stat *st)
{
	struct timespec now;
	int64_t time = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
	clock_gettime(CLOCK_REALTIME, &now);
	int64_t age = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec - time;
	return age > FRESH_NS || age < 0 ? time : 0;
}

static bool seen_changed(const struct scan *s, struct str path)
{
	return s->changed->count &&
	       bsearch(&path, s->changed->folder, s->changed->count, sizeof path, scan_by_name) != NULL;
}

/* Finds out whether the files of a folder have to be read. False: trouble. */
static bool glance(struct scan *s, struct look *l, bool *dirty)
{
	struct found_file f;
	struct stat st;
	errno = 0;
	if (root_find(s->root, l->path, &f) != FOUND_DIR || fstat(f.fd, &st) != 0) {
		if (f.fd >= 0)
			close(f.fd);
		errno = errno ? errno : ENOENT;
		return scan_trouble(s, l->path, STR(""));
	}
	l->now = (struct folder){ .path = l->path, .mtime_ns = time_of(&st) };
	bool same = l->known && l->known->mtime_ns && l->known->mtime_ns == l->now.mtime_ns;
	bool good = true;
	*dirty = !same || s->changed == NULL || seen_changed(s, l->path);
	if (*dirty && (good = scan_names(s, l, f.fd)) && l->known) {
		l->now.signature = signature_of(l, f.fd);
		*dirty = l->now.signature != l->known->signature;
	}
	close(f.fd);
	return good;
}

/* ---- MANIFESTs ---- */

static struct str manifest_path(struct arena *m, struct str folder)
{
	return arena_fmt(m, "%.*sMANIFEST", STR_ARG(folder));
}

/* *had: there is one. */
static bool read_old(struct scan *s, struct str folder, struct arena *m, struct manifest *out, bool *had)
{
	struct str text, path = manifest_path(m, folder);
	*out = (struct manifest){ 0 };
	*had = stage_read(s->stage, path, MANIFEST_MAX, m, &text);
	if (!*had)
		return errno == ENOENT || scan_trouble(s, path, STR(" (published before)"));
	const char *wrong = manifest_read(text, m, out);
	if (wrong) {
		buf_add(s->why, str_of(s->stage->overlay));
		buf_escape(s->why, path);
		buf_fmt(s->why, " is damaged: %s; put it back from a backup of keep", wrong);
	}
	return wrong == NULL;
}

static void add_line(struct look *l, struct str name, bool folder, const struct digest *d)
{
	l->fresh.line = arena_more(&l->arena, l->fresh.line, l->fresh.count, &l->fresh_room, sizeof *l->fresh.line);
	l->fresh.line[l->fresh.count++] = (struct manifest_line){ name, folder, *d };
}

/* Reads one file; one that has just gone, or leads outside, is none. */
static bool hash_file(struct scan *s, struct look *l, struct str name, uint64_t *signature)
{
	struct found_file f;
	struct digest d;
	uint64_t size = 0;
	struct str path = arena_fmt(&l->arena, "%.*s%.*s", STR_ARG(l->path), STR_ARG(name));
	errno = 0;
	enum found found = root_find(s->root, path, &f);
	if (found != FOUND_FILE) {
		if (f.fd >= 0)
			close(f.fd);
		return (found != FOUND_TROUBLE && errno != EACCES) || scan_trouble(s, path, STR(""));
	}
	bool good = digest_file(f.fd, &d, &size);
	close(f.fd);
	if (!good)
		return scan_trouble(s, path, STR(""));
	*signature = signature_add(*signature, name, f.size, f.mtime, f.ino);
	add_line(l, name, false, &d);
	l->now.files++;
	l->now.bytes += size;
	const struct manifest_line *old = manifest_find(&l->old, name);
	if (old && !old->folder && digest_eq(&old->digest, &d))
		return true;
	struct journal_line line = { old && !old->folder ? JOURNAL_MODIFIED : JOURNAL_ADDED, d, size, path, { 0 } };
	s->note(&line, s->context);
	return true;
}

static bool hash_files(struct scan *s, struct look *l)
{
	uint64_t signature = SIGNATURE_BEGIN;
	bool good = true;
	for (size_t i = 0; i < l->files && good; i++)
		good = hash_file(s, l, l->file[i], &signature);
	l->now.signature = signature_end(signature);
	return good;
}

static void keep_files(struct look *l)
{
	for (size_t i = 0; i < l->old.count; i++)
		if (!l->old.line[i].folder)
			add_line(l, l->old.line[i].name, false, &l->old.line[i].digest);
	l->now.signature = l->known->signature;
	l->now.files = l->known->files;
	l->now.bytes = l->known->bytes;
}

static bool is_month(struct str path)
{
	static const char form[] = "/0000/00/";
	bool good = path.n == sizeof form - 1;
	for (size_t i = 0; good && i < path.n; i++)
		good = form[i] == '/' ? path.p[i] == '/' : path.p[i] >= '0' && path.p[i] <= '9';
	return good;
}

static void note_month(struct scan *s, struct str folder)
{
	if (!is_month(folder))
		return;
	s->months = arena_more(&s->arena, s->months, s->month_count, &s->months_room, sizeof *s->months);
	s->months[s->month_count++] = arena_copy(&s->arena, folder);
}

/* ---- what is not there any more ---- */

static void drop_file(struct scan *s, struct str folder, const struct manifest_line *line)
{
	s->dropped = arena_more(&s->arena, s->dropped, s->drops, &s->drops_room, sizeof *s->dropped);
	s->dropped[s->drops++] =
		(struct scan_dropped){ arena_fmt(&s->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(line->name)),
			line->digest };
}

static bool drop_folder(struct scan *s, struct str folder)
{
	struct arena m = { 0 };
	struct manifest old;
	bool had, good = read_old(s, folder, &m, &old, &had);
	for (size_t i = 0; i < old.count && good; i++) {
		if (!old.line[i].folder)
			drop_file(s, folder, &old.line[i]);
		else
			good = drop_folder(s, arena_fmt(&m, "%.*s%.*s/", STR_ARG(folder), STR_ARG(old.line[i].name)));
	}
	if (good) {
		stage_drop(s->stage, manifest_path(&m, folder));
		note_month(s, folder);
	}
	arena_free(&m);
	return good;
}

/* Whether a folder is still there: then it has told itself what it has lost. */
static bool was_visited(const struct look *l, struct str name)
{
	return !l->read || (l->children && bsearch(&name, l->child, l->children, sizeof name, scan_by_name));
}

static bool drop_missing(struct scan *s, const struct look *l)
{
	for (size_t i = 0; i < l->old.count; i++) {
		const struct manifest_line *old = &l->old.line[i], *now = manifest_find(&l->fresh, old->name);
		struct str path = arena_fmt(&s->arena, "%.*s%.*s/", STR_ARG(l->path), STR_ARG(old->name));
		if (now && now->folder == old->folder)
			continue;
		if (!old->folder)
			drop_file(s, l->path, old);
		else if (!was_visited(l, old->name) && !drop_folder(s, path))
			return false;
	}
	return true;
}

/* ---- the way through ---- */

static bool same_lines(const struct manifest *a, const struct manifest *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; i < a->count && same; i++)
		same = str_eq(a->line[i].name, b->line[i].name) && a->line[i].folder == b->line[i].folder &&
		       digest_eq(&a->line[i].digest, &b->line[i].digest);
	return same;
}

/* Writes the new MANIFEST, or none for a folder that has nothing; but the root always has one. */
static bool write_fresh(struct scan *s, struct look *l, bool wanted)
{
	struct buf text = { 0 };
	manifest_write(&text, &l->arena, &l->fresh);
	if (text.n > MANIFEST_MAX) {
		errno = EFBIG;
		return scan_trouble(s, l->path, STR(" (too many files in one folder)"));
	}
	if (wanted)
		l->now.digest = digest_of(buf_str(&text));
	if (l->had == wanted && same_lines(&l->old, &l->fresh))
		return true;
	note_month(s, l->path);
	if (wanted)
		return stage_write(s->stage, manifest_path(&l->arena, l->path), buf_str(&text), s->why);
	stage_drop(s->stage, manifest_path(&l->arena, l->path));
	return true;
}

static bool finish(struct scan *s, struct look *l)
{
	if (l->fresh.count)
		qsort(l->fresh.line, l->fresh.count, sizeof *l->fresh.line, manifest_by_name);
	return drop_missing(s, l) && write_fresh(s, l, l->fresh.count || str_eq(l->path, STR("/")));
}

static bool visit(struct scan *s, struct str path, unsigned depth, struct folder *out, bool *changed);

/* A folder's line, where it has anything. */
static bool visit_child(struct scan *s, struct look *l, struct str name, unsigned depth)
{
	struct folder child;
	bool changed = false;
	struct str path = arena_fmt(&l->arena, "%.*s%.*s/", STR_ARG(l->path), STR_ARG(name));
	if (depth == MEMBER_DEPTH_MAX || path.n > MEMBER_PATH_MAX) {
		scan_leave_out(s, l, name, "it lies too deep");
		return true;
	}
	if (!visit(s, path, depth + 1, &child, &changed))
		return false;
	l->changed = l->changed || changed;
	if (!digest_none(&child.digest))
		add_line(l, name, true, &child.digest);
	return true;
}

static bool visit_children(struct scan *s, struct look *l, unsigned depth)
{
	bool good = true;
	if (l->read || l->known == NULL) {
		for (size_t i = 0; i < l->children && good; i++)
			good = visit_child(s, l, l->child[i], depth);
		return good;
	}
	const struct folder *f = NULL;
	while (good && (f = folders_child(s->before, l->known, f)) != NULL) {
		struct str name = str_sub(f->path, l->path.n, f->path.n - 1);
		if (str_index(name, '/') == name.n)
			good = visit_child(s, l, name, depth);
	}
	return good;
}

static bool look(struct scan *s, struct look *l, unsigned depth)
{
	bool dirty = true;
	if (!glance(s, l, &dirty) || !visit_children(s, l, depth))
		return false;
	if (!dirty && !l->changed && !l->read) {
		l->now = *l->known;
		return true;
	}
	if (!read_old(s, l->path, &l->arena, &l->old, &l->had))
		return false;
	if (dirty && !hash_files(s, l))
		return false;
	if (!dirty)
		keep_files(l);
	return finish(s, l);
}

/* *changed: its MANIFEST is another one than before. An empty digest: nothing of it is published. */
static bool visit(struct scan *s, struct str path, unsigned depth, struct folder *out, bool *changed)
{
	struct look l = { .path = path, .known = folders_find(s->before, path) };
	bool good = look(s, &l, depth);
	if (good) {
		*changed = !l.known || !digest_eq(&l.known->digest, &l.now.digest);
		s->files += l.now.files;
		s->bytes += l.now.bytes;
		folders_add(s->after, &l.now);
		*out = l.now;
	}
	arena_free(&l.arena);
	return good;
}

bool scan_all(struct scan *s)
{
	struct folder top;
	bool changed;
	if (!visit(s, STR("/"), 0, &top, &changed))
		return false;
	s->root_digest = top.digest;
	return true;
}
