#include "mirror/manifest.h"

#include "mirror/member.h"

#include <stdlib.h>

static const struct str start = { "SHA256 (", 8 }, middle = { ") = ", 4 }, below = { "/MANIFEST", 9 };

static bool read_line(struct str line, struct manifest_line *out)
{
	if (!str_starts(line, start) || line.n < start.n + middle.n + DIGEST_HEX)
		return false;
	size_t hex = line.n - DIGEST_HEX, end = hex - middle.n;
	out->name = str_sub(line, start.n, end);
	out->folder = str_ends(out->name, below);
	if (out->folder)
		out->name.n -= below.n;
	return str_eq(str_sub(line, end, hex), middle) && digest_read(str_sub(line, hex, line.n), &out->digest) &&
	       member_name(out->name);
}

const char *manifest_read(struct str text, struct arena *m, struct manifest *out)
{
	size_t room = 0;
	*out = (struct manifest){ 0 };
	if (text.n > MANIFEST_MAX)
		return "a MANIFEST of more than 64 MB";
	while (text.n) {
		if (str_index(text, '\n') == text.n)
			return "the last line does not end";
		out->line = arena_more(m, out->line, out->count, &room, sizeof *out->line);
		struct manifest_line *l = &out->line[out->count];
		if (!read_line(str_cut(&text, '\n'), l))
			return "a line is not 'SHA256 (name) = hex' with a name that can be mirrored";
		if (out->count && str_cmp(l[-1].name, l->name) >= 0)
			return "the lines are not in the order of their names, or one is there twice";
		out->count++;
	}
	return NULL;
}

void manifest_write(struct buf *out, struct arena *m, const struct manifest *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct manifest_line *l = &from->line[i];
		arena_room(m, out, start.n + l->name.n + below.n + middle.n + DIGEST_HEX + 1);
		buf_add(out, start);
		buf_add(out, l->name);
		if (l->folder)
			buf_add(out, below);
		buf_add(out, middle);
		digest_add(out, &l->digest);
		buf_byte(out, '\n');
	}
}

int manifest_by_name(const void *a, const void *b)
{
	const struct manifest_line *x = a, *y = b;
	return str_cmp(x->name, y->name);
}

const struct manifest_line *manifest_find(const struct manifest *m, struct str name)
{
	struct manifest_line key = { .name = name };
	return m->count ? bsearch(&key, m->line, m->count, sizeof *m->line, manifest_by_name) : NULL;
}
