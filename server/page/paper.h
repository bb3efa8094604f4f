/* paper: what the makers of pages write on: gemtext, in the words of the capsule's language. */
#ifndef PAGE_PAPER_H
#define PAGE_PAPER_H

#include "archive/browse.h"
#include "page/leaf.h"
#include "site/site.h"

enum { PAPER_LIST = 50 }; /* entries of a page of a list */

struct paper {
	const struct site *site;
	const struct site_capsule *capsule;
	const struct words *w;
	struct archive *archive;
	const struct site_ask *ask;
	struct arena *m; /* of this page */
	struct leaf *leaf;
	/* there is a line; an empty one is owed before the next; and a heading */
	bool begun, gap;
	struct str heading;
};

/* A sentence of the locale with its {places} filled in; lives in the arena. */
struct str paper_fill(const struct paper *p, enum word word, const struct word_value *values, size_t count);
#define FILL(p, word, ...)                                                                                             \
	paper_fill(p, word, (const struct word_value[]){ __VA_ARGS__ },                                                \
		sizeof((const struct word_value[]){ __VA_ARGS__ }) / sizeof(struct word_value))
struct str paper_word(const struct paper *p, enum word word);

/* 184302 -> "184.302" */
struct str paper_number(const struct paper *p, uint64_t n);
/* "Ein Artikel", "Neun Artikel", "184.302 Artikel": to begin a line with */
struct str paper_articles(const struct paper *p, uint64_t n);
/* "1 Artikel", "9 Artikel": within one */
struct str paper_articles_short(const struct paper *p, uint64_t n);
/* "vier" up to twelve, then digits */
struct str paper_small(const struct paper *p, uint64_t n);
/* With a capital letter, to begin a line. */
struct str paper_capital(const struct paper *p, struct str s);
/* "28. Juni 2018", "Juni 2018", "2018"; with the weekday before a day */
struct str paper_date(const struct paper *p, struct date d);
struct str paper_weekday(const struct paper *p, struct date d);
/* "28. Juni"; "Donnerstag, 28. Juni" */
struct str paper_day(const struct paper *p, struct date d);
struct str paper_day_of_week(const struct paper *p, struct date d);
/* "Gifhorn, 2018"; year 0: "Gifhorn, ohne Datum" */
struct str paper_part(const struct paper *p, struct str what, int year);
/* "/2018/06/28/" */
struct str paper_path(const struct paper *p, struct date d);
/* What came out of a file or a name, on one line, harmless. */
struct str paper_clean(const struct paper *p, struct str s);

/* Lines. An empty line is put between what belongs apart: around headings, and where paper_gap asks for one. Nothing at
 * all is written of an empty text, and a text that would read as markup gets a space before it. */
void paper_gap(struct paper *p);
void paper_text(struct paper *p, struct str line);
/* Lines that are to be copied as they are. */
void paper_code(struct paper *p, struct str lines);
void paper_quote(struct paper *p, struct str line);
/* "Allerbote: …": what stands before the colon in the capsule's title. */
struct str paper_named(const struct paper *p, struct str title);
/* "# Allerbote: …" */
void paper_title(struct paper *p, struct str title);
/* A title as it is. */
void paper_own_title(struct paper *p, struct str title);
/* The line below the title: what a subscription is called. */
void paper_subtitle(struct paper *p, struct str text);
/* Written as soon as there is something beneath it: never, if a gap or another heading comes first. */
void paper_heading(struct paper *p, struct str text);
/* A link to a path of ours (decoded); query NULL: none. */
void paper_link(struct paper *p, struct str path, const struct str *query, struct str label);
void paper_url(struct paper *p, struct str url, struct str label);
/* The same for an entry of a subscription, whose label begins with a day. Only such links do: another one whose label
 * reads so, since a place or a title does, gets a dash before it. */
void paper_dated_link(struct paper *p, struct str path, struct str label);

/* How an article is labelled in a list. */
enum paper_label {
	PAPER_ISO, /* "2018-06-28 Wolfsburg: Titel", an entry of a subscription; where no day is known as PAPER_DATE */
	PAPER_ADDED, /* the same by the day it was added, and its own date behind it */
	PAPER_YEAR,  /* "2007 Wolfsburg: Titel" */
	PAPER_DATE,  /* "Wolfsburg: Titel (28. Juni 2018)" */
	PAPER_PLAIN, /* "Wolfsburg: Titel" */
};
/* "Wolfsburg: Titel", unless the title begins with the place anyway, or bare is set */
struct str paper_headline(const struct paper *p, const struct entry *e, bool bare);
/* "Wolfsburg. Das Freibad …" without its place, which stands above it anyway. */
struct str paper_bare(struct str text, struct str place);
/* What was withdrawn is left out: false. bare: without the place; word: a sentence around it, with {what}. */
bool paper_entry(struct paper *p, const struct entry *e, enum paper_label label, bool bare);
bool paper_entry_named(struct paper *p, const struct entry *e, enum word word, bool bare);

/* The last lines of every page: the way home. */
void paper_end(struct paper *p);

/* The text of an article (at most max bytes), without its end block, from the capsule. False (and empty): it cannot be
 * read. */
bool paper_read(const struct paper *p, const struct entry *e, size_t max, struct str *text);
/* The archive's own address, "gemini://bote.example/", or by Gopher. */
struct str paper_site_url(const struct paper *p, bool gopher);
/* Whether a file or folder lies in the capsule. */
bool paper_there(const struct paper *p, struct str path);

#endif
