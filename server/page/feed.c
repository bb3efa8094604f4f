/* feed: Atom (RFC 4287), with an archive document for each year (RFC 5005, 4), so that who follows the links from the
 * newest document on comes to the first article. */
#include "page/atom.h"
#include "page/makers.h"
#include "site/finding.h"

enum {
	NEWEST = 50,   /* entries of a document that changes */
	PORTION = 500, /* entries that are in memory at once */
};

/* What a feed is of. */
struct feed {
	struct scope scope;
	struct str title, base, list; /* base: "/feed/place/gifhorn", list: the page with the same articles */
	struct tallies years;
};

static const char *const folders[FACET_KINDS] = { "place", "section", "author", "keyword" };

static bool feed_of(struct paper *p, const struct name *n, struct feed *f)
{
	struct facet facet;
	*f = (struct feed){ .title = p->capsule->title, .base = STR("/feed"), .list = STR("/") };
	if (n->faceted) {
		if (!browse_facet(p->archive, (enum facet_kind)n->facet, n->slug, p->m, &facet))
			return false;
		f->scope.facet = facet.id;
		f->title = paper_named(p, facet.name);
		f->base = arena_fmt(p->m, "/feed/%s/%.*s", folders[n->facet], STR_ARG(facet.slug));
		f->list = arena_fmt(p->m, "/%s/%.*s/", folders[n->facet], STR_ARG(facet.slug));
	}
	f->years = browse_years(p->archive, f->scope, p->m);
	return true;
}

static struct str current_path(const struct paper *p, const struct feed *f)
{
	return f->scope.facet ? arena_fmt(p->m, "%.*s.xml", STR_ARG(f->base)) : STR("/feed.xml");
}

static struct str year_path(const struct paper *p, const struct feed *f, int year)
{
	return year ? arena_fmt(p->m, "%.*s/%04d.xml", STR_ARG(f->base), year)
		    : arena_fmt(p->m, "%.*s/undated.xml", STR_ARG(f->base));
}

static void head(struct paper *p, struct str title, struct str self, struct str list, struct str updated)
{
	leaf_add(p->leaf, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""
			      " xmlns:fh=\"http://purl.org/syndication/history/1.0\" xml:lang=\""));
	atom_text(p, p->capsule->language);
	leaf_add(p->leaf, STR("\">\n"));
	atom_element(p, "title", title);
	atom_element(p, "id", arena_fmt(p->m, "tag:%.*s,2005:%.*s", STR_ARG(p->capsule->hosts[0]), STR_ARG(self)));
	atom_element(p, "updated", updated);
	leaf_add(p->leaf, STR("<author>"));
	atom_element(p, "name", p->capsule->title);
	leaf_add(p->leaf, STR("</author>\n"));
	if (p->capsule->rights.n)
		atom_element(p, "rights", p->capsule->rights);
	atom_link(p, "self", "application/atom+xml", self);
	atom_link(p, "alternate", "text/gemini", list);
}

static void entries(struct paper *p, struct entries e, bool whole)
{
	for (size_t i = 0; i < e.count; i++)
		if (!finding_listed(p->capsule, e.entry[i].path))
			atom_entry(p, &e.entry[i], whole);
}

/* The latest change among entries, which may be older than 1970; where there are none, that. */
static struct str newest_change(const struct paper *p, struct entries e)
{
	struct str newest = STR("");
	for (size_t i = 0; i < e.count; i++) {
		struct str one = atom_updated(p, &e.entry[i]);
		newest = str_cmp(one, newest) > 0 ? one : newest;
	}
	return newest.n ? newest : STR("1970-01-01T00:00:00+00:00");
}

static void end(struct paper *p)
{
	leaf_add(p->leaf, STR("</feed>\n"));
}

static void current(struct paper *p, const struct feed *f)
{
	struct entries e = browse_newest(p->archive, f->scope, 1, INT64_MAX, NEWEST, p->m);
	head(p, f->title, current_path(p, f), f->list, newest_change(p, e));
	if (f->years.count)
		atom_link(p, "prev-archive", "application/atom+xml", year_path(p, f, f->years.tally[0].date.year));
	entries(p, e, true);
	end(p);
}

/* By the day they came: that is when they changed for who subscribes to this. */
static void added(struct paper *p)
{
	struct entries e = browse_added(p->archive, (struct date){ 0 }, INT64_MAX, NEWEST, p->m);
	struct str title = paper_named(p, paper_word(p, WORD_NEW_TITLE));
	int64_t newest = 0;
	for (size_t i = 0; i < e.count; i++)
		newest = e.entry[i].mtime > newest ? e.entry[i].mtime : newest;
	head(p, title, STR("/feed/new.xml"), STR("/new/"), atom_moment(p, newest));
	for (size_t i = 0; i < e.count; i++)
		if (e.entry[i].updated.n == 0)
			e.entry[i].updated = atom_moment(p, e.entry[i].mtime);
	entries(p, e, true);
	end(p);
}

/* All entries of a year, some hundred at a time, each portion in memory of its own. */
static void whole_year(struct paper *p, const struct feed *f, struct date period)
{
	struct arena portion = { 0 }, *page = p->m;
	int64_t to = entry_end(period);
	for (bool more = true; more && !archive_late(p->archive);) {
		p->m = &portion;
		struct entries e = browse_newest(p->archive, f->scope, entry_first(period), to, PORTION, &portion);
		entries(p, e, false);
		more = e.count == PORTION;
		to = e.count ? e.entry[e.count - 1].id : to;
		arena_reset(&portion);
	}
	p->m = page;
	arena_free(&portion);
}

static bool year(struct paper *p, const struct feed *f, int wanted)
{
	size_t i = 0;
	while (i < f->years.count && f->years.tally[i].date.year != wanted)
		i++;
	if (i == f->years.count)
		return false;
	struct date period = { .year = wanted };
	struct entries newest =
		browse_newest(p->archive, f->scope, entry_first(period), entry_end(period), NEWEST, p->m);
	head(p, paper_part(p, f->title, wanted), year_path(p, f, wanted), f->list, newest_change(p, newest));
	/* RFC 5005, 4: an archive document does not change; a year that goes on is no archive yet */
	if (wanted < makers_today().year)
		leaf_add(p->leaf, STR("<fh:archive/>\n"));
	atom_link(p, "current", "application/atom+xml", current_path(p, f));
	if (i > 0)
		atom_link(p, "next-archive", "application/atom+xml", year_path(p, f, f->years.tally[i - 1].date.year));
	if (i + 1 < f->years.count)
		atom_link(p, "prev-archive", "application/atom+xml", year_path(p, f, f->years.tally[i + 1].date.year));
	whole_year(p, f, period);
	end(p);
	return true;
}

enum outcome make_feed(struct paper *p, const struct name *n, struct buf *to)
{
	struct feed f;
	(void)to;
	if (!feed_of(p, n, &f))
		return OUT_NOT_FOUND;
	if (n->year || n->undated)
		return year(p, &f, n->year) ? OUT_OK : OUT_NOT_FOUND;
	if (n->added)
		added(p);
	else
		current(p, &f);
	return OUT_OK;
}
