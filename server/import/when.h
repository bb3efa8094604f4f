/* when: dates in running text, as German and English papers print them. */
#ifndef IMPORT_WHEN_H
#define IMPORT_WHEN_H

#include "text/date.h"

enum when_order { WHEN_DMY, WHEN_MDY }; /* of 03/04/2018: profile's, else DMY */

/* What is said of a date, and so how good it is as the date of publication: a higher number is better. */
enum when_kind {
	WHEN_NONE,
	WHEN_UPDATED, /* "aktualisiert am …", "Update:", "zuletzt geändert", "Last updated", "Modified": never the first
		       * date where there is another one */
	WHEN_IN_TEXT,   /* somewhere in a sentence: never the article's */
	WHEN_PRINTED,   /* "Stand: 28.06.2018" */
	WHEN_STANDING,  /* in a short line with little else (a time, a weekday, a place, a name, "Lokales | 28.06.2018")
			 */
	WHEN_ALONE,     /* the line is nothing but the date, with a weekday, a time, "Uhr", a time zone at most */
	WHEN_PUBLISHED, /* "Veröffentlicht am", "erschienen am", "Published", "Erstellt:", "vom 28.06.2018" as a line */
};

struct when {
	struct date date; /* a whole day */
	enum when_kind kind;
	size_t from, to; /* the bytes of the date in the line, without the words around it */
};

/* All dates of a line, in its order; at most max. Returns how many. Understood are 28.06.2018, 28.6.18 (years 30 to 99
 * are 19xx), 28. 6. 2018, 28. Juni 2018, 28 Juni 2018, 28. Jun. 2018, "28.Juni 2018", Jänner, Feber, März, Mär., Maerz;
 * 2018-06-28 with or without T and a time, 20180628T…; June 28, 2018, Jun. 28 2018, 28 June 2018, 28th June 2018, June
 * 28th, 2018; 28/06/2018 and 06/28/2018 by order (a part over 12 decides by itself), with weekdays and times before or
 * after; RFC 822 "Thu, 28 Jun 2018 09:30:00 +0200". A second date after "aktualisiert" in the same line is of that
 * kind. Impossible days (31.02.), days after today (of year 0: nobody knows it), and those before the year 1600 are no
 * dates. A line of more than 240 bytes is text, and so are dates from which or until which something goes on. Of an
 * issue of two days ("28./29. Juni 2018") the first one is its date. */
size_t when_read(struct str line, enum when_order order, struct date today, struct when *out, size_t max);

/* The date that a path or an address gives: …/2018/06/28/…, …/2018-06-28-…, …_2018_06_28, 20180628 between no other
 * digits and in no hash. The last one in it. False, and year 0, if none. */
bool when_of_path(struct str path, struct date today, struct date *out);

#endif
