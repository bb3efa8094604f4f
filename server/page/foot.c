#include "page/foot.h"

#include "page/makers.h"
#include "site/origin.h"

static struct str day_of(const struct paper *p, time_t when)
{
	struct tm tm;
	if (!localtime_r(&when, &tm))
		return STR("");
	return paper_date(p, (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday });
}

struct str foot_words(const struct paper *p)
{
	const struct origin *o = p->capsule->origin;
	if (o == NULL)
		return STR("");
	return FILL(p, WORD_MIRROR_OF, { STR("host"), paper_clean(p, o->name) },
		{ STR("date"), day_of(p, o->head.published) });
}

struct str foot_expiry(const struct paper *p)
{
	const struct origin *o = p->capsule->origin;
	if (o == NULL || !origin_expired(o, makers_clock(NULL)))
		return STR("");
	return FILL(p, WORD_EXPIRED, { STR("date"), day_of(p, o->head.valid_until) });
}

/* Where this page is in the original; empty: there is no address. */
static struct str address(const struct paper *p)
{
	struct buf url = { 0 };
	const struct site_ask *ask = p->ask;
	struct str path = { ask->path, ask->path_n }, query = { ask->query, ask->query_n };
	arena_room(p->m, &url, 3 * (path.n + query.n) + 1024);
	bool found = origin_url(p->capsule->origin, ask->gopher_asked, path, query, &url) && !url.full;
	return found ? buf_str(&url) : STR("");
}

void foot_original(struct paper *p, struct str label)
{
	struct str url = p->capsule->origin ? address(p) : STR("");
	if (url.n)
		paper_url(p, url, label);
}

void foot_write(struct paper *p)
{
	struct str words = foot_words(p);
	if (words.n == 0)
		return;
	paper_gap(p);
	paper_text(p, foot_expiry(p));
	struct str url = address(p);
	if (url.n)
		paper_url(p, url, FILL(p, WORD_THERE, { STR("mirror"), words }));
	else
		paper_text(p, words);
}
