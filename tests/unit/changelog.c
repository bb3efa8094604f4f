/* changelog: a line that no follower could read ends a publication, before it is signed. */
#include "unit.h"

#include "publish/changelog.h"

#include <stdlib.h>

static char folder[] = "/tmp/herald-changelog-XXXXXX";

static void moved(struct str from, struct str to, void *context)
{
	(void)context;
	CHECK(false, "nothing has moved from %.*s to %.*s", STR_ARG(from), STR_ARG(to));
}

static void refused(void)
{
	const struct {
		struct str path;
		const char *says; /* NULL: it is written */
	} table[] = {
		{ STR("/a.gmi"), NULL },
		{ STR("/a\tb.gmi"),
			"/a\\x09b.gmi: what has happened to it cannot stand in the log; nothing was published" },
		{ STR("/a\nb.gmi"),
			"/a\\x0ab.gmi: what has happened to it cannot stand in the log; nothing was published" },
		{ STR("/.a.gmi"), "/.a.gmi: what has happened to it cannot stand in the log; nothing was published" },
		{ STR("a.gmi"), "a.gmi: what has happened to it cannot stand in the log; nothing was published" },
		{ STR(""), ": what has happened to it cannot stand in the log; nothing was published" },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char room[1000];
		struct buf why = BUF(room);
		struct stage stage;
		struct scan scan = { 0 };
		struct changelog_sums sums;
		struct digest digest, before = { 0 };
		struct journal_line line = { JOURNAL_ADDED, digest_of(STR("x")), 1, table[i].path, { 0 } };
		CHECK(stage_open(&stage, folder, &why), "%s", buf_z(&why));
		struct changelog *c = changelog_new(&stage, &why);
		CHECK(c != NULL, "%s", buf_z(&why));
		changelog_note(&line, c);
		bool good = changelog_finish(c, &scan, 1, &before, 1793707200, moved, NULL, &sums, &digest);
		CHECK(good == (table[i].says == NULL), "row %zu", i);
		CHECK_STR(buf_str(&why), str_of(table[i].says ? table[i].says : ""));
		changelog_free(c);
		arena_free(&scan.arena);
		stage_close(&stage);
	}
}

int main(void)
{
	char line[100];
	if (!mkdtemp(folder))
		return 1;
	refused();
	snprintf(line, sizeof line, "rm -r %s", folder);
	CHECK(system(line) == 0, "%s", line);
	return unit_done("changelog");
}
