/* queries: what people might search for in the articles that generate has written.
 *
 *     queries ROOT SEED DIR
 *
 * Reads all articles beneath ROOT once, counts in how many each word stands, and writes
 *
 *     DIR/mix      "kind TAB query": for how long a search takes; kinds rare, two, common, phrase, prefix
 *     DIR/known    "kind TAB query TAB path of the article that is meant": for how well it finds; kinds words,
 * inflected, spelled, compound, place, year; and typo, "typo TAB query TAB the word that is meant" DIR/paths    some
 * articles' paths
 *
 * The same ROOT and SEED give the same files. Exit: 0 good, 1 not, 2 usage. */
#include "known.h"
#include "mix.h"
#include "sample.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static FILE *output(const char *directory, const char *name)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", directory, name);
	FILE *f = fopen(path, "we");

	if (!f)
		fprintf(stderr, "queries: cannot write %s: %s\n", path, strerror(errno));
	return f;
}

int main(int argc, char **argv)
{
	static struct world world;
	static struct sample s;
	uint64_t seed;

	if (argc != 4 || !str_u64(str_of(argv[2]), UINT64_MAX, &seed)) {
		fprintf(stderr, "usage: queries ROOT SEED DIR\n");
		return 2;
	}
	FILE *mix = output(argv[3], "mix"), *known = output(argv[3], "known"), *paths = output(argv[3], "paths");

	if (!mix || !known || !paths)
		return 1;
	world_make(&world, seed);
	if (!sample_make(&s, &world, argv[1])) {
		fprintf(stderr, "queries: cannot read %s: %s\n", argv[1], strerror(errno));
		return 1;
	}
	mix_write(&s, mix);
	known_write(&s, known);
	for (size_t i = 0; i < s.count; i++)
		fprintf(paths, "%.*s\n", STR_ARG(s.article[i].path));
	printf("articles=%u sampled=%zu\n", (unsigned)s.lexicon.articles, s.count);
	return fclose(mix) == 0 && fclose(known) == 0 && fclose(paths) == 0 ? 0 : 1;
}
