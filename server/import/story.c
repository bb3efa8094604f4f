#include "import/story.h"

#include "import/credit.h"
#include "import/dateline.h"
#include "import/people.h"
#include "import/place.h"
#include "import/sheet.h"

enum {
	IN_HEAD = 25,        /* so that "Stand:" above the text counts more than a lone date below it */
	DATELINE_LINES = 5,  /* of the first so many, one may begin with a dateline */
	TEXT_LETTERS = 20,   /* with fewer there is no article */
	SAMPLE_BYTES = 3000, /* of the text, for the language and the place */
	FIRST_WORDS = 70,    /* bytes of the text that stand for a missing headline */
};

/* What is being made, and from what. */
struct making {
	const struct casting *c;
	const struct story_site *site;
	struct story *out;
	struct arena *a;
	struct str sample; /* the text's beginning, for questions about it */
};

/* ---- lines ---- */

static void set(struct making *m, enum article_key key, struct str value, const char *rule)
{
	if (m->out->value[key].n || value.n == 0)
		return;
	m->out->value[key] = value;
	m->out->rule[key] = rule;
}

/* Paragraphs, or where there are none whatever is printed. */
static void sample_take(struct making *m, bool paragraphs)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < m->c->d->count && b.n < SAMPLE_BYTES; i++) {
		const struct line *l = &m->c->d->lines[i];
		if (paragraphs ? l->role != ROLE_BODY && l->role != ROLE_STANDFIRST : !sheet_prints(l->role))
			continue;
		struct str text = sheet_line(l);
		arena_room(m->a, &b, text.n + 1);
		buf_add(&b, text);
		buf_byte(&b, '\n');
	}
	m->sample = buf_str(&b);
	if (paragraphs && m->sample.n == 0)
		sample_take(m, false);
}

static unsigned letters(const struct casting *c)
{
	unsigned sum = 0;
	for (size_t i = 0; i < c->d->count; i++)
		sum += sheet_prints(c->d->lines[i].role) ? c->looks[i].letters : 0;
	return sum;
}

/* ---- headline ---- */

/* The first words of the text, for an article that came without a headline. */
static struct str first_words(struct making *m)
{
	struct dateline dl;
	struct str text = str_cut(&(struct str){ m->sample.p, m->sample.n }, '\n');
	if (dateline_read(text, &dl))
		text = str_sub(text, dl.end, text.n);
	if (text.n <= FIRST_WORDS)
		return text;
	size_t cut = str_rindex(str_sub(text, 0, FIRST_WORDS), ' ');
	return arena_fmt(m->a, "%.*s …", STR_ARG(utf8_fit(text, cut)));
}

/* Agencies end their headlines with "=". */
static struct str unmarked(struct str s)
{
	return str_ends(s, STR(" =")) ? str_trim(str_sub(s, 0, s.n - 1)) : s;
}

static void headline_take(struct making *m)
{
	const struct document *d = m->c->d;
	set(m, ARTICLE_HEADLINE, m->c->values[ARTICLE_HEADLINE], m->c->value_rule[ARTICLE_HEADLINE]);
	for (size_t i = 0; i < d->count; i++)
		if (d->lines[i].role == ROLE_HEADLINE)
			set(m, ARTICLE_HEADLINE, unmarked(sheet_line(&d->lines[i])), d->lines[i].rule);
	set(m, ARTICLE_HEADLINE, d->meta[ARTICLE_HEADLINE], "what the page says of itself");
	set(m, ARTICLE_HEADLINE, first_words(m), "structure: there is no headline; the first words");
}

/* ---- dates ---- */

static bool first_date(struct str text, const struct casting *c, struct date *out)
{
	struct when w[LOOK_DATES];
	enum when_order order = c->scene->profile ? profile_facts(c->scene->profile).order : WHEN_DMY;
	size_t n = when_read(text, order, c->scene->today, w, LOOK_DATES);
	for (size_t i = 0; i < n; i++)
		if (w[i].kind != WHEN_UPDATED) {
			*out = w[i].date;
			return true;
		}
	if (n)
		*out = w[0].date;
	return n > 0;
}

/* How good a date is as that of publication: what is said of it, and then where it stands. */
static int date_score(const struct casting *c, size_t line, enum when_kind kind)
{
	int near = 0;
	if (c->headline < c->d->count && line > c->headline && line < c->first)
		near = IN_HEAD;
	else if (c->headline < c->d->count && line < c->headline && c->headline - line <= 3)
		near = IN_HEAD - 1;
	else if (line > c->last)
		near = 2;
	return (int)kind * 10 + near;
}

static void dates_of_lines(struct making *m, struct date *published, struct date *modified, const char **rule)
{
	const struct casting *c = m->c;
	int best = 0;
	for (size_t i = 0; i < c->d->count; i++) {
		enum role r = c->d->lines[i].role;
		if (r != ROLE_DATE && r != ROLE_BYLINE && r != ROLE_KICKER)
			continue;
		for (size_t k = 0; k < c->looks[i].when_count; k++) {
			const struct when *w = &c->looks[i].when[k];
			int score = date_score(c, i, w->kind);
			if (w->kind == WHEN_UPDATED)
				*modified = w->date;
			/* a profile or markup says that the line is one, whatever its form says */
			if (w->kind == WHEN_IN_TEXT && r != ROLE_DATE)
				continue;
			if (score > best) {
				best = score;
				*published = w->date;
				*rule = c->d->lines[i].rule;
			}
		}
	}
}

static int date_order(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return a.day < b.day ? -1 : a.day > b.day;
}

static struct str date_text(struct making *m, struct date d)
{
	char room[16];
	struct buf b = BUF(room);
	date_iso(&b, d);
	return arena_copy(m->a, buf_str(&b));
}

static void dates_take(struct making *m)
{
	const struct document *d = m->c->d;
	struct date published = { 0 }, modified = { 0 }, other;
	const char *rule = NULL;
	dates_of_lines(m, &published, &modified, &rule);
	if (first_date(d->meta[ARTICLE_PUBLISHED], m->c, &other)) {
		published = other;
		rule = "what the page says of itself";
	}
	if (first_date(m->c->values[ARTICLE_PUBLISHED], m->c, &other)) {
		published = other;
		rule = m->c->value_rule[ARTICLE_PUBLISHED];
	}
	if (published.year == 0 && when_of_path(m->site->name, m->c->scene->today, &published))
		rule = "the input's name";
	if (first_date(d->meta[ARTICLE_MODIFIED], m->c, &other))
		modified = other;
	m->out->date = published;
	if (published.year)
		set(m, ARTICLE_PUBLISHED, date_text(m, published), rule);
	if (published.year && modified.year && date_order(modified, published) > 0)
		set(m, ARTICLE_MODIFIED, date_text(m, modified), "said to be of a later version");
}

/* ---- people ---- */

static void people_take(struct making *m)
{
	struct people p;
	people_find(m->c, &p);
	set(m, ARTICLE_CREDIT, p.credits, p.credit_rule);
	set(m, ARTICLE_AUTHOR, p.authors, p.author_rule);
	set(m, ARTICLE_CAPTION, p.captions, p.caption_rule);
	set(m, ARTICLE_CREDIT, m->c->d->meta[ARTICLE_CREDIT], "what the page says of itself");
	set(m, ARTICLE_AUTHOR, m->c->d->meta[ARTICLE_AUTHOR], "what the page says of itself");
}

/* ---- the place ---- */

static struct str tidied(struct making *m, struct str place)
{
	struct buf b = { 0 };
	arena_room(m->a, &b, place.n + 8);
	place_tidy(&b, place);
	return buf_str(&b);
}

static bool dateline_take(struct making *m, struct dateline *dl)
{
	unsigned looked = 0;
	for (size_t i = 0; i < m->c->d->count && looked < DATELINE_LINES; i++) {
		const struct line *l = &m->c->d->lines[i];
		if (l->role != ROLE_BODY && l->role != ROLE_STANDFIRST)
			continue;
		looked++;
		if (dateline_read(sheet_line(l), dl)) {
			m->out->has_dateline = true;
			return true;
		}
	}
	return false;
}

/* The parts of "Lokales | Wolfsburg"; a kicker without such marks is one part. */
static struct str part_next(struct str *rest)
{
	static const char *const marks[] = { " | ", " > ", " » ", " › ", " / ", " · ", " • ", " - ", " – " };
	size_t at = rest->n, length = 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t found = str_find(*rest, str_of(marks[i]));
		if (found < at) {
			at = found;
			length = str_of(marks[i]).n;
		}
	}
	struct str part = str_trim(str_sub(*rest, 0, at));
	*rest = str_sub(*rest, at + length, rest->n);
	return part;
}

/* What stands beside the date in its line: "Wolfsburg, 28. Juni 2018". */
static struct str beside_date(const struct casting *c, size_t i)
{
	const struct look *k = &c->looks[i];
	struct str text = c->d->lines[i].text;
	if (k->when_count == 0 || k->when[0].kind != WHEN_STANDING || k->byline)
		return (struct str){ 0 };
	struct str before = str_trim(str_sub(text, 0, k->when[0].from));
	while (before.n && str_index(STR(",.|-/:("), before.p[before.n - 1]) < STR(",.|-/:(").n)
		before = str_trim(str_sub(before, 0, before.n - 1));
	return before;
}

/* What the words above the text may mean. */
struct hearsay {
	struct str dateline; /* of the text; empty: none */
	struct str likely, maybe, topic;
	const char *why, *topic_why;
};

/* A few words above the text: a place, a section, or what the article is about. */
static void words_take(struct making *m, struct str words, const char *rule, struct hearsay *h, bool topic)
{
	while (words.n) {
		struct str part = part_next(&words);
		enum place_guess guess = place_guess(part, m->sample);
		if (part.n && place_is_section(part) && m->out->value[ARTICLE_SECTION].n == 0) {
			set(m, ARTICLE_SECTION, part, rule);
		} else if (h->likely.n == 0 && (guess == PLACE_LIKELY || (part.n && str_ieq(part, h->dateline)))) {
			h->likely = part;
			h->why = rule;
		} else if (guess == PLACE_MAYBE && h->maybe.n == 0) {
			h->maybe = part;
			h->why = h->why ? h->why : rule;
		} else if (topic) {
			h->topic = credit_join(h->topic, part, m->a);
			h->topic_why = rule;
		}
	}
}

static bool same_place(struct str a, struct str b)
{
	return str_ieq(a, b) || (a.n && b.n && (str_starts(a, b) || str_starts(b, a)));
}

static void place_take(struct making *m)
{
	const struct casting *c = m->c;
	struct profile_facts facts = { .place_kicker = true, .place_dateline = true, .place_meta = true };
	struct dateline dl = { 0 };
	struct hearsay h = { 0 };
	bool dated = dateline_take(m, &dl);
	h.dateline = dl.place;
	if (c->scene->profile)
		facts = profile_facts(c->scene->profile);
	for (size_t i = 0; i < c->d->count; i++) {
		const struct line *l = &c->d->lines[i];
		if (l->role == ROLE_KICKER)
			words_take(m, sheet_line(l), l->rule, &h, true);
		else if (l->role == ROLE_DATE && i < c->first)
			words_take(m, beside_date(c, i), l->rule, &h, false);
	}
	set(m, ARTICLE_LOCATION, c->values[ARTICLE_LOCATION], c->value_rule[ARTICLE_LOCATION]);
	set(m, ARTICLE_LOCATION, facts.place, "the profile's place");
	if (facts.place_meta)
		set(m, ARTICLE_LOCATION, c->d->meta[ARTICLE_LOCATION], "what the page says of itself");
	if (facts.place_kicker && (h.likely.n || !dated))
		set(m, ARTICLE_LOCATION, h.likely.n ? h.likely : h.maybe, h.why);
	if (facts.place_dateline && dated)
		set(m, ARTICLE_LOCATION, dl.place, "structure: the text begins with its place");
	if (m->out->value[ARTICLE_LOCATION].n)
		m->out->value[ARTICLE_LOCATION] = tidied(m, m->out->value[ARTICLE_LOCATION]);
	/* no word is lost: what is not the place is what the article is about */
	struct str about[] = { h.maybe, h.likely }, all = h.topic;
	for (size_t i = 0; i < sizeof about / sizeof *about; i++)
		if (!same_place(about[i], m->out->value[ARTICLE_LOCATION]))
			all = credit_join(all, about[i], m->a);
	set(m, ARTICLE_KEYWORDS, all, h.topic_why ? h.topic_why : h.why);
}

/* ---- all else ---- */

static const struct words *words_of(const struct story_site *site, struct str language)
{
	for (size_t i = 0; i < site->count; i++)
		if (str_eq(site->all[i]->language, language))
			return site->all[i];
	return site->own;
}

static void language_take(struct making *m, struct tongue *t)
{
	const struct casting *c = m->c;
	const char *heard = tongue_of(t, m->sample);
	if (heard)
		set(m, ARTICLE_LANGUAGE, str_of(heard), "the words of the text");
	if (c->scene->profile)
		set(m, ARTICLE_LANGUAGE, profile_facts(c->scene->profile).language, "the profile's language");
	set(m, ARTICLE_LANGUAGE, c->d->meta[ARTICLE_LANGUAGE], "what the page says of itself");
	set(m, ARTICLE_LANGUAGE, m->site->own->language, "the capsule's language");
	m->out->words = words_of(m->site, m->out->value[ARTICLE_LANGUAGE]);
}

/* A summary that is more than the text's own beginning. */
static void description_take(struct making *m)
{
	struct str said = m->c->d->meta[ARTICLE_DESCRIPTION];
	if (said.n < TEXT_LETTERS || str_ends(said, STR("…")) || str_ends(said, STR("...")))
		return;
	if (str_find(m->sample, said) == m->sample.n && !str_eq(said, m->out->value[ARTICLE_HEADLINE]))
		set(m, ARTICLE_DESCRIPTION, said, "what the page says of itself");
}

static void facts_take(struct making *m)
{
	static const enum article_key page[] = { ARTICLE_SECTION, ARTICLE_KEYWORDS, ARTICLE_PUBLISHER, ARTICLE_LICENSE,
		ARTICLE_COPYRIGHT, ARTICLE_DATELINE };
	const struct casting *c = m->c;
	if (c->scene->profile) {
		struct profile_facts f = profile_facts(c->scene->profile);
		set(m, ARTICLE_PUBLISHER, f.publisher, "the profile's publisher");
		set(m, ARTICLE_LICENSE, f.license, "the profile's licence");
		set(m, ARTICLE_COPYRIGHT, f.copyright, "the profile's copyright");
	}
	for (size_t key = 0; key < ARTICLE_KEY_COUNT; key++)
		set(m, (enum article_key)key, c->values[key], c->value_rule[key]);
	for (size_t i = 0; i < sizeof page / sizeof *page; i++)
		set(m, page[i], c->d->meta[page[i]], "what the page says of itself");
	if (c->scene->profile)
		set(m, ARTICLE_SECTION, profile_facts(c->scene->profile).section, "the profile's section");
}

bool story_make(
	const struct casting *c, const struct story_site *site, struct tongue *t, struct story *out, const char **why)
{
	struct making m = { .c = c, .site = site, .out = out, .a = c->arena };
	*out = (struct story){ .d = c->d };
	if (letters(c) < TEXT_LETTERS) {
		*why = "no text of an article was found in it";
		return false;
	}
	sample_take(&m, true);
	headline_take(&m);
	dates_take(&m);
	people_take(&m);
	place_take(&m);
	language_take(&m, t);
	description_take(&m);
	facts_take(&m);
	return true;
}
