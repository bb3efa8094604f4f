/* A headline, which may be any bytes. */
#include "fuzz.h"

#include "text/slug.h"

static void check_form(struct str slug)
{
	HOLDS(slug.n <= SLUG_MAX && !str_starts(slug, STR("-")) && !str_ends(slug, STR("-")));
	HOLDS(str_find(slug, STR("--")) == slug.n);
	for (size_t i = 0; i < slug.n; i++) {
		char c = slug.p[i];
		HOLDS((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
	}
	HOLDS(!str_eq(slug, STR("index")) && !str_eq(slug, STR("manifest")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char room[SLUG_MAX], again_room[SLUG_MAX];
	struct buf slug = BUF(room), again = BUF(again_room);
	struct str headline = flush_copy(0, data, size);
	slug_add(&slug, headline);
	HOLDS(!slug.full);
	check_form(buf_str(&slug));
	/* a slug is its own slug */
	slug_add(&again, flush_copy(1, room, slug.n));
	HOLDS(str_eq(buf_str(&again), buf_str(&slug)));
	/* a word of ASCII leaves a trace */
	for (size_t i = 0; i < headline.n; i++)
		if (headline.p[i] >= '0' && headline.p[i] <= '9')
			HOLDS(slug.n > 0);
	return 0;
}
