#include "tool/mirror.h"

#include "base/log.h"
#include "follow/follow.h"

#include <getopt.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char usage[] =
	"usage: herald mirror [OPTION …] URL DIR\n"
	"       herald mirror [OPTION …] DIR\n"
	"       herald mirror --check DIR\n"
	"\n"
	"Makes a mirror of an archive in DIR, or brings one up to date: every file is verified against what the\n"
	"publisher has signed before it appears. URL is gemini://HOST/, gopher://HOST/ or file:FOLDER; for a DIR\n"
	"that is a mirror already it can be left out. Interrupted, it goes on where it was. What you have put into\n"
	"DIR yourself is left alone. 'herald serve' with DIR as the root of a capsule serves the archive again.\n"
	"\n"
	"  --key KEY      the publisher's key: 56 characters, or a file that has them. Without it the first key that\n"
	"                 is met is trusted, and shown\n"
	"  --every TIME   goes on, and looks again after this time: 30m, 1h, 1d\n"
	"  --rate BYTES   at most so many bytes a second: 500k, 2M\n"
	"  --limit BYTES  what the mirror may take on the disk: 500M, 20G (the default)\n"
	"  --jobs N       connections at a time, 1 to 32 (default: 4)\n"
	"  --all          looks at every file that is there already, not only at what has changed\n"
	"  --quiet        no progress, and no word where nothing is new\n"
	"  --check        asks nobody: says whether DIR is what the publisher has signed\n"
	"\n"
	"The exit status is 0 if the mirror is whole, and 1 if it is not: for how long it is only 'later', the words\n"
	"on standard error say.\n";

enum {
	OPTION_KEY = 256,
	OPTION_EVERY,
	OPTION_RATE,
	OPTION_LIMIT,
	OPTION_JOBS,
	OPTION_ALL,
	OPTION_QUIET,
	OPTION_CHECK,
	OPTION_HELP,
	WHY = 4096,
	JOBS = 4,
	JOBS_MAX = 32
};

static volatile int stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

static void ask_to_stop(void)
{
	struct sigaction first = { .sa_handler = stop, .sa_flags = (int)SA_RESETHAND };
	sigaction(SIGINT, &first, NULL);
	sigaction(SIGTERM, &first, NULL);
	signal(SIGPIPE, SIG_IGN);
}

/* "500k", "20G": a number with one of these letters, each of which stands for so much; '\0': without one. */
static bool amount(const char *text, const char *letters, const uint64_t *worth, uint64_t *out)
{
	struct str s = str_of(text);
	uint64_t number, unit = 1;
	const char *letter = s.n ? strchr(letters, s.p[s.n - 1]) : NULL;
	if (letter && *letter) {
		unit = worth[letter - letters];
		s.n--;
	} else if (*letters == '!') {
		return false;
	}
	if (!str_u64(s, UINT64_MAX / 2 / unit, &number) || number == 0)
		return false;
	*out = number * unit;
	return true;
}

static bool bytes(const char *text, uint64_t *out)
{
	static const uint64_t worth[] = { 1000, 1000, 1000000, 1000000000, 1000000000000 };
	return amount(text, "kKMGT", worth, out);
}

static bool seconds(const char *text, uint64_t *out)
{
	static const uint64_t worth[] = { 0, 1, 60, 3600, 86400 };
	return amount(text, "!smhd", worth, out) && *out >= 1;
}

/* ---- a round ---- */

static void tell(const struct follow_wish *w, const struct follow_sums *s, enum follow_result result)
{
	if (w->quiet && !s->news)
		return;
	if (!s->news) {
		printf("publication %" PRIu64 " is here; nothing is new\n", s->serial);
		return;
	}
	printf("publication %" PRIu64 "%s: %" PRIu64 " files written, %" PRIu64 " deleted, %" PRIu64
	       " requests, %" PRIu64 " bytes\n",
		s->serial, result == FOLLOW_DONE ? "" : " (not whole)", s->written, s->deleted, s->requests, s->bytes);
}

static int round_once(const struct follow_wish *w)
{
	char room[WHY];
	struct buf why = BUF(room);
	struct follow_sums sums;
	enum follow_result result = follow_round(w, &sums, &why);
	if (result == FOLLOW_DONE || result == FOLLOW_PARTLY)
		tell(w, &sums, result);
	if (result == FOLLOW_DONE)
		return TOOL_GOOD;
	if (result == FOLLOW_STOPPED)
		log_info("stopped; the next run goes on from here");
	else if (result == FOLLOW_LATER)
		log_error("not now: %s", buf_z(&why));
	else
		log_error("%s", buf_z(&why));
	return TOOL_FAILED;
}

static int rounds(const struct follow_wish *w, uint64_t every_s)
{
	int status;
	ask_to_stop();
	do {
		status = round_once(w);
		fflush(stdout);
		for (uint64_t i = 0; i < every_s && !stopped; i++)
			poll(NULL, 0, 1000);
	} while (every_s && !stopped);
	return status;
}

/* ---- --check ---- */

static void tell_wrong(void *context, struct str what)
{
	(void)context;
	printf("%.*s\n", STR_ARG(what));
}

static int check(const char *folder)
{
	char room[WHY];
	struct buf why = BUF(room);
	struct follow_audit a;
	if (!follow_check(folder, tell_wrong, NULL, &a, &why)) {
		log_error("%s", buf_z(&why));
		return TOOL_FAILED;
	}
	printf("%" PRIu64 " files, %" PRIu64 " bytes, %" PRIu64 " packs, %" PRIu64 " entries of the log: %s", a.files,
		a.bytes, a.packs, a.entries, a.wrong ? "" : "all as they were published");
	if (a.wrong)
		printf("%" PRIu64 " wrong", a.wrong);
	if (a.left_out)
		printf("; %" PRIu64 " left out, as robots.txt asked", a.left_out);
	if (a.own)
		printf("; %" PRIu64 " others are your own", a.own);
	printf("\n");
	return a.wrong ? TOOL_FAILED : TOOL_GOOD;
}

struct mirror_options {
	struct follow_wish wish;
	uint64_t every_s;
	bool check;
};

/* TOOL_GOOD: go on. */
static int option(struct mirror_options *o, int c, char **argv)
{
	uint64_t number;
	struct follow_wish *w = &o->wish;
	switch (c) {
	case OPTION_KEY:
		w->key = optarg;
		return TOOL_GOOD;
	case OPTION_EVERY:
		return seconds(optarg, &o->every_s)
			       ? TOOL_GOOD
			       : tool_misused(&tool_mirror, "--every %s: write 30m, 1h or 1d", optarg);
	case OPTION_RATE:
		return bytes(optarg, &w->rate) ? TOOL_GOOD
					       : tool_misused(&tool_mirror, "--rate %s: write 500k or 2M", optarg);
	case OPTION_LIMIT:
		return bytes(optarg, &w->limit) ? TOOL_GOOD
						: tool_misused(&tool_mirror, "--limit %s: write 500M or 20G", optarg);
	case OPTION_JOBS:
		if (!str_u64(str_of(optarg), JOBS_MAX, &number) || number == 0)
			return tool_misused(&tool_mirror, "--jobs %s: 1 to %d", optarg, JOBS_MAX);
		w->jobs = (unsigned)number;
		return TOOL_GOOD;
	case OPTION_ALL:
		w->all = true;
		return TOOL_GOOD;
	case OPTION_QUIET:
		w->quiet = true;
		return TOOL_GOOD;
	case OPTION_CHECK:
		o->check = true;
		return TOOL_GOOD;
	default:
		return tool_misused(&tool_mirror, "no use for '%s' like that", argv[optind - 1]);
	}
}

static int run(int argc, char **argv)
{
	static const struct option known[] = { { "help", no_argument, NULL, OPTION_HELP },
		{ "key", required_argument, NULL, OPTION_KEY }, { "every", required_argument, NULL, OPTION_EVERY },
		{ "rate", required_argument, NULL, OPTION_RATE }, { "limit", required_argument, NULL, OPTION_LIMIT },
		{ "jobs", required_argument, NULL, OPTION_JOBS }, { "all", no_argument, NULL, OPTION_ALL },
		{ "quiet", no_argument, NULL, OPTION_QUIET }, { "check", no_argument, NULL, OPTION_CHECK },
		{ NULL, 0, NULL, 0 } };
	struct mirror_options o = {
		.wish = { .jobs = JOBS, .limit = (uint64_t)FOLLOW_LIMIT_GB * 1000000000, .stop = &stopped }
	};
	for (int c; (c = getopt_long(argc, argv, ":h", known, NULL)) != -1;) {
		if (c == 'h' || c == OPTION_HELP)
			return tool_usage(&tool_mirror);
		int status = option(&o, c, argv);
		if (status != TOOL_GOOD)
			return status;
	}
	int left = argc - optind;
	if (left < 1 || left > (o.check ? 1 : 2))
		return tool_misused(&tool_mirror, o.check ? "which folder?" : "a URL and a folder");
	if (left == 1 && !o.check && strchr(argv[optind], ':') && strchr(argv[optind], '/'))
		return tool_misused(&tool_mirror, "%s: and into which folder?", argv[optind]);
	o.wish.folder = argv[argc - 1];
	o.wish.url = left == 2 ? argv[optind] : NULL;
	return o.check ? check(o.wish.folder) : rounds(&o.wish, o.every_s);
}

const struct tool tool_mirror = {
	.name = "mirror", .summary = "mirror an archive, and keep the mirror up to date", .run = run, .usage = usage
};
