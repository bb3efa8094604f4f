/* lists: the words of a newspaper that no dictionary gives in the order of their use. Each list ends with NULL. */
#ifndef BENCH_LISTS_H
#define BENCH_LISTS_H

/* Function words, the commonest first, each with its share. */
struct share {
	const char *word;
	unsigned weight;
};

extern const struct share lists_function[], lists_function_en[];
/* Content words in the order of their use: they come before those of the dictionaries. */
extern const char *const lists_common[], *const lists_english[];
extern const char *const lists_sections[], *const lists_first_names[], *const lists_last_names[];
/* Places are made of these: a town's name; else a beginning and an ending. */
extern const char *const lists_towns[], *const lists_place_begin[], *const lists_place_end[],
									    *const lists_place_before[];
extern const char *const lists_months[];

#endif
