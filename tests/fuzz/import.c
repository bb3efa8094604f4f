/* Raw bytes through the whole of the reading: text, web pages, feeds. What comes out is an article that reads well,
 * says of itself what was found, and is the same the next time. */
#include "fuzz.h"

#include "conf/conf.h"
#include "conf/locale.h"
#include "import/reader.h"
#include "import/sheet.h"
#include "text/article.h"
#include "text/gemtext.h"

enum { LANGUAGES = 8, TAKEN = 16 };

static struct desk desk;

static void desk_make(void)
{
	static const struct words *all[LANGUAGES];
	struct conf_report report = { .out = stderr };
	if (desk.profiles)
		return;
	desk.language_count = locale_load(NULL, "", 0, all, LANGUAGES, &report);
	desk.languages = all;
	desk.own = all[0];
	desk.today = (struct date){ 2026, 11, 23 };
	desk.profiles = profiles_load(NULL, "", 0, &report);
	HOLDS(desk.profiles && desk.language_count >= 2);
}

/* What one reading gave, for the second to be compared with. */
struct outcome {
	struct arena arena;
	struct str text[TAKEN];
	size_t count;
};

static void check_block(const struct reading *g, struct str text)
{
	static const enum article_key keys[] = { ARTICLE_PUBLISHED, ARTICLE_LOCATION, ARTICLE_CREDIT, ARTICLE_AUTHOR,
		ARTICLE_LANGUAGE };
	struct article a;
	article_read(text, desk.languages, desk.language_count, &a);
	HOLDS(a.has_block);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		HOLDS(str_eq(a.value[keys[i]], str_trim(g->story.value[keys[i]])));
	HOLDS(str_eq(article_title(text), str_trim(g->story.value[ARTICLE_HEADLINE])));
}

/* Nothing of a raw text may become markup: links and headings are only those that the sheet has made. */
static void check_markup(const struct reading *g, struct str text)
{
	size_t links = 0, headings = 0, subheadings = 0;
	bool pre = false;
	for (size_t i = 0; i < g->document.count; i++)
		subheadings += g->document.lines[i].role == ROLE_SUBHEADING;
	while (text.n) {
		struct gem_line line = gem_read(str_cut(&text, '\n'), &pre);
		HOLDS(!pre && line.type != GEM_PRE && line.type != GEM_PRE_TOGGLE);
		links += line.type == GEM_LINK;
		headings += line.type == GEM_HEADING;
	}
	HOLDS(links == 2 && headings == 2 + subheadings);
}

static void take(void *user, const struct reading *g)
{
	struct outcome *o = user;
	struct str text = STR("");
	if (g->why == NULL) {
		text = sheet_gemtext(&g->story, STR("/2018/06/28/slug.gmi"), &o->arena);
		HOLDS(utf8_valid(text) && harmless(text, "\n"));
		check_block(g, text);
		check_markup(g, text);
		for (size_t i = 0; i < g->document.count; i++)
			HOLDS(g->document.lines[i].role != ROLE_NONE && g->document.lines[i].rule);
	}
	if (o->count < TAKEN)
		o->text[o->count++] = arena_copy(&o->arena, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct reader *reader;
	struct str bytes = flush_copy(0, data, size);
	struct arena a = { 0 };
	struct outcome first = { .count = 0 }, second = { .count = 0 };
	desk_make();
	if (!reader)
		reader = reader_make(&desk);
	reader_read(reader, &a, bytes, STR("x.txt"), STR("x"), take, &first);
	arena_reset(&a);
	reader_read(reader, &a, bytes, STR("x.txt"), STR("x"), take, &second);
	HOLDS(first.count == second.count);
	for (size_t i = 0; i < first.count; i++)
		HOLDS(str_eq(first.text[i], second.text[i]));
	arena_free(&a);
	arena_free(&first.arena);
	arena_free(&second.arena);
	return 0;
}
