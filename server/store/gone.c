#include "store/gone.h"

#include "store/gone_line.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	FILE_MAX = 256 * 1024 * 1024,      /* two million lines */
	KEY_MAX = 8 + 2 * GONE_HASH_BYTES, /* "sha256:", 64 digits and a NUL */
};

/* A line, while the list is loaded; small, since a stranger decides how many there are. */
struct row {
	uint32_t path, path_n, to, to_n; /* in the text */
	uint32_t entry;                  /* its number, from 1; 0: not the last word about its path */
	int status;
};

/* A list that is being loaded. */
struct draft {
	char *text;
	struct row *rows;              /* in the file's order */
	uint32_t *by_path, *by_target; /* numbers of rows; the latter of moves */
	size_t count, moves;
};

/* A file as it was when it was looked at. */
struct seen {
	bool there;
	struct stat st;
};

struct gone {
	char *text; /* the file's; entries point into it */
	struct gone_entry *entries;
	size_t count;
	EVP_MD *sha256; /* these two are made once, so that a look-up allocates nothing; NULL: the list has no hashes */
	EVP_MD_CTX *digest;
	struct seen seen;
	struct gone *mirrored; /* the publisher's list, on a mirror; else NULL */
};

static const char vanished[] = "the list has vanished";

/* As a look-up has the digits: in lower case. */
static void hash_lower(char *hex)
{
	for (size_t i = 0; i < 2 * GONE_HASH_BYTES; i++)
		hex[i] |= 0x20;
}

/* The next line that says something, without its end; false: there is none. *number counts lines. */
static bool line_next(struct str *rest, size_t *number, struct str *line)
{
	while (rest->n) {
		*line = str_cut(rest, '\n');
		++*number;
		if (line->n && line->p[line->n - 1] == '\r')
			line->n--;
		if (line->n && line->p[0] != '#')
			return true;
	}
	return false;
}

static uint32_t place(const struct draft *d, struct str s)
{
	return s.n ? (uint32_t)(s.p - d->text) : 0;
}

static const char *lines_wrong(struct draft *d, struct str text, bool *hashes, size_t *number)
{
	struct gone_entry e;
	struct str line;
	*number = 0;
	while (line_next(&text, number, &line)) {
		const char *wrong = gone_line_wrong(line, &e);
		if (wrong)
			return wrong;
		struct row *r = &d->rows[d->count++];
		*r = (struct row){ .path = place(d, e.path),
			.path_n = (uint32_t)e.path.n,
			.to = place(d, e.to),
			.to_n = (uint32_t)e.to.n,
			.status = e.status };
		if (e.path.p[0] != '/') {
			hash_lower(d->text + r->path + GONE_HASH_PREFIX.n);
			*hashes = true;
		}
	}
	*number = 0;
	return NULL;
}

bool gone_valid(struct str text, struct buf *why)
{
	struct gone_entry unused;
	struct str line;
	size_t number = 0;
	if (text.n > GONE_MIRRORED_MAX) {
		buf_fmt(why, "the list is longer than %d bytes", GONE_MIRRORED_MAX);
		return false;
	}
	while (line_next(&text, &number, &line)) {
		const char *wrong = gone_line_wrong(line, &unused);
		if (wrong) {
			buf_fmt(why, "line %zu: %s", number, wrong);
			return false;
		}
	}
	return true;
}

static struct str path_of(const struct draft *d, uint32_t row)
{
	return (struct str){ d->text + d->rows[row].path, d->rows[row].path_n };
}

static struct str target_of(const struct draft *d, uint32_t row)
{
	return (struct str){ d->text + d->rows[row].to, d->rows[row].to_n };
}

/* By path, then by place in the file. */
static int by_path(const void *a, const void *b, void *draft)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	int order = str_cmp(path_of(draft, x), path_of(draft, y));
	return order ? order : (x > y) - (x < y);
}

static int by_target(const void *a, const void *b, void *draft)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	int order = str_cmp(target_of(draft, x), target_of(draft, y));
	return order ? order : (x > y) - (x < y);
}

/* Whether a row after this one moves something to its path. */
static bool moved_back(const struct draft *d, uint32_t row)
{
	struct str path = path_of(d, row);
	size_t low = 0;
	for (size_t high = d->moves; low < high;) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(target_of(d, d->by_target[mid]), path) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low && d->by_target[low - 1] > row && str_eq(target_of(d, d->by_target[low - 1]), path);
}

/* Decides which rows are the last word about their path, and numbers those in its order. */
static size_t rows_settle(struct draft *d)
{
	uint32_t live = 0;
	for (uint32_t i = 0; i < d->count; i++) {
		d->by_path[i] = i;
		if (d->rows[i].status != 52 && d->rows[i].status != 20)
			d->by_target[d->moves++] = i;
	}
	qsort_r(d->by_path, d->count, sizeof *d->by_path, by_path, d);
	qsort_r(d->by_target, d->moves, sizeof *d->by_target, by_target, d);
	for (size_t i = 0; i < d->count; i++) {
		uint32_t row = d->by_path[i];
		if (i + 1 < d->count && str_eq(path_of(d, row), path_of(d, d->by_path[i + 1])))
			continue;
		int status = d->rows[row].status;
		if (status != 20 && (status == 52 || !moved_back(d, row)))
			d->rows[row].entry = ++live;
	}
	return live;
}

static struct gone_entry *entry_find(const struct gone *g, struct str path)
{
	for (size_t low = 0, high = g->count; low < high;) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(path, g->entries[mid].path);
		if (order == 0)
			return &g->entries[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* Lets every move lead to the end of its chain: clients follow five redirects. What a live move leads to, if it has
 * moved on, did so in a later line, so from the last line to the first each takes one step. */
static void chains_shorten(struct gone *g, const struct draft *d)
{
	for (size_t i = d->count; i-- > 0;) {
		struct gone_entry *e = d->rows[i].entry ? &g->entries[d->rows[i].entry - 1] : NULL;
		const struct gone_entry *next = e && e->status != 52 ? entry_find(g, e->to) : NULL;
		if (!next || next->status == 52)
			continue;
		e->to = next->to;
		if (next->status == 30)
			e->status = 30;
	}
}

static bool entries_make(struct gone *g, struct draft *d)
{
	g->count = rows_settle(d);
	g->entries = calloc(g->count + 1, sizeof *g->entries);
	if (!g->entries)
		return false;
	for (uint32_t i = 0; i < d->count; i++)
		if (d->rows[i].entry)
			g->entries[d->rows[i].entry - 1] =
				(struct gone_entry){ d->rows[i].status, path_of(d, i), target_of(d, i) };
	chains_shorten(g, d);
	return true;
}

static bool text_read(struct gone *g, const char *path, off_t max, size_t *size)
{
	struct stat *st = &g->seen.st;
	/* not O_RDONLY alone: a FIFO would stall a worker */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	*size = 0;
	if (fd < 0)
		return errno == ENOENT;
	bool good = fstat(fd, st) == 0;
	g->seen.there = good;
	if (good && !S_ISREG(st->st_mode))
		good = false, errno = S_ISDIR(st->st_mode) ? EISDIR : EINVAL;
	if (good && st->st_size > max)
		good = false, errno = EFBIG;
	if (good)
		good = (g->text = malloc((size_t)st->st_size + 1)) != NULL;
	while (good && *size < (size_t)st->st_size) {
		ssize_t n = read(fd, g->text + *size, (size_t)st->st_size - *size);
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

/* What the text says; NULL, or what is wrong with it, or with us: then *line is 0, and errno says it. */
static const char *text_take(struct gone *g, size_t size, size_t *line)
{
	struct str text = { g->text ? g->text : "", size };
	size_t most = lines_count(text) + 1;
	bool hashes = false;
	struct draft d = { .text = g->text,
		.rows = calloc(most, sizeof *d.rows),
		.by_path = calloc(most, sizeof *d.by_path),
		.by_target = calloc(most, sizeof *d.by_target) };
	const char *wrong = NULL;
	bool good = d.rows && d.by_path && d.by_target;
	if (good)
		wrong = lines_wrong(&d, text, &hashes, line);
	if (good && !wrong)
		good = (!hashes || hashes_start(g)) && entries_make(g, &d);
	free(d.rows);
	free(d.by_path);
	free(d.by_target);
	if (!good)
		wrong = strerror(errno = ENOMEM);
	return wrong;
}

/* *seen, also where it fails: the file that was looked at. */
static struct gone *load(const char *path, off_t max, struct seen *seen, size_t *line, const char **what)
{
	struct gone *g = calloc(1, sizeof *g);
	size_t size = 0;
	*seen = (struct seen){ 0 };
	*line = 0;
	*what = NULL;
	if (!g || !text_read(g, path, max, &size))
		*what = strerror(errno);
	else
		*what = text_take(g, size, line);
	int why = errno;
	if (g)
		*seen = g->seen;
	if (*what) {
		gone_free(g);
		g = NULL;
	}
	errno = why;
	return g;
}

struct gone *gone_load(const char *path, size_t *line, const char **what)
{
	struct seen unused;
	return load(path, FILE_MAX, &unused, line, what);
}

/* The publisher's list, or what was known of it, or nothing. NULL: no memory. */
static struct gone *mirrored_load(struct gone *before, const char *path, size_t *line, const char **what)
{
	struct seen seen;
	struct gone *known = before ? before->mirrored : NULL, *g = load(path, GONE_MIRRORED_MAX, &seen, line, what);
	/* what is wrong with a file stays so until it is another one; what is wrong with the machine passes */
	if (!g)
		seen.there = *line || errno == EFBIG || errno == EISDIR || errno == EINVAL;
	if (g && !seen.there && known && known->count)
		*what = vanished;
	if (!*what)
		return g;
	gone_free(g);
	if (known)
		before->mirrored = NULL;
	g = known ? known : calloc(1, sizeof *g);
	if (g)
		g->seen = seen;
	return g;
}

bool gone_renew(struct gone **list, struct gone_paths from, const char **where, size_t *line, const char **what)
{
	struct gone *before = *list;
	struct seen seen;
	*where = from.own;
	struct gone *g = load(from.own, FILE_MAX, &seen, line, what);
	if (g && before && before->seen.there && !seen.there) {
		*what = vanished;
		goto out;
	}
	if (g && from.mirrored) {
		*where = from.mirrored;
		g->mirrored = mirrored_load(before, from.mirrored, line, what);
	}
	if (!g || (from.mirrored && !g->mirrored))
		goto out;
	gone_free(before);
	*list = g;
	return true;
out:
	gone_free(g);
	return false;
}

struct gone *gone_load_both(struct gone_paths from, const char **where, size_t *line, const char **what)
{
	struct gone *g = NULL;
	return gone_renew(&g, from, where, line, what) ? g : NULL;
}

void gone_free(struct gone *g)
{
	if (!g)
		return;
	gone_free(g->mirrored);
	EVP_MD_CTX_free(g->digest);
	EVP_MD_free(g->sha256);
	free(g->entries);
	free(g->text);
	free(g);
}

static const struct gone_entry *hash_find(const struct gone *g, struct str path)
{
	unsigned char hash[GONE_HASH_BYTES];
	char key[KEY_MAX];
	struct buf b = BUF(key);
	if (EVP_DigestInit_ex2(g->digest, g->sha256, NULL) != 1 || EVP_DigestUpdate(g->digest, path.p, path.n) != 1 ||
		EVP_DigestFinal_ex(g->digest, hash, NULL) != 1)
		return NULL;
	buf_add(&b, GONE_HASH_PREFIX);
	for (size_t i = 0; i < sizeof hash; i++) {
		buf_byte(&b, "0123456789abcdef"[hash[i] >> 4]);
		buf_byte(&b, "0123456789abcdef"[hash[i] & 15]);
	}
	return entry_find(g, buf_str(&b));
}

static const struct gone_entry *find(const struct gone *g, struct str path)
{
	const struct gone_entry *e = entry_find(g, path), *hashed = NULL;
	/* a withdrawal counts more than a move */
	if (g->digest && (!e || e->status != 52))
		hashed = hash_find(g, path);
	return hashed ? hashed : e;
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
		return errno != ENOENT || g->seen.there;
	return !g->seen.there || st.st_ino != g->seen.st.st_ino || st.st_dev != g->seen.st.st_dev ||
	       st.st_size != g->seen.st.st_size || st.st_mtim.tv_sec != g->seen.st.st_mtim.tv_sec ||
	       st.st_mtim.tv_nsec != g->seen.st.st_mtim.tv_nsec;
}

bool gone_stale_both(const struct gone *g, struct gone_paths from)
{
	return gone_stale(g, from.own) || (g->mirrored && gone_stale(g->mirrored, from.mirrored));
}
