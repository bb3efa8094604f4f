/* document: a raw article on its way: its lines, and what is known of each. */
#ifndef IMPORT_DOCUMENT_H
#define IMPORT_DOCUMENT_H

#include "base/arena.h"
#include "text/words.h"

enum role {
	ROLE_NONE, /* not decided yet */
	ROLE_KICKER,
	ROLE_HEADLINE,
	ROLE_STANDFIRST,
	ROLE_CREDIT,
	ROLE_CAPTION,
	ROLE_BYLINE,
	ROLE_DATE,
	ROLE_SUBHEADING,
	ROLE_LIST,
	ROLE_BODY,
	ROLE_FURNITURE,
	ROLE_COUNT
};

/* "kicker", "headline", … */
const char *role_name(enum role r);
/* ROLE_COUNT: there is none of that name. */
enum role role_of(struct str name);

/* What markup said of a line; plain text has none. */
enum hint {
	HINT_NONE,
	HINT_TITLE,   /* h1 of the article */
	HINT_HEADING, /* h2 to h6 within it */
	HINT_PARAGRAPH,
	HINT_LIST,
	HINT_QUOTE,
	HINT_CAPTION, /* figcaption and the like */
	HINT_CREDIT,  /* itemprop=creditText, class credit, copyright … */
	HINT_BYLINE,  /* rel=author, itemprop=author, class author/byline */
	HINT_DATE,    /* time, itemprop=datePublished, class date */
	HINT_KICKER,  /* class kicker, dachzeile, topline; a heading's first span of that kind */
	HINT_LEAD,    /* class teaser, lead, intro, standfirst, vorspann */
	HINT_ASIDE,   /* outside what is the article, but possibly of it */
};

struct line {
	struct str text; /* tidy (bytes.h), trimmed, not empty */
	unsigned number; /* in the input, from 1; of HTML and feeds, the n-th piece of text */
	unsigned gap;    /* blank lines before it */
	enum hint hint;
	enum role role;
	/* the part of the text that the role is about, where that is less than all of it: a credit's names without
	 * "Foto:", a date's characters, a byline's name; else empty */
	struct str core;
	/* what gave the role, for --explain: "regional.ini:14 furniture.share", "structure: the longest of the first
	 * lines", "collection: in 812 of 2000 files" */
	const char *rule;
};

struct document {
	struct line *lines;
	size_t count;
	/* what is said outside the text (HTML's head, schema.org, a feed's item), tidy and trimmed; empty where nothing
	 * is. Dates as they stand there. Several authors or keywords are separated by ", ". */
	struct str meta[ARTICLE_KEY_COUNT];
	struct str url; /* canonical address, if any */
	bool marked_up; /* the lines carry hints */
};

enum { DOCUMENT_LINES_MAX = 20000 };

/* Makes the lines of a tidy text. False: more than DOCUMENT_LINES_MAX. */
bool document_of_text(struct str tidy, struct arena *a, struct document *out);

#endif
