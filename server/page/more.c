/* more: what stands around an article: in time, in its place, and what is related. */
#include "page/makers.h"

#include "archive/search.h"

#include <string.h>

enum { TEXT_MAX = 65536, RELATED = 6 };

/* Among articles with a date: the others have no place in time. */
static bool nearest(struct paper *p, struct scope s, const struct entry *e, bool before, struct entry *out)
{
	struct entries found =
		before ? browse_newest(p->archive, s, entry_first((struct date){ 1, 0, 0 }), e->id, 1, p->m)
		       : browse_oldest(p->archive, s, e->id + 1, INT64_MAX, 1, p->m);
	if (found.count)
		*out = found.entry[0];
	return found.count == 1;
}

static void beside(struct paper *p, const struct entry *e, struct scope s, struct str title, bool bare)
{
	struct entry before, after;
	if (e->date.year == 0)
		return;
	bool has_before = nearest(p, s, e, true, &before), has_after = nearest(p, s, e, false, &after);
	paper_heading(p, title);
	if (has_before)
		paper_entry_named(p, &before, WORD_BEFORE, bare);
	if (has_after)
		paper_entry_named(p, &after, WORD_AFTER, bare);
}

static void in_place(struct paper *p, const struct entry *e, struct facets f)
{
	for (size_t i = 0; i < f.count; i++)
		if (f.facet[i].kind == FACET_PLACE && f.facet[i].count > 1)
			beside(p, e, (struct scope){ f.facet[i].id },
				FILL(p, WORD_IN_PLACE, { STR("place"), paper_clean(p, f.facet[i].name) }), true);
}

static bool is_version(struct entries versions, struct str path)
{
	for (size_t i = 0; i < versions.count; i++)
		if (str_eq(versions.entry[i].path, path))
			return true;
	return false;
}

/* What an article is about: its text, and what it says of itself in keywords. */
static struct str subject(struct paper *p, const struct entry *e, struct facets f)
{
	struct str text;
	paper_read(p, e, TEXT_MAX, &text);
	for (size_t i = 0; i < f.count; i++)
		if (f.facet[i].kind == FACET_KEYWORD)
			text = arena_fmt(p->m, "%.*s\n%.*s", STR_ARG(f.facet[i].name), STR_ARG(text));
	return text;
}

static void related(struct paper *p, const struct entry *e, struct facets f, struct entries versions)
{
	struct related r[RELATED];
	size_t count = search_related(p->archive, e, subject(p, e, f), RELATED, p->m, r);
	paper_heading(p, paper_word(p, WORD_RELATED));
	for (size_t i = 0; i < count; i++) {
		if (is_version(versions, r[i].entry.path))
			continue;
		if (paper_entry(p, &r[i].entry, PAPER_DATE, false))
			paper_text(p, FILL(p, WORD_SHARED, { STR("words"), paper_clean(p, r[i].shared) }));
	}
}

static void other_versions(struct paper *p, struct entries versions)
{
	paper_heading(p, paper_word(p, WORD_VERSIONS));
	for (size_t i = 0; i < versions.count; i++)
		paper_entry(p, &versions.entry[i], PAPER_DATE, false);
}

static void filed(struct paper *p, const struct entry *e, struct facets f)
{
	static const char *const folders[FACET_KINDS] = { "place", "section", "author", "keyword" };
	static const enum word words[FACET_KINDS] = { WORD_PLACE, WORD_SECTION, WORD_AUTHOR, WORD_KEYWORD };
	paper_heading(p, paper_word(p, WORD_FILED));
	for (size_t i = 0; i < f.count; i++)
		paper_link(p, arena_fmt(p->m, "/%s/%.*s/", folders[f.facet[i].kind], STR_ARG(f.facet[i].slug)), NULL,
			arena_fmt(p->m, "%.*s: %.*s (%.*s)", STR_ARG(paper_word(p, words[f.facet[i].kind])),
				STR_ARG(paper_clean(p, f.facet[i].name)),
				STR_ARG(paper_articles_short(p, f.facet[i].count))));
	struct tallies day = browse_days(p->archive, entry_first(e->date), entry_end(e->date), p->m);
	if (e->date.day && day.count)
		paper_link(p, paper_path(p, e->date), NULL,
			FILL(p, WORD_WHOLE_DAY, { STR("date"), paper_weekday(p, e->date) },
				{ STR("articles"), paper_articles_short(p, day.tally[0].count) }));
	else if (e->date.year)
		paper_link(p, paper_path(p, e->date), NULL, paper_date(p, e->date));
	else
		paper_link(p, STR("/undated/"), NULL, paper_word(p, WORD_UNDATED));
}

/* mailto:, if the contact is an address. */
static void report(struct paper *p)
{
	struct str contact = p->capsule->contact;
	size_t at = str_index(contact, '@');
	if (at == contact.n || at == 0 || str_index(contact, ' ') < contact.n)
		return;
	bool scheme = str_index(contact, ':') < contact.n;
	paper_url(p, arena_fmt(p->m, "%s%.*s", scheme ? "" : "mailto:", STR_ARG(contact)), paper_word(p, WORD_REPORT));
}

enum outcome make_more(struct paper *p, const struct name *n, struct buf *to)
{
	struct entry e;
	(void)to;
	if (!browse_entry(p->archive, n->article, p->m, &e))
		return OUT_NOT_FOUND;
	struct facets f = browse_facets_of(p->archive, e.id, p->m);
	struct entries versions = browse_versions(p->archive, &e, p->m);
	paper_own_title(p, paper_word(p, WORD_MORE));
	if (!paper_entry(p, &e, PAPER_DATE, false))
		return OUT_NOT_FOUND;
	beside(p, &e, (struct scope){ 0 }, paper_word(p, WORD_IN_TIME), false);
	in_place(p, &e, f);
	related(p, &e, f, versions);
	other_versions(p, versions);
	filed(p, &e, f);
	paper_gap(p);
	report(p);
	paper_link(p, STR("/"), NULL, paper_word(p, WORD_FRONT_PAGE));
	return OUT_OK;
}
