/* key: the tool for the keys that publications are signed with. */
#ifndef TOOL_KEY_H
#define TOOL_KEY_H

#include "tool/tool.h"

extern const struct tool tool_key;

#endif
