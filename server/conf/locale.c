#include "conf/locale.h"

#include "base/log.h"
#include "base/near.h"
#include "conf/inifile.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The files of conf/locale one behind the other: a name, NUL, the file, NUL. */
static const unsigned char built_in[] = {
#include "locales.h"
};

enum {
	SLOTS_MAX = 256,
	LANGUAGE_MAX = 35, /* RFC 5646, 4.4.1 */
};

/* A language and what it owns. */
struct locale {
	struct words words; /* first: locale_free gets its address */
	struct pool pool;
};

struct reading {
	struct locale *locale;
	const char *path;
	struct conf_report *report;
	int lines[SLOTS_MAX]; /* of each text; 0: not there */
	bool named;
};

static bool known_section(struct str name)
{
	const char *section, *key;
	for (size_t i = 0; words_name(i, &section, &key); i++)
		if (str_eq(name, str_of(section)))
			return true;
	return str_eq(name, STR("language"));
}

static void section_take(void *user, struct str name, int line)
{
	const struct reading *r = user;
	const char *known[SLOTS_MAX + 2] = { "language" }, *key;
	if (known_section(name))
		return;
	for (size_t i = 0; i < SLOTS_MAX && words_name(i, &known[i + 1], &key); i++)
		;
	const char *near = near_word(name, known);
	conf_error(r->report, r->path, line, "unknown section [%.*s]%s%s%s", STR_ARG(name),
		near ? "; did you mean '" : ": take it out", near ? near : "", near ? "'?" : "");
}

static void key_unknown(const struct reading *r, struct str section, struct str key, int line)
{
	const char *known[SLOTS_MAX + 1] = { NULL }, *of, *name;
	size_t count = 0;
	if (!known_section(section))
		return; /* and reported */
	for (size_t i = 0; words_name(i, &of, &name) && count < SLOTS_MAX; i++)
		if (str_eq(section, str_of(of)))
			known[count++] = name;
	const char *near = near_word(key, known);
	conf_error(r->report, r->path, line, "unknown key '%.*s' in [%.*s]%s%s%s", STR_ARG(key), STR_ARG(section),
		near ? "; did you mean '" : ": take it out", near ? near : "", near ? "'?" : "");
}

static void language_check(struct reading *r, struct str key, struct str value, int line)
{
	r->named = true;
	if (!str_eq(key, STR("name")))
		conf_error(r->report, r->path, line, "unknown key '%.*s' in [language]: there is 'name' only",
			STR_ARG(key));
	else if (!str_eq(value, r->locale->words.language))
		conf_error(r->report, r->path, line,
			"this language is called '%.*s', and the file '%.*s.ini': give both the same name",
			STR_ARG(value), STR_ARG(r->locale->words.language));
}

static void pair_take(void *user, struct str section, struct str key, struct str value, int line)
{
	struct reading *r = user;
	const char *of, *name;
	if (str_eq(section, STR("language"))) {
		language_check(r, key, value, line);
		return;
	}
	for (size_t i = 0; words_name(i, &of, &name) && i < SLOTS_MAX; i++) {
		if (!str_eq(section, str_of(of)) || !str_eq(key, str_of(name)))
			continue;
		r->lines[i] = line;
		*words_slot(&r->locale->words, i) = str_of(pool_copy(&r->locale->pool, value));
		if (value.n == 0)
			conf_error(r->report, r->path, line, "'%s' in [%s] is empty: write its text", name, of);
		return;
	}
	key_unknown(r, section, key, line);
}

static void wrong_take(void *user, int line, const char *what)
{
	const struct reading *r = user;
	conf_error(r->report, r->path, line, "%s", what);
}

static void complete_check(const struct reading *r, int last_line)
{
	const char *section, *key;
	if (!r->named)
		conf_error(r->report, r->path, last_line,
			"the file ends without [language]: write it, and 'name = %.*s'",
			STR_ARG(r->locale->words.language));
	for (size_t i = 0; words_name(i, &section, &key) && i < SLOTS_MAX; i++)
		if (r->lines[i] == 0)
			conf_error(r->report, r->path, last_line, "the file ends without '%s' in [%s]: write its text",
				key, section);
}

struct words *locale_read(struct str bytes, struct str language, const char *path, struct conf_report *report)
{
	struct reading r = { .path = path, .report = report };
	struct ini_visitor visitor = { section_take, pair_take, wrong_take, &r };
	unsigned before = report->errors;
	r.locale = calloc(1, sizeof *r.locale);
	if (!r.locale)
		fatal("out of memory");
	r.locale->words.language = str_of(pool_copy(&r.locale->pool, language));
	complete_check(&r, inifile_read(bytes, &visitor));
	if (report->errors == before)
		return &r.locale->words;
	locale_free(&r.locale->words);
	return NULL;
}

void locale_free(const struct words *words)
{
	struct locale *locale = (struct locale *)words;
	if (!locale)
		return;
	pool_free(&locale->pool);
	free(locale);
}

static size_t built_in_load(const struct words **all, size_t max, struct conf_report *report)
{
	struct str rest = { (const char *)built_in, sizeof built_in };
	size_t count = 0;
	while (rest.n && count < max) {
		struct str name = str_cut(&rest, '\0'), bytes = str_cut(&rest, '\0');
		char path[64];
		struct buf b = BUF(path);
		buf_fmt(&b, "(built in)/%.*s.ini", STR_ARG(name));
		all[count] = locale_read(bytes, name, buf_z(&b), report);
		count += all[count] != NULL;
	}
	return count;
}

/* A language tag's letters, digits and hyphens (RFC 5646, 2.1). */
static bool name_is_language(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return name.n >= 2 && name.n <= LANGUAGE_MAX;
}

static struct words *file_load(const char *folder, const char *name, struct conf_report *report)
{
	char path[PATH_MAX], *bytes = NULL;
	size_t size = 0;
	struct buf b = BUF(path);
	struct str language = str_sub(str_of(name), 0, strlen(name) - strlen(".ini"));
	struct words *words = NULL;
	buf_fmt(&b, "%s/%s", folder, name);
	buf_z(&b);
	if (b.full)
		conf_error(report, folder, 0, "the path of a file in it is too long");
	else if (!name_is_language(language))
		conf_error(report, path, 0, "is not named after a language: call it 'fr.ini' or 'pt-BR.ini'");
	else if (!inifile_bytes(path, &bytes, &size))
		conf_error(report, path, 0, "cannot be read: %s", strerror(errno));
	else
		words = locale_read((struct str){ bytes, size }, language, path, report);
	free(bytes);
	return words;
}

static int is_locale(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_ends(str_of(entry->d_name), STR(".ini"));
}

static size_t folder_load(const char *folder, const char *path, int line, const struct words **all, size_t max,
	struct conf_report *report)
{
	struct dirent **entries = NULL;
	size_t count = 0;
	int found = scandir(folder, &entries, is_locale, alphasort);
	if (found < 0)
		conf_error(report, path, line, "the folder %s cannot be read (%s): make it, or leave 'locale' empty",
			folder, strerror(errno));
	else if (found == 0)
		conf_warning(report, path, line,
			"there is no locale file in %s: copy one there, or leave 'locale' empty", folder);
	else if ((size_t)found > max)
		conf_error(report, path, line, "too many locale files in %s: %zu possible", folder, max);
	for (int i = 0; i < found; i++) {
		if ((size_t)i < max) {
			all[count] = file_load(folder, entries[i]->d_name, report);
			count += all[count] != NULL;
		}
		free(entries[i]);
	}
	free(entries);
	return count;
}

size_t locale_load(const char *folder, const char *path, int line, const struct words **all, size_t max,
	struct conf_report *report)
{
	const struct words *own[CONF_LANGUAGES] = { NULL };
	size_t own_count = built_in_load(own, CONF_LANGUAGES, report), count = 0;
	if (folder && max > own_count)
		count = folder_load(folder, path, line, all, max - own_count, report);
	for (size_t i = 0; i < own_count && count < max; i++)
		all[count++] = own[i];
	return count;
}
