#include "text/view.h"

#include "text/cells.h"
#include "text/gemtext.h"
#include "text/target.h"

#include <assert.h>

enum {
	HEAD_MAX = 4096, /* of a line: enough for a link's URL and the first piece of its label */
};

enum phase { BODY, LIST, CLOSE };

void view_begin(struct view *v, enum view_kind kind, bool ascii, const struct view_site *site, struct str path)
{
	*v = (struct view){ .kind = kind, .ascii = ascii, .site = site, .path = path };
	v->offered = site->fixed;
	v->flow = (struct flow){ .menu = kind == VIEW_MENU, .ascii = ascii, .strict = site->strict, .blank = true };
}

/* Without a character of which only the beginning is there. */
static struct str whole_characters(struct str s)
{
	size_t n = s.n;
	while (n > s.n - 3 && ((unsigned char)s.p[n - 1] & 0xc0) == 0x80)
		n--;
	uint32_t rune;
	return utf8_read(str_sub(s, n - 1, s.n), &rune) ? s : str_sub(s, 0, n - 1);
}

/* The line at the front of in: its first HEAD_MAX bytes, if it has so many. *whole: it is all there. */
static struct str line_at(struct str in, bool last, bool *whole)
{
	struct str window = str_sub(in, 0, HEAD_MAX);
	size_t end = str_index(window, '\n');
	*whole = end < window.n || (last && window.n == in.n);
	return !*whole && window.n == HEAD_MAX ? whole_characters(window) : str_sub(window, 0, end);
}

/* The length of a whole line with its newline, which a document's last one may not have. */
static size_t with_newline(size_t n, struct str in)
{
	return n < in.n ? n + 1 : n;
}

/* Reads a line's beginning. Links that are too long, or of which not all is there, are text; both passes see the same.
 * Adds them up. */
static struct gem_line read_line(struct view *v, struct str raw, bool whole, unsigned *links)
{
	struct gem_line line = gem_read(raw, &v->pre);
	if (line.type != GEM_LINK)
		return line;
	bool all = whole || line.url.p + line.url.n < raw.p + raw.n;
	if (!all || line.url.n > TARGET_URL_MAX)
		return (struct gem_line){ GEM_TEXT, 0, str_trim(raw), STR("") };
	if (line.text.n == 0)
		line.text = line.url;
	(*links)++;
	return line;
}

static struct str word(const struct view *v, enum word word)
{
	return v->site->words->word[word];
}

static void begin_paragraph(struct view *v, const struct gem_line *line)
{
	bool link = line->type == GEM_LINK;
	enum flow_lead lead = line->type == GEM_LIST ? FLOW_LIST : line->type == GEM_QUOTE ? FLOW_QUOTE : FLOW_PLAIN;
	flow_begin(&v->flow, lead, link ? flow_label_indent(line->text) : 0, line->type == GEM_PRE);
	v->line_type = (unsigned char)line->type;
	v->level = (unsigned char)line->level;
}

/* Level 2 right beneath level 1 is a subtitle (Gemini's companion specification for subscriptions): no line. */
static void end_heading(struct view *v, struct buf *out)
{
	static const char rules[] = { '=', '=', '-', '~' };
	if (v->level != 2 || !v->titled)
		flow_rule(&v->flow, out, rules[v->level]);
}

static void end_paragraph(struct view *v, struct buf *out, const struct item *item)
{
	char room[16];
	struct buf mark = BUF(room);
	if (v->line_type == GEM_LINK && v->kind == VIEW_TEXT) {
		buf_fmt(&mark, " [%u]", v->links);
		flow_text(&v->flow, out, buf_str(&mark), NULL);
	}
	flow_end(&v->flow, out, item);
	if (v->line_type == GEM_HEADING)
		end_heading(v, out);
	v->titled = v->line_type == GEM_HEADING && v->level == 1;
	v->middle = false;
}

static void blank_line(struct view *v, struct buf *out)
{
	if (!v->flow.blank)
		flow_line(&v->flow, out, STR(""), NULL);
}

/* The front page's menu offers the ASCII views, above its first link. */
static void offer_ascii(struct view *v, struct buf *out)
{
	if (v->offered || v->kind != VIEW_MENU || v->ascii || !str_eq(v->path, STR("/index.gmi")))
		return;
	v->offered = true;
	blank_line(v, out);
	view_item(out, '1', STR("ASCII version (ae oe ue ss), for terminals without UTF-8"), STR("/ascii/"),
		v->site->gopher_host, v->site->gopher_port, false);
	view_info(out, STR(""), false);
}

/* The first piece of a paragraph. Returns how much of in that was. */
static size_t put_beginning(struct view *v, struct str in, struct gem_line *line, struct str raw, bool whole,
	const struct item *item, struct buf *out)
{
	struct str text = line->text;
	size_t cut = flow_cut(text);
	flow_text(&v->flow, out, str_sub(text, 0, cut), item);
	if (whole && cut == text.n) {
		end_paragraph(v, out, item);
		return with_newline(raw.n, in);
	}
	v->middle = true;
	if (item && v->flow.lines == 0)
		flow_break(&v->flow, out, item); /* where it leads is known only now */
	return text.n ? (size_t)(text.p - raw.p) + cut : raw.n;
}

static size_t begin_line(struct view *v, struct str in, bool last, struct buf *out)
{
	bool whole;
	struct str raw = line_at(in, last, &whole);
	struct gem_line line = { GEM_PRE, 0, raw, STR("") };
	if (v->offset == 0 && v->kind == VIEW_PLAIN && str_starts(raw, STR("\xef\xbb\xbf")))
		line.text = str_sub(raw, 3, raw.n);
	struct target target;
	char room[TARGET_ROOM];
	struct buf made = BUF(room);
	const struct item *item = NULL;
	if (v->kind != VIEW_PLAIN)
		line = read_line(v, raw, whole, &v->links);
	if (line.type == GEM_PRE_TOGGLE && line.text.n == 0 && whole)
		return with_newline(raw.n, in);
	if (line.type == GEM_LINK) {
		offer_ascii(v, out);
		if (v->kind == VIEW_MENU && target_of(v->site, v->ascii, v->path, line.url, &made, &target))
			item = &target.item;
		/* only on Gopher the box is here, with room for what may be typed into it */
		bool plain = str_eq(line.text, line.url) || str_eq(line.text, word(v, WORD_SEARCH));
		if (item && item->type == '7' && whole && plain)
			line.text = word(v, WORD_SEARCH_BOX);
	}
	begin_paragraph(v, &line);
	return put_beginning(v, in, &line, raw, whole, item, out);
}

static size_t go_on(struct view *v, struct str in, bool last, struct buf *out)
{
	struct str window = str_sub(in, 0, FLOW_PIECE + 1);
	size_t end = str_index(window, '\n');
	bool whole = end < window.n || (last && window.n == in.n && end <= FLOW_PIECE);
	struct str raw = str_sub(window, 0, end);
	size_t cut = flow_cut(raw);
	flow_text(&v->flow, out, str_sub(raw, 0, cut), NULL);
	if (!whole)
		return cut;
	end_paragraph(v, out, NULL);
	return with_newline(end, in);
}

/* A URL that leads nowhere, as it is written, but for soft hyphens: they are not seen anyway. */
static void add_dead(const struct view *v, struct str url, struct buf *out)
{
	char room[FLOW_PIECE * CELLS_GROWTH];
	struct buf clean = BUF(room);
	cells_clean(&clean, url, v->ascii, false);
	struct str rest = buf_str(&clean);
	while (rest.n) {
		size_t at = str_find(rest, STR("\xc2\xad"));
		buf_add(out, str_sub(rest, 0, at));
		rest = str_sub(rest, at + 2, rest.n);
	}
}

/* One line for each link, "[n] URL". */
static size_t list_line(struct view *v, struct str in, bool last, struct buf *out)
{
	bool whole;
	struct str raw = line_at(in, last, &whole);
	struct target target;
	char room[TARGET_ROOM];
	struct buf made = BUF(room);
	unsigned before = v->listed;
	if (!v->middle) {
		struct gem_line line = read_line(v, raw, whole, &v->listed);
		bool leads = v->listed > before && target_of(v->site, v->ascii, v->path, line.url, &made, &target);
		if (v->listed > before)
			buf_fmt(out, "[%u] ", v->listed);
		if (leads)
			buf_add(out, target.url);
		else if (v->listed > before)
			add_dead(v, line.url, out);
		if (v->listed > before)
			buf_add(out, STR("\r\n"));
	}
	v->middle = !whole;
	return whole ? with_newline(raw.n, in) : raw.n;
}

static void add_address(struct buf *out, struct buf *url)
{
	if (!url->full) {
		buf_add(out, STR("  "));
		buf_add(out, buf_str(url));
		buf_add(out, STR("\r\n"));
	}
	buf_clear(url);
}

/* The page's own addresses. */
static void end_block(struct view *v, struct buf *out)
{
	char room[12 * 1024];
	struct buf url = BUF(room);
	blank_line(v, out);
	flow_line(&v->flow, out, word(v, WORD_THIS_PAGE), NULL);
	if (target_own_url(v->site, v->ascii, v->path, false, &url))
		add_address(out, &url);
	target_gemini_url(v->site, v->path, &url);
	add_address(out, &url);
	if (!v->site->fixed && target_own_url(v->site, v->ascii, v->path, true, &url)) {
		flow_line(&v->flow, out, word(v, WORD_WITH_LINKS), NULL);
		add_address(out, &url);
	}
}

/* The document has been read to its end. */
static void end_phase(struct view *v, struct buf *out)
{
	if (v->phase == BODY && v->middle)
		end_paragraph(v, out, NULL);
	if (v->phase == BODY && v->kind == VIEW_TEXT && v->links) {
		blank_line(v, out);
		flow_line(&v->flow, out, word(v, WORD_LINKS), NULL);
		v->phase = LIST;
		v->offset = 0;
		v->pre = v->middle = false;
		return;
	}
	if (v->phase != CLOSE && v->kind == VIEW_TEXT) {
		v->phase = CLOSE;
		return;
	}
	if (v->kind == VIEW_TEXT)
		end_block(v, out);
	else
		offer_ascii(v, out);
	if (v->kind == VIEW_MENU || v->site->strict)
		buf_add(out, STR(".\r\n"));
	v->done = true;
}

/* Something to work on: a line's head, or all that there is. */
static bool enough(struct str in, bool last)
{
	return last || in.n >= HEAD_MAX || str_index(in, '\n') < in.n;
}

static void step(struct view *v, struct str in, bool last, struct buf *out)
{
	size_t n;
	if (in.n == 0) {
		end_phase(v, out);
		return;
	}
	if (v->phase == LIST)
		n = list_line(v, in, last, out);
	else if (v->middle)
		n = go_on(v, in, last, out);
	else
		n = begin_line(v, in, last, out);
	v->offset += n;
}

void view_step(struct view *v, struct str in, bool last, struct buf *out)
{
	uint64_t start = v->offset;
	bool first = true;
	last = last || in.n == 0;
	while (!v->done) {
		/* a piece that no longer fits is taken back, and comes again in the next step */
		struct view was = *v;
		size_t written = out->n;
		if (v->offset < start)
			break; /* from the top again, which is not in here */
		struct str rest = str_sub(in, (size_t)(v->offset - start), in.n);
		if (!first && !enough(rest, last))
			break;
		step(v, rest, last, out);
		if (out->full) {
			assert(!first); /* VIEW_OUT is more than any piece needs */
			*v = was;
			out->n = written;
			out->full = false;
			break;
		}
		first = false;
	}
}
