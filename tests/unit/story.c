/* story: what is known of an article: its dates, its place, its people, its language. */
#include "reading.h"

#include <string.h>

/* Paragraphs beyond doubt, which say nothing of dates and places. */
#define TEXT_DE                                                                                                        \
	"Nach zwei Jahren ist die neue Halle fertig geworden, und alle, die daran gebaut haben, waren am Wochenende "  \
	"eingeladen.\n"                                                                                                \
	"Die Kosten sind dabei ungefähr so hoch geblieben, wie es vor dem Bau einmal versprochen worden ist.\n"
#define TEXT_EN                                                                                                        \
	"After two years of work the new hall has been finished, and all of those who had built it were invited at "   \
	"the weekend.\n"                                                                                               \
	"The costs were about as high as they had been said to be before anyone had begun to dig a hole.\n"
#define HEAD_DE "Die neue Halle ist fertig\n"
#define HEAD_EN "The new hall is finished\n"

/* "date=… modified=… place=…": what is said in the end block, in the order of the keys, separated by |. */
static struct str values_of(const struct reading *g, struct arena *a)
{
	static const char *const names[ARTICLE_KEY_COUNT] = { [ARTICLE_HEADLINE] = "headline",
		[ARTICLE_DESCRIPTION] = "description",
		[ARTICLE_DATELINE] = "dateline",
		[ARTICLE_LOCATION] = "place",
		[ARTICLE_PUBLISHED] = "date",
		[ARTICLE_MODIFIED] = "modified",
		[ARTICLE_SECTION] = "section",
		[ARTICLE_KEYWORDS] = "keywords",
		[ARTICLE_AUTHOR] = "author",
		[ARTICLE_PUBLISHER] = "publisher",
		[ARTICLE_CREDIT] = "credit",
		[ARTICLE_CAPTION] = "caption",
		[ARTICLE_LANGUAGE] = "language",
		[ARTICLE_LICENSE] = "license",
		[ARTICLE_COPYRIGHT] = "copyright",
		[ARTICLE_SOURCE] = "source",
		[ARTICLE_VERSION] = "version",
		[ARTICLE_IDENTIFIER] = "identifier" };
	struct buf b = { 0 };
	if (g->why)
		return arena_fmt(a, "refused: %s", g->why);
	for (size_t key = 0; key < ARTICLE_KEY_COUNT; key++) {
		struct str value = g->story.value[key];
		arena_room(a, &b, value.n + 32);
		if (value.n)
			buf_fmt(&b, "%s%s=%.*s", b.n ? "|" : "", names[key], STR_ARG(value));
		CHECK(!value.n == !g->story.rule[key], "%s has a value and no rule, or a rule and no value",
			names[key]);
	}
	return buf_str(&b);
}

/* Whether each part of want (separated by |) is one of got; "-place" means that there is none. */
static void values_check(struct str got, const char *want, const char *text)
{
	for (struct str rest = str_of(want); rest.n;) {
		struct str part = str_cut(&rest, '|');
		bool none = str_starts(part, STR("-")), found = false;
		if (none)
			part = str_sub(part, 1, part.n);
		for (struct str have = got; have.n && !found;) {
			struct str one = str_cut(&have, '|');
			found = none ? str_starts(one, part) && one.p[part.n] == '=' : str_eq(one, part);
		}
		CHECK(found != none, "%s%.*s in %.*s: %s", none ? "no " : "", STR_ARG(part), STR_ARG(got), text);
	}
}

struct row {
	const char *text, *want, *name; /* of the input; NULL: one that says nothing */
};

static void rows_check(const struct desk *k, const struct row *rows, size_t count)
{
	struct arena a = { 0 };
	for (size_t i = 0; i < count; i++) {
		const char *name = rows[i].name ? rows[i].name : "raw.txt";
		const struct reading *g = reading_of(k, &a, str_of(rows[i].text), str_of(name), STR("s"));
		values_check(values_of(g, &a), rows[i].want, rows[i].text);
		arena_reset(&a);
	}
	arena_free(&a);
}

#define ROWS_CHECK(k, rows) rows_check((k), (rows), sizeof(rows) / sizeof *(rows))

static const struct row dates[] = {
	{ HEAD_DE "17.03.2016\n" TEXT_DE, "date=2016-03-17|-modified", NULL },
	{ HEAD_DE TEXT_DE "17.03.2016\n", "date=2016-03-17|-modified", NULL },
	{ "17.03.2016\n\n" HEAD_DE "\n" TEXT_DE, "date=2016-03-17", NULL },
	{ HEAD_DE "\n" TEXT_DE, "-date|-modified", NULL },
	/* which of several */
	{ HEAD_DE "17.03.2016\n" TEXT_DE "18.03.2016\n", "date=2016-03-17", NULL },
	{ HEAD_DE "17.03.2016\n" TEXT_DE "\nAusgedruckt am 01.12.2020\n", "date=2016-03-17|-modified", NULL },
	{ HEAD_DE "Stand: 17.03.2016\n" TEXT_DE "18.03.2016\n", "date=2016-03-17", NULL },
	{ HEAD_DE "Stand: 17.03.2016\n" TEXT_DE "Veröffentlicht am 16.03.2016\n", "date=2016-03-16", NULL },
	{ HEAD_DE TEXT_DE "Stand: 19.03.2016\nVeröffentlicht am 16.03.2016\n", "date=2016-03-16", NULL },
	{ HEAD_DE "Gifhorn, 17.03.2016\nVeröffentlicht: 18.03.2016\n" TEXT_DE, "date=2016-03-18", NULL },
	/* said to be of a later version */
	{ HEAD_DE "17.03.2016\nAktualisiert: 19.03.2016\n" TEXT_DE, "date=2016-03-17|modified=2016-03-19", NULL },
	{ HEAD_DE "Aktualisiert: 19.03.2016\n17.03.2016\n" TEXT_DE, "date=2016-03-17|modified=2016-03-19", NULL },
	{ HEAD_DE "17.03.2016, aktualisiert am 19.03.2016\n" TEXT_DE, "date=2016-03-17|modified=2016-03-19", NULL },
	{ HEAD_DE "Zuletzt geändert am 19.03.2016\n" TEXT_DE, "date=2016-03-19|-modified", NULL },
	{ HEAD_DE "17.03.2016\nAktualisiert: 17.03.2016, 18:00 Uhr\n" TEXT_DE, "date=2016-03-17|-modified", NULL },
	{ HEAD_DE "17.03.2016\nAktualisiert: 15.03.2016\n" TEXT_DE, "date=2016-03-17|-modified", NULL },
	{ HEAD_DE "17.03.2016\n" TEXT_DE "Zuletzt aktualisiert: 20.04.2016\n", "date=2016-03-17|modified=2016-04-20",
		NULL },
	{ HEAD_EN "Published: March 17, 2016\nUpdated: March 19, 2016\n" TEXT_EN, "date=2016-03-17|modified=2016-03-19",
		NULL },
	{ HEAD_EN "Last updated 19 March 2016\n" TEXT_EN "\n17 March 2016\n", "date=2016-03-17|modified=2016-03-19",
		NULL },
	/* impossible, or still to come */
	{ HEAD_DE "31.02.2016\n" TEXT_DE, "-date", NULL },
	{ HEAD_DE "01.02.2026\n" TEXT_DE, "-date", NULL },
	{ HEAD_DE "31.01.2026\n" TEXT_DE, "date=2026-01-31", NULL },
	{ HEAD_DE "01.02.2026\n17.03.2016\n" TEXT_DE, "date=2016-03-17", NULL },
	/* in running text */
	{ HEAD_DE "\n" TEXT_DE
		  "Am 12. Mai 2014 war der Bau der Halle im Rat mit nur einer Stimme beschlossen worden.\n",
		"-date", NULL },
	{ HEAD_DE "17.03.2016\n" TEXT_DE
		  "Eingeweiht wird die Halle am Sonntag, 20. März 2016, um elf Uhr mit einem Konzert für alle.\n",
		"date=2016-03-17", NULL },
	/* beside a name */
	{ HEAD_DE "Von Kai Tönnies, 17. März 2016\n" TEXT_DE, "date=2016-03-17|author=Kai Tönnies", NULL },
	{ HEAD_DE "Von Kai Tönnies | 17.03.2016, 08:15 Uhr\n" TEXT_DE, "date=2016-03-17|author=Kai Tönnies", NULL },
	/* ways to write one */
	{ HEAD_DE "Donnerstag, 17. März 2016\n" TEXT_DE, "date=2016-03-17", NULL },
	{ HEAD_DE "7. Jänner 2016\n" TEXT_DE, "date=2016-01-07", NULL },
	{ HEAD_DE "2016-03-17T08:15:00+01:00\n" TEXT_DE, "date=2016-03-17", NULL },
	{ HEAD_DE "17.3.99\n" TEXT_DE, "date=1999-03-17", NULL },
	{ HEAD_EN "March 17, 2016\n" TEXT_EN, "date=2016-03-17", NULL },
	{ HEAD_EN "Thu 17th March 2016, 9:30 am\n" TEXT_EN, "date=2016-03-17", NULL },
	/* the input's name, where nothing else is known */
	{ HEAD_DE "\n" TEXT_DE, "date=2016-03-17", "archiv/2016/03/17/halle.txt" },
	{ HEAD_DE "\n" TEXT_DE, "date=2016-03-17", "2016-03-17-halle.txt" },
	{ HEAD_DE "18.03.2016\n" TEXT_DE, "date=2016-03-18", "archiv/2016/03/17/halle.txt" },
	{ HEAD_DE "\n" TEXT_DE, "-date", "archiv/2026/03/17/halle.txt" },
	{ HEAD_DE "\n" TEXT_DE, "-date", "000_8da513476a74d999.txt" },
	{ HEAD_DE "Aktualisiert: 19.03.2016\n" TEXT_DE, "date=2016-03-19", "archiv/2016/03/17/halle.txt" },
};

static const struct row places[] = {
	/* a kicker */
	{ "Gifhorn\n" HEAD_DE "17.03.2016\n" TEXT_DE, "place=Gifhorn|-section|-keywords", NULL },
	{ "GIFHORN\n" HEAD_DE "17.03.2016\n" TEXT_DE, "place=Gifhorn", NULL },
	{ "Bad Harzburg\n" HEAD_DE "17.03.2016\n" TEXT_DE, "place=Bad Harzburg", NULL },
	{ "Lokales\n" HEAD_DE "17.03.2016\n" TEXT_DE, "section=Lokales|-place", NULL },
	{ "Lokales | Gifhorn\n" HEAD_DE "17.03.2016\n" TEXT_DE, "section=Lokales|place=Gifhorn", NULL },
	{ "Gifhorn - Kultur\n" HEAD_DE "17.03.2016\n" TEXT_DE, "section=Kultur|place=Gifhorn", NULL },
	{ "Haushalt\n" HEAD_DE "17.03.2016\n" TEXT_DE, "keywords=Haushalt|-place", NULL },
	{ "Newport\n" HEAD_EN "17 March 2016\n" TEXT_EN, "place=Newport", NULL },
	/* a dateline */
	{ HEAD_DE "17.03.2016\nGifhorn. " TEXT_DE, "place=Gifhorn", NULL },
	{ HEAD_DE "17.03.2016\nHANNOVER (dpa/lni) - " TEXT_DE, "place=Hannover", NULL },
	{ HEAD_DE "17.03.2016\nSt. Pölten. " TEXT_DE, "place=St. Pölten", NULL },
	{ HEAD_EN "17 March 2016\nLONDON (Reuters) - " TEXT_EN, "place=London", NULL },
	{ "Haushalt\n" HEAD_DE "17.03.2016\nGifhorn. " TEXT_DE, "place=Gifhorn|keywords=Haushalt", NULL },
	{ "Lokales\n" HEAD_DE "17.03.2016\nGifhorn. " TEXT_DE, "place=Gifhorn|section=Lokales", NULL },
	{ "Gifhorn\n" HEAD_DE "17.03.2016\nGIFHORN. " TEXT_DE, "place=Gifhorn|-keywords", NULL },
	/* a kicker that the text speaks of, against a dateline */
	{ "Peine\n" HEAD_DE "17.03.2016\nGifhorn. " TEXT_DE "In Peine ist so etwas auch schon lange geplant, aber nie "
	  "gebaut worden.\n",
		"place=Peine", NULL },
	/* beside the date */
	{ HEAD_DE "Gifhorn, 17. März 2016\n" TEXT_DE, "date=2016-03-17|place=Gifhorn", NULL },
	{ HEAD_DE "Gifhorn | 17.03.2016\n" TEXT_DE, "date=2016-03-17|place=Gifhorn", NULL },
	{ HEAD_DE "Lokales | 17.03.2016\n" TEXT_DE, "date=2016-03-17|section=Lokales|-place", NULL },
	{ HEAD_DE "Donnerstag, 17. März 2016\n" TEXT_DE, "date=2016-03-17|-place", NULL },
	/* none */
	{ HEAD_DE "17.03.2016\n" TEXT_DE, "-place|-section|-keywords", NULL },
	{ HEAD_DE "17.03.2016\nDr. Müller ist seit heute im Ruhestand und will jetzt endlich einmal lange "
		  "reisen.\n" TEXT_DE,
		"-place", NULL },
	{ HEAD_DE "17.03.2016\nDas war knapp. Die Halle ist nur mit Mühe fertig geworden, sagt jeder, der dabei "
		  "war.\n" TEXT_DE,
		"-place", NULL },
	{ HEAD_DE "17.03.2016\nJa. Die Halle ist fertig, und wer das nicht glaubt, der soll es sich ansehen.\n" TEXT_DE,
		"-place", NULL },
};

static const struct row people[] = {
	{ HEAD_DE "Foto: Ida Brandes\n17.03.2016\n" TEXT_DE, "credit=Ida Brandes|-author|-caption", NULL },
	{ HEAD_DE "Foto: Ida Brandes\nFoto: Ida Brandes\n17.03.2016\n" TEXT_DE, "credit=Ida Brandes", NULL },
	{ HEAD_DE "Foto: Ida Brandes Foto: Ida Brandes\n17.03.2016\n" TEXT_DE, "credit=Ida Brandes", NULL },
	{ HEAD_DE "Foto: Ida Brandes\nFOTO: IDA BRANDES\n17.03.2016\n" TEXT_DE, "credit=Ida Brandes", NULL },
	{ HEAD_DE "Fotos: Ida Brandes, Tom Ahlers\n17.03.2016\n" TEXT_DE, "credit=Ida Brandes, Tom Ahlers", NULL },
	{ HEAD_DE "Foto: Ida Brandes\n17.03.2016\n" TEXT_DE "Foto: Tom Ahlers\n", "credit=Ida Brandes, Tom Ahlers",
		NULL },
	{ HEAD_DE "Foto: dpa\n17.03.2016\n" TEXT_DE, "credit=dpa", NULL },
	{ HEAD_DE "Das Tor der Halle steht offen. Foto: Ida Brandes\n17.03.2016\n" TEXT_DE,
		"credit=Ida Brandes|caption=Das Tor der Halle steht offen.", NULL },
	{ HEAD_DE "Das Tor der Halle steht offen\nFoto: Ida Brandes\n17.03.2016\n" TEXT_DE,
		"credit=Ida Brandes|caption=Das Tor der Halle steht offen", NULL },
	{ HEAD_DE "Das Tor. Foto: Ida Brandes\n17.03.2016\n" TEXT_DE "Das Dach von oben. Foto: Tom Ahlers\n",
		"credit=Ida Brandes, Tom Ahlers|caption=Das Tor. / Das Dach von oben.", NULL },
	{ HEAD_DE "Von Kai Tönnies\n17.03.2016\n" TEXT_DE, "author=Kai Tönnies|-credit", NULL },
	{ HEAD_DE "VON KAI TÖNNIES\n17.03.2016\n" TEXT_DE, "author=KAI TÖNNIES", NULL },
	{ HEAD_DE "Von Kai Tönnies und Jana Wolters\n17.03.2016\n" TEXT_DE, "author=Kai Tönnies, Jana Wolters", NULL },
	{ HEAD_DE "Von Kai Tönnies\n17.03.2016\n" TEXT_DE "Von Kai Tönnies\n", "author=Kai Tönnies", NULL },
	{ HEAD_DE "17.03.2016\n" TEXT_DE "Kai Tönnies, Redaktion\n", "author=Kai Tönnies", NULL },
	{ HEAD_EN "By Jane Doe\n17 March 2016\n" TEXT_EN, "author=Jane Doe", NULL },
	{ HEAD_EN "Jane Doe\n17 March 2016\n" TEXT_EN, "author=Jane Doe", NULL },
	{ HEAD_EN "By Jane Doe\nPhoto: Tom Wells\n17 March 2016\n" TEXT_EN, "author=Jane Doe|credit=Tom Wells", NULL },
	{ HEAD_DE "17.03.2016\n" TEXT_DE, "-author|-credit|-caption", NULL },
};

static const struct row headlines[] = {
	{ HEAD_DE "17.03.2016\n" TEXT_DE, "headline=Die neue Halle ist fertig", NULL },
	{ "17.03.2016\n" TEXT_DE, "headline=Nach zwei Jahren ist die neue Halle fertig geworden, und alle, die …",
		NULL },
	{ "17.03.2016\nGifhorn. " TEXT_DE,
		"headline=Nach zwei Jahren ist die neue Halle fertig geworden, und alle, die …|place=Gifhorn", NULL },
	{ TEXT_EN, "headline=After two years of work the new hall has been finished, and all of …", NULL },
	{ "17.03.2016\nDas ist der ganze Text, und er ist kurz, aber wahr.\n",
		"headline=Das ist der ganze Text, und er ist kurz, aber wahr.", NULL },
};

static const struct row languages[] = {
	{ HEAD_DE "17.03.2016\n" TEXT_DE, "language=de", NULL },
	{ HEAD_EN "17 March 2016\n" TEXT_EN, "language=en", NULL },
	/* too little to tell: the capsule's */
	{ "Das ist der ganze Text\n\nZwölf Boxkämpfer jagten Viktor quer über Sylt.\n", "language=de", NULL },
};

static const struct row refused[] = {
	{ "", "refused: empty", NULL },
	{ "\n\n\n", "refused: empty", NULL },
	{ "17.03.2016\n", "refused: no text of an article was found in it", NULL },
	{ "Startseite\nLokales\nSport\n", "refused: no text of an article was found in it", NULL },
	{ "Foto: Ida Brandes\n", "refused: no text of an article was found in it", NULL },
	{ "Ja.\n", "refused: no text of an article was found in it", NULL },
};

/* ---- markup ---- */

#define PARAGRAPHS                                                                                                     \
	"<p>After two years of work the new hall has been finished, and all of those who had built it were "           \
	"invited.</p>"                                                                                                 \
	"<p>The costs were about as high as they had been said to be before anyone had begun to dig a hole.</p>"

static const struct row pages[] = {
	{ "<html lang=\"en\"><head><title>The new hall | Courier</title>"
	  "<meta property=\"article:published_time\" content=\"2016-03-17T08:00:00Z\">"
	  "<meta property=\"article:modified_time\" content=\"2016-03-19T08:00:00Z\">"
	  "<meta name=\"author\" content=\"Jane Doe\"></head>"
	  "<body><article><h1>The new hall is finished</h1>" PARAGRAPHS "</article></body></html>",
		"headline=The new hall is finished|date=2016-03-17|modified=2016-03-19|author=Jane Doe|language=en",
		NULL },
	{ "<html><head><script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":"
	  "\"NewsArticle\",\"headline\":\"The new hall is finished\",\"datePublished\":\"2016-03-17\","
	  "\"dateModified\":\"2016-03-17\",\"author\":{\"@type\":\"Person\",\"name\":\"Jane Doe\"},"
	  "\"articleSection\":\"Local\",\"keywords\":[\"hall\",\"costs\"],\"contentLocation\":\"Newport\","
	  "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Courier\"}}</script></head>"
	  "<body><article><h1>The new hall is finished</h1>" PARAGRAPHS "</article></body></html>",
		"date=2016-03-17|-modified|author=Jane Doe|section=Local|keywords=hall, costs|place=Newport|"
		"publisher=Courier",
		NULL },
	{ "<html><body><article><span class=\"kicker\">Newport</span><h1>The new hall is finished</h1>"
	  "<p class=\"byline\">By Jane Doe</p><time datetime=\"2016-03-17\">17 March 2016</time>"
	  "<figure><img src=\"a.jpg\"><figcaption>The gate of the hall. Photo: Tom "
	  "Wells</figcaption></figure>" PARAGRAPHS "</article></body></html>",
		"headline=The new hall is finished|date=2016-03-17|place=Newport|author=Jane Doe|credit=Tom Wells|"
		"caption=The gate of the hall.",
		NULL },
	/* the page and the line disagree */
	{ "<html><head><meta property=\"article:published_time\" content=\"2016-03-17\"></head><body><article>"
	  "<h1>The new hall is finished</h1><p class=\"date\">18 March 2016</p>" PARAGRAPHS "</article></body></html>",
		"date=2016-03-17", NULL },
	/* what the page says comes from the future, the line does not */
	{ "<html><head><meta property=\"article:published_time\" content=\"2036-03-17\"></head><body><article>"
	  "<h1>The new hall is finished</h1><p class=\"date\">18 March 2016</p>" PARAGRAPHS "</article></body></html>",
		"date=2016-03-18", NULL },
	{ "<html><head><meta name=\"description\" content=\"It took longer than planned, but now it stands.\"></head>"
	  "<body><article><h1>The new hall is finished</h1>" PARAGRAPHS "</article></body></html>",
		"description=It took longer than planned, but now it stands.", NULL },
	/* a summary that is the text's beginning, or is cut off, says nothing more */
	{ "<html><head><meta name=\"description\" content=\"After two years of work the new hall has been finished\">"
	  "</head><body><article><h1>The new hall is finished</h1>" PARAGRAPHS "</article></body></html>",
		"-description", NULL },
	{ "<html><head><meta name=\"description\" content=\"It took longer than planned, but …\"></head>"
	  "<body><article><h1>The new hall is finished</h1>" PARAGRAPHS "</article></body></html>",
		"-description", NULL },
};

/* ---- what the story says besides ---- */

static void facts(const struct desk *k)
{
	static const struct {
		const char *text;
		int year;
		bool has_dateline;
		const char *language; /* of the end block */
	} rows[] = {
		{ HEAD_DE "17.03.2016\n" TEXT_DE, 2016, false, "de" },
		{ HEAD_EN "17 March 2016\n" TEXT_EN, 2016, false, "en" },
		{ HEAD_DE "\nGifhorn. " TEXT_DE, 0, true, "de" },
		{ "Gifhorn\n" HEAD_DE "\n" TEXT_DE, 0, false, "de" },
		{ HEAD_EN "\nLONDON (Reuters) - " TEXT_EN, 0, true, "en" },
		/* no words of that language: the capsule's */
		{ "La salle est enfin terminée\n\nAprès deux ans de travaux, la nouvelle salle est terminée, et tous "
		  "ceux "
		  "qui l'ont construite ont été invités pour la fin de la semaine.\nLes coûts sont restés à peu près "
		  "ceux "
		  "que la commune avait promis avant le début du chantier, il y a deux ans.\n",
			0, false, "de" },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct reading *g = reading_of(k, &a, str_of(rows[i].text), STR("x.txt"), STR("s"));
		CHECK(g->why == NULL, "row %zu: %s", i, g->why);
		if (g->why)
			continue;
		CHECK(g->story.date.year == rows[i].year, "row %zu: %d", i, g->story.date.year);
		CHECK(g->story.has_dateline == rows[i].has_dateline, "row %zu: %d", i, g->story.has_dateline);
		CHECK_STR(g->story.words->language, str_of(rows[i].language));
		CHECK(g->story.d == &g->document, "row %zu", i);
		CHECK(g->story.value[ARTICLE_IDENTIFIER].n == 0 && g->story.value[ARTICLE_VERSION].n == 0 &&
				g->story.value[ARTICLE_SOURCE].n == 0,
			"row %zu: what is the caller's", i);
		arena_reset(&a);
	}
	arena_free(&a);
}

int main(void)
{
	struct desk k = desk_make();
	ROWS_CHECK(&k, dates);
	ROWS_CHECK(&k, places);
	ROWS_CHECK(&k, people);
	ROWS_CHECK(&k, headlines);
	ROWS_CHECK(&k, languages);
	ROWS_CHECK(&k, refused);
	ROWS_CHECK(&k, pages);
	facts(&k);
	desk_free(&k);
	return unit_done("story");
}
