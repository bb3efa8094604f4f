/* head: what stands above the text: kicker, headline, standfirst, captions, and what a site puts there. */
#ifndef IMPORT_HEAD_H
#define IMPORT_HEAD_H

#include "import/roles.h"

/* Finds the headline among the open lines before the text. */
void head_find(struct casting *c);
/* Finds a name beside the date, which is the author's. */
void head_author(struct casting *c);
/* Decides what the lines around it are. */
void head_fill(struct casting *c);

#endif
