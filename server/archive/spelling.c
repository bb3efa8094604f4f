/* The other spellings of a word that somebody typed, and the tokens that they stand under (terms.h). */
#include "archive/terms.h"

#include <string.h>

enum {
	PLACES = 4, /* where ae, oe, ue (or a, o, u) may be an umlaut; no more are looked at */
	SPELLING_MAX = 2 * TERMS_MAX,
};

_Static_assert(TERMS_SPELLINGS == PLACES + 3, "itself, all places, each alone, spelled out");
_Static_assert(TERMS_UMLAUTS == (1 << PLACES) - 1, "every choice of places");

struct place {
	size_t at, n;  /* bytes */
	bool doubtful; /* aue, eue: more often than not u and e */
};

static struct str umlaut(char vowel)
{
	return vowel == 'a' ? STR("ä") : vowel == 'o' ? STR("ö") : STR("ü");
}

static size_t places_find(struct str word, struct place out[PLACES])
{
	size_t count = 0;
	for (size_t i = 0; i + 1 < word.n && count < PLACES; i++) {
		char c = word.p[i], before = i ? word.p[i - 1] : ' ';
		bool vowel = c == 'a' || c == 'o' || (c == 'u' && before != 'q');
		if (vowel && word.p[i + 1] == 'e')
			out[count++] = (struct place){ i, 2, c == 'u' && (before == 'a' || before == 'e') };
	}
	return count;
}

/* The word with umlauts at some of its places. */
static struct str composed(struct str word, const struct place *place, size_t count, struct arena *m)
{
	char room[SPELLING_MAX];
	struct buf out = BUF(room);
	size_t from = 0;
	for (size_t i = 0; i < count; i++) {
		buf_add(&out, str_sub(word, from, place[i].at));
		buf_add(&out, umlaut(word.p[place[i].at]));
		from = place[i].at + place[i].n;
	}
	buf_add(&out, str_sub(word, from, word.n));
	return arena_copy(m, buf_str(&out));
}

/* The word with ae, oe, ue for its umlauts. */
static struct str spelled_out(struct str word, struct arena *m)
{
	char room[SPELLING_MAX];
	struct buf out = BUF(room);
	while (word.n) {
		const char *vowel = "aou";
		while (*vowel && !str_starts(word, umlaut(*vowel)))
			vowel++;
		if (*vowel) {
			buf_byte(&out, *vowel);
			buf_byte(&out, 'e');
		} else {
			buf_byte(&out, word.p[0]);
		}
		word = str_sub(word, *vowel ? 2 : 1, word.n);
	}
	return arena_copy(m, buf_str(&out));
}

/* A list without repetitions and without nothing. */
struct list {
	struct str *item;
	size_t count, max;
};

static void list_add(struct list *list, struct str s)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->item[i], s))
			return;
	if (s.n && list->count < list->max)
		list->item[list->count++] = s;
}

size_t terms_spellings(struct str word, struct arena *m, struct str out[TERMS_SPELLINGS])
{
	struct list list = { out, 0, TERMS_SPELLINGS };
	struct place place[PLACES], sure[PLACES] = { 0 };
	size_t places = places_find(word, place), count = 0;
	list_add(&list, word);
	for (size_t i = 0; i < places; i++)
		if (!place[i].doubtful)
			sure[count++] = place[i];
	list_add(&list, composed(word, sure, count, m));
	for (size_t i = 0; i < places; i++)
		list_add(&list, composed(word, &place[i], 1, m));
	list_add(&list, spelled_out(word, m));
	return list.count;
}

/* a, o, u; but not the u of au, äu, eu and qu. */
static size_t bare_places(struct str word, struct place out[PLACES])
{
	size_t count = 0;
	for (size_t i = 0; i < word.n && count < PLACES; i++) {
		char c = word.p[i], before = i ? word.p[i - 1] : ' ';
		bool second = before == 'a' || before == 'e' || before == 'q' ||
			      (i > 1 && str_eq(str_sub(word, i - 2, i), umlaut('a')));
		if (c == 'a' || c == 'o' || (c == 'u' && !second))
			out[count++] = (struct place){ i, 1, false };
	}
	return count;
}

size_t terms_umlauts(struct str word, struct arena *m, struct str out[TERMS_UMLAUTS])
{
	struct list list = { out, 0, TERMS_UMLAUTS };
	struct place place[PLACES], some[PLACES] = { 0 };
	size_t places = bare_places(word, place);
	for (size_t want = 1; want <= places; want++)
		for (unsigned choice = 1; choice < 1u << places; choice++) {
			size_t count = 0;
			for (size_t i = 0; i < places; i++)
				if (choice & 1u << i)
					some[count++] = place[i];
			if (count == want)
				list_add(&list, composed(word, some, count, m));
		}
	return list.count;
}

static void add_stem(struct list *tokens, struct terms *t, struct str word, struct str language, struct arena *m)
{
	struct str stem = terms_stem(t, word, language);
	struct str token = arena_fmt(m, "%c%.*s", TERMS_STEM, STR_ARG(stem));
	list_add(tokens, token);
	list_add(tokens, str_sub(token, 1, token.n));
}

size_t terms_variants(struct terms *t, struct str exact, struct arena *m, struct str out[TERMS_VARIANTS])
{
	struct list tokens = { out, 0, TERMS_VARIANTS };
	struct str spelling[TERMS_SPELLINGS];
	exact = arena_copy(m, utf8_fit(exact, TERMS_MAX));
	if (exact.n == 0)
		return 0;
	size_t count = terms_spellings(exact, m, spelling);
	add_stem(&tokens, t, exact, STR("de"), m);
	list_add(&tokens, exact);
	add_stem(&tokens, t, exact, STR("en"), m);
	for (size_t i = 1; i < count; i++)
		add_stem(&tokens, t, spelling[i], STR("de"), m);
	for (size_t i = 1; i < count; i++)
		add_stem(&tokens, t, spelling[i], STR("en"), m);
	/* articles in other languages: without marks, and no more than that */
	add_stem(&tokens, t, exact, STR(""), m);
	return tokens.count;
}
