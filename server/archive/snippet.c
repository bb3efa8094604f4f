/* snippet: the sentence with the hit; see search.h. */
#include "archive/plan.h"
#include "archive/search.h"
#include "text/gemtext.h"

#include <string.h>

enum {
	SENTENCES = 400,   /* of a text, of which the best is taken; then the first that has a hit */
	RUN_IN = 80,       /* bytes before the hit, where a sentence is too long */
	DISTINCT = 32,     /* tokens that are told apart when hits are counted */
	SENTENCE_MIN = 25, /* bytes: a shorter one ends in an abbreviation, or says nothing */
};

/* A sentence, and what of the query is in it. */
struct sentence {
	struct str text;
	uint32_t seen; /* a bit for each of the first tokens */
	unsigned hits;
	size_t first; /* offset of the first hit */
};

/* A full stop ends a sentence if a space and a capital, a quotation mark or a digit follow, and no single letter or
 * number stands before it. */
static bool ends_here(struct str line, size_t at)
{
	char c = line.p[at];
	if (c != '.' && c != '!' && c != '?')
		return false;
	if (at + 2 >= line.n || line.p[at + 1] != ' ')
		return false;
	char next = line.p[at + 2], before = at ? line.p[at - 1] : ' ';
	bool number = before >= '0' && before <= '9';
	bool letter = at < 2 || line.p[at - 2] == ' ' || line.p[at - 2] == '.';
	bool small = next >= 'a' && next <= 'z';
	return !small && !(c == '.' && (number || letter));
}

static struct str sentence_cut(struct str *rest)
{
	size_t at = 0;
	while (at < rest->n && (at + 1 < SENTENCE_MIN || !ends_here(*rest, at)))
		at++;
	size_t end = at < rest->n ? at + 1 : at;
	struct str s = str_trim(str_sub(*rest, 0, end));
	*rest = str_sub(*rest, end, rest->n);
	return s;
}

static int mark_of(const struct marks *k, struct str exact, struct str stem)
{
	for (size_t i = 0; i < k->count; i++) {
		struct str token = k->token[i];
		bool is_stem = token.n && token.p[0] == TERMS_STEM;
		if (is_stem ? str_eq(str_sub(token, 1, token.n), stem) : str_eq(token, exact))
			return (int)i;
	}
	return -1;
}

static void look(struct terms *t, const struct marks *k, struct str language, struct sentence *s)
{
	char space[TERMS_MAX + 1] = { 0 };
	struct str rest = s->text, written;
	for (struct buf exact = BUF(space); terms_next(&rest, &written, &exact); buf_clear(&exact)) {
		int found = mark_of(k, buf_str(&exact), terms_stem(t, buf_str(&exact), language));
		if (found < 0)
			continue;
		if (s->hits++ == 0)
			s->first = (size_t)(written.p - s->text.p);
		s->seen |= 1u << (found % DISTINCT);
	}
}

static unsigned worth(const struct sentence *s)
{
	unsigned bits = (unsigned)__builtin_popcount(s->seen);
	return bits * 100 + (s->hits < 50 ? s->hits : 50);
}

static size_t word_start(struct str s, size_t at)
{
	while (at > 0 && s.p[at - 1] != ' ')
		at--;
	return at;
}

/* What of a sentence fits, with the first hit in it. */
static struct str fit(const struct sentence *s, size_t max, struct arena *m)
{
	struct str text = s->text;
	if (text.n <= max)
		return arena_copy(m, text);
	size_t from = s->first + max / 2 > text.n ? (text.n > max ? text.n - max : 0)
		      : s->first > RUN_IN         ? s->first - RUN_IN
						  : 0;
	from = s->first < max / 2 ? 0 : word_start(text, from);
	struct str part = utf8_fit(str_sub(text, from, text.n), max);
	bool cut = from + part.n < text.n;
	size_t space = cut ? str_rindex(part, ' ') : part.n;
	part = str_trim(str_sub(part, 0, space < part.n && space > max / 2 ? space : part.n));
	return arena_fmt(m, "%s%.*s%s", from ? "… " : "", STR_ARG(part), cut ? " …" : "");
}

static bool readable(const struct gem_line *line)
{
	return line->type == GEM_TEXT || line->type == GEM_QUOTE || line->type == GEM_LIST || line->type == GEM_LINK;
}

/* What is looked for in a text, and what was found so far. */
struct seeking {
	struct terms *terms;
	const struct marks *marks;
	struct str language;
	struct sentence best;
	size_t count;
	bool begun; /* best was the beginning, or better */
};

/* The sentences of a line; false: nothing better is to be expected. */
static bool seek_line(struct seeking *k, struct str line)
{
	while (line.n) {
		struct sentence s = { .text = sentence_cut(&line) };
		if (k->count++ >= SENTENCES && k->best.hits)
			return false;
		look(k->terms, k->marks, k->language, &s);
		bool first = !k->begun && s.text.n >= 2 * SENTENCE_MIN;
		if (first || worth(&s) > worth(&k->best))
			k->best = s;
		k->begun = k->begun || first || s.hits;
	}
	return true;
}

struct str search_snippet(
	const struct search_result *r, struct str text, struct str language, size_t max, struct arena *m)
{
	static struct terms *terms; /* one for the process: it is a table of stems, and nothing else */
	bool pre = false, more = true;
	terms = terms ? terms : terms_new();
	struct seeking k = { .terms = terms, .marks = r->marks, .language = language };
	while (text.n && terms && more) {
		struct gem_line line = gem_read(str_cut(&text, '\n'), &pre);
		more = !readable(&line) || seek_line(&k, line.text);
	}
	return fit(&k.best, max, m);
}
