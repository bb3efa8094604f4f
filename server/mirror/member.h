/* member: which names and paths may stand in what is published, on whatever file system it ends up. */
#ifndef MIRROR_MEMBER_H
#define MIRROR_MEMBER_H

#include "base/str.h"

enum {
	MEMBER_NAME_MAX = 255, /* bytes: NAME_MAX */
	MEMBER_PATH_MAX = 1000,
	MEMBER_DEPTH_MAX = 32,
};

/* A name in a folder: UTF-8, not empty, no '/', no control byte, no backslash; not hidden (so neither "." nor ".."),
 * and not "MANIFEST". */
bool member_name(struct str name);
/* A file's path: begins with '/', all its parts are names, and it does not lie in /mirror. */
bool member_path(struct str path);
/* A folder's: begins and ends with '/'; "/" is one; not /mirror/. */
bool member_folder(struct str path);

#endif
