/* entries: the log of what was published: each entry names the one before, and HEAD names the newest. */
#include "follow/round.h"

#include "mirror/journal.h"
#include "mirror/pack.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OWN_NUMBER = 1004, ENTRY_MAX = JOURNAL_MAX };

static enum step fail(enum follow_result *result)
{
	*result = FOLLOW_FAILED;
	return STEP_END;
}

/* The entries of a pack of the log, into parts under their paths and no hash: they are verified when they are used. */
static const struct digest unverified;

static bool unpack_log(struct round *r, int fd)
{
	static const struct pack_limits limits = {
		.files = PACKS_LOGS + 1, .bytes = (uint64_t)2 * ENTRY_MAX, .file_bytes = ENTRY_MAX
	};
	struct str path;
	uint64_t size;
	struct pack_reader *p = pack_open(fd, &limits, r->why);
	bool good = p != NULL;
	while (good && pack_next(p, &path, &size, r->why) == PACK_FILE) {
		char piece[16 * 1024];
		int64_t n = 0;
		if (!str_starts(path, STR("/mirror/log/")))
			continue;
		int to = part_account(r, size) ? part_open(r, OWN_NUMBER) : -1;
		good = to >= 0;
		while (good && (n = pack_read(p, piece, sizeof piece, r->why)) > 0)
			good = write(to, piece, (size_t)n) == n;
		if (to >= 0)
			close(to);
		good = good && n == 0 && part_named(r, OWN_NUMBER, &unverified, path);
	}
	pack_close(p);
	return good;
}

/* The pack that has an entry, unpacked. False: there is none, or it is no good: the entry is fetched by itself. */
static bool open_log_pack(struct round *r, uint64_t serial)
{
	for (size_t i = 0; i < r->packs.count; i++) {
		const struct packs_line *l = &r->packs.line[i];
		if (l->kind != PACKS_LOG || l->number != serial / PACKS_LOGS)
			continue;
		struct str path = arena_fmt(&r->arena, "/mirror/pack/%.*s", STR_ARG(l->name));
		int fd = tree_file(&r->tree, path);
		bool good = fd >= 0 && unpack_log(r, fd);
		if (fd >= 0)
			close(fd);
		buf_clear(r->why);
		return good;
	}
	return false;
}

/* The first line of an entry names the one before. */
static bool before_of(struct round *r, struct str file, struct digest *out)
{
	char first[256];
	struct journal j;
	int fd = tree_file(&r->tree, file);
	ssize_t n = fd >= 0 ? read(fd, first, sizeof first) : -1;
	if (fd >= 0)
		close(fd);
	size_t line = n > 0 ? str_index((struct str){ first, (size_t)n }, '\n') + 1 : 0;
	if (n <= 0 || line > (size_t)n || journal_open((struct str){ first, line }, &j) != NULL)
		return false;
	*out = j.before;
	return true;
}

/* Whether it can be read to its end: the hash says that it is what was published, not that it is right. */
static const char *entry_wrong(struct round *r, struct str path)
{
	char *text = NULL;
	size_t room = 0;
	ssize_t n;
	struct journal j = { 0 };
	struct journal_line line;
	int fd = tree_file(&r->tree, path);
	FILE *f = fd >= 0 ? fdopen(fd, "r") : NULL;
	const char *wrong = NULL;
	for (bool first = true; f && !wrong && (n = getline(&text, &room, f)) > 0; first = false) {
		j.rest = (struct str){ text, (size_t)n };
		if (first)
			wrong = journal_open(j.rest, &j);
		else if (text[n - 1] != '\n')
			wrong = "its last line does not end";
		else
			journal_next(&j, &line, &wrong);
	}
	free(text);
	if (f)
		fclose(f);
	else if (fd >= 0)
		close(fd);
	return f ? wrong : "it cannot be read";
}

static enum step refuse_entry(struct round *r, uint64_t serial, const char *wrong, enum follow_result *result)
{
	buf_clear(r->why);
	buf_fmt(r->why, "the log entry %" PRIu64 " is signed, but wrong: %s", serial, wrong);
	*result = FOLLOW_REFUSED;
	return STEP_END;
}

/* One entry: unpacked, in a part, or on the server. *from: where it is now. */
static enum step get_entry(struct round *r, uint64_t serial, struct str path, const struct digest *d, struct str *from,
	enum follow_result *result)
{
	struct str loose = part_path(&r->arena, &unverified, path);
	if (!part_here(r, d, path) && !tree_has(&r->tree, loose))
		open_log_pack(r, serial);
	*from = part_path(&r->arena, d, path);
	if (tree_is(&r->tree, loose, d) && !tree_move(&r->tree, loose, *from))
		return fail(result);
	struct want w = { .path = path, .digest = *d, .most = ENTRY_MAX };
	if (!crew_fetch(r, &w, 1, result))
		return STEP_END;
	const char *wrong = w.here ? entry_wrong(r, *from) : NULL;
	if (wrong)
		return refuse_entry(r, serial, wrong, result);
	if (w.here)
		return part_place(r, d, path) ? STEP_DONE : fail(result);
	enum step step = news_fits(r, result);
	if (step == STEP_DONE) {
		buf_clear(r->why);
		buf_fmt(r->why, "the log entry %" PRIu64 " on the server is not the one that the next one names",
			serial);
		*result = FOLLOW_LATER;
		step = STEP_END;
	}
	return step;
}

static enum step refuse_log(struct round *r, enum follow_result *result)
{
	buf_clear(r->why);
	buf_fmt(r->why,
		"the log does not continue the one that is here: entry %" PRIu64
		" was changed. Somebody takes something back, or the publisher had to begin anew: if he says so "
		"elsewhere, make a mirror in a new folder",
		r->old.serial);
	*result = FOLLOW_REFUSED;
	return STEP_END;
}

/* From the newest back to the first one that is here already; all: to the first of all. */
static enum step get_log(struct round *r, enum follow_result *result)
{
	struct digest d = r->head.log;
	enum step step = STEP_DONE;
	for (uint64_t serial = r->head.serial; serial > 0 && step == STEP_DONE; serial--) {
		char room[64];
		struct buf path = BUF(room);
		journal_path(&path, serial);
		struct str from = buf_str(&path);
		if (r->has_old && serial == r->old.serial) {
			if (!digest_eq(&d, &r->old.log))
				return refuse_log(r, result);
			if (!r->wish->all)
				break;
		}
		if (!tree_is(&r->tree, from, &d))
			step = get_entry(r, serial, arena_copy(&r->arena, buf_str(&path)), &d, &from, result);
		if (step == STEP_DONE && !before_of(r, from, &d) && !before_of(r, buf_str(&path), &d)) {
			buf_fmt(r->why, "the log entry %" PRIu64 " is damaged", serial);
			*result = FOLLOW_REFUSED;
			step = STEP_END;
		}
	}
	return step;
}

enum step entries(struct round *r, enum follow_result *result)
{
	enum step step = papers_log_packs(r, result);
	return step == STEP_DONE ? get_log(r, result) : step;
}
