#include "conf/agree.h"

#include <string.h>

enum { LISTENERS_MAX = (CONF_GOPHERS + 1) * CONF_LISTENERS };

/* [::] takes IPv4 as well. */
static bool takes_all(const struct conf_listen *l)
{
	return l->family == AF_INET6 && IN6_IS_ADDR_UNSPECIFIED(&l->v6.sin6_addr);
}

static in_port_t port_of(const struct conf_listen *l)
{
	return l->family == AF_INET6 ? l->v6.sin6_port : l->v4.sin_port;
}

static bool same_address(const struct conf_listen *a, const struct conf_listen *b)
{
	if (port_of(a) != port_of(b) || port_of(a) == 0)
		return false;
	if (a->family == AF_INET && b->family == AF_INET)
		return a->v4.sin_addr.s_addr == b->v4.sin_addr.s_addr;
	if (a->family == AF_INET6 && b->family == AF_INET6)
		return IN6_ARE_ADDR_EQUAL(&a->v6.sin6_addr, &b->v6.sin6_addr) &&
		       a->v6.sin6_scope_id == b->v6.sin6_scope_id;
	const struct conf_listen *six = a->family == AF_INET6 ? a : b, *four = six == a ? b : a;
	return takes_all(six) && four->v4.sin_addr.s_addr == htonl(INADDR_ANY);
}

static void listeners_check(const struct conf *c, struct conf_report *report)
{
	const struct conf_listen *all[LISTENERS_MAX];
	size_t count = 0;
	for (size_t i = 0; i < c->gemini_listen_count; i++)
		all[count++] = &c->gemini_listen[i];
	for (size_t g = 0; g < c->gopher_count; g++)
		for (size_t i = 0; i < c->gophers[g].listen_count; i++)
			all[count++] = &c->gophers[g].listen[i];
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct conf_listen *early = all[j]->line <= all[i]->line ? all[j] : all[i];
			const struct conf_listen *late = early == all[j] ? all[i] : all[j];
			if (!same_address(early, late))
				continue;
			conf_error(report, c->path, late->line,
				"%s is taken by %s on line %d%s: take it out, or give it another port", late->text,
				early->text, early->line,
				early->family != late->family ? " ([::] takes IPv4 too)" : "");
			break;
		}
	}
}

/* The capsule before this place (or this one, before its own host h) that has the host already. */
static const struct conf_capsule *host_owner(const struct conf *c, size_t place, size_t h)
{
	struct str host = c->capsules[place].hosts[h];
	for (size_t i = 0; i <= place; i++)
		for (size_t k = 0; k < (i == place ? h : c->capsules[i].host_count); k++)
			if (str_eq(c->capsules[i].hosts[k], host))
				return &c->capsules[i];
	return NULL;
}

static void hosts_check(const struct conf *c, struct conf_report *report)
{
	for (size_t i = 0; i < c->capsule_count; i++) {
		const struct conf_capsule *capsule = &c->capsules[i];
		for (size_t h = 0; h < capsule->host_count; h++) {
			const struct conf_capsule *owner = host_owner(c, i, h);
			if (owner == capsule)
				conf_error(report, c->path, capsule->hosts_line,
					"the host %.*s stands here twice: take one of them out",
					STR_ARG(capsule->hosts[h]));
			else if (owner)
				conf_error(report, c->path, capsule->hosts_line,
					"the host %.*s is [capsule %s]'s already, on line %d: take it out of one of "
					"them",
					STR_ARG(capsule->hosts[h]), owner->name, owner->hosts_line);
		}
	}
}

static void certificate_check(const struct conf *c, const struct conf_capsule *capsule, struct conf_report *report)
{
	if (capsule->certificate && !capsule->key)
		conf_error(report, c->path, capsule->certificate_line,
			"[capsule %s] has a certificate and no key: write 'key = FILE', the certificate's private key",
			capsule->name);
	else if (!capsule->certificate && capsule->key)
		conf_error(report, c->path, capsule->key_line,
			"[capsule %s] has a key and no certificate: write 'certificate = FILE'", capsule->name);
	else if (!capsule->certificate && c->gemini)
		conf_error(report, c->path, capsule->line,
			"[capsule %s] has no certificate, and Gemini needs one: write 'certificate = FILE' and 'key = "
			"FILE' ('herald cert' makes both)",
			capsule->name);
}

/* Whether a path is a folder or lies in it, as far as their names tell. */
static bool is_in(const char *path, const char *folder)
{
	if (!path || !folder)
		return false;
	struct str inner = str_of(path), outer = str_of(folder);
	if (str_find(inner, STR("/../")) < inner.n)
		return false;
	return str_starts(inner, outer) && (inner.n == outer.n || inner.p[outer.n] == '/' || str_ends(outer, STR("/")));
}

static void keep_check(const struct conf *c, const char *keep, int line, struct conf_report *report)
{
	if (is_in(keep, c->cache))
		conf_error(report, c->path, line,
			"keep lies in cache, whose files may be deleted: write a folder outside of it");
}

/* Whoever may read the capsule must not read these. */
static void root_check(const struct conf *c, const struct conf_capsule *capsule, struct conf_report *report)
{
	const struct {
		const char *name, *path;
		int line;
	} private[] = {
		{ "cache", c->cache, c->cache_line },
		{ "keep", capsule->keep, capsule->keep == c->keep ? c->keep_line : capsule->keep_line },
		{ "log", c->log, c->log_line },
		{ "key", capsule->key, capsule->key_line },
	};
	for (size_t i = 0; i < sizeof private / sizeof *private; i++)
		if (is_in(private[i].path, capsule->root))
			conf_error(report, c->path, private[i].line ? private[i].line : capsule->root_line,
				"%s lies in the root of [capsule %s], where every visitor could read it: write a path "
				"outside of it",
				private[i].name, capsule->name);
	if (is_in(capsule->root, c->cache))
		conf_error(report, c->path, capsule->root_line,
			"root lies in cache, whose files may be deleted: write a folder outside of it");
}

static void default_check(const struct conf *c, struct conf_report *report)
{
	const struct conf_capsule *first = NULL;
	for (size_t i = 0; i < c->capsule_count; i++) {
		const struct conf_capsule *capsule = &c->capsules[i];
		if (!capsule->is_default)
			continue;
		if (first)
			conf_error(report, c->path, capsule->default_line,
				"[capsule %s] is the default already, on line %d: write 'default = no'", first->name,
				first->default_line);
		else
			first = capsule;
	}
}

/* A [gopher] whose capsule is not known has been reported, and may have meant this one. */
static bool is_served(const struct conf *c, const struct conf_capsule *capsule)
{
	for (size_t i = 0; i < c->gopher_count; i++)
		if (!c->gophers[i].capsule || c->gophers[i].capsule == capsule)
			return true;
	return c->gemini;
}

void agree_check(const struct conf *c, struct conf_report *report)
{
	listeners_check(c, report);
	hosts_check(c, report);
	default_check(c, report);
	keep_check(c, c->keep, c->keep_line, report);
	for (size_t i = 0; i < c->capsule_count; i++) {
		const struct conf_capsule *capsule = &c->capsules[i];
		certificate_check(c, capsule, report);
		root_check(c, capsule, report);
		if (capsule->keep != c->keep)
			keep_check(c, capsule->keep, capsule->keep_line, report);
		if (!is_served(c, capsule) && c->gopher_count)
			conf_warning(report, c->path, capsule->line,
				"nobody can read [capsule %s]: no [gopher] section names it, and there is no [gemini]",
				capsule->name);
		if (report->advice && capsule->contact && !*capsule->contact)
			conf_warning(report, c->path, capsule->contact_line,
				"contact is empty: readers and mirrors need an imprint");
	}
}
