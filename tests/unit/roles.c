/* roles: small documents, with the role of every line before it; nothing is known of their layouts. */
#include "reading.h"

#include <string.h>

/* K kicker, H headline, S standfirst, P credit (of a picture), C caption, Y byline, D date, U subheading, L list,
 * B body, F furniture */
static const char letters[] = { [ROLE_NONE] = '?',
	[ROLE_KICKER] = 'K',
	[ROLE_HEADLINE] = 'H',
	[ROLE_STANDFIRST] = 'S',
	[ROLE_CREDIT] = 'P',
	[ROLE_CAPTION] = 'C',
	[ROLE_BYLINE] = 'Y',
	[ROLE_DATE] = 'D',
	[ROLE_SUBHEADING] = 'U',
	[ROLE_LIST] = 'L',
	[ROLE_BODY] = 'B',
	[ROLE_FURNITURE] = 'F' };

struct row {
	const char *name, *text;
};

static const struct row german[] = {
	{ "place, headline, credit twice, share buttons, date, way home",
		"K Gifhorn\n"
		"\n"
		"H Neue Brücke über die Ise ist fertig\n"
		"P Foto: Ida Brandes\n"
		"P Foto: Ida Brandes\n"
		"F Artikel teilen per:\n"
		"F Facebook\n"
		"F Twitter\n"
		"D 17.03.2016\n"
		"B Gifhorn. Nach zwei Jahren Bauzeit ist die neue Brücke über die Ise am Dienstag für den Verkehr "
		"freigegeben worden.\n"
		"B „Ich freue mich, dass wir im Zeitplan geblieben sind“, sagte Bürgermeister Kai Tönnies.\n"
		"B Die alte Brücke wird nun bis zum Sommer abgerissen.\n"
		"F zur Startseite\n" },
	{ "menu above, path, headline, byline with date, related and rights below",
		"F Startseite\n"
		"F Lokales\n"
		"F Sport\n"
		"F Kultur\n"
		"F Anzeigen\n"
		"\n"
		"F Sie sind hier: Startseite > Lokales > Peine\n"
		"\n"
		"H Der Wochenmarkt in Peine zieht für ein Jahr auf den Schützenplatz\n"
		"\n"
		"Y Von Ida Brandes, 4. Mai 2017\n"
		"\n"
		"B Weil der Marktplatz neu gepflastert wird, stehen die Händler ab der kommenden Woche auf dem "
		"Schützenplatz.\n"
		"\n"
		"B Das hat der Bauausschuss am Dienstag mit den Stimmen aller Fraktionen beschlossen.\n"
		"\n"
		"F Mehr zum Thema\n"
		"F So soll der Marktplatz aussehen\n"
		"F © 2017 Bote Verlag GmbH, alle Rechte vorbehalten\n" },
	{ "no headline at all",
		"D 12.11.2012\n"
		"\n"
		"B In der Nacht zum Sonntag haben Unbekannte auf dem Friedhof in Ehra mehrere Laternen aus der Erde "
		"gerissen.\n"
		"\n"
		"B Die Polizei bittet um Hinweise von Spaziergängern, denen in dieser Zeit etwas aufgefallen ist.\n"
		"\n"
		"B Der Schaden liegt nach ersten Schätzungen bei rund 900 Euro.\n" },
	{ "no date, no place, nothing but headline and text",
		"H Feuerwehr rettet Katze aus dem Regenrohr\n"
		"\n"
		"B Drei Stunden lang hat die Feuerwehr am Sonntag gebraucht, um eine Katze aus einem Regenrohr zu "
		"befreien.\n"
		"\n"
		"B Das Tier war auf der Flucht vor einem Hund vom Dach aus in das Rohr gerutscht und kam nicht mehr "
		"heraus.\n"
		"\n"
		"B Am Ende half nur eine Säge. Der Katze geht es gut.\n" },
	{ "date and author last",
		"H Sparkasse schließt zwei Filialen auf dem Land\n"
		"\n"
		"B Die Sparkasse wird ihre Filialen in Meine und in Rötgesbüttel zum Jahresende schließen, weil immer "
		"weniger Kunden an den Schalter kommen.\n"
		"\n"
		"B Die Geldautomaten bleiben dort stehen, wo sie sind, und auch die Schließfächer werden noch ein Jahr "
		"lang geöffnet.\n"
		"\n"
		"B Kündigungen soll es nach den Worten des Vorstands nicht geben.\n"
		"\n"
		"Y Von Kai Tönnies\n"
		"D Veröffentlicht am 2. Oktober 2014\n" },
	{ "two dates",
		"K Celle\n"
		"H Stadtarchiv zeigt Karten aus dem 18. Jahrhundert\n"
		"D 03.02.2015, 14:20 Uhr\n"
		"D Aktualisiert: 05.02.2015, 09:11 Uhr\n"
		"\n"
		"B Das Stadtarchiv zeigt von Sonntag an Karten, die seit mehr als hundert Jahren niemand mehr gesehen "
		"hat.\n"
		"\n"
		"B Sie lagen in einer Kiste, die beim Umzug des Archivs in einem Keller gefunden wurde.\n" },
	{ "captions between paragraphs",
		"H Ein Turm für die Störche\n"
		"D 21.04.2011\n"
		"B Auf der Wiese hinter dem Bauhof steht seit gestern ein Turm, auf dem die Störche in Ruhe brüten "
		"sollen.\n"
		"C Der neue Turm steht am Rand der Wiese. Foto: Ida Brandes\n"
		"B Der alte Mast war im Winter bei einem Sturm umgeknickt, und das Nest ging dabei verloren.\n"
		"C Bauhofleiter Tom Ahlers befestigt das Nest\n"
		"P Foto: Ida Brandes\n"
		"B Bezahlt haben den Turm die Jagdgenossenschaft und der Verein für Heimatpflege.\n" },
	{ "kicker and standfirst",
		"K Haushalt\n"
		"H Kreistag streicht das Geld für zwei Radwege\n"
		"S Der Landkreis muss in diesem Jahr zwei Millionen Euro sparen. Die Radwege kommen frühestens in vier "
		"Jahren.\n"
		"Y Von Jana Wolters\n"
		"D Mittwoch, 9. Dezember 2009\n"
		"\n"
		"B Mit knapper Mehrheit hat der Kreistag am Montag beschlossen, die beiden Radwege vorerst nicht zu "
		"bauen.\n"
		"\n"
		"B Die Gemeinden hatten sich lange dafür eingesetzt und sind nun enttäuscht.\n"
		"\n"
		"B „Das ist für unsere Schulkinder ein schlechter Tag“, sagte eine Mutter aus Wesendorf.\n" },
	{ "a paragraph is the whole article",
		"K Peine\n"
		"H Fahrrad gestohlen\n"
		"D 30.08.2019\n"
		"B Ein Unbekannter hat am Donnerstag vor dem Bahnhof ein rotes Damenrad gestohlen, das mit einem "
		"Schloss an einen Pfosten gekettet war.\n" },
	{ "sentences are short", "H Der letzte Vorhang\n"
				 "D 01.07.2008\n"
				 "B Das Kino ist zu.\n"
				 "B Am Sonntag lief der letzte Film, und er war fast ausverkauft.\n"
				 "B Danach ging das Licht an.\n"
				 "B Niemand stand auf.\n"
				 "B Der Vorführer weinte, die Leute klatschten, und dann war es auch schon vorbei.\n"
				 "B So war das.\n" },
	{ "subheadings",
		"H Was sich mit dem neuen Fahrplan ändert\n"
		"D 10.12.2013\n"
		"\n"
		"B Von Sonntag an gilt auf allen Linien im Landkreis ein neuer Fahrplan, und auf manchen Strecken "
		"fahren "
		"die Busse häufiger als bisher.\n"
		"\n"
		"U Mehr Busse am Abend\n"
		"\n"
		"B Zwischen Gifhorn und Wittingen fährt auch nach 20 Uhr noch jede Stunde ein Bus, der an allen "
		"Haltestellen hält.\n"
		"\n"
		"U Weniger Züge am Morgen\n"
		"\n"
		"B Dafür entfällt der erste Zug des Tages, weil ihn nach Angaben der Bahn kaum noch jemand genutzt "
		"hat.\n" },
	{ "a list within the text",
		"H Diese Straßen werden im Sommer saniert\n"
		"D 06.05.2016\n"
		"B Die Stadt hat am Montag bekannt gegeben, welche Straßen sie in diesem Sommer sanieren will:\n"
		"L • Lindenstraße, ab 1. Juni\n"
		"L • Am Bruchweg, ab 15. Juni\n"
		"L • Kirchgasse, im ganzen August\n"
		"B Anwohner werden rechtzeitig angeschrieben, damit sie ihre Autos vorher umparken können.\n" },
	{ "results below",
		"K Kreisliga\n"
		"H Ehra bleibt oben, Gamsen rutscht ab\n"
		"D 14.10.2018\n"
		"B Mit einem späten Tor hat der TSV Ehra die Spitze der Tabelle verteidigt, während Gamsen erneut ohne "
		"Punkte blieb.\n"
		"B Das Tor fiel erst in der Nachspielzeit, als kaum noch jemand damit gerechnet hatte.\n"
		"L TSV Ehra - MTV Gamsen 2:1\n"
		"L SV Meine - VfL Rühen 0:0\n"
		"L FC Parsau - SSV Kästorf 4:2\n" },
	{ "comments below",
		"H Bürger wollen den alten Wasserturm kaufen\n"
		"D 19.01.2010\n"
		"B Eine Gruppe von Bürgern will den alten Wasserturm kaufen, um darin eine Werkstatt für junge Leute "
		"einzurichten.\n"
		"B Die Stadt hat nichts dagegen, verlangt aber ein Konzept, das auch in zehn Jahren noch trägt.\n"
		"F 2 Kommentare\n"
		"F wolfgang_k, 20.01.2010, 08:15 Uhr\n"
		"F Das ist doch eine gute Idee, so etwas hat uns hier schon lange gefehlt.\n"
		"F Kommentar schreiben\n" },
	{ "teasers for other articles",
		"H Im Freibad wird das Wasser kälter\n"
		"D 11.05.2012\n"
		"B Um Geld zu sparen, heizt die Gemeinde das Wasser im Freibad in diesem Sommer nur noch auf 22 Grad.\n"
		"F Lesen Sie auch:\n"
		"F Freibad: Rutsche bleibt gesperrt\n"
		"B Der Förderverein hält das für den falschen Weg und hat einen Brief an alle Ratsmitglieder "
		"geschrieben.\n"
		"F Das könnte Sie auch interessieren\n"
		"F Warum die Sauna geschlossen bleibt\n"
		"F Eintritt wird teurer\n" },
	{ "a question of style: questions and answers",
		"K Interview\n"
		"H „Ich wollte nie etwas anderes machen“\n"
		"D 23.09.2017\n"
		"B Seit vierzig Jahren backt Heinz Ohlrogge das Brot für das halbe Dorf, und nun hört er auf.\n"
		"B Herr Ohlrogge, wann stehen Sie auf?\n"
		"B Um zwei Uhr. Das ist so, seit ich in die Lehre gegangen bin.\n"
		"B Und was machen Sie jetzt?\n"
		"B Ausschlafen. Und dann sehen wir weiter.\n" },
	{ "Vienna: place and date in one line, author below",
		"H Die Hofreitschule bekommt eine neue Leitung\n"
		"\n"
		"D Wien, 7. Jänner 2019\n"
		"\n"
		"B Die Spanische Hofreitschule bekommt im Frühjahr eine neue Leitung, das hat der Aufsichtsrat am "
		"Freitag "
		"bestätigt.\n"
		"\n"
		"B Die bisherige Leiterin geht nach elf Jahren in Pension und bleibt dem Haus als Beraterin erhalten.\n"
		"\n"
		"Y Text: Maria Steindl\n" },
	{ "advertisements within the text",
		"H Imker klagen über ein schlechtes Jahr\n"
		"D 02.08.2016\n"
		"B So wenig Honig wie in diesem Sommer haben die Imker im Kreis seit zwanzig Jahren nicht mehr "
		"geerntet.\n"
		"F Anzeige\n"
		"B Schuld ist nach ihren Worten das kalte Frühjahr, in dem die Bienen kaum ausgeflogen sind.\n"
		"F - Anzeige -\n"
		"B Manche haben ihre Völker sogar im Juni noch füttern müssen.\n" },
	{ "broken into lines, with cookies above",
		"F Diese Seite verwendet Cookies. Mit der Nutzung der Seite stimmen Sie dem zu.\n"
		"F Akzeptieren\n"
		"\n"
		"H Heimatverein sucht alte Fotos vom Bahnhof\n"
		"\n"
		"D 08.03.2011\n"
		"\n"
		"B Für eine Ausstellung im Herbst sucht der Heimatverein Bilder, auf\n"
		"  denen der alte Bahnhof zu sehen ist. Besonders gefragt sind Fotos\n"
		"  aus der Zeit, als hier noch Züge mit Dampf gefahren sind und der\n"
		"  Wartesaal geöffnet war.\n" },
	{ "a copy of a print view",
		"F Druckansicht\n"
		"F Bote vom Land\n"
		"\n"
		"H Schulbus fährt an wartenden Kindern vorbei\n"
		"\n"
		"D Artikel vom 14.11.2006\n"
		"\n"
		"B Zum dritten Mal in diesem Monat ist der Schulbus am Montag an den Kindern vorbeigefahren, die in "
		"Zasenbeck auf ihn gewartet haben.\n"
		"\n"
		"B Das Unternehmen erklärt das mit einem neuen Fahrer, der die Strecke noch nicht kannte.\n"
		"\n"
		"F Seite 1 von 1\n"
		"F http://www.bote.example/druck/4711\n" },
	{ "labels of a database", "F Quelle: Bote vom Land\n"
				  "D Datum: 04.03.1998\n"
				  "K Ressort: Lokales\n"
				  "F Seite: 12\n"
				  "H Titel: Rathaus bekommt endlich einen Aufzug\n"
				  "Y Autor: Kai Tönnies\n"
				  "\n"
				  "B Jahrelang ist darüber gestritten worden, nun wird er gebaut: Das Rathaus bekommt "
				  "einen Aufzug, der bis "
				  "unter das Dach fährt.\n"
				  "\n"
				  "B Im Herbst soll er fertig sein.\n" },
};

/* What stands in a line of its own in no other document. */
static const struct row nasty[] = {
	{ "the headline twice, a path with section and place",
		"F Rosen blühen im Mai: Ein Gärtner wundert sich\n"
		"F Startseite > Lokales > Gifhorn\n"
		"\n"
		"K Lokales | Gifhorn\n"
		"H Rosen blühen im Mai: Ein Gärtner wundert sich\n"
		"D 19.05.2014\n"
		"B Fünf Wochen früher als sonst blühen in diesem Jahr die Rosen im Schlosspark, und der Gärtner "
		"wundert "
		"sich selbst darüber.\n"
		"B So etwas habe er in dreißig Jahren noch nicht erlebt, sagt er.\n" },
	{ "capitals, and a headline that is a question", "K WITTINGEN\n"
							 "H WER BEZAHLT DIE NEUE ORGEL?\n"
							 "Y VON IDA BRANDES\n"
							 "D 1. APRIL 2005\n"
							 "B Die Orgel in der Stadtkirche ist seit dem Brand im "
							 "vergangenen Sommer nicht mehr zu spielen, weil das "
							 "Löschwasser in die Pfeifen gelaufen ist.\n"
							 "B Die Gemeinde sammelt nun.\n" },
	{ "telephone numbers and a note by the editors behind the text",
		"H Kurse der Volkshochschule beginnen\n"
		"D 27.08.2013\n"
		"B In der kommenden Woche beginnen die Kurse der Volkshochschule, und in vielen davon sind noch Plätze "
		"frei.\n"
		"B Anmelden kann man sich bis Freitag in der Geschäftsstelle oder unter der Nummer 05371 / 12345.\n"
		"Y (kt)\n" },
	{ "results between paragraphs",
		"K Handball\n"
		"H Derby endet ohne Sieger\n"
		"D 03.11.2019\n"
		"B Vor 300 Zuschauern haben sich Meine und Isenbüttel am Samstag unentschieden getrennt, weil keiner "
		"den "
		"letzten Wurf verwandeln konnte.\n"
		"L HSG Meine - HSV Isenbüttel 24:24 (12:11)\n"
		"L Zuschauer: 300\n"
		"L Zeitstrafen: 4 / 6\n"
		"B Die Trainer waren am Ende beide zufrieden und sprachen von einem gerechten Ergebnis.\n" },
	{ "an appointment in the text is no date of its own",
		"H Chor sucht Männerstimmen\n"
		"D 05.01.2017\n"
		"B Der Gemischte Chor sucht Männer, die gerne singen und am Donnerstagabend noch nichts anderes "
		"vorhaben.\n"
		"B Die erste Probe ist am Donnerstag, 12. Januar 2017, um 19.30 Uhr im Gasthaus Zur Linde.\n"
		"B Noten lesen muss niemand können, der Spaß steht im Vordergrund.\n" },
	{ "a quotation as a paragraph, and a line of stars",
		"H Abschied von der alten Schule\n"
		"D 15.07.2010\n"
		"B Noch einmal haben sich am Freitag alle getroffen, die hier zur Schule gegangen sind oder "
		"unterrichtet "
		"haben.\n"
		"B „Wir hatten hier eine gute Zeit, und das vergisst man nicht.“\n"
		"B Im Herbst wird das Gebäude abgerissen, damit an seiner Stelle Wohnungen entstehen können.\n" },
	{ "a teaser box above the article and another in the middle",
		"F Aktuelle Nachrichten\n"
		"F Bundesstraße nach Unfall gesperrt\n"
		"F Neuer Pächter für die Eisdiele\n"
		"\n"
		"H Der Storch ist wieder auf seinem Nest in Leiferde\n"
		"D 26.02.2016\n"
		"\n"
		"B Der erste Storch des Jahres ist am Donnerstag auf seinem Nest in Leiferde gelandet, zwei Wochen "
		"früher "
		"als im vergangenen Jahr.\n"
		"\n"
		"F Auch interessant: Wo die Kraniche rasten\n"
		"\n"
		"B Die Storchenstation beobachtet ihn mit einer Kamera, deren Bilder jeder im Netz verfolgen kann.\n" },
	{ "a menu below", "H Brunnen am Markt läuft wieder\n"
			  "D 12.04.2018\n"
			  "B Nach einer Pause von drei Jahren läuft der Brunnen am Markt seit Donnerstag wieder, und "
			  "die Kinder haben "
			  "ihn gleich für sich entdeckt.\n"
			  "B Die Pumpe war kaputt, und niemand wollte sie bezahlen.\n"
			  "\n"
			  "F Impressum\n"
			  "F Datenschutz\n"
			  "F Kontakt\n"
			  "F Mediadaten\n"
			  "F © Bote vom Land Verlag 2018\n" },
	{ "photographs with long captions below the text",
		"H A parade of tractors\n"
		"D 14 August 2011\n"
		"B More than sixty old tractors rolled through the village on Sunday, and the oldest of them was built "
		"before the war.\n"
		"B Their owners had polished them for weeks.\n"
		"C Bill Archer on the tractor that his grandfather bought. Photo: Tom Wells\n"
		"P Photo: Tom Wells\n" },
	{ "a pronoun is no headline: the first line is a teaser of the site",
		"F Get our free daily newsletter\n"
		"F Advertisement\n"
		"\n"
		"K Opinion\n"
		"H Why the clock should stay wrong\n"
		"Y By Ellen Marsh\n"
		"D October 27, 2013\n"
		"\n"
		"B The clock on the town hall has been eleven minutes slow for as long as I have lived here, and I "
		"would "
		"not have it any other way.\n"
		"B It gives us all a little more time.\n"
		"F Advertisement\n"
		"B That is more than can be said of most things that the council has paid for.\n" },
	{ "neither German nor English",
		"H La bibliothèque restera ouverte cet hiver\n"
		"\n"
		"D 12.11.2018\n"
		"\n"
		"B La bibliothèque du village restera ouverte pendant tout l'hiver, puisque quarante habitants ont "
		"proposé "
		"leur aide à la commune.\n"
		"\n"
		"B Elle devait fermer à la fin du mois, faute d'argent pour payer le personnel et pour chauffer la "
		"salle de "
		"lecture.\n"
		"\n"
		"B Le maire a salué une décision courageuse et remercié tous ceux qui se sont engagés pour ce projet "
		"depuis le printemps dernier.\n" },
	{ "a poem's short lines are text",
		"H Ein Gedicht zum Abschied der Bürgermeisterin\n"
		"D 31.10.2011\n"
		"B Zum Abschied hat ihr der Kämmerer ein Gedicht geschrieben, das er am Freitag im Rat vorgetragen hat "
		"und "
		"das hier ganz zu lesen ist.\n"
		"B Du hast uns oft den Weg gezeigt,\n"
		"B auch wenn die Kasse leer war.\n"
		"B Drum haben wir uns heut verneigt,\n"
		"B obwohl der Abschied schwer war.\n"
		"B Danach gab es Suppe, und die Gäste blieben bis in den späten Abend hinein.\n" },
	{ "a list with numbers that is the article's end", "H So wird der Kartoffelsalat wie früher\n"
							   "D 24.12.2015\n"
							   "B Am Heiligen Abend gibt es in vielen Häusern "
							   "Kartoffelsalat, und hier ist das Rezept der Landfrauen für "
							   "vier Personen.\n"
							   "L - 1 kg Kartoffeln\n"
							   "L - 2 Zwiebeln\n"
							   "L - 3 Gurken\n"
							   "L - Essig und Öl\n" },
};

static const struct row english[] = {
	{ "headline, standfirst, byline, date",
		"H Library to stay open through the winter\n"
		"S Volunteers will keep the reading room warm for anyone who needs it.\n"
		"Y By Jane Doe\n"
		"D Published 12 November 2018\n"
		"\n"
		"B The village library will stay open through the winter after more than forty people offered to help "
		"out "
		"at the desk.\n"
		"\n"
		"B It had been due to close at the end of the month because there was no money left to pay the staff.\n"
		"\n"
		"B \"We did not expect this,\" said Mary Holt, who has run it since 1994.\n" },
	{ "American wire: dateline, initials, no author",
		"H Governor signs bill on school lunches\n"
		"\n"
		"D June 28, 2018\n"
		"\n"
		"B SPRINGFIELD (AP) - The governor on Thursday signed a bill that gives every child in the state a hot "
		"lunch at no cost.\n"
		"\n"
		"B The law takes effect in the fall and will be paid for by a tax on sugar, which had been debated for "
		"years.\n"
		"\n"
		"B Lawmakers of both parties had voted for it.\n" },
	{ "navigation above, most read below",
		"F Skip to content\n"
		"F Home\n"
		"F News\n"
		"F Sport\n"
		"F Jobs\n"
		"\n"
		"H Ferry service to the island cut to one a day\n"
		"D 3 March 2014\n"
		"F Share this article\n"
		"\n"
		"B The ferry to the island will run only once a day from April because the older of the two boats has "
		"to "
		"be repaired.\n"
		"\n"
		"B People who work on the mainland say that they will not be able to get home at night.\n"
		"\n"
		"F Most read\n"
		"F Harbour wall to be rebuilt\n"
		"F Fisherman finds bottle from 1952\n" },
	{ "caption and credit above the text",
		"K Newport\n"
		"H Old mill turns again after sixty years\n"
		"C The sails of the mill on Saturday\n"
		"P Photo: Tom Wells\n"
		"D Monday, September 5, 2011\n"
		"B The sails of the old mill turned again on Saturday for the first time in sixty years, and half the "
		"town "
		"came to watch.\n"
		"B A group of friends had worked on it for most of their weekends since 2003.\n" },
	{ "council meeting with a list and the newsletter",
		"H What the council decided on Tuesday\n"
		"Y By Peter Marsh\n"
		"D 17 June 2015\n"
		"B Councillors met for four hours on Tuesday night, and these are the decisions that they made before "
		"they "
		"went home:\n"
		"L - A new crossing on Mill Lane\n"
		"L - No fees for the use of the park\n"
		"L - 20 more allotments by the river\n"
		"B The next meeting is in September, when the budget will be on the table.\n"
		"F Sign up for our daily newsletter\n" },
	{ "comments, answers and all",
		"H Bakery to close after ninety years\n"
		"D 8 January 2010\n"
		"B The bakery on the corner of Church Street will close at the end of the month, ninety years after it "
		"opened its doors, because the ovens are worn out and nobody in the family wants to get up in the "
		"middle "
		"of the night for them.\n"
		"B The owner said that he could not find anyone who would take it on.\n"
		"F Comments (2)\n"
		"F baker_fan, 9 January 2010\n"
		"F I have bought my bread there since I was a child and I will miss it very much.\n"
		"F Log in to comment\n" },
	{ "a blog: author and date below, categories", "H The heron is back at the pond\n"
						       "\n"
						       "B For three years nobody had seen it, and then on Sunday "
						       "morning there it was, standing in the reeds as "
						       "if it had never been away.\n"
						       "\n"
						       "B I had gone out to look for the dog and came back with a "
						       "photograph instead, which is not a very good "
						       "one.\n"
						       "\n"
						       "D Posted on May 2, 2013 by Ellen\n"
						       "F Tags: heron, pond\n"
						       "F Leave a comment\n" },
	{ "no date and no author, subheadings",
		"H How to find your way in the new bus station\n"
		"\n"
		"B The new bus station opens on Monday, and for most people who use it every day there will be some "
		"things "
		"to learn.\n"
		"\n"
		"U Where the buses leave\n"
		"\n"
		"B All buses to the south leave from the stands next to the river, and those to the north from the "
		"other "
		"side of the hall.\n"
		"\n"
		"U Where to buy a ticket\n"
		"\n"
		"B There is a counter in the middle of the hall, but you can also pay the driver with a card.\n" },
	{ "updated, and corrected at the end",
		"H Road closed after lorry sheds its load\n"
		"D Published: 4 July 2016, 10:15\n"
		"D Updated: 4 July 2016, 16:40\n"
		"\n"
		"B The road between the two villages was closed for most of Monday after a lorry had lost its load of "
		"potatoes on a bend.\n"
		"\n"
		"B Nobody was hurt, but it took the crews six hours to clear everything away.\n"
		"\n"
		"B An earlier version of this article said that the load was turnips.\n" },
	{ "results and a table of sorts", "H Town held at home by bottom club\n"
					  "D 21 October 2012\n"
					  "B Town were held to a draw by the bottom club on Saturday, and for most of "
					  "the second half they looked "
					  "lucky to get that.\n"
					  "B The manager said that his team had to learn from it, and quickly.\n"
					  "L Town 1-1 Rovers\n"
					  "L Albion 3-0 United\n"
					  "L City 2-2 Athletic\n" },
	{ "a letter", "K Letters\n"
		      "H Save the old oak\n"
		      "D 30 April 2009\n"
		      "B Sir, I read with dismay that the old oak at the crossroads is to be cut down so that the "
		      "lorries can "
		      "get round the bend.\n"
		      "B It has stood there for longer than any of us can remember, and it harms nobody.\n"
		      "B Could the road not be moved instead?\n" },
};

/* Everything but the first two bytes of each line. */
static struct str raw_of(const char *text, char *room, size_t size)
{
	struct buf b = { room, 0, size, false };
	struct str rest = str_of(text);
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		buf_add(&b, str_sub(line, 2, line.n));
		buf_byte(&b, '\n');
	}
	if (b.full)
		abort();
	return buf_str(&b);
}

/* The next role that is wanted; a line that only goes on with the one before has none. */
static char wanted(struct str *rest)
{
	while (rest->n) {
		struct str line = str_cut(rest, '\n');
		if (line.n > 2 && line.p[0] != ' ')
			return line.p[0];
	}
	return '\0';
}

static void document_check(const struct desk *k, const struct row *row, struct str source)
{
	static char room[1 << 14];
	struct arena a = { 0 };
	struct str rest = str_of(row->text);
	struct str raw = raw_of(row->text, room, sizeof room);
	const struct reading *g = reading_of(k, &a, raw, STR("x.txt"), source);
	CHECK(g->why == NULL, "%s: refused, %s", row->name, g->why);
	for (size_t i = 0; i < g->document.count; i++) {
		const struct line *l = &g->document.lines[i];
		char want = wanted(&rest);
		CHECK(letters[l->role] == want, "%s: %c, want %c: %.*s [%s]", row->name, letters[l->role], want,
			STR_ARG(str_sub(l->text, 0, 60)), l->rule ? l->rule : "");
		CHECK(l->rule, "%s: line %zu has no rule", row->name, i);
	}
	CHECK(wanted(&rest) == '\0', "%s: lines are missing", row->name);
	arena_free(&a);
}

static void documents(const struct desk *k)
{
	for (size_t i = 0; i < sizeof german / sizeof *german; i++)
		document_check(k, &german[i], STR("bote"));
	for (size_t i = 0; i < sizeof nasty / sizeof *nasty; i++)
		document_check(k, &nasty[i], STR("bote"));
	for (size_t i = 0; i < sizeof english / sizeof *english; i++)
		document_check(k, &english[i], STR("courier"));
}

/* ---- the collection ---- */

/* Lines that no rule knows stand in every file of this source. */
static const struct row returning[] = {
	{ "the paper's own lines, one",
		"F Ihr Bote, jeden Tag frisch vom Land\n"
		"F Guten Morgen, liebe Leserinnen und Leser im Landkreis\n"
		"\n"
		"K Gifhorn\n"
		"H Kanuten räumen die Aller auf\n"
		"D 14.03.2015\n"
		"B Vierzig Kanuten haben am Samstag die Aller aufgeräumt und dabei zwei Einkaufswagen und ein Moped "
		"aus dem "
		"Wasser gezogen.\n"
		"F Hinweise nimmt die Redaktion an jedem Werktag von zehn bis zwölf Uhr gerne entgegen.\n"
		"B Die Gemeinde hat den Müll abgeholt.\n"
		"F Bote und Sohn\n" },
	{ "the paper's own lines, two",
		"F Ihr Bote, jeden Tag frisch vom Land\n"
		"F Guten Morgen, liebe Leserinnen und Leser im Landkreis\n"
		"\n"
		"K Gifhorn\n"
		"H Schützen wählen neuen Vorstand\n"
		"D 15.03.2015\n"
		"B Der Schützenverein hat nach langem Streit einen neuen Vorstand gewählt, in dem zum ersten Mal auch "
		"zwei "
		"Frauen sitzen.\n"
		"F Hinweise nimmt die Redaktion an jedem Werktag von zehn bis zwölf Uhr gerne entgegen.\n"
		"B Das alte Schießhaus bleibt vorerst stehen, weil das Geld für ein neues nicht reicht.\n"
		"F Bote und Sohn\n" },
	{ "the paper's own lines, three",
		"F Ihr Bote, jeden Tag frisch vom Land\n"
		"F Guten Morgen, liebe Leserinnen und Leser im Landkreis\n"
		"\n"
		"K Peine\n"
		"H Der Mühlenbach bekommt sein altes Bett zurück\n"
		"D 16.03.2015\n"
		"B Bagger graben seit Montag am Mühlenbach, damit er bis zum Sommer wieder so fließen kann wie vor "
		"hundert "
		"Jahren.\n"
		"B Die Angler haben sich das gewünscht, die Bauern sind dagegen, weil sie Land verlieren.\n"
		"F Bote und Sohn\n" },
	{ "the paper's own lines, four",
		"F Ihr Bote, jeden Tag frisch vom Land\n"
		"\n"
		"K Celle\n"
		"H Ein Café, in dem niemand bezahlen muss\n"
		"D 17.03.2015\n"
		"P Foto: Ida Brandes\n"
		"B In dem neuen Café am Bahnhof gibt jeder, was er kann, und wer nichts hat, der muss auch nichts "
		"geben.\n"
		"F Hinweise nimmt die Redaktion an jedem Werktag von zehn bis zwölf Uhr gerne entgegen.\n"
		"B Getragen wird es von der Kirche und von vielen, die dort mitarbeiten, ohne Geld dafür zu nehmen.\n"
		"F Bote und Sohn\n" },
	{ "the paper's own lines, five",
		"F Guten Morgen, liebe Leserinnen und Leser im Landkreis\n"
		"\n"
		"K Wesendorf\n"
		"H Wer wird neuer Wirt in der Waldschänke?\n"
		"D 18.03.2015\n"
		"P Foto: Ida Brandes\n"
		"B Seit dem Herbst steht die Waldschänke leer, und nun sucht die Gemeinde einen Wirt, der sie wieder "
		"aufmacht.\n"
		"F Hinweise nimmt die Redaktion an jedem Werktag von zehn bis zwölf Uhr gerne entgegen.\n"
		"B Zwei Bewerber gibt es schon.\n"
		"F Bote und Sohn\n" },
};

static void count_lines(void *user, const struct document *d)
{
	struct str lines[64];
	size_t n = 0;
	for (; n < d->count && n < 64; n++)
		lines[n] = d->lines[n].text;
	census_add(user, STR("land"), lines, n);
}

static void collection(const struct desk *plain)
{
	static char room[1 << 14];
	struct desk k = *plain;
	struct census *census = census_make(1 << 20);
	struct reader *r = reader_make(&k);
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof returning / sizeof *returning; i++)
		reader_lines(r, &a, raw_of(returning[i].text, room, sizeof room), count_lines, census);
	reader_free(r);
	arena_free(&a);
	CHECK(census_files(census, STR("land")) == 5, "%u files", census_files(census, STR("land")));
	k.census = census;
	for (size_t i = 0; i < sizeof returning / sizeof *returning; i++)
		document_check(&k, &returning[i], STR("land"));
	/* what returns in another source says nothing here: then such a sentence is text */
	const struct reading *g =
		reading_of(&k, &a, raw_of(returning[0].text, room, sizeof room), STR("x"), STR("elsewhere"));
	CHECK(g->document.lines[6].role == ROLE_BODY, "%s", role_name(g->document.lines[6].role));
	arena_free(&a);
	census_free(census);
}

int main(void)
{
	struct desk k = desk_make();
	documents(&k);
	collection(&k);
	desk_free(&k);
	return unit_done("roles");
}
