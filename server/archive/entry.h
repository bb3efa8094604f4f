/* entry: an article as the index knows it, and the number that stands for it. */
#ifndef ARCHIVE_ENTRY_H
#define ARCHIVE_ENTRY_H

#include "base/str.h"
#include "text/date.h"

/* Numbers ascend with dates: a date as YYYYMMDD (parts that are not known are 0), then 20 bits that come of the path
 * and the bytes, so that they are the same whenever the index is built again. What has no date has a number below that
 * of the year 1. */
enum { ENTRY_SHIFT = 20 };

struct entry {
	int64_t id;
	struct date date;  /* year 0: none; a year or a month only, where no more is known */
	struct date added; /* the day on which the file last changed, where the capsule is */
	int64_t mtime;     /* of the file, in seconds since 1970 */
	struct str path;   /* "/2018/06/28/slug.gmi" */
	struct str title, place, section, language, summary, credit; /* empty where there is none */
	struct str updated;        /* dateModified, as the article has it; empty where there is none */
	uint64_t size, identifier; /* of the file; the first 16 digits of the Kennung, 0: none */
	uint32_t words;
	unsigned char sha256[32]; /* of the file */
};

/* The first number of a day, a month (day 0), a year; and the first one after it. Year 0: of what has no date. */
int64_t entry_first(struct date period);
int64_t entry_end(struct date period);
struct date entry_date(int64_t id);

/* The number of an article's row in the full-text table, and the way back: the newest article has the least, since FTS5
 * skips forwards nearly twice as fast as backwards, and the newest hits are those that are wanted. */
int64_t entry_row(int64_t id);

/* A number as a part of a path: "2018-06-28-4f3a2"; without its year ("06-28-4f3a2") in a list of one year; what has no
 * date "0-…" with and without. */
void entry_key(struct buf *out, int64_t id, bool with_year);
/* The way back; year: of the list, or 0 where the key has its own. False: it is no key. */
bool entry_of_key(struct str key, int year, int64_t *id);

#endif
