#include "unit.h"

#include "import/stopwords.h"
#include "import/tongue.h"

/* tag "": nobody knows. */
static const struct {
	const char *text, *tag;
} rows[] = {
	{ "Der Rat der Stadt hat am Donnerstag den Haushalt verabschiedet. Für den Umbau sind Millionen vorgesehen.",
		"de" },
	{ "Die Feuerwehr musste in der Nacht zu einem Brand ausrücken, bei dem niemand verletzt wurde.", "de" },
	{ "Wolfsburg. Der Verein lädt am Sonnabend zu einem Fest für die ganze Familie auf den Platz vor der Kirche "
	  "ein.",
		"de" },
	{ "Der Turm ist nicht mehr da.", "de" },
	{ "Was sich in der Nacht ereignet hat, weiß noch niemand genau.", "de" },
	{ "DER RAT DER STADT HAT AM DONNERSTAG DEN HAUSHALT FÜR DAS NÄCHSTE JAHR BESCHLOSSEN, UND DAS IST GUT.", "de" },
	{ "Der Bürgermeister sagte: „I like it“ – und das Publikum lachte, weil es den Witz schon kannte.", "de" },
	{ "Gottesdienste: Christuskirche Sonntag zehn Uhr, Kreuzkirche Sonntag elf Uhr, Stadtkirche Sonnabend achtzehn "
	  "Uhr, "
	  "Heilig-Geist-Kirche Sonntag neun Uhr dreißig mit Kindergottesdienst",
		"de" },
	{ "The council approved the budget on Thursday. Seven million pounds are set aside for the station.", "en" },
	{ "Firefighters were called to a blaze in the town centre during the night, but nobody was hurt.", "en" },
	{ "It is not there any more.", "en" },
	{ "THE COUNCIL APPROVED THE BUDGET FOR THE NEXT YEAR ON THURSDAY, AND THAT IS A GOOD THING FOR ALL OF US.",
		"en" },
	{ "The mayor said it was “Gemütlichkeit” that he had found there, and the audience laughed at that.", "en" },
	{ "Kommunen har beslutat att bygga en ny skola vid den gamla hamnen. Alla som bor i området får vara med och "
	  "bestämma vad man ska använda den gamla byggnaden till.",
		"sv" },
	{ "Kommunen har besluttet at bygge en ny skole ved den gamle havn. Alle der bor i området kan være med til at "
	  "bestemme, hvad man skal bruge den gamle bygning til.",
		"da" },
	{ "De gemeente heeft besloten om het plein in het centrum van de stad opnieuw in te richten. De werkzaamheden "
	  "beginnen in de zomer en zullen ongeveer een jaar duren.",
		"nl" },
	{ "Le conseil municipal a décidé de rénover la place du centre-ville. Les travaux commenceront en été et "
	  "dureront "
	  "environ un an.",
		"fr" },
	{ "Il consiglio comunale ha approvato il bilancio per il prossimo anno. Per la stazione sono previsti sette "
	  "milioni "
	  "di euro, ha detto il sindaco.",
		"it" },
	{ "El ayuntamiento ha aprobado el presupuesto para el próximo año. Para la estación hay siete millones de "
	  "euros, "
	  "dijo el alcalde después de la reunión.",
		"es" },
	{ "Rada miasta przyjęła budżet na przyszły rok. Na przebudowę dworca przeznaczono siedem milionów, powiedział "
	  "skarbnik po posiedzeniu.",
		"pl" },
	{ "Belediye meclisi gelecek yılın bütçesini kabul etti. İstasyonun yenilenmesi için yedi milyon ayrıldı, dedi "
	  "belediye başkanı toplantıdan sonra.",
		"tr" },
	{ "Городской совет утвердил бюджет на следующий год. На ремонт вокзала выделено семь миллионов, сказал мэр "
	  "после "
	  "заседания.",
		"ru" },
	{ "Die munisipaliteit het besluit om die plein in die middestad te herstel. Die werk sal in die somer begin en "
	  "die "
	  "raadslede was almal teenwoordig, so die besluit was eenparig.",
		"af" },
	{ "", "" },
	{ " ", "" },
	{ "1:0 2:0 2:1 3:1", "" },
	{ "Wolfsburg", "" },
	{ "Die", "" },
	{ "Kai Tönnies", "" },
	{ "FC Wolfsburg: Kunz, Adler, Kraft, Berg, Brandt. Tore: 1:0 Kunz (12.), 2:0 Kraft (34.)", "de" },
	{ "Die Stadt", "" },
	{ "Meier, Schulze, Kraft, Osterloh, Brandt, Tönnies, Ahrens, Wolters", "de" },
	{ "\xff\xfe\xfd", "" },
	{ "\xe2\x80", "" },
	{ "\xf0\x9f", "" },
	{ "--- *** --- *** --- *** --- *** --- *** --- *** --- *** --- ***", "" },
};

static void test_languages(void)
{
	struct tongue *t = tongue_make(), *other = tongue_make();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *tag = tongue_of(t, str_of(rows[i].text));
		CHECK_STR(str_of(tag ? tag : ""), str_of(rows[i].tag));
		/* a static string, whoever is asked */
		const char *again = tongue_of(other, str_of(rows[i].text));
		CHECK(tag == again || (tag && again && str_eq(str_of(tag), str_of(again))), "%s", rows[i].text);
	}
	tongue_free(t);
	tongue_free(other);
	tongue_free(NULL);
}

static void test_density(void)
{
	static const struct {
		const char *text;
		unsigned words, german, english;
	} texts[] = {
		{ "", 0, 0, 0 },
		{ "12 34", 0, 0, 0 },
		{ "Der Turm", 2, 50, 0 },
		{ "der die das", 3, 100, 0 },
		{ "the tower", 2, 0, 50 },
		{ "Don't", 1, 0, 100 },
		{ "Don’t", 1, 0, 100 },
		{ "für über können", 3, 100, 0 },
		{ "FÜR ÜBER KÖNNEN", 3, 100, 0 },
		{ "„Der“ – (die)", 2, 100, 0 },
		{ "in", 1, 100, 100 },
		{ "Kai-Uwe", 2, 0, 0 },
		{ "a\xff", 1, 0, 100 },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct density d = tongue_density(str_of(texts[i].text));
		CHECK(d.words == texts[i].words && d.german == texts[i].german && d.english == texts[i].english,
			"\"%s\": %u %u %u", texts[i].text, d.words, d.german, d.english);
	}
}

static void test_stop_words(void)
{
	static const char *const yes[] = { "der", "Der", "DER", "über", "Über", "ÜBER", "würde", "the", "The",
		"THEY'RE", "they’re", "nicht", "weil", "wegen", "because", "zwischen", "a", "I", "ab", "yourselves" };
	static const char *const no[] = { "", "Wolfsburg", "Essen", "Leer", "Hof", "Kamen", "Turm", "tower", "Ü", "d",
		"derderderderderderderderderderderderder", "der ", " der", "der die", "\xc3", "\xff", "a\xc3" };
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		CHECK(tongue_stop_word(str_of(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		CHECK(!tongue_stop_word(str_of(no[i])), "%s", no[i]);
	CHECK(stopword_of(STR("der")) == STOPWORD_GERMAN, "der");
	CHECK(stopword_of(STR("the")) == STOPWORD_ENGLISH, "the");
	CHECK(stopword_of(STR("in")) == (STOPWORD_GERMAN | STOPWORD_ENGLISH), "in");
	CHECK(word_listed(STR(" a bc "), STR("BC")) && !word_listed(STR(" a bc "), STR("c")), "a list of words");
	CHECK(!word_listed(STR(" a bc "), STR("a bc")) && !word_listed(STR(" a bc "), STR("")), "two words are none");
}

/* Any amount of anything. */
static void test_long(void)
{
	static const char *const pieces[] = { "a", "der ", "\xff", "\xc3", "'", " ", "’", "\xe2\x80", "ä" };
	static char bytes[1 << 20];
	struct tongue *t = tongue_make();
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf b = BUF(bytes);
		while (!b.full)
			buf_add(&b, str_of(pieces[i]));
		struct density d = tongue_density(buf_str(&b));
		CHECK(d.german <= 100 && d.english <= 100, "%u %u", d.german, d.english);
		const char *tag = tongue_of(t, buf_str(&b));
		CHECK(!tag || *tag, "\"%s\"", pieces[i]);
	}
	tongue_free(t);
}

int main(void)
{
	test_languages();
	test_density();
	test_stop_words();
	test_long();
	return unit_done("tongue");
}
