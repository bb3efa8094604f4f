#include "import/layout.h"

#include "base/log.h"
#include "base/near.h"
#include "conf/inifile.h"

#include <assert.h>
#include <stdlib.h>

struct reading {
	struct profile *profile;
	const char *path, *file; /* file: without its folders */
	struct conf_report *report;
	bool title, match; /* what has to be there was, well or badly */
	int least_line;
};

static void *grown(void *array, size_t count, size_t size)
{
	array = reallocarray(array, count + 1, size);
	if (!array)
		fatal("out of memory");
	return array;
}

static struct str kept(struct reading *r, struct str s)
{
	return (struct str){ pool_copy(&r->profile->pool, s), s.n };
}

/* ---- sections ---- */

static enum role role_of_section(struct str section)
{
	enum role role = role_of(section);
	return role == ROLE_NONE ? ROLE_COUNT : role;
}

static void section_take(void *user, struct str name, int line)
{
	struct reading *r = user;
	const char *known[ROLE_COUNT + 2] = { "profile", "match" };
	r->match = r->match || str_eq(name, STR("match"));
	/* one without a name is reported already */
	if (name.n == 0 || str_eq(name, STR("profile")) || str_eq(name, STR("match")) ||
		role_of_section(name) < ROLE_COUNT)
		return;
	for (size_t i = ROLE_NONE + 1; i < ROLE_COUNT; i++)
		known[1 + i] = role_name((enum role)i);
	const char *near = near_word(name, known);
	if (near)
		conf_error(r->report, r->path, line, "unknown section [%.*s]; did you mean '%s'?", STR_ARG(name), near);
	else
		conf_error(r->report, r->path, line,
			"unknown section [%.*s]: write [profile], [match] or a role, one of kicker, headline, "
			"standfirst, credit, caption, byline, date, subheading, list, body and furniture",
			STR_ARG(name));
}

/* ---- [profile] ---- */

/* The text where a key's value is kept as it is; NULL: it is another kind of key. */
static struct str *fact_text(struct profile_facts *f, struct str key)
{
	const struct {
		const char *key;
		struct str *text;
	} texts[] = { { "title", &f->title }, { "language", &f->language }, { "publisher", &f->publisher },
		{ "license", &f->license }, { "copyright", &f->copyright }, { "section", &f->section },
		{ "place", &f->place } };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (str_eq(key, str_of(texts[i].key)))
			return texts[i].text;
	return NULL;
}

/* A language tag's letters, digits and hyphens (RFC 5646, 2.1 and 4.4.1). */
static bool is_language(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && (i < 2 || !((c >= '0' && c <= '9') || (c == '-' && i + 1 < s.n))))
			return false;
	}
	return s.n >= 2 && s.n <= 35;
}

static void order_take(struct reading *r, struct str value, int line)
{
	if (str_eq(value, STR("mdy")))
		r->profile->facts.order = WHEN_MDY;
	else if (!str_eq(value, STR("dmy")))
		conf_error(r->report, r->path, line, "order = %.*s: write 'dmy' (31/12/2018) or 'mdy' (12/31/2018)",
			STR_ARG(value));
}

static void least_take(struct reading *r, struct str value, int line)
{
	uint64_t number = 0;
	if (str_u64(value, LAYOUT_LEAST, &number) && number) {
		r->profile->least = (unsigned)number;
		r->least_line = line;
	} else {
		conf_error(r->report, r->path, line, "least = %.*s: write a number from 1 to %d", STR_ARG(value),
			LAYOUT_LEAST);
	}
}

static void place_from_take(struct reading *r, struct str value, int line)
{
	static const char *const known[] = { "kicker", "dateline", "meta", "none", NULL };
	struct profile_facts *f = &r->profile->facts;
	bool *const from[] = { &f->place_kicker, &f->place_dateline, &f->place_meta }, none = false;
	unsigned words = 0;
	f->place_kicker = f->place_dateline = f->place_meta = false;
	for (struct str rest = value, word; (word = str_word(&rest)).n; words++) {
		size_t i = 0;
		while (known[i] && !str_eq(word, str_of(known[i])))
			i++;
		if (!known[i]) {
			const char *near = near_word(word, known);
			conf_error(r->report, r->path, line, "place from = %.*s: '%.*s' is not known%s%s%s",
				STR_ARG(value), STR_ARG(word), near ? "; did you mean '" : ": write kicker, dateline, ",
				near ? near : "meta (with spaces between them) or none", near ? "'?" : "");
			return;
		}
		if (i < 3)
			*from[i] = true;
		else
			none = true;
	}
	if (none && words > 1)
		conf_error(r->report, r->path, line, "place from = %.*s: 'none' stands alone", STR_ARG(value));
}

static void fact_take(struct reading *r, struct str key, struct str value, int line)
{
	static const char *const known[] = { "title", "language", "publisher", "license", "copyright", "section",
		"order", "place", "place from", "least", NULL };
	assert(r->profile);
	struct str *text = fact_text(&r->profile->facts, key);
	size_t i = 0;
	r->title = r->title || str_eq(key, STR("title"));
	while (known[i] && !str_eq(key, str_of(known[i])))
		i++;
	if (!known[i]) {
		const char *near = near_word(key, known);
		conf_error(r->report, r->path, line, "unknown key '%.*s' in [profile]%s%s%s", STR_ARG(key),
			near ? "; did you mean '" : ": take it out", near ? near : "", near ? "'?" : "");
	} else if (value.n == 0) {
		conf_error(r->report, r->path, line, "'%s' in [profile] is empty: write its text%s", known[i],
			i ? ", or take it out" : "");
	} else if (str_eq(key, STR("language")) && !is_language(value)) {
		conf_error(r->report, r->path, line, "language = %.*s: write a language's tag, such as 'de' or 'pt-BR'",
			STR_ARG(value));
	} else if (text) {
		*text = kept(r, value);
	} else if (str_eq(key, STR("order"))) {
		order_take(r, value, line);
	} else if (str_eq(key, STR("least"))) {
		least_take(r, value, line);
	} else {
		place_from_take(r, value, line);
	}
}

/* ---- [match] ---- */

static void sign_take(struct reading *r, struct str name, struct str value, int line)
{
	struct profile *p = r->profile;
	struct sign s = { .name = kept(r, name), .line = line, .weight = 1 };
	char text[512];
	struct buf why = BUF(text);
	if (p->sign_count == LAYOUT_SIGNS) {
		conf_error(r->report, r->path, line, "one pattern too many in [match]: %d possible", LAYOUT_SIGNS);
		return;
	}
	if (str_starts(value, STR("+"))) {
		struct str weight = str_word(&value);
		uint64_t number = 0;
		if (!str_u64(str_sub(weight, 1, weight.n), LAYOUT_WEIGHT, &number) || number == 0) {
			conf_error(r->report, r->path, line,
				"'%.*s' counts '%.*s': write +1 to +%d in front of a pattern, as in '+2 ^Foto'",
				STR_ARG(name), STR_ARG(weight), LAYOUT_WEIGHT);
			return;
		}
		s.weight = (unsigned)number;
		value = str_trim(value);
	}
	if (str_starts(value, STR("@")))
		conf_error(r->report, r->path, line,
			"'%.*s' says where the line stands: a pattern of [match] is looked for in every line; write "
			"\\@ where it begins with that character",
			STR_ARG(name));
	else if (value.n == 0)
		conf_error(
			r->report, r->path, line, "'%.*s' has no pattern: write what such a line holds", STR_ARG(name));
	else if (!(s.pattern = pattern_make(value, &why)))
		conf_error(r->report, r->path, line, "the pattern of '%.*s' %s", STR_ARG(name), buf_z(&why));
	else if (pattern_fits_blank(s.pattern))
		conf_error(r->report, r->path, line,
			"the pattern of '%.*s' fits an empty line, and so any text: write what only a line of this "
			"layout holds",
			STR_ARG(name));
	/* a sign with a mistake is kept for its name and weight; nobody gets to see this profile */
	p->signs = grown(p->signs, p->sign_count, sizeof *p->signs);
	p->signs[p->sign_count++] = s;
}

/* ---- rules ---- */

static void rule_take(struct reading *r, enum role role, struct str name, struct str value, int line)
{
	struct profile *p = r->profile;
	char text[1024], place[200];
	struct buf why = BUF(text), label = BUF(place);
	struct rule rule = { .name = kept(r, name), .line = line, .role = role };
	if (p->rule_count == LAYOUT_RULES) {
		conf_error(r->report, r->path, line, "one rule too many: %d possible", LAYOUT_RULES);
		return;
	}
	buf_fmt(&label, "%.100s:%d %s.%.*s", r->file, line, role_name(role), STR_ARG(name));
	rule.label = kept(r, buf_str(&label)).p;
	if (!rule_read(&rule, value, &why))
		conf_error(r->report, r->path, line, "%s", buf_z(&why));
	rule.other = kept(r, rule.other);
	p->rules = grown(p->rules, p->rule_count, sizeof *p->rules);
	p->rules[p->rule_count++] = rule;
}

/* The line on which a name was given to a rule or a sign already, or 0. */
static int name_line(const struct profile *p, struct str name)
{
	for (size_t i = 0; i < p->rule_count; i++)
		if (str_eq(p->rules[i].name, name))
			return p->rules[i].line;
	for (size_t i = 0; i < p->sign_count; i++)
		if (str_eq(p->signs[i].name, name))
			return p->signs[i].line;
	return 0;
}

static void pair_take(void *user, struct str section, struct str key, struct str value, int line)
{
	struct reading *r = user;
	enum role role = role_of_section(section);
	bool match = str_eq(section, STR("match"));
	/* no line of a text holds one any more when it comes here */
	if (str_index(value, '\t') < value.n)
		conf_error(
			r->report, r->path, line, "there is a TAB in the value of '%.*s': write a space", STR_ARG(key));
	else if (str_eq(section, STR("profile")))
		fact_take(r, key, value, line);
	else if (!match && role == ROLE_COUNT)
		return; /* an unknown section, and reported */
	else if (!rule_name_good(key))
		conf_error(r->report, r->path, line,
			"'%.*s' is no rule's name: write letters (a to z), digits, - and _, at most 40", STR_ARG(key));
	else if (name_line(r->profile, key))
		conf_error(r->report, r->path, line, "the name '%.*s' was given on line %d: write another one",
			STR_ARG(key), name_line(r->profile, key));
	else if (match)
		sign_take(r, key, value, line);
	else
		rule_take(r, role, key, value, line);
}

static void wrong_take(void *user, int line, const char *what)
{
	const struct reading *r = user;
	conf_error(r->report, r->path, line, "%s", what);
}

/* ---- what can be said at the end only ---- */

static void other_unknown(const struct reading *r, const struct rule *rule, size_t index)
{
	const struct profile *p = r->profile;
	const char *known[LAYOUT_RULES + 1] = { NULL };
	int line = name_line(p, rule->other);
	size_t later = index + 1;
	while (later < p->rule_count && !str_eq(p->rules[later].name, rule->other))
		later++;
	for (size_t i = 0; i < index; i++)
		known[i] = p->rules[i].name.p;
	const char *near = near_word(rule->other, known);
	if (str_eq(rule->other, rule->name))
		conf_error(r->report, r->path, rule->line, "'%s' names itself: write the name of a rule above it",
			rule->name.p);
	else if (later < p->rule_count)
		conf_error(r->report, r->path, rule->line,
			"'%s' names the rule '%s', which comes later, on line %d: put '%s' behind it", rule->name.p,
			rule->other.p, line, rule->name.p);
	else if (line)
		conf_error(r->report, r->path, rule->line,
			"'%s' names '%s', which is a pattern of [match]: write the name of a rule", rule->name.p,
			rule->other.p);
	else
		conf_error(r->report, r->path, rule->line, "'%s' names an unknown rule '%s'%s%s%s", rule->name.p,
			rule->other.p, near ? "; did you mean '" : ": write the name of one above it", near ? near : "",
			near ? "'?" : "");
}

static void others_find(const struct reading *r)
{
	struct profile *p = r->profile;
	for (size_t i = 0; i < p->rule_count; i++) {
		struct rule *rule = &p->rules[i];
		for (size_t k = 0; k < i && rule->other.n; k++)
			if (str_eq(p->rules[k].name, rule->other))
				rule->other_label = p->rules[k].label;
		if (rule->other.n && !rule->other_label)
			other_unknown(r, rule, i);
	}
}

static void whole_check(const struct reading *r, int last_line)
{
	const struct profile *p = r->profile;
	bool generic = str_eq(str_of(p->name), STR("generic"));
	unsigned score = 0;
	for (size_t i = 0; i < p->sign_count; i++)
		score += p->signs[i].weight;
	if (!r->title)
		conf_error(r->report, r->path, last_line,
			"the file ends without 'title' in [profile]: write in a few words what it is for");
	if (generic && r->match)
		conf_error(r->report, r->path, last_line,
			"the profile 'generic' is for what no other one fits: take out [match]");
	else if (!generic && p->sign_count == 0)
		conf_error(r->report, r->path, last_line,
			"the file ends without a pattern in [match]: write one that fits a line of this layout only");
	else if (!generic && p->least > score)
		conf_error(r->report, r->path, r->least_line,
			"least = %u: the patterns of [match] count %u together, so this profile would never be chosen",
			p->least, score);
	others_find(r);
}

struct profile *layout_read(struct str name, struct str bytes, const char *path, struct conf_report *report)
{
	struct profile *p = calloc(1, sizeof *p);
	if (!p)
		fatal("out of memory");
	size_t slash = str_rindex(str_of(path), '/');
	struct reading r = { .profile = p, .path = path, .file = path[slash] ? path + slash + 1 : path };
	struct ini_visitor visitor = { section_take, pair_take, wrong_take, &r };
	unsigned before = report->errors;
	r.report = report;
	p->name = pool_copy(&p->pool, name);
	p->least = 1;
	p->facts.place_kicker = p->facts.place_dateline = p->facts.place_meta = true;
	whole_check(&r, inifile_read(bytes, &visitor));
	if (report->errors == before)
		return p;
	layout_free(p);
	return NULL;
}

void layout_free(struct profile *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->sign_count; i++)
		pattern_free(p->signs[i].pattern);
	for (size_t i = 0; i < p->rule_count; i++)
		rule_free(&p->rules[i]);
	free(p->signs);
	free(p->rules);
	pool_free(&p->pool);
	free(p);
}
