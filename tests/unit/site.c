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
		{ OUT_BUSY, "Viel los" },
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
	route_page(&scene, &ask, STR("application/atom+xml"), 7, 4711, &mark, a);
	CHECK_STR(buf_str(&a->meta), STR("application/atom+xml"));
}

/* On Gemini a redirect is one. */
static void led(void)
{
	static const enum outcome outcomes[] = { OUT_MOVED, OUT_ELSEWHERE };
	struct visitor v = { .protocol = GEMINI };
	struct site_ask ask = { .capsule = BOTE };
	for (size_t i = 0; i < COUNT(outcomes); i++) {
		struct answer *a = desk_clear(&desk);
		buf_add(&a->meta, STR("what was there"));
		route_moved(&scene, &v, &ask, outcomes[i], STR("/2018/06/28/stra%C3%9Fe.gmi"), a);
		CHECK(a->outcome == outcomes[i] && a->body == BODY_NONE && a->fd == -1, "no redirect");
		CHECK_STR(buf_str(&a->meta), STR("/2018/06/28/stra%C3%9Fe.gmi"));
	}
}

static int local_day(time_t when, int *hour)
{
	struct tm tm;
	localtime_r(&when, &tm);
	*hour = tm.tm_hour;
	struct tm utc = { .tm_year = tm.tm_year, .tm_mon = tm.tm_mon, .tm_mday = tm.tm_mday };
	return (int)(timegm(&utc) / 86400);
}

/* The day is the capsule's own, whatever that of the machine is, and ends at its midnight. */
static void days(void)
{
	static const char *const zones[] = { "Pacific/Kiritimati", "Asia/Kolkata", "Europe/Berlin", "UTC",
		"America/St_Johns", "Pacific/Pago_Pago" };
	struct site_capsule *c = &scene_capsules[BOTE], was = *c;
	int first = 0, last = 0, hour;
	for (size_t i = 0; i < COUNT(zones); i++) {
		c->timezone = zones[i];
		c->day_until = 0;
		time_t now = time(NULL);
		last = site_now(&scene, BOTE).day;
		first = i == 0 ? last : first;
		setenv("TZ", zones[i], 1);
		tzset();
		/* midnight may have come between */
		CHECK(last == local_day(now, &hour) || last == local_day(time(NULL), &hour), "%s: %d", zones[i], last);
		CHECK(local_day(c->day_until - 1, &hour) == last && hour == 23, "%s: ends at %lld", zones[i],
			(long long)c->day_until);
		CHECK(local_day(c->day_until, &hour) == last + 1 && hour <= 1, "%s: ends at %lld", zones[i],
			(long long)c->day_until);
	}
	CHECK(first > last, "it is later in the east");
	c->day = 7;
	CHECK(site_now(&scene, BOTE).day == 7, "it is looked up again before its end");
	c->day_until = time(NULL) + 3 * 86400;
	CHECK(site_now(&scene, BOTE).day != 7, "the clock was set back, and nobody noticed");
	*c = was;
}

static void serials(void)
{
	static _Atomic uint64_t serial[2] = { 4, 5 };
	CHECK(site_now(&scene, NEWS).serial == 0, "a serial out of nothing");
	scene.serials = serial;
	CHECK(site_now(&scene, BOTE).serial == 4 && site_now(&scene, NEWS).serial == 5, "another capsule's");
	scene.serials = NULL;
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
	scene_capsules[BOTE].gone_told = time(NULL); /* what it would say is no failure of this test */
	site_refresh(&scene);
	desk_gemini(&desk, "", STR("gemini://bote.example/weg.gmi"));
	return desk.answer.outcome == OUT_GONE;
}

/* The list is read again when it changes; one that is broken or lost brings nothing back. */
static void refreshed(void)
{
	scene_gone(BOTE, STR(""));
	CHECK(!withdrawn_after_refresh(), "gone before it was listed");
	scene_put("bote.gone", STR("52\t/weg.gmi\n"));
	CHECK(withdrawn_after_refresh(), "the new list is not read");
	scene_put("bote.gone", STR("52\t/weg.gmi\nnonsense\n"));
	CHECK(withdrawn_after_refresh(), "a broken list counts");
	unlink(scene_path("bote.gone"));
	CHECK(withdrawn_after_refresh(), "a lost list counts");
	scene_put("bote.gone", STR("# nothing\n"));
	CHECK(!withdrawn_after_refresh(), "the mended list is not read");
	/* and so is the publisher's list, on a mirror */
	scene_put("bote/mirror/gone", STR("52\t/weg.gmi\tso\n"));
	CHECK(withdrawn_after_refresh(), "the publisher's list is not read");
	scene_put("bote/mirror/gone", STR("nonsense\n"));
	CHECK(withdrawn_after_refresh(), "a broken list of the publisher's counts");
	scene_put("bote.gone", STR("31\t/weg.gmi\t/da.gmi\n"));
	CHECK(!withdrawn_after_refresh() && desk.answer.outcome == OUT_MOVED, "beside it the own list is not read");
	scene_put("bote.gone", STR("# nothing\n"));
	unlink(scene_path("bote/mirror/gone"));
	CHECK(withdrawn_after_refresh(), "a lost list of the publisher's counts");
	scene_put("bote/mirror/gone", STR("31\t/weg.gmi\t/da.gmi\n"));
	CHECK(!withdrawn_after_refresh() && desk.answer.outcome == OUT_MOVED, "a move of the publisher's");
	scene_put("bote.gone", STR("52\t/weg.gmi\tmine\n"));
	CHECK(withdrawn_after_refresh(), "the own list does not win");
	scene_put("bote.gone", STR(""));
	CHECK(!withdrawn_after_refresh() && desk.answer.outcome == OUT_MOVED, "the move is forgotten");
}

int main(void)
{
	scene_open();
	scene_folder("bote/2018");
	refused();
	paged();
	led();
	days();
	serials();
	asked();
	refreshed();
	scene_close();
	return unit_done("site");
}
