/* book_inside: what book.c has found and book_pages.c writes about. */
#ifndef PUBLISH_BOOK_INSIDE_H
#define PUBLISH_BOOK_INSIDE_H

#include "base/arena.h"
#include "publish/book.h"

struct book_article {
	struct date date;            /* of its path, or what it says itself where that is more */
	struct str path;             /* "2018/06/28/slug.gmi" */
	struct str headline, sorted; /* "Wolfsburg: Titel"; by what it is sorted within its day */
};

struct book {
	const struct book_source *from;
	struct date period;
	struct arena arena;
	struct str *path; /* of all files, sorted */
	size_t paths, path_room;
	struct book_article *article; /* by date, the oldest first */
	size_t articles, article_room;
};

/* A text that came out of a file or the configuration, on one line, harmless, and not beyond measure. */
struct str book_clean(struct arena *m, struct str s);
/* What metadata.txt says. */
struct str book_metadata(struct book *b, struct arena *m);
/* The page about a date: a list of what is in it. folder: where the page is to lie ("", "2018/06/"). */
struct str book_page(struct book *b, struct date d, struct str folder, struct arena *m);

#endif
