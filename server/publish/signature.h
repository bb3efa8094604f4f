/* signature: whether the files of a folder are as they were: one number of their names, sizes, times and inodes. */
#ifndef PUBLISH_SIGNATURE_H
#define PUBLISH_SIGNATURE_H

#include "base/str.h"

#include <sys/types.h>
#include <time.h>

#define SIGNATURE_BEGIN UINT64_C(14695981039346656037)

/* name: with a NUL behind it. In the order of the names. */
uint64_t signature_add(uint64_t signature, struct str name, uint64_t size, struct timespec t, ino_t ino);
/* As it is remembered. */
uint64_t signature_end(uint64_t signature);

#endif
