#include "profiled.h"

#include "import/pattern.h"

#include <pthread.h>

/* ---- rules ---- */

/* 200 bytes */
#define TEN "zehn Bytes"
#define FIFTY TEN TEN TEN TEN TEN
#define LONG FIFTY FIFTY FIFTY FIFTY

static void rules_apply(void)
{
	static const struct {
		const char *rules, *text, *want;
	} rows[] = {
		/* everywhere, and the first rule wins */
		{ "[furniture]\nf = ^a$", "a\nb\na", "furniture.f - furniture.f" },
		{ "[furniture]\nf = a\n[body]\nb = ^..", "xa\nxb", "furniture.f body.b" },
		{ "[body]\nb = ^..\n[furniture]\nf = a", "xa\nxb", "body.b body.b" },
		{ "[list]\nl = ^- \n[subheading]\ns = :$\n[caption]\nc = ^\\(\n[standfirst]\nt = ^\\+",
			"- a\nb:\n(c)\n+d", "list.l subheading.s caption.c standfirst.t" },
		/* letters are letters in any language, and case counts */
		{ "[body]\nb = ^\\w+$", "Übergröße\nstraße 5\nŁódź", "body.b - body.b" },
		{ "[body]\nb = ^\\p{Lu}\\p{Ll}+$", "Älter\nälter", "body.b -" },
		{ "[body]\nb = ^straße$", "STRAßE\nstraße", "- body.b" },
		{ "[body]\nb = (?i)^größe$", "GRÖßE\nGRÖSSE", "body.b -" },
		{ "[body]\nb = ^.$", "ä\n€\n𝄞\nab", "body.b body.b body.b -" },
		{ "[body]\nb = a\\x20;b", "a ;b\na;b", "body.b -" },
		{ "[body]\nb = \\@x ; a comment", "@x\nx", "body.b -" },
		/* lines by number; furniture does not count, as far as it is known by then */
		{ "[headline]\nh = @line 1 .", "a\nb\nc", "headline.h - -" },
		{ "[headline]\nh = @line 3 .", "a\nb\nc", "- - headline.h" },
		{ "[headline]\nh = @line 4 .", "a\nb\nc", "- - -" },
		{ "[headline]\nh = @line -1 .", "a\nb\nc", "- - headline.h" },
		{ "[headline]\nh = @line -3 .", "a\nb\nc", "headline.h - -" },
		{ "[headline]\nh = @line -4 .", "a\nb\nc", "- - -" },
		{ "[headline]\nh = @line 1 b", "a\nb\nc", "- - -" },
		{ "[furniture]\nf = x\n[headline]\nh = @line 1 .", "x\na\nb", "furniture.f headline.h -" },
		{ "[furniture]\nf = x\n[headline]\nh = @line -1 .", "a\nb\nx", "- headline.h furniture.f" },
		{ "[headline]\nh = @line 1 .\n[furniture]\nf = x", "x\na\nb", "headline.h - -" },
		{ "[kicker]\nk = x\n[headline]\nh = @line 1 .", "x\na", "kicker.k -" },
		{ "[headline]\nh = @line 1 ^", "a\nb", "headline.h -" },
		{ "[body]\nb = @first 2 .", "a\nb\nc", "body.b body.b -" },
		{ "[body]\nb = @first 9 .", "a\nb\nc", "body.b body.b body.b" },
		{ "[body]\nb = @last 2 .", "a\nb\nc", "- body.b body.b" },
		{ "[body]\nb = @last 9 .*", "a\nb\nc", "body.b body.b body.b" },
		{ "[body]\nb = @first 2 b|c", "a\nb\nc", "- body.b -" },
		{ "[furniture]\nf = x\n[body]\nb = @first 2 .", "a\nx\nb\nc", "body.b furniture.f body.b -" },
		{ "[furniture]\nf = x\n[body]\nb = @last 2 .", "a\nb\nx\nc", "- body.b furniture.f body.b" },
		{ "[furniture]\nf = @first 2 x", "x\nx\nx", "furniture.f furniture.f -" },
		{ "[furniture]\nf = x\n[body]\nb = @first 2 .", "x\nx", "furniture.f furniture.f" },
		/* neighbours of what another rule fitted */
		{ "[date]\nd = ^D\n[body]\nb = @after d .", "a\nD\nb\nc", "- date.d body.b -" },
		{ "[date]\nd = ^D\n[body]\nb = @before d .", "a\nb\nD\nc", "- body.b date.d -" },
		{ "[date]\nd = ^D\n[body]\nb = @after d .", "D\nb\nD\nc\nd", "date.d body.b date.d body.b -" },
		{ "[date]\nd = ^D\n[body]\nb = @before d .", "D\nb\nD\nc\nD", "date.d body.b date.d body.b date.d" },
		{ "[date]\nd = ^D\n[body]\nb = @after d .", "a\nD", "- date.d" },
		{ "[date]\nd = ^D\n[body]\nb = @before d .", "D\na", "date.d -" },
		{ "[date]\nd = ^D\n[body]\nb = @after d .", "D\nD2\nb", "date.d date.d body.b" },
		{ "[date]\nd = ^D\n[body]\nb = @after d x", "D\nb\nx", "date.d - -" },
		{ "[furniture]\nf = ^F\n[body]\nb = @after f .", "a\nF\nF\nb\nc",
			"- furniture.f furniture.f body.b -" },
		{ "[furniture]\nf = ^F\n[body]\nb = @before f .", "a\nb\nF\nF\nc",
			"- body.b furniture.f furniture.f -" },
		{ "[furniture]\nf = ^F\n[body]\nb = @before f .", "a\nF\nb\nF",
			"body.b furniture.f body.b furniture.f" },
		{ "[furniture]\nf = ^F\ng = @after f ^G", "F\nG\nG", "furniture.f furniture.g -" },
		{ "[furniture]\nf = ^F\n[headline]\nh = @before f .\n[kicker]\nk = @before h .", "a\nb\nF",
			"kicker.k headline.h furniture.f" },
		/* ranges */
		{ "[date]\nd = ^D\n[body]\nb = @from d .", "a\nD\nb\nD\nc", "- date.d body.b date.d body.b" },
		{ "[date]\nd = ^D\n[body]\nb = @to d .", "a\nb\nD\nb\nD", "body.b body.b date.d - date.d" },
		{ "[date]\nd = ^D\n[body]\nb = @from d .", "a\nb", "- -" },
		{ "[date]\nd = ^D\n[body]\nb = @to d .", "a\nb", "- -" },
		{ "[date]\nd = ^D\n[body]\nb = @to d .", "D\nb", "date.d -" },
		{ "[date]\nd = ^D\n[body]\nb = @from d .", "b\nD", "- date.d" },
		{ "[date]\nd = ^D\n[body]\nb = @run d ^[bc]", "b\nD\nb\nc\na\nb", "- date.d body.b body.b - -" },
		{ "[date]\nd = ^D\n[body]\nb = @run d ^[bc]", "D\na\nb\nD\nc", "date.d - - date.d body.b" },
		{ "[furniture]\nf = @below ^F", "F\n" LONG "\nF\nb\nF", "- - furniture.f - furniture.f" },
		{ "[furniture]\nf = ^F\ng = @rest f .", LONG "\nF\na\n" LONG, "- furniture.f furniture.g furniture.g" },
		{ "[furniture]\nf = ^F\ng = @rest f .", "F\na\n" LONG, "furniture.f - -" },
		{ "[furniture]\nf = ^F\ng = @rest f .", LONG "\nF\n" LONG "\n" LONG, "- furniture.f - -" },
		{ "[furniture]\nf = ^F\ng = @rest f .", "a\nb", "- -" },
		{ "[furniture]\nf = @below ^F", "F\nb\nF", "- - -" },
		{ "[furniture]\nmore = ^Lesen Sie auch\nteasers = @from more .", "a\nLesen Sie auch: b\nc\nd",
			"- furniture.more furniture.teasers furniture.teasers" },
		/* what groups catch */
		{ "[byline]\na = ^Von (?<author>.+)$", "Von Kai Tönnies", "byline.a[Kai Tönnies]| author=Kai Tönnies" },
		{ "[byline]\na = ^Von (?<author>.+)$", "Von A\nVon B", "byline.a[A] byline.a[B]| author=A" },
		{ "[date]\nd = ^Am (?<date>.+) in (?<place>.+)$", "Am 3. Mai in Peine",
			"date.d[3. Mai]| place=Peine| date=3. Mai" },
		{ "[credit]\nc = ^Foto: (?<credit>.+)$", "Foto:  A/dpa ", "credit.c[A/dpa]| credit=A/dpa" },
		{ "[kicker]\nk = ^(?<place>.+)$", "Peine", "kicker.k| place=Peine" },
		{ "[kicker]\nk = ^> (?<place>.+)$", "> Peine", "kicker.k[Peine]| place=Peine" },
		{ "[headline]\nh = ^# (?<headline>.+)$", "# A b", "headline.h[A b]| headline=A b" },
		{ "[standfirst]\ns = ^>> (?<description>.+)$", ">> A b", "standfirst.s[A b]| description=A b" },
		{ "[body]\nb = ^(?<place>\\w+)\\. (?<text>.+)$", "Peine. Der Text.", "body.b[Der Text.]| place=Peine" },
		{ "[body]\nb = ^(?<place>\\w+)\\. ", "Peine. Der Text.", "body.b| place=Peine" },
		{ "[furniture]\nf = ^Tags: (?<keywords>.+?) in (?<section>.+)$", "Tags: a, b in Sport",
			"furniture.f| section=Sport| keywords=a, b" },
		{ "[byline]\na = ^(?:Von (?<author>.+)|(?<author>.+), Redaktion)$", "Von A\nB, Redaktion",
			"byline.a[A] byline.a[B]| author=A" },
		{ "[byline]\na = ^Von(?<author>.*)$", "Von", "byline.a" },
		{ "[byline]\na = ^Von( \\w+)(?: (?<author>X))?$", "Von A", "byline.a" },
		{ "[credit]\nc = ^(?:Foto: (?<credit>[^:]+?) ?)+$", "Foto: A B Foto: C D",
			"credit.c[C D]| credit=C D" },
		{ "[byline]\na = ^(?=Von (?<author>.+))", "Von A", "byline.a[A]| author=A" },
		{ "[byline]\na = ^Von \\K(?<author>.+)", "Von A", "byline.a[A]| author=A" },
		/* a rule that fits what has a role already catches nothing there */
		{ "[body]\nb = ^Von\n[byline]\na = ^Von (?<author>.+)$", "Von A", "body.b" },
		/* the interpreter, for machines without JIT */
		{ "[byline]\na = (*NO_JIT)^Von (?<author>\\p{Lu}.+)$", "Von Änne\nvon Bo",
			"byline.a[Änne] -| author=Änne" },
		{ "", "a\nb", "- -" },
		{ "[body]\nb = .", "", "" },
	};
	struct profiles *set = built_in_load();
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char file[2048];
		unsigned given_up = 0;
		struct said said;
		said_open(&said);
		snprintf(file, sizeof file, HEAD "%s\n", rows[i].rules);
		bool good = profiles_add(set, STR("test"), str_of(file), "test.ini", &said.report);
		CHECK(good, "row %zu: %.*s", i, STR_ARG(said_text(&said)));
		if (good) {
			struct str got = applied(profile_find(set, STR("test")), rows[i].text, &a, &given_up);
			CHECK(str_eq(got, str_of(rows[i].want)), "row %zu: got \"%.*s\", want \"%s\"", i, STR_ARG(got),
				rows[i].want);
			CHECK(given_up == 0, "row %zu: %u gave up", i, given_up);
		}
		said_close(&said);
		arena_reset(&a);
	}
	arena_free(&a);
	profiles_free(set);
}

/* A line that has a role keeps it, with what comes with it; furniture of before is not counted. */
static void roles_stay(void)
{
	static const char text[] = HEAD "[headline]\nh = @line 1 .\n[body]\nb = .\n";
	struct line lines[] = { { .text = STR("a"), .role = ROLE_FURNITURE, .rule = "before" },
		{ .text = STR("b"), .role = ROLE_DATE, .rule = "before", .core = STR("x") }, { .text = STR("c") },
		{ .text = STR("\xff\xfe") }, { .text = STR("d\xc3") } };
	struct document d = { .lines = lines, .count = 5 };
	struct str values[ARTICLE_KEY_COUNT] = { 0 };
	const char *rules[ARTICLE_KEY_COUNT] = { 0 };
	struct profiles *set = built_in_load();
	struct matcher *m = matcher_make();
	struct arena a = { 0 };
	struct conf_report report = { 0 };
	CHECK(profiles_add(set, STR("test"), STR(text), "/some/where/test.ini", &report), "a good profile");
	CHECK(profile_apply(profile_find(set, STR("test")), &d, m, &a, values, rules) == 0, "nothing gives up");
	CHECK(lines[0].role == ROLE_FURNITURE && lines[1].role == ROLE_DATE && lines[2].role == ROLE_BODY, "%d %d %d",
		lines[0].role, lines[1].role, lines[2].role);
	CHECK_STR(str_of(lines[1].rule), STR("before"));
	CHECK_STR(lines[1].core, STR("x"));
	CHECK_STR(str_of(lines[2].rule), STR("test.ini:8 body.b"));
	CHECK(lines[3].role == ROLE_NONE && lines[4].role == ROLE_NONE, "what is no UTF-8 fits nothing");
	arena_free(&a);
	matcher_free(m);
	profiles_free(set);
}

/* ---- patterns that go wild ---- */

static void limits(void)
{
	static const struct {
		const char *rule;
		char letter;
		size_t n; /* of a line of this letter */
		unsigned given_up;
		bool fits;
	} rows[] = {
		{ "^(a+)+[bc]", 'a', 4000, 3, false }, /* three lines of four, then it is let be */
		{ "(*NO_JIT)^(a+)+[bc]", 'a', 4000, 3, false },
		{ "^(a+)+[bc]", 'x', 4000, 0, false },
		{ "^(?R)?a", 'a', 10, 3, false },
		{ "(*NO_JIT)^(?R)?a", 'a', 10, 3, false },
		{ "^(?:a|b)*?[cd]", 'a', PATTERN_LINE_MAX, 0, false },
		{ "^.+$", 'a', PATTERN_LINE_MAX, 0, true },
		{ "^.+$", 'a', PATTERN_LINE_MAX + 1, 0, false },
		{ "^.*?a$", 'a', PATTERN_LINE_MAX, 0, true },
		{ "(*NO_JIT)^.*?a$", 'a', PATTERN_LINE_MAX, 0, true },
		/* the square of a line's length, which is no use to go on with */
		{ "(?:b|a)c|(?:a|b)d", 'a', PATTERN_LINE_MAX, 1, false },
	};
	static char line[PATTERN_LINE_MAX + 1];
	struct profiles *set = built_in_load();
	struct matcher *m = matcher_make();
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char file[256];
		struct str values[ARTICLE_KEY_COUNT] = { 0 };
		const char *rules[ARTICLE_KEY_COUNT] = { 0 };
		struct line lines[4] = { 0 };
		struct document d = { .lines = lines, .count = 4 };
		struct conf_report report = { .out = stdout };
		memset(line, rows[i].letter, sizeof line);
		for (size_t k = 0; k < 4; k++)
			lines[k].text = (struct str){ line, rows[i].n };
		snprintf(file, sizeof file, HEAD "[body]\nb = %s\n", rows[i].rule);
		CHECK(profiles_add(set, STR("test"), str_of(file), "test.ini", &report), "row %zu", i);
		unsigned given_up = profile_apply(profile_find(set, STR("test")), &d, m, &a, values, rules);
		CHECK(given_up == rows[i].given_up, "row %zu: %u gave up", i, given_up);
		CHECK((lines[3].role == ROLE_BODY) == rows[i].fits, "row %zu: role %d", i, lines[3].role);
	}
	arena_free(&a);
	matcher_free(m);
	profiles_free(set);
}

/* ---- threads ---- */

enum { ROUNDS = 300 };

static const char threaded[] =
	"Gifhorn\nNeue Brücke ist fertig\nArtikel teilen per:\n17.03.2016\nDie neue Brücke steht.\n";

/* Applies a profile over and over; the result counts the rounds that went as they should. */
static void *rounds_run(void *user)
{
	const struct profile *p = user;
	struct arena a = { 0 };
	struct matcher *m = matcher_make();
	size_t good = 0;
	for (int i = 0; i < ROUNDS; i++) {
		struct str values[ARTICLE_KEY_COUNT] = { 0 };
		const char *rules[ARTICLE_KEY_COUNT] = { 0 };
		struct document d;
		good += document_of_text(STR(threaded), &a, &d) && profile_apply(p, &d, m, &a, values, rules) == 0 &&
			str_eq(values[ARTICLE_LOCATION], STR("Gifhorn")) && d.lines[1].role == ROLE_HEADLINE;
		arena_reset(&a);
	}
	matcher_free(m);
	arena_free(&a);
	return (void *)good;
}

static void threads(void)
{
	struct profiles *set = built_in_load();
	void *user = (void *)profile_find(set, STR("regional")), *good[2] = { NULL };
	pthread_t ids[2];
	for (size_t i = 0; i < 2; i++)
		if (pthread_create(&ids[i], NULL, rounds_run, user) != 0)
			abort();
	for (size_t i = 0; i < 2; i++)
		pthread_join(ids[i], &good[i]);
	CHECK((size_t)good[0] == ROUNDS && (size_t)good[1] == ROUNDS, "%zu and %zu of %d", (size_t)good[0],
		(size_t)good[1], ROUNDS);
	profiles_free(set);
}

int main(void)
{
	rules_apply();
	roles_stay();
	limits();
	threads();
	return unit_done("profile");
}
