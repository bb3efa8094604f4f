/* init: a folder with all that a new capsule needs, ready to be checked and served. */
#ifndef TOOL_INIT_H
#define TOOL_INIT_H

#include "base/str.h"
#include "tool/tool.h"

extern const struct tool tool_init;

struct init_wish {
	const char *folder;
	struct str host;     /* as people write it */
	struct str language; /* "de" or "en" */
	struct str title;
};

/* Makes the folder: conf/herald.ini, capsule/ with a page about it, certs/, keep/ and cache/. What is
 * there already stays as it is; the configuration comes last, so a run that was cut off can be repeated, and where it
 * is there nothing is done. False after saying in the log what is wrong. */
bool init_make(const struct init_wish *wish);

#endif
