#include "scene.h"

#include <time.h>

#define GEHEIM                                                                                                         \
	"sha256:9863a6d69fd6b84fc9645e3316700853fa721f4ff864470b91e53fd1bcf8afed" /* printf /geheim.gmi | sha256sum */

#define NOT_FOUND "Nicht gefunden: /"
#define BAD "Fehlerhaft: /"
#define CLIMBS "Führt hinaus"
#define TOO_LONG "Über 1024 Bytes"
#define FOREIGN "Fremd für gemini://bote.example/"
#define FOREIGN_PORT "Fremd für gemini://bote.example:19650/"
#define FOREIGN_EN "Foreign to gemini://news.example/"
#define GONE "Entfernt. "
#define GEMTEXT "text/gemini; lang=de"

enum { ASK = 0 }; /* in place of a status: a librarian is asked for the page of this path */

/* What a client sends, and what it is told. */
struct row {
	const char *uri;
	int status;
	const char *meta; /* of an ASK the directory's path */
	const char *body;
};

static struct desk desk;

/* The header that goes out is one line of at most 1029 bytes, whatever stands in META. */
static void head_check(const char *what)
{
	char room[GEMINI_HEAD_ROOM];
	struct buf head = BUF(room);
	gemini_head(&head, desk.answer.outcome, buf_str(&desk.answer.meta));
	CHECK(!head.full && head.n <= 1029 && str_find(buf_str(&head), STR("\r\n")) == head.n - 2, "%s", what);
	CHECK(!desk.answer.meta.full, "%s: META did not fit", what);
}

static void row_check(const char *server_name, const struct row *row)
{
	desk_gemini(&desk, server_name, str_of(row->uri));
	const struct answer *a = &desk.answer;
	int status = a->outcome == OUT_ASK ? ASK : gemini_status(a->outcome);
	CHECK(status == row->status, "%s: %d %.*s", row->uri, status, STR_ARG(buf_str(&a->meta)));
	CHECK_STR(status == ASK ? ask_path() : buf_str(&a->meta), str_of(row->meta));
	CHECK((a->body != BODY_NONE) == (status == 20), "%s: body %d", row->uri, (int)a->body);
	if (status != ASK)
		head_check(row->uri);
	struct str body = desk_body(&desk);
	CHECK_STR(body, str_of(row->body ? row->body : ""));
	CHECK(a->body != BODY_FILE || a->size == body.n, "%s: size %llu", row->uri, (unsigned long long)a->size);
}

static void rows_check(const char *server_name, const struct row *rows, size_t count)
{
	int before = open_count();
	for (size_t i = 0; i < count; i++)
		row_check(server_name, &rows[i]);
	CHECK(open_count() == before, "%d descriptors are left open", open_count() - before);
}

static void furnish(void)
{
	scene_put("secret", STR("not for visitors"));
	scene_put("bote/index.gmi", STR("front"));
	scene_put("bote/about.gmi", STR("about"));
	scene_put("bote/jahr/index.gmi", STR("year"));
	scene_put("bote/leer/x.txt", STR("x"));
	scene_put("bote/2018/06/28/freibad.gmi", STR("# Freibad"));
	scene_put("bote/a b.gmi", STR("space"));
	scene_put("bote/100%.gmi", STR("percent"));
	scene_put("bote/100%25.gmi", STR("percent, encoded"));
	scene_put("bote/was?.gmi", STR("question"));
	scene_put("bote/nr#1.gmi", STR("number"));
	scene_put("bote/übung.gmi", STR("umlaut"));
	scene_put("bote/a:b+c=d;e,f'(g)!*$&@.gmi", STR("delimiters"));
	scene_put("bote/back\\slash.gmi", STR("backslash"));
	scene_put("bote/line\nbreak.gmi", STR("break"));
	scene_folder("bote/über uns");
	scene_put("bote/.hidden", STR("hidden"));
	scene_put("bote/.git/config", STR("hidden"));
	scene_put("bote/leer/.x/y.gmi", STR("hidden"));
	scene_put("bote/...", STR("three dots"));
	scene_link("bote/link.gmi", "jahr/index.gmi");
	scene_link("bote/year", "jahr");
	scene_link("bote/out.gmi", "../secret");
	scene_link("bote/passwd.gmi", "/etc/passwd");
	scene_link("bote/up", "..");
	scene_link("bote/dangling.gmi", "nowhere");
	scene_link("bote/loop.gmi", "loop.gmi");
	mkfifo(scene_path("bote/fifo.gmi"), 0644);
	scene_folder("bote/index-is-folder");
	scene_folder("bote/index-is-folder/index.gmi");
	scene_folder("bote/index-is-fifo");
	mkfifo(scene_path("bote/index-is-fifo/index.gmi"), 0644);
	scene_folder("bote/index-is-outside");
	scene_link("bote/index-is-outside/index.gmi", "../../secret");
	scene_put("news/about.gmi", STR("about us"));
	scene_put("news/search/x.gmi", STR("in a folder that is called as a page"));
	scene_folder("news/today");
	scene_folder("news/random");
	scene_folder("news/place");
	scene_put("news/years/index.gmi", STR("years"));
}

static void files(void)
{
	static const struct row rows[] = {
		{ "gemini://bote.example", 20, GEMTEXT, "front" },
		{ "gemini://bote.example/", 20, GEMTEXT, "front" },
		{ "gemini://bote.example?a", 20, GEMTEXT, "front" },
		{ "gemini://bote.example/index.gmi", 20, GEMTEXT, "front" },
		{ "gemini://bote.example/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example/about.gmi?a=b", 20, GEMTEXT, "about" },
		{ "gemini://bote.example//about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example/./jahr/../about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example/%61bout.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example/About.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/about.gmi/", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/about.gmi/x", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/about", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/a%20b.gmi", 20, GEMTEXT, "space" },
		{ "gemini://bote.example/a+b.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/100%25.gmi", 20, GEMTEXT, "percent" },
		/* decoded once, not twice */
		{ "gemini://bote.example/100%2525.gmi", 20, GEMTEXT, "percent, encoded" },
		{ "gemini://bote.example/was%3F.gmi", 20, GEMTEXT, "question" },
		{ "gemini://bote.example/was?.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/nr%231.gmi", 20, GEMTEXT, "number" },
		{ "gemini://bote.example/%C3%BCbung.gmi", 20, GEMTEXT, "umlaut" },
		{ "gemini://bote.example/%c3%bcbung.gmi", 20, GEMTEXT, "umlaut" },
		{ "gemini://bote.example/übung.gmi", 20, GEMTEXT, "umlaut" },
		/* another spelling of the same letter is another name */
		{ "gemini://bote.example/u%CC%88bung.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/%FCbung.gmi", 59, BAD, NULL },
		{ "gemini://bote.example/a:b+c=d;e,f'(g)!*$&@.gmi", 20, GEMTEXT, "delimiters" },
		{ "gemini://bote.example/back%5Cslash.gmi", 20, GEMTEXT, "backslash" },
		{ "gemini://bote.example/line%0Abreak.gmi", 20, GEMTEXT, "break" },
		{ "gemini://bote.example/link.gmi", 20, GEMTEXT, "year" },
		{ "gemini://bote.example/year/", 20, GEMTEXT, "year" },
	};
	rows_check("bote.example", rows, COUNT(rows));
}

static void folders(void)
{
	static const struct row rows[] = {
		{ "gemini://bote.example/jahr/", 20, GEMTEXT, "year" },
		{ "gemini://bote.example/jahr", 31, "/jahr/", NULL },
		{ "gemini://bote.example/year", 31, "/year/", NULL },
		{ "gemini://bote.example/jahr?", 31, "/jahr/?", NULL },
		{ "gemini://bote.example/jahr?a=b&c/d?e%20f", 31, "/jahr/?a=b&c/d?e%20f", NULL },
		{ "gemini://bote.example//jahr/.?a", 20, GEMTEXT, "year" },
		{ "gemini://bote.example/leer/../jahr", 31, "/jahr/", NULL },
		{ "gemini://bote.example/%C3%BCber%20uns", 31, "/%C3%BCber%20uns/", NULL },
		{ "gemini://bote.example/%C3%BCber%20uns/", ASK, "/über uns/", NULL },
		{ "gemini://bote.example/leer", 31, "/leer/", NULL },
		{ "gemini://bote.example/leer/", ASK, "/leer/", NULL },
		{ "gemini://bote.example/leer/?a", ASK, "/leer/", NULL },
		{ "gemini://bote.example/leer/index.gmi", ASK, "/leer/", NULL },
		{ "gemini://bote.example/leer/index.gmi/", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/leer/index.gm", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/2018/", ASK, "/2018/", NULL },
		{ "gemini://bote.example/2018/06/28/", ASK, "/2018/06/28/", NULL },
		{ "gemini://bote.example/2018/06/29/", ASK, "/2018/06/29/", NULL },
		{ "gemini://bote.example/2018/06/29/index.gmi", ASK, "/2018/06/29/", NULL },
		{ "gemini://bote.example/2018/06/31/", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/index-is-folder/", ASK, "/index-is-folder/", NULL },
		{ "gemini://bote.example/index-is-folder/index.gmi", 31, "/index-is-folder/index.gmi/", NULL },
		{ "gemini://bote.example/index-is-fifo/", ASK, "/index-is-fifo/", NULL },
		{ "gemini://bote.example/index-is-outside/", ASK, "/index-is-outside/", NULL },
		{ "gemini://news.example/", ASK, "/", NULL },
		{ "gemini://news.example/index.gmi", ASK, "/", NULL },
	};
	rows_check("", rows, COUNT(rows));
	desk_gemini(&desk, "", STR("gemini://news.example/"));
	CHECK(scene.ask.capsule == NEWS && scene.ask.view == PAGE_GEMTEXT, "the wrong page is asked for");
}

/* Pages that nobody wrote: under their own names, or led there. */
static void named(void)
{
	static const struct row rows[] = {
		{ "gemini://bote.example/2018/6/9", 31, "/2018/06/09/", NULL },
		{ "gemini://bote.example/1999", 31, "/1999/", NULL },
		{ "gemini://bote.example/place/gifhorn", 31, "/place/gifhorn/", NULL },
		{ "gemini://bote.example/place/M%C3%BCnchen/2018", 31, "/place/M%C3%BCnchen/2018/", NULL },
		{ "gemini://bote.example/place/", ASK, "/place/", NULL },
		{ "gemini://bote.example/place/index.gmi", ASK, "/place/", NULL },
		{ "gemini://bote.example/place/gifhorn/2018/06-28-4f3a2/", ASK, "/place/gifhorn/2018/06-28-4f3a2/",
			NULL },
		{ "gemini://bote.example/keyword/~g/", ASK, "/keyword/~g/", NULL },
		{ "gemini://bote.example/today", ASK, "/today", NULL },
		{ "gemini://bote.example/today.gmi", ASK, "/today", NULL },
		{ "gemini://bote.example/today?x", ASK, "/today", NULL },
		{ "gemini://bote.example/random", ASK, "/random", NULL },
		{ "gemini://bote.example/more/2018/06/28/x.gmi", ASK, "/more/2018/06/28/x.gmi", NULL },
		{ "gemini://bote.example/more/2018/06/28/x", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/new", 31, "/new/", NULL },
		{ "gemini://bote.example/digest/2026-11-23/", ASK, "/digest/2026-11-23/", NULL },
		{ "gemini://bote.example/feed.xml", ASK, "/feed.xml", NULL },
		{ "gemini://bote.example/feed/2018.xml", ASK, "/feed/2018.xml", NULL },
		{ "gemini://bote.example/feed/place/gifhorn.xml", ASK, "/feed/place/gifhorn.xml", NULL },
		{ "gemini://bote.example/feed/nonsense/gifhorn.xml", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/search", 10, "Suchwörter", NULL },
		{ "gemini://bote.example/search?", 10, "Suchwörter", NULL },
		{ "gemini://bote.example/search/new", 10, "Suchwörter", NULL },
		{ "gemini://news.example/search", 10, "Words", NULL },
		{ "gemini://bote.example/search?a", ASK, "/search", NULL },
		{ "gemini://bote.example/search/1?a", 31, "/search?a", NULL },
		{ "gemini://bote.example/search/2?a%2Fb", ASK, "/search/2", NULL },
		{ "gemini://bote.example/search/new/2018-06-28-4f3a2?a", ASK, "/search/new/2018-06-28-4f3a2", NULL },
		/* only a file wins over a page: a folder of its name does not */
		{ "gemini://news.example/search?a", ASK, "/search", NULL },
		{ "gemini://news.example/search/?a", 31, "/search?a", NULL },
		{ "gemini://news.example/search/x.gmi", 20, "text/gemini; lang=en",
			"in a folder that is called as a page" },
		{ "gemini://news.example/today", ASK, "/today", NULL },
		{ "gemini://news.example/today/", ASK, "/today/", NULL },
		{ "gemini://news.example/random", ASK, "/random", NULL },
		{ "gemini://news.example/place", 31, "/place/", NULL },
		{ "gemini://news.example/years", 31, "/years/", NULL },
		{ "gemini://news.example/years/", 20, "text/gemini; lang=en", "years" },
		{ "gemini://bote.example/search/0?a", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/searches?a", 51, NOT_FOUND, NULL },
	};
	static const struct {
		const char *url, *query;
	} queries[] = {
		{ "gemini://bote.example/search?Freib%C3%A4der%20ort%3Ax", "Freibäder ort:x" },
		{ "gemini://bote.example/search?%FF%FE%0A", "\xff\xfe\n" },
		{ "gemini://bote.example/search?a%00b", "a%00b" }, /* what cannot be decoded is a query as it is */
		{ "gemini://bote.example/search?a+b/c?d", "a+b/c?d" },
		{ "gemini://bote.example/today?a", "" },
	};
	rows_check("", rows, COUNT(rows));
	for (size_t i = 0; i < COUNT(queries); i++) {
		desk_gemini(&desk, "", str_of(queries[i].url));
		CHECK_STR(((struct str){ scene.ask.query, scene.ask.query_n }), str_of(queries[i].query));
	}
	desk_gemini(&desk, "", STR("gemini://bote.example/search?a"));
	CHECK(scene.ask.kind == NAME_SEARCH && desk.answer.wait == WAIT_SEARCH && !scene.ask.gopher_asked, "a search");
	desk_gemini(&desk, "", STR("gemini://bote.example/years/"));
	CHECK(scene.ask.kind == NAME_YEARS && desk.answer.wait == WAIT_LIST && scene.ask.ino == 0, "a list");
	desk_gemini(&desk, "", STR("gemini://bote.example/2018/"));
	CHECK(scene.ask.kind == NAME_YEAR && scene.ask.ino != 0, "a year with its folder");
	desk_gemini(&desk, "", STR("gemini://bote.example/leer/"));
	CHECK(scene.ask.kind == NAME_NONE && desk.answer.wait == WAIT_PAGE, "a folder");
}

/* Who may not be seen: hidden, outside, or no file at all. */
static void hidden(void)
{
	static const struct row rows[] = {
		{ "gemini://bote.example/.hidden", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/%2Ehidden", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/.git/config", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/.git/", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/.git", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/.git/index.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/leer/.x/y.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/...", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/out.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/passwd.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/up/secret", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/up", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/dangling.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/loop.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/fifo.gmi", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/index-is-fifo/index.gmi", ASK, "/index-is-fifo/", NULL },
		{ "gemini://bote.example/etc/passwd", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/../secret", 59, CLIMBS, NULL },
		{ "gemini://bote.example/%2e%2e/secret", 59, CLIMBS, NULL },
		{ "gemini://bote.example/jahr/../../secret", 59, CLIMBS, NULL },
		{ "gemini://bote.example/jahr/%2E%2e/.%2e/secret", 59, CLIMBS, NULL },
		{ "gemini://bote.example/..", 59, CLIMBS, NULL },
		{ "gemini://bote.example/jahr/..", 20, GEMTEXT, "front" },
		{ "gemini://bote.example/..%2Fsecret", 59, BAD, NULL },
		{ "gemini://bote.example/jahr%2Findex.gmi", 59, BAD, NULL },
		{ "gemini://bote.example/about.gmi%00", 59, BAD, NULL },
		{ "gemini://bote.example/%00", 59, BAD, NULL },
		{ "gemini://bote.example/%ED%A0%80", 59, BAD, NULL },
	};
	rows_check("bote.example", rows, COUNT(rows));
}

static void hosts(void)
{
	static const struct row rows[] = {
		{ "gemini://BOTE.example/about.gmi", 20, GEMTEXT, "about" },
		{ "GEMINI://Bote.Example/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://localhost/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example./about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://%62ote%2Eexample/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://xn--bchergilde-9db.example/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://XN--BCHERGILDE-9DB.example/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://büchergilde.example/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://BÜCHERGILDE.example/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://b%C3%BCchergilde.example/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bu%CC%88chergilde.example/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example:1965/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example:/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example:1966/about.gmi", 53, FOREIGN, NULL },
		{ "gemini://bote.example:0/about.gmi", 53, FOREIGN, NULL },
		{ "gemini://bote.example:67501/about.gmi", 53, FOREIGN, NULL },
		{ "gemini://bote.example:18446744073709553581/", 53, FOREIGN, NULL },
		{ "gemini://buchergilde.example/", 53, FOREIGN, NULL },
		{ "gemini://www.bote.example/", 53, FOREIGN, NULL },
		{ "gemini://bote.example.evil.example/", 53, FOREIGN, NULL },
		{ "gemini://bote/", 53, FOREIGN, NULL },
		{ "gemini://127.0.0.1/", 53, FOREIGN, NULL },
		{ "gemini://[::1]/", 53, FOREIGN, NULL },
		{ "gemini://bote%00.example/", 53, FOREIGN, NULL },
		{ "gemini://%FF/", 53, FOREIGN, NULL },
		{ "https://bote.example/", 53, FOREIGN, NULL },
		{ "titan://bote.example/about.gmi;size=1", 53, FOREIGN, NULL },
		{ "gopher://bote.example/0/about.txt", 53, FOREIGN, NULL },
		{ "mailto:redaktion@bote.example", 53, FOREIGN, NULL },
		{ "gemini://bote.example@evil.example/", 59, BAD, NULL },
		{ "gemini:///about.gmi", 59, BAD, NULL },
		{ "gemini://bote.example/#about", 59, BAD, NULL },
		{ "//bote.example/about.gmi", 59, BAD, NULL },
		{ "/about.gmi", 59, BAD, NULL },
		{ "", 59, BAD, NULL },
		{ "gemini://bote.example/\xff", 59, BAD, NULL },
	};
	rows_check("bote.example", rows, COUNT(rows));
	rows_check("", rows, COUNT(rows));
	/* a name that is none of ours: the default capsule speaks */
	rows_check("evil.example", rows, COUNT(rows));
}

/* The capsule of the host answers for its pages; where there is none, the one that the client asked TLS for. */
static void languages(void)
{
	static const struct row news[] = {
		{ "gemini://news.example/about.gmi", 20, "text/gemini; lang=en", "about us" },
		{ "gemini://news.example/nothing", 51, "Not found: /", NULL },
		{ "gemini://news.example/..", 59, "Leads out", NULL },
		{ "gemini://news.example/%00", 59, "Malformed: /", NULL },
		{ "gemini://bote.example/nothing", 51, NOT_FOUND, NULL },
		{ "gemini://other.example/", 53, FOREIGN_EN, NULL },
		{ "gemini://news.example:1/", 53, FOREIGN_EN, NULL },
		{ "http://news.example/", 53, FOREIGN_EN, NULL },
		{ "news.example", 59, "Malformed: /", NULL },
	};
	rows_check("news.example", news, COUNT(news));
	rows_check("NEWS.example", news, COUNT(news));
	scene.fallback = NEWS;
	rows_check("", news, COUNT(news));
	scene.fallback = BOTE;
}

/* The public port is what requests and links have, whatever port is bound. */
static void ports(void)
{
	static const struct row rows[] = {
		{ "gemini://bote.example:19650/about.gmi", 20, GEMTEXT, "about" },
		{ "gemini://bote.example/about.gmi", 53, FOREIGN_PORT, NULL },
		{ "gemini://bote.example:/about.gmi", 53, FOREIGN_PORT, NULL },
		{ "gemini://bote.example:1965/about.gmi", 53, FOREIGN_PORT, NULL },
	};
	scene.gemini_port = 19650;
	rows_check("bote.example", rows, COUNT(rows));
	scene.gemini_port = 1965;
}

static void gone(void)
{
	static const struct row rows[] = {
		{ "gemini://bote.example/weg.gmi", 52, GONE "Auf Wunsch der Familie Müller", NULL },
		{ "gemini://bote.example/weg.gmi?a", 52, GONE "Auf Wunsch der Familie Müller", NULL },
		{ "gemini://bote.example/%77eg.gmi", 52, GONE "Auf Wunsch der Familie Müller", NULL },
		{ "gemini://bote.example//leer/../weg.gmi", 52, GONE "Auf Wunsch der Familie Müller", NULL },
		{ "gemini://bote.example/weg.gmi/", 51, NOT_FOUND, NULL },
		{ "gemini://bote.example/grundlos.gmi", 52, GONE, NULL },
		/* it lies there still, but it was withdrawn */
		{ "gemini://bote.example/2018/06/28/freibad.gmi", 52, GONE "Urteil", NULL },
		{ "gemini://bote.example/geheim.gmi", 52, GONE "Urteil", NULL },
		{ "gemini://bote.example/gefahr.gmi", 52, GONE "\\x5cx0a {path} \\xe2\\x80\\xae", NULL },
		{ "gemini://bote.example/alt.gmi", 31, "/about.gmi", NULL },
		{ "gemini://bote.example/noch-%C3%A4lter%20.gmi", 31, "/about.gmi", NULL },
		{ "gemini://bote.example/umlaut", 31, "/%C3%BCbung%20%25%3F%23.gmi", NULL },
		{ "gemini://bote.example/heute", 30, "/2018/06/28/", NULL },
		{ "gemini://bote.example/fremd", 31, "gemini://news.example/a%20b?c=d", NULL },
		{ "gemini://bote.example/fremd?x", 31, "gemini://news.example/a%20b?c=d", NULL },
		{ "gemini://bote.example/leer/", 31, "/jahr/", NULL },
		{ "gemini://bote.example/leer", 31, "/leer/", NULL },
		/* each capsule has a list of its own */
		{ "gemini://news.example/weg.gmi", 51, "Not found: /", NULL },
	};
	scene_gone(BOTE, STR("52\t/weg.gmi\tAuf Wunsch der Familie Müller\n"
			     "52\t/grundlos.gmi\n"
			     "52\t/2018/06/28/freibad.gmi\tUrteil\n"
			     "52\t" GEHEIM "\tUrteil\n"
			     "52\t/gefahr.gmi\t\\x0a {path} \xe2\x80\xae\n"
			     "31\t/noch-älter .gmi\t/alt.gmi\n"
			     "31\t/alt.gmi\t/about.gmi\n"
			     "31\t/umlaut\t/übung %?#.gmi\n"
			     "30\t/heute\t/2018/06/28/\n"
			     "31\t/fremd\tgemini://news.example/a%20b?c=d\n"
			     "31\t/leer/\t/jahr/\n"));
	rows_check("", rows, COUNT(rows));
	scene_gone(BOTE, STR(""));
}

/* A reason of the list may be longer than a META, which ends with a whole character. */
static void long_reason(void)
{
	static char list[4096];
	struct buf b = BUF(list);
	buf_add(&b, STR("52\t/weg.gmi\tx"));
	for (int i = 0; i < 499; i++)
		buf_add(&b, STR("ü"));
	buf_byte(&b, '\n');
	scene_gone(BOTE, buf_str(&b));
	desk_gemini(&desk, "", STR("gemini://bote.example/weg.gmi"));
	CHECK(desk.answer.outcome == OUT_GONE && str_starts(buf_str(&desk.answer.meta), STR(GONE "xü")), "no reason");
	CHECK(utf8_valid(buf_str(&desk.answer.meta)), "a cut character");
	CHECK(str_find(buf_str(&desk.answer.meta), STR("\\x")) == desk.answer.meta.n, "a cut character, escaped");
	head_check("a long reason");
	scene_gone(BOTE, STR(""));
}

/* ---- lengths ---- */

/* The longest request there may be finds the file that it names. */
static void longest(void)
{
	static char name[1100], uri[1100];
	struct str front = STR("gemini://bote.example/");
	struct buf n = BUF(name), u = BUF(uri);
	while (n.n < 1024 - front.n)
		buf_byte(&n, n.n % 200 == 199 ? '/' : 'd');
	buf_add(&u, STR("bote/"));
	buf_add(&u, buf_str(&n));
	scene_put(buf_z(&u), STR("deep"));
	for (int more = 0; more < 2; more++) {
		buf_clear(&u);
		buf_add(&u, front);
		buf_add(&u, buf_str(&n));
		buf_add(&u, more ? STR("d") : STR(""));
		desk_gemini(&desk, "", buf_str(&u));
		CHECK(u.n == (size_t)(1024 + more), "%zu", u.n);
		CHECK_STR(buf_str(&desk.answer.meta), more ? STR(TOO_LONG) : STR("text/plain"));
		CHECK_STR(desk_body(&desk), more ? STR("") : STR("deep"));
	}
}

/* A folder's own name at that length gets its slash, with the query that fits. */
static void longest_folder(void)
{
	static char name[1100], uri[1100], want[1100];
	struct buf n = BUF(name), u = BUF(uri), w = BUF(want);
	while (n.n < 990)
		buf_byte(&n, n.n % 200 == 199 ? '/' : 'f');
	buf_add(&u, STR("bote/"));
	buf_add(&u, buf_str(&n));
	buf_add(&u, STR("/x"));
	scene_put(buf_z(&u), STR("deep"));
	buf_clear(&u);
	buf_add(&u, STR("gemini://bote.example/"));
	buf_add(&u, buf_str(&n));
	buf_add(&u, STR("?0123456789a"));
	CHECK(u.n == 1024, "%zu", u.n);
	desk_gemini(&desk, "", buf_str(&u));
	buf_byte(&w, '/');
	buf_add(&w, buf_str(&n));
	buf_add(&w, STR("/?0123456789a"));
	CHECK(desk.answer.outcome == OUT_MOVED, "%d", (int)desk.answer.outcome);
	CHECK_STR(buf_str(&desk.answer.meta), buf_str(&w));
	head_check("a long folder");
}

int main(void)
{
	scene_open();
	scene.hinted = time(NULL); /* the operator is told once a minute: not by this test */
	furnish();
	files();
	folders();
	named();
	hidden();
	hosts();
	languages();
	ports();
	gone();
	long_reason();
	longest();
	longest_folder();
	scene_close();
	return unit_done("route");
}
