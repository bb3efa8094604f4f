/* mirror: the tool that makes a mirror and keeps it up to date. */
#ifndef TOOL_MIRROR_H
#define TOOL_MIRROR_H

#include "tool/tool.h"

extern const struct tool tool_mirror;

#endif
