/* withdraw: the tool that takes an article out for good. */
#ifndef TOOL_WITHDRAW_H
#define TOOL_WITHDRAW_H

#include "tool/tool.h"

extern const struct tool tool_withdraw;

#endif
