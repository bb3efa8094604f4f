#include "import/beside.h"

enum {
	BIG_MAX = 8, /* words of a line that is no sentence: a place, a name, a section, "3 Kommentare" */
	SMALL_MAX = 1,
	GLUE_MAX = 5,
	ARTICLE_BIG_MAX = 12, /* of "Dieser Artikel ist zuerst am … in … erschienen" */
	ARTICLE_SMALL_MAX = 4,
};

/* A line in its tokens, and the date that is asked about. */
struct place {
	struct token token[LABEL_TOKENS];
	size_t count;
	unsigned of[LABEL_STOP + 1]; /* how many there are of each label */
	bool article;                /* the line speaks of the article */
	bool denied;                 /* the last date is of something else */
	bool hours;                  /* "14 bis 16 Uhr" */
	size_t at;                   /* the date's token */
	size_t from, to;             /* the tokens around it up to the next date: from..at-1 and at+1..to-1 */
};

static bool is(const struct place *p, size_t i, uint32_t set)
{
	return set >> p->token[i].label & 1;
}

_Static_assert(LABEL_STOP < 32, "a set of labels is a word of 32 bits");
#define SET(label) ((uint32_t)1 << LABEL_##label)

static const uint32_t idle = SET(FILL) | SET(TIME) | SET(COMMA) | SET(COLON);
static const uint32_t ends = SET(COMMA) | SET(DASH) | SET(BREAK) | SET(COLON);
static const uint32_t names = SET(PUBLISHED) | SET(APPEARED) | SET(UPDATED) | SET(PRINTED);
static const uint32_t words = SET(BIG) | SET(SMALL) | SET(NUMBER) | SET(GLUE) | SET(VERB) | SET(THIS) | SET(REPORT) |
			      SET(ARTICLE) | SET(AUTHOR) | SET(PAPER) | SET(BY) | SET(OF) | SET(SINCE) | SET(ADVERB) |
			      SET(NOT);

static bool any(const struct place *p, size_t from, size_t to, uint32_t set)
{
	for (size_t i = from; i < to; i++)
		if (is(p, i, set))
			return true;
	return false;
}

static enum when_kind kind_of(enum label label)
{
	return label == LABEL_UPDATED ? WHEN_UPDATED : label == LABEL_PRINTED ? WHEN_PRINTED : WHEN_PUBLISHED;
}

/* The name before the date, the nearest one. It is the date's before that one where "28.06. veröffentlicht, 29.06. …".
 */
static size_t name_before(const struct place *p)
{
	for (size_t i = p->at; i-- > p->from;) {
		if (!is(p, i, names))
			continue;
		bool other = p->from > 0 && any(p, i + 1, p->at, SET(COMMA) | SET(BREAK)) &&
			     !any(p, p->from, i, ~(uint32_t)(SET(FILL) | SET(TIME) | SET(ADVERB)));
		return other ? p->count : i;
	}
	return p->count;
}

/* The name behind the date, which is not the next one's, nor that of a time. */
static size_t name_behind(const struct place *p)
{
	for (size_t i = p->at + 1; i < p->to; i++) {
		if (is(p, i, SET(COMMA) | SET(BREAK) | SET(DASH)))
			return p->count;
		if (!is(p, i, names))
			continue;
		bool next = p->to < p->count && !any(p, i + 1, p->to, SET(COMMA) | SET(BREAK));
		bool time = i + 1 < p->count && is(p, i + 1, SET(TIME) | SET(COLON) | SET(FILL));
		return next || time ? p->count : i;
	}
	return p->count;
}

/* The token before the date, but for a weekday, a time and marks; count: there is none. */
static size_t word_before(const struct place *p)
{
	for (size_t i = p->at; i-- > p->from;)
		if (!is(p, i, idle))
			return i;
	return p->count;
}

static size_t word_behind(const struct place *p)
{
	for (size_t i = p->at + 1; i < p->to; i++)
		if (!is(p, i, idle))
			return i;
	return p->count;
}

/* Whether the date begins or ends something that takes days: "28.06.2018 - 30.06.2018", "28.06.2018 bis 3. Juli". */
static bool spans(const struct place *p)
{
	const uint32_t link = SET(DASH) | SET(SINCE), between = link | idle | SET(ON);
	if (p->to < p->count && any(p, p->at + 1, p->to, link) && !any(p, p->at + 1, p->to, ~between))
		return true;
	if (p->from > 0 && any(p, p->from, p->at, link) && !any(p, p->from, p->at, ~between))
		return true;
	size_t next = word_behind(p);
	if (next == p->count)
		return false;
	return is(p, next, SET(SINCE)) ||
	       (is(p, next, SET(DASH)) && next + 1 < p->to && is(p, next + 1, SET(NUMBER)) && p->token[next + 1].dot);
}

/* Whether a word says that the date is of something else: "Termin: Donnerstag, 28. Juni 2018". */
static bool denied(const struct place *p)
{
	bool near = true;
	for (size_t i = p->at; i-- > p->from;) {
		if (is(p, i, SET(NOT)))
			return near || !any(p, i, p->at, SET(COMMA));
		if (is(p, i, SET(BREAK) | SET(DASH)))
			return false;
		near = near && is(p, i, idle | SET(ON) | SET(GLUE) | SET(OF) | SET(SINCE) | SET(VERB) | SET(ADVERB));
	}
	return false;
}

static enum when_kind named_kind(const struct place *p, size_t name)
{
	unsigned big = p->of[LABEL_BIG] + p->of[LABEL_NUMBER] + p->of[LABEL_PAPER];
	bool verb = p->of[LABEL_VERB] || p->of[LABEL_APPEARED];
	unsigned big_max = p->article ? ARTICLE_BIG_MAX : BIG_MAX;
	unsigned small_max = p->article ? ARTICLE_SMALL_MAX : SMALL_MAX;
	if ((verb && !p->article) || big > big_max || p->of[LABEL_SMALL] > small_max)
		return WHEN_IN_TEXT;
	/* "a letter published on …" */
	if (!p->article && any(p, p->from, name, SET(SMALL)))
		return WHEN_IN_TEXT;
	return kind_of(p->token[name].label);
}

/* "vom 28.06.2018" at a line's beginning, or behind "Artikel", "Allerzeitung", "Nr. 26"; not "Urteil vom …". */
static enum when_kind of_kind(const struct place *p, size_t of)
{
	const uint32_t before = ends | names | SET(ARTICLE) | SET(REPORT) | SET(PAPER) | SET(NUMBER);
	if (p->of[LABEL_VERB] || p->of[LABEL_SMALL] > 1 || p->of[LABEL_BIG] > BIG_MAX)
		return WHEN_IN_TEXT;
	if (p->to > p->at + 1 && is(p, p->at + 1, SET(SMALL) | SET(SINCE) | SET(GLUE)))
		return WHEN_IN_TEXT;
	return of == 0 || is(p, of - 1, before) ? WHEN_PUBLISHED : WHEN_IN_TEXT;
}

/* Whether the words of the date's own part of the line, up to the next mark, make it a part of a sentence. */
static bool inside(const struct place *p, bool on)
{
	size_t from = p->at, to = p->at + 1;
	while (from > p->from && !is(p, from - 1, ends))
		from--;
	while (to < p->to && !is(p, to, ends))
		to++;
	if (any(p, from, p->at, SET(SMALL) | SET(VERB)) || any(p, p->at + 1, to, SET(SMALL) | SET(VERB)))
		return true;
	bool byline = from < p->at && (is(p, from, SET(BY)) || any(p, from, p->at, SET(AUTHOR)));
	if (!on || byline)
		return false;
	if (p->of[LABEL_SMALL])
		return true;
	bool by_behind = to > p->at + 1 && is(p, p->at + 1, SET(BY));
	return any(p, from, p->at, words) || (!by_behind && any(p, p->at + 1, to, words & ~SET(NUMBER)));
}

static enum when_kind plain_kind(const struct place *p, size_t before)
{
	unsigned big = p->of[LABEL_BIG] + p->of[LABEL_NUMBER] + p->of[LABEL_AUTHOR] + p->of[LABEL_PAPER] +
		       p->of[LABEL_ARTICLE] + p->of[LABEL_REPORT] + p->of[LABEL_NOT];
	bool on = before < p->count && is(p, before, SET(ON));
	if (p->hours)
		return WHEN_IN_TEXT;
	uint32_t others = any(p, 0, p->count, names) ? words & ~SET(ADVERB) : words;
	if (!any(p, 0, p->count, others))
		return WHEN_ALONE;
	if (p->of[LABEL_VERB] || p->of[LABEL_APPEARED] || big > BIG_MAX || p->of[LABEL_SMALL] > SMALL_MAX ||
		p->of[LABEL_GLUE] > GLUE_MAX || inside(p, on))
		return WHEN_IN_TEXT;
	if (p->of[LABEL_STOP] && p->of[LABEL_SMALL])
		return WHEN_IN_TEXT;
	return WHEN_STANDING;
}

static enum when_kind day_kind(struct place *p, const struct day *day)
{
	size_t name = name_before(p), before = word_before(p);
	/* "Termine: 28.06.2018, 29.06.2018" */
	p->denied = denied(p) || (p->denied && name == p->count);
	if (day->span || p->denied || spans(p))
		return WHEN_IN_TEXT;
	if (name < p->count)
		return named_kind(p, name);
	if (before < p->count && is(p, before, SET(SINCE) | SET(BY)))
		return WHEN_IN_TEXT;
	name = name_behind(p);
	if (name < p->count)
		return named_kind(p, name);
	if (before < p->count && is(p, before, SET(OF)))
		return of_kind(p, before);
	return plain_kind(p, before);
}

static void place_read(struct place *p, struct str line, const struct day *days, size_t count)
{
	*p = (struct place){ 0 };
	p->count = label_tokens(line, days, count, p->token);
	for (size_t i = 0; i < p->count; i++) {
		p->of[p->token[i].label]++;
		p->article = p->article || is(p, i, SET(ARTICLE)) ||
			     (i > 0 && is(p, i, SET(REPORT)) && is(p, i - 1, SET(THIS)));
		p->hours = p->hours || (i > 1 && is(p, i, SET(TIME)) && is(p, i - 1, SET(DASH) | SET(SINCE)) &&
					       is(p, i - 2, SET(TIME) | SET(NUMBER)));
	}
}

void beside_judge(struct str line, const struct day *days, size_t count, enum when_kind kinds[BESIDE_DAYS])
{
	struct place p;
	place_read(&p, line, days, count);
	p.to = 0;
	for (size_t i = 0; i < count; i++) {
		p.from = i > 0 ? p.at + 1 : 0;
		for (p.at = p.from; p.at < p.count && !is(&p, p.at, SET(DATE));)
			p.at++;
		for (p.to = p.at + 1; p.to < p.count && !is(&p, p.to, SET(DATE));)
			p.to++;
		kinds[i] = day_kind(&p, &days[i]);
	}
}
