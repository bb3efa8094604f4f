/* sheet: a story as the file that lies in the capsule (the design, "The article"). */
#ifndef IMPORT_SHEET_H
#define IMPORT_SHEET_H

#include "import/story.h"

/* Whether lines of a role stand in the file's text, and how such a line reads there, but for markup. */
bool sheet_prints(enum role r);
struct str sheet_line(const struct line *l);

/* The path in the capsule: "/2018/06/28/slug.gmi" or "/undated/slug.gmi". mark: digits that keep it from another
 * article's, put behind the slug; empty: none. fallback: the slug of a headline that has nothing in ASCII. */
void sheet_path(const struct story *s, struct str mark, struct str fallback, struct buf *out);

/* The file. path is where it will lie. */
struct str sheet_gemtext(const struct story *s, struct str path, struct arena *a);

#endif
