/* tree: the elements of a page, and how much text each of them holds. */
#ifndef IMPORT_TREE_H
#define IMPORT_TREE_H

#include "base/arena.h"
#include "import/tags.h"

enum {
	TREE_DEPTH = 256,    /* elements within each other */
	TREE_NODES = 400000, /* of one page */
};

struct attribute_value {
	enum attribute attribute;
	struct str value; /* with its character references resolved */
	const struct attribute_value *next;
};

struct node {
	enum tag tag;
	struct node *parent, *first, *last, *next;
	const struct attribute_value *attributes;
	struct str text; /* of TAG_TEXT */
	unsigned marks;  /* marks.h */
	bool is_article; /* itemtype says so, or the class hentry */
	bool left_out;   /* and all that is in it: it is no text of an article */
	bool holds_h1;   /* itself or within, where it is not left out */
	bool holds_body; /* itself or within: itemprop=articleBody */
	/* bytes without white space, and without what is left out: of all text, of links, and of paragraphs that are
	 * not links */
	size_t all, links, paragraphs;
	size_t own;   /* of text that is in no block further in, and no link */
	size_t score; /* how much it looks like the parent of the article's paragraphs */
};

struct tree {
	struct node *root; /* NULL: there is nothing in it */
	const struct node *title, *canonical;
};

/* Makes a tree of what prune_page made; everything is in the arena. False: nested too deep, or too many elements. */
bool tree_make(struct str pruned, struct arena *a, struct tree *out);

/* The value of an attribute; empty if it is not there. */
struct str node_get(const struct node *n, enum attribute a);
bool node_has(const struct node *n, enum attribute a);
/* Whether an attribute that is a list of words has this one, in any case. */
bool node_has_word(const struct node *n, enum attribute a, const char *word);
bool node_is_block(const struct node *n);
/* The text of a node and of all in it, white space as one space. */
struct str node_text(const struct node *n, struct arena *a);

/* The next node in the order of the page, within top; NULL at the end. deeper: its children too. */
struct node *node_next(const struct node *n, const struct node *top, bool deeper);

#endif
