#include "import/profile.h"

#include "base/log.h"
#include "base/near.h"
#include "conf/inifile.h"
#include "import/layout.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The files of conf/import one behind the other: a name, NUL, the file, NUL. */
static const unsigned char built_in[] = {
#include "profiles.h"
};

enum { PROFILES_MAX = 256 };

struct profiles {
	struct profile *all[PROFILES_MAX]; /* by name */
	size_t count;
};

/* ---- the set ---- */

/* Where a profile of this name is, or would be. */
static size_t name_index(const struct profiles *p, struct str name)
{
	size_t i = 0;
	while (i < p->count && str_cmp(str_of(p->all[i]->name), name) < 0)
		i++;
	return i;
}

static void profile_put(struct profiles *p, struct profile *one)
{
	size_t i = name_index(p, str_of(one->name));
	if (i < p->count && strcmp(p->all[i]->name, one->name) == 0) {
		layout_free(p->all[i]);
	} else {
		memmove(p->all + i + 1, p->all + i, (p->count - i) * sizeof *p->all);
		p->count++;
	}
	p->all[i] = one;
}

/* The one that was added, or NULL. */
static struct profile *profile_add(
	struct profiles *p, struct str name, struct str bytes, const char *path, struct conf_report *report)
{
	struct profile *one = NULL;
	if (!rule_name_good(name))
		conf_error(report, path, 0,
			"is not named as a profile can be: call it 'my-paper.ini', with letters (a to z), digits, - "
			"and "
			"_, at most 40");
	else if (p->count == PROFILES_MAX && !profile_find(p, name))
		conf_error(report, path, 0, "one profile too many: %d possible", PROFILES_MAX);
	else
		one = layout_read(name, bytes, path, report);
	if (one)
		profile_put(p, one);
	return one;
}

bool profiles_add(struct profiles *p, struct str name, struct str bytes, const char *path, struct conf_report *report)
{
	return profile_add(p, name, bytes, path, report) != NULL;
}

static void built_in_load(struct profiles *p, struct conf_report *report)
{
	struct str rest = { (const char *)built_in, sizeof built_in };
	while (rest.n) {
		struct str name = str_cut(&rest, '\0'), bytes = str_cut(&rest, '\0');
		char path[64];
		struct buf b = BUF(path);
		buf_fmt(&b, "(built in)/%.*s.ini", STR_ARG(name));
		struct profile *one = profile_add(p, name, bytes, buf_z(&b), report);
		if (one)
			one->built_in = true;
	}
}

static void file_load(struct profiles *p, const char *folder, const char *name, struct conf_report *report)
{
	char path[PATH_MAX], *bytes = NULL;
	size_t size = 0;
	struct buf b = BUF(path);
	buf_fmt(&b, "%s/%s", folder, name);
	buf_z(&b);
	if (b.full)
		conf_error(report, folder, 0, "the path of a file in it is too long");
	else if (!inifile_bytes(path, &bytes, &size))
		conf_error(report, path, 0, "cannot be read: %s",
			errno == EFBIG ? "it is too large for a profile" : strerror(errno));
	else
		profiles_add(p, str_sub(str_of(name), 0, strlen(name) - strlen(".ini")), (struct str){ bytes, size },
			path, report);
	free(bytes);
}

static int is_profile(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_ends(str_of(entry->d_name), STR(".ini"));
}

static void folder_load(
	struct profiles *p, const char *folder, const char *conf_path, int line, struct conf_report *report)
{
	struct dirent **entries = NULL;
	int found = scandir(folder, &entries, is_profile, alphasort);
	if (found < 0)
		conf_error(report, conf_path, line,
			"the folder of profiles %s cannot be read (%s): make it, or name another one", folder,
			strerror(errno));
	else if (found == 0)
		conf_warning(report, conf_path, line, "there is no profile in %s: copy one there", folder);
	for (int i = 0; i < found; i++) {
		file_load(p, folder, entries[i]->d_name, report);
		free(entries[i]);
	}
	free(entries);
}

struct profiles *profiles_load(const char *folder, const char *conf_path, int line, struct conf_report *report)
{
	unsigned before = report->errors;
	struct profiles *p = calloc(1, sizeof *p);
	if (!p)
		fatal("out of memory");
	built_in_load(p, report);
	if (folder)
		folder_load(p, folder, conf_path, line, report);
	if (report->errors == before)
		return p;
	profiles_free(p);
	return NULL;
}

void profiles_free(struct profiles *p)
{
	for (size_t i = 0; p && i < p->count; i++)
		layout_free(p->all[i]);
	free(p);
}

const struct profile *profile_find(const struct profiles *p, struct str name)
{
	size_t i = name_index(p, name);
	return i < p->count && str_eq(str_of(p->all[i]->name), name) ? p->all[i] : NULL;
}

const char *profiles_near(const struct profiles *p, struct str name)
{
	const char *known[PROFILES_MAX + 1] = { NULL };
	for (size_t i = 0; i < p->count; i++)
		known[i] = p->all[i]->name;
	return near_word(name, known);
}

const struct profile *profiles_at(const struct profiles *p, size_t i)
{
	return i < p->count ? p->all[i] : NULL;
}

const char *profile_name(const struct profile *p)
{
	return p->name;
}

struct profile_facts profile_facts(const struct profile *p)
{
	return p->facts;
}

/* ---- a document ---- */

/* PCRE2 must never see what is not UTF-8; a document's lines ought to be, but nothing here depends on it. */
static bool line_good(struct str s)
{
	size_t i = 0;
	uint64_t eight;
	if (s.n > PATTERN_LINE_MAX)
		return false;
	while (i < s.n) {
		for (; s.n - i >= sizeof eight; i += sizeof eight) {
			memcpy(&eight, s.p + i, sizeof eight);
			if (eight & 0x8080808080808080)
				break;
		}
		uint32_t rune;
		for (size_t end = i + sizeof eight; i < s.n && i < end;) {
			size_t n = (unsigned char)s.p[i] < 0x80 ? 1 : utf8_read(str_sub(s, i, i + 4), &rune);
			if (n == 0)
				return false;
			i += n;
		}
	}
	return true;
}

static const bool *lines_good(const struct document *d, struct matcher *m)
{
	bool *good = matcher_flags(m, d->count);
	for (size_t i = 0; i < d->count; i++)
		good[i] = line_good(d->lines[i].text);
	return good;
}

static bool sign_fits(const struct sign *s, const struct document *d, const bool *good, struct matcher *m)
{
	struct effort effort = { 0 };
	for (size_t i = 0; i < d->count; i++)
		if (good[i] && pattern_find(s->pattern, m, d->lines[i].text, &effort))
			return true;
	return false;
}

const struct profile *profiles_choose(
	const struct profiles *p, const struct document *d, struct matcher *m, unsigned *score)
{
	const bool *good = lines_good(d, m);
	const struct profile *best = NULL;
	*score = 0;
	for (size_t i = 0; i < p->count; i++) {
		const struct profile *one = p->all[i];
		unsigned sum = 0;
		for (size_t k = 0; k < one->sign_count; k++)
			if (sign_fits(&one->signs[k], d, good, m))
				sum += one->signs[k].weight;
		if (sum == 0 || sum < one->least)
			continue;
		if (sum > *score || (sum == *score && best && best->built_in && !one->built_in)) {
			*score = sum;
			best = one;
		}
	}
	return best;
}

unsigned profile_apply(const struct profile *p, struct document *d, struct matcher *m, struct arena *a,
	struct str values[ARTICLE_KEY_COUNT], const char *value_rule[ARTICLE_KEY_COUNT])
{
	const bool *good = lines_good(d, m);
	struct catch c = { values, value_rule };
	unsigned given_up = 0;
	(void)a; /* all that is caught lies in the lines */
	for (size_t i = 0; i < p->rule_count; i++)
		given_up += rule_apply(&p->rules[i], d, good, m, &c);
	return given_up;
}
