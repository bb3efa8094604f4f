#include "serve/serve.h"

#include "base/log.h"
#include "house.h"
#include "serve/master.h"
#include "role/access.h"
#include "role/sandbox.h"
#include "site/origin.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CONF_DEFAULT "conf/herald.ini"

static const char serve_usage[] =
	"usage: herald serve [-c FILE] [-n] [--ready FILE] [--hello]\n"
	"\n"
	"Serves the capsules of a configuration over Gemini and Gopher, in the foreground.\n"
	"\n"
	"  -c FILE       the configuration (default: " CONF_DEFAULT ")\n"
	"  -n            load everything, say what is wrong, and serve nothing (herald check)\n"
	"  --ready FILE  once it serves, write a line \"gemini ADDRESS PORT\" or \"gopher ADDRESS PORT\"\n"
	"                for each bound socket into FILE\n"
	"  --hello       once it serves, print the addresses to open\n"
	"\n"
	"SIGHUP loads the configuration and the certificates again and reopens the log; SIGTERM ends the\n"
	"server when those who are being served have been.\n";

static const char check_usage[] =
	"usage: herald check [-c FILE]\n"
	"\n"
	"Loads all that serve would load (default: " CONF_DEFAULT "), and says what is wrong as\n"
	"FILE:LINE: what, and what to write instead. The status is 1 if there is an error.\n";

/* A capsule can become a mirror by a folder that somebody copied: so it is said. */
static void advise_mirror(const struct site_capsule *c, const char *path)
{
	char space[128];
	struct buf times = BUF(space);
	const struct origin *o = c->origin;
	if (o == NULL)
		return;
	head_time_add(&times, o->head.published);
	buf_add(&times, STR(", "));
	buf_add(&times, origin_expired(o, time(NULL)) ? STR("which was valid until ") : STR("valid until "));
	head_time_add(&times, o->head.valid_until);
	printf("%s: note: capsule %s is a mirror of %.*s, as of %s\n", path, c->name, STR_ARG(o->name), buf_z(&times));
}

/* What is no mistake, but worth a word from someone who looks. */
static void advise(const struct house *h)
{
	const char *lacks = sandbox_lacks();
	if (getuid() == 0 && h->uid == 0)
		printf("%s: note: started as root without 'user' in [server], every process stays root\n",
			h->conf->path);
	if (lacks)
		printf("%s: note: %s\n", h->conf->path, lacks);
	for (size_t i = 0; i < h->site.capsule_count; i++)
		advise_mirror(&h->site.capsules[i], h->conf->path);
	printf("%s: note: may be deleted: %s; to be backed up: %s\n", h->conf->path, h->conf->cache, h->conf->keep);
}

static bool check_log(const struct conf *conf, struct conf_report *report)
{
	int fd = access_open(conf->log);
	if (fd < 0)
		conf_error(report, conf->path, conf->log_line, "log: cannot open %s: %s", conf->log, strerror(errno));
	else
		close(fd);
	return fd >= 0;
}

static int check(const char *path)
{
	struct conf_report report = { .out = stderr, .advice = true };
	struct tls_keys *keys = tls_keys_new();
	if (keys == NULL)
		fatal("no memory for the keys of session tickets");
	struct house *h = house_open(path, keys, &report);
	if (h && !check_log(h->conf, &report)) {
		house_close(h);
		h = NULL;
	}
	if (h == NULL) {
		fprintf(stderr, "%s: %u error%s, %u warning%s\n", path, report.errors, report.errors == 1 ? "" : "s",
			report.warnings, report.warnings == 1 ? "" : "s");
		return 1;
	}
	advise(h);
	printf("%s: good, %u warning%s\n", path, report.warnings, report.warnings == 1 ? "" : "s");
	house_close(h);
	return 0;
}

enum { OPTION_READY = 256, OPTION_HELLO, OPTION_HELP };

static int serve_run(int argc, char **argv)
{
	static const struct option options[] = { { "ready", required_argument, NULL, OPTION_READY },
		{ "hello", no_argument, NULL, OPTION_HELLO }, { "help", no_argument, NULL, OPTION_HELP },
		{ NULL, 0, NULL, 0 } };
	struct master_options how = { .conf_path = CONF_DEFAULT };
	bool only_check = false;
	for (int c; (c = getopt_long(argc, argv, ":c:nh", options, NULL)) != -1;) {
		switch (c) {
		case 'c':
			how.conf_path = optarg;
			break;
		case 'n':
			only_check = true;
			break;
		case OPTION_READY:
			how.ready_path = optarg;
			break;
		case OPTION_HELLO:
			how.hello = true;
			break;
		case OPTION_HELP:
		case 'h':
			return tool_usage(&serve_tool);
		default:
			return tool_misused(&serve_tool, "no use for '%s' like that", argv[optind - 1]);
		}
	}
	if (optind < argc) {
		return tool_misused(&serve_tool, "what is '%s'? A configuration is named with -c", argv[optind]);
	}
	return only_check ? check(how.conf_path) : master_run(&how);
}

static int check_run(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, OPTION_HELP }, { NULL, 0, NULL, 0 } };
	const char *path = CONF_DEFAULT;
	for (int c; (c = getopt_long(argc, argv, ":c:h", options, NULL)) != -1;) {
		if (c == OPTION_HELP || c == 'h')
			return tool_usage(&check_tool);
		if (c != 'c')
			return tool_misused(&check_tool, "no use for '%s' like that", argv[optind - 1]);
		path = optarg;
	}
	if (optind < argc) {
		return tool_misused(&check_tool, "what is '%s'? A configuration is named with -c", argv[optind]);
	}
	return check(path);
}

const struct tool serve_tool = {
	.name = "serve", .summary = "serve the capsules over Gemini and Gopher", .run = serve_run, .usage = serve_usage
};
const struct tool check_tool = { .name = "check",
	.summary = "load the configuration and say what is wrong",
	.run = check_run,
	.usage = check_usage };
