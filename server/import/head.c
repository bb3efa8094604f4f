#include "import/head.h"

#include "import/person.h"
#include "import/tongue.h"
#include "import/trunk.h"

#include <stdlib.h>
#include <string.h>

enum {
	HEAD_LINES = 400,  /* so many lines above the text are looked at */
	VOCABULARY = 1024, /* slots; a power of two */
	STEM = 5,          /* bytes in which two words of one story agree */
	WORD_MIN = 4,
	HEADLINE_BYTES = 240,
	STANDFIRST_WORDS = 5,
	KICKER_WORDS = 4,
	AUTHOR_LINES = 4,
	SHY = 2, /* a headline that is half as common as furniture is none */
	NEVER = -1000,
};

/* The beginnings of the words of the text: a headline speaks of what the text speaks of, and menus do not. */
struct vocabulary {
	uint64_t stem[VOCABULARY];
	size_t count;
};

static char low(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* The next word of at least WORD_MIN bytes that is no stop word; 0: there is none left. */
static uint64_t stem_next(struct str *rest)
{
	while (rest->n) {
		size_t from = 0, to;
		while (from < rest->n && !strchr("abcdefghijklmnopqrstuvwxyz", low(rest->p[from])) &&
			(unsigned char)rest->p[from] < 0xc3)
			from++;
		for (to = from; to < rest->n && (strchr("abcdefghijklmnopqrstuvwxyz", low(rest->p[to])) ||
							(unsigned char)rest->p[to] >= 0x80);)
			to++;
		struct str word = str_sub(*rest, from, to);
		*rest = str_sub(*rest, to > from ? to : rest->n, rest->n);
		if (word.n < WORD_MIN || tongue_stop_word(word))
			continue;
		uint64_t stem = 0;
		for (size_t i = 0; i < STEM && i < word.n; i++)
			stem = stem << 8 | (unsigned char)low(word.p[i]);
		return stem;
	}
	return 0;
}

static uint64_t *slot(struct vocabulary *v, uint64_t stem)
{
	size_t at = (size_t)(stem * 0x9e3779b97f4a7c15u >> 32) % VOCABULARY;
	while (v->stem[at] && v->stem[at] != stem)
		at = (at + 1) % VOCABULARY;
	return &v->stem[at];
}

static void vocabulary_make(struct vocabulary *v, const struct casting *c)
{
	*v = (struct vocabulary){ 0 };
	for (size_t i = c->first; i <= c->last && i < c->d->count; i++) {
		struct str rest = c->d->lines[i].text;
		if (!trunk_good(c, i) && c->d->lines[i].role != ROLE_NONE)
			continue;
		for (uint64_t stem; v->count < VOCABULARY / 2 && (stem = stem_next(&rest)) != 0;) {
			uint64_t *s = slot(v, stem);
			v->count += *s == 0;
			*s = stem;
		}
	}
}

/* How many in a hundred of a line's words the text knows too. */
static int overlap(struct vocabulary *v, struct str text, int *known)
{
	int all = 0;
	*known = 0;
	for (uint64_t stem; (stem = stem_next(&text)) != 0; all++)
		*known += *slot(v, stem) == stem;
	return all ? *known * 100 / all : 0;
}

/* ---- the headline ---- */

static bool is_short_open(const struct casting *c, size_t i)
{
	return i < c->d->count && role_open(c, i) && c->looks[i].words <= 3;
}

/* One of a menu's lines: short ones close together. */
static bool in_menu(const struct casting *c, size_t i)
{
	bool above = i > 0 && is_short_open(c, i - 1) && c->d->lines[i].gap <= 1;
	bool below = is_short_open(c, i + 1) && c->d->lines[i + 1].gap <= 1;
	return c->looks[i].words <= 3 && above && below;
}

/* Nothing but capitalised words, as the name of somebody. */
static bool like_a_name(struct str text)
{
	for (struct str word; (word = str_word(&text)).n;)
		if (word.p[0] >= 'a' && word.p[0] <= 'z')
			return false;
	return true;
}

static int form_score(const struct casting *c, size_t i)
{
	const struct look *k = &c->looks[i];
	struct str text = c->d->lines[i].text;
	static const int by_words[] = { -30, -20, -8, 6 };
	int score = k->words < 4 ? by_words[k->words] : k->words <= 16 ? 14 : -12;
	char end = text.p[text.n - 1];
	if (k->words > 24 || text.n > HEADLINE_BYTES)
		score -= 40;
	score -= end == ':' || end == ',' ? 40 : end == '.' && k->sentence ? 14 : 0;
	score -= k->sentence && end == '.' && k->words > 14 ? 20 : 0;
	score -= k->trail ? 20 : 0;
	score -= k->bullet ? 25 : 0;
	score -= k->capital ? 0 : 15;
	score -= in_menu(c, i) ? 20 : 0;
	score -= k->seen >= 3 && census_furniture(c->files, k->seen * SHY, k->words >= 3) ? 25 : 0;
	score -= k->words <= 5 && like_a_name(text) ? person_like(text) ? 12 : 6 : 0;
	score -= k->letters < 3 ? 40 : 0;
	return score;
}

static int place_score(const struct casting *c, size_t i)
{
	int score = 0;
	if (i + 1 < c->d->count) {
		enum role next = c->d->lines[i + 1].role;
		score += next == ROLE_DATE || next == ROLE_BYLINE ? 4 : 0;
		/* a caption stands right above its credit */
		score -= next == ROLE_CREDIT && c->d->lines[i + 1].gap == 0 ? 10 : 0;
		score += c->d->lines[i].gap && c->d->lines[i + 1].gap ? 3 : 0;
	}
	return score;
}

static int headline_score(const struct casting *c, size_t i, struct vocabulary *v, int before, int below)
{
	struct str text = c->d->lines[i].text;
	int known, share = overlap(v, text, &known);
	/* one word in common is little */
	int score = form_score(c, i) + place_score(c, i) + share * (known < 3 ? known : 3) * 2 / 15;
	if (str_eq(text, c->d->meta[ARTICLE_HEADLINE]))
		score += 60;
	/* of several that fit, the first is the headline and the others say more about it; of what doesn't fit, what
	 * is nearer to the text */
	return score - before * 6 - below * (share >= 40 ? 0 : 1);
}

void head_find(struct casting *c)
{
	struct vocabulary v;
	int best = NEVER, before = 0;
	size_t end = c->first < c->d->count ? c->first : c->d->count;
	for (size_t i = 0; i < c->d->count; i++)
		if (c->d->lines[i].role == ROLE_HEADLINE) {
			c->headline = i;
			return;
		}
	vocabulary_make(&v, c);
	int open = 0;
	for (size_t i = 0; i < end; i++)
		open += role_open(c, i);
	for (size_t i = end > HEAD_LINES ? end - HEAD_LINES : 0; i < end; i++) {
		if (!role_open(c, i))
			continue;
		open--;
		int score = headline_score(c, i, &v, before, open > 10 ? 10 : open);
		if (score > best) {
			best = score;
			c->headline = i;
		}
		int known, share = overlap(&v, c->d->lines[i].text, &known);
		before += c->looks[i].words >= 3 && known >= 2 && share >= 50;
	}
	/* a path may have said it already, further up */
	for (size_t i = c->headline + 1; i < end; i++)
		if (role_open(c, i) && str_eq(c->d->lines[i].text, c->d->lines[c->headline].text))
			c->headline = i;
	if (c->headline < c->d->count)
		role_give(c, c->headline, ROLE_HEADLINE,
			"structure: of the lines above the text the one most like a headline");
}

/* ---- its neighbours ---- */

static void kicker_take(struct casting *c)
{
	size_t i = c->headline;
	while (i > 0) {
		enum role r = c->d->lines[--i].role;
		if (r == ROLE_KICKER)
			return;
		if (r == ROLE_NONE)
			break;
		/* a date or a byline may stand between */
	}
	const struct look *k = &c->looks[i];
	struct str text = c->d->lines[i].text;
	/* the end of a menu is no kicker */
	if (i > 0 && c->d->lines[i].gap == 0 && c->looks[i - 1].words <= KICKER_WORDS &&
		(role_open(c, i - 1) || c->d->lines[i - 1].role == ROLE_FURNITURE))
		return;
	if (i < c->headline && role_open(c, i) && k->words > 0 && k->words <= KICKER_WORDS && k->capital &&
		!in_menu(c, i) && !str_eq(text, c->d->lines[c->headline].text))
		role_give(c, i, ROLE_KICKER, "structure: short, right above the headline");
}

static void under_headline(struct casting *c)
{
	struct vocabulary v;
	vocabulary_make(&v, c);
	for (size_t i = c->headline + 1; i < c->first && i < c->d->count; i++) {
		const struct look *k = &c->looks[i];
		struct str text = c->d->lines[i].text;
		int known, share = overlap(&v, text, &known);
		bool near_credit = (i + 1 < c->d->count && c->d->lines[i + 1].role == ROLE_CREDIT &&
					   c->d->lines[i + 1].gap == 0) ||
				   (c->d->lines[i - 1].role == ROLE_CREDIT && c->d->lines[i].gap == 0);
		if (!role_open(c, i) || text.p[text.n - 1] == ':' || k->words < 3 || !k->capital || k->trail)
			continue;
		if (str_eq(text, c->d->lines[c->headline].text))
			continue;
		if (near_credit)
			role_give(c, i, ROLE_CAPTION, "structure: beside a credit, above the text");
		else if (k->sentence && (k->words >= STANDFIRST_WORDS || i + 1 == c->first))
			role_give(c, i, c->d->lines[i - 1].role == ROLE_HEADLINE ? ROLE_STANDFIRST : ROLE_BODY,
				"structure: a sentence between headline and text");
		else if (k->words >= STANDFIRST_WORDS && share >= 34)
			role_give(c, i, ROLE_STANDFIRST, "structure: below the headline, in words of the text");
	}
}

/* A name beside the date is the author's. */
void head_author(struct casting *c)
{
	if (c->headline >= c->d->count)
		return;
	for (size_t i = c->headline + 1; i < c->d->count && i <= c->first + AUTHOR_LINES; i++) {
		bool above = c->d->lines[i - 1].role == ROLE_DATE && c->d->lines[i].gap == 0;
		bool below = i + 1 < c->d->count && c->d->lines[i + 1].role == ROLE_DATE && c->d->lines[i + 1].gap == 0;
		if ((above || below) && role_open(c, i) && person_like(c->d->lines[i].text))
			role_give(c, i, ROLE_BYLINE, "structure: a name beside the date");
	}
}

void head_fill(struct casting *c)
{
	if (c->headline >= c->d->count)
		return;
	kicker_take(c);
	under_headline(c);
}
