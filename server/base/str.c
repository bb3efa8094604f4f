#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct str str_of(const char *z)
{
	return (struct str){ z, strlen(z) };
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_ieq(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;
	return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

size_t str_index(struct str s, char c)
{
	const char *at = s.n ? memchr(s.p, c, s.n) : NULL;
	return at ? (size_t)(at - s.p) : s.n;
}

size_t str_rindex(struct str s, char c)
{
	const char *at = s.n ? memrchr(s.p, c, s.n) : NULL;
	return at ? (size_t)(at - s.p) : s.n;
}

size_t str_find(struct str s, struct str needle)
{
	const char *at = s.n && needle.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
	return at ? (size_t)(at - s.p) : s.n;
}

struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	/* NULL + 0 is nothing that C knows */
	return s.p ? (struct str){ s.p + from, to - from } : s;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct str str_trim(struct str s)
{
	while (s.n && blank(s.p[0]))
		s = str_sub(s, 1, s.n);
	while (s.n && blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_cut(struct str *rest, char sep)
{
	size_t i = str_index(*rest, sep);
	struct str head = str_sub(*rest, 0, i);
	*rest = str_sub(*rest, i + 1 > rest->n ? rest->n : i + 1, rest->n);
	return head;
}

struct str str_word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t i = 0;
	while (i < rest->n && !blank(rest->p[i]))
		i++;
	struct str word = str_sub(*rest, 0, i);
	*rest = str_sub(*rest, i, rest->n);
	return word;
}

bool str_u64(struct str s, uint64_t max, uint64_t *out)
{
	uint64_t value = 0;
	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		uint64_t digit = (uint64_t)(s.p[i] - '0');
		if (value > (max - digit) / 10 || digit > max)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

size_t buf_left(const struct buf *b)
{
	return b->cap - b->n;
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	b->full = false;
}

void buf_add(struct buf *b, struct str s)
{
	if (b->full || s.n > buf_left(b)) {
		b->full = true;
		return;
	}
	if (s.n)
		memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void buf_byte(struct buf *b, char c)
{
	buf_add(b, (struct str){ &c, 1 });
}

void buf_u64(struct buf *b, uint64_t value)
{
	char digits[20];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + value % 10);
	while (value /= 10);
	buf_add(b, (struct str){ digits + at, sizeof digits - at });
}

void buf_fmt(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = b->full ? -1 : vsnprintf(b->p + b->n, buf_left(b), format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= buf_left(b))
		b->full = true;
	else
		b->n += (size_t)n;
}

const char *buf_z(struct buf *b)
{
	if (b->full || buf_left(b) == 0) {
		b->full = true;
		return "";
	}
	b->p[b->n] = '\0';
	return b->p;
}

/* Line and paragraph separators end a line for some, and marks of direction show it in another order. */
static bool plain(uint32_t rune)
{
	return rune >= 0x20 && rune != '\\' && !(rune >= 0x7f && rune <= 0x9f) && !(rune >= 0x2028 && rune <= 0x202e) &&
	       rune != 0x200e && rune != 0x200f && rune != 0x061c && !(rune >= 0x2066 && rune <= 0x2069);
}

void buf_escape(struct buf *b, struct str s)
{
	while (s.n) {
		uint32_t rune = 0;
		size_t n = utf8_read(s, &rune);
		if (n && plain(rune)) {
			buf_add(b, str_sub(s, 0, n));
		} else {
			n = n ? n : 1;
			for (size_t i = 0; i < n; i++)
				buf_fmt(b, "\\x%02x", (unsigned char)s.p[i]);
		}
		s = str_sub(s, n, s.n);
	}
}

size_t utf8_read(struct str s, uint32_t *rune)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (s.n == 0)
		return 0;
	unsigned char lead = (unsigned char)s.p[0];
	if (lead < 0x80) {
		*rune = lead;
		return 1;
	}
	size_t n = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	if (lead < 0xc2 || lead > 0xf4 || s.n < n)
		return 0;
	uint32_t value = lead & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (((unsigned char)s.p[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | ((unsigned char)s.p[i] & 0x3f);
	}
	if (value < least[n] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*rune = value;
	return n;
}

void utf8_add(struct buf *b, uint32_t rune)
{
	char bytes[4];
	size_t n = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
	static const uint32_t lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	for (size_t i = n; i-- > 1; rune >>= 6)
		bytes[i] = (char)(0x80 | (rune & 0x3f));
	bytes[0] = (char)(lead[n] | rune);
	buf_add(b, (struct str){ bytes, n });
}

bool utf8_valid(struct str s)
{
	uint32_t rune;
	while (s.n) {
		size_t n = utf8_read(s, &rune);
		if (n == 0)
			return false;
		s = str_sub(s, n, s.n);
	}
	return true;
}

struct str utf8_fit(struct str s, size_t n)
{
	size_t back = 0;
	if (n >= s.n)
		return s;
	while (back < 3 && back < n && ((unsigned char)s.p[n - back] & 0xc0) == 0x80)
		back++;
	bool begins = ((unsigned char)s.p[n - back] & 0xc0) != 0x80;
	return str_sub(s, 0, begins ? n - back : n);
}
