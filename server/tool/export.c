#include "tool/export.h"

#include "archive/archive.h"
#include "archive/walk.h"
#include "base/log.h"
#include "house.h"
#include "page/page.h"
#include "site/builtin.h"
#include "site/facts.h"
#include "site/finding.h"
#include "site/overlay.h"
#include "store/fresh.h"
#include "store/mime.h"
#include "text/gemtext.h"
#include "text/uri.h"
#include "tool/export_inside.h"
#include "tool/interrupted.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage[] =
	"usage: herald export [-c FILE] [--capsule NAME] [--gopher] DIR\n"
	"\n"
	"Writes the capsule into DIR, with every page that a server would make from its index, as files:\n"
	"any static Gemini or Gopher server can show the archive then. What is there already and is the\n"
	"same is left alone; what an earlier export wrote and is no more is removed. Search, /today and\n"
	"/random need a running server and are left out.\n"
	"\n"
	"  -c FILE         the configuration (default: conf/herald.ini)\n"
	"  --capsule NAME  the capsule, where there are several (default: the default one)\n"
	"  --gopher        for a Gopher server: a gophermap in each folder, and each page as wrapped text, in\n"
	"                  files that are named as their selectors (/mit=20leer.txt)\n"
	"\n"
	"It takes the index as it is: herald index brings it up to date, where no server does.\n";

enum { OPTION_HELP = 256, OPTION_CAPSULE, OPTION_GOPHER, PAGES_MAX = 5000000, TELL_EVERY = 500 };

static int options(int argc, char **argv, struct export *e)
{
	static const struct option known[] = { { "help", no_argument, NULL, OPTION_HELP },
		{ "capsule", required_argument, NULL, OPTION_CAPSULE }, { "gopher", no_argument, NULL, OPTION_GOPHER },
		{ NULL, 0, NULL, 0 } };
	for (int c; (c = getopt_long(argc, argv, ":c:h", known, NULL)) != -1;) {
		switch (c) {
		case 'c':
			e->conf = optarg;
			break;
		case OPTION_CAPSULE:
			e->capsule = optarg;
			break;
		case OPTION_GOPHER:
			e->gopher = true;
			break;
		case OPTION_HELP:
		case 'h':
			return tool_usage(&tool_export);
		default:
			return tool_misused(&tool_export, "no use for '%s' like that", argv[optind - 1]);
		}
	}
	if (optind + 1 != argc)
		return tool_misused(&tool_export, "%s", "where to? One folder, such as /srv/gemini");
	e->folder = argv[optind];
	return -1;
}

/* ---- pages ---- */

/* Search, today and chance need somebody who answers. */
static bool is_fixed(enum name_kind kind)
{
	return kind != NAME_NONE && kind != NAME_SEARCH && kind != NAME_TODAY && kind != NAME_RANDOM && kind != NAME_ID;
}

/* What Gopher has as a menu: a folder, and what lies around an article. */
static bool is_menu(struct str path)
{
	return str_ends(path, STR("/")) || (str_starts(path, STR("/more/")) && str_ends(path, STR(".gmi")));
}

static void want(struct export *e, struct str path)
{
	char space[PATH_ROOM];
	struct buf canonical = BUF(space);
	struct name name;
	if (!name_read(path, &canonical, &name) || !is_fixed(name.kind))
		return;
	if (e->pages.count == PAGES_MAX && !paths_has(&e->pages, buf_str(&canonical)))
		fatal("more than %d pages: this is more than a folder should hold", PAGES_MAX);
	paths_add(&e->pages, buf_str(&canonical));
}

/* The pages that one leads to. */
static void follow(struct export *e, struct str path, struct str text)
{
	bool pre = false;
	while (text.n) {
		char base_room[3 * PATH_ROOM], room[4 * PATH_ROOM], decoded[PATH_ROOM];
		struct buf base = BUF(base_room), url = BUF(room), clean = BUF(decoded);
		struct uri u;
		struct gem_line line = gem_read(str_cut(&text, '\n'), &pre);
		buf_add(&base, STR("gemini://here"));
		uri_encode_path(path, &base);
		if (line.type == GEM_LINK && uri_resolve(buf_str(&base), line.url, &url) &&
			uri_split(buf_str(&url), &u) && str_eq(u.host, STR("here")) &&
			str_eq(u.scheme, STR("gemini")) && u.port.n == 0 &&
			uri_clean_path(u.path, &clean) == URI_PATH_OK && !clean.full)
			want(e, buf_str(&clean));
	}
}

/* The documents that a feed leads to. */
static void follow_feed(struct export *e, struct str text)
{
	struct str mark = STR("href=\"gemini://");
	for (size_t at; (at = str_find(text, mark)) < text.n;) {
		text = str_sub(text, at + mark.n, text.n);
		struct str url = str_sub(text, 0, str_index(text, '"'));
		struct str path = str_sub(url, str_index(url, '/'), url.n);
		char space[PATH_ROOM];
		struct buf decoded = BUF(space);
		if (str_ends(path, STR(".xml")) && uri_decode(path, &decoded) && !decoded.full)
			want(e, buf_str(&decoded));
	}
}

static bool ask_for(struct export *e, struct str path, enum page_view view, struct page *page, struct str *out)
{
	static struct site_ask ask;
	char space[PATH_ROOM];
	struct buf canonical = BUF(space);
	struct name name;
	if (!name_read(path, &canonical, &name) || canonical.n > sizeof ask.path)
		return false;
	ask = (struct site_ask){
		.capsule = e->number, .gopher = e->listener, .view = view, .kind = name.kind, .fixed = true
	};
	ask.gopher_asked = view != PAGE_GEMTEXT;
	memcpy(ask.path, canonical.p, canonical.n);
	ask.path_n = canonical.n;
	enum outcome outcome = page_make(e->site, &ask, 0, page);
	if (outcome == OUT_OK) {
		*out = export_slurp(e, page->fd, page->size);
		close(page->fd);
	} else if (outcome != OUT_NOT_FOUND) {
		char shown_room[4 * PATH_ROOM];
		struct buf shown = BUF(shown_room);
		buf_escape(&shown, path);
		log_error("%s: the page cannot be made; is there an index? herald index -c %s builds one",
			buf_z(&shown), e->conf);
		e->failed++;
	}
	return outcome == OUT_OK;
}

/* A menu as a gophermap has it: without the dot at its end, and with host and port left to the server. Lines of text
 * keep their fields: without a TAB all of the line is text, and gophernicus puts an i of its own before it. */
static struct str gophermap(struct export *e, struct str menu)
{
	struct buf out = { 0 };
	arena_room(&e->arena, &out, menu.n + 1);
	while (menu.n) {
		struct str line = str_trim(str_cut(&menu, '\n')), rest = line;
		struct str text = str_cut(&rest, '\t'), selector = str_cut(&rest, '\t'), host = str_cut(&rest, '\t');
		if (str_eq(line, STR(".")))
			continue;
		bool ours = str_eq(host, e->site->gophers[e->listener].view.gopher_host);
		buf_add(&out, ours ? str_sub(line, 0, text.n + 1 + selector.n) : line);
		buf_byte(&out, '\n');
	}
	return buf_str(&out);
}

/* A view of a page, in the file whose name is its selector, byte for byte, so that a server finds it that knows nothing
 * of escapes. What lies around an article is a menu without an ending: its folder has it. */
static void put_view(struct export *e, struct str path, struct str view)
{
	struct str selector = export_selector(e, str_ends(path, STR(".gmi")) ? str_sub(path, 0, path.n - 4) : path);
	if (selector.n == 0)
		return;
	if (is_menu(path))
		export_put(e,
			arena_fmt(&e->arena, "%.*s%sgophermap", STR_ARG(selector),
				str_ends(selector, STR("/")) ? "" : "/"),
			gophermap(e, view));
	else
		export_put(e, arena_fmt(&e->arena, "%.*s.txt", STR_ARG(selector)), view);
}

static void make_gopher(struct export *e, struct str path, struct str bytes)
{
	char meta[ANSWER_META_ROOM];
	struct page page = { .fd = -1, .meta = BUF(meta) };
	struct str text, selector = export_selector(e, path);
	/* feeds, and what lies around gemtext whose name ends otherwise: its bytes */
	if (!str_ends(path, STR("/")) && !str_ends(path, STR(".gmi"))) {
		if (selector.n)
			export_put(e, selector, bytes);
	} else if (ask_for(e, path, is_menu(path) ? PAGE_MENU : PAGE_TEXT, &page, &text)) {
		put_view(e, path, text);
	}
}

static void make(struct export *e, struct str path)
{
	char space[PATH_ROOM + 16], meta[ANSWER_META_ROOM];
	struct buf file = BUF(space);
	struct page page = { .fd = -1, .meta = BUF(meta) };
	struct found_file there;
	struct str text;
	name_file(path, &file);
	enum found found = root_find(&e->c->root, buf_str(&file), &there);
	if (found == FOUND_FILE) {
		text = export_slurp(e, there.fd, there.size); /* an editor's own page takes the place of ours */
		follow(e, path, text);
	} else if (ask_for(e, path, PAGE_GEMTEXT, &page, &text)) {
		e->made++;
		export_put(e, buf_str(&file), text);
		if (str_ends(path, STR(".xml")))
			follow_feed(e, text);
		else
			follow(e, path, text);
		if (e->gopher)
			make_gopher(e, path, text);
	}
	if (there.fd >= 0)
		close(there.fd);
}

/* ---- the capsule's own files ---- */

/* A page of the capsule, as Gopher shows it. */
static void copy_as_view(struct export *e, struct str path, const struct found_file *f)
{
	static struct view view;
	static char space[2 * VIEW_OUT];
	struct str in = export_slurp(e, f->fd, f->size), index = STR("index.gmi");
	struct buf out = { 0 };
	bool menu = str_ends(path, STR("/index.gmi"));
	view_begin(&view, menu ? VIEW_MENU : VIEW_TEXT, false, &e->site->gophers[e->listener].view, path);
	while (!view.done) {
		struct buf piece = BUF(space);
		view_step(&view, str_sub(in, view.offset, in.n), true, &piece);
		arena_room(&e->arena, &out, piece.n);
		buf_add(&out, buf_str(&piece));
	}
	put_view(e, menu ? str_sub(path, 0, path.n - index.n) : path, buf_str(&out));
}

/* A file that is no page, under its selector too, where that is another name. */
static void copy_for_gopher(struct export *e, struct str path, const struct found_file *f)
{
	struct str selector = export_selector(e, path);
	if (selector.n && !str_eq(selector, path))
		export_copy(e, selector, f);
}

/* A file in the root wins over what the publisher wrote. */
static void copy_one(struct export *e, const struct root *root, struct str path)
{
	struct found_file f;
	bool published = root == &e->c->overlay;
	if (finding_listed(e->c, path) || (published && (!overlay_has(path) || paths_has(&e->written, path))))
		return;
	if (root_find(root, path, &f) == FOUND_FILE) {
		export_copy(e, path, &f);
		bool page = gem_named(path) && !published, viewed = page && str_ends(path, STR(".gmi"));
		if (page) {
			follow(e, path, export_slurp(e, f.fd, f.size));
			want(e, arena_fmt(&e->arena, "/more%.*s", STR_ARG(path)));
		}
		if (viewed && e->gopher)
			copy_as_view(e, path, &f);
		else if (e->gopher)
			copy_for_gopher(e, path, &f);
	}
	if (f.fd >= 0)
		close(f.fd);
}

static void copy_files(struct export *e, const struct root *root)
{
	struct walk_folder folder;
	unsigned failed = 0;
	struct walk *w = walk_new(root, STR("/"), WALK_PLAIN);
	if (w == NULL)
		fatal("out of memory");
	while (!interrupted() && walk_next(w, &folder, &failed)) {
		for (size_t i = 0; i < folder.files; i++) {
			copy_one(e, root,
				arena_fmt(&e->arena, "%.*s%.*s", STR_ARG(folder.path), STR_ARG(folder.file[i])));
			arena_reset(&e->arena);
		}
	}
	walk_free(w);
	e->failed += failed;
}

/* The small files that a server makes from its configuration, where the capsule has none of its own. */
static void make_builtin(struct export *e)
{
	static const char *const paths[] = { "/robots.txt", "/caps.txt", "/.well-known/security.txt" };
	char space[ANSWER_TEXT_ROOM];
	struct buf text = BUF(space);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (!paths_has(&e->written, str_of(paths[i])) && builtin_text(e->c, str_of(paths[i]), &text))
			export_put(e, str_of(paths[i]), buf_str(&text));
}

/* ---- the whole ---- */

/* Neither may lie in the other: the one would copy itself, the other would be overwritten. */
static bool apart(const struct export *e, const char *root)
{
	char a[PATH_MAX], b[PATH_MAX];
	if (!fresh_folder(e->folder) || realpath(e->folder, a) == NULL || realpath(root, b) == NULL) {
		log_error("%s: %s", e->folder, strerror(errno));
		return false;
	}
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	bool inside = strncmp(a, b, n) == 0 && (a[n] == '/' || a[n] == '\0') && (b[n] == '/' || b[n] == '\0');
	if (inside)
		log_error("%s and the capsule %s lie in each other: choose another folder", e->folder, root);
	return !inside;
}

static void tell(const struct export *e)
{
	if (isatty(STDERR_FILENO) && e->made % TELL_EVERY == 0)
		fprintf(stderr, "\r%llu of %zu pages", (unsigned long long)e->made, e->pages.count);
}

static int run_export(struct export *e, const char *root)
{
	if (!apart(e, root) || !export_open_list(e))
		return TOOL_FAILED;
	interrupted_ask();
	copy_files(e, &e->c->root);
	if (e->c->overlay.fd >= 0)
		copy_files(e, &e->c->overlay);
	make_builtin(e);
	want(e, STR("/"));
	want(e, STR("/feed.xml"));
	for (size_t i = 0; i < e->pages.count && !interrupted(); i++) {
		make(e, e->pages.path[i]);
		arena_reset(&e->arena);
		tell(e);
	}
	if (isatty(STDERR_FILENO))
		fputc('\r', stderr);
	if (interrupted()) {
		log_warn("interrupted: run it again to go on");
		return TOOL_FAILED;
	}
	if (e->failed == 0)
		export_remove_old(e);
	/* after a failure the list keeps what was not removed */
	if (e->failed == 0 && !export_write_list(e))
		e->failed++;
	printf("%llu pages, %llu files, %llu written, %llu removed\n", (unsigned long long)e->made,
		(unsigned long long)e->files, (unsigned long long)e->changed, (unsigned long long)e->removed);
	return e->failed ? TOOL_FAILED : TOOL_GOOD;
}

static bool find_capsule(struct export *e)
{
	const struct site *s = e->site;
	e->number = s->fallback;
	for (size_t i = 0; e->capsule && i < s->capsule_count; i++)
		if (strcmp(s->capsules[i].name, e->capsule) == 0)
			e->number = (unsigned)i;
	e->c = &s->capsules[e->number];
	while (e->listener < s->gopher_count && s->gophers[e->listener].capsule != e->number)
		e->listener++;
	if (e->capsule && strcmp(e->c->name, e->capsule) != 0)
		fprintf(stderr, "herald export: there is no [capsule %s]\n", e->capsule);
	else if (e->gopher && e->listener == s->gopher_count)
		fprintf(stderr, "herald export: no [gopher] section serves the capsule '%s'\n", e->c->name);
	else
		return true;
	return false;
}

static int run(int argc, char **argv)
{
	struct export e = { .conf = "conf/herald.ini", .list = -1 };
	struct conf_report report = { .out = stderr };
	int status = options(argc, argv, &e);
	if (status >= 0)
		return status;
	struct house *h = house_open(e.conf, NULL, &report);
	if (h == NULL)
		return TOOL_FAILED;
	e.site = &h->site;
	house_ports_configured(h);
	status = TOOL_MISUSED;
	if (find_capsule(&e)) {
		struct site_capsule *c = &h->site.capsules[e.number];
		if (e.gopher)
			h->site.gophers[e.listener].view.fixed = true;
		h->site.facts = facts_new();
		c->archive = archive_new(c->index_path);
		mime_start();
		status = run_export(&e, h->conf->capsules[e.number].root);
		archive_close(c->archive);
		facts_free(h->site.facts);
	}
	export_close_list(&e);
	paths_free(&e.pages);
	paths_free(&e.written);
	arena_free(&e.arena);
	house_close(h);
	return status;
}

const struct tool tool_export = {
	.name = "export", .summary = "write the archive as files, for any static server", .run = run, .usage = usage
};
