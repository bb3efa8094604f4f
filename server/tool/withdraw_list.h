/* withdraw_list: withdrawals in keep/gone (store/gone.h). */
#ifndef TOOL_WITHDRAW_LIST_H
#define TOOL_WITHDRAW_LIST_H

#include "base/str.h"
#include "store/root.h"

/* A line at the end of a file, which is made where it is missing. False: errno. */
bool withdraw_list_append(const char *file, mode_t mode, struct str line);

struct withdraw_list {
	const char *file;
	const struct root *root; /* of the capsule */
};

/* Withdraws a path; one at a time does so, see gone_lock. False: errno. */
bool withdraw_list_add(const struct withdraw_list *l, struct str path, struct str reason);
/* The same by the path's hash. Nothing in the list names the path then: what had moved to it is withdrawn like it, also
 * by hash, or leads to where the path itself has moved. */
bool withdraw_list_hide(const struct withdraw_list *l, struct str path, struct str reason);
/* Whether a line names the path, as old or new. A list that cannot be read does not. */
bool withdraw_list_names(const struct withdraw_list *l, struct str path);

#endif
