/* hint: what an element says of the text in it. */
#ifndef IMPORT_HINT_H
#define IMPORT_HINT_H

#include "import/document.h"
#include "import/tree.h"

/* The hint of a measured element, by its tag, schema.org's property, rel and class; HINT_NONE: it says nothing. */
enum hint hint_of(const struct node *n);
/* Whether it is about a later change of the article. */
bool hint_updated(const struct node *n);

#endif
