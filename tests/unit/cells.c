#include "unit.h"

#include "text/cells.h"

static void widths(void)
{
	static const struct {
		uint32_t rune;
		unsigned cells;
	} rows[] = {
		{ 'a', 1 },
		{ ' ', 1 },
		{ 0xe4, 1 },
		{ 0xad, 0 },
		{ 0xa0, 1 },
		{ 0x301, 0 },
		{ 0x20ac, 1 },
		{ 0x200b, 0 },
		{ 0x200d, 0 },
		{ 0x6f22, 2 },
		{ 0xac00, 2 },
		{ 0x1f600, 2 },
		{ 0xfffd, 1 },
		{ 0xff21, 2 },
		{ 0xfeff, 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(cells_of(rows[i].rune) == rows[i].cells, "U+%04X: %u", (unsigned)rows[i].rune,
			cells_of(rows[i].rune));
}

#define BAD "\xef\xbf\xbd"

static void table(void)
{
	const struct {
		struct str raw, clean, ascii;
		bool tabs;
	} rows[] = {
		{ STR(""), STR(""), STR(""), false },
		{ STR("K\u00e4se"), STR("K\u00e4se"), STR("Kaese"), false },
		{ STR("a\tb\nc\rd\fe\vf"), STR("a b c d e f"), STR("a b c d e f"), false },
		{ STR("a\xc2\x85"
		      "b\u2028c\u2029d"),
			STR("a b c d"), STR("a b c d"), false },
		{ STR("\x1b[31m\a\0\x7f\xc2\x9b"), STR(BAD "[31m" BAD BAD BAD BAD), STR("?[31m????"), false },
		{ STR("\xe4\xf6\xe2\x82"), STR(BAD BAD BAD BAD), STR("????"), false },
		{ STR("So\u00adft"), STR("So\u00adft"), STR("So\u00adft"), false },
		{ STR("\ta\tbcdefgh\ti\t"), STR("        a       bcdefgh i       "),
			STR("        a       bcdefgh i       "), true },
		{ STR("\u6f22\u0301\tx"), STR("\u6f22\u0301      x"), STR("?       x"), true },
		{ STR("\u00fc\tx"), STR("\u00fc       x"), STR("ue      x"), true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[256];
		struct buf out = BUF(room);
		/* stops are counted from where the text begins, not from where the buffer does */
		buf_add(&out, STR("xyz"));
		cells_clean(&out, rows[i].raw, false, rows[i].tabs);
		CHECK_STR(str_sub(buf_str(&out), 3, out.n), rows[i].clean);
		buf_clear(&out);
		cells_clean(&out, rows[i].raw, true, rows[i].tabs);
		CHECK_STR(buf_str(&out), rows[i].ascii);
	}
}

int main(void)
{
	widths();
	table();
	return unit_done("cells");
}
