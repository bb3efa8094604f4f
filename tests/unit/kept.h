/* kept: an index that a keeper keeps, beside one that is built anew, for the tests of the keeper. */
#ifndef TESTS_KEPT_H
#define TESTS_KEPT_H

#include "archive/fts.h"
#include "archive/keeper.h"
#include "shelf.h"
#include "store/database.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

static struct keeper *keeper;
static _Atomic uint64_t serial;
static _Atomic bool doubt;

static inline uint64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static inline void step(void)
{
	struct pollfd p = { .fd = keeper_fd(keeper), .events = POLLIN };
	unsigned wait = keeper_step(keeper);
	if (poll(&p, 1, (int)(wait < 50 ? wait : 50)) > 0)
		keeper_told(keeper);
}

/* All that lists are made from, in words that do not depend on how the index came about. */
static const char everything[] =
	"SELECT 'a', article.id, path || name, listed, title, place, section, language, summary, added, mtime, size, "
	"words,"
	" hex(sha256) FROM article JOIN folder ON folder.id = folder ORDER BY article.id;"
	"SELECT 'f', kind, slug, name, count FROM facet WHERE count ORDER BY kind, slug;"
	"SELECT 'm', kind, slug, article FROM member JOIN facet ON facet.id = facet ORDER BY kind, slug, article;"
	"SELECT 'y', coalesce(slug, ''), year, facet_year.count FROM facet_year LEFT JOIN facet ON facet.id = facet"
	" ORDER BY 2, kind, year;"
	"SELECT 'd', date, count FROM day ORDER BY date;"
	"SELECT 'n', date, count FROM addition ORDER BY date;"
	"SELECT 'v', of, article FROM version ORDER BY of, article;"
	"SELECT 't', rowid FROM text WHERE text MATCH '\"wort\"' AND rowid NOT IN (SELECT id FROM dead) ORDER BY "
	"rowid;";

static inline int add_row(void *dump, int columns, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < columns; i++)
		fprintf(dump, "%s%c", values[i] ? values[i] : "-", i + 1 < columns ? '|' : '\n');
	return 0;
}

/* free() it. */
static inline char *dump_of(const char *index)
{
	sqlite3 *db = NULL;
	char *text = NULL, *why = NULL;
	size_t n = 0;
	FILE *dump = open_memstream(&text, &n);
	bool good = sqlite3_open_v2(index, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK && fts_register(db, NULL) &&
		    sqlite3_exec(db, everything, add_row, dump, &why) == SQLITE_OK;
	fclose(dump);
	if (!good) {
		free(text);
		text = strdup(why ? why : "cannot be opened");
	}
	sqlite3_free(why);
	sqlite3_close(db);
	return text;
}

static inline char *dump_of_fresh(void)
{
	char space[512], path[80];
	struct buf why = BUF(space);
	struct keeper_wish k = shelf_wish();
	snprintf(path, sizeof path, "%s/fresh.db", shelf_folder);
	struct builder b = {
		.path = path, .recorder = k.recorder, .gone = shelf_list, .setting = k.setting, .readers = 2
	};
	CHECK(builder_run(&b, &why), "%s", buf_z(&why));
	char *dump = dump_of(path);
	CHECK(strncmp(dump, "a|", 2) == 0, "%s", dump);
	unlink(path);
	builder_sweep(path);
	return dump;
}

/* Waits until both agree; at most ten seconds. */
static inline void agree(const char *what)
{
	uint64_t until = clock_ms() + 10000;
	char *want = dump_of_fresh(), *got = NULL;
	do {
		free(got);
		for (int i = 0; i < 3; i++)
			step();
		got = keeper_settled(keeper) ? dump_of(shelf_index) : strdup("not settled");
	} while (strcmp(got, want) != 0 && clock_ms() < until);
	CHECK(strcmp(got, want) == 0, "%s:\n--- kept\n%s--- built\n%s", what, got, want);
	free(got);
	free(want);
}

/* Modified at noon (UTC) of a day. */
static inline void article(const char *path, const char *place, int version)
{
	char text[512];
	snprintf(text, sizeof text,
		"# Titel %s %d\n\nEin Wort oder zwei, und das ist eine lange Zusammenfassung des Ganzen.\n\n## Zu "
		"diesem Artikel\n"
		"* Ort: %s\n* Ressort: Lokales\n* Stichwörter: %s, eins, zwei\n",
		place, version, place, place);
	shelf_put(path, text, 1699963200 + version * 86400);
}

#endif
