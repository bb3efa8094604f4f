/* words: the table of names, the shipped locale files, and {name} places. */
#include "text/words.h"
#include "unit.h"

#include <ini.h>
#include <string.h>

enum {
	TEXT_MAX = 150, /* inih cuts lines at 200 bytes */
};

static size_t words_count(void)
{
	const char *section, *key;
	size_t n = 0;
	while (words_name(n, &section, &key))
		n++;
	return n;
}

/* Every text has its own name and its own slot, and together the slots are the struct. */
static void check_table(void)
{
	static struct words w;
	size_t count = words_count();
	CHECK(count == (sizeof w - sizeof w.language) / sizeof(struct str), "%zu texts", count);
	for (size_t i = 0; i < count; i++) {
		const char *section, *key, *other_section, *other_key;
		words_name(i, &section, &key);
		struct str *slot = words_slot(&w, i);
		CHECK((char *)slot >= (char *)&w && (char *)(slot + 1) <= (char *)(&w + 1), "text %zu", i);
		CHECK(slot->p == NULL, "slot of %s.%s is taken by \"%.*s\"", section, key, STR_ARG(*slot));
		*slot = str_of(key);
		for (size_t j = 0; j < i; j++) {
			words_name(j, &other_section, &other_key);
			CHECK(strcmp(section, other_section) || strcmp(key, other_key), "%s.%s twice", section, key);
		}
	}
	const char *section, *key;
	CHECK(!words_name(count, &section, &key) && !section && !key, "a name past the end");
	CHECK(!words_name((size_t)-1, &section, &key), "a name far past the end");
	CHECK(words_slot(&w, count) == NULL, "a slot past the end");
	CHECK(w.language.p == NULL, "language is the loader's");
	CHECK_STR(w.word[WORD_NOT_FOUND], STR("not_found"));
	CHECK_STR(w.word[WORD_MOVED], STR("moved"));
	CHECK_STR(w.word[WORD_DATE_MONTH], STR("month"));
	CHECK_STR(w.month[11], STR("12"));
	CHECK_STR(w.weekday[0], STR("1"));
	CHECK_STR(w.article_heading, STR("heading"));
	CHECK_STR(w.article_key[ARTICLE_LOCATION], STR("contentLocation"));
	CHECK_STR(w.article_key[ARTICLE_IDENTIFIER], STR("identifier"));
}

/* A locale file as inih reads it: its texts, copied. */
struct locale {
	const char *path;
	struct words words;
	char room[16384];
	struct buf text;
};

static struct str *slot_named(struct words *w, const char *section, const char *key)
{
	const char *s, *k;
	if (strcmp(section, "language") == 0 && strcmp(key, "name") == 0)
		return &w->language;
	for (size_t i = 0; words_name(i, &s, &k); i++)
		if (strcmp(section, s) == 0 && strcmp(key, k) == 0)
			return words_slot(w, i);
	return NULL;
}

static int locale_take(void *user, const char *section, const char *key, const char *value)
{
	struct locale *l = user;
	struct str *slot = slot_named(&l->words, section, key);
	CHECK(slot != NULL, "%s: nobody asks for %s.%s", l->path, section, key);
	if (!slot)
		return 1;
	CHECK(slot->n == 0, "%s: %s.%s twice", l->path, section, key);
	size_t begin = l->text.n;
	buf_add(&l->text, str_of(value));
	*slot = str_sub(buf_str(&l->text), begin, l->text.n);
	CHECK(slot->n >= 1 && slot->n <= TEXT_MAX, "%s: %s.%s has %zu bytes", l->path, section, key, slot->n);
	CHECK(utf8_valid(*slot), "%s: %s.%s is not UTF-8", l->path, section, key);
	CHECK(str_index(*slot, ';') == slot->n, "%s: %s.%s has a semicolon", l->path, section, key);
	return 1;
}

static void locale_load(struct locale *l, const char *path)
{
	l->path = path;
	l->text = BUF(l->room);
	CHECK(ini_parse(path, locale_take, l) == 0, "cannot read %s", path);
	CHECK(!l->text.full, "%s is too large for this test", path);
	const char *section, *key;
	for (size_t i = 0; words_name(i, &section, &key); i++)
		CHECK(words_slot(&l->words, i)->n, "%s: %s.%s is missing", path, section, key);
}

/* Every {place} of a is in b. */
static void check_places(struct str a, struct str b, const char *key)
{
	while (str_index(a, '{') < a.n) {
		a = str_sub(a, str_index(a, '{'), a.n);
		struct str place = str_sub(a, 0, str_index(a, '}') + 1);
		CHECK(str_find(b, place) < b.n, "%s: %.*s is missing in another language", key, STR_ARG(place));
		a = str_sub(a, place.n, a.n);
	}
}

static void check_locales(void)
{
	static struct locale de, en;
	locale_load(&de, "conf/locale/de.ini");
	locale_load(&en, "conf/locale/en.ini");
	CHECK_STR(de.words.language, STR("de"));
	CHECK_STR(en.words.language, STR("en"));
	const char *section, *key;
	for (size_t i = 0; words_name(i, &section, &key); i++) {
		check_places(*words_slot(&de.words, i), *words_slot(&en.words, i), key);
		check_places(*words_slot(&en.words, i), *words_slot(&de.words, i), key);
	}
	for (size_t i = 0; i < ARTICLE_KEY_COUNT; i++)
		for (size_t j = 0; j < i; j++)
			CHECK(!str_eq(de.words.article_key[i], de.words.article_key[j]), "%.*s stands for two keys",
				STR_ARG(de.words.article_key[i]));
	CHECK_STR(de.words.month[5], STR("Juni"));
	CHECK_STR(de.words.weekday[6], STR("Sonntag"));
	CHECK_STR(de.words.article_key[ARTICLE_CREDIT], STR("Foto im Original"));
	CHECK_STR(en.words.article_heading, STR("About this article"));
}

static void check_fill(void)
{
	const struct {
		struct str text, want;
	} rows[] = {
		{ STR("{n} Einträge"), STR("7 Einträge") },
		{ STR("{n}{n}{month}"), STR("77Juni") },
		{ STR("{unknown} {n}"), STR("{unknown} 7") },
		{ STR("no place"), STR("no place") },
		{ STR(""), STR("") },
		{ STR("{"), STR("{") },
		{ STR("}{"), STR("}{") },
		{ STR("{}"), STR("{}") },
		{ STR("{n"), STR("{n") },
		{ STR("{{n}}"), STR("{7}") },
		{ STR("{a {n}"), STR("{a 7") },
		{ STR("{N}"), STR("{N}") },
		{ STR("a{nothing}b"), STR("ab") },
		/* a visitor's braces are not looked at again */
		{ STR("{path}"), STR("/{n}/{path}") },
	};
	const struct word_value values[] = {
		{ STR("n"), STR("7") },
		{ STR("month"), STR("Juni") },
		{ STR("nothing"), { NULL, 0 } },
		{ STR("path"), STR("/{n}/{path}") },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[64];
		struct buf out = BUF(room);
		words_fill(&out, rows[i].text, values, sizeof values / sizeof *values);
		CHECK_STR(buf_str(&out), rows[i].want);
		CHECK(!out.full, "row %zu", i);
	}
	char small[4];
	struct buf out = BUF(small);
	words_fill(&out, STR("{month}"), values, sizeof values / sizeof *values);
	CHECK_STR(buf_str(&out), STR("Juni"));
	words_fill(&out, STR("{month}"), values, sizeof values / sizeof *values);
	CHECK(out.full, "what does not fit is not told");
}

int main(void)
{
	check_table();
	check_locales();
	check_fill();
	return unit_done("words");
}
