#include "text/slug.h"

#include "text/ascii.h"

enum { PIECE = 128 }; /* bytes of a headline at a time; ASCII makes at most twice as many of them */

static bool plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The bytes of a headline's beginning that can be spelled by themselves: up to a space, else whole characters. */
static size_t piece_length(struct str s)
{
	size_t n = s.n < PIECE ? s.n : PIECE;
	if (n == s.n)
		return n;
	size_t space = str_rindex(str_sub(s, 0, n), ' ');
	if (space > 0 && space < n)
		return space;
	for (size_t back = 1; back < 4; back++)
		if (((unsigned char)s.p[n - back] & 0xc0) != 0x80)
			return (unsigned char)s.p[n - back] >= 0xc0 ? n - back : n;
	return n;
}

/* A slug on its way: one byte more than fits says that there is more. */
struct making {
	char text[SLUG_MAX + 1];
	size_t n;
	bool gap;        /* a hyphen is due */
	bool apostrophe; /* the last byte was one, inside a word so far */
};

static void add_byte(struct making *m, char c)
{
	if (!plain(c)) {
		bool apostrophe = (c == '\'' || c == '`') && !m->gap && !m->apostrophe;
		m->gap = m->gap || !apostrophe || m->apostrophe;
		m->apostrophe = apostrophe;
		return;
	}
	if (m->gap && m->n > 0 && m->n < sizeof m->text)
		m->text[m->n++] = '-';
	m->gap = m->apostrophe = false;
	if (m->n < sizeof m->text)
		m->text[m->n++] = c;
}

static void add_piece(struct making *m, struct str piece)
{
	char room[2 * PIECE];
	struct buf ascii = BUF(room);
	ascii_add(&ascii, piece);
	for (size_t i = 0; i < ascii.n && m->n < sizeof m->text; i++)
		add_byte(m, small(room[i]));
}

/* Whole words, as many as fit; a part of the first one if that is too long. */
static struct str cut(struct str s)
{
	if (s.n > SLUG_MAX) {
		size_t hyphen = str_rindex(s, '-');
		s = str_sub(s, 0, hyphen < s.n ? hyphen : SLUG_MAX);
	}
	return s;
}

void slug_add(struct buf *out, struct str headline)
{
	struct making m = { .n = 0 };
	while (headline.n && m.n < sizeof m.text) {
		size_t n = piece_length(headline);
		add_piece(&m, str_sub(headline, 0, n));
		headline = str_sub(headline, n, headline.n);
	}
	struct str slug = cut((struct str){ m.text, m.n });
	buf_add(out, slug);
	/* the site's own names in a directory */
	if (str_eq(slug, STR("index")) || str_eq(slug, STR("manifest")))
		buf_add(out, STR("-1"));
}
