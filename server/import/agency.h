/* agency: the names by which news agencies and editorial offices stand in datelines, credits and bylines. */
#ifndef IMPORT_AGENCY_H
#define IMPORT_AGENCY_H

#include "base/str.h"

/* Whether a word is one: "dpa", "AFP", "lni", "Reuters", "dpa-infocom", "ots", "red", in any case. */
bool agency_known(struct str word);

/* What may stand in the brackets of a dateline: names of agencies with / or , between ("dpa/lni", "red", "mit dpa"), a
 * known phrase ("eigener Bericht", "BUSINESS WIRE"), or an author's sign of two to four small letters ("kt", "mw/dpa").
 */
bool agency_phrase(struct str s);

/* The bytes of known names at the start of s, joined by '/' without spaces ("taz/dpa"); 0: none. */
size_t agency_run(struct str s);

#endif
