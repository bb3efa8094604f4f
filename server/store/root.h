/* root: files beneath a directory, and nothing else (openat2 with RESOLVE_BENEATH and RESOLVE_NO_MAGICLINKS). */
#ifndef STORE_ROOT_H
#define STORE_ROOT_H

#include "base/str.h"

#include <sys/types.h>
#include <time.h>

struct root {
	int fd; /* O_PATH directory */
};

enum found {
	FOUND_FILE,    /* fd is open for reading; the caller owns it */
	FOUND_DIR,     /* fd is a readable directory descriptor; the caller owns it */
	FOUND_NOTHING, /* not there, not regular, hidden, or outside: a visitor is told no more */
	FOUND_TROUBLE, /* out of descriptors or memory, an I/O error: errno says which */
};

struct found_file {
	int fd;
	uint64_t size;
	struct timespec mtime;
	dev_t dev;
	ino_t ino;
};

/* Opens a directory as a root; -1 and errno where that fails (ENOSYS, EPERM: the kernel, or a sandbox around us, does
 * not have openat2). */
int root_open(struct root *r, const char *path);
void root_close(struct root *r);

/* Looks a path up ("/2018/06/28/slug.gmi"; decoded, it begins with '/'). A component that begins with a dot is
 * NOTHING, and so is an empty one ("//"): a file has one name only. Links lead on as long as they stay inside. Never
 * waits: a FIFO or a device is NOTHING. A trailing slash finds only a directory; a path without one finds a directory
 * too. EAGAIN of openat2 is tried again twice. out is filled for FILE and DIR, and out->fd is -1 otherwise. After
 * NOTHING errno is the kernel's reason (EACCES is worth a line in the operator's log), or 0 where it was not asked. */
enum found root_find(const struct root *r, struct str path, struct found_file *out);

#endif
