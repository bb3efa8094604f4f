/* choice: the capsules of a configuration that a tool is to work on, one after the other. */
#ifndef TOOL_CHOICE_H
#define TOOL_CHOICE_H

#include "base/arena.h"
#include "house.h"
#include "tool/tool.h"

struct choice {
	const struct tool *tool;
	const char *conf, *capsule; /* as given; capsule NULL: all, or the only one */
	bool single;                /* exactly one is wanted */

	/* the one that it is the turn of */
	struct house *house;
	size_t number;
	const struct conf_capsule *from;
	struct site_capsule *site;
	struct arena arena;
};

/* Reads -c, --capsule and --help, which all of these tools have, and what else the tool has: own, which NULL closes,
 * with values from CHOICE_OWN on; take gets each of those. CHOICE_GO: optind is at the first argument; otherwise the
 * status to end with. */
enum { CHOICE_GO = -1, CHOICE_OWN = 300, CHOICE_OPTIONS = 8 };
struct option;
int choice_options(struct choice *c, int argc, char **argv, const struct option *own,
	void (*take)(int value, const char *argument, void *context), void *context);

/* Opens the configuration, and calls for each capsule, with its time zone set; the worst of what the calls return, or
 * TOOL_FAILED or TOOL_MISUSED after saying what is wrong. */
int choice_each(struct choice *c, int (*act)(struct choice *, void *), void *context);

/* Paths of the capsule whose turn it is; they live in the arena. */
const char *choice_overlay(struct choice *c); /* KEEP/publish/NAME */
const char *choice_keys(struct choice *c);    /* KEEP/sign */
const char *choice_memory(struct choice *c);  /* CACHE/NAME.published */
const char *choice_notes(struct choice *c);   /* KEEP/notes */
/* A path of a file in a capsule, as people have it: perhaps a whole URL, perhaps percent-encoded. False: it is none. */
bool choice_path(const char *given, struct buf *out);
/* "gemini://bote.example/" and the like: as many as are served, at most max. */
size_t choice_addresses(struct choice *c, struct str *out, size_t max);

#endif
