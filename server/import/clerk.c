#include "import/clerk.h"

#include "import/diff.h"
#include "import/sheet.h"
#include "text/article.h"

#include <stdio.h>

enum {
	TAIL = 16 * 1024,
	MARK = 8, /* digits of the identifier that tell two articles of one name apart */
};

/* One reading on its way. */
struct filing {
	struct clerk *k;
	const struct reading *g;
	struct arena *a;
	struct buf *why;
	struct story story; /* with what only the clerk knows */
	char hex_room[2 * ID_BYTES + 1];
	struct str hex;
};

static bool settle(struct filing *f, enum fate fate, struct str path, struct str detail)
{
	account_take(f->k->account, f->g, fate, path, detail);
	return true;
}

static struct str hex_of(struct arena *a, const struct id *id)
{
	char room[2 * ID_BYTES + 1];
	struct buf b = BUF(room);
	id_hex(&b, id);
	return arena_copy(a, buf_str(&b));
}

/* ---- what is withdrawn or has moved ---- */

static const struct gone_entry *gone_of(const struct filing *f, struct str path)
{
	return f->k->gone ? gone_find(f->k->gone, path) : NULL;
}

/* What was withdrawn where it has moved to must not come back where it was before. */
static const struct gone_entry *withdrawn(const struct filing *f, struct str path)
{
	const struct gone_entry *e = gone_of(f, path);
	if (e && e->status != 52)
		e = gone_of(f, e->to);
	return e && e->status == 52 ? e : NULL;
}

/* Where an article lies by now. */
static struct str moved_to(const struct filing *f, struct str path)
{
	const struct gone_entry *e = gone_of(f, path);
	return e && e->status != 52 && str_starts(e->to, STR("/")) ? e->to : path;
}

static bool settle_withdrawn(struct filing *f, struct str path, const struct gone_entry *e)
{
	return settle(f, FATE_WITHDRAWN, path,
		e->to.n ? arena_fmt(f->a, "withdrawn: %.*s", STR_ARG(e->to)) : STR("withdrawn"));
}

/* ---- files ---- */

static bool put(struct filing *f, struct str path, const struct id *instead)
{
	struct str bytes = sheet_gemtext(&f->story, path, f->a);
	struct entry e = { .source = f->g->id,
		.path = path,
		.written = id_of(bytes),
		.has_written = true,
		.whole = f->g->texts.whole };
	return press_put(f->k->press, &e, &f->g->texts, bytes, instead, f->why);
}

static struct str value_in(const struct filing *f, struct str bytes, enum article_key key)
{
	struct article a;
	article_read(str_sub(bytes, bytes.n > TAIL ? bytes.n - TAIL : 0, bytes.n), f->k->desk->languages,
		f->k->desk->language_count, &a);
	return a.value[key];
}

/* Whether the file at a path came of this very input, though the ledger doesn't know it. */
static bool own_file(struct filing *f, struct str path)
{
	struct str bytes;
	return press_read(f->k->press, path, f->a, &bytes) && str_eq(value_in(f, bytes, ARTICLE_IDENTIFIER), f->hex);
}

static bool adopt(struct filing *f, struct str path)
{
	struct str bytes, ours;
	struct entry e = { .source = f->g->id, .path = path, .whole = f->g->texts.whole };
	if (press_read(f->k->press, path, f->a, &bytes)) {
		ours = sheet_gemtext(&f->story, path, f->a);
		e.written = id_of(bytes);
		e.has_written = str_eq(ours, bytes);
	}
	ledger_put(f->k->ledger, &e, &f->g->texts, false);
	return settle(f, FATE_KNOWN, path, STR("imported before"));
}

/* ---- an input that was imported before ---- */

static bool write_anew(struct filing *f, const struct entry *e, struct str before)
{
	char today_room[16];
	struct buf today = BUF(today_room);
	struct str modified = value_in(f, before, ARTICLE_MODIFIED);
	struct str own = f->story.value[ARTICLE_MODIFIED];
	if (modified.n)
		f->story.value[ARTICLE_MODIFIED] = modified;
	f->story.value[ARTICLE_VERSION] = value_in(f, before, ARTICLE_VERSION);
	if (str_eq(sheet_gemtext(&f->story, e->path, f->a), before))
		return settle(f, FATE_KNOWN, e->path, STR("read again, and nothing changes"));
	f->story.value[ARTICLE_MODIFIED] = own;
	if (str_eq(sheet_gemtext(&f->story, e->path, f->a), before))
		return settle(f, FATE_KNOWN, e->path, STR("read again, and nothing changes"));
	date_iso(&today, f->k->desk->today);
	f->story.value[ARTICLE_MODIFIED] = arena_copy(f->a, buf_str(&today));
	if (f->k->diff) {
		account_hide(f->k->account);
		diff_print(stdout, e->path, before, sheet_gemtext(&f->story, e->path, f->a));
		fflush(stdout);
	}
	if (!put(f, e->path, &e->written))
		return false;
	return settle(f, FATE_UPDATED, e->path, STR(""));
}

/* What is missing may have been moved by hand: once in a run the capsule itself is asked. */
static bool capsule_scan(struct filing *f)
{
	if (f->k->scanned)
		return true;
	f->k->scanned = true;
	return press_flush(f->k->press, f->why) && press_scan(f->k->press, f->why);
}

static bool known(struct filing *f, struct entry *e)
{
	struct str before;
	const struct gone_entry *gone = withdrawn(f, e->path);
	if (gone)
		return settle_withdrawn(f, e->path, gone);
	e->path = moved_to(f, e->path);
	bool there = press_read(f->k->press, e->path, f->a, &before);
	if (!there) {
		if (!capsule_scan(f))
			return false;
		if (ledger_source(f->k->ledger, &f->g->id, f->a, e))
			there = press_read(f->k->press, e->path, f->a, &before);
	}
	if (!there) {
		if (f->g->why)
			return settle(f, FATE_REFUSED, e->path, str_of(f->g->why));
		return put(f, e->path, NULL) &&
		       settle(f, FATE_IMPORTED, e->path, STR("it was missing, and lies there again"));
	}
	if (!f->k->again)
		return settle(f, FATE_KNOWN, e->path, STR("imported before"));
	if (f->g->why)
		return settle(f, FATE_REFUSED, e->path, str_of(f->g->why));
	struct id is = id_of(before);
	bool untouched = e->has_written && id_same(&is, &e->written);
	if (!untouched && str_eq(sheet_gemtext(&f->story, e->path, f->a), before))
		return settle(f, FATE_KNOWN, e->path, STR("read again, and nothing changes"));
	if (!untouched)
		return settle(f, FATE_EDITED, e->path,
			e->has_written
				? STR("edited by hand since it was imported; move the file away to have it written "
				      "anew")
				: STR("perhaps edited by hand since it was imported; move the file away to have it "
				      "written anew"));
	return write_anew(f, e, before);
}

/* ---- an input that is new ---- */

/* A path that nobody has; the identifier's digits make it one. False: it is settled already. */
static bool path_find(struct filing *f, struct str *path, bool *settled)
{
	for (size_t digits = 0; digits <= f->hex.n; digits += MARK) {
		char room[256];
		struct buf b = BUF(room);
		struct entry other;
		sheet_path(&f->story, str_sub(f->hex, 0, digits), str_sub(f->hex, 0, 2 * MARK), &b);
		*path = arena_copy(f->a, buf_str(&b));
		const struct gone_entry *gone = withdrawn(f, *path);
		bool others = ledger_path(f->k->ledger, *path, f->a, &other);
		if (gone && !others) {
			*settled = true;
			return settle_withdrawn(f, *path, gone);
		}
		if (!press_taken(f->k->press, *path) && !gone && !others)
			return true;
		if (!others && own_file(f, *path)) {
			*settled = true;
			return adopt(f, *path);
		}
	}
	buf_add(f->why, STR("no path is left for "));
	buf_escape(f->why, f->g->name);
	return false;
}

/* Whether an article that the ledger knows is there; if not, the capsule is asked once where its articles are. */
static bool stands(struct filing *f, struct entry *e, bool *good)
{
	struct str bytes;
	e->path = moved_to(f, e->path);
	if (press_read(f->k->press, e->path, f->a, &bytes))
		return true;
	*good = capsule_scan(f);
	return *good && ledger_source(f->k->ledger, &e->source, f->a, e) &&
	       press_read(f->k->press, e->path, f->a, &bytes);
}

static bool fresh(struct filing *f)
{
	bool good = true;
	struct entry e;
	struct str path, detail = STR("");
	bool settled = false, version = false;
	const struct gone_entry *gone;
	if (ledger_whole(f->k->ledger, &f->g->texts.whole, f->a, &e)) {
		gone = withdrawn(f, e.path);
		if (gone)
			return settle_withdrawn(f, e.path, gone);
		if (stands(f, &e, &good))
			return settle(f, FATE_SAME, e.path, STR("the same text as this article"));
	}
	if (ledger_kin(f->k->ledger, &f->g->texts, &f->g->id, f->a, &e)) {
		gone = withdrawn(f, e.path);
		if (gone)
			return settle_withdrawn(f, e.path, gone);
		version = stands(f, &e, &good);
		if (version) {
			f->story.value[ARTICLE_VERSION] = hex_of(f->a, &e.source);
			detail = arena_fmt(f->a, "another version of %.*s", STR_ARG(e.path));
		}
	}
	if (!good)
		return false;
	if (!path_find(f, &path, &settled))
		return false;
	if (settled)
		return true;
	return put(f, path, NULL) && settle(f, version ? FATE_VERSION : FATE_IMPORTED, path, detail);
}

/* ---- all of it ---- */

bool clerk_take(struct clerk *k, const struct reading *g, struct arena *a, struct buf *why)
{
	struct filing f = { .k = k, .g = g, .a = a, .why = why, .story = g->story };
	struct buf hex = BUF(f.hex_room), source = { 0 };
	struct entry e;
	id_hex(&hex, &g->id);
	f.hex = buf_str(&hex);
	f.story.value[ARTICLE_IDENTIFIER] = f.hex;
	arena_room(a, &source, g->source.n * 4 + 1);
	buf_escape(&source, g->source);
	f.story.value[ARTICLE_SOURCE] = buf_str(&source);
	bool good;
	if (ledger_source(k->ledger, &g->id, a, &e))
		good = known(&f, &e);
	else if (g->why)
		good = settle(&f, FATE_REFUSED, STR(""), str_of(g->why));
	else
		good = fresh(&f);
	if (good && ledger_trouble(k->ledger)) {
		buf_add(why, str_of(ledger_trouble(k->ledger)));
		return false;
	}
	return good;
}
