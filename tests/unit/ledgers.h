/* ledgers: a ledger in a folder of its own, and articles by number. */
#ifndef TESTS_LEDGERS_H
#define TESTS_LEDGERS_H

#include "import/ledger.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/herald-ledger-XXXXXX";
static char file[128];
static struct arena arena;

/* ---- helpers ---- */

static inline struct ledger *open_at(const char *path, bool dry)
{
	char room[1024];
	struct buf why = BUF(room);
	struct ledger *l = ledger_open(path, dry, &why);
	CHECK(l != NULL, "%s", buf_z(&why));
	if (!l)
		abort();
	CHECK(why.n == 0, "%s", buf_z(&why));
	return l;
}

/* A ledger that is committed, as after press_scan. */
static inline struct ledger *open_new(void)
{
	unlink(file);
	struct ledger *l = open_at(file, false);
	ledger_commit(l);
	return l;
}

static inline void says(const char *path, bool dry, const char *want)
{
	char room[1024];
	struct buf why = BUF(room);
	struct ledger *l = ledger_open(path, dry, &why);
	CHECK(!l && strstr(buf_z(&why), want), "%s: \"%s\", want \"%s\"", path, buf_z(&why), want);
	ledger_close(l);
}

static inline struct id id_nr(const char *what, int n)
{
	return id_of(arena_fmt(&arena, "%s %d", what, n));
}

static inline struct entry entry_nr(int n)
{
	return (struct entry){ .source = id_nr("source", n),
		.path = arena_fmt(&arena, "/2018/06/%02d/a-%d.gmi", n % 28 + 1, n),
		.written = id_nr("written", n),
		.has_written = true,
		.whole = id_nr("whole", n) };
}

/* The texts of article n: five paragraphs that nobody else has. */
static inline struct texts texts_nr(int n)
{
	struct texts t = { .count = 5, .letters = 1000 };
	for (size_t i = 0; i < t.count; i++)
		t.paragraph[i] = (uint64_t)n * 1000 + i;
	return t;
}

static inline void put_nr(struct ledger *l, int n, bool coming)
{
	struct entry e = entry_nr(n);
	struct texts t = texts_nr(n);
	ledger_put(l, &e, &t, coming);
}

static inline bool knows(struct ledger *l, int n)
{
	struct entry want = entry_nr(n), e;
	return ledger_source(l, &want.source, &arena, &e) && str_eq(e.path, want.path) && e.has_written &&
	       id_same(&e.written, &want.written) && id_same(&e.whole, &want.whole) && id_same(&e.source, &want.source);
}

/* The number of the article that texts_nr(n), seen in a new one, leads to. */
static inline bool kin_is(struct ledger *l, const struct texts *t, int n)
{
	struct id nobody = id_nr("nobody", 0), want = id_nr("source", n);
	struct entry e;
	return ledger_kin(l, t, &nobody, &arena, &e) && id_same(&e.source, &want);
}

static inline bool kin_none(struct ledger *l, const struct texts *t)
{
	struct id nobody = id_nr("nobody", 0);
	struct entry e;
	return !ledger_kin(l, t, &nobody, &arena, &e);
}

static inline void folder_make(void)
{
	if (!mkdtemp(folder))
		abort();
	snprintf(file, sizeof file, "%s/ledger.db", folder);
}

static inline void folder_clean(void)
{
	char line[192];
	arena_free(&arena);
	snprintf(line, sizeof line, "rm -rf %s", folder);
	CHECK(system(line) == 0, "cannot clean up");
}

#endif
