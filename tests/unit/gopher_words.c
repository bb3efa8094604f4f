#include "scene.h"

#define BAD "3Fehlerhaft: /\t\tnull.host\t1\r\n.\r\n"

static struct desk desk;

static void url_pages(void)
{
	static const struct {
		const char *selector, *url; /* as it stands in the page; NULL: refused */
	} table[] = {
		{ "URL:https://bote.example/", "https://bote.example/" },
		{ "/URL:https://bote.example/", "https://bote.example/" },
		{ "h/URL:https://bote.example/", "https://bote.example/" },
		{ "URL:http://bote.example/a?b=c&d='e'", "http://bote.example/a?b=c&amp;d=&#39;e&#39;" },
		{ "URL:gemini://bote.example/", "gemini://bote.example/" },
		{ "URL:gopher://bote.example/1/", "gopher://bote.example/1/" },
		{ "URL:mailto:redaktion@bote.example", "mailto:redaktion@bote.example" },
		{ "URL:HTTPS://bote.example/", "HTTPS://bote.example/" },
		{ "URL:https://bote.example/ü", "https://bote.example/ü" },
		{ "URL:javascript:alert(1)", NULL },
		{ "URL:JaVaScRiPt:alert(1)", NULL },
		{ "URL:data:text/html,x", NULL },
		{ "URL:file:///etc/passwd", NULL },
		{ "URL:vbscript:x", NULL },
		{ "URL:httpx://bote.example/", NULL },
		{ "URL://bote.example/", NULL },
		{ "URL:/about.gmi", NULL },
		{ "URL: https://bote.example/", NULL },
		{ "URL:https://bote.example/\"><script>", NULL },
		{ "URL:https://bote.example/<script>", NULL },
		{ "URL:https://bote.example/a b", NULL },
		{ "URL:https://bote.example/\xc2\x9b", NULL },
		{ "URL:https://bote.example/\xff", NULL },
		{ "URL:https://bote.example/%zz", NULL },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		char want[512];
		desk_gopher(&desk, BOTE, str_of(table[i].selector));
		struct str page = desk_body(&desk);
		if (table[i].url == NULL) {
			CHECK(desk.answer.outcome == OUT_BAD, "%s: %d", table[i].selector, (int)desk.answer.outcome);
			CHECK_STR(page, STR(BAD));
			continue;
		}
		snprintf(want, sizeof want,
			"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" "
			"content=\"5; url=%s\"><title>URL</title></head>\n<body><p><a href=\"%s\">Weiter zu %s</a></p>"
			"</body></html>\n",
			table[i].url, table[i].url, table[i].url);
		CHECK(desk.answer.outcome == OUT_OK, "%s: %d", table[i].selector, (int)desk.answer.outcome);
		CHECK_STR(page, str_of(want));
	}
}

/* The longest URL, and one that grows sixfold: a whole page, or words, never a part of it. */
static void long_urls(void)
{
	for (int worst = 0; worst < 2; worst++) {
		char line[GOPHER_REQUEST_MAX + 1];
		struct buf b = BUF(line);
		buf_add(&b, STR("URL:https://bote.example/"));
		while (b.n < GOPHER_REQUEST_MAX)
			buf_byte(&b, worst ? '&' : 'a');
		desk_gopher(&desk, BOTE, buf_str(&b));
		struct str page = desk_body(&desk);
		CHECK(desk.answer.outcome == (worst ? OUT_TOO_LONG : OUT_OK), "%d", (int)desk.answer.outcome);
		CHECK(str_ends(page, worst ? STR(".\r\n") : STR("</html>\n")), "%.*s", STR_ARG(page));
		CHECK(!desk.answer.text.full, "a part of a page");
	}
}

static void web(void)
{
	static const char *const lines[] = { "GET / HTTP/1.1", "GET /about.gmi HTTP/1.0", "POST /x HTTP/1.1",
		"HEAD / HTTP/1.1", "GET /", "GET http://x/ HTTP/1.1", "OPTIONS * HTTP/1.1", "PRI * HTTP/2.0" };
	for (size_t i = 0; i < COUNT(lines); i++) {
		desk_gopher(&desk, i % 2, str_of(lines[i]));
		struct str page = desk_body(&desk), head = str_sub(page, 0, str_find(page, STR("\r\n\r\n")) + 4);
		struct str body = str_sub(page, head.n, page.n), length = head;
		uint64_t size = 0;
		length = str_sub(head, str_find(head, STR("Content-Length: ")) + 16, head.n);
		CHECK(desk.answer.outcome == OUT_WEB && str_starts(page, STR("HTTP/1.0 400 Bad Request\r\n")), "%s",
			lines[i]);
		CHECK(str_u64(str_sub(length, 0, str_index(length, '\r')), 9999, &size) && size == body.n, "%s: %zu",
			lines[i], body.n);
		CHECK_STR(body, i % 2 ? STR("No web server: gopher://news.example:71/\n")
				      : STR("Kein Webserver: gopher://bote.example/\n"));
	}
}

/* What comes before a route, or instead of one. */
static void refusals(void)
{
	static const struct {
		enum outcome outcome;
		const char *line;
	} table[] = {
		{ OUT_SLOW_DOWN, "3Please wait 10 s\t\tnull.host\t1\r\n.\r\n" },
		{ OUT_FAILED, "3Failed\t\tnull.host\t1\r\n.\r\n" },
		{ OUT_TOO_LONG, "3Over 1024 bytes\t\tnull.host\t1\r\n.\r\n" },
	};
	struct visitor v = { .protocol = GOPHER, .listener = NEWS };
	for (size_t i = 0; i < COUNT(table); i++) {
		struct answer *a = desk_clear(&desk);
		route_refuse(&scene, &v, table[i].outcome, STR("\033\n"), a);
		CHECK(a->outcome == table[i].outcome && a->body == BODY_TEXT, "row %zu", i);
		CHECK_STR(buf_str(&a->text), str_of(table[i].line));
	}
}

/* However long the words are, a menu has whole lines of four fields and one type 3, and no cell is lost. */
static void long_words(void)
{
	static char list[1200];
	struct buf b = BUF(list);
	size_t errors = 0, lines = 0;
	buf_add(&b, STR("52\t/weg.gmi\t"));
	for (int i = 0; i < 30; i++)
		buf_add(&b, STR("Wort ü "));
	buf_add(&b, STR("Ende\n"));
	scene_gone(BOTE, buf_str(&b));
	desk_gopher(&desk, BOTE, STR("/weg"));
	struct str menu = desk_body(&desk), rest = menu;
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		lines++;
		if (rest.n == 0) {
			CHECK_STR(line, STR(".\r"));
			break;
		}
		size_t tabs = 0;
		for (size_t i = 0; i < line.n; i++)
			tabs += line.p[i] == '\t';
		errors += line.p[0] == '3';
		CHECK(tabs == 3 && str_ends(line, STR("\tnull.host\t1\r")), "%.*s", STR_ARG(line));
	}
	CHECK(lines > 3 && errors == 1, "%zu lines, %zu errors", lines, errors);
	CHECK(str_find(menu, STR("Ende\t")) < menu.n, "%.*s", STR_ARG(menu));
	scene_gone(BOTE, STR(""));
}

int main(void)
{
	scene_open();
	url_pages();
	long_urls();
	web();
	refusals();
	long_words();
	scene_close();
	return unit_done("gopher_words");
}
