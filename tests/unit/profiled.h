/* profiled: what profiles do to documents, as text. */
#ifndef TESTS_PROFILED_H
#define TESTS_PROFILED_H

#include "said.h"

#include "import/profile.h"

/* The least that a profile holds; the next line is its fifth. */
#define TITLE "[profile]\ntitle = T\n"
#define HEAD TITLE "[match]\nm = ^Teilen\n"

/* The built-in profiles; every test here begins with them. */
static inline struct profiles *built_in_load(void)
{
	struct said said;
	said_open(&said);
	struct profiles *p = profiles_load(NULL, "herald.ini", 1, &said.report);
	CHECK_STR(said_text(&said), STR(""));
	said_close(&said);
	if (!p)
		abort();
	return p;
}

/* ---- what a document looks like afterwards ---- */

static inline void values_show(struct buf *b, const struct str *values, const char *const *rules)
{
	static const struct {
		enum article_key key;
		const char *name;
	} shown[] = { { ARTICLE_LOCATION, "place" }, { ARTICLE_PUBLISHED, "date" }, { ARTICLE_AUTHOR, "author" },
		{ ARTICLE_CREDIT, "credit" }, { ARTICLE_SECTION, "section" }, { ARTICLE_KEYWORDS, "keywords" },
		{ ARTICLE_HEADLINE, "headline" }, { ARTICLE_DESCRIPTION, "description" } };
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		struct str value = values[shown[i].key];
		CHECK(!value.n == !rules[shown[i].key], "%s has a value and no rule, or no value and one",
			shown[i].name);
		if (value.n)
			buf_fmt(b, "| %s=%.*s", shown[i].name, STR_ARG(value));
	}
}

/* "rule[core] - rule": a word for each line, - where it has no role; then what was caught. */
static inline void document_show(struct buf *b, const struct document *d)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct line *l = &d->lines[i];
		struct str rule = l->rule ? str_of(l->rule) : STR("-");
		buf_add(b, i ? STR(" ") : STR(""));
		buf_add(b, str_sub(rule, str_rindex(rule, ' ') < rule.n ? str_rindex(rule, ' ') + 1 : 0, rule.n));
		CHECK((l->role == ROLE_NONE) == (l->rule == NULL), "line %zu has a role and no rule", i);
		if (l->core.n)
			buf_fmt(b, "[%.*s]", STR_ARG(l->core));
	}
}

static inline struct str applied(const struct profile *p, const char *text, struct arena *a, unsigned *given_up)
{
	struct buf b = { .p = arena_take(a, 4096, 1), .cap = 4096 };
	struct str values[ARTICLE_KEY_COUNT] = { 0 };
	const char *rules[ARTICLE_KEY_COUNT] = { 0 };
	struct matcher *m = matcher_make();
	struct document d;
	CHECK(document_of_text(str_of(text), a, &d), "too many lines");
	*given_up = profile_apply(p, &d, m, a, values, rules);
	document_show(&b, &d);
	values_show(&b, values, rules);
	matcher_free(m);
	CHECK(!b.full, "the result is too long for the test");
	return buf_str(&b);
}

/* Which profile is chosen for a text; empty: none. */
static inline struct str chosen(const struct profiles *set, const char *text, unsigned *score)
{
	struct arena a = { 0 };
	struct matcher *m = matcher_make();
	struct document d;
	document_of_text(str_of(text), &a, &d);
	const struct profile *p = profiles_choose(set, &d, m, score);
	matcher_free(m);
	arena_free(&a);
	return p ? str_of(profile_name(p)) : STR("");
}

#endif
