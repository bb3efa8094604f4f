/* kin: which articles share paragraphs; the ledger's table of them.
 *
 * One by one, each new paragraph would touch a page of its own, and write it again with every batch; so many are held
 * in memory and written together, in the order of the table. What a crash loses is read from the capsule again. */
#ifndef IMPORT_KIN_H
#define IMPORT_KIN_H

#include "store/database.h"
#include "import/texts.h"

struct kin;

extern const char kin_schema[];

/* NULL: trouble in the database. */
struct kin *kin_open(struct database *db);
void kin_free(struct kin *k);

/* Whether the paragraphs of one more article find room; else they must be written first (kin_write), in a
 * transaction. */
bool kin_room(const struct kin *k);
void kin_hold(struct kin *k, const struct texts *t, int64_t article);
/* Writes what is held, up to the article with this number. */
void kin_write(struct kin *k, int64_t up_to);
/* Forgets what is held, and holds nothing from now on: some of it may stand for articles that were taken back. */
void kin_forget(struct kin *k);
/* Paragraphs of all articles up to this one are in the table; the numbers up to it are never given again. */
int64_t kin_written(struct kin *k);

enum { KIN_MAX = 64 };

struct kinsman {
	int64_t article;
	unsigned common, most; /* paragraphs in common: at least, and at most (kin_common says) */
};

/* Articles that may have something in common with t, the most promising first, and of those the earliest. A paragraph
 * that stands in very many articles leads to the earliest of them only. */
size_t kin_find(struct kin *k, const struct texts *t, struct kinsman out[KIN_MAX]);
/* How many of the paragraphs that were asked for last stand in an article that was found. */
unsigned kin_common(struct kin *k, const struct kinsman *of);

#endif
