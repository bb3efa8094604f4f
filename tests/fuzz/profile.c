/* The bytes of a profile, and behind a NUL those of a text that it is applied to. */
#include "fuzz.h"

#include "import/profile.h"

static struct profiles *set;
static struct matcher *matcher;

/* What a profile says is whole and fit to be printed. */
static void check_facts(const struct profile *p)
{
	struct profile_facts f = profile_facts(p);
	const struct str texts[] = { f.title, f.language, f.publisher, f.license, f.copyright, f.section, f.place };
	HOLDS(f.title.n > 0 && (f.order == WHEN_DMY || f.order == WHEN_MDY));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		HOLDS(harmless(texts[i], "") && str_eq(texts[i], str_trim(texts[i])));
}

/* A role comes with its rule; the rest is part of a line. */
static void check_lines(const struct document *d)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct line *l = &d->lines[i];
		HOLDS(l->role < ROLE_COUNT && (l->role == ROLE_NONE) == (l->rule == NULL));
		HOLDS(l->core.n == 0 || (l->role != ROLE_NONE && within(l->core, l->text) && l->core.n < l->text.n));
		HOLDS(l->role == ROLE_NONE || (utf8_valid(l->text) && utf8_valid(l->core)));
		HOLDS(l->rule == NULL ||
			(str_starts(str_of(l->rule), STR("fuzz.ini:")) && harmless(str_of(l->rule), "")));
	}
}

static void check_apply(const struct profile *p, struct str text, struct arena *a)
{
	struct str values[ARTICLE_KEY_COUNT] = { { 0 } };
	const char *rules[ARTICLE_KEY_COUNT] = { 0 };
	unsigned score = 0;
	struct document d;
	if (!document_of_text(text, a, &d))
		return;
	const struct profile *best = profiles_choose(set, &d, matcher, &score);
	HOLDS((best == NULL) == (score == 0));
	profile_apply(p, &d, matcher, a, values, rules);
	check_lines(&d);
	for (size_t i = 0; i < ARTICLE_KEY_COUNT; i++) {
		HOLDS((values[i].n > 0) == (rules[i] != NULL));
		HOLDS(utf8_valid(values[i]) && str_eq(values[i], str_trim(values[i])));
	}
	/* a second time changes nothing */
	enum role first = d.count ? d.lines[0].role : ROLE_NONE;
	struct str place = values[ARTICLE_LOCATION];
	profile_apply(p, &d, matcher, a, values, rules);
	HOLDS(d.count == 0 || first == ROLE_NONE || d.lines[0].role == first);
	HOLDS(place.n == 0 || values[ARTICLE_LOCATION].p == place.p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *said = NULL;
	size_t n = 0;
	struct conf_report report = { .out = open_memstream(&said, &n), .advice = true };
	HOLDS(report.out);
	if (!set) {
		set = profiles_load(NULL, "fuzz", 0, &report);
		matcher = matcher_make();
		HOLDS(set && report.errors == 0);
	}
	struct str text = { (const char *)data, size }, file = str_cut(&text, '\0');
	file = flush_copy(0, file.p, file.n);
	text = flush_copy(1, text.p, text.n);
	bool good = profiles_add(set, STR("fuzz"), file, "fuzz.ini", &report);
	fclose(report.out);
	HOLDS(good == (report.errors == 0));
	struct str rest = { said, n };
	for (unsigned lines = 0; rest.n || lines < report.errors + report.warnings; lines++) {
		struct str line = str_cut(&rest, '\n');
		HOLDS(str_starts(line, STR("fuzz.ini:")) && harmless(line, "\t"));
	}
	if (good) {
		struct arena a = { 0 };
		const struct profile *p = profile_find(set, STR("fuzz"));
		HOLDS(p && str_eq(str_of(profile_name(p)), STR("fuzz")));
		check_facts(p);
		check_apply(p, text, &a);
		arena_free(&a);
	}
	free(said);
	return 0;
}
