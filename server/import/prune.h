/* prune: a web page without what is never text, so that libxml2 reads little, and nothing that it cannot bear: its 2.9
 * compares each attribute of a tag with all others, reports every element that HTML 4 hasn't got as an error, at the
 * price of a paragraph, and takes most of its time for scripts. */
#ifndef IMPORT_PRUNE_H
#define IMPORT_PRUNE_H

#include "base/arena.h"

enum { PRUNED_LD = 16 };

struct pruned {
	/* Well-formed tags of HTML 4 with the attributes that tags.h passes on, each quoted; elements of HTML 5 are div
	 * or span with their own name in the attribute "tag"; of
	 * links the address is left out, and <a> without one goes too. Without html, head and body, comments, scripts,
	 * styles, pictures, and tags that only say how something looks. Character references stay as they are. */
	struct str html;
	struct str ld[PRUNED_LD]; /* the content of scripts of type application/ld+json: views into the page */
	size_t ld_count;
	struct str language; /* <html lang>; a view */
};

/* Takes any bytes, in a time that grows with their number only. */
void prune_page(struct str utf8, struct arena *a, struct pruned *out);

/* Walks over an element's attributes, in HTML's grammar: takes one off *rest. False: the tag is at its end, and *rest
 * begins with its '>' or "/>", or is empty. */
bool prune_attribute(struct str *rest, struct str *name, struct str *value);

#endif
