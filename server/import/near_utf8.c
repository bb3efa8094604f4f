#include "import/near_utf8.h"

#include "import/charset.h"

#include <string.h>

enum { SHARE = 2 };

/* Bytes of ASCII at the start of s. */
static size_t ascii_length(struct str s)
{
	size_t i = 0;
	for (uint64_t word; i + sizeof word <= s.n; i += sizeof word) {
		memcpy(&word, s.p + i, sizeof word);
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

bool near_utf8_valid(struct str s)
{
	uint32_t rune;
	for (;;) {
		s = str_sub(s, ascii_length(s), s.n);
		if (s.n == 0)
			return true;
		size_t n = utf8_read(s, &rune);
		if (n == 0)
			return false;
		s = str_sub(s, n, s.n);
	}
}

/* A surrogate pair in six bytes: Java and Oracle write it so. */
static bool cesu(struct str s, uint32_t *rune)
{
	const unsigned char *p = (const unsigned char *)s.p;
	if (s.n < 6 || p[0] != 0xed || (p[1] & 0xf0) != 0xa0 || (p[2] & 0xc0) != 0x80 || p[3] != 0xed ||
		(p[4] & 0xf0) != 0xb0 || (p[5] & 0xc0) != 0x80)
		return false;
	*rune = 0x10000 + ((p[1] & 0x0fu) << 16 | (p[2] & 0x3fu) << 10) + ((p[4] & 0x0fu) << 6 | (p[5] & 0x3fu));
	return true;
}

/* How long the beginning of a character at the start of s is that has no end: 0 where it may be a letter of
 * Windows-1252 as well. The leads are those of what German and English papers print. */
static size_t stump(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	bool second = s.n > 1 && (p[1] & 0xc0) == 0x80;
	if (s.n == 1 && p[0] >= 0xc2 && p[0] <= 0xf4)
		return 1;
	if (p[0] == 0xc2 || p[0] == 0xc3)
		return 1;
	if (p[0] == 0xe2)
		return second ? 2 : 1;
	if (p[0] >= 0xf0 && p[0] <= 0xf4 && second)
		return s.n > 2 && (p[2] & 0xc0) == 0x80 ? 3 : 2;
	return p[0] >= 0xe0 && p[0] < 0xf0 && second && s.n == 2 ? 2 : 0;
}

bool near_utf8(struct str s, bool declared)
{
	size_t good = 0, bad = 0;
	uint32_t rune;
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		n = ascii_length(s);
		if (n)
			continue;
		n = utf8_read(s, &rune);
		good += n > 0;
		if (n == 0 && cesu(s, &rune)) {
			n = 6;
			good++;
		}
		if (n)
			continue;
		n = stump(s);
		bool cut = n > 0 && n == s.n;
		bad += !cut;
		n = n ? n : 1;
	}
	return good > 0 && good >= bad * (declared ? 1 : SHARE);
}

struct str near_utf8_mend(struct str s, struct arena *a)
{
	struct buf b = { 0 };
	uint32_t rune;
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		n = ascii_length(s);
		n = n ? n : utf8_read(s, &rune);
		arena_room(a, &b, n + 4);
		if (n) {
			buf_add(&b, str_sub(s, 0, n));
		} else if (cesu(s, &rune)) {
			n = 6;
			utf8_add(&b, rune);
		} else if ((n = stump(s)) != 0) {
			utf8_add(&b, 0xfffd);
		} else {
			n = 1;
			utf8_add(&b, charset_1252_rune((unsigned char)s.p[0]));
		}
	}
	return buf_str(&b);
}
