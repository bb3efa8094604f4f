/* shelf: a capsule of small articles in a folder of its own, and its index, for the tests of the archive. */
#ifndef TESTS_SHELF_H
#define TESTS_SHELF_H

#include "archive/builder.h"
#include "archive/keeper.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char shelf_folder[] = "/tmp/herald-shelf-XXXXXX";
static char shelf_capsule[64], shelf_index[64], shelf_gone[64];
static struct root shelf_root;
static struct gone *shelf_list;

static const struct words shelf_words = {
	.language = { "de", 2 },
	.article_heading = { "Zu diesem Artikel", 17 },
	.article_key = { [ARTICLE_LOCATION] = { "Ort", 3 },
		[ARTICLE_SECTION] = { "Ressort", 7 },
		[ARTICLE_AUTHOR] = { "Autor", 5 },
		[ARTICLE_KEYWORDS] = { "Stichwörter", 12 },
		[ARTICLE_PUBLISHED] = { "Datum", 5 },
		[ARTICLE_LANGUAGE] = { "Sprache", 7 },
		[ARTICLE_IDENTIFIER] = { "Kennung", 7 },
		[ARTICLE_VERSION] = { "Fassung von", 11 } },
};
static const struct words *const shelf_languages[] = { &shelf_words };

/* Runs a shell line in the folder that holds the capsule. */
static inline void shelf_run(const char *what)
{
	char line[512];
	snprintf(line, sizeof line, "cd %s && %s", shelf_folder, what);
	CHECK(system(line) == 0, "%s", line);
}

static inline void shelf_open(void)
{
	if (!mkdtemp(shelf_folder))
		exit(1);
	snprintf(shelf_capsule, sizeof shelf_capsule, "%s/capsule", shelf_folder);
	snprintf(shelf_index, sizeof shelf_index, "%s/main.db", shelf_folder);
	snprintf(shelf_gone, sizeof shelf_gone, "%s/gone", shelf_folder);
	mkdir(shelf_capsule, 0755);
	if (root_open(&shelf_root, shelf_capsule) != 0)
		exit(1);
	size_t line;
	const char *what;
	shelf_list = gone_load(shelf_gone, &line, &what);
}

static inline void shelf_close(void)
{
	root_close(&shelf_root);
	gone_free(shelf_list);
	shelf_run("rm -rf capsule main.db* fresh.db* gone");
	CHECK(rmdir(shelf_folder) == 0, "%s: %s", shelf_folder, strerror(errno));
	memset(strrchr(shelf_folder, '-') + 1, 'X', 6); /* for the next one */
}

/* Writes a file beneath the capsule, with its folders; modified at that time (0: now). */
static inline void shelf_put(const char *path, const char *text, time_t modified)
{
	char full[256];
	snprintf(full, sizeof full, "%s%s", shelf_capsule, path);
	for (char *p = full + strlen(shelf_capsule) + 1; (p = strchr(p, '/')) != NULL; p++) {
		*p = '\0';
		mkdir(full, 0755);
		*p = '/';
	}
	int fd = open(full, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text), "cannot write %s", full);
	struct timespec times[2] = { { modified, 0 }, { modified, 0 } };
	if (modified)
		futimens(fd, times);
	close(fd);
}

static inline void shelf_remove(const char *path)
{
	char full[256];
	snprintf(full, sizeof full, "%s%s", shelf_capsule, path);
	CHECK(unlink(full) == 0, "%s: %s", full, strerror(errno));
}

static inline struct keeper_wish shelf_wish(void)
{
	return (struct keeper_wish){ .index = shelf_index,
		.root_path = shelf_capsule,
		.recorder = { .root = &shelf_root,
			.languages = shelf_languages,
			.language_count = 1,
			.language = STR("de") },
		.setting = { STR("Europe/Berlin"), STR("de"), str_of(shelf_capsule) },
		.gone_paths = { shelf_gone, NULL },
		.gone = &shelf_list,
		.readers = 2,
		.name = "main" };
}

static inline bool shelf_build(void)
{
	char space[512];
	struct buf why = BUF(space);
	struct keeper_wish k = shelf_wish();
	struct builder b = {
		.path = k.index, .recorder = k.recorder, .gone = shelf_list, .setting = k.setting, .readers = 2
	};
	bool good = builder_run(&b, &why);
	CHECK(good, "no index: %s", buf_z(&why));
	return good;
}

#endif
