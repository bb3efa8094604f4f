/* book_pages: the pages of a book that are not in the capsule, in the capsule's words. */
#include "publish/book_inside.h"

#include "text/label.h"
#include "text/uri.h"

struct sheet {
	struct book *book;
	const struct words *w;
	struct str folder; /* in which the page lies */
	struct arena *m;
	struct buf out;
};

static void add(struct sheet *s, struct str text)
{
	arena_room(s->m, &s->out, text.n);
	buf_add(&s->out, text);
}

static void line(struct sheet *s, const char *mark, struct str text)
{
	add(s, str_of(mark));
	add(s, text);
	add(s, STR("\n"));
}

static struct str fill(const struct sheet *s, enum word word, const struct word_value *values, size_t count)
{
	struct buf out = { 0 };
	size_t room = s->w->word[word].n + 1;
	for (size_t i = 0; i < count; i++)
		room += 2 * values[i].value.n;
	arena_room(s->m, &out, room);
	words_fill(&out, s->w->word[word], values, count);
	return buf_str(&out);
}

#define FILL(s, word, ...)                                                                                             \
	fill(s, word, (const struct word_value[]){ __VA_ARGS__ },                                                      \
		sizeof((const struct word_value[]){ __VA_ARGS__ }) / sizeof(struct word_value))

/* What stands before the colon in the capsule's title: "Allerbote". */
static struct str name_of(const struct book *b, struct arena *m)
{
	return book_clean(m, str_sub(b->from->title, 0, str_find(b->from->title, STR(": "))));
}

/* "Allerbote: Donnerstag, 28. Juni 2018" */
static struct str title_of(const struct book *b, struct date d, struct arena *m)
{
	enum { DATE = 512 };
	struct buf date = { 0 };
	arena_room(m, &date, DATE);
	date_weekday_long(&date, d, b->from->words);
	return arena_fmt(m, "%.*s: %.*s", STR_ARG(name_of(b, m)), STR_ARG(buf_str(&date)));
}

static bool within(struct date d, struct date period)
{
	return d.year == period.year && (period.month == 0 || d.month == period.month) &&
	       (period.day == 0 || d.day == period.day);
}

static struct str count_of(const struct sheet *s, struct date period, bool short_form)
{
	char room[64];
	struct buf number = BUF(room);
	uint64_t n = 0;
	for (size_t i = 0; i < s->book->articles; i++)
		n += within(s->book->article[i].date, period);
	label_number(&number, n, s->w);
	if (n == 1)
		return s->w->word[short_form ? WORD_ARTICLE_SHORT : WORD_ARTICLE];
	return FILL(s, WORD_ARTICLES, { STR("n"), buf_str(&number) });
}

/* ---- links ---- */

/* From the page's folder to a path. */
static void add_link(struct sheet *s, struct str path, struct str label)
{
	struct buf url = { 0 };
	size_t common = 0;
	for (size_t i = 0; i < s->folder.n && i < path.n && s->folder.p[i] == path.p[i]; i++)
		if (path.p[i] == '/')
			common = i + 1;
	struct str to = str_sub(path, common, path.n);
	arena_room(s->m, &url, 3 * (to.n + s->folder.n) + 8);
	for (size_t i = common; i < s->folder.n; i++)
		if (s->folder.p[i] == '/')
			buf_add(&url, STR("../"));
	/* a colon in the first segment would make it a scheme (RFC 3986, 4.2) */
	if (url.n == 0 && str_index(to, ':') < str_index(to, '/'))
		buf_add(&url, STR("./"));
	uri_encode_path(to, &url);
	buf_byte(&url, ' ');
	add(s, STR("=> "));
	line(s, buf_z(&url), label);
}

static void add_articles(struct sheet *s, struct date d, bool exactly)
{
	for (size_t i = 0; i < s->book->articles; i++) {
		const struct book_article *a = &s->book->article[i];
		if (within(a->date, d) && (!exactly || (a->date.month == d.month && a->date.day == d.day)))
			add_link(s, a->path, a->headline);
	}
}

/* ---- pages ---- */

/* A month's articles, day by day; those of which no more is known stand last. */
static void add_month(struct sheet *s, struct date month)
{
	int last = -1;
	for (size_t i = 0; i < s->book->articles; i++) {
		const struct book_article *a = &s->book->article[i];
		if (!within(a->date, month))
			continue;
		struct str number = arena_fmt(s->m, "%d", a->date.day);
		if (a->date.day != last && a->date.day) {
			struct str day = FILL(s, WORD_DAY_AND_MONTH, { STR("d"), number },
				{ STR("month"), s->w->month[month.month - 1] });
			line(s, "\n## ",
				FILL(s, WORD_WEEKDAY_AND_DAY, { STR("weekday"), s->w->weekday[date_weekday(a->date)] },
					{ STR("day"), day }));
		} else if (a->date.day != last) {
			line(s, "\n## ", s->w->word[WORD_ONLY_MONTH]);
		}
		if (a->date.day != last)
			add(s, STR("\n"));
		last = a->date.day;
		add_link(s, a->path, a->headline);
	}
}

/* A year's months, each a link to its page. */
static void add_year(struct sheet *s, struct date year)
{
	bool some_month = false, no_month = false;
	for (size_t i = 0; i < s->book->articles; i++) {
		bool has = s->book->article[i].date.month != 0;
		some_month = some_month || has;
		no_month = no_month || !has;
	}
	if (some_month) {
		line(s, "\n## ", s->w->word[WORD_MONTHS]);
		add(s, STR("\n"));
	}
	for (int i = 1, last = 0; i <= 12 && some_month; i++) {
		struct date month = { year.year, i, 0 };
		for (size_t k = 0; k < s->book->articles && last != i; k++)
			if (within(s->book->article[k].date, month))
				last = i;
		if (last == i)
			add_link(s, arena_fmt(s->m, "%04d/%02d/index.gmi", year.year, i),
				arena_fmt(s->m, "%.*s (%.*s)", STR_ARG(s->w->month[i - 1]),
					STR_ARG(count_of(s, month, true))));
	}
	if (no_month) {
		line(s, "\n## ", s->w->word[WORD_ONLY_YEAR]);
		add(s, STR("\n"));
		add_articles(s, year, true);
	}
}

/* To the page of the month, and to the title page. */
static void add_ways_up(struct sheet *s, struct date d)
{
	const struct book *b = s->book;
	struct date month = { d.year, d.month, 0 };
	if (s->folder.n == 0)
		return;
	add(s, STR("\n"));
	if (d.day && b->period.month == 0)
		add_link(s, arena_fmt(s->m, "%04d/%02d/index.gmi", d.year, d.month), title_of(b, month, s->m));
	add_link(s, STR("index.gmi"), title_of(b, b->period, s->m));
}

struct str book_page(struct book *b, struct date d, struct str folder, struct arena *m)
{
	struct sheet s = { .book = b, .w = b->from->words, .folder = folder, .m = m };
	line(&s, "# ", title_of(b, d, m));
	line(&s, "\n", count_of(&s, d, false));
	if (d.day) {
		add(&s, STR("\n"));
		add_articles(&s, d, false);
	} else if (d.month) {
		add_month(&s, d);
	} else {
		add_year(&s, d);
	}
	add_ways_up(&s, d);
	return buf_str(&s.out);
}

/* ---- metadata.txt ---- */

static void add_key(struct sheet *s, const char *key, struct str value)
{
	value = str_trim(book_clean(s->m, value));
	if (value.n == 0)
		return;
	add(s, str_of(key));
	line(s, ": ", value);
}

/* The day of the last article in it: not that on which it was packed, which says nothing of what is in it. */
static struct str last_day(const struct book *b, struct arena *m)
{
	struct date d = { b->period.year, b->period.month ? b->period.month : 1, 1 };
	for (size_t i = b->articles; i-- > 0;)
		if (b->article[i].date.day) {
			d = b->article[i].date;
			break;
		}
	return arena_fmt(m, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct str book_metadata(struct book *b, struct arena *m)
{
	struct sheet s = { .book = b, .w = b->from->words, .m = m };
	add_key(&s, "title", title_of(b, b->period, m));
	add_key(&s, "gpubVersion", STR("1.0.0"));
	add_key(&s, "index", STR("index.gmi"));
	add_key(&s, "author", name_of(b, m));
	add_key(&s, "description", b->from->subtitle);
	add_key(&s, "language", b->from->language);
	add_key(&s, "charset", STR("UTF-8"));
	add_key(&s, "published", arena_fmt(m, "%04d", b->period.year));
	add_key(&s, "publishDate", last_day(b, m));
	add_key(&s, "copyright", b->from->rights);
	return buf_str(&s.out);
}
