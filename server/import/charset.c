#include "import/charset.h"

#include "import/western.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet/uchardet.h>

enum {
	ASKED = 64 * 1024, /* uchardet makes up its mind by far less */
	BEFORE = 1024,     /* of the ASCII before the first other byte: words that help it */
};

/* Labels that iconv does not know, or takes too literally: what browsers make of them (WHATWG, Encoding Standard). */
static const struct {
	const char *label, *name;
} labels[] = {
	{ "ascii", "WINDOWS-1252" },
	{ "us-ascii", "WINDOWS-1252" },
	{ "iso-8859-1", "WINDOWS-1252" },
	{ "iso8859-1", "WINDOWS-1252" },
	{ "iso_8859-1", "WINDOWS-1252" },
	{ "iso88591", "WINDOWS-1252" },
	{ "latin1", "WINDOWS-1252" },
	{ "latin-1", "WINDOWS-1252" },
	{ "l1", "WINDOWS-1252" },
	{ "ansi", "WINDOWS-1252" },
	{ "cp1252", "WINDOWS-1252" },
	{ "cp-1252", "WINDOWS-1252" },
	{ "win-1252", "WINDOWS-1252" },
	{ "x-cp1252", "WINDOWS-1252" },
	{ "utf8", "UTF-8" },
	{ "iso8859-15", "ISO-8859-15" },
	{ "iso_8859-15", "ISO-8859-15" },
	{ "latin9", "ISO-8859-15" },
	{ "latin-9", "ISO-8859-15" },
	{ "l9", "ISO-8859-15" },
	{ "mac", "MACINTOSH" },
	{ "macroman", "MACINTOSH" },
	{ "mac-roman", "MACINTOSH" },
	{ "x-mac-roman", "MACINTOSH" },
	{ "cp850", "IBM850" },
	{ "cp-850", "IBM850" },
	{ "850", "IBM850" },
	{ "cp437", "IBM437" },
	{ "cp-437", "IBM437" },
	{ "x-cp1250", "WINDOWS-1250" },
	{ "x-cp1251", "WINDOWS-1251" },
	{ "iso-8859-9", "WINDOWS-1254" },
	{ "latin5", "WINDOWS-1254" },
	{ "iso-8859-11", "WINDOWS-874" },
	{ "tis-620", "WINDOWS-874" },
	{ "shift_jis", "CP932" },
	{ "shift-jis", "CP932" },
	{ "sjis", "CP932" },
	{ "x-sjis", "CP932" },
	{ "gb2312", "GB18030" },
	{ "gbk", "GB18030" },
	{ "euc-kr", "CP949" },
	{ "ks_c_5601-1987", "CP949" },
	{ "mac-centraleurope", "MAC-CENTRALEUROPE" },
};

static bool letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool ascii_stays(const char *name)
{
	char probe[] = "<meta content=Zeitung-0123456789>", got[sizeof probe * 4];
	char *in = probe, *to = got;
	size_t in_left = sizeof probe - 1, to_left = sizeof got;
	iconv_t d = iconv_open("UTF-8", name);
	if (d == (iconv_t)-1)
		return false;
	bool same = iconv(d, &in, &in_left, &to, &to_left) == 0 && sizeof got - to_left == sizeof probe - 1 &&
		    memcmp(probe, got, sizeof probe - 1) == 0;
	iconv_close(d);
	return same;
}

const char *charset_named(struct str label, char name[CHARSET_NAME])
{
	struct buf b = { name, 0, CHARSET_NAME, false };
	label = str_trim(label);
	for (size_t i = 0; i < label.n; i++) {
		char c = label.p[i];
		/* a slash would be an order to iconv */
		if (!letter_or_digit(c) && c != '-' && c != '_' && c != '.' && c != ':')
			return NULL;
		buf_byte(&b, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		if (!str_ieq(label, str_of(labels[i].label)))
			continue;
		buf_clear(&b);
		buf_add(&b, str_of(labels[i].name));
	}
	if (b.n == 0 || *buf_z(&b) == '\0')
		return NULL;
	return western_table(name) || ascii_stays(name) ? name : NULL;
}

const char *charset_guess(struct str raw, char name[CHARSET_NAME])
{
	size_t from = 0;
	while (from < raw.n && (unsigned char)raw.p[from] < 0x80)
		from++;
	raw = str_sub(raw, from > BEFORE ? from - BEFORE : 0, from + ASKED);
	const char *western = western_guess(raw);
	if (western)
		return western;
	uchardet_t asked = uchardet_new();
	if (asked == NULL)
		return NULL;
	const char *answer = NULL;
	if (uchardet_handle_data(asked, raw.p, raw.n) == 0) {
		uchardet_data_end(asked);
		answer = charset_named(str_of(uchardet_get_charset(asked)), name);
	}
	uchardet_delete(asked);
	/* that much is known by then */
	return answer && strcmp(answer, "UTF-8") == 0 ? NULL : answer;
}

static struct str table_decode(const uint16_t *table, struct str raw, struct arena *a)
{
	struct buf b = { arena_take(a, raw.n, 3), 0, raw.n * 3, false };
	for (size_t i = 0; i < raw.n; i++) {
		unsigned char c = (unsigned char)raw.p[i];
		if (c < 0x80)
			b.p[b.n++] = (char)c;
		else
			utf8_add(&b, table[c - 0x80]);
	}
	return buf_str(&b);
}

bool charset_decode(const char *name, struct str raw, size_t most, struct arena *a, struct str *out)
{
	const uint16_t *table = western_table(name);
	struct buf b = { 0 };
	size_t lost = 0;
	if (table) {
		*out = table_decode(table, raw, a);
		return true;
	}
	iconv_t d = iconv_open("UTF-8", name);
	if (d == (iconv_t)-1)
		return false;
	char *in = (char *)(uintptr_t)raw.p; /* iconv's prototype lacks a const */
	size_t left = raw.n;
	while (left && lost <= most) {
		arena_room(a, &b, left + left / 2 + 16);
		char *to = b.p + b.n;
		size_t room = buf_left(&b);
		size_t result = iconv(d, &in, &left, &to, &room);
		b.n = b.cap - room;
		if (result != (size_t)-1 || errno == E2BIG)
			continue;
		/* not a character, or cut off */
		arena_room(a, &b, 3);
		buf_add(&b, STR("\xef\xbf\xbd"));
		lost++;
		in++;
		left--;
	}
	iconv_close(d);
	*out = buf_str(&b);
	return lost <= most;
}

unsigned char charset_1252_byte(uint32_t rune)
{
	if (rune < 0x100)
		return rune < 0x80 ? 0 : (unsigned char)rune;
	if (rune > 0x2122)
		return 0;
	const uint16_t *table = western_table("WINDOWS-1252");
	for (unsigned i = 0; i < 0x20; i++)
		if (table[i] == rune)
			return (unsigned char)(0x80 + i);
	return 0;
}

uint32_t charset_1252_rune(unsigned char byte)
{
	return byte < 0x80 ? byte : western_table("WINDOWS-1252")[byte - 0x80];
}
