/* fuzz: what every target shares. A target is one file that defines LLVMFuzzerTestOneInput, says what must hold for any
 * input, and is linked with libFuzzer or with replay.c. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "flush.h"

#include <stdio.h>

/* libFuzzer's entry point; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Something that must hold for whatever a stranger sends. */
#define HOLDS(condition)                                                                                               \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                 \
			abort();                                                                                       \
		}                                                                                                      \
	} while (0)

/* Whether part is a view into whole, or empty. */
static inline bool within(struct str part, struct str whole)
{
	uintptr_t p = (uintptr_t)part.p, w = (uintptr_t)whole.p;
	return part.n == 0 || (p >= w && part.n <= whole.n && p - w <= whole.n - part.n);
}

static inline bool holds_byte(struct str s, char c)
{
	return str_index(s, c) < s.n;
}

/* Whether a path is what uri_clean_path promises: absolute, UTF-8, nothing to climb with, nothing doubled. */
static inline bool path_clean(struct str path)
{
	return str_starts(path, STR("/")) && utf8_valid(path) && !holds_byte(path, '\0') &&
	       str_find(path, STR("//")) == path.n && str_find(path, STR("/./")) == path.n &&
	       str_find(path, STR("/../")) == path.n && !str_ends(path, STR("/.")) && !str_ends(path, STR("/.."));
}

/* Whether text can be shown on any terminal: UTF-8 without C0 (but for those in allowed), DEL and C1. */
static inline bool harmless(struct str text, const char *allowed)
{
	uint32_t rune = 0;
	while (text.n) {
		size_t n = utf8_read(text, &rune);
		if (n == 0 || (rune < ' ' && (rune == 0 || !strchr(allowed, (int)rune))) ||
			(rune >= 0x7f && rune < 0xa0))
			return false;
		text = str_sub(text, n, text.n);
	}
	return true;
}

#endif
