/* show: prints any page as it would be served, without a server. */
#ifndef TOOL_SHOW_H
#define TOOL_SHOW_H

#include "tool/tool.h"

extern const struct tool tool_show;

#endif
