/* Pieces of pages: where lines end, what markup says of them, what is left out, and what nobody should send. */
#include "document.h"
#include "unit.h"

#include "import/html.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

/* ---- what looks like a page ---- */

static const struct {
	const char *raw;
	size_t n; /* 0: up to its end */
	bool looks;
} looks[] = {
	{ "<!DOCTYPE html><html>", 0, true },
	{ "  \r\n<!doctype HTML PUBLIC \"-//W3C//DTD HTML 3.2//EN\">", 0, true },
	{ "<html>", 0, true },
	{ "\xef\xbb\xbf<HTML lang=de>", 0, true },
	{ "<!-- saved from url=(0022)http://bote.example/ -->\n<html>", 0, true },
	{ "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\" \"y\"><html>", 0, true },
	{ "<?xml version='1.0'?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">", 0, true },
	{ "<head><title>x", 0, true },
	{ "<body bgcolor=white>", 0, true },
	{ "<p>Ein Absatz", 0, true },
	{ "<div class=\"article\">", 0, true },
	{ "\xff\xfe<\0h\0t\0m\0l\0>\0", 14, true },
	{ "\xfe\xff\0<\0h\0t\0m\0l\0>", 14, true },
	{ "", 0, false },
	{ "<", 0, false },
	{ "<>", 0, false },
	{ "Wolfsburg\n\nEin Text über <html>", 0, false },
	{ "<<< zurück", 0, false },
	{ "<3 ist ein Herz", 0, false },
	{ "<rss version=\"2.0\">", 0, false },
	{ "<?xml version=\"1.0\"?><NewsML>", 0, false },
	{ "<!DOCTYPE rss SYSTEM \"x\"><rss>", 0, false },
	{ "<htmlx>", 0, false },
	{ "<html", 0, false },
	{ "<?xml version=\"1.0\"", 0, false },
};

/* ---- fragments ---- */

static const struct {
	const char *html, *lines;
} fragments[] = {
	/* where lines end */
	{ "<p>Eins</p><p>Zwei</p>", "P Eins\nP Zwei" },
	{ "<p>Eins<p>Zwei", "P Eins\nP Zwei" },
	{ "Eins<br>zwei", "- Eins zwei" },
	{ "<div>Eins<br><br>Zwei</div>", "- Eins\n- Zwei" },
	{ "<div>Eins<br/> \n &nbsp;<br />Zwei</div>", "- Eins\n- Zwei" },
	{ "<p>Der Rat der Stadt hat am Abend über den<br>Haushalt beraten, und zwar lange.</p>",
		"P Der Rat der Stadt hat am Abend über den Haushalt beraten, und zwar lange." },
	{ "<p>Verein Auental<br>Hauptstraße 3<br>12345 Auental</p>",
		"P Verein Auental\nP Hauptstraße 3\nP 12345 Auental" },
	{ "<h2>Neue Halle<br>Für alle<br>Da</h2>", "H Neue Halle Für alle Da" },
	{ "<p>Der erste Absatz ist zu Ende, wie man am Punkt an seinem Schluss sieht.<br>Der zweite Absatz beginnt mit "
	  "einem "
	  "großen Buchstaben und ist ebenso lang.</p>",
		"P Der erste Absatz ist zu Ende, wie man am Punkt an seinem Schluss sieht.\nP Der zweite Absatz "
		"beginnt mit einem "
		"großen Buchstaben und ist ebenso lang." },
	{ "<p>Dieser Text wurde vor langer Zeit von Hand an einer Breite umbrochen.<br>\nMan sieht das daran, dass "
	  "alle Zeilen "
	  "ähnlich lang sind und erst die<br>\nLetzte kürzer ist, obwohl auch mal ein Punkt am Ende einer Zeile "
	  "steht<br>\nUnd es "
	  "weitergeht.</p>",
		"P Dieser Text wurde vor langer Zeit von Hand an einer Breite umbrochen. Man sieht das daran, dass "
		"alle Zeilen "
		"ähnlich lang sind und erst die Letzte kürzer ist, obwohl auch mal ein Punkt am Ende einer Zeile steht "
		"Und es "
		"weitergeht." },
	{ "<ul><li>Eins</li><li>Zwei<ul><li>Drei</li></ul></li></ul>", "L Eins\nL Zwei\nL Drei" },
	{ "<ul><li><p>Eins</p></li><li>Zwei", "L Eins\nL Zwei" },
	{ "<dl><dt>Wann</dt><dd>Morgen</dd></dl>", "L Wann\nL Morgen" },
	{ "<pre>Eins\nZwei\n\nDrei</pre>", "- Eins\n- Zwei\n- Drei" },
	{ "<p>a <b>b</b><i>c</i> d</p>", "P a bc d" },
	{ "<p>  viel \t\n Platz&nbsp;&#160; &emsp;hier </p>", "P viel Platz hier" },
	{ "<table><tr><td>Ein Satz, der für eine Zelle mit Zahlen viel zu lang ist und deshalb Text sein "
	  "muss.</td><td>x</td></tr>"
	  "</table>",
		"P Ein Satz, der für eine Zelle mit Zahlen viel zu lang ist und deshalb Text sein muss.\n- x" },
	{ "<table><tr><th>A<th>B<tr><td>1<td>2</table>", "L A | B\nL 1 | 2" },
	{ "<p>Eins<hr>Zwei", "P Eins\n- Zwei" },
	{ "<p>***</p><p>• | –</p><p>Ende</p>", "P Ende" },
	/* characters */
	{ "<p>Br&uuml;cke &#8222;&#xDC;ber&ldquo; &amp; &lt;mehr&gt; &euro; &hellip;</p>",
		"P Brücke „Über“ & <mehr> € …" },
	{ "<p>R&D &unbekannt; AT&T &</p>", "P R&D &unbekannt; AT&T &" },
	{ "<p>Sil&shy;ben&#8203;trennung</p>", "P Silbentrennung" },
	{ "<p>1 < 2 und 3 << 4</p>", "P 1 < 2 und 3 << 4" },
	{ "Ein Text ohne jedes Markup", "- Ein Text ohne jedes Markup" },
	{ "<p>a\x01\x02 b</p>", "P a b" },
	/* what is said of a line */
	{ "<h1>Titel</h1><h2>Zwischen</h2><h6>Klein</h6>", "T Titel\nH Zwischen\nH Klein" },
	{ "<blockquote><p>Zitat</p></blockquote>", "Q Zitat" },
	{ "<figure><img><figcaption>Der Turm <span class=\"credit\">Foto: A. Ernst</span></figcaption></figure>",
		"C Der Turm\nR Foto: A. Ernst" },
	{ "<p class=\"article__byline\">Von Ida Brandes</p>", "B Von Ida Brandes" },
	{ "<p>Von <a rel=\"author\" href=\"/i\">Ida Brandes</a></p>", "B Von Ida Brandes [Ida Brandes]" },
	{ "<p><time>3. Mai 2019</time></p>", "D 3. Mai 2019" },
	{ "<p>Am <time>3. Mai 2019</time> wurde der Turm nach langer Zeit eröffnet.</p>",
		"P Am 3. Mai 2019 wurde der Turm nach langer Zeit eröffnet." },
	{ "<div class=\"meta\"><span class=\"datum\">3.5.2019</span> | <span class=\"autor\">Ida Brandes</span></div>",
		"B 3.5.2019 | Ida Brandes [Ida Brandes]" },
	{ "<div class=\"date\">Termine</div>", "- Termine" },
	{ "<h1><span class=\"kicker\">Auental</span>Turm offen</h1>", "K Auental\nT Turm offen" },
	{ "<div class=\"vorspann\"><p>Der Turm ist offen.</p></div>", "I Der Turm ist offen." },
	{ "<div class=\"lead-image\"><p>Der Turm ist offen.</p></div>", "P Der Turm ist offen." },
	{ "<div class=\"teaser\"><h3><a href=\"/1\">Anderes</a></h3><p><a href=\"/1\">mehr davon</a></p></div>",
		"H Anderes\nP mehr davon" },
	{ "<p class=\"copyright\">© A. Ernst</p>", "R © A. Ernst" },
	{ "<aside><p>Beiwerk</p></aside><p>Text</p>", "A Beiwerk\nP Text" },
	/* what is left out */
	{ "<p>a</p><script>if (1<2) document.write('<p>b</p>')</script><p>c</p>", "P a\nP c" },
	{ "<p>a</p><style>p > b { x }</style><!-- <p>b</p> --><p>c</p>", "P a\nP c" },
	{ "<p>a<!-- -- > --><!-->b<!--->c</p>", "P abc" },
	{ "<p>a</p><!-- ohne Ende <p>b</p>", "P a\n- b" },
	{ "<p>a</p><noscript><p>b</p></noscript><template><p>c</p></template><svg><text>d</text></svg>", "P a" },
	{ "<p>a</p><object><param name=x><embed src=y><p>b", "P a\nP b" },
	{ "<p>a</p><svg><svg>b</svg>c</svg><p>d</p>", "P a\nP d" },
	{ "<p>a</p><form><input><select><option>b</select><textarea>c</textarea><button>d</button></form>", "P a" },
	{ "<p>a</p><nav><p>b</p></nav><p>c <button>d</button></p>", "P a\nP c" },
	{ "<p>a</p><p hidden>b</p><p style=\"color:red; display : none\">c</p><p aria-hidden=\"true\">d</p>", "P a" },
	{ "<p>a</p><p style=\"display:block\">b</p><p aria-hidden=false>c</p>", "P a\nP b\nP c" },
	{ "<p>a</p><iframe src=x>b</iframe><p>c</p>", "P a\nP c" },
	{ "<p>a</p><div class=\"comments\"><p>b</p></div><div id=\"newsletterBox\">c</div>", "P a" },
	{ "<p>a</p><div class=\"has-comments with-sidebar\"><p>b</p></div>", "P a\nP b" },
	/* broken markup */
	{ "<p>a</i></b></div></p></p><p>b", "P a\nP b" },
	{ "<p>a</br>b<//p>", "P a b" },
	{ "<p class='x\">a</p><p class='>b</p>", "P b" },
	{ "<p class=a class=b id= data-x>c</p>", "P c" },
	{ "<p>a<", "P a<" },
	{ "<p>a</", "P a</" },
	{ "<p>a<b", "P a" },
	{ "<p>a<!", "P a" },
	{ "<p>a<?php echo 1 ?>b", "P ab" },
	{ "<o:p>a</o:p><x-y>b</x-y>", "- ab" },
	{ "<title>x", "" },
	{ "", "" },
	{ " \n ", "" },
	{ "<p></p><br><div><span></span></div>", "" },
};

/* ---- what a page says of itself ---- */

#define TEXT "<p>Ein Absatz, der so lang ist, dass er für einen Absatz gehalten werden muss.</p>"
#define LD(json) "<script type=\"application/ld+json\">" json "</script>" TEXT

static const struct {
	const char *page, *said;
} pages[] = {
	{ "<title>Turm offen</title>" TEXT, "headline=Turm offen" },
	{ "<title>Turm offen | Bote</title>" TEXT, "headline=Turm offen | Bote" },
	{ "<meta property=og:site_name content=Bote><title>Turm offen | Bote</title>" TEXT,
		"headline=Turm offen\npublisher=Bote" },
	{ "<meta property=og:site_name content=Bote><title>Bote: Turm - offen</title>" TEXT,
		"headline=Turm - offen\npublisher=Bote" },
	{ "<meta property=og:title content='Turm &amp;amp; Tor'><title>x</title>" TEXT, "headline=Turm & Tor" },
	{ "<html lang=de-AT>" TEXT, "language=de" },
	{ "<html lang=\"xxxxx\"><meta name=language content=Deutsch>" TEXT, "language=de" },
	{ "<meta property=og:locale content=en_GB>" TEXT, "language=en" },
	{ "<meta name=keywords content='Turm,  Tor;x,Turm'>" TEXT, "keywords=Turm, Tor;x" },
	{ "<meta name=author content='Von Ida Brandes'><meta property=article:author "
	  "content='https://f.example/ida'>" TEXT,
		"author=Ida Brandes" },
	{ "<meta name=author content=A><meta name=author content=B>" TEXT, "author=A, B" },
	{ "<meta name=DC.date content=2008-01-02><meta name=DC.creator content=Ida><meta name=DC.rights content='© "
	  "Bote'>" TEXT,
		"published=2008-01-02\nauthor=Ida\ncopyright=© Bote" },
	{ "<link rel=canonical href=' https://b.example/1 '><meta property=og:url content=https://b.example/2>" TEXT,
		"url=https://b.example/1" },
	{ "<link rel=license href=https://l.example/by>" TEXT, "license=https://l.example/by" },
	{ "<article><time datetime=2019-05-03>3. Mai</time>" TEXT "</article>", "published=2019-05-03" },
	{ LD("{\"@type\":\"NewsArticle\",\"headline\":\"Turm\",\"author\":[{\"name\":\"A B\"},{\"name\":\"C D\"}]}"),
		"headline=Turm\nauthor=A B, C D" },
	{ LD("[{\"@type\":\"Organization\"},{\"@type\":[\"Article\"],\"headline\":\"Turm &#8211; offen\"}]"),
		"headline=Turm – offen" },
	{ LD("{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"BlogPosting\",\"name\":\"Turm\",\"dateCreated\":"
	     "\"2019\"}}"),
		"headline=Turm\npublished=2019" },
	{ LD("{\"@type\":\"NewsArticle\",\"headline\":\"Turm\",\"keywords\":\"a, "
	     "b\",\"contentLocation\":{\"name\":\"Auental\"},"
	     "\"image\":[{\"creditText\":\"Ida\"}],\"license\":\"CC\",\"copyrightHolder\":{\"name\":\"Bote\"}}"),
		"headline=Turm\nlocation=Auental\nkeywords=a, b\ncredit=Ida\nlicense=CC\ncopyright=Bote" },
	/* mistakes in it */
	{ LD("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Zwei\nZeilen\",}\n//]]>"), "headline=Zwei Zeilen" },
	{ LD("{\"@type\":\"Article\",\"headline\":\"It\\'s\",\"x\":[1,2,],}"), "headline=It's" },
	{ LD("{\"@type\":\"Article\",\"headline\":\"a\\ud83d\\ude00\\ud83d \"\n,}"),
		"headline=a\xf0\x9f\x98\x80ud83d" },
	{ LD("{\"@type\":\"Article\",\"headline\":{\"@id\":\"x\"},\"author\":{\"@id\":\"x\"},\"@id\":\"x\"}"), "" },
	{ LD("{\"@type\":\"Product\",\"headline\":\"Turm\"}"), "" },
	{ LD("{\"@type\":\"Article\",\"headline\":7}"), "" },
	{ LD("{{{{[[[["), "" },
	{ LD(""), "" },
	{ LD("null"), "" },
	{ TEXT "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Turm\"}", "headline=Turm" },
};

/* ---- charsets ---- */

static const struct {
	const char *page, *line;
} charsets[] = {
	{ "<meta charset=iso-8859-1><p>Br\xfc"
	  "cke \x84so\x93 \x80",
		"P Brücke „so“ €" },
	{ "<meta http-equiv=Content-Type content=\"text/html; charset=ISO-8859-2\"><p>\xb3\xf3"
	  "d\xbc le\xbfy w por\xb1",
		"P łódź leży w porą" },
	{ "<?xml version=\"1.0\" encoding='windows-1252'?><html><p>Stra\xdf"
	  "e",
		"P Straße" },
	{ "<meta charset=utf-16><p>Straße", "P Straße" },
	{ "<meta charset=\"gibtsnicht\"><p>Straße", "P Straße" },
	{ "<p>Straße", "P Straße" },
};

/* ---- what nobody should send ---- */

static struct str repeated(const char *before, const char *piece, size_t count, const char *behind)
{
	struct buf b = { 0 };
	arena_room(&arena, &b, strlen(before) + count * strlen(piece) + strlen(behind));
	buf_add(&b, str_of(before));
	for (size_t i = 0; i < count; i++)
		buf_add(&b, str_of(piece));
	buf_add(&b, str_of(behind));
	return buf_str(&b);
}

static const struct {
	const char *before, *piece, *behind;
	bool read;
} hostile[] = {
	{ "", "<", "", false },
	{ "", "< ", "", false },
	{ "", "<a", "", false },
	{ "", "<!--", "", false },
	{ "<p>x", "<!--", "", true },
	{ "", "<div>", "x", false },
	{ "", "<b>", "x", true },
	{ "", "<b class=x>", "x", false },
	{ "", "<p>", "x", true },
	{ "", "<p>x", "", true }, /* more lines than are allowed, if there are enough */
	{ "<p>x", "</div>", "y", true },
	{ "<p ", "a=b ", ">x", true },
	{ "<p class=\"", "share related ", "\">x", true },
	{ "<p>x", "<script>", "", true },
	{ "<p>x", "<svg>", "y", true },
	{ "<p>x", "<svg><object><math><video>", "y", true },
	{ "<p>x", "<title>", "y", true },
	{ "<p>x", "&", "", true },
	{ "<p>x", "&#1114112;", "", true },
	{ "<p>x", "&#x41", "", true },
	{ "<p>", "x<br>", "", true },
	{ "<p>", "Ein Wort<br>", "", true },
	{ "<p>", "\xc2\xa0", "x", true },
	{ "<p>", "\xc3\xbf", "x", true },
	{ "<p>", "<span class=author>x</span> ", "y", true },
	{ "<table>", "<tr><td>x<td>y", "", true },
	{ "<table>", "<tr><td><table>", "x", false },
	{ "<p>x<script type=application/ld+json>", "[", "", true },
	{ "<p>x<script type=application/ld+json>{\"@graph\":[", "{\"@type\":\"Article\"},", "]}</script>", true },
	{ "<p>x<script type=application/ld+json>{\"a\":\"", "\\", "\"}</script>", true },
	{ "<p>x", "<script type=application/ld+json>{}</script>", "", true },
	{ "<p>x", "<meta name=author content=a>", "", true },
	{ "<p>x", "<i itemprop=articleBody>y</i>", "", true },
	{ "<p>x", "<i class=\"a-b_c\" itemprop='author name' itemscope>", "", false },
};

static void check_fragment(const char *html, const char *lines)
{
	struct document d = { 0 };
	CHECK(html_fragment(str_of(html), &arena, &d) && d.marked_up, "%s", html);
	struct str shown = document_shown(&d, &arena);
	CHECK(str_eq(shown, str_of(lines)), "%s: got\n%.*s\ninstead of\n%s", html, STR_ARG(shown), lines);
	arena_reset(&arena);
}

static void check_said(const char *page, const char *said)
{
	struct document d;
	enum bytes_trouble t;
	CHECK(html_read(str_of(page), &arena, &d, &t), "%s", page);
	struct str got = document_said(&d, &arena);
	CHECK(str_eq(got, str_of(said)), "%s: got\n%.*s\ninstead of\n%s", page, STR_ARG(got), said);
	arena_reset(&arena);
}

static void check_charset(const char *page, const char *line)
{
	struct document d;
	enum bytes_trouble t;
	CHECK(html_read(str_of(page), &arena, &d, &t), "%s", page);
	struct str got = document_shown(&d, &arena);
	CHECK_STR(got, str_of(line));
	arena_reset(&arena);
}

static void check_hostile(size_t i)
{
	static const size_t counts[] = { 1, 100, 5000, 30000 };
	for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
		struct document d;
		enum bytes_trouble t;
		struct str raw = repeated(hostile[i].before, hostile[i].piece, counts[k], hostile[i].behind);
		bool read = html_read(raw, &arena, &d, &t);
		/* a page that is too much may be refused, and never by half */
		CHECK(read == (d.count > 0) || !read, "row %zu, %zu times", i, counts[k]);
		if (k == 2)
			CHECK(read == hostile[i].read, "row %zu (%s), %zu times: %d", i, hostile[i].piece, counts[k],
				read);
		arena_reset(&arena);
	}
}

/* A fragment goes on behind lines that are there. */
static void check_behind(void)
{
	struct line first = { .text = STR("Titel"), .number = 1, .hint = HINT_TITLE };
	struct document d = { .lines = &first, .count = 1 };
	CHECK(html_fragment(STR("<p>Eins</p><ul><li>Zwei<li>Drei</ul>"), &arena, &d), "behind");
	CHECK_STR(document_shown(&d, &arena), STR("T Titel\nP Eins\nL Zwei\nL Drei"));
	CHECK(d.count == 4 && d.lines[3].number == 4, "numbers");
	CHECK(d.lines[1].gap == 1 && d.lines[2].gap == 1 && d.lines[3].gap == 0, "gaps");
	arena_reset(&arena);
}

static void check_trouble(void)
{
	struct document d;
	enum bytes_trouble t;
	CHECK(!html_read(STR(""), &arena, &d, &t) && t == BYTES_EMPTY, "empty");
	CHECK(!html_read(STR("<html><body></body></html>"), &arena, &d, &t) && t == BYTES_GOOD, "no text");
	CHECK(!html_read(STR("<html>\0\0\0\0\0\0\0\0\0\0\0\0\0</html>"), &arena, &d, &t) && t == BYTES_NUL, "NUL");
	arena_reset(&arena);
}

int main(void)
{
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		struct str raw = { looks[i].raw, looks[i].n ? looks[i].n : strlen(looks[i].raw) };
		CHECK(html_looks(raw) == looks[i].looks, "row %zu: %s", i, looks[i].raw);
	}
	for (size_t i = 0; i < sizeof fragments / sizeof *fragments; i++)
		check_fragment(fragments[i].html, fragments[i].lines);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check_said(pages[i].page, pages[i].said);
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
		check_charset(charsets[i].page, charsets[i].line);
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		check_hostile(i);
	check_behind();
	check_trouble();
	arena_free(&arena);
	return unit_done("html");
}
