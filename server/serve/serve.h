/* serve: the commands that lead to a running server: serve, and check, which loads all that serve would. */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "tool/tool.h"

extern const struct tool serve_tool, check_tool;

#endif
