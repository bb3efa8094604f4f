/* opening: what the first bytes of a file say: which element it begins with, and in which charset it is. */
#ifndef IMPORT_OPENING_H
#define IMPORT_OPENING_H

#include "base/str.h"

enum { OPENING_LOOK = 1024 };

/* How a page or an XML file begins. Only the first KB is looked at; of UTF-16 with a byte order mark every other byte.
 */
struct opening {
	char room[OPENING_LOOK];
	struct str doctype; /* the name behind <!DOCTYPE; empty if there is none */
	struct str element; /* the name of the first element; empty if none was found */
	bool comment;       /* there is nothing but a comment that goes on behind the first KB */
};

/* The views in the result point into raw or into room. */
void opening_read(struct str raw, struct opening *out);

/* The charset that an XML declaration or a <meta> in the first 8 KB names, as browsers understand it; empty if none. */
struct str opening_charset(struct str raw);

#endif
