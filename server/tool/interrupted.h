/* interrupted: whether somebody has asked a long run to come to its end. */
#ifndef TOOL_INTERRUPTED_H
#define TOOL_INTERRUPTED_H

#include <stdbool.h>

/* From here on the first SIGINT or SIGTERM is only noted; the second one ends the process. */
void interrupted_ask(void);
bool interrupted(void);

#endif
