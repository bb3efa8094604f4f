/* browse_facets: places, sections, authors and keywords; see browse.h. */
#include "archive/archive_inside.h"
#include "archive/browse.h"
#include "archive/record.h"

#include <string.h>

#define COLUMNS "SELECT id, kind, name, slug, count FROM facet "

static void take(sqlite3_stmt *s, struct arena *m, struct facet *out)
{
	*out = (struct facet){ .id = sqlite3_column_int64(s, 0),
		.kind = (enum facet_kind)(sqlite3_column_int(s, 1) % FACET_KINDS),
		.name = archive_text(s, 2, m),
		.slug = archive_text(s, 3, m),
		.count = (uint64_t)sqlite3_column_int64(s, 4) };
}

static struct facets facets(struct archive *a, sqlite3_stmt *s, size_t max, struct arena *m)
{
	struct facets all = { 0 };
	size_t room = 0;
	while (all.count < max && archive_row(a, s)) {
		all.facet = arena_more(m, all.facet, all.count, &room, sizeof *all.facet);
		take(s, m, &all.facet[all.count++]);
	}
	if (s)
		sqlite3_reset(s);
	return all;
}

bool browse_facet(struct archive *a, enum facet_kind kind, struct str slug, struct arena *m, struct facet *out)
{
	sqlite3_stmt *s = archive_sql(a, COLUMNS "WHERE kind = ?1 AND slug = ?2 AND count > 0");
	sqlite3_bind_int(s, 1, (int)kind);
	archive_bind(s, 2, slug);
	struct facets found = facets(a, s, 1, m);
	if (found.count)
		*out = found.facet[0];
	return found.count == 1;
}

uint64_t browse_facet_count(struct archive *a, enum facet_kind kind)
{
	sqlite3_stmt *s = archive_sql(a, "SELECT count(*) FROM facet WHERE kind = ?1 AND count > 0");
	sqlite3_bind_int(s, 1, (int)kind);
	uint64_t n = archive_row(a, s) ? (uint64_t)sqlite3_column_int64(s, 0) : 0;
	if (s)
		sqlite3_reset(s);
	return n;
}

struct facets browse_facets(struct archive *a, enum facet_kind kind, struct str from, struct str to, bool backwards,
	size_t max, struct arena *m)
{
	static const char forth[] =
		COLUMNS "WHERE kind = ?1 AND slug >= ?2 AND slug < ?3 AND count > 0 ORDER BY slug LIMIT ?4";
	static const char back[] =
		COLUMNS "WHERE kind = ?1 AND slug >= ?2 AND slug < ?3 AND count > 0 ORDER BY slug DESC LIMIT ?4";
	sqlite3_stmt *s = archive_sql(a, backwards ? back : forth);
	sqlite3_bind_int(s, 1, (int)kind);
	archive_bind(s, 2, from);
	/* no byte of UTF-8 is 0xff */
	archive_bind(s, 3, to.n ? to : STR("\xff"));
	sqlite3_bind_int64(s, 4, (int64_t)max);
	return facets(a, s, max, m);
}

struct facets browse_largest(struct archive *a, enum facet_kind kind, size_t max, struct arena *m)
{
	sqlite3_stmt *s = archive_sql(a, COLUMNS "WHERE kind = ?1 AND count > 0 ORDER BY count DESC, slug LIMIT ?2");
	sqlite3_bind_int(s, 1, (int)kind);
	sqlite3_bind_int64(s, 2, (int64_t)max);
	return facets(a, s, max, m);
}

static uint64_t count_between(struct archive *a, enum facet_kind kind, struct str from, struct str to)
{
	sqlite3_stmt *s =
		archive_sql(a, "SELECT count(*) FROM facet WHERE kind = ?1 AND slug >= ?2 AND slug < ?3 AND count > 0");
	sqlite3_bind_int(s, 1, (int)kind);
	archive_bind(s, 2, from);
	archive_bind(s, 3, to);
	uint64_t n = archive_row(a, s) ? (uint64_t)sqlite3_column_int64(s, 0) : 0;
	if (s)
		sqlite3_reset(s);
	return n;
}

struct facets browse_letters(struct archive *a, enum facet_kind kind, struct arena *m)
{
	enum { LETTERS = 512 };
	struct facets all = { arena_take(m, LETTERS, sizeof(struct facet)), 0 };
	struct str from = { "", 0 };
	while (all.count < LETTERS) {
		struct facets next = browse_facets(a, kind, from, STR(""), false, 1, m);
		if (next.count == 0)
			break;
		uint32_t rune;
		size_t n = utf8_read(next.facet[0].slug, &rune);
		struct str letter = str_sub(next.facet[0].slug, 0, n ? n : 1);
		from = arena_fmt(m, "%.*s\xff", STR_ARG(letter));
		all.facet[all.count++] = (struct facet){
			.kind = kind, .name = letter, .slug = letter, .count = count_between(a, kind, letter, from)
		};
	}
	return all;
}

struct facets browse_facets_of(struct archive *a, int64_t id, struct arena *m)
{
	struct facets all = { arena_take(m, RECORD_FACETS, sizeof(struct facet)), 0 };
	sqlite3_stmt *s = archive_sql(a, "SELECT facets FROM article WHERE id = ?1");
	sqlite3_bind_int64(s, 1, id);
	if (!archive_row(a, s))
		return all;
	const unsigned char *p = sqlite3_column_blob(s, 0);
	struct str blob = arena_copy(m, (struct str){ (const char *)p, p ? (size_t)sqlite3_column_bytes(s, 0) : 0 });
	sqlite3_reset(s);
	for (size_t i = 0; i + 4 <= blob.n && all.count < RECORD_FACETS; i += 4) {
		uint32_t number;
		memcpy(&number, blob.p + i, sizeof number);
		s = archive_sql(a, COLUMNS "WHERE id = ?1 AND count > 0");
		sqlite3_bind_int64(s, 1, number);
		struct facets one = facets(a, s, 1, m);
		if (one.count)
			all.facet[all.count++] = one.facet[0];
	}
	return all;
}
