/* fresh: files that appear whole or not at all, also when the power fails, and folders for them. */
#ifndef STORE_FRESH_H
#define STORE_FRESH_H

#include "base/str.h"

#include <sys/types.h>

/* Makes a file that is not there yet. False with errno set (EEXIST: something is there, and stays as it is). */
bool fresh_make(const char *path, mode_t mode, struct str bytes);
/* Makes a file or takes the place of the one that is there. False with errno set: nothing has changed. */
bool fresh_replace(const char *path, mode_t mode, struct str bytes);
/* Makes a folder and those above it, as far as they are missing. False with errno set. */
bool fresh_folder(const char *path);

#endif
