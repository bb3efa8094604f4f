#include "publish/changelog.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_ROOM = 4096 };

_Static_assert((int)GONE_REASON_MAX <= (int)JOURNAL_REASON_MAX, "what keep/gone takes, the log must");

struct changelog {
	struct stage *stage;
	struct buf *why;
	FILE *lines; /* A and M, as they come; it has no name, and vanishes when it is closed */
	bool failed;
	struct changelog_sums sums;
};

struct changelog *changelog_new(struct stage *stage, struct buf *why)
{
	struct changelog *c = calloc(1, sizeof *c);
	struct str path = STR("/.lines");
	int fd = c ? stage_create(stage, path, why) : -1;
	if (fd < 0 || (c->lines = fdopen(fd, "w+")) == NULL) {
		if (fd >= 0)
			close(fd);
		free(c);
		return NULL;
	}
	char room[LINE_ROOM];
	struct buf name = BUF(room);
	buf_fmt(&name, "%s/.new%.*s", stage->overlay, STR_ARG(path));
	unlink(buf_z(&name));
	c->stage = stage;
	c->why = why;
	return c;
}

void changelog_free(struct changelog *c)
{
	if (c)
		fclose(c->lines);
	free(c);
}

/* An entry is never changed again: one with a line that followers cannot read would end their log for ever. */
static bool is_readable(const struct buf *text)
{
	struct journal_line line;
	struct journal j = { .rest = buf_str(text) };
	const char *wrong;
	return !text->full && journal_next(&j, &line, &wrong) && j.rest.n == 0;
}

static void refuse(struct changelog *c, struct str path)
{
	char room[LINE_ROOM];
	struct buf shown = BUF(room);
	buf_escape(&shown, path);
	if (!c->failed)
		buf_fmt(c->why, "%s: what has happened to it cannot stand in the log; nothing was published",
			buf_z(&shown));
	c->failed = true;
}

static void put(struct changelog *c, FILE *to, const struct journal_line *line, struct digest_work *hash)
{
	char room[LINE_ROOM];
	struct buf text = BUF(room);
	journal_add(&text, line);
	if (!is_readable(&text)) {
		refuse(c, line->path);
		return;
	}
	if (hash)
		digest_more(hash, buf_str(&text));
	if (fwrite(text.p, 1, text.n, to) != text.n)
		c->failed = true;
}

void changelog_note(struct journal_line *line, void *changelog)
{
	struct changelog *c = changelog;
	put(c, c->lines, line, NULL);
	if (line->kind == JOURNAL_ADDED)
		c->sums.added++;
	else
		c->sums.modified++;
}

/* ---- moves ---- */

static int by_digest(const void *a, const void *b)
{
	const struct scan_dropped *x = a, *y = b;
	int order = memcmp(&x->digest, &y->digest, sizeof x->digest);
	return order ? order : str_cmp(x->path, y->path);
}

static const struct gone_entry *withdrawal_of(const struct scan *s, struct str path)
{
	const struct gone_entry *e = gone_find(s->gone, path);
	return e && e->status == 52 ? e : NULL;
}

/* The first of those with these bytes that is not spoken for; its path becomes empty when it is. What was withdrawn has
 * not moved: a copy of it elsewhere is another file, and the reason must be told. */
static struct scan_dropped *dropped_like(const struct scan *s, const struct digest *d)
{
	size_t from = 0, to = s->drops;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (memcmp(&s->dropped[middle].digest, d, sizeof *d) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < s->drops && digest_eq(&s->dropped[from].digest, d); from++)
		if (s->dropped[from].path.n && !withdrawal_of(s, s->dropped[from].path))
			return &s->dropped[from];
	return NULL;
}

/* ---- the entry ---- */

struct writing {
	struct changelog *log;
	struct scan *scan;
	FILE *out;
	struct digest_work *hash;
	changelog_moved *moved;
	void *context;
};

static void copy_line(struct writing *e, const struct journal_line *line)
{
	struct scan_dropped *old =
		line->kind == JOURNAL_ADDED && line->size ? dropped_like(e->scan, &line->digest) : NULL;
	if (old == NULL) {
		put(e->log, e->out, line, e->hash);
		return;
	}
	struct journal_line move = { JOURNAL_MOVED, line->digest, line->size, old->path,
		arena_copy(&e->scan->arena, line->path) };
	put(e->log, e->out, &move, e->hash);
	e->moved(move.path, move.more, e->context);
	old->path = (struct str){ 0 };
	e->log->sums.added--;
	e->log->sums.moved++;
}

static bool copy_lines(struct writing *e)
{
	char *text = NULL;
	size_t room = 0;
	ssize_t n;
	const char *wrong;
	rewind(e->log->lines);
	while ((n = getline(&text, &room, e->log->lines)) > 0) {
		struct journal_line line;
		struct journal j = { .rest = { text, (size_t)n } };
		if (journal_next(&j, &line, &wrong))
			copy_line(e, &line);
		else
			e->log->failed = true;
	}
	free(text);
	return !ferror(e->log->lines);
}

/* Whoever withdrew it may not have wanted its path to be known. */
static void put_dropped(struct writing *e, const struct scan_dropped *d)
{
	const struct gone_entry *withdrawal = withdrawal_of(e->scan, d->path);
	struct journal_line line = { JOURNAL_DROPPED, d->digest, 0, d->path, { 0 } };
	if (withdrawal) {
		line.path = withdrawal->path;
		line.more = withdrawal->to;
	}
	put(e->log, e->out, &line, e->hash);
	e->log->sums.dropped++;
	e->log->sums.vanished += gone_find(e->scan->gone, d->path) == NULL;
}

static void put_first(struct writing *e, const struct digest *before, time_t now)
{
	char room[256];
	struct buf text = BUF(room);
	journal_begin(&text, before, now);
	digest_more(e->hash, buf_str(&text));
	if (fwrite(text.p, 1, text.n, e->out) != text.n)
		e->log->failed = true;
}

bool changelog_finish(struct changelog *c, struct scan *s, uint64_t serial, const struct digest *before, time_t now,
	changelog_moved *moved, void *context, struct changelog_sums *sums, struct digest *digest)
{
	char room[128];
	struct buf path = BUF(room);
	journal_path(&path, serial);
	int fd = stage_create(c->stage, buf_str(&path), c->why);
	struct writing e = {
		.log = c, .scan = s, .out = fd >= 0 ? fdopen(fd, "w") : NULL, .moved = moved, .context = context
	};
	if (e.out == NULL) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	e.hash = digest_begin();
	if (s->drops)
		qsort(s->dropped, s->drops, sizeof *s->dropped, by_digest);
	put_first(&e, before, now);
	bool good = copy_lines(&e);
	for (size_t i = 0; i < s->drops; i++)
		if (s->dropped[i].path.n)
			put_dropped(&e, &s->dropped[i]);
	digest_end(e.hash, digest);
	good = fclose(e.out) == 0 && good && !c->failed;
	if (!good && c->why->n == 0)
		buf_fmt(c->why, "the log entry cannot be written: %s", strerror(errno));
	*sums = c->sums;
	return good;
}
