/* region: the element of a page that holds the article's text, and the one around it that holds its headline. */
#ifndef IMPORT_REGION_H
#define IMPORT_REGION_H

#include "import/tree.h"

struct region {
	const struct node *text;      /* NULL: there is no text in the page */
	const struct node *container; /* text itself, or an element around it */
	const struct node *scope; /* what schema.org's properties of the article stand in; NULL: nothing is marked so */
	bool tight;               /* the container is the article's own element, and nothing else is in it */
};

/* Measures all nodes of a tree (the fields of struct node from left_out on), and finds the article, as html.h says. */
void region_find(struct tree *t, struct region *out);

#endif
