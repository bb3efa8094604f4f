/* layout: what one profile holds, and how it is read from its file. */
#ifndef IMPORT_LAYOUT_H
#define IMPORT_LAYOUT_H

#include "base/pool.h"
#include "import/profile.h"
#include "import/rule.h"

enum {
	LAYOUT_RULES = 500, /* of one profile */
	LAYOUT_SIGNS = 100,
	LAYOUT_WEIGHT = 9,  /* what one sign may count */
	LAYOUT_LEAST = 100, /* the highest score that a profile may ask for */
};

/* A pattern of [match]. */
struct sign {
	struct str name;
	int line;
	unsigned weight;
	struct pattern *pattern;
};

struct profile {
	const char *name;
	bool built_in;
	struct profile_facts facts;
	unsigned least; /* the score by which it may be chosen */
	struct sign *signs;
	size_t sign_count;
	struct rule *rules; /* in the file's order */
	size_t rule_count;
	struct pool pool; /* what holds its strings */
};

/* Reads a profile from the bytes of its file, called path in messages. The one called "generic" is for what no other
 * fits, so it is the only one that needs no [match], and may have none. Every mistake goes to the report; NULL if there
 * was one. */
struct profile *layout_read(struct str name, struct str bytes, const char *path, struct conf_report *report);
void layout_free(struct profile *p);

#endif
