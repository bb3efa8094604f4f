/* roles: what each line of a raw article is. Three sources of evidence, in this order: the profile's rules, the form of
 * a line and of its neighbours, and the collection (census.h). */
#ifndef IMPORT_ROLES_H
#define IMPORT_ROLES_H

#include "import/census.h"
#include "import/look.h"
#include "import/profile.h"

/* What is known besides the document. */
struct scene {
	const struct profile *profile; /* NULL: none */
	const struct profile *generic; /* furniture of every layout; applied after profile */
	const struct census *census;   /* NULL: this file stands alone */
	struct str source;             /* the census's name for where it is from */
	struct date today;
};

/* A document whose roles are being decided. */
struct casting {
	struct document *d;
	struct look *looks; /* one for each line */
	const struct scene *scene;
	struct arena *arena;
	unsigned files;    /* of the source; 0: nobody counted */
	bool any_language; /* stop words tell nothing here: neither German nor English */
	size_t first,
		last;    /* the text proper: the lines from..to that are paragraphs beyond doubt; first > last: none */
	size_t headline; /* d->count: there is none */
	unsigned given_up; /* patterns that reached their limits */
	/* what the rules of profiles caught, and which rule did */
	struct str values[ARTICLE_KEY_COUNT];
	const char *value_rule[ARTICLE_KEY_COUNT];
};

/* Decides the role of every line of c->d; d, scene and arena are set by the caller, everything else is zero. */
void roles_decide(struct casting *c, struct matcher *m);

/* For the parts (head.h, trunk.h): gives a line a role that it hasn't got yet, with the reason; false: it has one. */
bool role_give(struct casting *c, size_t line, enum role role, const char *why);
bool role_open(const struct casting *c, size_t line);

#endif
