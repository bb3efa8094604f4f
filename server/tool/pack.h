/* pack: the tool that makes a book of a month or a year. */
#ifndef TOOL_PACK_H
#define TOOL_PACK_H

#include "publish/book.h"
#include "tool/choice.h"

extern const struct tool tool_pack;

/* Whose books those of the capsule are whose turn it is. */
struct book_source pack_source(const struct choice *c);

#endif
