#include "tool/publish.h"

#include "archive/claim.h"
#include "base/log.h"
#include "publish/publish.h"
#include "tool/pack.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"usage: herald publish [-c FILE] [--capsule NAME] [--all] [--accept-loss]\n"
	"\n"
	"Publishes a capsule for those who mirror it: a MANIFEST for every folder, an entry in the log of\n"
	"changes, a pack for every month that is over, and mirror/HEAD, which is signed and vouches for all\n"
	"of them. The files lie in KEEP/publish/NAME and are served from there. Needs a key: herald key make.\n"
	"\n"
	"  -c FILE         the configuration (default: conf/herald.ini)\n"
	"  --capsule NAME  only this capsule (default: every one that has a key)\n"
	"  --all           look at every file, not only where something seems to have changed; also where the\n"
	"                  server does not run\n"
	"  --accept-loss   publish although most of the files that were published are gone, or all of them;\n"
	"                  otherwise that is refused, since mirrors would delete them, too\n"
	"\n"
	"With 'publish = yes' in the configuration a running server does it by itself after changes.\n";

enum { OPTION_ALL = CHOICE_OWN, OPTION_ACCEPT_LOSS, WHY = 4096, UMASK = 022 };

struct publish_options {
	bool all, accept_loss;
	unsigned done;
};

static void tell(const char *name, const struct publish_sums *s)
{
	printf("%s: publication %" PRIu64 ": %" PRIu64 " new, %" PRIu64 " changed, %" PRIu64 " moved, %" PRIu64
	       " gone; %" PRIu64 " files in all",
		name, s->serial, s->added, s->modified, s->moved, s->dropped, s->files);
	if (s->packs_made)
		printf("; %u pack%s made", s->packs_made, s->packs_made == 1 ? "" : "s");
	printf("\n");
	if (s->unpublished)
		printf("%s: %" PRIu64 " left out, since they cannot be mirrored\n", name, s->unpublished);
}

static int publish(struct choice *c, const struct publish_options *o)
{
	char room[WHY];
	struct buf why = BUF(room);
	struct publish_sums sums;
	struct book_source book = pack_source(c);
	struct publish_wish w = { .root = &c->site->root,
		.overlay = choice_overlay(c),
		.keys = choice_keys(c),
		.name = c->from->name,
		.gone_path = c->site->gone_path,
		.memory = choice_memory(c),
		/* a server that keeps it knows of files which were changed in their place */
		.index = claim_is_taken(c->site->index_path) ? c->site->index_path : NULL,
		.book = &book,
		.title = c->site->title,
		.now = time(NULL),
		.valid_days = c->from->publish_days,
		.all = o->all,
		.accept_loss = o->accept_loss };
	umask(UMASK); /* what is published is for everybody, whatever the service manager says of other files */
	w.addresses = choice_addresses(c, w.address, HEAD_ADDRESSES);
	if (!house_cache(c->house)) {
		log_error("%s: %s", c->house->conf->cache, strerror(errno));
		return TOOL_FAILED;
	}
	switch (publish_run(&w, &sums, &why)) {
	case PUBLISH_DONE:
		tell(w.name, &sums);
		return TOOL_GOOD;
	case PUBLISH_NOTHING:
		printf("%s: nothing has changed since publication %" PRIu64 "\n", w.name, sums.serial);
		return TOOL_GOOD;
	case PUBLISH_FAILED:
		log_error("capsule %s: %s", w.name, buf_z(&why));
		break;
	}
	return TOOL_FAILED;
}

int publish_capsule(struct choice *c, bool all)
{
	return publish(c, &(struct publish_options){ .all = all });
}

/* Of all capsules only those that have a key are meant. */
static int act(struct choice *c, void *context)
{
	struct publish_options *o = context;
	char room[4096];
	struct buf key = BUF(room);
	buf_fmt(&key, "%s/%s.sec", choice_keys(c), c->from->name);
	if (!c->capsule && c->house->site.capsule_count > 1 && access(buf_z(&key), F_OK) != 0)
		return TOOL_GOOD;
	o->done++;
	return publish(c, o);
}

static void take(int value, const char *argument, void *context)
{
	struct publish_options *o = context;
	(void)argument;
	if (value == OPTION_ALL)
		o->all = true;
	else
		o->accept_loss = true;
}

static int run(int argc, char **argv)
{
	static const struct option own[] = { { "all", no_argument, NULL, OPTION_ALL },
		{ "accept-loss", no_argument, NULL, OPTION_ACCEPT_LOSS }, { NULL, 0, NULL, 0 } };
	struct choice c = { .tool = &tool_publish };
	struct publish_options o = { 0 };
	int status = choice_options(&c, argc, argv, own, take, &o);
	if (status != CHOICE_GO)
		return status;
	if (optind < argc)
		return tool_misused(&tool_publish, "what is '%s'? A capsule is named with --capsule", argv[optind]);
	status = choice_each(&c, act, &o);
	if (status == TOOL_GOOD && o.done == 0) {
		log_error("no capsule has a key; 'herald key make --capsule NAME' makes one");
		return TOOL_FAILED;
	}
	return status;
}

const struct tool tool_publish = {
	.name = "publish", .summary = "publish a capsule for those who mirror it", .run = run, .usage = usage
};
