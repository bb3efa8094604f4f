/* keeper_unseen: what inotify does not tell a keeper, because it cannot or because there is too much of it. */
#include "kept.h"

#include <sched.h>
#include <sys/wait.h>

static void start(void)
{
	struct keeper_wish wish = shelf_wish();
	wish.serial = &serial;
	wish.doubt = &doubt;
	keeper = keeper_new(&wish);
}

static void articles(void)
{
	for (int i = 0; i < 60; i++) {
		char path[64];
		snprintf(path, sizeof path, "/2020/%02d/01/n%d.gmi", i % 6 + 1, i);
		article(path, i % 3 ? "Gifhorn" : "Wolfsburg", i % 5);
	}
	start();
	agree("at the start");
}

/* As many events as the queue does not hold while nobody reads it. */
static void overflown(void)
{
	FILE *f = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
	int most = 0;
	CHECK(f && fscanf(f, "%d", &most) == 1 && most > 0, "how long is the queue?");
	if (f)
		fclose(f);
	char from[256], to[256];
	snprintf(from, sizeof from, "%s/2020/01/01/n0.gmi", shelf_capsule);
	snprintf(to, sizeof to, "%s/2020/01/01/m0.gmi", shelf_capsule);
	bool moved = true;
	for (int i = 0; i < most / 2 + 10; i++)
		moved = rename(i % 2 ? to : from, i % 2 ? from : to) == 0 && moved;
	CHECK(moved, "%s: %s", from, strerror(errno));
	article("/2020/01/01/hinterher.gmi", "Ohof", 1);
	article("/2020/04/05/ganz-woanders.gmi", "Ohof", 1);
	agree("the queue has run over");
}

/* It is half past three; day: 0 or 1, on two days. */
static void be_night(int day)
{
	char zone[32];
	time_t now = time(NULL);
	struct tm utc;
	gmtime_r(&now, &utc);
	int east = 3 * 60 + 30 - utc.tm_hour * 60 - utc.tm_min;
	/* the time nearest to noon: files of noon have the same date then */
	if (east < -12 * 60)
		east += 24 * 60;
	if (day)
		east += east > 0 ? -24 * 60 : 24 * 60;
	snprintf(zone, sizeof zone, "Night%c%02d:%02d", east > 0 ? '-' : '+', abs(east) / 60, abs(east) % 60);
	setenv("TZ", zone, 1);
	tzset();
}

/* Where it is not the keeper's hour just now; the date is the same. */
static void be_day(void)
{
	enum { NIGHT_HOUR = 3 };
	struct tm tm;
	time_t now = time(NULL);
	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	if (localtime_r(&now, &tm) && tm.tm_hour >= NIGHT_HOUR - 1 && tm.tm_hour <= NIGHT_HOUR) {
		setenv("TZ", "Asia/Tokyo", 1);
		tzset();
	}
}

static ino_t index_file(void)
{
	struct stat st = { 0 };
	CHECK(stat(shelf_index, &st) == 0, "%s: %s", shelf_index, strerror(errno));
	return st.st_ino;
}

static void wait_rebuilt(ino_t old)
{
	uint64_t until = clock_ms() + 10000;
	while (index_file() == old && clock_ms() < until)
		step();
}

/* Damage that nobody has come upon: everything that is in use has been read before. */
static void damage_unread(void)
{
	sqlite3 *db = NULL;
	CHECK(sqlite3_open_v2(shelf_index, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
			sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) == SQLITE_OK,
		"the log stays");
	sqlite3_close(db);
	char page[4096];
	memset(page, 0xff, sizeof page);
	int fd = open(shelf_index, O_WRONLY);
	struct stat st;
	CHECK(fd >= 0 && fstat(fd, &st) == 0 && pwrite(fd, page, sizeof page, st.st_size / 8192 * 4096) == 4096,
		"cannot damage");
	close(fd);
}

static void at_night(void)
{
	article("/2020/01/01/ziel.gmi", "Ohof", 1);
	shelf_run("ln -s ../01/01/ziel.gmi capsule/2020/02/verweis.gmi");
	agree("a link into another folder");
	article("/2020/01/01/ziel.gmi", "Meine", 2);
	for (uint64_t until = clock_ms() + 400; clock_ms() < until;)
		step();
	ino_t file = index_file();
	be_night(0);
	step();
	be_day();
	agree("what a link leads to is another text");
	CHECK(index_file() == file, "a good index has been built anew");
	damage_unread();
	be_night(1);
	step();
	be_day();
	wait_rebuilt(file);
	CHECK(index_file() != file, "damage is not found at night");
	agree("after the night");
}

static void changed_unseen(void)
{
	start();
	agree("without watches, at the start");
	article("/2020/01/01/ungesehen.gmi", "Meine", 1);
	agree("a new file in a folder that nobody watches");
	article("/2022/01/01/ungesehen.gmi", "Meine", 1);
	agree("new folders");
	shelf_run("mv capsule/2022/01/01/ungesehen.gmi capsule/2022/01/01/anders.gmi");
	shelf_remove("/2020/01/01/ungesehen.gmi");
	agree("a file less in a folder that nobody watches");
	keeper_free(keeper);
}

/* A keeper that may watch three folders looks at the others itself; in a process of its own, whose limit it is. */
static void blind(void)
{
	keeper_free(keeper);
	keeper = NULL;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		if (unshare(CLONE_NEWUSER) != 0)
			_exit(2);
		FILE *f = fopen("/proc/sys/user/max_inotify_watches", "w");
		if (f == NULL || fputs("3\n", f) < 0 || fclose(f) != 0)
			_exit(2);
		int failed = unit_failed;
		changed_unseen();
		fflush(stdout);
		_exit(unit_failed > failed);
	}
	int status;
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
		printf("keeper: this machine allows no limit of one's own; not tried without watches\n");
	else
		CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "without watches: %d", status);
	start();
	agree("with watches again");
}

int main(void)
{
	be_day();
	shelf_open();
	articles();
	overflown();
	at_night();
	blind();
	keeper_free(keeper);
	shelf_close();
	return unit_done("keeper_unseen");
}
