#include "unit.h"

#include "../fuzz/flush.h"
#include "text/uri.h"

/* What a reference is taken apart to, written with a bracket around each part that is there. */
static void parts(struct str text, struct buf *out)
{
	struct uri u;
	buf_clear(out);
	if (!uri_split(flush_str(text), &u)) {
		buf_add(out, STR("no"));
		return;
	}
	if (u.has_scheme)
		buf_fmt(out, "s(%.*s)", STR_ARG(u.scheme));
	if (u.has_userinfo)
		buf_fmt(out, "u(%.*s)", STR_ARG(u.userinfo));
	if (u.has_authority)
		buf_fmt(out, "h(%.*s)", STR_ARG(u.host));
	if (u.has_port)
		buf_fmt(out, "p(%.*s)", STR_ARG(u.port));
	buf_fmt(out, "(%.*s)", STR_ARG(u.path));
	if (u.has_query)
		buf_fmt(out, "q(%.*s)", STR_ARG(u.query));
	if (u.has_fragment)
		buf_fmt(out, "f(%.*s)", STR_ARG(u.fragment));
}

static void splits(void)
{
	static const char *const rows[][2] = {
		{ "", "()" },
		{ "gemini://h", "s(gemini)h(h)()" },
		{ "gemini://h/", "s(gemini)h(h)(/)" },
		{ "gemini://h:1965/a/b?q#f", "s(gemini)h(h)p(1965)(/a/b)q(q)f(f)" },
		{ "gemini://h:/", "s(gemini)h(h)p()(/)" },
		{ "gemini://u@h/", "s(gemini)u(u)h(h)(/)" },
		{ "gemini://u:p%40@h:1/", "s(gemini)u(u:p%40)h(h)p(1)(/)" },
		{ "gemini://@h/", "s(gemini)u()h(h)(/)" },
		{ "gemini:///x", "s(gemini)h()(/x)" },
		{ "gemini://h?q", "s(gemini)h(h)()q(q)" },
		{ "gemini://h#f", "s(gemini)h(h)()f(f)" },
		{ "gemini://[::1]/", "s(gemini)h(::1)(/)" },
		{ "gemini://[2001:db8::1]:1965", "s(gemini)h(2001:db8::1)p(1965)()" },
		{ "gemini://[v1.a:b]/", "s(gemini)h(v1.a:b)(/)" },
		{ "//h/x", "h(h)(/x)" },
		{ "/x", "(/x)" },
		{ "x?", "(x)q()" },
		{ "x#", "(x)f()" },
		{ "?a?b/c", "()q(a?b/c)" },
		{ "#a?b", "()f(a?b)" },
		{ "./a:b", "(./a:b)" },
		{ "a/b:c", "(a/b:c)" },
		{ "mailto:x@y", "s(mailto)(x@y)" },
		{ "titan://h/x;mime=text/plain;size=3", "s(titan)h(h)(/x;mime=text/plain;size=3)" },
		{ "a+b-c.9:x", "s(a+b-c.9)(x)" },
		{ "gemini://bücher.example/straße?ß", "s(gemini)h(bücher.example)(/straße)q(ß)" },
		{ "%41%7e", "(%41%7e)" },
		{ "/a%2Fb", "(/a%2Fb)" },
		/* hostile */
		{ ":", "no" },
		{ ":x", "no" },
		{ "1a:x", "no" },
		{ "a_b:x", "no" },
		{ "ä:x", "no" },
		{ "%41:x", "no" },
		{ "a b", "no" },
		{ "a\tb", "no" },
		{ "a\rb", "no" },
		{ "a\nb", "no" },
		{ "a\x1b[0m", "no" },
		{ "a\x7f", "no" },
		{ "a<b", "no" },
		{ "a>b", "no" },
		{ "a\"b", "no" },
		{ "a{b}", "no" },
		{ "a|b", "no" },
		{ "a\\b", "no" },
		{ "a^b", "no" },
		{ "a`b", "no" },
		{ "%", "no" },
		{ "%4", "no" },
		{ "%4g", "no" },
		{ "?%zz", "no" },
		{ "#%", "no" },
		{ "a#b#c", "no" },
		{ "gemini://h:1x/", "no" },
		{ "gemini://h:1:2/", "no" },
		{ "gemini://h:-1/", "no" },
		{ "gemini://a@b@c/", "no" },
		{ "gemini://[::1/", "no" },
		{ "gemini://::1]/", "no" },
		{ "gemini://[::1]x/", "no" },
		{ "gemini://[::1]:x/", "no" },
		{ "gemini://[]/", "no" },
		{ "gemini://[g::1]/", "no" },
		{ "gemini://[1.2.3.4]/", "no" },
		{ "gemini://[fe80::1%25eth0]/", "no" },
		{ "gemini://[v.x]/", "no" },
		{ "gemini://[v1.]/", "no" },
		{ "gemini://x[::1]/", "no" },
		{ "gemini://h/[x]", "no" },
		{ "?[x]", "no" },
		{ "gemini://h%/", "no" },
	};
	char room[512];
	struct buf got = BUF(room);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		parts(str_of(rows[i][0]), &got);
		CHECK(str_eq(buf_str(&got), str_of(rows[i][1])), "%s: got %.*s, want %s", rows[i][0],
			STR_ARG(buf_str(&got)), rows[i][1]);
	}
	struct uri u;
	CHECK(!uri_split(STR("a\0b"), &u), "a NUL is no part of a URI");
	CHECK(!uri_split(STR("gemini://[::1\0]/"), &u), "nor of an address");
	CHECK(uri_split((struct str){ NULL, 0 }, &u) && u.path.p, "nothing at all is a reference too");
}

/* RFC 3986, 5.4.1 and 5.4.2, and what else people link to. */
static void resolves(void)
{
	static const char *const rfc[][2] = {
		{ "g:h", "g:h" },
		{ "g", "http://a/b/c/g" },
		{ "./g", "http://a/b/c/g" },
		{ "g/", "http://a/b/c/g/" },
		{ "/g", "http://a/g" },
		{ "//g", "http://g" },
		{ "?y", "http://a/b/c/d;p?y" },
		{ "g?y", "http://a/b/c/g?y" },
		{ "#s", "http://a/b/c/d;p?q#s" },
		{ "g#s", "http://a/b/c/g#s" },
		{ "g?y#s", "http://a/b/c/g?y#s" },
		{ ";x", "http://a/b/c/;x" },
		{ "g;x", "http://a/b/c/g;x" },
		{ "g;x?y#s", "http://a/b/c/g;x?y#s" },
		{ "", "http://a/b/c/d;p?q" },
		{ ".", "http://a/b/c/" },
		{ "./", "http://a/b/c/" },
		{ "..", "http://a/b/" },
		{ "../", "http://a/b/" },
		{ "../g", "http://a/b/g" },
		{ "../..", "http://a/" },
		{ "../../", "http://a/" },
		{ "../../g", "http://a/g" },
		{ "../../../g", "http://a/g" },
		{ "../../../../g", "http://a/g" },
		{ "/./g", "http://a/g" },
		{ "/../g", "http://a/g" },
		{ "g.", "http://a/b/c/g." },
		{ ".g", "http://a/b/c/.g" },
		{ "g..", "http://a/b/c/g.." },
		{ "..g", "http://a/b/c/..g" },
		{ "./../g", "http://a/b/g" },
		{ "./g/.", "http://a/b/c/g/" },
		{ "g/./h", "http://a/b/c/g/h" },
		{ "g/../h", "http://a/b/c/h" },
		{ "g;x=1/./y", "http://a/b/c/g;x=1/y" },
		{ "g;x=1/../y", "http://a/b/c/y" },
		{ "g?y/./x", "http://a/b/c/g?y/./x" },
		{ "g?y/../x", "http://a/b/c/g?y/../x" },
		{ "g#s/./x", "http://a/b/c/g#s/./x" },
		{ "g#s/../x", "http://a/b/c/g#s/../x" },
		{ "http:g", "http:g" },
	};
	static const char *const rows[][3] = {
		{ "gemini://h", "x", "gemini://h/x" },
		{ "gemini://h?q", "", "gemini://h?q" },
		{ "gemini://h:1965/a", "b?", "gemini://h:1965/b?" },
		{ "gemini://u@[::1]:1/a", "b", "gemini://u@[::1]:1/b" },
		{ "gemini://[v1.a]/a", "b", "gemini://[v1.a]/b" },
		{ "gemini://h/a//b", "../c", "gemini://h/a/c" },
		{ "gemini://h/ä/x", "ö", "gemini://h/ä/ö" },
		{ "mailto:x@y", "z", "mailto:z" },
		{ "a:b/c", "../../d", "a:/d" },
		/* two slashes that would read as an authority */
		{ "a:/b", ".//c", "a:/.//c" },
		{ "a:b", "/.//c", "a:/.//c" },
		{ "a://h/b", ".//c", "a://h//c" },
	};
	char room[256];
	struct buf got = BUF(room);
	for (size_t i = 0; i < sizeof rfc / sizeof rfc[0]; i++) {
		buf_clear(&got);
		CHECK(uri_resolve(STR("http://a/b/c/d;p?q"), flush_str(str_of(rfc[i][0])), &got), "%s", rfc[i][0]);
		CHECK_STR(buf_str(&got), str_of(rfc[i][1]));
	}
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		buf_clear(&got);
		CHECK(uri_resolve(str_of(rows[i][0]), flush_str(str_of(rows[i][1])), &got), "%s", rows[i][1]);
		CHECK_STR(buf_str(&got), str_of(rows[i][2]));
	}
	CHECK(!uri_resolve(STR("/x"), STR("y"), &got), "a base must be absolute");
	CHECK(!uri_resolve(STR("gemini://h/"), STR("a b"), &got), "a space");
	CHECK(!uri_resolve(STR("gemini://h h/"), STR("a"), &got), "a space in the base");
	for (size_t cap = 0; cap < sizeof "gemini://h//d" - 1; cap++) {
		struct buf small = { room, 0, cap, false };
		CHECK(!uri_resolve(STR("gemini://h/a/b"), STR("../c/..//d"), &small), "%zu bytes", cap);
	}
}

static void cleans(void)
{
	static const struct {
		const char *path, *want; /* NULL: bad; "^": climbs */
	} rows[] = {
		{ "", "/" },
		{ "/", "/" },
		{ "//", "/" },
		{ "/a", "/a" },
		{ "a", "/a" },
		{ "/a/", "/a/" },
		{ "/a//b", "/a/b" },
		{ "/a///", "/a/" },
		{ "/./a", "/a" },
		{ "/a/.", "/a/" },
		{ "/a/..", "/" },
		{ "/a/b/..", "/a/" },
		{ "/a/b/../c", "/a/c" },
		{ "/a/./b/./", "/a/b/" },
		{ "/a/b/../../c", "/c" },
		{ "/a%20b", "/a b" },
		{ "/%C3%A4", "/ä" },
		{ "/ä", "/ä" },
		{ "/%61/%2e/b", "/a/b" },
		{ "/a/%2E%2e/b", "/b" },
		{ "/%252e%252e/x", "/%2e%2e/x" },
		{ "/...", "/..." },
		{ "/.a", "/.a" },
		{ "/a%3Fb%23", "/a?b#" },
		{ "/..", "^" },
		{ "/../x", "^" },
		{ "..", "^" },
		{ "/a/../..", "^" },
		{ "/a/../../a", "^" },
		{ "/%2e%2e/x", "^" },
		{ "/.%2e/x", "^" },
		{ "/a//../../..", "^" },
		{ "/a%2Fb", NULL },
		{ "/a%2f..%2f..", NULL },
		{ "/%00", NULL },
		{ "/a%00b", NULL },
		{ "/%ff", NULL },
		{ "/\xff", NULL },
		{ "/%C3", NULL },
		{ "/%C3/%A4", NULL },
		{ "/%ed%a0%80", NULL },
		{ "/%c0%af", NULL },
		{ "/%", NULL },
		{ "/%zz", NULL },
		{ "/%ff/../a", NULL },
	};
	char room[256];
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct buf got = BUF(room);
		enum uri_path fate = uri_clean_path(flush_str(str_of(rows[i].path)), &got);
		enum uri_path want = !rows[i].want          ? URI_PATH_BAD
				     : *rows[i].want == '^' ? URI_PATH_CLIMBS
							    : URI_PATH_OK;
		CHECK(fate == want, "%s: %d", rows[i].path, fate);
		if (want == URI_PATH_OK)
			CHECK_STR(buf_str(&got), str_of(rows[i].want));
	}
	struct buf got = BUF(room);
	CHECK(uri_clean_plain(STR("a%2Fb/./%"), &got) == URI_PATH_OK, "a percent sign is plain");
	CHECK_STR(buf_str(&got), STR("/a%2Fb/%"));
	CHECK(uri_clean_plain(STR("/a/../.."), &got) == URI_PATH_CLIMBS, "%.*s", STR_ARG(buf_str(&got)));
	buf_clear(&got);
	CHECK(uri_clean_path(STR("/a\0b"), &got) == URI_PATH_BAD, "a NUL");
	buf_clear(&got);
	buf_add(&got, STR("kept/x"));
	CHECK(uri_clean_path(STR("/.."), &got) == URI_PATH_CLIMBS, "what stands before is no path to climb");
	struct buf small = { room, 0, 3, false };
	CHECK(uri_clean_path(STR("/abc"), &small) == URI_PATH_BAD, "no room");
}

static void codes(void)
{
	char room[64];
	struct buf got = BUF(room);
	uri_encode_path(STR("/ä b?#%[x]:@+,;=~'(\n"), &got);
	CHECK_STR(buf_str(&got), STR("/%C3%A4%20b%3F%23%25%5Bx%5D:@+,;=~'(%0A"));
	buf_clear(&got);
	uri_encode_component(STR("a/b&c=ß+-._~"), &got);
	CHECK_STR(buf_str(&got), STR("a%2Fb%26c%3D%C3%9F%2B-._~"));
	buf_clear(&got);
	CHECK(uri_decode(STR("a%2Fb%C3%9f+%25%zz%4"), &got), "decodes");
	CHECK_STR(buf_str(&got), STR("a/bß+%%zz%4"));
	buf_clear(&got);
	CHECK(uri_decode(STR("%2541"), &got), "once only");
	CHECK_STR(buf_str(&got), STR("%41"));
	CHECK(!uri_decode(STR("a%00"), &got), "a NUL");
	CHECK(!uri_decode(STR("a\0"), &got), "a raw NUL");
	struct buf small = { room, 0, 2, false };
	CHECK(!uri_decode(STR("abc"), &small) && small.full, "no room");
	for (int c = 1; c < 256; c++) {
		char byte = (char)c, back[8], coded[8];
		struct buf b = BUF(back), e = BUF(coded);
		struct uri u;
		uri_encode_path((struct str){ &byte, 1 }, &e);
		CHECK(uri_decode(buf_str(&e), &b) && b.n == 1 && back[0] == byte, "byte %d", c);
		CHECK(c == ':' || uri_split(buf_str(&e), &u), "byte %d in a URI", c);
	}
}

static void ports(void)
{
	static const struct {
		const char *scheme;
		unsigned port;
	} rows[] = {
		{ "gemini", 1965 },
		{ "GEMINI", 1965 },
		{ "titan", 1965 },
		{ "gopher", 70 },
		{ "gophers", 70 },
		{ "http", 80 },
		{ "https", 443 },
		{ "finger", 79 },
		{ "spartan", 300 },
		{ "", 0 },
		{ "geminix", 0 },
		{ "gem", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECK(uri_default_port(str_of(rows[i].scheme)) == rows[i].port, "%s", rows[i].scheme);
}

#define TEN "abcdefghij"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void hosts(void)
{
	static const struct {
		const char *host, *want; /* NULL: no host name */
	} rows[] = {
		{ "localhost", "localhost" },
		{ "LocalHost.", "localhost" },
		{ "Bote.Example", "bote.example" },
		{ "pi.local", "pi.local" },
		{ "a_b.example", "a_b.example" },
		{ "xn--bcher-kva.example", "xn--bcher-kva.example" },
		{ "bücher.example", "xn--bcher-kva.example" },
		{ "BÜCHER.example", "xn--bcher-kva.example" },
		{ "b%C3%BCcher.example", "xn--bcher-kva.example" },
		{ "straße.example", "xn--strae-oqa.example" },
		{ "%6cocalhost", "localhost" },
		{ "bücher\xe3\x80\x82"
		  "example",
			"xn--bcher-kva.example" },
		{ "192.0.2.1", "192.0.2.1" },
		{ "::1", "::1" },
		{ "2001:DB8::1", "2001:DB8::1" },
		{ SIXTY "abc", SIXTY "abc" },
		{ SIXTY "abcd", NULL },
		{ SIXTY "." SIXTY "." SIXTY "." SIXTY ".abcdefghi", SIXTY "." SIXTY "." SIXTY "." SIXTY ".abcdefghi" },
		{ SIXTY "." SIXTY "." SIXTY "." SIXTY ".abcdefghij", NULL },
		{ "", NULL },
		{ ".", NULL },
		{ "a..b", NULL },
		{ ".a", NULL },
		{ "a..", NULL },
		{ "-a", NULL },
		{ "a-", NULL },
		{ "a b", NULL },
		{ "a%20b", NULL },
		{ "a%00b", NULL },
		{ "a%", NULL },
		{ "ä%", NULL },
		{ "a/b", NULL },
		{ "a%2fb", NULL },
		{ "::g", NULL },
		{ "::1%25eth0", NULL },
		{ "\xff", NULL },
		{ "%ff", NULL },
		{ "a\x1b", NULL },
	};
	char room[300];
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct buf got = BUF(room);
		bool right = uri_host(flush_str(str_of(rows[i].host)), &got);
		CHECK(right == (rows[i].want != NULL), "%s", rows[i].host);
		if (right && rows[i].want)
			CHECK_STR(buf_str(&got), str_of(rows[i].want));
	}
	struct buf got = BUF(room);
	CHECK(!uri_host(STR("::1\0x"), &got), "a NUL hides nothing");
	CHECK(!uri_host((struct str){ NULL, 0 }, &got), "no host");
	struct buf small = { room, 0, 4, false };
	CHECK(!uri_host(STR("localhost"), &small), "no room");
}

int main(void)
{
	splits();
	resolves();
	cleans();
	codes();
	ports();
	hosts();
	return unit_done("uri");
}
