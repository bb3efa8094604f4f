#include "unit.h"

#include "../fuzz/flush.h"
#include "proto/gopher.h"
#include "text/selector.h"

static const char *const verdicts[] = { "yes", "more", "no" };

struct result {
	enum verdict verdict;
	enum outcome why;
	struct gopher_request request;
};

static char path_room[PATH_ROOM];

static struct result parse(struct str in)
{
	struct result r;
	struct buf room = BUF(path_room);
	r.verdict = gopher_parse(in, &room, &r.request, &r.why);
	return r;
}

/* Byte by byte: MORE until the verdict, which nothing that follows may change. Returns the number of bytes it took. */
static size_t dribble(struct str in, struct result *first)
{
	size_t at = 0;
	do
		*first = parse(flush_copy(0, in.p, at));
	while (first->verdict == PARSE_MORE && at++ < in.n);
	for (size_t n = at; n <= in.n; n++) {
		struct result later = parse(flush_copy(1, in.p, n));
		CHECK(later.verdict == first->verdict, "\"%.*s\": %s at %zu, %s at %zu", STR_ARG(in),
			verdicts[first->verdict], at, verdicts[later.verdict], n);
	}
	return at;
}

/* Flags in one string: a ascii, r raw, w web, s search, + Gopher+ and its sign. */
static void check_flags(const char *line, const struct gopher_request *got, const char *want)
{
	char room[8];
	struct buf flags = BUF(room);
	buf_add(&flags, got->ascii ? STR("a") : STR(""));
	buf_add(&flags, got->view == GOPHER_RAW ? STR("r") : STR(""));
	buf_add(&flags, got->web ? STR("w") : STR(""));
	buf_add(&flags, got->has_search ? STR("s") : STR(""));
	buf_add(&flags, got->plus ? STR("+") : STR(""));
	if (got->plus)
		buf_byte(&flags, got->plus_sign);
	CHECK(str_eq(buf_str(&flags), str_of(want)), "%s: flags %.*s, want %s", line, STR_ARG(buf_str(&flags)), want);
}

static const struct {
	const char *line, *path, *unpasted, *flags, *search, *url;
} rights[] = {
	{ "", "/", "", "", "", "" },
	{ "/", "/", "", "", "", "" },
	{ "/2018/06/28/slug.txt", "/2018/06/28/slug.txt", "", "", "", "" },
	{ "2018/06/28/slug.txt", "/2018/06/28/slug.txt", "", "", "", "" },
	{ "/2018/", "/2018/", "", "", "", "" },
	{ "//2018//06/./28/../27", "/2018/06/27", "", "", "", "" },
	{ "/a/..", "/", "", "", "", "" },
	{ "/straße", "/straße", "", "", "", "" },
	{ "/stra=C3=9Fe", "/straße", "", "", "", "" },
	{ "/stra=c3=9fe=20=3D=3f", "/straße =?", "", "", "", "" },
	{ "/a=b", "/a=b", "", "", "", "" },
	{ "/a=00", "/a=00", "", "", "", "" },
	{ "/a=2", "/a=2", "", "", "", "" },
	{ "/a%20b", "/a%20b", "", "", "", "" },
	{ "/a b c", "/a b c", "", "", "", "" },
	{ "/a=2e=2E/x", "/a../x", "", "", "", "" },
	{ "/a/=2e=2e/x", "/x", "", "", "", "" },
	/* prefixes */
	{ "/ascii", "/", "", "a", "", "" },
	{ "/ascii/", "/", "", "a", "", "" },
	{ "ascii", "/", "", "a", "", "" },
	{ "/ascii/2018/", "/2018/", "", "a", "", "" },
	{ "/asciix", "/asciix", "", "", "", "" },
	{ "/ASCII/x", "/ASCII/x", "", "", "", "" },
	{ "/raw", "/", "", "r", "", "" },
	{ "/raw/", "/", "", "r", "", "" },
	{ "/raw/x.gmi", "/x.gmi", "", "r", "", "" },
	{ "/rawx", "/rawx", "", "", "", "" },
	{ "/ascii/raw/x", "/x", "", "ar", "", "" },
	{ "/raw/ascii/x", "/ascii/x", "", "r", "", "" },
	{ "/ascii/ascii/x", "/ascii/x", "", "a", "", "" },
	{ "/ascii/../x", "/x", "", "", "", "" },
	/* a pasted item type */
	{ "/0/x", "/0/x", "/x", "", "", "" },
	{ "/1/x", "/1/x", "/x", "", "", "" },
	{ "1/x", "/1/x", "/x", "", "", "" },
	{ "/1/", "/1/", "/", "", "", "" },
	{ "/1", "/1", "", "", "", "" },
	{ "/0x", "/0x", "", "", "", "" },
	{ "/g/x.gif", "/g/x.gif", "/x.gif", "", "", "" },
	{ "/;/x", "/;/x", "/x", "", "", "" },
	{ "/2/x", "/2/x", "", "", "", "" },
	{ "/01/x", "/01/x", "", "", "", "" },
	{ "/1/1/x", "/1/1/x", "/1/x", "", "", "" },
	{ "/1/ascii/x", "/x", "", "a", "", "" },
	{ "/0/raw/x", "/x", "", "r", "", "" },
	{ "/0/ascii/raw/x", "/x", "", "ar", "", "" },
	{ "/ascii/0/x", "/0/x", "/x", "a", "", "" },
	{ "/1/ascii", "/", "", "a", "", "" },
	/* search and Gopher+ */
	{ "/search\tFreibad", "/search", "", "s", "Freibad", "" },
	{ "/search\t", "/search", "", "s", "", "" },
	{ "/search\tFreibad Wolfsburg", "/search", "", "s", "Freibad Wolfsburg", "" },
	{ "/search\tFreib\xe4"
	  "der",
		"/search", "", "s",
		"Freib\xe4"
		"der",
		"" },
	{ "/search\ta\tb", "/search", "", "s", "a\tb", "" },
	{ "/search\t+drei", "/search", "", "s", "+drei", "" },
	{ "/search\t$100", "/search", "", "s", "$100", "" },
	{ "/search\t!", "/search", "", "+!", "", "" },
	{ "\t+", "/", "", "++", "", "" },
	{ "\t$", "/", "", "+$", "", "" },
	{ "/x\t+", "/x", "", "++", "", "" },
	{ "/x\t!", "/x", "", "+!", "", "" },
	{ "/x\t$", "/x", "", "+$", "", "" },
	{ "/x\t+text/plain De_DE", "/x", "", "++", "", "" },
	{ "/x\t!+INFO+ADMIN", "/x", "", "+!", "", "" },
	{ "/x\t$+VIEWS", "/x", "", "+$", "", "" },
	{ "/x\t+\t1", "/x", "", "++", "", "" },
	{ "/search\tFreibad\t+", "/search", "", "s++", "Freibad", "" },
	{ "/search\tFreibad\t+text/plain\t0", "/search", "", "s++", "Freibad", "" },
	{ "/search\t\t+", "/search", "", "s++", "", "" },
	{ "/1/x\tq", "/1/x", "/x", "s", "q", "" },
	/* a search whose words stand in the selector */
	{ "/search/for/Freibad", "/search", "", "s", "Freibad", "" },
	{ "search/for/Freibad", "/search", "", "s", "Freibad", "" },
	{ "/search/2/for/a=20b", "/search/2", "", "s", "a b", "" },
	{ "/search/new/for/a", "/search/new", "", "s", "a", "" },
	{ "/search/new/2018-06-28-4f3a2/for/a", "/search/new/2018-06-28-4f3a2", "", "s", "a", "" },
	{ "/ascii/search/for/a", "/search", "", "as", "a", "" },
	{ "/ascii/raw/search/for/a", "/search", "", "ars", "a", "" },
	{ "/1/search/for/a", "/1/search", "/search", "s", "a", "" },
	{ "1/search/2/for/a", "/1/search/2", "/search/2", "s", "a", "" },
	{ "/1/ascii/search/for/a", "/search", "", "as", "a", "" },
	{ "//search//for/a", "/search/", "", "s", "a", "" },
	{ "/search/for/a\tb", "/search", "", "s", "b", "" },
	{ "/search/for/a\t+", "/search", "", "s++", "a", "" },
	{ "/search/for/a\t$", "/search", "", "s+$", "a", "" },
	{ "/search/for/", "/search", "", "", "", "" },
	{ "/search/for/ ", "/search", "", "s", " ", "" },
	{ "/search/for", "/search/for", "", "", "", "" },
	{ "/search/for/a/for/b", "/search", "", "s", "a/for/b", "" },
	{ "/search/for//", "/search", "", "s", "/", "" },
	/* what is searched climbs nowhere, and is whatever it is */
	{ "/search/for/../../etc", "/search", "", "s", "../../etc", "" },
	{ "/search/for/=2E=2E=2F", "/search", "", "s", "../", "" },
	{ "/search/for/=FF=FE=0D=0A=7F", "/search", "", "s", "\xff\xfe\r\n\x7f", "" },
	{ "/search/for/\xff", "/search", "", "s", "\xff", "" },
	{ "/search/for/=00", "/search", "", "s", "=00", "" },
	{ "/search/for/=zz=41", "/search", "", "s", "=zz=41", "" },
	{ "/search/for/URL:http://x/", "/search", "", "s", "URL:http://x/", "" },
	{ "/search/../x/for/a", "/x", "", "s", "a", "" },
	/* other names with these words in them are paths */
	{ "/research/for/kids.txt", "/research/for/kids.txt", "", "", "", "" },
	{ "/2018/search/for/a", "/2018/search/for/a", "", "", "", "" },
	{ "/searches/for/a", "/searches/for/a", "", "", "", "" },
	{ "/Search/for/a", "/Search/for/a", "", "", "", "" },
	{ "/for/search", "/for/search", "", "", "", "" },
	{ "/place/for/search/for/a", "/place/for/search/for/a", "", "", "", "" },
	/* URL: */
	{ "URL:http://bote.example/", "/", "", "", "", "http://bote.example/" },
	{ "/URL:gemini://bote.example/a b", "/", "", "", "", "gemini://bote.example/a b" },
	{ "h/URL:http://x/", "/", "", "", "", "http://x/" },
	{ "/h/URL:http://x/../..", "/", "", "", "", "http://x/../.." },
	{ "/ascii/URL:http://x/", "/", "", "", "", "http://x/" },
	{ "url:http://x/", "/", "", "", "", "http://x/" },
	{ "URL:http://x/\tq", "/", "", "s", "q", "http://x/" },
	{ "URL:", "/URL:", "", "", "", "" },
	{ "/x/URL:http://x/", "/x/URL:http:/x/", "", "", "", "" },
	/* the web */
	{ "GET / HTTP/1.1", "/", "", "w", "", "" },
	{ "GET /../../etc/passwd HTTP/1.0", "/", "", "w", "", "" },
	{ "GET /", "/", "", "w", "", "" },
	{ "POST /x HTTP/1.0", "/", "", "w", "", "" },
	{ "HEAD http://bote.example/ HTTP/1.1", "/", "", "w", "", "" },
	{ "CONNECT bote.example:443 HTTP/1.1", "/", "", "w", "", "" },
	{ "OPTIONS * HTTP/1.1", "/", "", "w", "", "" },
	{ "PRI * HTTP/2.0", "/", "", "w", "", "" },
	{ "GET well soon", "/GET well soon", "", "", "", "" },
	{ "GET", "/GET", "", "", "", "" },
	{ "get /x", "/get /x", "", "", "", "" },
	{ "/GET /x HTTP/1.0", "/GET /x HTTP/1.0", "", "", "", "" },
	{ "FORGET /x", "/FORGET /x", "", "", "", "" },
};

static void right(const char *end)
{
	for (size_t i = 0; i < sizeof rights / sizeof rights[0]; i++) {
		char space[512];
		struct buf in = BUF(space);
		struct result r;
		buf_fmt(&in, "%s%s", rights[i].line, end);
		size_t whole = in.n;
		buf_add(&in, STR("Host: x\r\n\r\n\0"));
		size_t at = dribble(buf_str(&in), &r);
		CHECK(r.verdict == PARSE_YES && at == whole, "%s: %s at %zu", rights[i].line, verdicts[r.verdict], at);
		r = parse(flush_str(buf_str(&in)));
		if (r.verdict != PARSE_YES)
			continue;
		struct str line = str_of(rights[i].line), rest = line;
		CHECK_STR(r.request.line, line);
		CHECK_STR(r.request.selector, str_cut(&rest, '\t'));
		CHECK_STR(r.request.path, str_of(rights[i].path));
		CHECK_STR(r.request.unpasted, str_of(rights[i].unpasted));
		CHECK_STR(r.request.search, str_of(rights[i].search));
		CHECK_STR(r.request.url, str_of(rights[i].url));
		check_flags(rights[i].line, &r.request, rights[i].flags);
	}
}

/* Behind a TAB any bytes are what somebody searches for. */
static void any_search(void)
{
#define ROW(bytes, search)                                                                                             \
	{                                                                                                              \
		STR(bytes), STR(search)                                                                                \
	}
	const struct {
		struct str in, search;
	} rows[] = {
		ROW("/search\ta\0b\r\n", "a\0b"),
		ROW("/search\ta\x01"
		    "b\n",
			"a\x01"
			"b"),
		ROW("/search\t\x1b[31m\x7f\r\n", "\x1b[31m\x7f"),
		ROW("/search\ta\rb\r\n", "a\rb"),
		ROW("/search\ta\r\r\n", "a\r"),
		ROW("/search\ta\tb\x0b\n", "a\tb\x0b"),
		ROW("/search\t\xff\xfe\n", "\xff\xfe"),
	};
#undef ROW
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct result r;
		size_t at = dribble(rows[i].in, &r);
		CHECK(r.verdict == PARSE_YES && at == rows[i].in.n, "row %zu: %s at %zu", i, verdicts[r.verdict], at);
		r = parse(flush_str(rows[i].in));
		CHECK_STR(r.request.search, rows[i].search);
		CHECK_STR(r.request.path, STR("/search"));
		CHECK(r.request.has_search && !r.request.plus, "row %zu", i);
	}
}

static void wrong(void)
{
#define ROW(bytes, n, why)                                                                                             \
	{                                                                                                              \
		STR(bytes), n, why                                                                                     \
	}
	const struct {
		struct str in;
		size_t at; /* bytes after which it is refused */
		enum outcome why;
	} rows[] = {
		ROW("\0", 1, OUT_BAD),
		ROW("/a\0b\r\n", 3, OUT_BAD),
		ROW("/x\0\ta\r\n", 3, OUT_BAD),
		ROW("/x\r\ta\r\n", 4, OUT_BAD),
		ROW("\x16\x03\x01\x02\x00", 1, OUT_BAD),
		ROW("/\x1b[0m\r\n", 2, OUT_BAD),
		ROW("/\x7f\r\n", 2, OUT_BAD),
		ROW("/a\rb\r\n", 4, OUT_BAD),
		ROW("/a\r\r\n", 4, OUT_BAD),
		ROW("/\xff\r\n", 4, OUT_BAD),
		ROW("/=FF\n", 5, OUT_BAD),
		ROW("/a=2Fb=C3\n", 10, OUT_BAD),
		ROW("..\r\n", 4, OUT_CLIMBS),
		ROW("/..\r\n", 5, OUT_CLIMBS),
		ROW("/../etc/passwd\r\n", 16, OUT_CLIMBS),
		ROW("../x\n", 5, OUT_CLIMBS),
		ROW("/a/../../x\n", 11, OUT_CLIMBS),
		ROW("/=2e=2e/x\n", 10, OUT_CLIMBS),
		ROW("/=2E./x\n", 8, OUT_CLIMBS),
		ROW("/..=2Fx\n", 8, OUT_CLIMBS),
		ROW("/ascii/../../x\n", 15, OUT_CLIMBS),
		ROW("/0/../../x\n", 11, OUT_CLIMBS),
		ROW("/search/../../for/x\n", 20, OUT_CLIMBS),
		ROW("/search/\xff/for/x\n", 16, OUT_BAD),
	};
#undef ROW
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct result r;
		size_t at = dribble(rows[i].in, &r);
		CHECK(r.verdict == PARSE_NO, "%.*s: %s", STR_ARG(rows[i].in), verdicts[r.verdict]);
		CHECK(r.why == rows[i].why, "%.*s: outcome %d", STR_ARG(rows[i].in), r.why);
		CHECK(at == rows[i].at, "%.*s: refused at %zu", STR_ARG(rows[i].in), at);
	}
}

static void lengths(void)
{
	char text[2 * GOPHER_REQUEST_MAX];
	struct result r;
	memset(text, 'x', sizeof text);
	CHECK(dribble((struct str){ text, sizeof text }, &r) == GOPHER_REQUEST_MAX + 1, "refused early");
	CHECK(r.verdict == PARSE_NO && r.why == OUT_TOO_LONG, "%d %d", r.verdict, r.why);
	text[GOPHER_REQUEST_MAX] = '\n';
	CHECK(parse((struct str){ text, sizeof text }).verdict == PARSE_YES, "the longest, with LF");
	memcpy(text + GOPHER_REQUEST_MAX, "\r\n", 2);
	r = parse((struct str){ text, sizeof text });
	CHECK(r.verdict == PARSE_YES && r.request.line.n == GOPHER_REQUEST_MAX, "the longest, with CRLF");
	CHECK(r.request.path.n == GOPHER_REQUEST_MAX + 1, "its path begins with a slash");
	struct buf small = { path_room, 0, 10, false };
	CHECK(gopher_parse(STR("/0123456789\n"), &small, &r.request, &r.why) == PARSE_NO && r.why == OUT_TOO_LONG,
		"no room for the path");
	CHECK(parse((struct str){ NULL, 0 }).verdict == PARSE_MORE, "nothing yet");
}

static void selectors(void)
{
	static const char *const rows[][2] = {
		{ "/", "/" },
		{ "/2018/06/28/slug.txt", "/2018/06/28/slug.txt" },
		{ "/straße", "/stra=C3=9Fe" },
		{ "/a b\tc?d%e#f=g", "/a=20b=09c=3Fd=25e=23f=3Dg" },
		{ "/\x1b\x7f\xff", "/=1B=7F=FF" },
		{ "/~a_b-c.d,e;f:g@h!i$j&k'(l)*+[m]", "/~a_b-c.d,e;f:g@h!i$j&k'(l)*+[m]" },
	};
	char space[256], other[256];
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct buf made = BUF(space), back = BUF(other);
		view_selector(&made, flush_str(str_of(rows[i][0])));
		CHECK_STR(buf_str(&made), str_of(rows[i][1]));
		CHECK(view_selector_path(&back, buf_str(&made)), "%s", rows[i][0]);
		CHECK_STR(buf_str(&back), str_of(rows[i][0]));
	}
	static const char *const malformed[] = { "=", "/=", "/=4", "/=4g", "/=g4", "/x=00", "/a=20=" };
	for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
		struct buf back = BUF(other);
		buf_add(&back, STR("kept"));
		CHECK(!view_selector_path(&back, flush_str(str_of(malformed[i]))), "%s", malformed[i]);
		CHECK_STR(buf_str(&back), STR("kept"));
	}
}

int main(void)
{
	right("\r\n");
	right("\n");
	any_search();
	wrong();
	lengths();
	selectors();
	return unit_done("gopher");
}
