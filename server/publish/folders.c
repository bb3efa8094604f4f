#include "publish/folders.h"

#include "store/fresh.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char first_line[] = "herald-published 1";

static int by_path(const void *a, const void *b)
{
	const struct folder *x = a, *y = b;
	return str_cmp(x->path, y->path);
}

void folders_add(struct folders *f, const struct folder *one)
{
	f->folder = arena_more(&f->arena, f->folder, f->count, &f->room, sizeof *f->folder);
	f->folder[f->count] = *one;
	f->folder[f->count++].path = arena_copy(&f->arena, one->path);
}

static bool read_number(struct str *line, uint64_t *out)
{
	return str_u64(str_cut(line, '\t'), INT64_MAX, out);
}

static bool read_folder(struct str line, struct folder *out)
{
	uint64_t time;
	if (!read_number(&line, &time) || !digest_read(str_cut(&line, '\t'), &out->digest) ||
		!read_number(&line, &out->signature) || !read_number(&line, &out->files) ||
		!read_number(&line, &out->bytes))
		return false;
	out->mtime_ns = (int64_t)time;
	out->path = line;
	return line.n && line.p[0] == '/' && line.p[line.n - 1] == '/';
}

static bool read_first(struct folders *f, struct str line)
{
	uint64_t moment;
	bool good = str_eq(str_cut(&line, '\t'), STR(first_line)) && read_number(&line, &f->serial) &&
		    read_number(&line, &moment) && line.n <= CHANGES_IDENTITY;
	if (good) {
		f->moment = (int64_t)moment;
		memcpy(f->identity, line.p, line.n);
	}
	return good;
}

static struct str line_of(char *text, ssize_t n)
{
	return (struct str){ text, n > 0 && text[n - 1] == '\n' ? (size_t)n - 1 : (size_t)n };
}

void folders_load(struct folders *f, const char *path, uint64_t serial)
{
	char *text = NULL;
	size_t room = 0;
	struct folder one;
	*f = (struct folders){ 0 };
	FILE *in = fopen(path, "re");
	if (in == NULL)
		return;
	ssize_t n = getline(&text, &room, in);
	bool good = n > 0 && read_first(f, line_of(text, n)) && f->serial == serial;
	while (good && (n = getline(&text, &room, in)) > 0) {
		good = read_folder(line_of(text, n), &one);
		/* it is written sorted, and looked through as such */
		good = good && (f->count == 0 || str_cmp(f->folder[f->count - 1].path, one.path) < 0);
		if (good)
			folders_add(f, &one);
	}
	free(text);
	fclose(in);
	if (!good)
		folders_free(f);
}

void folders_sort(struct folders *f)
{
	if (f->count)
		qsort(f->folder, f->count, sizeof *f->folder, by_path);
}

bool folders_save(const struct folders *f, const char *path)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	if (out == NULL)
		return false;
	fprintf(out, "%s\t%" PRIu64 "\t%" PRId64 "\t%s\n", first_line, f->serial, f->moment, f->identity);
	for (size_t i = 0; i < f->count; i++) {
		const struct folder *one = &f->folder[i];
		char hex_room[DIGEST_HEX + 1];
		struct buf hex = BUF(hex_room);
		digest_add(&hex, &one->digest);
		fprintf(out, "%" PRId64 "\t%s\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%.*s\n", one->mtime_ns,
			buf_z(&hex), one->signature, one->files, one->bytes, STR_ARG(one->path));
	}
	bool good = fclose(out) == 0 && fresh_replace(path, 0644, (struct str){ text, n });
	free(text);
	return good;
}

void folders_free(struct folders *f)
{
	arena_free(&f->arena);
	*f = (struct folders){ 0 };
}

/* The first folder whose path is not before this one. */
static size_t place(const struct folders *f, struct str path)
{
	size_t from = 0, to = f->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (str_cmp(f->folder[middle].path, path) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct folder *folders_find(const struct folders *f, struct str path)
{
	size_t at = place(f, path);
	return at < f->count && str_eq(f->folder[at].path, path) ? &f->folder[at] : NULL;
}

const struct folder *folders_child(const struct folders *f, const struct folder *of, const struct folder *after)
{
	size_t at = (size_t)((after ? after : of) - f->folder) + 1;
	while (after && at < f->count && str_starts(f->folder[at].path, after->path))
		at++; /* what is in it */
	return at < f->count && str_starts(f->folder[at].path, of->path) ? &f->folder[at] : NULL;
}
