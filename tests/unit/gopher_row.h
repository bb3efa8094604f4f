/* gopher_row: a capsule, and tables of what a Gopher client gets from it. */
#ifndef TESTS_GOPHER_ROW_H
#define TESTS_GOPHER_ROW_H

#include "scene.h"

#define NOT_FOUND "3Nicht gefunden: /\t\tnull.host\t1\r\n.\r\n"
#define NOT_FOUND_TEXT "Nicht gefunden: /\r\n"
#define BAD "3Fehlerhaft: /\t\tnull.host\t1\r\n.\r\n"

/* In place of a view: the file's bytes, words, an ask for a page. */
enum shown { RAW, PLAIN, TEXT, MENU, WORDS, ASK_RAW, ASK_TEXT, ASK_MENU };

struct row {
	struct str line; /* without its CRLF */
	enum outcome outcome;
	enum shown shown;
	const char *path; /* of the file, or of the directory that is asked for; of WORDS the whole answer */
	bool ascii, plus;
};

static struct desk desk;

static inline enum shown shown(void)
{
	static const enum shown views[] = { [VIEW_PLAIN] = PLAIN, [VIEW_TEXT] = TEXT, [VIEW_MENU] = MENU };
	static const enum shown pages[] = { [PAGE_GEMTEXT] = ASK_RAW, [PAGE_TEXT] = ASK_TEXT, [PAGE_MENU] = ASK_MENU };
	if (desk.answer.outcome == OUT_ASK)
		return pages[scene.ask.view];
	if (desk.answer.body == BODY_VIEW)
		return views[desk.answer.view];
	return desk.answer.body == BODY_FILE ? RAW : WORDS;
}

/* The name of the file that is sent lies in it: its bytes are its path beneath the root. */
static inline void file_check(const struct row *row, unsigned listener)
{
	const struct answer *a = &desk.answer;
	struct str path = buf_str(&a->path), body = desk_body(&desk);
	CHECK_STR(body, str_of(row->path));
	CHECK(a->size == body.n, "%.*s: size", STR_ARG(row->line));
	if (row->shown == RAW)
		return;
	CHECK_STR(path, str_of(row->path)); /* a view needs it for relative links */
	CHECK(a->view_site == &scene_gophers[listener].view, "%.*s: another listener's addresses", STR_ARG(row->line));
	CHECK(a->ascii == row->ascii && a->plus == row->plus, "%.*s: %d %d", STR_ARG(row->line), a->ascii, a->plus);
}

static inline void answer_check(unsigned listener, const struct row *row)
{
	const struct answer *a = &desk.answer;
	CHECK(a->outcome == row->outcome, "%.*s: outcome %d", STR_ARG(row->line), (int)a->outcome);
	CHECK(shown() == row->shown, "%.*s: %d", STR_ARG(row->line), (int)shown());
	if (row->shown == WORDS) {
		CHECK(a->body == BODY_TEXT && !a->text.full, "%.*s: no words", STR_ARG(row->line));
		CHECK_STR(buf_str(&a->text), str_of(row->path));
	} else if (row->outcome == OUT_ASK) {
		CHECK_STR(ask_path(), str_of(row->path));
		CHECK(scene.ask.gopher == listener && scene.ask.capsule == listener, "%.*s", STR_ARG(row->line));
		CHECK(scene.ask.ascii == row->ascii && scene.ask.plus == row->plus, "%.*s: %d %d", STR_ARG(row->line),
			scene.ask.ascii, scene.ask.plus);
	} else {
		file_check(row, listener);
	}
}

static inline void row_check(unsigned listener, const struct row *row)
{
	desk_gopher(&desk, listener, row->line);
	answer_check(listener, row);
}

static inline void rows_check(unsigned listener, const struct row *rows, size_t count)
{
	int before = open_count();
	for (size_t i = 0; i < count; i++)
		row_check(listener, &rows[i]);
	CHECK(open_count() == before, "%d descriptors are left open", open_count() - before);
}

/* A file whose text is its own path. */
static inline void put(const char *path)
{
	char name[512];
	snprintf(name, sizeof name, "bote%s", path);
	scene_put(name, str_of(path));
}

static inline void furnish(void)
{
	static const char *const files[] = { "/index.gmi", "/about.gmi", "/2018/06/28/freibad.gmi", "/2018/photo.png",
		"/2018/page.html", "/fahrplan.txt", "/both.gmi", "/both.txt", "/README", "/jahr/index.gmi",
		"/jahr/x.gmi", "/straße 1%.gmi", "/a=b.gmi", "/0/real.gmi", "/1/index.gmi", "/raw2/x.gmi", "/.hidden",
		"/x.gmi.gmi", "/name", "/name.gmi", "/dir.gmi/inside.gmi", "/dir/inside.gmi", "/g/pic.gif",
		"/upper.GMI", "/a+b!c$.gmi", "/research/for/kids.gmi" };
	for (size_t i = 0; i < COUNT(files); i++)
		put(files[i]);
	scene_put("bote/search/x.gmi", STR("/search/x.gmi"));
	scene_folder("bote/today");
	scene_folder("bote/random");
	scene_put("news/about.gmi", STR("/about.gmi"));
	scene_put("secret", STR("not for visitors"));
	scene_link("bote/out.gmi", "../secret");
	mkfifo(scene_path("bote/fifo.gmi"), 0644);
	mkfifo(scene_path("bote/fifo.txt"), 0644);
}

#endif
