#include "import/trunk.h"

enum {
	GOOD_WORDS = 11, /* of whole sentences */
	GOOD_LONG = 25,  /* of a paragraph that ends otherwise */
	GOOD_STOP = 18,  /* stop words in a hundred */
	SENTENCE_WORDS = 3,
	PLAIN_WORDS = 6, /* of a sentence without any stop word */
	HEADING_WORDS = 13,
	CAPTION_WORDS = 3,
	FIGURES = 2,
	BRIDGE = 3,        /* lines */
	BRIDGE_WORDS = 8,  /* of the sentence behind them */
	CLOSING_WORDS = 5, /* of a paragraph after a last subheading */
};

static bool dense(const struct casting *c, size_t i, unsigned least)
{
	return c->any_language || c->looks[i].stop >= least;
}

bool trunk_good(const struct casting *c, size_t i)
{
	const struct look *k = &c->looks[i];
	enum role r = c->d->lines[i].role;
	if (r == ROLE_BODY)
		return true;
	if (r != ROLE_NONE)
		return false;
	struct str text = c->d->lines[i].text;
	/* what ends in a colon has a list behind it */
	bool whole = k->sentence || text.p[text.n - 1] == ':';
	return (k->words >= GOOD_LONG || (k->words >= GOOD_WORDS && whole)) && dense(c, i, GOOD_STOP);
}

/* A sentence, if only a short one. */
static bool fair(const struct casting *c, size_t i)
{
	const struct look *k = &c->looks[i];
	return role_open(c, i) && k->words >= SENTENCE_WORDS && k->sentence && k->capital &&
	       (k->words >= PLAIN_WORDS || dense(c, i, 1));
}

static void span(struct casting *c, bool (*is)(const struct casting *, size_t))
{
	for (size_t i = 0; i < c->d->count; i++) {
		if (!is(c, i))
			continue;
		c->first = c->first < i ? c->first : i;
		c->last = i;
	}
}

void trunk_find(struct casting *c)
{
	c->first = c->d->count;
	c->last = 0;
	span(c, trunk_good);
	if (c->first > c->last)
		span(c, fair);
}

/* ---- within the text ---- */

static bool is_text(enum role r)
{
	return r == ROLE_BODY || r == ROLE_LIST || r == ROLE_SUBHEADING;
}

/* The next line after i whose role is not a picture's. */
static size_t beyond(const struct casting *c, size_t i)
{
	for (i++; i < c->d->count; i++) {
		enum role r = c->d->lines[i].role;
		if (r != ROLE_CREDIT && r != ROLE_CAPTION)
			break;
	}
	return i;
}

static bool text_follows(const struct casting *c, size_t i)
{
	size_t next = beyond(c, i);
	return next < c->d->count && (trunk_good(c, next) || fair(c, next) || is_text(c->d->lines[next].role) ||
					     (role_open(c, next) && c->looks[next].bullet));
}

static bool credit_follows(const struct casting *c, size_t i)
{
	return i + 1 < c->d->count && c->d->lines[i + 1].role == ROLE_CREDIT &&
	       c->d->lines[i + 1].gap <= c->d->lines[i].gap;
}

/* Short lines that are no sentences: from i up to (not including) the result. */
static size_t shorts_end(const struct casting *c, size_t i)
{
	while (i <= c->last && role_open(c, i) && !fair(c, i) && !trunk_good(c, i))
		i++;
	return i;
}

static bool is_frame(const struct casting *c, size_t i)
{
	if (i >= c->d->count)
		return true;
	enum role r = c->d->lines[i].role;
	return r == ROLE_FURNITURE || r == ROLE_DATE || r == ROLE_BYLINE || r == ROLE_CREDIT;
}

/* A button among what a site puts between headline and text. */
static bool framed(const struct casting *c, size_t from, size_t to)
{
	return from > 0 && is_frame(c, from - 1) && is_frame(c, to) && c->d->lines[from].gap <= 1;
}

static void shorts_fill(struct casting *c, size_t from, size_t to)
{
	unsigned numbers = 0;
	for (size_t i = from; i < to; i++)
		numbers += c->looks[i].digits > 0;
	for (size_t i = from; i < to; i++) {
		const struct look *k = &c->looks[i];
		struct str text = c->d->lines[i].text;
		if (!k->bullet && framed(c, from, to))
			role_give(c, i, ROLE_FURNITURE, "structure: among furniture");
		if (k->bullet)
			role_give(c, i, ROLE_LIST, "structure: begins with a list's mark");
		else if (k->words >= CAPTION_WORDS && credit_follows(c, i))
			role_give(c, i, ROLE_CAPTION, "structure: stands above a credit");
		else if (to - from > 1 && numbers * 2 >= to - from && k->words <= HEADING_WORDS)
			role_give(c, i, ROLE_LIST, "structure: one of several short lines with numbers");
		else if (i + 1 == to && k->words <= HEADING_WORDS && k->capital && text.p[text.n - 1] != ':' &&
			 text_follows(c, i))
			role_give(c, i, ROLE_SUBHEADING, "structure: short, between paragraphs");
		else
			role_give(c, i, ROLE_BODY, "structure: between paragraphs");
	}
}

/* A first paragraph right below the headline, with date, author or picture between it and the next. */
static bool leads(const struct casting *c, size_t i)
{
	if (i != c->first || i + 1 >= c->d->count || i == 0 || c->d->lines[i - 1].role != ROLE_HEADLINE)
		return false;
	enum role next = c->d->lines[i + 1].role;
	return next == ROLE_DATE || next == ROLE_BYLINE || next == ROLE_CREDIT || next == ROLE_CAPTION;
}

static void between(struct casting *c)
{
	for (size_t i = c->first; i <= c->last && i < c->d->count; i++) {
		size_t to;
		if (!role_open(c, i))
			continue;
		if (leads(c, i)) {
			role_give(c, i, ROLE_STANDFIRST, "structure: between headline and date");
		} else if (trunk_good(c, i)) {
			role_give(c, i, ROLE_BODY, "structure: whole sentences, dense with stop words");
		} else if (fair(c, i)) {
			bool caption = credit_follows(c, i) && c->d->lines[i + 1].gap == 0;
			role_give(c, i, caption ? ROLE_CAPTION : ROLE_BODY,
				caption ? "structure: stands above a credit"
					: "structure: a sentence between paragraphs");
		} else if ((to = shorts_end(c, i)) > i) {
			shorts_fill(c, i, to);
		} else {
			role_give(c, i, ROLE_BODY, "structure: between paragraphs");
		}
	}
}

/* ---- behind the last long paragraph ---- */

/* "Die wichtigsten Punkte:" */
static bool announces(const struct casting *c, size_t i)
{
	struct str text = c->d->lines[i].text;
	return role_open(c, i) && text.p[text.n - 1] == ':' && c->looks[i].words >= SENTENCE_WORDS && dense(c, i, 1) &&
	       i + 1 < c->d->count && role_open(c, i + 1);
}

static bool closing(const struct casting *c, size_t i)
{
	return i < c->d->count && fair(c, i) && c->looks[i].words >= CLOSING_WORDS && dense(c, i, GOOD_STOP);
}

/* Results and the like: several short lines with numbers, close together. */
static size_t figures_end(const struct casting *c, size_t i)
{
	size_t from = i;
	while (i < c->d->count && role_open(c, i) && c->looks[i].digits >= 2 && c->looks[i].words >= 2 &&
		c->looks[i].words <= HEADING_WORDS && c->looks[i].when_count == 0 &&
		(i == from || c->d->lines[i].gap <= 1))
		i++;
	return i - from >= FIGURES ? i : from;
}

/* Lines that are no sentences, but sentences follow closely: up to these. */
static size_t bridge_end(const struct casting *c, size_t i)
{
	for (size_t to = i; to < c->d->count && to <= i + BRIDGE && role_open(c, to) && c->d->lines[to].gap <= 1; to++)
		if (to > i && closing(c, to) && c->looks[to].words >= BRIDGE_WORDS)
			return to;
	return i;
}

static void behind(struct casting *c)
{
	for (size_t i = c->last + 1; i < c->d->count; i++) {
		enum role r = c->d->lines[i].role;
		if (r == ROLE_CREDIT || r == ROLE_CAPTION)
			continue;
		if (r == ROLE_FURNITURE && closing(c, i + 1))
			continue; /* an advertisement before the last paragraph */
		if (r != ROLE_NONE && !is_text(r))
			return;
		size_t to = figures_end(c, i);
		for (size_t k = i; k < to; k++)
			role_give(c, k, ROLE_LIST, "structure: lines with numbers right behind the text");
		if (fair(c, i) && credit_follows(c, i) && c->d->lines[i + 1].gap == 0)
			role_give(c, i, ROLE_CAPTION, "structure: stands above a credit");
		else if (fair(c, i) || announces(c, i))
			role_give(c, i, ROLE_BODY, "structure: a sentence right behind the text");
		else if (c->looks[i].bullet && c->looks[i].words > 0)
			role_give(c, i, ROLE_LIST, "structure: a list right behind the text");
		else if (c->looks[i].words <= HEADING_WORDS && closing(c, i + 1))
			role_give(c, i, ROLE_SUBHEADING, "structure: short, and sentences follow");
		else if (c->looks[i].words >= CLOSING_WORDS && role_open(c, i) && dense(c, i, GOOD_STOP) &&
			 i + 1 < c->d->count && fair(c, i + 1) && c->d->lines[i + 1].gap <= 1)
			role_give(c, i, ROLE_BODY, "structure: in words of a sentence, and one follows");
		else if ((to = bridge_end(c, i)) > i)
			shorts_fill(c, i, to);
		else if (role_open(c, i))
			return;
		c->last = i;
	}
}

void trunk_fill(struct casting *c)
{
	if (c->first > c->last)
		return;
	between(c);
	behind(c);
}
