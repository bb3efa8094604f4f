/* papers: /mirror itself: the list of packs and the packs, the log, what is gone, the keys, and HEAD last; so that the
 * mirror can be mirrored. */
#include "follow/round.h"

#include "base/log.h"
#include "mirror/journal.h"
#include "mirror/month.h"
#include "mirror/pack.h"
#include "store/gone.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KEYS_MAX = 64 * 1024, OWN_NUMBER = 1003 };

static const struct str packs_path = { "/mirror/packs", 13 }, gone_path = { "/mirror/gone", 12 };

void papers_lack(struct round *r, const char *path)
{
	log_warn("%s is missing: the server does not have it as it should be", path);
	r->blocked++;
}

static enum step fail(enum follow_result *result)
{
	*result = FOLLOW_FAILED;
	return STEP_END;
}

/* A file of /mirror that HEAD has the hash of: here already, or fetched and placed. */
static enum step get_one(
	struct round *r, struct str path, const struct digest *d, uint64_t most, enum follow_result *result)
{
	struct want w = { .path = path, .digest = *d, .most = most };
	if (tree_is(&r->tree, path, d))
		return STEP_DONE;
	if (!crew_fetch(r, &w, 1, result))
		return STEP_END;
	if (!w.here)
		return wants_lack(r, &w, result);
	return part_place(r, d, path) ? STEP_DONE : fail(result);
}

/* Whoever serves the mirror answers by this list. */
enum step papers_gone(struct round *r, enum follow_result *result)
{
	char room[600];
	struct buf why = BUF(room);
	struct str text;
	enum step step = get_one(r, gone_path, &r->head.gone, GONE_MIRRORED_MAX, result);
	bool placed = tree_is(&r->tree, gone_path, &r->head.gone);
	struct str path = placed ? gone_path : part_path(&r->arena, &r->head.gone, gone_path);
	if (step != STEP_DONE)
		return step;
	if (!tree_read(&r->tree, path, GONE_MIRRORED_MAX, &r->arena, &text))
		return fail(result);
	if (gone_valid(text, &why))
		return STEP_DONE;
	buf_clear(r->why);
	buf_fmt(r->why, "/mirror/gone is signed, but wrong: %s", buf_z(&why));
	*result = FOLLOW_REFUSED;
	return STEP_END;
}

/* ---- packs ---- */

enum step papers_packs(struct round *r, enum follow_result *result)
{
	struct str text;
	bool here = tree_is(&r->tree, packs_path, &r->head.packs);
	struct want w = { .path = packs_path, .digest = r->head.packs, .most = PACKS_MAX };
	if (!here && !crew_fetch(r, &w, 1, result))
		return STEP_END;
	if (!here && !w.here)
		return wants_lack(r, &w, result);
	struct str path = here ? packs_path : part_path(&r->arena, &r->head.packs, packs_path);
	const char *wrong = "it cannot be read";
	if (tree_read(&r->tree, path, PACKS_MAX, &r->arena, &text))
		wrong = packs_read(text, &r->arena, &r->packs);
	if (wrong) {
		buf_fmt(r->why, "/mirror/packs: %s", wrong);
		*result = FOLLOW_REFUSED;
		return STEP_END;
	}
	return STEP_DONE;
}

static struct str pack_path(struct arena *m, const struct packs_line *l)
{
	return arena_fmt(m, "/mirror/pack/%.*s", STR_ARG(l->name));
}

static bool read_manifest(void *context, struct str path, struct arena *m, struct str *out, struct buf *why)
{
	const struct round *r = context;
	(void)why;
	return tree_read(&r->tree, path, MANIFEST_MAX, m, out);
}

static int open_file(void *context, struct str path, struct buf *why)
{
	const struct round *r = context;
	(void)why;
	return tree_file(&r->tree, path);
}

/* The same files make the same pack, so it need not be fetched: but for another version of zlib. */
static bool make_pack(struct round *r, const struct packs_line *l, struct str path)
{
	char room[600];
	struct buf why = BUF(room);
	struct month_source from = { read_manifest, open_file, r };
	struct digest now;
	uint64_t size;
	int fd = part_open(r, OWN_NUMBER);
	if (fd < 0)
		return false;
	bool good = month_pack(fd, l->year, l->month, &from, &now, &size, &why) && digest_eq(&now, &l->digest);
	close(fd);
	return good && part_account(r, size) && part_named(r, OWN_NUMBER, &l->digest, path);
}

static bool is_listed(const struct packs *p, struct str name)
{
	for (size_t i = 0; i < p->count; i++)
		if (str_eq(p->line[i].name, name))
			return true;
	return false;
}

/* Packs that are not listed any more, or that a round which was not ended has left. */
static bool drop_packs(struct round *r)
{
	const struct dirent *d;
	bool good = true;
	DIR *dir = tree_folder(&r->tree, STR("/mirror/pack"));
	while (good && dir && (d = readdir(dir)) != NULL) {
		struct packs_line l = { 0 };
		if (packs_name(str_of(d->d_name), &l) && !is_listed(&r->packs, l.name))
			good = part_drop(r, pack_path(&r->arena, &l));
	}
	if (dir)
		closedir(dir);
	return good;
}

/* Nobody else's files lie there: what is not as it should be is replaced. */
static const struct digest ours = { { 1 } };

/* A name with a serial is of one pack for ever, and what lies there was verified when it came; a book is made anew
 * under its name. */
static bool has_pack(struct round *r, const struct packs_line *l, struct str path)
{
	bool same_list = r->has_old && digest_eq(&r->old.packs, &r->head.packs) && !r->deep;
	return l->kind != PACKS_BOOK || same_list ? tree_has(&r->tree, path) : tree_is(&r->tree, path, &l->digest);
}

/* All that are missing: made here, or fetched, several at once. */
static enum step get_packs(struct round *r, enum follow_result *result)
{
	struct wants w = { .arena = &r->arena };
	if (!drop_packs(r))
		return fail(result);
	for (size_t i = 0; i < r->packs.count; i++) {
		const struct packs_line *l = &r->packs.line[i];
		struct want one = { .path = pack_path(&r->arena, l), .digest = l->digest, .most = l->size };
		if (r->wish->stop && *r->wish->stop) {
			*result = FOLLOW_STOPPED;
			return STEP_END;
		}
		size_t before = w.count;
		if (r->wish->all || !has_pack(r, l, one.path))
			wants_add(&w, r, one, &ours);
		if (w.count == before || l->kind != PACKS_MONTH)
			continue;
		/* its files are to be at their places */
		if (!part_place_all(r))
			return fail(result);
		w.want[before].here = make_pack(r, l, one.path);
	}
	enum step step = wants_get(&w, r, result);
	if (step == STEP_DONE && part_here(r, &r->head.packs, packs_path) && !part_place(r, &r->head.packs, packs_path))
		return fail(result);
	return step;
}

/* Those of the log alone, which are read where they lie. */
enum step papers_log_packs(struct round *r, enum follow_result *result)
{
	struct wants w = { .arena = &r->arena };
	for (size_t i = 0; i < r->packs.count; i++) {
		const struct packs_line *l = &r->packs.line[i];
		struct want one = { .path = pack_path(&r->arena, l), .digest = l->digest, .most = l->size };
		if (l->kind == PACKS_LOG && !tree_has(&r->tree, one.path))
			wants_add(&w, r, one, &ours);
	}
	enum step step = wants_get(&w, r, result);
	return step == STEP_DONE && !part_place_all(r) ? fail(result) : step;
}

/* ---- keys and signatures ---- */

static enum step put_small(struct round *r, struct str path, struct str bytes, enum follow_result *result)
{
	struct digest d = digest_of(bytes);
	if (tree_is(&r->tree, path, &d))
		return STEP_DONE;
	return part_write(r, &d, path, bytes) && part_place(r, &d, path) ? STEP_DONE : fail(result);
}

static bool has_key(struct round *r)
{
	struct str text;
	struct sign_public p;
	return tree_read(&r->tree, STR("/mirror/key.pub"), SIGN_FILE_MAX, &r->arena, &text) &&
	       sign_public_read(text, &p) == NULL && sign_public_eq(&p, &r->pin.key);
}

/* Only what is what it should be is taken over. */
static enum step get_keys(struct round *r, enum follow_result *result)
{
	struct str text;
	struct sign_public p;
	enum step step = STEP_DONE;
	if (!has_key(r)) {
		step = news_small(r, STR("/mirror/key.pub"), SIGN_FILE_MAX, &text, result);
		if (step == STEP_DONE && sign_public_read(text, &p) == NULL && sign_public_eq(&p, &r->pin.key))
			step = put_small(r, STR("/mirror/key.pub"), text, result);
		else if (step != STEP_END)
			papers_lack(r, "/mirror/key.pub");
	} else if (!digest_none(&r->pin.keys) && tree_is(&r->tree, STR("/mirror/keys"), &r->pin.keys)) {
		return STEP_DONE;
	}
	if (step == STEP_END)
		return step;
	step = news_small(r, STR("/mirror/keys"), KEYS_MAX, &text, result);
	if (step == STEP_DONE && news_keys_good(text, &r->pin.key)) {
		r->pin.keys = digest_of(text);
		return put_small(r, STR("/mirror/keys"), text, result);
	}
	if (step != STEP_END)
		papers_lack(r, "/mirror/keys");
	return step == STEP_END ? step : STEP_DONE;
}

static enum step get_minisig(struct round *r, enum follow_result *result)
{
	static const struct str path = { "/mirror/HEAD.minisig", 20 };
	struct str text;
	enum step step = news_small(r, path, SIGN_MINISIG_MAX, &text, result);
	if (step == STEP_DONE && sign_minisig_good(text, r->head_file, &r->pin.key))
		return put_small(r, path, text, result);
	if (step == STEP_END)
		return step;
	step = news_fits(r, result);
	if (step != STEP_DONE)
		return step;
	/* one of another HEAD would be wrong, and is ours */
	papers_lack(r, "/mirror/HEAD.minisig");
	return part_drop(r, path) ? STEP_DONE : fail(result);
}

enum step papers(struct round *r, enum follow_result *result)
{
	enum step step = entries(r, result);
	if (step == STEP_DONE)
		step = get_packs(r, result);
	if (step == STEP_DONE)
		step = get_keys(r, result);
	if (step == STEP_DONE)
		step = get_minisig(r, result);
	if (step == STEP_DONE && !part_place_all(r))
		return fail(result);
	if (step == STEP_DONE)
		step = put_small(r, STR("/mirror/HEAD"), r->head_file, result);
	return step == STEP_DONE && !part_place_all(r) ? fail(result) : step;
}
