#include "import/bytes.h"

#include "import/charset.h"
#include "import/near_utf8.h"
#include "import/western.h"
#include "import/wide.h"

#include <string.h>

enum {
	CONTROLS_FREE = 4,   /* control bytes that any text may hold */
	CONTROLS_SHARE = 32, /* and one in so many beyond that */
	LOST_SHARE = 100,    /* characters of UTF-16 that may be broken */
	GUESS_SHARE = 500,   /* bytes that a guessed charset may not know */
	HIGH_SHARE = 3,      /* bytes above ASCII, one in so many, */
	HIGH_FREE = 8,       /* and so many beyond that */
};

const char *bytes_trouble_text(enum bytes_trouble t)
{
	static const char *const texts[] = {
		[BYTES_GOOD] = "good",
		[BYTES_EMPTY] = "empty",
		[BYTES_LONG] = "too long",
		[BYTES_NUL] = "holds NUL bytes",
		[BYTES_BINARY] = "a binary file",
		[BYTES_CHARSET] = "in no known charset",
	};
	return texts[t];
}

/* What other programs' files begin with. */
static const struct str signatures[] = {
	{ "%PDF-", 5 },
	{ "%!PS", 4 },
	{ "{\\rtf", 5 },
	{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 }, /* Word to 2003 */
	{ "PK\3\4", 4 },
	{ "PK\5\6", 4 },
	{ "PK\7\x08", 4 },
	{ "\x1f\x8b", 2 },
	{ "\x1f\x9d", 2 },
	{ "\xfd\x37zXZ", 5 },
	{ "\x28\xb5\x2f\xfd", 4 },
	{ "7z\xbc\xaf\x27\x1c", 6 },
	{ "Rar!\x1a\x07", 6 },
	{ "MSCF\0", 5 },
	{ "\x89PNG", 4 },
	{ "GIF87a", 6 },
	{ "GIF89a", 6 },
	{ "\xff\xd8\xff", 3 },
	{ "II*\0", 4 },
	{ "MM\0*", 4 },
	{ "8BPS", 4 },
	{ "\x7f"
	  "ELF",
		4 },
	{ "MZ\x90\0", 4 },
	{ "\xca\xfe\xba\xbe", 4 },
	{ "SQLite format 3", 15 },
	{ "OggS", 4 },
	{ "fLaC", 4 },
	{ "ID3\2", 4 },
	{ "ID3\3", 4 },
	{ "ID3\4", 4 },
	{ "wOFF", 4 },
	{ "wOF2", 4 },
	{ "\0asm", 4 },
};

static bool known_binary(struct str raw)
{
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
		if (str_starts(raw, signatures[i]))
			return true;
	if (str_starts(raw, STR("BZh")) && str_eq(str_sub(raw, 4, 10), STR("1AY&SY")))
		return true;
	/* four bytes of length, then what it is */
	struct str kind = str_sub(raw, 8, 12);
	if (str_starts(raw, STR("RIFF")))
		return str_eq(kind, STR("WEBP")) || str_eq(kind, STR("WAVE")) || str_eq(kind, STR("AVI "));
	return raw.n > 8 && str_eq(str_sub(raw, 4, 8), STR("ftyp")) && raw.p[0] == '\0';
}

/* Control characters that have no business in a text; ESC has, where a charset switches with it. */
static bool too_many_controls(struct str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		count += (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1b) || c == 0x7f;
	}
	return count > CONTROLS_FREE + s.n / CONTROLS_SHARE || (count && count * 2 > s.n);
}

static bool holds_nul(struct str s)
{
	return s.n && memchr(s.p, '\0', s.n);
}

/* Nothing to be seen: spaces, controls, and what bytes_tidy drops. */
static bool blank(struct str s)
{
	uint32_t rune = 0;
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		n = utf8_read(s, &rune);
		if (n == 0 || (rune > 0x20 && rune < 0x7f) ||
			(rune > 0xa0 && rune < 0x1680 && rune != 0xad && rune != 0x61c))
			return false;
		if (rune >= 0x1680 && rune != 0x1680 && !(rune >= 0x2000 && rune <= 0x200f) &&
			!(rune >= 0x2028 && rune <= 0x202f) && !(rune >= 0x205f && rune <= 0x206f) && rune != 0x3000 &&
			rune != 0xfeff && rune != 0xfffd)
			return false;
	}
	return true;
}

static enum bytes_trouble decode_wide(
	enum wide w, struct str raw, struct arena *a, struct str *out, const char **charset)
{
	size_t lost = 0;
	*charset = wide_name(w);
	*out = wide_decode(w, raw, a, &lost);
	if (holds_nul(*out))
		return BYTES_NUL;
	if (too_many_controls(*out))
		return BYTES_BINARY;
	return lost > 1 + out->n / LOST_SHARE ? BYTES_CHARSET : BYTES_GOOD;
}

static size_t high_bytes(struct str raw)
{
	size_t high = 0;
	for (size_t i = 0; i < raw.n; i++)
		high += (unsigned char)raw.p[i] >= 0x80;
	return high;
}

/* Decodes, and looks whether it can be: no text of Latin letters is dense with those that ASCII lacks. */
static bool fits(const char *name, struct str raw, size_t most, struct arena *a, struct str *out)
{
	if (name == NULL || !charset_decode(name, raw, most, a, out))
		return false;
	return western_table(name) == NULL || high_bytes(raw) <= raw.n / HIGH_SHARE + HIGH_FREE;
}

/* Bytes that are no UTF-8. */
static enum bytes_trouble decode_narrow(
	struct str raw, struct str declared, struct arena *a, struct str *out, const char **charset)
{
	char room[CHARSET_NAME];
	const char *name = charset_named(declared, room);
	if (near_utf8(raw, name && strcmp(name, "UTF-8") == 0)) {
		*charset = "UTF-8";
		*out = near_utf8_mend(raw, a);
		return BYTES_GOOD;
	}
	if (!fits(name, raw, 0, a, out)) {
		name = charset_guess(raw, room);
		if (!fits(name, raw, raw.n / GUESS_SHARE, a, out)) {
			name = "WINDOWS-1252";
			if (!fits(name, raw, 0, a, out))
				return BYTES_CHARSET;
		}
	}
	*charset = arena_copy(a, str_of(name)).p;
	return BYTES_GOOD;
}

static enum bytes_trouble decode(
	struct str raw, struct str declared, struct arena *a, struct str *out, const char **charset)
{
	size_t mark = 0;
	enum wide w = wide_marked(raw, &mark);
	if (w != WIDE_NONE)
		return decode_wide(w, str_sub(raw, mark, raw.n), a, out, charset);
	if (known_binary(raw))
		return BYTES_BINARY;
	if (holds_nul(raw)) {
		w = wide_guess(raw);
		if (w == WIDE_NONE || decode_wide(w, raw, a, out, charset) != BYTES_GOOD)
			return BYTES_NUL;
		return BYTES_GOOD;
	}
	if (too_many_controls(raw))
		return BYTES_BINARY;
	bool marked = str_starts(raw, STR("\xef\xbb\xbf"));
	if (marked)
		raw = str_sub(raw, 3, raw.n);
	*charset = "UTF-8";
	*out = raw;
	if (near_utf8_valid(raw))
		return BYTES_GOOD;
	return decode_narrow(raw, marked ? STR("UTF-8") : declared, a, out, charset);
}

enum bytes_trouble bytes_decode(
	struct str raw, struct str declared, struct arena *a, struct str *out, const char **charset)
{
	enum bytes_trouble t = BYTES_LONG;
	*charset = "";
	*out = raw;
	if (raw.n <= BYTES_MAX)
		t = raw.n ? decode(raw, declared, a, out, charset) : BYTES_EMPTY;
	if (t == BYTES_GOOD && str_starts(*out, STR("\xef\xbb\xbf")))
		*out = str_sub(*out, 3, out->n);
	if (t == BYTES_GOOD && blank(*out))
		t = BYTES_EMPTY;
	if (t != BYTES_GOOD) {
		*out = (struct str){ "", 0 };
		*charset = "";
	}
	return t;
}
