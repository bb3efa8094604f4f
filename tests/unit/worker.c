/* What a worker asks librarians, when it asks anew, and what becomes of the answers. */
#include "workroom.h"

static void once(void)
{
	static struct channel_ask ask;
	open_worker(LONG_MS);
	int first = visit("/place/gifhorn/");
	CHECK(asked(pages, &ask) && ask.ask.kind == NAME_FACET && ask.ask.view == PAGE_MENU, "what is asked");
	CHECK(ask.ask.asked_ms != 0 && ask.ask.wait == WAIT_LIST && ask.ask.gopher_asked, "how it is asked");
	/* the second one is there when the worker has answered a third */
	int second = visit("/1/place/gifhorn");
	CHECK(str_starts(told(visit("/about.txt")), STR("Seite\r\n")), "an article meanwhile");
	nothing_asked("another visitor for the same page");
	answered(pages, ask.id, OUT_OK, "", "iGifhorn" INFO ".\r\n");
	CHECK_STR(told(first), STR("iGifhorn" INFO ".\r\n"));
	CHECK_STR(told(second), STR("iGifhorn" INFO ".\r\n"));
	kept("/place/gifhorn/", "iGifhorn" INFO ".\r\n");
	/* every view is a page of its own */
	fresh("/ascii/place/gifhorn/", pages, "/place/gifhorn/", OUT_OK, "ascii");
	fresh("/place/gifhorn/index.txt", pages, "/place/gifhorn/", OUT_OK, "text");
	fresh("/raw/place/gifhorn/", pages, "/place/gifhorn/", OUT_OK, "raw");
	fresh("/place/gifhorn/\t$", pages, "/place/gifhorn/", OUT_OK, "+");
	fresh("/place/gifhorn/2018/", pages, "/place/gifhorn/2018/", OUT_OK, "2018");
	kept("/ascii/place/gifhorn/", "ascii");
	kept("/place/gifhorn/index.txt", "text");
	kept("/raw/place/gifhorn/index.gmi", "raw");
	kept("/place/gifhorn/\t$", "+");
	close_worker();
}

/* A page is good while the index says the same, and it is the same day. */
static void anew(void)
{
	open_worker(LONG_MS);
	fresh("/today", pages, "/today", OUT_OK, "one");
	fresh("/search\tx", searches, "/search", OUT_OK, "found");
	kept("/today", "one");
	atomic_fetch_add(&shared->serial[BOTE], 1);
	fresh("/today", pages, "/today", OUT_OK, "two");
	fresh("/search\tx", searches, "/search", OUT_OK, "found more");
	kept("/today", "two");
	kept("/search/for/x", "found more");
	atomic_fetch_add(&shared->serial[NEWS], 1);
	kept("/today", "two");        /* that was another archive */
	shared->capsules[BOTE].day++; /* midnight */
	fresh("/today", pages, "/today", OUT_OK, "three");
	fresh("/search\tx", searches, "/search", OUT_OK, "found on the next day");
	kept("/today", "three");
	/* what was asked for before the index changed is not good after it, though it may come later */
	static struct channel_ask ask;
	int fd = visit("/years/");
	CHECK(asked(pages, &ask), "nothing is asked");
	atomic_fetch_add(&shared->serial[BOTE], 1);
	answered(pages, ask.id, OUT_OK, "", "old");
	CHECK_STR(told(fd), STR("old"));
	fresh("/years/", pages, "/years/", OUT_OK, "new");
	/* a folder that has changed */
	fresh("/2018/", pages, "/2018/", OUT_OK, "2018");
	kept("/2018/", "2018");
	scene_time("bote/2018", 2000);
	fresh("/2018/", pages, "/2018/", OUT_OK, "2018 again");
	kept("/2018/", "2018 again");
	close_worker();
}

/* Chance, and what is no page. */
static void not_kept(void)
{
	static const enum outcome outcomes[] = { OUT_NOT_FOUND, OUT_BUSY, OUT_FAILED };
	open_worker(LONG_MS);
	for (size_t i = 0; i < 2 * COUNT(outcomes); i++)
		fresh("/place/nowhere/", pages, "/place/nowhere/", outcomes[i / 2], "");
	for (int i = 0; i < 3; i++)
		fresh("/random", pages, "/random", OUT_OK, "by chance");
	close_worker();
}

/* ---- searches ---- */

/* Everybody searches something else: pages stay, and so do the latest searches. */
static void crowded(void)
{
	char selector[64];
	open_worker(LONG_MS);
	fresh("/years/", pages, "/years/", OUT_OK, "years");
	for (int i = 0; i < 3 * KEPT; i++) {
		snprintf(selector, sizeof selector, "/search/for/%d", i);
		fresh(selector, searches, "/search", OUT_OK, selector);
	}
	kept("/years/", "years");
	for (int i = 3 * KEPT - KEPT_SEARCHES; i < 3 * KEPT; i++) {
		snprintf(selector, sizeof selector, "/search/for/%d", i);
		kept(selector, selector);
	}
	fresh("/search/for/0", searches, "/search", OUT_OK, "again");
	/* feeds of whole years come from the same librarians, but other pages do not push searches out */
	fresh("/feed/2018.xml", searches, "/feed/2018.xml", OUT_OK, "<feed/>");
	for (int i = 1900; i < 1900 + KEPT; i++) {
		snprintf(selector, sizeof selector, "/%d/", i);
		fresh(selector, pages, selector, OUT_OK, "a year");
	}
	kept("/search/for/0", "again");
	fresh("/years/", pages, "/years/", OUT_OK, "pushed out by other pages");
	close_worker();
}

/* The query is part of the page, byte by byte. */
static void queries(void)
{
	open_worker(LONG_MS);
	fresh("/search\ta", searches, "/search", OUT_OK, "a");
	fresh("/search\tA", searches, "/search", OUT_OK, "A");
	fresh("/search\ta ", searches, "/search", OUT_OK, "a and a space");
	fresh("/search\t\xff\xfe", searches, "/search", OUT_OK, "no UTF-8");
	fresh("/search/new/for/a", searches, "/search/new", OUT_OK, "newest");
	fresh("/search/2/for/a", searches, "/search/2", OUT_OK, "more");
	kept("/search/for/a", "a");
	kept("/search/for/=FF=FE", "no UTF-8");
	kept("/search", "7Suchen\t/search\tbote.example\t70\r\niSuchwörter" INFO ".\r\n");
	close_worker();
}

/* ---- redirects: Gopher has none ---- */

static void followed(void)
{
	static struct channel_ask ask;
	open_worker(LONG_MS);
	int fd = visit("/random");
	CHECK(asked(pages, &ask) && ask.ask.kind == NAME_RANDOM, "nothing is asked");
	answered(pages, ask.id, OUT_ELSEWHERE, "/2018/06/28/freibad.gmi", "");
	CHECK(str_starts(told(fd), STR("Freibad\r\n=======\r\n")), "the article's text");
	fd = visit("/raw/random");
	CHECK(asked(pages, &ask), "nothing is asked");
	answered(pages, ask.id, OUT_ELSEWHERE, "/2018/06/28/freibad.gmi", "");
	CHECK_STR(told(fd), STR("# Freibad\n"));
	/* a date in the search box; the librarian for searches says where it is, another one makes it */
	fd = visit("/ascii/search\t28.6.2018");
	CHECK(asked(searches, &ask), "nothing is asked");
	answered(searches, ask.id, OUT_ELSEWHERE, "/2018/06/28/", "");
	CHECK(asked(pages, &ask) && ask.ask.kind == NAME_DAY && ask.ask.ascii && ask.ask.view == PAGE_MENU, "the day");
	answered(pages, ask.id, OUT_OK, "", "the day");
	CHECK_STR(told(fd), STR("the day"));
	kept("/ascii/2018/06/28/", "the day");
	/* it is there already */
	fd = visit("/ascii/search\t2018-06-28");
	CHECK(asked(searches, &ask), "nothing is asked");
	answered(searches, ask.id, OUT_ELSEWHERE, "/2018/06/28/", "");
	CHECK_STR(told(fd), STR("the day"));
	/* in circles */
	fd = visit("/random");
	for (int i = 0; i < 5; i++) {
		CHECK(asked(pages, &ask), "step %d", i);
		answered(pages, ask.id, OUT_ELSEWHERE, "/random", "");
	}
	CHECK_STR(told(fd), STR("Schiefgegangen\r\n"));
	nothing_asked("after the last step");
	close_worker();
}

int main(void)
{
	scene_open();
	workroom_open();
	once();
	anew();
	not_kept();
	crowded();
	queries();
	followed();
	workroom_close();
	scene_close();
	return unit_done("worker");
}
