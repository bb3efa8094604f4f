#include "pressroom.h"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

static unsigned skipped;

static void opened(struct room *r, const char *name, bool dry)
{
	bool good = room_open(r, name, dry);
	CHECK(good, "%s", buf_z(&r->said));
	if (!good)
		abort();
}

#define GOOD(r, call) CHECK(call, "%s", buf_z(&(r)->said))
#define SAYS(r, text) CHECK(strstr(buf_z(&(r)->said), text), "\"%s\", want \"%s\"", buf_z(&(r)->said), text)

/* ---- all is well ---- */

static void batches(void)
{
	enum { COUNT = PRESS_BATCH + 10 };
	struct room r;
	struct str bytes;
	struct entry e;
	size_t wrong = 0, staged = 0;
	opened(&r, "batches", false);
	for (int i = 0; i < COUNT; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	/* a full batch is finished at once */
	CHECK(file_is(&r, path_nr(0), bytes_nr(0, 1)), "the first batch");
	CHECK(!there(&r, path_nr(COUNT - 1).p), "the second one already");
	/* what is about to come can be read, and its name is taken */
	CHECK(press_read(r.press, path_nr(COUNT - 1), &arena, &bytes), "%s", strerror(errno));
	CHECK_STR(bytes, bytes_nr(COUNT - 1, 1));
	CHECK(press_taken(r.press, path_nr(COUNT - 1)) && press_taken(r.press, path_nr(0)), "taken");
	CHECK(!press_taken(r.press, path_nr(COUNT)) && !press_read(r.press, path_nr(COUNT), &arena, &bytes), "free");
	CHECK(press_taken(r.press, STR("/2018")), "a folder is something");
	GOOD(&r, press_flush(r.press, &r.said));
	GOOD(&r, press_flush(r.press, &r.said));
	for (int i = 0; i < COUNT; i++) {
		struct id source = source_nr(i);
		wrong += !file_is(&r, path_nr(i), bytes_nr(i, 1));
		wrong += !ledger_source(r.ledger, &source, &arena, &e);
		arena_reset(&arena);
	}
	CHECK(wrong == 0, "%zu", wrong);
	CHECK(press_read(r.press, path_nr(3), &arena, &bytes), "%s", strerror(errno));
	CHECK_STR(bytes, bytes_nr(3, 1));
	room_close(&r);
	CHECK(files_count(r.root, &staged) == COUNT && staged == 0 && !there(&r, "/.import"), "%zu", staged);
	/* what was not flushed is dropped, and nothing of it stays */
	opened(&r, "batches", false);
	GOOD(&r, put_nr(&r, 7777, 1, NULL));
	room_close(&r);
	CHECK(files_count(r.root, &staged) == COUNT && staged == 0, "%zu", staged);
	opened(&r, "batches", false);
	struct id source = source_nr(7777);
	CHECK(!ledger_source(r.ledger, &source, &arena, &e), "it is in the ledger");
	room_close(&r);
	room_remove("batches");
}

/* One input twice, and one path twice. */
static void twice(void)
{
	struct room r;
	struct texts t;
	struct entry e;
	opened(&r, "twice", false);
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	struct id first = id_of(bytes_nr(1, 1));
	GOOD(&r, put_nr(&r, 1, 2, &first));
	GOOD(&r, press_flush(r.press, &r.said));
	CHECK(file_is(&r, path_nr(1), bytes_nr(1, 2)), "the later one wins");
	/* the path of another, that is about to come */
	GOOD(&r, put_nr(&r, 2, 1, NULL));
	e = entry_nr(3, 1, &t);
	e.path = path_nr(2);
	CHECK(!press_put(r.press, &e, &t, bytes_nr(3, 1), NULL, &r.said) || !press_flush(r.press, &r.said), "replaced");
	SAYS(&r, "another file has come to lie at ");
	room_close(&r);
	opened(&r, "twice", false);
	CHECK(file_is(&r, path_nr(2), bytes_nr(2, 1)), "the earlier one stays");
	e.source = source_nr(3);
	CHECK(!ledger_source(r.ledger, &e.source, &arena, &e), "the later one is in the ledger");
	room_close(&r);
	room_remove("twice");
}

static void modes(void)
{
	static const struct {
		const char *path;
		mode_t mode;
	} table[] = {
		{ "/2018", 0755 },
		{ "/2018/02", 0755 },
		{ "/2018/02/02", 0755 },
		{ "/2018/02/02/a-1.gmi", 0644 },
	};
	struct room r;
	struct stat st;
	char name[PATH_MAX];
	for (int i = 0; i < 3; i++) {
		mode_t before = umask(i == 0 ? 022 : i == 1 ? 077 : 0);
		opened(&r, "modes", false);
		GOOD(&r, put_nr(&r, 1, 1, NULL));
		GOOD(&r, press_flush(r.press, &r.said));
		room_close(&r);
		umask(before);
		for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
			snprintf(name, sizeof name, "%s%s", r.root, table[k].path);
			CHECK(stat(name, &st) == 0 && (st.st_mode & 07777) == table[k].mode, "%s: %o", name,
				st.st_mode & 07777);
		}
		room_remove("modes");
	}
}

/* ---- in the place of another ---- */

static void replaced(void)
{
	struct room r;
	struct entry e;
	struct id source = source_nr(1), old = id_of(bytes_nr(1, 1)), new = id_of(bytes_nr(1, 2));
	opened(&r, "replaced", false);
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	GOOD(&r, put_nr(&r, 1, 2, &old));
	GOOD(&r, put_nr(&r, 2, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	CHECK(file_is(&r, path_nr(1), bytes_nr(1, 2)), "not replaced");
	CHECK(ledger_source(r.ledger, &source, &arena, &e) && id_same(&e.written, &new), "the ledger");
	/* edited between reading and writing */
	GOOD(&r, put_nr(&r, 1, 3, &new));
	file_put(&r, path_nr(1).p, STR("# By hand\n"));
	CHECK(!press_flush(r.press, &r.said), "overwritten");
	SAYS(&r, "another file has come to lie at ");
	SAYS(&r, "/2018/02/02/a-1.gmi");
	room_close(&r);
	opened(&r, "replaced", false);
	CHECK(file_is(&r, path_nr(1), STR("# By hand\n")), "overwritten");
	CHECK(ledger_source(r.ledger, &source, &arena, &e) && id_same(&e.written, &new), "the ledger");
	room_close(&r);
	CHECK(!there(&r, "/.import"), "something is left");
	room_remove("replaced");
}

/* A file that comes to lie where a new one goes. */
static void in_the_way(void)
{
	struct room r;
	struct entry e;
	struct id one = source_nr(1), two = source_nr(2), three = source_nr(3);
	opened(&r, "way", false);
	for (int i = 1; i <= 3; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	file_put(&r, path_nr(2).p, STR("# By hand\n"));
	CHECK(!press_flush(r.press, &r.said), "overwritten");
	SAYS(&r, "another file has come to lie at ");
	room_close(&r);
	opened(&r, "way", false);
	CHECK(file_is(&r, path_nr(2), STR("# By hand\n")), "overwritten");
	CHECK(!ledger_source(r.ledger, &two, &arena, &e), "in the ledger");
	CHECK(ledger_source(r.ledger, &one, &arena, &e) && file_is(&r, path_nr(1), bytes_nr(1, 1)), "the one before");
	CHECK(ledger_source(r.ledger, &three, &arena, &e) && file_is(&r, path_nr(3), bytes_nr(3, 1)), "the one after");
	room_close(&r);
	room_remove("way");
}

/* ---- only beneath the root ---- */

static void beneath(void)
{
	static const char *const paths[] = { "/../outside/x.gmi", "/link/x.gmi", "/link/deeper/x.gmi",
		"/2018/../../x.gmi", "/file/x.gmi", "/self/x.gmi" };
	struct room r;
	struct str bytes;
	struct texts t;
	char name[PATH_MAX], outside[PATH_MAX];
	size_t staged = 0;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		opened(&r, "beneath", false);
		snprintf(outside, sizeof outside, "%s/beneath/outside", top);
		mkdir(outside, 0755);
		snprintf(name, sizeof name, "%s/link", r.root);
		CHECK(symlink(outside, name) == 0, "link");
		snprintf(name, sizeof name, "%s/self", r.root);
		CHECK(symlink(".", name) == 0, "link");
		file_put(&r, "/file", STR("x"));
		struct entry e = entry_nr(1, 1, &t);
		e.path = str_of(paths[i]);
		bool good = press_put(r.press, &e, &t, bytes_nr(1, 1), NULL, &r.said) && press_flush(r.press, &r.said);
		CHECK(!good, "row %zu", i);
		SAYS(&r, r.root);
		room_close(&r);
		CHECK(files_count(outside, &staged) == 0, "row %zu: written outside", i);
		CHECK(files_count(r.root, &staged) == 1 && !there(&r, "/.import"), "row %zu", i);
		room_remove("beneath");
	}
	opened(&r, "beneath", false);
	snprintf(name, sizeof name, "%s/fifo.gmi", r.root);
	CHECK(mkfifo(name, 0600) == 0, "fifo");
	snprintf(name, sizeof name, "%s/passwd.gmi", r.root);
	CHECK(symlink("/etc/passwd", name) == 0, "link");
	CHECK(!press_read(r.press, STR("/fifo.gmi"), &arena, &bytes), "read a FIFO");
	CHECK(!press_read(r.press, STR("/passwd.gmi"), &arena, &bytes), "followed a link");
	CHECK(!press_read(r.press, STR("/"), &arena, &bytes), "read a folder");
	CHECK(press_taken(r.press, STR("/fifo.gmi")) && press_taken(r.press, STR("/passwd.gmi")), "not taken");
	room_close(&r);
	/* a link in place of the stage */
	snprintf(name, sizeof name, "%s/.import", r.root);
	CHECK(symlink("/tmp", name) == 0, "link");
	CHECK(!room_open(&r, "beneath", false), "went through a link");
	SAYS(&r, "/.import");
	room_close(&r);
	room_remove("beneath");
}

/* ---- what the capsule tells ---- */

static void scanned(void)
{
	struct room r;
	struct entry e;
	struct texts t;
	char from[PATH_MAX], to[PATH_MAX];
	struct id one = source_nr(1), hidden = source_nr(8);
	opened(&r, "scan", false);
	for (int i = 1; i <= 6; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	room_close(&r);
	/* without its ledger; what is hidden, linked or no article is none */
	unlink(r.ledger_path);
	file_put(&r, "/.old/a-8.gmi", bytes_nr(8, 1));
	file_put(&r, "/2018/a-8.txt", bytes_nr(8, 1));
	file_put(&r, "/2018/by-hand.gmi", STR("# By hand\n"));
	file_put(&r, "/2018/empty.gmi", STR(""));
	snprintf(to, sizeof to, "%s/2019", r.root);
	CHECK(symlink(".old", to) == 0, "link");
	opened(&r, "scan", false);
	for (int i = 1; i <= 6; i++) {
		struct id source = source_nr(i);
		struct entry want = entry_nr(i, 1, &t);
		CHECK(ledger_source(r.ledger, &source, &arena, &e), "%d is lost", i);
		CHECK_STR(e.path, path_nr(i));
		CHECK(!e.has_written && id_same(&e.whole, &want.whole), "%d", i);
		CHECK(ledger_kin(r.ledger, &t, &hidden, &arena, &e) && id_same(&e.source, &source), "%d has no kin", i);
	}
	CHECK(!ledger_source(r.ledger, &hidden, &arena, &e), "what is hidden");
	/* moved by hand: it is still what was written */
	GOOD(&r, put_nr(&r, 7, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	snprintf(from, sizeof from, "%s%s", r.root, path_nr(7).p);
	snprintf(to, sizeof to, "%s/2018/seven.gmi", r.root);
	CHECK(rename(from, to) == 0, "rename");
	GOOD(&r, press_scan(r.press, &r.said));
	struct id seven = source_nr(7), written = id_of(bytes_nr(7, 1));
	CHECK(ledger_source(r.ledger, &seven, &arena, &e) && e.has_written && id_same(&e.written, &written), "seven");
	CHECK_STR(e.path, STR("/2018/seven.gmi"));
	/* copied by hand: the first stays */
	file_put(&r, "/1999/copy.gmi", bytes_nr(1, 1));
	GOOD(&r, press_scan(r.press, &r.said));
	CHECK(ledger_source(r.ledger, &one, &arena, &e), "one");
	CHECK_STR(e.path, path_nr(1));
	room_close(&r);
	room_remove("scan");
}

/* Of kin the first is the earliest, whatever order a folder's entries come in. */
static void scanned_in_order(void)
{
	struct room r;
	struct entry e;
	struct texts t;
	struct id nobody = source_nr(99);
	mkdir(top, 0755);
	char above[128];
	snprintf(above, sizeof above, "%s/order", top);
	mkdir(above, 0755);
	snprintf(r.root, sizeof r.root, "%s/order/root", top);
	mkdir(r.root, 0755);
	for (int i = 20; i > 0; i--) {
		struct str text = bytes_nr(1, 1);
		char path[64], room[2 * ID_BYTES + 1];
		struct buf hex = BUF(room);
		struct id id = source_nr(100 + i);
		id_hex(&hex, &id);
		size_t end = str_rindex(text, ':');
		snprintf(path, sizeof path, "/20%02d/x.gmi", i);
		file_put(&r, path,
			arena_fmt(&arena, "%.*s: %.*s\n", STR_ARG(str_sub(text, 0, end)), STR_ARG(buf_str(&hex))));
	}
	opened(&r, "order", false);
	entry_nr(1, 1, &t);
	CHECK(ledger_kin(r.ledger, &t, &nobody, &arena, &e), "no kin");
	CHECK_STR(e.path, STR("/2001/x.gmi"));
	room_close(&r);
	room_remove("order");
}

/* ---- dry runs ---- */

static struct id look(const char *name)
{
	char line[512], part[4096];
	struct arena a = { 0 };
	struct buf all = { 0 };
	snprintf(line, sizeof line, "cd %s/%s && find . -printf '%%p %%s %%T@ %%C@ %%i\\n' | sort", top, name);
	FILE *f = popen(line, "r");
	for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;) {
		arena_room(&a, &all, n);
		buf_add(&all, (struct str){ part, n });
	}
	if (f)
		pclose(f);
	struct id id = id_of(buf_str(&all));
	arena_free(&a);
	return id;
}

static void dry(void)
{
	struct room r;
	struct str bytes;
	struct entry e;
	struct id source = source_nr(5), old = id_of(bytes_nr(1, 1));
	opened(&r, "dry", false);
	for (int i = 1; i <= 3; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	room_close(&r);
	struct id before = look("dry");
	opened(&r, "dry", true);
	for (int i = 4; i <= 2000; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	GOOD(&r, put_nr(&r, 1, 2, &old));
	GOOD(&r, press_flush(r.press, &r.said));
	CHECK(ledger_source(r.ledger, &source, &arena, &e), "not remembered");
	CHECK(press_taken(r.press, path_nr(5)) && press_taken(r.press, path_nr(2)), "not taken");
	CHECK(press_read(r.press, path_nr(5), &arena, &bytes), "not to be read");
	CHECK_STR(bytes, bytes_nr(5, 1));
	CHECK(press_read(r.press, path_nr(1), &arena, &bytes), "not to be read");
	CHECK_STR(bytes, bytes_nr(1, 2));
	CHECK(press_read(r.press, path_nr(2), &arena, &bytes), "not to be read");
	CHECK_STR(bytes, bytes_nr(2, 1));
	room_close(&r);
	struct id after = look("dry");
	CHECK(id_same(&before, &after), "something has changed");
	/* without a ledger, and without a capsule */
	unlink(r.ledger_path);
	before = look("dry");
	opened(&r, "dry", true);
	source = source_nr(3);
	CHECK(ledger_source(r.ledger, &source, &arena, &e), "not scanned");
	room_close(&r);
	after = look("dry");
	CHECK(id_same(&before, &after), "something has changed");
	room_remove("dry");
	opened(&r, "dry", true);
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	CHECK(press_read(r.press, path_nr(1), &arena, &bytes), "not to be read");
	room_close(&r);
	CHECK(access(r.root, F_OK) != 0, "it was made");
	room_remove("dry");
}

/* ---- out of room ---- */

static void alone(void)
{
	struct room r, other;
	char path[160];
	opened(&r, "alone", false);
	/* the same capsule, with another ledger */
	other.said = BUF(other.said_room);
	snprintf(path, sizeof path, "%s/alone/keep/other.db", top);
	other.ledger = ledger_open(path, false, &other.said);
	CHECK(other.ledger && !press_open(r.root, other.ledger, false, languages, 1, &other.said), "both");
	SAYS(&other, "another import is at work");
	ledger_close(other.ledger);
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	room_close(&r);
	room_remove("alone");
}

/* A limit on the size of a file: the one before it is there, the one that is too long is not, and nothing is half. */
static int child_limited(void)
{
	struct room r;
	struct rlimit small = { 600 * 1024, 600 * 1024 };
	struct texts t;
	struct entry e;
	opened(&r, "limited", false);
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	char *long_one = malloc(1024 * 1024);
	if (!long_one)
		abort();
	memset(long_one, 'x', 1024 * 1024);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	e = entry_nr(2, 1, &t);
	CHECK(!press_put(r.press, &e, &t, (struct str){ long_one, 1024 * 1024 }, NULL, &r.said), "no trouble");
	SAYS(&r, "/2018/01/03/a-2.gmi: File too large");
	SAYS(&r, "ulimit");
	free(long_one);
	room_close(&r);
	return unit_failed;
}

static void limited(void)
{
	int status;
	struct room r;
	size_t staged = 0;
	struct entry e;
	struct id two = source_nr(2);
	pid_t child = fork();
	if (child == 0) {
		int failures = child_limited();
		fflush(stdout);
		_exit(failures != 0);
	}
	waitpid(child, &status, 0);
	CHECK(status == 0, "%d", status);
	opened(&r, "limited", false);
	CHECK(file_is(&r, path_nr(1), bytes_nr(1, 1)), "the one before");
	CHECK(!ledger_source(r.ledger, &two, &arena, &e) && !there(&r, "/2018/01"), "the long one");
	room_close(&r);
	CHECK(files_count(r.root, &staged) == 1 && staged == 0, "%zu", staged);
	room_remove("limited");
}

/* A file system of 600 KB: tmpfs, where we may mount one. 77: we may not. */
static int child_full(void)
{
	enum { MANY = 2000 };
	struct room r;
	char place[128];
	int n = 0, there_now = 0;
	snprintf(place, sizeof place, "%s/full", top);
	mkdir(place, 0755);
	if (unshare(CLONE_NEWNS) != 0 || mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		mount("tmpfs", place, "tmpfs", 0, "size=600k") != 0)
		return 77;
	opened(&r, "full", false);
	bool good = true;
	while (good && n < MANY) {
		good = put_nr(&r, n, 1, NULL) && (n % 20 || press_flush(r.press, &r.said));
		n++;
	}
	CHECK(!good && n > 60, "%d", n);
	SAYS(&r, strstr(buf_z(&r.said), "disk is full") ? "disk is full" : strerror(ENOSPC));
	SAYS(&r, place);
	SAYS(&r, "make room");
	room_close(&r);
	/* the ledger and the capsule agree */
	if (mount("tmpfs", place, NULL, MS_REMOUNT, "size=20m") != 0)
		abort();
	opened(&r, "full", false);
	for (int i = 0; i < n; i++) {
		struct entry e;
		struct id source = source_nr(i);
		bool known = ledger_source(r.ledger, &source, &arena, &e);
		CHECK(known == file_is(&r, path_nr(i), bytes_nr(i, 1)), "%d", i);
		there_now += known;
		if (!known) {
			CHECK(!there(&r, path_nr(i).p), "half of %d", i);
			GOOD(&r, put_nr(&r, i, 1, NULL));
		}
		arena_reset(&arena);
	}
	CHECK(there_now >= n - 40, "%d of %d", there_now, n);
	GOOD(&r, press_flush(r.press, &r.said));
	CHECK(file_is(&r, path_nr(n - 1), bytes_nr(n - 1, 1)), "it does not go on");
	room_close(&r);
	return unit_failed != 0;
}

static void full(void)
{
	int status;
	pid_t child = fork();
	if (child == 0) {
		int result = child_full();
		fflush(stdout);
		_exit(result);
	}
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skipped++;
	else
		CHECK(status == 0, "%d", status);
	room_remove("full");
}

/* Where a folder cannot be made, the rest of the batch is finished. */
static void barred(void)
{
	struct room r;
	struct entry e;
	struct id one = source_nr(1), two = source_nr(2);
	opened(&r, "barred", false);
	file_put(&r, "/2018/01", STR("a file where a folder should be"));
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	CHECK(!put_nr(&r, 2, 1, NULL), "no trouble");
	SAYS(&r, "/root/2018/01/03/a-2.gmi: Not a directory");
	CHECK(!strstr(buf_z(&r.said), "not in the capsule yet"), "%s", buf_z(&r.said));
	room_close(&r);
	opened(&r, "barred", false);
	CHECK(ledger_source(r.ledger, &one, &arena, &e) && file_is(&r, path_nr(1), bytes_nr(1, 1)), "the one before");
	CHECK(!ledger_source(r.ledger, &two, &arena, &e), "in the ledger");
	room_close(&r);
	/* of folders that can be made in part nothing stays */
	struct texts t;
	char deep[400];
	memset(deep, 'a', sizeof deep);
	memcpy(deep, "/2020/", 6);
	memcpy(deep + sizeof deep - 7, "/x.gmi", 7);
	struct entry e3 = entry_nr(3, 1, &t);
	e3.path = str_of(deep);
	opened(&r, "barred", false);
	CHECK(!press_put(r.press, &e3, &t, bytes_nr(3, 1), NULL, &r.said), "no trouble");
	SAYS(&r, "File name too long");
	CHECK(!there(&r, "/2020"), "an empty folder is left");
	room_close(&r);
	room_remove("barred");
	/* no capsule */
	struct room none = { .root = "/nowhere/at/all" };
	none.said = BUF(none.said_room);
	snprintf(none.ledger_path, sizeof none.ledger_path, "%s/none.db", top);
	none.ledger = ledger_open(none.ledger_path, false, &none.said);
	CHECK(!press_open(none.root, none.ledger, false, languages, 1, &none.said), "opened nothing");
	SAYS(&none, "/nowhere/at/all: No such file");
	ledger_close(none.ledger);
}

int main(void)
{
	top_make();
	batches();
	twice();
	modes();
	replaced();
	in_the_way();
	beneath();
	scanned();
	scanned_in_order();
	dry();
	alone();
	limited();
	full();
	barred();
	room_remove("");
	arena_free(&arena);
	if (skipped)
		printf("press: no file system could be mounted, so a full one was not tried\n");
	return unit_done("press");
}
