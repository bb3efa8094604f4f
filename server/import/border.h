/* border: whether a date ends where its figures do, or is a part of something else: of a version number, a telephone
 * number, an address, a span of days. */
#ifndef IMPORT_BORDER_H
#define IMPORT_BORDER_H

#include "text/date.h"

enum form_kind {
	FORM_FIGURES, /* 28.06.2018, 28/06/18 */
	FORM_NAMED,
	FORM_YEAR_FIRST,
	FORM_COMPACT,
};

/* A date that was read, valid or not. */
struct form {
	enum form_kind kind;
	struct date date;
	size_t from, to;
	bool four;       /* a year of four figures */
	bool apostrophe; /* '18 */
};

bool border_before(struct str s, const struct form *f);
bool border_after(struct str s, const struct form *f);
/* Of an issue of two days ("28./29. Juni 2018", "30.6./1.7.2018") makes the first day the form's; of any other span
 * ("28. - 30. Juni 2018") says true, and the form stays the last day. */
bool border_span(struct str s, struct form *f);

#endif
