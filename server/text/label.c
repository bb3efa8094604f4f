#include "text/label.h"

/* Unicode, UAX 9, 2: what turns the direction of all that follows, until something ends it that a label may not have.
 */
static bool directs(uint32_t rune)
{
	return (rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2066 && rune <= 0x2069);
}

void label_clean(struct buf *out, struct str s)
{
	while (s.n) {
		uint32_t rune = 0;
		size_t n = utf8_read(s, &rune);
		if (n == 0)
			buf_add(out, STR("\xef\xbf\xbd"));
		else if (rune < 0x20 || (rune >= 0x7f && rune <= 0x9f) || rune == 0x2028 || rune == 0x2029)
			buf_byte(out, ' ');
		else if (!directs(rune))
			buf_add(out, str_sub(s, 0, n));
		s = str_sub(s, n ? n : 1, s.n);
	}
}

void label_number(struct buf *out, uint64_t n, const struct words *w)
{
	if (n >= 1000) {
		label_number(out, n / 1000, w);
		buf_add(out, w->word[WORD_THOUSANDS]);
		buf_fmt(out, "%03u", (unsigned)(n % 1000));
	} else {
		buf_u64(out, n);
	}
}

void label_size(struct buf *out, uint64_t bytes, const struct words *w)
{
	static const char *const units[] = { "KB", "MB", "GB", "TB" };
	uint64_t tenths = (bytes * 10 + 1023) / 1024;
	size_t unit = 0;
	while (tenths >= 10240 && unit < 3) {
		tenths = (tenths + 1023) / 1024;
		unit++;
	}
	if (unit == 0) {
		buf_u64(out, (tenths + 9) / 10);
	} else {
		buf_u64(out, tenths / 10);
		buf_add(out, w->word[WORD_DECIMAL]);
		buf_u64(out, tenths % 10);
	}
	buf_fmt(out, "\xc2\xa0%s", units[unit]); /* no line breaks between a number and its unit */
}
