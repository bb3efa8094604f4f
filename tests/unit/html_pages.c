/* Whole pages, made as the web sites of local papers were made from 2005 to 2024. */
#include "document.h"
#include "unit.h"

#include "import/html.h"

#include <stdlib.h>

static const struct {
	const char *what, *page, *lines, *said;
} rows[] = {
	{ "2005: tables and fonts, no class tells anything",
		"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n"
		"<html><head><title>Auental-Bote - Neue Brücke bei Lindau freigegeben</title>\n"
		"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n"
		"<script language=\"JavaScript\"><!-- function oeffne(u) { if (a<b && c>d) window.open(u) } "
		"//--></script></head>\n"
		"<body bgcolor=#ffffff><table width=780 border=0 cellpadding=0><tr><td colspan=3><a href=/><img "
		"src=logo.gif "
		"alt=\"Auental-Bote\"></a></td></tr>\n"
		"<tr><td valign=top width=150><font size=2><a href=lokal.htm>Lokales</a><br><a "
		"href=sport.htm>Sport</a><br>"
		"<a href=kultur.htm>Kultur</a><br><a href=markt.htm>Anzeigenmarkt</a></font></td>\n"
		"<td valign=top><font face=Arial size=4><b>Neue Brücke bei Lindau freigegeben</b></font><br><br>\n"
		"<font face=Arial size=2>LINDAU. Seit gestern rollt der Verkehr wieder über die Aue. Nach vierzehn "
		"Monaten "
		"Bauzeit gab Landrätin Helga Storm die neue Brücke frei.<br><br>\n"
		"\"Das ist ein guter Tag für alle Pendler\", sagte sie. Die Kosten blieben mit 2,1 Millionen Euro im "
		"Rahmen, "
		"so die Landrätin weiter.<br><br>\n"
		"Die alte Brücke war im Winter 2003 gesperrt worden, nachdem Prüfer Risse in den Trägern gefunden "
		"hatten."
		"</font></td>\n"
		"<td width=150><font size=1><a href=abo.htm>Abo bestellen</a></font></td></tr>\n"
		"<tr><td colspan=3 align=center><font size=1>&copy; 2005 Auental-Bote "
		"GmbH</font></td></tr></table></body></html>",
		"T Neue Brücke bei Lindau freigegeben\n"
		"P LINDAU. Seit gestern rollt der Verkehr wieder über die Aue. Nach vierzehn Monaten Bauzeit gab "
		"Landrätin "
		"Helga Storm die neue Brücke frei.\n"
		"P \"Das ist ein guter Tag für alle Pendler\", sagte sie. Die Kosten blieben mit 2,1 Millionen Euro im "
		"Rahmen, "
		"so die Landrätin weiter.\n"
		"P Die alte Brücke war im Winter 2003 gesperrt worden, nachdem Prüfer Risse in den Trägern gefunden "
		"hatten.",
		"headline=Auental-Bote - Neue Brücke bei Lindau freigegeben" },
	{ "2011: WordPress, comments, sharing, categories",
		"<!DOCTYPE html><html lang=\"de-DE\"><head><meta charset=\"UTF-8\"><title>Chor sucht Stimmen | "
		"Wiesenblatt</title>"
		"<meta property=\"og:site_name\" content=\"Wiesenblatt\"></head>\n"
		"<body class=\"single single-post comments-open sidebar-right\"><div id=\"page\"><div "
		"id=\"header\"><h1 "
		"class=\"site-title\"><a href=\"/\">Wiesenblatt</a></h1><div class=\"menu\"><ul><li><a "
		"href=\"/\">Start</a></li>"
		"<li><a href=\"/v\">Vereine</a></li></ul></div></div>\n"
		"<div id=\"content\"><div id=\"post-812\" class=\"post type-post category-vereine tag-chor hentry\">\n"
		"<h2 class=\"entry-title\">Chor sucht Stimmen</h2>\n"
		"<div class=\"entry-meta\">Veröffentlicht am <a href=\"/812\" rel=\"bookmark\"><time "
		"class=\"entry-date published\" "
		"datetime=\"2011-03-04T18:22:00+01:00\">4. März 2011</time><time class=\"updated\" "
		"datetime=\"2011-03-05T08:00:00+01:00\">5. März 2011</time></a> von <span class=\"author vcard\"><a "
		"class=\"url fn n\" "
		"href=\"/author/ida\">Ida Brandes</a></span></div>\n"
		"<div class=\"entry-content\"><p>Erlenbach. Der gemischte Chor sucht für sein Sommerkonzert noch "
		"Männerstimmen. "
		"Geprobt wird immer am Donnerstag im Pfarrsaal.</p>\n"
		"<p>Notenkenntnisse sind nicht nötig, sagt Leiter Horst Weber: „Wer unter der Dusche singt, ist bei "
		"uns "
		"richtig.“</p>\n"
		"<div class=\"sharedaddy sd-sharing-enabled\"><h3>Teilen mit:</h3><ul><li><a "
		"href=\"#\">Facebook</a></li><li><a "
		"href=\"#\">Twitter</a></li></ul></div>\n"
		"<div id=\"jp-relatedposts\" class=\"jp-relatedposts\"><h3>Ähnliche Beiträge</h3><p><a href=\"/1\">Ein "
		"Chor feiert "
		"sein Jubiläum</a></p></div></div>\n"
		"<div class=\"entry-utility\">Kategorie: <a href=\"/cat/vereine\" rel=\"category "
		"tag\">Vereine</a></div></div>\n"
		"<div id=\"comments\"><h3>2 Gedanken zu „Chor sucht Stimmen“</h3><ol class=\"commentlist\"><li "
		"class=\"comment\"><div "
		"class=\"comment-body\"><p>Das ist eine wunderbare Sache, ich bin ganz sicher dabei und bringe noch "
		"meinen Nachbarn "
		"mit, der auch sehr gern singt.</p></div></li><li class=\"comment\"><p>Gibt es auch eine Probe am "
		"Wochenende? "
		"Unter der Woche kann ich leider nicht, weil ich immer spät arbeite.</p></li></ol></div></div>\n"
		"<div id=\"sidebar\" class=\"widget-area\"><div class=\"widget\"><h3>Archiv</h3><ul><li><a "
		"href=\"/2011/02\">Februar "
		"2011</a></li></ul></div></div></div></body></html>",
		"T Chor sucht Stimmen\n"
		"B Veröffentlicht am 4. März 2011 von Ida Brandes [Ida Brandes]\n"
		"P Erlenbach. Der gemischte Chor sucht für sein Sommerkonzert noch Männerstimmen. Geprobt wird immer "
		"am "
		"Donnerstag im Pfarrsaal.\n"
		"P Notenkenntnisse sind nicht nötig, sagt Leiter Horst Weber: „Wer unter der Dusche singt, ist bei uns "
		"richtig.“\n"
		"- Kategorie: Vereine",
		"headline=Chor sucht Stimmen\npublished=2011-03-04T18:22:00+01:00\nmodified=2011-03-05T08:00:00+01:00\n"
		"publisher=Wiesenblatt\nlanguage=de" },
	{ "2016: schema.org microdata in the markup",
		"<!doctype html><html lang=\"de\"><head><meta charset=\"utf-8\"><title>Feuer in Scheune</title>"
		"<link rel=\"canonical\" href=\"https://kurier.example/feuer-in-scheune-4711.html\"></head><body>"
		"<header><div class=\"logo\">Heidekurier</div><nav><a href=\"/\">Start</a></nav></header>\n"
		"<main><article itemscope itemtype=\"http://schema.org/NewsArticle\"><meta itemprop=\"inLanguage\" "
		"content=\"de-DE\">"
		"<meta itemprop=\"dateModified\" content=\"2016-08-02T11:00:00+02:00\">\n"
		"<span class=\"article__kicker\" itemprop=\"articleSection\">Blaulicht</span>\n"
		"<h1 itemprop=\"headline\">Feuer in Scheune</h1>\n"
		"<p class=\"article__intro\" itemprop=\"description\">Bei einem Brand in Moorhof ist am Montag hoher "
		"Schaden "
		"entstanden. Verletzt wurde niemand.</p>\n"
		"<div class=\"article__meta\"><span itemprop=\"author\" itemscope "
		"itemtype=\"http://schema.org/Person\">Von <span "
		"itemprop=\"name\">Jens Kroll</span></span> <time itemprop=\"datePublished\" "
		"datetime=\"2016-08-01T20:15:00+02:00\">1. August 2016, 20:15 Uhr</time></div>\n"
		"<figure itemprop=\"image\" itemscope itemtype=\"http://schema.org/ImageObject\"><img src=\"x.jpg\" "
		"alt=\"Feuer\">"
		"<figcaption><span itemprop=\"caption\">Die Scheune brannte bis auf die Grundmauern nieder.</span> "
		"<span "
		"itemprop=\"creditText\" class=\"credit\">Foto: Polizei</span></figcaption></figure>\n"
		"<div itemprop=\"articleBody\"><p>Moorhof - Das Feuer brach gegen 16 Uhr aus. Sechs Wehren waren im "
		"Einsatz.</p>"
		"<h2>Ursache unklar</h2><p>Die Polizei schätzt den Schaden auf 150 000 Euro und hat die Ermittlungen "
		"aufgenommen.</p><aside class=\"infobox\"><h3>Zur Sache</h3><p>Es war der dritte Brand in diesem "
		"Sommer.</p></aside>"
		"</div>\n"
		"<div itemprop=\"publisher\" itemscope itemtype=\"http://schema.org/Organization\" style=\"display: "
		"none\"><meta "
		"itemprop=\"name\" content=\"Heidekurier\"></div></article>\n"
		"<section class=\"related\"><h2>Mehr</h2><article><h3><a href=\"/2\">Anderer Brand</a></h3><p>Auch in "
		"Neuhof brannte "
		"es, dort aber nur ein Papierkorb auf dem Schulhof der Realschule.</p></article></section></main>\n"
		"<footer>Impressum</footer></body></html>",
		"K Blaulicht\nT Feuer in Scheune\n"
		"I Bei einem Brand in Moorhof ist am Montag hoher Schaden entstanden. Verletzt wurde niemand.\n"
		"B Von Jens Kroll 1. August 2016, 20:15 Uhr [Jens Kroll]\n"
		"C Die Scheune brannte bis auf die Grundmauern nieder.\nR Foto: Polizei\n"
		"P Moorhof - Das Feuer brach gegen 16 Uhr aus. Sechs Wehren waren im Einsatz.\nH Ursache unklar\n"
		"P Die Polizei schätzt den Schaden auf 150 000 Euro und hat die Ermittlungen aufgenommen.\n"
		"A Zur Sache\nA Es war der dritte Brand in diesem Sommer.",
		"headline=Feuer in Scheune\ndescription=Bei einem Brand in Moorhof ist am Montag hoher Schaden "
		"entstanden. "
		"Verletzt wurde niemand.\npublished=2016-08-01T20:15:00+02:00\nmodified=2016-08-02T11:00:00+02:00\n"
		"section=Blaulicht\nauthor=Jens Kroll\npublisher=Heidekurier\ncredit=Foto: Polizei\nlanguage=de\n"
		"url=https://kurier.example/feuer-in-scheune-4711.html" },
	{ "2021: JSON-LD graph, cookie banner, newsletter, related teasers within the text",
		"<!doctype html><html lang=\"de\"><head><meta charset=utf-8><title>Rat beschließt Radweg – "
		"Flussanzeiger</title>"
		"<script "
		"type=\"application/ld+json\">{\"@context\":\"https://"
		"schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\","
		"\"headline\":\"Rat beschließt "
		"Radweg\",\"datePublished\":\"2021-05-11T19:40:00+00:00\",\"dateModified\":"
		"\"2021-05-12T06:00:00+00:00\",\"author\":{\"@id\":\"#p1\"},\"publisher\":{\"@id\":\"#org\"},"
		"\"articleSection\":[\"Politik\"],"
		"\"keywords\":[\"Radweg\",\"Stadtrat\"],\"inLanguage\":\"de-DE\"},{\"@type\":\"WebPage\",\"url\":"
		"\"https://f.example/1\"},"
		"{\"@type\":\"Person\",\"@id\":\"#p1\",\"name\":\"Petra "
		"Lang\"},{\"@type\":\"Organization\",\"@id\":\"#org\",\"name\":"
		"\"Flussanzeiger\"}]}</script></head><body>\n"
		"<div id=\"cookie-banner\" role=\"dialog\"><p>Wir verwenden Cookies, um Inhalte zu personalisieren und "
		"die Zugriffe auf "
		"unsere Website zu analysieren.</p><button>Alle akzeptieren</button></div>\n"
		"<header class=\"page-header\"><nav><ul><li><a href=\"/\">Start</a></li></ul></nav></header>\n"
		"<main><article class=\"article\"><header class=\"article-header\"><p "
		"class=\"topline\">Bachstadt</p><h1>Rat "
		"beschließt Radweg</h1><p class=\"lead\">Nach langem Streit ist der Weg am Fluss entlang "
		"beschlossen.</p>"
		"<p class=\"byline\">Von <a href=\"/autor/lang\" rel=\"author\">Petra Lang</a></p><p "
		"class=\"date\">11. Mai 2021</p>"
		"</header>\n"
		"<div class=\"article-body\"><p>Der Stadtrat hat am Dienstag mit 18 zu 12 Stimmen für den neuen Radweg "
		"gestimmt.</p>\n"
		"<div class=\"ad-slot\">Anzeige</div>\n"
		"<p>Gebaut werden soll von Herbst an. Die Hälfte der Kosten übernimmt das Land, den Rest die "
		"Stadt.</p>\n"
		"<div class=\"related-inline\"><strong>Lesen Sie auch:</strong> <a href=\"/2\">Streit um Parkplätze am "
		"Ufer</a></div>\n"
		"<blockquote><p>Wir haben lange genug gewartet.</p><footer>Ratsherr Uwe Pohl</footer></blockquote>\n"
		"<p>Gegner des Wegs fürchten um die alten Kastanien und kündigten eine Klage an, über die noch zu "
		"reden sein "
		"wird.</p>\n"
		"<p><a href=\"/3\">Alles zum Thema Verkehr lesen Sie hier</a></p>\n"
		"<section class=\"newsletter-box\"><h3>Nichts verpassen!</h3><p>Mit unserem Newsletter bekommen Sie "
		"jeden Morgen die "
		"wichtigsten Nachrichten aus der Region in Ihr Postfach.</p><form><input "
		"type=email><button>Anmelden</button></form>"
		"</section></div>\n"
		"<div class=\"share-bar\"><a href=\"#\">Teilen</a><a href=\"#\">Merken</a></div><div class=\"tags\"><a "
		"href=\"/t\">Radweg"
		"</a></div></article></main><footer class=\"page-footer\"><p>© 2021 Flussanzeiger Verlag. Alle Rechte "
		"vorbehalten."
		"</p></footer></body></html>",
		"K Bachstadt\nT Rat beschließt Radweg\nI Nach langem Streit ist der Weg am Fluss entlang beschlossen.\n"
		"B Von Petra Lang [Petra Lang]\nD 11. Mai 2021\n"
		"P Der Stadtrat hat am Dienstag mit 18 zu 12 Stimmen für den neuen Radweg gestimmt.\n"
		"P Gebaut werden soll von Herbst an. Die Hälfte der Kosten übernimmt das Land, den Rest die Stadt.\n"
		"Q Wir haben lange genug gewartet.\nQ Ratsherr Uwe Pohl\n"
		"P Gegner des Wegs fürchten um die alten Kastanien und kündigten eine Klage an, über die noch zu reden "
		"sein "
		"wird.\nA Alles zum Thema Verkehr lesen Sie hier",
		"headline=Rat beschließt "
		"Radweg\npublished=2021-05-11T19:40:00+00:00\nmodified=2021-05-12T06:00:00+00:00\n"
		"section=Politik\nkeywords=Radweg, Stadtrat\nauthor=Petra Lang\npublisher=Flussanzeiger\nlanguage=de" },
	{ "2018: an English paper, divs by the dozen, a paragraph in each box",
		"<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=utf-8><meta property=\"og:title\" "
		"content=\"Harbour wall to be "
		"rebuilt\"><meta name=\"author\" content=\"Jane Doe\"><meta property=\"article:published_time\" "
		"content=\"2018-06-28T07:00:00Z\"><title>Harbour wall to be rebuilt | Coast "
		"Gazette</title></head><body>\n"
		"<div class=\"top\"><div class=\"masthead\"><a href=\"/\">Coast Gazette</a></div></div>\n"
		"<div class=\"wrap\"><div class=\"col\"><div class=\"head\"><h1>Harbour wall to be rebuilt</h1><div "
		"class=\"standfirst\">"
		"Work on the storm-damaged pier will begin in the autumn, the council says</div></div>\n"
		"<div class=\"story\"><div class=\"story-block\"><p>PORTWICK — The harbour wall that was breached in "
		"the February storms "
		"is to be rebuilt at a cost of £3m, councillors decided.</p></div>\n"
		"<div class=\"story-block\"><p>Fishermen have been using a temporary landing stage since the spring, "
		"which has made "
		"unloading slow and costly.</p></div>\n"
		"<div class=\"mpu advert\">Advertisement</div>\n"
		"<div class=\"story-block\"><p>“It can’t come soon enough,” said Tom Reed, who has fished from the "
		"harbour for forty "
		"years.</p></div></div></div>\n"
		"<div class=\"side\"><h3>Most read</h3><ol><li><a href=\"/1\">Seal found in car park</a></li><li><a "
		"href=\"/2\">Pier café "
		"to close</a></li></ol></div></div></body></html>",
		"T Harbour wall to be rebuilt\n"
		"I Work on the storm-damaged pier will begin in the autumn, the council says\n"
		"P PORTWICK — The harbour wall that was breached in the February storms is to be rebuilt at a cost of "
		"£3m, "
		"councillors decided.\n"
		"P Fishermen have been using a temporary landing stage since the spring, which has made unloading slow "
		"and "
		"costly.\n"
		"P “It can’t come soon enough,” said Tom Reed, who has fished from the harbour for forty years.",
		"headline=Harbour wall to be rebuilt\npublished=2018-06-28T07:00:00Z\nauthor=Jane Doe\nlanguage=en" },
	{ "2022: a paywall; the whole text is in JSON-LD only",
		"<!doctype html><html lang=de><head><meta charset=utf-8><title>Mühle wird Museum</title><script "
		"type='application/ld+json'>\n{ \"@context\": \"https://schema.org\", \"@type\": "
		"\"ReportageNewsArticle\", \"headline\": "
		"\"Mühle wird Museum\", \"isAccessibleForFree\": false,\n\"articleBody\": \"Talheim. Die alte Mühle am "
		"Bach wird ein "
		"Museum für das Müllerhandwerk in der Region.\\n\\nBis zum Herbst sollen die Mahlgänge wieder laufen, "
		"sagt der Verein, "
		"der seit Jahren dafür sammelt.\\n\\nDer Eintritt soll frei sein &amp; bleiben.\" "
		"}</script></head><body><main><article>"
		"<h1>Mühle wird Museum</h1><time datetime=\"2022-02-03\">3.2.2022</time><p>Talheim. Die alte Mühle am "
		"Bach wird …</p>"
		"<div class=\"paywall\"><h3>Jetzt weiterlesen mit Plus</h3><p>Testen Sie unser Angebot einen Monat "
		"lang.</p><a "
		"href=\"/abo\">Zum Angebot</a></div></article></main></body></html>",
		"T Mühle wird Museum\nD 3.2.2022\n"
		"P Talheim. Die alte Mühle am Bach wird ein Museum für das Müllerhandwerk in der Region.\n"
		"P Bis zum Herbst sollen die Mahlgänge wieder laufen, sagt der Verein, der seit Jahren dafür sammelt.\n"
		"P Der Eintritt soll frei sein & bleiben.",
		"headline=Mühle wird Museum\npublished=2022-02-03\nlanguage=de" },
	{ "2019: a live blog",
		"<html lang=de><head><title>Stadtfest im Ticker</title></head><body><article><h1>Stadtfest im "
		"Ticker</h1>"
		"<p class=intro>Drei Tage lang feiert Neuburg. Wir sind dabei und berichten hier vom Marktplatz.</p>"
		"<p>Zum Auftakt am Freitag kamen nach Angaben der Veranstalter mehr als zehntausend Besucher.</p>"
		"<p>Auch das Wetter spielte mit, nur am späten Abend fielen ein paar Tropfen auf die Bühne.</p>"
		"<div class=entry><time datetime=\"2019-07-06T22:10\">22.10 Uhr</time><h2>Feuerwerk beginnt</h2><p>Mit "
		"einem lauten "
		"Knall hat um kurz nach zehn das Feuerwerk über dem Fluss begonnen.</p></div>"
		"<div class=entry><time datetime=\"2019-07-06T21:00\">21.00 Uhr</time><p>Die Band aus dem Nachbarort "
		"spielt ihre letzte "
		"Zugabe, und der ganze Platz singt mit.</p></div></article></body></html>",
		"T Stadtfest im Ticker\nI Drei Tage lang feiert Neuburg. Wir sind dabei und berichten hier vom "
		"Marktplatz.\n"
		"P Zum Auftakt am Freitag kamen nach Angaben der Veranstalter mehr als zehntausend Besucher.\n"
		"P Auch das Wetter spielte mit, nur am späten Abend fielen ein paar Tropfen auf die Bühne.\n- 22.10 "
		"Uhr\n"
		"H Feuerwerk beginnt\n"
		"P Mit einem lauten Knall hat um kurz nach zehn das Feuerwerk über dem Fluss begonnen.\n- 21.00 Uhr\n"
		"P Die Band aus dem Nachbarort spielt ihre letzte Zugabe, und der ganze Platz singt mit.",
		"headline=Stadtfest im Ticker\nlanguage=de" },
	{ "2009: a print view",
		"<html><head><title>Druckansicht: Markt zieht um</title></head><body onload=\"window.print()\">"
		"<p><b>Heideblatt online</b></p><hr><p>Artikel vom 14.09.2009</p><h1>Markt zieht um</h1>"
		"<p>Brunn. Der Wochenmarkt zieht von Oktober an auf den Platz hinter dem Rathaus um, weil die Straße "
		"aufgerissen "
		"wird.</p><p>Die Händler sehen es gelassen. „Hauptsache, die Kunden finden uns“, sagt Obsthändlerin "
		"Marga Klein.</p>"
		"<hr><p>URL: http://heideblatt.example/a/1234.html</p></body></html>",
		"P Heideblatt online\nP Artikel vom 14.09.2009\nT Markt zieht um\n"
		"P Brunn. Der Wochenmarkt zieht von Oktober an auf den Platz hinter dem Rathaus um, weil die Straße "
		"aufgerissen "
		"wird.\nP Die Händler sehen es gelassen. „Hauptsache, die Kunden finden uns“, sagt Obsthändlerin Marga "
		"Klein.\n"
		"P URL: http://heideblatt.example/a/1234.html",
		"headline=Druckansicht: Markt zieht um" },
	{ "2014: a gallery, captions with credits, results in a table, an address",
		"<html lang=\"de\"><body><div id=\"main\" role=\"main\"><h1>SV Auental siegt</h1><div "
		"class=\"gallery\"><div "
		"class=\"wp-caption\"><img src=1.jpg><p class=\"wp-caption-text\">Torjubel im Regen. Foto: Karl "
		"Amsel</p></div><div "
		"class=\"wp-caption\"><img src=2.jpg><p class=\"wp-caption-text\">Der Trainer.</p><span "
		"class=\"copyright\">© K. Amsel"
		"</span></div></div><p>Mit einem klaren Sieg hat sich der SV Auental den Aufstieg in die Bezirksliga "
		"gesichert.</p>"
		"<table><tr><th>Verein</th><th>Punkte</th></tr><tr><td>SV Auental</td><td>61</td></tr><tr><td>TSV "
		"Moorhof</td><td>58"
		"</td></tr></table><p>Gefeiert wird am Samstag von 18 Uhr an, und jeder ist herzlich dazu "
		"eingeladen:</p><p>SV "
		"Auental<br>Am Sportplatz 3<br>12345 Auental</p></div></body></html>",
		"T SV Auental siegt\nC Torjubel im Regen. Foto: Karl Amsel\nC Der Trainer.\nR © K. Amsel\n"
		"P Mit einem klaren Sieg hat sich der SV Auental den Aufstieg in die Bezirksliga gesichert.\nL Verein "
		"| Punkte\n"
		"L SV Auental | 61\nL TSV Moorhof | 58\n"
		"P Gefeiert wird am Samstag von 18 Uhr an, und jeder ist herzlich dazu eingeladen:\nP SV Auental\n"
		"P Am Sportplatz 3\nP 12345 Auental",
		"language=de" },
	{ "2007: a form around the whole page, as ASP.NET makes it, and a headline that only a class tells",
		"<html><head><title>Heimatkreis - Aktuelles</title></head><body><form id=\"aspnetForm\" "
		"method=post><div class=\"navi\">"
		"<a href=1>Start</a></div><div class=\"inhalt\"><span class=\"headline\">Kirmes mit "
		"Umzug</span><br/><span "
		"class=\"datum\">12.08.2007</span><br/><br/>Walddorf. Zur Kirmes am kommenden Wochenende erwartet der "
		"Heimatverein "
		"wieder Hunderte von Gästen aus nah und fern.<br/><br/>Der Umzug beginnt am Sonntag um 14 Uhr an der "
		"Schule und endet "
		"am Festzelt, wo die Kapelle schon wartet.<br/><br/>Für die Kinder gibt es ein Karussell, Ponyreiten "
		"und einen Wettlauf "
		"durch die Gassen des Dorfes, bei dem alle einen Preis bekommen. Die Vereine sorgen für Speisen und "
		"Getränke. Der "
		"Erlös kommt in diesem Jahr der Renovierung des Spielplatzes zugute, der seit dem Frühjahr gesperrt "
		"ist.</div></form>"
		"</body></html>",
		"T Kirmes mit Umzug\nD 12.08.2007\n"
		"P Walddorf. Zur Kirmes am kommenden Wochenende erwartet der Heimatverein wieder Hunderte von Gästen "
		"aus nah und "
		"fern.\nP Der Umzug beginnt am Sonntag um 14 Uhr an der Schule und endet am Festzelt, wo die Kapelle "
		"schon wartet.\n"
		"P Für die Kinder gibt es ein Karussell, Ponyreiten und einen Wettlauf durch die Gassen des Dorfes, "
		"bei dem alle "
		"einen Preis bekommen. Die Vereine sorgen für Speisen und Getränke. Der Erlös kommt in diesem Jahr der "
		"Renovierung "
		"des Spielplatzes zugute, der seit dem Frühjahr gesperrt ist.",
		"headline=Heimatkreis - Aktuelles" },
	{ "2013: kicker and headline within h1, subtitle as h2, the date below",
		"<html lang=de><body><div id=wrapper><div class=article-detail><h1><span "
		"class=\"dachzeile\">Nordhausen</span> <span "
		"class=\"titel\">Bad bleibt zu</span></h1><h2 class=\"unterzeile\">Rohre müssen erneuert werden</h2><p "
		"class=\"info\">"
		"<span class=\"author\">Rolf Timm</span> | <span class=\"date\">03.01.2013</span></p><div "
		"class=\"text\"><p>Das "
		"Hallenbad bleibt bis Ostern geschlossen, weil die Rohre aus den siebziger Jahren nicht mehr zu retten "
		"sind.</p><p>Die "
		"Schulen weichen solange in die Nachbarstadt aus, was nicht allen Eltern der Kinder "
		"gefällt.</p></div></div></div>"
		"</body></html>",
		"K Nordhausen\nT Bad bleibt zu\nI Rohre müssen erneuert werden\nB Rolf Timm | 03.01.2013 [Rolf Timm]\n"
		"P Das Hallenbad bleibt bis Ostern geschlossen, weil die Rohre aus den siebziger Jahren nicht mehr zu "
		"retten sind.\n"
		"P Die Schulen weichen solange in die Nachbarstadt aus, was nicht allen Eltern der Kinder gefällt.",
		"language=de" },
	{ "2024: AMP-like custom elements, a hidden note, sr-only words, a podcast player",
		"<!doctype html><html ⚡ lang=\"de\"><head><meta charset=\"utf-8\"><title>Storch kehrt "
		"zurück</title></head><body><main "
		"id=\"main\"><article aria-label=\"Artikel\"><header><h1><span class=\"sr-only\">Natur:</span> Storch "
		"kehrt zurück</h1>"
		"<amp-img src=\"a.jpg\"><noscript><img "
		"src=\"a.jpg\"></noscript></amp-img></header><bote-text><p>Rieth. <b>Der erste</b> "
		"Storch des Jahres ist am Mittwoch auf dem Dach der Kirche gelandet.</p></bote-text><div "
		"class=\"audio-player\"><p>Diesen "
		"Artikel anhören (2 Minuten), vorgelesen von einer künstlichen Stimme.</p></div><p hidden>Dieser Satz "
		"ist nur für "
		"Maschinen gedacht und steht nirgends auf der Seite.</p><p>Im vergangenen Jahr war er erst zwei Wochen "
		"später "
		"gekommen, wie der Küster notiert "
		"hat.</p><svg><title>Pfeil</title><text>weiter</text></svg></article></main></body>"
		"</html>",
		"T Storch kehrt zurück\nP Rieth. Der erste Storch des Jahres ist am Mittwoch auf dem Dach der Kirche "
		"gelandet.\n"
		"P Im vergangenen Jahr war er erst zwei Wochen später gekommen, wie der Küster notiert hat.",
		"headline=Storch kehrt zurück\nlanguage=de" },
};

static void check_page(size_t i, struct arena *a)
{
	struct document d;
	enum bytes_trouble t;
	struct str raw = str_of(rows[i].page);
	CHECK(html_looks(raw), "%s", rows[i].what);
	CHECK(html_read(raw, a, &d, &t) && t == BYTES_GOOD, "%s", rows[i].what);
	struct str shown = document_shown(&d, a), said = document_said(&d, a);
	CHECK(str_eq(shown, str_of(rows[i].lines)), "%s:\n%.*s\n-- instead of --\n%s", rows[i].what, STR_ARG(shown),
		rows[i].lines);
	CHECK(str_eq(said, str_of(rows[i].said)), "%s:\n%.*s\n-- instead of --\n%s", rows[i].what, STR_ARG(said),
		rows[i].said);
	for (size_t k = 0; k < d.count; k++)
		CHECK(d.lines[k].number == k + 1 && d.lines[k].role == ROLE_NONE, "%s, line %zu", rows[i].what, k + 1);
}

int main(void)
{
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		check_page(i, &a);
		arena_reset(&a);
	}
	arena_free(&a);
	return unit_done("html_pages");
}
