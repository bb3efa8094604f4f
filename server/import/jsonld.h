/* jsonld: schema.org's article in a page's application/ld+json. */
#ifndef IMPORT_JSONLD_H
#define IMPORT_JSONLD_H

#include "import/imprint.h"

/* Looks through all such scripts of a page for a NewsArticle or another kind of Article, within @graph and mainEntity
 * too, and sets what it says. References (@id) are followed within the page. *body is its articleBody as it stands
 * there; empty if there is none. Mistakes that sites make (raw newlines, commas too many, a CDATA around it) are
 * forgiven. */
void jsonld_read(const struct str *scripts, size_t count, struct imprint *f, struct str *body);

#endif
