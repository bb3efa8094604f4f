#include "import/document.h"

#include <string.h>

static const char *const names[ROLE_COUNT] = {
	[ROLE_NONE] = "none",
	[ROLE_KICKER] = "kicker",
	[ROLE_HEADLINE] = "headline",
	[ROLE_STANDFIRST] = "standfirst",
	[ROLE_CREDIT] = "credit",
	[ROLE_CAPTION] = "caption",
	[ROLE_BYLINE] = "byline",
	[ROLE_DATE] = "date",
	[ROLE_SUBHEADING] = "subheading",
	[ROLE_LIST] = "list",
	[ROLE_BODY] = "body",
	[ROLE_FURNITURE] = "furniture",
};

const char *role_name(enum role r)
{
	return r < ROLE_COUNT ? names[r] : "none";
}

enum role role_of(struct str name)
{
	size_t r = 0;
	while (r < ROLE_COUNT && !str_eq(name, str_of(names[r])))
		r++;
	return (enum role)r;
}

/* ---- text that was wrapped by hand or by a mailer ---- */

enum {
	WRAPPED_MAX = 100, /* bytes; nobody wraps wider than that */
	WRAPPED_MIN = 45,
	WRAPPED_LINES = 3, /* a block of fewer proves nothing */
	WRAPPED_PAIRS = 4, /* lines that go on, in a file that was wrapped as a whole */
	SLACK = 2,         /* characters that may have been lost since */
};

static bool small_letter(struct str s)
{
	return s.n && ((s.p[0] >= 'a' && s.p[0] <= 'z') ||
			      (s.n > 1 && (unsigned char)s.p[0] == 0xc3 && (unsigned char)s.p[1] >= 0x9f));
}

/* Whether the lines from..to are one paragraph that was broken at a width: each but the last is so long that the next
 * line's first word would not have fitted; and where they break there are small letters, as in no list. */
static bool wrapped(const struct line *lines, size_t from, size_t to)
{
	size_t width = 0, small = 0;
	if (to - from < WRAPPED_LINES)
		return false;
	for (size_t i = from; i < to; i++)
		width = lines[i].text.n > width ? lines[i].text.n : width;
	if (width > WRAPPED_MAX || width < WRAPPED_MIN)
		return false;
	for (size_t i = from; i + 1 < to; i++) {
		size_t word = str_index(lines[i + 1].text, ' ');
		/* letters of two bytes make a line look longer than it is */
		if (lines[i].text.n + 1 + word + width / 16 <= width || lines[i].text.n < WRAPPED_MIN / 2)
			return false;
		small += small_letter(lines[i + 1].text);
	}
	return small * 4 >= to - from - 1;
}

/* What stands between two lines of one paragraph: "Bundes-" and "regierung" are one word, "Wirtschafts-" and "und
 * Sozialpolitik" are not, and "Nord-" and "Süd" keep their hyphen. */
static void seam(struct buf *b, struct str before, struct str after)
{
	struct str word = str_word(&after);
	bool hyphen = before.n > 2 && before.p[before.n - 1] == '-' && before.p[before.n - 2] != ' ';
	bool other = str_eq(word, STR("und")) || str_eq(word, STR("oder")) || str_eq(word, STR("bis")) ||
		     str_eq(word, STR("and")) || str_eq(word, STR("or"));
	if (hyphen && small_letter(word) && !other)
		b->n--;
	else if (!hyphen || other)
		buf_byte(b, ' ');
}

static struct str join(const struct line *lines, size_t from, size_t to, struct arena *a)
{
	struct buf b = { 0 };
	for (size_t i = from; i < to; i++) {
		arena_room(a, &b, lines[i].text.n + 1);
		buf_add(&b, lines[i].text);
		if (i + 1 < to)
			seam(&b, lines[i].text, lines[i + 1].text);
	}
	return buf_str(&b);
}

/* How many characters a line has, and how many spaces stood before it. */
struct extent {
	size_t letters;
	unsigned indent;
};

static size_t characters(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

/* Whether the next line's first word would not have fitted behind a line: then nobody broke it on purpose. */
static bool forced(const struct line *lines, const struct extent *e, size_t i, size_t width)
{
	struct str next = lines[i + 1].text;
	size_t word = characters(str_sub(next, 0, str_index(next, ' ')));
	return e[i].indent + e[i].letters + 1 + word + SLACK > width;
}

/* A line that may go on with the one before it: without a blank line between, and not moved in to begin a paragraph. */
static bool goes_on(const struct document *d, const struct extent *e, size_t i)
{
	return i + 1 < d->count && d->lines[i + 1].gap == 0 && e[i + 1].indent <= e[i].indent &&
	       !str_starts(d->lines[i + 1].text, STR("- ")) && !str_starts(d->lines[i + 1].text, STR("* "));
}

/* The width at which all of a file was wrapped; 0: it was not. */
static size_t file_width(const struct document *d, const struct extent *e)
{
	size_t width = 0, pairs = 0, broken = 0, small = 0;
	for (size_t i = 0; i < d->count; i++)
		width = e[i].indent + e[i].letters > width ? e[i].indent + e[i].letters : width;
	if (width > WRAPPED_MAX || width < WRAPPED_MIN)
		return 0;
	for (size_t i = 0; i < d->count; i++) {
		if (!goes_on(d, e, i))
			continue;
		pairs++;
		broken += forced(d->lines, e, i, width);
		small += forced(d->lines, e, i, width) && small_letter(d->lines[i + 1].text);
	}
	return broken >= WRAPPED_PAIRS && broken * 5 >= pairs * 3 && small * 4 >= broken ? width : 0;
}

/* Paragraphs that were broken into lines become one line each. */
static void unwrap(struct document *d, const struct extent *e, struct arena *a)
{
	size_t out = 0, width = file_width(d, e);
	for (size_t i = 0, to; i < d->count; i = to) {
		to = i + 1;
		if (width)
			while (to < d->count && goes_on(d, e, to - 1) && forced(d->lines, e, to - 1, width))
				to++;
		else
			while (to < d->count && d->lines[to].gap == 0)
				to++;
		if ((width && to - i > 1) || wrapped(d->lines, i, to)) {
			struct line whole = d->lines[i];
			whole.text = join(d->lines, i, to, a);
			d->lines[out++] = whole;
			continue;
		}
		memmove(d->lines + out, d->lines + i, (to - i) * sizeof *d->lines);
		out += to - i;
	}
	d->count = out;
}

static unsigned indent_of(struct str line)
{
	unsigned n = 0;
	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

bool document_of_text(struct str tidy, struct arena *a, struct document *out)
{
	unsigned number = 0, gap = 0;
	size_t most = 1;
	*out = (struct document){ 0 };
	for (size_t i = 0; i < tidy.n; i++)
		most += tidy.p[i] == '\n';
	if (most > DOCUMENT_LINES_MAX)
		most = DOCUMENT_LINES_MAX;
	out->lines = arena_take(a, most, sizeof *out->lines);
	struct extent *extents = arena_take(a, most, sizeof *extents);
	while (tidy.n) {
		struct str line = str_cut(&tidy, '\n'), text = str_trim(line);
		number++;
		if (text.n == 0) {
			gap++;
			continue;
		}
		if (out->count == most)
			return false;
		extents[out->count] = (struct extent){ characters(text), indent_of(line) };
		out->lines[out->count++] = (struct line){ .text = text, .number = number, .gap = gap };
		gap = 0;
	}
	unwrap(out, extents, a);
	return true;
}
