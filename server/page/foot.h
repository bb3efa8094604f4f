/* foot: what a mirror says beneath each page: whose mirror it is, as of when, and where the same page is in the
 * original. Elsewhere nothing. */
#ifndef PAGE_FOOT_H
#define PAGE_FOOT_H

#include "page/paper.h"

/* "Spiegel von bote.example, Stand 23. November 2026"; empty: this is no mirror. */
struct str foot_words(const struct paper *p);
/* "Dieser Stand galt bis …", once it is past; empty: it is not, or this is no mirror. */
struct str foot_expiry(const struct paper *p);

/* The last lines of a page. The front page says whose it is elsewhere: see front.c. */
void foot_write(struct paper *p);
/* A link to this page in the original, with a label of its own; nothing where this is no mirror. */
void foot_original(struct paper *p, struct str label);

#endif
