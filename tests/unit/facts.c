#include "scene.h"

#define GEMTEXT "text/gemini; lang=de"

static struct desk desk;

static void types(void)
{
	static const struct {
		const char *name;
		struct str bytes;
		const char *meta;
	} table[] = {
		{ "de.gmi", { "# A\n\n## Zu diesem Artikel\n* Sprache: de\n", 40 }, "text/gemini; lang=de" },
		{ "en.gmi", { "# A\n\n## Zu diesem Artikel\n* Sprache: en\n", 40 }, "text/gemini; lang=en" },
		{ "fr.gmi", { "# A\n\n## About this article\n* Language: fr-CA\n", 45 }, "text/gemini; lang=fr-CA" },
		{ "mixed.gmi", { "# A\n\n## Zu diesem Artikel\n* Language: en\n", 41 }, "text/gemini; lang=en" },
		/* only the end block counts */
		{ "no-block.gmi", { "# A\n\n* Sprache: en\n", 19 }, GEMTEXT },
		{ "evil.gmi", { "## Zu diesem Artikel\n* Sprache: en; charset=x\n", 46 }, GEMTEXT },
		{ "quote.gmi", { "## Zu diesem Artikel\n* Sprache: \"en\"\n", 37 }, GEMTEXT },
		{ "empty-language.gmi", { "## Zu diesem Artikel\n* Sprache:\n", 32 }, GEMTEXT },
		{ "empty.gmi", { "", 0 }, GEMTEXT },
		{ "UPPER.GMI", { "x", 1 }, GEMTEXT },
		{ "x.gemini", { "x", 1 }, GEMTEXT },
		{ "old.txt",
			{ "Gr\xfc\xdf"
			  "e aus dem Heidedorf\n",
				23 },
			"text/plain; charset=iso-8859-1" },
		{ "old.gmi",
			{ "# Gr\xfc\xdf"
			  "e aus der Heide\n",
				21 },
			"text/gemini; charset=iso-8859-1; lang=de" },
		{ "utf8.txt",
			{ "Gr\xc3\xbc\xc3\x9f"
			  "e\n",
				8 },
			"text/plain" },
		{ "x.html", { "<p>x", 4 }, "text/html" },
		{ "x.PNG", { "no picture", 10 }, "image/png" },
		{ "feed.xml", { "<feed/>", 7 }, "application/atom+xml" },
		{ "x.tar.gz", { "x", 1 }, "application/gzip" },
		{ "README", { "Just words, and a few more of them.\n", 36 }, "text/plain" },
		{ "nothing", { "", 0 }, "text/plain" },
		{ "picture", { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0", 29 }, "image/png" },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		char name[64], uri[128];
		snprintf(name, sizeof name, "bote/types/%s", table[i].name);
		snprintf(uri, sizeof uri, "gemini://bote.example/types/%s", table[i].name);
		scene_put(name, table[i].bytes);
		/* the second time it is remembered */
		for (int twice = 0; twice < 2; twice++) {
			desk_gemini(&desk, "", str_of(uri));
			CHECK_STR(buf_str(&desk.answer.meta), str_of(table[i].meta));
			CHECK_STR(desk_body(&desk), table[i].bytes);
		}
	}
}

/* What is remembered of a file is forgotten when the file is another one. */
static void changed(void)
{
	static const struct {
		struct str bytes;
		time_t time;
		const char *meta;
	} table[] = {
		{ { "## Zu diesem Artikel\n* Sprache: en\n", 35 }, 1000, "text/gemini; lang=en" },
		{ { "## Zu diesem Artikel\n* Sprache: fr\n", 35 }, 1001, "text/gemini; lang=fr" },
		{ { "## Zu diesem Artikel\n* Sprache: pl-PL\n", 38 }, 1001, "text/gemini; lang=pl-PL" },
		{ { "## Zu diesem Artikel\n* Sprache: \xfc\xdf"
		    "er\n",
			  37 },
			1002, "text/gemini; charset=iso-8859-1; lang=de" },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		scene_put("bote/changed.gmi", table[i].bytes);
		scene_time("bote/changed.gmi", table[i].time);
		desk_gemini(&desk, "", STR("gemini://bote.example/changed.gmi"));
		CHECK_STR(buf_str(&desk.answer.meta), str_of(table[i].meta));
		desk_body(&desk);
	}
}

/* The end block is looked for where the file ends, however long it is. */
static void long_article(void)
{
	static char text[100000];
	struct buf b = BUF(text);
	buf_add(&b, STR("## Zu diesem Artikel\n* Sprache: en\n\n"));
	for (int i = 0; i < 4000; i++)
		buf_add(&b, STR("Ein Satz, und noch einer.\n"));
	for (int with = 0; with < 2; with++) {
		if (with)
			b.n -= 260;
		buf_add(&b, with ? STR("\n## Zu diesem Artikel\n* Sprache: fr\n") : STR(""));
		b.full = false;
		scene_put("bote/long.gmi", buf_str(&b));
		desk_gemini(&desk, "", STR("gemini://bote.example/long.gmi"));
		CHECK_STR(buf_str(&desk.answer.meta), with ? STR("text/gemini; lang=fr") : STR(GEMTEXT));
		CHECK(desk.answer.size == b.n, "%llu", (unsigned long long)desk.answer.size);
		desk_body(&desk);
	}
}

int main(void)
{
	scene_open();
	types();
	changed();
	long_article();
	scene_close();
	return unit_done("facts");
}
