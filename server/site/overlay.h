/* overlay: what the publisher has written about a capsule, KEEP/publish/NAME: the MANIFEST of every folder, and what
 * lies beneath /mirror (the design, "Mirroring"). On a mirror all of this lies in the root itself. */
#ifndef SITE_OVERLAY_H
#define SITE_OVERLAY_H

#include "site/site.h"

/* Whether a path is one that the publisher may have: "/…/MANIFEST", or beneath /mirror/. */
bool overlay_has(struct str path);

/* Whether such a file is to be sent as it is, byte for byte in every view, as text/plain: MANIFEST, HEAD, the log …
 * What it holds is hashed and signed, so nobody guesses at its type, converts it or wraps it. Packs are sent as they
 * are too, but have a type of their own. */
bool overlay_plain(struct str path);

/* Looks a path up in the root, and then, where it is one of the publisher's, in the overlay: see root_find. */
enum found overlay_find(const struct site_capsule *c, struct str path, struct found_file *out);

/* Opens the overlay if it is there and not open yet, or another folder has taken its place (closes it if none has): the
 * first publication may come while we serve. Notes when what pages show of it has changed. */
void overlay_refresh(struct site_capsule *c);

#endif
