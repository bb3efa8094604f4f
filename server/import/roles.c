#include "import/roles.h"

#include "import/head.h"
#include "import/trunk.h"

enum {
	KICKER_WORDS = 4,
	CORE_SHORT_WORDS = 16, /* a line with more words is text, whatever date stands in it */
	ALONE_WORDS = 8,       /* of a line that is a date wherever it stands */
	EDGE_LINES = 8,
	WORDY = 3,
	LANGUAGE_WORDS = 60, /* fewer tell nothing about a language */
	LANGUAGE_STOP = 10,  /* words in a hundred */
};

bool role_open(const struct casting *c, size_t line)
{
	return c->d->lines[line].role == ROLE_NONE;
}

bool role_give(struct casting *c, size_t line, enum role role, const char *why)
{
	struct line *l = &c->d->lines[line];
	if (l->role != ROLE_NONE)
		return false;
	l->role = role;
	l->rule = why;
	return true;
}

/* ---- markup ---- */

static void hint_take(struct casting *c, size_t i)
{
	static const struct {
		enum hint hint;
		enum role role;
		const char *why;
	} means[] = {
		{ HINT_TITLE, ROLE_HEADLINE, "markup: title" },
		{ HINT_HEADING, ROLE_SUBHEADING, "markup: heading" },
		{ HINT_CAPTION, ROLE_CAPTION, "markup: caption" },
		{ HINT_CREDIT, ROLE_CREDIT, "markup: credit" },
		{ HINT_BYLINE, ROLE_BYLINE, "markup: byline" },
		{ HINT_DATE, ROLE_DATE, "markup: date" },
		{ HINT_KICKER, ROLE_KICKER, "markup: kicker" },
		{ HINT_LEAD, ROLE_STANDFIRST, "markup: standfirst" },
		{ HINT_LIST, ROLE_LIST, "markup: list" },
		{ HINT_ASIDE, ROLE_FURNITURE, "markup: an aside" },
		{ HINT_QUOTE, ROLE_BODY, "markup: quotation" },
	};
	const struct line *l = &c->d->lines[i];
	if (l->hint == HINT_ASIDE && trunk_good(c, i))
		return; /* as good as text */
	for (size_t k = 0; k < sizeof means / sizeof *means; k++)
		if (l->hint == means[k].hint)
			role_give(c, i, means[k].role, means[k].why);
	/* old pages print headlines as paragraphs */
	if (l->hint == HINT_PARAGRAPH && i >= c->first && (c->looks[i].sentence || c->looks[i].words > 8))
		role_give(c, i, ROLE_BODY, "markup: paragraph");
}

/* ---- lines that say what they are ---- */

/* Above the text, behind it, or so near to its beginning that what looks like its first paragraph may be a standfirst.
 */
static bool at_the_edge(const struct casting *c, size_t i)
{
	return c->first > c->last || i < c->first + EDGE_LINES || i > c->last;
}

static enum when_kind best_kind(const struct look *k)
{
	enum when_kind best = WHEN_NONE;
	for (size_t i = 0; i < k->when_count; i++)
		best = k->when[i].kind > best ? k->when[i].kind : best;
	return best;
}

static void form_take(struct casting *c, size_t i)
{
	struct look *k = &c->looks[i];
	struct line *l = &c->d->lines[i];
	enum when_kind kind = best_kind(k);
	if (k->credit && role_give(c, i, ROLE_CREDIT, "structure: a credit"))
		l->core = k->names;
	if (k->caption.n && kind >= WHEN_PRINTED && k->words <= CORE_SHORT_WORDS)
		role_give(c, i, ROLE_DATE, "structure: a date, and where it is from");
	if (k->caption.n && k->words < 60 && role_give(c, i, ROLE_CAPTION, "structure: ends in a credit"))
		l->core = k->caption;
	bool alone = kind >= WHEN_ALONE || kind == WHEN_PRINTED || (kind == WHEN_UPDATED && k->words <= ALONE_WORDS);
	if (k->words > CORE_SHORT_WORDS || (!at_the_edge(c, i) && !alone))
		return;
	if (k->byline && role_give(c, i, ROLE_BYLINE, "structure: a byline"))
		l->core = k->names;
	else if (kind > WHEN_IN_TEXT || kind == WHEN_UPDATED)
		role_give(c, i, ROLE_DATE, "structure: a date");
}

/* ---- the collection ---- */

/* A place returns in many files without being furniture; but what is in most of them is the paper's own name. */
static bool maybe_kicker(const struct casting *c, size_t i)
{
	const struct look *k = &c->looks[i];
	return i < c->first && k->words <= KICKER_WORDS && !k->trail && k->capital && k->seen * 3 < c->files &&
	       c->d->lines[i].text.p[c->d->lines[i].text.n - 1] != ':';
}

/* A place above the headline that the menu, further up, has too. */
static bool from_menu(const struct casting *c, size_t i)
{
	const struct look *k = &c->looks[i];
	size_t gap = c->d->lines[i].gap;
	if (i >= c->first || k->words > KICKER_WORDS || !gap || (i + 1 < c->d->count && c->d->lines[i + 1].gap == 0))
		return false;
	for (size_t other = 0; other < i; other++)
		if (str_eq(c->d->lines[other].text, c->d->lines[i].text))
			return true;
	return false;
}

static void collection_take(struct casting *c)
{
	for (size_t i = 0; i < c->d->count; i++) {
		struct line *l = &c->d->lines[i];
		if (c->looks[i].seen == 0 || !census_furniture(c->files, c->looks[i].seen, c->looks[i].words >= WORDY))
			continue;
		/* credits, dates and names return too; a rule or their form has told them */
		bool told = l->role != ROLE_NONE && l->role != ROLE_BODY && l->role != ROLE_LIST &&
			    l->role != ROLE_SUBHEADING && l->role != ROLE_HEADLINE && l->role != ROLE_STANDFIRST;
		if (told || maybe_kicker(c, i) || from_menu(c, i))
			continue;
		l->role = ROLE_FURNITURE;
		l->rule = arena_fmt(c->arena, "collection: in %u of %u files", c->looks[i].seen, c->files).p;
	}
}

/* ---- all of it ---- */

static void look_all(struct casting *c)
{
	enum when_order order = c->scene->profile ? profile_facts(c->scene->profile).order : WHEN_DMY;
	unsigned words = 0, stop = 0;
	c->looks = arena_take(c->arena, c->d->count + 1, sizeof *c->looks);
	c->files = c->scene->census ? census_files(c->scene->census, c->scene->source) : 0;
	for (size_t i = 0; i < c->d->count; i++) {
		struct look *k = &c->looks[i];
		struct str text = c->d->lines[i].text;
		look_at(text, order, c->scene->today, c->arena, k);
		if (c->files)
			k->seen = census_seen(c->scene->census, c->scene->source, text);
		words += k->words;
		stop += k->stop * k->words / 100;
	}
	c->any_language = words >= LANGUAGE_WORDS && stop * 100 < words * LANGUAGE_STOP;
}

void roles_decide(struct casting *c, struct matcher *m)
{
	c->headline = c->d->count;
	if (c->scene->profile)
		c->given_up += profile_apply(c->scene->profile, c->d, m, c->arena, c->values, c->value_rule);
	c->given_up += profile_apply(c->scene->generic, c->d, m, c->arena, c->values, c->value_rule);
	look_all(c);
	trunk_find(c);
	if (c->d->marked_up)
		for (size_t i = 0; i < c->d->count; i++)
			hint_take(c, i);
	for (size_t i = 0; i < c->d->count; i++)
		form_take(c, i);
	collection_take(c);
	/* what the collection knew may have been the first paragraph that looked good */
	trunk_find(c);
	for (size_t i = 0; i < c->d->count; i++)
		form_take(c, i);
	head_find(c);
	head_author(c);
	trunk_fill(c);
	head_fill(c);
	for (size_t i = 0; i < c->d->count; i++)
		role_give(c, i, ROLE_FURNITURE,
			i < c->first ? "structure: above the text, and no part of it" : "structure: behind the text");
}
