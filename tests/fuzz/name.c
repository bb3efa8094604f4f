/* A path that may name one of the pages that nobody wrote. */
#include "fuzz.h"

#include "proto/wire.h"
#include "site/name.h"

static bool same_date(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool same(const struct name *a, const struct name *b)
{
	return a->kind == b->kind && same_date(a->date, b->date) && a->year == b->year && a->undated == b->undated &&
	       a->faceted == b->faceted && a->added == b->added && a->facet == b->facet && a->page == b->page &&
	       a->newest == b->newest && str_eq(a->slug, b->slug) && str_eq(a->key, b->key) &&
	       str_eq(a->article, b->article);
}

static bool nothing(const struct name *n)
{
	struct name none = { 0 };
	return same(n, &none);
}

/* What a librarian relies on. */
static void check_parts(const struct name *n, struct str path, struct str canonical)
{
	HOLDS(n->kind > NAME_NONE && n->kind <= NAME_ID && n->facet < 4);
	HOLDS(n->date.year == 0 || date_valid(n->date));
	HOLDS(n->year >= 0 && n->year <= 9999 && !(n->year && n->undated));
	HOLDS(n->kind == NAME_SEARCH ? n->page >= 1 && n->page <= 1000 : n->page == 0 && !n->newest);
	HOLDS(within(n->slug, path) && within(n->key, path) && within(n->article, canonical));
	HOLDS(!holds_byte(n->slug, '/') && !holds_byte(n->key, '/'));
	HOLDS((n->kind == NAME_FACET || n->faceted) == (n->slug.n > 0));
	HOLDS((n->kind == NAME_MORE || n->kind == NAME_ID) == (n->article.n > 0));
	HOLDS(n->kind != NAME_MORE || (str_starts(n->article, STR("/")) && str_ends(n->article, STR(".gmi"))));
}

static void check_again(struct str path, struct str canonical, const struct name *n)
{
	char room[PATH_ROOM], name[PATH_ROOM + 16];
	struct buf again = BUF(room), file = BUF(name);
	struct name second;
	HOLDS(name_read(canonical, &again, &second));
	HOLDS(str_eq(buf_str(&again), canonical) && same(&second, n));
	HOLDS(!path_clean(path) || path_clean(canonical));
	name_file(canonical, &file);
	HOLDS(!file.full && (str_ends(buf_str(&file), STR(".gmi")) || str_ends(buf_str(&file), STR(".xml"))));
	if (file.n < sizeof room) {
		HOLDS(name_read(buf_str(&file), &again, &second));
		HOLDS(str_eq(buf_str(&again), canonical) && same(&second, n));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char room[PATH_ROOM];
	struct buf canonical = BUF(room);
	struct name n;
	struct str path = flush_copy(0, data, size);
	if (!name_read(path, &canonical, &n)) {
		HOLDS(nothing(&n));
		return 0;
	}
	HOLDS(!canonical.full && canonical.n > 0);
	check_parts(&n, path, buf_str(&canonical));
	check_again(path, buf_str(&canonical), &n);
	return 0;
}
