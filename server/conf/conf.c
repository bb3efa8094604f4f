#include "conf/conf.h"

#include "conf/agree.h"
#include "base/log.h"
#include "conf/draft.h"
#include "conf/keys.h"
#include "conf/locale.h"
#include "conf/setting.h"

#include <stdarg.h>
#include <stdlib.h>

/* conf/herald.ini, byte by byte */
static const unsigned char sample[] = {
#include "sample.h"
};

__attribute__((format(printf, 5, 0))) static void say(
	struct conf_report *r, const char *path, int line, const char *level, const char *format, va_list args)
{
	if (!r->out)
		return;
	fprintf(r->out, "%s:", path);
	if (line)
		fprintf(r->out, "%d:", line);
	fprintf(r->out, " %s", level);
	vfprintf(r->out, format, args);
	fputc('\n', r->out);
}

void conf_error(struct conf_report *r, const char *path, int line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say(r, path, line, "", format, args);
	va_end(args);
	r->errors++;
}

void conf_warning(struct conf_report *r, const char *path, int line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say(r, path, line, "warning: ", format, args);
	va_end(args);
	r->warnings++;
}

/* Fills target from a section: what it says, or the keys' defaults. */
static void section_make(struct conf *c, const struct draft *d, const struct draft_section *s, void *target)
{
	const struct setting setting = { c, d, s, target };
	for (size_t i = 0; i < KEYS_COUNT; i++) {
		const struct key *key = &keys[i];
		const char *text = s->given[i].text ? s->given[i].text : key->standard;
		int line = s->given[i].text ? s->given[i].line : s->line;
		if (key->kind != s->kind)
			continue;
		if (key->line)
			*(int *)(void *)((char *)target + key->line) = line;
		if (text)
			setting_make(&setting, key, str_of(text), line);
		else
			conf_error(d->report, d->path, line, "[%s] has no '%s': write '%s = ...'", s->written,
				key->name, key->name);
	}
}

/* What was given for a key, or NULL. */
static const char *given(const struct draft_section *s, const char *name)
{
	int i = key_find(s->kind, str_of(name));
	return i < 0 ? NULL : s->given[i].text;
}

static void capsule_make(struct conf *c, const struct draft *d, const struct draft_section *s)
{
	struct conf_capsule *capsule = &c->capsules[c->capsule_count++];
	capsule->name = s->name;
	capsule->line = s->line;
	section_make(c, d, s, capsule);
	if (!capsule->keep)
		capsule->keep = c->keep;
	const char *hosts = given(s, "hosts");
	if (hosts && !*capsule->title) {
		struct str rest = str_of(hosts);
		capsule->title = pool_copy(&c->pool, str_word(&rest));
	}
}

static void gopher_make(struct conf *c, const struct draft *d, const struct draft_section *s)
{
	struct conf_gopher *gopher = &c->gophers[c->gopher_count++];
	gopher->name = s->name;
	gopher->line = s->line;
	section_make(c, d, s, gopher);
	if (!gopher->tls || !gopher->capsule || gopher->capsule->certificate)
		return;
	if (given(s, "tls"))
		conf_error(d->report, d->path, gopher->tls_line,
			"tls = yes: [capsule %s] has no certificate for it; write one there, or 'tls = no'",
			gopher->capsule->name);
	gopher->tls = false;
}

/* In the order in which they need each other: a capsule its language, a [gopher] its capsule. */
static void conf_make(struct conf *c, const struct draft *d)
{
	const struct draft_section nowhere = { .kind = KIND_SERVER, .name = "", .written = "server", .line = 0 };
	const struct draft_section *server = &nowhere;
	for (size_t i = 0; i < d->count; i++)
		if (d->sections[i].kind == KIND_SERVER)
			server = &d->sections[i];
	section_make(c, d, server, c);
	c->language_count = locale_load(c->locale, c->path, c->locale_line, c->languages, CONF_LANGUAGES, d->report);
	for (size_t i = 0; i < d->count; i++)
		if (d->sections[i].kind == KIND_CAPSULE)
			capsule_make(c, d, &d->sections[i]);
	for (size_t i = 0; i < d->count; i++) {
		if (d->sections[i].kind == KIND_GOPHER) {
			gopher_make(c, d, &d->sections[i]);
		} else if (d->sections[i].kind == KIND_GEMINI) {
			c->gemini = true;
			c->gemini_line = d->sections[i].line;
			section_make(c, d, &d->sections[i], c);
		}
	}
}

static void default_choose(struct conf *c)
{
	for (size_t i = 0; i < c->capsule_count; i++)
		if (c->capsules[i].is_default)
			return;
	if (c->capsule_count)
		c->capsules[0].is_default = true;
}

struct conf *conf_load(const char *path, struct conf_report *report)
{
	unsigned before = report->errors;
	struct draft draft = { 0 };
	struct conf *c = calloc(1, sizeof *c);
	if (!c)
		fatal("out of memory");
	c->path = pool_copy(&c->pool, str_of(path));
	if (!draft_read(&draft, path, &c->pool, report))
		goto out;
	conf_make(c, &draft);
	if (c->capsule_count == 0)
		conf_error(report, path, draft.last_line,
			"the file ends without a capsule: write a section '[capsule main]' with 'hosts' and 'root'");
	if (!c->gemini && c->gopher_count == 0)
		conf_error(report, path, draft.last_line,
			"the file ends without a listener: write a section '[gemini]', '[gopher]' or both");
	agree_check(c, report);
	default_choose(c);
out:
	draft_free(&draft);
	if (report->errors == before)
		return c;
	conf_free(c);
	return NULL;
}

void conf_free(struct conf *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->language_count; i++)
		locale_free(c->languages[i]);
	pool_free(&c->pool);
	free(c);
}

const struct words *conf_language(const struct conf *c, struct str name)
{
	for (size_t i = 0; i < c->language_count; i++)
		if (str_ieq(c->languages[i]->language, name))
			return c->languages[i];
	return NULL;
}

struct str conf_sample(void)
{
	return (struct str){ (const char *)sample, sizeof sample };
}
