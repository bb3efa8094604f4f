#include "serve/publisher.h"

#include "base/log.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	LOOK_MS = 1000,
	QUIET_MS = 5000,    /* who copies a batch of articles has ended by then */
	LONGEST_MS = 60000, /* or goes on for long */
	START_MS = 3000,    /* after a start what happened meanwhile is published, too */
	PAUSE_MS = 60000,   /* after a failure, and twice as long after each further one */
	PAUSES_MAX = 6,
	NIGHT_HOUR = 4,
	NICE = 10,
};

void publisher_reset(struct publisher *p, const struct conf *before, const struct conf *now)
{
	struct publisher fresh = { 0 };
	for (size_t i = 0; i < now->capsule_count; i++)
		for (size_t k = 0; before && k < before->capsule_count; k++)
			if (strcmp(now->capsules[i].name, before->capsules[k].name) == 0) {
				fresh.capsule[i] = p->capsule[k];
				fresh.capsule[i].begun = false; /* the serials are another indexer's */
			}
	*p = fresh;
}

/* Becomes "herald publish", without anything of ours: neither sockets nor blocked signals. */
static _Noreturn void become_publisher(const char *conf, const char *capsule, bool all)
{
	const char *words[] = { "herald", "publish", "-c", conf, "--capsule", capsule, all ? "--all" : NULL, NULL };
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	/* standard output may be the access log */
	if (dup2(STDERR_FILENO, STDOUT_FILENO) < 0 || close_range(STDERR_FILENO + 1, ~0U, 0) != 0 || nice(NICE) < 0)
		_exit(1);
	execv("/proc/self/exe", (char **)(uintptr_t)words);
	_exit(1);
}

static void start(struct publisher_capsule *c, const char *conf, const char *name, uint64_t now_ms)
{
	c->pid = fork();
	if (c->pid == 0)
		become_publisher(conf, name, c->full);
	if (c->pid < 0) {
		log_error("capsule %s: cannot publish: %s", name, strerror(errno));
		c->pid = 0;
		c->pause_ms = now_ms + PAUSE_MS;
		return;
	}
	c->first_ms = 0;
}

/* Whether it is night for the first time since the last one; by the machine's own clock. */
static bool is_night(struct publisher_capsule *c)
{
	struct tm tm;
	time_t now = time(NULL);
	if (!localtime_r(&now, &tm) || tm.tm_hour != NIGHT_HOUR || tm.tm_yday + 1 == c->night)
		return false;
	c->night = tm.tm_yday + 1;
	return true;
}

static void look(struct publisher_capsule *c, uint64_t serial, uint64_t now_ms)
{
	if (!c->begun) {
		c->begun = true;
		c->seen = serial;
		c->first_ms = c->last_ms = now_ms;
		if (c->pause_ms < now_ms + START_MS)
			c->pause_ms = now_ms + START_MS;
	}
	if (serial == c->seen)
		return;
	c->seen = serial;
	c->last_ms = now_ms;
	if (c->first_ms == 0)
		c->first_ms = now_ms;
}

void publisher_look(struct publisher *p, const struct generation *g, const char *conf_path, uint64_t now_ms)
{
	const struct conf *conf = g->house->conf;
	for (size_t i = 0; i < conf->capsule_count; i++) {
		struct publisher_capsule *c = &p->capsule[i];
		if (!conf->capsules[i].publish)
			continue;
		look(c, atomic_load(&g->notices->serial[i]), now_ms);
		if (c->pid || now_ms < c->pause_ms)
			continue;
		c->full = is_night(c) || c->full;
		bool due = c->first_ms && (now_ms - c->last_ms >= QUIET_MS || now_ms - c->first_ms >= LONGEST_MS);
		if (c->full || due)
			start(c, conf_path, conf->capsules[i].name, now_ms);
	}
}

bool publisher_ended(struct publisher *p, pid_t pid, int status, uint64_t now_ms)
{
	for (size_t i = 0; i < CONF_CAPSULES; i++) {
		struct publisher_capsule *c = &p->capsule[i];
		if (c->pid != pid)
			continue;
		c->pid = 0;
		if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
			c->fails = 0;
			c->full = false;
			return true;
		}
		/* why has been said; what has changed still waits */
		c->pause_ms = now_ms + ((uint64_t)PAUSE_MS << c->fails);
		c->fails += c->fails < PAUSES_MAX;
		c->first_ms = c->first_ms ? c->first_ms : now_ms;
		c->last_ms = now_ms;
		return true;
	}
	return false;
}

uint64_t publisher_due(const struct generation *g, uint64_t now_ms)
{
	for (size_t i = 0; g && i < g->house->conf->capsule_count; i++)
		if (g->house->conf->capsules[i].publish)
			return now_ms + LOOK_MS;
	return UINT64_MAX;
}
