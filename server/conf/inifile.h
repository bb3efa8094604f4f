/* inifile: INI files, read by inih behind a line reader of our own that lets nothing be cut, merged or dropped unseen.
 *
 * A line is a [section], "key = value", a comment (";" or "#" first) or empty; what stands behind " ;" is a comment as
 * well. Everything is UTF-8. A value does not go on on a second line. */
#ifndef CONF_INIFILE_H
#define CONF_INIFILE_H

#include "base/str.h"

enum {
	INI_SECTION_MAX = 49, /* what inih 55 keeps of a section's name */
	INI_LINES_MAX = 5000, /* a file with more of them is no configuration */
	INI_BYTES_MAX = 256 * 1024,
};

/* Who is told what stands in the file, in the file's order. The views live until the call returns; names and values
 * are UTF-8 without control bytes, but for tabs in a value. */
struct ini_visitor {
	/* every section header, also of a section without keys; a section's name only once */
	void (*section)(void *user, struct str name, int line);
	/* every key once in its section */
	void (*pair)(void *user, struct str section, struct str key, struct str value, int line);
	/* a mistake of form, in words, which say what to write instead */
	void (*wrong)(void *user, int line, const char *what);
	void *user;
};

/* Reads the bytes of a file to their end, whatever is wrong with them. Returns the number of its lines. */
int inifile_read(struct str bytes, const struct ini_visitor *visitor);

/* Reads a file into memory that the caller frees. False with errno set when that is impossible (EFBIG: over
 * INI_BYTES_MAX). */
bool inifile_bytes(const char *path, char **bytes, size_t *size);

#endif
