/* account: a row of the report for every input, and the sums at the end. */
#include "import/account.h"

#include "unit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define TOP "status\tinput\tidentifier\tpath\treason\tprofile\tcharset\tdropped\n"
#define ID "8da513476a74d9990000000000000000000000000000000000000000000000ff"

/* A file in memory. */
struct memory {
	FILE *file;
	char *text;
	size_t size;
};

static void memory_open(struct memory *m)
{
	*m = (struct memory){ 0 };
	m->file = open_memstream(&m->text, &m->size);
	if (!m->file)
		abort();
}

static struct str memory_text(struct memory *m)
{
	fflush(m->file);
	return (struct str){ m->text, m->size };
}

static void memory_close(struct memory *m)
{
	fclose(m->file);
	free(m->text);
}

static struct reading reading_of(const char *name, const char *id)
{
	struct reading g = { .name = str_of(name), .profile = "generic", .charset = "UTF-8" };
	if (*id && !id_parse(str_of(id), &g.id))
		abort();
	g.story.date.year = 2018;
	return g;
}

/* ---- the report ---- */

static void rows_written(void)
{
	static const struct {
		const char *name, *id;
		enum fate fate;
		const char *path, *detail, *profile, *charset;
		struct line line[3];
		size_t lines;
		const char *want;
	} rows[] = {
		{ "raw/a.txt", ID, FATE_IMPORTED, "/2018/06/28/a.gmi", "", "regional", "UTF-8",
			{ { .text = { "Anzeige", 7 }, .number = 4, .role = ROLE_FURNITURE, .rule = "generic.advert" } },
			1,
			"imported\traw/a.txt\t" ID
			"\t/2018/06/28/a.gmi\t\tregional\tUTF-8\t4: Anzeige (generic.advert)\n" },
		{ "raw/b.txt", ID, FATE_VERSION, "/b.gmi", "of /a.gmi", "generic", "WINDOWS-1252",
			{ { .text = { "Text", 4 }, .number = 1, .role = ROLE_BODY, .rule = "x" },
				{ .text = { "eins", 4 }, .number = 2, .role = ROLE_FURNITURE, .rule = "r1" },
				{ .text = { "zwei", 4 }, .number = 9, .role = ROLE_FURNITURE } },
			3,
			"version\traw/b.txt\t" ID
			"\t/b.gmi\tof /a.gmi\tgeneric\tWINDOWS-1252\t2: eins (r1) | 9: zwei ()\n" },
		{ "c", ID, FATE_UPDATED, "/c.gmi", "", "generic", "UTF-8", { { .number = 0 } }, 0,
			"updated\tc\t" ID "\t/c.gmi\t\tgeneric\tUTF-8\t\n" },
		{ "c", ID, FATE_KNOWN, "/c.gmi", "", "generic", "UTF-8", { { .number = 0 } }, 0,
			"known\tc\t" ID "\t/c.gmi\t\tgeneric\tUTF-8\t\n" },
		{ "c", ID, FATE_SAME, "/c.gmi", "", "generic", "UTF-8", { { .number = 0 } }, 0,
			"same\tc\t" ID "\t/c.gmi\t\tgeneric\tUTF-8\t\n" },
		{ "c", ID, FATE_EDITED, "/c.gmi", "", "generic", "UTF-8", { { .number = 0 } }, 0,
			"edited\tc\t" ID "\t/c.gmi\t\tgeneric\tUTF-8\t\n" },
		{ "c", ID, FATE_WITHDRAWN, "/c.gmi", "", "generic", "UTF-8", { { .number = 0 } }, 0,
			"withdrawn\tc\t" ID "\t/c.gmi\t\tgeneric\tUTF-8\t\n" },
		{ "c", ID, FATE_REFUSED, "", "empty", "", NULL, { { .number = 0 } }, 0,
			"refused\tc\t" ID "\t\tempty\t\t\t\n" },
		/* what could not be read has no identifier */
		{ "c", "", FATE_REFUSED, "", "cannot read c: No such file or directory", NULL, NULL,
			{ { .number = 0 } }, 0, "refused\tc\t\t\tcannot read c: No such file or directory\t\t\t\n" },
		/* what would break the table, or a terminal */
		{ "a\tb\nc\rd", "", FATE_REFUSED, "", "x\ty", "", NULL, { { .number = 0 } }, 0,
			"refused\ta\\x09b\\x0ac\\x0dd\t\t\tx\\x09y\t\t\t\n" },
		{ "\x1b[31mred", "", FATE_REFUSED, "/\x7f", "", "", NULL, { { .number = 0 } }, 0,
			"refused\t\\x1b[31mred\t\t/\\x7f\t\t\t\t\n" },
		{ "a\\b", "", FATE_REFUSED, "", "", "", NULL, { { .number = 0 } }, 0,
			"refused\ta\\x5cb\t\t\t\t\t\t\n" },
		{ "\xff\xfe", "", FATE_REFUSED, "", "", "", NULL, { { .number = 0 } }, 0,
			"refused\t\\xff\\xfe\t\t\t\t\t\t\n" },
		{ "ä/東京/…", "", FATE_REFUSED, "", "", "", NULL, { { .number = 0 } }, 0,
			"refused\tä/東京/…\t\t\t\t\t\t\n" },
		{ "\xe2\x80\xae"
		  "txt",
			"", FATE_REFUSED, "", "", "", NULL, { { .number = 0 } }, 0,
			"refused\t\\xe2\\x80\\xaetxt\t\t\t\t\t\t\n" },
		{ "\xc2\x85", "", FATE_REFUSED, "", "", "", NULL, { { .number = 0 } }, 0,
			"refused\t\\xc2\\x85\t\t\t\t\t\t\n" },
		{ "d", "", FATE_IMPORTED, "", "", "generic", "UTF-8",
			{ { .text = { "a\tb\x1b", 4 }, .number = 1, .role = ROLE_FURNITURE, .rule = "r" } }, 1,
			"imported\td\t\t\t\tgeneric\tUTF-8\t1: a\\x09b\\x1b (r)\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct memory m;
		struct account a;
		struct reading g = reading_of(rows[i].name, rows[i].id);
		g.profile = rows[i].profile;
		g.charset = rows[i].charset;
		g.document = (struct document){ .lines = (struct line *)rows[i].line, .count = rows[i].lines };
		memory_open(&m);
		account_begin(&a, m.file, false);
		CHECK_STR(memory_text(&m), STR(TOP));
		account_take(&a, &g, rows[i].fate, str_of(rows[i].path), str_of(rows[i].detail));
		struct str text = memory_text(&m);
		CHECK_STR(str_sub(text, strlen(TOP), text.n), str_of(rows[i].want));
		memory_close(&m);
	}
}

/* However long a name or a line is: nothing of it is missing, no character is cut in two, and the row stays a row. */
static void long_cells(void)
{
	static const char *const pieces[] = { "a", "ä", "…", "𝄞", "aä", "ab…", "\x1b", "\xff", "\t" };
	static char text[10000];
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		static char want_room[4 * sizeof text + 64];
		struct str piece = str_of(pieces[i]);
		size_t n = 0;
		for (; n + piece.n <= sizeof text; n += piece.n)
			memcpy(text + n, piece.p, piece.n);
		struct str all = { text, n };
		struct memory m;
		struct account a;
		struct reading g = reading_of("x", "");
		struct line line = { .text = all, .number = 7, .role = ROLE_FURNITURE, .rule = "r" };
		g.name = all;
		g.document = (struct document){ .lines = &line, .count = 1 };
		memory_open(&m);
		account_begin(&a, m.file, false);
		account_take(&a, &g, FATE_IMPORTED, STR("/p.gmi"), STR(""));
		struct str row = memory_text(&m);
		row = str_sub(row, strlen(TOP), row.n);
		struct buf want = BUF(want_room);
		buf_escape(&want, all);
		str_cut(&row, '\t');
		CHECK(str_eq(str_cut(&row, '\t'), buf_str(&want)), "a name of \"%s\"", pieces[i]);
		for (int k = 0; k < 5; k++)
			str_cut(&row, '\t');
		struct buf last = BUF(want_room);
		buf_add(&last, STR("7: "));
		buf_escape(&last, all);
		buf_add(&last, STR(" (r)\n"));
		CHECK(str_eq(row, buf_str(&last)), "a line of \"%s\"", pieces[i]);
		memory_close(&m);
	}
}

/* ---- sums ---- */

struct take {
	enum fate fate;
	int year;
	unsigned given_up;
	const char *why;
};

static void sums(void)
{
	static const struct {
		struct take take[8];
		size_t count;
		bool dry, failed;
		const char *want;
	} rows[] = {
		{ { { .year = 0 } }, 0, false, false, "there was nothing to import\n" },
		{ { { FATE_IMPORTED, 2018, 0, "" }, { FATE_IMPORTED, 2018, 0, "" } }, 2, false, false,
			"           2  imported\n" },
		{ { { FATE_IMPORTED, 2018, 0, "" } }, 1, true, false, "           1  would be imported\n" },
		{ { { FATE_VERSION, 2018, 0, "" } }, 1, false, false,
			"           1  imported as versions of earlier articles\n" },
		{ { { FATE_VERSION, 2018, 0, "" } }, 1, true, false,
			"           1  would be imported as versions of earlier articles\n" },
		{ { { FATE_UPDATED, 2018, 0, "" } }, 1, false, false, "           1  written anew\n" },
		{ { { FATE_UPDATED, 2018, 0, "" } }, 1, true, false, "           1  would be written anew\n" },
		{ { { FATE_KNOWN, 2018, 0, "" } }, 1, false, false,
			"           1  known: imported before, unchanged\n" },
		{ { { FATE_SAME, 2018, 0, "" } }, 1, false, false, "           1  same: the text of another input\n" },
		{ { { FATE_EDITED, 2018, 0, "" } }, 1, false, true,
			"           1  edited by hand since they were imported: left as they are\n" },
		{ { { FATE_WITHDRAWN, 2018, 0, "" } }, 1, false, false, "           1  withdrawn: not brought back\n" },
		{ { { FATE_REFUSED, 0, 0, "empty" }, { FATE_REFUSED, 0, 0, "too long" },
			  { FATE_REFUSED, 0, 0, "empty" } },
			3, false, true, "           3  refused:\n           2  empty\n           1  too long\n" },
		{ { { FATE_REFUSED, 0, 0, "a\tb\x1b" } }, 1, false, true,
			"           1  refused:\n           1  a\\x09b\\x1b\n" },
		/* reasons that begin alike are not the same */
		{ { { FATE_REFUSED, 0, 0, "no text of an article was found in it, whatever was tried" },
			  { FATE_REFUSED, 0, 0, "no text of an article was found in it, however it was tried" } },
			2, false, true,
			"           2  refused:\n"
			"           1  no text of an article was found in it, whatever was tried\n"
			"           1  no text of an article was found in it, however it was tried\n" },
		{ { { FATE_IMPORTED, 0, 0, "" }, { FATE_IMPORTED, 2018, 0, "" } }, 2, false, false,
			"           2  imported\n           1  of these without a date: beneath /undated/\n" },
		/* what is refused or known has no date to miss */
		{ { { FATE_KNOWN, 0, 0, "" } }, 1, false, false, "           1  known: imported before, unchanged\n" },
		{ { { FATE_IMPORTED, 2018, 3, "" } }, 1, false, false,
			"           1  imported\n"
			"           3  times a pattern of a profile gave up at its limits, and fitted nothing\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct memory m;
		struct account a;
		memory_open(&m);
		account_begin(&a, NULL, false);
		for (size_t k = 0; k < rows[i].count; k++) {
			const struct take *t = &rows[i].take[k];
			struct reading g = reading_of("x", "");
			g.story.date.year = t->year;
			g.casting.given_up = t->given_up;
			a.read++;
			account_take(&a, &g, t->fate, STR(""), str_of(t->why));
		}
		CHECK(account_failed(&a) == rows[i].failed, "row %zu", i);
		CHECK(account_end(&a, m.file, rows[i].dry), "row %zu: no report, no trouble", i);
		CHECK_STR(memory_text(&m), str_of(rows[i].want));
		memory_close(&m);
	}
}

static void large_numbers(void)
{
	static const struct {
		uint64_t n;
		const char *want;
	} rows[] = {
		{ 999, "         999  imported\n" },
		{ 1000, "       1,000  imported\n" },
		{ 12034, "      12,034  imported\n" },
		{ 999999, "     999,999  imported\n" },
		{ 1000000, "   1,000,000  imported\n" },
		{ 12003004, "  12,003,004  imported\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct memory m;
		struct account a;
		memory_open(&m);
		account_begin(&a, NULL, false);
		a.read = a.count[FATE_IMPORTED] = rows[i].n;
		account_end(&a, m.file, false);
		CHECK_STR(memory_text(&m), str_of(rows[i].want));
		memory_close(&m);
	}
}

/* More reasons than there is room for: the sum of all stays right. */
static void many_reasons(void)
{
	struct account a;
	uint64_t all = 0, others = 0;
	account_begin(&a, NULL, false);
	for (size_t i = 0; i < 3 * ACCOUNT_REASONS; i++) {
		char why[32];
		struct buf b = BUF(why);
		struct reading g = reading_of("x", "");
		buf_fmt(&b, "reason %zu", i / 2);
		account_take(&a, &g, FATE_REFUSED, STR(""), buf_str(&b));
	}
	CHECK(a.reasons == ACCOUNT_REASONS, "%zu reasons", a.reasons);
	for (size_t i = 0; i < a.reasons; i++) {
		all += a.reason[i].count;
		if (strcmp(a.reason[i].text, "other reasons") == 0)
			others += a.reason[i].count;
		else
			CHECK(a.reason[i].count == 2, "%s: %zu", a.reason[i].text, (size_t)a.reason[i].count);
	}
	CHECK(all == 3 * ACCOUNT_REASONS && others == all - 2 * (ACCOUNT_REASONS - 1), "%zu, %zu of them other ones",
		(size_t)all, (size_t)others);
}

/* A reason of any length has some words. */
static void long_reasons(void)
{
	static char why[400];
	memset(why, 'w', sizeof why);
	for (size_t n = 1; n <= sizeof why; n++) {
		struct account a;
		struct reading g = reading_of("x", "");
		account_begin(&a, NULL, false);
		account_take(&a, &g, FATE_REFUSED, STR(""), (struct str){ why, n });
		size_t shown = strlen(a.reason[0].text);
		CHECK(a.reasons == 1 && a.reason[0].count == 1 && shown > 0 && shown <= n, "%zu bytes: %zu", n, shown);
	}
}

/* ---- a disk that is full ---- */

static void full_disk(void)
{
	for (size_t rows = 1; rows <= 4096; rows *= 64) {
		FILE *full = fopen("/dev/full", "w");
		struct memory m;
		struct account a;
		if (!full)
			abort();
		memory_open(&m);
		account_begin(&a, full, false);
		for (size_t i = 0; i < rows; i++) {
			struct reading g = reading_of("x", "");
			a.read++;
			account_take(&a, &g, FATE_IMPORTED, STR("/x.gmi"), STR(""));
		}
		errno = 0;
		CHECK(!account_end(&a, m.file, false) && errno == ENOSPC, "%zu rows: %s", rows, strerror(errno));
		memory_close(&m);
		fclose(full);
	}
}

int main(void)
{
	rows_written();
	long_cells();
	sums();
	large_numbers();
	many_reasons();
	long_reasons();
	full_disk();
	return unit_done("account");
}
