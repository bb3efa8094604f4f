#include "profiled.h"

/* ---- the set ---- */

static void facts(void)
{
	static const char full[] =
		"[profile]\ntitle = A paper; of 1990\nlanguage = en-GB\npublisher = The Bee ; later Bees\n"
		"license = CC BY 4.0\ncopyright = The Bee\nsection = Local\norder = mdy\nplace = Leeds\n"
		"place from = meta kicker\nleast = 3\n[match]\nm = +3 a\n";
	struct profiles *set = built_in_load();
	struct conf_report report = { .out = stdout };
	CHECK(profiles_add(set, STR("full"), STR(full), "full.ini", &report), "a good profile");
	CHECK(profiles_add(set, STR("bare"), STR(HEAD), "bare.ini", &report), "a good profile");
	CHECK(profiles_add(set, STR("none"), STR(TITLE "place from = none\norder = dmy\n[match]\nm = a\n"), "none.ini",
		      &report),
		"a good profile");
	const struct profile *p = profile_find(set, STR("full"));
	CHECK_STR(str_of(profile_name(p)), STR("full"));
	struct profile_facts f = profile_facts(p);
	CHECK_STR(f.title, STR("A paper; of 1990"));
	CHECK_STR(f.language, STR("en-GB"));
	CHECK_STR(f.publisher, STR("The Bee"));
	CHECK_STR(f.license, STR("CC BY 4.0"));
	CHECK_STR(f.copyright, STR("The Bee"));
	CHECK_STR(f.section, STR("Local"));
	CHECK_STR(f.place, STR("Leeds"));
	CHECK(f.order == WHEN_MDY && f.place_kicker && !f.place_dateline && f.place_meta, "order and places");
	f = profile_facts(profile_find(set, STR("bare")));
	CHECK(f.language.n + f.publisher.n + f.license.n + f.copyright.n + f.section.n + f.place.n == 0, "defaults");
	CHECK(f.order == WHEN_DMY && f.place_kicker && f.place_dateline && f.place_meta, "defaults");
	f = profile_facts(profile_find(set, STR("none")));
	CHECK(f.order == WHEN_DMY && !f.place_kicker && !f.place_dateline && !f.place_meta, "no places");
	CHECK(profile_find(set, STR("ful")) == NULL && profile_find(set, STR("")) == NULL, "names are whole");
	const char *near = profiles_near(set, STR("regionl"));
	CHECK_STR(near ? str_of(near) : STR(""), STR("regional"));
	CHECK(profiles_near(set, STR("xyzzyx")) == NULL, "nothing is near");
	profiles_free(set);
}

static void choosing(void)
{
	static const struct {
		const char *text, *want;
		unsigned score;
	} rows[] = {
		{ "", "", 0 },
		{ "Nothing of it\nat all", "", 0 },
		{ "one", "p1", 1 },
		{ "one\none\none", "p1", 1 },
		{ "one\ntwo", "p2", 2 }, /* p1 has 1, p2 has 2 */
		{ "two\nthree", "p2", 3 },
		{ "heavy", "p3", 9 },
		{ "four", "", 0 }, /* below what p4 asks for */
		{ "four\nfive", "p4", 2 },
		{ "same", "p5", 1 }, /* so has p6: the first by name */
		{ "regional\nsame", "p5", 1 },
		{ "Artikel teilen per:\nsame2", "p6", 3 }, /* as much as a built-in one */
		{ "wild aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", 0 },
		{ "\xff one", "", 0 },
	};
	static const char *const files[][2] = { { "p1", TITLE "[match]\na = ^one$\n" },
		{ "p2", TITLE "[match]\na = +2 ^two$\nb = ^three$\n" }, { "p3", TITLE "[match]\na = +9 heavy\n" },
		{ "p4", TITLE "least = 2\n[match]\na = four\nb = five\n" },
		{ "p6", TITLE "[match]\na = ^same$\nb = +3 ^same2$\n" }, { "p5", TITLE "[match]\na = ^same$\n" },
		{ "p7", TITLE "[match]\na = ^wild (a+)+[bc]\n" }, { "generic", TITLE "[furniture]\none = ^one$\n" } };
	struct profiles *set = built_in_load();
	struct conf_report report = { .out = stdout };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		CHECK(profiles_add(set, str_of(files[i][0]), str_of(files[i][1]), "p.ini", &report), "%s", files[i][0]);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unsigned score = 77;
		struct str got = chosen(set, rows[i].text, &score);
		CHECK(str_eq(got, str_of(rows[i].want)) && score == rows[i].score, "row %zu: got %.*s with %u", i,
			STR_ARG(got), score);
	}
	profiles_free(set);
}

static void names_and_folders(void)
{
	static const char *const made[] = { "p/regional.ini", "p/mine.ini", "p/notes.txt", "p/.hidden.ini",
		"bad/a b.ini", "bad/x.ini", "empty", "p", "bad", NULL };
	static const char mine[] = HEAD, own[] = "[profile]\ntitle = Own\n[match]\nm = ^Teilen\n";
	char folder[PATH_MAX], want[4 * PATH_MAX];
	struct said said;
	if (!mkdtemp(scratch))
		abort();
	folder_make("p");
	folder_make("bad");
	folder_make("empty");
	file_make("p/regional.ini", STR(own));
	file_make("p/mine.ini", STR(mine));
	file_make("p/notes.txt", STR("no profile"));
	file_make("p/.hidden.ini", STR("no profile"));
	file_make("bad/a b.ini", STR(mine));
	file_make("bad/x.ini", STR("[profile]\n"));

	said_open(&said);
	snprintf(folder, sizeof folder, "%s/p", scratch);
	struct profiles *set = profiles_load(folder, "herald.ini", 7, &said.report);
	CHECK_STR(said_text(&said), STR(""));
	CHECK(set && profile_find(set, STR("mine")) && profile_find(set, STR("agency")), "all are there");
	if (set)
		CHECK_STR(profile_facts(profile_find(set, STR("regional"))).title, STR("Own"));
	profiles_free(set);
	said_close(&said);

	said_open(&said);
	snprintf(folder, sizeof folder, "%s/bad", scratch);
	CHECK(!profiles_load(folder, "herald.ini", 7, &said.report), "mistakes");
	snprintf(want, sizeof want,
		"%s/a b.ini: is not named as a profile can be: call it 'my-paper.ini', with letters (a to z), digits, "
		"- and _, "
		"at most 40\n"
		"%s/x.ini:1: the file ends without 'title' in [profile]: write in a few words what it is for\n"
		"%s/x.ini:1: the file ends without a pattern in [match]: write one that fits a line of this layout "
		"only\n",
		folder, folder, folder);
	CHECK_STR(said_text(&said), str_of(want));
	said_close(&said);

	said_open(&said);
	snprintf(folder, sizeof folder, "%s/empty", scratch);
	set = profiles_load(folder, "herald.ini", 7, &said.report);
	snprintf(want, sizeof want, "herald.ini:7: warning: there is no profile in %s: copy one there\n", folder);
	CHECK_STR(said_text(&said), str_of(want));
	CHECK(set != NULL, "a warning only");
	profiles_free(set);
	said_close(&said);

	said_open(&said);
	snprintf(folder, sizeof folder, "%s/none", scratch);
	CHECK(!profiles_load(folder, "herald.ini", 7, &said.report), "no such folder");
	snprintf(want, sizeof want,
		"herald.ini:7: the folder of profiles %s cannot be read (No such file or directory): make it, or name "
		"another "
		"one\n",
		folder);
	CHECK_STR(said_text(&said), str_of(want));
	said_close(&said);
	scratch_remove(made);
}

/* ---- the built-in ones ---- */

static const char regional[] =
	"Gifhorn\n\nNeue Brücke über die Ise ist fertig\n\n\nFoto: Ida Brandes\n"
	"Foto: Ida Brandes Foto: Ida Brandes\n\nArtikel teilen per:\n\n17.03.2016\n\n"
	"Gifhorn. Die neue Brücke steht, und am Montag geht der erste Bus darüber.\n\nDrei Jahre\n\n"
	"Gebaut wurde drei Jahre lang, erst im Regen, dann im Schnee.\n\nzur Startseite\n";
static const char regional_alone[] =
	"Bad Harzburg\nKurpark öffnet wieder\nArtikel teilen per:\n17. März 2016, 9.30 Uhr\n"
	"Der Park war ein halbes Jahr lang geschlossen.\nFoto: A/dpa\nArtikel teilen per:\n"
	"zur Startseite\nImpressum\nDatenschutz\n";
static const char agency[] = "Unfälle\nLastwagen voller Äpfel kippt um\n17.03.2016, 9:30 Uhr\n--- Von Kai Tönnies ---\n"
			     "Peine/Hannover (dpa/lni) - Ein Lastwagen voller Äpfel ist am Morgen umgekippt.\n"
			     "Die Bergung dauerte bis zum Mittag, sagte ein Sprecher.\n(dpa/lni)\n"
			     "© dpa-infocom, dpa:160317-99-123456/3\n# Notizblock\n## Orte\n- Autobahn 2\n";
static const char agency_english[] =
	"Apples on the road\nLEEDS, March 17 (Reuters) - A truck full of apples fell over.\n"
	"Nobody was hurt, the police said on Thursday morning.\n"
	"(Reporting by Jane Doe in Leeds; editing by John Roe)\n"
	"Our Standards: The Thomson Reuters Trust Principles.\n";
static const char wordpress[] =
	"Zum Inhalt springen\nUnser Verein\nDas Sommerfest war schön\n"
	"Veröffentlicht am 17. Juli 2016 von Kai Tönnies\nSchreibe einen Kommentar\n"
	"Es kamen so viele wie noch nie, und es blieb trocken.\nTeilen mit:\n"
	"Klick, um über Twitter zu teilen (Wird in neuem Fenster geöffnet)\nTwitter\nFacebook\n"
	"Gefällt mir:\nGefällt mir Wird geladen …\nÄhnliche Beiträge\nDas Winterfest\nKommentare\n"
	"Ich war auch da.\n";
static const char wordpress_english[] =
	"Our Club\nThe fair was a success\nPosted on July 17, 2016 by Jane Doe\n"
	"More people came than ever, and it stayed dry.\nPosted in News | Tagged fair, summer | 2 Comments\n"
	"2 thoughts on “The fair was a success”\nI was there too.\nProudly powered by WordPress\n";

static void built_in_profiles(void)
{
	static const struct {
		const char *text, *name, *want;
	} rows[] = {
		{ regional, "regional",
			"kicker.place headline.above-photo credit.photo credit.photo furniture.share date.day "
			"body.paragraph - body.paragraph furniture.home| place=Gifhorn| date=17.03.2016" },
		{ regional_alone, "regional",
			"kicker.place headline.above-share furniture.share date.day[17. März 2016] body.paragraph "
			"credit.photo-below furniture.share-below furniture.home furniture.below-home "
			"furniture.below-home| place=Bad Harzburg| date=17. März 2016" },
		{ agency, "agency",
			"- - date.day[17.03.2016] byline.dashes[Kai Tönnies] body.report body.paragraph "
			"furniture.agency furniture.mark furniture.notes furniture.below-notes "
			"furniture.below-notes| place=Peine/Hannover| date=17.03.2016| author=Kai Tönnies" },
		{ agency_english, "agency",
			"- body.report body.paragraph byline.reporting[Jane Doe] furniture.standards| place=LEEDS| "
			"author=Jane Doe" },
		{ wordpress, "wordpress",
			"furniture.menu - - date.posted[17. Juli 2016] furniture.reply - furniture.share "
			"furniture.click furniture.networks furniture.networks furniture.like furniture.loading "
			"furniture.related furniture.below-loading furniture.below-loading furniture.below-loading| "
			"date=17. Juli 2016| author=Kai Tönnies" },
		{ wordpress_english, "wordpress",
			"- - date.posted[July 17, 2016] - furniture.category furniture.thoughts-english "
			"furniture.below-thoughts-english furniture.powered| date=July 17, 2016| author=Jane Doe| "
			"section=News" },
	};
	struct profiles *set = built_in_load();
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unsigned score = 0, given_up = 0;
		struct str name = chosen(set, rows[i].text, &score);
		CHECK(str_eq(name, str_of(rows[i].name)), "row %zu: %.*s with %u", i, STR_ARG(name), score);
		if (name.n) {
			struct str got = applied(profile_find(set, name), rows[i].text, &a, &given_up);
			CHECK(str_eq(got, str_of(rows[i].want)), "row %zu: got \"%.*s\", want \"%s\"", i, STR_ARG(got),
				rows[i].want);
		}
		CHECK(given_up == 0, "row %zu: %u gave up", i, given_up);
		arena_reset(&a);
	}
	arena_free(&a);
	profiles_free(set);
}

int main(void)
{
	facts();
	choosing();
	names_and_folders();
	built_in_profiles();
	return unit_done("profiles");
}
