/* entry: one item of a feed as a document. */
#ifndef IMPORT_ENTRY_H
#define IMPORT_ENTRY_H

#include "import/feed.h"
#include "import/imprint.h"

#include <libxml/tree.h>

/* What kind of name an element has; prefixes that nobody declared count by what they usually mean. */
enum entry_space {
	ENTRY_CORE, /* of RSS or Atom */
	ENTRY_DC,
	ENTRY_TERMS, /* dcterms */
	ENTRY_CONTENT,
	ENTRY_MEDIA,
	ENTRY_ATOM, /* Atom's within RSS */
	ENTRY_OTHER,
};

/* Whether a node is an element of this name. */
bool entry_is(const xmlNode *n, enum entry_space space, const char *name);
/* All text in a node, in the arena; of an element with others in it, their text too. */
struct str entry_text(const xmlNode *n, struct arena *a);

/* Makes the document of an item or entry; feed is what holds for all of them (site, publisher, language, copyright).
 * The number is used where the item has no name. False: there is too much in it. */
bool entry_read(xmlNode *n, const struct imprint *feed, unsigned number, struct arena *a, struct feed_item *out);

#endif
