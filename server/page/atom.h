/* atom: an Atom feed (RFC 4287) on its way out, piece by piece. */
#ifndef PAGE_ATOM_H
#define PAGE_ATOM_H

#include "page/paper.h"

/* A text as XML 1.0 can hold it: escaped, and without the characters that it forbids; beneath /ascii/ with references
 * for what is not ASCII. */
void atom_text(struct paper *p, struct str s);
/* <name>text</name> */
void atom_element(struct paper *p, const char *name, struct str text);
/* <link rel="…" type="…" href="…"/> to a path of ours; type NULL: none. */
void atom_link(struct paper *p, const char *rel, const char *type, struct str path);

/* A day at midnight, where the capsule is, and a moment: RFC 3339. */
struct str atom_day(const struct paper *p, struct date d);
struct str atom_moment(const struct paper *p, int64_t seconds);
/* When an entry was last changed: what it says, else its date, else its file's. */
struct str atom_updated(const struct paper *p, const struct entry *e);

/* An entry; whole: with authors and keywords, each of which takes a look into the index. */
void atom_entry(struct paper *p, const struct entry *e, bool whole);

#endif
