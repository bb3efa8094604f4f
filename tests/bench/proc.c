/* proc: see proc.h. */
#include "proc.h"

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PIDS = 4096 };

struct pair {
	pid_t pid, parent;
	bool ours;
};

/* The fields of /proc/PID/stat behind the command's name, which may hold spaces and parentheses. */
static bool stat_read(pid_t pid, long long *parent, long long *waited_ticks)
{
	char path[64], line[1024];
	long long user = 0, kernel = 0;
	FILE *f;
	char *s;
	size_t n;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	f = fopen(path, "r");
	if (!f)
		return false;
	n = fread(line, 1, sizeof line - 1, f);
	fclose(f);
	line[n] = '\0';
	s = strrchr(line, ')');
	if (!s || sscanf(s + 1, " %*c %lld %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %lld %lld", parent, &user,
			  &kernel) != 3)
		return false;
	*waited_ticks = user + kernel;
	return true;
}

static size_t tree_read(const struct proc *p, struct pair *all)
{
	DIR *d = opendir("/proc");
	size_t n = 0;
	bool grown = true;

	for (struct dirent *e; d && n < PIDS && (e = readdir(d));) {
		long long parent, ticks;
		pid_t pid = (pid_t)strtol(e->d_name, NULL, 10);

		if (!isdigit((unsigned char)e->d_name[0]) || !stat_read(pid, &parent, &ticks))
			continue;
		all[n] = (struct pair){ .pid = pid, .parent = (pid_t)parent };
		for (size_t i = 0; i < p->count; i++)
			all[n].ours |= pid == p->roots[i];
		n++;
	}
	if (d)
		closedir(d);
	while (grown) {
		grown = false;
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < n && !all[i].ours; k++)
				if (all[k].ours && all[k].pid == all[i].parent)
					grown = all[i].ours = true;
	}
	return n;
}

static int64_t one_cpu(pid_t pid)
{
	struct timespec t = { 0 };
	clockid_t clock;
	long long parent, ticks = 0;

	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0 || !stat_read(pid, &parent, &ticks))
		return 0;
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec + ticks * (1000000000 / sysconf(_SC_CLK_TCK));
}

static int64_t one_rollup(pid_t pid, const char *key)
{
	char path[64], line[256];
	int64_t kb = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (strncmp(line, key, strlen(key)) == 0)
			kb = strtoll(line + strlen(key), NULL, 10);
	if (f)
		fclose(f);
	return kb * 1024;
}

static int64_t one_pss(pid_t pid)
{
	return one_rollup(pid, "Pss:");
}

static int64_t one_rss(pid_t pid)
{
	return one_rollup(pid, "Rss:");
}

static int64_t one_files(pid_t pid)
{
	char path[64];
	int64_t n = 0;
	DIR *d;

	snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
	d = opendir(path);
	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n;
}

static int64_t tree_sum(const struct proc *p, int64_t (*one)(pid_t))
{
	static struct pair all[PIDS];
	size_t n = p->count > 0 ? tree_read(p, all) : 0;
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (all[i].ours)
			sum += one(all[i].pid);
	return sum;
}

int64_t proc_cpu_ns(const struct proc *p)
{
	return tree_sum(p, one_cpu);
}

int64_t proc_pss(const struct proc *p)
{
	return tree_sum(p, one_pss);
}

int64_t proc_rss(const struct proc *p)
{
	return tree_sum(p, one_rss);
}

int64_t proc_files(const struct proc *p)
{
	return tree_sum(p, one_files);
}
