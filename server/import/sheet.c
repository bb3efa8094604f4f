#include "import/sheet.h"

#include "text/slug.h"
#include "text/gemtext.h"

enum { MARKED_SLUG = SLUG_MAX - 9 }; /* "-" and eight digits */

bool sheet_prints(enum role r)
{
	return r == ROLE_STANDFIRST || r == ROLE_BODY || r == ROLE_LIST || r == ROLE_SUBHEADING;
}

struct str sheet_line(const struct line *l)
{
	return str_trim(l->core.n ? l->core : l->text);
}

void sheet_path(const struct story *s, struct str mark, struct str fallback, struct buf *out)
{
	char room[SLUG_MAX + 1];
	struct buf slug = BUF(room);
	slug_add(&slug, s->value[ARTICLE_HEADLINE]);
	struct str name = slug.n ? buf_str(&slug) : fallback;
	if (mark.n && name.n > MARKED_SLUG) {
		size_t cut = str_rindex(str_sub(name, 0, MARKED_SLUG + 1), '-');
		name = str_sub(name, 0, cut > MARKED_SLUG / 2 && cut < MARKED_SLUG ? cut : MARKED_SLUG);
	}
	if (s->date.year)
		buf_fmt(out, "/%04d/%02d/%02d/", s->date.year, s->date.month, s->date.day);
	else
		buf_add(out, STR("/undated/"));
	buf_add(out, name);
	buf_add(out, mark.n ? STR("-") : STR(""));
	buf_add(out, mark);
	buf_add(out, STR(".gmi"));
}

/* Where the file is being written. */
struct sheet {
	struct arena *a;
	struct buf b;
};

static void put(struct sheet *p, struct str s)
{
	arena_room(p->a, &p->b, s.n);
	buf_add(&p->b, s);
}

/* A line of text that must not be read as anything else. */
static void put_plain(struct sheet *p, struct str text)
{
	bool pre = false;
	struct gem_line line = gem_read(text, &pre);
	if (line.type != GEM_TEXT || str_starts(text, STR("#")) || str_starts(text, STR("=>")))
		put(p, STR(" "));
	put(p, text);
}

static void put_line(struct sheet *p, const struct line *l, enum role before)
{
	struct str text = sheet_line(l);
	if (l->role != ROLE_LIST || before != ROLE_LIST)
		put(p, STR("\n"));
	if (l->role == ROLE_SUBHEADING) {
		put(p, STR("### "));
		put(p, text);
	} else if (l->role == ROLE_LIST) {
		put(p, STR("* "));
		put(p, str_trim(str_sub(text, look_bullet(text), text.n)));
	} else if (l->hint == HINT_QUOTE) {
		put(p, STR("> "));
		put(p, text);
	} else {
		put_plain(p, text);
	}
	put(p, STR("\n"));
}

static void put_date(struct sheet *p, struct date d, const struct words *w)
{
	char room[128];
	struct buf b = BUF(room);
	date_long(&b, d, w);
	put(p, buf_str(&b));
}

static void put_block(struct sheet *p, const struct story *s)
{
	static const enum article_key order[] = { ARTICLE_PUBLISHED, ARTICLE_MODIFIED, ARTICLE_LOCATION,
		ARTICLE_DATELINE, ARTICLE_SECTION, ARTICLE_KEYWORDS, ARTICLE_CREDIT, ARTICLE_CAPTION, ARTICLE_AUTHOR,
		ARTICLE_DESCRIPTION, ARTICLE_PUBLISHER, ARTICLE_COPYRIGHT, ARTICLE_LICENSE, ARTICLE_LANGUAGE,
		ARTICLE_SOURCE, ARTICLE_VERSION, ARTICLE_IDENTIFIER };
	put(p, STR("\n## "));
	put(p, s->words->article_heading);
	put(p, STR("\n"));
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		if (s->value[order[i]].n == 0)
			continue;
		put(p, STR("* "));
		put(p, s->words->article_key[order[i]]);
		put(p, STR(": "));
		put(p, s->value[order[i]]);
		put(p, STR("\n"));
	}
}

/* The links that every article ends with, relative, so that they work beneath /raw/ and on every server. */
static void put_links(struct sheet *p, const struct story *s, struct str path)
{
	char room[256], date_room[128];
	struct buf label = BUF(room), date = BUF(date_room);
	date_long(&date, s->date, s->words);
	const struct word_value values[] = { { STR("date"), buf_str(&date) } };
	words_fill(&label, s->words->word[s->date.year ? WORD_ALL_OF_DAY : WORD_ALL_UNDATED], values, 1);
	put(p, STR("=> index.gmi "));
	put(p, buf_str(&label));
	put(p, STR("\n=> "));
	for (size_t i = 1; i < path.n; i++)
		if (path.p[i] == '/')
			put(p, STR("../"));
	put(p, STR("more"));
	put(p, path);
	put(p, STR(" "));
	put(p, s->words->word[WORD_MORE]);
	put(p, STR("\n"));
}

struct str sheet_gemtext(const struct story *s, struct str path, struct arena *a)
{
	struct sheet p = { .a = a };
	enum role before = ROLE_NONE;
	bool place = s->value[ARTICLE_LOCATION].n && !s->has_dateline;
	put(&p, STR("# "));
	put(&p, s->value[ARTICLE_HEADLINE]);
	put(&p, STR("\n"));
	if (place || s->date.year) {
		put(&p, STR("\n"));
		put(&p, place ? s->value[ARTICLE_LOCATION] : STR(""));
		put(&p, place && s->date.year ? STR(", ") : STR(""));
		put_date(&p, s->date, s->words);
		put(&p, STR("\n"));
	}
	for (size_t i = 0; i < s->d->count; i++) {
		if (!sheet_prints(s->d->lines[i].role))
			continue;
		put_line(&p, &s->d->lines[i], before);
		before = s->d->lines[i].role;
	}
	put_block(&p, s);
	put_links(&p, s, path);
	return buf_str(&p.b);
}
