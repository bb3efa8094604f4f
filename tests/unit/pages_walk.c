/* pages: a walk by links alone through all that is made of an archive: every link leads somewhere, every article is
 * reached within few steps, every line is what it should be, and what was withdrawn is nowhere. */
#include "edition.h"

#include "text/cells.h"
#include "text/gemtext.h"
#include "text/uri.h"

enum {
	PAGE_ROOM = 1 << 20,
	STOPS_MAX = 4096, /* addresses */
	STEPS_MAX = 5,    /* from the front page to anything */
};

struct stop {
	char path[PATH_ROOM], query[SITE_QUERY_ROOM];
	bool has_query;
	int steps;
};

static struct stop stops[STOPS_MAX];
static size_t stop_count;
static char page_room[PAGE_ROOM];

static bool is_file(const char *path)
{
	struct found_file f;
	enum found found = root_find(&shelf_root, str_of(path), &f);
	if (f.fd >= 0)
		close(f.fd);
	return found == FOUND_FILE;
}

static void go_on(struct stop s)
{
	char room[PATH_ROOM];
	struct buf canonical = BUF(room);
	struct name name;
	if (!is_file(s.path) && name_read(str_of(s.path), &canonical, &name))
		strcpy(s.path, buf_z(&canonical));
	for (size_t i = 0; i < stop_count; i++)
		if (strcmp(stops[i].path, s.path) == 0 && strcmp(stops[i].query, s.query) == 0)
			return;
	CHECK(stop_count < STOPS_MAX, "more addresses than anybody expects");
	if (stop_count < STOPS_MAX)
		stops[stop_count++] = s;
}

/* A link of ours, as the stop that it leads to; false: it leads elsewhere, or is malformed. */
static bool read_link(struct str url, int steps, struct stop *out)
{
	struct buf path = BUF(out->path), query = BUF(out->query);
	size_t mark = str_index(url, '?');
	*out = (struct stop){ .has_query = mark < url.n, .steps = steps };
	if (!str_starts(url, STR("/")))
		return false;
	CHECK(uri_decode(str_sub(url, 0, mark), &path) && uri_decode(str_sub(url, mark + 1, url.n), &query), "%.*s",
		STR_ARG(url));
	CHECK(strlen(buf_z(&path)) == path.n && strlen(buf_z(&query)) == query.n, "%.*s", STR_ARG(url));
	return true;
}

static bool begins_with_day(struct str label)
{
	struct date d;
	return label.n > 10 && label.p[10] == ' ' && date_parse(str_sub(label, 0, 10), &d) && d.day;
}

/* Only what a subscriber should hear of has a label that begins with a date. */
static void check_label(const struct stop *on, const struct stop *to, struct str label)
{
	struct date d;
	bool digest = strncmp(on->path, "/digest/", 8) == 0 && strncmp(to->path, "/digest/2", 9) == 0;
	bool day = date_of_path(str_of(on->path), &d) && d.month && !d.day && date_of_path(str_of(to->path), &d);
	if (begins_with_day(label))
		CHECK(is_file(to->path) || digest || day, "%s: %.*s", on->path, STR_ARG(label));
	CHECK(label.n, "%s: no label for %s", on->path, to->path);
}

static void check_line(const struct stop *on, struct str line, struct gem_line g)
{
	CHECK(utf8_valid(line) && !str_ends(line, STR(" ")) && str_find(line, STR("{")) == line.n, "%s: \"%.*s\"",
		on->path, STR_ARG(line));
	size_t good = 0;
	while (good < line.n && (unsigned char)line.p[good] >= 0x20 && line.p[good] != 0x7f)
		good++;
	CHECK(good == line.n, "%s: byte %d", on->path, line.p[good]);
	CHECK(g.type != GEM_PRE_TOGGLE && g.type != GEM_LIST, "%s: \"%.*s\"", on->path, STR_ARG(line));
}

/* No heading without something beneath it, no two empty lines, none at the end. */
static void check_order(const struct stop *on, struct str text)
{
	int heading = 0;
	bool empty = true, pre = false;
	CHECK(str_starts(text, STR("# ")), "%s: no title", on->path);
	while (text.n) {
		struct str line = str_cut(&text, '\n');
		struct gem_line g = gem_read(line, &pre);
		CHECK(line.n || !empty, "%s: two empty lines", on->path);
		empty = line.n == 0;
		if (g.type == GEM_HEADING)
			CHECK(heading < g.level, "%s: nothing before \"%.*s\"", on->path, STR_ARG(line));
		heading = g.type == GEM_HEADING ? g.level : line.n ? 0 : heading;
	}
	CHECK(heading == 0 && !empty, "%s: nothing at the end", on->path);
}

static void read_page(const struct stop *on, struct str text, const char *withdrawn)
{
	bool pre = false;
	struct stop to;
	check_order(on, text);
	while (text.n) {
		struct str line = str_cut(&text, '\n');
		struct gem_line g = gem_read(line, &pre);
		check_line(on, line, g);
		if (g.type != GEM_LINK || !read_link(g.url, on->steps + 1, &to))
			continue;
		check_label(on, &to, g.text);
		CHECK(strcmp(to.path, withdrawn) != 0, "%s: a link to what was withdrawn", on->path);
		go_on(to);
	}
}

static unsigned width(struct str text)
{
	unsigned cells = 0;
	for (size_t n; text.n; text = str_sub(text, n, text.n)) {
		uint32_t rune = '?';
		n = utf8_read(text, &rune);
		n = n ? n : 1;
		cells += cells_of(rune);
	}
	return cells;
}

/* A menu's lines are whole, and none is wider than what every client shows. */
static void check_menu(const struct stop *on)
{
	char meta_room[ANSWER_META_ROOM];
	struct buf meta = BUF(meta_room), out = BUF(page_room);
	enum outcome outcome =
		edition_page(EDITION_DE, on->path, on->has_query ? on->query : NULL, PAGE_MENU, &meta, &out);
	CHECK(outcome == OUT_OK && str_ends(buf_str(&out), STR("\r\n.\r\n")), "%s: outcome %d", on->path, (int)outcome);
	for (struct str text = buf_str(&out); text.n;) {
		struct str line = str_cut(&text, '\n'), rest = str_sub(line, 1, line.n);
		if (text.n == 0)
			break;
		struct str label = str_cut(&rest, '\t'), selector = str_cut(&rest, '\t');
		CHECK(width(label) <= VIEW_CELLS, "%s: %.*s", on->path, STR_ARG(label));
		CHECK(selector.n <= 255 && str_index(selector, '?') == selector.n &&
				str_index(selector, '%') == selector.n && str_index(selector, ' ') == selector.n,
			"%s: %.*s", on->path, STR_ARG(selector));
		str_cut(&rest, '\t');
		CHECK(rest.n && str_ends(rest, STR("\r")), "%s: %.*s", on->path, STR_ARG(line));
	}
}

/* An article's own ways on: to its day, and to what stands around it. */
static void read_article(const struct stop *on)
{
	struct found_file f;
	struct buf base = { 0 }, target = { 0 };
	char room[2][PATH_ROOM + 64];
	bool pre = false;
	ssize_t n =
		root_find(&shelf_root, str_of(on->path), &f) == FOUND_FILE ? pread(f.fd, page_room, PAGE_ROOM, 0) : 0;
	CHECK(n >= 0, "%s", on->path);
	close(f.fd);
	base = BUF(room[0]);
	buf_add(&base, STR("gemini://bote.example"));
	uri_encode_path(str_of(on->path), &base);
	for (struct str text = { page_room, n > 0 ? (size_t)n : 0 }; text.n;) {
		struct gem_line g = gem_read(str_cut(&text, '\n'), &pre);
		struct stop to;
		target = BUF(room[1]);
		if (g.type == GEM_LINK && !str_starts(g.url, STR("gemini:")) &&
			uri_resolve(buf_str(&base), g.url, &target) &&
			read_link(str_sub(buf_str(&target), strlen("gemini://bote.example"), target.n), on->steps + 1,
				&to))
			go_on(to);
	}
}

static bool is_part(const char *path)
{
	char room[PATH_ROOM];
	struct buf canonical = BUF(room);
	struct name name;
	return name_read(str_of(path), &canonical, &name) && name.key.n;
}

static void visit(unsigned capsule, struct stop on, const char *withdrawn)
{
	char meta_room[ANSWER_META_ROOM];
	struct buf meta = BUF(meta_room), out = BUF(page_room);
	/* a search without words asks for some */
	bool asks = strcmp(on.path, "/search") == 0 && !on.has_query;
	CHECK(on.steps <= STEPS_MAX || is_part(on.path), "%s: %d steps from the front page", on.path, on.steps);
	if (str_ends(str_of(on.path), STR(".gmi")) && is_file(on.path))
		read_article(&on);
	if (asks || is_file(on.path))
		return;
	enum outcome outcome =
		edition_page(capsule, on.path, on.has_query ? on.query : NULL, PAGE_GEMTEXT, &meta, &out);
	if (strcmp(on.path, "/random") == 0) {
		CHECK(outcome == OUT_ELSEWHERE, "outcome %d", (int)outcome);
		return;
	}
	CHECK(outcome == OUT_OK, "%s%s%s: outcome %d", on.path, on.has_query ? "?" : "", on.query, (int)outcome);
	CHECK(str_find(buf_str(&out), str_of(withdrawn)) == out.n, "%s: names what was withdrawn", on.path);
	if (meta.n || outcome != OUT_OK)
		return; /* a feed */
	read_page(&on, buf_str(&out), withdrawn);
	if (capsule == EDITION_DE)
		check_menu(&on);
}

static bool was_reached(const char *path)
{
	for (size_t i = 0; i < stop_count; i++)
		if (strcmp(stops[i].path, path) == 0)
			return true;
	return false;
}

/* withdrawn: a path that must not be met */
static void walk(unsigned capsule, const char *withdrawn)
{
	static const char *const queries[] = { "Freibad", "Pegel", "Freibat", "Fallensteller", "ort:Gifhorn -Pegel" };
	stop_count = 0;
	go_on((struct stop){ .path = "/" });
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct stop search = { .path = "/search", .has_query = true };
		strcpy(search.query, queries[i]);
		go_on(search);
	}
	for (size_t i = 0; i < sizeof edition_stories / sizeof *edition_stories; i++) {
		struct stop more = { .steps = 1 };
		snprintf(more.path, sizeof more.path, "/more%s", edition_stories[i].path);
		if (strcmp(edition_stories[i].path, withdrawn) != 0)
			go_on(more);
	}
	for (size_t i = 0; i < stop_count; i++)
		visit(capsule, stops[i], withdrawn);
	for (size_t i = 0; i < sizeof edition_stories / sizeof *edition_stories; i++)
		CHECK(was_reached(edition_stories[i].path) != (strcmp(edition_stories[i].path, withdrawn) == 0), "%s",
			edition_stories[i].path);
	CHECK(was_reached("/undated/rezept-53.gmi") && was_reached("/2011/09/12/wahl-zicherie.gmi") &&
			was_reached("/2015/12/13/pegel.gmi"),
		"series");
}

/* An archive that has nothing yet says so. */
static void walk_empty(void)
{
	static const char *const paths[] = { "/", "/years/", "/2018/", "/2018/06/", "/2018/06/28/", "/undated/",
		"/new/", "/digest/", "/today" };
	stop_count = 0;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct stop s = { 0 };
		strcpy(s.path, paths[i]);
		go_on(s);
	}
	go_on((struct stop){ .path = "/search", .query = "Freibad", .has_query = true });
	for (size_t i = 0; i < stop_count; i++)
		visit(i % 2, stops[i], "nothing");
}

static void withdraw(const char *path)
{
	char text[256];
	size_t line;
	const char *what;
	snprintf(text, sizeof text, "printf '52\\t%s\\tAuf Wunsch\\n' >gone", path);
	shelf_run(text);
	gone_free(shelf_list);
	shelf_list = gone_load(shelf_gone, &line, &what);
	for (size_t i = 0; i < 2; i++)
		edition_capsules[i].gone = shelf_list;
}

int main(void)
{
	edition_open();
	edition_index();
	walk_empty();
	edition_print();
	walk(EDITION_DE, "nothing");
	walk(EDITION_EN, "nothing");
	withdraw("/2018/06/28/freibad-oeffnet-laenger.gmi");
	walk(EDITION_DE, "/2018/06/28/freibad-oeffnet-laenger.gmi"); /* the index has not heard of it yet */
	edition_index();
	walk(EDITION_DE, "/2018/06/28/freibad-oeffnet-laenger.gmi");
	edition_close();
	return unit_done("pages_walk");
}
