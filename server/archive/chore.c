#include "archive/chore.h"

#include "base/log.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct chore {
	enum chore_kind kind;
	pthread_t thread;
	struct builder builder;
	struct gone *gone;
	const char *index;
	_Atomic bool stop, done;
	bool good;
	char room[512];
	struct buf why;
};

struct chore *chore_new(void)
{
	return calloc(1, sizeof(struct chore));
}

static void *build(void *chore)
{
	struct chore *c = chore;
	c->good = builder_run(&c->builder, &c->why);
	atomic_store(&c->done, true);
	return NULL;
}

static int go_on(void *chore)
{
	const struct chore *c = chore;
	return atomic_load(&c->stop);
}

static void *check(void *chore)
{
	struct chore *c = chore;
	sqlite3 *db = NULL;
	sqlite3_stmt *s = NULL;
	int code = sqlite3_open_v2(c->index, &db, SQLITE_OPEN_READONLY, NULL);
	if (db)
		sqlite3_progress_handler(db, 10000, go_on, c);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &s, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(s);
	const char *says = code == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
	/* only damage is damage: that it could not be looked at says nothing */
	c->good = says ? strcmp(says, "ok") == 0 : code != SQLITE_CORRUPT && code != SQLITE_NOTADB;
	if (!c->good)
		buf_fmt(&c->why, "%s: %.200s", c->index, says ? says : sqlite3_errmsg(db));
	sqlite3_finalize(s);
	sqlite3_close_v2(db);
	atomic_store(&c->done, true);
	return NULL;
}

static bool start(struct chore *c, enum chore_kind kind, void *(*run)(void *))
{
	c->why = BUF(c->room);
	atomic_store(&c->stop, false);
	atomic_store(&c->done, false);
	if (pthread_create(&c->thread, NULL, run, c) == 0)
		c->kind = kind;
	return c->kind == kind;
}

bool chore_build(struct chore *c, const struct builder *b, struct gone_paths gone)
{
	size_t line = 0;
	const char *where = NULL, *what = "";
	if (c->kind != CHORE_NONE)
		return false;
	c->builder = *b;
	c->builder.stop = &c->stop;
	c->builder.gone = c->gone = gone_load_both(gone, &where, &line, &what);
	if (c->gone == NULL)
		log_warn("%s:%zu: %s; the index is built without it", where, line, what);
	if (start(c, CHORE_BUILD, build))
		return true;
	gone_free(c->gone);
	c->gone = NULL;
	return false;
}

bool chore_check(struct chore *c, const char *index)
{
	c->index = index;
	return c->kind == CHORE_NONE && start(c, CHORE_CHECK, check);
}

static void end(struct chore *c)
{
	pthread_join(c->thread, NULL);
	gone_free(c->gone);
	c->gone = NULL;
	c->kind = CHORE_NONE;
}

enum chore_kind chore_look(struct chore *c, bool *done, bool *good, struct buf *why)
{
	enum chore_kind kind = c->kind;
	*done = kind != CHORE_NONE && atomic_load(&c->done);
	if (*done) {
		end(c);
		*good = c->good;
		buf_add(why, buf_str(&c->why));
	}
	return kind;
}

void chore_free(struct chore *c)
{
	if (c == NULL)
		return;
	atomic_store(&c->stop, true);
	if (c->kind != CHORE_NONE)
		end(c);
	free(c);
}
