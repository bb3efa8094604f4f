/* wide: UTF-16 and UTF-32, with a byte order mark and without. */
#ifndef IMPORT_WIDE_H
#define IMPORT_WIDE_H

#include "base/arena.h"

enum wide { WIDE_NONE, WIDE_16LE, WIDE_16BE, WIDE_32LE, WIDE_32BE };

/* "UTF-16LE" and so on. */
const char *wide_name(enum wide w);
/* By its byte order mark; *mark is how long that is. */
enum wide wide_marked(struct str raw, size_t *mark);
/* Without one: by where the NULs are. Text in Chinese or Japanese alone has none, and is not recognised. */
enum wide wide_guess(struct str raw);
/* As UTF-8. Lone surrogates, what is beyond U+10FFFF and a cut end become U+FFFD; *lost says how many. */
struct str wide_decode(enum wide w, struct str raw, struct arena *a, size_t *lost);

#endif
