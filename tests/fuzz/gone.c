/* The bytes of keep/gone, against a plain reading of what gone.h says of them. */
#include "fuzz.h"

#include "store/gone.h"

enum { ROWS = 512 };

/* A line of a list that was taken. */
static struct row {
	struct str status, path, to;
} rows[ROWS];

static const char *file_of(struct str bytes)
{
	static char path[64];
	static int fd = -1;
	if (fd < 0)
		fd = memfd_create("gone", MFD_CLOEXEC);
	HOLDS(fd >= 0 && ftruncate(fd, 0) == 0 && pwrite(fd, bytes.p, bytes.n, 0) == (ssize_t)bytes.n);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return path;
}

static size_t rows_read(struct str text)
{
	size_t count = 0;
	while (text.n && count < ROWS) {
		struct str line = str_cut(&text, '\n');
		if (str_ends(line, STR("\r")))
			line.n--;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		struct row *r = &rows[count++];
		r->status = str_sub(line, 0, 2);
		line = str_sub(line, 3, line.n);
		r->path = str_cut(&line, '\t');
		r->to = str_cut(&line, '\t');
	}
	return count;
}

static bool withdrawn(const struct row *r)
{
	return str_eq(r->status, STR("52"));
}

/* The last line about the path of row i, unless a later one moves something there; NULL: not listed. */
static const struct row *last_word(size_t count, size_t i)
{
	const struct row *last = &rows[i];
	for (size_t k = i; k < count; k++)
		if (str_eq(rows[k].path, rows[i].path))
			last = &rows[k];
	if (str_eq(last->status, STR("20")))
		return NULL;
	for (const struct row *r = last; !withdrawn(last) && r < rows + count; r++)
		if (!withdrawn(r) && str_eq(r->to, last->path))
			return NULL;
	return last;
}

static void check_entry(const struct gone *g, const struct gone_entry *e)
{
	HOLDS(e->status == 30 || e->status == 31 || e->status == 52);
	HOLDS(harmless(e->path, "") || !utf8_valid(e->path));
	HOLDS(!holds_byte(e->to, '\n') && !holds_byte(e->to, '\t'));
	if (e->status == 52)
		return;
	/* a move leads to the end of its chain */
	bool local = str_starts(e->to, STR("/"));
	HOLDS(local || str_find(e->to, STR("://")) < e->to.n);
	const struct gone_entry *next = local ? gone_find(g, e->to) : NULL;
	HOLDS(next == NULL || next->status == 52);
}

static void check_list(const struct gone *g, struct str text)
{
	size_t count = rows_read(text);
	bool hashes = false;
	for (size_t i = 0; i < count; i++)
		hashes = hashes || str_starts(rows[i].path, STR("sha256:"));
	for (size_t i = 0; i < count; i++) {
		const struct gone_entry *e = gone_find(g, rows[i].path);
		if (str_starts(rows[i].path, STR("sha256:"))) {
			HOLDS(e == NULL);
			continue;
		}
		const struct row *last = last_word(count, i);
		HOLDS(hashes || count == ROWS || (e == NULL) == (last == NULL));
		HOLDS(count == ROWS || !last || !withdrawn(last) || (e && e->status == 52));
		if (e)
			check_entry(g, e);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = flush_copy(0, data, size);
	const char *path = file_of(text), *what = NULL;
	size_t line = 0, lines = 1;
	struct gone *g = gone_load(path, &line, &what);
	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	HOLDS(g || (what && line >= 1 && line <= lines));
	if (g == NULL)
		return 0;
	HOLDS(line == 0 && !gone_stale(g, path));
	check_list(g, text);
	HOLDS(gone_find(g, STR("")) == NULL && gone_find(g, STR("no path")) == NULL);
	gone_find(g, text);
	gone_free(g);
	return 0;
}
