/* The bytes of a connection, and a path made into a selector. */
#include "fuzz.h"

#include "proto/gopher.h"
#include "text/selector.h"

static char path_room[PATH_ROOM];

static enum verdict parse(struct str in, struct gopher_request *r, enum outcome *why)
{
	struct buf room = BUF(path_room);
	return gopher_parse(in, &room, r, why);
}

static void check_request(struct str in, const struct gopher_request *r)
{
	HOLDS(r->line.n <= GOPHER_REQUEST_MAX && within(r->line, in) && within(r->selector, r->line));
	HOLDS(!holds_byte(r->line, '\n'));
	for (size_t i = 0; i < r->selector.n; i++)
		HOLDS((unsigned char)r->selector.p[i] >= ' ' && r->selector.p[i] != 0x7f);
	HOLDS(path_clean(r->path));
	HOLDS(r->unpasted.n == 0 || (path_clean(r->unpasted) && str_ends(r->path, r->unpasted)));
	HOLDS(within(r->search, r->line) || within(r->search, (struct str){ path_room, sizeof path_room }));
	HOLDS(within(r->url, r->selector));
	HOLDS(r->has_search || r->search.n == 0);
	HOLDS(!r->plus || r->plus_sign == '+' || r->plus_sign == '!' || r->plus_sign == '$');
	HOLDS(!r->web || (r->url.n == 0 && r->path.n == 1));
}

/* A selector of our own leads back to its path, whatever a path holds. */
static void check_selector(struct str path)
{
	static char made[3 * FLUSH_ROOM], back[FLUSH_ROOM];
	struct buf selector = BUF(made), again = BUF(back);
	view_selector(&selector, path);
	struct str s = buf_str(&selector);
	for (size_t i = 0; i < s.n; i++)
		HOLDS(s.p[i] > ' ' && s.p[i] < 0x7f && !strchr("?%#", s.p[i]));
	bool nul = holds_byte(path, '\0');
	HOLDS(view_selector_path(&again, s) == !nul);
	HOLDS(nul || str_eq(buf_str(&again), path));
}

/* The selector that a menu would give for the path asks for that path again. */
static void check_round(const struct gopher_request *r)
{
	char path[PATH_ROOM], line[4 * PATH_ROOM]; /* what parse writes over */
	struct buf want = BUF(path), made = BUF(line);
	struct gopher_request again;
	enum outcome why;
	buf_add(&made, r->ascii ? STR("/ascii") : STR(""));
	buf_add(&made, r->view == GOPHER_RAW ? STR("/raw") : STR(""));
	buf_add(&want, r->path);
	view_selector(&made, r->path);
	buf_byte(&made, '\n');
	bool typed = r->path.n > 2 && r->path.p[2] == '/';
	bool reserved = str_starts(r->path, STR("/ascii")) || str_starts(r->path, STR("/raw")) || typed ||
			str_starts(r->path, STR("/search/"));
	if (made.n > GOPHER_REQUEST_MAX || reserved)
		return;
	HOLDS(parse(buf_str(&made), &again, &why) == PARSE_YES);
	HOLDS(again.url.n || again.web || str_eq(again.path, buf_str(&want)));
	HOLDS(again.url.n || again.web || (again.ascii == r->ascii && again.view == r->view));
}

/* Whatever was typed comes back from the selector of a search. */
static void check_query(struct str typed)
{
	char line[GOPHER_REQUEST_MAX + 1];
	struct buf made = BUF(line);
	struct gopher_request r;
	enum outcome why;
	buf_add(&made, STR("/search/new/for/"));
	for (struct str rest = typed; rest.n;) {
		bool more = holds_byte(rest, '/');
		view_selector(&made, str_cut(&rest, '/'));
		buf_add(&made, more ? STR("=2F") : STR(""));
	}
	buf_byte(&made, '\n');
	if (made.full || typed.n == 0 || holds_byte(typed, '\0'))
		return;
	HOLDS(parse(buf_str(&made), &r, &why) == PARSE_YES);
	HOLDS(str_eq(r.path, STR("/search/new")) && str_eq(r.search, typed) && r.has_search && !r.plus);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gopher_request r, part;
	enum outcome why, part_why;
	struct str in = flush_copy(0, data, size);
	size_t step = size / 64 + 1;
	enum verdict verdict = parse(in, &r, &why);
	for (size_t n = 0; n < size; n += step) {
		enum verdict front = parse(flush_copy(1, in.p, n), &part, &part_why);
		HOLDS(front == PARSE_MORE || (front == verdict && (front == PARSE_YES || part_why == why)));
		HOLDS(front != PARSE_MORE || n <= GOPHER_REQUEST_MAX + 1);
	}
	verdict = parse(in, &r, &why);
	HOLDS(verdict != PARSE_NO || why == OUT_BAD || why == OUT_TOO_LONG || why == OUT_CLIMBS);
	if (verdict == PARSE_YES) {
		check_request(in, &r);
		check_round(&r);
	}
	check_selector(in);
	check_query(in);
	return 0;
}
