/* meta: what the head of a page and schema.org's microdata say of the article. */
#ifndef IMPORT_META_H
#define IMPORT_META_H

#include "import/imprint.h"
#include "import/tree.h"

/* Microdata: the properties of the article that stands in scope; of things within it (author, publisher, image) the
 * name, of other articles within it nothing. */
void meta_properties(const struct node *scope, struct imprint *f);
/* <meta>, <link rel=canonical|license>. Also sets f->site. */
void meta_head(const struct tree *t, struct imprint *f);

#endif
