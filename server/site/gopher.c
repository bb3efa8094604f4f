/* gopher: the routes of Gopher; see route.h, and the design, "Gopher: three views". */
#include "site/route.h"

#include "site/builtin.h"
#include "site/finding.h"
#include "site/overlay.h"
#include "site/reply.h"
#include "site/web.h"
#include "store/mime.h"
#include "text/ascii.h"
#include "text/gemtext.h"
#include "text/item.h"
#include "text/uri.h"

#include <unistd.h>

/* One request on its way. */
struct trip {
	struct site *site;
	const struct site_capsule *capsule;
	unsigned gopher;
	const struct gopher_request *request;
	struct answer *answer;
	unsigned moves; /* followed so far: Gopher has no redirect, the new page is the answer */
	bool unpasted;  /* the path without its item type is being tried */
	bool text;      /* a text was asked for, not a menu: so are words that stand in its place */
};

enum { MOVES_MAX = 4 };

static bool wants_text(const struct gopher_request *r)
{
	return r->view == GOPHER_RAW || item_type_of_path(r->path) == '0';
}

/* The UMN client opens with "$" and takes nothing but attributes for an answer. */
static bool attributes(const struct gopher_request *r)
{
	return r->plus && r->plus_sign != '+';
}

static void begin_answer(struct trip *t, enum outcome outcome)
{
	t->answer->outcome = outcome;
	t->answer->body = BODY_TEXT;
	buf_clear(&t->answer->text);
}

/* A line of text, where no menu was asked for. */
static void say(struct trip *t, enum outcome outcome, struct str text)
{
	struct buf *out = &t->answer->text;
	begin_answer(t, outcome);
	if (t->request->ascii)
		ascii_add(out, text);
	else
		buf_add(out, text);
	buf_add(out, STR("\r\n"));
}

/* To a menu a type 3 line, to a text its words: never one inside the other. */
static void words(struct trip *t, enum outcome outcome, struct str about)
{
	char space[2048];
	struct buf text = BUF(space);
	reply_text(t->capsule, outcome, about, &text);
	if (t->text) {
		say(t, outcome, buf_str(&text));
		return;
	}
	begin_answer(t, outcome);
	view_item(&t->answer->text, '3', buf_str(&text), STR(""), STR("null.host"), 1, t->request && t->request->ascii);
	buf_add(&t->answer->text, STR(".\r\n"));
}

static void send_raw(struct trip *t, const struct finding_result *f)
{
	t->answer->outcome = OUT_OK;
	t->answer->body = BODY_FILE;
	t->answer->fd = f->file.fd;
	t->answer->size = f->file.size;
}

static void send_view(struct trip *t, const struct finding_result *f, enum view_kind view)
{
	send_raw(t, f);
	t->answer->body = BODY_VIEW;
	t->answer->view = view;
	t->answer->view_site = &t->site->gophers[t->gopher].view;
	t->answer->ascii = t->request->ascii;
	t->answer->plus = attributes(t->request) && view == VIEW_MENU;
}

/* A file under its own name: an index is a menu, a gemtext page its bytes, a text its lines made harmless. */
static void send_own(struct trip *t, const struct finding_result *f)
{
	if (overlay_plain(f->path)) {
		send_raw(t, f);
		return;
	}
	struct str type = mime_of_file(f->path, &f->file);
	if (str_ends(f->path, STR("/index.gmi")))
		send_view(t, f, VIEW_MENU);
	else if (str_starts(type, STR("text/")) && !str_eq(type, STR("text/gemini")) && !str_eq(type, STR("text/html")))
		send_view(t, f, VIEW_PLAIN);
	else
		send_raw(t, f);
}

/* The item that asks for what to search, and what may be typed. */
static void search_box(struct trip *t)
{
	struct buf *out = &t->answer->text;
	const struct view_site *site = &t->site->gophers[t->gopher].view;
	const struct str *word = t->capsule->words->word;
	bool ascii = t->request->ascii;
	if (t->text) {
		say(t, OUT_OK, word[WORD_PROMPT]);
		return;
	}
	begin_answer(t, OUT_OK);
	view_item(out, '7', word[WORD_SEARCH], ascii ? STR("/ascii/search") : STR("/search"), site->gopher_host,
		site->gopher_port, ascii);
	view_info(out, word[WORD_PROMPT], ascii);
	buf_add(out, STR(".\r\n"));
}

static void ask(struct trip *t, const struct finding_result *f, enum page_view view)
{
	struct site_ask *ask = &t->site->ask;
	reply_ask(t->site, t->capsule, f, t->answer);
	ask->gopher = t->gopher;
	ask->gopher_asked = true;
	ask->moves = t->moves;
	ask->view = view;
	ask->ascii = t->request->ascii;
	ask->plus = attributes(t->request) && view == PAGE_MENU;
}

/* The page that a path names, in a view of it; a feed has none but its bytes. False: there is none of this name. */
static bool named(struct trip *t, struct str path, enum page_view view, const struct finding_result *f)
{
	struct site_ask *ask = &t->site->ask;
	if (!reply_ask_named(t->site, t->capsule, path, t->request->search, f, t->answer))
		return false;
	ask->gopher = t->gopher;
	ask->gopher_asked = true;
	ask->moves = t->moves;
	ask->view = ask->kind == NAME_FEED ? PAGE_GEMTEXT : view;
	/* a menu cannot hold an article that somebody asked for by chance */
	if (ask->kind == NAME_RANDOM && view == PAGE_MENU)
		ask->view = PAGE_TEXT;
	ask->ascii = t->request->ascii;
	ask->plus = attributes(t->request) && ask->view == PAGE_MENU;
	if (ask->kind == NAME_SEARCH && ask->query_n == 0)
		search_box(t);
	return true;
}

static void look(struct trip *t, struct str path);

/* Somebody may have pasted a URL's path with its item type. */
static void not_found(struct trip *t, struct str path)
{
	if (t->request->unpasted.n == 0 || t->unpasted) {
		words(t, OUT_NOT_FOUND, path);
		return;
	}
	t->unpasted = true;
	look(t, t->request->unpasted);
}

static bool look_for_page(struct trip *t, struct str stem, enum view_kind view);

/* To another archive: Gopher has no redirect, so a menu gets an item, and a text the words. */
static void moved_away(struct trip *t, struct str url)
{
	char room[2048], space[2048];
	struct buf text = BUF(room), selector = BUF(space);
	struct buf *out = &t->answer->text;
	const struct view_site *site = &t->site->gophers[t->gopher].view;
	struct word_value value = { STR("path"), url };
	words_fill(&text, t->capsule->words->word[WORD_MOVED], &value, 1);
	buf_add(&selector, STR("URL:"));
	buf_add(&selector, url);
	if (t->text) {
		say(t, OUT_MOVED, buf_str(&text));
		return;
	}
	begin_answer(t, OUT_MOVED);
	view_item(
		out, 'h', buf_str(&text), buf_str(&selector), site->gopher_host, site->gopher_port, t->request->ascii);
	buf_add(out, STR(".\r\n"));
}

/* The new page, in the view that was asked for: that of a page, or (view NULL) what its own name gives. */
static void follow(struct trip *t, const struct gone_entry *gone, const enum view_kind *view)
{
	struct str to = gone->to;
	bool local = ++t->moves <= MOVES_MAX && str_starts(to, STR("/"));
	if (local && view && str_ends(to, STR(".gmi"))) {
		if (!look_for_page(t, str_sub(to, 0, to.n - 4), *view))
			words(t, OUT_NOT_FOUND, to);
	} else if (local) {
		look(t, to);
	} else {
		moved_away(t, to);
	}
}

/* What both finders of a page have in common. True: it is answered. */
static bool settled(struct trip *t, enum finding finding, const struct finding_result *f, const enum view_kind *view)
{
	switch (finding) {
	case FINDING_MOVED:
		follow(t, f->gone, view);
		return true;
	case FINDING_GONE:
		words(t, OUT_GONE, f->gone->to);
		return true;
	case FINDING_TROUBLE:
		words(t, OUT_FAILED, STR(""));
		return true;
	case FINDING_FILE:
	case FINDING_LISTING:
	case FINDING_NO_SLASH:
	case FINDING_NOTHING:
		break;
	}
	return false;
}

/* The page whose view this is: path without its ending, plus ".gmi". */
static bool look_for_page(struct trip *t, struct str stem, enum view_kind view)
{
	char space[PATH_ROOM];
	struct buf name = BUF(space);
	struct finding_result f;
	buf_add(&name, stem);
	buf_add(&name, STR(".gmi"));
	if (name.full || str_ends(stem, STR("/")))
		return false;
	enum finding finding = finding_look(t->capsule, buf_str(&name), &t->answer->path, &f);
	if (settled(t, finding, &f, &view))
		return true;
	enum page_view as = view == VIEW_TEXT ? PAGE_TEXT : PAGE_MENU;
	if (finding == FINDING_FILE)
		send_view(t, &f, view);
	else if (named(t, buf_str(&name), as, finding == FINDING_LISTING ? &f : NULL))
		return true;
	else if (finding == FINDING_LISTING)
		ask(t, &f, as);
	return finding == FINDING_FILE || finding == FINDING_LISTING;
}

static void send_builtin(struct trip *t)
{
	char space[ANSWER_TEXT_ROOM];
	struct buf plain = BUF(space), *text = &t->answer->text;
	t->answer->outcome = OUT_OK;
	t->answer->body = BODY_TEXT;
	if (t->request->ascii) {
		ascii_add(&plain, buf_str(text));
		buf_clear(text);
		buf_add(text, buf_str(&plain));
	}
}

/* Nothing has that name itself: it may be a view of a page, or one of the small files that we make. */
static void look_for_view(struct trip *t, struct str path)
{
	bool txt = str_ends(path, STR(".txt"));
	if (builtin_text(t->capsule, path, &t->answer->text)) {
		send_builtin(t);
	} else if (txt && look_for_page(t, str_sub(path, 0, path.n - 4), VIEW_TEXT)) {
		return;
	} else if (t->answer->outcome != OUT_ASK && !look_for_page(t, path, VIEW_MENU)) {
		not_found(t, path);
	}
}

/* What a page's own name gives: an index is a menu, other gemtext its bytes. */
static enum page_view own_view(const struct trip *t, struct str path)
{
	bool gemtext = gem_named(path) && !str_ends(path, STR("/index.gmi"));
	return t->request->view == GOPHER_RAW || gemtext ? PAGE_GEMTEXT : PAGE_MENU;
}

static void look(struct trip *t, struct str path)
{
	char space[PATH_ROOM];
	struct buf slashed = BUF(space);
	struct finding_result f;
	bool raw = t->request->view == GOPHER_RAW;
	enum finding finding = finding_look(t->capsule, path, &t->answer->path, &f);
	if (finding == FINDING_NO_SLASH) {
		buf_add(&slashed, path);
		buf_byte(&slashed, '/');
		finding = slashed.full ? FINDING_NOTHING
				       : finding_look(t->capsule, buf_str(&slashed), &t->answer->path, &f);
	}
	if (settled(t, finding, &f, NULL))
		return;
	if (finding == FINDING_FILE && raw)
		send_raw(t, &f);
	else if (finding == FINDING_FILE)
		send_own(t, &f);
	else if (named(t, path, own_view(t, path), finding == FINDING_LISTING ? &f : NULL))
		return;
	else if (finding == FINDING_LISTING)
		ask(t, &f, raw ? PAGE_GEMTEXT : PAGE_MENU);
	else if (raw && builtin_text(t->capsule, path, &t->answer->text))
		t->answer->outcome = OUT_OK, t->answer->body = BODY_TEXT;
	else if (raw)
		not_found(t, path);
	else
		look_for_view(t, path);
}

/* ---- what is not a path ---- */

/* For clients that know no h items with URL: they fetch this page and follow it. */
static void redirect(struct trip *t, struct str url)
{
	enum outcome outcome = web_redirect(t->capsule, url, &t->answer->text);
	if (outcome != OUT_OK) {
		words(t, outcome, STR(""));
		return;
	}
	t->answer->outcome = OUT_OK;
	t->answer->body = BODY_TEXT;
}

static void refuse_web(struct trip *t)
{
	web_refuse(t->capsule, &t->site->gophers[t->gopher].view, &t->answer->text);
	t->answer->outcome = OUT_WEB;
	t->answer->body = BODY_TEXT;
}

static struct trip trip_new(struct site *s, const struct visitor *v, const struct gopher_request *r, struct answer *a)
{
	return (struct trip){ .site = s,
		.capsule = site_capsule_meant(s, v),
		.gopher = v->listener,
		.request = r,
		.answer = a,
		.text = r && wants_text(r) };
}

void route_gopher(struct site *s, const struct visitor *v, const struct gopher_request *r, struct answer *a)
{
	struct trip t = trip_new(s, v, r, a);
	if (r->web)
		refuse_web(&t);
	else if (r->url.n)
		redirect(&t, r->url);
	else
		look(&t, r->path);
}

/* The page at path, as what another one was asked for. */
static void look_again(struct trip *t, struct str path, enum page_view as)
{
	char space[PATH_ROOM + 16];
	struct buf file = BUF(space);
	name_file(path, &file);
	struct str name = buf_str(&file);
	if (as == PAGE_GEMTEXT || !str_ends(name, STR(".gmi")))
		look(t, path);
	else if (!look_for_page(t, str_sub(name, 0, name.n - 4), as == PAGE_MENU ? VIEW_MENU : VIEW_TEXT))
		words(t, OUT_NOT_FOUND, path);
}

/* Gopher has no redirect: it goes there. */
static void go_there(
	struct site *s, const struct visitor *v, const struct site_ask *ask, struct str to, struct answer *a)
{
	char space[PATH_ROOM];
	struct buf path = BUF(space);
	struct gopher_request r = { .ascii = ask->ascii,
		.view = ask->view == PAGE_GEMTEXT ? GOPHER_RAW : GOPHER_AUTO,
		.plus = ask->plus,
		.plus_sign = '$' };
	r.path = uri_decode(to, &path) && !path.full ? buf_str(&path) : STR("");
	struct trip t = trip_new(s, v, &r, a);
	t.text = ask->view != PAGE_MENU;
	t.moves = ask->moves + 1;
	if (t.moves > MOVES_MAX || !str_starts(r.path, STR("/")))
		words(&t, OUT_FAILED, STR(""));
	else
		look_again(&t, r.path, ask->view);
}

void route_moved(struct site *s, const struct visitor *v, const struct site_ask *ask, enum outcome outcome,
	struct str to, struct answer *a)
{
	if (ask->gopher_asked) {
		go_there(s, v, ask, to, a);
		return;
	}
	a->outcome = outcome;
	a->body = BODY_NONE;
	buf_clear(&a->meta);
	buf_add(&a->meta, to);
}

/* What was asked for, as far as it can be told: a text is refused in plain words, not by a line of a menu. */
static bool reread(struct str line, char *space, size_t room, struct buf *path, struct gopher_request *out)
{
	struct buf whole = { space, 0, room, false };
	enum outcome why;
	buf_add(&whole, line);
	buf_byte(&whole, '\n');
	return !whole.full && gopher_parse(buf_str(&whole), path, out, &why) == PARSE_YES;
}

void route_refuse(struct site *s, const struct visitor *v, enum outcome outcome, struct str line, struct answer *a)
{
	char space[GOPHER_REQUEST_MAX + 2], decoded[PATH_ROOM];
	struct buf path = BUF(decoded);
	struct gopher_request request;
	struct trip t = { .site = s, .capsule = site_capsule_meant(s, v), .answer = a };
	struct str about = outcome == OUT_SLOW_DOWN ? STR("10") : STR("");
	if (v->protocol == GEMINI) {
		reply_words(t.capsule, outcome, about, a);
		return;
	}
	if (reread(line, space, sizeof space, &path, &request))
		t = trip_new(s, v, &request, a);
	words(&t, outcome, about);
}
