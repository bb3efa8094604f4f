/* item: one line of a Gopher menu (RFC 1436, 2), and the types of items (3.8). */
#ifndef TEXT_ITEM_H
#define TEXT_ITEM_H

#include "base/str.h"

struct item {
	char type;
	struct str selector, host;
	unsigned port;
};

/* What follows the display text: TAB selector TAB host TAB port CRLF. */
void item_add_tail(struct buf *out, const struct item *item);

/* The type of a file or page by its path alone: '1' where it ends in a slash or has no extension (but '0' for one all
 * in capitals, such as README, and for /random), else as the extension says, '9' for one that nobody knows. */
char item_type_of_path(struct str path);

#endif
