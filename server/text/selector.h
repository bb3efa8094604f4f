/* selector: the path of a file as a Gopher selector, and back (the design, "Gopher: three views"). */
#ifndef TEXT_SELECTOR_H
#define TEXT_SELECTOR_H

#include "base/str.h"

/* The selector for a path (decoded; it begins with '/'): bytes other than printable ASCII, and '?', '%', '#', '=' and
 * space, become =XX. Does not add a view's ending or prefix. */
void view_selector(struct buf *out, struct str path);
/* The way back; false, and nothing added, for a malformed escape or one of a NUL (then take the selector as it is).
 * Bytes that need no escape may have one, and hexadecimal digits may be of either case. */
bool view_selector_path(struct buf *out, struct str selector);

#endif
