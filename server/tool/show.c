#include "tool/show.h"

#include "archive/archive.h"
#include "base/log.h"
#include "house.h"
#include "page/page.h"
#include "site/facts.h"
#include "site/route.h"
#include "store/mime.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: herald show [-c FILE] [--capsule NAME] [--gopher | --menu | --ascii | --raw] [--head] PATH\n"
	"\n"
	"Prints a page as it would be served; no server is needed. PATH is that of a Gemini request\n"
	"(/2018/06/28/) or, with one of the options, a Gopher selector.\n"
	"\n"
	"  -c FILE         the configuration (default: conf/herald.ini)\n"
	"  --capsule NAME  the capsule, where there are several (default: the default one)\n"
	"  --gopher        as Gopher's wrapped text (of a directory: its menu)\n"
	"  --menu          as a Gopher menu\n"
	"  --ascii         as Gopher's text for terminals without UTF-8\n"
	"  --raw           the page's bytes\n"
	"  --head          the Gemini response header too\n"
	"\n"
	"The status is 1 where a visitor would be told of an error; its words go to standard error.\n";

enum way { WAY_GEMINI, WAY_TEXT, WAY_MENU, WAY_RAW };

struct show {
	const char *conf, *capsule, *path;
	enum way way;
	bool ascii, head;
};

enum { OPTION_HELP = 256, OPTION_CAPSULE, OPTION_GOPHER, OPTION_MENU, OPTION_ASCII, OPTION_RAW, OPTION_HEAD };

static int options(int argc, char **argv, struct show *s)
{
	static const struct option known[] = { { "help", no_argument, NULL, OPTION_HELP },
		{ "capsule", required_argument, NULL, OPTION_CAPSULE }, { "gopher", no_argument, NULL, OPTION_GOPHER },
		{ "menu", no_argument, NULL, OPTION_MENU }, { "ascii", no_argument, NULL, OPTION_ASCII },
		{ "raw", no_argument, NULL, OPTION_RAW }, { "head", no_argument, NULL, OPTION_HEAD },
		{ NULL, 0, NULL, 0 } };
	for (int c; (c = getopt_long(argc, argv, ":c:h", known, NULL)) != -1;) {
		switch (c) {
		case 'c':
			s->conf = optarg;
			break;
		case OPTION_CAPSULE:
			s->capsule = optarg;
			break;
		case OPTION_GOPHER:
			s->way = WAY_TEXT;
			break;
		case OPTION_MENU:
			s->way = WAY_MENU;
			break;
		case OPTION_ASCII:
			s->ascii = true;
			s->way = s->way == WAY_GEMINI ? WAY_TEXT : s->way;
			break;
		case OPTION_RAW:
			s->way = WAY_RAW;
			break;
		case OPTION_HEAD:
			s->head = true;
			break;
		case OPTION_HELP:
		case 'h':
			return tool_usage(&tool_show);
		default:
			return tool_misused(&tool_show, "no use for '%s' like that", argv[optind - 1]);
		}
	}
	if (optind + 1 != argc)
		return tool_misused(&tool_show, "%s", "which page? One path, such as /");
	s->path = argv[optind];
	return -1;
}

static bool write_out(struct str s)
{
	return fwrite(s.p, 1, s.n, stdout) == s.n;
}

/* The body of an answer, in the way a connection would send it. */
static bool print_body(struct answer *a)
{
	static char in[VIEW_IN], space[2 * VIEW_OUT];
	struct view view;
	if (a->body == BODY_TEXT)
		return write_out(buf_str(&a->text));
	if (a->body == BODY_VIEW)
		view_begin(&view, a->view, a->ascii, a->view_site, buf_str(&a->path));
	bool more = a->body != BODY_NONE;
	for (uint64_t offset = 0; more;) {
		if (a->body == BODY_VIEW)
			offset = view.offset;
		ssize_t n = pread(a->fd, in, sizeof in, (off_t)offset);
		if (n < 0)
			return false;
		offset += (uint64_t)n;
		if (a->body == BODY_FILE) {
			more = n > 0 && write_out((struct str){ in, (size_t)n });
			continue;
		}
		struct buf out = BUF(space);
		view_step(&view, (struct str){ in, (size_t)n }, n == 0 || offset >= a->size, &out);
		more = write_out(buf_str(&out)) && !view.done;
	}
	return fflush(stdout) == 0;
}

/* What a librarian would be asked for, made here and now. */
static void make_page(struct site *site, struct answer *a)
{
	char meta[ANSWER_META_ROOM];
	struct page page = { .fd = -1, .meta = BUF(meta) };
	static struct site_ask ask; /* following it may ask for another page */
	ask = site->ask;
	enum outcome outcome = page_make(site, &ask, 0, &page);
	struct visitor v = { .protocol = ask.gopher_asked ? GOPHER : GEMINI, .listener = ask.gopher };
	if (outcome == OUT_OK)
		route_page(site, &ask, buf_str(&page.meta), page.fd, page.size, NULL, a);
	else if (outcome == OUT_MOVED || outcome == OUT_ELSEWHERE)
		route_moved(site, &v, &ask, outcome, buf_str(&page.meta), a);
	else
		a->outcome = outcome;
}

static void route_as_gemini(struct site *site, const struct site_capsule *c, const struct show *s, struct answer *a)
{
	char space[4096];
	struct buf uri = BUF(space);
	struct gemini_request request;
	enum outcome why = OUT_BAD;
	struct visitor visitor = { .protocol = GEMINI };
	buf_fmt(&uri, "gemini://%.*s:%u%s%s\r\n", STR_ARG(c->hosts[0]), site->gemini_port, s->path[0] == '/' ? "" : "/",
		s->path);
	if (gemini_parse(buf_str(&uri), &request, &why) == PARSE_YES)
		route_gemini(site, &visitor, &request, a);
	else
		route_refuse(site, &visitor, why, STR(""), a);
}

/* "/2018/06/28/slug.gmi" is asked for by the name of the view that is wanted. */
static void selector_of(const struct show *s, struct buf *out)
{
	struct str path = str_of(s->path);
	bool index = str_ends(path, STR("index.gmi"));
	if (s->ascii)
		buf_add(out, STR("/ascii"));
	if (s->way == WAY_RAW)
		buf_add(out, STR("/raw"));
	if (!str_starts(path, STR("/")))
		buf_byte(out, '/');
	if (s->way != WAY_RAW && !index && str_ends(path, STR(".gmi"))) {
		buf_add(out, str_sub(path, 0, path.n - 4));
		buf_add(out, s->way == WAY_TEXT ? STR(".txt") : STR(""));
	} else {
		buf_add(out, path);
	}
	buf_add(out, STR("\r\n"));
}

static void route_as_gopher(struct site *site, unsigned number, const struct show *s, struct answer *a)
{
	char space[4096], decoded[PATH_ROOM];
	struct buf selector = BUF(space), room = BUF(decoded);
	struct gopher_request request;
	enum outcome why = OUT_BAD;
	struct visitor visitor = { .protocol = GOPHER, .listener = number };
	selector_of(s, &selector);
	if (gopher_parse(buf_str(&selector), &room, &request, &why) == PARSE_YES)
		route_gopher(site, &visitor, &request, a);
	else
		route_refuse(site, &visitor, why, STR(""), a);
}

static const struct site_capsule *capsule_for(const struct site *site, const char *name)
{
	if (name == NULL)
		return &site->capsules[site->fallback];
	for (size_t i = 0; i < site->capsule_count; i++)
		if (strcmp(site->capsules[i].name, name) == 0)
			return &site->capsules[i];
	return NULL;
}

static int print_page(struct site *site, const struct show *s)
{
	static char meta[ANSWER_META_ROOM], text[ANSWER_TEXT_ROOM], path[PATH_ROOM], space[GEMINI_HEAD_ROOM];
	struct answer a = { .fd = -1, .meta = BUF(meta), .text = BUF(text), .path = BUF(path) };
	struct buf head = BUF(space);
	const struct site_capsule *c = capsule_for(site, s->capsule);
	unsigned gopher = 0;
	if (c == NULL) {
		fprintf(stderr, "herald show: there is no [capsule %s]\n", s->capsule);
		return 2;
	}
	while (gopher < site->gopher_count && &site->capsules[site->gophers[gopher].capsule] != c)
		gopher++;
	if (s->way != WAY_GEMINI && gopher == site->gopher_count) {
		fprintf(stderr, "herald show: no [gopher] section serves the capsule '%s'\n", c->name);
		return 2;
	}
	if (s->way == WAY_GEMINI)
		route_as_gemini(site, c, s, &a);
	else
		route_as_gopher(site, gopher, s, &a);
	while (a.outcome == OUT_ASK)
		make_page(site, &a);
	if (a.outcome == OUT_UNREADY && access(c->index_path, F_OK) != 0)
		fprintf(stderr, "herald show: there is no index yet; herald index -c %s builds one\n", s->conf);
	gemini_head(&head, a.outcome, buf_str(&a.meta));
	bool good = a.outcome == OUT_OK;
	if (s->head || (!good && s->way == WAY_GEMINI))
		fwrite(space, 1, head.n, good ? stdout : stderr);
	if (!print_body(&a)) {
		fprintf(stderr, "herald show: %s\n", strerror(errno));
		good = false;
	}
	if (a.fd >= 0)
		close(a.fd);
	return good ? 0 : 1;
}

static int run(int argc, char **argv)
{
	struct show s = { .conf = "conf/herald.ini", .path = "/" };
	struct conf_report report = { .out = stderr };
	int done = options(argc, argv, &s);
	if (done >= 0)
		return done;
	struct house *h = house_open(s.conf, NULL, &report);
	if (h == NULL)
		return 1;
	house_ports_configured(h);
	h->site.facts = facts_new();
	mime_start();
	for (size_t i = 0; i < h->site.capsule_count; i++)
		h->site.capsules[i].archive = archive_new(h->site.capsules[i].index_path);
	int status = h->site.facts ? print_page(&h->site, &s) : 1;
	for (size_t i = 0; i < h->site.capsule_count; i++)
		archive_close(h->site.capsules[i].archive);
	facts_free(h->site.facts);
	house_close(h);
	return status;
}

const struct tool tool_show = {
	.name = "show", .summary = "print a page as it would be served", .run = run, .usage = usage
};
