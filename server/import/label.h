/* label: what stands in a short line with a date, word by word: names of what the date is ("aktualisiert"), words that
 * say nothing (a weekday, "Uhr"), and everything else. */
#ifndef IMPORT_LABEL_H
#define IMPORT_LABEL_H

#include "import/day.h"

enum label {
	LABEL_BIG,    /* any other word with a capital */
	LABEL_SMALL,  /* any other word without */
	LABEL_NUMBER, /* figures that are no time */
	LABEL_DATE,
	LABEL_TIME,
	LABEL_FILL,   /* a weekday, a time zone, "Uhr", "den", "Datum" */
	LABEL_ADVERB, /* "zuletzt", "first": nothing beside a name, a word elsewhere */
	LABEL_ON,     /* "am", "on" */
	LABEL_GLUE,   /* words of names and titles: "in", "der", "of" */
	LABEL_BY,     /* "von", "by" */
	LABEL_OF,     /* "vom" */
	LABEL_SINCE,  /* "seit", "bis", "until": the day begins or ends something */
	LABEL_VERB,
	LABEL_THIS,   /* "dieser", "this" */
	LABEL_REPORT, /* "Bericht": the article, where "dieser" stands before it */
	LABEL_ARTICLE,
	LABEL_AUTHOR, /* "Redaktion", "admin" */
	LABEL_PAPER,  /* "Allerzeitung", "Nachrichten", "Kurier" */
	LABEL_PUBLISHED,
	LABEL_APPEARED, /* "erschien": published, and a verb */
	LABEL_UPDATED,
	LABEL_PRINTED,
	LABEL_NOT, /* "abgerufen", "Termin", "geboren": the date is of something else */
	LABEL_COMMA,
	LABEL_DASH,
	LABEL_BREAK, /* | / · ( ) and the like */
	LABEL_COLON,
	LABEL_STOP, /* the end of a sentence, at the line's end */
};

struct token {
	enum label label;
	bool dot;   /* a number with a dot behind it */
	size_t day; /* of a date: which */
};

enum {
	LABEL_BYTES = 240, /* a line of more bytes is text */
	LABEL_TOKENS = LABEL_BYTES + 1,
};

/* The tokens of a line of at most LABEL_BYTES, in which these dates stand in this order; how many. */
size_t label_tokens(struct str line, const struct day *days, size_t count, struct token out[LABEL_TOKENS]);

#endif
