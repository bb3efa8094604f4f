/* list: articles of a place, a section, an author, a keyword, or without a date; and the lists of places and so on.
 * Paged so that every chain of pages is at most a year long: see the enum in site/name.h. */
#include "page/makers.h"

static const char *const folders[FACET_KINDS] = { "place", "section", "author", "keyword" };
static const enum word all_of[FACET_KINDS] = { WORD_PLACES, WORD_SECTIONS, WORD_AUTHORS, WORD_KEYWORDS };

/* A list of articles, and which part of it a page is. */
struct list {
	struct str base; /* "/place/gifhorn/" */
	struct scope scope;
	bool bare;        /* the place is left out of labels */
	bool whole;       /* the top of all years */
	int year;         /* of a part; 0: what has no date */
	int64_t from, to; /* of the part */
	struct entries shown;
	bool more;
};

static struct str year_path(const struct paper *p, const struct list *l, int year)
{
	if (year == 0)
		return arena_fmt(p->m, "%.*sundated/", STR_ARG(l->base));
	return arena_fmt(p->m, "%.*s%04d/", STR_ARG(l->base), year);
}

static struct str key_path(const struct paper *p, const struct list *l, int year, int64_t id)
{
	char space[64];
	struct buf key = BUF(space);
	entry_key(&key, id, false);
	return arena_fmt(p->m, "%.*s%.*s/", STR_ARG(year_path(p, l, year)), STR_ARG(buf_str(&key)));
}

static struct str year_words(const struct paper *p, int year)
{
	return year ? arena_fmt(p->m, "%d", year) : paper_word(p, WORD_UNDATED);
}

/* The nearest newer or older year that has something of the list. */
static bool year_beside(struct tallies years, int year, bool newer, int *out)
{
	for (size_t i = 0; i < years.count; i++) {
		if (years.tally[i].date.year != year)
			continue;
		if (newer ? i == 0 : i + 1 == years.count)
			return false;
		*out = years.tally[newer ? i - 1 : i + 1].date.year;
		return true;
	}
	return false;
}

/* "Davor: 2007"; what has no date is neither before nor after. */
static void year_link(struct paper *p, const struct list *l, int year, enum word word)
{
	struct str what = year_words(p, year);
	bool in_time = year && l->year;
	paper_link(p, year_path(p, l, year), NULL, in_time ? FILL(p, word, { STR("what"), what }) : what);
}

static void older(struct paper *p, const struct list *l, struct tallies years)
{
	const struct entry *last = l->shown.count ? &l->shown.entry[l->shown.count - 1] : NULL;
	int year;
	if (l->more) {
		year = last->date.year;
		struct entries next = browse_newest(p->archive, l->scope, 1, last->id, 1, p->m);
		bool fresh = next.count && next.entry[0].date.year != year;
		if (fresh && next.entry[0].date.year == 0)
			year_link(p, l, 0, WORD_BEFORE);
		else
			paper_link(p, fresh ? year_path(p, l, next.entry[0].date.year) : key_path(p, l, year, last->id),
				NULL, paper_word(p, year ? WORD_OLDER : WORD_NEXT));
	} else if (!l->whole && year_beside(years, l->year, false, &year)) {
		year_link(p, l, year, WORD_BEFORE);
	}
}

static void newer(struct paper *p, const struct list *l, struct tallies years)
{
	int year;
	if (l->whole)
		return;
	struct date period = { .year = l->year };
	struct str back = paper_word(p, l->year ? WORD_NEWER : WORD_PREVIOUS);
	int64_t first = l->shown.count ? l->shown.entry[0].id + 1 : l->to;
	struct entries before = browse_oldest(p->archive, l->scope, first, entry_end(period), PAPER_LIST + 1, p->m);
	if (before.count > PAPER_LIST)
		paper_link(p, key_path(p, l, l->year, before.entry[PAPER_LIST].id), NULL, back);
	else if (before.count)
		paper_link(p, year_path(p, l, l->year), NULL, back);
	else if (year_beside(years, l->year, true, &year))
		year_link(p, l, year, WORD_AFTER);
}

static void year_jumps(struct paper *p, const struct list *l, struct tallies years)
{
	if (years.count < 2)
		return;
	paper_heading(p, paper_word(p, WORD_BY_YEAR));
	for (size_t i = 0; i < years.count; i++)
		paper_link(p, year_path(p, l, years.tally[i].date.year), NULL,
			arena_fmt(p->m, "%.*s (%.*s)", STR_ARG(year_words(p, years.tally[i].date.year)),
				STR_ARG(paper_articles_short(p, years.tally[i].count))));
}

/* Which part of a list a name means; false: its key is none, or the part is empty. */
static bool part(struct paper *p, const struct name *n, struct list *l)
{
	struct date period = { .year = n->year };
	int64_t key;
	l->whole = n->year == 0 && !n->undated;
	l->year = n->year;
	l->from = l->whole ? 1 : entry_first(period);
	l->to = l->whole ? INT64_MAX : entry_end(period);
	if (n->key.n) {
		if (!entry_of_key(n->key, n->year, &key) || key > l->to || key < l->from)
			return false;
		l->to = key;
	}
	l->shown = browse_newest(p->archive, l->scope, l->from, l->to, PAPER_LIST + 1, p->m);
	l->more = l->shown.count > PAPER_LIST;
	l->shown.count -= l->more;
	return true;
}

static void list_write(struct paper *p, struct list *l, struct tallies years)
{
	paper_gap(p);
	for (size_t i = 0; i < l->shown.count; i++)
		paper_entry(p, &l->shown.entry[i], PAPER_ISO, l->bare);
	paper_gap(p);
	newer(p, l, years);
	older(p, l, years);
	if (l->whole)
		year_jumps(p, l, years);
}

static uint64_t part_count(const struct list *l, struct tallies years)
{
	uint64_t n = 0;
	for (size_t i = 0; i < years.count; i++)
		n += l->whole || years.tally[i].date.year == l->year ? years.tally[i].count : 0;
	return n;
}

enum outcome make_facet(struct paper *p, const struct name *n, struct buf *to)
{
	struct facet f;
	enum facet_kind kind = (enum facet_kind)n->facet;
	(void)to;
	if (!browse_facet(p->archive, kind, n->slug, p->m, &f))
		return OUT_NOT_FOUND;
	struct list l = { .base = arena_fmt(p->m, "/%s/%.*s/", folders[kind], STR_ARG(f.slug)),
		.scope = { f.id },
		.bare = kind == FACET_PLACE };
	struct tallies years = browse_years(p->archive, l.scope, p->m);
	if (!part(p, n, &l) || l.shown.count == 0)
		return OUT_NOT_FOUND;
	struct str name = paper_clean(p, f.name);
	paper_title(p, l.whole ? name : paper_part(p, name, l.year));
	paper_text(p, paper_articles(p, part_count(&l, years)));
	paper_gap(p);
	if (l.whole)
		paper_link(p, arena_fmt(p->m, "/feed/%s/%.*s.xml", folders[kind], STR_ARG(f.slug)), NULL,
			paper_word(p, WORD_SUBSCRIBE));
	else
		paper_link(p, l.base, NULL, name);
	paper_link(p, arena_fmt(p->m, "/%s/", folders[kind]), NULL, paper_word(p, all_of[kind]));
	paper_link(p, STR("/"), NULL, paper_word(p, WORD_FRONT_PAGE));
	list_write(p, &l, years);
	return OUT_OK;
}

/* What has no date is one part of the list of all articles, under a name of its own. */
enum outcome make_undated(struct paper *p, const struct name *n, struct buf *to)
{
	struct entries e, before;
	int64_t end = entry_end((struct date){ 0 });
	(void)to;
	if (n->key.n && (!entry_of_key(n->key, 0, &end) || entry_date(end).year))
		return OUT_NOT_FOUND;
	e = browse_newest(p->archive, (struct scope){ 0 }, 1, end, PAPER_LIST + 1, p->m);
	bool more = e.count > PAPER_LIST;
	struct browse_sum sum;
	if (n->key.n && e.count == 0)
		return OUT_NOT_FOUND;
	browse_sum(p->archive, &sum);
	paper_title(p, paper_word(p, WORD_UNDATED));
	if (sum.undated)
		paper_text(p, paper_articles(p, sum.undated));
	else
		paper_text(p, paper_word(p, sum.articles ? WORD_NONE_UNDATED : WORD_EMPTY));
	paper_gap(p);
	e.count -= more;
	for (size_t i = 0; i < e.count; i++)
		paper_entry(p, &e.entry[i], PAPER_PLAIN, false);
	paper_gap(p);
	before = browse_oldest(p->archive, (struct scope){ 0 }, e.count ? e.entry[0].id + 1 : end,
		entry_end((struct date){ 0 }), PAPER_LIST + 1, p->m);
	char space[64];
	struct buf key = BUF(space);
	if (before.count > PAPER_LIST) {
		entry_key(&key, before.entry[PAPER_LIST].id, true);
		paper_link(p, arena_fmt(p->m, "/undated/%.*s/", STR_ARG(buf_str(&key))), NULL,
			paper_word(p, WORD_PREVIOUS));
	} else if (before.count) {
		paper_link(p, STR("/undated/"), NULL, paper_word(p, WORD_PREVIOUS));
	}
	buf_clear(&key);
	if (more) {
		entry_key(&key, e.entry[e.count - 1].id, true);
		paper_link(
			p, arena_fmt(p->m, "/undated/%.*s/", STR_ARG(buf_str(&key))), NULL, paper_word(p, WORD_NEXT));
	}
	paper_end(p);
	return OUT_OK;
}

/* ---- lists of places, sections, authors, keywords ---- */

static void facet_link(struct paper *p, const struct facet *f)
{
	paper_link(p, arena_fmt(p->m, "/%s/%.*s/", folders[f->kind], STR_ARG(f->slug)), NULL,
		arena_fmt(p->m, "%.*s (%.*s)", STR_ARG(paper_clean(p, f->name)),
			STR_ARG(paper_articles_short(p, f->count))));
}

static struct str from_path(const struct paper *p, enum facet_kind kind, struct str slug)
{
	return arena_fmt(p->m, "/%s/~%.*s/", folders[kind], STR_ARG(slug));
}

/* "A" for "a": a slug's first letter as a heading shows it. */
static struct str letter_words(const struct paper *p, struct str slug)
{
	uint32_t rune = 0;
	size_t n = utf8_read(slug, &rune);
	return paper_capital(p, paper_clean(p, str_sub(slug, 0, n ? n : 1)));
}

static void letters(struct paper *p, enum facet_kind kind)
{
	struct facets all = browse_letters(p->archive, kind, p->m);
	paper_heading(p, paper_word(p, WORD_LETTERS));
	for (size_t i = 0; i < all.count; i++)
		paper_link(p, from_path(p, kind, all.facet[i].slug), NULL,
			arena_fmt(p->m, "%.*s (%.*s)", STR_ARG(letter_words(p, all.facet[i].slug)),
				STR_ARG(paper_number(p, all.facet[i].count))));
}

/* The facets of one letter, from one on; then the next letter. */
static bool of_letter(struct paper *p, enum facet_kind kind, struct str key)
{
	uint32_t rune;
	size_t n = utf8_read(key, &rune);
	struct str letter = str_sub(key, 0, n ? n : 1), end = arena_fmt(p->m, "%.*s\xff", STR_ARG(letter));
	struct facets f = browse_facets(p->archive, kind, key, end, false, PAPER_LIST + 1, p->m);
	bool more = f.count > PAPER_LIST;
	if (f.count == 0)
		return false;
	for (size_t i = 0; i < f.count - more; i++)
		facet_link(p, &f.facet[i]);
	paper_gap(p);
	struct facets before = browse_facets(p->archive, kind, STR(""), key, true, PAPER_LIST, p->m);
	if (before.count) {
		struct facet *back = &before.facet[before.count - 1];
		/* not beyond the letter of the one before */
		struct str first = before.facet[0].slug;
		size_t m = utf8_read(first, &rune);
		while (back > before.facet && !str_starts(back->slug, str_sub(first, 0, m ? m : 1)))
			back--;
		paper_link(p, from_path(p, kind, back->slug), NULL,
			FILL(p, WORD_BACK, { STR("what"), paper_clean(p, back->name) }));
	}
	struct facets next = more ? (struct facets){ &f.facet[PAPER_LIST], 1 }
				  : browse_facets(p->archive, kind, end, STR(""), false, 1, p->m);
	if (next.count) {
		size_t m = utf8_read(next.facet[0].slug, &rune);
		struct str from = more ? next.facet[0].slug : str_sub(next.facet[0].slug, 0, m ? m : 1);
		paper_link(p, from_path(p, kind, from), NULL,
			FILL(p, WORD_FURTHER, { STR("what"), paper_clean(p, next.facet[0].name) }));
	}
	return true;
}

enum outcome make_facets(struct paper *p, const struct name *n, struct buf *to)
{
	enum facet_kind kind = (enum facet_kind)n->facet;
	uint64_t count = browse_facet_count(p->archive, kind);
	(void)to;
	if (count == 0)
		return OUT_NOT_FOUND;
	if (n->key.n) {
		paper_title(p, arena_fmt(p->m, "%.*s, %.*s", STR_ARG(paper_word(p, all_of[kind])),
				       STR_ARG(letter_words(p, n->key))));
		if (!of_letter(p, kind, n->key))
			return OUT_NOT_FOUND;
		paper_link(p, arena_fmt(p->m, "/%s/", folders[kind]), NULL, paper_word(p, all_of[kind]));
	} else {
		paper_title(p, paper_word(p, all_of[kind]));
		if (count > PAPER_LIST)
			paper_heading(p, paper_word(p, WORD_LARGEST));
		struct facets f = count > PAPER_LIST
					  ? browse_largest(p->archive, kind, PAPER_LIST, p->m)
					  : browse_facets(p->archive, kind, STR(""), STR(""), false, PAPER_LIST, p->m);
		for (size_t i = 0; i < f.count; i++)
			facet_link(p, &f.facet[i]);
		if (count > PAPER_LIST)
			letters(p, kind);
	}
	paper_end(p);
	return OUT_OK;
}
