/* account: what became of every input: counts, a line of progress, and the report. */
#ifndef IMPORT_ACCOUNT_H
#define IMPORT_ACCOUNT_H

#include "import/reader.h"

#include <stdio.h>

enum fate {
	FATE_IMPORTED,
	FATE_VERSION,   /* imported, as another version of an earlier article */
	FATE_UPDATED,   /* read again, and written anew */
	FATE_KNOWN,     /* these bytes were imported before, and nothing changes */
	FATE_SAME,      /* other bytes with the same text */
	FATE_EDITED,    /* read again, but the article was edited by hand since, and stays */
	FATE_WITHDRAWN, /* on the list of what is gone */
	FATE_REFUSED,
	FATE_COUNT
};

enum { ACCOUNT_REASONS = 64 };

/* What a report begins with. */
#define ACCOUNT_HEAD "status\tinput\tidentifier\t"

struct account {
	uint64_t count[FATE_COUNT];
	uint64_t inputs;   /* to come, in all */
	uint64_t read;     /* so far */
	uint64_t given_up; /* patterns that reached their limits */
	uint64_t undated;
	/* the refused ones by their reason; the last slot takes all others */
	struct {
		char text[160];
		uint64_t count;
	} reason[ACCOUNT_REASONS];
	size_t reasons;
	FILE *report;  /* NULL: none */
	bool progress; /* standard error is a terminal */
	double started, shown;
};

/* Begins; report NULL: none. Writes its first line. */
void account_begin(struct account *a, FILE *report, bool progress);
/* What became of one; path: of the article; detail: why, or what it was compared with. Either may be empty. */
void account_take(struct account *a, const struct reading *g, enum fate fate, struct str path, struct str detail);
/* Shows how far it is, at most five times a second; stage: "reading", "counting lines". */
void account_show(struct account *a, const char *stage);
/* Takes the line of progress away. */
void account_hide(struct account *a);
/* The sums. dry: nothing was written. False if the report could not be written (errno). */
bool account_end(struct account *a, FILE *out, bool dry);
/* Whether anything was refused or left alone. */
bool account_failed(const struct account *a);

#endif
