/* xml: a file that should be XML, made well-formed, so that libxml2 finds everything in it and nothing that it had to
 * look up or blow up. */
#ifndef IMPORT_XML_H
#define IMPORT_XML_H

#include "base/arena.h"

enum {
	XML_DEPTH = 128, /* elements within each other */
	XML_ATTRIBUTES = 32,
	XML_ELEMENTS = 300000, /* of one file: libxml2 takes 200 bytes and more for each */
};

struct xml {
	struct str text;
	unsigned line;       /* where the file was cut off within its elements, or too much in it; 0: it was not */
	const char *trouble; /* nested deeper than XML_DEPTH, or more than XML_ELEMENTS; then there is no text. NULL:
				none */
	struct str open[XML_DEPTH]; /* the elements that had not ended where it was cut off; views */
	size_t open_count;
};

/* Leaves out comments, declarations, instructions, and the document type with all that it defines; the names of HTML's
 * entities become their characters, any other '&' and each '<' without a tag are escaped; control characters become
 * spaces; attributes get quotes, are there once, and at most XML_ATTRIBUTES of a tag; an end tag also ends what had
 * been forgotten to be ended within, and one without a beginning goes; what is open at the end is ended. */
void xml_mend(struct str utf8, struct arena *a, struct xml *out);

#endif
