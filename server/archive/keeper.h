/* keeper: one capsule's index, kept in agreement with the capsule for as long as it runs: built where there is none or
 * a bad one, scanned once, then kept by what inotify tells; looked over every night. */
#ifndef ARCHIVE_KEEPER_H
#define ARCHIVE_KEEPER_H

#include "archive/writer.h"
#include "store/gone.h"

struct keeper_wish {
	const char *index;        /* its path; its folder exists or can be made */
	const char *root_path;    /* for watches */
	struct recorder recorder; /* its terms are not used: the keeper has its own */
	struct writer_setting setting;
	struct gone_paths gone_paths;
	struct gone *const *gone; /* the list as it is now; whoever reloads it calls keeper_gone */
	_Atomic uint64_t *serial; /* goes up whenever readers would see something new; NULL: nobody looks */
	_Atomic bool *doubt; /* a reader has found damage: set by others, taken back by the keeper; NULL: nobody does */
	unsigned readers;    /* threads for a build */
	const char *name;    /* of the capsule, for messages */
};

struct keeper;

/* Takes copies of nothing: all that is wished lives as long as the keeper. NULL: no memory, or no inotify (errno). */
struct keeper *keeper_new(const struct keeper_wish *wish);
/* Ends a build under way, and leaves the index in order. */
void keeper_free(struct keeper *k);
/* To be polled for reading; then keeper_told. */
int keeper_fd(const struct keeper *k);
void keeper_told(struct keeper *k);
/* The list of what is gone is another one now. */
void keeper_gone(struct keeper *k);
/* Does a piece of work, at most some tens of milliseconds. Returns in how many ms it wants to be called again, 0 for at
 * once. */
unsigned keeper_step(struct keeper *k);
/* False: the index's folder is not what it was (somebody has deleted it), and only another process could use the one
 * that has its name now. */
bool keeper_can_go_on(const struct keeper *k);
/* Whether the index agrees with the capsule, as far as is known. */
bool keeper_settled(const struct keeper *k);

#endif
