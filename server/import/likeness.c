#include "import/likeness.h"

#include <unicase.h>
#include <unictype.h>

/* MurmurHash3's finalizer: each bit of h moves half of the others. */
static uint64_t stir(uint64_t h)
{
	h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
	h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 33;
}

/* FNV-1a's step, over characters. */
static uint64_t step(uint64_t h, uint32_t rune)
{
	return (h ^ rune) * 0x100000001b3u;
}

uint64_t likeness_source(struct str name)
{
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < name.n; i++)
		h = step(h, (unsigned char)name.p[i]);
	h = stir(h);
	return h ? h : 1;
}

/* Latin-1 and Latin Extended-A without a table: capitals of the latter stand before their small letters, at even places
 * but for two stretches. */
static uint32_t fold_latin(uint32_t rune)
{
	if (rune < 0x100)
		return rune >= 0xc0 && rune <= 0xde && rune != 0xd7 ? rune + 0x20 : rune;
	if (rune == 0x178)
		return 0xff;
	if (rune == 0x17f)
		return 's';
	if (rune == 0x130 || rune == 0x131)
		return 'i';
	if (rune == 0x138 || rune == 0x149)
		return rune;
	bool odd = (rune >= 0x139 && rune <= 0x148) || rune >= 0x179;
	return odd == ((rune & 1) != 0) ? rune + 1 : rune;
}

static bool latin_letter(uint32_t rune)
{
	return (rune >= 0xc0 && rune != 0xd7 && rune != 0xf7) || rune == 0xaa || rune == 0xb5 || rune == 0xba;
}

/* One character beyond ASCII. */
static uint64_t step_rune(uint64_t h, uint32_t rune, bool *letters)
{
	if (rune < 0x180) {
		*letters = *letters || latin_letter(rune);
		if (rune == 0xa0 || rune == 0x85 || rune == 0xad)
			return h;
		return rune == 0xdf ? step(step(h, 's'), 's') : step(h, fold_latin(rune));
	}
	if (uc_is_property_white_space(rune) || uc_decimal_value(rune) >= 0)
		return h;
	*letters = *letters || uc_is_alpha(rune);
	return rune == 0x1e9e ? step(step(h, 's'), 's') : step(h, uc_tolower(rune));
}

uint64_t likeness_line(uint64_t source, struct str line)
{
	uint64_t h = source;
	bool letters = false;
	for (size_t i = 0, n; i < line.n; i += n) {
		unsigned char c = (unsigned char)line.p[i];
		uint32_t rune = c;
		n = 1;
		if (c >= 'a' && c <= 'z') {
			letters = true;
			h = step(h, c);
		} else if (c >= 'A' && c <= 'Z') {
			letters = true;
			h = step(h, c + ('a' - 'A'));
		} else if (c >= 0x80) {
			n = utf8_read(str_sub(line, i, line.n), &rune);
			n = n ? n : 1;
			h = step_rune(h, rune, &letters);
		} else if (c > ' ' && !(c >= '0' && c <= '9')) {
			h = step(h, c);
		}
	}
	h = stir(h);
	return letters ? h + (h == 0) : 0;
}
