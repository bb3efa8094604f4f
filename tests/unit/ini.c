#include "unit.h"

#include "base/near.h"
#include "conf/inifile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What the reader told, a line each: "2 [a]", "3 a.key=value", "4! message". */
static void tell_section(void *user, struct str name, int line)
{
	buf_fmt(user, "%d [%.*s]\n", line, STR_ARG(name));
}

static void tell_pair(void *user, struct str section, struct str key, struct str value, int line)
{
	buf_fmt(user, "%d %.*s.%.*s=%.*s\n", line, STR_ARG(section), STR_ARG(key), STR_ARG(value));
}

static void tell_wrong(void *user, int line, const char *what)
{
	buf_fmt(user, "%d! %s\n", line, what);
}

#define FIFTY "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee"
/* STR is no constant, and so not for tables */
#define BYTES(literal)                                                                                                 \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}
#define SECTION_49 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeee"
#define VALUE_195 FIFTY FIFTY FIFTY "fffffffffgggggggggghhhhhhhhhhiiiiiiiiiijjjjjj"

static const struct row {
	struct str file;
	const char *told;
	int lines;
} rows[] = {
	{ BYTES(""), "", 0 },
	{ BYTES("\n\n"), "", 2 },
	{ BYTES("[a]"), "1 [a]\n", 1 },
	{ BYTES("[a]\n[b c]\nk = v\n"), "1 [a]\n2 [b c]\n3 b c.k=v\n", 3 },
	{ BYTES("[a]\nk=v"), "1 [a]\n2 a.k=v\n", 2 },
	{ BYTES("[a]\r\nk = v\r\n\r\n"), "1 [a]\n2 a.k=v\n", 3 },
	{ BYTES("\xef\xbb\xbf[a]\nk = v\n"), "1 [a]\n2 a.k=v\n", 2 },
	{ BYTES("; c\n# c\n  ; c\n[a] ; c\n[b]; c\n"), "4 [a]\n5 [b]\n", 5 },
	{ BYTES("[a]\nk = v ; c\nl = v;w\nm =      ; c\nn = a#b # c\n"),
		"1 [a]\n2 a.k=v\n3 a.l=v;w\n4 a.m=\n5 a.n=a#b # c\n", 5 },
	{ BYTES("[a]\nk = a = b : c\nlisten = [::]:1965\n"), "1 [a]\n2 a.k=a = b : c\n3 a.listen=[::]:1965\n", 3 },
	{ BYTES("[a]\nk\t=\tv\tw\t\n"), "1 [a]\n2 a.k=v\tw\n", 2 },
	{ BYTES("[a]\nk = \xc3\xa4 \xe2\x82\xac\n"), "1 [a]\n2 a.k=\xc3\xa4 \xe2\x82\xac\n", 2 },
	/* a non-breaking space is a value */
	{ BYTES("[a]\nk = \xc2\xa0\n"), "1 [a]\n2 a.k=\xc2\xa0\n", 2 },

	/* every way in which inih would cut, merge or drop something */
	{ BYTES("[" SECTION_49 "]\nk = v\n"), "1 [" SECTION_49 "]\n2 " SECTION_49 ".k=v\n", 2 },
	{ BYTES("[" FIFTY "]\nk = v\n"),
		"1! the section's name '" FIFTY "' is too long: write one of 49 bytes at most\n1 [" FIFTY "]\n2 " FIFTY
		".k=v\n",
		2 },
	{ BYTES("[a]\nk = " VALUE_195 "\n"), "1 [a]\n2 a.k=" VALUE_195 "\n", 2 },
	{ BYTES("[a]\nk = x" VALUE_195 "\nl = v\n"),
		"1 [a]\n2! this line is too long ('k = xaaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeaaaaaaaaaabbb"
		"bbbbbbbccccc...'): 199 bytes are possible, with its comment\n3 a.l=v\n",
		3 },
	{ BYTES("; " VALUE_195 VALUE_195 "\n[a]\n"), "2 [a]\n", 2 },
	{ BYTES("[a]\nk = v\n  w\n"),
		"1 [a]\n2 a.k=v\n3! 'w' begins with a space: a value cannot go on on a second line, and keys and "
		"sections begin at the margin\n",
		3 },
	{ BYTES("[a]\n\t[b]\n"),
		"1 [a]\n2! '[b]' begins with a space: a value cannot go on on a second line, and keys and sections "
		"begin at the margin\n",
		2 },
	{ BYTES("[a]\nk = v\n[b]\n[a]\nk = w\nl = v\n"),
		"1 [a]\n2 a.k=v\n3 [b]\n4! section [a] was on line 1 already: move its keys there, or give it another "
		"name\n5! the key 'k' was on line 2 already: take one of them out\n6 a.l=v\n",
		6 },
	{ BYTES("[a]\nk = v\nk = v\n[b]\nk = v\n"),
		"1 [a]\n2 a.k=v\n3! the key 'k' was on line 2 already: take one of them out\n4 [b]\n5 b.k=v\n", 5 },

	{ BYTES("[a\nk = v\n"), "1! '[a' has no closing bracket: write '[a]'\n1 [a]\n2 a.k=v\n", 2 },
	{ BYTES("[a ; c]\n"),
		"1! '[a ; c]' is no section's name: write words with one space between them, such as '[capsule "
		"main]'\n1 [a ; c]\n",
		1 },
	{ BYTES("[a] k = v\n"), "1! there is more behind [a] than a comment: begin a new line for it\n1 [a]\n", 1 },
	{ BYTES("[]\n"), "1! '[]' names no section: write one such as '[server]'\n1 []\n", 1 },
	{ BYTES("[a  b]\n"),
		"1! '[a  b]' is no section's name: write words with one space between them, such as '[capsule "
		"main]'\n1 [a  b]\n",
		1 },
	{ BYTES("[a]\nkey\n"), "1 [a]\n2! 'key' is no 'key = value': write the '=' too\n", 2 },
	{ BYTES("[a]\nkey ; = v\n"), "1 [a]\n2! 'key' is no 'key = value': write the '=' too\n", 2 },
	{ BYTES("[a]\nlisten [::]:70\n"), "1 [a]\n2! 'listen [::]:70' is no 'key = value': write the '=' too\n", 2 },
	{ BYTES("[a]\nk: v = w\n"), "1 [a]\n2! there is a ':' in the key 'k: v': write 'key = value'\n", 2 },
	{ BYTES("[a]\n= v\n"), "1 [a]\n2! there is no key in front of '=': write 'key = value'\n", 2 },
	{ BYTES("k = v\n[a]\n"),
		"1! the key 'k' stands above the first section: move it below a line such as '[server]'\n2 [a]\n", 2 },
	{ BYTES("[a]\nk = v\0w\nl = v\n"),
		"1 [a]\n2! there is a NUL byte in this line: save the file as UTF-8 text\n3 a.l=v\n", 3 },
	{ BYTES("[a]\nk = \xe4\n"), "1 [a]\n2! this line is not UTF-8: save the file as UTF-8 text\n", 2 },
	{ BYTES("; latin-1: \xe4\n"), "", 1 },
	{ BYTES("[a]\nk = \x1b[2J\n"), "1 [a]\n2! there is a control character in 'k = \\x1b[2J': take it out\n", 2 },
	{ BYTES("[a]\nk = v\rl = w\n"), "1 [a]\n2! there is a control character in 'k = v\\x0dl = w': take it out\n",
		2 },
	{ BYTES("[a]\nk = \xc2\x9b"
		"1m\n"),
		"1 [a]\n2! there is a control character in 'k = \\xc2\\x9b1m': take it out\n", 2 },
	{ BYTES("\xff\xfe[\0a\0]\0"), "1! the file is UTF-16: save it as UTF-8 text\n", 1 },
};

static void read_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char told[4096];
		struct buf b = BUF(told);
		/* a copy of just that size, so that a sanitizer sees a byte too far */
		char *exact = malloc(rows[i].file.n ? rows[i].file.n : 1);
		if (!exact)
			abort();
		memcpy(exact, rows[i].file.p, rows[i].file.n);
		struct ini_visitor visitor = { tell_section, tell_pair, tell_wrong, &b };
		int lines = inifile_read((struct str){ exact, rows[i].file.n }, &visitor);
		CHECK(lines == rows[i].lines, "row %zu: %d lines, want %d", i, lines, rows[i].lines);
		CHECK_STR(buf_str(&b), str_of(rows[i].told));
		free(exact);
	}
}

static void read_too_many_lines(void)
{
	static char file[3 * (INI_LINES_MAX + 10)], told[4096];
	struct buf b = BUF(told);
	for (size_t i = 0; i < sizeof file; i++)
		file[i] = ";\n\n"[i % 3];
	struct ini_visitor visitor = { tell_section, tell_pair, tell_wrong, &b };
	inifile_read((struct str){ file, sizeof file }, &visitor);
	CHECK_STR(buf_str(&b), STR("5001! more than 5000 lines: this is no configuration\n"));
}

static void read_files(void)
{
	char *bytes = NULL;
	size_t size = 0;
	CHECK(!inifile_bytes("/nonexistent/herald.ini", &bytes, &size) && errno == ENOENT, "errno %d", errno);
	CHECK(!inifile_bytes("/", &bytes, &size) && errno == EISDIR, "errno %d", errno);
	CHECK(!inifile_bytes("/dev/zero", &bytes, &size) && errno == EFBIG, "errno %d", errno);
	CHECK(inifile_bytes("/dev/null", &bytes, &size) && size == 0, "size %zu", size);
	free(bytes);
}

static const struct near_row {
	const char *word, *near;
} near_rows[] = {
	{ "titel", "title" },
	{ "Title", "title" },
	{ "tittle", "title" },
	{ "titles", "title" },
	{ "tile", "title" },
	{ "subtitel", "subtitle" },
	{ "lang", "language" },
	{ "cert", "certificate" },
	{ "certificate file", "certificate" },
	{ "roof", "root" },
	{ "rooot", "root" },
	{ "tsl", "tls" },
	{ "k", NULL },
	{ "", NULL },
	{ "x", NULL },
	{ "colour", NULL },
	{ "zzzzzzzzzzzz", NULL },
	{ FIFTY FIFTY, NULL },
};

static void near_words(void)
{
	static const char *const known[] = { "title", "subtitle", "language", "certificate", "root", "tls", "", NULL };
	for (size_t i = 0; i < sizeof near_rows / sizeof *near_rows; i++) {
		const char *near = near_word(str_of(near_rows[i].word), known);
		const char *want = near_rows[i].near;
		CHECK(near == want || (near && want && strcmp(near, want) == 0), "%s: got %s, want %s",
			near_rows[i].word, near ? near : "nothing", want ? want : "nothing");
	}
	CHECK(near_word(STR("title"), &known[7]) == NULL, "no words, nothing near");
}

int main(void)
{
	read_rows();
	read_too_many_lines();
	read_files();
	near_words();
	return unit_done("ini");
}
