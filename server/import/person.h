/* person: names of people and of those who hand out pictures, and lists of them. */
#ifndef IMPORT_PERSON_H
#define IMPORT_PERSON_H

#include "base/arena.h"

enum { PERSONS_MAX = 64 };

/* Views of names, each once (compared without case). */
struct persons {
	struct str name[PERSONS_MAX];
	size_t count;
};

/* Takes up a name; one that is known already, is empty or finds no room is left out. */
void persons_add(struct persons *p, struct str name);
/* The names, joined by ", ". */
struct str persons_join(const struct persons *p, struct arena *a);

/* The next of the names in a list with commas, semicolons, "und", "and", "&" or "+" between, trimmed; empty where two
 * of these meet. False: there is none left. "Meyer & Co." is one. */
bool person_next(struct str *rest, struct str *name);

/* Whether s is a person's name: two to five words that begin with capitals, with small particles ("von der"), initials
 * and titles among them; no stop words, no digits, and not a place such as "Bad Harzburg". */
bool person_like(struct str s);

/* Whether s can be what stands behind "Foto:": a person, an agency or several with slashes between, an institution, an
 * address, "privat", a sign such as "kt"; no part of a sentence. */
bool person_credits(struct str s);

/* Without what is no part of a name: "(Archiv)", "(2)", "(oben)", a year, a full stop at the end. */
struct str person_trim(struct str s);

#endif
