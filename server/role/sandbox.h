/* sandbox: what a child gives up before it talks to anybody. */
#ifndef ROLE_SANDBOX_H
#define ROLE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct sandbox {
	uid_t uid; /* 0: stay who we are */
	gid_t gid;
	const char *user;            /* for its further groups; NULL with uid 0 */
	const char *const *readable; /* directories and files that stay readable; a NULL ends them */
	const char *writable;        /* a directory in which files may be made, changed and removed; NULL: none */
	int leave_signal;
	bool network; /* may use sockets it accepts; nobody may make new ones */
	bool threads; /* may start threads; nobody may start processes */
};

/* Drops to the user, for good; forbids new privileges; lets nothing of the file system be seen but what is readable, or
 * changed but what is writable (Landlock, where the kernel has it); forbids starting programs and making sockets
 * (seccomp); is to get leave_signal when the master ends. Ends the process when the user cannot be changed; the rest is
 * done as far as the kernel can, and what it cannot is said once by sandbox_lacks. */
void sandbox_enter(const struct sandbox *s);

/* What this kernel does not offer of it, in words; NULL: nothing is lacking. */
const char *sandbox_lacks(void);

#endif
