/* Whatever bytes an archive holds. The input's first byte says what they are declared to be, the rest is the file. */
#include "fuzz.h"

#include "import/bytes.h"
#include "import/census.h"
#include "import/likeness.h"

#include <uninorm.h>

static const char *const declared[] = { "", "utf-8", "iso-8859-1", "windows-1250", "shift_jis", "gb2312", "macintosh",
	"cp850", "utf-16", "iso-2022-jp", "big5", "nonsense", "koi8-r", "euc-jp", "utf-7", "latin1//TRANSLIT" };

static void check_line(struct str line)
{
	HOLDS(!str_ends(line, STR(" ")) && !str_ends(line, STR("\xef\xbf\xbd")));
	uint32_t rune = 0;
	for (size_t n; line.n; line = str_sub(line, n, line.n)) {
		n = utf8_read(line, &rune);
		HOLDS(n > 0 && rune != 0xa0 && rune != 0xad && rune != 0xfeff && rune != 0x3000);
		HOLDS(rune < 0x2000 || rune > 0x2064 ||
			(rune > 0x200a && rune != 0x200b && rune != 0x200e && rune != 0x200f && rune != 0x202f &&
				!(rune >= 0x2028 && rune <= 0x202e) && rune < 0x205f));
	}
}

/* What every text is after it. */
static void check_tidy(struct str raw, struct arena *a)
{
	struct str got = bytes_tidy(raw, a), rest = got;
	HOLDS(harmless(got, "\n") && got.n <= raw.n * 3);
	while (rest.n)
		check_line(str_cut(&rest, '\n'));
	size_t n = 0;
	uint8_t *again = u8_normalize(UNINORM_NFC, (const uint8_t *)(got.n ? got.p : ""), got.n, NULL, &n);
	HOLDS(again && str_eq(got, (struct str){ (const char *)again, n }));
	free(again);
}

/* The same line in another case, without its spaces and digits. */
static void check_likeness(struct str line, struct arena *a)
{
	struct buf other = { arena_take(a, line.n + 1, 1), 0, line.n, false };
	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			c ^= 0x20;
		if (c != ' ' && c != '\t' && !(c >= '0' && c <= '9'))
			buf_byte(&other, c);
	}
	HOLDS(likeness_line(7, line) == likeness_line(7, buf_str(&other)));
}

static void check_census(struct str text, struct arena *a)
{
	enum { MOST = 512 };
	struct str *lines = arena_take(a, MOST, sizeof *lines), source = STR("bote");
	struct census *c = census_make(0);
	size_t n = 0;
	while (text.n && n < MOST)
		lines[n++] = str_cut(&text, '\n');
	HOLDS(census_add(c, source, lines, n));
	/* again, a copy; but not where there is no text to be copied */
	unsigned files = census_add(c, source, lines, n) ? 2 : 1;
	HOLDS(census_files(c, source) >= files);
	for (size_t i = 0; i < n; i++) {
		/* spaces that go can make one character of two halves */
		if (utf8_valid(lines[i]))
			check_likeness(lines[i], a);
		HOLDS((census_seen(c, source, lines[i]) >= files) == (likeness_line(1, lines[i]) != 0));
	}
	census_free(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	if (size == 0)
		return 0;
	struct str raw = flush_copy(0, data + 1, size - 1), out;
	const char *charset = NULL;
	enum bytes_trouble t = bytes_decode(raw, str_of(declared[data[0] % 16]), &arena, &out, &charset);
	HOLDS(charset && *bytes_trouble_text(t));
	if (t == BYTES_GOOD) {
		HOLDS(out.n && utf8_valid(out) && !holds_byte(out, '\0') && !str_starts(out, STR("\xef\xbb\xbf")) &&
			*charset);
		check_tidy(out, &arena);
	} else {
		HOLDS(out.n == 0);
	}
	check_tidy(raw, &arena);
	check_census(raw, &arena);
	arena_reset(&arena);
	return 0;
}
