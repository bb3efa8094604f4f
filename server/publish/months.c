#include "publish/months.h"

#include "mirror/journal.h"
#include "mirror/manifest.h"
#include "mirror/pack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const struct str folder = { "/mirror/pack/", 13 };

/* ---- one pack ---- */

struct packing {
	struct months *months;
	struct pack_maker *maker;
	struct arena arena;
	struct packing_file {
		struct str path;
		bool manifest;
		struct digest digest;
	} * file;
	size_t files, room;
};

static void collect(struct packing *p, struct str path, bool manifest, const struct digest *d)
{
	p->file = arena_more(&p->arena, p->file, p->files, &p->room, sizeof *p->file);
	p->file[p->files++] = (struct packing_file){ path, manifest, *d };
}

/* A folder's files, with those in its folders, by its MANIFEST as it will be. */
static bool collect_folder(struct packing *p, struct str path)
{
	static const struct digest none;
	struct str text, file = arena_fmt(&p->arena, "%.*sMANIFEST", STR_ARG(path));
	struct manifest list;
	struct months *m = p->months;
	if (!stage_look(m->stage, file, MANIFEST_MAX, &p->arena, &text)) {
		buf_fmt(m->why, "%s%.*s: %s", m->stage->overlay, STR_ARG(file), strerror(errno));
		return false;
	}
	const char *wrong = manifest_read(text, &p->arena, &list);
	if (wrong)
		buf_fmt(m->why, "%s%.*s: %s", m->stage->overlay, STR_ARG(file), wrong);
	bool good = wrong == NULL;
	collect(p, file, true, &none);
	for (size_t i = 0; i < list.count && good; i++) {
		const struct manifest_line *l = &list.line[i];
		struct str below =
			arena_fmt(&p->arena, "%.*s%.*s%s", STR_ARG(path), STR_ARG(l->name), l->folder ? "/" : "");
		if (l->folder)
			good = collect_folder(p, below);
		else
			collect(p, below, false, &l->digest);
	}
	return good;
}

static int by_path(const void *a, const void *b)
{
	const struct packing_file *x = a, *y = b;
	return str_cmp(x->path, y->path);
}

/* Noon of the day in a path: "/2018/06/28/slug.gmi"; the first of the month where there is none. */
static int64_t time_of(struct str path)
{
	uint64_t year = 0, month = 0, day = 0;
	str_u64(str_sub(path, 1, 5), 9999, &year);
	str_u64(str_sub(path, 6, 8), 12, &month);
	if (path.n < 12 || path.p[11] != '/' || !str_u64(str_sub(path, 9, 11), 31, &day) || day == 0)
		day = 1;
	struct tm tm = { .tm_year = (int)year - 1900, .tm_mon = (int)month - 1, .tm_mday = (int)day, .tm_hour = 12 };
	return timegm(&tm);
}

static bool add_manifest(struct packing *p, struct str path)
{
	struct arena m = { 0 };
	struct str text;
	bool good = stage_look(p->months->stage, path, MANIFEST_MAX, &m, &text);
	struct pack_file f = { .path = str_sub(path, 1, path.n),
		.bytes = good ? text : STR(""),
		.fd = -1,
		.size = good ? text.n : 0,
		.time = time_of(path) };
	good = good && pack_add(p->maker, &f, p->months->why);
	arena_free(&m);
	return good;
}

static bool add_file(struct packing *p, const struct packing_file *from)
{
	struct found_file f;
	struct digest now;
	struct buf *why = p->months->why;
	uint64_t size = 0;
	bool good = root_find(p->months->root, from->path, &f) == FOUND_FILE && digest_file(f.fd, &now, &size) &&
		    digest_eq(&now, &from->digest) && lseek(f.fd, 0, SEEK_SET) == 0;
	if (good) {
		struct pack_file file = { .path = str_sub(from->path, 1, from->path.n),
			.fd = f.fd,
			.size = size,
			.time = time_of(from->path) };
		good = pack_add(p->maker, &file, why);
	} else {
		buf_fmt(why, "%.*s changes while it is being published; try again", STR_ARG(from->path));
	}
	if (f.fd >= 0)
		close(f.fd);
	return good;
}

static bool add_month(struct packing *p, struct str path)
{
	bool good = collect_folder(p, path);
	if (good && p->files)
		qsort(p->file, p->files, sizeof *p->file, by_path);
	for (size_t i = 0; i < p->files && good; i++)
		good = p->file[i].manifest ? add_manifest(p, p->file[i].path) : add_file(p, &p->file[i]);
	return good;
}

/* The log entries of a hundred; there is none with the number 0. */
static bool add_logs(struct packing *p, uint64_t number)
{
	bool good = true;
	uint64_t first = number * PACKS_LOGS;
	for (uint64_t i = first ? first : 1; i < first + PACKS_LOGS && good; i++) {
		char room[64];
		struct buf path = BUF(room);
		struct arena m = { 0 };
		struct str text = { 0 };
		journal_path(&path, i);
		good = stage_read(p->months->stage, buf_str(&path), JOURNAL_MAX, &m, &text);
		struct pack_file f = {
			.path = str_sub(buf_str(&path), 1, path.n), .bytes = text, .fd = -1, .size = text.n
		};
		if (good)
			good = pack_add(p->maker, &f, p->months->why);
		else
			buf_fmt(p->months->why, "%s%s: %s", p->months->stage->overlay, buf_z(&path), strerror(errno));
		arena_free(&m);
	}
	return good;
}

/* Makes the pack that a line names, and fills in size and hash. */
static bool make(struct months *m, struct packs_line *line)
{
	struct packing p = { .months = m };
	struct str path = arena_fmt(&p.arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(line->name));
	int fd = stage_create(m->stage, path, m->why);
	bool good = fd >= 0 && (p.maker = pack_begin(fd, PACK_TAR_GZ, m->why)) != NULL;
	if (good) {
		good = line->kind == PACKS_LOG
			       ? add_logs(&p, line->number)
			       : add_month(&p, arena_fmt(&p.arena, "/%04d/%02d/", line->year, line->month));
		good = pack_end(p.maker, m->why) && good;
	}
	if (good && !(lseek(fd, 0, SEEK_SET) == 0 && digest_file(fd, &line->digest, &line->size))) {
		buf_fmt(m->why, "%.*s: %s", STR_ARG(path), strerror(errno));
		good = false;
	}
	if (fd >= 0)
		close(fd);
	arena_free(&p.arena);
	m->made += good;
	return good;
}

/* ---- which packs there are to be ---- */

struct list {
	struct packs packs;
	size_t room;
};

static struct packs_line *add(struct months *m, struct list *to, const struct packs_line *line)
{
	to->packs.line = arena_more(&m->arena, to->packs.line, to->packs.count, &to->room, sizeof *line);
	to->packs.line[to->packs.count] = *line;
	return &to->packs.line[to->packs.count++];
}

static bool month_changed(const struct months *m, int year, int month)
{
	for (size_t i = 0; i < m->changed_count; i++) {
		uint64_t y = 0, n = 0;
		str_u64(str_sub(m->changed[i], 1, 5), 9999, &y);
		str_u64(str_sub(m->changed[i], 6, 8), 99, &n);
		if ((int)y == year && (month == 0 || (int)n == month))
			return true;
	}
	return false;
}

static bool is_closed(const struct months *m, int year, int month)
{
	return year < m->year || (year == m->year && month < m->month);
}

static void drop(struct months *m, const struct packs_line *line)
{
	struct str path = arena_fmt(&m->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(line->name));
	stage_drop(m->stage, path);
	m->dropped++;
}

static bool exists(struct months *m, const struct packs_line *line)
{
	struct str path = arena_fmt(&m->arena, "%s%.*s%.*s", m->stage->overlay, STR_ARG(folder), STR_ARG(line->name));
	return access(path.p, F_OK) == 0;
}

/* Those of the list so far that are still true. */
static void keep_good(struct months *m, const struct packs *old, struct list *to)
{
	for (size_t i = 0; i < old->count; i++) {
		const struct packs_line *l = &old->line[i];
		if (l->kind == PACKS_BOOK)
			continue; /* what lies in the folder counts */
		if (!exists(m, l))
			continue;
		if (l->kind == PACKS_MONTH && (month_changed(m, l->year, l->month) || !is_closed(m, l->year, l->month)))
			drop(m, l);
		else
			add(m, to, l);
	}
}

static bool has(const struct packs *p, enum packs_kind kind, int year, int month, uint64_t number)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->line[i].kind == kind && p->line[i].year == year && p->line[i].month == month &&
			p->line[i].number == number)
			return true;
	return false;
}

static bool make_named(struct months *m, struct list *to, struct str name)
{
	struct packs_line line = { 0 };
	return packs_name(name, &line) && make(m, add(m, to, &line));
}

/* Whether a folder is that of a month, and which. */
static bool month_of(struct str path, int *year, int *month)
{
	uint64_t y, n;
	if (path.n != 9 || path.p[5] != '/' || !str_u64(str_sub(path, 1, 5), 9999, &y) ||
		!str_u64(str_sub(path, 6, 8), 12, &n) || y == 0 || n == 0)
		return false;
	*year = (int)y;
	*month = (int)n;
	return true;
}

static bool make_months(struct months *m, struct list *to)
{
	int year, month;
	bool good = true;
	for (size_t i = 0; i < m->folders->count && good; i++) {
		const struct folder *f = &m->folders->folder[i];
		if (!month_of(f->path, &year, &month) || digest_none(&f->digest) || !is_closed(m, year, month) ||
			has(&to->packs, PACKS_MONTH, year, month, 0))
			continue;
		good = make_named(m, to, arena_fmt(&m->arena, "%04d-%02d.%" PRIu64 ".tar.gz", year, month, m->serial));
	}
	return good;
}

static bool make_logs(struct months *m, struct list *to)
{
	bool good = true;
	for (uint64_t i = 0; (i + 1) * PACKS_LOGS <= m->serial && good; i++)
		if (!has(&to->packs, PACKS_LOG, 0, 0, i))
			good = make_named(
				m, to, arena_fmt(&m->arena, "log-%04" PRIu64 ".%" PRIu64 ".tar.gz", i, m->serial));
	return good;
}

/* ---- books ---- */

static bool take_book(struct months *m, const struct packs *old, struct list *to, int at, struct packs_line line)
{
	struct stat st;
	int fd = openat(at, line.name.p, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && fstat(fd, &st) == 0;
	for (size_t i = 0; good && i < old->count; i++)
		if (str_eq(old->line[i].name, line.name) && (uint64_t)st.st_size == old->line[i].size &&
			st.st_mtime < m->published - 2) {
			add(m, to, &old->line[i]);
			close(fd);
			return true;
		}
	good = good && digest_file(fd, &line.digest, &line.size);
	if (good)
		add(m, to, &line);
	else
		buf_fmt(m->why, "%.*s%.*s: %s", STR_ARG(folder), STR_ARG(line.name), strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}

/* A book of a month that has changed could hold what was withdrawn from it. */
static bool take_books(struct months *m, const struct packs *old, struct list *to)
{
	struct str path = arena_fmt(&m->arena, "%s%.*s", m->stage->overlay, STR_ARG(folder));
	const struct dirent *d;
	bool good = true;
	DIR *dir = opendir(path.p);
	if (dir == NULL)
		return errno == ENOENT;
	while (good && (d = readdir(dir)) != NULL) {
		struct packs_line line = { 0 };
		if (!packs_name(str_of(d->d_name), &line) || line.kind != PACKS_BOOK)
			continue;
		line.name = arena_copy(&m->arena, line.name);
		if (month_changed(m, line.year, line.month))
			drop(m, &line);
		else
			good = take_book(m, old, to, dirfd(dir), line);
	}
	closedir(dir);
	return good;
}

bool months_pack(struct months *m)
{
	struct str text = STR("");
	struct packs old;
	struct list fresh = { 0 };
	struct buf out = { 0 };
	stage_read(m->stage, STR("/mirror/packs"), PACKS_MAX, &m->arena, &text);
	const char *wrong = packs_read(text, &m->arena, &old);
	if (wrong) {
		buf_fmt(m->why, "%s/mirror/packs: %s", m->stage->overlay, wrong);
		return false;
	}
	keep_good(m, &old, &fresh);
	if (!make_months(m, &fresh) || !make_logs(m, &fresh) || !take_books(m, &old, &fresh))
		return false;
	if (fresh.packs.count)
		qsort(fresh.packs.line, fresh.packs.count, sizeof *fresh.packs.line, packs_by_name);
	packs_write(&out, &m->arena, &fresh.packs);
	m->packs = fresh.packs;
	return stage_write(m->stage, STR("/mirror/packs"), buf_str(&out), m->why);
}
