/* months: a month that is taken as a pack, which is unpacked only where its MANIFESTs hang on HEAD's. */
#include "follow/round.h"

#include "base/log.h"
#include "mirror/member.h"
#include "mirror/pack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, OWN_NUMBER = 1002, MANIFESTS_MAX = 32 << 20 };

struct member {
	struct str path;
	struct digest digest;
	bool done;
};

struct month {
	struct round *round;
	struct str folder;
	struct arena arena;
	struct {
		struct str path, text;
	} * manifest;
	size_t manifests, manifests_room;
	uint64_t manifest_bytes;
	struct member *member;
	size_t members, members_room;
	enum follow_result *result;
};

static bool is_month(struct str folder, int *year, int *month)
{
	uint64_t y, m;
	if (folder.n != 9 || folder.p[5] != '/' || !str_u64(str_sub(folder, 1, 5), 9999, &y) ||
		!str_u64(str_sub(folder, 6, 8), 12, &m))
		return false;
	*year = (int)y;
	*month = (int)m;
	return true;
}

const struct packs_line *month_pack_of(struct round *r, struct str folder)
{
	int year, month;
	if (!is_month(folder, &year, &month))
		return NULL;
	for (size_t i = 0; i < r->packs.count; i++) {
		const struct packs_line *l = &r->packs.line[i];
		if (l->kind == PACKS_MONTH && l->year == year && l->month == month)
			return l;
	}
	return NULL;
}

static struct pack_reader *open_pack(struct month *m, int fd)
{
	struct round *r = m->round;
	/* MANIFESTs come on top of what HEAD counts */
	struct pack_limits limits = { .files = r->head.files * 2 + 1000,
		.bytes = r->head.bytes + r->head.files * 512 + (1 << 20),
		.file_bytes = r->head.bytes + MANIFEST_MAX };
	return lseek(fd, 0, SEEK_SET) == 0 ? pack_open(fd, &limits, r->why) : NULL;
}

/* ---- first look: the MANIFESTs ---- */

static bool keep_manifest(struct month *m, struct pack_reader *p, struct str path, uint64_t size)
{
	size_t have = 0;
	int64_t n = 0;
	if (!str_starts(path, m->folder))
		return true;
	/* what is packed small may be large */
	m->manifest_bytes += size < MANIFESTS_MAX ? size : MANIFESTS_MAX;
	if (m->manifest_bytes >= MANIFESTS_MAX)
		return false;
	char *text = arena_take(&m->arena, (size_t)size + 1, 1);
	while (have < size && (n = pack_read(p, text + have, (size_t)size - have, m->round->why)) > 0)
		have += (size_t)n;
	if (have < size)
		return false;
	m->manifest = arena_more(&m->arena, m->manifest, m->manifests, &m->manifests_room, sizeof *m->manifest);
	m->manifest[m->manifests].path = arena_copy(&m->arena, path);
	m->manifest[m->manifests++].text = (struct str){ text, have };
	return true;
}

static bool read_manifests(struct month *m, int fd)
{
	struct str path;
	uint64_t size;
	struct pack_reader *p = open_pack(m, fd);
	enum pack_step step = p ? PACK_FILE : PACK_BAD;
	while (step == PACK_FILE && (step = pack_next(p, &path, &size, m->round->why)) == PACK_FILE)
		if (str_ends(path, STR("/MANIFEST")) && !keep_manifest(m, p, path, size))
			step = PACK_BAD;
	pack_close(p);
	return step == PACK_END;
}

static const struct str *manifest_of(const struct month *m, struct str path)
{
	for (size_t i = 0; i < m->manifests; i++)
		if (str_eq(m->manifest[i].path, path))
			return &m->manifest[i].text;
	return NULL;
}

/* Whether all of them hang together: then they say what the files are to be. */
static bool chain(struct month *m, struct str folder, const struct digest *d, unsigned depth)
{
	struct manifest list;
	const struct str *text = manifest_of(m, manifest_path_of(&m->arena, folder));
	struct digest now = text ? digest_of(*text) : (struct digest){ 0 };
	if (text == NULL || depth > MEMBER_DEPTH_MAX || !digest_eq(&now, d) ||
		manifest_read(*text, &m->arena, &list) != NULL)
		return false;
	bool good = true;
	for (size_t i = 0; i < list.count && good; i++) {
		const struct manifest_line *l = &list.line[i];
		struct str path =
			arena_fmt(&m->arena, "%.*s%.*s%s", STR_ARG(folder), STR_ARG(l->name), l->folder ? "/" : "");
		if (l->folder) {
			good = chain(m, path, &l->digest, depth + 1);
			continue;
		}
		m->member = arena_more(&m->arena, m->member, m->members, &m->members_room, sizeof *m->member);
		m->member[m->members++] = (struct member){ path, l->digest, false };
	}
	return good;
}

/* ---- second look: the files ---- */

static int by_path(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	return str_cmp(x->path, y->path);
}

/* Unpacks one file into a part of its own. False: the disk, or the limit. */
static bool unpack(struct month *m, struct pack_reader *p, struct member *to, uint64_t size)
{
	struct round *r = m->round;
	char piece[PIECE];
	struct digest now;
	int64_t n = 0;
	bool good = part_account(r, size);
	int fd = good ? part_open(r, OWN_NUMBER) : -1;
	if (fd < 0)
		return false;
	struct digest_work *w = digest_begin();
	while (good && (n = pack_read(p, piece, sizeof piece, r->why)) > 0) {
		digest_more(w, (struct str){ piece, (size_t)n });
		good = write(fd, piece, (size_t)n) == n;
	}
	digest_end(w, &now);
	struct timespec times[2] = { { r->time, 0 }, { r->time, 0 } };
	futimens(fd, times);
	close(fd);
	if (!good)
		buf_fmt(r->why, "unpacking: %s", strerror(errno));
	if (!good || n < 0 || !digest_eq(&now, &to->digest))
		return good;
	to->done = part_named(r, OWN_NUMBER, &to->digest, to->path) && part_place(r, &to->digest, to->path);
	progress(r, 1, 0);
	return to->done;
}

/* What is here already, or is the owner's, is not unpacked over it. */
static bool is_wanted(const struct month *m, const struct member *to)
{
	int fd = to->done ? -1 : tree_file(&m->round->tree, to->path);
	bool nothing = fd < 0 && errno == ENOENT;
	if (fd >= 0)
		close(fd);
	return !to->done && nothing && news_allowed(m->round, to->path);
}

static bool read_files(struct month *m, int fd)
{
	struct str path;
	uint64_t size;
	struct pack_reader *p = open_pack(m, fd);
	bool good = p != NULL;
	if (m->members)
		qsort(m->member, m->members, sizeof *m->member, by_path);
	while (good && pack_next(p, &path, &size, m->round->why) == PACK_FILE) {
		struct member key = { .path = path };
		struct member *to = m->members ? bsearch(&key, m->member, m->members, sizeof key, by_path) : NULL;
		if (to && is_wanted(m, to))
			good = unpack(m, p, to, size);
	}
	pack_close(p);
	return good;
}

static bool place_manifests(struct month *m)
{
	bool good = true;
	for (size_t i = m->manifests; i-- > 0 && good;) {
		struct digest d = digest_of(m->manifest[i].text);
		/* those deeper down come first: what has a MANIFEST is whole */
		good = part_write(m->round, &d, m->manifest[i].path, m->manifest[i].text) &&
		       part_place(m->round, &d, m->manifest[i].path);
	}
	return good;
}

static int deeper_last(const void *a, const void *b)
{
	const struct str *x = a, *y = b; /* the path comes first in the struct */
	size_t n = 0, k = 0;
	for (size_t i = 0; i < x->n; i++)
		n += x->p[i] == '/';
	for (size_t i = 0; i < y->n; i++)
		k += y->p[i] == '/';
	return n != k ? (n > k) - (n < k) : str_cmp(*x, *y);
}

/* Files that the pack does not have as they should be, and those that were here. */
static enum step get_rest(struct month *m)
{
	struct wants w = { .arena = &m->arena };
	for (size_t i = 0; i < m->members; i++)
		if (!m->member[i].done)
			wants_add(&w, m->round,
				(struct want){ .path = m->member[i].path,
					.digest = m->member[i].digest,
					.most = m->round->head.bytes },
				NULL);
	return wants_get(&w, m->round, m->result);
}

static enum step take(struct month *m, const struct packs_line *line, const struct digest *digest)
{
	struct round *r = m->round;
	struct want w = { .path = arena_fmt(&m->arena, "/mirror/pack/%.*s", STR_ARG(line->name)),
		.digest = line->digest,
		.most = line->size };
	/* it may be here from a round that was cut off */
	bool placed = tree_has(&r->tree, w.path);
	if (!placed && !crew_fetch(r, &w, 1, m->result))
		return STEP_END;
	if (!placed && !w.here)
		return STEP_OTHER;
	int fd = tree_file(&r->tree, placed ? w.path : part_path(&m->arena, &w.digest, w.path));
	bool good = fd >= 0 && read_manifests(m, fd) && chain(m, m->folder, digest, 0);
	if (!good) {
		if (fd >= 0)
			close(fd);
		log_warn("%.*s is not what it should be (%s); its files are fetched one by one", STR_ARG(w.path),
			r->why->n ? buf_z(r->why) : "its MANIFESTs are not those of HEAD");
		buf_clear(r->why);
		return STEP_OTHER;
	}
	good = read_files(m, fd);
	close(fd);
	if (!good) {
		*m->result = FOLLOW_FAILED;
		return STEP_END;
	}
	enum step step = get_rest(m);
	qsort(m->manifest, m->manifests, sizeof *m->manifest, deeper_last);
	if (step == STEP_DONE && (!place_manifests(m) || (!placed && !part_place(r, &w.digest, w.path)))) {
		*m->result = FOLLOW_FAILED;
		return STEP_END;
	}
	return step;
}

enum step month_take(struct round *r, struct str folder, const struct digest *digest, enum follow_result *result)
{
	const struct packs_line *line = month_pack_of(r, folder);
	struct month m = { .round = r, .folder = folder, .result = result };
	if (line == NULL || line->size > r->head.bytes + (1 << 20))
		return STEP_OTHER;
	enum step step = take(&m, line, digest);
	arena_free(&m.arena);
	return step;
}
