#include "text/article.h"

#include "text/gemtext.h"

/* conf/locale/en.ini may be edited; what is understood in every capsule may not change with it. */
static const char *const english_heading = "About this article";
static const char *const english_key[ARTICLE_KEY_COUNT] = {
	[ARTICLE_HEADLINE] = "Headline",
	[ARTICLE_DESCRIPTION] = "Summary",
	[ARTICLE_DATELINE] = "Dateline",
	[ARTICLE_LOCATION] = "Place",
	[ARTICLE_PUBLISHED] = "Date",
	[ARTICLE_MODIFIED] = "Updated",
	[ARTICLE_SECTION] = "Section",
	[ARTICLE_KEYWORDS] = "Keywords",
	[ARTICLE_AUTHOR] = "Author",
	[ARTICLE_PUBLISHER] = "Publisher",
	[ARTICLE_CREDIT] = "Photo in the original",
	[ARTICLE_CAPTION] = "Caption",
	[ARTICLE_LANGUAGE] = "Language",
	[ARTICLE_LICENSE] = "Licence",
	[ARTICLE_COPYRIGHT] = "Rights",
	[ARTICLE_SOURCE] = "Source",
	[ARTICLE_VERSION] = "Version of",
	[ARTICLE_IDENTIFIER] = "Identifier",
};

/* A reader of end blocks on its way through a text. */
struct reader {
	const struct words *const *all;
	size_t count;
	const struct words *own; /* the locale that knew the heading; NULL: built-in English */
	bool inside;             /* after a known heading, before any other */
};

/* Whether a level-2 heading begins an end block; remembers whose it is. */
static bool heading_known(struct reader *r, struct str text)
{
	r->own = NULL;
	if (text.n == 0)
		return false;
	for (size_t i = 0; i < r->count; i++) {
		if (str_ieq(text, r->all[i]->article_heading)) {
			r->own = r->all[i];
			return true;
		}
	}
	return str_ieq(text, str_of(english_heading));
}

static enum article_key key_in(const struct words *w, struct str name)
{
	size_t key = 0;
	while (key < ARTICLE_KEY_COUNT && !str_ieq(name, w->article_key[key]))
		key++;
	return (enum article_key)key;
}

/* ARTICLE_KEY_COUNT if nobody knows it. The heading's own language is asked first: a word may mean something else in
 * another one. */
static enum article_key key_known(const struct reader *r, struct str name)
{
	size_t key = r->own ? key_in(r->own, name) : ARTICLE_KEY_COUNT;
	if (key == ARTICLE_KEY_COUNT)
		for (key = 0; key < ARTICLE_KEY_COUNT && !str_ieq(name, str_of(english_key[key]));)
			key++;
	for (size_t i = 0; i < r->count && key == ARTICLE_KEY_COUNT; i++)
		key = key_in(r->all[i], name);
	return (enum article_key)key;
}

static void line_take(struct reader *r, struct gem_line line, struct str before, struct article *out)
{
	if (line.type == GEM_HEADING) {
		r->inside = line.level == 2 && heading_known(r, line.text);
		if (r->inside)
			*out = (struct article){ .has_block = true, .body = before };
	} else if (line.type == GEM_LIST && r->inside) {
		struct str name = str_trim(str_cut(&line.text, ':'));
		enum article_key key = name.n ? key_known(r, name) : ARTICLE_KEY_COUNT;
		if (key < ARTICLE_KEY_COUNT && out->value[key].n == 0)
			out->value[key] = str_trim(line.text);
	}
}

/* One pass; true if it ended inside a preformatted section. */
static bool block_read(struct str text, bool pre, struct reader *r, struct article *out)
{
	struct str all = text;
	*out = (struct article){ .body = all };
	r->inside = false;
	while (text.n) {
		struct str before = str_sub(all, 0, all.n - text.n);
		line_take(r, gem_read(str_cut(&text, '\n'), &pre), before, out);
	}
	return pre;
}

void article_read(struct str text, const struct words *const *all, size_t count, struct article *out)
{
	struct reader r = { .all = all, .count = count };
	/* A section that never ends is most likely the other way round: the tail began in the midst of one. */
	if (block_read(text, false, &r, out) && !out->has_block)
		block_read(text, true, &r, out);
}

/* The document may go on beyond these bytes: a character cut in two at their end is left out. */
static struct str whole_characters(struct str text)
{
	size_t n = text.n, back = 0;
	while (n && back < 3 && ((unsigned char)text.p[n - 1] & 0xc0) == 0x80) {
		n--;
		back++;
	}
	uint32_t rune;
	bool cut = n && (unsigned char)text.p[n - 1] >= 0xc0 && !utf8_read(str_sub(text, n - 1, text.n), &rune);
	return cut ? str_sub(text, 0, n - 1) : text;
}

/* What a line says to a reader; nothing if it is a toggle. */
static struct str line_says(struct gem_line line)
{
	if (line.type == GEM_PRE_TOGGLE)
		return (struct str){ 0 };
	struct str text = str_trim(line.text);
	return line.type == GEM_LINK && text.n == 0 ? line.url : text;
}

struct str article_title(struct str text)
{
	struct str first = { 0 };
	bool pre = false;
	text = whole_characters(text);
	while (text.n) {
		struct gem_line line = gem_read(str_cut(&text, '\n'), &pre);
		struct str says = line_says(line);
		if (line.type == GEM_HEADING && says.n)
			return says;
		if (first.n == 0)
			first = says;
	}
	return first;
}
