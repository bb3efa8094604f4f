#include "page/paper.h"

#include "site/finding.h"
#include "site/overlay.h"
#include "text/article.h"
#include "text/label.h"
#include "text/uri.h"

#include <unicase.h>
#include <unistd.h>

enum { GEMINI_PORT = 1965, GOPHER_PORT = 70 };

struct str paper_fill(const struct paper *p, enum word word, const struct word_value *values, size_t count)
{
	struct buf out = { 0 };
	size_t room = p->w->word[word].n + 1;
	for (size_t i = 0; i < count; i++)
		room += 2 * values[i].value.n;
	arena_room(p->m, &out, room);
	words_fill(&out, p->w->word[word], values, count);
	return buf_str(&out);
}

struct str paper_word(const struct paper *p, enum word word)
{
	return p->w->word[word];
}

/* ---- numbers and dates ---- */

struct str paper_number(const struct paper *p, uint64_t n)
{
	struct buf out = { 0 };
	arena_room(p->m, &out, 32 + 8 * p->w->word[WORD_THOUSANDS].n);
	label_number(&out, n, p->w);
	return buf_str(&out);
}

struct str paper_small(const struct paper *p, uint64_t n)
{
	return n >= 1 && n <= 12 ? p->w->number[n - 1] : paper_number(p, n);
}

struct str paper_capital(const struct paper *p, struct str s)
{
	struct buf out = { 0 };
	uint32_t rune = 0;
	size_t n = utf8_read(s, &rune);
	arena_room(p->m, &out, s.n + 8);
	if (n)
		utf8_add(&out, uc_totitle(rune));
	buf_add(&out, str_sub(s, n, s.n));
	return buf_str(&out);
}

struct str paper_articles(const struct paper *p, uint64_t n)
{
	if (n == 1)
		return paper_word(p, WORD_ARTICLE);
	return FILL(p, WORD_ARTICLES, { STR("n"), paper_capital(p, paper_small(p, n)) });
}

struct str paper_articles_short(const struct paper *p, uint64_t n)
{
	if (n == 1)
		return paper_word(p, WORD_ARTICLE_SHORT);
	return FILL(p, WORD_ARTICLES, { STR("n"), paper_number(p, n) });
}

static struct buf room(const struct paper *p)
{
	struct buf out = { 0 };
	arena_room(p->m, &out, 512);
	return out;
}

struct str paper_date(const struct paper *p, struct date d)
{
	struct buf out = room(p);
	date_long(&out, d, p->w);
	return buf_str(&out);
}

struct str paper_weekday(const struct paper *p, struct date d)
{
	struct buf out = room(p);
	date_weekday_long(&out, d, p->w);
	return buf_str(&out);
}

struct str paper_day(const struct paper *p, struct date d)
{
	struct str day = arena_fmt(p->m, "%d", d.day);
	return FILL(p, WORD_DAY_AND_MONTH, { STR("d"), day }, { STR("month"), p->w->month[(d.month + 11) % 12] });
}

struct str paper_day_of_week(const struct paper *p, struct date d)
{
	return FILL(p, WORD_WEEKDAY_AND_DAY, { STR("weekday"), p->w->weekday[date_weekday(d)] },
		{ STR("day"), paper_day(p, d) });
}

struct str paper_part(const struct paper *p, struct str what, int year)
{
	if (year == 0)
		return FILL(p, WORD_UNDATED_OF, { STR("what"), what });
	return arena_fmt(p->m, "%.*s, %d", STR_ARG(what), year);
}

struct str paper_path(const struct paper *p, struct date d)
{
	if (d.day)
		return arena_fmt(p->m, "/%04d/%02d/%02d/", d.year, d.month, d.day);
	if (d.month)
		return arena_fmt(p->m, "/%04d/%02d/", d.year, d.month);
	return arena_fmt(p->m, "/%04d/", d.year);
}

struct str paper_clean(const struct paper *p, struct str s)
{
	struct buf out = { 0 };
	arena_room(p->m, &out, 3 * s.n + 1);
	label_clean(&out, s);
	return buf_str(&out);
}

/* ---- lines ---- */

static void line(struct paper *p, const char *mark, struct str s)
{
	struct str heading = p->heading;
	p->heading = STR("");
	if (heading.n) {
		p->gap = p->begun;
		line(p, "## ", heading);
		p->gap = true;
	}
	if (p->gap)
		leaf_add(p->leaf, STR("\n"));
	leaf_add(p->leaf, str_of(mark));
	leaf_add(p->leaf, s);
	leaf_add(p->leaf, STR("\n"));
	p->begun = true;
	p->gap = false;
}

void paper_gap(struct paper *p)
{
	p->gap = p->begun;
	p->heading = STR("");
}

/* It may begin with a name out of a file. */
static bool reads_as_markup(struct str s)
{
	return str_starts(s, STR("#")) || str_starts(s, STR("=>")) || str_starts(s, STR(">")) ||
	       str_starts(s, STR("* ")) || str_starts(s, STR("```"));
}

void paper_text(struct paper *p, struct str s)
{
	if (s.n)
		line(p, reads_as_markup(s) ? " " : "", s);
}

void paper_code(struct paper *p, struct str lines)
{
	paper_gap(p);
	line(p, "```\n", arena_fmt(p->m, "%.*s\n```", STR_ARG(lines)));
	paper_gap(p);
}

void paper_quote(struct paper *p, struct str s)
{
	if (s.n)
		line(p, "> ", s);
}

void paper_subtitle(struct paper *p, struct str s)
{
	p->gap = false;
	if (s.n)
		line(p, "## ", s);
	paper_gap(p);
}

void paper_heading(struct paper *p, struct str text)
{
	p->heading = text;
}

void paper_own_title(struct paper *p, struct str title)
{
	line(p, "# ", title);
	paper_gap(p);
}

struct str paper_named(const struct paper *p, struct str title)
{
	struct str name = str_sub(p->capsule->title, 0, str_find(p->capsule->title, STR(": ")));
	return arena_fmt(p->m, "%.*s: %.*s", STR_ARG(paper_clean(p, name)), STR_ARG(title));
}

void paper_title(struct paper *p, struct str title)
{
	paper_own_title(p, paper_named(p, title));
}

void paper_url(struct paper *p, struct str url, struct str label)
{
	line(p, "=> ", arena_fmt(p->m, "%.*s %.*s", STR_ARG(url), STR_ARG(label)));
}

static bool begins_with_day(struct str s)
{
	struct date d;
	return s.n >= 10 && date_parse(str_sub(s, 0, 10), &d) && d.day;
}

static void link_to(struct paper *p, struct str path, const struct str *query, struct str label)
{
	struct buf url = { 0 };
	arena_room(p->m, &url, 3 * path.n + 3 * (query ? query->n : 0) + 2);
	uri_encode_path(path, &url);
	if (query) {
		buf_byte(&url, '?');
		uri_encode_component(*query, &url);
	}
	paper_url(p, buf_str(&url), label);
}

void paper_link(struct paper *p, struct str path, const struct str *query, struct str label)
{
	link_to(p, path, query, begins_with_day(label) ? arena_fmt(p->m, "– %.*s", STR_ARG(label)) : label);
}

void paper_dated_link(struct paper *p, struct str path, struct str label)
{
	link_to(p, path, NULL, label);
}

/* ---- articles ---- */

struct str paper_headline(const struct paper *p, const struct entry *e, bool bare)
{
	struct str title = str_trim(paper_clean(p, e->title)), place = paper_clean(p, e->place);
	if (title.n == 0) /* of control bytes: the file's name says it */
		title = paper_clean(p, str_sub(e->path, str_rindex(e->path, '/') + 1, e->path.n));
	if (bare || place.n == 0 || str_starts(title, place))
		return title;
	return FILL(p, WORD_LIST, { STR("place"), place }, { STR("title"), title });
}

struct str paper_bare(struct str text, struct str place)
{
	struct str rest = str_sub(text, place.n, text.n);
	bool placed = place.n && str_starts(text, place) && str_starts(rest, STR(". "));
	return placed ? str_sub(rest, 2, rest.n) : text;
}

static struct str iso(const struct paper *p, struct date d, struct str text)
{
	struct buf out = { 0 };
	arena_room(p->m, &out, text.n + 16);
	date_iso(&out, d);
	buf_byte(&out, ' ');
	buf_add(&out, text);
	return buf_str(&out);
}

static struct str dated(const struct paper *p, const struct entry *e, struct str text)
{
	if (e->date.year == 0)
		return text;
	return arena_fmt(p->m, "%.*s (%.*s)", STR_ARG(text), STR_ARG(paper_date(p, e->date)));
}

static struct str labelled(const struct paper *p, const struct entry *e, enum paper_label label, bool bare)
{
	struct str text = paper_headline(p, e, bare);
	switch (label) {
	case PAPER_ISO:
		return e->date.day ? iso(p, e->date, text) : dated(p, e, text);
	case PAPER_ADDED:
		return iso(p, e->added, dated(p, e, text));
	case PAPER_YEAR:
		return e->date.year ? arena_fmt(p->m, "%d %.*s", e->date.year, STR_ARG(text)) : text;
	case PAPER_DATE:
		return dated(p, e, text);
	case PAPER_PLAIN:
		break;
	}
	return text;
}

bool paper_entry(struct paper *p, const struct entry *e, enum paper_label label, bool bare)
{
	if (finding_listed(p->capsule, e->path))
		return false;
	struct str text = labelled(p, e, label, bare);
	if (label == PAPER_ADDED || (label == PAPER_ISO && e->date.day))
		paper_dated_link(p, e->path, text);
	else
		paper_link(p, e->path, NULL, text);
	return true;
}

bool paper_entry_named(struct paper *p, const struct entry *e, enum word word, bool bare)
{
	if (finding_listed(p->capsule, e->path))
		return false;
	paper_link(p, e->path, NULL, FILL(p, word, { STR("what"), labelled(p, e, PAPER_DATE, bare) }));
	return true;
}

void paper_end(struct paper *p)
{
	paper_gap(p);
	paper_link(p, STR("/"), NULL, paper_word(p, WORD_FRONT_PAGE));
}

/* ---- files ---- */

bool paper_read(const struct paper *p, const struct entry *e, size_t max, struct str *text)
{
	struct found_file f;
	struct article article;
	ssize_t n = -1;
	*text = STR("");
	if (root_find(&p->capsule->root, e->path, &f) == FOUND_FILE) {
		size_t size = f.size < max ? (size_t)f.size : max;
		char *bytes = arena_take(p->m, size + 1, 1);
		n = pread(f.fd, bytes, size, 0);
		article_read((struct str){ bytes, n > 0 ? (size_t)n : 0 }, p->site->languages, p->site->language_count,
			&article);
		*text = article.body;
	}
	if (f.fd >= 0)
		close(f.fd);
	return n >= 0;
}

struct str paper_site_url(const struct paper *p, bool gopher)
{
	const struct view_site *v = p->ask->gopher_asked ? &p->site->gophers[p->ask->gopher].view : &p->capsule->view;
	struct str host = gopher ? v->gopher_host : v->gemini_host;
	unsigned port = gopher ? v->gopher_port : p->site->gemini_port;
	const char *scheme = !gopher ? "gemini" : v->gophers ? "gophers" : "gopher";
	bool six = str_index(host, ':') < host.n;
	struct str named = arena_fmt(p->m, six ? "%s://[%.*s]" : "%s://%.*s", scheme, STR_ARG(host));
	if (port == (gopher ? GOPHER_PORT : GEMINI_PORT))
		return arena_fmt(p->m, "%.*s/", STR_ARG(named));
	return arena_fmt(p->m, "%.*s:%u/", STR_ARG(named), port);
}

bool paper_there(const struct paper *p, struct str path)
{
	struct found_file f;
	enum found found = overlay_find(p->capsule, path, &f);
	if (f.fd >= 0)
		close(f.fd);
	return (found == FOUND_FILE || found == FOUND_DIR) && !finding_listed(p->capsule, path);
}
