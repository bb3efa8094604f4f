/* assembly: the lines of an article and of what stands above it in the page, put together. */
#ifndef IMPORT_ASSEMBLY_H
#define IMPORT_ASSEMBLY_H

#include "import/imprint.h"
#include "import/lines.h"
#include "import/region.h"

/* Makes the lines of a page's region. *f is empty but for its arena, and holds them afterwards. */
void assembly_lines(const struct region *r, const struct imprint *said, struct lines *f);
/* Decides which one line is the headline (HINT_TITLE); title is that of the page. */
void assembly_title(struct lines *f, const struct imprint *said, struct str title);
/* Where the page shows less than half of a text (a paywall), takes its paragraphs instead. */
void assembly_body(struct lines *f, struct str body);

#endif
