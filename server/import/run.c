#include "import/run.h"

#include "import/credit.h"

#include <unictype.h>

enum {
	SHORT = 60, /* bytes of a line as in an address or a table */
	LONG = 100, /* of one that is a paragraph */
	WRAPPED_MIN = 50,
	WRAPPED_MAX = 95, /* of lines that were broken at a width */
	WRAPPED_LINES = 3,
};

bool run_sentence(struct str s)
{
	static const char *const closing[] = { "\"", "'", ")", "“", "”", "’", "‘", "«", "»", " " };
	for (size_t i = 0; i < sizeof closing / sizeof *closing && s.n;) {
		struct str c = str_of(closing[i]);
		if (str_ends(s, c)) {
			s.n -= c.n;
			i = 0;
		} else {
			i++;
		}
	}
	return str_ends(s, STR(".")) || str_ends(s, STR("!")) || str_ends(s, STR("?")) || str_ends(s, STR("…")) ||
	       str_ends(s, STR(":"));
}

static bool begins_small(struct str s)
{
	uint32_t rune = 0;
	return utf8_read(s, &rune) && (rune < 0x80 ? rune >= 'a' && rune <= 'z' : uc_is_lower(rune));
}

static bool has_digit_or_colon(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ':')
			return true;
	return str_starts(s, STR("Von ")) || str_starts(s, STR("By ")) || str_starts(s, STR("Foto"));
}

/* Lines of one width, few of which end a sentence. */
static bool is_wrapped(struct str text)
{
	unsigned lines = 0, ends = 0;
	while (text.n) {
		struct str line = str_trim(str_cut(&text, '\n'));
		if (text.n == 0)
			break;
		if (line.n < WRAPPED_MIN || line.n > WRAPPED_MAX)
			return false;
		lines++;
		ends += run_sentence(line);
	}
	return lines >= WRAPPED_LINES && ends * 3 <= lines;
}

void run_close(struct run *r)
{
	struct str rest = buf_str(&r->text);
	r->wrapped = r->many = false;
	if (rest.n == 0)
		return;
	r->wrapped = is_wrapped(rest);
	str_cut(&rest, '\n');
	r->many = str_index(rest, '\n') < rest.n;
}

static struct str line_before(struct str s, size_t at)
{
	struct str head = str_sub(s, 0, at);
	size_t from = str_rindex(head, '\n');
	return str_trim(str_sub(head, from < head.n ? from + 1 : 0, head.n));
}

bool run_breaks(const struct run *r, size_t at)
{
	struct str text = buf_str(&r->text), rest = str_sub(text, at + 1, text.n);
	struct str before = line_before(text, at), after = str_trim(str_cut(&rest, '\n'));
	bool ends = run_sentence(before);
	if (begins_small(after) || str_ends(before, STR(",")) || str_ends(before, STR("-")))
		return false;
	if (before.n <= SHORT && after.n <= SHORT)
		return r->many || ends || has_digit_or_colon(before) || has_digit_or_colon(after);
	if (r->wrapped)
		return false;
	/* paragraphs that were only broken, a heading above its paragraph, a credit below its text */
	return ends || (before.n <= SHORT && after.n >= LONG);
}

static size_t overlap(const struct span *s, size_t from, size_t to)
{
	size_t a = s->from > from ? s->from : from, b = s->to < to ? s->to : to;
	return a < b ? b - a : 0;
}

static struct str names_in(const struct run *r, size_t from, size_t to, struct arena *a)
{
	struct str names = { 0 };
	for (unsigned i = 0; i < r->spans; i++) {
		const struct span *s = &r->span[i];
		if (s->hint != HINT_BYLINE || s->from < from || s->to > to)
			continue;
		struct str name = str_trim(str_sub(buf_str(&r->text), s->from, s->to)), read;
		if (byline_read(name, a, &read))
			name = read;
		names = credit_join(names, name, a);
	}
	return names;
}

enum hint run_hint(const struct run *r, size_t from, size_t to, enum hint block, struct arena *a, struct str *core)
{
	size_t dates = 0, names = 0;
	*core = (struct str){ 0 };
	bool open = block == HINT_NONE || block == HINT_PARAGRAPH || block == HINT_LIST || block == HINT_HEADING ||
		    block == HINT_BYLINE || block == HINT_DATE;
	for (unsigned i = 0; i < r->spans && open; i++) {
		dates += r->span[i].hint == HINT_DATE ? overlap(&r->span[i], from, to) : 0;
		names += r->span[i].hint == HINT_BYLINE ? overlap(&r->span[i], from, to) : 0;
	}
	if (names && ((names + dates) * 2 >= to - from || block == HINT_BYLINE)) {
		*core = names_in(r, from, to, a);
		return HINT_BYLINE;
	}
	/* of a dateline in a paragraph or a heading it is only a part */
	return dates * 5 >= (to - from) * 3 ? HINT_DATE : block;
}
