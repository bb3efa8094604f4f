#include "site/site.h"

#include "base/log.h"
#include "site/origin.h"
#include "site/overlay.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { COMPLAIN_S = 60, DAY_S = 86400 };

const struct site_capsule *site_capsule_named(const struct site *s, struct str host)
{
	for (size_t i = 0; i < s->capsule_count; i++)
		for (size_t k = 0; k < s->capsules[i].host_count; k++)
			if (str_ieq(s->capsules[i].hosts[k], host))
				return &s->capsules[i];
	return NULL;
}

const struct site_capsule *site_capsule_meant(const struct site *s, const struct visitor *v)
{
	const struct site_capsule *c = NULL;
	if (v->protocol == GOPHER)
		return &s->capsules[s->gophers[v->listener].capsule];
	if (v->server_name.n)
		c = site_capsule_named(s, v->server_name);
	return c ? c : &s->capsules[s->fallback];
}

/* The local day changes with the capsule's time zone, which a process can have only one of: so it is asked for once a
 * day. */
static void new_day(struct site_capsule *c, time_t now)
{
	struct tm tm;
	setenv("TZ", c->timezone, 1);
	tzset();
	if (!localtime_r(&now, &tm)) {
		c->day_until = now + COMPLAIN_S;
		return;
	}
	struct tm utc = { .tm_year = tm.tm_year, .tm_mon = tm.tm_mon, .tm_mday = tm.tm_mday };
	c->day = (int)(timegm(&utc) / DAY_S);
	tm.tm_mday++;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	tm.tm_isdst = -1;
	time_t midnight = mktime(&tm);
	c->day_until = midnight > now ? midnight : now + COMPLAIN_S;
}

struct site_state site_now(struct site *s, unsigned capsule)
{
	struct site_capsule *c = &s->capsules[capsule];
	time_t now = time(NULL);
	/* a clock may be set back, too */
	if (now >= c->day_until || now < c->day_until - 2 * DAY_S)
		new_day(c, now);
	return (struct site_state){ .serial = s->serials ? atomic_load(&s->serials[capsule]) : 0,
		.day = c->day,
		.published = c->overlay_changed,
		.origin = c->origin ? 2 * c->origin_turn + origin_expired(c->origin, now) : 0 };
}

struct gone_paths site_gone_paths(const struct site_capsule *c)
{
	return (struct gone_paths){ c->gone_path, c->mirrored_gone_path };
}

/* Says it once a minute, not once a second. */
static void complain(struct site_capsule *c, const char *where, size_t line, const char *what)
{
	time_t now = time(NULL);
	if (now - c->gone_told < COMPLAIN_S)
		return;
	c->gone_told = now;
	if (line)
		log_error("%s:%zu: %s; the list as it was stays in force", where, line, what);
	else
		log_error("%s: %s; the list as it was stays in force", where, what);
}

/* True: the lists are other ones now. */
static bool refresh_gone(struct site_capsule *c)
{
	struct gone_paths from = site_gone_paths(c);
	size_t line = 0;
	const char *where = NULL, *what = NULL;
	if (c->gone == NULL || !gone_stale_both(c->gone, from))
		return false;
	bool good = gone_renew(&c->gone, from, &where, &line, &what);
	if (what)
		complain(c, where, line, what);
	else
		c->gone_told = 0;
	return good;
}

bool site_refresh(struct site *s)
{
	bool changed = false;
	for (size_t i = 0; i < s->capsule_count; i++) {
		struct site_capsule *c = &s->capsules[i];
		overlay_refresh(c);
		origin_refresh(c);
		changed = refresh_gone(c) || changed;
	}
	return changed;
}
