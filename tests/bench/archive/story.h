/* story: what an invented article is about, and its text. */
#ifndef BENCH_STORY_H
#define BENCH_STORY_H

#include "chance.h"
#include "vocabulary.h"

enum {
	STORY_TOPIC = 10, /* words that an article has of its topic, of its story, and for itself */
	STORY_OWN = 10,
	STORY_ALONE = 8,
	STORY_MOTIFS = STORY_TOPIC + STORY_OWN + STORY_ALONE,
	STORY_KEYWORDS = 5,
	NAME_ROOM = 64,
	PLACES = 300,
	AUTHORS = 300,
	PEOPLE = 2400, /* who are named in articles; the first of them write */
	TOPICS = 1200,
};

/* What all articles are made of. */
struct world {
	uint64_t seed;
	struct vocabulary vocabulary;
	char place[PLACES][NAME_ROOM];
	char person[PEOPLE][NAME_ROOM];
};

/* A word that an article comes back to. */
struct motif {
	const struct lexeme *lexeme; /* NULL: a compound word, made for this */
	char compound[NAME_ROOM];
};

/* Several articles have one story, many stories have one topic. */
struct story {
	struct motif motif[STORY_MOTIFS]; /* the dearest first */
	const char *place;                /* NULL: it says none */
	const char *section, *author, *photographer;
	const char *keyword[STORY_KEYWORDS];
	size_t keyword_count;
	const char *person; /* who is asked */
	bool english;
};

void world_make(struct world *w, uint64_t seed);

/* The article with this number of a story (another number: another article of the same story). */
void story_make(const struct world *w, uint64_t story, uint64_t number, struct story *out);

/* Its headline, and its paragraphs up to about this many bytes, each ended by an empty line. */
void story_title(const struct world *w, const struct story *s, uint64_t number, struct buf *out);
void story_body(const struct world *w, const struct story *s, uint64_t number, size_t bytes, struct buf *out);

#endif
