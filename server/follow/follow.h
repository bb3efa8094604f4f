/* follow: a mirror of an archive in a folder, made and kept up to date from what its publisher signs (the design,
 * "Mirroring"). Nothing is believed that does not hang on the signature of HEAD; nothing is visible before it was
 * verified. What the mirror's owner has put into the folder is left alone. */
#ifndef FOLLOW_FOLLOW_H
#define FOLLOW_FOLLOW_H

#include "base/str.h"

enum { FOLLOW_LIMIT_GB = 20 };

struct follow_wish {
	const char *url;    /* NULL: the one that the folder is pinned to */
	const char *folder; /* made where it is missing */
	const char *key;    /* the 56 characters or a file; NULL: the pinned one, or the first one that is met */
	uint64_t rate;      /* bytes a second; 0: no limit */
	uint64_t limit;     /* bytes that the mirror may take on the disk */
	unsigned jobs;
	bool all;   /* look at every file that is there, not only at what has changed */
	bool quiet; /* no progress */
	const volatile int *stop;
};

enum follow_result {
	FOLLOW_DONE,    /* the mirror is whole, and as new as it can be */
	FOLLOW_PARTLY,  /* some files are missing still, and are named; the next round tries again */
	FOLLOW_LATER,   /* the server is not there or busy, the connection bad, or too much changes: nothing is lost */
	FOLLOW_REFUSED, /* signature, serial, key, certificate, robots.txt, limit: it needs a decision */
	FOLLOW_FAILED,  /* the disk, or wrong arguments */
	FOLLOW_STOPPED,
};

struct follow_sums {
	uint64_t serial, requests, bytes, handshakes, resumed;
	uint64_t written, deleted, moved, missing; /* files */
	bool news;                                 /* there was something new */
};

/* One round. What is to be said on the way (a key that was met first, an expired HEAD, files that are missing) goes to
 * the log; *why says why it is not DONE. */
enum follow_result follow_round(const struct follow_wish *w, struct follow_sums *out, struct buf *why);

struct follow_audit {
	uint64_t files, bytes, own, entries, packs; /* own: files of the owner's */
	uint64_t left_out;                          /* as robots.txt asked */
	uint64_t wrong;
};

/* Looks offline whether the mirror is what its publisher has signed; each thing that is wrong is told by tell. False:
 * it could not be looked at: *why. */
bool follow_check(const char *folder, void (*tell)(void *context, struct str what), void *context,
	struct follow_audit *out, struct buf *why);

#endif
