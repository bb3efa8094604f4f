/* history: the tool that tells what became of a file, from the log of publications alone. */
#ifndef TOOL_HISTORY_H
#define TOOL_HISTORY_H

#include "tool/tool.h"

extern const struct tool tool_history;

#endif
