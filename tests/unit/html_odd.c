/* Pages that mislead: where the article does not stand where it should, or something else looks like it. */
#include "document.h"
#include "unit.h"

#include "import/html.h"

#include <pthread.h>

#define ONE "Der Bürgermeister hat am Montag den neuen Spielplatz am Bach eröffnet, und viele Kinder kamen."
#define TWO "Gekostet hat er rund 80 000 Euro, von denen der Förderverein die Hälfte durch Spenden aufgebracht hat."
#define THREE "Im Herbst soll noch ein Klettergerüst dazukommen, wenn das Geld dafür reicht, sagte er zum Schluss."
#define TEASER                                                                                                         \
	"<article class=\"item\"><h3><a href=\"/2\">Andere Nachricht</a></h3><p>Auch anderswo ist am Montag etwas "    \
	"geschehen, was hier niemand lesen will.</p></article>"
#define TEXT "P " ONE "\nP " TWO "\nP " THREE

static const struct {
	const char *what, *page, *lines;
} rows[] = {
	{ "only the teasers are articles",
		"<html><body><h1>Spielplatz offen</h1><div id=c><p>" ONE "</p><p>" TWO "</p><p>" THREE
		"</p></div>" TEASER TEASER "</body></html>",
		"T Spielplatz offen\n" TEXT },
	{ "each part of the text is an articleBody",
		"<html><body><div class=story><h1>Spielplatz offen</h1><div itemprop=articleBody><p>" ONE
		"</p></div><div "
		"class=advert><p>Kaufen Sie jetzt!</p></div><div itemprop=articleBody><p>" TWO "</p></div><div "
		"itemprop=articleBody><p>" THREE "</p></div></div></body></html>",
		"T Spielplatz offen\n" TEXT },
	{ "sections within the article, teasers behind them",
		"<html><body><article><h1>Spielplatz offen</h1><section><p>" ONE
		"</p></section><section><h2>Kosten</h2><p>" TWO "</p><p>" THREE
		"</p></section></article><div class=list>" TEASER TEASER TEASER "</div></body></html>",
		"T Spielplatz offen\nP " ONE "\nH Kosten\nP " TWO "\nP " THREE },
	{ "the name of the paper is the h1",
		"<html><head><title>Spielplatz ist offen - Bachbote</title></head><body><div><h1><a "
		"href=\"/\">Bachbote</a></h1></div>"
		"<div class=main><h2>Spielplatz ist offen</h2><div class=text><p>" ONE "</p><p>" TWO "</p><p>" THREE
		"</p></div></div>"
		"</body></html>",
		"A Bachbote\nT Spielplatz ist offen\n" TEXT },
	{ "the h1 stands in a header of its own, with the date behind it",
		"<html><body><header><div class=crumbs><a href=\"/\">Start</a></div><h1>Spielplatz offen</h1><div "
		"class=date>4.5.2015"
		"</div></header><div class=body><p>" ONE "</p><p>" TWO "</p><p>" THREE
		"</p></div><footer><p>Bachbote, Verlag am "
		"Bach, alle Rechte bleiben bei uns und bei niemandem sonst.</p></footer></body></html>",
		"T Spielplatz offen\nD 4.5.2015\n" TEXT },
	{ "tables within tables, the picture with its line in one of them",
		"<html><body><table><tr><td><a href=1>Eins</a></td><td><a "
		"href=2>Zwei</a></td></tr></table><table><tr><td><table "
		"align=right><tr><td><img></td></tr><tr><td class=bildunterschrift>Der "
		"Platz.</td></tr></table><h1>Spielplatz "
		"offen</h1>" ONE "<br><br>" TWO "<p>" THREE "</td></tr></table></body></html>",
		"C Der Platz.\nT Spielplatz offen\n" TEXT },
	{ "everything has a class that says noise",
		"<html><body class=widget><div class=\"sidebar-main ad-wrapper\"><div class=social><p>" ONE
		"</p><p>" TWO "</p><p>" THREE "</p></div></div></body></html>",
		TEXT },
	{ "comments that are longer than the article",
		"<html><body><div id=content><h1>Spielplatz offen</h1><p>" ONE "</p></div><div id=comments><article "
		"class=comment><p>" TWO "</p><p>" THREE "</p></article><article class=comment><p>" TWO "</p><p>" THREE
		"</p></article></div></body></html>",
		"T Spielplatz offen\nP " ONE },
	{ "main holds a sidebar too",
		"<html><body><main><h1>Spielplatz offen</h1><div class=left><p>" ONE "</p><p>" TWO "</p><p>" THREE
		"</p></div><aside>"
		"<p>Wetter: heiter</p></aside></main></body></html>",
		"T Spielplatz offen\n" TEXT },
	{ "several headlines in the head, one of them the page's own",
		"<html><head><meta property=og:title content=\"Spielplatz "
		"offen\"></head><body><article><h1>Lokales</h1><h1>Spielplatz "
		"offen</h1><p>" ONE "</p><p>" TWO "</p><h1>Ausblick</h1><p>" THREE "</p></article></body></html>",
		"- Lokales\nT Spielplatz offen\nP " ONE "\nP " TWO "\nH Ausblick\nP " THREE },
	{ "no headline anywhere", "<html><body><p>" ONE "</p><p>" TWO "</p></body></html>", "P " ONE "\nP " TWO },
	{ "unended elements all over",
		"<html><body><table><tr><td><center><font><b><div class=x><h1>Spielplatz offen<div><p>" ONE
		"<font><i><p>" TWO "<b><font><p>" THREE,
		"T Spielplatz offen\n" TEXT },
	{ "text beside a list of links",
		"<html><body><div><ul><li><a href=1>Eins</a><li><a href=2>Zwei</a></ul></div><div><p>" ONE "</p><p>" TWO
		"</p><ul><li>"
		"<a href=3>Mehr zum Spielplatz</a></li></ul><p>" THREE "</p></div></body></html>",
		"P " ONE "\nP " TWO "\nA Mehr zum Spielplatz\nP " THREE },
	{ "the text is short, and still the article",
		"<html><body><article><h1>Kurz gemeldet</h1><p>Das Bad ist zu.</p></article></body></html>",
		"T Kurz gemeldet\nP Das Bad ist zu." },
	{ "nothing but a word", "<html><body>Hallo</body></html>", "- Hallo" },
	{ "Word made it",
		"<html xmlns:o=\"urn:x\"><head><style><!-- p.MsoNormal {x} --></style></head><body><div "
		"class=Section1><p "
		"class=MsoNormal><span style='font-size:12.0pt'>" ONE
		"<o:p></o:p></span></p><p class=MsoNormal><![if !supportEmptyParas]>"
		"&nbsp;<![endif]><o:p></o:p></p><p class=MsoNormal>" TWO "</p></div></body></html>",
		"P " ONE "\nP " TWO },
	{ "an intro, then name and date, then the text",
		"<html><body><article><h1>Spielplatz offen</h1><p>" ONE
		"</p><div class=byline>Von Ida Brandes</div><time "
		"datetime=2015-05-04>4. Mai 2015</time><p>" TWO "</p><p>" THREE "</p></article></body></html>",
		"T Spielplatz offen\nP " ONE "\nB Von Ida Brandes\nD 4. Mai 2015\nP " TWO "\nP " THREE },
	{ "photo credits in three ways",
		"<html><body><article><h1>Spielplatz offen</h1><figure><figcaption>Viel los. <small "
		"class=\"image__copyright\">Foto: "
		"Amsel/dpa</small></figcaption></figure><p>" ONE
		"</p><div class=\"img-box\"><span class=bildnachweis>Bild: Kroll</span>"
		"</div><p>" TWO "</p><p class=fotograf>Karl Amsel</p></article></body></html>",
		"T Spielplatz offen\nC Viel los.\nR Foto: Amsel/dpa\nP " ONE "\nR Bild: Kroll\nP " TWO
		"\nR Karl Amsel" },
};

static void check_row(size_t i, struct arena *a)
{
	struct document d;
	enum bytes_trouble t;
	CHECK(html_read(str_of(rows[i].page), a, &d, &t), "%s", rows[i].what);
	struct str shown = document_shown(&d, a);
	CHECK(str_eq(shown, str_of(rows[i].lines)), "%s:\n%.*s\n-- instead of --\n%s", rows[i].what, STR_ARG(shown),
		rows[i].lines);
	arena_reset(a);
}

/* Two threads that read the same pages get the same of them. */
static void *read_all(void *user)
{
	struct arena a = { 0 };
	size_t *good = user;
	for (size_t n = 0; n < 20 * sizeof rows / sizeof *rows; n++) {
		struct document d;
		enum bytes_trouble t;
		size_t i = n % (sizeof rows / sizeof *rows);
		if (html_read(str_of(rows[i].page), &a, &d, &t))
			*good += str_eq(document_shown(&d, &a), str_of(rows[i].lines));
		arena_reset(&a);
	}
	arena_free(&a);
	return NULL;
}

static void check_threads(void)
{
	size_t good[2] = { 0 };
	pthread_t thread[2];
	for (size_t i = 0; i < 2; i++)
		CHECK(pthread_create(&thread[i], NULL, read_all, &good[i]) == 0, "thread %zu", i);
	for (size_t i = 0; i < 2; i++) {
		pthread_join(thread[i], NULL);
		CHECK(good[i] == 20 * sizeof rows / sizeof *rows, "thread %zu: %zu", i, good[i]);
	}
}

int main(void)
{
	struct arena a = { 0 };
	check_threads();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_row(i, &a);
	arena_free(&a);
	return unit_done("html_odd");
}
