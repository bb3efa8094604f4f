/* words: what generated pages and error messages say, in one language. The texts come from conf/locale/XX.ini; the
 * program has German and English built in. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/str.h"

/* One text each; section and key in the locale file are in words.c's table. A text may hold {name} places. */
enum word {
	/* [error]: META of an error, and the words of a Gopher error. {path} where sensible */
	WORD_NOT_FOUND,   /* 51 */
	WORD_GONE,        /* 52, {reason} */
	WORD_FOREIGN,     /* 53; {host}: the name we do answer to */
	WORD_BAD_REQUEST, /* 59 */
	WORD_TOO_LONG,    /* 59, over 1024 bytes */
	WORD_CLIMBS,      /* 59, a path above the root */
	WORD_BUSY,        /* 41 */
	WORD_FAILED,      /* 40 */
	WORD_SLOW_DOWN,   /* 44: only the number of seconds is allowed on the wire; this is Gopher's text. {seconds} */
	WORD_HTTP,        /* 400 to a web browser on the Gopher port; {url} */
	/* [page] */
	WORD_FRONT_PAGE, /* "Startseite" */
	WORD_UP,         /* "Eine Ebene höher" */
	WORD_ENTRIES,    /* "{n} Einträge" */
	WORD_ENTRY,      /* "1 Eintrag" */
	WORD_NO_ENTRIES,
	WORD_DECIMAL,     /* "," */
	WORD_THOUSANDS,   /* "." */
	WORD_THIS_PAGE,   /* "Diese Seite" */
	WORD_WITH_LINKS,  /* "Mit Links zum Anwählen" */
	WORD_LINKS,       /* "Links": heading above the [n] list */
	WORD_SEARCH,      /* label of a type 7 item without one */
	WORD_REDIRECT,    /* the URL: page, "Weiter zu {url}" */
	WORD_MOVED,       /* Gopher's text for a moved page; {path} */
	WORD_ALL_OF_DAY,  /* an article's link to its day: "Alle Artikel vom {date}" */
	WORD_ALL_UNDATED, /* and to the articles without a date */
	WORD_MORE,        /* "Davor, danach, verwandt" */
	/* [date] */
	WORD_DATE_DAY,     /* "{d}. {month} {y}" */
	WORD_DATE_WEEKDAY, /* "{weekday}, {d}. {month} {y}" */
	WORD_DATE_MONTH,   /* "{month} {y}" */
	WORD_COUNT
};

/* The end block of an article ([article]): its heading and its keys. Canonical names follow schema.org. */
enum article_key {
	ARTICLE_HEADLINE,
	ARTICLE_DESCRIPTION,
	ARTICLE_DATELINE,
	ARTICLE_LOCATION,
	ARTICLE_PUBLISHED,
	ARTICLE_MODIFIED,
	ARTICLE_SECTION,
	ARTICLE_KEYWORDS,
	ARTICLE_AUTHOR,
	ARTICLE_PUBLISHER,
	ARTICLE_CREDIT,
	ARTICLE_CAPTION,
	ARTICLE_LANGUAGE,
	ARTICLE_LICENSE,
	ARTICLE_COPYRIGHT,
	ARTICLE_SOURCE,
	ARTICLE_VERSION, /* the identifier of the earlier article of which this is another version */
	ARTICLE_IDENTIFIER,
	ARTICLE_KEY_COUNT
};

/* A language. All views point into memory that lives as long as the struct (the loader's). */
struct words {
	struct str language; /* "de" */
	struct str word[WORD_COUNT];
	struct str month[12], weekday[7];          /* weekday[0] is Monday */
	struct str article_heading;                /* "Zu diesem Artikel" */
	struct str article_key[ARTICLE_KEY_COUNT]; /* "Datum", "Ort", … */
};

/* The section and the key under which a locale file gives a text; NULL past the end. i runs from 0 over all texts of
 * struct words but language. */
bool words_name(size_t i, const char **section, const char **key);
/* Where the text lives, so that a loader can set and check it. */
struct str *words_slot(struct words *w, size_t i);

/* A {name} and what stands for it. */
struct word_value {
	struct str name, value;
};

/* Writes text with its {name} places filled in; an unknown place stays as it is. */
void words_fill(struct buf *out, struct str text, const struct word_value *values, size_t count);

#endif
