/* profile: what is known about one layout of raw text, out of an INI file (herald-import(1), PROFILES). */
#ifndef IMPORT_PROFILE_H
#define IMPORT_PROFILE_H

#include "conf/conf.h"
#include "import/document.h"
#include "import/when.h"

struct profile;
struct profiles;

/* Loads the profiles built in (conf/import/NAME.ini at build time), and those of a folder (NULL: none), where one with
 * the same name takes the place of a built-in one. Every mistake goes to the report as FILE:LINE: what, with the offset
 * within a pattern. NULL if there was one. conf_path and line: where the folder is named, for an unreadable folder. */
struct profiles *profiles_load(const char *folder, const char *conf_path, int line, struct conf_report *report);
/* One more, from the bytes of its file; for --profile FILE.ini, and for tests. One of the same name that was there is
 * let go. False if there was a mistake; then nothing has changed. */
bool profiles_add(struct profiles *p, struct str name, struct str bytes, const char *path, struct conf_report *report);
void profiles_free(struct profiles *p);

/* By name; NULL: there is none. profiles_near: the one that was probably meant, or NULL. */
const struct profile *profile_find(const struct profiles *p, struct str name);
const char *profiles_near(const struct profiles *p, struct str name);

/* What belongs to one thread: PCRE2's match data and limits. */
struct matcher;
struct matcher *matcher_make(void);
void matcher_free(struct matcher *m);

/* The one whose match lines score best, each [match] pattern that fits some line of the document counting once (a
 * weight may be given); a profile needs at least the score that it says (key "least", 1 where it is left out) and never
 * wins without one. Of two with the same score, one that is not built in wins, then the first by name. NULL: none does,
 * and the article is read without a profile; "generic" never does. *score is the winner's, or 0. */
const struct profile *profiles_choose(
	const struct profiles *p, const struct document *d, struct matcher *m, unsigned *score);

/* Gives each line that a rule fits its role, core and rule; a line that has a role already keeps it. Values that named
 * groups catch ((?<place>…), (?<date>…), (?<author>…), (?<credit>…), (?<section>…), (?<keywords>…), (?<headline>…),
 * (?<description>…)) go into values, where it is empty, with rule names into value_rule for --explain; both live as
 * long as the document and the profile. A pattern that exceeds its match limit does not fit the line, and is counted in
 * the result: how often one did. */
unsigned profile_apply(const struct profile *p, struct document *d, struct matcher *m, struct arena *a,
	struct str values[ARTICLE_KEY_COUNT], const char *value_rule[ARTICLE_KEY_COUNT]);

/* All of them, in the order of their names; NULL past the end. */
const struct profile *profiles_at(const struct profiles *p, size_t i);
const char *profile_name(const struct profile *p);
/* What [profile] says: empty or default where the key is left out. */
struct profile_facts {
	struct str title; /* never empty */
	struct str language, publisher, license, copyright, section;
	enum when_order order;
	struct str place; /* a fixed place for all articles; empty: none */
	/* where a place may come from; all true where "place from" is left out */
	bool place_kicker, place_dateline, place_meta;
};
struct profile_facts profile_facts(const struct profile *p);

#endif
