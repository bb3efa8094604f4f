/* facts: what a file says of itself, remembered while the file stays the same: its language and its charset. */
#ifndef SITE_FACTS_H
#define SITE_FACTS_H

#include "site/site.h"

struct fact {
	char language[36]; /* BCP 47, RFC 5646, 4.4.1: 35 characters are enough; empty: the file does not say */
	char charset[28];  /* empty: UTF-8 */
};

/* NULL without memory. */
struct facts *facts_new(void);
void facts_free(struct facts *f);

/* gemtext: the language of its end block counts. The result is good until the next call. */
const struct fact *facts_of(const struct site *s, const struct found_file *file, bool gemtext);

#endif
