#include "import/space.h"

#include "import/bytes.h"

static bool is_ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t space_length(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	if (s.n == 0)
		return 0;
	if (p[0] < 0x80)
		return is_ascii_space(s.p[0]);
	if (s.n >= 2 && p[0] == 0xc2)
		return p[1] == 0xa0 || p[1] == 0x85 ? 2 : 0;
	if (s.n >= 3 && p[0] == 0xe2 && p[1] == 0x80)
		return (p[2] >= 0x80 && p[2] <= 0x8a) || p[2] == 0xa8 || p[2] == 0xa9 || p[2] == 0xaf ? 3 : 0;
	if (s.n >= 3 && p[0] == 0xe2 && p[1] == 0x81)
		return p[2] == 0x9f ? 3 : 0;
	return s.n >= 3 && p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80 ? 3 : 0;
}

/* The length of what stands before the next white space. */
static size_t word_length(struct str s)
{
	size_t n = 0;
	while (n < s.n) {
		unsigned char c = (unsigned char)s.p[n];
		bool maybe = c <= ' ' || c == 0xc2 || c == 0xe2 || c == 0xe3;
		if (maybe && space_length((struct str){ s.p + n, s.n - n }))
			break;
		n++;
	}
	return n;
}

void space_add(struct buf *b, struct str s)
{
	while (s.n) {
		size_t space = space_length(s);
		if (space && b->n && b->p[b->n - 1] != ' ' && b->p[b->n - 1] != '\n')
			buf_byte(b, ' ');
		while (space) {
			s = str_sub(s, space, s.n);
			space = space_length(s);
		}
		size_t word = word_length(s);
		buf_add(b, str_sub(s, 0, word));
		s = str_sub(s, word, s.n);
	}
}

struct str space_word(struct str *rest)
{
	for (size_t space; (space = space_length(*rest)) != 0;)
		*rest = str_sub(*rest, space, rest->n);
	size_t n = word_length(*rest);
	struct str word = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->n);
	return word;
}

size_t space_without(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += !is_ascii_space(s.p[i]);
	return n;
}

/* Whether rows of white space are there, or any at the ends. */
static bool is_loose(struct str s)
{
	bool space = true;
	for (size_t i = 0, n; i < s.n; i += n ? n : 1) {
		unsigned char c = (unsigned char)s.p[i];
		n = c <= ' ' || c == 0xc2 || c == 0xe2 || c == 0xe3 ? space_length(str_sub(s, i, s.n)) : 0;
		if (n && (space || c != ' '))
			return true;
		space = n > 0;
	}
	return s.n && space;
}

static struct str collapse(struct str s, struct arena *a)
{
	struct buf b = { 0 };
	if (!is_loose(s))
		return s;
	arena_room(a, &b, s.n);
	space_add(&b, s);
	return str_trim(buf_str(&b));
}

struct str space_tidy(struct str s, struct arena *a)
{
	if (s.n == 0)
		return STR("");
	/* separators of lines go first, so that one line stays one; what tidying drops may leave two spaces */
	return collapse(bytes_tidy(collapse(s, a), a), a);
}
