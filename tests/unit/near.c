#include "base/near.h"

#include "unit.h"

#include <string.h>

#define SIXTY "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwx"

static const char *const commands[] = { "serve", "check", "cert", "init", "show", "help", "--version", NULL };
static const char *const hostile[] = { "", SIXTY "yz01", SIXTY "yz012",
	"\xc3\xbc"
	"ber",
	"ab", "b", NULL };

static const struct row {
	const char *const *known;
	struct str word;
	const char *near; /* NULL: nothing */
} rows[] = {
#define ROW(known, word, near)                                                                                         \
	{                                                                                                              \
		known, { word, sizeof word - 1 }, near                                                                 \
	}
	ROW(commands, "server", "serve"),
	ROW(commands, "sreve", "serve"),
	ROW(commands, "SERVE", "serve"),
	ROW(commands, "srve", "serve"),
	ROW(commands, "chekc", "check"),
	ROW(commands, "ch", NULL),
	ROW(commands, "certificate", "cert"),
	ROW(commands, "initialise", "init"),
	ROW(commands, "hlep", "help"),
	ROW(commands, "version", "--version"),
	ROW(commands, "--verison", "--version"),
	ROW(commands, "xyzzy", NULL),
	ROW(commands, "s", NULL),
	ROW(commands, "", NULL),
	ROW(commands, "serve\0x", "serve"),
	ROW(commands, "\xff\xff\xff\xff\xff", NULL),
	/* lengths at the edge of what is compared, and beyond it */
	ROW(hostile, SIXTY "yz10", SIXTY "yz01"),
	ROW(hostile, SIXTY "yz0", SIXTY "yz01"),
	ROW(hostile, SIXTY "yz012", NULL),
	ROW(hostile, SIXTY SIXTY SIXTY, NULL),
	ROW(hostile,
		"\xc3\xb6"
		"ber",
		"\xc3\xbc"
		"ber"),
	ROW(hostile, "ba", "ab"),
#undef ROW
};

int main(void)
{
	static const char *const none[] = { NULL };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *near = near_word(rows[i].word, rows[i].known), *want = rows[i].near;
		CHECK(near == want || (near && want && strcmp(near, want) == 0), "row %zu, %.*s: %s", i,
			STR_ARG(rows[i].word), near ? near : "nothing");
	}
	CHECK(near_word(STR("serve"), none) == NULL, "no words, nothing near");
	return unit_done("near");
}
