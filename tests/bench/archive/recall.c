/* recall: whether searches find the article that is meant (queries.c: DIR/known), kind by kind.
 *
 *     recall CONF FILE [MISSES]
 *
 * An article is found if it is among the first ten hits; a typo is mended if one of the first three offers has the word
 * that is meant, or a form of it with the same stem, which is the same to a search. A typo with the same stem as its
 * word is none, and is left out. Prints "kind=K count=N found=N hits=N" (hits: median of what the queries find; of
 * typos: 0). MISSES: a file for what is not found, with where it stands. Exit: 0 good, 2 usage. */
#include "archive/search.h"
#include "archive/terms.h"
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AMONG = 10, OFFERED = 3, KIND_ROOM = 32, COUNT_MAX = 10000 };

struct score {
	char kind[KIND_ROOM];
	size_t count, found;
	uint64_t hits[COUNT_MAX];
};

struct recall {
	struct reading reading;
	struct terms *terms;
	FILE *misses;
	struct score score;
};

static int by_size(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void score_print(struct score *s)
{
	if (s->count == 0)
		return;
	qsort(s->hits, s->count, sizeof *s->hits, by_size);
	printf("kind=%s count=%zu found=%zu hits=%llu\n", s->kind, s->count, s->found,
		(unsigned long long)s->hits[s->count / 2]);
}

static void score_add(struct recall *r, struct str kind, bool found, uint64_t hits)
{
	if (!str_eq(str_of(r->score.kind), kind)) {
		score_print(&r->score);
		r->score.count = r->score.found = 0;
		snprintf(r->score.kind, KIND_ROOM, "%.*s", STR_ARG(kind));
	}
	if (r->score.count == COUNT_MAX)
		return;
	r->score.hits[r->score.count++] = hits;
	r->score.found += found;
}

static void query_of(struct recall *r, struct str text, struct query *out)
{
	const struct site *s = &r->reading.house->site;

	arena_reset(&r->reading.arena);
	query_read(text, s->languages, s->language_count, &r->reading.arena, out);
}

static void article_seek(struct recall *r, struct str kind, struct str text, struct str path)
{
	struct archive *a = r->reading.capsule->archive;
	struct search_result result = { 0 };
	struct query query;
	size_t at = 0;

	query_of(r, text, &query);
	enum archive_state state = archive_begin(a, 0);

	if (state == ARCHIVE_GOOD) {
		search_ranked(a, &query, 1, &r->reading.arena, &result);
		state = archive_end(a);
	}
	while (at < result.hits.count && !str_eq(result.hits.entry[at].path, path))
		at++;
	bool there = at < result.hits.count, found = there && at < AMONG && state == ARCHIVE_GOOD;

	score_add(r, kind, found, result.total);
	if (!found && r->misses)
		fprintf(r->misses, "%.*s\t%.*s\t%.*s\t%s %zu of %llu\n", STR_ARG(kind), STR_ARG(text), STR_ARG(path),
			there ? "at" : "not among the first", there ? at + 1 : result.hits.count,
			(unsigned long long)result.total);
}

/* Whether both are the same to a search: one word each, of the same stem. */
static bool same_word(struct recall *r, struct str a, struct str b)
{
	char rooms[2][TERMS_MAX * 4], stem[TERMS_MAX * 4];
	struct buf first = BUF(rooms[0]), second = BUF(rooms[1]), kept = BUF(stem);
	struct str written;

	if (!terms_next(&a, &written, &first) || !terms_next(&b, &written, &second))
		return false;
	buf_add(&kept, terms_stem(r->terms, buf_str(&first), STR("de")));
	return !kept.full && str_eq(buf_str(&kept), terms_stem(r->terms, buf_str(&second), STR("de")));
}

static void typo_mend(struct recall *r, struct str kind, struct str text, struct str word)
{
	struct archive *a = r->reading.capsule->archive;
	struct offer offer[OFFERS_MAX] = { 0 };
	struct query query;
	size_t count = 0;
	bool mended = false;

	if (same_word(r, text, word))
		return;
	query_of(r, text, &query);
	enum archive_state state = archive_begin(a, 0);

	if (state == ARCHIVE_GOOD) {
		count = search_offers(a, &query, &r->reading.arena, offer);
		state = archive_end(a);
	}
	for (size_t i = 0; i < count && i < OFFERED; i++)
		mended = mended || same_word(r, offer[i].words, word);
	mended = mended && state == ARCHIVE_GOOD;
	score_add(r, kind, mended, 0);
	if (mended || !r->misses)
		return;
	fprintf(r->misses, "%.*s\t%.*s\t%.*s\toffered:", STR_ARG(kind), STR_ARG(text), STR_ARG(word));
	for (size_t i = 0; i < count; i++)
		fprintf(r->misses, " %.*s", STR_ARG(offer[i].words));
	fputc('\n', r->misses);
}

int main(int argc, char **argv)
{
	static struct recall r;
	struct str field[3];
	FILE *f = argc >= 3 ? fopen(argv[2], "re") : NULL;

	if (argc < 3 || argc > 4 || !f) {
		fprintf(stderr, "usage: recall CONF FILE [MISSES]\n");
		return 2;
	}
	reading_open(&r.reading, argv[1]);
	r.terms = terms_new();
	r.misses = argc == 4 ? fopen(argv[3], "we") : NULL;
	if (!r.terms || (argc == 4 && !r.misses)) {
		fprintf(stderr, "recall: no memory, or %s cannot be written\n", argc == 4 ? argv[3] : "");
		return 2;
	}
	while (reading_line(f, field, 3)) {
		if (str_eq(field[0], STR("typo")))
			typo_mend(&r, field[0], field[1], field[2]);
		else
			article_seek(&r, field[0], field[1], field[2]);
	}
	score_print(&r.score);
	fclose(f);
	if (r.misses)
		fclose(r.misses);
	terms_free(r.terms);
	reading_close(&r.reading);
	return 0;
}
