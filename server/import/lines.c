#include "import/lines.h"

#include "import/grid.h"
#include "import/hint.h"
#include "import/marks.h"
#include "import/run.h"
#include "import/space.h"

#include <string.h>
#include <unictype.h>

enum {
	PARAGRAPH = 60, /* bytes of a line that is plainly one */
	SENTENCES = 80, /* of one that no element calls a paragraph */
	HEAD = 2,       /* above the second paragraph names and dates are the article's */
	FIRST_ROOM = 16,
	LINKS = 85, /* of a hundred bytes; then a block only leads elsewhere */
};

/* What surrounds a node. */
struct around {
	enum hint hint;
	bool aside, pre, links;
};

/* A walk. */
struct walk {
	struct lines *f;
	struct run run;
	struct around now; /* of the text in run */
	unsigned gap;      /* before the next line */
	const struct node *stop;
	bool stopped;
};

/* ---- lines ---- */

static bool says_something(struct str s)
{
	uint32_t rune = 0;
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		n = utf8_read(s, &rune);
		if (n == 0)
			n = 1;
		else if (uc_is_alnum(rune))
			return true;
	}
	return false;
}

static struct line *line_add(struct lines *f, struct str text, enum hint hint, unsigned gap)
{
	text = space_tidy(text, f->a);
	if (!says_something(text))
		return NULL;
	if (f->count == DOCUMENT_LINES_MAX) {
		f->full = true;
		return NULL;
	}
	if (f->count == f->room) {
		size_t room = f->room ? 2 * f->room : FIRST_ROOM;
		struct line *lines = arena_take(f->a, room, sizeof *lines);
		if (f->count)
			memcpy(lines, f->lines, f->count * sizeof *lines);
		f->lines = lines;
		f->room = room;
	}
	struct line *l = &f->lines[f->count++];
	*l = (struct line){ .text = text, .number = (unsigned)f->count, .gap = gap, .hint = hint };
	f->paragraphs += hint == HINT_PARAGRAPH && text.n >= PARAGRAPH;
	return l;
}

void lines_add(struct lines *f, struct str text, enum hint hint, unsigned gap)
{
	line_add(f, arena_copy(f->a, text), hint, gap);
}

/* Within the text a name or a time is a part of it, as above each entry of a live blog. */
static enum hint settle(const struct walk *w, enum hint h, struct str text)
{
	bool inside = w->f->paragraphs >= HEAD;
	if (w->now.aside)
		return HINT_ASIDE;
	if (inside && (h == HINT_LEAD || (h == HINT_BYLINE && text.n > 200)))
		return HINT_PARAGRAPH;
	if (inside && (h == HINT_KICKER || h == HINT_DATE))
		return HINT_NONE;
	if (w->now.links && inside && (h == HINT_NONE || h == HINT_PARAGRAPH || h == HINT_LIST))
		return HINT_ASIDE;
	return h == HINT_NONE && text.n >= SENTENCES && run_sentence(text) ? HINT_PARAGRAPH : h;
}

/* One line of the run. */
static void part_end(struct walk *w, size_t from, size_t to)
{
	struct str core;
	for (size_t i = from; i < to; i++)
		if (w->run.text.p[i] == '\n')
			w->run.text.p[i] = ' ';
	struct str text = arena_copy(w->f->a, str_sub(buf_str(&w->run.text), from, to));
	enum hint h = run_hint(&w->run, from, to, w->now.hint, w->f->a, &core);
	struct line *l = line_add(w->f, text, settle(w, h, text), w->gap);
	if (l && l->hint == HINT_BYLINE && core.n < l->text.n)
		l->core = space_tidy(core, w->f->a);
	if (l)
		w->gap = 0;
}

/* Ends the line, or the lines, and begins a new one after a gap of so many. */
static void run_end(struct walk *w, unsigned gap)
{
	struct buf *b = &w->run.text;
	while (b->n && (b->p[b->n - 1] == '\n' || b->p[b->n - 1] == ' '))
		b->n--;
	bool heading = w->now.hint == HINT_TITLE || w->now.hint == HINT_HEADING;
	size_t from = 0;
	run_close(&w->run);
	for (size_t i = 0; i < b->n && !w->f->full; i++) {
		if (b->p[i] != '\n' || (!w->now.pre && (heading || !run_breaks(&w->run, i))))
			continue;
		part_end(w, from, i);
		from = i + 1;
	}
	if (b->n > from)
		part_end(w, from, b->n);
	w->run.text.n = 0;
	w->run.spans = 0;
	w->gap = gap > w->gap ? gap : w->gap;
}

/* ---- text ---- */

static void text_add(struct walk *w, struct str s)
{
	arena_room(w->f->a, &w->run.text, s.n + 1);
	space_add(&w->run.text, s);
}

static void break_add(struct walk *w)
{
	struct buf *b = &w->run.text;
	while (b->n && b->p[b->n - 1] == ' ')
		b->n--;
	if (b->n && b->p[b->n - 1] == '\n') {
		run_end(w, 1);
	} else if (b->n) {
		arena_room(w->f->a, b, 1);
		buf_byte(b, '\n');
	}
}

static void pre_add(struct walk *w, struct str s)
{
	while (s.n) {
		size_t newline = str_index(s, '\n');
		text_add(w, str_sub(s, 0, newline));
		if (newline < s.n)
			break_add(w);
		s = str_sub(s, newline + 1, s.n);
	}
}

static void span_end(struct walk *w, size_t from, enum hint hint)
{
	struct run *r = &w->run;
	if (r->spans < RUN_SPANS && r->text.n > from)
		r->span[r->spans++] = (struct span){ hint, from, r->text.n };
}

/* ---- elements ---- */

static void walk_node(struct walk *w, const struct node *n, struct around at);

static void walk_children(struct walk *w, const struct node *n, struct around at)
{
	for (const struct node *c = n->first; c && !w->stopped && !w->f->full; c = c->next)
		walk_node(w, c, at);
}

/* Ends what stood before and begins with what surrounds n. */
static void block_begin(struct walk *w, struct around at, unsigned gap)
{
	run_end(w, gap);
	w->now = at;
}

static bool is_aside(const struct node *n)
{
	struct str role = node_get(n, ATTR_ROLE);
	bool quoted = n->parent && n->parent->tag == TAG_BLOCKQUOTE;
	return n->tag == TAG_ASIDE || (n->tag == TAG_FOOTER && !quoted) || str_ieq(role, STR("complementary")) ||
	       str_ieq(role, STR("contentinfo"));
}

static bool is_heading(enum hint h)
{
	return h == HINT_TITLE || h == HINT_HEADING;
}

/* What holds in an element, by what holds around it and what it says itself. */
static struct around enter(const struct node *n, struct around at, enum hint own)
{
	bool weak = own == HINT_PARAGRAPH || own == HINT_NONE;
	bool taken = at.hint != HINT_NONE && at.hint != HINT_PARAGRAPH;
	if (!(weak && taken) && own != HINT_NONE)
		at.hint = own;
	at.aside = at.aside || is_aside(n);
	at.pre = at.pre || n->tag == TAG_PRE;
	at.links = at.links || (n->all && n->links * 100 >= n->all * LINKS && !is_heading(at.hint));
	return at;
}

static void date_take(struct lines *f, const struct node *n, enum hint own)
{
	struct str value = node_get(n, ATTR_DATETIME);
	if (value.n == 0 && own == HINT_DATE)
		value = node_get(n, node_has(n, ATTR_CONTENT) ? ATTR_CONTENT : ATTR_TITLE);
	if (f->paragraphs >= HEAD || value.n == 0 || value.p[0] < '0' || value.p[0] > '9')
		return;
	struct str *to = hint_updated(n) && !node_has_word(n, ATTR_CLASS, "published") ? &f->modified : &f->published;
	if (to->n == 0)
		*to = value;
}

/* Elements within a line that are lines of their own all the same. */
static bool stands_alone(const struct node *n, enum hint own, struct around at)
{
	if (own == HINT_CREDIT || own == HINT_KICKER)
		return n->tag != TAG_A || own == HINT_KICKER;
	return (own == HINT_CAPTION || own == HINT_LEAD || own == HINT_TITLE) && !is_heading(at.hint);
}

/* A second date of the same article, beside the first, hidden by style sheets as a rule. */
static bool is_twin(const struct walk *w, const struct node *n)
{
	return n->tag == TAG_TIME && hint_updated(n) && !node_has_word(n, ATTR_CLASS, "published") && w->run.spans &&
	       w->run.span[w->run.spans - 1].hint == HINT_DATE && w->run.span[w->run.spans - 1].to == w->run.text.n;
}

static void walk_block(struct walk *w, const struct node *n, struct around at, enum hint own)
{
	struct around in = enter(n, at, own);
	bool item = n->tag == TAG_LI || n->tag == TAG_TR || n->tag == TAG_DT || n->tag == TAG_DD;
	struct str row;
	block_begin(w, in, !item);
	if (n->tag == TAG_TABLE && grid_is(n)) {
		for (const struct node *r = n; (r = grid_row(r, n)) != NULL && !w->f->full;) {
			row = grid_text(r, w->f->a);
			line_add(w->f, row, in.aside ? HINT_ASIDE : HINT_LIST, w->gap);
			w->gap = 0;
		}
	} else {
		walk_children(w, n, in);
	}
	if (w->stopped)
		return;
	run_end(w, !item);
	w->now = at;
}

static void walk_node(struct walk *w, const struct node *n, struct around at)
{
	if (n == w->stop) {
		run_end(w, 1);
		w->stopped = true;
	}
	if (w->stopped || n->left_out || n->tag == TAG_META || n->tag == TAG_LINK)
		return;
	if (n->tag == TAG_TEXT) {
		if (at.pre)
			pre_add(w, n->text);
		else
			text_add(w, n->text);
		return;
	}
	if (n->tag == TAG_BR) {
		break_add(w);
		return;
	}
	enum hint own = hint_of(n);
	date_take(w->f, n, own);
	if (node_is_block(n) || stands_alone(n, own, at)) {
		walk_block(w, n, at, own);
	} else if (!is_twin(w, n)) {
		size_t from = w->run.text.n;
		walk_children(w, n, at);
		if ((own == HINT_DATE || own == HINT_BYLINE) && !w->stopped)
			span_end(w, from < w->run.text.n ? from : w->run.text.n, own);
	}
}

void lines_take(struct lines *f, const struct node *n, const struct node *stop)
{
	struct walk w = { .f = f, .gap = 1, .stop = stop };
	walk_node(&w, n, (struct around){ 0 });
	if (!w.stopped)
		run_end(&w, 1);
}
