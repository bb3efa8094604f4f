#include "publish/months.h"

#include "mirror/journal.h"
#include "mirror/manifest.h"
#include "mirror/month.h"
#include "mirror/pack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct str folder = { "/mirror/pack/", 13 };

/* ---- one pack ---- */

/* As it will be after the commit. */
static bool read_manifest(void *context, struct str path, struct arena *a, struct str *out, struct buf *why)
{
	const struct months *m = context;
	if (stage_look(m->stage, path, MANIFEST_MAX, a, out))
		return true;
	buf_add(why, str_of(m->stage->overlay));
	buf_escape(why, path);
	buf_fmt(why, ": %s", strerror(errno));
	return false;
}

static int open_file(void *context, struct str path, struct buf *why)
{
	const struct months *m = context;
	struct found_file f;
	if (root_find(m->root, path, &f) == FOUND_FILE)
		return f.fd;
	if (f.fd >= 0)
		close(f.fd);
	buf_escape(why, path);
	buf_add(why, STR(" goes while it is being published; try again"));
	return -1;
}

static bool make_month(struct months *m, int fd, struct packs_line *line)
{
	struct month_source from = { read_manifest, open_file, m };
	return month_pack(fd, line->year, line->month, &from, &line->digest, &line->size, m->why);
}

static bool add_log(struct months *m, struct pack_maker *maker, uint64_t serial)
{
	char room[64];
	struct buf path = BUF(room);
	struct arena arena = { 0 };
	struct str text = { 0 };
	journal_path(&path, serial);
	bool good = stage_read(m->stage, buf_str(&path), JOURNAL_MAX, &arena, &text);
	struct pack_file f = { .path = str_sub(buf_str(&path), 1, path.n), .bytes = text, .fd = -1, .size = text.n };
	if (good)
		good = pack_add(maker, &f, m->why);
	else
		buf_fmt(m->why, "%s%s: %s", m->stage->overlay, buf_z(&path), strerror(errno));
	arena_free(&arena);
	return good;
}

/* The log entries of a hundred; there is none with the number 0. */
static bool make_log(struct months *m, int fd, struct packs_line *line)
{
	uint64_t first = line->number * PACKS_LOGS;
	struct pack_maker *maker = pack_begin(fd, PACK_TAR_GZ, m->why);
	bool good = maker != NULL;
	for (uint64_t i = first ? first : 1; i < first + PACKS_LOGS && good; i++)
		good = add_log(m, maker, i);
	if (maker)
		good = pack_end(maker, m->why) && good;
	if (good && !(lseek(fd, 0, SEEK_SET) == 0 && digest_file(fd, &line->digest, &line->size))) {
		buf_fmt(m->why, "%.*s: %s", STR_ARG(line->name), strerror(errno));
		good = false;
	}
	return good;
}

/* Makes the pack that a line names, and fills in size and hash. */
static bool make(struct months *m, struct packs_line *line)
{
	struct str path = arena_fmt(&m->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(line->name));
	int fd = stage_create(m->stage, path, m->why);
	bool good = fd >= 0 && (line->kind == PACKS_LOG ? make_log : make_month)(m, fd, line);
	if (fd >= 0)
		close(fd);
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

/* A book of a month that has changed could hold what was withdrawn from it, and lacks what has come. */
static bool renew_book(struct months *m, struct list *to, struct packs_line *line)
{
	struct date period = { line->year, line->month, 0 };
	struct book *b = m->book ? book_new(m->book, period, m->why) : NULL;
	if (m->book && b == NULL)
		return false;
	if (b == NULL || book_articles(b) == 0) {
		book_free(b);
		drop(m, line);
		return true;
	}
	struct str path = arena_fmt(&m->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(line->name));
	int fd = stage_create(m->stage, path, m->why);
	bool good = fd >= 0 && book_write(b, fd, m->why);
	if (good && !(lseek(fd, 0, SEEK_SET) == 0 && digest_file(fd, &line->digest, &line->size))) {
		buf_fmt(m->why, "%.*s: %s", STR_ARG(path), strerror(errno));
		good = false;
	}
	if (fd >= 0)
		close(fd);
	book_free(b);
	if (good)
		add(m, to, line);
	m->made += good;
	return good;
}

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
			good = renew_book(m, to, &line);
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
