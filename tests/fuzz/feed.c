/* A feed: whatever it is, its items are clean, and their own bytes are XML. */
#include "fuzz.h"

#include "import/feed.h"

enum { ITEMS = 500 };

static struct arena arena;

static void check_text(struct str s)
{
	HOLDS(harmless(s, "") && (s.n == 0 || (s.p[0] != ' ' && s.p[s.n - 1] != ' ')));
}

static bool take(void *user, const struct feed_item *item)
{
	const struct document *d = &item->document;
	HOLDS(item->name.n > 0 && item->bytes.n > 0 && item->bytes.p[0] == '<');
	HOLDS(utf8_valid(item->bytes));
	check_text(item->name);
	HOLDS(d->count <= DOCUMENT_LINES_MAX && d->marked_up);
	for (size_t i = 0; i < d->count; i++) {
		HOLDS(d->lines[i].text.n > 0 && d->lines[i].number == i + 1);
		check_text(d->lines[i].text);
	}
	for (size_t key = 0; key < ARTICLE_KEY_COUNT; key++)
		check_text(d->meta[key]);
	check_text(d->url);
	return ++*(unsigned *)user < ITEMS;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str raw = flush_copy(0, data, size);
	const char *why = NULL;
	unsigned count = 0;
	feed_looks(raw);
	bool read = feed_read(raw, &arena, take, &count, &why);
	HOLDS(read == (why == NULL));
	arena_reset(&arena);
	return 0;
}
