/* withdrawn: what the gone list says holds everywhere: under every name of a page, in lists, on Gopher too. */
#include "scene.h"

#include "page/page.h"

static struct desk desk;

static int status_of(const char *uri)
{
	desk_gemini(&desk, "bote.example", str_of(uri));
	int status = desk.answer.outcome == OUT_ASK ? 0 : gemini_status(desk.answer.outcome);
	if (desk.answer.fd >= 0)
		close(desk.answer.fd);
	return status;
}

static void both_names(void)
{
	static const struct {
		const char *listed, *uri;
		int status;
	} rows[] = {
		{ "52\t/weg/index.gmi\tx\n", "gemini://bote.example/weg/", 52 },
		{ "52\t/weg/index.gmi\tx\n", "gemini://bote.example/weg/index.gmi", 52 },
		{ "52\t/weg/\tx\n", "gemini://bote.example/weg/index.gmi", 52 },
		{ "31\t/weg/\t/da.gmi\n", "gemini://bote.example/weg/index.gmi", 31 },
		{ "52\t/weg/index.gmi\tx\n", "gemini://bote.example/da.gmi", 20 },
		{ "52\t/weg.gmi\tx\n", "gemini://bote.example/weg/", 20 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		scene_gone(BOTE, str_of(rows[i].listed));
		int status = status_of(rows[i].uri);
		CHECK(status == rows[i].status, "%s %s: %d", rows[i].listed, rows[i].uri, status);
	}
}

static void not_listed(void)
{
	static char room[8192];
	struct site_ask ask = { .capsule = BOTE, .path = "/liste/", .path_n = 7 };
	struct page made = { .fd = -1 };
	scene_gone(BOTE, STR("52\t/liste/name.gmi\tx\n52\t/liste/fort/\tx\n"));
	CHECK(page_make(&scene, &ask, 0, &made) == OUT_OK && made.size < sizeof room, "no listing");
	ssize_t n = pread(made.fd, room, sizeof room, 0);
	struct str page = { room, n > 0 ? (size_t)n : 0 };
	CHECK(str_find(page, STR("Opfer")) == page.n, "the title of a withdrawn article: %.*s", STR_ARG(page));
	CHECK(str_find(page, STR("fort")) == page.n, "a withdrawn folder: %.*s", STR_ARG(page));
	CHECK(str_find(page, STR("=> bleibt.gmi Was bleibt")) < page.n, "the others stay: %.*s", STR_ARG(page));
	close(made.fd);
}

static void moved_elsewhere(void)
{
	scene_gone(BOTE, STR("31\t/fremd.gmi\tgemini://news.example/x\n"));
	desk_gopher(&desk, BOTE, STR("/fremd"));
	CHECK(desk.answer.outcome == OUT_MOVED, "outcome %d", (int)desk.answer.outcome);
	CHECK_STR(buf_str(&desk.answer.text),
		STR("hÜbersiedelt nach "
		    "gemini://news.example/x\tURL:gemini://news.example/x\tbote.example\t70\r\n.\r\n"));
	desk_gopher(&desk, BOTE, STR("/fremd.txt"));
	CHECK_STR(buf_str(&desk.answer.text), STR("Übersiedelt nach gemini://news.example/x\r\n"));
}

int main(void)
{
	scene_open();
	scene_put("bote/weg/index.gmi", STR("# Weg\n"));
	scene_put("bote/da.gmi", STR("# Da\n"));
	scene_put("bote/liste/name.gmi", STR("# Name des Opfers\n"));
	scene_put("bote/liste/bleibt.gmi", STR("# Was bleibt\n"));
	scene_put("bote/liste/fort/a.gmi", STR("# A\n"));
	both_names();
	not_listed();
	moved_elsewhere();
	scene_close();
	return unit_done("withdrawn");
}
