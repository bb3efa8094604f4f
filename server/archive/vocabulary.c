/* vocabulary: in how many articles, and in how many titles, each token stands; see schema.c. */
#include "archive/writer_inside.h"

#include <stdlib.h>

struct token {
	struct str text;
	bool title;
};

static int by_text(const void *a, const void *b)
{
	const struct token *x = a, *y = b;
	return str_cmp(x->text, y->text);
}

static size_t tokens_in(struct str stream)
{
	size_t n = 0;
	for (size_t i = 0; i < stream.n; i++)
		n += stream.p[i] == ' ';
	return n;
}

/* The tokens of all columns, each once. */
static size_t collect(const struct record *r, struct arena *m, struct token **out)
{
	size_t all = 0, n = 0, kept = 0;
	for (int i = 0; i < RECORD_COLUMNS; i++)
		all += tokens_in(r->column[i]);
	struct token *t = arena_take(m, all + 1, sizeof *t);
	for (int i = 0; i < RECORD_COLUMNS; i++)
		for (struct str rest = r->column[i]; rest.n && n < all;)
			t[n++] = (struct token){ str_cut(&rest, ' '), i == RECORD_TITLE || i == RECORD_PLACE };
	qsort(t, n, sizeof *t, by_text);
	for (size_t i = 0; i < n; i++) {
		if (kept && str_eq(t[kept - 1].text, t[i].text))
			t[kept - 1].title = t[kept - 1].title || t[i].title;
		else
			t[kept++] = t[i];
	}
	*out = t;
	return kept;
}

void vocabulary_add(struct writer *w, const struct record *r)
{
	struct token *t;
	size_t count = collect(r, &w->arena, &t);
	for (size_t i = 0; i < count; i++) {
		sqlite3_stmt *s = writer_sql(w, SQL_WORD);
		writer_bind(s, 1, t[i].text);
		sqlite3_bind_int(s, 2, t[i].title);
		/* of a word that is in very many articles every 32nd is counted, as 32: nobody sees the difference, and
		 * most words of an article are such words */
		sqlite3_bind_int(s, 3, ((uint64_t)r->entry.id + i) % 32 != 0);
		if (writer_number(w, s, 0) != 1)
			continue;
		s = writer_sql(w, SQL_TAIL); /* it is new */
		writer_bind(s, 1, t[i].text);
		writer_run(w, s);
	}
}
