/* roles_german: what German papers print.
 * K kicker, H headline, S standfirst, P credit (of a picture), C caption, Y byline, D date, U subheading, L list,
 * B body, F furniture; a line that begins with a space goes on with the one before. */
#ifndef TESTS_ROLES_GERMAN_H
#define TESTS_ROLES_GERMAN_H

#include "role_row.h"

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

#endif
