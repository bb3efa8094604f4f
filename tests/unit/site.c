#include "scene.h"

#include <time.h>

#define BAD "Fehlerhaft: /"
#define TOO_LONG "Über 1024 Bytes"

static struct desk desk;

static void refused(void)
{
	static const struct {
		enum outcome outcome;
		const char *meta;
	} table[] = {
		{ OUT_SLOW_DOWN, "10" }, /* a 44 has a number and nothing else */
		{ OUT_BUSY, "Viel los ü" },
		{ OUT_FAILED, "Schiefgegangen" },
		{ OUT_TOO_LONG, TOO_LONG },
		{ OUT_BAD, BAD },
	};
	struct visitor v = { .protocol = GEMINI };
	for (size_t i = 0; i < COUNT(table); i++) {
		struct answer *a = desk_clear(&desk);
		route_refuse(&scene, &v, table[i].outcome, STR("gemini://\033\n"), a);
		CHECK(a->outcome == table[i].outcome && a->body == BODY_NONE, "row %zu", i);
		CHECK_STR(buf_str(&a->meta), str_of(table[i].meta));
	}
}

static void paged(void)
{
	int mark;
	struct answer *a = desk_clear(&desk);
	struct site_ask ask = { .capsule = NEWS };
	route_page(&scene, &ask, STR(""), 7, 4711, &mark, a);
	CHECK(a->outcome == OUT_OK && a->body == BODY_FILE && a->fd == 7 && a->size == 4711 && a->held == &mark,
		"not the page");
	CHECK_STR(buf_str(&a->meta), STR("text/gemini; lang=en"));
}

/* What an ask says of the directory changes with the directory: it is what a page is remembered by. */
static void asked(void)
{
	desk_gemini(&desk, "", STR("gemini://bote.example/2018/"));
	struct site_ask before = scene.ask;
	struct stat st;
	CHECK(stat(scene_path("bote/2018"), &st) == 0 && st.st_ino == before.ino && st.st_dev == before.dev &&
			st.st_mtim.tv_sec == before.mtime.tv_sec && st.st_mtim.tv_nsec == before.mtime.tv_nsec,
		"another directory");
	scene_time("bote/2018", 1000);
	desk_gemini(&desk, "", STR("gemini://bote.example/2018/"));
	CHECK(scene.ask.ino == before.ino && scene.ask.mtime.tv_sec == 1000, "the directory has changed");
}

/* Whether a list in this state of its file answers 52 for /weg.gmi. */
static bool withdrawn_after_refresh(void)
{
	site_refresh(&scene);
	desk_gemini(&desk, "", STR("gemini://bote.example/weg.gmi"));
	return desk.answer.outcome == OUT_GONE;
}

/* The list is read again when it changes; one that is broken or lost brings nothing back. */
static void refreshed(void)
{
	scene_gone(BOTE, STR(""));
	scene_capsules[BOTE].gone_told = time(NULL); /* what it would say is no failure of this test */
	CHECK(!withdrawn_after_refresh(), "gone before it was listed");
	scene_put("bote.gone", STR("52\t/weg.gmi\n"));
	CHECK(withdrawn_after_refresh(), "the new list is not read");
	scene_put("bote.gone", STR("52\t/weg.gmi\nnonsense\n"));
	CHECK(withdrawn_after_refresh(), "a broken list counts");
	unlink(scene_path("bote.gone"));
	CHECK(withdrawn_after_refresh(), "a lost list counts");
	scene_put("bote.gone", STR("# nothing\n"));
	CHECK(!withdrawn_after_refresh(), "the mended list is not read");
}

int main(void)
{
	scene_open();
	scene_folder("bote/2018");
	refused();
	paged();
	asked();
	refreshed();
	scene_close();
	return unit_done("site");
}
