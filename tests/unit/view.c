#include "unit.h"

#include "proto/gopher.h"
#include "store/mime.h"
#include "text/ascii.h"
#include "text/target.h"
#include "text/view.h"

#include <stdlib.h>
#include <string.h>

static struct words words;
static const struct str hosts[] = { { "bote.example", 12 }, { "www.bote.example", 16 } };
static struct view_site site = { { "bote.example", 12 }, { "bote.example", 12 }, 1965, 70, false, hosts, 2, &words,
	false, false };

enum { FILE_MAX = 1 << 18 };

/* The whole of a view, as a server makes it. */
static void render(struct str text, enum view_kind kind, bool ascii, struct str path, struct buf *all)
{
	struct view v;
	view_begin(&v, kind, ascii, &site, path);
	while (!v.done && !all->full) {
		char room[VIEW_OUT];
		struct buf out = BUF(room);
		struct str in = str_sub(text, (size_t)v.offset, (size_t)v.offset + VIEW_IN);
		view_step(&v, in, v.offset + in.n == text.n, &out);
		buf_add(all, buf_str(&out));
	}
}

static bool load(const char *name, const char *ending, struct buf *out)
{
	char path[256];
	snprintf(path, sizeof path, "tests/golden/gopher/%s.%s", name, ending);
	FILE *f = fopen(path, "rb");
	buf_clear(out);
	if (f == NULL)
		return false;
	out->n = fread(out->p, 1, out->cap, f);
	fclose(f);
	return out->n < out->cap;
}

static void golden(void)
{
	static const char *const names[] = { "index", "article", "links", "world", "hostile" };
	static const struct {
		const char *ending;
		enum view_kind kind;
		bool ascii;
	} views[] = { { "txt", VIEW_TEXT, false }, { "menu", VIEW_MENU, false }, { "ascii", VIEW_TEXT, true } };
	static char source_room[FILE_MAX], want_room[FILE_MAX], got_room[FILE_MAX];
	struct buf source = BUF(source_room), want = BUF(want_room), got = BUF(got_room);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[256];
		snprintf(path, sizeof path, "%s%s.gmi", i ? "/2018/06/28/" : "/", names[i]);
		CHECK(load(names[i], "gmi", &source), "%s", names[i]);
		for (size_t j = 0; j < sizeof views / sizeof *views; j++) {
			CHECK(load(names[i], views[j].ending, &want), "%s.%s", names[i], views[j].ending);
			buf_clear(&got);
			render(buf_str(&source), views[j].kind, views[j].ascii, str_of(path), &got);
			CHECK_STR(buf_str(&got), buf_str(&want));
		}
	}
}

#define INFO "\t\tnull.host\t1\r\n"

static void small_views(void)
{
	static const struct {
		enum view_kind kind;
		bool strict;
		const char *text, *want;
	} rows[] = {
		{ VIEW_PLAIN, false, "", "" },
		{ VIEW_PLAIN, false, "a\nb", "a\r\nb\r\n" },
		{ VIEW_PLAIN, false, "\xef\xbb\xbf a\r\n\r\n=> b\n# c\n", " a\r\n\r\n=> b\r\n# c\r\n" },
		{ VIEW_PLAIN, false, ".\n..\n .\n.a\n", ". \r\n..\r\n .\r\n.a\r\n" },
		{ VIEW_PLAIN, true, ".\n..\n .\n.a\n", "..\r\n...\r\n .\r\n..a\r\n.\r\n" },
		{ VIEW_PLAIN, false, "\t|\tx\x1b\n", "        |       x\xef\xbf\xbd\r\n" },
		{ VIEW_MENU, false, "", ".\r\n" },
		{ VIEW_MENU, false, ".\n", "i." INFO ".\r\n" },
		{ VIEW_MENU, true, "..\n", "i.." INFO ".\r\n" },
		{ VIEW_MENU, false, "=> /search\n", "7Suchen\t/search\tbote.example\t70\r\n.\r\n" },
		{ VIEW_MENU, false, "=>\n```a\n=> b\n```\n", "i=>" INFO "ia" INFO "i=> b" INFO ".\r\n" },
		{ VIEW_TEXT, false, "",
			"Seite\r\n  gopher://bote.example/0/x.txt\r\n  gemini://bote.example/x.gmi\r\nLinks\r\n"
			"  gopher://bote.example/1/x\r\n" },
		{ VIEW_TEXT, true, "a",
			"a\r\n\r\nSeite\r\n  gopher://bote.example/0/x.txt\r\n  gemini://bote.example/x.gmi\r\n"
			"Links\r\n  gopher://bote.example/1/x\r\n.\r\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[1024];
		struct buf got = BUF(room);
		site.strict = rows[i].strict;
		render(str_of(rows[i].text), rows[i].kind, false, STR("/x.gmi"), &got);
		CHECK_STR(buf_str(&got), str_of(rows[i].want));
	}
	site.strict = false;
}

static void addresses(void)
{
	char room[1024];
	struct buf got = BUF(room);
	site.gopher_port = 7070;
	site.gemini_port = 1966;
	site.gophers = true;
	render(STR("=> \u00e4.gmi\n=> gemini://bote.example/\n"), VIEW_TEXT, true, STR("/x y.gmi"), &got);
	CHECK_STR(buf_str(&got), STR("ae.gmi [1]\r\ngemini://bote.example/ [2]\r\n\r\nVerweise\r\n[1] "
				     "gophers://bote.example:7070/0/ascii/=C3=A4"
				     ".txt\r\n[2] gemini://bote.example/\r\n\r\nSeite\r\n  "
				     "gophers://bote.example:7070/0/ascii/x=20y.txt\r\n"
				     "  gemini://bote.example:1966/x%20y.gmi\r\nLinks\r\n  "
				     "gophers://bote.example:7070/1/ascii/x=20y\r\n"));
	site.gopher_port = 70;
	site.gemini_port = 1965;
	site.gophers = false;
}

/* Links to pages that nobody wrote, and to searches, whose words stand in the selector: Gopher has no '?'. */
static void generated(void)
{
	static const struct {
		const char *link;
		char type;
		const char *selector;
	} rows[] = {
		{ "/years/", '1', "/years/" },
		{ "/2018/06/28/", '1', "/2018/06/28/" },
		{ "/place/gifhorn/2018/06-28-4f3a2/", '1', "/place/gifhorn/2018/06-28-4f3a2/" },
		{ "/place/m%C3%BCnchen/", '1', "/place/m=C3=BCnchen/" },
		{ "/keyword/~g/", '1', "/keyword/~g/" },
		{ "/today", '1', "/today" },
		{ "/random", '0', "/random" },
		{ "/more/2018/06/28/x.gmi", '1', "/more/2018/06/28/x" },
		{ "../../../more/2018/06/28/x.gmi", '1', "/more/2018/06/28/x" },
		{ "/2018/06/28/x.gmi", '0', "/2018/06/28/x.txt" },
		{ "/feed.xml", '0', "/feed.xml" },
		{ "/feed/place/gifhorn/2018.xml", '0', "/feed/place/gifhorn/2018.xml" },
		{ "/search", '7', "/search" },
		{ "/search?", '7', "/search" },
		{ "/search?Freibad", '1', "/search/for/Freibad" },
		{ "/search?Freib%C3%A4der%20ort%3Ax", '1', "/search/for/Freib=C3=A4der=20ort:x" },
		{ "/search?Freibäder", '1', "/search/for/Freib=C3=A4der" },
		{ "/search?%22a%20b%22", '1', "/search/for/\"a=20b\"" },
		{ "/search/2?a", '1', "/search/2/for/a" },
		{ "/search/new?a%2Fb/c", '1', "/search/new/for/a=2Fb=2Fc" },
		{ "/search/new/2018-06-28-4f3a2?a", '1', "/search/new/2018-06-28-4f3a2/for/a" },
		{ "/search?a=b&c?d#e", '1', "/search/for/a=3Db&c=3Fd" },
		{ "/search?%FF%0D%0A%09", '1', "/search/for/=FF=0D=0A=09" },
		{ "/search?a%00b", 'h', "URL:gemini://bote.example/search?a%00b" },
		{ "/search?..%2F..", '1', "/search/for/..=2F.." },
		{ "//www.bote.example/search?a", '1', "/search/for/a" },
		{ "gemini://fremd.example/search?a", 'h', "URL:gemini://fremd.example/search?a" },
		{ "/searches?a", 'h', "URL:gemini://bote.example/searches?a" },
		{ "/today?a", 'h', "URL:gemini://bote.example/today?a" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int ascii = 0; ascii < 2; ascii++) {
			char room[TARGET_ROOM], want_room[256];
			struct buf made = BUF(room), want = BUF(want_room);
			struct target target = { 0 };
			bool own = rows[i].type != 'h';
			buf_add(&want, ascii && own ? STR("/ascii") : STR(""));
			buf_add(&want, str_of(rows[i].selector));
			CHECK(target_of(&site, ascii, STR("/2018/06/28/a.gmi"), str_of(rows[i].link), &made, &target),
				"%s", rows[i].link);
			CHECK(target.item.type == rows[i].type, "%s: type %c", rows[i].link, target.item.type);
			CHECK_STR(target.item.selector, buf_str(&want));
			CHECK(str_starts(target.url, own ? STR("gopher://bote.example/") : STR("gemini://")), "%.*s",
				STR_ARG(target.url));
		}
}

/* What was typed comes back from the selector of its search, whatever it is; too long, it is reached over Gemini. */
static void search_comes_back(unsigned c, unsigned times)
{
	char link_room[1024], made_room[TARGET_ROOM], path_room[PATH_ROOM], line_room[TARGET_SELECTOR_MAX + 1];
	struct buf link = BUF(link_room), made = BUF(made_room), path = BUF(path_room), line = BUF(line_room);
	struct target target = { 0 };
	struct gopher_request request;
	enum outcome why;
	buf_add(&link, STR("/search/new?"));
	for (unsigned i = 0; i < times; i++)
		buf_fmt(&link, "%%%02X", c);
	CHECK(target_of(&site, true, STR("/"), buf_str(&link), &made, &target), "%02X", c);
	if (target.item.type == 'h') {
		CHECK(str_starts(target.item.selector, STR("URL:gemini://")) && times > 70, "%02X x %u", c, times);
		return;
	}
	buf_add(&line, target.item.selector);
	buf_byte(&line, '\n');
	CHECK(target.item.type == '1' && !line.full, "%02X x %u", c, times);
	CHECK(gopher_parse(buf_str(&line), &path, &request, &why) == PARSE_YES && request.ascii, "%02X x %u", c, times);
	CHECK_STR(request.path, STR("/search/new"));
	bool same = request.search.n == times;
	for (size_t i = 0; i < request.search.n; i++)
		same = same && (unsigned char)request.search.p[i] == c;
	CHECK(same, "%02X x %u: %zu bytes", c, times, request.search.n);
}

static void searches(void)
{
	for (unsigned c = 1; c < 256; c++)
		for (unsigned times = 1; times < 130; times += 3)
			search_comes_back(c, times);
}

/* Only on Gopher is the search box where its link is, with room for what may be typed. */
static void search_box(void)
{
	static const char *const rows[][2] = {
		{ "=> /search\n", "7BOX\t/search\tbote.example\t70\r\n.\r\n" },
		{ "=> /search Suchen\n", "7BOX\t/search\tbote.example\t70\r\n.\r\n" },
		{ "=> ../search Suchen", "7BOX\t/search\tbote.example\t70\r\n.\r\n" },
		{ "=> /search Neue Suche\n", "7Neue Suche\t/search\tbote.example\t70\r\n.\r\n" },
		{ "=> /search?a Suchen\n", "1Suchen\t/search/for/a\tbote.example\t70\r\n.\r\n" },
		{ "=> /today Suchen\n", "1Suchen\t/today\tbote.example\t70\r\n.\r\n" },
	};
	char room[1024];
	struct buf got = BUF(room);
	words.word[WORD_SEARCH] = STR("Suchen");
	words.word[WORD_SEARCH_BOX] = STR("BOX");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_clear(&got);
		render(str_of(rows[i][0]), VIEW_MENU, false, STR("/x/x.gmi"), &got);
		CHECK_STR(buf_str(&got), str_of(rows[i][1]));
	}
	buf_clear(&got);
	render(STR("=> /search Suchen\n"), VIEW_TEXT, false, STR("/x.gmi"), &got);
	struct str text = STR("Suchen [1]\r\n\r\nVerweise\r\n[1] gopher://bote.example/7/search\r\n");
	CHECK_STR(str_sub(buf_str(&got), 0, text.n), text);
}

/* A selector may have 255 bytes; a page with a longer one is reached over Gemini. */
static void long_selectors(void)
{
	char name[600], room[2048];
	for (size_t n = 1; n < 500; n++) {
		struct target target;
		struct buf link = BUF(name), made = BUF(room);
		buf_byte(&link, '/');
		for (size_t i = 0; i < n; i++)
			buf_byte(&link, 'x');
		buf_add(&link, STR(".gmi"));
		CHECK(target_of(&site, false, STR("/a.gmi"), buf_str(&link), &made, &target), "%zu", n);
		bool fits = n + 5 <= TARGET_SELECTOR_MAX;
		CHECK(target.item.type == (fits ? '0' : 'h'), "%zu", n);
		CHECK(str_starts(target.item.selector, fits ? STR("/xxx") : STR("URL:gemini://bote.example/x")) ||
				n < 3,
			"%zu", n);
	}
}

/* What grows most, in the least room that a view may be given: it asserts that every piece fits. */
static void worst_cases(void)
{
	static const struct {
		const char *front, *piece;
		size_t times;
	} rows[] = {
		{ "```\n", "\tx", 8192 },
		{ "```\n", "\t", 8192 },
		{ "", "\xff", 8192 },
		{ "> ", "\xff ", 8192 },
		{ "", "\u00bd1", 8192 },
		{ "* ", "a\u00ad", 8192 },
		{ "=> ", "\"", 2048 },
		{ "=> /", "\"", 1000 },
		{ "=> x ", "\xff", 8192 },
		{ "=> /\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\" ", "\xff", 8192 },
		{ "=> ", "\u00e4", 1024 },
		{ "# ", "http://", 2000 },
	};
	static char source_room[1 << 16], made_room[FILE_MAX];
	char path_room[1024];
	struct buf path = BUF(path_room);
	buf_byte(&path, '/');
	while (buf_left(&path) > 6)
		buf_add(&path, STR("\u00e4"));
	buf_add(&path, STR(".gmi"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf source = BUF(source_room), made = BUF(made_room);
		buf_add(&source, str_of(rows[i].front));
		for (size_t n = 0; n < rows[i].times; n++)
			buf_add(&source, str_of(rows[i].piece));
		for (int kind = VIEW_TEXT; kind <= VIEW_PLAIN; kind++) {
			buf_clear(&made);
			render(buf_str(&source), (enum view_kind)kind, false, buf_str(&path), &made);
			CHECK(made.n > 0 && !made.full, "row %zu, kind %d: %zu bytes", i, kind, made.n);
			buf_clear(&made);
			render(buf_str(&source), (enum view_kind)kind, true, buf_str(&path), &made);
			CHECK(made.n > 0 && !made.full, "row %zu, kind %d in ASCII: %zu bytes", i, kind, made.n);
		}
	}
}

static void items(void)
{
	char room[1024];
	struct buf got = BUF(room);
	view_item(&got, '0', STR("a\tb\x1b\r\n"), STR("/x"), STR("h"), 70, false);
	CHECK_STR(buf_str(&got), STR("0a b\xef\xbf\xbd\t/x\th\t70\r\n"));
	buf_clear(&got);
	view_item(&got, '1',
		STR("2018-06-27 K\u00e4se: viele kleine W\u00f6rter, die in einer Zeile zu lang sind f\u00fcr ein "
		    "Men\u00fc"),
		STR("/x"), STR("h"), 70, true);
	CHECK_STR(
		buf_str(&got), STR("12018-06-27 Kaese: viele kleine Woerter, die in einer Zeile zu lang\t/x\th\t70\r\n"
				   "i           sind fuer ein Menue" INFO));
	buf_clear(&got);
	view_info(&got, STR(""), false);
	view_info(&got, STR("\u00e4"), true);
	CHECK_STR(buf_str(&got), STR("i" INFO "iae" INFO));
}

static void types(void)
{
	static const struct {
		const char *mime;
		char type;
	} rows[] = {
		{ "text/gemini", '0' },
		{ "text/plain; charset=utf-8", '0' },
		{ "text/html", 'h' },
		{ "TEXT/HTML", 'h' },
		{ "inode/directory", '1' },
		{ "image/gif", 'g' },
		{ "image/png", 'I' },
		{ "audio/ogg", 's' },
		{ "video/webm", ';' },
		{ "application/pdf", 'd' },
		{ "application/zip", '9' },
		{ "", '9' },
		{ "text", '9' },
		{ "application/vnd.oasis.opendocument.text", 'd' },
		{ "application/json", '0' },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(view_item_type(str_of(rows[i].mime)) == rows[i].type, "%s: %c", rows[i].mime,
			view_item_type(str_of(rows[i].mime)));
	CHECK(item_type_of_path(STR("/2018/")) == '1', "a directory");
	CHECK(item_type_of_path(STR("/v1.2/today")) == '1', "a page without an extension");
	CHECK(item_type_of_path(STR("/random")) == '0', "the article itself");
	CHECK(item_type_of_path(STR("/README")) == '0', "README");
	CHECK(item_type_of_path(STR("/2018/MANIFEST")) == '0', "MANIFEST");
	CHECK(item_type_of_path(STR("/mirror/HEAD.minisig")) == '0', "a signature");
	CHECK(item_type_of_path(STR("/mirror/packs")) == '0', "a list of packs");
	CHECK(item_type_of_path(STR("/mirror/log/000/412")) == '0', "an entry of the log");
	CHECK(item_type_of_path(STR("/mirror/pack/2018-06.412.tar.gz")) == '9', "a pack");
	CHECK(item_type_of_path(STR("/mirror/")) == '1', "the page about mirrors");
	CHECK(item_type_of_path(STR("/x.unknown")) == '9', "an unknown extension");
}

/* Links and directory entries must have the same types. */
static void types_agree(void)
{
	static const char names[] =
		"7z asc atom avif avi bmp bz2 c conf css csv diff doc docx epub flac gemini gif gmi gpub gz h "
		"htm html ico ics ini jpeg jpg js json jxl log m3u m4a m4v md mid minisig mkv mov mp3 mp4 "
		"mpeg mpg odp ods odt oga ogg ogv opus patch pdf pem png pptx ps pub py rss rtf sh sum "
		"svg tar text tif tiff tsv txt vcf wav webm webp xhtml xlsx xml xz yaml yml zip zst";
	struct str rest = str_of(names), name;
	size_t known = 0;
	while ((name = str_word(&rest)).n) {
		char room[32];
		struct buf path = BUF(room);
		buf_add(&path, STR("/x."));
		buf_add(&path, name);
		struct str mime = mime_of_name(buf_str(&path));
		if (mime.n == 0)
			continue;
		known++;
		CHECK(view_item_type(mime) == item_type_of_path(buf_str(&path)), "%s: %.*s is %c, the link %c",
			buf_z(&path), STR_ARG(mime), view_item_type(mime), item_type_of_path(buf_str(&path)));
	}
	CHECK(known > 40, "only %zu extensions are known", known);
}

int main(void)
{
	words.word[WORD_THIS_PAGE] = STR("Diese Seite");
	words.word[WORD_WITH_LINKS] = STR("Mit Links zum Anw\u00e4hlen");
	words.word[WORD_LINKS] = STR("Links");
	words.word[WORD_SEARCH] = STR("Suche");
	words.word[WORD_SEARCH_BOX] = STR("Suchen");
	golden();
	words.word[WORD_THIS_PAGE] = STR("Seite");
	words.word[WORD_WITH_LINKS] = STR("Links");
	words.word[WORD_LINKS] = STR("Verweise");
	small_views();
	addresses();
	generated();
	searches();
	search_box();
	long_selectors();
	worst_cases();
	items();
	types();
	types_agree();
	return unit_done("view");
}
