/* unit: checks that count. A unit test is a program that ends with `return unit_done("name");`. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include "base/str.h"

#include <stdio.h>

static int unit_passed, unit_failed;

/* One check; on failure prints the place and the message, printf-like. */
#define CHECK(condition, ...)                                                                                          \
	do {                                                                                                           \
		if (condition) {                                                                                       \
			unit_passed++;                                                                                 \
		} else {                                                                                               \
			unit_failed++;                                                                                 \
			printf("%s:%d: %s: ", __FILE__, __LINE__, #condition);                                         \
			printf(__VA_ARGS__);                                                                           \
			putchar('\n');                                                                                 \
		}                                                                                                      \
	} while (0)

#define CHECK_STR(got, want) CHECK(str_eq((got), (want)), "got \"%.*s\", want \"%.*s\"", STR_ARG(got), STR_ARG(want))

static inline int unit_done(const char *name)
{
	printf("%s: %d passed, %d failed\n", name, unit_passed, unit_failed);
	return unit_failed != 0;
}

#endif
