/* feed: the items of an RSS (0.9x, 1.0, 2.0) or Atom (RFC 4287) file, each as a document of its own. */
#ifndef IMPORT_FEED_H
#define IMPORT_FEED_H

#include "import/bytes.h"
#include "import/document.h"

/* Whether bytes look like such a file: an XML file whose first element is rss, rdf:RDF or feed. */
bool feed_looks(struct str raw);

struct feed_item {
	/* The item's own bytes, by which it is known again: the element as libxml2 writes it, in UTF-8, with the
	 * namespaces it needs and without the number of its comments, so that the same item in a later file is the
	 * same. */
	struct str bytes;
	struct str name; /* guid, id or link, tidy; else "item N" */
	struct document document;
};

/* Reads all items in the file's order, and gives each to take (with the arena that holds it, which is reset by the
 * caller of feed_read only after the end); it stops when take says false. The title is a line of HINT_TITLE and meta,
 * the text the longer one of content:encoded or content, and description or summary (HTML or text), dc:date, pubDate
 * (RFC 822), published, updated, author, dc:creator, category (as keywords), and the feed's own title as publisher,
 * language as language. What is not well-formed is mended first (xml.h). False: it is no such file, it has no items, or
 * it is cut off: then the items that are whole have been given to take; *why says it, with the line. Entities of its
 * own, DTDs and the network are never used. */
bool feed_read(struct str raw, struct arena *a, bool (*take)(void *user, const struct feed_item *item), void *user,
	const char **why);

#endif
