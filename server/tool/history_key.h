/* history_key: who has signed the log that a history is told from. */
#ifndef TOOL_HISTORY_KEY_H
#define TOOL_HISTORY_KEY_H

#include "mirror/sign.h"
#include "tool/choice.h"

/* Whether the publisher has signed a HEAD. On the publisher that is the key in KEEP/sign, or one before it; on a mirror
 * the one that is pinned there, or else the one that came with the files, which is said. published: mirror/key.pub.
 * False: *why. */
bool history_key_good(
	struct choice *c, bool mirror, const struct sign_opened *o, struct str published, struct buf *why);

#endif
