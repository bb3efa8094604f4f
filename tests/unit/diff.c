#include "unit.h"

#include "import/diff.h"

#include <stdlib.h>
#include <string.h>

#define HEAD "--- a.gmi\n+++ a.gmi\n"
#define BARE "\\ No newline at end of file\n"

static const struct {
	const char *before, *after, *want;
} rows[] = {
	{ "", "", "" },
	{ "a\n", "a\n", "" },
	{ "a", "a", "" },
	{ "a\n", "b\n", HEAD "@@ -1 +1 @@\n-a\n+b\n" },
	{ "", "a\n", HEAD "@@ -0,0 +1 @@\n+a\n" },
	{ "", "a\nb\n", HEAD "@@ -0,0 +1,2 @@\n+a\n+b\n" },
	{ "a\n", "", HEAD "@@ -1 +0,0 @@\n-a\n" },
	{ "a\nb\n", "", HEAD "@@ -1,2 +0,0 @@\n-a\n-b\n" },
	/* a last line without its newline */
	{ "a", "b", HEAD "@@ -1 +1 @@\n-a\n" BARE "+b\n" BARE },
	{ "a", "a\n", HEAD "@@ -1 +1 @@\n-a\n" BARE "+a\n" },
	{ "a\n", "a", HEAD "@@ -1 +1 @@\n-a\n+a\n" BARE },
	{ "a\nb", "x\nb", HEAD "@@ -1,2 +1,2 @@\n-a\n+x\n b\n" BARE },
	{ "ab", "abc", HEAD "@@ -1 +1 @@\n-ab\n" BARE "+abc\n" BARE },
	{ "b", "ab", HEAD "@@ -1 +1 @@\n-b\n" BARE "+ab\n" BARE },
	{ "a\n", "a\nb", HEAD "@@ -1 +1,2 @@\n a\n+b\n" BARE },
	{ "\n", "", HEAD "@@ -1 +0,0 @@\n-\n" },
	{ "", "\n", HEAD "@@ -0,0 +1 @@\n+\n" },
	{ "\n\n", "\n", HEAD "@@ -1,2 +1 @@\n \n-\n" },
	/* added, removed, changed */
	{ "a\nc\n", "a\nb\nc\n", HEAD "@@ -1,2 +1,3 @@\n a\n+b\n c\n" },
	{ "a\nb\nc\n", "a\nc\n", HEAD "@@ -1,3 +1,2 @@\n a\n-b\n c\n" },
	{ "a\nb\nc\n", "a\nx\nc\n", HEAD "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n" },
	{ "a\nb\nc\n", "a\nx\ny\nc\n", HEAD "@@ -1,3 +1,4 @@\n a\n-b\n+x\n+y\n c\n" },
	{ "a\nb\n", "b\na\n", HEAD "@@ -1,2 +1,2 @@\n-a\n b\n+a\n" },
	{ "a\na\n", "a\na\na\n", HEAD "@@ -1,2 +1,3 @@\n a\n a\n+a\n" },
	{ "x\na\nb\nc\ny\n", "1\na\nb\nc\n2\n", HEAD "@@ -1,5 +1,5 @@\n-x\n+1\n a\n b\n c\n-y\n+2\n" },
	/* three lines around, and no more */
	{ "1\n2\n3\n4\nx\n5\n6\n7\n8\n", "1\n2\n3\n4\ny\n5\n6\n7\n8\n",
		HEAD "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-x\n+y\n 5\n 6\n 7\n" },
	{ "1\n2\n3\n4\n", "1\n2\n3\n4\ny\n", HEAD "@@ -2,3 +2,4 @@\n 2\n 3\n 4\n+y\n" },
	{ "1\n2\n3\n4\n", "y\n1\n2\n3\n4\n", HEAD "@@ -1,3 +1,4 @@\n+y\n 1\n 2\n 3\n" },
	{ "1\n2\n3\n4\ny\n", "1\n2\n3\n4\n", HEAD "@@ -2,4 +2,3 @@\n 2\n 3\n 4\n-y\n" },
	/* six common lines hold two changes together, seven do not */
	{ "x\n1\n2\n3\n4\n5\n6\ny\n", "X\n1\n2\n3\n4\n5\n6\nY\n",
		HEAD "@@ -1,8 +1,8 @@\n-x\n+X\n 1\n 2\n 3\n 4\n 5\n 6\n-y\n+Y\n" },
	{ "x\n1\n2\n3\n4\n5\n6\n7\ny\n", "X\n1\n2\n3\n4\n5\n6\n7\nY\n",
		HEAD "@@ -1,4 +1,4 @@\n-x\n+X\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-y\n+Y\n" },
	{ "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n1\n2\n3\n4\n5\n6\n7\n8\n9\ny\n",
		HEAD "@@ -1,3 +1,4 @@\n+x\n 1\n 2\n 3\n@@ -7,3 +8,4 @@\n 7\n 8\n 9\n+y\n" },
	/* nothing that a terminal obeys */
	{ "a\n", "\x1b[31m\n", HEAD "@@ -1 +1 @@\n-a\n+\\x1b[31m\n" },
	{ "a\r\n", "a\n", HEAD "@@ -1 +1 @@\n-a\\x0d\n+a\n" },
	{ "\xff\n", "ä\n", HEAD "@@ -1 +1 @@\n-\\xff\n+ä\n" },
};

static struct str diff_of(struct str before, struct str after, char **made)
{
	size_t n = 0;
	FILE *out = open_memstream(made, &n);
	if (out == NULL)
		abort();
	diff_print(out, STR("a.gmi"), before, after);
	fclose(out);
	return (struct str){ *made, n };
}

static void check_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *made = NULL;
		struct str got = diff_of(str_of(rows[i].before), str_of(rows[i].after), &made);
		CHECK(str_eq(got, str_of(rows[i].want)), "row %zu: got\n%.*s\nwant\n%s", i, STR_ARG(got), rows[i].want);
		free(made);
	}
}

static struct str line_next(struct str *rest)
{
	size_t n = str_index(*rest, '\n');
	struct str line = str_sub(*rest, 0, n + 1);
	*rest = str_sub(*rest, n + 1, rest->n);
	return line;
}

/* "-12,3": where a hunk begins, from 0. */
static size_t hunk_begin(struct str line)
{
	size_t from = str_index(line, '-') + 1;
	unsigned long begin = strtoul(line.p + from, NULL, 10);
	bool none = str_find(line, STR(",0 +")) < line.n;
	return begin - !none;
}

/* What a patched text is: the old one's lines where the diff is silent, and the new ones. False: it does not fit. */
static bool patch(struct str before, struct str diff, struct buf *out, size_t *changes)
{
	size_t at = 0;
	line_next(&diff);
	line_next(&diff);
	while (diff.n) {
		struct str line = line_next(&diff), text = str_sub(line, 1, line.n);
		if (str_starts(line, STR("@@")))
			for (size_t begin = hunk_begin(line); at < begin; at++)
				buf_add(out, line_next(&before));
		else if (line.p[0] == '+')
			buf_add(out, text);
		else if (!str_eq(line_next(&before), text) || at++ == SIZE_MAX)
			return false;
		else if (line.p[0] == ' ')
			buf_add(out, text);
		*changes += line.p[0] == '+' || line.p[0] == '-';
	}
	buf_add(out, before);
	return true;
}

/* The fewest lines that must be taken out and put in, by the plain table; lines are single letters. */
static size_t fewest(struct str a, struct str b)
{
	static size_t common[64][64];
	size_t n = a.n / 2, m = b.n / 2;
	for (size_t i = n + 1; i-- > 0;)
		for (size_t j = m + 1; j-- > 0;) {
			if (i == n || j == m)
				common[i][j] = 0;
			else if (a.p[2 * i] == b.p[2 * j])
				common[i][j] = common[i + 1][j + 1] + 1;
			else
				common[i][j] =
					common[i + 1][j] > common[i][j + 1] ? common[i + 1][j] : common[i][j + 1];
		}
	return n + m - 2 * common[0][0];
}

static uint32_t dice(uint32_t *state, uint32_t sides)
{
	*state = *state * 1664525 + 1013904223;
	return (*state >> 8) % sides;
}

/* Two texts of one letter a line, of which the second comes from the first. */
static void texts_make(uint32_t *state, struct buf *a, struct buf *b)
{
	uint32_t letters = dice(state, 3) ? 20 : 2, lines = dice(state, 40);
	for (uint32_t i = 0; i < lines; i++) {
		char c = (char)('a' + dice(state, letters));
		buf_fmt(a, "%c\n", c);
		uint32_t what = dice(state, 10);
		if (what == 0)
			buf_fmt(b, "%c\n", (char)('a' + dice(state, letters)));
		if (what != 1)
			buf_fmt(b, "%c\n", c);
	}
}

/* A diff leads from one text to the other, and says no more than it must. */
static void check_patches(void)
{
	uint32_t state = 20180628;
	size_t wrong = 0;
	for (size_t i = 0; i < 3000; i++) {
		char a_room[256], b_room[256], out_room[256];
		struct buf a = BUF(a_room), b = BUF(b_room), out = BUF(out_room);
		char *made = NULL;
		size_t changes = 0;
		texts_make(&state, &a, &b);
		struct str diff = diff_of(buf_str(&a), buf_str(&b), &made);
		bool good = patch(buf_str(&a), diff, &out, &changes) && str_eq(buf_str(&out), buf_str(&b));
		wrong += !good || changes != fewest(buf_str(&a), buf_str(&b)) || a.full || b.full;
		free(made);
	}
	CHECK(wrong == 0, "%zu texts", wrong);
}

/* A text of so many lines; every step-th has a second version. */
static void lines_make(struct buf *out, size_t lines, size_t step, const char *word)
{
	for (size_t i = 0; i < lines; i++)
		buf_fmt(out, "%zu%s\n", i, i % step == step / 2 ? word : "");
}

static void check_size(size_t lines, size_t step, size_t want)
{
	static char a_room[1 << 20], b_room[1 << 20], out_room[1 << 20];
	struct buf a = BUF(a_room), b = BUF(b_room), out = BUF(out_room);
	char *made = NULL;
	size_t changes = 0;
	lines_make(&a, lines, step, "a");
	lines_make(&b, lines, step, "b");
	struct str diff = diff_of(buf_str(&a), buf_str(&b), &made);
	CHECK(!a.full && !b.full && patch(buf_str(&a), diff, &out, &changes), "%zu lines", lines);
	CHECK(str_eq(buf_str(&out), buf_str(&b)), "%zu lines", lines);
	CHECK(changes == want, "%zu lines: %zu changes, want %zu", lines, changes, want);
	free(made);
}

/* A name and a line that are hostile, and longer than any piece. */
static void check_escapes(void)
{
	static char text[5001];
	char *made = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&made, &n);
	if (out == NULL)
		abort();
	for (size_t i = 0; i + 2 < sizeof text; i += 2)
		memcpy(text + 1 + i, "ä", 2);
	text[0] = 'x';
	diff_print(out, STR("a\n\x1b[2J"), STR(""), (struct str){ text, sizeof text });
	fclose(out);
	struct str got = { made, n };
	struct str head = STR("--- a\\x0a\\x1b[2J\n+++ a\\x0a\\x1b[2J\n@@ -0,0 +1 @@\n+");
	CHECK(str_starts(got, head), "%.*s", (int)head.n, got.p);
	CHECK_STR(str_sub(got, head.n, head.n + sizeof text), ((struct str){ text, sizeof text }));
	CHECK_STR(str_sub(got, head.n + sizeof text, got.n), STR("\n" BARE));
	free(made);
}

int main(void)
{
	check_rows();
	check_patches();
	check_size(1000, 100, 20);
	check_size(4000, 50, 160);
	/* beyond 4,000 lines everything between the first and the last change counts as changed */
	check_size(4100, 100, 2 * 4001);
	check_size(20000, 20000, 2);
	check_escapes();
	return unit_done("diff");
}
