#include "text/wrap.h"

#include <string.h>

/* What fits, found so far. */
struct fit {
	size_t end, next; /* the line's last byte + 1, the next line's first */
	unsigned cells;
	bool soft, any;
};

static struct wrap_line line_to(struct wrap *w, const struct fit *f)
{
	struct wrap_line line = { str_sub(w->text, w->at, f->end), f->cells + f->soft, 0, f->soft };
	w->at = f->next;
	if (w->at == w->text.n)
		line.spaces = (unsigned)(w->text.n - f->end);
	return line;
}

static size_t skip_spaces(struct str s, size_t i)
{
	while (i < s.n && s.p[i] == ' ')
		i++;
	return i;
}

/* No break fits: ends the line at a space where none should be, else cuts a word between two characters; with something
 * set, where no cut fits either, at the first. */
static struct fit fit_hard(const struct wrap *w, unsigned room, bool something)
{
	struct fit f = { w->at, w->at, 0, false, false }, spaced = f;
	unsigned cells = 0, seen = 0;
	size_t end = w->at, i;
	for (i = w->at; i < w->text.n; i++) {
		if (i > w->at && w->marks[i] & (WRAP_HARD | WRAP_MAY)) {
			if (seen <= room || (something && !f.any))
				f = (struct fit){ end, i, seen, false, true };
			if (seen <= room && end < i && seen)
				spaced = f;
			if (seen > room)
				break;
		}
		cells += w->marks[i] & WRAP_CELLS;
		if (w->text.p[i] != ' ') {
			seen = cells;
			end = i + 1;
		}
	}
	if (i == w->text.n && !f.any && something)
		f = (struct fit){ end, i, seen, false, true };
	if (spaced.any)
		f = spaced;
	f.next = skip_spaces(w->text, f.next);
	return f;
}

bool wrap_line(struct wrap *w, unsigned room, enum wrap_start start, struct wrap_line *line)
{
	const unsigned char *marks = w->marks;
	struct fit best = { w->at, w->at, 0, false, false };
	unsigned cells = 0, seen = 0;
	size_t end = w->at, i;
	for (i = w->at; i < w->text.n && seen <= room; i++) {
		unsigned char mark = marks[i];
		if (mark & WRAP_MAY && i > w->at) {
			bool soft = mark & WRAP_SOFT;
			if (seen + soft <= room)
				best = (struct fit){ end, i, seen, soft, true };
		}
		cells += mark & WRAP_CELLS;
		if (w->text.p[i] != ' ') {
			seen = cells;
			end = i + 1;
		}
	}
	if (seen <= room) {
		best = (struct fit){ end, i, seen, false, true };
	} else if (!best.any && start != WRAP_AFTER) {
		best = fit_hard(w, room, start == WRAP_FRESH);
	}
	*line = line_to(w, &best);
	return w->at < w->text.n;
}

void wrap_add(struct buf *out, const struct wrap_line *line)
{
	struct str rest = line->text;
	if (memchr(rest.p, 0xad, rest.n) == NULL) { /* a soft hyphen's second byte, and some others' */
		buf_add(out, rest);
		rest.n = 0;
	}
	for (size_t at; (at = str_find(rest, STR("\xc2\xad"))) < rest.n; rest = str_sub(rest, at + 2, rest.n))
		buf_add(out, str_sub(rest, 0, at));
	buf_add(out, rest);
	if (line->hyphen)
		buf_byte(out, '-');
}
