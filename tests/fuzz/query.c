/* What somebody typed into the search box; behind a newline, words that one of its terms is replaced by. */
#include "fuzz.h"

#include "archive/query.h"
#include "archive/terms.h"
#include "conf/locale.h"

enum { LANGUAGES = 8 };

static struct arena arena;
static const struct words *languages[LANGUAGES];
static size_t language_count;

static struct query *read_query(struct str bytes)
{
	struct query *q = arena_take(&arena, 1, sizeof *q);
	query_read(bytes, languages, language_count, &arena, q);
	return q;
}

static void check_text(const struct query *q)
{
	HOLDS(q->text.n <= QUERY_MAX && harmless(q->text, ""));
	HOLDS(!str_starts(q->text, STR(" ")) && !str_ends(q->text, STR(" ")));
	HOLDS(str_find(q->text, STR("  ")) == q->text.n);
}

/* A word is what a text's word could be, so that nothing of it is FTS5's syntax. */
static void check_word(struct str word)
{
	char room[TERMS_MAX];
	struct buf exact = BUF(room);
	struct str rest = word, written;
	HOLDS(word.n > 0 && word.n <= TERMS_MAX && terms_next(&rest, &written, &exact) && rest.n == 0);
	HOLDS(str_eq(buf_str(&exact), word) && !holds_byte(word, ' ') && !holds_byte(word, '"'));
}

static void check_term(const struct query *q, const struct query_term *t)
{
	HOLDS(t->word_count > 0 && t->word_count <= QUERY_PHRASE);
	HOLDS(t->form == QUERY_PHRASE_EXACT || t->word_count == 1);
	for (size_t i = 0; i < t->word_count; i++)
		check_word(t->words[i]);
	HOLDS(t->typed.n && within(t->typed, t->whole) && within(t->whole, q->text));
	HOLDS(t->typed.p + t->typed.n == t->whole.p + t->whole.n && utf8_valid(t->typed) && utf8_valid(t->whole));
	HOLDS(!t->negative || t->whole.n > t->typed.n);
}

static void check_date(struct date d)
{
	HOLDS(d.year == 0 ? d.month == 0 && d.day == 0 : date_valid(d));
}

static bool same_date(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool same_term(const struct query_term *a, const struct query_term *b)
{
	if (a->form != b->form || a->field != b->field || a->negative != b->negative || a->word_count != b->word_count)
		return false;
	for (size_t i = 0; i < a->word_count; i++)
		if (!str_eq(a->words[i], b->words[i]))
			return false;
	return str_eq(a->typed, b->typed) && str_eq(a->whole, b->whole);
}

/* The text says all that the bytes said. */
static void check_again(const struct query *q)
{
	const struct query *again = read_query(flush_copy(1, q->text.p, q->text.n));
	HOLDS(str_eq(again->text, q->text) && again->count == q->count && again->is_date == q->is_date);
	HOLDS(same_date(again->from, q->from) && same_date(again->to, q->to) && same_date(again->date, q->date));
	for (size_t i = 0; i < q->count; i++)
		HOLDS(same_term(&again->term[i], &q->term[i]));
}

static size_t words_of(struct str s, struct str out[QUERY_PHRASE])
{
	char room[TERMS_MAX];
	struct buf exact = BUF(room);
	struct str written;
	size_t count = 0;
	while (count < QUERY_PHRASE && terms_next(&s, &written, &exact))
		out[count++] = arena_copy(&arena, buf_str(&exact));
	return count;
}

/* The term is the new words, with its dash and its field; or it has become the date that its field asks for. */
static bool replaced(const struct query_term *old, const struct query_term *new, struct str words)
{
	struct str word[QUERY_PHRASE];
	size_t count = words_of(words, word);
	if (count == 0 || count != new->word_count || old->field != new->field || old->negative != new->negative)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!str_eq(word[i], new->words[i]))
			return false;
	return true;
}

static size_t place_of(const struct query *q, size_t term)
{
	return (size_t)(q->term[term].typed.p - q->text.p);
}

/* One term after the other is replaced; the others stay what they are. */
static void check_with(const struct query *q, struct str words)
{
	for (size_t k = 0; k < q->count; k++) {
		if (q->text.n + words.n + 2 > QUERY_MAX)
			return;
		struct str text = query_with(q, k, words, &arena);
		const struct query *with = read_query(text);
		HOLDS(str_eq(with->text, text));
		bool there = k < with->count && place_of(with, k) == place_of(q, k) &&
			     replaced(&q->term[k], &with->term[k], words);
		/* a term less leaves room for one that was too many before */
		HOLDS(with->count == q->count || (!there && (with->count + 1 == q->count)) || q->count == QUERY_TERMS);
		for (size_t i = 0; i < q->count; i++) {
			if (i == k || (!there && i + 1 == QUERY_TERMS && k < i))
				continue;
			HOLDS(same_term(&with->term[!there && i > k ? i - 1 : i], &q->term[i]));
		}
		bool bound = q->term[k].field == QUERY_ANY && holds_byte(q->term[k].whole, ':');
		HOLDS(there || bound || words_of(words, (struct str[QUERY_PHRASE]){ 0 }) == 0);
		HOLDS(bound || (same_date(with->from, q->from) && same_date(with->to, q->to)));
	}
}

/* What is made of a text is a text, and without a term no longer. */
static void check_made(const struct query *q)
{
	struct str text, words[QUERY_TERMS];
	size_t count;
	bool any = query_exactly(q, &arena, &text, words, &count);
	HOLDS(any == (count > 0) && count <= q->count && (any || str_eq(text, q->text)));
	HOLDS(text.n > QUERY_MAX || str_eq(read_query(text)->text, text));
	for (size_t k = 0; k < q->count; k++) {
		text = query_without(q, 1u << k, &arena);
		HOLDS(text.n <= q->text.n && str_eq(read_query(text)->text, text));
	}
	HOLDS(str_eq(query_without(q, 0, &arena), q->text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct conf_report report = { .out = stderr };
	if (!language_count)
		language_count = locale_load(NULL, "", 0, languages, LANGUAGES, &report);
	struct str words = flush_copy(0, data, size), typed = str_cut(&words, '\n');
	const struct query *q = read_query(typed);
	check_text(q);
	for (size_t i = 0; i < q->count; i++)
		check_term(q, &q->term[i]);
	check_date(q->from);
	check_date(q->to);
	check_date(q->date);
	HOLDS(q->is_date == (q->date.year != 0) && q->count <= QUERY_TERMS);
	check_again(q);
	check_made(q);
	check_with(q, words);
	arena_reset(&arena);
	return 0;
}
