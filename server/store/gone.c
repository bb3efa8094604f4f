#include "store/gone.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	FILE_MAX = 256 * 1024 * 1024, /* two million lines */
	URL_MAX = 1024,               /* Gemini, "Requests" */
	HASH_BYTES = 32,
	KEY_MAX = 8 + 2 * HASH_BYTES, /* "sha256:", 64 digits and a NUL */
};

#define HASH_PREFIX STR("sha256:")

struct row {
	struct gone_entry entry;
	bool live; /* the last word about its path */
};

struct gone {
	char *text; /* the file's; entries point into it */
	struct row *rows;
	struct row **by_path;
	size_t count, live_count;
	bool hashes;
	EVP_MD *sha256; /* these two are made once, so that a look-up allocates nothing */
	EVP_MD_CTX *digest;
	bool there;
	struct stat st;
	struct gone *mirrored; /* the publisher's list, on a mirror; else NULL */
};

static bool has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return true;
	return false;
}

/* Whether it is a path that could be served; else what is wrong with it. */
static const char *path_wrong(struct str path)
{
	if (path.n == 0 || path.p[0] != '/')
		return "a path begins with '/'";
	if (has_control(path))
		return "control bytes cannot stand in a path";
	for (size_t i = 1; i < path.n; i++) {
		if (path.p[i - 1] == '/' && path.p[i] == '.')
			return "no part of a path begins with a dot: such a file is never served";
		if (path.p[i - 1] == '/' && path.p[i] == '/')
			return "two slashes in a row: write one";
	}
	return NULL;
}

static const char *target_wrong(struct str to)
{
	if (to.n == 0)
		return "30 and 31 need a new path: write it behind a TAB";
	if (to.p[0] == '/')
		return path_wrong(to);
	if (str_index(to, ':') == 0 || str_find(to, STR("://")) >= str_index(to, '/'))
		return "the new path begins with '/', or is a URL such as gemini://host/path";
	if (to.n > URL_MAX)
		return "a URL has at most 1024 bytes";
	for (size_t i = 0; i < to.n; i++)
		if (to.p[i] <= ' ' || to.p[i] >= 0x7f)
			return "a URL is ASCII without spaces: percent-encode the rest";
	return NULL;
}

/* "sha256:HEX", which is made lower case. */
static const char *hash_wrong(char *hex, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (hex[i] >= 'A' && hex[i] <= 'F')
			hex[i] = (char)(hex[i] | 0x20);
		if (!((hex[i] >= '0' && hex[i] <= '9') || (hex[i] >= 'a' && hex[i] <= 'f')))
			n = 0;
	}
	return n == 2 * HASH_BYTES ? NULL : "a hash is 'sha256:' and 64 hexadecimal digits";
}

static const char *withdrawal_wrong(struct gone *g, struct gone_entry *e, struct str reason)
{
	e->to = reason;
	if (has_control(reason))
		return "control bytes (a second TAB?) cannot stand in a reason";
	if (!utf8_valid(reason))
		return "the reason is not UTF-8";
	if (reason.n > GONE_REASON_MAX)
		return "a reason has at most 1000 bytes: make it shorter";
	if (!str_starts(e->path, HASH_PREFIX))
		return path_wrong(e->path);
	g->hashes = true;
	return hash_wrong(g->text + (e->path.p - g->text) + HASH_PREFIX.n, e->path.n - HASH_PREFIX.n);
}

/* A file is at a path again. */
static const char *return_wrong(struct gone_entry *e, struct str rest)
{
	e->to = rest;
	return rest.n ? "nothing stands behind the path of a file that is there again" : path_wrong(e->path);
}

static const char *move_wrong(struct gone_entry *e, struct str to)
{
	const char *wrong = path_wrong(e->path);
	e->to = str_cut(&to, '\t');
	if (!wrong)
		wrong = target_wrong(e->to);
	if (!wrong && to.n)
		wrong = "nothing stands behind the new path";
	if (!wrong && str_eq(e->to, e->path))
		wrong = "the new path is the old one";
	return wrong;
}

/* Reads one line that is neither empty nor a comment; NULL, or what is wrong with it. */
static const char *line_wrong(struct gone *g, struct str line)
{
	struct gone_entry *e = &g->rows[g->count].entry;
	struct str status = str_sub(line, 0, 2);
	char between = line.n > 2 ? line.p[2] : '\0';
	if (between != '\t' && between != ' ')
		return "a line is 30, 31 or 52, a TAB, a path, a TAB, and a new path or a reason; or 20, a TAB and a "
		       "path";
	line = str_sub(line, 3, line.n);
	e->path = str_cut(&line, '\t');
	g->count++;
	if (str_eq(status, STR("52"))) {
		e->status = 52;
		return withdrawal_wrong(g, e, line);
	}
	if (str_eq(status, STR("20"))) {
		e->status = 20;
		return return_wrong(e, line);
	}
	e->status = str_eq(status, STR("31")) ? 31 : 30;
	return e->status == 31 || str_eq(status, STR("30")) ? move_wrong(e, line) : "the status is 30, 31, 52 or 20";
}

static const char *lines_wrong(struct gone *g, struct str text, size_t *number)
{
	for (*number = 1; text.n; ++*number) {
		struct str line = str_cut(&text, '\n');
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		const char *wrong = line_wrong(g, line);
		if (wrong)
			return wrong;
	}
	*number = 0;
	return NULL;
}

/* By path, then by place in the file: rows lie in its order. */
static int by_path(const void *a, const void *b)
{
	const struct row *x = *(struct row *const *)a, *y = *(struct row *const *)b;
	int order = str_cmp(x->entry.path, y->entry.path);
	return order ? order : (x > y) - (x < y);
}

static int by_target(const void *a, const void *b)
{
	const struct row *x = *(struct row *const *)a, *y = *(struct row *const *)b;
	int order = str_cmp(x->entry.to, y->entry.to);
	return order ? order : (x > y) - (x < y);
}

/* The last of the rows sorted by target that moves something to path, or NULL. */
static const struct row *last_move_to(struct row **rows, size_t count, struct str path)
{
	size_t low = 0;
	for (size_t high = count; low < high;) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(rows[mid]->entry.to, path) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low && str_eq(rows[low - 1]->entry.to, path) ? rows[low - 1] : NULL;
}

static struct row *row_find(const struct gone *g, struct str path)
{
	for (size_t low = 0, high = g->live_count; low < high;) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(path, g->by_path[mid]->entry.path);
		if (order == 0)
			return g->by_path[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* Decides which rows are the last word about their path, and puts those in order. */
static void rows_settle(struct gone *g, struct row **targets)
{
	size_t moves = 0;
	for (size_t i = 0; i < g->count; i++) {
		g->by_path[i] = &g->rows[i];
		if (g->rows[i].entry.status != 52 && g->rows[i].entry.status != 20)
			targets[moves++] = &g->rows[i];
	}
	qsort(g->by_path, g->count, sizeof(struct row *), by_path);
	qsort(targets, moves, sizeof(struct row *), by_target);
	for (size_t i = 0; i < g->count; i++) {
		struct row *r = g->by_path[i];
		if (i + 1 < g->count && str_eq(r->entry.path, g->by_path[i + 1]->entry.path))
			continue;
		const struct row *back = last_move_to(targets, moves, r->entry.path);
		if (r->entry.status == 20 || (r->entry.status != 52 && back > r))
			continue;
		r->live = true;
		g->by_path[g->live_count++] = r;
	}
}

/* Lets every move lead to the end of its chain: clients follow five redirects. What a live move leads to, if it has
 * moved on, did so in a later line, so from the last line to the first each takes one step. */
static void chains_shorten(struct gone *g)
{
	for (size_t i = g->count; i-- > 0;) {
		struct gone_entry *e = &g->rows[i].entry;
		const struct row *next = g->rows[i].live && e->status != 52 ? row_find(g, e->to) : NULL;
		if (!next || next->entry.status == 52)
			continue;
		e->to = next->entry.to;
		if (next->entry.status == 30)
			e->status = 30;
	}
}

static bool text_read(struct gone *g, const char *path, size_t *size)
{
	/* not O_RDONLY alone: a FIFO would stall a worker */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	*size = 0;
	if (fd < 0)
		return errno == ENOENT;
	bool good = fstat(fd, &g->st) == 0;
	if (good && !S_ISREG(g->st.st_mode))
		good = false, errno = S_ISDIR(g->st.st_mode) ? EISDIR : EINVAL;
	if (good && g->st.st_size > FILE_MAX)
		good = false, errno = EFBIG;
	if (good) {
		g->there = true;
		good = (g->text = malloc((size_t)g->st.st_size + 1)) != NULL;
	}
	while (good && *size < (size_t)g->st.st_size) {
		ssize_t n = read(fd, g->text + *size, (size_t)g->st.st_size - *size);
		if (n == 0)
			break;
		if (n > 0)
			*size += (size_t)n;
		else if (errno != EINTR)
			good = false;
	}
	int why = errno;
	close(fd);
	errno = why;
	return good;
}

static size_t lines_count(struct str text)
{
	size_t count = 0;
	while (text.n) {
		str_cut(&text, '\n');
		count++;
	}
	return count;
}

static bool hashes_start(struct gone *g)
{
	g->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	g->digest = EVP_MD_CTX_new();
	if (g->sha256 && g->digest)
		return true;
	errno = ENOMEM;
	return false;
}

struct gone *gone_load(const char *path, size_t *line, const char **what)
{
	struct gone *g = calloc(1, sizeof *g), *done = NULL;
	struct row **targets = NULL;
	size_t size, most;
	*line = 0;
	*what = NULL;
	if (!g || !text_read(g, path, &size))
		goto out;
	struct str text = { g->text ? g->text : "", size };
	most = lines_count(text) + 1;
	g->rows = calloc(most, sizeof *g->rows);
	g->by_path = calloc(most, sizeof(struct row *));
	targets = calloc(most, sizeof(struct row *));
	if (!g->rows || !g->by_path || !targets)
		goto out;
	*what = lines_wrong(g, text, line);
	if (*what || (g->hashes && !hashes_start(g)))
		goto out;
	rows_settle(g, targets);
	chains_shorten(g);
	done = g;
	g = NULL;
out:
	if (!done && !*what)
		*what = strerror(errno);
	int why = errno;
	free(targets);
	gone_free(g);
	errno = why;
	return done;
}

struct gone *gone_load_both(struct gone_paths from, const char **where, size_t *line, const char **what)
{
	*where = from.own;
	struct gone *g = gone_load(from.own, line, what);
	if (!g || !from.mirrored)
		return g;
	*where = from.mirrored;
	g->mirrored = gone_load(from.mirrored, line, what);
	if (g->mirrored)
		return g;
	int why = errno;
	gone_free(g);
	errno = why;
	return NULL;
}

void gone_free(struct gone *g)
{
	if (!g)
		return;
	gone_free(g->mirrored);
	EVP_MD_CTX_free(g->digest);
	EVP_MD_free(g->sha256);
	free(g->by_path);
	free(g->rows);
	free(g->text);
	free(g);
}

static const struct row *hash_find(const struct gone *g, struct str path)
{
	unsigned char hash[HASH_BYTES];
	char key[KEY_MAX];
	struct buf b = BUF(key);
	if (EVP_DigestInit_ex2(g->digest, g->sha256, NULL) != 1 || EVP_DigestUpdate(g->digest, path.p, path.n) != 1 ||
		EVP_DigestFinal_ex(g->digest, hash, NULL) != 1)
		return NULL;
	buf_add(&b, HASH_PREFIX);
	for (size_t i = 0; i < sizeof hash; i++) {
		buf_byte(&b, "0123456789abcdef"[hash[i] >> 4]);
		buf_byte(&b, "0123456789abcdef"[hash[i] & 15]);
	}
	return row_find(g, buf_str(&b));
}

static const struct gone_entry *find(const struct gone *g, struct str path)
{
	const struct row *r = row_find(g, path), *hashed = NULL;
	/* a withdrawal counts more than a move */
	if (g->hashes && (!r || r->entry.status != 52))
		hashed = hash_find(g, path);
	if (hashed)
		r = hashed;
	return r ? &r->entry : NULL;
}

const struct gone_entry *gone_find(const struct gone *g, struct str path)
{
	if (path.n == 0 || path.p[0] != '/')
		return NULL;
	const struct gone_entry *entry = find(g, path);
	return entry || !g->mirrored ? entry : find(g->mirrored, path);
}

bool gone_stale(const struct gone *g, const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return errno != ENOENT || g->there;
	return !g->there || st.st_ino != g->st.st_ino || st.st_dev != g->st.st_dev || st.st_size != g->st.st_size ||
	       st.st_mtim.tv_sec != g->st.st_mtim.tv_sec || st.st_mtim.tv_nsec != g->st.st_mtim.tv_nsec;
}

bool gone_stale_both(const struct gone *g, struct gone_paths from)
{
	return gone_stale(g, from.own) || (g->mirrored && gone_stale(g->mirrored, from.mirrored));
}

static bool lost(const struct gone *g, const char *path)
{
	return g && g->there && access(path, F_OK) != 0 && errno == ENOENT;
}

const char *gone_lost(const struct gone *g, struct gone_paths from)
{
	if (lost(g, from.own))
		return from.own;
	return lost(g->mirrored, from.mirrored) ? from.mirrored : NULL;
}
