#include "archive/query.h"

#include "archive/mark.h"
#include "archive/query_date.h"
#include "archive/terms.h"

#include <string.h>

enum { DATE_WORDS = 4 }; /* Donnerstag, 28. Juni 2018 */

struct reader {
	struct query *q;
	struct str text;
	size_t at;
	const struct words *const *languages;
	size_t count;
	struct arena *m;
};

static bool digit_at(struct str text, size_t i)
{
	return i < text.n && text.p[i] >= '0' && text.p[i] <= '9';
}

/* Behind everything that is written as one word: WMG-Geschäftsführer, e.V., 12:30. */
static size_t chunk_end(struct str text, size_t i)
{
	for (;;) {
		size_t n = 0;
		enum mark mark = mark_at(text, i, &n);
		bool clock =
			mark == MARK_APART && text.p[i] == ':' && i && digit_at(text, i - 1) && digit_at(text, i + 1);
		if (!clock && mark != MARK_WORD && mark != MARK_JOIN && mark != MARK_DASH)
			return i;
		i += n;
	}
}

static bool value_at(struct str text, size_t i)
{
	size_t n = 0;
	enum mark mark = mark_at(text, i, &n);
	return mark == MARK_WORD || mark == MARK_QUOTE;
}

/* What stands between the quotation mark at i and the next one, *end being behind that; what is not closed ends with
 * the text. */
static struct str quoted(struct str text, size_t i, size_t *end)
{
	size_t n = 0;
	enum mark mark;
	mark_at(text, i, &n);
	size_t open = i + n, close = open;
	while ((mark = mark_at(text, close, &n)) != MARK_QUOTE && mark != MARK_END)
		close += n;
	*end = close + n;
	return str_sub(text, open, close);
}

/* ---- fields ---- */

enum bound { BOUND_NONE, BOUND_FROM = 1, BOUND_TO = 2, BOUND_BOTH = 3 };

static const struct field {
	const char *name;
	enum query_field field;
	enum bound bound;
} fields[] = {
	{ "titel:", QUERY_TITLE, BOUND_NONE },
	{ "title:", QUERY_TITLE, BOUND_NONE },
	{ "ort:", QUERY_PLACE, BOUND_NONE },
	{ "place:", QUERY_PLACE, BOUND_NONE },
	{ "ressort:", QUERY_SECTION, BOUND_NONE },
	{ "section:", QUERY_SECTION, BOUND_NONE },
	{ "autor:", QUERY_AUTHOR, BOUND_NONE },
	{ "author:", QUERY_AUTHOR, BOUND_NONE },
	{ "stichwort:", QUERY_KEYWORD, BOUND_NONE },
	{ "keyword:", QUERY_KEYWORD, BOUND_NONE },
	{ "von:", QUERY_ANY, BOUND_FROM },
	{ "from:", QUERY_ANY, BOUND_FROM },
	{ "bis:", QUERY_ANY, BOUND_TO },
	{ "to:", QUERY_ANY, BOUND_TO },
	{ "jahr:", QUERY_ANY, BOUND_BOTH },
	{ "year:", QUERY_ANY, BOUND_BOTH },
};

static const struct field *field_find(struct str text, size_t i)
{
	for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
		size_t n = strlen(fields[f].name);
		if (str_ieq(str_sub(text, i, i + n), str_of(fields[f].name)))
			return &fields[f];
	}
	return NULL;
}

/* A field with something in it: *i becomes where that begins. A name with nothing behind it is a word like others. */
static const struct field *field_at(struct str text, size_t *i)
{
	const struct field *field = field_find(text, *i);
	if (!field)
		return NULL;
	size_t at = mark_skip(text, *i + strlen(field->name));
	if (!value_at(text, at)) {
		/* "ort: Gifhorn", but not "ort: von:2010" */
		size_t inner = ++at;
		if (!value_at(text, at) || field_at(text, &inner))
			return NULL;
	}
	*i = at;
	return field;
}

/* ---- dates ---- */

/* 2010-2012 */
static bool years_read(struct str s, struct date *from, struct date *to)
{
	size_t n = 0;
	*from = *to = (struct date){ 0 };
	return s.n > 8 && mark_at(s, 4, &n) == MARK_DASH && date_parse(str_sub(s, 0, 4), from) &&
	       date_parse(str_sub(s, 4 + n, s.n), to) && to->month == 0;
}

static bool bound_read(struct reader *r, enum bound bound, struct str s)
{
	struct date from, to;
	if (query_date(s, r->languages, r->count, &from))
		to = from;
	else if (bound != BOUND_BOTH || !years_read(s, &from, &to))
		return false;
	if (bound & BOUND_FROM)
		r->q->from = from;
	if (bound & BOUND_TO)
		r->q->to = to;
	return true;
}

/* The date of a field at i: a phrase, or as many words as make one ("von:28. Juni 2018"). */
static bool date_take(struct reader *r, enum bound bound, size_t i)
{
	size_t n = 0, end[1 + DATE_WORDS], ends = 0;
	if (mark_at(r->text, i, &n) == MARK_QUOTE)
		return bound_read(r, bound, quoted(r->text, i, &r->at));
	end[ends++] = chunk_end(r->text, i); /* "von:2010,bis:2012" */
	for (size_t at = i; ends < 1 + DATE_WORDS && at <= r->text.n; at = end[ends - 1] + 1)
		end[ends++] = at + str_index(str_sub(r->text, at, r->text.n), ' ');
	while (ends > 0) {
		r->at = end[--ends];
		if (bound_read(r, bound, str_sub(r->text, i, r->at)))
			return true;
	}
	return false;
}

/* ---- terms ---- */

/* The words of s as exact forms, as many as a phrase may have, and where all of them stand. */
static void words_take(struct reader *r, struct str s, struct query_term *term, struct str *extent)
{
	char room[TERMS_MAX];
	struct buf exact = BUF(room);
	struct str written;
	*extent = (struct str){ s.p, 0 };
	while (terms_next(&s, &written, &exact)) {
		if (extent->n == 0)
			extent->p = written.p;
		extent->n = (size_t)(written.p + written.n - extent->p);
		if (term->word_count < QUERY_PHRASE)
			term->words[term->word_count++] = arena_copy(r->m, buf_str(&exact));
	}
}

/* A term that begins at start, and that stands from i to end; one without a word is none. */
static void term_add(struct reader *r, const struct query_term *term, size_t start, size_t i, size_t end)
{
	if (term->word_count == 0 || r->q->count == QUERY_TERMS)
		return;
	struct query_term *t = &r->q->term[r->q->count++];
	*t = *term;
	t->typed = str_sub(r->text, i, end);
	t->whole = str_sub(r->text, start, end);
}

static void phrase_take(struct reader *r, struct query_term *term, size_t start, size_t i)
{
	struct str extent;
	words_take(r, quoted(r->text, i, &r->at), term, &extent);
	term->form = QUERY_PHRASE_EXACT;
	term_add(r, term, start, i, r->at);
}

/* Where a chunk with a star at its end is cut, so that the star has a word of its own: behind the last dash. */
static size_t star_cut(struct str text, size_t i, size_t end)
{
	size_t cut = end, n = 0;
	bool dash = false;
	for (; i < end; i += n) {
		enum mark mark = mark_at(text, i, &n);
		if (mark == MARK_WORD && dash)
			cut = i;
		dash = mark == MARK_DASH;
	}
	return cut;
}

static void chunk_take(struct reader *r, struct query_term *term, size_t start, size_t i)
{
	struct str extent;
	size_t end = chunk_end(r->text, i);
	if (r->text.p[end - 1] == '*' && term->field == QUERY_ANY && !term->negative)
		end = star_cut(r->text, i, end);
	words_take(r, str_sub(r->text, i, end), term, &extent);
	size_t from = (size_t)(extent.p - r->text.p), to = from + extent.n;
	term->form = term->word_count > 1 ? QUERY_PHRASE_EXACT : QUERY_WORD;
	if (term->word_count == 1 && to < end && r->text.p[to] == '*') {
		term->form = QUERY_PREFIX;
		to++;
	}
	r->at = end;
	term_add(r, term, start, from, to);
}

/* Whether a dash means "not": "und -oder" and "-oder" do, "und-oder" and "„Spiegel“-Affäre" don't. */
static bool dash_is_not(struct str text, size_t *i)
{
	if (*i > 0 && text.p[*i - 1] != ' ')
		return false;
	size_t at = mark_skip(text, *i);
	if (!value_at(text, at))
		return false;
	*i = at;
	return true;
}

/* What begins at r->at, if it is anything. */
static void item_take(struct reader *r)
{
	struct query_term term = { .field = QUERY_ANY };
	size_t n = 0, start = r->at, i = start;
	enum mark mark = mark_at(r->text, i, &n);
	if (mark == MARK_DASH && dash_is_not(r->text, &i)) {
		term.negative = true;
	} else if (mark != MARK_WORD && mark != MARK_QUOTE) {
		r->at += n;
		return;
	}
	const struct field *field = field_at(r->text, &i);
	if (field && field->bound && !term.negative && date_take(r, field->bound, i))
		return;
	if (field)
		term.field = field->field;
	if (mark_at(r->text, i, &n) == MARK_QUOTE)
		phrase_take(r, &term, start, i);
	else
		chunk_take(r, &term, start, i);
}

/* ---- the text ---- */

/* What would be seen as a space, or as nothing, or would show the text in another order. */
static bool blank(uint32_t rune)
{
	return rune <= ' ' || (rune >= 0x7f && rune <= 0xa0) || rune == 0x61c || rune == 0x1680 ||
	       (rune >= 0x2000 && rune <= 0x200b) || rune == 0x200e || rune == 0x200f ||
	       (rune >= 0x2028 && rune <= 0x202f) || rune == 0x205f || (rune >= 0x2066 && rune <= 0x2069) ||
	       rune == 0x3000;
}

static struct str text_clean(struct str s, struct arena *m)
{
	s = utf8_fit(s, QUERY_MAX);
	struct buf out = { arena_take(m, s.n + 1, 1), 0, s.n, false };
	while (s.n) {
		uint32_t rune = 0;
		size_t n = utf8_read(s, &rune);
		if (n && !blank(rune))
			buf_add(&out, str_sub(s, 0, n));
		else if (out.n && out.p[out.n - 1] != ' ')
			buf_byte(&out, ' ');
		s = str_sub(s, n ? n : 1, s.n);
	}
	return str_trim(buf_str(&out));
}

void query_read(
	struct str bytes, const struct words *const *languages, size_t count, struct arena *m, struct query *out)
{
	*out = (struct query){ .text = text_clean(bytes, m), .languages = languages, .language_count = count };
	struct reader r = { out, out->text, 0, languages, count, m };
	while (r.at < r.text.n)
		item_take(&r);
	out->is_date = query_date(out->text, languages, count, &out->date);
}

void query_again(const struct query *q, struct str bytes, struct arena *m, struct query *out)
{
	query_read(bytes, q->languages, q->language_count, m, out);
}

/* ---- another word ---- */

/* Whether words are one word, and nothing else. */
static bool one_word(struct str words)
{
	char room[TERMS_MAX];
	struct buf exact = BUF(room);
	struct str rest = words, written;
	return terms_next(&rest, &written, &exact) && str_eq(written, words);
}

/* A date that was none may become one with another word in it, or behind it. */
static bool date_failed(const struct query *q, size_t term)
{
	for (size_t i = 0; i <= term; i++) {
		const struct query_term *t = &q->term[i];
		struct str prefix = str_sub(t->whole, 0, t->whole.n - t->typed.n);
		if (t->field == QUERY_ANY && str_index(prefix, ':') < prefix.n)
			return true;
	}
	return false;
}

/* Adds words as one phrase: without quotation marks, which would end it. */
static void add_quoted(struct buf *out, struct str words)
{
	buf_byte(out, '"');
	while (words.n) {
		size_t n = 0;
		bool quote = mark_at(words, 0, &n) == MARK_QUOTE;
		buf_add(out, quote ? STR(" ") : str_sub(words, 0, n));
		words = str_sub(words, n, words.n);
	}
	buf_byte(out, '"');
}

struct str query_with(const struct query *q, size_t term, struct str words, struct arena *m)
{
	if (term >= q->count)
		return q->text;
	const struct query_term *t = &q->term[term];
	struct str text = q->text;
	size_t start = (size_t)(t->whole.p - text.p), typed = (size_t)(t->typed.p - text.p), end = start + t->whole.n;
	bool before = start < typed || start == 0 || text.p[start - 1] == ' ';
	bool behind = end == text.n || text.p[end] == ' ';
	struct buf out = { arena_take(m, text.n + words.n + 2, 1), 0, text.n + words.n + 2, false };
	buf_add(&out, str_sub(text, 0, typed));
	if (before && behind && one_word(words) && !date_failed(q, term))
		buf_add(&out, words);
	else
		add_quoted(&out, words);
	buf_add(&out, str_sub(text, end, text.n));
	return text_clean(buf_str(&out), m);
}

static bool in_all_forms(const struct query_term *t)
{
	return t->form == QUERY_WORD && t->field == QUERY_ANY && !t->negative;
}

static bool said_before(const struct query *q, size_t term)
{
	for (size_t i = 0; i < term; i++)
		if (in_all_forms(&q->term[i]) && str_eq(q->term[i].words[0], q->term[term].words[0]))
			return true;
	return false;
}

bool query_exactly(
	const struct query *q, struct arena *m, struct str *text, struct str words[QUERY_TERMS], size_t *count)
{
	size_t room = q->text.n + 2 * QUERY_TERMS, at = 0;
	struct buf out = { arena_take(m, room, 1), 0, room, false };
	*count = 0;
	for (size_t i = 0; i < q->count; i++) {
		const struct query_term *t = &q->term[i];
		if (!in_all_forms(t))
			continue;
		size_t start = (size_t)(t->typed.p - q->text.p);
		buf_add(&out, str_sub(q->text, at, start));
		add_quoted(&out, t->typed);
		at = start + t->typed.n;
		if (!said_before(q, i))
			words[(*count)++] = t->typed;
	}
	buf_add(&out, str_sub(q->text, at, q->text.n));
	*text = buf_str(&out);
	return *count > 0;
}

/* Before the marks that s ends with, but a quotation mark. */
static size_t marks_begin(struct str s)
{
	size_t end = 0, n = 0;
	for (size_t i = 0; i < s.n; i += n) {
		enum mark mark = mark_at(s, i, &n);
		if (mark == MARK_SPACE || mark == MARK_WORD || mark == MARK_QUOTE)
			end = i + n;
	}
	return end;
}

struct str query_without(const struct query *q, unsigned terms, struct arena *m)
{
	struct str text = q->text;
	struct buf out = { arena_take(m, text.n + QUERY_TERMS + 1, 1), 0, text.n + QUERY_TERMS, false };
	size_t at = 0;
	for (size_t i = 0; i < q->count; i++) {
		if (!(terms & 1u << i))
			continue;
		size_t start = (size_t)(q->term[i].whole.p - text.p);
		struct str kept = str_sub(text, at, start > at ? start : at);
		buf_add(&out, str_sub(kept, 0, marks_begin(kept)));
		buf_byte(&out, ' ');
		at = mark_skip(text, start + q->term[i].whole.n);
	}
	buf_add(&out, str_sub(text, at, text.n));
	return text_clean(buf_str(&out), m);
}
