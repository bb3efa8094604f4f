#include "import/mend.h"

/* From the first bracket on; what follows the last one is no trouble to a parser that stops there. */
static struct str bracketed(struct str s)
{
	size_t from = str_find(s, STR("<![CDATA["));
	/* one around it all stands at its beginning */
	from = from < s.n && from < str_index(s, '{') ? from + 9 : 0;
	while (from < s.n && s.p[from] != '{' && s.p[from] != '[')
		from++;
	return str_sub(s, from, s.n);
}

static bool is_space(char c)
{
	return (unsigned char)c <= ' ';
}

/* Whether the comma at this place has nothing to separate. */
static bool comma_is_last(struct str s, size_t at, size_t *next)
{
	for (at++; at < s.n && is_space(s.p[at]);)
		at++;
	*next = at;
	return at < s.n && (s.p[at] == '}' || s.p[at] == ']');
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* \uXXXX; 0: it is none. */
static unsigned unit(struct str s)
{
	unsigned value = 0;
	if (s.n < 6 || s.p[0] != '\\' || s.p[1] != 'u')
		return 0;
	for (size_t i = 2; i < 6; i++) {
		if (!is_hex(s.p[i]))
			return 0;
		value = value * 16 + (unsigned)(s.p[i] <= '9' ? s.p[i] - '0' : (s.p[i] | 0x20) - 'a' + 10);
	}
	return value;
}

/* How long the escape is that s begins with; 0: it is none that a parser takes. */
static size_t escape_length(struct str s)
{
	if (s.n < 2)
		return 0;
	if (s.p[1] != 'u')
		return str_index(STR("\"\\/bfnrt"), s.p[1]) < 8 ? 2 : 0;
	unsigned first = unit(s);
	if (first < 0xd800 || first > 0xdfff)
		return first ? 6 : 0;
	/* half of a pair is no character */
	unsigned second = first < 0xdc00 ? unit(str_sub(s, 6, s.n)) : 0;
	return second >= 0xdc00 && second <= 0xdfff ? 12 : 0;
}

struct str mend_json(struct str s, struct arena *a)
{
	struct buf b = { 0 };
	bool quoted = false;
	s = bracketed(s);
	arena_room(a, &b, s.n + 1);
	for (size_t i = 0, next; i < s.n; i++) {
		char c = is_space(s.p[i]) ? ' ' : s.p[i];
		if (quoted && c == '\\') {
			size_t n = escape_length(str_sub(s, i, s.n));
			buf_add(&b, str_sub(s, i, i + n));
			i += n ? n - 1 : 0;
			continue;
		}
		quoted = quoted != (c == '"');
		if (c == ',' && !quoted && comma_is_last(s, i, &next)) {
			i = next - 1;
			continue;
		}
		buf_byte(&b, c);
	}
	return buf_str(&b);
}
