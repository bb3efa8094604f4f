/* withdraw_trace: where a file was published that has been moved since, and not been published at its new path yet. */
#ifndef TOOL_WITHDRAW_TRACE_H
#define TOOL_WITHDRAW_TRACE_H

#include "mirror/digest.h"
#include "tool/choice.h"

/* Paths that the published MANIFESTs list with this hash, and that have no file now; they live in the choice's arena.
 * The number of them, at most max. */
size_t withdraw_trace(struct choice *c, const struct digest *d, struct str *out, size_t max);

#endif
