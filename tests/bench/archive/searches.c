/* searches: how long the searches of a file take (queries.c: DIR/mix), kind by kind.
 *
 *     searches CONF FILE
 *
 * The first quarter of each kind's queries warms the caches; each of the others is asked once, as a librarian does:
 * read, a look at the index begun, the first page of the best hits found, the look ended. Prints a line a kind
 * (figures.h). Exit: 0 good, 1 an answer was none, 2 usage. */
#include "archive/search.h"
#include "figures.h"
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET_MS = 2000, KINDS_MAX = 16, KIND_ROOM = 32, QUERIES_MAX = 20000, WARM_ONE_IN = 4 };

struct question {
	size_t kind;
	char query[QUERY_MAX];
	size_t n;
};

struct questions {
	char kind[KINDS_MAX][KIND_ROOM];
	size_t kinds, of_kind[KINDS_MAX];
	struct question *all;
	size_t count;
};

static size_t kind_of(struct questions *q, struct str name)
{
	size_t k = 0;

	while (k < q->kinds && !str_eq(str_of(q->kind[k]), name))
		k++;
	if (k == q->kinds && k + 1 < KINDS_MAX)
		snprintf(q->kind[q->kinds++], KIND_ROOM, "%.*s", STR_ARG(name));
	return k;
}

static bool questions_read(struct questions *q, const char *path)
{
	struct str field[2];
	FILE *f = fopen(path, "re");

	q->all = calloc(QUERIES_MAX, sizeof *q->all);
	while (f && q->all && q->count < QUERIES_MAX && reading_line(f, field, 2)) {
		struct question *one = &q->all[q->count++];
		struct str query = str_sub(field[1], 0, sizeof one->query);

		one->kind = kind_of(q, field[0]);
		one->n = query.n;
		memcpy(one->query, query.p, query.n);
		q->of_kind[one->kind]++;
	}
	if (f)
		fclose(f);
	return q->count > 0;
}

static void ask(struct reading *r, const struct question *one, struct figures *out)
{
	const struct site *s = &r->house->site;
	struct search_result result = { 0 };
	struct query query;

	arena_reset(&r->arena);
	struct watch w = watch_start();

	query_read((struct str){ one->query, one->n }, s->languages, s->language_count, &r->arena, &query);
	enum archive_state state = archive_begin(r->capsule->archive, BUDGET_MS);

	if (state == ARCHIVE_GOOD) {
		search_ranked(r->capsule->archive, &query, 1, &r->arena, &result);
		state = archive_end(r->capsule->archive);
	}
	watch_stop(w, state == ARCHIVE_GOOD, out);
	out->hits += result.total;
	if (state != ARCHIVE_GOOD)
		fprintf(stderr, "searches: %.*s: no answer (%d)\n", (int)one->n, one->query, (int)state);
}

int main(int argc, char **argv)
{
	static struct questions q;
	static struct figures warm, f;
	struct reading r;
	size_t lost = 0;

	if (argc != 3) {
		fprintf(stderr, "usage: searches CONF FILE\n");
		return 2;
	}
	reading_open(&r, argv[1]);
	if (!questions_read(&q, argv[2])) {
		fprintf(stderr, "searches: nothing is asked in %s\n", argv[2]);
		return 2;
	}
	for (size_t k = 0; k < q.kinds; k++) {
		f = (struct figures){ 0 };
		for (size_t i = 0, n = 0; i < q.count; i++)
			if (q.all[i].kind == k)
				ask(&r, &q.all[i], n++ < q.of_kind[k] / WARM_ONE_IN ? &warm : &f);
		figures_print(&f, q.kind[k]);
		fflush(stdout);
		lost += f.lost;
	}
	free(q.all);
	reading_close(&r);
	return lost > 0;
}
