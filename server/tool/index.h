/* index: builds the index of a capsule, or brings it up to date, by hand. */
#ifndef TOOL_INDEX_H
#define TOOL_INDEX_H

#include "tool/tool.h"

extern const struct tool tool_index;

#endif
