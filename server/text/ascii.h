/* ascii: text for old machines. ä becomes ae, ß ss, quotation marks " and ', dashes -, … ..., the euro sign EUR;
 * other letters lose their marks (libunistring's decomposition); what is left becomes '?'. */
#ifndef TEXT_ASCII_H
#define TEXT_ASCII_H

#include "base/str.h"

/* s is UTF-8; bytes that are not become '?'. ASCII control bytes are passed on as they are; soft hyphens and other
 * characters that nobody sees are dropped. Never makes more than twice as many bytes. */
void ascii_add(struct buf *out, struct str s);

/* The same, but soft hyphens (U+00AD) stay, for somebody who breaks lines. */
void ascii_add_soft(struct buf *out, struct str s);

#endif
