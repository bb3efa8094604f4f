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

/* Paragraphs that were broken into lines become one line each. */
static void unwrap(struct document *d, struct arena *a)
{
	size_t out = 0;
	for (size_t i = 0, to; i < d->count; i = to) {
		for (to = i + 1; to < d->count && d->lines[to].gap == 0;)
			to++;
		if (wrapped(d->lines, i, to)) {
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
	while (tidy.n) {
		struct str text = str_trim(str_cut(&tidy, '\n'));
		number++;
		if (text.n == 0) {
			gap++;
			continue;
		}
		if (out->count == most)
			return false;
		out->lines[out->count++] = (struct line){ .text = text, .number = number, .gap = gap };
		gap = 0;
	}
	unwrap(out, a);
	return true;
}
