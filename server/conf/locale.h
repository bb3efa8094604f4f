/* locale: the words of a language, out of conf/locale/NAME.ini or the copies of these files in the program. */
#ifndef CONF_LOCALE_H
#define CONF_LOCALE_H

#include "conf/conf.h"

/* Reads one language from the bytes of its file, called path in messages. The file's [language] has to name the same
 * language. Every text that is missing, empty, unknown or there twice goes to the report. NULL if there was one; else
 * what locale_free lets go. */
struct words *locale_read(struct str bytes, struct str language, const char *path, struct conf_report *report);

/* All languages: those of the folder (every NAME.ini in it, in the order of their names; NULL: no folder), then those
 * built in. Fills at most max, returns how many there are. A file with a mistake is left out; line is that of the key
 * that names the folder, in the file path. */
size_t locale_load(const char *folder, const char *path, int line, const struct words **all, size_t max,
	struct conf_report *report);
void locale_free(const struct words *words);

#endif
