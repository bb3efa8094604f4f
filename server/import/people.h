/* people: who wrote an article and who made its pictures, and what these show. */
#ifndef IMPORT_PEOPLE_H
#define IMPORT_PEOPLE_H

#include "import/roles.h"

/* Names joined by ", ", each once; captions by " / ". Empty where there are none, and a rule NULL. */
struct people {
	struct str credits, authors, captions;
	const char *credit_rule, *author_rule, *caption_rule;
};

/* Looks at the lines of a document whose roles are decided. */
void people_find(const struct casting *c, struct people *out);

#endif
