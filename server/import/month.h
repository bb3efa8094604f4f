/* month: names of months and weekdays, German, Austrian and English, long and short. */
#ifndef IMPORT_MONTH_H
#define IMPORT_MONTH_H

#include "base/str.h"

/* 1 to 12; 0: the word is none. Any case, without a closing dot. */
int month_of(struct str word);
/* Whether a word is the name of a day of the week, or short for one ("Do", "Thu", "Sonnabend"). */
bool month_weekday(struct str word);

#endif
