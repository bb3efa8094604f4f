#include "text/selector.h"

static bool needs_escape(unsigned char c)
{
	return c <= ' ' || c >= 0x7f || c == '?' || c == '%' || c == '#' || c == '=';
}

void view_selector(struct buf *out, struct str path)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];
		if (needs_escape(c))
			buf_add(out, (struct str){ (char[]){ '=', digits[c >> 4], digits[c & 15] }, 3 });
		else
			buf_byte(out, path.p[i]);
	}
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte behind an equals sign at i; 0 when there is none that a path can hold. */
static char escaped(struct str s, size_t i)
{
	if (s.n - i < 3 || hex(s.p[i + 1]) < 0 || hex(s.p[i + 2]) < 0)
		return 0;
	return (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]));
}

bool view_selector_path(struct buf *out, struct str selector)
{
	size_t start = out->n;
	for (size_t i = 0; i < selector.n; i++) {
		char c = selector.p[i] == '=' ? escaped(selector, i) : selector.p[i];
		if (c == 0) {
			out->n = start;
			return false;
		}
		buf_byte(out, c);
		i += selector.p[i] == '=' ? 2 : 0;
	}
	return true;
}
