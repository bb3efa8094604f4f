/* publisher: when a publication is started, and what a reload leaves of what is known. Started as "herald publish",
 * this program is one. */
#include "unit.h"

#include "serve/publisher.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STATUS_ALL = 3, STATUS_SOME = 4, LATER_MS = 3600000, CAPSULES = 3 };

static struct conf confs[2];
static struct house house;
static struct notices notices;
static struct generation generation = { .house = &house, .notices = &notices };
static struct publisher publisher;
static uint64_t now_ms = 1;

/* Now is this hour and a half of the local day. */
static void local_hour(int hour)
{
	enum { HOUR = 3600, DAY = 24 * HOUR };
	static time_t began;
	char zone[32];
	began = began ? began : time(NULL); /* midnight may come */
	long behind = (long)(began % DAY) - hour * HOUR - HOUR / 2;
	snprintf(zone, sizeof zone, "Zone%s%ld:%02ld:%02ld", behind < 0 ? "-" : "", labs(behind) / HOUR,
		labs(behind) / 60 % 60, labs(behind) % 60);
	setenv("TZ", zone, 1);
	tzset();
}

static void serve(struct conf *conf, const char *const names[CAPSULES])
{
	*conf = (struct conf){ 0 };
	for (; conf->capsule_count < CAPSULES && names[conf->capsule_count]; conf->capsule_count++) {
		conf->capsules[conf->capsule_count].name = names[conf->capsule_count];
		conf->capsules[conf->capsule_count].publish = true;
	}
	publisher_reset(&publisher, house.conf, conf);
	house.conf = conf;
}

/* Much later; what is due is started. */
static void look(void)
{
	publisher_look(&publisher, &generation, "conf", now_ms);
	now_ms += LATER_MS;
	publisher_look(&publisher, &generation, "conf", now_ms);
}

/* Waits for the one of a capsule, and tells that it has ended so. Returns how it was started. */
static int end(size_t capsule, int status)
{
	int how = 0;
	pid_t pid = publisher.capsule[capsule].pid;
	CHECK(pid > 0 && waitpid(pid, &how, 0) == pid && WIFEXITED(how), "capsule %zu: %d", capsule, (int)pid);
	CHECK(publisher_ended(&publisher, pid, status << 8, now_ms), "it is one of these");
	return WEXITSTATUS(how);
}

/* The capsules change their places while they are published. */
static void reloaded(void)
{
	local_hour(12);
	serve(&confs[0], (const char *const[CAPSULES]){ "a", "b", "c" });
	look();
	pid_t b = publisher.capsule[1].pid, c = publisher.capsule[2].pid;
	CHECK(b > 0 && c > 0, "all are published after a start");
	CHECK(end(0, 1) == STATUS_SOME && publisher.capsule[0].fails == 1, "a fails");
	uint64_t pause = publisher.capsule[0].pause_ms;
	serve(&confs[1], (const char *const[CAPSULES]){ "c", "a", "d" });
	CHECK(publisher.capsule[0].pid == c && publisher.capsule[1].pid == 0 && publisher.capsule[2].pid == 0,
		"c is under way still");
	publisher_look(&publisher, &generation, "conf", now_ms);
	CHECK(publisher.capsule[1].fails == 1 && publisher.capsule[1].pause_ms == pause, "a waits as long as before");
	look();
	CHECK(publisher.capsule[0].pid == c, "there is no second one of c");
	CHECK(end(0, 0) == STATUS_SOME && publisher.capsule[0].fails == 0, "c ends well");
	CHECK(!publisher_ended(&publisher, b, 0, now_ms) && waitpid(b, NULL, 0) == b, "b is nobody's");
	CHECK(end(1, 0) == STATUS_SOME && end(2, 0) == STATUS_SOME, "a and d");
	look();
	CHECK(end(0, 0) == STATUS_SOME && publisher.capsule[1].pid == 0,
		"c once more: it may have begun before the reload");
}

/* A full look that has failed is owed still, also after a reload. */
static void nights(void)
{
	serve(&confs[0], (const char *const[CAPSULES]){ "e", NULL });
	local_hour(4);
	look();
	CHECK(end(0, 1) == STATUS_ALL, "at night");
	look();
	CHECK(end(0, 1) == STATUS_ALL, "again, since it has failed");
	serve(&confs[1], (const char *const[CAPSULES]){ "d", "e" });
	local_hour(12);
	look();
	CHECK(end(0, 0) == STATUS_SOME && end(1, 0) == STATUS_ALL, "and again");
	local_hour(4);
	notices.serial[1]++;
	look();
	CHECK(end(0, 0) == STATUS_ALL && end(1, 0) == STATUS_SOME, "once a night, and then what has changed");
	look();
	CHECK(publisher.capsule[0].pid == 0 && publisher.capsule[1].pid == 0, "and no more");
}

int main(int argc, char **argv)
{
	if (argc > 1)
		return strcmp(argv[argc - 1], "--all") == 0 ? STATUS_ALL : STATUS_SOME;
	reloaded();
	nights();
	return unit_done("publisher");
}
