/* mime: the media type of a file, by its name's extension, then by libmagic. */
#ifndef STORE_MIME_H
#define STORE_MIME_H

#include "base/str.h"
#include "store/root.h"

/* Loads libmagic's database and warms it up (its first call takes 11 to 16 ms); once, before the fork. False: it is
 * missing; unknown names are then application/octet-stream. */
bool mime_start(void);

/* By extension alone (of a name or a path), without regard to case; empty if the table does not know it. */
struct str mime_of_name(struct str name);

/* By extension, else by libmagic from the open file, remembered by (dev, ino, mtime, size) in a small fixed table.
 * The view lives until the program ends. text/… types are without a charset. */
struct str mime_of_file(struct str name, const struct found_file *file);

/* charset of a text file that is not UTF-8 ("iso-8859-1"), else empty: UTF-8 is what everybody assumes, also for a text
 * in which more of the characters above ASCII are right than wrong. Reads at most the file's first 64 KB; remembered as
 * above. */
struct str mime_charset(const struct found_file *file);

#endif
