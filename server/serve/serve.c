#include "serve/serve.h"

#include "base/log.h"
#include "house.h"
#include "serve/master.h"
#include "role/sandbox.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
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

/* What is no mistake, but worth a word from someone who looks. */
static void advise(const struct house *h)
{
	const char *lacks = sandbox_lacks();
	if (getuid() == 0 && h->uid == 0)
		printf("%s: note: started as root without 'user' in [server], every process stays root\n",
			h->conf->path);
	if (lacks)
		printf("%s: note: %s\n", h->conf->path, lacks);
	printf("%s: note: may be deleted: %s; to be backed up: %s\n", h->conf->path, h->conf->cache, h->conf->keep);
}

static int check(const char *path)
{
	struct conf_report report = { .out = stderr, .advice = true };
	struct tls_keys *keys = tls_keys_new();
	if (keys == NULL)
		fatal("no memory for the keys of session tickets");
	struct house *h = house_open(path, keys, &report);
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
	for (int c; (c = getopt_long(argc, argv, "c:nh", options, NULL)) != -1;) {
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
			fputs(serve_usage, stdout);
			return 0;
		default:
			fputs("see: herald serve --help\n", stderr);
			return 2;
		}
	}
	if (optind < argc) {
		fprintf(stderr, "herald serve: what is '%s'? A configuration is named with -c\n", argv[optind]);
		return 2;
	}
	return only_check ? check(how.conf_path) : master_run(&how);
}

static int check_run(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, OPTION_HELP }, { NULL, 0, NULL, 0 } };
	const char *path = CONF_DEFAULT;
	for (int c; (c = getopt_long(argc, argv, "c:h", options, NULL)) != -1;) {
		if (c == OPTION_HELP || c == 'h') {
			fputs(check_usage, stdout);
			return 0;
		}
		if (c != 'c') {
			fputs("see: herald check --help\n", stderr);
			return 2;
		}
		path = optarg;
	}
	if (optind < argc) {
		fprintf(stderr, "herald check: what is '%s'? A configuration is named with -c\n", argv[optind]);
		return 2;
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
