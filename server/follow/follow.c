#include "follow/round.h"

#include "base/log.h"
#include "text/uri.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum {
	AGAIN_MAX = 5,
	TIMEOUT_MS = 30000,
	PATIENCE_MS = 300000,
	TELL_MS = 500,
	KEY_FILE_MAX = SIGN_FILE_MAX,
};

/* ---- progress ---- */

static void tell(const struct round *r, uint64_t now)
{
	uint64_t left = 0;
	if (r->done && r->to_do > r->done)
		left = ((now - r->began_ms) * (r->to_do - r->done) / r->done + 500) / 1000;
	fprintf(stderr, "\r%" PRIu64 " of %" PRIu64 " files, %" PRIu64 " KB", r->done,
		r->to_do > r->done ? r->to_do : r->done, r->bytes_done / 1000);
	if (left)
		fprintf(stderr, ", %" PRIu64 ":%02" PRIu64 " left", left / 60, left % 60);
	fputs("   ", stderr);
}

void progress(struct round *r, uint64_t files, uint64_t bytes)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	uint64_t now = (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
	pthread_mutex_lock(&r->tell);
	r->done += files;
	r->bytes_done += bytes;
	if (r->began_ms == 0)
		r->began_ms = now;
	if (!r->wish->quiet && now - r->told_ms >= TELL_MS && isatty(STDERR_FILENO)) {
		r->told_ms = now;
		tell(r, now);
	}
	pthread_mutex_unlock(&r->tell);
}

struct str round_lines(struct str text, char *room)
{
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\r' || i + 1 == text.n || text.p[i + 1] != '\n')
			room[n++] = text.p[i];
	return (struct str){ room, n };
}

/* ---- beginning and end ---- */

static bool take_lock(struct round *r)
{
	r->lock = tree_create(&r->tree, STR("/.mirror/lock"));
	if (r->lock >= 0 && flock(r->lock, LOCK_EX | LOCK_NB) == 0)
		return true;
	if (r->lock >= 0 && errno == EWOULDBLOCK)
		buf_fmt(r->why, "%s is being brought up to date by another process", r->wish->folder);
	else
		buf_fmt(r->why, "%s/.mirror/lock: %s", r->wish->folder, strerror(errno));
	return false;
}

/* The 56 characters, or a file that has them. */
static bool read_key(struct round *r)
{
	char room[KEY_FILE_MAX];
	struct str text = str_of(r->wish->key);
	struct sign_public p;
	if (sign_public_read(text, &p) != NULL) {
		int fd = open(r->wish->key, O_RDONLY | O_CLOEXEC);
		ssize_t n = fd >= 0 ? read(fd, room, sizeof room) : -1;
		if (n < 0)
			buf_fmt(r->why, "--key %s: neither a key (56 characters that begin with RW) nor a file: %s",
				r->wish->key, strerror(errno));
		if (fd >= 0)
			close(fd);
		if (n < 0)
			return false;
		const char *wrong = sign_public_read((struct str){ room, (size_t)n }, &p);
		if (wrong) {
			buf_fmt(r->why, "--key %s: %s", r->wish->key, wrong);
			return false;
		}
	}
	r->pin.key = p;
	r->pin.has_key = true;
	return true;
}

/* file:FOLDER as it is meant here and now, so that it can be found again from everywhere. */
static const char *whole_url(struct round *r, const char *url)
{
	char here[PATH_MAX], room[3 * PATH_MAX];
	struct buf encoded = BUF(room);
	const char *path = url + strlen("file:");
	if (!str_starts(str_of(url), STR("file:")) || *path == '/' || !getcwd(here, sizeof here))
		return url;
	uri_encode_path(str_of(here), &encoded);
	return arena_fmt(&r->url_arena, "file:%s/%s", buf_z(&encoded), path).p;
}

/* A folder cannot be made from itself. */
static bool is_itself(const struct round *r, const char *url)
{
	char room[PATH_MAX];
	struct buf path = BUF(room);
	struct stat from, to;
	struct str s = str_of(url);
	if (!str_starts(s, STR("file:")))
		return false;
	s = str_sub(s, str_starts(s, STR("file://")) ? strlen("file://") : strlen("file:"), s.n);
	return uri_decode(s, &path) && stat(buf_z(&path), &from) == 0 && fstat(r->tree.fd, &to) == 0 &&
	       from.st_dev == to.st_dev && from.st_ino == to.st_ino;
}

/* Whom this folder follows. What is given is kept when HEAD has shown that it is right. */
static bool take_pin(struct round *r)
{
	if (!pin_load(&r->pin, &r->tree, r->why))
		return false;
	const char *url = r->wish->url ? whole_url(r, r->wish->url) : r->pin.url;
	if (*r->pin.url && strcmp(r->pin.url, url) != 0) {
		/* another way to the same archive: what is signed decides */
		log_info("following %s now, and not %s any more", url, r->pin.url);
		*r->pin.identity = '\0';
		r->pin.robots_read = 0;
	}
	if (!*url || strlen(url) >= sizeof r->pin.url) {
		buf_fmt(r->why, "%s is no mirror yet: name the URL of an archive", r->wish->folder);
		return false;
	}
	if (is_itself(r, url)) {
		buf_fmt(r->why, "%s is %s itself: name another folder for the mirror", url, r->wish->folder);
		return false;
	}
	memmove(r->pin.url, url, strlen(url) + 1);
	return r->wish->key == NULL || read_key(r);
}

static bool open_fetch(struct round *r, const char *url)
{
	struct fetch_wish w = { .url = url,
		.identity = *r->pin.identity ? r->pin.identity : NULL,
		.connections = r->wish->jobs,
		.rate = r->wish->rate,
		.timeout_ms = TIMEOUT_MS,
		.patience_ms = PATIENCE_MS,
		.stop = r->wish->stop };
	fetch_free(r->fetch);
	r->fetch = fetch_new(&w, r->why);
	return r->fetch != NULL;
}

static bool begin(struct round *r)
{
	/* whoever has mistyped the URL, or the folder, does not want a new one */
	if (r->wish->url && !open_fetch(r, r->wish->url))
		return false;
	if ((!r->wish->url && access(r->wish->folder, F_OK) != 0) || !tree_open(&r->tree, r->wish->folder)) {
		buf_fmt(r->why, "%s: %s", r->wish->folder, strerror(errno));
		if (!r->wish->url)
			buf_fmt(r->why, "; for a mirror that is to be made name the URL of an archive, too");
		return false;
	}
	if (!take_lock(r) || !take_pin(r) || !open_fetch(r, r->pin.url))
		return false;
	r->used = r->pin.used;
	r->look_again = r->pin.again;
	r->deep = r->wish->all || r->look_again;
	return true;
}

/* What may be kept for the next round. False: *why. */
static bool keep_pin(struct round *r)
{
	if (*fetch_identity(r->fetch))
		memcpy(r->pin.identity, fetch_identity(r->fetch), sizeof r->pin.identity);
	if (r->head.serial > r->pin.serial)
		r->pin.serial = r->head.serial;
	if (pin_save(&r->pin, &r->tree))
		return true;
	buf_clear(r->why);
	buf_fmt(r->why, "%s/.mirror/pin: %s", r->wish->folder, strerror(errno));
	return false;
}

/* Before anything changes: whom we have met, and that the next round looks at everything should this one be cut off. */
static bool begin_changes(struct round *r)
{
	if (r->sums->news)
		return true;
	r->sums->news = true;
	r->pin.again = true;
	if (r->used == 0 || r->look_again)
		r->used = tree_usage(&r->tree);
	part_set_aside(r);
	return keep_pin(r) && place_recover(r);
}

static bool end_changes(struct round *r, enum follow_result result)
{
	bool ended = result == FOLLOW_DONE || result == FOLLOW_PARTLY;
	if (ended && r->sums->news) {
		r->look_again = r->look_again_next || r->blocked != 0;
		place_forget(r);
	}
	if (result == FOLLOW_DONE)
		part_clear(r);
	r->pin.again = r->look_again || (result == FOLLOW_FAILED && r->sums->news);
	r->pin.used = r->used;
	return keep_pin(r);
}

static void end(struct round *r)
{
	if (r->fetch) {
		struct fetch_sums s = fetch_sums(r->fetch);
		r->sums->requests = s.requests;
		r->sums->bytes = s.bytes;
		r->sums->handshakes = s.handshakes;
		r->sums->resumed = s.resumed;
	}
	if (r->told_ms)
		fputs("\n", stderr);
	fetch_free(r->fetch);
	if (r->lock >= 0)
		close(r->lock);
	tree_close(&r->tree);
	arena_free(&r->arena);
	arena_free(&r->placing_arena);
	arena_free(&r->missing_arena);
	arena_free(&r->unlisted.arena);
	arena_free(&r->url_arena);
	pthread_mutex_destroy(&r->tell);
}

/* ---- one attempt ---- */

/* What is going to come is known before it comes. */
static enum step judge_size(struct round *r, enum follow_result *result)
{
	uint64_t packs = 0;
	for (size_t i = 0; i < r->packs.count; i++)
		packs = r->packs.line[i].size < UINT64_MAX / 4 - packs ? packs + r->packs.line[i].size : UINT64_MAX / 4;
	uint64_t block = tree_blocks(0),
		 least = r->head.files < UINT64_MAX / block ? r->head.files * block : UINT64_MAX;
	least = least > r->head.bytes ? least : r->head.bytes;
	if (least <= r->wish->limit && packs <= r->wish->limit - least)
		return STEP_DONE;
	buf_fmt(r->why,
		"HEAD: the archive has %" PRIu64 " MB, with its packs %" PRIu64
		" MB on the disk, and the mirror may take %" PRIu64 " MB: name another --limit",
		r->head.bytes / 1000000, least / 1000000 + packs / 1000000, r->wish->limit / 1000000);
	*result = FOLLOW_REFUSED;
	return STEP_END;
}

/* The files that the MANIFESTs list, as they are here now. */
static uint64_t count_files(const struct round *r, struct str folder, unsigned depth)
{
	enum { DEEPEST = 40 };
	struct arena m = { 0 };
	struct manifest list;
	uint64_t files = 0;
	if (depth > DEEPEST || !manifest_here(r, folder, &m, &list))
		list.count = 0;
	for (size_t i = 0; i < list.count; i++) {
		const struct manifest_line *l = &list.line[i];
		files += l->folder ? count_files(r, arena_fmt(&m, "%.*s%.*s/", STR_ARG(folder), STR_ARG(l->name)),
					     depth + 1)
				   : 1;
	}
	arena_free(&m);
	return files;
}

/* HEAD and the MANIFESTs that it vouches for must say the same; where a folder of the owner's is in the way, some of
 * them are not here. */
static enum step judge_count(struct round *r, enum follow_result *result)
{
	uint64_t files = r->blocked ? r->head.files : count_files(r, STR("/"), 0);
	if (files == r->head.files)
		return STEP_DONE;
	buf_clear(r->why);
	buf_fmt(r->why,
		"HEAD counts %" PRIu64 " files, and its MANIFESTs list %" PRIu64
		": the publisher has made a mistake, or worse",
		r->head.files, files);
	*result = FOLLOW_REFUSED;
	return STEP_END;
}

static void count_work(struct round *r)
{
	uint64_t files = r->has_old ? r->old.files : 0;
	r->to_do = r->head.files > files ? r->head.files - files : 0;
}

static enum step fail(enum follow_result *result)
{
	*result = FOLLOW_FAILED;
	return STEP_END;
}

static enum step follow_news(struct round *r, enum follow_result *result)
{
	r->time = r->head.published;
	count_work(r);
	enum step step = begin_changes(r) ? news_robots(r, result) : fail(result);
	if (step == STEP_DONE)
		step = papers_packs(r, result);
	if (step == STEP_DONE)
		step = judge_size(r, result);
	if (step == STEP_DONE)
		step = papers_gone(r, result);
	if (step != STEP_DONE)
		return step;
	step = steps(r, result);
	if (step == STEP_OTHER) {
		/* steps have looked at the log themselves */
		step = r->has_old ? entries(r, result) : STEP_DONE;
		if (step == STEP_DONE)
			step = descend(r, result);
	}
	if (step == STEP_DONE && !part_place_all(r))
		return fail(result);
	if (step == STEP_DONE)
		step = judge_count(r, result);
	if (step == STEP_DONE)
		step = wants_missing(r, result);
	return step == STEP_DONE ? papers(r, result) : step;
}

/* The same publication: only what could not be had so far is tried again. */
static enum step follow_nothing(struct round *r, enum follow_result *result)
{
	r->time = r->head.published;
	enum step step = *r->pin.robots ? news_robots(r, result) : STEP_DONE;
	if (step != STEP_DONE)
		return step;
	if (r->deep)
		return follow_news(r, result);
	step = wants_missing(r, result);
	return step != STEP_DONE || part_place_all(r) ? step : fail(result);
}

static void save_missing(struct round *r)
{
	char room[600];
	struct buf why = BUF(room), *told = r->why;
	r->why = &why;
	if (!wants_save(r, false))
		log_error("%s", buf_z(&why));
	r->why = told;
}

static enum step attempt(struct round *r, enum follow_result *result)
{
	bool nothing = false;
	enum step step = news_head(r, &nothing, result);
	if (step != STEP_DONE)
		return step;
	r->sums->serial = r->head.serial;
	r->blocked = r->left_out = 0;
	if (!wants_load(r))
		return fail(result);
	step = nothing ? follow_nothing(r, result) : follow_news(r, result);
	if (step != STEP_DONE) {
		/* MANIFESTs may be in place by now that list what could not be had */
		if (r->missings)
			save_missing(r);
		return step;
	}
	if (!wants_save(r, true))
		return fail(result);
	*result = r->missings || r->blocked || r->left_out ? FOLLOW_PARTLY : FOLLOW_DONE;
	if (r->left_out)
		buf_fmt(r->why, "%zu files are left out, as the server's robots.txt asks", r->left_out);
	else if (*result == FOLLOW_PARTLY)
		buf_fmt(r->why, "%zu files are missing; the next round tries again", r->missings + r->blocked);
	return STEP_END;
}

static void forget_attempt(struct round *r)
{
	r->placings = r->placings_room = r->missings = r->missings_room = r->missings_saved = 0;
	r->placing = NULL;
	r->missing = NULL;
	r->sums->missing = 0;
	arena_reset(&r->placing_arena);
	arena_reset(&r->missing_arena);
	arena_reset(&r->arena);
	r->packs = (struct packs){ 0 };
}

static enum follow_result follow(struct round *r)
{
	enum follow_result result = FOLLOW_DONE;
	for (int i = 0; i < AGAIN_MAX; i++) {
		if (attempt(r, &result) == STEP_END)
			return result;
		forget_attempt(r);
	}
	buf_clear(r->why);
	buf_fmt(r->why, "what is published changes faster than it can be fetched");
	return FOLLOW_LATER;
}

enum follow_result follow_round(const struct follow_wish *w, struct follow_sums *out, struct buf *why)
{
	struct round r = { .wish = w, .why = why, .sums = out, .tree = { .fd = -1 }, .lock = -1 };
	*out = (struct follow_sums){ 0 };
	pthread_mutex_init(&r.tell, NULL);
	enum follow_result result = FOLLOW_FAILED;
	if (begin(&r)) {
		result = follow(&r);
		if (r.met && !end_changes(&r, result) && result == FOLLOW_DONE)
			result = FOLLOW_FAILED;
	}
	end(&r);
	return result;
}
