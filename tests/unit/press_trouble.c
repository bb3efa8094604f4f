#include "pressroom.h"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

static unsigned skipped;

/* ---- out of room ---- */

static void alone(void)
{
	struct room r, other;
	char path[160];
	room_opened(&r, "alone", false);
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
	room_opened(&r, "limited", false);
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
	room_opened(&r, "limited", false);
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
	room_opened(&r, "full", false);
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
	room_opened(&r, "full", false);
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
	room_opened(&r, "barred", false);
	file_put(&r, "/2018/01", STR("a file where a folder should be"));
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	CHECK(!put_nr(&r, 2, 1, NULL), "no trouble");
	SAYS(&r, "/root/2018/01/03/a-2.gmi: Not a directory");
	CHECK(!strstr(buf_z(&r.said), "not in the capsule yet"), "%s", buf_z(&r.said));
	room_close(&r);
	room_opened(&r, "barred", false);
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
	room_opened(&r, "barred", false);
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
	alone();
	limited();
	full();
	barred();
	room_remove("");
	arena_free(&arena);
	if (skipped)
		printf("press_trouble: no file system could be mounted, so a full one was not tried\n");
	return unit_done("press_trouble");
}
