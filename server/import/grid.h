/* grid: tables of results, times and numbers, in contrast to those that only put a page's parts beside each other. */
#ifndef IMPORT_GRID_H
#define IMPORT_GRID_H

#include "import/tree.h"

/* Whether a measured table is one: at least two rows of two or more short cells, and hardly any others. */
bool grid_is(const struct node *table);
/* The next row after at (first: the table itself); NULL at the end. */
const struct node *grid_row(const struct node *at, const struct node *table);
/* A row as a line: "VfL Wolfsburg | 3 | 1". */
struct str grid_text(const struct node *row, struct arena *a);

#endif
