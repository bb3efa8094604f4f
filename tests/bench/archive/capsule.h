/* capsule: the articles that generate has written, read again in the order of their paths. */
#ifndef BENCH_CAPSULE_H
#define BENCH_CAPSULE_H

#include "base/str.h"

enum { CAPSULE_PATH = 256, CAPSULE_TEXT = 16384 };

/* Views into the file's bytes. */
struct capsule_article {
	struct str path;                     /* "/2018/06/28/slug.gmi" */
	struct str title, text;              /* text: with the title, without the end block */
	struct str place, language, version; /* empty: it does not say */
	struct str whole;
};

/* Calls take for every article beneath root. False: one cannot be read (errno). */
bool capsule_walk(const char *root, void (*take)(void *context, const struct capsule_article *a), void *context);
/* One file's bytes as an article. */
void capsule_parse(struct str path, struct str whole, struct capsule_article *out);

#endif
