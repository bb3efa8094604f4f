/* round: what the steps of one round share. */
#ifndef FOLLOW_ROUND_H
#define FOLLOW_ROUND_H

#include "fetch/fetch.h"
#include "follow/follow.h"
#include "follow/pin.h"
#include "mirror/head.h"
#include "mirror/manifest.h"
#include "mirror/packs.h"

#include <pthread.h>

/* A file that is to have this hash. */
struct want {
	struct str path;
	struct digest digest;
	uint64_t most;     /* bytes */
	time_t time;       /* for the file; 0: the round's */
	struct digest old; /* of what we have put there before; none: nothing */
	/* what became of it */
	enum fetch_result result;
	bool here;  /* its part is whole */
	bool room;  /* it was too long for the room that is left */
	bool noted; /* of those that were missing: they are missing again */
};

/* What is still to be done to make what was verified visible, in this order. */
struct placing {
	enum { PLACE_MOVE, PLACE_DROP } what;
	struct str from, to;
	struct digest digest; /* of what is moved */
};

/* Files that are at their places while the MANIFEST of their folder is not. */
struct unlisted {
	struct unlisted_row {
		struct digest digest;
		struct str path;
	} * row;
	size_t count, room;
	struct arena arena;
};

struct round {
	const struct follow_wish *wish;
	struct buf *why;
	struct follow_sums *sums;
	struct tree tree;
	struct pin pin;
	struct fetch *fetch;
	struct arena arena, url_arena;
	int lock;

	struct str head_file, old_head_file; /* as they are on the wire and here */
	struct head head, old;
	bool has_old;
	struct packs packs; /* those that are listed now */
	bool packs_read;
	time_t time;     /* for the files that come now */
	bool met;        /* HEAD is signed by the right key and not an older one: whom we have met is remembered */
	bool deep;       /* look into every folder, not only where a MANIFEST is another one */
	bool look_again; /* the round before said so, or robots.txt lets us fetch more than then */
	bool look_again_next;
	size_t left_out; /* files that robots.txt asks us to leave alone */
	size_t blocked;  /* what could not get to its place, since something of the owner's is there */

	struct placing *placing;
	size_t placings, placings_room;
	struct arena placing_arena;
	struct unlisted unlisted;
	uint64_t used;                    /* bytes on the disk, counted from above; under tell */
	bool recounted;                   /* it was found by looking, in this round */
	size_t held;                      /* bytes of MANIFESTs that are in memory at once */
	uint64_t to_do, done, bytes_done; /* for the progress: published files, and bytes that came */
	uint64_t told_ms, began_ms;

	/* what was missing after the round before; by path. Where we have never put anything, what lies there now is
	 * the owner's, although it is listed. */
	struct want *lacking;
	size_t lackings, lackings_room;
	struct want *missing; /* files that could not be had in this round */
	size_t missings, missings_room, missings_saved;
	struct arena missing_arena;
	pthread_mutex_t tell;
};

enum step {
	STEP_DONE,
	STEP_AGAIN, /* something does not fit what HEAD says: it may be another one by now */
	STEP_OTHER, /* this way does not lead there; try the other */
	STEP_END,   /* *result says how the round ends, *why why */
};

/* ---- news.c: what there is ---- */

/* Asks for HEAD. *result is set unless DONE: then *nothing says whether it is the one that is here. */
enum step news_head(struct round *r, bool *nothing, enum follow_result *result);
/* Something was not what HEAD says: whether HEAD is another one by now (AGAIN), or the same still (DONE). */
enum step news_fits(struct round *r, enum follow_result *result);
/* A small file that nothing vouches for, into the arena. OTHER: there is none. */
enum step news_small(struct round *r, struct str path, size_t max, struct str *out, enum follow_result *result);
/* Whether these are rotations, each vouched for by a key from before, and this key is among them; none are good, too.
 */
bool news_keys_good(struct str rotations, const struct sign_public *last);
/* Reads robots.txt, if it was not read today. */
enum step news_robots(struct round *r, enum follow_result *result);
/* Whether robots.txt lets us fetch it. */
bool news_allowed(const struct round *r, struct str path);

/* ---- parts.c: what was fetched ---- */

/* Where the bytes with this hash that are to be at path wait for it; lives in the arena. */
struct str part_path(struct arena *m, const struct digest *d, struct str path);
/* Whether they are there and whole, be it from an earlier round. */
bool part_here(const struct round *r, const struct digest *d, struct str path);
/* Of bytes that are at hand. False: *why. */
bool part_write(struct round *r, const struct digest *d, struct str path, struct str bytes);
/* Of another local file. False: that is not there, or has another hash; or the disk. */
bool part_copy(struct round *r, const struct digest *d, struct str path, struct str source);
/* A new one, to be written and then named with part_named; -1: *why. number keeps those of several threads apart. */
int part_open(struct round *r, unsigned number);
bool part_named(struct round *r, unsigned number, const struct digest *d, struct str path);
/* Counts bytes against the limit; false, and *why, when it is passed. */
bool part_account(struct round *r, uint64_t bytes);
/* Bytes that may be written before they are counted: most, or one of so many shares of what is left. Who wants all of
 * it gets what rounds before have left, too. */
uint64_t part_reserve(struct round *r, uint64_t most, size_t shares);
void part_release(struct round *r, uint64_t reserved);
/* Begins a round: what is there is of earlier ones, and goes first when room is short. */
void part_set_aside(const struct round *r);
/* Deletes parts that are left over. */
void part_clear(const struct round *r);

/* ---- placing.c: making it visible ---- */

/* From now on a part is to be at a path, or a path is to be gone. Done at the latest by part_place_all. False: *why. */
bool part_place(struct round *r, const struct digest *d, struct str path);
bool part_drop(struct round *r, struct str path);
bool part_place_all(struct round *r);
/* Takes back what a round that was cut off has left without a MANIFEST. False: *why. */
bool place_recover(struct round *r);
/* A round has ended in which every MANIFEST has come to its place. */
void place_forget(struct round *r);

/* ---- crew.c: many files at once ---- */

/* Fetches all that are not here yet. False: the round cannot go on: *result, *why. */
bool crew_fetch(struct round *r, struct want *want, size_t count, enum follow_result *result);
/* What a fetch that failed means for the round. */
enum follow_result crew_judge(enum fetch_result result);

/* ---- descend.c, steps.c, months.c: the ways to the new state ---- */

enum step descend(struct round *r, enum follow_result *result);
enum step steps(struct round *r, enum follow_result *result);
/* The pack of a month whose MANIFEST is to have this hash; DONE: its files and MANIFESTs are placed. OTHER: there is no
 * pack, or it is not what it should be: descend. */
enum step month_take(struct round *r, struct str folder, const struct digest *digest, enum follow_result *result);
/* The pack that is listed for a folder "/2018/06/"; NULL: none. */
const struct packs_line *month_pack_of(struct round *r, struct str folder);

/* The MANIFEST of a folder as it is here; without one it is empty. False: it is damaged. */
bool manifest_here(const struct round *r, struct str folder, struct arena *m, struct manifest *out);
/* A MANIFEST, given or written, as the text of a folder that is to have it. */
struct str manifest_path_of(struct arena *m, struct str folder);

/* ---- wants.c: a list of files on its way ---- */

struct wants {
	struct arena *arena;
	struct want *want;
	size_t count, room;
};

/* A file that is to have this hash: to the list, unless it is here already, or something of the owner's is in its way
 * (that is told, and noted as missing), or robots.txt wants it left alone. listed: the hash of what we have put there
 * ourselves; NULL: what lies there is not ours. */
void wants_add(struct wants *w, struct round *r, struct want one, const struct digest *listed);
/* Fetches all, and has them placed. AGAIN: there is another HEAD by now. What cannot be had is noted as missing. */
enum step wants_get(struct wants *w, struct round *r, enum follow_result *result);
/* Without this file the round cannot go on: whether there is another HEAD by now (AGAIN); else END, *why says why. */
enum step wants_lack(struct round *r, const struct want *w, enum follow_result *result);
/* What was missing after earlier rounds is tried again, as far as it is listed still. */
enum step wants_missing(struct round *r, enum follow_result *result);
/* Reads what was missing after the round before. False: *why. */
bool wants_load(struct round *r);
/* Whether what lies at a path that is listed was not put there by us. */
bool wants_is_owners(const struct round *r, struct str path);
/* Notes what is missing, for the next round; whole: what was missing before has been looked at. False: *why. */
bool wants_save(struct round *r, bool whole);

/* ---- entries.c: the log ---- */

/* Fetches it back to the entry that is here, which must be one that HEAD's hangs on: before anything changes. */
enum step entries(struct round *r, enum follow_result *result);

/* ---- papers.c: /mirror itself ---- */

/* Something of /mirror could not be had: it is told, and asked for again in the next round. */
void papers_lack(struct round *r, const char *path);
enum step papers_packs(struct round *r, enum follow_result *result); /* reads the list of packs */
enum step papers_gone(struct round *r, enum follow_result *result);  /* the list of moves and withdrawals */
/* The packs of the log, which are read where they lie. */
enum step papers_log_packs(struct round *r, enum follow_result *result);
enum step papers(struct round *r, enum follow_result *result); /* all the rest, HEAD last */

/* A text with LF for CRLF; room is for as many bytes, and may be the text's own. */
struct str round_lines(struct str text, char *room);
/* So many published files and bytes more have come. */
void progress(struct round *r, uint64_t files, uint64_t bytes);

#endif
