/* mojibake: UTF-8 that somebody read as Latin-1 or Windows-1252, and wrote as UTF-8 again. */
#ifndef IMPORT_MOJIBAKE_H
#define IMPORT_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Undoes it in one line of valid UTF-8, in place, up to three times over; returns the new length, which is never more.
 * Nothing happens unless it is sure: there is a sequence that nobody writes ("Ã¼", "â€ž"), and no "Ã" or "Â" stands
 * outside of one. Where there are honest letters beside (ü), only what begins with "Ã", "Â" or "â" is undone. What was
 * lost on the way is understood too: the no-break space in "Ã " and "Â " that became a space or fell off the line's
 * end, and the undefined byte behind "â€". */
size_t mojibake_undo(char *line, size_t n);

/* Whether a line that has this character may need it: where the next byte is next ('\n' at the end). For a quick look
 * at every character of a text. */
bool mojibake_likely(uint32_t rune, char next);

#endif
