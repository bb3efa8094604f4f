/* Nothing is lost: generated documents come out with all their words, in every view and however they are read. */
#include "unit.h"

#include "text/ascii.h"
#include "text/cells.h"
#include "text/gemtext.h"
#include "text/view.h"

#include <string.h>

enum { DOCUMENTS = 10000, ROOM = 1 << 21, WORDS_MAX = 1 << 17, LEAST_IN = 4096 };

static struct words words;
static const struct str hosts[] = { { "bote.example", 12 } };
static const struct view_site site = { { "bote.example", 12 }, { "bote.example", 12 }, 1965, 70, false, hosts, 1,
	&words, false, false };
static const struct str path = { "/2018/06/28/slug.gmi", 20 };

static uint64_t seed = 28062018;

static uint32_t random_below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 20) % n);
}

/* ---- documents ---- */

static const char *const pool[] = { "der", "die", "und", "ein", "Stadt", "Wolfsburg.", "H\u00e4user,", "gr\u00fcn",
	"Stra\u00dfe", "28.06.2018", "z.B.", "E-Mail", "3,50", "\u20ac", "\u201eNein!\u201c,", "\u00bbja\u00ab",
	"1\u00bd", "\u2026und", "a/b", "(WMG)", "(", ")", "!", "?",
	"Bade\u00admeister\u00adanw\u00e4rter\u00adausbildung", "\u00adx\u00ad", "5\u00a0km",
	"Donaudampfschifffahrtsgesellschaftskapit\u00e4nswitwenrentenauszahlungsstellenleiterin", "\u00c4RGER",
	"GR\u00d6\u00dfE",
	"https://www.example.org/eine/sehr/lange/adresse/die/nicht/auf/eine/Zeile/passt?und=noch&mehr=davon",
	"\u6f22\u5b57\u304b\u306a\u6df7\u3058\u308a", "e\u0301te\u0301", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
	"\u0416\u0443\u043a", "\u05e2\u05d1\u05e8\u05d9\u05ea", ".", "..", ".x", "[1]", "=>", "#1", "*x", "\uff0c",
	"a\u2028b", "2018-06-28" };

/* Labels have no thousands of spaces: where one begins beyond a line's head, the URL stands in for it. */
static void add_words(struct buf *doc, uint32_t most, bool label)
{
	for (uint32_t n = random_below(most); n > 0; n--) {
		if (random_below(400) == 0) {
			uint32_t length = random_below(3000);
			const char *piece = random_below(2) ? "a" : "\u5b57"; /* a word that no piece holds */
			while (length--)
				buf_add(doc, str_of(piece));
			buf_byte(doc, ' '); /* or a line could begin with the ">" of "=>" */
		} else if (!label && random_below(600) == 0) {
			for (uint32_t spaces = random_below(5000); spaces > 0; spaces--)
				buf_byte(doc, ' ');
		}
		buf_add(doc, str_of(pool[random_below(sizeof pool / sizeof *pool)]));
		buf_byte(doc, random_below(30) ? ' ' : '\t');
	}
	buf_add(doc, STR("Ende."));
}

static void add_link(struct buf *doc)
{
	static const char *const urls[] = { "a.gmi", "/", "../", "https://example.org/x?y", "gopher://h.example/1",
		"http://[", "bild.png", "/search", "mailto:a@b", "//bote.example/x", "gemini://[::1]/" };
	buf_add(doc, STR("=> "));
	if (random_below(50) == 0)
		for (uint32_t n = random_below(2000); n > 0; n--)
			buf_add(doc, STR("/u"));
	buf_add(doc, str_of(urls[random_below(sizeof urls / sizeof *urls)]));
	buf_add(doc, random_below(10) ? STR(" ") : STR("\t"));
	if (random_below(5) == 0)
		buf_add(doc, STR("2018-06-28 "));
	add_words(doc, random_below(50) ? 20 : 500, true);
}

static void generate(struct buf *doc)
{
	static const char *const starts[] = { "", "", "", "# ", "## ", "### ", "* ", "> ", ">", "```", "  " };
	buf_clear(doc);
	for (uint32_t lines = 1 + random_below(20); lines > 0; lines--) {
		buf_add(doc, str_of(starts[random_below(sizeof starts / sizeof *starts)]));
		if (random_below(4) == 0)
			add_link(doc);
		else if (random_below(4))
			add_words(doc, random_below(50) ? 60 : 2000, false);
		buf_add(doc, random_below(8) ? STR("\n") : random_below(2) ? STR("\r\n") : STR("\n\n"));
	}
	if (random_below(2))
		doc->n--; /* a last line without its end; no document ends in a lone CR */
}

/* ---- the words that must come out ---- */

struct word_list {
	struct str word[WORDS_MAX];
	bool first[WORDS_MAX]; /* of a line */
	size_t n;
};

static void split(struct str line, struct word_list *list)
{
	bool first = true;
	struct str word;
	while ((word = str_word(&line)).n && list->n < WORDS_MAX) {
		list->first[list->n] = first;
		list->word[list->n++] = word;
		first = false;
	}
}

static void expect_line(struct str line, bool ascii, struct buf *store, struct word_list *list)
{
	size_t start = store->n;
	cells_clean(store, line, ascii, false);
	split(str_sub(buf_str(store), start, store->n), list);
}

/* A view puts these before a line; in preformatted text they are the line's own. */
static struct str without_lead(struct str line)
{
	bool lead = str_starts(line, STR("> ")) || str_starts(line, STR("* ")) || str_eq(line, STR(">")) ||
		    str_eq(line, STR("*"));
	return lead ? str_sub(line, 1, line.n) : line;
}

static void expect(struct str doc, enum view_kind kind, bool ascii, struct buf *store, struct word_list *list)
{
	bool pre = false;
	unsigned links = 0;
	list->n = 0;
	while (doc.n) {
		struct str raw = str_cut(&doc, '\n');
		struct gem_line line = gem_read(raw, &pre);
		size_t rest = (size_t)(line.url.p ? line.url.p + line.url.n - raw.p : 0);
		if (line.type == GEM_LINK && (line.url.n > 2048 || (rest >= 4096 && raw.n > 4096)))
			line = (struct gem_line){ GEM_TEXT, 0, str_trim(raw), STR("") };
		if (line.type == GEM_LINK && line.text.n == 0)
			line.text = line.url;
		if (line.type == GEM_PRE)
			line.text = without_lead(line.text);
		expect_line(line.text, ascii, store, list);
		if (line.type == GEM_LINK && kind == VIEW_TEXT) {
			char mark[16];
			struct buf room = BUF(mark);
			buf_fmt(&room, "[%u]", ++links);
			expect_line(buf_str(&room), ascii, store, list);
		}
	}
	if (kind == VIEW_TEXT && links)
		expect_line(STR("LINKS"), ascii, store, list);
	else if (kind == VIEW_TEXT)
		expect_line(STR("PAGE"), ascii, store, list);
}

/* ---- the words that do ---- */

static bool is_rule(struct str line)
{
	size_t n = 0;
	while (n < line.n && line.p[n] == line.p[0])
		n++;
	return n == line.n && n > 0 && strchr("=-~", line.p[0]);
}

/* The text of each line, without what a view puts around it; quotes and lists are known by no word of the pool. */
static void read_output(struct str out, enum view_kind kind, struct word_list *list)
{
	list->n = 0;
	while (out.n) {
		struct str line = str_cut(&out, '\n');
		if (kind == VIEW_MENU && str_eq(line, STR(".\r")))
			return;
		line = kind == VIEW_MENU ? str_sub(line, 1, str_index(line, '\t')) : str_sub(line, 0, line.n - 1);
		if (is_rule(line))
			continue;
		split(without_lead(line), list);
	}
}

static struct str skip_soft(struct str s)
{
	while (str_starts(s, STR("\u00ad")))
		s = str_sub(s, 2, s.n);
	return s;
}

/* Takes a word's piece off its front: soft hyphens may be missing, and show as '-' at the piece's end. */
static bool take(struct str *word, struct str piece)
{
	while (piece.n) {
		bool soft = str_starts(*word, STR("\u00ad"));
		if (soft && str_eq(piece, STR("-"))) {
			*word = skip_soft(*word);
			return word->n > 0;
		}
		*word = skip_soft(*word);
		if (word->n == 0 || word->p[0] != piece.p[0])
			return false;
		*word = str_sub(*word, 1, word->n);
		piece = str_sub(piece, 1, piece.n);
	}
	return true;
}

/* The words are the same; only at a line's end may one go on. */
static bool same_words(const struct word_list *want, const struct word_list *got, size_t *at, size_t *got_at)
{
	size_t j = 0;
	for (size_t i = 0; i < want->n; i++) {
		struct str word = skip_soft(want->word[i]);
		*at = i;
		for (bool first = true; word.n; first = false, j++) {
			*got_at = j;
			if (j == got->n || (!first && !got->first[j]) || !take(&word, got->word[j]))
				return false;
			if (skip_soft(word).n == 0)
				word.n = 0;
		}
	}
	return true;
}

/* ---- what holds for every line ---- */

static unsigned width_of(struct str s)
{
	unsigned cells = 0;
	uint32_t rune = 0;
	for (size_t n; (n = utf8_read(s, &rune)) != 0; s = str_sub(s, n, s.n))
		cells += cells_of(rune);
	return cells;
}

static bool clean(struct str s)
{
	uint32_t rune = 0;
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		n = utf8_read(s, &rune);
		if (n == 0 || rune < 0x20 || (rune >= 0x7f && rune <= 0x9f) || rune == 0xad)
			return false;
	}
	return true;
}

static size_t tabs_in(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\t';
	return n;
}

static bool line_right(struct str line, enum view_kind kind, bool ascii, bool last)
{
	if (!str_ends(line, STR("\r")))
		return false;
	line.n--;
	struct str text = line;
	if (kind == VIEW_MENU && last)
		return str_eq(line, STR("."));
	if (kind == VIEW_MENU) {
		text = str_sub(line, 1, str_index(line, '\t'));
		struct str rest = str_sub(line, 1 + text.n, line.n);
		if (tabs_in(rest) != 3 || rest.n > 9000)
			return false;
		while (rest.n)
			if (!clean(str_cut(&rest, '\t')))
				return false;
	}
	if (ascii)
		for (size_t i = 0; i < text.n; i++)
			if ((unsigned char)text.p[i] >= 0x7f)
				return false;
	bool url = str_find(text, STR("://")) < text.n || str_find(text, STR("mailto:")) < text.n;
	return clean(text) && !str_eq(text, STR(".")) == (kind != VIEW_MENU || !str_eq(text, STR("."))) &&
	       (url || width_of(text) <= VIEW_CELLS);
}

static void check_lines(struct str out, enum view_kind kind, bool ascii, int number)
{
	while (out.n) {
		struct str line = str_cut(&out, '\n');
		bool bare = kind != VIEW_MENU && str_eq(line, STR(".\r"));
		CHECK(!bare && line_right(line, kind, ascii, out.n == 0), "document %d: \"%.*s\"", number,
			STR_ARG(line));
	}
}

/* ---- all together ---- */

/* With chunks of random size, but never less than a line's head. */
static void render(struct str text, enum view_kind kind, bool ascii, bool any_chunk, struct buf *all)
{
	struct view v;
	buf_clear(all);
	view_begin(&v, kind, ascii, &site, path);
	while (!v.done && !all->full) {
		static char room[3 * VIEW_OUT];
		struct buf out = BUF(room);
		size_t n = any_chunk ? LEAST_IN + random_below(VIEW_IN - LEAST_IN) : VIEW_IN;
		struct str in = str_sub(text, (size_t)v.offset, (size_t)v.offset + n);
		if (any_chunk)
			out.cap = VIEW_OUT + random_below(2 * VIEW_OUT);
		view_step(&v, in, v.offset + in.n == text.n, &out);
		buf_add(all, buf_str(&out));
	}
}

static void document(int number, struct str doc, enum view_kind kind, bool ascii)
{
	static char one_room[ROOM], other_room[ROOM], store_room[ROOM];
	static struct word_list want, got;
	struct buf one = BUF(one_room), other = BUF(other_room), store = BUF(store_room);
	size_t at = 0, got_at = 0;
	render(doc, kind, ascii, false, &one);
	render(doc, kind, ascii, true, &other);
	expect(doc, kind, ascii, &store, &want);
	CHECK(!one.full && !other.full && !store.full, "document %d needs more room", number);
	CHECK(str_eq(buf_str(&one), buf_str(&other)), "document %d, kind %d: the chunks' sizes show", number,
		(int)kind);
	read_output(buf_str(&one), kind, &got);
	CHECK(same_words(&want, &got, &at, &got_at), "document %d, kind %d%s: word %zu, \"%.*s\", is \"%.*s\"", number,
		(int)kind, ascii ? " ascii" : "", at, STR_ARG(str_sub(want.word[at], 0, 60)),
		STR_ARG(str_sub(got.word[got_at], 0, 60)));
	check_lines(buf_str(&one), kind, ascii, number);
}

/* Whatever it is fed, a view comes to its end, and nothing harmful comes out. */
static void hostile(int number)
{
	static char room[1 << 16], out_room[VIEW_OUT];
	struct view v;
	uint32_t size = random_below(20) ? random_below(3000) : random_below(sizeof room);
	static const char likely[] = "\n\t =>#*`.:/\x1b\xc2\xad\xe2\x80\xcc\x81 ";
	for (uint32_t i = 0; i < size; i++)
		room[i] = random_below(3) ? likely[random_below(sizeof likely - 1)] : (char)random_below(256);
	for (int kind = VIEW_TEXT; kind <= VIEW_PLAIN; kind++) {
		size_t steps = 0;
		view_begin(&v, (enum view_kind)kind, random_below(2), &site, path);
		while (!v.done && steps++ < 5 * (size_t)size + 100) {
			struct buf out = BUF(out_room);
			size_t n = (size_t)v.offset + random_below(2) ? 1 + random_below(300) : VIEW_IN;
			struct str in = str_sub((struct str){ room, size }, (size_t)v.offset, (size_t)v.offset + n);
			view_step(&v, in, v.offset + in.n == size, &out);
			for (struct str rest = buf_str(&out); rest.n;) {
				struct str line = str_cut(&rest, '\n');
				bool right = true;
				for (size_t i = 0; i < line.n; i++)
					right = right && ((unsigned char)line.p[i] >= ' ' || line.p[i] == '\r' ||
								 (line.p[i] == '\t' && kind == VIEW_MENU));
				CHECK(right && utf8_valid(line), "bytes %d: \"%.*s\"", number, STR_ARG(line));
			}
		}
		CHECK(v.done, "bytes %d, kind %d: no end", number, kind);
	}
}

int main(void)
{
	static char room[ROOM];
	words.word[WORD_THIS_PAGE] = STR("PAGE");
	words.word[WORD_WITH_LINKS] = STR("MENU");
	words.word[WORD_LINKS] = STR("LINKS");
	words.word[WORD_SEARCH] = words.word[WORD_SEARCH_BOX] = STR("/search");
	for (int i = 0; i < DOCUMENTS; i++) {
		struct buf doc = BUF(room);
		generate(&doc);
		for (int view = 0; view < 4; view++)
			document(i, buf_str(&doc), view & 1 ? VIEW_MENU : VIEW_TEXT, view & 2);
		hostile(i);
	}
	return unit_done("view_words");
}
