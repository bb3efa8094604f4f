#include "unit.h"

#include "archive/query.h"
#include "archive/terms.h"
#include "conf/locale.h"

#include <stdlib.h>
#include <string.h>

enum { LANGUAGES = 8 };

#define SHY "\xc2\xad"
#define TEN "abcdefghi "
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static struct arena arena;
static const struct words *languages[LANGUAGES];
static size_t language_count;

static void read_into(struct query *q, const char *typed)
{
	query_read(str_of(typed), languages, language_count, &arena, q);
}

static void describe_term(struct buf *out, const struct query_term *t)
{
	static const char *const fields[] = { [QUERY_ANY] = "",
		[QUERY_TITLE] = "title:",
		[QUERY_PLACE] = "place:",
		[QUERY_SECTION] = "section:",
		[QUERY_AUTHOR] = "author:",
		[QUERY_KEYWORD] = "keyword:" };
	buf_add(out, str_of(t->negative ? "-" : ""));
	buf_add(out, str_of(fields[t->field]));
	buf_add(out, str_of(t->form == QUERY_PHRASE_EXACT ? "\"" : ""));
	for (size_t i = 0; i < t->word_count; i++) {
		buf_add(out, str_of(i ? " " : ""));
		buf_add(out, t->words[i]);
	}
	buf_add(out, str_of(t->form == QUERY_PHRASE_EXACT ? "\"" : t->form == QUERY_PREFIX ? "*" : ""));
}

/* A query in one line: its terms, [from..to], =date. */
static struct str described(const struct query *q)
{
	struct buf out = { arena_take(&arena, 4096, 1), 0, 4096, false };
	for (size_t i = 0; i < q->count; i++) {
		buf_add(&out, str_of(i ? " " : ""));
		describe_term(&out, &q->term[i]);
	}
	if (q->from.year || q->to.year) {
		buf_add(&out, str_of(out.n ? " [" : "["));
		date_iso(&out, q->from);
		buf_add(&out, STR(".."));
		date_iso(&out, q->to);
		buf_byte(&out, ']');
	}
	if (q->is_date) {
		buf_add(&out, str_of(out.n ? " =" : "="));
		date_iso(&out, q->date);
	}
	return buf_str(&out);
}

static const struct {
	const char *typed, *want;
} rows[] = {
	{ "Freibad", "freibad" },
	{ "Freibad Öffnung", "freibad öffnung" },
	{ "Straße", "strasse" },
	{ "Ha\xcc\x88user", "häuser" },
	{ "Lösch" SHY "teich", "löschteich" },
	{ "Don’t panic!", "dont panic" },
	{ "was, wann; wo?", "was wann wo" },
	{ "Haus/Garten (Hof) [a] {b} <c>", "haus garten hof a b c" },
	{ "AND OR NOT NEAR", "and or not near" },
	/* several words written as one */
	{ "WMG-Geschäftsführer", "\"wmg geschäftsführer\"" },
	{ "Wolfsburg–Gifhorn", "\"wolfsburg gifhorn\"" },
	{ "e.V.", "\"e v\"" },
	{ "Bürger*innen", "\"bürger innen\"" },
	{ "C&A 100.000 12:30", "\"c a\" \"100 000\" \"12 30\"" },
	{ "東京都 東", "\"東 京 都\" 東" },
	{ "Tokio東京", "\"tokio 東 京\"" },
	{ "a:b 1:b", "a b 1 b" },
	{ "Haus- und Hofmeister", "haus und hofmeister" },
	{ "-", "" },
	{ "a - b", "a b" },
	/* phrases */
	{ "\"Digitale Gesellschaft\"", "\"digitale gesellschaft\"" },
	{ "„Digitale Gesellschaft“", "\"digitale gesellschaft\"" },
	{ "“Digitale Gesellschaft”", "\"digitale gesellschaft\"" },
	{ "«Digitale Gesellschaft»", "\"digitale gesellschaft\"" },
	{ "»Digitale Gesellschaft«", "\"digitale gesellschaft\"" },
	{ "„Digitale Gesellschaft\" Stadt", "\"digitale gesellschaft\" stadt" },
	{ "\"Freibad\"", "\"freibad\"" },
	{ "\"Freibad", "\"freibad\"" },
	{ "a\"b c\"d", "a \"b c\" d" },
	{ "\"\" \" \" \"-\" a", "a" },
	{ "\"", "" },
	{ "\"a\"\"b\"", "\"a\" \"b\"" },
	{ "\"wolf* -b ort:c\"", "\"wolf b ort c\"" },
	{ "\"a b c d e f g h i j k l m n o p q r s\" t", "\"a b c d e f g h i j k l m n o p\" t" },
	{ "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r t", "\"a b c d e f g h i j k l m n o p\" t" },
	/* negative */
	{ "-Freibad", "-freibad" },
	{ "–Freibad −Hallenbad", "-freibad -hallenbad" },
	{ "Bad -\"bad harzburg\"", "bad -\"bad harzburg\"" },
	{ "Bad -ort:Gifhorn", "bad -place:gifhorn" },
	{ "--a -.b -(c", "-a -b -c" },
	{ "a-b c -d", "\"a b\" c -d" },
	{ "„Spiegel“-Affäre", "\"spiegel\" affäre" },
	{ "a/-b (-c)", "a b c" },
	{ "-WMG-Chef", "-\"wmg chef\"" },
	{ "- -", "" },
	/* prefixes */
	{ "wolf*", "wolf*" },
	{ "Wölf*", "wölf*" },
	{ "w*", "w*" },
	{ "ä*", "ä*" },
	{ "st*", "st*" },
	{ "wolf**", "wolf*" },
	{ "*wolf", "wolf" },
	{ "*", "" },
	{ "wolf * a", "wolf a" },
	{ "-wolf* ort:wolf* „wolf*“", "-wolf* place:wolf* \"wolf\"" },
	{ "WMG-Gesch*", "wmg gesch*" },
	{ "a-b-cd*", "\"a b\" cd*" },
	{ "-WMG-Gesch*", "-\"wmg gesch\"" },
	{ "東京*", "\"東 京\"" },
	{ "a.b*", "\"a b\"" },
	/* fields */
	{ "ort:Gifhorn", "place:gifhorn" },
	{ "place:Gifhorn", "place:gifhorn" },
	{ "ORT:Gifhorn Ort:Wolfsburg", "place:gifhorn place:wolfsburg" },
	{ "ort: Gifhorn", "place:gifhorn" },
	{ "ort:\"Bad Harzburg\" Freibad", "place:\"bad harzburg\" freibad" },
	{ "ort: „Bad Harzburg“", "place:\"bad harzburg\"" },
	{ "ort:Bad-Harzburg", "place:\"bad harzburg\"" },
	{ "Freibad ort:Wolfsburg", "freibad place:wolfsburg" },
	{ "titel:Freibad title:Storch", "title:freibad title:storch" },
	{ "ressort:Sport section:Lokales", "section:sport section:lokales" },
	{ "autor:Meier author:\"Magdalena Sydow\"", "author:meier author:\"magdalena sydow\"" },
	{ "stichwort:Umwelt keyword:a", "keyword:umwelt keyword:a" },
	{ "(ort:Gifhorn)", "place:gifhorn" },
	{ "ort:", "ort" },
	{ "ort: ", "ort" },
	{ "ort: -a", "ort -a" },
	{ "ort: von:2010", "ort [2010..]" },
	{ "ort: von: titel:", "ort titel" },
	{ "ort:ort:a", "place:ort a" },
	{ "ort:\"\" a", "a" },
	{ "ort:)a", "place:a" },
	{ "ort :a", "ort a" },
	{ "worte:a", "worte a" },
	{ "ort", "ort" },
	{ "{title}:a ^b", "title a b" },
	{ "rowid:5 body:a", "rowid 5 body a" },
	/* from and to */
	{ "von:2010", "[2010..]" },
	{ "FROM:2010", "[2010..]" },
	{ "bis:2010", "[..2010]" },
	{ "to:2010", "[..2010]" },
	{ "von:2010-05 bis:2010-05-17", "[2010-05..2010-05-17]" },
	{ "von:5/2010 bis:17.5.2010", "[2010-05..2010-05-17]" },
	{ "von:mai.2010", "[2010-05..]" },
	{ "von:Mai 2010 bis:Dezember 2011 Freibad", "freibad [2010-05..2011-12]" },
	{ "von: 28. Juni 2018 Storch", "storch [2018-06-28..]" },
	{ "von:\"28. Juni 2018\" Storch", "storch [2018-06-28..]" },
	{ "von:Donnerstag, 28. Juni 2018", "[2018-06-28..]" },
	{ "from:June 28, 2018 stork", "stork [2018-06-28..]" },
	{ "von:2010,bis:2012", "[2010..2012]" },
	{ "(von:2010, Storch)", "storch [2010..]" },
	{ "von:2010 2011", "2011 [2010..]" },
	{ "von:2010 von:2011", "[2011..]" },
	{ "jahr:2018", "[2018..2018]" },
	{ "year:2018 stork", "stork [2018..2018]" },
	{ "jahr:2010-2012", "[2010..2012]" },
	{ "jahr:2010–2012", "[2010..2012]" },
	{ "jahr:2010-13", "\"2010 13\"" },
	{ "von:2010-2012", "\"2010 2012\"" },
	{ "jahr:Juni 2018", "[2018-06..2018-06]" },
	{ "von:Wolfsburg", "wolfsburg" },
	{ "von:2010-13-40", "\"2010 13 40\"" },
	{ "von:0000", "0000" },
	{ "von:", "von" },
	{ "-von:2010", "-2010" },
	/* dates */
	{ "28.6.2018", "\"28 6 2018\" =2018-06-28" },
	{ "28. Juni 2018", "28 juni 2018 =2018-06-28" },
	{ "2018", "2018 =2018" },
	{ "2018-06", "\"2018 06\" =2018-06" },
	{ "\"2018\"", "\"2018\"" },
	{ "2018 Storch", "2018 storch" },
	{ "-2018", "-2018" },
	/* hostile */
	{ "", "" },
	{ "   ", "" },
	{ "\xff\xfe", "" },
	{ "a\xff"
	  "b",
		"a b" },
	{ "a\x01"
	  "b\nc\td\x7f"
	  "e\xc2\x85"
	  "f",
		"a b c d e f" },
	{ "a' OR 1=1; DROP TABLE entry; --", "a or 1 1 drop table entry" },
	{ "\" OR a NEAR(b c, 5) ^d {e f}:g NOT h +i", "\"or a near b c 5 d e f g not h i\"" },
	{ "%00%01$%&/()=?", "00 01" },
	{ "a\xe2\x80\xae"
	  "b",
		"a b" },
	{ ":::*:*\"*\":-", "" },
	{ "🐦🐦", "" },
	{ "\xcc\x88", "" },
	{ "a b c d e f g h i j k l m n o p q r von:2010", "a b c d e f g h i j k l m n o p [2010..]" },
};

static void check_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct query q;
		read_into(&q, rows[i].typed);
		struct str got = described(&q);
		CHECK(str_eq(got, str_of(rows[i].want)), "%s: %.*s, want %s", rows[i].typed, STR_ARG(got),
			rows[i].want);
		arena_reset(&arena);
	}
}

static void check_text(void)
{
	static const struct {
		const char *typed, *text;
	} texts[] = {
		{ "Freibad", "Freibad" },
		{ "  Freibad \t ort:Wolfsburg  ", "Freibad ort:Wolfsburg" },
		{ "a\x1b[31mb", "a [31mb" },
		{ "a\xff\xff"
		  "b",
			"a b" },
		{ "a\xc2\xa0"
		  "b\xe2\x80\xa8"
		  "c\xe3\x80\x80"
		  "d\xe2\x80\xae",
			"a b c d" },
		{ "„Ä“ €", "„Ä“ €" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct query q;
		read_into(&q, texts[i].typed);
		CHECK_STR(q.text, str_of(texts[i].text));
	}
	/* what is too long is cut between characters */
	struct query q;
	read_into(&q, HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED "0123456789aé");
	CHECK(q.text.n == QUERY_MAX - 1 && str_ends(q.text, STR("0123456789a")), "%zu bytes", q.text.n);
	CHECK(q.count == QUERY_TERMS, "%zu terms", q.count);
	arena_reset(&arena);
}

static void check_views(void)
{
	static const struct {
		const char *text;
		size_t term;
		const char *typed, *whole;
	} views[] = {
		{ "Freibad, ort:Gifhorn", 0, "Freibad", "Freibad" },
		{ "Freibad, ort:Gifhorn", 1, "Gifhorn", "ort:Gifhorn" },
		{ "a -ort: \"Bad Harzburg\"!", 1, "\"Bad Harzburg\"", "-ort: \"Bad Harzburg\"" },
		{ "a „b c“ d", 1, "„b c“", "„b c“" },
		{ "a „b c", 1, "„b c", "„b c" },
		{ "a --.wolf** b", 1, "wolf*", "--.wolf*" },
		{ "'e.V.' b", 0, "e.V", "e.V" },
		{ "WMG-Gesch*", 0, "WMG", "WMG" },
		{ "WMG-Gesch*", 1, "Gesch*", "Gesch*" },
		{ "von:a", 0, "a", "von:a" },
	};
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		struct query q;
		read_into(&q, views[i].text);
		CHECK(views[i].term < q.count, "row %zu", i);
		CHECK_STR(q.term[views[i].term].typed, str_of(views[i].typed));
		CHECK_STR(q.term[views[i].term].whole, str_of(views[i].whole));
	}
	arena_reset(&arena);
}

static void check_exactly(void)
{
	static const struct {
		const char *text, *want, *words;
	} exactly[] = {
		{ "Freibad", "\"Freibad\"", "Freibad|" },
		{ "ort:wolfsburg häuser", "ort:wolfsburg \"häuser\"", "häuser|" },
		{ "Häuser Bäume", "\"Häuser\" \"Bäume\"", "Häuser|Bäume|" },
		{ "häuser -bunt", "\"häuser\" -bunt", "häuser|" },
		{ "Freibad freibad", "\"Freibad\" \"freibad\"", "Freibad|" },
		{ "(Häuser, \"so genau\" baum*)", "(\"Häuser\", \"so genau\" baum*)", "Häuser|" },
		{ "von:2010 Storch", "von:2010 \"Storch\"", "Storch|" },
		{ "ort:wolfsburg", "ort:wolfsburg", "" },
		{ "\"so\" wolf* -a", "\"so\" wolf* -a", "" },
		{ "", "", "" },
	};
	for (size_t i = 0; i < sizeof exactly / sizeof *exactly; i++) {
		struct query q;
		struct str text, words[QUERY_TERMS];
		size_t count;
		char room[256];
		struct buf all = BUF(room);
		read_into(&q, exactly[i].text);
		CHECK(query_exactly(&q, &arena, &text, words, &count) == (*exactly[i].words != 0), "row %zu", i);
		CHECK_STR(text, str_of(exactly[i].want));
		for (size_t k = 0; k < count; k++) {
			buf_add(&all, words[k]);
			buf_byte(&all, '|');
		}
		CHECK_STR(buf_str(&all), str_of(exactly[i].words));
	}
	arena_reset(&arena);
}

static void check_without(void)
{
	static const struct {
		const char *text;
		unsigned terms;
		const char *want;
	} without[] = {
		{ "Freibad xyzzy", 2, "Freibad" },
		{ "xyzzy Freibad", 1, "Freibad" },
		{ "Freibad xyzzy Teich", 2, "Freibad Teich" },
		{ "ort:Gifhon Freibad", 1, "Freibad" },
		{ "Freibat ort:\"Bad Harzburg\"", 1, "ort:\"Bad Harzburg\"" },
		{ "Freibat ort:\"Bad Harzburg\"", 2, "Freibat" },
		{ "qwertz* Freibad von:2010", 1, "Freibad von:2010" },
		{ "Freibad, xyzzy!", 2, "Freibad," },
		{ "(xyzzy, Freibad)", 1, "Freibad)" },
		{ "WMG-Gesch* a", 1, "Gesch* a" },
		{ "WMG-Gesch* a", 2, "WMG a" },
		{ "„Spiegel“-Affäre", 1, "Affäre" },
		{ "„Spiegel“-Affäre", 2, "„Spiegel“" },
		{ "a\"b c\"d", 2, "a d" },
		{ "ort:a:b", 2, "ort:a" },
		{ "a b -c d", 1 | 2 | 8, "-c" },
		{ "a b", 3, "" },
		{ "a b", 0, "a b" },
		{ "", 1, "" },
	};
	for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
		struct query q;
		read_into(&q, without[i].text);
		CHECK_STR(query_without(&q, without[i].terms, &arena), str_of(without[i].want));
	}
	arena_reset(&arena);
}

static void check_with(void)
{
	static const struct {
		const char *text;
		size_t term;
		const char *words, *want;
	} with[] = {
		{ "Freibat", 0, "Freibad", "Freibad" },
		{ "Freibat ort:Wolfsburg", 0, "Freibad", "Freibad ort:Wolfsburg" },
		{ "Freibad ort:Wolfsbur", 1, "Wolfsburg", "Freibad ort:Wolfsburg" },
		{ "Freibad ort:Harzburg", 1, "Bad Harzburg", "Freibad ort:\"Bad Harzburg\"" },
		{ "-ort: Gifhron Storch", 0, "Gifhorn", "-ort: Gifhorn Storch" },
		{ "-Storhc", 0, "Storch", "-Storch" },
		{ "„Storhc“ Teich", 0, "Storch", "Storch Teich" },
		{ "„Storhc“ Teich", 0, "ein Storch", "\"ein Storch\" Teich" },
		{ "Storhc* Teich", 0, "Storch", "Storch Teich" },
		{ "WMG-Chef Stadt", 0, "WMG-Geschäftsführer", "\"WMG-Geschäftsführer\" Stadt" },
		/* where a bare word would become another thing */
		{ "Storhc, Teich", 0, "Storch", "\"Storch\", Teich" },
		{ "(Storhc Teich)", 1, "Teiche", "(Storhc \"Teiche\")" },
		{ "foo:bar", 0, "ort", "\"ort\":bar" },
		{ "12:30", 0, "ort", "ort" },
		{ "ort: titel:", 0, "a", "ort: \"a\":" },
		{ "a:30", 0, "12", "\"12\":30" },
		{ "von:28 foo 2018", 1, "Juni", "von:28 \"Juni\" 2018" },
		{ "a„b“c", 1, "d", "a\"d\"c" },
		{ "a b", 1, "c\"d„e\xff\x01", "a \"c d e \"" },
		{ "a b", 1, "c -d*", "a \"c -d*\"" },
		{ "a b", 1, "", "a \"\"" },
		{ "a b", 2, "c", "a b" },
		{ "", 0, "c", "" },
	};
	for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
		struct query q;
		read_into(&q, with[i].text);
		CHECK_STR(query_with(&q, with[i].term, str_of(with[i].words), &arena), str_of(with[i].want));
	}
	arena_reset(&arena);
}

int main(void)
{
	struct conf_report report = { .out = stdout };
	language_count = locale_load(NULL, "", 0, languages, LANGUAGES, &report);
	check_rows();
	check_text();
	check_views();
	check_with();
	check_exactly();
	check_without();
	for (size_t i = 0; i < language_count; i++)
		locale_free(languages[i]);
	arena_free(&arena);
	return unit_done("query");
}
