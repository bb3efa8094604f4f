#include "text/flow.h"

#include "text/cells.h"
#include "text/wrap.h"

#include <string.h>

enum {
	CLEAN_MAX = FLOW_PIECE * CELLS_GROWTH,
	LOOK_BACK = 64,   /* a character with more marks than that may be parted from them */
	DATE_INDENT = 11, /* "2018-06-27 " */
	LABEL_INDENT = 2,
	MANY = 1000, /* spaces, and columns: more than any line has */
};

static const struct item nowhere = { 'i', { "", 0 }, { "null.host", 9 }, 1 };

void flow_begin(struct flow *f, enum flow_lead lead, unsigned indent, bool keep)
{
	f->lead = (unsigned char)lead;
	f->indent = (unsigned char)indent;
	f->keep = keep;
	f->lines = f->widest = 0;
	f->open = false;
}

static unsigned short at_most_many(size_t n)
{
	return (unsigned short)(n < MANY ? n : MANY);
}

static void open_line(struct flow *f, struct buf *out, const struct item *item)
{
	static const char *const lead[] = { [FLOW_PLAIN] = "", [FLOW_LIST] = "*", [FLOW_QUOTE] = ">" };
	bool first = f->lines == 0;
	struct str before = str_of(f->lead == FLOW_LIST && !first ? "" : lead[f->lead]);
	f->open = f->fresh = true;
	f->dot = false;
	f->column = (unsigned short)before.n;
	f->spaces = f->lead == FLOW_PLAIN ? 0 : before.n ? 1 : 2;
	if (!first)
		f->spaces = (unsigned short)(f->spaces + f->indent);
	if (f->menu)
		buf_byte(out, first && item ? item->type : 'i');
	buf_add(out, before);
}

static void close_line(struct flow *f, struct buf *out, const struct item *item)
{
	if (f->menu)
		item_add_tail(out, f->lines == 0 && item ? item : &nowhere);
	else
		/* a bare "." ends a text for some clients */
		buf_add(out, f->dot && f->column == 1 && !f->strict ? STR(" \r\n") : STR("\r\n"));
	if (f->column > f->widest)
		f->widest = (unsigned char)(f->column < FLOW_CELLS ? f->column : FLOW_CELLS);
	f->blank = f->column == 0;
	f->open = false;
	if (f->lines < 255)
		f->lines++;
}

/* A soft hyphen in front of it is not written, and so hides nothing. */
static bool shows_dot(struct str text)
{
	while (str_starts(text, STR("\xc2\xad")))
		text = str_sub(text, 2, text.n);
	return str_starts(text, STR("."));
}

static void put(struct flow *f, struct buf *out, const struct wrap_line *line)
{
	if (line->text.n == 0)
		return;
	for (unsigned i = 0; i < f->spaces; i++)
		buf_byte(out, ' ');
	if (f->column == 0 && f->spaces == 0 && shows_dot(line->text)) {
		f->dot = true;
		if (f->strict && !f->menu)
			buf_byte(out, '.');
	}
	wrap_add(out, line);
	f->column = at_most_many(f->column + f->spaces + line->cells);
	f->spaces = at_most_many(line->spaces);
	f->fresh = false;
}

/* Fills the line; true when it is full. */
static bool next_line(const struct flow *f, struct wrap *w, struct wrap_line *line)
{
	unsigned used = f->column + f->spaces;
	if (f->spaces && !f->fresh && used >= FLOW_CELLS) {
		*line = (struct wrap_line){ .text = { "", 0 } }; /* or what has no width would take the spaces along */
		return true;
	}
	enum wrap_start start = f->fresh ? WRAP_FRESH : f->spaces ? WRAP_AFTER : WRAP_GLUED;
	return wrap_line(w, used < FLOW_CELLS ? FLOW_CELLS - used : 0, start, line);
}

/* Spaces at a piece's front: between two words, or before the first of a line that keeps them. */
static void take_spaces(struct flow *f, struct wrap *w)
{
	while (w->at < w->text.n && w->text.p[w->at] == ' ')
		w->at++;
	if (!f->fresh || f->keep)
		f->spaces = at_most_many(f->spaces + w->at);
	/* moved in so far that the first word would be cut: shown further left rather than in pieces */
	if (f->fresh && f->keep && f->lead == FLOW_PLAIN && f->spaces) {
		struct wrap look = *w;
		struct wrap_line line;
		if (f->spaces >= FLOW_CELLS ||
			(wrap_line(&look, FLOW_CELLS - f->spaces, WRAP_AFTER, &line) && line.text.n == 0))
			f->spaces = 0;
	}
}

static bool only_spaces(struct str s)
{
	size_t i = 0;
	while (i < s.n && s.p[i] == ' ')
		i++;
	return i == s.n;
}

static void put_piece(struct flow *f, struct buf *out, struct str raw, const struct item *item)
{
	char room[CLEAN_MAX];
	unsigned char marks[CLEAN_MAX];
	struct buf clean = BUF(room);
	struct wrap w = { raw, marks, 0 };
	if (f->ascii || !wrap_marks(raw, false, marks)) {
		cells_clean(&clean, raw, f->ascii, f->keep);
		w.text = buf_str(&clean);
		wrap_marks(w.text, true, marks);
	}
	if (!f->open && f->lines && only_spaces(w.text))
		return;
	if (!f->open)
		open_line(f, out, item);
	take_spaces(f, &w);
	for (struct wrap_line line; w.at < w.text.n;) {
		bool ends = next_line(f, &w, &line);
		put(f, out, &line);
		if (ends) {
			close_line(f, out, item);
			open_line(f, out, item);
		}
	}
}

void flow_text(struct flow *f, struct buf *out, struct str raw, const struct item *item)
{
	while (raw.n) {
		size_t n = flow_cut(raw);
		put_piece(f, out, str_sub(raw, 0, n), item);
		raw = str_sub(raw, n, raw.n);
	}
}

void flow_break(struct flow *f, struct buf *out, const struct item *item)
{
	if (f->open)
		close_line(f, out, item);
}

void flow_end(struct flow *f, struct buf *out, const struct item *item)
{
	if (!f->open && f->lines == 0)
		open_line(f, out, item);
	flow_break(f, out, item);
}

void flow_line(struct flow *f, struct buf *out, struct str raw, const struct item *item)
{
	flow_begin(f, FLOW_PLAIN, item ? flow_label_indent(raw) : 0, false);
	flow_text(f, out, raw, item);
	flow_end(f, out, item);
}

void flow_rule(struct flow *f, struct buf *out, char c)
{
	char rule[FLOW_CELLS];
	memset(rule, c, sizeof rule);
	struct str line = { rule, f->widest };
	if (line.n)
		flow_line(f, out, line, NULL);
}

size_t flow_cut(struct str raw)
{
	if (raw.n <= FLOW_PIECE)
		return raw.n;
	size_t space = str_rindex(str_sub(raw, 0, FLOW_PIECE), ' ');
	if (space < FLOW_PIECE)
		return space + 1;
	size_t whole = 0; /* the last place between two characters */
	for (size_t i = FLOW_PIECE; i > FLOW_PIECE - LOOK_BACK; i--) {
		uint32_t rune = 0;
		if (!utf8_read(str_sub(raw, i, raw.n), &rune))
			continue;
		if (cells_of(rune))
			return i;
		whole = whole ? whole : i;
	}
	return whole ? whole : FLOW_PIECE;
}

unsigned flow_label_indent(struct str label)
{
	static const char date[] = "dddd-dd-dd ";
	if (label.n < DATE_INDENT)
		return LABEL_INDENT;
	for (size_t i = 0; i < DATE_INDENT; i++) {
		bool digit = label.p[i] >= '0' && label.p[i] <= '9';
		if (date[i] == 'd' ? !digit : label.p[i] != date[i])
			return LABEL_INDENT;
	}
	return DATE_INDENT;
}
