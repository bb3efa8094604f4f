/* A document as Gopher shows it. The input's first byte says which view, the rest is the document. */
#include "fuzz.h"

#include "text/view.h"

enum { SHOWN_ROOM = 1 << 24, TABS = 3 };

static struct words words;
static char shown_room[SHOWN_ROOM];
static char step_room[VIEW_OUT];

static struct view_site site_new(bool strict)
{
	static const struct str hosts[2] = { { "bote.example", 12 }, { "localhost", 9 } };
	for (size_t i = 0; words_slot(&words, i); i++)
		*words_slot(&words, i) = STR("Wörter {n} {path}");
	words.language = STR("de");
	return (struct view_site){ .gemini_host = hosts[0],
		.gopher_host = hosts[0],
		.gemini_port = 1965,
		.gopher_port = 7070,
		.hosts = hosts,
		.host_count = 2,
		.words = &words,
		.strict = strict };
}

/* Whether a step did anything at all. */
static bool moved(const struct view *before, const struct view *after, const struct buf *out)
{
	return out->n || after->done || memcmp(before, after, sizeof *before) != 0;
}

/* Shows the document in the steps that a connection would take. False: too long to keep. */
static bool show(struct view *v, struct str document, struct buf *shown)
{
	size_t steps = 64 + 16 * document.n;
	while (!v->done) {
		struct view before;
		memcpy(&before, v, sizeof before);
		struct buf out = BUF(step_room);
		HOLDS(v->offset <= document.n && steps-- > 0);
		struct str in = str_sub(document, v->offset, v->offset + VIEW_IN);
		in = flush_copy(1, in.p, in.n);
		view_step(v, in, v->offset + in.n == document.n, &out);
		HOLDS(!out.full && moved(&before, v, &out));
		buf_add(shown, buf_str(&out));
	}
	return !shown->full;
}

static void check_menu(struct str shown)
{
	while (shown.n) {
		struct str line = str_cut(&shown, '\n');
		HOLDS(str_ends(line, STR("\r")));
		line.n--;
		if (str_eq(line, STR("."))) {
			HOLDS(shown.n == 0);
			return;
		}
		size_t tabs = 0;
		for (size_t i = 0; i < line.n; i++)
			tabs += line.p[i] == '\t';
		HOLDS(tabs == TABS && line.p[0] > ' ' && line.p[0] < 0x7f && line.p[0] != '3');
	}
}

/* To most clients a lone dot is the end of the text. */
static void check_text(struct str shown, bool strict)
{
	while (shown.n) {
		struct str line = str_cut(&shown, '\n');
		if (str_ends(line, STR("\r")))
			line.n--;
		HOLDS(!str_eq(line, STR(".")) || (strict && shown.n == 0));
	}
}

/* What is seen is ASCII. The selector of somebody else's item is not seen, and not ours to change. */
static void check_ascii(enum view_kind kind, struct str shown)
{
	while (shown.n) {
		struct str line = str_cut(&shown, '\n');
		struct str seen = kind == VIEW_MENU ? str_cut(&line, '\t') : line;
		for (size_t i = 0; i < seen.n; i++)
			HOLDS((unsigned char)seen.p[i] < 0x80);
	}
}

static void check_view(unsigned choice, struct str document)
{
	static const enum view_kind kinds[] = { VIEW_TEXT, VIEW_MENU, VIEW_PLAIN };
	enum view_kind kind = kinds[choice % 3];
	bool ascii = choice & 4, strict = choice & 8;
	struct view_site site = site_new(strict);
	struct str path = choice & 16 ? STR("/2018/06/28/straße.gmi") : STR("/index.gmi");
	struct buf shown = BUF(shown_room);
	struct view v;
	memset(&v, 0, sizeof v);
	view_begin(&v, kind, ascii, &site, path);
	if (!show(&v, document, &shown))
		return;
	HOLDS(harmless(buf_str(&shown), "\r\n\t"));
	if (ascii)
		check_ascii(kind, buf_str(&shown));
	if (kind == VIEW_MENU)
		check_menu(buf_str(&shown));
	else
		check_text(buf_str(&shown), strict);
}

/* One line of a menu from hostile text. */
static void check_item(unsigned choice, struct str text)
{
	struct buf out = BUF(shown_room);
	char space[4096];
	struct buf selector = BUF(space);
	view_selector(&selector, str_sub(text, 0, 255));
	view_item(&out, '1', text, buf_str(&selector), STR("bote.example"), 70, choice & 4);
	view_info(&out, text, choice & 4);
	HOLDS(out.full || harmless(buf_str(&out), "\r\n\t"));
	if (!out.full)
		check_menu(buf_str(&out));
	char type = view_item_type(text);
	HOLDS(type > ' ' && type < 0x7f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str document = flush_copy(0, data + 1, size - 1);
	if (data[0] & 32)
		check_item(data[0], document);
	else
		check_view(data[0], document);
	return 0;
}
