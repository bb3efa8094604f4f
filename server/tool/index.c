#include "tool/index.h"

#include "archive/builder.h"
#include "archive/claim.h"
#include "archive/keeper.h"
#include "base/log.h"
#include "house.h"

#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"usage: herald index [-c FILE] [--capsule NAME] [--rebuild]\n"
	"\n"
	"Brings the index of a capsule up to date, or builds it where there is none: what lists, search and\n"
	"feeds are made from. A server does that by itself; this is for \"herald show\" and \"herald export\"\n"
	"without one, and for a first build before the server starts.\n"
	"\n"
	"  -c FILE         the configuration (default: conf/herald.ini)\n"
	"  --capsule NAME  only this capsule\n"
	"  --rebuild       build it anew from the capsule, beside the one that is in use; where a server is\n"
	"                  running, it is asked to do so\n"
	"\n"
	"The index lies in the folder 'cache' and may be deleted at any time.\n";

enum { OPTION_HELP = 256, OPTION_CAPSULE, OPTION_REBUILD, TELL_EVERY = 10000 };

struct wish {
	const char *conf, *capsule;
	bool rebuild;
};

static int options(int argc, char **argv, struct wish *w)
{
	static const struct option known[] = { { "help", no_argument, NULL, OPTION_HELP },
		{ "capsule", required_argument, NULL, OPTION_CAPSULE },
		{ "rebuild", no_argument, NULL, OPTION_REBUILD }, { NULL, 0, NULL, 0 } };
	for (int c; (c = getopt_long(argc, argv, ":c:h", known, NULL)) != -1;) {
		switch (c) {
		case 'c':
			w->conf = optarg;
			break;
		case OPTION_CAPSULE:
			w->capsule = optarg;
			break;
		case OPTION_REBUILD:
			w->rebuild = true;
			break;
		case OPTION_HELP:
		case 'h':
			return tool_usage(&tool_index);
		default:
			return tool_misused(&tool_index, "no use for '%s' like that", argv[optind - 1]);
		}
	}
	if (optind < argc)
		return tool_misused(&tool_index, "what is '%s'? A capsule is named with --capsule", argv[optind]);
	return -1;
}

/* What root makes here the server could not write to. */
static bool become_user(const struct house *h)
{
	if (h->uid == 0 || getuid() != 0)
		return true;
	return initgroups(h->conf->user, h->gid) == 0 && setgid(h->gid) == 0 && setuid(h->uid) == 0;
}

static void progress(void *name, uint64_t done)
{
	static uint64_t told;
	if (!isatty(STDERR_FILENO) || done < told + TELL_EVERY)
		return;
	told = done;
	fprintf(stderr, "\r%s: %" PRIu64 " articles", (const char *)name, done);
}

static bool rebuild(const struct keeper_wish *k)
{
	char space[600];
	struct buf why = BUF(space);
	struct builder b = { .path = k->index,
		.recorder = k->recorder,
		.gone = *k->gone,
		.setting = k->setting,
		.readers = k->readers,
		.progress = progress,
		.context = (void *)(uintptr_t)k->name };
	bool good = builder_run(&b, &why);
	if (isatty(STDERR_FILENO))
		fputc('\r', stderr);
	if (!good)
		log_error("capsule %s: %s", k->name, buf_z(&why));
	return good;
}

static bool update(const struct keeper_wish *wish)
{
	struct keeper *k = keeper_new(wish);
	if (k == NULL) {
		log_error("capsule %s: %s", wish->name, strerror(errno));
		return false;
	}
	while (!keeper_settled(k)) {
		unsigned wait = keeper_step(k);
		struct pollfd p = { .fd = keeper_fd(k), .events = POLLIN };
		if (!keeper_settled(k) && poll(&p, 1, (int)(wait < 1000 ? wait : 1000)) > 0)
			keeper_told(k);
	}
	keeper_free(k);
	return true;
}

static bool index_one(const struct house *h, size_t i, const struct wish *w)
{
	struct keeper_wish k = house_index(h, i);
	struct browse_sum sum;
	int fd;
	enum claim claim = claim_take(k.index, &fd);
	if (claim == CLAIM_OTHERS) {
		if (!w->rebuild) {
			printf("%s: a server keeps this index up to date; nothing to do\n", k.name);
			return true;
		}
		bool asked = builder_wish(k.index);
		printf(asked ? "%s: the server has been asked to build the index anew\n"
			     : "%s: the server could not be asked to build the index anew\n",
			k.name);
		return asked;
	}
	if (claim == CLAIM_FAILED) {
		log_error("%s.lock: %s", k.index, strerror(errno));
		return false;
	}
	bool fresh = w->rebuild || access(k.index, F_OK) != 0;
	bool good = !fresh || rebuild(&k);
	close(fd);
	good = good && (fresh || update(&k));
	struct archive *a = good ? archive_new(k.index) : NULL;
	if (a && archive_begin(a, 0) == ARCHIVE_GOOD) {
		browse_sum(a, &sum);
		archive_end(a);
		printf("%s: %" PRIu64 " articles\n", k.name, sum.articles);
	}
	archive_close(a);
	return good;
}

static int run(int argc, char **argv)
{
	struct wish w = { .conf = "conf/herald.ini" };
	struct conf_report report = { .out = stderr };
	int done = options(argc, argv, &w), status = TOOL_GOOD, found = 0;
	if (done >= 0)
		return done;
	struct house *h = house_open(w.conf, NULL, &report);
	if (h == NULL)
		return TOOL_FAILED;
	if (!house_cache(h) || !become_user(h)) {
		log_error("%s: %s", h->conf->cache, strerror(errno));
		status = TOOL_FAILED;
	}
	for (size_t i = 0; i < h->site.capsule_count && status == TOOL_GOOD; i++) {
		if (w.capsule && strcmp(w.capsule, h->site.capsules[i].name) != 0)
			continue;
		found++;
		setenv("TZ", h->site.capsules[i].timezone, 1);
		tzset();
		status = index_one(h, i, &w) ? TOOL_GOOD : TOOL_FAILED;
	}
	if (status == TOOL_GOOD && found == 0) {
		fprintf(stderr, "herald index: there is no [capsule %s]\n", w.capsule);
		status = TOOL_MISUSED;
	}
	house_close(h);
	return status;
}

const struct tool tool_index = {
	.name = "index", .summary = "build the index, or bring it up to date", .run = run, .usage = usage
};
