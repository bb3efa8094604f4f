/* reading: raw text read as an import reads it, without any profile but the generic one. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "unit.h"

#include "conf/locale.h"
#include "import/reader.h"

#include <stdlib.h>

enum { LANGUAGES_MAX = 8 };

/* What readers share; German is the capsule's language. */
static inline struct desk desk_make(void)
{
	static const struct words *all[LANGUAGES_MAX];
	struct conf_report report = { .out = stdout };
	struct desk k = { .languages = all, .today = { 2026, 1, 31 } };
	k.language_count = locale_load(NULL, "", 0, all, LANGUAGES_MAX, &report);
	k.profiles = profiles_load(NULL, "", 0, &report);
	for (size_t i = 0; i < k.language_count; i++)
		if (str_eq(all[i]->language, STR("de")))
			k.own = all[i];
	if (!k.own || !k.profiles)
		abort();
	k.forced = profile_find(k.profiles, STR("generic"));
	return k;
}

static inline void desk_free(struct desk *k)
{
	profiles_free((struct profiles *)k->profiles);
	for (size_t i = 0; i < k->language_count; i++)
		locale_free(k->languages[i]);
}

static inline void reading_take(void *user, const struct reading *g)
{
	const struct reading **out = user;
	if (*out == NULL)
		*out = g;
}

/* The first article of an input; never NULL. */
static inline const struct reading *reading_of(
	const struct desk *k, struct arena *a, struct str bytes, struct str name, struct str source)
{
	const struct reading *g = NULL;
	struct reader *r = reader_make(k);
	reader_read(r, a, bytes, name, source, reading_take, &g);
	reader_free(r);
	if (!g)
		abort();
	return g;
}

#endif
