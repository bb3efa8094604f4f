/* A web page, and the same bytes as a fragment of one. */
#include "fuzz.h"

#include "import/html.h"

static struct arena arena;

static bool trimmed(struct str s)
{
	return s.n && s.p[0] != ' ' && s.p[s.n - 1] != ' ' && str_find(s, STR("  ")) == s.n;
}

static void check_document(const struct document *d)
{
	HOLDS(d->count <= DOCUMENT_LINES_MAX);
	for (size_t i = 0; i < d->count; i++) {
		const struct line *l = &d->lines[i];
		HOLDS(trimmed(l->text) && harmless(l->text, ""));
		HOLDS(harmless(l->core, "") && l->core.n <= l->text.n);
		HOLDS(l->number == i + 1 && l->gap <= 1);
		HOLDS(l->hint <= HINT_ASIDE && l->role == ROLE_NONE);
	}
	for (size_t key = 0; key < ARTICLE_KEY_COUNT; key++)
		HOLDS(d->meta[key].n == 0 || (trimmed(d->meta[key]) && harmless(d->meta[key], "")));
	HOLDS(d->url.n == 0 || (trimmed(d->url) && harmless(d->url, "")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str raw = flush_copy(0, data, size);
	struct document d;
	enum bytes_trouble t = BYTES_GOOD;
	html_looks(raw);
	if (html_read(raw, &arena, &d, &t)) {
		HOLDS(t == BYTES_GOOD && d.count > 0 && d.marked_up);
		check_document(&d);
	}
	d = (struct document){ 0 };
	if (utf8_valid(raw) && html_fragment(raw, &arena, &d))
		check_document(&d);
	arena_reset(&arena);
	return 0;
}
