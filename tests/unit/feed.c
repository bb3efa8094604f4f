/* Feeds of all kinds and in all states. */
#include "document.h"
#include "unit.h"

#include "import/feed.h"
#include "import/xml.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

#define RSS                                                                                                            \
	"<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "                             \
	"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "                                                               \
	"xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\" xmlns:media=\"http://search.yahoo.com/mrss/\" "        \
	"xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>"
#define RSS_END "</channel></rss>"
#define ATOM "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\"><title>Auenbote</title>"
#define RDF                                                                                                            \
	"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "       \
	"xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"

/* ---- what looks like a feed ---- */

static const struct {
	const char *raw;
	bool looks;
} looks[] = {
	{ "<rss version=\"2.0\">", true },
	{ "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<rss>", true },
	{ "<?xml version=\"1.0\"?><?xml-stylesheet href=\"x.css\"?><!-- von Hand --><rss version='0.91'>", true },
	{ "<!DOCTYPE rss [<!ENTITY x \"<rdf>\">]><rss>", true },
	{ "<rdf:RDF xmlns:rdf=\"x\">", true },
	{ "<feed xmlns=\"http://www.w3.org/2005/Atom\">", true },
	{ "<atom:feed xmlns:atom=\"http://www.w3.org/2005/Atom\">", true },
	{ "  <feed>", true },
	{ "<html>", false },
	{ "<rssx>", false },
	{ "rss", false },
	{ "<channel>", false },
	{ "<rss", false },
	{ "<!-- <rss> --><html>", false },
	{ "", false },
};

/* ---- items ---- */

static const struct {
	const char *what, *feed, *items; /* each item's name, lines and facts; "--" between two */
} rows[] = {
	{ "RSS 2.0 with the whole text",
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>" RSS
		"<title>Der Auenbote</title><link>https://bote.example/</link><language>de-DE</language><copyright>© "
		"Bote</copyright>"
		"<atom:link href=\"https://bote.example/feed\" rel=\"self\"/>"
		"<item><title>Br&#xFC;cke &amp;amp; Tor</title><link>https://bote.example/1</link><guid "
		"isPermaLink=\"false\">b-1</guid>"
		"<pubDate>Thu, 28 Jun 2018 09:30:00 +0200</pubDate><dc:creator><![CDATA[Ida Brandes]]></dc:creator>"
		"<category>Lokales</category><category><![CDATA[Verkehr]]></category><media:credit>Karl "
		"Amsel</media:credit>"
		"<description><![CDATA[<p>Kurz gesagt.</p>]]></description><content:encoded><![CDATA[<p>Auental. Die "
		"Brücke "
		"ist&nbsp;frei.</p><p>Zweiter Absatz.</p>]]></content:encoded></item>" RSS_END,
		"b-1\nT Brücke & Tor\nP Auental. Die Brücke ist frei.\nP Zweiter Absatz.\n"
		"headline=Brücke & Tor\ndescription=Kurz gesagt.\npublished=Thu, 28 Jun 2018 09:30:00 +0200\n"
		"keywords=Lokales, Verkehr\nauthor=Ida Brandes\npublisher=Der Auenbote\ncredit=Karl "
		"Amsel\nlanguage=de\n"
		"copyright=© Bote\nurl=https://bote.example/1" },
	{ "RSS 0.91: nothing but a description, in plain text, and in no namespace",
		"<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" "
		"\"http://example.org/rss-0.91.dtd\">"
		"<rss version=\"0.91\"><channel><title>Bote</title><item><title>Turm "
		"offen</title><link>http://b.example/1</link>"
		"<description>Der Turm ist offen.\nEintritt: 2 &euro; &amp; mehr</description></item></channel></rss>",
		"http://b.example/1\nT Turm offen\nP Der Turm ist offen.\nP Eintritt: 2 € & mehr\n"
		"headline=Turm offen\npublisher=Bote\nurl=http://b.example/1" },
	{ "RSS 1.0: items beside the channel",
		RDF
		"<channel rdf:about=\"http://b.example/\"><title>Bote</title><dc:language>de</dc:language></channel>"
		"<item "
		"rdf:about=\"http://b.example/1\"><title>Turm</title><link>http://b.example/1</"
		"link><dc:date>2004-02-03T04:05:06Z"
		"</dc:date><dc:subject>Lokales</dc:subject><description>&lt;p&gt;Der "
		"&lt;b&gt;Turm&lt;/b&gt;.&lt;/p&gt;</description></item>"
		"<item rdf:about=\"http://b.example/2\"><title>Tor</title></item></rdf:RDF>",
		"http://b.example/1\nT Turm\nP Der "
		"Turm.\nheadline=Turm\npublished=2004-02-03T04:05:06Z\nkeywords=Lokales\n"
		"publisher=Bote\nlanguage=de\nurl=http://b.example/1\n--\n"
		"http://b.example/2\nT Tor\nheadline=Tor\npublisher=Bote\nlanguage=de" },
	{ "Atom: XHTML, two authors, dates, a summary",
		ATOM
		"<updated>2020-01-02T00:00:00Z</updated><rights>© Bote</rights><entry><id>tag:b.example,2020:1</id>"
		"<title type=\"html\">Turm &amp;amp; &lt;em&gt;Tor&lt;/em&gt;</title><link rel=\"edit\" "
		"href=\"/e\"/><link "
		"href=\"https://b.example/1\"/><published>2020-01-01T10:00:00Z</"
		"published><updated>2020-01-02T10:00:00Z</updated>"
		"<author><name>Ida Brandes</name><email>i@b.example</email></author><author><name>Karl "
		"Amsel</name></author>"
		"<category term=\"l\" label=\"Lokales\"/><summary>Kurz.</summary><content type=\"xhtml\"><div "
		"xmlns=\"http://www.w3.org/1999/xhtml\"><h2>Ein</h2><p>Der Turm &amp; das "
		"Tor.</p></div></content></entry></feed>",
		"tag:b.example,2020:1\nT Turm & Tor\nH Ein\nP Der Turm & das Tor.\n"
		"headline=Turm & "
		"Tor\ndescription=Kurz.\npublished=2020-01-01T10:00:00Z\nmodified=2020-01-02T10:00:00Z\n"
		"keywords=Lokales\nauthor=Ida Brandes, Karl Amsel\npublisher=Auenbote\nlanguage=de\ncopyright=© Bote\n"
		"url=https://b.example/1" },
	{ "Atom: plain text, and only the date of the update",
		ATOM "<entry xml:lang=\"en-GB\"><id>1</id><title>A &lt; "
		     "B</title><updated>2020-01-02</updated><content>One &lt;p&gt;\nTwo"
		     "</content></entry><entry><id>2</id><title type=\"text\">C</title><content type=\"text\">x "
		     "&lt;b&gt; y</content>"
		     "</entry></feed>",
		"1\nT A < B\n- One\nP Two\nheadline=A < "
		"B\npublished=2020-01-02\nmodified=2020-01-02\npublisher=Auenbote\nlanguage=en\n--\n"
		"2\nT C\nP x <b> y\nheadline=C\npublisher=Auenbote\nlanguage=de" },
	{ "Atom with a prefix",
		"<a:feed "
		"xmlns:a=\"http://www.w3.org/2005/Atom\"><a:title>Bote</a:title><a:entry><a:id>1</a:id><a:title>Turm</"
		"a:title>"
		"<a:content type=\"html\">&lt;p&gt;Text&lt;/p&gt;</a:content></a:entry></a:feed>",
		"1\nT Turm\nP Text\nheadline=Turm\npublisher=Bote" },
	{ "authors with addresses, an item without a name, a title with markup in it",
		RSS "<item><title>Turm <b>offen</b></title><author>red@b.example (Ida Brandes)</author></item>"
		    "<item><title>Tor</title><author>red@b.example</author></item><item><description>Nur "
		    "Text.</description></item>" RSS_END,
		"item 1\nT Turm offen\nheadline=Turm offen\nauthor=Ida Brandes\n--\nitem 2\nT Tor\nheadline=Tor\n--\n"
		"item 3\nP Nur Text." },
	{ "prefixes that nobody declared",
		"<rss><channel><item><title>Turm</title><dc:creator>Ida</dc:creator><content:encoded>&lt;p&gt;Text&lt;/"
		"p&gt;"
		"</content:encoded></item></channel></rss>",
		"item 1\nT Turm\nP Text\nheadline=Turm\nauthor=Ida" },
	{ "HTML's entities, stray signs, control characters, attributes twice and without quotes",
		RSS "<item a=1 a=2 b c='\"<&'><title>Br&uuml;cke & Tor < 3 &foo; &#0; "
		    "\x01!</title><guid>x&y</guid></item>" RSS_END,
		"x&y\nT Brücke & Tor < 3 &foo; !\nheadline=Brücke & Tor < 3 &foo; !" },
	{ "entities of its own, and of a file",
		"<!DOCTYPE rss [<!ENTITY a \"boom\"><!ENTITY b SYSTEM \"file:///etc/hostname\"><!ENTITY c "
		"\"&a;&a;\">]>" RSS "<item><title>x &a; &b; &c;</title></item>" RSS_END,
		"item 1\nT x &a; &b; &c;\nheadline=x &a; &b; &c;" },
	{ "HTML that was not escaped, with tags that nobody ends",
		RSS "<item><title>Turm</title><description><p>Der Turm<br>ist <b>offen.</p><p>Ende</description></item>"
		    "<item><title>Tor</title></item>" RSS_END,
		"item 1\nT Turm\nP Der Turm ist offen.\nP Ende\nheadline=Turm\n--\nitem 2\nT Tor\nheadline=Tor" },
	{ "end tags without a beginning", RSS "</b><item></i><title>Turm</title></x></item></y>" RSS_END,
		"item 1\nT Turm\nheadline=Turm" },
	{ "an old charset",
		"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><title>Br\xfc"
		"cke \x84x\x93</title></item></channel>"
		"</rss>",
		"item 1\nT Brücke „x“\nheadline=Brücke „x“" },
	{ "the longer text wins",
		RSS "<item><title>T</title><description>Ein langer Text, der alles "
		    "sagt.</description><content:encoded>&lt;img&gt;"
		    "</content:encoded></item>" RSS_END,
		"item 1\nT T\nP Ein langer Text, der alles sagt.\nheadline=T\ndescription=Ein langer Text, der alles "
		"sagt." },
};

/* What the items of a feed come to, as text. */
struct gathering {
	struct buf text;
	unsigned count, most;
	struct str bytes[4];
};

static void add(struct buf *b, struct str s)
{
	arena_room(&arena, b, s.n + 8);
	if (b->n)
		buf_byte(b, '\n');
	buf_add(b, s);
}

static bool gather(void *user, const struct feed_item *item)
{
	struct gathering *g = user;
	if (g->count < 4)
		g->bytes[g->count] = item->bytes;
	if (g->count++)
		add(&g->text, STR("--"));
	add(&g->text, item->name);
	if (item->document.count)
		add(&g->text, document_shown(&item->document, &arena));
	struct str said = document_said(&item->document, &arena);
	if (said.n)
		add(&g->text, said);
	CHECK(item->document.marked_up && item->bytes.n, "item %u", g->count);
	return g->count != g->most;
}

static void check_row(size_t i)
{
	struct gathering g = { 0 };
	const char *why = NULL;
	CHECK(feed_read(str_of(rows[i].feed), &arena, gather, &g, &why), "%s: %s", rows[i].what, why ? why : "");
	CHECK(str_eq(buf_str(&g.text), str_of(rows[i].items)), "%s: got\n%.*s\ninstead of\n%s", rows[i].what,
		STR_ARG(buf_str(&g.text)), rows[i].items);
	arena_reset(&arena);
}

/* ---- broken feeds ---- */

static const struct {
	const char *feed;
	unsigned items;
	const char *why;
} broken[] = {
	{ "<rss><channel></channel></rss>", 0, "the feed holds no items" },
	{ "<rdf:RDF xmlns:rdf=\"x\"><Person/></rdf:RDF>", 0, "the feed holds no items" },
	{ "<feed/>", 0, "the feed holds no items" },
	{ "<rss><channel>\n<item><title>a</title></item>\n<item><title>b</ti", 1, "the feed is cut off in line 3" },
	{ "<rss><channel>\n<item><title>a</title></item>\n", 1, "the feed is cut off in line 3" },
	{ "<rss><channel><item><title>a</title></item><item><![CDATA[ b", 1, "the feed is cut off in line 1" },
	{ "<rss><channel><item><title>a</title></item><!-- ", 1, "the feed is cut off in line 1" },
	{ "<rss", 0, "the feed is broken in line 1" },
	{ "", 0, "empty" },
	{ "text", 0, "the feed is broken in line 1" },
};

static void check_broken(size_t i)
{
	struct gathering g = { 0 };
	const char *why = NULL;
	CHECK(!feed_read(str_of(broken[i].feed), &arena, gather, &g, &why), "row %zu", i);
	CHECK(g.count == broken[i].items, "row %zu: %u items", i, g.count);
	CHECK(why && (strcmp(why, broken[i].why) == 0 || i > 6), "row %zu: %s", i, why ? why : "no reason");
	arena_reset(&arena);
}

/* ---- what nobody should send ---- */

static const struct {
	const char *before, *piece, *behind;
	bool read;
} hostile[] = {
	{ "<rss><channel>", "<item>", "", false },
	{ "<rss><channel><item><description>", "<div>", "", false },
	{ "<rss><channel><item><description>", "<", "</description></item></channel></rss>", true },
	{ "<rss><channel><item><description>", "&", "</description></item></channel></rss>", true },
	{ "<rss><channel><item><description>", "</x>", "</description></item></channel></rss>", true },
	{ "<rss><channel><item ", "a='b' ", "></item></channel></rss>", true },
	{ "<rss><channel><item ", "xmlns:a='b' ", "></item></channel></rss>", true },
	{ "<rss><channel><item><description>", "<![CDATA[", "]]></description></item></channel></rss>", true },
	{ "<rss><channel><item>", "<!--", "</item></channel></rss>", false },
	{ "<!DOCTYPE rss [", "<!ENTITY a 'b'>", "]><rss><channel><item/></channel></rss>", true },
	{ "<!DOCTYPE rss ", "[", "><rss><channel><item/></channel></rss>", false },
	{ "<rss><channel>", "<item/>", "</channel></rss>", true },
	{ "<rss><channel><item>", "<category>a</category>", "</item></channel></rss>", true },
	{ "<rss><channel><item><description>&lt;p&gt;", "&lt;div&gt;", "x</description></item></channel></rss>",
		false },
	{ "<rss><channel><item><description>", "&lt;p&gt;x", "</description></item></channel></rss>", true },
};

static bool count_only(void *user, const struct feed_item *item)
{
	(void)item;
	return ++*(unsigned *)user < 200;
}

static void check_hostile(size_t i)
{
	static const size_t counts[] = { 1, 100, 5000 };
	for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
		struct buf b = { 0 };
		unsigned count = 0;
		const char *why = NULL;
		arena_room(&arena, &b, counts[k] * strlen(hostile[i].piece) + 200);
		buf_add(&b, str_of(hostile[i].before));
		for (size_t n = 0; n < counts[k]; n++)
			buf_add(&b, str_of(hostile[i].piece));
		buf_add(&b, str_of(hostile[i].behind));
		bool read = feed_read(buf_str(&b), &arena, count_only, &count, &why);
		CHECK(read == (why == NULL), "row %zu, %zu times: %s", i, counts[k], why ? why : "no reason");
		if (k == 2)
			CHECK(read == hostile[i].read, "row %zu: %s", i, why ? why : "");
		arena_reset(&arena);
	}
}

/* The same item is the same in another feed, wherever it stands, however its text was escaped, and with more comments.
 */
static void check_same(void)
{
	static const char *const feeds[] = {
		RSS "<item><title>Turm &amp; "
		    "Tor</title><dc:date>2020</dc:date><slash:comments>1</slash:comments></item>" RSS_END,
		"<?xml version=\"1.0\"?>\n" RSS "<title>x</title><item><title>a</title></item>"
		"<item><title><![CDATA[Turm & "
		"Tor]]></title><dc:date>2020</dc:date><slash:comments>27</slash:comments></item>" RSS_END,
	};
	struct gathering g[2] = { 0 };
	const char *why;
	for (size_t i = 0; i < 2; i++)
		CHECK(feed_read(str_of(feeds[i]), &arena, gather, &g[i], &why), "feed %zu", i);
	CHECK_STR(g[1].bytes[1], g[0].bytes[0]);
	CHECK(str_find(g[0].bytes[0], STR("xmlns:dc=")) < g[0].bytes[0].n, "its namespaces");
	arena_reset(&arena);
}

static void check_stop(void)
{
	struct gathering g = { .most = 1 };
	const char *why = NULL;
	CHECK(feed_read(STR("<rss><channel><item/><item/><item/></channel></rss>"), &arena, gather, &g, &why), "stop");
	CHECK(g.count == 1, "%u", g.count);
	arena_reset(&arena);
}

/* What would take far more memory than the file has bytes is refused before it does. */
static void check_many(void)
{
	struct buf b = { 0 };
	unsigned count = 0;
	const char *why = NULL;
	arena_room(&arena, &b, 4 * XML_ELEMENTS + 100);
	buf_add(&b, STR("<rss><channel>\n<item>"));
	for (size_t i = 0; i < XML_ELEMENTS; i++)
		buf_add(&b, STR("<a/>"));
	buf_add(&b, STR("</item></channel></rss>"));
	CHECK(!feed_read(buf_str(&b), &arena, count_only, &count, &why) && count == 0, "%u items", count);
	CHECK_STR(str_of(why ? why : ""), STR("there are too many elements in line 2"));
	arena_free(&arena);
}

int main(void)
{
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		CHECK(feed_looks(str_of(looks[i].raw)) == looks[i].looks, "row %zu: %s", i, looks[i].raw);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_row(i);
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		check_broken(i);
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		check_hostile(i);
	check_same();
	check_stop();
	check_many();
	arena_free(&arena);
	return unit_done("feed");
}
