/* gone_line: what one line of a list says (gone.h has the lines). */
#ifndef STORE_GONE_LINE_H
#define STORE_GONE_LINE_H

#include "store/gone.h"

/* "sha256:", where a path is listed by its hash; and the digits behind it. */
#define GONE_HASH_PREFIX STR("sha256:")
enum { GONE_HASH_BYTES = 32 };

/* Reads one line, without its end, that is neither empty nor a comment; 20 is a status, too. The views point into the
 * line, and a HEX is as it stands there. NULL, or what is wrong with it. */
const char *gone_line_wrong(struct str line, struct gone_entry *e);

#endif
