#include "conf/draft.h"

#include "base/log.h"
#include "base/near.h"
#include "conf/inifile.h"
#include "conf/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* How many sections of a kind a file may have; struct conf has room for them. */
static const size_t kind_max[] = {
	[KIND_SERVER] = 1,
	[KIND_GEMINI] = 1,
	[KIND_GOPHER] = CONF_GOPHERS,
	[KIND_CAPSULE] = CONF_CAPSULES,
};

static size_t kind_count(const struct draft *d, enum kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < d->count; i++)
		count += d->sections[i].kind == kind;
	return count;
}

/* The kind that a section's first word names. A mistyped one is reported and taken for the nearest, so that its keys
 * are checked too; false when nothing is near. */
static bool kind_find(const struct draft *d, struct str word, struct str written, int line, enum kind *out)
{
	const char *near = NULL;
	for (int i = 0; i < KIND_COUNT; i++) {
		*out = (enum kind)i;
		if (str_eq(word, str_of(key_kinds[i])))
			return true;
	}
	near = near_word(word, key_kinds);
	if (near)
		conf_error(
			d->report, d->path, line, "unknown section [%.*s]; did you mean '%s'?", STR_ARG(written), near);
	else
		conf_error(d->report, d->path, line,
			"unknown section [%.*s]: write [server], [gemini], [gopher], [gopher NAME] or [capsule NAME]",
			STR_ARG(written));
	for (int i = 0; near && i < KIND_COUNT; i++)
		if (strcmp(near, key_kinds[i]) == 0)
			*out = (enum kind)i;
	return near != NULL;
}

static void name_check(const struct draft *d, enum kind kind, struct str name, int line)
{
	if (kind == KIND_CAPSULE && name.n == 0)
		conf_error(d->report, d->path, line, "a capsule needs a name: write '[capsule main]'");
	else if ((kind == KIND_SERVER || kind == KIND_GEMINI) && name.n)
		conf_error(d->report, d->path, line, "[%s] takes no name: write '[%s]' instead of '[%s %.*s]'",
			key_kinds[kind], key_kinds[kind], key_kinds[kind], STR_ARG(name));
	else if (str_index(name, ' ') < name.n)
		conf_error(
			d->report, d->path, line, "the name '%.*s' has a space in it: write one word", STR_ARG(name));
}

static void section_take(void *user, struct str written, int line)
{
	struct draft *d = user;
	struct str name = written, word = str_cut(&name, ' ');
	enum kind kind;
	if (!kind_find(d, word, written, line, &kind))
		return;
	name_check(d, kind, name, line);
	if (kind_count(d, kind) == kind_max[kind]) {
		conf_error(
			d->report, d->path, line, "one [%s] too many: %zu possible", key_kinds[kind], kind_max[kind]);
		return;
	}
	d->sections = reallocarray(d->sections, d->count + 1, sizeof *d->sections);
	if (!d->sections)
		fatal("out of memory");
	d->sections[d->count++] = (struct draft_section){
		.kind = kind,
		.name = pool_copy(d->pool, name),
		.written = pool_copy(d->pool, written),
		.line = line,
	};
}

static struct draft_section *section_find(struct draft *d, struct str written)
{
	for (size_t i = 0; i < d->count; i++)
		if (str_eq(str_of(d->sections[i].written), written))
			return &d->sections[i];
	return NULL;
}

static void key_unknown(const struct draft *d, const struct draft_section *s, struct str key, int line)
{
	const char *near = key_near(s->kind, key);
	if (near) {
		conf_error(d->report, d->path, line, "unknown key '%.*s' in [%s]; did you mean '%s'?", STR_ARG(key),
			s->written, near);
		return;
	}
	for (size_t i = 0; i < KEYS_COUNT; i++) {
		if (str_eq(str_of(keys[i].name), key)) {
			conf_error(d->report, d->path, line, "unknown key '%.*s' in [%s]: it belongs in a [%s] section",
				STR_ARG(key), s->written, key_kinds[keys[i].kind]);
			return;
		}
	}
	conf_error(d->report, d->path, line,
		"unknown key '%.*s' in [%s]: take it out, or see the sample herald.ini for all there are", STR_ARG(key),
		s->written);
}

static void pair_take(void *user, struct str section, struct str key, struct str value, int line)
{
	struct draft *d = user;
	struct draft_section *s = section_find(d, section);
	if (!s)
		return; /* an unknown section, and reported */
	int i = key_find(s->kind, key);
	if (i < 0) {
		key_unknown(d, s, key, line);
		return;
	}
	s->given[i].text = pool_copy(d->pool, value);
	s->given[i].line = line;
}

static void wrong_take(void *user, int line, const char *what)
{
	const struct draft *d = user;
	conf_error(d->report, d->path, line, "%s", what);
}

bool draft_read(struct draft *d, const char *path, struct pool *pool, struct conf_report *report)
{
	char *bytes = NULL;
	size_t size = 0;
	struct ini_visitor visitor = { section_take, pair_take, wrong_take, d };
	*d = (struct draft){ .path = path, .report = report, .pool = pool };
	d->folder = value_folder(path);
	if (!d->folder || !inifile_bytes(path, &bytes, &size)) {
		conf_error(report, path, 0, "cannot be read: %s",
			errno == EFBIG ? "it is too large for a configuration" : strerror(errno));
		return false;
	}
	d->last_line = inifile_read((struct str){ bytes, size }, &visitor);
	free(bytes);
	return true;
}

void draft_free(struct draft *d)
{
	free(d->sections);
	free(d->folder);
	d->sections = NULL;
	d->folder = NULL;
	d->count = 0;
}
