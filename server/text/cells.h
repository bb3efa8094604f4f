/* cells: text as the cells of a terminal: made harmless, and measured. */
#ifndef TEXT_CELLS_H
#define TEXT_CELLS_H

#include "base/str.h"

enum {
	CELLS_TAB = 8,    /* where a TAB of preformatted text leads: the next multiple */
	CELLS_GROWTH = 8, /* cells_clean makes at most so many bytes of one */
};

/* The cells that one character takes: 0, 1 or 2. A soft hyphen takes none: it is seen only where a line ends at it. */
unsigned cells_of(uint32_t rune);

/* Makes raw fit for any terminal: line breaks and TABs within it become spaces (with tabs set, a TAB becomes as many as
 * lead to the next stop, raw being a line's beginning), other control bytes and bytes that are not UTF-8 U+FFFD. With
 * ascii set, all but soft hyphens is spelled in ASCII, and what cannot be becomes '?'. */
void cells_clean(struct buf *out, struct str raw, bool ascii, bool tabs);

#endif
