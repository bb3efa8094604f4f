#include "archive/sweep.h"

#include <unistd.h>

enum { FOLDERS = 256 };

static bool is_gone(const struct sweep *s, struct str folder, struct str name)
{
	char space[4096];
	struct buf path = BUF(space);
	buf_add(&path, folder);
	buf_add(&path, name);
	return path.full || (s->gone && gone_find(s->gone, buf_str(&path)));
}

static void put(struct sweep *s, struct str folder, struct str name)
{
	static struct record r; /* large, and there is one sweep at a time */
	switch (record_read(&s->recorder, folder, name, &s->arena, &r)) {
	case RECORD_GOOD:
		writer_put(s->writer, &r);
		s->changes++;
		break;
	case RECORD_NOTHING:
		writer_remove(s->writer, folder, name);
		s->changes++;
		break;
	case RECORD_TROUBLE:
		s->unread++;
		break;
	}
}

static bool same(const struct record_state *a, const struct record_state *b)
{
	return a->size == b->size && a->ino == b->ino && a->mtime_ns == b->mtime_ns;
}

void sweep_folder(struct sweep *s, const struct walk_folder *f)
{
	struct arena m = { 0 };
	struct writer_known *known;
	size_t count = writer_folder(s->writer, f->path, &m, &known), k = 0;
	for (size_t i = 0; i <= f->files; i++) {
		/* both are sorted: what is known and comes before this file is not there any more */
		while (k < count && (i == f->files || str_cmp(known[k].name, f->file[i]) < 0)) {
			writer_remove(s->writer, f->path, known[k++].name);
			s->changes++;
		}
		if (i == f->files)
			break;
		bool here = k < count && str_eq(known[k].name, f->file[i]);
		if (is_gone(s, f->path, f->file[i]))
			continue; /* and what is known of it is removed as if it were not there */
		if (!here || !same(&known[k].state, &f->state[i]))
			put(s, f->path, f->file[i]);
		k += here;
		arena_reset(&s->arena);
	}
	arena_free(&m);
}

void sweep_file(struct sweep *s, struct str folder, struct str name)
{
	if (!record_wanted(name))
		return;
	if (is_gone(s, folder, name)) {
		writer_remove(s->writer, folder, name);
		s->changes++;
	} else {
		put(s, folder, name);
	}
	arena_reset(&s->arena);
}

static bool is_there(const struct sweep *s, struct str folder)
{
	struct found_file f;
	enum found found = root_find(s->recorder.root, folder, &f);
	if (f.fd >= 0)
		close(f.fd);
	/* trouble is no reason to forget a folder */
	return found != FOUND_NOTHING && found != FOUND_FILE;
}

bool sweep_vanished(struct sweep *s, struct str prefix, struct str *from, struct arena *m)
{
	struct str folder[FOLDERS];
	size_t count = writer_folders(s->writer, prefix, *from, FOLDERS, m, folder);
	for (size_t i = 0; i < count; i++) {
		struct writer_known *known;
		if (is_there(s, folder[i]))
			continue;
		size_t files = writer_folder(s->writer, folder[i], m, &known);
		for (size_t k = 0; k < files; k++)
			writer_remove(s->writer, folder[i], known[k].name);
		s->changes += (unsigned)files;
	}
	if (count)
		*from = arena_fmt(m, "%.*s\x01", STR_ARG(folder[count - 1]));
	return count == FOLDERS;
}
