/* find: what a search finds. */
#include "page/makers.h"

#include "archive/search.h"

#include <string.h>

enum {
	TEXT_MAX = 65536,    /* bytes of an article that a snippet is looked for in, if others have taken … */
	TEXTS_MAX = 1 << 20, /* … what there is for long articles of a page together */
	SNIPPET_MAX = 280,
};

static const struct str search = { "/search", 7 }, newest = { "/search/new", 11 };

static struct str join(const struct paper *p, const struct str *words, size_t count)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < count; i++) {
		arena_room(p->m, &out, words[i].n + 2);
		buf_add(&out, i ? STR(", ") : STR(""));
		buf_add(&out, words[i]);
	}
	return buf_str(&out);
}

/* How many, in words that begin a line. */
static struct str hits(const struct paper *p, uint64_t total, bool many)
{
	return many ? FILL(p, WORD_ARTICLES_MANY, { STR("n"), paper_number(p, total) }) : paper_articles(p, total);
}

static struct str hits_short(const struct paper *p, uint64_t total, bool many)
{
	return many ? FILL(p, WORD_MANY_SHORT, { STR("n"), paper_number(p, total) }) : paper_articles_short(p, total);
}

/* "3 Artikel, die passendsten zuerst. Auch gesucht: Freibäder." How many there are behind the first page of those in
 * the order of dates nobody has counted. */
static void sum_line(struct paper *p, const struct search_result *r, const struct name *n)
{
	struct str also = STR(""), sum = STR("");
	if (r->also_count)
		also = FILL(p, WORD_ALSO, { STR("words"), join(p, r->also, r->also_count) });
	if (r->total == 1 && !n->key.n)
		sum = paper_word(p, WORD_FOUND_ONE);
	else if (!n->key.n)
		sum = FILL(
			p, n->newest ? WORD_FOUND_NEWEST : WORD_FOUND, { STR("articles"), hits(p, r->total, r->many) });
	paper_text(p, arena_fmt(p->m, "%.*s%s%.*s", STR_ARG(sum), sum.n && also.n ? " " : "", STR_ARG(also)));
	paper_gap(p);
}

/* "Nur genau", where that finds anything. */
static void exactly(struct paper *p, const struct query *q)
{
	struct str text, words[QUERY_TERMS];
	struct query exact;
	size_t count;
	bool many;
	if (!query_exactly(q, p->m, &text, words, &count))
		return;
	query_again(q, text, p->m, &exact);
	if (search_count(p->archive, &exact, 1, p->m, &many))
		paper_link(p, search, &text, FILL(p, WORD_EXACTLY, { STR("words"), join(p, words, count) }));
}

static void ways(struct paper *p, const struct query *q, const struct search_result *r, bool by_date)
{
	paper_link(p, search, NULL, paper_word(p, WORD_NEW_SEARCH));
	if (by_date)
		paper_link(p, search, &q->text, paper_word(p, WORD_BEST_FIRST));
	else if (r->total > 1)
		paper_link(p, newest, &q->text, paper_word(p, WORD_NEWEST_FIRST));
	if (r->also_count)
		exactly(p, q);
	paper_gap(p);
}

/* left: of TEXTS_MAX. */
static void hit(struct paper *p, const struct search_result *r, const struct entry *e, bool by_date, size_t *left)
{
	struct str text;
	/* a file that has gone meanwhile is no hit */
	if (!paper_read(p, e, *left > TEXT_MAX ? *left : TEXT_MAX, &text) ||
		!paper_entry(p, e, by_date ? PAPER_ISO : PAPER_PLAIN, !by_date))
		return;
	*left -= text.n < *left ? text.n : *left;
	struct str place = paper_clean(p, e->place), date = paper_date(p, e->date);
	if (!by_date && (place.n || date.n))
		paper_text(
			p, arena_fmt(p->m, "%.*s%s%.*s", STR_ARG(place), place.n && date.n ? ", " : "", STR_ARG(date)));
	struct str snippet = paper_clean(p, search_snippet(r, text, e->language, SNIPPET_MAX, p->m));
	paper_quote(p, paper_bare(snippet, place));
	if (!by_date)
		paper_gap(p);
}

static void further(struct paper *p, const struct query *q, const struct search_result *r, unsigned page)
{
	uint64_t from = (uint64_t)page * SEARCH_PAGE + 1, to = from + SEARCH_PAGE - 1;
	if (!r->more)
		return;
	to = to < r->total ? to : r->total;
	struct str first = paper_number(p, from), last = paper_number(p, to);
	struct str label = from == to ? FILL(p, WORD_FURTHER_HIT, { STR("n"), first })
				      : FILL(p, WORD_FURTHER_HITS, { STR("from"), first }, { STR("to"), last });
	paper_link(p, arena_fmt(p->m, "/search/%u", page + 1), &q->text, label);
}

static void further_newest(struct paper *p, const struct query *q, const struct search_result *r)
{
	char space[64];
	struct buf key = BUF(space);
	if (!r->more || r->hits.count == 0)
		return;
	entry_key(&key, r->hits.entry[r->hits.count - 1].id, true);
	paper_link(p, arena_fmt(p->m, "/search/new/%.*s", STR_ARG(buf_str(&key))), &q->text,
		paper_word(p, WORD_OLDER_HITS));
}

static void nothing(struct paper *p, const struct query *q)
{
	struct offer offer[OFFERS_MAX];
	size_t count = q->count ? search_offers(p->archive, q, p->m, offer) : 0;
	paper_text(p, paper_word(p, WORD_FOUND_NONE));
	paper_gap(p);
	for (size_t i = 0; i < count; i++)
		paper_link(p, search, &offer[i].query,
			FILL(p, WORD_MEANT, { STR("words"), paper_clean(p, offer[i].words) },
				{ STR("articles"), hits_short(p, offer[i].hits, offer[i].many) }));
	paper_link(p, search, NULL, paper_word(p, WORD_NEW_SEARCH));
	paper_link(p, STR("/"), NULL, paper_word(p, WORD_FRONT_PAGE));
}

static void results(struct paper *p, const struct name *n, const struct query *q, const struct search_result *r)
{
	size_t left = TEXTS_MAX;
	sum_line(p, r, n);
	ways(p, q, r, n->newest);
	for (size_t i = 0; i < r->hits.count && !archive_late(p->archive); i++)
		hit(p, r, &r->hits.entry[i], n->newest, &left);
	paper_gap(p);
	if (n->newest)
		further_newest(p, q, r);
	else
		further(p, q, r, n->page);
	paper_end(p);
}

enum outcome make_search(struct paper *p, const struct name *n, struct buf *to)
{
	struct query q;
	struct search_result r;
	int64_t before = INT64_MAX;
	query_read(
		(struct str){ p->ask->query, p->ask->query_n }, p->site->languages, p->site->language_count, p->m, &q);
	if (q.is_date && !n->newest && n->page == 1) {
		buf_add(to, paper_path(p, q.date));
		return OUT_ELSEWHERE;
	}
	if (n->key.n && !entry_of_key(n->key, 0, &before))
		return OUT_NOT_FOUND;
	if (n->newest)
		search_newest(p->archive, &q, before, p->m, &r);
	else
		search_ranked(p->archive, &q, n->page, p->m, &r);
	if (n->page > 1 && r.hits.count == 0)
		return OUT_NOT_FOUND; /* pages end before it */
	paper_own_title(p, FILL(p, WORD_SEARCH_TITLE, { STR("query"), q.text }));
	if (r.total == 0)
		nothing(p, &q);
	else
		results(p, n, &q, &r);
	return OUT_OK;
}
