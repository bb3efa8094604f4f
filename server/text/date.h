/* date: days of the Gregorian calendar, as paths and people write them. */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include "base/str.h"
#include "text/words.h"

/* A day (month and day set), a month (day 0) or a year (month and day 0). Year 0: no date. */
struct date {
	int year, month, day;
};

bool date_valid(struct date d);
/* Monday is 0. Only for a whole day. */
int date_weekday(struct date d);
/* Reads YYYY, YYYY-MM or YYYY-MM-DD; what follows a day's 'T' is ignored. False (and year 0): anything else. */
bool date_parse(struct str s, struct date *out);
/* The date that the directories of a path give: "/2018/06/28/slug.gmi", "/2018/06/", "/2018/"; "/2018/sport/x.gmi"
 * is in 2018. False (and year 0) if they begin with none, or go on with a number that is no month or no day. */
bool date_of_path(struct str path, struct date *out);
/* ISO 8601, as far as it is known: 2018-06-28, 2018-06, 2018. */
void date_iso(struct buf *out, struct date d);
/* As people write it: "28. Juni 2018", "Juni 2018", "2018". */
void date_long(struct buf *out, struct date d, const struct words *w);
/* "Donnerstag, 28. Juni 2018" for a day; else as date_long. */
void date_weekday_long(struct buf *out, struct date d, const struct words *w);

#endif
