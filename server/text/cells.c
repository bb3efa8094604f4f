#include "text/cells.h"

#include "text/ascii.h"

#include <uniwidth.h>

enum { SOFT_HYPHEN = 0xad, FIRST_WIDE = 0x300 };

unsigned cells_of(uint32_t rune)
{
	if (rune < FIRST_WIDE)
		return rune != SOFT_HYPHEN;
	int width = uc_width(rune, "UTF-8");
	return width > 0 ? (unsigned)width : 0;
}

/* How a character goes on. */
enum fate { FATE_STAYS, FATE_SPACE, FATE_TAB, FATE_HARMFUL };

static enum fate fate_of(uint32_t rune)
{
	if (rune == '\t')
		return FATE_TAB;
	/* LF, VT, FF, CR, NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR */
	if ((rune >= 0x0a && rune <= 0x0d) || rune == 0x85 || rune == 0x2028 || rune == 0x2029)
		return FATE_SPACE;
	return rune < 0x20 || (rune >= 0x7f && rune <= 0x9f) ? FATE_HARMFUL : FATE_STAYS;
}

static unsigned width_of(struct str s)
{
	unsigned cells = 0;
	uint32_t rune = 0;
	for (size_t n; (n = utf8_read(s, &rune)) != 0; s = str_sub(s, n, s.n))
		cells += cells_of(rune);
	return cells;
}

/* Fills up to the next stop; what was measured for the last one, up to *stop, is not measured again. */
static void add_tab(struct buf *out, size_t *stop)
{
	unsigned past = width_of(str_sub(buf_str(out), *stop, out->n)) % CELLS_TAB;
	buf_add(out, str_sub(STR("        "), past, CELLS_TAB));
	*stop = out->n;
}

/* The bytes at the beginning of s that may stay, the first one that may not, and how long that is. */
static size_t harmless(struct str s, enum fate *fate, size_t *length)
{
	size_t i = 0;
	while (i < s.n) {
		uint32_t rune = (unsigned char)s.p[i];
		size_t n = rune < 0x80 ? 1 : utf8_read(str_sub(s, i, s.n), &rune);
		*fate = n ? fate_of(rune) : FATE_HARMFUL;
		*length = n ? n : 1;
		if (*fate != FATE_STAYS)
			return i;
		i += n;
	}
	*length = 0;
	return i;
}

void cells_clean(struct buf *out, struct str raw, bool ascii, bool tabs)
{
	size_t stop = out->n;
	while (raw.n) {
		enum fate fate = FATE_STAYS;
		size_t length = 0, n = harmless(raw, &fate, &length);
		if (ascii)
			ascii_add_soft(out, str_sub(raw, 0, n));
		else
			buf_add(out, str_sub(raw, 0, n));
		raw = str_sub(raw, n + length, raw.n);
		if (fate == FATE_HARMFUL)
			buf_add(out, ascii ? STR("?") : STR("\xef\xbf\xbd"));
		else if (fate == FATE_TAB && tabs)
			add_tab(out, &stop);
		else if (fate != FATE_STAYS)
			buf_byte(out, ' ');
	}
}
