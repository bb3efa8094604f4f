/* import: turns raw articles into the capsule's (herald-import(1)). */
#ifndef TOOL_IMPORT_H
#define TOOL_IMPORT_H

#include "tool/tool.h"

extern const struct tool tool_import;

#endif
