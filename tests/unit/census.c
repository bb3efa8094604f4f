#include "unit.h"

#include "import/census.h"
#include "import/likeness.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Which lines are the same to it. */
static void alike(void)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		{ "zur Startseite", "zur Startseite", true },
		{ "zur Startseite", "ZUR STARTSEITE", true },
		{ "zur Startseite", "  zur\tStart seite ", true },
		{ "zur Startseite", "zur Startseiten", false },
		{ "1 von 12 Bildern", "2 von 9 Bildern", true },
		{ "Bild 1 von 3", "Bild von", true },
		{ "Überblick", "ÜBERBLICK", true },
		{ "Überblick", "Uberblick", false },
		{ "STRASSE", "Straße", true },
		{ "STRAẞE", "Straße", true },
		{ "ÀÉÎÕØÞ", "àéîõøþ", true },
		{ "×", "÷", true }, /* no letters */
		{ "a×", "a÷", false },
		{ "ŁÓDŹ", "łódź", true },
		{ "ĀĶĹŇŊŶŸŹŽ", "āķĺňŋŷÿźž", true },
		{ "ſ", "S", true },
		{ "İstanbul", "istanbul", true },
		{ "ПРИВЕТ", "привет", true },
		{ "ΑΒΓ", "αβγ", true },
		{ "مرحبا ٣", "مرحبا ٤", true },
		{ "a\u00a0b\u2003c", "abc", true },
		{ "Artikel teilen per:", "Artikel teilen per", false },
		{ "ab", "ba", false },
		{ "a", "b", false },
		{ "\xff"
		  "a",
			"\xfe"
			"a",
			false },
		{ "a\xc3", "a", false },
	};
	uint64_t source = likeness_source(STR("bote"));
	for (size_t i = 0; i < COUNT(rows); i++) {
		uint64_t a = likeness_line(source, str_of(rows[i].a)), b = likeness_line(source, str_of(rows[i].b));
		CHECK((a == b) == rows[i].same, "\"%s\" and \"%s\"", rows[i].a, rows[i].b);
	}
	CHECK(likeness_source(STR("a")) != likeness_source(STR("b")) && likeness_source(STR("")) != 0, "sources");
	CHECK(likeness_line(1, STR("Seite")) != likeness_line(2, STR("Seite")), "one line in two sources");
}

static void without_letters(void)
{
	static const char *const rows[] = { "", " ", "28.06.2018", "***", "- 1 -", "…", "\u00a0", "€ 5", "×÷", "٣",
		"👍" };
	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK(likeness_line(1, str_of(rows[i])) == 0, "\"%s\"", rows[i]);
	static const char *const letters[] = { "a", "Ä", "ß", "ª", "µ", "я", "日", "№ 5 b" };
	for (size_t i = 0; i < COUNT(letters); i++)
		CHECK(likeness_line(1, str_of(letters[i])) != 0, "\"%s\"", letters[i]);
}

static void counted(void)
{
	struct census *c = census_make(1 << 20);
	struct str bote = STR("bote"), post = STR("post");
	const struct str first[] = { STR("Teilen"), STR("TEILEN"), STR("Bild 1 von 2"), STR("Bild 2 von 2"),
		STR("Der Text."), STR("12.") };
	const struct str second[] = { STR("teilen"), STR("Ein anderer Text.") };
	CHECK(census_files(c, bote) == 0 && census_seen(c, bote, STR("Teilen")) == 0, "nothing yet");
	census_add(c, bote, first, COUNT(first));
	CHECK(census_files(c, bote) == 1, "%u files", census_files(c, bote));
	CHECK(census_seen(c, bote, STR("Teilen")) == 1, "twice in one file is once");
	CHECK(census_seen(c, bote, STR("Bild 9 von 9")) == 1, "so are pictures that are counted");
	CHECK(census_seen(c, bote, STR("12.")) == 0 && census_seen(c, bote, STR("")) == 0, "without letters");
	census_add(c, bote, second, COUNT(second));
	census_add(c, post, second, COUNT(second));
	census_add(c, post, NULL, 0);
	CHECK(census_files(c, bote) == 2 && census_files(c, post) == 2, "of each source");
	CHECK(census_seen(c, bote, STR("Teilen")) == 2 && census_seen(c, post, STR("Teilen")) == 1, "of each source");
	CHECK(census_seen(c, bote, STR("Der Text.")) == 1 && census_seen(c, post, STR("Der Text.")) == 0, "elsewhere");
	census_free(c);
	census_free(NULL);
}

static struct str numbered(char *room, size_t size, const char *what, unsigned i)
{
	/* in letters, since digits do not count */
	char name[8];
	for (size_t k = 0; k < 7; k++, i /= 16)
		name[k] = (char)('a' + i % 16);
	name[7] = '\0';
	return (struct str){ room, (size_t)snprintf(room, size, "%s %s", what, name) };
}

/* One file of very many lines, each of them once and each of them again. */
static void long_file(void)
{
	enum { LINES = 20000 };
	static char room[LINES][24];
	static struct str lines[2 * LINES];
	struct census *c = census_make(4 << 20);
	for (unsigned i = 0; i < LINES; i++)
		lines[i] = lines[LINES + i] = numbered(room[i], sizeof room[i], "Zeile", i);
	census_add(c, STR("bote"), lines, COUNT(lines));
	unsigned wrong = 0;
	for (unsigned i = 0; i < LINES; i++)
		wrong += census_seen(c, STR("bote"), lines[i]) != 1;
	CHECK(wrong == 0, "%u lines are not there once", wrong);
	/* more distinct lines than are told apart: never too few */
	for (unsigned i = 0; i < 2 * LINES; i++)
		lines[i] = numbered(room[i % LINES], sizeof room[0], "Zeile", i);
	census_add(c, STR("post"), lines, COUNT(lines));
	wrong = 0;
	for (unsigned i = 0; i < LINES; i++)
		wrong += census_seen(c, STR("post"), lines[i]) < 1;
	CHECK(wrong == 0 && census_files(c, STR("post")) == 1, "%u lines are missing", wrong);
	census_free(c);
}

/* Many files in little memory: a number is never too low, and hardly too high. */
static void crowded(void)
{
	enum { FILES = 20000, LINES = 30, BYTES = 4 << 20 };
	struct census *c = census_make(BYTES);
	char room[LINES][40];
	struct str lines[LINES];
	for (unsigned f = 0; f < FILES; f++) {
		lines[0] = STR("zur Startseite");
		lines[1] = STR("Artikel teilen per:");
		size_t n = 1 + (f % 4 == 0);
		for (; n < LINES; n++)
			lines[n] = numbered(room[n], sizeof room[n], "Ein Absatz", f * LINES + (unsigned)n);
		census_add(c, STR("bote"), lines, LINES);
	}
	unsigned all = census_seen(c, STR("bote"), lines[0]),
		 some = census_seen(c, STR("bote"), STR("ARTIKEL teilen per:"));
	unsigned files = census_files(c, STR("bote")), low = 0, high = 0, most = 0;
	CHECK(files >= FILES && files < FILES + FILES / 1000, "%u files", files);
	CHECK(all >= FILES && all < FILES + FILES / 1000, "%u of %u", all, FILES);
	CHECK(some >= FILES / 4 && some < FILES / 4 + FILES / 1000, "%u of %u", some, FILES / 4);
	for (unsigned i = 2; i < FILES; i++) {
		unsigned seen =
			census_seen(c, STR("bote"), numbered(room[0], sizeof room[0], "Ein Absatz", i * LINES + 2));
		low += seen < 1;
		high += census_furniture(files, seen, false);
		most = seen > most ? seen : most;
	}
	CHECK(low == 0 && high == 0 && most <= 5, "%u too low, %u taken for furniture, up to %u", low, high, most);
	census_free(c);
}

static void small_memory(void)
{
	struct census *c = census_make(0);
	struct str line = STR("Teilen");
	for (int i = 0; i < 10; i++)
		census_add(c, STR("bote"), &line, 1);
	CHECK(census_seen(c, STR("bote"), line) == 10 && census_files(c, STR("bote")) == 10, "the least that it takes");
	census_free(c);
}

static void furniture(void)
{
	static const struct {
		unsigned files, seen;
		bool wordy, want;
	} rows[] = {
		{ 0, 0, false, false },
		{ 1, 1, false, false },
		{ 2, 2, false, false },
		{ 3, 2, false, false },
		{ 3, 3, false, true },
		{ 4, 3, false, true },
		{ 6, 3, false, true },
		{ 7, 3, false, false },
		{ 8, 4, false, true },
		{ 9, 4, false, false },
		{ 10, 5, false, true },
		{ 100, 5, false, true },
		{ 500, 5, false, true },
		{ 599, 5, false, true },
		{ 600, 5, false, false },
		{ 501, 6, false, true },
		{ 100000, 999, false, false },
		{ 100000, 1000, false, true },
		{ 4000000000u, 39999999u, false, false },
		{ 4000000000u, 40000000u, false, true },
		{ 4000000000u, 4000000000u, false, true },
		/* a sentence may come again */
		{ 100, 5, true, false },
		{ 100, 6, true, true },
		{ 111, 6, true, true },
		{ 120, 6, true, false },
		{ 6, 3, true, true },
		{ 1000, 39, true, false },
		{ 1000, 40, true, true },
		{ 100000, 1029, true, false },
		{ 100000, 1030, true, true },
		{ 4000000000u, 40000030u, true, true },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK(census_furniture(rows[i].files, rows[i].seen, rows[i].wordy) == rows[i].want, "%u of %u",
			rows[i].seen, rows[i].files);
}

int main(void)
{
	alike();
	without_letters();
	counted();
	long_file();
	crowded();
	small_memory();
	furniture();
	return unit_done("census");
}
