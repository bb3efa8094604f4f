#include "import/wide.h"

#include <string.h>

enum {
	SAMPLE = 8192,    /* bytes by which UTF-16 is recognised */
	FEWEST = 16,      /* one unit in so many must be ASCII or Latin-1: spaces, digits */
	PLANES = 0x30000, /* characters of texts are below */
};

const char *wide_name(enum wide w)
{
	static const char *const names[] = { "none", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" };
	return names[w];
}

enum wide wide_marked(struct str raw, size_t *mark)
{
	*mark = 4;
	if (str_starts(raw, STR("\xff\xfe\0\0")))
		return WIDE_32LE;
	if (str_starts(raw, STR("\0\0\xfe\xff")))
		return WIDE_32BE;
	*mark = 2;
	if (str_starts(raw, STR("\xff\xfe")))
		return WIDE_16LE;
	return str_starts(raw, STR("\xfe\xff")) ? WIDE_16BE : WIDE_NONE;
}

static uint32_t unit_at(enum wide w, struct str raw, size_t i)
{
	const unsigned char *p = (const unsigned char *)raw.p + i;
	switch (w) {
	case WIDE_16LE:
		return (uint32_t)(p[0] | p[1] << 8);
	case WIDE_16BE:
		return (uint32_t)(p[1] | p[0] << 8);
	case WIDE_32LE:
		return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
	case WIDE_32BE:
		return p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24;
	case WIDE_NONE:
		break;
	}
	return 0;
}

static size_t unit_size(enum wide w)
{
	return w == WIDE_32LE || w == WIDE_32BE ? 4 : 2;
}

/* Two characters of UTF-16 are never one of these planes. */
static bool all_runes(enum wide w, struct str raw)
{
	size_t units = raw.n / 4;
	for (size_t i = 0; i < units; i++) {
		uint32_t rune = unit_at(w, raw, i * 4);
		if (rune == 0 || rune >= PLANES || (rune >= 0xd800 && rune < 0xe000))
			return false;
	}
	return units > 0;
}

/* Letters of a language share one or two upper bytes; two letters of ASCII taken for one character do not. */
static bool alike(enum wide w, struct str raw)
{
	size_t count[256] = { 0 }, units = raw.n / 2, first = 0, second = 0;
	for (size_t i = 0; i < units; i++)
		count[unit_at(w, raw, i * 2) >> 8]++;
	for (size_t i = 0; i < 256; i++) {
		if (count[i] > first) {
			second = first;
			first = count[i];
		} else if (count[i] > second) {
			second = count[i];
		}
	}
	return units >= 2 && count[0] * FEWEST >= units && (first + second) * 4 >= units * 3;
}

enum wide wide_guess(struct str raw)
{
	/* UTF-32 first: it looks like UTF-16 with a NUL at every second place */
	if (all_runes(WIDE_32LE, raw))
		return WIDE_32LE;
	if (all_runes(WIDE_32BE, raw))
		return WIDE_32BE;
	struct str sample = str_sub(raw, 0, SAMPLE);
	size_t zero[2] = { 0, 0 };
	for (size_t i = 0; i < sample.n; i++)
		zero[i & 1] += sample.p[i] == '\0';
	enum wide w = zero[1] >= zero[0] ? WIDE_16LE : WIDE_16BE;
	return alike(w, sample) ? w : WIDE_NONE;
}

struct str wide_decode(enum wide w, struct str raw, struct arena *a, size_t *lost)
{
	size_t size = unit_size(w);
	struct buf b = { 0 };
	*lost = 0;
	arena_room(a, &b, raw.n / 2 * 3 + 3);
	for (size_t i = 0; i + size <= raw.n; i += size) {
		uint32_t rune = unit_at(w, raw, i);
		if (size == 2 && rune >= 0xd800 && rune < 0xdc00 && i + 4 <= raw.n) {
			uint32_t low = unit_at(w, raw, i + 2);
			if (low >= 0xdc00 && low < 0xe000) {
				rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
				i += 2;
			}
		}
		if (rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000)) {
			rune = 0xfffd;
			++*lost;
		}
		utf8_add(&b, rune);
	}
	if (raw.n % size) {
		utf8_add(&b, 0xfffd);
		++*lost;
	}
	return buf_str(&b);
}
