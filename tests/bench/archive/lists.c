/* lists: see lists.h. */
#include "lists.h"

#include <stddef.h>

const struct share lists_function[] = { { "die", 75 }, { "der", 70 }, { "und", 65 }, { "in", 45 }, { "das", 28 },
	{ "den", 26 }, { "von", 25 }, { "zu", 22 }, { "mit", 20 }, { "ist", 18 }, { "sich", 17 }, { "des", 17 },
	{ "auf", 17 }, { "im", 17 }, { "für", 16 }, { "dem", 16 }, { "nicht", 15 }, { "ein", 15 }, { "eine", 14 },
	{ "als", 12 }, { "auch", 12 }, { "es", 12 }, { "an", 11 }, { "werden", 10 }, { "aus", 10 }, { "hat", 10 },
	{ "sie", 10 }, { "er", 9 }, { "nach", 9 }, { "wird", 9 }, { "bei", 9 }, { "dass", 8 }, { "am", 8 },
	{ "sind", 8 }, { "einer", 7 }, { "um", 7 }, { "noch", 7 }, { "wie", 7 }, { "war", 7 }, { "einem", 6 },
	{ "über", 6 }, { "einen", 6 }, { "so", 6 }, { "zum", 6 }, { "haben", 6 }, { "nur", 6 }, { "aber", 6 },
	{ "oder", 5 }, { "vor", 5 }, { "zur", 5 }, { "bis", 5 }, { "mehr", 5 }, { "wurde", 5 }, { "durch", 4 },
	{ "man", 4 }, { "sein", 4 }, { "kann", 4 }, { "vom", 4 }, { "schon", 4 }, { "wenn", 4 }, { "wir", 4 },
	{ "sei", 3 }, { "hatte", 3 }, { "gegen", 3 }, { "können", 3 }, { "habe", 3 }, { "seine", 3 }, { "ihre", 3 },
	{ "dann", 3 }, { "unter", 3 }, { "soll", 3 }, { "ich", 3 }, { "eines", 3 }, { "zwei", 3 }, { "seit", 3 },
	{ "wieder", 3 }, { "alle", 3 }, { "jetzt", 2 }, { "etwa", 2 }, { "muss", 2 }, { "ohne", 2 }, { "will", 2 },
	{ "zwischen", 2 }, { "immer", 2 }, { "müssen", 2 }, { "damit", 2 }, { "diese", 2 }, { "dieser", 2 },
	{ "hier", 2 }, { "sollen", 2 }, { "viele", 2 }, { "uns", 2 }, { "waren", 2 }, { "weil", 2 }, { "drei", 2 },
	{ "worden", 2 }, { "beim", 2 }, { "doch", 2 }, { "bereits", 2 }, { "während", 1 }, { "ihm", 1 }, { "ihn", 1 },
	{ "dort", 1 }, { "ab", 1 }, { "denn", 1 }, { "selbst", 1 }, { "ihrer", 1 }, { "deshalb", 1 },
	{ "allerdings", 1 }, { "sowie", 1 }, { "einmal", 1 }, { "jedoch", 1 }, { "rund", 1 }, { NULL, 0 } };

const struct share lists_function_en[] = { { "the", 120 }, { "of", 55 }, { "and", 52 }, { "to", 50 }, { "a", 45 },
	{ "in", 40 }, { "is", 20 }, { "that", 19 }, { "for", 18 }, { "was", 16 }, { "on", 15 }, { "with", 13 },
	{ "as", 12 }, { "it", 12 }, { "at", 10 }, { "by", 10 }, { "from", 9 }, { "be", 9 }, { "are", 8 }, { "he", 8 },
	{ "have", 7 }, { "an", 7 }, { "has", 7 }, { "his", 6 }, { "not", 6 }, { "but", 6 }, { "they", 6 },
	{ "will", 5 }, { "were", 5 }, { "their", 5 }, { "or", 5 }, { "which", 4 }, { "had", 4 }, { "who", 4 },
	{ "we", 4 }, { "she", 3 }, { "been", 3 }, { "more", 3 }, { "one", 3 }, { "would", 3 }, { "about", 3 },
	{ "when", 2 }, { "there", 2 }, { "out", 2 }, { "after", 2 }, { "two", 2 }, { "her", 2 }, { "can", 2 },
	{ NULL, 0 } };

const char *const lists_common[] = { "Jahr", "Uhr", "Stadt", "Euro", "Prozent", "Mensch", "Kind", "sagen", "neu",
	"Verein", "Gemeinde", "Tag", "groß", "Zeit", "Schule", "geben", "Bürgermeister", "Polizei", "kommen", "gut",
	"Woche", "erst", "machen", "gehen", "Land", "Haus", "Straße", "Mann", "Frau", "Arbeit", "Platz", "jung", "alt",
	"Ort", "Million", "Leben", "stehen", "Mitglied", "Kreis", "Spiel", "Besucher", "Projekt", "Unternehmen", "Rat",
	"Bürger", "Thema", "Leiter", "klein", "Feuerwehr", "Landkreis", "Sprecher", "Vorsitzende", "finden", "zeigen",
	"Wochenende", "Sonntag", "Samstag", "Freitag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Familie",
	"Eltern", "Schüler", "Lehrer", "Programm", "Veranstaltung", "Fest", "Konzert", "Museum", "Kirche", "Rathaus",
	"Markt", "Bahnhof", "Verkehr", "Fahrer", "Auto", "Unfall", "Feuer", "Wasser", "Wald", "Feld", "Winter",
	"Sommer", "Frühjahr", "Herbst", "Fahrrad", "Brücke", "Mannschaft", "Trainer", "Tor", "Sieg", "Punkt", "Saison",
	"Liga", "Halle", "Bühne", "Publikum", "Musik", "Gruppe", "Partei", "Wahl", "Stimme", "Antrag", "Ausschuss",
	"Kosten", "Geld", "Haushalt", "Firma", "Betrieb", "Mitarbeiter", "Kunde", "Gast", "Dorf", "Ortsteil",
	"Bauernhof", "Landwirt", "Tier", "Hund", "Baum", "Garten", "Freibad", "Sport", "Verwaltung", "Planung", "Bau",
	"Gebäude", "Wohnung", "Grundstück", "Anwohner", "Nachbar", "Kindergarten", "Krankenhaus", "Arzt", "Patient",
	"Hilfe", "Spende", "Ehrenamt", "Vorstand", "Versammlung", "Sitzung", "Entscheidung", "Frage", "Antwort",
	"Grund", "Problem", "Lösung", "Ergebnis", "Ziel", "Erfolg", "Geschichte", "Buch", "Bild", "Ausstellung",
	"Künstler", "Universität", "Gericht", "Täter", "Opfer", "Zeuge", "Schaden", "Region", "Wirtschaft", "Umwelt",
	"Energie", "letzter", "wichtig", "stark", "schnell", "offen", "frei", "gemeinsam", "öffentlich", "möglich",
	"deutlich", "spät", "früh", "lang", "kurz", "hoch", "bekannt", "zahlreich", "politisch", "kulturell",
	"städtisch", "bleiben", "liegen", "erklären", "fordern", "fördern", "bauen", "feiern", "spielen", "gewinnen",
	"verlieren", "eröffnen", "schließen", "planen", "beginnen", "suchen", "helfen", "bieten", NULL };

const char *const lists_english[] = { "year", "town", "people", "time", "city", "school", "day", "week", "council",
	"police", "work", "home", "house", "street", "children", "family", "children", "market", "church", "museum",
	"station", "river", "bridge", "forest", "village", "farmer", "winter", "summer", "storm", "concert", "music",
	"visitors", "tickets", "festival", "club", "members", "mayor", "meeting", "vote", "budget", "plans", "building",
	"garden", "animals", "stork", "nest", "doctor", "hospital", "patients", "help", "volunteers", "firefighters",
	"engine", "factory", "workers", "jobs", "company", "export", "price", "road", "traffic", "accident", "driver",
	"bicycle", "train", "delay", "trial", "court", "witness", "damage", "region", "energy", "wind", "water",
	"history", "book", "picture", "artist", "gallery", "university", "student", "teacher", "lesson", "match",
	"goal", "season", "coach", "team", "stadium", "victory", "record", "swimmer", "runner", "medal", "guests",
	"exchange", "twinning", "friendship", "language", "letter", "answer", "question", "memory", "war", "peace",
	"refugees", "welcome", "kitchen", "bread", "cake", "coffee", "harvest", "potato", "asparagus", "honey", "bees",
	"moor", "heath", "canal", "boat", "fishing", "anniversary", "celebration", "parade", "brass", "choir", "organ",
	"tower", "clock", "stone", "brick", "roof", "repair", "donation", "foundation", "research", "laboratory",
	"science", "climate", "drought", "flood", "rescue", "helicopter", "ladder", "smoke", "quickly", "slowly",
	"finally", "proud", "quiet", "famous", "narrow", "ancient", "modern", "local", "young", "old", "new", "small",
	"large", "green", "cold", "warm", "opened", "closed", "planned", "decided", "found", "lost", "rescued",
	"painted", "restored", "celebrated", "explained", "collected", "travelled", "returned", "remembered",
	"measured", "counted", "invited", "promised", "repaired", "translated", NULL };

const char *const lists_sections[] = { "Lokales", "Politik", "Wirtschaft", "Sport", "Kultur", "Polizei und Gericht",
	"Bildung", "Vereine", "Verkehr", "Natur und Umwelt", "Gesellschaft", "Leserbriefe", NULL };

const char *const lists_first_names[] = { "Heike", "Jana", "Rolf", "Günter", "Ottokar", "Magdalena", "Sören", "Anke",
	"Birgit", "Carsten", "Detlef", "Elke", "Friedrich", "Gisela", "Hannelore", "Ingo", "Jörg", "Karin", "Lars",
	"Manfred", "Nadine", "Olaf", "Petra", "Rüdiger", "Sabine", "Thorsten", "Ulrike", "Volker", "Wiebke", "Yasemin",
	"Ayşe", "Mehmet", "Katarzyna", "André", "Zoë", "Jürgen", "Käthe", "Bärbel", "Götz", "Hans-Peter", NULL };

const char *const lists_last_names[] = { "Müller", "Schmidt", "Meyer", "Lüßmann", "Benecke", "Wiechmann", "Hülsebusch",
	"Kasten", "Behrens", "Sydow", "Ahrens", "Brandes", "Cramm", "Dralle", "Evers", "Fricke", "Gercke", "Heinemann",
	"Isensee", "Jordan", "Köhler", "Lüders", "Mävers", "Niebuhr", "Oelmann", "Pape", "Quast", "Rautenbach",
	"Schrader", "Thiele", "Uhde", "Voges", "Wesche", "Zellmann", "Bosse", "Dettmer", "Gödecke", "Hoppe", "Jürgens",
	"Kramer", "Lampe", "Meinecke", "Nolte", "Ohlendorf", "Plagge", "Röhr", "Salge", "Tietge", "Wöhler", "Özdemir",
	"Kowalski", "Nguyen", "Strauß", "Weiß", "Groß", "Bührmann", "Düsterhöft", "Eickhoff", "Gaus", "Harms", NULL };

const char *const lists_towns[] = { "Wolfsburg", "Gifhorn", "Isenbüttel", "Meinersen", "Wittingen", "Wesendorf",
	"Fallersleben", "Königslutter", "Groß Schwülper", "Knesebeck", "Helmstedt", "Vechelde", NULL };

const char *const lists_place_before[] = { "Groß", "Klein", "Neu", "Alt", "Ober", "Nieder", NULL };

const char *const lists_place_begin[] = { "Aller", "Birken", "Bock", "Brei", "Dannen", "Eichen", "Ems", "Fuhr", "Gräf",
	"Hanke", "Hasel", "Heiden", "Hirsch", "Ise", "Käst", "Krähen", "Lehm", "Lüne", "Moor", "Mühl", "Oker", "Platen",
	"Rühm", "Sauer", "Schwarz", "Stein", "Süd", "Tappen", "Ufen", "Vor", "Wahren", "Wester", "Wieden", "Zas", "Öhr",
	"Ütz", NULL };

const char *const lists_place_end[] = { "büttel", "dorf", "hausen", "rode", "beck", "feld", "horst", "wedel", "stedt",
	"burg", "holz", "ohe", "ingen", "leben", "loh", "straß", NULL };

const char *const lists_months[] = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
	"Oktober", "November", "Dezember", NULL };
