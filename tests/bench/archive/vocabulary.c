/* vocabulary: see vocabulary.h. */
#include "vocabulary.h"

#include "chance.h"
#include "lists.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SLOTS = 1 << 20, /* of the table: twice as many as there are words */
	WORD_MAX = 48,
	PART_MIN = 3, /* bytes of a noun in a compound word */
	PART_MAX = 12,
	PARTS_UP_TO = 9000, /* the rank of the rarest noun that compound words are made of */
};

static const char list_path[] = "/usr/share/dict/ngerman";
static const char thesaurus_path[] = "/usr/share/mythes/th_de_DE_v2.dat";

struct word {
	struct str text;
	uint32_t entries; /* of the thesaurus that name it */
	bool listed, taken;
	size_t rank; /* once it is taken by a lexeme */
	double score;
};

static struct word *table;

static uint64_t text_hash(struct str s)
{
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3;
	return chance_mix(h);
}

static struct word *word_slot(struct str text)
{
	size_t i = (size_t)text_hash(text) & (SLOTS - 1);

	while (table[i].text.n > 0 && !str_eq(table[i].text, text))
		i = (i + 1) & (SLOTS - 1);
	return &table[i];
}

static struct word *word_add(struct str text)
{
	struct word *w = word_slot(text);

	w->text = text;
	return w;
}

static void *need(void *memory)
{
	if (!memory) {
		fprintf(stderr, "bench: out of memory\n");
		exit(2);
	}
	return memory;
}

static struct str file_read(const char *path)
{
	FILE *f = fopen(path, "rb");
	long size;

	if (!f || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) <= 0 || fseek(f, 0, SEEK_SET) != 0) {
		fprintf(stderr, "bench: %s is missing: .ci/deps archive installs it\n", path);
		exit(2);
	}
	char *bytes = need(malloc((size_t)size));
	size_t n = fread(bytes, 1, (size_t)size, f);

	fclose(f);
	return (struct str){ bytes, n };
}

static bool is_upper(struct str s)
{
	return (s.p[0] >= 'A' && s.p[0] <= 'Z') ||
	       (s.n > 1 && (unsigned char)s.p[0] == 0xc3 && (unsigned char)s.p[1] < 0xa0);
}

/* Letters of German alone: no abbreviations, no names with accents. */
static bool is_word(struct str s)
{
	if (s.n < 2 || s.n > WORD_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i], next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;

		if (c == 0xc3 && next && strchr("\x84\x96\x9c\xa4\xb6\xbc\x9f", next))
			i++;
		else if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			return false;
	}
	return true;
}

static void list_read(void)
{
	struct str rest = file_read(list_path);

	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');

		if (is_word(line))
			word_add(line)->listed = true;
	}
}

/* "(das) Abhängen (von)": what is not in parentheses. Empty where it is nothing for a newspaper. */
static struct str synonym_plain(struct str s)
{
	if (str_find(s, STR("vulg.")) < s.n || str_find(s, STR("derb")) < s.n)
		return STR("");
	s = str_trim(s);
	while (s.n > 0 && s.p[0] == '(')
		s = str_trim(str_sub(s, str_index(s, ')') + 1, s.n));
	return str_trim(str_sub(s, 0, str_index(s, '(')));
}

/* Blocks: "word|2", then a line "-|synonym|synonym" for each of its meanings. The file repeats blocks. */
static void thesaurus_read(void)
{
	struct str rest = file_read(thesaurus_path), head = { 0 };
	bool repeated = false;

	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');

		if (!str_starts(line, STR("-|"))) {
			repeated = str_eq(line, head);
			head = line;
			continue;
		}
		if (repeated)
			continue;
		str_cut(&line, '|');
		while (line.n > 0) {
			struct str word = synonym_plain(str_cut(&line, '|'));

			if (is_word(word))
				word_add(word)->entries++;
		}
	}
}

static double word_score(const struct word *w)
{
	double noise = (double)(text_hash(w->text) >> 40) / (1 << 24), length = (double)w->text.n;

	if (w->entries == 0)
		return -100 - 0.3 * length + 8 * noise;
	return 1.5 * log2(1 + w->entries) - 0.35 * length + 4 * noise - (w->listed ? 0 : 6) - (w->text.n < 4 ? 5 : 0) -
	       (is_upper(str_sub(w->text, 1, w->text.n)) ? 6 : 0);
}

static int by_score(const void *a, const void *b)
{
	const struct word *x = *(const struct word *const *)a, *y = *(const struct word *const *)b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return str_cmp(x->text, y->text);
}

/* Lexemes */

static void form_take(struct vocabulary *v, struct lexeme *l, struct word *w)
{
	w->taken = true;
	w->rank = v->count;
	l->form[l->count++] = w->text;
}

/* The form that is made of these two pieces, if the list has it and no other word has taken it. */
static void form_try(struct vocabulary *v, struct lexeme *l, struct str stem, const char *ending)
{
	char room[WORD_MAX + 8];
	struct buf b = BUF(room);

	buf_add(&b, stem);
	buf_add(&b, str_of(ending));
	struct word *w = word_slot(buf_str(&b));

	if (l->count < LEXEME_FORMS && !b.full && w->text.n > 0 && w->listed && !w->taken)
		form_take(v, l, w);
}

/* Haus, Häus-; Baum, Bäum-: the last a, o, u with its umlaut. False: there is none. */
static bool umlaut_add(struct buf *out, struct str s)
{
	size_t i = s.n;

	while (i > 0 && !strchr("aouAOU", s.p[i - 1]))
		i--;
	if (i > 1 && s.p[i - 1] == 'u' && s.p[i - 2] == 'a')
		i--;
	if (i == 0)
		return false;
	buf_add(out, str_sub(s, 0, i - 1));
	switch (s.p[i - 1]) {
	case 'a':
		buf_add(out, STR("ä"));
		break;
	case 'o':
		buf_add(out, STR("ö"));
		break;
	case 'u':
		buf_add(out, STR("ü"));
		break;
	case 'A':
		buf_add(out, STR("Ä"));
		break;
	case 'O':
		buf_add(out, STR("Ö"));
		break;
	default:
		buf_add(out, STR("Ü"));
		break;
	}
	buf_add(out, str_sub(s, i, s.n));
	return true;
}

static void noun_forms(struct vocabulary *v, struct lexeme *l)
{
	static const char *const endings[] = { "e", "en", "es", "s", "n" }, *const plurals[] = { "e", "er", "ern",
		"en" };
	char room[WORD_MAX + 8];
	struct buf b = BUF(room);
	struct str base = l->form[0];

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		form_try(v, l, base, endings[i]);
	if (!umlaut_add(&b, base))
		return;
	for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
		form_try(v, l, buf_str(&b), plurals[i]);
	if (str_ends(base, STR("er")) || str_ends(base, STR("el")) || str_ends(base, STR("en"))) {
		form_try(v, l, buf_str(&b), "");
		form_try(v, l, buf_str(&b), "n");
	}
}

static void other_forms(struct vocabulary *v, struct lexeme *l)
{
	static const char *const endings[] = { "e", "en", "er", "es", "em" };
	struct str base = l->form[0];

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		form_try(v, l, base, endings[i]);
}

static void verb_forms(struct vocabulary *v, struct lexeme *l, struct str stem)
{
	static const char *const endings[] = { "t", "te", "ten", "e", "end", "ende" };
	char room[WORD_MAX + 8];
	struct buf b = BUF(room);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		form_try(v, l, stem, endings[i]);
	buf_add(&b, STR("ge"));
	buf_add(&b, stem);
	form_try(v, l, buf_str(&b), "t");
}

static bool listed(struct str stem, const char *ending)
{
	char room[WORD_MAX + 8];
	struct buf b = BUF(room);

	buf_add(&b, stem);
	buf_add(&b, str_of(ending));
	return !b.full && word_slot(buf_str(&b))->listed;
}

static void lexeme_add(struct vocabulary *v, struct word *base)
{
	struct lexeme *l = &v->lexeme[v->count];
	struct str s = base->text, stem = str_sub(s, 0, s.n - (str_ends(s, STR("en")) ? 2 : 1));

	*l = (struct lexeme){ .kind = LEXEME_OTHER };
	form_take(v, l, base);
	if (is_upper(s)) {
		l->kind = LEXEME_NOUN;
		noun_forms(v, l);
	} else if ((str_ends(s, STR("en")) || str_ends(s, STR("ern")) || str_ends(s, STR("eln"))) &&
		   listed(stem, "t")) {
		l->kind = LEXEME_VERB;
		verb_forms(v, l, stem);
	} else {
		other_forms(v, l);
	}
	if (l->kind == LEXEME_NOUN && s.n >= PART_MIN && s.n <= PART_MAX && v->count < PARTS_UP_TO && base->listed)
		v->nouns[v->noun_count++] = v->count;
	v->count++;
}

void vocabulary_load(struct vocabulary *v)
{
	size_t n = 0;

	table = need(calloc(SLOTS, sizeof *table));
	list_read();
	thesaurus_read();
	for (const struct share *f = lists_function; f->word; f++)
		word_add(str_of(f->word))->taken = true;
	for (const char *const *c = lists_common; *c; c++)
		word_add(str_of(*c))->listed = true;
	struct word **order = need(calloc(SLOTS, sizeof(struct word *)));

	for (size_t i = 0; i < SLOTS; i++) {
		if (table[i].text.n == 0)
			continue;
		table[i].score = word_score(&table[i]);
		order[n++] = &table[i];
	}
	qsort(order, n, sizeof *order, by_score);
	*v = (struct vocabulary){ .lexeme = need(calloc(n, sizeof *v->lexeme)),
		.nouns = need(calloc(n, sizeof *v->nouns)) };
	for (const char *const *c = lists_common; *c; c++)
		if (!word_slot(str_of(*c))->taken)
			lexeme_add(v, word_slot(str_of(*c)));
	for (size_t i = 0; i < n; i++)
		if (!order[i]->taken)
			lexeme_add(v, order[i]);
	free(order);
}

bool vocabulary_find(const struct vocabulary *v, struct str form, size_t *rank)
{
	const struct word *w = word_slot(form);

	if (form.n == 0 || w->text.n == 0 || w->rank >= v->count || !str_eq(w->text, form))
		return false;
	*rank = w->rank;
	/* function words are taken by none */
	for (size_t i = 0; i < v->lexeme[w->rank].count; i++)
		if (str_eq(v->lexeme[w->rank].form[i], form))
			return true;
	return false;
}

void vocabulary_join(struct buf *out, struct str first, struct str second)
{
	static const char *const with_s[] = { "ung", "heit", "keit", "schaft", "tion", "tät", "ing" };
	unsigned char c = (unsigned char)second.p[0];

	buf_add(out, first);
	for (size_t i = 0; i < sizeof with_s / sizeof *with_s; i++)
		if (str_ends(first, str_of(with_s[i])))
			buf_byte(out, 's');
	if (str_ends(first, STR("e")))
		buf_byte(out, 'n');
	if (c == 0xc3 && second.n > 1) {
		buf_byte(out, (char)0xc3);
		buf_byte(out, (char)((unsigned char)second.p[1] | 0x20));
		buf_add(out, str_sub(second, 2, second.n));
		return;
	}
	buf_byte(out, (char)(c | 0x20));
	buf_add(out, str_sub(second, 1, second.n));
}
