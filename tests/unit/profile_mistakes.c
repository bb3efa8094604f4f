#include "profiled.h"

#define AT(line) "test.ini:" #line ": "

static void mistakes(void)
{
	static const struct {
		const char *file, *said;
	} rows[] = {
		{ HEAD, "" },
		{ "\xef\xbb\xbf" HEAD "; a comment\r\n", "" },
		{ HEAD "[furniture]\nf = ^a{2,3}\\x20;\n", "" },
		/* whole files */
		{ "[match]\nm = a\n",
			AT(2) "the file ends without 'title' in [profile]: write in a few words what it is for" },
		{ "[profile]\n[match]\nm = a\n",
			AT(3) "the file ends without 'title' in [profile]: write in a few words what it is for" },
		{ TITLE, AT(2) "the file ends without a pattern in [match]: write one that fits a line of this layout "
			       "only" },
		{ TITLE "[match]\n", AT(3) "the file ends without a pattern in [match]: write one that fits a line of "
					   "this layout only" },
		/* sections */
		{ HEAD "[furnitur]\nx = (\n", AT(5) "unknown section [furnitur]; did you mean 'furniture'?" },
		{ HEAD "[Headline]\n", AT(5) "unknown section [Headline]; did you mean 'headline'?" },
		{ HEAD "[macth]\n", AT(5) "unknown section [macth]; did you mean 'match'?" },
		{ HEAD "[none]\n",
			AT(5) "unknown section [none]: write [profile], [match] or a role, one of kicker, headline, "
			      "standfirst, credit, caption, byline, date, subheading, list, body and furniture" },
		{ HEAD "[]\n", AT(5) "'[]' names no section: write one such as '[server]'" },
		{ HEAD "[match]\nn = b\n",
			AT(5) "section [match] was on line 3 already: move its keys there, or give it another name" },
		/* [profile] */
		{ TITLE "langauge = de\n[match]\nm = a\n",
			AT(3) "unknown key 'langauge' in [profile]; did you mean 'language'?" },
		{ TITLE "places from = kicker\n[match]\nm = a\n",
			AT(3) "unknown key 'places from' in [profile]; did you mean 'place from'?" },
		{ TITLE "xyzzy = 1\n[match]\nm = a\n", AT(3) "unknown key 'xyzzy' in [profile]: take it out" },
		{ "[profile]\ntitle =\n[match]\nm = a\n", AT(2) "'title' in [profile] is empty: write its text" },
		{ TITLE "publisher =\n[match]\nm = a\n",
			AT(3) "'publisher' in [profile] is empty: write its text, or take it out" },
		{ TITLE "place from =\n[match]\nm = a\n",
			AT(3) "'place from' in [profile] is empty: write its text, or take it out" },
		{ TITLE "language = Deutsch!\n[match]\nm = a\n",
			AT(3) "language = Deutsch!: write a language's tag, such as 'de' or 'pt-BR'" },
		{ TITLE "language = d\n[match]\nm = a\n",
			AT(3) "language = d: write a language's tag, such as 'de' or 'pt-BR'" },
		{ TITLE "language = de-\n[match]\nm = a\n",
			AT(3) "language = de-: write a language's tag, such as 'de' or 'pt-BR'" },
		{ TITLE "order = ymd\n[match]\nm = a\n",
			AT(3) "order = ymd: write 'dmy' (31/12/2018) or 'mdy' (12/31/2018)" },
		{ TITLE "least = 0\n[match]\nm = a\n", AT(3) "least = 0: write a number from 1 to 100" },
		{ TITLE "least = 101\n[match]\nm = a\n", AT(3) "least = 101: write a number from 1 to 100" },
		{ TITLE "least = two\n[match]\nm = a\n", AT(3) "least = two: write a number from 1 to 100" },
		{ TITLE "least = 4\n[match]\nm = +2 a\nn = b\n",
			AT(3) "least = 4: the patterns of [match] count 3 together, so this profile would never be "
			      "chosen" },
		{ TITLE "place from = kiker meta\n[match]\nm = a\n",
			AT(3) "place from = kiker meta: 'kiker' is not known; did you mean 'kicker'?" },
		{ TITLE "place from = zzz\n[match]\nm = a\n",
			AT(3) "place from = zzz: 'zzz' is not known: write kicker, dateline, meta (with spaces between "
			      "them) or none" },
		{ TITLE "place from = none meta\n[match]\nm = a\n",
			AT(3) "place from = none meta: 'none' stands alone" },
		{ TITLE "place from = meta none\n[match]\nm = a\n",
			AT(3) "place from = meta none: 'none' stands alone" },
		{ TITLE "section = a\tb\n[match]\nm = a\n",
			AT(3) "there is a TAB in the value of 'section': write a space" },
		{ TITLE "title = U\n[match]\nm = a\n",
			AT(3) "the key 'title' was on line 2 already: take one of them out" },
		/* [match] */
		{ HEAD "n =\n", AT(5) "'n' has no pattern: write what such a line holds" },
		{ HEAD "n = +2\n", AT(5) "'n' has no pattern: write what such a line holds" },
		{ HEAD "n = +0 a\n", AT(5) "'n' counts '+0': write +1 to +9 in front of a pattern, as in '+2 ^Foto'" },
		{ HEAD "n = +10 a\n",
			AT(5) "'n' counts '+10': write +1 to +9 in front of a pattern, as in '+2 ^Foto'" },
		{ HEAD "n = +a\n", AT(5) "'n' counts '+a': write +1 to +9 in front of a pattern, as in '+2 ^Foto'" },
		{ HEAD "n = @line 1 a\n",
			AT(5) "'n' says where the line stands: a pattern of [match] is looked for in every line; write "
			      "\\@ where it begins with that character" },
		{ HEAD "n = a*\n",
			AT(5) "the pattern of 'n' fits an empty line, and so any text: write what only a line of this "
			      "layout holds" },
		{ HEAD "n = +3 ^$\n",
			AT(5) "the pattern of 'n' fits an empty line, and so any text: write what only a line of this "
			      "layout holds" },
		{ HEAD "n = (a\n",
			AT(5) "the pattern of 'n' goes wrong after 2 characters: missing closing parenthesis" },
		/* names */
		{ HEAD "m = b\n", AT(5) "the key 'm' was on line 4 already: take one of them out" },
		{ HEAD "[body]\nm = b\n", AT(6) "the name 'm' was given on line 4: write another one" },
		{ HEAD "[body]\nx = b\n[list]\nx = c\n", AT(8) "the name 'x' was given on line 6: write another one" },
		{ HEAD "[body]\na b = c\n",
			AT(6) "'a b' is no rule's name: write letters (a to z), digits, - and _, at most 40" },
		{ HEAD "[body]\nö = c\n",
			AT(6) "'ö' is no rule's name: write letters (a to z), digits, - and _, at most 40" },
		{ HEAD "[body]\na2345678901234567890123456789012345678901 = c\n",
			AT(6) "'a2345678901234567890123456789012345678901' is no rule's name: write letters (a to z), "
			      "digits, - and _, at most 40" },
		/* where */
		{ HEAD "[body]\nb = @lime 1 a\n", AT(6) "'b' has an unknown '@lime'; did you mean '@line'?" },
		{ HEAD "[body]\nb = @xyzzy a\n",
			AT(6) "'b' has an unknown '@xyzzy': write @line, @first, @last, @after, @before, @from, @to, "
			      "@run, @rest or @below, "
			      "and \\@ where a pattern begins with that character" },
		{ HEAD "[body]\nb = @line x\n", AT(6) "'b' needs a number from 1 to 999 behind '@line' (or from -1 to "
						      "-999, from the end), as in "
						      "'@line 3 ^Foto'" },
		{ HEAD "[body]\nb = @line\n", AT(6) "'b' needs a number from 1 to 999 behind '@line' (or from -1 to "
						    "-999, from the end), as in "
						    "'@line 3 ^Foto'" },
		{ HEAD "[body]\nb = @line 0 a\n", AT(6) "'b' needs a number from 1 to 999 behind '@line' (or from -1 "
							"to -999, from the end), as in "
							"'@line 3 ^Foto'" },
		{ HEAD "[body]\nb = @line -1000 a\n", AT(6) "'b' needs a number from 1 to 999 behind '@line' (or from "
							    "-1 to -999, from the end), as in "
							    "'@line 3 ^Foto'" },
		{ HEAD "[body]\nb = @first -1 a\n",
			AT(6) "'b' needs a number from 1 to 999 behind '@first', as in '@first 3 ^Foto'" },
		{ HEAD "[body]\nb = @last 1000 a\n",
			AT(6) "'b' needs a number from 1 to 999 behind '@last', as in '@last 3 ^Foto'" },
		{ HEAD "[body]\nb = @line 1\n", AT(6) "'b' has no pattern: write what such a line holds" },
		{ HEAD "[body]\nb =\n", AT(6) "'b' has no pattern: write what such a line holds" },
		{ HEAD "[body]\nb = @after\n",
			AT(6) "'b' needs the name of a rule behind '@after', as in '@after title ^Foto'" },
		{ HEAD "[body]\nb = @to ^a\n",
			AT(6) "'b' needs the name of a rule behind '@to', as in '@to title ^Foto'" },
		{ HEAD "[body]\na = x\nb = @after a\n", AT(7) "'b' has no pattern: write what such a line holds" },
		{ HEAD "[body]\nb = @after b .\n", AT(6) "'b' names itself: write the name of a rule above it" },
		{ HEAD "[body]\nb = @after c .\nc = x\n",
			AT(6) "'b' names the rule 'c', which comes later, on line 7: put 'b' behind it" },
		{ HEAD "[body]\nb = @before c .\n[list]\nc = x\n",
			AT(6) "'b' names the rule 'c', which comes later, on line 8: put 'b' behind it" },
		{ HEAD "[body]\nb = @from m .\n",
			AT(6) "'b' names 'm', which is a pattern of [match]: write the name of a rule" },
		{ HEAD "[body]\nlead = x\nb = @to laed .\n",
			AT(7) "'b' names an unknown rule 'laed'; did you mean 'lead'?" },
		{ HEAD "[body]\nb = @to laed .\n",
			AT(6) "'b' names an unknown rule 'laed': write the name of one above it" },
		/* patterns */
		{ HEAD "[body]\nb = ^\n", AT(6) "the pattern of 'b' fits an empty line, and so any line: write what "
						"such a line holds, or where "
						"it stands, as in '@line 1 .'" },
		{ HEAD "[furniture]\nb = .*\n", AT(6) "the pattern of 'b' fits an empty line, and so any line: write "
						      "what such a line holds, or where "
						      "it stands, as in '@line 1 .'" },
		{ HEAD "[date]\nb = ^(?!Foto)\n", AT(6) "the pattern of 'b' fits an empty line, and so any line: write "
							"what such a line holds, or where "
							"it stands, as in '@line 1 .'" },
		{ HEAD "[body]\nb = ^Größe (\n",
			AT(6) "the pattern of 'b' goes wrong after 8 characters: missing closing parenthesis" },
		{ HEAD "[body]\nb = [a\n", AT(6) "the pattern of 'b' goes wrong after 2 characters: missing "
						 "terminating ] for character class" },
		{ HEAD "[body]\nb = @line 1 *a\n", AT(6) "the pattern of 'b' goes wrong after 0 characters: quantifier "
							 "does not follow a repeatable item" },
		{ HEAD "[body]\nb = a\\Cb\n", AT(6) "the pattern of 'b' goes wrong after 3 characters: using \\C is "
						    "disabled by the application" },
		{ HEAD "[body]\nb = ^(?<plaec>.+)\n",
			AT(6) "the pattern of 'b' has an unknown group 'plaec'; did you mean 'place'?" },
		{ HEAD "[body]\nb = ^(?<xyzzy>.+)\n", AT(6) "the pattern of 'b' has an unknown group 'xyzzy': write "
							    "text, place, date, author, credit, section, "
							    "keywords, headline or description" },
		{ HEAD "n = ^(?<xplace>.+)\n",
			AT(5) "the pattern of 'n' has an unknown group 'xplace'; did you mean 'place'?" },
		{ HEAD "[body]\nb = "
		       "(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)"
		       "(.)(.)(.)\n",
			AT(6) "the pattern of 'b' has 32 groups: 31 are possible; write (?:...) where nothing is to be "
			      "caught" },
		/* form */
		{ HEAD "[body]\nb\n", AT(6) "'b' is no 'key = value': write the '=' too" },
		{ HEAD "[body]\nb = \xff\n", AT(6) "this line is not UTF-8: save the file as UTF-8 text" },
		{ "title = T\n" HEAD,
			AT(1) "the key 'title' stands above the first section: move it below a line such as "
			      "'[server]'" },
		/* several are all said */
		{ HEAD "n = (\n[bodi]\n[date]\nd = @line 0 x\ne = @to d [\n",
			AT(5) "the pattern of 'n' goes wrong after 1 characters: missing closing parenthesis\n" AT(
				6) "unknown section [bodi]; did you mean 'body'?\n" AT(8) "'d' needs a number from 1 "
											  "to 999 "
											  "behind '@line' (or from -1 "
											  "to "
											  "-999, from the end), as in "
											  "'@line 3 ^Foto'\n" AT(
												  9) "the pattern of "
												     "'e' goes wrong "
												     "after 1 "
												     "characters: "
												     "missing "
												     "terminating ] "
												     "for character "
												     "class" },
	};
	struct profiles *set = built_in_load();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct said said;
		said_open(&said);
		bool good = profiles_add(set, STR("test"), str_of(rows[i].file), "test.ini", &said.report);
		struct str text = said_text(&said);
		CHECK(good == (*rows[i].said == '\0') && good == (said.report.errors == 0), "row %zu: %.*s", i,
			STR_ARG(text));
		text.n -= str_ends(text, STR("\n"));
		CHECK(str_eq(text, str_of(rows[i].said)), "row %zu: got \"%.*s\", want \"%s\"", i, STR_ARG(text),
			rows[i].said);
		said_close(&said);
	}
	profiles_free(set);
}

/* The one for what no other fits has no [match], under whatever name it is tried. */
static void generic(void)
{
	static const struct {
		const char *file, *said;
	} rows[] = {
		{ TITLE "[furniture]\nf = x\n", "" },
		{ HEAD, "generic.ini:4: the profile 'generic' is for what no other one fits: take out [match]\n" },
		{ TITLE "least = 2\n[match]\n",
			"generic.ini:4: the profile 'generic' is for what no other one fits: take out [match]\n" },
	};
	struct profiles *set = built_in_load();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct said said;
		said_open(&said);
		profiles_add(set, STR("generic"), str_of(rows[i].file), "generic.ini", &said.report);
		CHECK_STR(said_text(&said), str_of(rows[i].said));
		said_close(&said);
	}
	profiles_free(set);
}

/* What is too much is said, and once. */
static void bounds(void)
{
	static const struct {
		const char *section;
		int count;
		const char *said;
	} rows[] = { { "body", 500, "" }, { "body", 501, "test.ini:506: one rule too many: 500 possible\n" },
		{ "match", 99, "" },
		{ "match", 100, "test.ini:104: one pattern too many in [match]: 100 possible\n" } };
	struct profiles *set = built_in_load();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static char file[32768];
		struct buf b = BUF(file);
		struct said said;
		buf_add(&b, STR(HEAD));
		if (strcmp(rows[i].section, "match") != 0)
			buf_fmt(&b, "[%s]\n", rows[i].section);
		for (int k = 0; k < rows[i].count; k++)
			buf_fmt(&b, "n%d = x%d\n", k, k);
		said_open(&said);
		profiles_add(set, STR("test"), buf_str(&b), "test.ini", &said.report);
		CHECK_STR(said_text(&said), str_of(rows[i].said));
		said_close(&said);
	}
	profiles_free(set);
}

int main(void)
{
	mistakes();
	generic();
	bounds();
	return unit_done("profile_mistakes");
}
