/* front: the front page, and what is drawn from all years: today, an article at random. */
#include "page/foot.h"
#include "page/makers.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { LATEST = 10, AGO = 3, TODAY_EACH = 3 };

time_t (*makers_clock)(time_t *) = time;

struct date makers_today(void)
{
	struct tm tm;
	time_t t = makers_clock(NULL);
	if (!localtime_r(&t, &tm))
		return (struct date){ 1970, 1, 1 };
	return (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}

/* What there is, and on a mirror whose it is. */
static void told(struct paper *p, struct str sum)
{
	struct str mirror = foot_words(p);
	if (mirror.n)
		sum = arena_fmt(p->m, "%.*s%s %.*s", STR_ARG(sum), str_ends(sum, STR(".")) ? "" : ".", STR_ARG(mirror));
	paper_text(p, sum);
	paper_text(p, foot_expiry(p));
}

static void masthead(struct paper *p, const struct browse_sum *sum)
{
	paper_own_title(p, paper_clean(p, p->capsule->title));
	paper_subtitle(p, paper_clean(p, p->capsule->subtitle));
	struct str articles = paper_articles(p, sum->articles);
	if (sum->articles == 0)
		told(p, paper_word(p, WORD_EMPTY));
	else if (sum->first.year == 0)
		told(p, articles);
	else if (sum->first.day && memcmp(&sum->first, &sum->last, sizeof sum->first) == 0)
		told(p, arena_fmt(p->m, "%.*s, %.*s", STR_ARG(articles), STR_ARG(paper_date(p, sum->first))));
	else
		told(p, FILL(p, WORD_SPAN, { STR("articles"), articles }, { STR("first"), paper_date(p, sum->first) },
				{ STR("last"), paper_date(p, sum->last) }));
	paper_gap(p);
}

static void ways_in(struct paper *p, const struct browse_sum *sum)
{
	static const struct {
		const char *path;
		enum word word;
	} facets[FACET_KINDS] = { { "/place/", WORD_PLACES }, { "/section/", WORD_SECTIONS },
		{ "/author/", WORD_AUTHORS }, { "/keyword/", WORD_KEYWORDS } };
	if (!p->ask->fixed)
		paper_link(p, STR("/search"), NULL, paper_word(p, WORD_SEARCH));
	if (sum->last.month) {
		struct date month = { sum->last.year, sum->last.month, 0 };
		paper_link(p, paper_path(p, month), NULL,
			FILL(p, WORD_NEWEST_MONTH, { STR("month"), paper_date(p, month) }));
	}
	if (sum->first.year)
		paper_link(p, STR("/years/"), NULL, paper_word(p, WORD_YEARS));
	for (unsigned i = 0; i < FACET_KINDS; i++)
		if (browse_largest(p->archive, (enum facet_kind)i, 1, p->m).count)
			paper_link(p, str_of(facets[i].path), NULL, paper_word(p, facets[i].word));
	if (sum->undated)
		paper_link(p, STR("/undated/"), NULL, paper_word(p, WORD_UNDATED));
	if (sum->articles) {
		paper_link(p, STR("/new/"), NULL, paper_word(p, WORD_NEW));
		if (!p->ask->fixed)
			paper_link(p, STR("/random"), NULL, paper_word(p, WORD_RANDOM));
	}
}

static void latest(struct paper *p, const struct browse_sum *sum)
{
	struct entries e = browse_newest(
		p->archive, (struct scope){ 0 }, entry_first((struct date){ 1, 0, 0 }), INT64_MAX, LATEST, p->m);
	if (e.count == 0)
		return;
	paper_heading(p, paper_word(p, WORD_LATEST));
	for (size_t i = 0; i < e.count; i++)
		paper_entry(p, &e.entry[i], PAPER_ISO, false);
	struct tallies day = browse_days(p->archive, entry_first(sum->last), entry_end(sum->last), p->m);
	if (sum->last.day == 0 || day.count == 0)
		return;
	paper_gap(p);
	paper_link(p, paper_path(p, sum->last), NULL,
		FILL(p, WORD_WHOLE_DAY, { STR("date"), paper_weekday(p, sum->last) },
			{ STR("articles"), paper_articles_short(p, day.tally[0].count) }));
}

static uint64_t sum_of(struct tallies t)
{
	uint64_t n = 0;
	for (size_t i = 0; i < t.count; i++)
		n += t.tally[i].count;
	return n;
}

/* One article of each of the years, the newest ones first. */
static void years_ago(struct paper *p)
{
	struct date today = makers_today();
	struct tallies years = browse_anniversaries(p->archive, today.month, today.day, p->m);
	if (years.count == 0 || p->ask->fixed)
		return;
	size_t shown = 0;
	paper_heading(p, FILL(p, WORD_YEARS_AGO, { STR("day"), paper_day(p, today) }));
	for (size_t i = 0; i < years.count && i < AGO; i++) {
		struct date d = years.tally[i].date;
		struct entries e =
			browse_newest(p->archive, (struct scope){ 0 }, entry_first(d), entry_end(d), 1, p->m);
		shown += e.count && paper_entry(p, &e.entry[0], PAPER_YEAR, false);
	}
	if (sum_of(years) > shown)
		paper_link(p, STR("/today"), NULL,
			FILL(p, WORD_TODAY_MORE, { STR("day"), paper_day(p, today) },
				{ STR("articles"), paper_articles_short(p, sum_of(years)) }));
}

/* Of the other protocol; for Gopher's readers without a path, since one would be a page over Gopher too. */
static struct str other(const struct paper *p)
{
	struct str url = paper_site_url(p, !p->ask->gopher_asked);
	return p->ask->gopher_asked ? str_sub(url, 0, url.n - 1) : url;
}

static void about(struct paper *p, const struct browse_sum *sum)
{
	paper_heading(p, paper_word(p, WORD_ABOUT_ARCHIVE));
	if (paper_there(p, STR("/about.gmi")))
		paper_link(p, STR("/about.gmi"), NULL, paper_word(p, WORD_ABOUT));
	if (sum->articles)
		paper_link(p, STR("/feed.xml"), NULL, paper_word(p, WORD_SUBSCRIBE));
	if (paper_there(p, STR("/mirror/")) || paper_there(p, STR("/mirror/HEAD")))
		paper_link(p, STR("/mirror/"), NULL, paper_word(p, WORD_MIRROR));
	if (p->ask->gopher_asked)
		paper_url(p, other(p), paper_word(p, WORD_ON_GEMINI));
	else if (p->capsule->view.gopher_host.n)
		paper_url(p, other(p), paper_word(p, WORD_ON_GOPHER));
	foot_original(p, paper_word(p, WORD_ORIGINAL));
}

enum outcome make_front(struct paper *p, const struct name *n, struct buf *to)
{
	struct browse_sum sum;
	(void)n;
	(void)to;
	browse_sum(p->archive, &sum);
	masthead(p, &sum);
	ways_in(p, &sum);
	latest(p, &sum);
	years_ago(p);
	about(p, &sum);
	return OUT_OK;
}

enum outcome make_today(struct paper *p, const struct name *n, struct buf *to)
{
	struct date today = makers_today();
	struct tallies years = browse_anniversaries(p->archive, today.month, today.day, p->m);
	(void)n;
	(void)to;
	paper_title(p, FILL(p, WORD_TODAY, { STR("day"), paper_day(p, today) }));
	paper_text(p, years.count ? paper_articles(p, sum_of(years))
				  : FILL(p, WORD_TODAY_NONE, { STR("day"), paper_day(p, today) }));
	for (size_t i = 0; i < years.count; i++) {
		const struct tally *t = &years.tally[i];
		struct entries e = browse_newest(
			p->archive, (struct scope){ 0 }, entry_first(t->date), entry_end(t->date), TODAY_EACH, p->m);
		paper_heading(p, arena_fmt(p->m, "%d", t->date.year));
		for (size_t k = 0; k < e.count; k++)
			paper_entry(p, &e.entry[k], PAPER_PLAIN, false);
		if (t->count > e.count)
			paper_link(p, paper_path(p, t->date), NULL,
				FILL(p, WORD_WHOLE_DAY, { STR("date"), paper_weekday(p, t->date) },
					{ STR("articles"), paper_articles_short(p, t->count) }));
	}
	paper_end(p);
	return OUT_OK;
}

enum outcome make_random(struct paper *p, const struct name *n, struct buf *to)
{
	uint64_t chance = 0;
	struct entry e;
	(void)n;
	if (getrandom(&chance, sizeof chance, 0) != (ssize_t)sizeof chance)
		chance = (uint64_t)time(NULL);
	if (!browse_random(p->archive, chance, p->m, &e))
		return OUT_NOT_FOUND;
	buf_add(to, e.path);
	return OUT_ELSEWHERE;
}

enum outcome make_id(struct paper *p, const struct name *n, struct buf *to)
{
	struct entry e;
	if (!browse_identified(p->archive, n->article, p->m, &e))
		return OUT_NOT_FOUND;
	buf_add(to, e.path);
	return OUT_ELSEWHERE;
}
