#include "site/site.h"

#include "base/log.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

enum { COMPLAIN_S = 60 };

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

/* Says it once a minute, not once a second. */
static void complain(struct site_capsule *c, size_t line, const char *what)
{
	time_t now = time(NULL);
	if (now - c->gone_told < COMPLAIN_S)
		return;
	c->gone_told = now;
	log_error("%s:%zu: %s; the list as it was stays in force", c->gone_path, line, what);
}

bool site_refresh(struct site *s)
{
	bool changed = false;
	for (size_t i = 0; i < s->capsule_count; i++) {
		struct site_capsule *c = &s->capsules[i];
		size_t line = 0;
		const char *what = "the list has vanished";
		if (c->gone == NULL || !gone_stale(c->gone, c->gone_path))
			continue;
		/* what was withdrawn must not come back because a file got lost */
		bool lost = access(c->gone_path, F_OK) != 0 && errno == ENOENT;
		struct gone *fresh = lost ? NULL : gone_load(c->gone_path, &line, &what);
		if (fresh == NULL) {
			complain(c, line, what);
			continue;
		}
		gone_free(c->gone);
		c->gone = fresh;
		changed = true;
	}
	return changed;
}
