/* reply: answers that both protocols' routes make: words, and pages to ask for. */
#ifndef SITE_REPLY_H
#define SITE_REPLY_H

#include "site/finding.h"

/* An outcome with its words in the capsule's language as META; about is the path, host or reason they mention. */
void reply_words(const struct site_capsule *c, enum outcome outcome, struct str about, struct answer *a);

/* The words alone. */
void reply_text(const struct site_capsule *c, enum outcome outcome, struct str about, struct buf *out);

/* Leaves the page that a path names (name.h) to a librarian, as gemtext; query: of a search. False, and nothing done:
 * it names none. f: the directory that is there under this name, whose listing takes the page's place where there is no
 * index; or NULL. */
bool reply_ask_named(struct site *s, const struct site_capsule *c, struct str path, struct str query,
	const struct finding_result *f, struct answer *a);

/* Leaves the listing of a directory to a librarian, as gemtext; the caller may ask for another view in s->ask. */
void reply_ask(struct site *s, const struct site_capsule *c, const struct finding_result *f, struct answer *a);

#endif
