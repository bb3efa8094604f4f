/* document: a document as text, so that a table can say what it should be: a line for each line, which begins with a
 * letter for its hint. */
#ifndef TESTS_DOCUMENT_H
#define TESTS_DOCUMENT_H

#include "import/document.h"

/* T title, H heading, P paragraph, L list, Q quotation, C caption, R credit, B byline, D date, K kicker, I lead
 * (intro), A aside, - nothing; a line's core stands behind it in brackets. */
static inline struct str document_shown(const struct document *d, struct arena *a)
{
	static const char letter[] = { [HINT_NONE] = '-',
		[HINT_TITLE] = 'T',
		[HINT_HEADING] = 'H',
		[HINT_PARAGRAPH] = 'P',
		[HINT_LIST] = 'L',
		[HINT_QUOTE] = 'Q',
		[HINT_CAPTION] = 'C',
		[HINT_CREDIT] = 'R',
		[HINT_BYLINE] = 'B',
		[HINT_DATE] = 'D',
		[HINT_KICKER] = 'K',
		[HINT_LEAD] = 'I',
		[HINT_ASIDE] = 'A' };
	struct buf b = { 0 };
	for (size_t i = 0; i < d->count; i++) {
		const struct line *l = &d->lines[i];
		arena_room(a, &b, l->text.n + l->core.n + 8);
		buf_fmt(&b, "%s%c %.*s", i ? "\n" : "", letter[l->hint], STR_ARG(l->text));
		if (l->core.n)
			buf_fmt(&b, " [%.*s]", STR_ARG(l->core));
	}
	return buf_str(&b);
}

/* What is said outside the text: "headline=…\npublished=…", in the order of the keys; the address at the end. */
static inline struct str document_said(const struct document *d, struct arena *a)
{
	static const char *const keys[ARTICLE_KEY_COUNT] = { "headline", "description", "dateline", "location",
		"published", "modified", "section", "keywords", "author", "publisher", "credit", "caption", "language",
		"license", "copyright", "source", "version", "identifier" };
	struct buf b = { 0 };
	for (size_t i = 0; i <= ARTICLE_KEY_COUNT; i++) {
		struct str value = i < ARTICLE_KEY_COUNT ? d->meta[i] : d->url;
		arena_room(a, &b, value.n + 20);
		if (value.n)
			buf_fmt(&b, "%s%s=%.*s", b.n ? "\n" : "", i < ARTICLE_KEY_COUNT ? keys[i] : "url",
				STR_ARG(value));
	}
	return buf_str(&b);
}

#endif
