#include "page/atom.h"

#include "archive/query_date.h"
#include "text/uri.h"

#include <time.h>

static void add(struct paper *p, struct str s)
{
	leaf_add(p->leaf, s);
}

void atom_text(struct paper *p, struct str s)
{
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		uint32_t rune = 0;
		n = utf8_read(s, &rune);
		bool allowed = rune >= 0x20 ? rune != 0xfffe && rune != 0xffff : rune == '\n' || rune == '\t';
		if (n == 0)
			add(p, p->ask->ascii ? STR("&#65533;") : STR("\xef\xbf\xbd"));
		else if (rune == '&')
			add(p, STR("&amp;"));
		else if (rune == '<')
			add(p, STR("&lt;"));
		else if (rune == '>')
			add(p, STR("&gt;"));
		else if (rune == '"')
			add(p, STR("&quot;"));
		else if (allowed && rune >= 0x80 && p->ask->ascii) /* XML can say it in ASCII: nothing is lost */
			add(p, arena_fmt(p->m, "&#%u;", (unsigned)rune));
		else if (allowed)
			add(p, str_sub(s, 0, n));
		n = n ? n : 1;
	}
}

void atom_element(struct paper *p, const char *name, struct str text)
{
	add(p, arena_fmt(p->m, "<%s>", name));
	atom_text(p, text);
	add(p, arena_fmt(p->m, "</%s>\n", name));
}

static struct str url_of(const struct paper *p, struct str path)
{
	const struct view_site *v = &p->capsule->view;
	struct buf out = { 0 };
	arena_room(p->m, &out, 3 * path.n + v->gemini_host.n + 32);
	buf_fmt(&out, "gemini://%.*s", STR_ARG(v->gemini_host));
	if (v->gemini_port && v->gemini_port != 1965)
		buf_fmt(&out, ":%u", v->gemini_port);
	uri_encode_path(path, &out);
	return buf_str(&out);
}

void atom_link(struct paper *p, const char *rel, const char *type, struct str path)
{
	add(p, arena_fmt(p->m, "<link rel=\"%s\"", rel));
	if (type)
		add(p, arena_fmt(p->m, " type=\"%s\"", type));
	add(p, STR(" href=\""));
	atom_text(p, url_of(p, path));
	add(p, STR("\"/>\n"));
}

/* ---- moments ---- */

static struct str rfc3339(const struct paper *p, const struct tm *tm)
{
	long minutes = tm->tm_gmtoff / 60;
	char sign = minutes < 0 ? '-' : '+';
	minutes = minutes < 0 ? -minutes : minutes;
	return arena_fmt(p->m, "%04d-%02d-%02dT%02d:%02d:%02d%c%02ld:%02ld", tm->tm_year + 1900, tm->tm_mon + 1,
		tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec, sign, minutes / 60, minutes % 60);
}

struct str atom_day(const struct paper *p, struct date d)
{
	struct tm tm = { .tm_year = d.year - 1900,
		.tm_mon = d.month ? d.month - 1 : 0,
		.tm_mday = d.day ? d.day : 1,
		.tm_isdst = -1 };
	if (mktime(&tm) == (time_t)-1 && d.year != 1970)
		tm.tm_gmtoff = 0;
	return rfc3339(p, &tm);
}

struct str atom_moment(const struct paper *p, int64_t seconds)
{
	struct tm tm = { 0 };
	time_t t = (time_t)seconds;
	return localtime_r(&t, &tm) ? rfc3339(p, &tm) : STR("1970-01-01T00:00:00+00:00");
}

static bool digits_at(struct str s, const char *form)
{
	for (size_t i = 0; form[i]; i++) {
		char c = i < s.n ? s.p[i] : '\0';
		if (form[i] == '0' ? c < '0' || c > '9' : c != form[i])
			return false;
	}
	return true;
}

/* Whether a text is a date-time of RFC 3339: seconds, maybe with a fraction, and a zone. */
static bool is_moment(struct str s)
{
	struct date d;
	if (!digits_at(s, "0000-00-00T00:00:00") || !date_parse(s, &d))
		return false;
	size_t at = 19;
	if (at < s.n && s.p[at] == '.')
		for (at++; at < s.n && s.p[at] >= '0' && s.p[at] <= '9';)
			at++;
	struct str zone = str_sub(s, at, s.n);
	bool offset = zone.n == 6 && (digits_at(zone, "+00:00") || digits_at(zone, "-00:00"));
	return str_eq(zone, STR("Z")) || offset;
}

struct str atom_updated(const struct paper *p, const struct entry *e)
{
	struct date d;
	if (is_moment(e->updated))
		return e->updated;
	if (date_parse(e->updated, &d) || query_date(e->updated, p->site->languages, p->site->language_count, &d))
		return atom_day(p, d);
	return e->date.year ? atom_day(p, e->date) : atom_moment(p, e->mtime);
}

/* ---- entries ---- */

/* A name that stays (RFC 4151): what the importer found in the raw text, else the path. The year is only a part of the
 * authority, that of the specification, since nobody knows who had the host name when an article appeared. Of several
 * articles out of one raw text the first has its name: RFC 4287, 4.2.6: two entries are never called the same. */
static void add_id(struct paper *p, const struct entry *e)
{
	struct buf path = { 0 };
	arena_room(p->m, &path, 3 * e->path.n);
	uri_encode_path(e->path, &path);
	struct str host = p->capsule->hosts[0];
	if (browse_first_identified(p->archive, e))
		atom_element(p, "id",
			arena_fmt(p->m, "tag:%.*s,2005:article/%016llx", STR_ARG(host),
				(unsigned long long)e->identifier));
	else
		atom_element(p, "id", arena_fmt(p->m, "tag:%.*s,2005:%.*s", STR_ARG(host), STR_ARG(buf_str(&path))));
}

static void add_category(struct paper *p, struct str term)
{
	if (term.n == 0)
		return;
	add(p, STR("<category term=\""));
	atom_text(p, term);
	add(p, STR("\"/>\n"));
}

static void add_author(struct paper *p, struct str name)
{
	add(p, STR("<author>"));
	atom_element(p, "name", name);
	add(p, STR("</author>\n"));
}

void atom_entry(struct paper *p, const struct entry *e, bool whole)
{
	add(p, STR("<entry>\n"));
	atom_element(p, "title", paper_headline(p, e, false));
	add_id(p, e);
	atom_element(p, "updated", atom_updated(p, e));
	if (e->date.year)
		atom_element(p, "published", atom_day(p, e->date));
	atom_link(p, "alternate", "text/gemini", e->path);
	struct facets f = { 0 };
	if (whole)
		f = browse_facets_of(p->archive, e->id, p->m);
	for (size_t i = 0; i < f.count; i++)
		if (f.facet[i].kind == FACET_AUTHOR)
			add_author(p, f.facet[i].name);
	add_category(p, e->place);
	add_category(p, e->section);
	for (size_t i = 0; i < f.count; i++)
		if (f.facet[i].kind == FACET_KEYWORD)
			add_category(p, f.facet[i].name);
	if (e->summary.n)
		atom_element(p, "summary", paper_bare(e->summary, e->place));
	add(p, STR("</entry>\n"));
}
