/* binder: which files are taken for a ledger, whatever happened to them, and which are left alone. */
#include "import/binder.h"

#include "import/ledger.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static char file[128];
static char good_room[1 << 20];
static struct str good_file; /* the bytes of a ledger with COUNT articles */
static struct arena arena;

enum { COUNT = 400 };

static struct id id_nr(const char *what, int n)
{
	return id_of(arena_fmt(&arena, "%s %d", what, n));
}

static void ledger_fill(struct ledger *l)
{
	for (int n = 0; n < COUNT; n++) {
		struct texts t = { .count = 5, .letters = 1000, .whole = id_nr("whole", n) };
		struct entry e = { .source = id_nr("source", n),
			.path = arena_fmt(&arena, "/2018/06/%02d/a-%d.gmi", n % 28 + 1, n),
			.whole = t.whole };
		for (size_t i = 0; i < t.count; i++)
			t.paragraph[i] = (uint64_t)n * 1000 + i;
		ledger_put(l, &e, &t, false);
	}
}

static void file_remove(void)
{
	char name[160];
	static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		snprintf(name, sizeof name, "%s%s", file, tails[i]);
		remove(name);
	}
}

/* Makes a good one, and remembers its bytes. */
static void file_make(void)
{
	char room[1024];
	struct buf why = BUF(room);
	struct ledger *l = ledger_open(file, false, &why);
	CHECK(l != NULL, "%s", buf_z(&why));
	if (!l)
		abort();
	ledger_fill(l);
	ledger_commit(l);
	CHECK(!ledger_trouble(l), "%s", ledger_trouble(l));
	ledger_close(l);
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = read(fd, good_room, sizeof good_room);
	CHECK(n > 32768 && (size_t)n < sizeof good_room, "%zd", n);
	good_file = (struct str){ good_room, n > 0 ? (size_t)n : 0 };
	close(fd);
}

/* Puts the good one there again, and something else at some place of it. */
static void file_put(size_t length, size_t at, struct str damage)
{
	file_remove();
	int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	CHECK(write(fd, good_file.p, length) == (ssize_t)length, "%s", strerror(errno));
	CHECK(pwrite(fd, damage.p, damage.n, (off_t)at) == (ssize_t)damage.n, "%s", strerror(errno));
	close(fd);
}

static void file_do(const char *sql)
{
	sqlite3 *db;
	bool good = sqlite3_open(file, &db) == SQLITE_OK && sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
	CHECK(good, "%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static struct id file_hash(void)
{
	static char room[1 << 20];
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, room, sizeof room) : 0;
	if (fd >= 0)
		close(fd);
	return id_of((struct str){ room, n > 0 ? (size_t)n : 0 });
}

static size_t entries;

static int one_count(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)path;
	(void)st;
	(void)type;
	(void)at;
	entries++;
	return 0;
}

static size_t names(void)
{
	entries = 0;
	nftw(folder, one_count, 8, FTW_PHYS);
	return entries;
}

/* Asks for everything, and says whether all of it is there and right. */
static bool whole(struct ledger *l)
{
	bool good = true;
	for (int n = 0; n < COUNT && good; n++) {
		struct id source = id_nr("source", n), nobody = id_nr("nobody", 0);
		struct texts t = { .count = 5, .letters = 1000 };
		struct entry e, of;
		for (size_t i = 0; i < t.count; i++)
			t.paragraph[i] = (uint64_t)n * 1000 + i;
		good = ledger_source(l, &source, &arena, &e) && ledger_whole(l, &e.whole, &arena, &of) &&
		       ledger_path(l, e.path, &arena, &of) && ledger_kin(l, &t, &nobody, &arena, &of);
		arena_reset(&arena);
	}
	return good;
}

/* ---- what is no ledger, and what is none any more ---- */

static void schemas(void)
{
	/* done to a good ledger, as it lies there */
	static const struct {
		const char *sql;
		bool taken;
	} table[] = {
		{ "SELECT 1", true },
		{ "VACUUM", true },
		{ "PRAGMA journal_mode = DELETE", true },
		{ "REINDEX", true },
		/* of an older or a later program */
		{ "PRAGMA user_version = 0", false },
		{ "PRAGMA user_version = 2", false },
		{ "PRAGMA user_version = -1", false },
		{ "PRAGMA user_version = 2147483647", false },
		/* of another program */
		{ "PRAGMA application_id = 0", false },
		{ "PRAGMA application_id = 252006673", false },
		{ "PRAGMA application_id = 0; PRAGMA user_version = 0", false },
		/* of this one, and then somebody was at work on it */
		{ "DROP TABLE article", false },
		{ "DROP TABLE paragraph", false },
		{ "DROP TABLE shared", false },
		{ "ALTER TABLE article RENAME COLUMN source TO input", false },
		{ "ALTER TABLE article RENAME TO articles", false },
		{ "DROP TABLE paragraph; CREATE TABLE paragraph(hash, other)", false },
		{ "DROP TABLE article; DROP TABLE paragraph; DROP TABLE shared", false },
		{ "DROP TABLE article; CREATE VIEW article AS SELECT 1 AS number", false },
	};
	for (size_t i = 0; i < 2 * (sizeof table / sizeof *table); i++) {
		char room[1024];
		struct buf why = BUF(room);
		bool dry = i % 2, taken = table[i / 2].taken;
		file_put(good_file.n, 0, STR(""));
		file_do(table[i / 2].sql);
		struct id before = file_hash();
		size_t beside = names();
		struct ledger *l = ledger_open(file, dry, &why);
		CHECK((l != NULL) == taken, "%s, dry %d: %s", table[i / 2].sql, dry, buf_z(&why));
		CHECK(!l || (!ledger_fresh(l) && whole(l)), "%s: it is not whole", table[i / 2].sql);
		if (!taken) {
			CHECK(strstr(buf_z(&why), file) && strstr(buf_z(&why), "move it away"), "%s, dry %d: \"%s\"",
				table[i / 2].sql, dry, buf_z(&why));
			struct id after = file_hash();
			CHECK(id_same(&before, &after), "%s, dry %d: changed", table[i / 2].sql, dry);
			CHECK(names() == beside, "%s, dry %d: %zu files", table[i / 2].sql, dry, names());
		}
		ledger_close(l);
	}
}

/* ---- damage ---- */

/* Opens it, asks, adds and closes: it may only be good, or say that something is wrong. */
static void use(bool dry, const char *what, size_t at, unsigned *refused, unsigned *troubled)
{
	char room[1024];
	struct buf why = BUF(room);
	struct ledger *l = ledger_open(file, dry, &why);
	if (!l) {
		CHECK(strstr(buf_z(&why), file), "%s at %zu: \"%s\"", what, at, buf_z(&why));
		*refused += 1;
		return;
	}
	whole(l);
	struct texts t = { .count = 1, .letters = 300, .paragraph = { 12345678 } };
	struct entry e = { .source = id_nr("source", COUNT), .path = STR("/undated/x.gmi") };
	ledger_put(l, &e, &t, false);
	ledger_commit(l);
	const char *trouble = ledger_trouble(l);
	CHECK(!trouble || strstr(trouble, file), "%s at %zu: \"%s\"", what, at, trouble);
	CHECK(!trouble || !strstr(trouble, "malformed") || strstr(trouble, "move it away"), "%s at %zu, dry %d: \"%s\"",
		what, at, dry, trouble);
	*troubled += trouble != NULL;
	ledger_close(l);
}

static void cut_short(void)
{
	unsigned refused = 0, troubled = 0, rounds = 0;
	for (size_t n = good_file.n - 1; n > 0 && n<good_file.n; n -= n> 8192 ? 1999 : 101, rounds++) {
		file_put(n, 0, STR(""));
		use(rounds % 2, "cut short", n, &refused, &troubled);
	}
	/* at the end of a page, too */
	for (size_t n = 4096; n < good_file.n; n += 4096, rounds++) {
		file_put(n, 0, STR(""));
		use(rounds % 2, "cut short", n, &refused, &troubled);
	}
	/* a file that is shorter than it says is never taken for a ledger */
	CHECK(refused == rounds, "%u of %u were refused, %u said so later", refused, rounds, troubled);
}

static void damaged(void)
{
	unsigned refused = 0, troubled = 0, rounds = 0;
	char garbage[600];
	for (size_t at = 0; at + sizeof garbage < good_file.n; at += at < 4096 ? 199 : 1501, rounds++) {
		memset(garbage, rounds % 3 == 0 ? 0 : rounds % 3 == 1 ? 0xa5 : 0xff, sizeof garbage);
		file_put(good_file.n, at, (struct str){ garbage, sizeof garbage });
		use(rounds % 2, "damaged", at, &refused, &troubled);
	}
	CHECK(refused > 0 && troubled > 0, "%u refused, %u later, of %u", refused, troubled, rounds);
}

int main(void)
{
	/* in memory where there is some, since it is synced hundreds of times */
	snprintf(folder, sizeof folder, "/dev/shm/herald-binder-XXXXXX");
	if (!mkdtemp(folder))
		snprintf(folder, sizeof folder, "/tmp/herald-binder-XXXXXX");
	if (access(folder, F_OK) != 0 && !mkdtemp(folder))
		return 1;
	snprintf(file, sizeof file, "%s/ledger.db", folder);
	file_make();
	schemas();
	cut_short();
	damaged();
	file_remove();
	CHECK(rmdir(folder) == 0, "%s", strerror(errno));
	arena_free(&arena);
	return unit_done("binder");
}
