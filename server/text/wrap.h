/* wrap: where a text may be broken into lines, and the lines. UAX #14 as libunistring does it, with a way of its own
 * for Latin text, which is nearly all there is and would cost ten times as much; and some rules on top of both:
 * nothing is broken between a stop and a letter (UAX #14, LB29: "z.B.", "waz.de"), nor after a soft hyphen that a word
 * begins with, and no URL is broken at all. */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include "base/str.h"

/* What is known of each byte of a text. */
enum {
	WRAP_CELLS = 3, /* mask: the cells that the character beginning here takes */
	WRAP_MAY = 4,   /* a line may end before this byte, */
	WRAP_SOFT = 8,  /* and shows a hyphen where it does */
	WRAP_HARD = 16, /* a character, with all its marks, begins here: an over-long word may be broken */
};

/* Marks every byte of a text. clean says that the text has been through cells_clean (cells.h); if it has not, only
 * Latin text that doesn't need to be cleaned is marked, and for any other the answer is false and marks are undefined.
 */
bool wrap_marks(struct str text, bool clean, unsigned char *marks);

/* The part of wrap_marks for Latin text, URLs apart: ASCII, Latin-1, Latin Extended-A, German typography, the euro.
 * False: there is something else in it, or something to be cleaned. */
bool wrap_latin(struct str text, unsigned char *marks);

/* A text on its way into lines. */
struct wrap {
	struct str text;
	const unsigned char *marks;
	size_t at; /* the next line begins here */
};

/* What stands on the line before the text. */
enum wrap_start {
	WRAP_FRESH, /* nothing: something must be put on it, if need be a part of a word, or too long a URL */
	WRAP_AFTER, /* other words: where nothing more fits, the line stays empty */
	WRAP_GLUED, /* the beginning of an over-long word, to be gone on with at once */
};

struct wrap_line {
	struct str text;        /* soft hyphens still in it; no spaces at its end */
	unsigned cells, spaces; /* spaces: how many follow the text, where it was the last of it */
	bool hyphen;            /* the line ends in one */
};

/* Takes what fits into room cells. True: the line ends here, and another one follows; false: the text is used up. */
bool wrap_line(struct wrap *w, unsigned room, enum wrap_start start, struct wrap_line *line);

/* Writes a line's text without its soft hyphens, and the hyphen that it ends in. */
void wrap_add(struct buf *out, const struct wrap_line *line);

#endif
