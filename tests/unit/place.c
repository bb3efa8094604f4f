/* place: what a few words above an article may be: its place, its section, or what it is about. */
#include "import/place.h"

#include "unit.h"

static void sections(void)
{
	static const struct {
		const char *words;
		bool is;
	} rows[] = {
		{ "Lokales", true },
		{ "LOKALES", true },
		{ "lokales", true },
		{ "Sport", true },
		{ "Lokalsport", true },
		{ "Kultur", true },
		{ "Wirtschaft", true },
		{ "Politik", true },
		{ "Panorama", true },
		{ "Vermischtes", true },
		{ "Blaulicht", true },
		{ "Feuilleton", true },
		{ "Leserbriefe", true },
		{ "Niedersachsen", true },
		{ "Aus aller Welt", true },
		{ "Bücher", true },
		{ "Local News", true },
		{ "local news", true },
		{ "Business", true },
		{ "Opinion", true },
		{ "Obituaries", true },
		{ "Entertainment", true },
		{ "World", true },
		{ "UK", true },
		{ "Gifhorn", false },
		{ "Bad Harzburg", false },
		{ "Springfield", false },
		{ "Fußball", false },
		{ "Kulturhaus", false },
		{ "Lokales ", false },
		{ "Sport in Gifhorn", false },
		{ "Spor", false },
		{ "", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(place_is_section(str_of(rows[i].words)) == rows[i].is, "\"%s\"", rows[i].words);
}

static const char german[] =
	"In Gifhorn ist am Montag die neue Brücke über die Ise eröffnet worden. Die Arbeiten haben zwei Jahre "
	"gedauert, "
	"und die Stadt Peine hat geholfen. Besucher aus Bad Harzburg und aus St. Pölten waren da, auch Gäste in "
	"Neustadt am Rübenberge. Der Haushalt der Stadt gibt das Geld dafür her. Die Feuerwehr sperrte die Straße. "
	"Es kamen Leute, die in der Südstadt wohnen. Die Südstadt wächst. Der Handel freut sich, der Handel blüht. "
	"Das Wasser der Aller steht hoch.\n"
	"Bürgermeisterin Ida Brandes sprach. Vor Ort war die Presse. In Ostheim und im Umland gilt das auch.\n";

static const char english[] =
	"A new bridge was opened in Springfield on Monday. Work on the bridge took two years. Visitors from Newport "
	"and a band from Bury St Edmunds came along. The Council paid for it, and the Harbour was closed. People near "
	"Stow-on-the-Wold heard the music. Stratford upon Avon sent a letter.\n"
	"The library stays open in winter. A Market was held. Kingston is a town of its own.\n";

static void guesses(void)
{
	static const struct {
		const char *words, *text;
		enum place_guess want;
	} rows[] = {
		/* the text says it */
		{ "Gifhorn", german, PLACE_LIKELY },
		{ "Peine", german, PLACE_LIKELY },
		{ "Bad Harzburg", german, PLACE_LIKELY },
		{ "St. Pölten", german, PLACE_LIKELY },
		{ "Neustadt am Rübenberge", german, PLACE_LIKELY },
		{ "Ostheim", german, PLACE_LIKELY },
		{ "Springfield", english, PLACE_LIKELY },
		{ "Newport", english, PLACE_LIKELY },
		{ "Bury St Edmunds", english, PLACE_LIKELY },
		{ "Stow-on-the-Wold", english, PLACE_LIKELY },
		/* it says nothing of it, or nothing that matters */
		{ "Wolfsburg", german, PLACE_MAYBE },
		{ "Königs Wusterhausen", german, PLACE_MAYBE },
		{ "Frankfurt am Main", german, PLACE_MAYBE },
		{ "Rothenburg ob der Tauber", german, PLACE_MAYBE },
		{ "Clausthal-Zellerfeld", german, PLACE_MAYBE },
		{ "Burg", german, PLACE_MAYBE },
		{ "Hann. Münden", german, PLACE_MAYBE },
		{ "Stratford upon Avon", english, PLACE_MAYBE },
		{ "Kingston", english, PLACE_MAYBE },
		{ "Newcastle-under-Lyme", english, PLACE_MAYBE },
		{ "King's Lynn", english, PLACE_MAYBE },
		{ "Le Havre", english, PLACE_MAYBE },
		{ "Gifhorn", "", PLACE_MAYBE },
		{ "Łódź", "", PLACE_MAYBE },
		{ "Århus", "", PLACE_MAYBE },
		{ "WOLFSBURG", german, PLACE_MAYBE },
		/* a part of another word is no mention */
		{ "Gif", german, PLACE_MAYBE },
		{ "Harz", german, PLACE_MAYBE },
		/* things, of which the text speaks with an article */
		{ "Haushalt", german, PLACE_NOT },
		{ "Feuerwehr", german, PLACE_NOT },
		{ "Handel", german, PLACE_NOT },
		{ "Wasser", german, PLACE_NOT },
		{ "Harbour", english, PLACE_NOT },
		{ "Council", english, PLACE_NOT },
		{ "Market", english, PLACE_NOT },
		/* sections and topics of every paper */
		{ "Lokales", german, PLACE_NOT },
		{ "Sport", german, PLACE_NOT },
		{ "KULTUR", german, PLACE_NOT },
		{ "Kreisliga", german, PLACE_NOT },
		{ "Handball", german, PLACE_NOT },
		{ "Kommentar", german, PLACE_NOT },
		{ "Interview", german, PLACE_NOT },
		{ "Weihnachten", german, PLACE_NOT },
		{ "Anzeige", german, PLACE_NOT },
		{ "Montag", german, PLACE_NOT },
		{ "Table Tennis", english, PLACE_NOT },
		{ "Breaking", english, PLACE_NOT },
		{ "Exclusive", english, PLACE_NOT },
		{ "Sunday", english, PLACE_NOT },
		{ "Skip to content", english, PLACE_NOT },
		/* words that are no names */
		{ "Verwaltung", german, PLACE_NOT },
		{ "Sicherheit", german, PLACE_NOT },
		{ "Landtagswahl", german, PLACE_NOT },
		{ "Tarifstreit", german, PLACE_NOT },
		{ "Wasserpreise", german, PLACE_NOT },
		{ "Vereinsjubiläum", german, PLACE_NOT },
		{ "Fitness", english, PLACE_NOT },
		{ "Employment", english, PLACE_NOT },
		/* no names by their form */
		{ "gifhorn", german, PLACE_NOT },
		{ "Im Umland", german, PLACE_NOT },
		{ "Neues aus Gifhorn", german, PLACE_NOT },
		{ "Die Brücke", german, PLACE_NOT },
		{ "The Bridge", english, PLACE_NOT },
		{ "Gifhorn 2018", german, PLACE_NOT },
		{ "Gifhorn: Brücke", german, PLACE_NOT },
		{ "Was nun?", german, PLACE_NOT },
		{ "Endlich!", german, PLACE_NOT },
		{ "„Gifhorn“", german, PLACE_NOT },
		{ "Gifhorn|Peine", german, PLACE_NOT },
		{ "Gifhorn > Peine", german, PLACE_NOT },
		{ "Eins Zwei Drei Vier Fünf", german, PLACE_NOT },
		{ "Ehra Lessien Ortsteil Bickelstein Nord", german, PLACE_NOT },
		{ "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochgoch", english, PLACE_NOT },
		{ "Au", german, PLACE_NOT }, /* two letters are too few to tell */
		{ "", german, PLACE_NOT },
		{ " ", german, PLACE_NOT },
		{ "- - -", german, PLACE_NOT },
		{ "\xff\xfe\xfd", german, PLACE_NOT },
		{ "東京", "", PLACE_NOT }, /* no capitals to know it by */
		/* both: what is said more often */
		{ "Südstadt", german, PLACE_NOT },
		{ "Linden", "In Linden wird gebaut. Die Linden blühen.", PLACE_NOT },
		{ "Linden", "In Linden wird gebaut. Wer in Linden wohnt, weiß das. Die Linden blühen.", PLACE_LIKELY },
		/* at the very beginning, at the very end, twice in a row */
		{ "Peine", "Peine", PLACE_MAYBE },
		{ "Peine", "in Peine", PLACE_LIKELY },
		{ "Peine", "Peine in Peine", PLACE_LIKELY },
		{ "Peine", "PeinePeine in PeinePeine", PLACE_MAYBE },
		{ "Peine", "in Peine-Stederdorf", PLACE_LIKELY },
		{ "Peine", "in Alt-Peine", PLACE_MAYBE },
		/* the words before a name are whole words, too */
		{ "Peine", "Nach Celle oder Peine ist es weit.", PLACE_MAYBE },
		{ "Peine", "Am Montag hat wieder Peine gewonnen.", PLACE_MAYBE },
		{ "Peine", "Danach wurden Peine und Celle gefragt.", PLACE_MAYBE },
		{ "Mitte", "Es kamen Leute von Berlin Mitte her.", PLACE_MAYBE },
		{ "Newport", "He likes it more than Newport.", PLACE_MAYBE },
		{ "Newport", "It is about the area Newport lies in.", PLACE_MAYBE },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum place_guess got = place_guess(str_of(rows[i].words), str_of(rows[i].text));
		CHECK(got == rows[i].want, "\"%s\": %d, want %d", rows[i].words, got, rows[i].want);
	}
}

/* The text is read once for each mention, not once for each of its bytes. */
static void long_texts(void)
{
	static char text[1 << 20];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "Aaa "[i % 4];
	CHECK(place_guess(STR("Aaa"), (struct str){ text, sizeof text }) == PLACE_MAYBE, "a name said 262,144 times");
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = 'A';
	CHECK(place_guess(STR("AAAAAAAAAAB"), (struct str){ text, sizeof text }) == PLACE_MAYBE, "nearly everywhere");
}

int main(void)
{
	sections();
	guesses();
	long_texts();
	return unit_done("place");
}
