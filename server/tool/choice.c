#include "tool/choice.h"

#include "mirror/member.h"
#include "text/uri.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int choice_options(struct choice *c, int argc, char **argv, const struct option *own,
	void (*take)(int value, const char *argument, void *context), void *context)
{
	enum { HELP = 256, CAPSULE };
	struct option known[CHOICE_OPTIONS + 3] = { { "help", no_argument, NULL, HELP },
		{ "capsule", required_argument, NULL, CAPSULE } };
	for (size_t i = 0; own && own[i].name && i < CHOICE_OPTIONS; i++)
		known[2 + i] = own[i];
	c->conf = "conf/herald.ini";
	for (int k; (k = getopt_long(argc, argv, ":c:h", known, NULL)) != -1;) {
		if (k == 'c')
			c->conf = optarg;
		else if (k == CAPSULE)
			c->capsule = optarg;
		else if (k == 'h' || k == HELP)
			return tool_usage(c->tool);
		else if (k >= CHOICE_OWN)
			take(k, optarg, context);
		else
			return tool_misused(c->tool, "no use for '%s' like that", argv[optind - 1]);
	}
	return CHOICE_GO;
}

static int misnamed(const struct choice *c)
{
	fprintf(stderr, "herald %s: ", c->tool->name);
	if (c->capsule)
		fprintf(stderr, "there is no [capsule %s]; there is", c->capsule);
	else
		fputs("say which capsule, with --capsule:", stderr);
	for (size_t i = 0; i < c->house->site.capsule_count; i++)
		fprintf(stderr, "%s %s", i ? "," : "", c->house->site.capsules[i].name);
	fputc('\n', stderr);
	return TOOL_MISUSED;
}

static int each(struct choice *c, int (*act)(struct choice *, void *), void *context)
{
	int status = TOOL_GOOD;
	size_t found = 0, count = c->house->site.capsule_count;
	if (c->single && !c->capsule && count > 1)
		return misnamed(c);
	for (size_t i = 0; i < count; i++) {
		c->number = i;
		c->from = &c->house->conf->capsules[i];
		c->site = &c->house->site.capsules[i];
		if (c->capsule && strcmp(c->capsule, c->from->name) != 0)
			continue;
		found++;
		setenv("TZ", c->from->timezone, 1);
		tzset();
		int now = act(c, context);
		status = now > status ? now : status;
		arena_reset(&c->arena);
	}
	return found ? status : misnamed(c);
}

int choice_each(struct choice *c, int (*act)(struct choice *, void *), void *context)
{
	struct conf_report report = { .out = stderr };
	c->house = house_open(c->conf, NULL, &report);
	if (c->house == NULL)
		return TOOL_FAILED;
	house_ports_configured(c->house);
	int status = each(c, act, context);
	arena_free(&c->arena);
	house_close(c->house);
	return status;
}

const char *choice_overlay(struct choice *c)
{
	return arena_fmt(&c->arena, "%s/publish/%s", c->from->keep, c->from->name).p;
}

const char *choice_keys(struct choice *c)
{
	return arena_fmt(&c->arena, "%s/sign", c->from->keep).p;
}

const char *choice_memory(struct choice *c)
{
	return arena_fmt(&c->arena, "%s/%s.published", c->house->conf->cache, c->from->name).p;
}

const char *choice_notes(struct choice *c)
{
	return arena_fmt(&c->arena, "%s/notes", c->from->keep).p;
}

static struct str address(struct choice *c, const char *scheme, struct str host, unsigned port, unsigned usual)
{
	bool six = str_index(host, ':') < host.n;
	struct str named = arena_fmt(&c->arena, "%s://%s%.*s%s", scheme, six ? "[" : "", STR_ARG(host), six ? "]" : "");
	/* port 0 is any free one, which only the server knows */
	if (port == usual || port == 0)
		return arena_fmt(&c->arena, "%.*s/", STR_ARG(named));
	return arena_fmt(&c->arena, "%.*s:%u/", STR_ARG(named), port);
}

size_t choice_addresses(struct choice *c, struct str *out, size_t max)
{
	enum { GEMINI_PORT = 1965, GOPHER_PORT = 70 };
	size_t n = 0;
	const struct site *s = &c->house->site;
	if (c->house->conf->gemini && n < max)
		out[n++] = address(c, "gemini", c->from->hosts[0], s->gemini_port, GEMINI_PORT);
	for (size_t i = 0; i < s->gopher_count && n < max; i++)
		if (s->gophers[i].capsule == c->number)
			out[n++] = address(c, "gopher", s->gophers[i].view.gopher_host, s->gophers[i].view.gopher_port,
				GOPHER_PORT);
	return n;
}

/* A path as people have it: perhaps a whole URL, perhaps percent-encoded. */
bool choice_path(const char *given, struct buf *out)
{
	char room[8192];
	struct buf decoded = BUF(room);
	struct str s = str_of(given);
	size_t scheme = str_find(s, STR("://"));
	if (scheme < s.n) {
		s = str_sub(s, scheme + 3, s.n);
		s = str_sub(s, str_index(s, '/'), s.n);
	}
	if (!uri_decode(s, &decoded) || decoded.full)
		return false;
	buf_clear(out);
	if (decoded.n == 0 || decoded.p[0] != '/')
		buf_byte(out, '/');
	buf_add(out, buf_str(&decoded));
	return !out->full && member_path(buf_str(out));
}
