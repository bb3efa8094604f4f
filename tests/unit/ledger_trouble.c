#include "ledgers.h"
#include "snapshot.h"

static char nest[128];

/* ---- dry runs ---- */

static void dry(void)
{
	char missing[192];
	snprintf(missing, sizeof missing, "%s/not/there/x.db", folder);
	struct ledger *l = open_new();
	for (int i = 1; i <= 30; i++)
		put_nr(l, i, false);
	ledger_commit(l);
	ledger_close(l);
	struct id before = snapshot(folder, "ledger.db*");
	l = open_at(file, true);
	struct texts t = texts_nr(9), new = texts_nr(31);
	CHECK(!ledger_fresh(l) && knows(l, 1) && knows(l, 30) && !knows(l, 31) && kin_is(l, &t, 9), "not a copy");
	put_nr(l, 31, false);
	ledger_commit(l);
	CHECK(knows(l, 31) && kin_is(l, &new, 31), "not remembered");
	for (int i = 100; i < 3000; i++)
		put_nr(l, i, false);
	ledger_commit(l);
	CHECK(ledger_trouble(l) == NULL, "%s", ledger_trouble(l));
	/* nobody writes meanwhile, or after it */
	struct id during = snapshot(folder, "ledger.db*");
	ledger_close(l);
	struct id after = snapshot(folder, "ledger.db*");
	CHECK(id_same(&before, &during) && id_same(&before, &after), "something was written");
	l = open_at(file, true);
	CHECK(!knows(l, 31), "not forgotten");
	ledger_close(l);
	l = open_at(missing, true);
	CHECK(ledger_fresh(l), "not fresh");
	put_nr(l, 1, false);
	ledger_commit(l);
	CHECK(knows(l, 1), "not remembered");
	ledger_close(l);
	after = snapshot(folder, "ledger.db*");
	CHECK(id_same(&before, &after), "something was written");
}

/* ---- what goes wrong ---- */

static void file_put(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	CHECK(fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n, "cannot write %s", path);
	close(fd);
}

static struct id file_hash(const char *path)
{
	static char room[1 << 16];
	int fd = open(path, O_RDONLY);
	ssize_t n = read(fd, room, sizeof room);
	close(fd);
	return id_of((struct str){ room, n > 0 ? (size_t)n : 0 });
}

static void refused(void)
{
	char other[192], below[192];
	snprintf(other, sizeof other, "%s/other.db", folder);
	snprintf(below, sizeof below, "%s/other.db/x.db", folder);
	/* something else */
	file_put(other, STR("This is a letter to the editor, and no database at all; it is long enough, though.\n"));
	for (int dry_run = 0; dry_run < 2; dry_run++) {
		struct id before = file_hash(other);
		says(other, dry_run, "move it away");
		struct id after = file_hash(other);
		CHECK(id_same(&before, &after), "changed");
	}
	says(below, false, "Not a directory");
	/* another program's database, untouched */
	unlink(other);
	sqlite3 *db;
	CHECK(sqlite3_open(other, &db) == SQLITE_OK &&
			sqlite3_exec(db, "CREATE TABLE t(a); INSERT INTO t VALUES (1)", NULL, NULL, NULL) == SQLITE_OK,
		"sqlite");
	sqlite3_close(db);
	for (int dry_run = 0; dry_run < 2; dry_run++) {
		struct id before = file_hash(other);
		says(other, dry_run, "move it away");
		struct id after = file_hash(other);
		CHECK(id_same(&before, &after), "changed");
	}
	/* damage */
	struct ledger *l = open_new();
	put_nr(l, 1, false);
	ledger_commit(l);
	ledger_close(l);
	int fd = open(file, O_WRONLY);
	CHECK(pwrite(fd, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 32, 0) == 32, "cannot damage it");
	close(fd);
	says(file, false, "move it away");
	says(file, true, "move it away");
	CHECK(truncate(file, 0) == 0, "cannot empty it");
	/* an empty file is none yet */
	l = open_at(file, false);
	CHECK(ledger_fresh(l), "not fresh");
	ledger_close(l);
	says(folder, false, "unable to open");
}

static void alone(void)
{
	int ready[2], over[2];
	char c;
	struct ledger *l = open_new();
	ledger_close(l);
	CHECK(pipe(ready) == 0 && pipe(over) == 0, "pipe");
	pid_t child = fork();
	if (child == 0) {
		l = open_at(file, false);
		put_nr(l, 1, false);
		ledger_commit(l);
		c = 'r';
		if (write(ready[1], &c, 1) != 1 || read(over[0], &c, 1) != 1)
			_exit(1);
		ledger_close(l);
		_exit(0);
	}
	CHECK(read(ready[0], &c, 1) == 1, "the child");
	says(file, false, "another import is at work");
	says(file, true, "another import is at work");
	CHECK(write(over[1], &c, 1) == 1, "the child");
	waitpid(child, NULL, 0);
	l = open_at(file, false);
	CHECK(knows(l, 1), "lost");
	ledger_close(l);
	for (int i = 0; i < 2; i++) {
		close(ready[i]);
		close(over[i]);
	}
}

/* A full disk: what was committed stays. */
static void full(void)
{
	struct ledger *l = open_new();
	for (int i = 1; i <= 100; i++)
		put_nr(l, i, false);
	ledger_commit(l);
	ledger_close(l);
	pid_t child = fork();
	if (child == 0) {
		struct rlimit small = { 256 * 1024, 256 * 1024 };
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &small);
		l = open_at(file, false);
		int i = 101;
		for (; i < 100000 && !ledger_trouble(l); i++) {
			put_nr(l, i, false);
			if (i % 100 == 0)
				ledger_commit(l);
		}
		const char *trouble = ledger_trouble(l);
		bool good = trouble && strstr(trouble, file) && strstr(trouble, strerror(EFBIG));
		if (!good)
			printf("after %d: %s\n", i, trouble ? trouble : "no trouble");
		ledger_close(l);
		fflush(stdout);
		_exit(good ? 0 : 1);
	}
	int status;
	waitpid(child, &status, 0);
	CHECK(status == 0, "%d", status);
	l = open_at(file, false);
	CHECK(knows(l, 1) && knows(l, 100) && knows(l, 200), "lost");
	put_nr(l, 1000000, false);
	ledger_commit(l);
	CHECK(ledger_trouble(l) == NULL && knows(l, 1000000), "it cannot go on");
	ledger_close(l);
}

/* ---- folders ---- */

static void folders(void)
{
	struct stat st;
	snprintf(nest, sizeof nest, "%s/keep/import?#%%20/a b.db", folder);
	struct ledger *l = open_at(nest, false);
	put_nr(l, 1, false);
	ledger_commit(l);
	ledger_close(l);
	CHECK(stat(nest, &st) == 0 && S_ISREG(st.st_mode), "no %s", nest);
	l = open_at(nest, true);
	CHECK(knows(l, 1), "a dry run does not find %s", nest);
	ledger_close(l);
}

int main(void)
{
	folder_make();
	dry();
	refused();
	alone();
	full();
	folders();
	folder_clean();
	return unit_done("ledger_trouble");
}
