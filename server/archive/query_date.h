/* query_date: a date as people type it. */
#ifndef ARCHIVE_QUERY_DATE_H
#define ARCHIVE_QUERY_DATE_H

#include "text/date.h"

/* Reads a day, a month or a year, and nothing else: 28.6.2018, 28/6/2018, 2018-06-28, 28. Juni 2018, June 28th, 2018,
 * Donnerstag, 28. Juni 2018, 6/2018, 2018-06, Juni 2018, Mai.2010, 2018. Names are those of all the languages, months
 * also cut to three letters or more. The year has four digits; of two numbers by slashes the day is the first, unless
 * only the other way round is a date. False (and year 0): anything else. */
bool query_date(struct str s, const struct words *const *languages, size_t count, struct date *out);

#endif
