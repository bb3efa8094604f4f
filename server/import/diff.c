#include "import/diff.h"

#include "base/arena.h"

#include <stdlib.h>

enum {
	LINES_MAX = 4000, /* compared with each other; a table of so many by so many bits is 2 MB */
	AROUND = 3,       /* lines printed around a change */
	PIECE = 512,      /* bytes escaped at a time; each may become four */
};

/* One version, and what of it stands between the lines that both begin and end with. Lines count from 0. */
struct side {
	struct str text;
	size_t from, to;     /* its bytes */
	size_t first, count; /* its lines */
	unsigned *name;      /* a number for each of these; equal lines of both sides have equal ones */
};

/* The next line, with its newline if it has one. */
static struct str line_next(struct str *rest)
{
	size_t n = str_index(*rest, '\n');
	struct str line = str_sub(*rest, 0, n + 1);
	*rest = str_sub(*rest, n + 1, rest->n);
	return line;
}

static size_t lines_count(struct str s)
{
	size_t n = 0;
	while (s.n) {
		line_next(&s);
		n++;
	}
	return n;
}

static bool line_begins(struct str s, size_t at)
{
	return at == 0 || s.p[at - 1] == '\n';
}

/* Whole lines at the beginning and at the end that are the same in both. */
static void ends_trim(struct side *a, struct side *b)
{
	size_t from = 0, end = 0;
	size_t shorter = a->text.n < b->text.n ? a->text.n : b->text.n;
	while (from < shorter && a->text.p[from] == b->text.p[from])
		from++;
	if (from < a->text.n || from < b->text.n)
		while (!line_begins(a->text, from))
			from--;
	while (end < shorter - from && a->text.p[a->text.n - end - 1] == b->text.p[b->text.n - end - 1])
		end++;
	while (end > 0 && (!line_begins(a->text, a->text.n - end) || !line_begins(b->text, b->text.n - end)))
		end--;
	a->from = b->from = from;
	a->to = a->text.n - end;
	b->to = b->text.n - end;
	a->first = b->first = lines_count(str_sub(a->text, 0, from));
	a->count = lines_count(str_sub(a->text, a->from, a->to));
	b->count = lines_count(str_sub(b->text, b->from, b->to));
}

struct entry {
	struct str line;
	unsigned *name;
};

static int entry_order(const void *a, const void *b)
{
	return str_cmp(((const struct entry *)a)->line, ((const struct entry *)b)->line);
}

static void entries_make(struct side *s, struct entry *e, struct arena *a)
{
	struct str rest = str_sub(s->text, s->from, s->to);
	s->name = arena_take(a, s->count + 1, sizeof *s->name);
	for (size_t i = 0; i < s->count; i++)
		e[i] = (struct entry){ line_next(&rest), &s->name[i] };
}

/* Numbers the lines, so that two are compared at once. */
static void names_make(struct side *x, struct side *y, struct arena *a)
{
	size_t count = x->count + y->count;
	struct entry *e = arena_take(a, count + 1, sizeof *e);
	entries_make(x, e, a);
	entries_make(y, e + x->count, a);
	qsort(e, count, sizeof *e, entry_order);
	for (size_t i = 0; i < count; i++)
		*e[i].name = i == 0 ? 0 : *e[i - 1].name + !str_eq(e[i].line, e[i - 1].line);
}

/* The longest common subsequence, from the end backwards; a bit for each pair of places says whether to leave out a
 * line of x there, or else one of y. */
static uint8_t *table_make(const struct side *x, const struct side *y, struct arena *a)
{
	size_t width = y->count / 8 + 1;
	uint8_t *bits = arena_take(a, x->count * width + 1, 1);
	unsigned short *now = arena_take(a, y->count + 1, sizeof *now),
		       *next = arena_take(a, y->count + 1, sizeof *now);
	for (size_t i = x->count; i-- > 0;) {
		unsigned short *swap = next;
		next = now;
		now = swap;
		now[y->count] = 0;
		for (size_t j = y->count; j-- > 0;) {
			bool down = next[j] >= now[j + 1];
			if (x->name[i] == y->name[j])
				now[j] = (unsigned short)(next[j + 1] + 1);
			else
				now[j] = down ? next[j] : now[j + 1];
			if (down)
				bits[i * width + j / 8] = (uint8_t)(bits[i * width + j / 8] | 1u << j % 8);
		}
	}
	return bits;
}

/* Lines of one version that stand for lines of the other; counted in the whole. */
struct change {
	size_t x, count_x, y, count_y;
};

/* Takes the lines up to the next common one; false: there are none. */
static bool change_next(const struct side *x, const struct side *y, const uint8_t *bits, struct change *c)
{
	size_t width = y->count / 8 + 1;
	size_t i = c->x + c->count_x - x->first, j = c->y + c->count_y - y->first;
	while (i < x->count && j < y->count && x->name[i] == y->name[j]) {
		i++;
		j++;
	}
	*c = (struct change){ x->first + i, 0, y->first + j, 0 };
	while ((i < x->count || j < y->count) && (i == x->count || j == y->count || x->name[i] != y->name[j])) {
		bool down = j == y->count || (i < x->count && bits[i * width + j / 8] >> j % 8 & 1);
		i += down;
		j += !down;
	}
	c->count_x = x->first + i - c->x;
	c->count_y = y->first + j - c->y;
	return c->count_x || c->count_y;
}

/* All changes in their order; at least one. */
static struct change *changes_find(struct side *x, struct side *y, struct arena *a, size_t *count)
{
	size_t most = x->count <= LINES_MAX && y->count <= LINES_MAX ? x->count + y->count : 1;
	struct change *changes = arena_take(a, most + 1, sizeof *changes);
	if (most == 1) {
		changes[0] = (struct change){ x->first, x->count, y->first, y->count };
		*count = 1;
		return changes;
	}
	names_make(x, y, a);
	const uint8_t *bits = table_make(x, y, a);
	struct change c = { x->first, 0, y->first, 0 };
	for (*count = 0; change_next(x, y, bits, &c);)
		changes[(*count)++] = c;
	return changes;
}

static void print_escaped(FILE *out, struct str s)
{
	while (s.n) {
		char room[4 * PIECE];
		struct buf b = BUF(room);
		size_t n = s.n < PIECE ? s.n : PIECE;
		for (size_t back = 1; n < s.n && back < 4; back++)
			if (((unsigned char)s.p[n - back] & 0xc0) != 0x80) {
				n -= (unsigned char)s.p[n - back] >= 0xc0 ? back : 0;
				break;
			}
		buf_escape(&b, str_sub(s, 0, n));
		fwrite(b.p, 1, b.n, out);
		s = str_sub(s, n, s.n);
	}
}

static void print_line(FILE *out, char mark, struct str line)
{
	bool whole = str_ends(line, STR("\n"));
	fputc(mark, out);
	print_escaped(out, str_sub(line, 0, line.n - whole));
	fputs(whole ? "\n" : "\n\\ No newline at end of file\n", out);
}

/* A version, from its next line on. */
struct cursor {
	size_t line;
	struct str rest;
};

/* The lines up to one, each with a mark before it; '\0': they are passed over. */
static void print_until(FILE *out, struct cursor *c, size_t line, char mark)
{
	for (; c->line < line; c->line++) {
		struct str text = line_next(&c->rest);
		if (mark)
			print_line(out, mark, text);
	}
}

/* "12,3"; a single line without its number of lines; no lines stand behind the one before them. */
static void print_range(FILE *out, char mark, size_t line, size_t count)
{
	fprintf(out, "%c%zu", mark, count ? line + 1 : line);
	if (count != 1)
		fprintf(out, ",%zu", count);
	fputc(' ', out);
}

/* Changes that are near each other, with the lines around them. */
static void print_hunk(
	FILE *out, const struct change *c, size_t count, struct cursor *x, struct cursor *y, size_t behind)
{
	const struct change *last = &c[count - 1];
	size_t before = c->x < AROUND ? c->x : AROUND;
	size_t end_x = last->x + last->count_x + behind, end_y = last->y + last->count_y + behind;
	fputs("@@ ", out);
	print_range(out, '-', c->x - before, end_x - (c->x - before));
	print_range(out, '+', c->y - before, end_y - (c->y - before));
	fputs("@@\n", out);
	print_until(out, x, c->x - before, '\0');
	for (size_t i = 0; i < count; i++) {
		print_until(out, x, c[i].x, ' ');
		print_until(out, x, c[i].x + c[i].count_x, '-');
		print_until(out, y, c[i].y, '\0');
		print_until(out, y, c[i].y + c[i].count_y, '+');
	}
	print_until(out, x, end_x, ' ');
}

static void print_head(FILE *out, const char *mark, struct str name)
{
	fputs(mark, out);
	print_escaped(out, name);
	fputc('\n', out);
}

void diff_print(FILE *out, struct str name, struct str before, struct str after)
{
	struct side x = { .text = before }, y = { .text = after };
	struct arena a = { 0 };
	size_t count = 0;
	if (str_eq(before, after))
		return;
	ends_trim(&x, &y);
	const struct change *c = changes_find(&x, &y, &a, &count);
	size_t lines = x.first + x.count + lines_count(str_sub(before, x.to, before.n));
	struct cursor at_x = { 0, before }, at_y = { 0, after };
	print_head(out, "--- ", name);
	print_head(out, "+++ ", name);
	for (size_t i = 0, n; i < count; i += n) {
		for (n = 1; i + n < count && c[i + n].x - c[i + n - 1].x - c[i + n - 1].count_x <= 2 * (size_t)AROUND;)
			n++;
		size_t left = lines - c[i + n - 1].x - c[i + n - 1].count_x;
		print_hunk(out, c + i, n, &at_x, &at_y, left < AROUND ? left : AROUND);
	}
	arena_free(&a);
}
