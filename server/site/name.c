#include "site/name.h"

#include "proto/wire.h"
#include "text/gemtext.h"

/* The lists of facets, in the order of enum facet_kind (archive/browse.h). */
static const char *const facets[] = { "place", "section", "author", "keyword" };

enum { FACETS = sizeof facets / sizeof *facets, ID_DIGITS = 64, PAGE_MAX = 1000 };

/* ---- parts ---- */

static bool digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

static bool number(struct str s, size_t least, size_t most, int *out)
{
	uint64_t value = 0;
	if (s.n < least || s.n > most || !digits(s) || !str_u64(s, 9999, &value) || value == 0)
		return false;
	*out = (int)value;
	return true;
}

/* The next component; false at the end. */
static bool next(struct str *rest, struct str *part)
{
	if (rest->n == 0)
		return false;
	*part = str_cut(rest, '/');
	return part->n > 0;
}

static bool facet_named(struct str s, unsigned *out)
{
	for (unsigned i = 0; i < FACETS; i++)
		if (str_eq(s, str_of(facets[i]))) {
			*out = i;
			return true;
		}
	return false;
}

/* "2018" or "undated" */
static bool year_named(struct str s, struct name *n)
{
	n->undated = str_eq(s, STR("undated"));
	return n->undated || number(s, 4, 4, &n->year);
}

static bool day_named(struct str s, struct date *out)
{
	return s.n == 10 && date_parse(s, out) && out->day;
}

/* Without the ".gmi" of the file's name (name_file). */
static struct str without_ending(struct str s)
{
	return str_ends(s, STR(".gmi")) && !str_ends(s, STR("/.gmi")) && s.n > 4 ? str_sub(s, 0, s.n - 4) : s;
}

/* ---- kinds; each is given what stands behind its first component, writes the canonical rest, and says whether it is
 * one ---- */

static bool read_date(struct str year, struct str rest, struct buf *out, struct name *n)
{
	struct str month, day;
	n->kind = NAME_YEAR;
	if (!number(year, 4, 4, &n->date.year))
		return false;
	buf_fmt(out, "/%04d/", n->date.year);
	if (next(&rest, &month)) {
		n->kind = NAME_MONTH;
		if (!number(month, 1, 2, &n->date.month))
			return false;
		buf_fmt(out, "%02d/", n->date.month);
	}
	if (n->kind == NAME_MONTH && next(&rest, &day)) {
		n->kind = NAME_DAY;
		if (!number(day, 1, 2, &n->date.day))
			return false;
		buf_fmt(out, "%02d/", n->date.day);
	}
	return rest.n == 0 && date_valid(n->date);
}

/* A list that goes on behind a key. */
static bool read_key(struct str *rest, struct buf *out, struct name *n)
{
	if (next(rest, &n->key)) {
		buf_add(out, n->key);
		buf_byte(out, '/');
	}
	return rest->n == 0;
}

static bool read_new(struct str rest, struct buf *out, struct name *n)
{
	struct str day;
	n->kind = NAME_NEW;
	buf_add(out, STR("/new/"));
	if (!next(&rest, &day))
		return rest.n == 0;
	buf_add(out, day);
	buf_byte(out, '/');
	return day_named(day, &n->date) && read_key(&rest, out, n) && n->key.n;
}

static bool read_digest(struct str rest, struct buf *out, struct name *n)
{
	struct str part;
	n->kind = NAME_DIGESTS;
	buf_add(out, STR("/digest/"));
	if (!next(&rest, &part))
		return rest.n == 0;
	buf_add(out, part);
	buf_byte(out, '/');
	if (day_named(part, &n->date))
		n->kind = NAME_DIGEST;
	else if (!number(part, 4, 4, &n->date.year))
		return false;
	return read_key(&rest, out, n);
}

static bool read_facet(unsigned facet, struct str rest, struct buf *out, struct name *n)
{
	struct str part;
	n->kind = NAME_FACETS;
	n->facet = facet;
	buf_fmt(out, "/%s/", facets[facet]);
	if (!next(&rest, &part))
		return rest.n == 0;
	buf_add(out, part);
	buf_byte(out, '/');
	if (part.p[0] == '~') {
		n->key = str_sub(part, 1, part.n);
		return n->key.n && rest.n == 0;
	}
	n->kind = NAME_FACET;
	n->slug = part;
	if (!next(&rest, &part))
		return rest.n == 0;
	buf_add(out, part);
	buf_byte(out, '/');
	return year_named(part, n) && read_key(&rest, out, n);
}

static bool read_search(struct str rest, struct buf *out, struct name *n)
{
	struct str part;
	int page = 1;
	n->kind = NAME_SEARCH;
	n->page = 1;
	buf_add(out, STR("/search"));
	rest = without_ending(rest);
	if (!next(&rest, &part))
		return rest.n == 0;
	n->newest = str_eq(part, STR("new"));
	if (!n->newest && (!number(part, 1, 4, &page) || page > PAGE_MAX))
		return false;
	n->page = (unsigned)page;
	if (n->newest)
		buf_add(out, STR("/new"));
	else if (page > 1)
		buf_fmt(out, "/%d", page);
	if (n->newest && next(&rest, &n->key)) {
		buf_byte(out, '/');
		buf_add(out, n->key);
	}
	/* a key of ours has no dot, and a page's name without an ending must not look as if it had one */
	return rest.n == 0 && str_index(n->key, '.') == n->key.n;
}

/* The last component of a feed, without ".xml". */
static bool read_feed(struct str rest, struct buf *out, struct name *n)
{
	struct str part;
	n->kind = NAME_FEED;
	if (!str_ends(rest, STR(".xml")) || str_ends(rest, STR("/.xml")))
		return false;
	buf_add(out, STR("/feed/"));
	buf_add(out, rest);
	rest = str_sub(rest, 0, rest.n - 4);
	if (!next(&rest, &part))
		return false;
	if (rest.n == 0) {
		n->added = str_eq(part, STR("new"));
		return n->added || year_named(part, n);
	}
	n->faceted = true;
	if (!facet_named(part, &n->facet) || !next(&rest, &n->slug))
		return false;
	return rest.n == 0 || (next(&rest, &part) && rest.n == 0 && year_named(part, n));
}

static bool read_more(struct str rest, struct buf *out, struct name *n)
{
	n->kind = NAME_MORE;
	buf_add(out, STR("/more"));
	size_t start = out->n;
	buf_byte(out, '/');
	buf_add(out, rest);
	n->article = str_sub(buf_str(out), start, out->n);
	return gem_named(rest);
}

static bool read_id(struct str rest, struct buf *out, struct name *n)
{
	n->kind = NAME_ID;
	rest = without_ending(rest);
	if (rest.n != ID_DIGITS)
		return false;
	buf_add(out, STR("/id/"));
	size_t start = out->n;
	for (size_t i = 0; i < rest.n; i++) {
		char c = rest.p[i];
		bool upper = c >= 'A' && c <= 'F';
		if (!upper && !(c >= 'a' && c <= 'f') && !(c >= '0' && c <= '9'))
			return false;
		buf_byte(out, upper ? (char)(c | 0x20) : c);
	}
	n->article = str_sub(buf_str(out), start, out->n);
	return true;
}

/* ---- the whole ---- */

/* Pages that are a single word; the word may have ".gmi" behind it. */
static bool read_word(struct str word, struct buf *out, struct name *n)
{
	word = without_ending(word);
	n->kind = str_eq(word, STR("today"))    ? NAME_TODAY
		  : str_eq(word, STR("random")) ? NAME_RANDOM
		  : str_eq(word, STR("search")) ? NAME_SEARCH
						: NAME_NONE;
	n->page = n->kind == NAME_SEARCH;
	buf_byte(out, '/');
	buf_add(out, word);
	return n->kind != NAME_NONE;
}

static bool read(struct str path, struct buf *out, struct name *n)
{
	struct str first, rest = str_sub(path, 1, path.n);
	if (rest.n == 0) {
		buf_byte(out, '/');
		n->kind = NAME_FRONT;
		return true;
	}
	if (str_eq(rest, STR("feed.xml"))) {
		buf_add(out, path);
		n->kind = NAME_FEED;
		return true;
	}
	if (!next(&rest, &first))
		return false;
	if (digits(first))
		return read_date(first, rest, out, n);
	if (rest.n == 0 && !str_ends(path, STR("/")) && read_word(first, out, n))
		return true;
	buf_clear(out);
	if (facet_named(first, &n->facet))
		return read_facet(n->facet, rest, out, n);
	if (str_eq(first, STR("search")))
		return read_search(rest, out, n);
	if (str_eq(first, STR("new")))
		return read_new(rest, out, n);
	if (str_eq(first, STR("digest")))
		return read_digest(rest, out, n);
	if (str_eq(first, STR("feed")))
		return read_feed(rest, out, n);
	if (str_eq(first, STR("more")))
		return read_more(rest, out, n);
	if (str_eq(first, STR("id")))
		return read_id(rest, out, n);
	n->kind = str_eq(first, STR("years"))     ? NAME_YEARS
		  : str_eq(first, STR("mirror"))  ? NAME_MIRROR
		  : str_eq(first, STR("undated")) ? NAME_UNDATED
						  : NAME_NONE;
	buf_byte(out, '/');
	buf_add(out, first);
	buf_byte(out, '/');
	if (n->kind == NAME_UNDATED)
		return read_key(&rest, out, n);
	return n->kind != NAME_NONE && rest.n == 0;
}

bool name_read(struct str path, struct buf *canonical, struct name *out)
{
	struct str index = STR("/index.gmi");
	buf_clear(canonical);
	*out = (struct name){ 0 };
	if (str_ends(path, index))
		path = str_sub(path, 0, path.n - index.n + 1);
	if (str_starts(path, STR("/")) && read(path, canonical, out) && !canonical->full)
		return true;
	*out = (struct name){ 0 };
	return false;
}

void name_file(struct str canonical, struct buf *out)
{
	struct str last = str_sub(canonical, str_rindex(canonical, '/') + 1, canonical.n);
	buf_add(out, canonical);
	if (last.n == 0)
		buf_add(out, STR("index.gmi"));
	else if (str_index(last, '.') == last.n)
		buf_add(out, STR(".gmi"));
}
