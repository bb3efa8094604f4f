#include "import/imprint.h"

#include "import/prune.h"
#include "import/space.h"
#include "import/tree.h"

enum {
	VALUE_BYTES = 8192, /* of one value; more is no fact */
	NAME_BYTES = 200,
	TAG_BYTES = 3,
};

struct str imprint_plain(struct str s, struct arena *a)
{
	struct pruned pruned;
	struct tree tree;
	if (str_index(s, '&') == s.n && str_index(s, '<') == s.n)
		return space_tidy(s, a);
	prune_page(s, a, &pruned);
	if (!tree_make(pruned.html, a, &tree) || !tree.root)
		return STR("");
	return space_tidy(node_text(tree.root, a), a);
}

static bool is_address(struct str s)
{
	return str_find(s, STR("://")) < s.n || str_starts(s, STR("www.")) || str_starts(s, STR("/")) ||
	       str_starts(s, STR("@"));
}

/* "de-DE", "de_AT", "German" are de. */
static struct str language(struct str s)
{
	static const struct {
		const char *name, *tag;
	} names[] = { { "german", "de" }, { "deutsch", "de" }, { "ger", "de" }, { "deu", "de" }, { "english", "en" },
		{ "englisch", "en" }, { "eng", "en" }, { "french", "fr" }, { "dutch", "nl" } };
	size_t n = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_ieq(s, str_of(names[i].name)))
			return str_of(names[i].tag);
	while (n < s.n && ((s.p[n] >= 'a' && s.p[n] <= 'z') || (s.p[n] >= 'A' && s.p[n] <= 'Z')))
		n++;
	bool good = n >= 2 && n <= TAG_BYTES && (n == s.n || s.p[n] == '-' || s.p[n] == '_' || s.p[n] == ',');
	return str_sub(s, 0, good ? n : 0);
}

static struct str lower(struct str s, struct arena *a)
{
	struct str out = arena_copy(a, s);
	char *p = (char *)(uintptr_t)out.p;
	for (size_t i = 0; i < out.n; i++)
		p[i] = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 'a' - 'A') : p[i];
	return out;
}

/* "Von Kai Tönnies" is Kai Tönnies. */
static struct str without_by(struct str s)
{
	static const char *const words[] = { "von ", "by ", "autor: ", "author: " };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ieq(str_sub(s, 0, str_of(words[i]).n), str_of(words[i])))
			return str_sub(s, str_of(words[i]).n, s.n);
	return s;
}

void imprint_list(struct imprint *f, struct str *list, struct str name)
{
	struct str rest = *list;
	if (name.n == 0)
		return;
	name = arena_copy(f->a, imprint_plain(str_sub(name, 0, VALUE_BYTES), f->a));
	if (name.n == 0 || name.n > NAME_BYTES || list->n > VALUE_BYTES)
		return;
	while (rest.n) {
		size_t comma = str_find(rest, STR(", "));
		if (str_ieq(str_sub(rest, 0, comma), name))
			return;
		rest = str_sub(rest, comma + 2, rest.n);
	}
	*list = list->n ? arena_fmt(f->a, "%.*s, %.*s", STR_ARG(*list), STR_ARG(name)) : name;
}

/* "a,b;c , d" as "a, b, c, d". */
static struct str relisted(struct imprint *f, struct str s)
{
	struct str list = { 0 };
	char mark = str_index(s, ',') < s.n ? ',' : ';';
	while (s.n)
		imprint_list(f, &list, str_cut(&s, mark));
	return list;
}

void imprint_set(struct imprint *f, enum article_key key, struct str value)
{
	if (f->value[key].n || value.n == 0 || value.n > VALUE_BYTES)
		return;
	value = imprint_plain(value, f->a);
	bool person = key == ARTICLE_AUTHOR || key == ARTICLE_PUBLISHER || key == ARTICLE_COPYRIGHT ||
		      key == ARTICLE_CREDIT || key == ARTICLE_SECTION || key == ARTICLE_LOCATION;
	if (person && is_address(value))
		return;
	if (key == ARTICLE_AUTHOR)
		value = without_by(value);
	else if (key == ARTICLE_LANGUAGE)
		value = lower(language(value), f->a);
	else if (key == ARTICLE_KEYWORDS)
		value = relisted(f, value);
	f->value[key] = arena_copy(f->a, value);
}

/* ---- titles ---- */

static bool is_site(const struct imprint *f, struct str s)
{
	s = str_trim(s);
	return s.n && (str_ieq(s, f->site) || str_ieq(s, f->value[ARTICLE_PUBLISHER]));
}

struct str imprint_title(const struct imprint *f, struct str title)
{
	static const char *const marks[] = { " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", ": " };
	if (title.n == 0)
		return title;
	size_t first = title.n, first_end = 0, last = title.n, last_end = 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct str mark = str_of(marks[i]);
		for (size_t at = 0, n; (n = str_find(str_sub(title, at, title.n), mark)) < title.n - at;
			at += n + mark.n) {
			if (at + n < first) {
				first = at + n;
				first_end = first + mark.n;
			}
			if (at + n + mark.n > last_end) {
				last = at + n;
				last_end = last + mark.n;
			}
		}
	}
	if (last_end && is_site(f, str_sub(title, last_end, title.n)))
		return str_trim(str_sub(title, 0, last));
	if (first_end && is_site(f, str_sub(title, 0, first)))
		return str_trim(str_sub(title, first_end, title.n));
	return title;
}
