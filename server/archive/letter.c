#include "archive/letter.h"

#include <unictype.h>

static bool in(uint32_t rune, uint32_t from, uint32_t to)
{
	return rune >= from && rune <= to;
}

/* A range whose capitals stand at every other place, each before its small letter. */
static uint32_t pair_fold(uint32_t rune, uint32_t capital)
{
	return (rune - capital) % 2 ? rune : rune + 1;
}

uint32_t letter_fold(uint32_t rune)
{
	if (rune < 0x80)
		return in(rune, 'A', 'Z') ? rune + 0x20 : in(rune, 'a', 'z') || in(rune, '0', '9') ? rune : 0;
	if (rune >= 0xe0)
		switch (rune) {
		case 0xf7: /* ÷ */
			return 0;
		case 0x130: /* İ: i with a dot that stays */
		case 0x149: /* ŉ: an apostrophe and n */
			return LETTER_LATIN;
		case 0x131: /* ı */
		case 0x138: /* ĸ */
			return rune;
		case 0x178: /* Ÿ */
			return 0xff;
		case 0x17f: /* ſ */
			return 's';
		default:
			if (rune < 0x100)
				return rune;
			return pair_fold(rune, in(rune, 0x139, 0x148) || rune >= 0x179 ? 0x139 : 0x100);
		}
	if (rune >= 0xc0)
		return rune == 0xd7 ? 0 : rune == 0xdf ? 's' : rune + 0x20; /* × ß */
	switch (rune) {
	case 0xb5: /* the micro sign is my */
		return 0x3bc;
	case 0xaa: /* ª */
	case 0xb2: /* ² ³ ¹ º */
	case 0xb3:
	case 0xb9:
	case 0xba:
	case 0xbc: /* ¼ ½ ¾ */
	case 0xbd:
	case 0xbe:
		return rune;
	default:
		return 0;
	}
}

struct str letter_base(uint32_t rune)
{
	/* '.': the character has none */
	static const char bases[] = "aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"  /* U+00E0 */
				    ".a.a.a.c.c.c.c.d.d.e.e.e.e.e.g.g"  /* U+0100 */
				    ".g.g.h.h.i.i.i.i.i...j.k..l.l.l."  /* U+0120 */
				    "l.l.n.n.n....o.o.o...r.r.r.s.s.s"  /* U+0140 */
				    ".s.t.t.t.u.u.u.u.u.u.w.y..z.z.z."; /* U+0160 */
	_Static_assert(sizeof bases == LETTER_LATIN - 0xe0 + 1, "one for each");
	switch (rune) {
	case 0xe6:
		return STR("ae");
	case 0xfe:
		return STR("th");
	case 0x153:
		return STR("oe");
	default:
		break;
	}
	if (!in(rune, 0xe0, LETTER_LATIN - 1) || bases[rune - 0xe0] == '.')
		return STR("");
	return (struct str){ &bases[rune - 0xe0], 1 };
}

static enum letter_kind latin_kind(uint32_t rune)
{
	if (letter_fold(rune))
		return LETTER_PART;
	switch (rune) {
	case '\'':
	case '`':
	case 0xb4: /* an accent, typed for an apostrophe by many */
		return LETTER_APOSTROPHE;
	case 0xad:
		return LETTER_INVISIBLE;
	default:
		return LETTER_NONE;
	}
}

/* General punctuation has no letters at all, and is common. */
static enum letter_kind punctuation_kind(uint32_t rune)
{
	switch (rune) {
	case 0x2018: /* ‘, typed for ’ by many */
	case 0x2019:
		return LETTER_APOSTROPHE;
	case 0x200c: /* joiners and non-joiners */
	case 0x200d:
	case 0x2060:
		return LETTER_INVISIBLE;
	default:
		return LETTER_NONE;
	}
}

static bool alone(uint32_t rune)
{
	static const char *const scripts[] = { "Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar" };
	const uc_script_t *script = rune < 0xe00 ? NULL : uc_script(rune);
	for (size_t i = 0; script && i < sizeof scripts / sizeof *scripts; i++)
		if (str_eq(str_of(script->name), str_of(scripts[i])))
			return true;
	return false;
}

static enum letter_kind far_kind(uint32_t rune)
{
	if (rune == 0x2bc) /* the apostrophe that is a letter */
		return LETTER_APOSTROPHE;
	if (rune == 0xfeff || rune == 0x34f || in(rune, 0xfe00, 0xfe0f) || in(rune, 0xe0100, 0xe01ef))
		return LETTER_INVISIBLE;
	if (uc_is_general_category_withtable(rune, UC_CATEGORY_MASK_M))
		return LETTER_MARK;
	if (!uc_is_general_category_withtable(rune, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
		return LETTER_NONE;
	return alone(rune) ? LETTER_ALONE : LETTER_PART;
}

size_t letter_read(struct str s, enum letter_kind *kind)
{
	uint32_t rune = 0;
	size_t n = utf8_read(s, &rune);
	*kind = n == 0                     ? LETTER_NONE
		: rune < LETTER_LATIN      ? latin_kind(rune)
		: in(rune, 0x2000, 0x206f) ? punctuation_kind(rune)
					   : far_kind(rune);
	return n ? n : 1;
}
