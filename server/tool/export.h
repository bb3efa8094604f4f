/* export: the capsule with all the pages that a server would make, as files. */
#ifndef TOOL_EXPORT_H
#define TOOL_EXPORT_H

#include "tool/tool.h"

extern const struct tool tool_export;

#endif
