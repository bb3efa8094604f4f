#include "import/people.h"

#include "import/credit.h"
#include "import/sheet.h"

static struct str names_of(
	const struct casting *c, size_t i, struct arena *a, bool (*read)(struct str, struct arena *, struct str *))
{
	const struct line *l = &c->d->lines[i];
	struct str names;
	if (l->core.n && l->role != ROLE_CAPTION)
		return l->core;
	if (read(l->text, a, &names))
		return names;
	size_t colon = str_index(l->text, ':');
	return colon < 20 && colon < l->text.n ? str_trim(str_sub(l->text, colon + 1, l->text.n)) : l->text;
}

/* Without the marks and small words that join a name to a date: "Von Silke Kopka am", "/ von Kai Tönnies". */
static struct str unjoined(struct str s)
{
	static const char *const before[] = { " am", " on", " vom", ",", "|", "/", "-", "–", "·", "•" };
	static const char *const behind[] = { "|", "/", "-", "–", ",", "·", "•" };
	s = str_trim(s);
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (str_ends(s, str_of(before[i])))
			s = str_trim(str_sub(s, 0, s.n - str_of(before[i]).n));
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		if (str_starts(s, str_of(behind[i])))
			s = str_trim(str_sub(s, str_of(behind[i]).n, s.n));
	return s;
}

/* "Von Silke Kopka am 20. Februar 2006", "August 29, 2017 by Olivia Stevens". */
static bool author_of_date(const struct casting *c, size_t i, struct arena *a, struct str *names)
{
	const struct look *k = &c->looks[i];
	struct str text = c->d->lines[i].text;
	if (k->when_count == 0)
		return false;
	return byline_read(unjoined(str_sub(text, 0, k->when[0].from)), a, names) ||
	       byline_read(unjoined(str_sub(text, k->when[k->when_count - 1].to, text.n)), a, names);
}

static void author_add(struct people *p, const struct casting *c, struct str names, const char *rule)
{
	p->authors = credit_join(p->authors, names, c->arena);
	p->author_rule = p->author_rule ? p->author_rule : rule;
}

static void credit_add(struct people *p, const struct casting *c, struct str names, const char *rule)
{
	p->credits = credit_join(p->credits, names, c->arena);
	p->credit_rule = p->credit_rule ? p->credit_rule : rule;
}

static void caption_add(struct buf *captions, struct people *p, const struct casting *c, const struct line *l)
{
	struct str names, caption, text = sheet_line(l);
	if (credit_of_caption(l->text, c->arena, &names, &caption)) {
		credit_add(p, c, names, l->rule);
		text = caption;
	}
	arena_room(c->arena, captions, text.n + 3);
	buf_add(captions, captions->n ? STR(" / ") : STR(""));
	buf_add(captions, text);
	p->caption_rule = l->rule;
}

void people_find(const struct casting *c, struct people *out)
{
	struct buf captions = { 0 };
	*out = (struct people){ .credit_rule = c->value_rule[ARTICLE_CREDIT],
		.author_rule = c->value_rule[ARTICLE_AUTHOR] };
	for (size_t i = 0; i < c->d->count; i++) {
		const struct line *l = &c->d->lines[i];
		struct str names;
		if (l->role == ROLE_CREDIT)
			credit_add(out, c, names_of(c, i, c->arena, credit_read), l->rule);
		else if (l->role == ROLE_CAPTION)
			caption_add(&captions, out, c, l);
		else if (l->role == ROLE_BYLINE)
			author_add(out, c, names_of(c, i, c->arena, byline_read), l->rule);
		else if (l->role == ROLE_DATE && author_of_date(c, i, c->arena, &names))
			author_add(out, c, names, l->rule);
	}
	/* what the rules of profiles caught comes last, as lines are in the order in which they were printed */
	out->credits = credit_join(out->credits, c->values[ARTICLE_CREDIT], c->arena);
	out->authors = credit_join(out->authors, c->values[ARTICLE_AUTHOR], c->arena);
	out->captions = buf_str(&captions);
}
