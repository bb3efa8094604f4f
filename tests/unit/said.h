/* said: what a report said, and a folder for the files that a test makes. */
#ifndef TESTS_SAID_H
#define TESTS_SAID_H

#include "unit.h"

#include "conf/conf.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a report said, as text that the caller frees. */
struct said {
	char *text;
	size_t size;
	struct conf_report report;
};

static inline void said_open(struct said *s)
{
	*s = (struct said){ 0 };
	s->report.advice = true;
	s->report.out = open_memstream(&s->text, &s->size);
	if (!s->report.out)
		abort();
}

static inline struct str said_text(struct said *s)
{
	fflush(s->report.out);
	return (struct str){ s->text, s->size };
}

static inline void said_close(struct said *s)
{
	fclose(s->report.out);
	free(s->text);
}

/* A folder for the files that the tests make. */
static char scratch[] = "/tmp/herald-conf-XXXXXX";

static inline const char *file_make(const char *name, struct str bytes)
{
	static char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/%s", scratch, name);
	FILE *file = fopen(path, "w");
	if (!file || fwrite(bytes.p, 1, bytes.n, file) != bytes.n || fclose(file) != 0)
		abort();
	return path;
}

static inline void folder_make(const char *name)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/%s", scratch, name);
	if (mkdir(path, 0700) != 0)
		abort();
}

/* Removes what was made, files before their folders, and the folder itself; names ends with NULL. */
static inline void scratch_remove(const char *const *names)
{
	for (; *names; names++) {
		char path[PATH_MAX];
		snprintf(path, sizeof path, "%s/%s", scratch, *names);
		CHECK(remove(path) == 0, "%s is left", path);
	}
	CHECK(rmdir(scratch) == 0, "%s is left", scratch);
}

#endif
