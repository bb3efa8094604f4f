/* builtin: small files that a server is asked for and that follow from the configuration, unless a file lies there:
 * robots.txt, caps.txt (Gopher), .well-known/security.txt (RFC 9116). */
#ifndef SITE_BUILTIN_H
#define SITE_BUILTIN_H

#include "site/site.h"

/* Writes the text for a path; false when there is none of that name. */
bool builtin_text(const struct site_capsule *c, struct str path, struct buf *out);

#endif
