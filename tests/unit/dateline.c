#include "unit.h"

#include "import/dateline.h"
#include "import/place.h"

/* place NULL: none. rest: what the text begins with, as far as it is given. */
struct row {
	const char *text, *place, *agency, *rest;
};

static const struct row german[] = {
	{ "Wolfsburg. Die Stadt hat den Haushalt beschlossen.", "Wolfsburg", "", "Die Stadt" },
	{ "Wolfsburg.  Der Rat tagt am Montag.", "Wolfsburg", "", "Der Rat" },
	{ "  Gifhorn. Am Freitag brannte ein Schuppen.", "Gifhorn", "", "Am Freitag" },
	{ "Bad Harzburg. Ein Wanderer wurde gerettet.", "Bad Harzburg", "", "Ein" },
	{ "St. Pölten. Der Landtag hat gewählt.", "St. Pölten", "", "Der Landtag" },
	{ "Sankt Andreasberg. Mit dem Schnee kamen die Gäste.", "Sankt Andreasberg", "", "Mit" },
	{ "Hann. Münden. Drei Flüsse treffen sich hier.", "Hann. Münden", "", "Drei" },
	{ "Königs Wusterhausen. Der Sender wird abgebaut.", "Königs Wusterhausen", "", "Der" },
	{ "Clausthal-Zellerfeld. Die Uni sucht Wohnungen.", "Clausthal-Zellerfeld", "", "Die" },
	{ "Lutherstadt Wittenberg - Die Ausstellung wird verlängert.", "Lutherstadt Wittenberg", "", "Die" },
	{ "Wolfsburg. (Höhe) Die Stadt wächst weiter.", "Wolfsburg", "", "(Höhe)" },
	{ "Wien – Die Donau steigt weiter.", "Wien", "", "Die" },
	{ "Wien — Die Donau steigt weiter.", "Wien", "", "Die" },
	{ "WIEN – Die Donau steigt weiter.", "WIEN", "", "Die" },
	{ "WIEN. – Die Donau steigt weiter.", "WIEN", "", "Die" },
	{ "Berlin | Das Abgeordnetenhaus tagt heute.", "Berlin", "", "Das" },
	{ "Berlin (dpa). Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Berlin (dpa) – Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Berlin (dpa) - Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Berlin (dpa) -Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Berlin (dpa)- Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Berlin (dpa) Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Berlin. (dpa) Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Berlin. (dpa) - Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Berlin (dpa): Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Hannover (dpa/lni) - Ein Lastwagen ist umgekippt.", "Hannover", "dpa/lni", "Ein" },
	{ "Hannover/lni - Ein Lastwagen ist umgekippt.", "Hannover", "lni", "Ein" },
	{ "Hannover/dpa. Ein Lastwagen ist umgekippt.", "Hannover", "dpa", "Ein" },
	{ "Hannover/Braunschweig (dpa/lni) - Zwei Züge fallen aus.", "Hannover/Braunschweig", "dpa/lni", "Zwei" },
	{ "Hannover / Braunschweig (dpa/lni) - Zwei Züge fallen aus.", "Hannover / Braunschweig", "dpa/lni", "Zwei" },
	{ "Hannover/Braunschweig. Zwei Züge fallen aus.", "Hannover/Braunschweig", "", "Zwei" },
	{ "BERLIN taz | Die Koalition streitet.", "BERLIN", "taz", "Die" },
	{ "BERLIN/HAMBURG taz/dpa | Die Koalition streitet.", "BERLIN/HAMBURG", "taz/dpa", "Die" },
	{ "HAMBURG epd | Die Kirche lädt ein.", "HAMBURG", "epd", "Die" },
	{ "Köln SID – Der Trainer bleibt.", "Köln", "SID", "Der" },
	{ "Berlin, dpa. Die Preise steigen.", "Berlin", "dpa", "Die" },
	{ "Frankfurt/Main (dpa) - Der Dax gibt nach.", "Frankfurt/Main", "dpa", "Der" },
	{ "Frankfurt (Oder). Die Brücke ist gesperrt.", "Frankfurt (Oder)", "", "Die" },
	{ "Frankfurt (Oder) (dpa/bb) - Die Brücke ist gesperrt.", "Frankfurt (Oder)", "dpa/bb", "Die" },
	{ "Halle (Saale) – Das Theater spielt wieder.", "Halle (Saale)", "", "Das" },
	{ "Halle/Saale. Das Theater spielt wieder.", "Halle/Saale", "", "Das" },
	{ "Verden/Aller. Das Pferd ist verkauft.", "Verden/Aller", "", "Das" },
	{ "Frankfurt am Main. Der Flughafen wächst.", "Frankfurt am Main", "", "Der" },
	{ "Frankfurt a. M. Der Flughafen wächst.", "Frankfurt a. M.", "", "Der" },
	{ "Frankfurt a.M. Der Flughafen wächst.", "Frankfurt a.M.", "", "Der" },
	{ "Frankfurt a. M. (dpa) - Der Flughafen wächst.", "Frankfurt a. M.", "dpa", "Der" },
	{ "Neustadt a. d. Weinstraße. Der Wein ist gut.", "Neustadt a. d. Weinstraße", "", "Der" },
	{ "Weiden i. d. OPf. Der Rat hat entschieden.", "Weiden i. d. OPf.", "", "Der" },
	{ "Neustadt am Rübenberge. Der Bahnhof wird saniert.", "Neustadt am Rübenberge", "", "Der" },
	{ "Bad Neustadt an der Saale. Die Klinik wächst.", "Bad Neustadt an der Saale", "", "Die" },
	{ "Bad Homburg vor der Höhe (dpa/lhe) - Die Spielbank öffnet.", "Bad Homburg vor der Höhe", "dpa/lhe", "Die" },
	{ "BAD HOMBURG VOR DER HÖHE – Die Spielbank öffnet.", "BAD HOMBURG VOR DER HÖHE", "", "Die" },
	{ "Rothenburg ob der Tauber. Viele Gäste kommen.", "Rothenburg ob der Tauber", "", "Viele" },
	{ "Weil am Rhein. Ein Museum feiert.", "Weil am Rhein", "", "Ein" },
	{ "Weil der Stadt. Ein Museum feiert.", "Weil der Stadt", "", "Ein" },
	{ "Waren (Müritz). Ein Boot ist gesunken.", "Waren (Müritz)", "", "Ein" },
	{ "Waren (dpa/mv) - Ein Boot ist gesunken.", "Waren", "dpa/mv", "Ein" },
	{ "Den Haag (AFP) - Das Gericht hat geurteilt.", "Den Haag", "AFP", "Das" },
	{ "Den Haag. Das Gericht hat geurteilt.", "Den Haag", "", "Das" },
	{ "Rio de Janeiro. Der Karneval beginnt früher.", "Rio de Janeiro", "", "Der" },
	{ "La Paz. Die Wahl ist entschieden.", "La Paz", "", "Die" },
	{ "Berlin (AFP). Der Minister reist ab.", "Berlin", "AFP", "Der" },
	{ "Washington (AP) Der Präsident reist ab.", "Washington", "AP", "Der" },
	{ "Moskau (Reuters) - Der Rubel fällt.", "Moskau", "Reuters", "Der" },
	{ "Hannover (epd). Die Bischöfin predigt.", "Hannover", "epd", "Die" },
	{ "Bonn (KNA) Die Bischöfe beraten.", "Bonn", "KNA", "Die" },
	{ "Wien/St. Pölten (APA) – Die Donau steigt.", "Wien/St. Pölten", "APA", "Die" },
	{ "Bern (sda) - Der Bundesrat hat entschieden.", "Bern", "sda", "Der" },
	{ "Wien (OTS) - Die Partei lädt ein.", "Wien", "OTS", "Die" },
	{ "Berlin (ots) - Der Verband fordert mehr Geld.", "Berlin", "ots", "Der" },
	{ "Wolfsburg (red). Der Verein lädt ein.", "Wolfsburg", "red", "Der" },
	{ "Wolfsburg (red.). Der Verein lädt ein.", "Wolfsburg", "red.", "Der" },
	{ "Wolfsburg (eigener Bericht). Der Verein lädt ein.", "Wolfsburg", "eigener Bericht", "Der" },
	{ "Wolfsburg (kt). Der Verein lädt ein.", "Wolfsburg", "kt", "Der" },
	{ "Wolfsburg (jör/dpa). Der Verein lädt ein.", "Wolfsburg", "jör/dpa", "Der" },
	{ "Berlin (dpa, AFP). Der Verein lädt ein.", "Berlin", "dpa, AFP", "Der" },
	{ "dpa Wolfsburg. Die Aktie steigt.", "Wolfsburg", "dpa", "Die" },
	{ "dpa/lni Wolfsburg. Die Aktie steigt.", "Wolfsburg", "dpa/lni", "Die" },
	{ "Berlin, 28. Juni (dpa) - Der Sommer kommt.", "Berlin", "dpa", "Der" },
	{ "Berlin, 28. Juni. Der Sommer kommt.", "Berlin", "", "Der" },
	{ "Wolfsburg, 28. Juni 2018 – Volles Haus gab es gestern.", "Wolfsburg", "", "Volles" },
	{ "Wolfsburg, 28.06.2018. Volles Haus gab es gestern.", "Wolfsburg", "", "Volles" },
	{ "Wolfsburg, den 28. Juni 2018. Volles Haus gab es gestern.", "Wolfsburg", "", "Volles" },
	{ "Hannover und Braunschweig (dpa/lni) - Zwei Züge fallen aus.", "Hannover und Braunschweig", "dpa/lni",
		"Zwei" },
	{ "Berlin (dpa) - „Das war knapp“, sagt sie.", "Berlin", "dpa", "„Das" },
	{ "Wolfsburg. „Das war knapp“, sagte sie nach dem Spiel.", "Wolfsburg", "", "„Das" },
	{ "Wolfsburg. 20 Menschen kamen zum Treffen.", "Wolfsburg", "", "20" },
	{ "Wolfsburg.Die Stadt hat den Haushalt beschlossen.", "Wolfsburg", "", "Die" },
	{ "Wien – Die Polizei – und mit ihr die Feuerwehr – hat geübt.", "Wien", "", "Die" },
	{ "Wien – Polizei und Feuerwehr haben geübt.", "Wien", "", "Polizei" },
	{ "Essen. Der Zug hat gehalten.", "Essen", "", "Der" },
	{ "Leer. Der Zug hat gehalten.", "Leer", "", "Der" },
	{ "Hof. Der Zug hat gehalten.", "Hof", "", "Der" },
	{ "Landkreis Helmstedt. Die Straßen bleiben glatt.", "Landkreis Helmstedt", "", "Die" },
};

static const struct row english[] = {
	{ "LONDON (Reuters) - The pound fell.", "LONDON", "Reuters", "The" },
	{ "BOSTON (KRT) — The harbour froze.", "BOSTON", "KRT", "The" },
	{ "LEEK: A row over the playground has begun.", "LEEK", "", "A row" },
	{ "LONDON (Reuters) — The pound fell.", "LONDON", "Reuters", "The" },
	{ "London (AFP) -- The pound fell.", "London", "AFP", "The" },
	{ "WASHINGTON, June 28 (AP) — The president left.", "WASHINGTON", "AP", "The" },
	{ "Paris, June 28, 2018 (AFP) - The strike goes on.", "Paris", "AFP", "The" },
	{ "SACRAMENTO, Calif. (AP) — Fires spread.", "SACRAMENTO, Calif.", "AP", "Fires" },
	{ "ST. LOUIS (AP) — The river rose.", "ST. LOUIS", "AP", "The" },
	{ "SALT LAKE CITY (AP) — The lake shrank.", "SALT LAKE CITY", "AP", "The" },
	{ "RALEIGH, N.C. (AP) — The governor signed.", "RALEIGH, N.C.", "AP", "The" },
	{ "BEIJING, June 28 (Xinhua) -- Exports grew.", "BEIJING", "Xinhua", "Exports" },
	{ "LONDON, June 28, 2018 /PRNewswire/ -- A firm opens.", "LONDON", "PRNewswire", "A firm" },
	{ "BERLIN--(BUSINESS WIRE)--A firm opens.", "BERLIN", "BUSINESS WIRE", "A firm" },
	{ "London (PA) - The mayor spoke.", "London", "PA", "The" },
	{ "Washington (CNN) — The president left.", "Washington", "CNN", "The" },
	{ "Hexham. The council met on Monday.", "Hexham", "", "The" },
	{ "Newcastle upon Tyne. The bridge is closed.", "Newcastle upon Tyne", "", "The" },
	{ "NEW YORK — The mayor spoke to reporters.", "NEW YORK", "", "The" },
	{ "LONDON—The mayor spoke to reporters.", "LONDON", "", "The" },
	{ "ALBANY, N.Y. — The governor spoke to reporters.", "ALBANY, N.Y.", "", "The" },
	{ "DES MOINES, Iowa (AP) — Farmers wait for rain.", "DES MOINES, Iowa", "AP", "Farmers" },
	{ "Los Angeles - It was a long night for the crews.", "Los Angeles", "", "It" },
	{ "Dublin | A new tram line is planned.", "Dublin", "", "A new" },
	{ "NEW DELHI: (PTI) Trains are late.", "NEW DELHI", "PTI", "Trains" },
};

static const char *const none[] = {
	"",
	" ",
	".",
	"-",
	"(",
	"()",
	"(dpa)",
	"(dpa) - Die Preise steigen.",
	"dpa",
	"dpa - Die Preise steigen.",
	"Wolfsburg",
	"Wolfsburg.",
	"Wolfsburg. ",
	"Wolfsburg (dpa)",
	"Wolfsburg (dpa) - ",
	"Wolfsburg (dpa",
	"Berlin –",
	"Berlin – ",
	"dpa Wolfsburg",
	"dpa Wolfsburg (34) Die",
	"dpa Wolfsburg(34)",
	"lni J(3",
	"dpa Wolfsburg hat gewonnen. Die Stadt",
	/* a place in a sentence */
	"Wolfsburg hat gewonnen. Die Fans feiern.",
	"St. Pölten hat einen neuen Bischof. Die Weihe ist morgen.",
	"Wolfsburg, Gifhorn und Helmstedt planen gemeinsam. Die Räte stimmen zu.",
	"Berlin (dpa) meldet einen Unfall.",
	"In Wolfsburg. Die Stadt hat es gesagt.",
	"Aus Berlin. Die Stadt hat es gesagt.",
	/* short sentences */
	"Ja. Das ist so.",
	"Nein. Das ist nicht so.",
	"Das war knapp. Die Fans zitterten.",
	"So geht es. Die Stadt lernt.",
	"Das. Und nichts anderes will er.",
	"Endlich. Die Brücke ist offen.",
	"Kein Problem. Die Stadt zahlt es.",
	"Stille. Kein Laut ist zu hören.",
	"Applaus. Der Saal ist begeistert.",
	"Fußball. Der Verein hat gewonnen.",
	"Schluss. Der Wirt macht zu.",
	"Geschafft. Die Brücke ist offen.",
	"Danke. Das war schön.",
	"Enttäuschung. Der Saal war leer und dunkel.",
	"Begeisterung. Der Saal war voll und hell.",
	"Frohe Weihnachten. Das wünscht die Redaktion allen.",
	"Viel Regen. Der Sommer war nass.",
	"Einbruch in der Nacht. Die Polizei sucht Zeugen.",
	"Wolfsburg in der Krise. Die Stadt muss sparen.",
	"Mann am Ende. Die Geschichte ist traurig.",
	"Yes. That is how it was.",
	"Well. That was a close one.",
	"Silence. The hall was empty and dark.",
	"Never again. The town has learned.",
	"Right. That was it for now.",
	/* abbreviations */
	"Dr. Müller hat gesprochen.",
	"Prof. Müller hat gesprochen.",
	"Prof. Dr. Müller hat gesprochen.",
	"Nr. 5 ist frei.",
	"Nr. Die Zahl ist falsch.",
	"z. B. Die Stadt hat es gesagt.",
	"e. V. Die Stadt hat es gesagt.",
	"Tel. Der Anschluss ist besetzt.",
	"Str. Die Straße ist gesperrt.",
	"Mr. Smith has spoken.",
	"Mrs. Die hat recht.",
	"Mio. Euro fehlen der Stadt.",
	"St. Die Abkürzung ist bekannt.",
	"Z. Die Abkürzung ist bekannt.",
	"J. R. Die Abkürzung ist bekannt.",
	"Thomas M. Der Mann ist verschwunden.",
	/* people, parties, days */
	"Müller – der Trainer – sagte nichts.",
	"Merkel – Kanzlerin seit 2005 – sagte nichts.",
	"Angela Merkel. Die Kanzlerin reist ab.",
	"Angela Merkel – Die Kanzlerin reist ab.",
	"Christian. Der Name ist beliebt.",
	"Angela Merkel (CDU). Die Kanzlerin reist ab.",
	"Müller (63). Der Trainer reist ab.",
	"SPD. Die Partei hat gewählt.",
	"CDU – Die Partei hat gewählt.",
	"Herr Müller. Der Trainer reist ab.",
	"Montag. Die Woche beginnt mit Regen.",
	"Juni – Der Monat beginnt mit Regen.",
	"Juli (dpa) - Der Monat beginnt mit Regen.",
	"Heute (dpa) - Der Monat beginnt mit Regen.",
	"Die Agentur (dpa) - Der Monat beginnt mit Regen.",
	"Foto (dpa). Der Turm steht noch lange.",
	"Kommentar. Der Turm muss weg, sagen manche.",
	"Update – Der Turm ist weg, sagen manche.",
	"Müller, 28. Der Mann ist verschwunden.",
	"Müller, Trainer. Der Mann ist verschwunden.",
	/* tables, ways, numbers */
	"Wolfsburg – Hannover 2:1",
	"FC Wolfsburg – SV Gifhorn 2:1 (1:0)",
	"Wolfsburg – Hannover: Der Zug kommt nicht.",
	"Wolfsburg 28. Der Bus hat gehalten.",
	"Platz 3. Der Verein hat verloren.",
	"A2. Die Straße ist gesperrt.",
	"Wolfsburg. Gifhorn. Helmstedt.",
	"Wolfsburg... Die Stadt hat es gesagt.",
	"Wolfsburg! Die Stadt hat es gesagt.",
	"Wolfsburg? Die Stadt hat es gesagt.",
	"Wolfsburg: Die Stadt hat es gesagt.",
	"Wolfsburg – die Stadt am Kanal",
	"wolfsburg. Die Stadt hat es gesagt.",
	"www.Wolfsburg.De ist die Adresse.",
	"Web.De ist eine Adresse für alle.",
	"Wolfsburg-Die Stadt hat es gesagt.",
	"„Wolfsburg. Die Stadt hat es gesagt.“",
	"Au. Das hat weh getan.",
	"UPDATE: The road is open again.",
	"BREAKING: The road is closed.",
	"TIPP: Die Straße ist wieder frei.",
	"NEU: Die Straße ist wieder frei.",
	"WARNING: The river is rising.",
	"VIDEO: So sah es aus.",
	"Wolfsburg (Müller). Die Stadt hat es gesagt.",
	"Wolfsburg () Die Stadt hat es gesagt.",
	/* hostile */
	"\xff\xfe",
	"Wolfsburg\xff. Die Stadt",
	"\xc3",
	"Berlin (\xff\xff) - Die",
	"A/B/C/D/E/F/G (dpa) - Die Preise steigen.",
	"A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A (dpa) - Die",
	"Berlin (dpa) (dpa) (dpa) (dpa) (dpa) (dpa) (dpa) (dpa) - Die",
	"Berlin, , , , , Die",
	"/dpa/dpa/dpa/dpa - Die",
	"Berlin/ - Die Stadt hat es gesagt.",
	"Berlin/",
	"Berlin,",
	"Berlin, 28.",
	"Berlin, 28. Juni",
	"Berlin -",
	"Berlin -- ",
};

static void table(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct dateline d;
		struct str text = str_of(rows[i].text);
		bool found = dateline_read(text, &d);
		CHECK(found == (rows[i].place != NULL), "\"%s\"", rows[i].text);
		if (!found || !rows[i].place)
			continue;
		CHECK_STR(d.place, str_of(rows[i].place));
		CHECK_STR(d.agency, str_of(rows[i].agency));
		CHECK(str_starts(str_sub(text, d.end, text.n), str_of(rows[i].rest)), "\"%s\": %zu", rows[i].text,
			d.end);
	}
}

static void test_none(void)
{
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct dateline d;
		CHECK(!dateline_read(str_of(none[i]), &d), "\"%s\": \"%.*s\"", none[i], STR_ARG(d.place));
		CHECK(d.place.n == 0 && d.agency.n == 0 && d.end == 0, "\"%s\"", none[i]);
	}
}

static void test_tidy(void)
{
	static const char *const rows[][2] = {
		{ "BERLIN", "Berlin" },
		{ "BAD HARZBURG", "Bad Harzburg" },
		{ "FRANKFURT/MAIN", "Frankfurt/Main" },
		{ "NEW YORK", "New York" },
		{ "Bad Harzburg", "Bad Harzburg" },
		{ "FRANKFURT AM MAIN", "Frankfurt am Main" },
		{ "NEWCASTLE UPON TYNE", "Newcastle upon Tyne" },
		{ "KÖLN", "Köln" },
		{ "MÜNCHEN", "München" },
		{ "ST. PÖLTEN", "St. Pölten" },
		{ "CLAUSTHAL-ZELLERFELD", "Clausthal-Zellerfeld" },
		{ "STRATFORD-UPON-AVON", "Stratford-upon-Avon" },
		{ "FRANKFURT (ODER)", "Frankfurt (Oder)" },
		{ "FRANKFURT A. M.", "Frankfurt a. M." },
		{ "ROTHENBURG OB DER TAUBER", "Rothenburg ob der Tauber" },
		{ "RIO DE JANEIRO", "Rio de Janeiro" },
		{ "DEN HAAG", "Den Haag" },
		{ "USA", "USA" },
		{ "STRAßBERG", "Straßberg" },
		{ "WOLFSBURG UND GIFHORN", "Wolfsburg und Gifhorn" },
		{ "", "" },
		{ "wolfsburg", "wolfsburg" },
		{ "Halle/SAALE", "Halle/SAALE" },
		{ "  ", "  " },
		{ "\xff\xfe", "\xff\xfe" },
		{ "ÉVREUX", "Évreux" },
		{ "B\xff", "B\xff" },
		{ "AȺȺȺȺȺȺȺȺȺȺȺȺ", "AȺȺȺȺȺȺȺȺȺȺȺȺ" },
		{ "ŁÓDŹ", "Łódź" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char bytes[80];
		struct buf b = BUF(bytes);
		b.cap = str_of(rows[i][0]).n + 8;
		place_tidy(&b, str_of(rows[i][0]));
		CHECK(!b.full, "\"%s\"", rows[i][0]);
		CHECK_STR(buf_str(&b), str_of(rows[i][1]));
	}
}

/* A line of any length costs no more than its beginning. */
static void test_long(void)
{
	static const char *const pieces[] = { "A", "a", " ", "(", "/", ".", "-", "A ", "Bad ", "dpa/", "Wien/", "– ",
		"28. ", "Wolfsburg. ", "A, ", "ä", "\xe2", "a.d.", "Müller – " };
	static char bytes[1 << 20];
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf b = BUF(bytes);
		struct dateline d;
		while (!b.full)
			buf_add(&b, str_of(pieces[i]));
		bool found = dateline_read(buf_str(&b), &d);
		CHECK(!found, "\"%s\" again and again: \"%.*s\"", pieces[i], STR_ARG(d.place));
	}
}

int main(void)
{
	table(german, sizeof german / sizeof *german);
	table(english, sizeof english / sizeof *english);
	test_none();
	test_tidy();
	test_long();
	return unit_done("dateline");
}
