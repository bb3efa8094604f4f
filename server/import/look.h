/* look: what the form of a single line says. */
#ifndef IMPORT_LOOK_H
#define IMPORT_LOOK_H

#include "import/when.h"
#include "import/document.h"

enum { LOOK_DATES = 4 };

struct look {
	unsigned letters, words, digits;
	unsigned stop; /* stop words in a hundred words, of the language that has more of them */
	bool sentence; /* ends as a sentence does */
	bool capital;  /* begins with no small letter */
	bool bullet;   /* begins with a mark of a list */
	bool trail;    /* holds marks that stand between the steps of a path ("Start > Lokales") or of a menu */
	struct when when[LOOK_DATES];
	size_t when_count;
	struct str names;   /* of a line that is nothing but a credit or a byline */
	struct str caption; /* what stands before a credit in the same line */
	bool credit, byline;
	unsigned seen; /* in so many files of its source; 0: nobody counted */
};

/* Looks at a line; seen is left at 0. */
void look_at(struct str text, enum when_order order, struct date today, struct arena *a, struct look *out);

/* The bytes of a list's mark and the space behind it ("• ", "- "); 0: there is none. A number is part of the text. */
size_t look_bullet(struct str text);
/* Whether a text ends as a sentence does: with . ! ? or …, behind which only quotation marks and brackets stand; and
 * not with an abbreviation of one letter ("e. V."). */
bool look_sentence(struct str text);

#endif
