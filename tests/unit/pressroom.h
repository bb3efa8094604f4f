/* pressroom: a capsule, its ledger and a small import that is repeated until all is there. */
#ifndef TESTS_PRESSROOM_H
#define TESTS_PRESSROOM_H

#include "import/press.h"
#include "text/article.h"
#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct words german = { .language = { "de", 2 }, .article_heading = { "Zu diesem Artikel", 17 } };
static const struct words *const languages[] = { &german };

/* Where it all lies; memory where there is some, since it is synced hundreds of times. */
static char top[64];
static struct arena arena;

struct room {
	char root[128], ledger_path[128], said_room[1024];
	struct buf said;
	struct ledger *ledger;
	struct press *press;
};

static inline void top_make(void)
{
	snprintf(top, sizeof top, "/dev/shm/herald-press-XXXXXX");
	if (mkdtemp(top))
		return;
	snprintf(top, sizeof top, "/tmp/herald-press-XXXXXX");
	if (!mkdtemp(top))
		abort();
}

static inline int one_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static inline void room_remove(const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", top, name);
	nftw(path, one_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* False: said says why. */
static inline bool room_open(struct room *r, const char *name, bool dry)
{
	*r = (struct room){ 0 };
	r->said = BUF(r->said_room);
	snprintf(r->root, sizeof r->root, "%s/%s/root", top, name);
	snprintf(r->ledger_path, sizeof r->ledger_path, "%s/%s/keep/x.db", top, name);
	char above[128];
	snprintf(above, sizeof above, "%s/%s", top, name);
	if (!dry) {
		mkdir(above, 0755);
		mkdir(r->root, 0755);
	}
	r->ledger = ledger_open(r->ledger_path, dry, &r->said);
	r->press = r->ledger ? press_open(r->root, r->ledger, dry, languages, 1, &r->said) : NULL;
	return r->press && (!ledger_fresh(r->ledger) || press_scan(r->press, &r->said));
}

static inline void room_close(struct room *r)
{
	press_close(r->press);
	ledger_close(r->ledger);
	r->press = NULL;
	r->ledger = NULL;
}

/* ---- articles ---- */

static inline struct id source_nr(int n)
{
	return id_of(arena_fmt(&arena, "source %d", n));
}

static inline struct str path_nr(int n)
{
	return n % 5 == 4 ? arena_fmt(&arena, "/undated/a-%d.gmi", n)
			  : arena_fmt(&arena, "/2018/%02d/%02d/a-%d.gmi", n % 2 + 1, n % 3 + 1, n);
}

/* The file of article n, as one profile or another reads it. */
static inline struct str bytes_nr(int n, int version)
{
	char room[2 * ID_BYTES + 1];
	struct buf hex = BUF(room);
	struct id id = source_nr(n);
	id_hex(&hex, &id);
	return arena_fmt(&arena,
		"# Artikel %d\n\nDer erste Absatz von Nummer %d ist lang genug, um etwas zu gelten, in Fassung %d.\n\n"
		"Der zweite Absatz von Nummer %d ist ebenso lang, und er ist in jeder Fassung derselbe.\n\n"
		"## Zu diesem Artikel\n* Identifier: %.*s\n",
		n, n, version, n, STR_ARG(buf_str(&hex)));
}

static inline struct entry entry_nr(int n, int version, struct texts *t)
{
	struct str bytes = bytes_nr(n, version);
	texts_of(bytes, languages, 1, t);
	return (struct entry){ .source = source_nr(n),
		.path = path_nr(n),
		.written = id_of(bytes),
		.has_written = true,
		.whole = t->whole };
}

static inline bool put_nr(struct room *r, int n, int version, const struct id *instead)
{
	struct texts t;
	struct entry e = entry_nr(n, version, &t);
	return press_put(r->press, &e, &t, bytes_nr(n, version), instead, &r->said);
}

/* ---- what is there ---- */

static inline bool file_is(const struct room *r, struct str path, struct str bytes)
{
	char name[PATH_MAX], *p = malloc(bytes.n + 2);
	snprintf(name, sizeof name, "%s%.*s", r->root, STR_ARG(path));
	int fd = open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	ssize_t n = fd >= 0 && p ? read(fd, p, bytes.n + 1) : -1;
	bool same = n == (ssize_t)bytes.n && memcmp(p, bytes.p, bytes.n) == 0;
	if (fd >= 0)
		close(fd);
	free(p);
	return same;
}

static inline void file_put(const struct room *r, const char *path, struct str bytes)
{
	char name[PATH_MAX];
	snprintf(name, sizeof name, "%s%s", r->root, path);
	for (char *p = name + strlen(r->root) + 1; (p = strchr(p, '/')) != NULL; p++) {
		*p = '\0';
		mkdir(name, 0755);
		*p = '/';
	}
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0 || write(fd, bytes.p, bytes.n) != (ssize_t)bytes.n)
		abort();
	close(fd);
}

static inline bool there(const struct room *r, const char *path)
{
	char name[PATH_MAX];
	struct stat st;
	snprintf(name, sizeof name, "%s%s", r->root, path);
	return lstat(name, &st) == 0;
}

static size_t files_seen, files_staged;

static inline int one_count(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)at;
	files_seen += type == FTW_F;
	files_staged += type == FTW_F && strstr(path, "/.import/") != NULL;
	return 0;
}

/* How many files lie in a folder and those below, and how many of them in .import. */
static inline size_t files_count(const char *folder, size_t *staged)
{
	files_seen = files_staged = 0;
	nftw(folder, one_count, 16, FTW_PHYS);
	*staged = files_staged;
	return files_seen;
}

/* Opens it, or ends the test. */
static inline void room_opened(struct room *r, const char *name, bool dry)
{
	bool good = room_open(r, name, dry);
	CHECK(good, "%s", buf_z(&r->said));
	if (!good)
		abort();
}

#define GOOD(r, call) CHECK(call, "%s", buf_z(&(r)->said))
#define SAYS(r, text) CHECK(strstr(buf_z(&(r)->said), text), "\"%s\", want \"%s\"", buf_z(&(r)->said), text)

#endif
