/* draft: herald.ini as it was written: its sections and the texts of their keys, known ones only. */
#ifndef CONF_DRAFT_H
#define CONF_DRAFT_H

#include "base/pool.h"
#include "conf/conf.h"
#include "conf/keys.h"

struct draft_section {
	enum kind kind;
	const char *name;    /* "main" of [capsule main]; "" where there is none */
	const char *written; /* "capsule main", as it stands in the file */
	int line;            /* 0: it is not in the file */
	struct {
		const char *text; /* NULL: left out */
		int line;
	} given[KEYS_COUNT]; /* by the key's place in the table */
};

struct draft {
	const char *path;
	struct conf_report *report;
	struct pool *pool; /* where all the texts lie */
	char *folder;      /* the file's own, absolute */
	int last_line;
	struct draft_section *sections;
	size_t count;
};

/* Reads the file. Everything that is wrong with its form, and every section and key that is not known, goes to the
 * report. False when the file cannot be read at all. draft_free in both cases. */
bool draft_read(struct draft *d, const char *path, struct pool *pool, struct conf_report *report);
void draft_free(struct draft *d);

#endif
