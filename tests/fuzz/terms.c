/* A text, which may be any bytes, in the language that the first byte says. */
#include "fuzz.h"

#include "archive/terms.h"

enum { WORDS = 64 }; /* of a text, of which every spelling is looked at */

static struct terms *terms;
static struct arena arena;

/* What an index may hold: nothing that FTS5 or a line could be parted by. */
static bool is_word(struct str s)
{
	return s.n > 0 && s.n <= TERMS_MAX && harmless(s, "") && !holds_byte(s, ' ') && !holds_byte(s, '"');
}

static bool is_token(struct str s)
{
	return is_word(str_starts(s, STR("\x01")) ? str_sub(s, 1, s.n) : s);
}

/* An exact form is one word, and its own exact form. */
static void check_again(struct str exact)
{
	char room[TERMS_MAX];
	struct buf again = BUF(room);
	struct str rest = flush_copy(1, exact.p, exact.n), written;
	HOLDS(terms_next(&rest, &written, &again) && rest.n == 0);
	HOLDS(str_eq(written, exact) && str_eq(buf_str(&again), exact));
}

static void check_variants(struct str exact)
{
	struct str token[TERMS_VARIANTS];
	bool itself = false;
	size_t count = terms_variants(terms, exact, &arena, token);
	HOLDS(count > 0 && count <= TERMS_VARIANTS);
	for (size_t i = 0; i < count; i++) {
		HOLDS(is_token(token[i]));
		itself = itself || str_eq(token[i], exact);
		for (size_t k = 0; k < i; k++)
			HOLDS(!str_eq(token[i], token[k]));
	}
	HOLDS(itself && token[0].p[0] == TERMS_STEM);
}

static size_t check_words(struct str text)
{
	char room[TERMS_MAX];
	struct buf exact = BUF(room);
	struct str rest = text, written;
	size_t count = 0;
	for (; terms_next(&rest, &written, &exact); count++) {
		HOLDS(written.n > 0 && within(written, text) && within(rest, text));
		HOLDS(written.p + written.n + rest.n == text.p + text.n);
		HOLDS(utf8_valid(written) && is_word(buf_str(&exact)) && !exact.full);
		check_again(buf_str(&exact));
		if (count < WORDS)
			check_variants(buf_str(&exact));
	}
	HOLDS(rest.n == 0);
	return count;
}

/* The stream is the words with their stems, and nothing else. */
static void check_stream(struct str text, struct str language, size_t count)
{
	char room[TERMS_MAX];
	struct buf stream = { 0 }, exact = BUF(room);
	HOLDS(terms_add(terms, text, language, &arena, &stream) == count && !stream.full);
	struct str rest = buf_str(&stream), written;
	HOLDS(rest.n == 0 || str_ends(rest, STR(" ")));
	while (terms_next(&text, &written, &exact)) {
		HOLDS(str_eq(str_cut(&rest, ' '), buf_str(&exact)));
		struct str stem = terms_stem(terms, buf_str(&exact), language);
		HOLDS(is_word(stem));
		if (str_eq(stem, buf_str(&exact)))
			continue;
		struct str token = str_cut(&rest, ' ');
		HOLDS(token.n && token.p[0] == TERMS_STEM && str_eq(str_sub(token, 1, token.n), stem));
	}
	HOLDS(rest.n == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str languages[] = { STR("de"), STR("en"), STR("fr"), STR("") };
	if (!terms)
		terms = terms_new();
	HOLDS(terms);
	if (size == 0)
		return 0;
	struct str text = flush_copy(0, data + 1, size - 1);
	check_stream(text, languages[data[0] % 4], check_words(text));
	arena_reset(&arena);
	return 0;
}
