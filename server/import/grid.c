#include "import/grid.h"

enum {
	CELL = 60,        /* bytes; a longer one is text */
	LINKS = 50,       /* of a hundred bytes; with more it is a menu */
	ROWS_LOOKED = 40, /* the first ones tell */
};

const struct node *grid_row(const struct node *at, const struct node *table)
{
	do
		at = node_next(at, table, at->tag != TAG_TR);
	while (at && (at->tag != TAG_TR || at->left_out));
	return at;
}

static bool is_cell(const struct node *n)
{
	return n->tag == TAG_TD || n->tag == TAG_TH;
}

/* The number of its cells; 0: it is no row of short ones. */
static unsigned cells(const struct node *row)
{
	unsigned count = 0;
	for (const struct node *c = row->first; c; c = c->next) {
		if (!is_cell(c))
			continue;
		if (c->all > CELL)
			return 0;
		/* anything but a paragraph and a line break is a part of a page */
		for (const struct node *i = c->first; i; i = node_next(i, c, true))
			if (node_is_block(i) && i->tag != TAG_P && i->tag != TAG_DIV)
				return 0;
		count++;
	}
	return count;
}

bool grid_is(const struct node *table)
{
	unsigned rows = 0, good = 0;
	if (table->all == 0 || table->links * 100 > table->all * LINKS)
		return false;
	for (const struct node *r = table; rows < ROWS_LOOKED && (r = grid_row(r, table)) != NULL; rows++)
		good += cells(r) >= 2;
	return good >= 2 && good * 5 >= rows * 4;
}

struct str grid_text(const struct node *row, struct arena *a)
{
	struct buf b = { 0 };
	for (const struct node *c = row->first; c; c = c->next) {
		if (!is_cell(c) || c->left_out || c->all == 0)
			continue;
		struct str text = node_text(c, a);
		arena_room(a, &b, text.n + 3);
		buf_add(&b, b.n ? STR(" | ") : STR(""));
		buf_add(&b, text);
	}
	return buf_str(&b);
}
