#include "mirror/month.h"

#include "mirror/manifest.h"
#include "mirror/pack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct member {
	struct str path;
	bool manifest;
	struct digest digest;
};

struct packing {
	const struct month_source *from;
	struct pack_maker *maker;
	struct arena arena;
	struct member *member;
	size_t members, room;
	struct buf *why;
};

static void collect(struct packing *p, struct str path, bool manifest, const struct digest *d)
{
	p->member = arena_more(&p->arena, p->member, p->members, &p->room, sizeof *p->member);
	p->member[p->members++] = (struct member){ path, manifest, *d };
}

/* A folder's files, and those in its folders. */
static bool collect_folder(struct packing *p, struct str path)
{
	static const struct digest none;
	struct str text, file = arena_fmt(&p->arena, "%.*sMANIFEST", STR_ARG(path));
	struct manifest list;
	if (!p->from->manifest(p->from->context, file, &p->arena, &text, p->why))
		return false;
	const char *wrong = manifest_read(text, &p->arena, &list);
	if (wrong) {
		buf_escape(p->why, file);
		buf_fmt(p->why, ": %s", wrong);
	}
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
	const struct member *x = a, *y = b;
	return str_cmp(x->path, y->path);
}

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

static struct pack_file file_of(struct str path)
{
	return (struct pack_file){ .path = str_sub(path, 1, path.n), .fd = -1, .time = time_of(path) };
}

static bool add_manifest(struct packing *p, struct str path)
{
	struct arena m = { 0 };
	struct pack_file f = file_of(path);
	bool good = p->from->manifest(p->from->context, path, &m, &f.bytes, p->why);
	f.size = good ? f.bytes.n : 0;
	good = good && pack_add(p->maker, &f, p->why);
	arena_free(&m);
	return good;
}

static bool add_file(struct packing *p, const struct member *from)
{
	struct digest now;
	struct pack_file f = file_of(from->path);
	f.fd = p->from->open(p->from->context, from->path, p->why);
	if (f.fd < 0)
		return false;
	bool good = digest_file(f.fd, &now, &f.size) && digest_eq(&now, &from->digest);
	if (good) {
		good = pack_add(p->maker, &f, p->why);
	} else {
		buf_escape(p->why, from->path);
		buf_add(p->why, STR(" is not what its MANIFEST says"));
	}
	close(f.fd);
	return good;
}

static bool add_all(struct packing *p)
{
	bool good = true;
	if (p->members)
		qsort(p->member, p->members, sizeof *p->member, by_path);
	for (size_t i = 0; i < p->members && good; i++)
		good = p->member[i].manifest ? add_manifest(p, p->member[i].path) : add_file(p, &p->member[i]);
	return good;
}

bool month_pack(int fd, int year, int month, const struct month_source *from, struct digest *digest, uint64_t *size,
	struct buf *why)
{
	struct packing p = { .from = from, .why = why };
	p.maker = pack_begin(fd, PACK_TAR_GZ, why);
	bool good = p.maker && collect_folder(&p, arena_fmt(&p.arena, "/%04d/%02d/", year, month)) && add_all(&p);
	if (p.maker)
		good = pack_end(p.maker, why) && good;
	if (good && !(lseek(fd, 0, SEEK_SET) == 0 && digest_file(fd, digest, size))) {
		buf_fmt(why, "%s", strerror(errno));
		good = false;
	}
	arena_free(&p.arena);
	return good;
}
