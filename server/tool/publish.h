/* publish: the tool that publishes a capsule for mirrors. */
#ifndef TOOL_PUBLISH_H
#define TOOL_PUBLISH_H

#include "tool/choice.h"

extern const struct tool tool_publish;

/* Publishes the capsule whose turn it is, and says what came of it, all: looking at every file. TOOL_GOOD, or
 * TOOL_FAILED after saying why. */
int publish_capsule(struct choice *c, bool all);

#endif
