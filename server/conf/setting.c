#include "conf/setting.h"

#include "base/near.h"
#include "conf/value.h"

#include <limits.h>
#include <pwd.h>
#include <string.h>

enum { WHY_MAX = 256 };

/* A mistake in a value: "KEY = VALUE: what to write" or, for a word of it, "'WORD' in KEY is wrong". */
static void value_error(const struct setting *m, const struct key *key, int line, struct str value, struct buf *why)
{
	bool word = key->type == KEY_LISTEN || key->type == KEY_HOSTS || key->type == KEY_HOST;
	if (word)
		conf_error(
			m->draft->report, m->draft->path, line, "%s: '%.*s' %s", key->name, STR_ARG(value), buf_z(why));
	else if (value.n)
		conf_error(
			m->draft->report, m->draft->path, line, "%s = %.*s: %s", key->name, STR_ARG(value), buf_z(why));
	else
		conf_error(m->draft->report, m->draft->path, line, "%s is empty: %s", key->name, buf_z(why));
}

static void path_set(const struct setting *m, const struct key *key, struct str text, int line, const char **out)
{
	char path[PATH_MAX];
	struct buf b = BUF(path);
	*out = NULL;
	if (text.n == 0 && key->standard && !*key->standard)
		return;
	if (text.n == 0) {
		conf_error(m->draft->report, m->draft->path, line, "%s is empty: write a path", key->name);
		return;
	}
	value_path(m->draft->folder, text, &b);
	if (*buf_z(&b))
		*out = pool_copy(&m->conf->pool, buf_str(&b));
	else
		conf_error(m->draft->report, m->draft->path, line, "%s: the path is too long", key->name);
}

static void log_set(const struct setting *m, const struct key *key, struct str text, int line, const char **out)
{
	if (str_eq(text, STR("-")))
		*out = pool_copy(&m->conf->pool, text);
	else
		path_set(m, key, text, line, out);
}

static void user_set(const struct setting *m, struct str text, int line, const char **out)
{
	*out = text.n ? pool_copy(&m->conf->pool, text) : NULL;
	if (*out && !getpwnam(*out))
		conf_error(m->draft->report, m->draft->path, line,
			"user = %s: this machine has no such user; make one with 'adduser --system --group %s', or "
			"write nothing",
			*out, *out);
}

static void listen_set(const struct setting *m, const struct key *key, struct str text, int line)
{
	struct conf_gopher *gopher = m->target;
	bool gemini = key->kind == KIND_GEMINI;
	struct conf_listen *all = gemini ? m->conf->gemini_listen : gopher->listen;
	size_t *count = gemini ? &m->conf->gemini_listen_count : &gopher->listen_count;
	struct str word = str_word(&text);
	if (word.n == 0)
		conf_error(m->draft->report, m->draft->path, line,
			"listen is empty: write an address such as %s, or take the section out", key->standard);
	for (; word.n; word = str_word(&text)) {
		char reason[WHY_MAX];
		struct buf why = BUF(reason);
		struct conf_listen listen = { .line = line };
		if (!value_listen(word, &listen, &why)) {
			value_error(m, key, line, word, &why);
		} else if (*count == CONF_LISTENERS) {
			conf_error(m->draft->report, m->draft->path, line, "listen: %d addresses are possible",
				CONF_LISTENERS);
			return;
		} else {
			all[(*count)++] = listen;
		}
	}
}

static bool host_set(const struct setting *m, const struct key *key, struct str word, int line, struct str *out)
{
	char name[256], reason[WHY_MAX]; /* RFC 1035, 2.3.4 */
	struct buf host = BUF(name), why = BUF(reason);
	if (value_host(word, &host, &why)) {
		*out = str_of(pool_copy(&m->conf->pool, buf_str(&host)));
		return true;
	}
	value_error(m, key, line, word, &why);
	return false;
}

static void hosts_set(const struct setting *m, const struct key *key, struct str text, int line)
{
	struct conf_capsule *capsule = m->target;
	struct str word = str_word(&text);
	if (word.n == 0)
		conf_error(m->draft->report, m->draft->path, line,
			"hosts is empty: write the host names of the capsule, separated by spaces");
	for (; word.n; word = str_word(&text)) {
		if (capsule->host_count == CONF_HOSTS) {
			conf_error(m->draft->report, m->draft->path, line, "hosts: %d names are possible", CONF_HOSTS);
			return;
		}
		capsule->host_count += host_set(m, key, word, line, &capsule->hosts[capsule->host_count]);
	}
}

static void gopher_host_set(const struct setting *m, const struct key *key, struct str text, int line)
{
	struct conf_gopher *gopher = m->target;
	struct str host;
	if (text.n && host_set(m, key, text, line, &host))
		gopher->host = host.p;
}

/* The names of all capsules; known has room for one more than there may be. */
static void capsule_names(const struct conf *c, const char **known)
{
	for (size_t i = 0; i < c->capsule_count; i++)
		known[i] = c->capsules[i].name;
	known[c->capsule_count] = NULL;
}

static void capsule_set(const struct setting *m, struct str text, int line)
{
	struct conf_gopher *gopher = m->target;
	struct conf *c = m->conf;
	const char *known[CONF_CAPSULES + 1];
	capsule_names(c, known);
	for (size_t i = 0; i < c->capsule_count; i++)
		if (str_eq(str_of(known[i]), text) || (text.n == 0 && c->capsule_count == 1))
			gopher->capsule = &c->capsules[i];
	if (gopher->capsule || c->capsule_count == 0)
		return;
	const char *near = near_word(text, known);
	if (text.n == 0)
		conf_error(m->draft->report, c->path, line,
			"[%s] names no capsule: write 'capsule = %s' or another one", m->section->written, known[0]);
	else if (near)
		conf_error(m->draft->report, c->path, line, "there is no [capsule %.*s]; did you mean '%s'?",
			STR_ARG(text), near);
	else
		conf_error(m->draft->report, c->path, line,
			"there is no [capsule %.*s]: write 'capsule = %s', or write that section", STR_ARG(text),
			known[0]);
}

static void language_set(const struct setting *m, struct str text, int line)
{
	struct conf_capsule *capsule = m->target;
	char names[WHY_MAX];
	struct buf b = BUF(names);
	capsule->words = conf_language(m->conf, text);
	if (capsule->words) {
		capsule->language = capsule->words->language.p;
		return;
	}
	for (size_t i = 0; i < m->conf->language_count; i++) {
		struct str name = m->conf->languages[i]->language;
		if (conf_language(m->conf, name) == m->conf->languages[i])
			buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(name));
	}
	conf_error(m->draft->report, m->draft->path, line,
		"language = %.*s: there are %s; for another one put its file into the folder that 'locale' in [server] "
		"names",
		STR_ARG(text), buf_z(&b));
}

static void zone_set(const struct setting *m, struct str text, int line)
{
	struct conf_capsule *capsule = m->target;
	capsule->timezone = pool_copy(&m->conf->pool, text);
	enum value_zone zone = value_zone(VALUE_ZONES, capsule->timezone);
	if (zone == ZONE_BAD)
		conf_error(m->draft->report, m->draft->path, line,
			"timezone = %s: there is no such time zone; write one that lies in " VALUE_ZONES
			", such as Europe/Berlin or UTC",
			capsule->timezone);
	else if (zone == ZONE_NO_DATA && strcmp(capsule->timezone, "UTC") != 0)
		conf_warning(m->draft->report, m->draft->path, line,
			"timezone = %s: this machine has no time zones, UTC is used; install tzdata",
			capsule->timezone);
}

/* Sets one key from its text; line is where a mistake in it is to be mended. */
void setting_make(const struct setting *m, const struct key *key, struct str text, int line)
{
	char reason[WHY_MAX];
	struct buf why = BUF(reason);
	char *at = (char *)m->target + key->offset;
	bool good = true;
	switch (key->type) {
	case KEY_TEXT:
		*(const char **)(void *)at = pool_copy(&m->conf->pool, text);
		break;
	case KEY_USER:
		user_set(m, text, line, (const char **)(void *)at);
		break;
	case KEY_PATH:
		path_set(m, key, text, line, (const char **)(void *)at);
		break;
	case KEY_LOG:
		log_set(m, key, text, line, (const char **)(void *)at);
		break;
	case KEY_NUMBER:
		good = value_number(text, key, (unsigned *)(void *)at, &why);
		break;
	case KEY_YES_NO:
		good = value_yes_no(text, (bool *)at, &why);
		break;
	case KEY_ADDRESSES:
		good = value_addresses(text, (enum log_addresses *)(void *)at, &why);
		break;
	case KEY_LISTEN:
		listen_set(m, key, text, line);
		break;
	case KEY_HOST:
		gopher_host_set(m, key, text, line);
		break;
	case KEY_HOSTS:
		hosts_set(m, key, text, line);
		break;
	case KEY_CAPSULE:
		capsule_set(m, text, line);
		break;
	case KEY_LANGUAGE:
		language_set(m, text, line);
		break;
	case KEY_ZONE:
		zone_set(m, text, line);
		break;
	}
	if (!good)
		value_error(m, key, line, text, &why);
}
