/* trunk: where the text of an article begins and ends, and what stands within. */
#ifndef IMPORT_TRUNK_H
#define IMPORT_TRUNK_H

#include "import/roles.h"

/* Finds the paragraphs that are text beyond doubt: long, whole sentences, dense with stop words. Sets first and last.
 */
void trunk_find(struct casting *c);
/* Decides what stands between first and last, and how far the text goes on behind it. */
void trunk_fill(struct casting *c);
/* Whether a line is plainly a paragraph. */
bool trunk_good(const struct casting *c, size_t line);

#endif
