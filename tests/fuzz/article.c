/* An article, whole and its tail alone. The input's first byte says where the tail begins. */
#include "fuzz.h"

#include "text/article.h"

static struct words german, english;

static void begin(void)
{
	if (german.language.n)
		return;
	struct words *all[] = { &german, &english };
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; words_slot(all[i], k); k++)
			*words_slot(all[i], k) = STR("{n} {path}");
	german.language = STR("de");
	german.article_heading = STR("Zu diesem Artikel");
	german.article_key[ARTICLE_PUBLISHED] = STR("Datum");
	german.article_key[ARTICLE_LOCATION] = STR("Ort");
	german.article_key[ARTICLE_IDENTIFIER] = STR("Kennung");
	english.language = STR("en");
	english.article_heading = STR("About this article");
	english.article_key[ARTICLE_PUBLISHED] = STR("Date");
	english.article_key[ARTICLE_LOCATION] = STR("Place");
}

static void check(struct str text)
{
	const struct words *const all[] = { &german, &english };
	struct article a;
	article_read(text, all, 2, &a);
	for (size_t i = 0; i < ARTICLE_KEY_COUNT; i++) {
		HOLDS(within(a.value[i], text) && !holds_byte(a.value[i], '\n'));
		HOLDS(a.has_block || a.value[i].n == 0);
	}
	struct str title = article_title(text);
	HOLDS(within(title, text) && !holds_byte(title, '\n'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	begin();
	if (size == 0)
		return 0;
	size_t cut = 1 + data[0] * (size - 1) / 255;
	check(flush_copy(0, data + 1, size - 1));
	check(flush_copy(1, data + cut, size - cut));
	return 0;
}
