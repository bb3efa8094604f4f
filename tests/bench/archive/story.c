/* story: see story.h. */
#include "story.h"

#include "lists.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* streams of chance */
enum { OF_TOPIC, OF_STORY, OF_ARTICLE, OF_TITLE, OF_BODY };

enum {
	TOPIC_FROM = 300, /* ranks of the words that are a topic's, a story's, an article's own */
	TOPIC_TO = 12000,
	OWN_FROM = 1500,
	OWN_TO = 30000,
	ALONE_TO = 60000,
	KEYWORDS = 4000,   /* the rarest keyword's rank */
	MADE_PERCENT = 15, /* of a story's words that are compounds made for it */
	ZIPF_SHIFT = 18,   /* with this the commonest content words stand in 40 % of the articles */
};

static size_t list_count(const char *const *list)
{
	size_t n = 0;

	while (list[n])
		n++;
	return n;
}

static void places_make(struct world *w)
{
	size_t towns = list_count(lists_towns), begins = list_count(lists_place_begin),
	       ends = list_count(lists_place_end);
	size_t befores = list_count(lists_place_before);

	for (size_t i = 0; i < PLACES; i++) {
		/* 167 has no factor with the number of pairs in common, so each comes once */
		size_t pair = i * 167 % (begins * ends);

		if (i < towns)
			snprintf(w->place[i], NAME_ROOM, "%s", lists_towns[i]);
		else
			snprintf(w->place[i], NAME_ROOM, "%s%s%s%s", i % 7 ? "" : lists_place_before[i / 7 % befores],
				i % 7 ? "" : " ", lists_place_begin[pair / ends], lists_place_end[pair % ends]);
	}
}

void world_make(struct world *w, uint64_t seed)
{
	size_t firsts = list_count(lists_first_names), lasts = list_count(lists_last_names);

	w->seed = seed;
	vocabulary_load(&w->vocabulary);
	places_make(w);
	for (size_t i = 0; i < PEOPLE; i++)
		snprintf(w->person[i], NAME_ROOM, "%s %s", lists_first_names[i % firsts],
			lists_last_names[(i * 7 + i / firsts) % lasts]);
}

/* What a story is about */

static struct str noun_part(const struct world *w, struct chance *c)
{
	const struct vocabulary *v = &w->vocabulary;

	return v->lexeme[v->nouns[chance_zipf(c, v->noun_count, 40)]].form[0];
}

static void compound_make(const struct world *w, struct chance *c, char out[NAME_ROOM])
{
	struct buf b = { out, 0, NAME_ROOM, false };
	struct str first = noun_part(w, c), second = noun_part(w, c);

	while (str_eq(first, second))
		second = noun_part(w, c);
	vocabulary_join(&b, first, second);
	buf_z(&b);
}

static void motif_make(const struct world *w, struct chance *c, size_t from, size_t to, bool made, struct motif *out)
{
	out->lexeme = NULL;
	if (made && chance_below(c, 100) < MADE_PERCENT)
		compound_make(w, c, out->compound);
	else
		out->lexeme = &w->vocabulary.lexeme[chance_rare(c, from, to)];
}

/* A noun that is fit to be a keyword. */
static const char *keyword_make(const struct world *w, struct chance *c, char room[NAME_ROOM])
{
	const struct lexeme *l;

	do
		l = &w->vocabulary.lexeme[chance_rare(c, 100, KEYWORDS * 2)];
	while (l->kind != LEXEME_NOUN);
	snprintf(room, NAME_ROOM, "%.*s", STR_ARG(l->form[0]));
	return room;
}

static void keywords_make(
	const struct world *w, struct chance *topic, struct chance *story, struct chance *c, struct story *s)
{
	static char room[STORY_KEYWORDS + 1][NAME_ROOM];
	const char *known[STORY_KEYWORDS];
	size_t want = chance_below(c, STORY_KEYWORDS + 1);

	for (size_t i = 0; i < STORY_KEYWORDS; i++)
		known[i] = keyword_make(w, i < 3 ? topic : i < 4 ? story : c, room[i]);
	s->keyword_count = 0;
	for (size_t i = 0, turn = chance_below(c, STORY_KEYWORDS); i < want; i++) {
		const char *k = known[(turn + i) % STORY_KEYWORDS];
		bool twice = false;

		for (size_t j = 0; j < s->keyword_count; j++)
			twice = twice || strcmp(s->keyword[j], k) == 0;
		if (!twice)
			s->keyword[s->keyword_count++] = k;
	}
}

/* The topic's words, the story's and the article's in turn. */
static void motifs_make(
	const struct world *w, struct chance *topic, struct chance *story, struct chance *c, struct story *s)
{
	struct motif topical[STORY_TOPIC * 4];
	size_t n = 0;

	for (size_t i = 0; i < STORY_TOPIC * 4; i++)
		motif_make(w, topic, TOPIC_FROM, TOPIC_TO, false, &topical[i]);
	for (size_t i = 0; i < STORY_TOPIC; i++) {
		motif_make(w, story, OWN_FROM, OWN_TO, true, &s->motif[n++]);
		/* an article has a part of its topic's words, some of them nearly always */
		s->motif[n++] = topical[chance_zipf(c, STORY_TOPIC * 4, 8)];
		if (i < STORY_ALONE)
			motif_make(w, c, OWN_FROM, ALONE_TO, true, &s->motif[n++]);
	}
}

void story_make(const struct world *w, uint64_t id, uint64_t number, struct story *s)
{
	struct chance story = chance_of(w->seed, OF_STORY, id), c = chance_of(w->seed, OF_ARTICLE, number);
	size_t which = chance_zipf(&story, TOPICS, 300);
	struct chance topic = chance_of(w->seed, OF_TOPIC, which);

	s->section = chance_hit(&c, 0.06) ? NULL : lists_sections[chance_zipf(&topic, list_count(lists_sections), 4)];
	s->place = w->place[chance_zipf(&story, PLACES, 3)];
	if (chance_hit(&c, 0.1))
		s->place = w->place[chance_zipf(&c, PLACES, 3)];
	if (chance_hit(&c, 0.04))
		s->place = NULL;
	s->person = w->person[chance_below(&story, PEOPLE)];
	s->author = chance_hit(&c, 0.85) ? w->person[chance_zipf(&c, AUTHORS, 10)] : NULL;
	s->photographer = chance_hit(&c, 0.2) ? w->person[chance_below(&c, AUTHORS)] : NULL;
	s->english = chance_hit(&c, 0.02);
	motifs_make(w, &topic, &story, &c, s);
	keywords_make(w, &topic, &story, &c, s);
}

/* Words in a row */

static struct str form_take(struct chance *c, const struct lexeme *l)
{
	return l->count == 1 || chance_hit(c, 0.55) ? l->form[0] : l->form[chance_below(c, l->count)];
}

static struct str motif_form(struct chance *c, const struct motif *m)
{
	return m->lexeme ? form_take(c, m->lexeme) : str_of(m->compound);
}

static void capital_add(struct buf *out, struct str s)
{
	unsigned char first = (unsigned char)s.p[0], second = s.n > 1 ? (unsigned char)s.p[1] : 0;

	if (first >= 'a' && first <= 'z') {
		buf_byte(out, (char)(first - ('a' - 'A')));
		buf_add(out, str_sub(s, 1, s.n));
	} else if (first == 0xc3 && second >= 0xa0) {
		buf_byte(out, (char)first);
		buf_byte(out, (char)(second - 0x20));
		buf_add(out, str_sub(s, 2, s.n));
	} else {
		buf_add(out, s);
	}
}

/* Not the one before it again. */
static struct str function_word(struct chance *c, const struct share *list, struct str before)
{
	const struct share *f;
	unsigned sum = 0;

	for (f = list; f->word; f++)
		sum += f->weight;
	do {
		size_t at = chance_below(c, sum);

		for (f = list; at >= f->weight; f++)
			at -= f->weight;
	} while (str_eq(str_of(f->word), before));
	return str_of(f->word);
}

/* A content word: of what the article is about, or of the language. room: for a compound word made here. */
static struct str content_word(const struct world *w, const struct story *s, struct chance *c, char room[NAME_ROOM])
{
	double u = chance_unit(c);

	if (s->english && chance_hit(c, 0.8))
		return str_of(lists_english[chance_zipf(c, list_count(lists_english), 20)]);
	if (chance_hit(c, 0.35))
		return motif_form(c, &s->motif[(size_t)(STORY_MOTIFS * u * sqrt(u))]);
	if (!s->english && chance_hit(c, 0.03)) {
		compound_make(w, c, room);
		return str_of(room);
	}
	return form_take(c, &w->vocabulary.lexeme[chance_zipf(c, w->vocabulary.count, ZIPF_SHIFT)]);
}

/* A number, a time, a day, a place, a person. */
static void fact_add(const struct world *w, struct chance *c, struct buf *out)
{
	switch (chance_below(c, 6)) {
	case 0:
		buf_fmt(out, "%zu Euro", 5 * (1 + chance_below(c, 4000)));
		break;
	case 1:
		buf_fmt(out, "%zu.%zu0 Uhr", 6 + chance_below(c, 18), chance_below(c, 6));
		break;
	case 2:
		buf_fmt(out, "%zu. %s", 1 + chance_below(c, 28), lists_months[chance_below(c, 12)]);
		break;
	case 3:
		buf_fmt(out, "%zu", 2 + chance_below(c, 400));
		break;
	case 4:
		buf_add(out, str_of(w->place[chance_zipf(c, PLACES, 3)]));
		break;
	default:
		buf_add(out, str_of(w->person[chance_below(c, PEOPLE)]));
		break;
	}
}

static void sentence_add(const struct world *w, const struct story *s, struct chance *c, struct buf *out)
{
	const struct share *function = s->english ? lists_function_en : lists_function;
	size_t words = 5 + chance_below(c, 14);
	bool after = false, quote = chance_hit(c, 0.08);
	struct str word = { 0 };

	buf_add(out, quote ? STR("„") : STR(""));
	for (size_t i = 0; i < words; i++) {
		char room[NAME_ROOM];

		if (i > 0)
			buf_add(out, i > 3 && i + 3 < words && chance_hit(c, 0.09) ? STR(", ") : STR(" "));
		if (i > 0 && chance_hit(c, 0.03)) {
			fact_add(w, c, out);
			after = false;
			continue;
		}
		after = i + 1 < words && chance_hit(c, after ? 0.3 : 0.6);
		word = after ? function_word(c, function, word) : content_word(w, s, c, room);

		if (i == 0)
			capital_add(out, word);
		else
			buf_add(out, word);
	}
	if (quote)
		buf_fmt(out, s->english ? "“, says %s." : "“, sagt %s.", s->person);
	else
		buf_byte(out, chance_hit(c, 0.04) ? '?' : chance_hit(c, 0.02) ? '!' : '.');
}

void story_title(const struct world *w, const struct story *s, uint64_t number, struct buf *out)
{
	static const char *const joints[] = { " und ", " in ", " mit ", " ohne ", " für ", " gegen ", " nach ", " vor ",
		" bei ", " am ", ": ", " – " };
	struct chance c = chance_of(w->seed, OF_TITLE, number);
	size_t words = 3 + chance_below(&c, 4);

	for (size_t i = 0; i < words; i++) {
		char room[NAME_ROOM];
		struct str word = chance_hit(&c, 0.7) ? motif_form(&c, &s->motif[chance_below(&c, STORY_MOTIFS / 2)])
						      : content_word(w, s, &c, room);

		if (i > 0)
			buf_add(out, chance_hit(&c, 0.6)
					     ? str_of(joints[chance_below(&c, sizeof joints / sizeof *joints)])
					     : STR(" "));
		if (i == 0)
			capital_add(out, word);
		else
			buf_add(out, word);
	}
}

void story_body(const struct world *w, const struct story *s, uint64_t number, size_t bytes, struct buf *out)
{
	struct chance c = chance_of(w->seed, OF_BODY, number);
	size_t end = out->n + bytes, paragraph = 0, length = 0;

	if (s->place)
		buf_fmt(out, "%s. ", s->place);
	while (out->n < end && !out->full) {
		size_t before = out->n;

		if (length == 0)
			paragraph = 250 + chance_below(&c, 500);
		else
			buf_byte(out, ' ');
		sentence_add(w, s, &c, out);
		length += out->n - before;
		if (length < paragraph && out->n < end)
			continue;
		buf_add(out, STR("\n\n"));
		length = 0;
	}
}
