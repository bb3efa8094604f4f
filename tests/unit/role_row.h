/* role_row: a small document, and the role of each of its lines. */
#ifndef TESTS_ROLE_ROW_H
#define TESTS_ROLE_ROW_H

struct row {
	const char *name;
	const char *text; /* the role's letter and a space stand before each line */
};

#endif
