/* edition: an archive of invented articles with its index, as two capsules: the same files, in German and in English.
 * A few dozen articles are written out; series fill a day, a month, a year, a list of places and what has no date. */
#ifndef TESTS_EDITION_H
#define TESTS_EDITION_H

#include "archive/archive.h"
#include "conf/locale.h"
#include "page/makers.h"
#include "page/page.h"
#include "shelf.h"
#include "text/slug.h"
#include "text/uri.h"

#include <limits.h>
#include <time.h>

enum {
	EDITION_NOW = 1795431600, /* 23 November 2026, 12:00 in Berlin: what the tests take for today */
	EDITION_DAY = 86400,
	EDITION_DE = 0,
	EDITION_EN = 1,
};

struct story {
	const char *path, *title, *place, *section, *author, *keywords, *body, *more; /* more: lines of the end block */
	int added;                                                                    /* days before EDITION_NOW */
};

#define KENNUNG_UHR "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718"
#define KENNUNG_BUS "b1b2c3d4e5f60718b1b2c3d4e5f60718b1b2c3d4e5f60718b1b2c3d4e5f60718"

static const struct story edition_stories[] = {
	{ "/1998/01/02/erste-ausgabe.gmi", "Die erste Ausgabe", "Wolfsburg", "Lokales", "Ida Brandes", "",
		"Mit dieser Ausgabe beginnt der Allerbote zu erscheinen. Er kostet eine Mark zwanzig.", "", 300 },
	{ "/1998/11/23/erster-schnee.gmi", "Erster Schnee legt den Berufsverkehr lahm", "Wolfsburg", "Lokales", "",
		"Schnee; Verkehr",
		"Acht Zentimeter Schnee haben am Montag genügt. Auf der Braunschweiger Straße stand der Verkehr "
		"zwei Stunden lang, und die Räumfahrzeuge standen mit.",
		"", 300 },
	{ "/1998/11/24/schlittenhang.gmi", "Schlitten auf dem Klieversberg", "Wolfsburg", "", "", "Schnee",
		"Nach dem ersten Schnee war der Klieversberg am Nachmittag voller Schlitten.", "", 300 },
	{ "/1999/chronik.gmi", "Chronik eines ruhigen Jahres", "Meine", "", "", "",
		"Wann dies im Blatt stand, ist nicht mehr festzustellen.", "", 300 },
	{ "/2001/08/14/wolfsburger-strasse.gmi", "Wolfsburger Straße wird gesperrt", "Wolfsburg", "Lokales", "",
		"Verkehr", "Die Wolfsburger Straße wird für sechs Wochen gesperrt.", "", 300 },
	{ "/2003/08/09/brandwache-am-moor.gmi", "Brandwache am Moor: Der Boden glimmt schon", "Gifhorn", "Lokales",
		"Kai Tönnies", "Feuerwehr; Moor",
		"Seit elf Tagen hat es im Großen Moor nicht geregnet. Die Feuerwehr hält Tag und Nacht Wache.", "",
		300 },
	{ "/2003/11/23/hofladen.gmi", "Kartoffeln aus dem Automaten", "Isenbüttel", "Wirtschaft", "", "",
		"Vor einem Hof steht jetzt ein Automat für Kartoffeln, Eier und Blumen.", "", 300 },
	{ "/2005/07/sommer.gmi", "Der Sommer in Leserbriefen", "Gifhorn", "", "", "",
		"Leserinnen und Leser schreiben von Regen, Mücken und einer gestohlenen Gans.", "", 300 },
	{ "/2005/07/16/muehlenfest.gmi", "Mühlenfest mit Gegenwind", "Gifhorn", "Kultur", "Ida Brandes", "Mühle; Fest",
		"Zum Mühlenfest drehten sich zum ersten Mal alle sechzehn Mühlen zugleich.", "", 300 },
	{ "/2007/11/23/bahnhofsuhr.gmi", "Bahnhofsuhr geht nach neun Jahren wieder richtig", "Gifhorn", "Lokales",
		"Jana Behrens", "Bahnhof; Uhr; Heimatverein",
		"Neun Jahre lang war es am Bahnhof immer zwanzig vor vier. Der Heimatverein hat die Uhr reparieren "
		"lassen.",
		"* Kennung: " KENNUNG_UHR "\n", 300 },
	{ "/2007/11/24/bahnhofsuhr-berichtigt.gmi", "Bahnhofsuhr geht seit acht Jahren wieder richtig", "Gifhorn",
		"Lokales", "Jana Behrens", "Bahnhof; Uhr; Heimatverein",
		"Acht, nicht neun Jahre lang war es am Bahnhof immer zwanzig vor vier. Der Heimatverein hat "
		"nachgerechnet.",
		"* Fassung von: " KENNUNG_UHR "\n* Geändert: 2007-12-01\n", 300 },
	{ "/2007/11/23/chor-sucht-baesse.gmi", "Chor sucht Bässe", "Wittingen", "Kultur", "", "Chor",
		"Der gemischte Chor hat dreißig Stimmen, darunter einen Bass.", "", 300 },
	{ "/2008/02/29/schalttag.gmi", "Geburtstag, zum dritten Mal", "Meine", "Lokales", "Ida Brandes", "",
		"Mit zwölf Jahren feiert Lina ihren dritten Geburtstag.", "", 300 },
	{ "/2011/09/03/wahlplakate.gmi", "Wahlplakate: Der Wind hat schon gewählt", "Gifhorn", "Politik", "Kai Tönnies",
		"Wahl", "Eine Woche vor der Wahl liegt die Hälfte der Plakate im Graben, quer durch alle Parteien.", "",
		300 },
	{ "/2011/09/12/wahl-im-kreis.gmi", "Der Kreis hat gewählt", "", "Politik", "Kai Tönnies, Ida Brandes", "Wahl",
		"Gewählt wurde in allen Orten des Kreises, gezählt bis kurz nach Mitternacht.", "", 300 },
	{ "/2011/09/13/stimmzettel.gmi", "Ein Stimmzettel mit Gedicht", "Wittingen", "Politik", "", "Wahl",
		"Ungültig, aber gereimt: ein Stimmzettel aus Wittingen.", "", 300 },
	{ "/2012/11/23/laterne.gmi", "Laternenumzug mit Ersatzmond", "Meine", "Kultur", "", "Fest",
		"Weil der Mond fehlte, hielt die Feuerwehr einen Scheinwerfer in den Himmel.", "", 300 },
	{ "/2012/11/23/markt.gmi", "Wochenmarkt zieht um", "Gifhorn", "Wirtschaft", "", "Markt",
		"Der Wochenmarkt zieht auf den Schützenplatz.", "", 300 },
	{ "/2012/11/23/theater.gmi", "Ausverkauft bis auf die Säule", "Wolfsburg", "Kultur", "Ida Brandes", "Theater",
		"Nur der Platz hinter der Säule war noch frei.", "", 300 },
	{ "/2012/11/23/tor.gmi", "Tor aus vierzig Metern", "Isenbüttel", "Sport", "", "Fußball",
		"Der Torwart hat getroffen, gegen den Wind und gegen jede Absicht.", "", 300 },
	{ "/2014/03/02/laengstes-wort.gmi", "Schüler suchen das längste Wort der Stadt", "Wolfsburg", "", "", "Schule",
		"Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung heißt das Wort der Klasse 6b. "
		"Der Preis: ein Gutschein für das Freibad.",
		"* Zusammenfassung: Die 6b gewinnt mit einem Wort von 67 Buchstaben.\n", 300 },
	{ "/2017/05/01/maibaum.gmi", "Maibaum steht, dann liegt er", "Meine", "Lokales", "", "Fest",
		"Der Maibaum stand vierzig Minuten.", "", 120 },
	{ "/2017/06/02/freibad-beginnt.gmi", "Freibad öffnet bei elf Grad", "Wolfsburg", "Lokales", "Jana Behrens",
		"Freibad",
		"Drei Gäste kamen am ersten Tag ins Freibad, einer davon zum Schwimmen. Die Wärme des Wassers ist "
		"eine Frage der Betrachtung.",
		"", 120 },
	{ "/2018/05/30/freibaeder.gmi", "Die Freibäder im Vergleich", "", "Lokales", "Jana Behrens", "Freibad",
		"Welches der Freibäder die längste Rutsche hat, wurde mit dem Maßband festgestellt.", "", 120 },
	{ "/2018/06/27/storch-im-loeschteich.gmi", "Feuerwehr rettet Storch aus dem Löschteich", "Gifhorn", "Lokales",
		"Kai Tönnies", "Feuerwehr; Storch",
		"Gifhorn. Zwölf Feuerwehrleute, ein Schlauchboot und eine Tischdecke waren nötig, um einen jungen "
		"Storch aus "
		"dem Löschteich zu holen.",
		"", 120 },
	{ "/2018/06/27/fahrradstaender.gmi", "Neue Fahrradständer am Bahnhof, 240 Plätze, kein Dach", "Wolfsburg",
		"Lokales", "", "Bahnhof; Fahrrad", "Am Bahnhof stehen jetzt 240 Fahrradständer im Regen.", "", 120 },
	{ "/2018/06/28/freibad-oeffnet-laenger.gmi", "Freibad öffnet im Juli eine Stunde länger", "Wolfsburg",
		"Lokales", "Jana Behrens", "Freibad; Öffnungszeiten",
		"Wolfsburg. Das Freibad am Stadtrand hat ab dem 1. Juli werktags bis 21 Uhr geöffnet, eine Stunde "
		"länger als bisher. Die Wärme bleibt draußen.",
		"* Zusammenfassung: Im Juli bis 21 Uhr\n", 3 },
	{ "/2018/06/28/buecherbus.gmi", "Der Bücherbus fährt weiter", "Gifhorn", "Kultur", "", "Bücherbus",
		"Der Bücherbus des Landkreises bleibt auf der Straße und hält bald auch in der Heide.",
		"* Kennung: " KENNUNG_BUS "\n", 3 },
	{ "/2018/06/28/buecherbus-heide.gmi", "Der Bücherbus fährt weiter, jetzt auch in die Heide", "Wittingen",
		"Kultur", "", "Bücherbus", "Der Bücherbus des Landkreises hält im August zum ersten Mal in der Heide.",
		"* Fassung von: " KENNUNG_BUS "\n", 3 },
	{ "/2018/06/28/english-tour.gmi", "A tour of the open-air pool, in English", "Wolfsburg", "Kultur",
		"Mary O’Neill", "Freibad", "Visitors were shown the pool, the slide and the famous clock. Nobody swam.",
		"* Sprache: en\n", 3 },
	{ "/2018/06/28/index-der-woche.gmi", "50 Jahre Kreissparkasse: Was aus dem ersten Sparbuch wurde", "Gifhorn",
		"Wirtschaft", "", "", "Auf dem ersten Sparbuch liegen noch immer fünf Mark.", "", 3 },
	{ "/undated/gruss-aus-meine.gmi", "Gruß aus Meine, handschriftlich", "Meine", "", "", "",
		"Die Postkarte lag zwischen zwei Aktenordnern.", "", 120 },
	/* what must do no harm */
	{ "/2009/04/01/b\xc3\xb6ser name? 100%.gmi", "=> gemini://elsewhere.example/ \033[2J# ``` \xe2\x80\xa8 x <&>\"",
		"``` Ort", "# Ressort", "=> /x Autor", "* Punkt; > Zitat; ```",
		"```\n=> gemini://elsewhere.example/ x\n```\n\n# Falle\n\nTellerfalle, Fallensteller.", "", 0 },
	{ "/2009/04/01/leer.gmi", "", "", "", "", "", "", "", 0 },
	{ "/2009/04/01/lang.gmi",
		"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft trifft sich zu "
		"ihrer Hauptversammlung, hört den Kassenbericht, entlastet den Vorstand, wählt einen Festausschuss "
		"und beschließt, den Namen auch weiterhin nicht zu kürzen",
		"Wolfsburg", "Lokales", "", "", "Der Name bleibt.", "", 0 },
	{ "/2009/04/01/latin1.gmi", "Caf\xe9 schlie\xdft", "K\xf6ln", "", "", "", "Das Caf\xe9 schlie\xdft.", "", 0 },
	{ "/2009/04/02/fern.gmi", "Gruß aus der Partnerstadt", "Владивосток", "Kultur", "", "",
		"Ein Brief aus der Partnerstadt war elf Wochen unterwegs.", "", 0 },
};

/* Pages that are no articles. */
static const struct {
	const char *path, *text;
} edition_pages[] = {
	{ "/about.gmi", "# Über den Allerboten\n\nRechte, Impressum und Kontakt.\n" },
	{ "/mirror/README", "Hier liegt, was Spiegel brauchen.\n" },
	{ "/2018/06/28/plan.txt", "Kein Gemtext\n" },
	{ "/2004/index.gmi", "# Das Jahr 2004, von Hand\n" },
};

/* Where there was an election on one day: more places and more articles of a day than a page of a list has. */
static const char *const edition_villages[] = { "Adenbüttel", "Allersehl", "Almke", "Ausbüttel", "Barnstorf",
	"Barwedel", "Bergfeld", "Bokensdorf", "Brome", "Calberlah", "Dannenbüttel", "Didderse", "Ehmen", "Ehra",
	"Eischott", "Emmen", "Essenrode", "Ettenbüttel", "Fallersleben", "Gamsen", "Grußendorf", "Hankensbüttel",
	"Heiligendorf", "Hillerse", "Isenbüttel", "Jembke", "Kästorf", "Knesebeck", "Leiferde", "Lagesbüttel", "Meine",
	"Meinersen", "Müden", "Mörse", "Neudorf", "Ohof", "Osloß", "Ölmühle", "Parsau", "Päse", "Radenbeck",
	"Ribbesbüttel", "Rötgesbüttel", "Rühen", "Sassenburg", "Schönewörde", "Schwülper", "Tappenbeck", "Tiddische",
	"Ummern", "Vordorf", "Vorsfelde", "Wagenhoff", "Wahrenholz", "Wasbüttel", "Wesendorf", "Weyhausen", "Wilsche",
	"Wittingen", "Zicherie" };

static struct site edition;
static struct site_capsule edition_capsules[2];
static struct site_gopher edition_gophers[2];
static struct str edition_hosts[] = { { "bote.example", 12 } };
static const struct words *edition_languages[CONF_LANGUAGES];

static inline void edition_line(struct buf *out, const char *key, const char *value)
{
	if (value[0])
		buf_fmt(out, "* %s: %s\n", key, value);
}

/* The way from an article to the top, as the importer writes it. */
static inline const char *edition_up(const char *path)
{
	static const char ups[] = "../../..";
	size_t depth = 0;
	for (const char *p = path + 1; *p; p++)
		depth += *p == '/';
	return ups + sizeof ups - 1 - (depth ? 3 * depth - 1 : 0);
}

static inline void edition_put(const struct story *s)
{
	char space[4096], path_space[PATH_MAX];
	struct buf out = BUF(space), encoded = BUF(path_space);
	uri_encode_path(str_of(s->path), &encoded);
	const char *path = buf_z(&encoded);
	if (s->title[0])
		buf_fmt(&out, "# %s\n\n%s\n\n## Zu diesem Artikel\n", s->title, s->body);
	edition_line(&out, "Ort", s->place);
	edition_line(&out, "Ressort", s->section);
	edition_line(&out, "Autor", s->author);
	edition_line(&out, "Stichwörter", s->keywords);
	buf_fmt(&out, "%s", s->more);
	buf_fmt(&out, "=> index.gmi Alle Artikel\n=> %s/more%s Davor, danach, verwandt\n", edition_up(s->path), path);
	shelf_put(s->path, buf_z(&out), EDITION_NOW - (time_t)s->added * EDITION_DAY);
}

/* One of a series: which has a place, a keyword or neither. */
static inline void edition_put_one(
	const char *path, const char *title, const char *place, const char *keywords, const char *body, int added)
{
	edition_put(&(struct story){ .path = path,
		.title = title,
		.place = place,
		.section = "",
		.author = "",
		.keywords = keywords,
		.body = body,
		.more = "",
		.added = added });
}

/* An election in every village, a level of the river on every fifth day of a year and a bit, a dish for every week. */
static inline void edition_series(void)
{
	char path[128], title[128], word[32], slug_space[SLUG_MAX + 1];
	for (size_t i = 0; i < sizeof edition_villages / sizeof *edition_villages; i++) {
		struct buf slug = BUF(slug_space);
		slug_add(&slug, str_of(edition_villages[i]));
		snprintf(path, sizeof path, "/2011/09/12/wahl-%s.gmi", buf_z(&slug));
		snprintf(title, sizeof title, "So hat %s gewählt", edition_villages[i]);
		edition_put_one(path, title, edition_villages[i], "", "Die Stimmen sind ausgezählt.", 60);
	}
	for (int i = 0; i < 80; i++) {
		time_t t = 1450008000 /* 13 December 2015 */ + (time_t)i * 5 * EDITION_DAY;
		struct tm tm;
		gmtime_r(&t, &tm);
		strftime(path, sizeof path, "/%Y/%m/%d/pegel.gmi", &tm);
		snprintf(title, sizeof title, "Der Pegel der Aller: %d Zentimeter", 80 + (i * 37) % 60);
		snprintf(word, sizeof word, "Messung %d", i + 1);
		edition_put_one(path, title, "Gifhorn", word, "Gemessen wurde um sieben Uhr.", 60);
	}
	for (int i = 1; i <= 53; i++) {
		snprintf(path, sizeof path, "/undated/rezept-%02d.gmi", i);
		snprintf(title, sizeof title, "Aus Großmutters Kochbuch, %d. Folge", i);
		edition_put_one(path, title, "", "", "Man nehme, was da ist.", 60 + 7 * i);
	}
}

static inline void edition_capsule(unsigned i, const char *language, const char *title, const char *subtitle)
{
	struct site_capsule *c = &edition_capsules[i];
	*c = (struct site_capsule){ .name = "main",
		.title = str_of(title),
		.subtitle = str_of(subtitle),
		.language = str_of(language),
		.contact = STR("redaktion@bote.example"),
		.timezone = "Europe/Berlin",
		.hosts = edition_hosts,
		.host_count = 1,
		.index_path = shelf_index,
		.gone = shelf_list,
		.root = shelf_root,
		.overlay = { -1 } };
	for (size_t k = 0; k < edition.language_count; k++)
		if (str_eq(edition_languages[k]->language, c->language))
			c->words = edition_languages[k];
	c->archive = archive_new(shelf_index);
	c->view = (struct view_site){ .gemini_host = edition_hosts[0],
		.gopher_host = edition_hosts[0],
		.gemini_port = 1965,
		.gopher_port = 70,
		.hosts = edition_hosts,
		.host_count = 1,
		.words = c->words };
	edition_gophers[i] = (struct site_gopher){ .name = "gopher", .capsule = i, .view = c->view };
}

static inline time_t edition_now(time_t *out)
{
	return out ? *out = EDITION_NOW : EDITION_NOW;
}

static inline void edition_open(void)
{
	makers_clock = edition_now;
	struct conf_report report = { .out = stdout };
	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	shelf_open();
	edition = (struct site){ .capsules = edition_capsules,
		.capsule_count = 2,
		.gophers = edition_gophers,
		.gopher_count = 2,
		.gemini_port = 1965,
		.languages = edition_languages };
	edition.language_count = locale_load(NULL, "herald.ini", 1, edition_languages, CONF_LANGUAGES, &report);
	edition_capsule(EDITION_DE, "de", "Allerbote: das Archiv",
		"Nachrichten aus Wolfsburg, Gifhorn und der Heide seit 1998");
	edition_capsule(
		EDITION_EN, "en", "Allerbote: the archive", "News from Wolfsburg, Gifhorn and the Heath since 1998");
}

static inline void edition_index(void)
{
	char space[512];
	struct buf why = BUF(space);
	struct builder b = { .path = shelf_index,
		.recorder = { .root = &shelf_root,
			.languages = edition_languages,
			.language_count = edition.language_count,
			.language = STR("de") },
		.gone = shelf_list,
		.setting = shelf_wish().setting,
		.readers = 1 };
	CHECK(builder_run(&b, &why), "no index: %s", buf_z(&why));
}

/* Writes the files, and makes the index. */
static inline void edition_print(void)
{
	for (size_t i = 0; i < sizeof edition_stories / sizeof *edition_stories; i++)
		edition_put(&edition_stories[i]);
	for (size_t i = 0; i < sizeof edition_pages / sizeof *edition_pages; i++)
		shelf_put(edition_pages[i].path, edition_pages[i].text, EDITION_NOW);
	edition_series();
	edition_index();
}

static inline void edition_close(void)
{
	for (size_t i = 0; i < 2; i++)
		archive_close(edition_capsules[i].archive);
	for (size_t i = 0; i < edition.language_count; i++)
		locale_free(edition_languages[i]);
	shelf_close();
}

/* The page of a path with its query (decoded; NULL: none), into room. */
static inline enum outcome edition_page(
	unsigned capsule, const char *path, const char *query, enum page_view view, struct buf *meta, struct buf *out)
{
	struct site_ask ask = {
		.capsule = capsule, .gopher = capsule, .view = view, .gopher_asked = view != PAGE_GEMTEXT
	};
	struct page page = { .fd = -1, .meta = *meta };
	struct buf canonical = BUF(ask.path);
	struct name name;
	buf_clear(out);
	if (!name_read(str_of(path), &canonical, &name))
		return OUT_NOT_FOUND;
	ask.path_n = canonical.n;
	ask.kind = name.kind;
	ask.query_n = query ? strlen(query) : 0;
	if (query)
		memcpy(ask.query, query, ask.query_n);
	enum outcome outcome = page_make(&edition, &ask, 0, &page);
	*meta = page.meta;
	CHECK((page.fd >= 0) == (outcome == OUT_OK), "%s: outcome %d, descriptor %d", path, (int)outcome, page.fd);
	if (page.fd < 0)
		return outcome;
	ssize_t n = pread(page.fd, out->p, out->cap, 0);
	CHECK(n >= 0 && (uint64_t)n == page.size, "%s: %zd of %llu bytes", path, n, (unsigned long long)page.size);
	out->n = n > 0 ? (size_t)n : 0;
	close(page.fd);
	return outcome;
}

/* Compares with tests/golden/pages; GOLDEN=write writes it anew. */
static inline void edition_golden(const char *name, const char *ending, struct str got)
{
	static char room[1 << 20];
	char path[200];
	snprintf(path, sizeof path, "tests/golden/pages/%s.%s", name, ending);
	if (getenv("GOLDEN")) {
		FILE *f = fopen(path, "w");
		CHECK(f && fwrite(got.p, 1, got.n, f) == got.n && fclose(f) == 0, "%s", path);
		return;
	}
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(room, 1, sizeof room, f) : 0;
	if (f)
		fclose(f);
	CHECK(f != NULL, "%s is not there; GOLDEN=write makes it", path);
	CHECK_STR(got, ((struct str){ room, n }));
}

#endif
