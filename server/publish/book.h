/* book: a month or a year for readers without a network, as .gpub (gempub 1.0.0: a zip of gemtext).
 *
 * In it are metadata.txt, the title page index.gmi, and all files of the period that are published, byte for byte and
 * under their own paths, so that links from one to another lead on: "2018/06/28/slug.gmi". What articles link to as
 * index.gmi, and nobody has written, is made for the book: the page of the day, of the month. A link that leads out of
 * the period, or to a page that only a server makes (/more/), stays as it is and is dead.
 *
 * The same files make the same bytes. */
#ifndef PUBLISH_BOOK_H
#define PUBLISH_BOOK_H

#include "base/str.h"
#include "store/gone.h"
#include "store/root.h"
#include "text/date.h"

/* Whose book it is; the caller's, as long as the book is there. */
struct book_source {
	const struct root *root;
	const struct gone *gone; /* what is withdrawn is in no book; NULL: nothing is */
	const struct words *words;
	const struct words *const *languages; /* those of end blocks */
	size_t language_count;
	struct str title, subtitle, language, rights;
};

struct book;

/* Looks at what there is of a month (day 0) or a year (month 0). NULL: *why. */
struct book *book_new(const struct book_source *from, struct date period, struct buf *why);
/* How many articles it has: a book without any is none. */
size_t book_articles(const struct book *b);
/* Writes it to fd, which is empty and stays the caller's. False: *why. */
bool book_write(struct book *b, int fd, struct buf *why);
void book_free(struct book *b);

/* "/mirror/pack/2018-06.gpub": where it lies among what is published. */
void book_path(struct buf *out, struct date period);

#endif
