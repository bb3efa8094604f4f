#include "mirror/packs.h"

#include <stdlib.h>

enum { NAME_MAX_BYTES = 64, YEAR = 4 };

/* A number of at least n digits, with no needless zeros before it. */
static bool digits(struct str s, size_t n, uint64_t *out)
{
	return s.n >= n && (s.n == n || s.p[0] != '0') && str_u64(s, INT64_MAX, out);
}

static bool period(struct str s, struct packs_line *out)
{
	uint64_t year, month = 0;
	struct str rest = s, first = str_cut(&rest, '-');
	bool has_month = first.n < s.n;
	if (first.n != YEAR || !digits(first, YEAR, &year) || year == 0)
		return false;
	if (has_month && (rest.n != 2 || !digits(rest, 2, &month) || month < 1 || month > 12))
		return false;
	out->year = (int)year;
	out->month = (int)month;
	return true;
}

bool packs_name(struct str name, struct packs_line *out)
{
	static const struct str log = { "log-", 4 }, book = { ".gpub", 5 }, pack = { ".tar.gz", 7 };
	if (name.n > NAME_MAX_BYTES)
		return false;
	*out = (struct packs_line){ .name = name, .size = out->size, .digest = out->digest };
	if (str_ends(name, book)) {
		out->kind = PACKS_BOOK;
		return period(str_sub(name, 0, name.n - book.n), out);
	}
	struct str rest = str_sub(name, 0, name.n - (str_ends(name, pack) ? pack.n : name.n));
	struct str what = str_cut(&rest, '.');
	if (!digits(rest, 1, &out->serial) || out->serial == 0)
		return false;
	if (str_starts(what, log)) {
		out->kind = PACKS_LOG;
		return digits(str_sub(what, log.n, what.n), 4, &out->number);
	}
	out->kind = PACKS_MONTH;
	return period(what, out) && out->month;
}

static bool read_line(struct str line, struct packs_line *out)
{
	struct str name = str_cut(&line, '\t');
	*out = (struct packs_line){ 0 };
	return str_u64(str_cut(&line, '\t'), INT64_MAX, &out->size) && digest_read(line, &out->digest) &&
	       packs_name(name, out);
}

const char *packs_read(struct str text, struct arena *m, struct packs *out)
{
	size_t room = 0;
	*out = (struct packs){ 0 };
	if (text.n > PACKS_MAX)
		return "a list of packs of more than 4 MB";
	while (text.n) {
		if (str_index(text, '\n') == text.n)
			return "the last line of the list of packs does not end";
		out->line = arena_more(m, out->line, out->count, &room, sizeof *out->line);
		struct packs_line *l = &out->line[out->count];
		if (!read_line(str_cut(&text, '\n'), l))
			return "a line of the list of packs is not 'name TAB size TAB sha256'";
		if (out->count && str_cmp(l[-1].name, l->name) >= 0)
			return "the list of packs is not in the order of names, or names one twice";
		out->count++;
	}
	return NULL;
}

void packs_write(struct buf *out, struct arena *m, const struct packs *from)
{
	for (size_t i = 0; i < from->count; i++) {
		arena_room(m, out, from->line[i].name.n + DIGEST_HEX + 32);
		buf_add(out, from->line[i].name);
		buf_byte(out, '\t');
		buf_u64(out, from->line[i].size);
		buf_byte(out, '\t');
		digest_add(out, &from->line[i].digest);
		buf_byte(out, '\n');
	}
}

int packs_by_name(const void *a, const void *b)
{
	const struct packs_line *x = a, *y = b;
	return str_cmp(x->name, y->name);
}
