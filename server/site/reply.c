#include "site/reply.h"

#include <string.h>

enum { ABOUT_MAX = 300 }; /* of a path that a message repeats: META has 1024 bytes */

/* The text of each outcome, and the {place} in it that takes what it is about. */
static const struct {
	enum word word;
	const char *place;
} texts[] = {
	[OUT_INPUT] = { WORD_PROMPT, "path" },
	[OUT_FAILED] = { WORD_FAILED, "path" },
	[OUT_BUSY] = { WORD_BUSY, "path" },
	[OUT_UNREADY] = { WORD_UNREADY, "path" },
	[OUT_SLOW_DOWN] = { WORD_SLOW_DOWN, "seconds" },
	[OUT_NOT_FOUND] = { WORD_NOT_FOUND, "path" },
	[OUT_GONE] = { WORD_GONE, "reason" },
	[OUT_FOREIGN] = { WORD_FOREIGN, "host" },
	[OUT_BAD] = { WORD_BAD_REQUEST, "path" },
	[OUT_TOO_LONG] = { WORD_TOO_LONG, "path" },
	[OUT_CLIMBS] = { WORD_CLIMBS, "path" },
	[OUT_WEB] = { WORD_HTTP, "url" },
};

void reply_text(const struct site_capsule *c, enum outcome outcome, struct str about, struct buf *out)
{
	char space[ABOUT_MAX * 4 + 8];
	struct buf clean = BUF(space);
	buf_escape(&clean, utf8_fit(about, ABOUT_MAX));
	struct word_value value = { str_of(texts[outcome].place), buf_str(&clean) };
	words_fill(out, c->words->word[texts[outcome].word], &value, 1);
}

void reply_words(const struct site_capsule *c, enum outcome outcome, struct str about, struct answer *a)
{
	a->outcome = outcome;
	a->body = BODY_NONE;
	buf_clear(&a->meta);
	if (outcome == OUT_SLOW_DOWN)
		buf_add(&a->meta, about); /* META of a 44 is a number of seconds and nothing else */
	else
		reply_text(c, outcome, about, &a->meta);
}

static enum wait wait_for(enum name_kind kind)
{
	return kind == NAME_SEARCH || kind == NAME_FEED ? WAIT_SEARCH : WAIT_LIST;
}

bool reply_ask_named(struct site *s, const struct site_capsule *c, struct str path, struct str query,
	const struct finding_result *f, struct answer *a)
{
	struct site_ask *ask = &s->ask;
	struct name name;
	struct buf canonical = BUF(ask->path);
	if (f)
		reply_ask(s, c, f, a);
	else
		*ask = (struct site_ask){ .capsule = (unsigned)(c - s->capsules) };
	if (!name_read(path, &canonical, &name))
		return false;
	ask->kind = name.kind;
	ask->path_n = canonical.n;
	query = str_sub(query, 0, name.kind == NAME_SEARCH ? sizeof ask->query : 0);
	if (query.n)
		memcpy(ask->query, query.p, query.n);
	ask->query_n = query.n;
	ask->wait = a->wait = wait_for(name.kind);
	a->outcome = OUT_ASK;
	return true;
}

void reply_ask(struct site *s, const struct site_capsule *c, const struct finding_result *f, struct answer *a)
{
	struct site_ask *ask = &s->ask;
	*ask = (struct site_ask){ .capsule = (unsigned)(c - s->capsules) };
	ask->dev = f->file.dev;
	ask->ino = f->file.ino;
	ask->mtime = f->file.mtime;
	ask->path_n = f->path.n < sizeof ask->path ? f->path.n : 0;
	memcpy(ask->path, f->path.p, ask->path_n);
	a->outcome = OUT_ASK;
}
